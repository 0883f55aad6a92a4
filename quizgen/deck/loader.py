"""Names, paths and texts of decks -> FactBases, with all that is wrong in them."""

import gc
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from quizgen.deck.cache import cache_base, load_cached_base
from quizgen.model import FactBase, Place, Problem
from quizgen.text import suggest_name

try:
    import quizgen.decks as _installed

    SHIPPED = Path(next(iter(_installed.__path__)))
except ImportError:  # run from a copy of the repository, where they lie beside the code
    SHIPPED = Path(__file__).parents[2] / "decks"

if TYPE_CHECKING:
    from quizgen.deck.document import DeckDocument
    from quizgen.deck.resolve import ResolvedDeck

_Closure: TypeAlias = "tuple[ResolvedDeck, ...]"
"""The decks that a deck uses, each after those that it builds on, and itself."""
MAX_FILE_BYTES = 32 * 1024 * 1024
"""Bytes that a deck file may have."""
MAX_CHAIN = 50
"""Decks that may use one another in a row: far fewer than Python could follow."""


def load(
    *names: str | Path, language: str | None = None
) -> tuple[tuple[FactBase, ...], list[Problem]]:
    """Read decks and all that they use.

    Args:
        names: Shipped decks' names, and paths of deck files or of folders of them.
        language: Texts are taken in this language where a deck has it.

    Returns:
        One fact base per deck, in the order of *names*, without those that have
        errors; and the problems of all files, sorted.
    """
    bases: list[FactBase] = []
    problems: list[Problem] = []
    with _pause_collector():
        for file in _files_and_problems(names):
            if isinstance(file, Problem):
                problems.append(file)
                continue
            base, file_problems = _load_base(*file, language)
            problems += file_problems
            if base is not None:
                bases.append(base)
    return tuple(bases), sorted(set(problems))


def _load_base(
    path: Path, shown_path: str, language: str | None
) -> tuple[FactBase | None, list[Problem]]:
    """Return the base of the deck at *path* from the cache, or read it and cache it."""
    base = load_cached_base(path, shown_path, language)
    if base is not None:
        return base, []
    loader = DeckLoader(language, SHIPPED)
    base = loader.load_file(path, shown_path)
    if base is not None:
        cache_base(base, path, shown_path, language, loader.files, loader.would_shadow)
    return base, loader.problems


def loads(
    text: str, path: str = "<text>", *, language: str | None = None
) -> tuple[FactBase | None, list[Problem]]:
    """Read a deck from *text*, and the shipped decks that it uses.

    Args:
        text: What a deck file would hold.
        path: Shown in problems; no such file is read.
        language: Texts are taken in this language where the deck has it.

    Returns:
        The fact base, None if there are errors; and all problems, sorted.
    """
    loader = DeckLoader(language, SHIPPED)
    with _pause_collector():
        base = loader.load_text(text, path)
    return base, sorted(set(loader.problems))


def deck_files(names: Sequence[str | Path]) -> list[Path]:
    """Return the files that *names* stand for, in the order in which `load` reads them."""
    files = _files_and_problems(names)
    return [file[0] for file in files if not isinstance(file, Problem)]


def shipped_decks() -> list[str]:
    """Return the names of the decks that come with quizgen, sorted."""
    return sorted(path.stem for path in SHIPPED.glob("*.yaml") if _is_deck(path))


def starter_deck(name: str, uid: str = "") -> str:
    """Return the text of a small, commented deck for an author to change.

    Args:
        name: The deck's id.
        uid: Tells it from others of its name; without one, there is no such line.
    """
    text = Path(__file__).with_name("starter.yaml").read_text("utf-8")
    lines = text.replace("NAME", name).splitlines(keepends=True)
    return "".join(
        line.replace("UID", uid) for line in lines if uid or not line.startswith("uid:")
    )


def _is_deck(path: Path) -> bool:
    return not path.name.endswith(".lock.yaml")


@contextmanager
def _pause_collector() -> Iterator[None]:
    # Reading makes many small objects and no cycles; the collector would walk them all
    # again and again, for up to half of the time (row `anki` of tests/bench: a tenth).
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _files_and_problems(
    names: Sequence[str | Path],
) -> Iterator[tuple[Path, str] | Problem]:
    """Yield the deck files that *names* stand for, or why one stands for none."""
    for name in map(str, names):
        path = Path(name)
        # Unlike the methods of Path, os.path says of any text whether there is such a file.
        if os.sep not in name and os.path.exists(SHIPPED / f"{name}.yaml"):
            yield SHIPPED / f"{name}.yaml", f"{name}.yaml"
        elif not os.path.exists(path):
            message = "no such file: expected a deck"
            if os.sep not in name and not path.suffix:
                message = f"no deck '{name}'{suggest_name(name, shipped_decks())}"
            yield Problem(Place(name, 1, 1), "error", message)
        elif path.is_dir():
            files = sorted(filter(_is_deck, path.glob("*.yaml")))
            if not files:
                message = "found no .yaml file in this folder: expected a deck"
                yield Problem(Place(name, 1, 1), "error", message)
            yield from ((file, str(file)) for file in files)
        else:
            yield path, name


