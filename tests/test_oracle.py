"""Every question of the shipped decks is judged by the independent oracle."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import quizgen
from quizgen.exports.jsonl import record
from quizgen.forms import FORMS
from quizgen.generate.assemble import make_question
from quizgen.generate.generator import find_items
from quizgen.model import Refusal, TypedQuestion
from tests.oracle import SHIPPED, Oracle
from tests.oracle_deck import objections_to_all

SEEDS = range(20)
DECKS = [
    path
    for path in sorted(SHIPPED.glob("*.yaml"))
    if path.stem != "organizations" and not path.stem.endswith(".lock")
]

SMALL = """\
deck: small
title: Small
language: en
checked: 2026-01-01
license: CC0-1.0

sources:
  book: {title: "The book"}

entities:
  union:
    kind: organization
    name: River Union
    complete: [member]
    facts:
      member:
        - {is: arland, since: 2001-05-01, source: book}
        - {is: borland, since: 2002-06-01, source: book}
        - {is: corland, since: 2003-07-01, source: book}
        - {is: dorland, since: 2004-08-01, until: 2010-12-31, source: book}
  arland: {kind: state, name: Arland, facts: {capital: {is: arton, source: book}}}
  borland: {kind: state, name: Borland, facts: {capital: {is: borton, source: book}}}
  corland: {kind: state, name: Corland, facts: {capital: {is: corton, source: book}}}
  dorland: {kind: state, name: Dorland, facts: {capital: {is: dorton, source: book}}}
  erland: {kind: state, name: Erland, facts: {capital: {is: erton, source: book}}}
  arton: {kind: city, name: Arton}
  borton: {kind: city, name: Borton}
  corton: {kind: city, name: Corton}
  dorton: {kind: city, name: Dorton}
  erton: {kind: city, name: Erton}
  chair:
    kind: office
    name: Chair of the River Union
    facts:
      held-by:
        - {is: ames, since: 2011-01-01, until: 2014-12-31, source: book}
        - {is: bold, since: 2015-01-01, until: 2018-12-31, source: book}
        - {is: cole, since: 2019-01-01, until: 2022-12-31, source: book}
        - {is: dean, since: 2023-01-01, source: book}
  ames: {kind: person, name: Anna Ames, aliases: [Ames]}
  bold: {kind: person, name: Boris Bold, aliases: [Bold]}
  cole: {kind: person, name: Clara Cole, aliases: [Cole]}
  dean: {kind: person, name: David Dean, aliases: [Dean]}
  flood:
    kind: event
    name: great flood
    facts: {took-place: {is: 2016-04-05, source: book}}

relations:
  member: {of: organization, is: state, says: "{is} is a member of the {of}"}
  capital: {of: state, is: city, single: true, unique: true, says: "{is} of {of}"}
  held-by: {of: office, is: person, single: true, says: "{is} is {of}"}
  took-place: {of: event, is: date, single: true, says: "the {of} took place on {is}"}

templates:
  members:
    topic: Members
    given: "?org member ?state @ now"
    ask: "Which of these states are members of the {org}?"
    state: "{state} is a member of the {org}."
    answer: state
    forms: [multi, truefalse]
  joining:
    topic: Members
    given: "?org member ?state since ?day"
    ask: "Put these states in the order in which they joined the {org}."
    answer: state
    order-by: day
    forms: [order]
  how-many:
    topic: Members
    given: ["?org a organization", "?n = count ?state: ?org member ?state @ now"]
    ask: "How many members does the {org} have?"
    answer: n
    forms: [choice, text]
  capitals:
    topic: Capitals
    given: "?state capital ?city"
    ask: "What is the capital of {state}?"
    state: "The capital of {state} is {city}."
    answer: city
    forms: [choice, text, cloze, card, truefalse]
  capitals-matched:
    topic: Capitals
    given: "?state capital ?city"
    ask: "Match each state with its capital."
    answer: state
    match-with: city
    forms: [match]
  chair-at-event:
    topic: Chairs
    given: ["?event took-place ?day", "?office held-by ?person @ ?day"]
    ask: "Who was {office} at the time of the {event}?"
    answer: person
    forms: [choice, text]
"""

CHANGES = {
    "a capital is another city": ("capital: {is: arton", "capital: {is: erton", "capitals"),
    "a holder is another person": ("is: bold, since", "is: cole, since", "chair-at-event"),
    "an event is on another day": ("is: 2016-04-05", "is: 2020-04-05", "chair-at-event"),
    "members may be missing": ("    complete: [member]\n", "", "members"),
    "members cannot be counted": ("    complete: [member]\n", "", "how-many"),
    "a state may have two capitals": ("single: true, unique: true, ", "", "capitals"),
    "a city may be two capitals": ("single: true, unique: true, ", "", "capitals-matched"),
    "an office may have two holders": (
        "is: person, single: true",
        "is: person",
        "chair-at-event",
    ),
    "a term begins later": ("since: 2015-01-01", "since: 2016-06-01", "chair-at-event"),
    "a term ends in a year": ("until: 2018-12-31", "until: 2016", "chair-at-event"),
    "a former member is one still": ("until: 2010-12-31, ", "", "members"),
    "a member joined before others": ("since: 2003-07-01", "since: 2000-07-01", "joining"),
    "a member joined in some year": ("since: 2003-07-01", "since: 2002", "joining"),
    "a fact is doubtful": (
        "{is: 2016-04-05,",
        "{is: 2016-04-05, confidence: low,",
        "chair-at-event",
    ),
}


def questions(path: Path, seeds: range) -> list[dict[str, Any]]:
    """The records of a deck's questions, those of each seed."""
    (base,), problems = quizgen.load(path)
    assert not problems
    return [record(it) for seed in seeds for it in quizgen.generate(base, seed)]


