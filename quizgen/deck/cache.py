"""FactBases kept between runs, so that an unchanged deck need not be parsed again.

Without it, two rows of `tests.bench` fail: "quiz csto to the first question" (2.6 times its
imports, not 1.8) and "first question, 100,000 reviews". A base comes back only if every
file it was read from still has the same bytes, no file has appeared that would be read
instead, and this package has not changed. Whatever else goes wrong here, the deck is
simply read.
"""

import io
import os
import pickle
import sys
from collections.abc import Iterable
from contextlib import suppress
from decimal import Decimal
from hashlib import blake2b
from pathlib import Path
from typing import Any

from quizgen import model
from quizgen.dates import Date, Span
from quizgen.model import FactBase

LARGEST = 5000
"""Facts in a base that is kept: more take longer to keep than to read a second time."""
_PACKAGE = Path(__file__).parents[1]
_CLASSES = {
    (noun.__module__, noun.__name__): noun
    for noun in (*vars(model).values(), Date, Span, Decimal)
    if isinstance(noun, type)
}


class _Unpickler(pickle.Unpickler):
    """Makes the nouns of a base and nothing else, so that no file can run code.

    See "Restricting Globals", https://docs.python.org/3/library/pickle.html.
    """

    def find_class(self, module_name: str, global_name: str) -> Any:
        return _CLASSES[module_name, global_name]


def recall_base(path: Path, shown: str, language: str | None) -> FactBase | None:
    """Return the base that was read from *path*, if reading it again would give the same.

    Args:
        path: The deck file.
        shown: What its problems call it.
        language: The one in which its texts are wanted.
    """
    try:
        content = _cache_file(path, shown, language).read_bytes()
        stamp, files, missing, base = _Unpickler(io.BytesIO(content)).load()
        is_current = (
            stamp == _package_stamp()
            and all(_digest(Path(name)) == digest for name, digest in files)
            and not any(Path(name).exists() for name in missing)
        )
    except Exception:  # whatever a damaged file makes a pickle do
        return None
    return base if is_current and isinstance(base, FactBase) else None


def cache_base(
    base: FactBase,
    path: Path,
    shown: str,
    language: str | None,
    files: Iterable[Path],
    missing: Iterable[Path],
) -> None:
    """Keep *base*, which was read from *files* since none of *missing* is there."""
    if len(base.facts) > LARGEST:
        return
    target = _cache_file(path, shown, language)
    unfinished = target.with_suffix(f".{os.getpid()}.tmp")
    digests = [(str(file), _digest(file)) for file in files]
    entry = (_package_stamp(), digests, [str(file) for file in missing], base)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(pickle.dumps(entry, 5))
        unfinished.replace(target)
    except OSError:
        with suppress(OSError):
            unfinished.unlink()


def _cache_file(path: Path, shown: str, language: str | None) -> Path:
    name = f"{path.resolve()}\0{shown}\0{language}".encode(errors="surrogateescape")
    return _cache_folder() / f"{blake2b(name, digest_size=12).hexdigest()}.pickle"


def _cache_folder() -> Path:
    if sys.platform == "linux":
        # As the XDG Base Directory Specification has it, and platformdirs too; but that
        # takes as long to import as a kept base to read.
        cache = os.environ.get("XDG_CACHE_HOME", "").strip()
        return Path(cache or Path.home() / ".cache", "quizgen")
    from platformdirs import user_cache_path

    return user_cache_path("quizgen", appauthor=False)


def _digest(path: Path) -> str:
    return blake2b(path.read_bytes(), digest_size=16).hexdigest()


def _package_stamp() -> str:
    """Return a text that changes whenever the code that reads decks does."""
    files = sorted((*_PACKAGE.glob("deck/*.py"), *_PACKAGE.glob("*.py")))
    states = (file.stat() for file in files)
    return ";".join(f"{state.st_size}.{state.st_mtime_ns}" for state in states)
