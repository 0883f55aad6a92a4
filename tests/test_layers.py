"""Imports point one way: each room imports only what this table grants it."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "quizgen"
MAY_IMPORT: dict[str, set[str]] = {
    # the nouns
    "dates": set(),
    "model": {"dates"},
    "naming": set(),
    "drawing": set(),
    # deck text -> FactBase
    "schema": {"model"},
    "clauses": {"model"},
    "patterns": {"dates", "model", "clauses"},
    "parsing": {"model", "naming"},
    "shaping": {"dates", "model", "naming", "schema", "parsing"},
    "building": {"dates", "model", "naming", "schema", "patterns", "parsing", "shaping"},
    "wiring": {"model", "naming", "clauses", "patterns", "parsing", "building"},
    "linking": {"model", "naming", "patterns", "parsing", "building", "wiring"},
    "shelving": {"model", "naming", "parsing", "building", "linking"},
    "caching": {"dates", "model"},
    "reading": {"model", "naming", "shelving", "caching", "decks"},
    # FactBase -> questions
    "comparing": {"dates", "model"},
    "indexing": {"dates", "model", "comparing"},
    "matching": {"dates", "model", "clauses", "comparing", "indexing"},
    "marking": {"dates", "model"},
    "labelling": {"clauses", "comparing", "dates", "marking", "model"},
    "distracting": {"dates", "drawing", "indexing", "labelling", "model"},
    "phrasing": set(),
    "explaining": {"dates", "distracting", "indexing", "labelling", "model", "phrasing"},
    "grouping": {
        "clauses",
        "comparing",
        "dates",
        "distracting",
        "drawing",
        "indexing",
        "labelling",
        "matching",
        "model",
    },
    "proving": {
        "comparing",
        "dates",
        "distracting",
        "drawing",
        "explaining",
        "grouping",
        "indexing",
        "labelling",
        "model",
    },
    "making": {"dates", "model", "drawing", "distracting", "grouping", "proving"},
    "generating": {"model", "grouping", "proving", "making"},
    # what is done with them
    "checking": {"model", "naming", "generating"},
    "examining": {"model", "generating"},
    "hinting": {"model", "generating"},
    "choosing": {"model", "drawing", "generating", "hinting"},
    "versioning": {"model", "drawing", "generating", "hinting", "choosing"},
    "coding": {"model", "drawing", "choosing", "versioning"},
    "decoding": set(),
    "tabulating": {"model", "decoding"},
    "heading": set(),
    "rostering": {"model", "tabulating", "heading"},
    "issuing": {
        "model",
        "generating",
        "choosing",
        "versioning",
        "coding",
        "rostering",
    },
    "outlining": {"dates", "model", "generating"},
    "sitting": {"model", "marking"},
    "looking": {
        "clauses",
        "comparing",
        "explaining",
        "indexing",
        "labelling",
        "matching",
        "model",
        "naming",
        "patterns",
    },
    "starting": set(),
    "streams": set(),
    "keyboard": set(),
    "terminal": {"dates", "keyboard", "model", "marking", "sitting"},
    # what is remembered of them
    "scheduling": {"drawing"},
    "optimising": {"scheduling"},
    "recording": {"scheduling"},
    "filing": set(),
    "remembering": {"filing", "scheduling", "recording"},
    "tallying": {"scheduling"},
    "charting": {"dates", "tallying"},
    "picturing": {"tallying", "charting"},
    "plotting": {"tallying", "charting"},
    "planning": {"model", "drawing", "generating", "hinting", "scheduling"},
    "reviewing": {"marking", "planning", "scheduling"},
    "studying": {
        "model",
        "marking",
        "sitting",
        "terminal",
        "scheduling",
        "remembering",
        "planning",
        "reviewing",
    },
    "exports": {
        "dates",
        "model",
        "naming",
        "drawing",
        "parsing",
        "versioning",
        "issuing",
        "outlining",
    },
    "decks": set(),
}
"""Every room, lowest first; `cli` and the front door know all."""
FOLDERS = ("facts", "questions", "quizzes", "learning", "sheets")
"""Stages of several rooms each."""
FREE = {"cli", "__init__", "__main__", *FOLDERS}


def rooms() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if room(path) not in FREE)


def room(path: Path) -> str:
    """Of a folder that is one room, or of a file in a folder of several."""
    first, *rest = path.relative_to(PACKAGE).with_suffix("").parts
    return rest[0] if first in FOLDERS and rest[0] != "__init__" else first


def _room(name: list[str]) -> str:
    return name[2] if name[1] in FOLDERS else name[1]


def imported(path: Path) -> set[str]:
    """The rooms that *path* imports, wherever in the file it does so."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = []
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        found |= {_room(name.split(".")) for name in names if name.startswith("quizgen.")}
    return found


@pytest.mark.parametrize("path", rooms(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_point_one_way(path: Path) -> None:
    assert imported(path) <= MAY_IMPORT[room(path)] | {room(path)}


def test_the_table_itself_points_one_way() -> None:
    """No room may import one that stands below it, so there can be no circle."""
    order = [*MAY_IMPORT]
    for name, others in MAY_IMPORT.items():
        if name != "reading":  # the decks stand last: they are data
            assert all(order.index(other) < order.index(name) for other in others)


def test_the_table_has_every_room_and_no_other() -> None:
    assert {room(path) for path in rooms()} | {"decks"} == {*MAY_IMPORT}


@pytest.mark.parametrize("path", rooms(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_no_room_reads_a_clock_or_a_random_generator(path: Path) -> None:
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
    assert not [name for name in names if name in text]
