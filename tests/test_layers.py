"""Imports point one way: each folder imports only what this table grants it."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "quizgen"
_NOUNS = {"dates", "forms", "hashing", "i18n", "identity", "model", "text"}
MAY_IMPORT: dict[str, set[str]] = {
    "dates": set(),
    "hashing": set(),
    "identity": set(),
    "i18n": {"dates"},
    "text": {"i18n"},
    "model": {"dates", "identity", "text"},
    "forms": {"model"},
    "deck": _NOUNS | {"decks"},
    "query": _NOUNS | {"deck"},
    "generate": _NOUNS | {"deck", "query"},
    "quiz": _NOUNS | {"generate"},
    "review": _NOUNS | {"generate", "quiz"},
    "exam": _NOUNS | {"generate", "quiz"},
    "exports": _NOUNS | {"exam"},
    "tui": _NOUNS | {"quiz", "review"},
}
"""Every file and folder of the package, lowest first."""
KNOW_ALL = {"cli", "__init__", "__main__"}


def room(path: Path) -> str:
    """Return the file or the folder of the package that *path* is in."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


MODULES = sorted(path for path in PACKAGE.rglob("*.py") if room(path) not in KNOW_ALL)


def imports(path: Path) -> set[tuple[str, ...]]:
    """Return the names that *path* imports from quizgen, wherever in the file it does."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return {tuple(name.split(".")[1:]) for name in names if name.startswith("quizgen.")}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_point_one_way(path: Path) -> None:
    rooms = {name[0] for name in imports(path)}
    assert rooms <= MAY_IMPORT[room(path)] | {room(path)}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_no_export_knows_another(path: Path) -> None:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    if parts[0] == "exports" and len(parts) > 2:
        others = {name[1] for name in imports(path) if name[0] == "exports"}
        assert others <= {parts[1]}


def test_the_table_itself_points_one_way() -> None:
    """No folder may import one that stands below it, so there can be no circle."""
    order = ["decks", *MAY_IMPORT]  # the decks are data, and import nothing
    for name, others in MAY_IMPORT.items():
        assert {order.index(other) < order.index(name) for other in others} <= {True}


def test_the_table_has_every_folder_and_no_other() -> None:
    assert {room(path) for path in MODULES} == {*MAY_IMPORT}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_no_module_reads_a_clock_or_a_random_generator(path: Path) -> None:
    """Date and seed are arguments; only the command line has defaults for them."""
    text = path.read_text("utf-8")
    names = (
        "import random",
        "import time",
        "time.time(",
        ".today(",
        ".now(",
        "import uuid",
    )
    assert [name for name in names if name in text] == []