class DeckLoader:
    """Loads decks and all that they use, each file once.

    Attributes:
        problems: What is wrong in them.
        files: What was read.
        would_shadow: What would have been read instead, had it been there.
    """

    def __init__(self, language: str | None, shipped: Path) -> None:
        self.problems: list[Problem] = []
        self.files: list[Path] = []
        self.would_shadow: list[Path] = []
        self._language = language
        self._shipped = shipped
        self._closures: dict[Path, _Closure | None] = {}

    def load_file(self, path: Path, shown_path: str) -> FactBase | None:
        """Return the base of the deck at *path*, which problems call *shown_path*."""
        return self._assemble(self._closure_of(path, shown_path, ()))

    def load_text(self, text: str, shown_path: str) -> FactBase | None:
        """Return the base of the deck *text*, which problems call *shown_path*."""
        content = text.encode(errors="surrogatepass")
        return self._assemble(self._resolve(content, shown_path, None, ()))

    def _assemble(self, decks: "_Closure | None") -> FactBase | None:
        if decks is None or self.problems:
            return None
        from quizgen.deck.resolve import assemble_base  # loaded by what made *decks*

        return assemble_base(decks, self._language)

    def _closure_of(
        self, path: Path, shown_path: str, above: tuple[Path, ...]
    ) -> "_Closure | None":
        """Return the decks that the deck at *path* uses and itself, None if unreadable.

        One that has problems is still good for telling which names there are. The files
        *above*, each of which uses the next, led here.
        """
        path = Path(os.path.realpath(path))
        if path not in self._closures:
            content = self._content_of(path, shown_path)
            if content is None:
                self._closures[path] = None
            else:
                self.files.append(path)
                closure = self._resolve(content, shown_path, path.parent, (*above, path))
                self._closures[path] = closure
        return self._closures[path]

    def _content_of(self, path: Path, shown_path: str) -> bytes | None:
        message = ""
        try:
            if not path.exists():
                message = "no such file: expected a deck"
            elif not path.is_file():
                message = "this is not a file: expected a deck"
            elif (size := path.stat().st_size) > MAX_FILE_BYTES:
                mib = MAX_FILE_BYTES // 1024**2
                message = f"the file has {size} bytes: expected at most {mib} MiB"
            else:
                return path.read_bytes()
        except OSError as error:
            message = f"cannot be read: {error.strerror or error}"
        self.problems.append(Problem(Place(shown_path, 1, 1), "error", message))
        return None

    def _resolve(
        self, content: bytes, shown_path: str, folder: Path | None, above: tuple[Path, ...]
    ) -> "_Closure | None":
        """Read *content* and what it uses from *folder*, and look all names up."""
        from quizgen.deck.document import (  # YAML: not for the cache
            parse_document,
            without_consequences,
        )
        from quizgen.deck.resolve import resolve_document

        document, problems = parse_document(content, shown_path, self._language)
        used = None if document is None else self._load_used_decks(document, folder, above)
        if document is None or used is None:
            self.problems += problems
            return None
        deck, more_problems = resolve_document(document, used)
        self.problems += without_consequences(problems, more_problems)
        return (*used, deck)

    def _load_used_decks(
        self, document: "DeckDocument", folder: Path | None, above: tuple[Path, ...]
    ) -> "_Closure | None":
        """Return the decks that *document* uses, with theirs; None if any fails."""
        decks: dict[Place, ResolvedDeck] = {}
        is_whole = True
        for name in document.deck.uses:
            path, shown_path = self._path_of_used_deck(
                name, folder, Path(document.path).parent
            )
            message = ""
            if not os.path.exists(path):
                folders = (self._shipped,) if folder is None else (folder, self._shipped)
                names = {file.stem for home in folders for file in home.glob("*.yaml")}
                hint = suggest_name(name, names)
                message = f"no deck '{name}' here or among the shipped ones{hint}"
            elif (real := Path(os.path.realpath(path))) in above:
                circle = [*(file.stem for file in above[above.index(real) :]), name]
                message = f"decks use each other in a circle: {' -> '.join(circle)}"
            elif len(above) >= MAX_CHAIN:
                message = f"found a chain of more than {MAX_CHAIN} decks that use"
                message += " one another in a row: expected fewer"
            if message:
                self.problems.append(Problem(document.uses_places[name], "error", message))
            closure = None if message else self._closure_of(path, shown_path, above)
            if closure is None:
                is_whole = False
            else:
                decks |= {deck.deck.place: deck for deck in closure}
        return tuple(decks.values()) if is_whole else None

    def _path_of_used_deck(
        self, name: str, folder: Path | None, shown_folder: Path
    ) -> tuple[Path, str]:
        """Return the path of the deck *name*, in *folder* or shipped, and what to show."""
        file = f"{name}.yaml"
        if folder is not None:
            if os.path.exists(folder / file):  # which, unlike Path.exists, is sure to say
                return folder / file, str(shown_folder / file)
            self.would_shadow.append(folder / file)
        return self._shipped / file, file
