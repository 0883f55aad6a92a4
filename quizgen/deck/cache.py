"""FactBases kept between runs, so that an unchanged deck need not be parsed again.

What is kept is JSON in the user's cache folder: data, nothing that could run. A base
comes back only if every file it was read from still has the same bytes, no file has
appeared that would be read instead, and this package has not changed. Whatever else goes
wrong here, the deck is simply read.
"""

import json
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from decimal import Decimal
from hashlib import blake2b
from pathlib import Path
from typing import Any

from quizgen import dates, model
from quizgen.dates import Date, Span
from quizgen.model import FactBase, Place

LARGEST = 5000
_ROOMS = Path(__file__).parent


def recall_base(path: Path, shown: str, language: str | None) -> FactBase | None:
    """The base that was read from *path*, if reading it again would give the same."""
    try:
        kept = json.loads(_file(path, shown, language).read_bytes())
        current = (
            kept["made_by"] == _stamp()
            and all(_digest(Path(name)) == digest for name, digest in kept["files"])
            and not any(Path(name).exists() for name in kept["absent"])
        )
        base = _unpacked(kept["base"]) if current else None
    except (OSError, ValueError, LookupError, TypeError):
        return None
    return base if isinstance(base, FactBase) else None


def cache_base(
    base: FactBase,
    path: Path,
    shown: str,
    language: str | None,
    files: Iterable[Path],
    absent: Iterable[Path],
) -> None:
    """Keep *base*, which was read from *files* since none of *absent* is there.

    A base of more than LARGEST facts is not kept: that would take longer than a second
    reading, and such a deck is not waited for at a prompt.
    """
    if len(base.facts) > LARGEST:
        return
    target = _file(path, shown, language)
    kept = {
        "made_by": _stamp(),
        "files": [(str(file), _digest(file)) for file in files],
        "absent": [str(file) for file in absent],
        "base": _packed(base),
    }
    unfinished = target.with_suffix(f".{os.getpid()}.tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_text(json.dumps(kept, separators=(",", ":")), "utf-8")
        unfinished.replace(target)
    except OSError:
        unfinished.unlink(missing_ok=True)


def _file(path: Path, shown: str, language: str | None) -> Path:
    name = blake2b(
        f"{path.resolve()}\0{shown}\0{language}".encode(errors="surrogateescape"),
        digest_size=12,
    ).hexdigest()
    return _folder() / f"{name}.json"


def _folder() -> Path:
    if sys.platform == "linux":
        # As the XDG Base Directory Specification has it, and platformdirs too; but that
        # takes as long to import as a kept base to read.
        cache = os.environ.get("XDG_CACHE_HOME", "").strip()
        return Path(cache or Path.home() / ".cache", "quizgen")
    from platformdirs import user_cache_path

    return user_cache_path("quizgen", appauthor=False)


def _digest(path: Path) -> str:
    return blake2b(path.read_bytes(), digest_size=16).hexdigest()


def _stamp() -> str:
    """Changes whenever the code that reads decks does."""
    files = sorted((*_ROOMS.glob("*.py"), *_ROOMS.parent.glob("*.py")))
    states = (file.stat() for file in files)
    return ";".join(f"{state.st_size}.{state.st_mtime_ns}" for state in states)


# A base as JSON: a list of rows, each a type and its parts. What JSON itself has stands in
# a row as it is; anything else is a row of its own before it, named by ["number"]. Equal
# rows are written once, so reading is one short loop.


def _packed(base: FactBase) -> list[list[Any]]:
    rows: list[list[Any]] = []
    known: dict[str, list[int]] = {}

    def part(value: object) -> Any:
        if value is None or isinstance(value, str | bool | int):
            return value
        row = [*map(part, _parts(value))]
        row.insert(0, _name(value))
        key = json.dumps(row)
        if key not in known:
            known[key] = [len(rows)]
            rows.append(row)
        return known[key]

    part(base)
    return rows


def _unpacked(rows: list[list[Any]]) -> Any:
    made: list[Any] = []
    for name, *parts in rows:
        values = [made[part[0]] if type(part) is list else part for part in parts]
        made.append(_TYPES[name](*values))
    return made[-1]


def _name(value: object) -> str:
    name = type(value).__name__
    if name not in _TYPES:
        raise TypeError(f"a {name} has no packed form")
    return name


def _parts(value: Any) -> Iterable[Any]:
    if isinstance(value, Date):
        return (value.year, value.month, value.day)
    if isinstance(value, dict):
        return [part for pair in value.items() for part in pair]
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, Decimal):
        return [str(value)]
    if is_dataclass(value):
        return [getattr(value, field.name) for field in fields(value)]
    return list(value)  # a tuple, plain or with names


def _pairs(*parts: Any) -> dict[Any, Any]:
    return dict(zip(parts[::2], parts[1::2], strict=True))


_TYPES: dict[str, Callable[..., Any]] = {
    "Date": dates.date,
    "Span": Span,
    "Place": Place,
    "tuple": lambda *parts: parts,
    "frozenset": lambda *parts: frozenset(parts),
    "dict": _pairs,
    "Decimal": Decimal,
    **{
        kind.__name__: kind
        for kind in (
            model.Source,
            model.Entity,
            model.Relation,
            model.Contrast,
            model.Fact,
            model.Variable,
            model.Constant,
            model.Statement,
            model.OfKind,
            model.Comparison,
            model.Count,
            model.Extreme,
            model.Placeholder,
            model.Template,
            model.Deck,
            model.FactBase,
        )
    },
}
