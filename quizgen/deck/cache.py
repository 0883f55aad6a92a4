"""FactBases kept between runs, so that an unchanged deck need not be parsed again.

Without it, two rows of `tests.bench` fail: "quiz csto to the first question" (2.6 times its
imports, not 1.8) and "first question, 100,000 reviews". A base comes back only if every
file it was read from still has the same bytes, no file has appeared that would be read
instead, and this package has not changed. Whatever else goes wrong here, the deck is
simply read: a cache never ends a command.
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
_CHECKSUM_BYTES = 16
"""Bytes at the head of a file by which one is known that is not whole."""
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
        content = _read_regular(_cache_file(path, shown, language))
        checksum, pickled = content[:_CHECKSUM_BYTES], content[_CHECKSUM_BYTES:]
        if _checksum(pickled) != checksum:
            return None
        stamp, files, missing, base = _Unpickler(io.BytesIO(pickled)).load()
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
    with suppress(Exception):  # no home, no room, no rights, or a loop of links
        target = _cache_file(path, shown, language)
        digests = [(str(file), _digest(file)) for file in files]
        entry = (_package_stamp(), digests, [str(file) for file in missing], base)
        target.parent.mkdir(parents=True, exist_ok=True)
        _write(target, pickle.dumps(entry, 5))


def _write(target: Path, pickled: bytes) -> None:
    """Write *pickled* after its checksum, whole or not at all."""
    unfinished = target.with_suffix(f".{os.getpid()}.tmp")
    try:
        unfinished.write_bytes(_checksum(pickled) + pickled)
        unfinished.replace(target)
    finally:
        # Those of killed processes too. One that is still being written is a loss to
        # nobody: its process goes on without.
        for file in target.parent.glob(f"{target.stem}.*.tmp"):
            file.unlink(missing_ok=True)


def _read_regular(path: Path) -> bytes:
    """Return the bytes of a file; raise OSError for a pipe, which might not end."""
    if not path.is_file():
        raise OSError(f"{path} is no file")
    return path.read_bytes()


def _checksum(content: bytes) -> bytes:
    return blake2b(content, digest_size=_CHECKSUM_BYTES).digest()


def _cache_file(path: Path, shown: str, language: str | None) -> Path:
    name = f"{path.resolve()}\0{shown}\0{language}".encode(errors="surrogateescape")
    return _cache_folder() / f"{blake2b(name, digest_size=12).hexdigest()}.pickle"


def _cache_folder() -> Path:
    if sys.platform == "linux":
        # As the XDG Base Directory Specification has it, and platformdirs too; but that
        # takes as long to import as a kept base to read.
        # It also says that a relative path is to be ignored.
        cache = Path(os.environ.get("XDG_CACHE_HOME", "").strip())
        cache = cache if cache.is_absolute() else Path.home() / ".cache"
        if not cache.is_absolute():
            raise OSError(f"{cache} is no home: it depends on the working folder")
        return cache / "quizgen"
    from platformdirs import user_cache_path

    return user_cache_path("quizgen", appauthor=False)


def _digest(path: Path) -> str:
    return blake2b(_read_regular(path), digest_size=16).hexdigest()


def _package_stamp() -> str:
    """Return a text that changes whenever the code that reads decks does."""
    files = sorted((*_PACKAGE.glob("deck/*.py"), *_PACKAGE.glob("*.py")))
    states = (file.stat() for file in files)
    return ";".join(f"{state.st_size}.{state.st_mtime_ns}" for state in states)
