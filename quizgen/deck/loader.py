"""Names and paths of decks -> FactBases, with all that is wrong in them."""

import gc
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from quizgen.deck.cache import recall, remember
from quizgen.model import FactBase, Place, Problem
from quizgen.text import nearest

try:
    import quizgen.decks as _installed

    SHIPPED = Path(next(iter(_installed.__path__)))
except ImportError:  # run from a copy of the repository, where they lie beside the code
    SHIPPED = Path(__file__).parents[2] / "decks"


def load(
    names: Sequence[str | Path], *, language: str | None = None
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
    with _no_collecting():
        for name in names:
            for found in _files(str(name)):
                if isinstance(found, Problem):
                    problems.append(found)
                    continue
                base, wrong = _read(*found, language)
                problems += wrong
                if base is not None:
                    bases.append(base)
    return tuple(bases), sorted(set(problems))


def _read(
    path: Path, shown: str, language: str | None
) -> tuple[FactBase | None, list[Problem]]:
    kept = recall(path, shown, language)
    if kept is not None:
        return kept, []
    from quizgen.deck.files import Shelf  # YAML, and all that a kept base does without

    shelf = Shelf(language, SHIPPED)
    base = shelf.base(path, shown)
    if base is not None and not shelf.problems:
        remember(path, shown, language, base, shelf.files, shelf.absent)
    return base, shelf.problems


def located(names: Sequence[str | Path]) -> list[Path]:
    """The deck files that *names* stand for, in the order in which `load` reads them."""
    found = (file for name in names for file in _files(str(name)))
    return [file[0] for file in found if not isinstance(file, Problem)]


def shipped() -> list[str]:
    """The names of the decks that come with quizgen."""
    return sorted(path.stem for path in SHIPPED.glob("*.yaml") if _is_deck(path))


def _is_deck(path: Path) -> bool:
    return not path.name.endswith(".lock.yaml")


@contextmanager
def _no_collecting() -> Iterator[None]:
    # Reading makes many small objects and no cycles; the collector would walk them all
    # again and again, for up to half of the time.
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _files(name: str) -> Iterator[tuple[Path, str] | Problem]:
    """The deck files that *name* stands for, each with the name to show."""
    path = Path(name)
    here = Place(name, 1, 1)
    # Unlike the methods of Path, os.path says of any text whether there is such a file.
    if os.sep not in name and os.path.exists(SHIPPED / f"{name}.yaml"):
        yield SHIPPED / f"{name}.yaml", f"{name}.yaml"
    elif not os.path.exists(path):
        message = "no such file: expected a deck"
        if os.sep not in name and not path.suffix:
            message = f"no deck '{name}'{nearest(name, shipped())}"
        yield Problem(here, "error", message)
    elif path.is_dir():
        files = sorted(filter(_is_deck, path.glob("*.yaml")))
        if not files:
            message = "found no .yaml file in this folder: expected a deck"
            yield Problem(here, "error", message)
        yield from ((file, str(file)) for file in files)
    else:
        yield path, name
