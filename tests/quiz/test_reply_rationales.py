"""A wrong reply that is typed is told why it is wrong, if the deck knows what it is."""

import pytest

from quizgen import generate
from quizgen.deck.loader import loads
from quizgen.model import Question
from quizgen.quiz.reply_rationales import rationale_of

DECK = """
deck: d
title: D
language: en
checked: 2026-11-23
sources: {s: {title: S}}
relations:
  led-by: {of: office, is: person, single: true, complete: true, says: "{is} leads {of}", said: "{is} led {of}"}
  born: {of: person, is: date, single: true, says: "{of} was born on {is}"}
  height: {of: person, is: number, single: true, says: "{of} measures {is}"}
entities:
  top: {kind: office, name: the top, facts: {led-by: [{is: ada, since: 2001, until: 2003, source: s}, {is: bob, since: 2004, until: 2006, source: s}]}}
  ada: {kind: person, name: Ada Ames, aliases: [Ames], facts: {born: {is: 1950-04-02, source: s}, height: {is: 1.5, unit: m, source: s}}}
  bob: {kind: person, name: Bob Bold, aliases: [Bold]}
templates:
  who: {given: "top led-by ?p @ 2002", ask: "Who?", answer: p, forms: [text, card]}
  when: {given: "ada born ?d", ask: "When?", answer: d, forms: [text]}
  tall: {given: "ada height ?n", ask: "How tall?", answer: n, forms: [text]}
"""


def question(name: str) -> Question:
    base, problems = loads(DECK)
    assert base is not None, problems
    return next(q for q in generate(base) if q.about.id == f"d/{name}")


@pytest.mark.parametrize(
    ("name", "reply", "rationale"),
    [
        ("who/top#text", "bold", "Bob Bold led the top (2004 – 2006)."),
        ("who/top#text", "Bob Bold", "Bob Bold led the top (2004 – 2006)."),
        ("who/top#text", "Ames", ""),
        ("who/top#text", "Charlie", ""),
        (
            "when/ada#text",
            "2 May 1950",
            "2 May 1950 is too late. Ada Ames was born on 2 April 1950.",
        ),
        ("when/ada#text", "April 1950", ""),
        ("when/ada#text", "long ago", ""),
        ("tall/ada#text", "1.6", "1.6 is too high. Ada Ames measures 1.5 m."),
        ("tall/ada#text", "1 m", "1 is too low. Ada Ames measures 1.5 m."),
        ("tall/ada#text", "1 kg", ""),
    ],
)
def test_a_known_reply_gets_its_reason(name: str, reply: str, rationale: str) -> None:
    stem_id = name.replace("/ada", "").replace("/top", "")
    assert rationale_of(question(stem_id), reply) == rationale


def test_what_is_not_typed_has_none() -> None:
    assert rationale_of(question("who#card"), False) == ""
    assert rationale_of(question("who#text"), ()) == ""
