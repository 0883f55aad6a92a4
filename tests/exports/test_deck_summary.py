"""What is said of a deck as a whole: how much is in it, and what that rests on."""

import pytest

from quizgen import generate, loads
from quizgen.dates import date
from quizgen.exports.deck_summary import deck_record, paragraphs, source_lines
from quizgen.model import FactBase

DECK = """\
deck: rivers
title: Rivers
language: en
license: CC0-1.0
checked: 2026-11-23
sources:
  atlas: {title: An atlas, kind: reference}
  survey: {title: A survey, kind: official}
  blog: {title: A page}
relations:
  length: {of: river, is: number, single: true, says: "{of} is {is} km long"}
  source: {of: river, is: text, says: "{of} rises at {is}"}
entities:
  don:
    kind: river
    name: Don
    facts:
      length: {is: 1870, unit: km, source: [atlas, survey], as-of: 2020}
      source: {is: Ivan Lake, source: blog, until: 2010}
  oka: {kind: river, name: Oka, facts: {length: {is: 1500, unit: km, source: atlas}}}
templates:
  length:
    topic: Length
    given: "?river length ?km"
    ask: "How long is the {river}?"
    answer: km
    forms: [card, text]
"""
RECORD = {
    "deck": "rivers",
    "title": "Rivers",
    "license": "CC0-1.0",
    "facts": 3,
    "questions": 4,
    "forms": {"text": 2, "card": 2},
    "topics": ["Length"],
    "sources": 3,
    "checked": "2026-11-23",
    "oldest": "2020",
    "newest": "2026-11-23",
}


@pytest.fixture
def base() -> FactBase:
    fact_base, problems = loads(DECK)
    assert fact_base is not None, problems
    return fact_base


def test_a_record_counts_what_is_in_the_deck(base: FactBase) -> None:
    record = deck_record(base, generate(base))
    assert record == RECORD
    assert list(record["forms"]) == ["text", "card"], "the order of the forms"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {},
            [
                "rivers: Rivers",
                "  3 facts from 3 sources, checked 2020 to 2026-11-23",
                "  licence CC0-1.0",
                "  4 questions: 2 text, 2 card",
                "  Length",
            ],
        ),
        (
            {"license": "", "oldest": "2026-11-23", "topics": ["Length", "Source"]},
            [
                "rivers: Rivers",
                "  3 facts from 3 sources, checked 2026-11-23",
                "  4 questions: 2 text, 2 card",
                "  Length, Source",
            ],
        ),
        (
            {"facts": 0},
            [
                "rivers: Rivers",
                "  no facts of its own: relations and templates for the others",
                "  licence CC0-1.0",
            ],
        ),
    ],
    ids=["all there is", "no licence, and one day", "no facts"],
)
def test_a_paragraph_says_what_the_record_has(
    changes: dict[str, object], expected: list[str]
) -> None:
    assert list(paragraphs([RECORD | changes])) == expected


def test_long_lists_are_broken() -> None:
    *_, topics = paragraphs([RECORD | {"topics": ["Length", "Source"]}], width=12)
    assert topics == "  Length,\n    Source"


def test_a_fact_counts_under_its_strongest_source_and_goes_stale(base: FactBase) -> None:
    """Unless it has ended, as where the Don rose until 2010."""
    counts = "rivers: 3 facts: 1 official, 1 reference, 1 not said"
    assert list(source_lines(base, date(2020, 12, 31))) == [counts]
    first, *stale = source_lines(base, date(2021, 1, 1))
    assert first == counts
    assert [line.partition(": ")[2] for line in stale] == [
        "'don/length/1870' was last checked 2020"
    ]


def test_a_deck_without_facts_rests_on_none() -> None:
    base, _ = loads(DECK[: DECK.index("entities:")])
    assert base is not None
    assert list(source_lines(base, date(2026))) == ["rivers: 0 facts: none"]
