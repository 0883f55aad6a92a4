"""Outlines: the facts of a deck by topic, in words."""

from pathlib import Path

import pytest

from quizgen import load
from quizgen.dates import parse_iso
from quizgen.exam.outline import OutlineFact, Topic, chronology, outline
from quizgen.generate.generator import bind_templates
from quizgen.generate.templates import BoundTemplate
from quizgen.quiz.criteria import Criteria

DECK = """\
deck: rivers
title: Rivers
language: en
checked: 2026-11-23
sources: {atlas: {title: Atlas}, news: {title: News}}
relations:
  flows-into: {of: river, is: sea, single: true, says: "{of} flows into {is}"}
  bridged: {of: river, is: date, single: true, says: "{of} was bridged on {is}"}
  warden: {of: river, is: person, single: true, says: "{is} is warden of {of}", said: "{is} was warden of {of}"}
entities:
  caspian: {kind: sea, name: the Caspian Sea}
  ann: {kind: person, name: Ann}
  bob: {kind: person, name: Bob}
  volga:
    kind: river
    name: the Volga
    facts:
      flows-into: {is: caspian, source: atlas, note: A long one.}
      bridged: {is: 1916-05, source: [atlas, news]}
      warden:
        - {is: ann, since: 2001, until: 2002-03-01, source: news}
        - {is: bob, since: 2002-03-02, as-of: 2025-01-01, source: news}
  ural:
    kind: river
    name: the Ural
    facts:
      flows-into: {is: caspian, source: atlas, confidence: low}
      bridged: {is: 1916, source: news}
templates:
  where:
    topic: Mouths
    given: "?river flows-into ?sea"
    ask: "Where does {river} end?"
    answer: sea
    forms: [text]
  when:
    topic: Bridges
    given: "?river bridged ?day"
    ask: "When was {river} bridged?"
    answer: day
    forms: [text]
  who:
    topic: Wardens
    given: ["?river warden ?person since ?day", "?river bridged ?bridge"]
    ask: "Who became warden of {river} in {day.year}?"
    answer: person
    forms: [text]
"""


@pytest.fixture
def where(tmp_path: Path) -> list[BoundTemplate]:
    path = tmp_path / "rivers.yaml"
    path.write_text(DECK, "utf-8")
    (base,), problems = load(path)
    assert not problems
    return bind_templates(base)


def test_facts_stand_under_the_first_topic_that_asks_about_them(
    where: list[BoundTemplate],
) -> None:
    told = {topic.title: [line.text for line in topic.facts] for topic in outline(where)}
    assert told == {
        "Mouths": ["The Volga flows into the Caspian Sea."],
        "Bridges": ["The Volga was bridged in May 1916.", "The Ural was bridged in 1916."],
        "Wardens": [
            "Ann was warden of the Volga (2001 – 1 March 2002).",
            "Bob is warden of the Volga (since 2 March 2002).",
        ],
    }


def test_a_fact_has_its_note_its_date_its_day_and_its_sources(
    where: list[BoundTemplate],
) -> None:
    """How long what has ended can be vouched for is nothing to tell."""
    facts = [
        (
            fact.note,
            str(fact.when or ""),
            str(fact.as_of or ""),
            [source.id for source in fact.sources],
        )
        for topic in outline(where)
        for fact in topic.facts
    ]
    assert facts == [
        ("A long one.", "", "", ["atlas"]),
        ("", "1916-05", "", ["atlas", "news"]),
        ("", "1916", "", ["news"]),
        ("", "2001", "", ["news"]),
        ("", "2002-03-02", "2025-01-01", ["news"]),
    ]


def test_a_topic_that_is_asked_for_has_all_its_facts(where: list[BoundTemplate]) -> None:
    """Also those that stand under an earlier topic otherwise; in capitals or not."""
    (wardens,) = outline(where, Criteria(topics=["WARDENS"]))
    assert wardens.title == "Wardens"
    assert [fact.text for fact in wardens.facts] == [
        "The Volga was bridged in May 1916.",
        "Ann was warden of the Volga (2001 – 1 March 2002).",
        "Bob is warden of the Volga (since 2 March 2002).",
    ]
    assert [
        topic.title for topic in outline(where, Criteria(topics=["mouths", "Wardens"]))
    ] == [
        "Mouths",
        "Wardens",
    ]
    assert outline(where, Criteria(topics=["Nothing"])) == []


def test_a_doubtful_fact_is_not_told(where: list[BoundTemplate]) -> None:
    texts = [fact.text for topic in outline(where) for fact in topic.facts]
    assert [text for text in texts if "Ural" in text] == ["The Ural was bridged in 1916."]


DAYS = """\
deck: d
title: D
language: en
checked: 2026-11-23
sources: {s: {title: S}}
relations:
  head: {of: club, is: person, says: "{is} heads {of}", said: "{is} headed {of}"}
  fire: {of: club, is: text, says: "{of} had {is}"}
entities:
  ann: {kind: person, name: Ann}
  bob: {kind: person, name: Bob}
  cy: {kind: person, name: Cy}
  club:
    kind: club
    name: the club
    facts:
      head:
        - {is: ann, until: 1990, source: s}
        - {is: bob, since: 1991, until: 1992, source: s}
        - {is: cy, source: s}
      fire: {is: a fire, on: 1993, source: s}
templates:
  fire: {topic: A, given: "?c fire ?f", ask: "What did {c} have?", answer: f, forms: [card]}
  head: {topic: A, given: "?c head ?p", ask: "Who heads {c}?", answer: p, forms: [card]}
  held: {topic: A, given: "?c head ?p @ 1991", ask: "Who headed {c} in 1991?", answer: p, forms: [card]}
  until: {topic: A, given: "?c head ?p until ?day", ask: "Who headed {c} until {day}?", answer: p, forms: [card]}
"""


def test_a_fact_is_dated_by_its_start_or_day_else_by_its_end(tmp_path: Path) -> None:
    path = tmp_path / "d.yaml"
    path.write_text(DAYS, "utf-8")
    (base,), problems = load(path)
    assert [problem for problem in problems if problem.level == "error"] == []
    (topic,) = outline(bind_templates(base))
    assert [(fact.text, str(fact.when)) for fact in topic.facts] == [
        ("The club had a fire (1993).", "1993"),
        ("Ann headed the club (until 1990).", "1990"),
        ("Bob headed the club (1991 – 1992).", "1991"),
        ("Cy heads the club.", "None"),
    ]


# In the order of time


def fact(text: str, when: str) -> OutlineFact:
    return OutlineFact(text, "", parse_iso(when) if when else None, None, ())


def test_a_chronology_has_the_dated_facts_in_order() -> None:
    """A year stands before its months, a month before its days; equals as they were."""
    days = ["2001-02-03", "", "2001-02", "1999", "2001", "2000-12-31", "2001-02"]
    facts = tuple(fact(str(n), day) for n, day in enumerate(days))
    topics = [Topic("A", facts), Topic("B", (fact("x", ""),)), Topic("C", facts[3:4])]
    assert chronology(topics) == [
        Topic("A", tuple(facts[n] for n in (3, 5, 4, 2, 6, 0))),
        Topic("C", facts[3:4]),
    ]
