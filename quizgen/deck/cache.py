"""FactBases kept between runs, so that an unchanged deck need not be parsed again.

It is here as parsing is most of what a learner waits for: `quiz csto` takes 2.6 times as
long to its first question as its imports alone, and with the cache 1.8 times (two rows of
`tests.bench` see to it). A base comes back only if every file it was read from still has
the same bytes, no file has appeared that would be read instead, and this package has not
changed. Whatever else goes wrong here, the deck is simply read: a cache never ends a
command.
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

MAX_CACHED_FACTS = 5000
"""The most facts of a base that is kept: more take longer to keep than to read again."""
_CHECKSUM_BYTES = 16
"""The length of the checksum that a file of the cache begins with.

It tells a file that was written only in part, or has been damaged since.
"""
_PROTOCOL = 5
"""Of `pickle`: the newest that every Python reads on which quizgen runs."""
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


def load_cached_base(path: Path, shown_path: str, language: str | None) -> FactBase | None:
    """Return the base that was read from *path*, if reading it again would give the same.

    Args:
        path: The deck file.
        shown_path: What its problems call it.
        language: The one in which its texts are wanted.
    """
    try:
        content = _read_regular(_cache_file(path, shown_path, language))
        checksum, pickled = content[:_CHECKSUM_BYTES], content[_CHECKSUM_BYTES:]
        if _checksum(pickled) != checksum:
            return None
        entry = _Unpickler(io.BytesIO(pickled)).load()
        stamp, checksum_by_file, would_shadow, base = entry
        is_current = (
            stamp == _package_stamp()
            and all(
                _file_checksum(Path(name)) == file_checksum
                for name, file_checksum in checksum_by_file.items()
            )
            and not any(Path(name).exists() for name in would_shadow)
        )
    except Exception:  # whatever a damaged file makes a pickle do
        return None
    return base if is_current and isinstance(base, FactBase) else None


def cache_base(
    base: FactBase,
    path: Path,
    shown_path: str,
    language: str | None,
    files: Iterable[Path],
    would_shadow: Iterable[Path],
) -> None:
    """Keep *base* for `load_cached_base`; do nothing if that is not possible.

    Args:
        base: The base.
        path: The deck file.
        shown_path: What its problems call it.
        language: The one in which its texts were wanted.
        files: All files that it was read from.
        would_shadow: Files that are not there, and would be read instead if they were.
    """
    if len(base.facts) > MAX_CACHED_FACTS:
        return
    with suppress(Exception):  # no home, no room, no rights, or a loop of links
        target = _cache_file(path, shown_path, language)
        checksum_by_file = {str(file): _file_checksum(file) for file in files}
        shadow_names = [str(file) for file in would_shadow]
        entry = (_package_stamp(), checksum_by_file, shadow_names, base)
        target.parent.mkdir(parents=True, exist_ok=True)
        _write(target, pickle.dumps(entry, _PROTOCOL))


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


def _cache_file(path: Path, shown_path: str, language: str | None) -> Path:
    # On Linux a path may hold bytes that are not UTF-8.
    name = f"{path.resolve()}\0{shown_path}\0{language}".encode(errors="surrogateescape")
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


def _file_checksum(path: Path) -> str:
    """Return a checksum of a deck's bytes: its time may stay when it is edited."""
    return blake2b(_read_regular(path), digest_size=16).hexdigest()


def _package_stamp() -> str:
    """Return a text that changes whenever the code that reads decks does.

    Sizes and times will do for files that only an update changes, and that are too many
    to be read at each start.
    """
    files = sorted((*_PACKAGE.glob("deck/*.py"), *_PACKAGE.glob("*.py")))
    states = (file.stat() for file in files)
    return ";".join(f"{state.st_size}.{state.st_mtime_ns}" for state in states)
