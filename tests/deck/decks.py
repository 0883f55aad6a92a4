"""Decks that tests of several parts of the room read."""

from pathlib import Path

from quizgen import check, load
from quizgen.model import FactBase

CITIES = """\
deck: cities
title: Cities
language: en
checked: 2026-11-23
sources: {gazetteer: {title: A gazetteer}}
entities:
  basel: {kind: city, name: Basel}
relations:
  founded: {of: city, is: date}
templates:
  age: {given: "?city founded ?day", ask: "How old?", answer: day, forms: [card]}
"""


def using(*decks: str) -> str:
    """A deck with nothing but *decks* to use."""
    return f"""\
deck: deck
title: A deck
language: en
checked: 2026-11-23
uses: [{", ".join(decks)}]
"""


def read_base(text: str, folder: Path, language: str | None = None) -> FactBase:
    """Return the base of the deck *text*, in which nothing is wrong."""
    (folder / "deck.yaml").write_text(text, "utf-8")
    bases, wrong = load(folder / "deck.yaml", language=language)
    assert wrong == []
    assert check(bases[0]) == []
    return bases[0]