def different_questions(path: Path, seeds: range) -> list[dict[str, Any]]:
    """The records of a deck's questions under all seeds, each that no seed changes once.

    What may be typed is drawn with no seed; the first and the last show that it is so.
    """
    (base,), problems = quizgen.load(path)
    assert not problems
    records: list[dict[str, Any]] = []
    typed: list[dict[str, Any]] = []
    for item in find_items(base):
        is_typed = FORMS[item.form].question_class is TypedQuestion
        for seed in (seeds[0], seeds[-1]) if is_typed else seeds:
            question = make_question(item, seed)
            if not isinstance(question, Refusal):
                (typed if is_typed else records).append(record(question))
    assert typed[::2] == typed[1::2]
    return records + typed[::2]


def objections(oracle: Oracle, records: list[dict[str, Any]]) -> list[str]:
    """What the oracle objects to, once for each question."""
    found = [(it["id"], oracle.object_to(it)) for it in records]
    return sorted({f"{id_}: {objection}" for id_, objection in found if objection})


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "small.yaml"
    path.write_text(SMALL, "utf-8")
    return path


@pytest.mark.parametrize("path", DECKS, ids=[path.stem for path in DECKS])
def test_the_oracle_agrees_with_every_question_of_a_shipped_deck(path: Path) -> None:
    records = different_questions(path, SEEDS)
    assert records
    assert objections(Oracle(path), records) == []


@pytest.mark.parametrize("path", DECKS, ids=[path.stem for path in DECKS])
def test_no_two_questions_of_a_shipped_deck_are_alike_and_nothing_is_left_out(
    path: Path,
) -> None:
    assert objections_to_all(Oracle(path), questions(path, range(1))) == []


def test_the_oracle_agrees_with_every_question_of_an_unbroken_deck(small: Path) -> None:
    records = questions(small, SEEDS)
    forms = {it["form"] for it in records}
    assert forms == set("choice multi truefalse text cloze card order match".split())
    assert {it["template"] for it in records} >= {name for _, _, name in CHANGES.values()}
    assert objections(Oracle(small), records) == []


@pytest.mark.parametrize("change", CHANGES)
def test_the_oracle_objects_to_questions_of_a_deck_that_was_changed(
    small: Path, change: str
) -> None:
    old, new, template = CHANGES[change]
    records = [it for it in questions(small, SEEDS) if it["template"] == template]
    assert SMALL.count(old) == 1
    small.write_text(SMALL.replace(old, new), "utf-8")
    assert objections(Oracle(small), records)


def spoilt(question: dict[str, Any]) -> dict[str, Any]:
    """The question with a wrong key."""
    key, pairs = question["key"], question["pairs"]
    match question["form"]:
        case "choice":
            return question | {"key": [(key[0] + 1) % len(question["options"])]}
        case "multi":
            return question | {"key": key[1:]}
        case "truefalse":
            return question | {"key": [1 - key[0]]}
        case "order":
            return question | {"key": [key[1], key[0], *key[2:]]}
        case "match":
            (one, right), (other, left), *rest = pairs
            return question | {"pairs": [[one, left], [other, right], *rest]}
    return question | {"answers": ["Erland"]}


def test_the_oracle_objects_to_every_question_with_a_wrong_key(small: Path) -> None:
    oracle = Oracle(small)
    for question in questions(small, range(3)):
        assert oracle.object_to(question) is None
        assert oracle.object_to(spoilt(question)), question["id"]


def test_the_oracle_objects_to_an_option_that_is_there_twice(small: Path) -> None:
    question = next(it for it in questions(small, range(1)) if it["form"] == "choice")
    wrong = next(i for i in range(len(question["options"])) if i not in question["key"])
    options = [*question["options"], question["options"][wrong]]
    assert Oracle(small).object_to(question | {"options": options})


def test_the_oracle_objects_to_an_option_that_only_shares_a_name_with_the_key(
    small: Path,
) -> None:
    named = "erton: {kind: city, name: Erton"
    assert SMALL.count(named) == 1
    records = [it for it in questions(small, SEEDS) if it["template"] == "capitals"]
    small.write_text(SMALL.replace(named, f"{named}, aliases: [arton]"), "utf-8")
    found = objections(Oracle(small), records)
    assert any("capitals/arland#choice" in it for it in found)
    assert not any("capitals/borland#choice" in it for it in found)
