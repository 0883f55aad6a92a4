"""Outlines: the facts of a deck by topic, in words."""

from pathlib import Path

import pytest

from quizgen import load
from quizgen.exam.outline import chronology, outline
from quizgen.generate.generator import Seam, seams

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
def where(tmp_path: Path) -> list[Seam]:
    path = tmp_path / "rivers.yaml"
    path.write_text(DECK, "utf-8")
    (base,), problems = load(path)
    assert not problems
    return seams(base)


def test_facts_stand_under_the_first_topic_that_asks_about_them(where: list[Seam]) -> None:
    told = {topic.title: [line.text for line in topic.facts] for topic in outline(where)}
    assert told == {
        "Mouths": ["The Volga flows into the Caspian Sea."],
        "Bridges": ["The Volga was bridged on May 1916.", "The Ural was bridged on 1916."],
        "Wardens": [
            "Ann was warden of the Volga (2001 – 1 March 2002).",
            "Bob is warden of the Volga (since 2 March 2002).",
        ],
    }


def test_a_line_has_its_note_its_date_its_sources_and_its_day(where: list[Seam]) -> None:
    mouths, bridges, wardens = outline(where)
    assert mouths.facts[0].note == "A long one."
    assert mouths.facts[0].when is None
    assert str(bridges.facts[0].when) == "1916-05"
    assert [source.title for source in bridges.facts[0].sources] == ["Atlas", "News"]
    assert [str(line.when) for line in wardens.facts] == ["2001", "2002-03-02"]
    assert [str(line.as_of) for line in wardens.facts] == ["None", "2025-01-01"]


def test_a_topic_that_is_asked_for_has_all_its_facts(where: list[Seam]) -> None:
    """Also those that stand under an earlier topic otherwise."""
    (wardens,) = outline(where, ["wardens"])
    assert len(wardens.facts) == 3


def test_what_is_dated_is_in_order_and_a_year_before_its_months(where: list[Seam]) -> None:
    bridges, wardens = chronology(outline(where))
    assert [str(line.when) for line in bridges.facts] == ["1916", "1916-05"]
    assert [str(line.when) for line in wardens.facts] == ["2001", "2002-03-02"]


def test_a_doubtful_fact_is_not_told(where: list[Seam]) -> None:
    assert "Ural flows" not in str(outline(where))
