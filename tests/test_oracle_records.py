"""What the oracle says of questions that are written by hand, sound and broken."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.oracle import Oracle
from tests.oracle_deck import objections_to_all

LEAGUE = """\
deck: league
title: The league
language: en
checked: 2026-05-20

sources:
  book: {title: "The book"}

relations:
  member: {of: league, is: port, complete: true}
  guest: {of: league, is: port}
  mint: {of: port, is: coin, single: true}
  twin: {of: port, is: port, complete: true}
  standing: {of: port, is: text, single: true, order: [free, leased, lost]}
  founded: {of: port, is: date, single: true}

entities:
  hansa:
    kind: league
    name: Hansa
    facts:
      member:
        - {is: aalborg, since: 1950-01-01, until: 2001-03-31, source: book}
        - {is: bergen, since: 1951-01-01, until: 2010-03-31, source: book}
        - {is: cork, since: 1952-01-01, source: book}
        - {is: danzig, since: 1953-01-01, as-of: 2009-06-30, source: book}
        - {is: esbjerg, since: 1954-01-01, confidence: low, source: book}
  aalborg:
    kind: port
    name: Aalborg
    facts:
      mint: {is: crown, source: book}
      standing: {is: free, source: book}
      founded: {is: 1342, source: book}
      twin: {is: bergen, source: book}
  bergen:
    kind: port
    name: Bergen
    facts:
      mint: {is: mark, source: book}
      standing: {is: leased, source: book}
      founded: {is: 1070, source: book}
      twin: [{is: aalborg, source: book}, {is: cork, source: book}]
  cork:
    kind: port
    name: Cork
    facts:
      mint: {is: pound, source: book}
      standing: {is: lost, source: book}
      founded: {is: 1185, source: book}
      twin: {is: bergen, source: book}
  danzig:
    kind: port
    name: Danzig
    facts:
      mint: {is: taler, source: book}
      standing: {is: free, source: book}
      founded: {is: 1224, source: book}
  esbjerg:
    kind: port
    name: Esbjerg
    facts: {mint: {is: crown, source: book}, founded: {is: 1868, source: book}}
  farsund: {kind: port, name: Farsund, was: [vanse]}
  newport-in-wales: {kind: port, name: Newport, short: Newport (Gwent)}
  newport-on-wight: {kind: port, name: Newport, short: Newport (Wight)}
  halle-on-saale: {kind: port, name: Halle, facts: {mint: {is: mark, source: book}}}
  halle-in-brabant: {kind: port, name: Halle, facts: {mint: {is: pound, source: book}}}
  crown: {kind: coin, name: crown}
  mark: {kind: coin, name: mark}
  pound: {kind: coin, name: pound}
  taler: {kind: coin, name: taler}

templates:
  left-on:
    given: "hansa member ?port until ?day"
    ask: "Which port left the Hansa on {day}?"
    answer: port
    forms: [choice, text]
  left-before:
    given: ["hansa member ?port until ?day", "?day < 2005-01-01"]
    ask: "Which port left the Hansa before 2005?"
    answer: port
    forms: [choice, text]
  first-left:
    given: "first ?day: hansa member ?port until ?day"
    ask: "Which port was the first to leave the Hansa?"
    answer: port
    forms: [choice]
  twins:
    given: ["?port a port", "?n = count ?other: ?port twin ?other"]
    ask: "How many twins has {port}?"
    answer: n
    forms: [choice, text]
  members:
    given: "hansa member ?port @ 1990-01-01"
    ask:
      choice: {en: "Which of these ports was in the Hansa in 1990?"}
      multi: "Which ports were in the Hansa in 1990?"
    state: "In 1990 {port} was in the Hansa."
    answer: port
    forms: [choice, multi, truefalse]
  unlisted:
    given: "hansa member ?port @ 1990-01-01"
    ask: "Which port was in the Hansa in 1990?"
    answer: port
    forms: [choice]
  age:
    given: "?port founded ?year"
    ask: "Put these ports in the order of their age."
    answer: port
    order-by: year
    forms: [order]
  mints:
    given: "?port mint ?coin"
    ask: "Match each port with its coin."
    answer: port
    match-with: coin
    forms: [match]
  beginning:
    given: "?port founded ?day"
    ask: "When was {port} founded?"
    state: "The town of {port} was founded in {day} by its bishop."
    answer: day
    forms: [text, cloze]
  standing:
    given: "?port standing ?what"
    ask: "How does {port} stand?"
    answer: what
    forms: [choice]
  left:
    given: ["hansa member ?port @ 1990-01-01", "not hansa member ?port @ 2005-01-01"]
    ask: "Which member of 1990 was none in 2005?"
    answer: port
    forms: [choice]
  older:
    given: ["?port founded ?year", "?other founded ?then", "?year < ?then"]
    options: "hansa member ?port @ 2000-01-01"
    ask: "Which of these members of 2000 is older than {other}?"
    answer: port
    forms: [choice]
"""


@pytest.fixture(scope="module")
def oracle(tmp_path_factory: pytest.TempPathFactory) -> Oracle:
    path: Path = tmp_path_factory.mktemp("decks") / "league.yaml"
    path.write_text(LEAGUE, "utf-8")
    return Oracle(path)


def question(template: str, form: str, stem: str, **given: Any) -> dict[str, Any]:
    """A record with no more than what is judged."""
    empty: dict[str, Any] = {"options": [], "key": [], "answers": [], "items": []}
    known = {"template": template, "form": form, "stem": stem, "pairs": []}
    return {**empty, **known, "id": f"league/{template}#{form}", **given}


def choice(template: str, stem: str, *options: str, key: int = 0) -> dict[str, Any]:
    return question(template, "choice", stem, options=options, key=[key])


# --- What has not ended ------------------------------------------------------------------

LEFT_2001 = "Which port left the Hansa on 31 March 2001?"
LEFT_2010 = "Which port left the Hansa on 31 March 2010?"


def test_what_still_holds_has_not_ended_before_the_deck_was_checked(oracle: Oracle) -> None:
    assert oracle.object_to(choice("left-on", LEFT_2001, "Aalborg", "Cork")) is None
    assert oracle.object_to(choice("left-on", LEFT_2010, "Bergen", "Cork")) is None


def test_what_its_source_says_of_an_earlier_day_may_have_ended_since(
    oracle: Oracle,
) -> None:
    assert oracle.object_to(choice("left-on", LEFT_2001, "Aalborg", "Danzig")) is None
    assert oracle.object_to(choice("left-on", LEFT_2010, "Bergen", "Danzig"))


def test_what_is_doubtful_may_have_ended_on_any_day(oracle: Oracle) -> None:
    assert oracle.object_to(choice("left-on", LEFT_2001, "Aalborg", "Esbjerg"))


def test_no_end_is_earlier_than_a_day_on_which_the_fact_still_held(oracle: Oracle) -> None:
    stem = "Which port left the Hansa before 2005?"
    assert (
        oracle.object_to(choice("left-before", stem, "Aalborg", "Cork", "Danzig")) is None
    )
    assert oracle.object_to(choice("left-before", stem, "Aalborg", "Esbjerg"))


def test_an_answer_is_typed_only_if_nothing_that_still_holds_may_be_one(
    oracle: Oracle,
) -> None:
    typed = question("left-on", "text", LEFT_2010, answers=["Bergen"])
    assert oracle.object_to(typed) == "something else may be right, too"


def test_doubt_in_a_fact_that_still_holds_is_doubt_in_what_ended_first(
    oracle: Oracle, tmp_path: Path
) -> None:
    stem = "Which port was the first to leave the Hansa?"
    record = choice("first-left", stem, "Aalborg", "Bergen", "Cork")
    assert oracle.object_to(record) == "nothing sure gives this stem"
    path = tmp_path / "sure.yaml"
    path.write_text(LEAGUE.replace(" confidence: low,", ""), "utf-8")
    assert Oracle(path).object_to(record) is None


# --- Counts ------------------------------------------------------------------------------


def test_nothing_is_counted_where_all_is_listed(oracle: Oracle) -> None:
    stem = "How many twins has Danzig?"
    assert oracle.object_to(question("twins", "text", stem, answers=["0"])) is None
    assert oracle.object_to(question("twins", "text", stem, answers=["1"]))
    assert oracle.object_to(choice("twins", stem, "0", "1", "2")) is None
    assert oracle.object_to(choice("twins", stem, "0", "1", "2", key=1))


# --- How fine an answer is wanted --------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "stem", "sound"),
    [
        ("text", "When was Bergen founded?", True),
        ("text", "When was Bergen founded? (year)", True),
        ("text", "When was Bergen founded? (day)", False),
        ("text", "When was Bergen founded? (month and year)", False),
        ("cloze", "The town of Bergen was founded in _____ (year) by its bishop.", True),
        ("cloze", "The town of Bergen was founded in _____ (day) by its bishop.", False),
    ],
)
def test_a_stem_says_how_fine_its_answer_is(
    oracle: Oracle, form: str, stem: str, sound: bool
) -> None:
    record = question("beginning", form, stem, answers=["1070"])
    assert (oracle.object_to(record) is None) is sound


# --- One of several right answers --------------------------------------------------------

MEMBERS = "Which of these ports was in the Hansa in 1990?"


@pytest.mark.parametrize("right", ["Aalborg", "Bergen", "Cork"])
def test_one_of_several_right_answers_stands_beside_wrong_ones(
    oracle: Oracle, right: str
) -> None:
    assert oracle.object_to(choice("members", MEMBERS, right, "Farsund")) is None


@pytest.mark.parametrize(
    "options",
    [("Aalborg", "Bergen"), ("Aalborg", "Esbjerg"), ("Farsund", "Aalborg")],
    ids=["two right", "one doubtful", "a wrong one marked"],
)
def test_one_of_several_right_answers_stands_beside_nothing_else(
    oracle: Oracle, options: tuple[str, ...]
) -> None:
    assert oracle.object_to(choice("members", MEMBERS, *options))


def test_one_of_several_right_answers_is_asked_for_only_among_what_is_listed(
    oracle: Oracle,
) -> None:
    stem = "Which port was in the Hansa in 1990?"
    assert "nothing is listed" in str(oracle.object_to(choice("unlisted", stem, "Cork")))


def test_each_form_has_its_own_text(oracle: Oracle) -> None:
    several = "Which ports were in the Hansa in 1990?"
    marked = {"options": ["Aalborg", "Bergen", "Farsund"], "key": [0, 1]}
    assert oracle.object_to(question("members", "multi", several, **marked)) is None
    assert oracle.object_to(question("members", "multi", MEMBERS, **marked))
    assert oracle.object_to(choice("members", several, "Aalborg", "Farsund"))


# --- Statements --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("named", "said", "key", "sound"),
    [
        ("cork", "Cork", 0, True),
        ("cork", "Farsund", 1, True),
        ("cork", "Bergen", 0, False),
        ("farsund", "Farsund", 1, False),
        ("cork", "Bergen", 1, False),
        ("cork", "Esbjerg", 1, False),
    ],
)
def test_a_statement_bears_its_right_answer_in_its_id(
    oracle: Oracle, named: str, said: str, key: int, sound: bool
) -> None:
    record = question(
        "members",
        "truefalse",
        f"In 1990 {said} was in the Hansa.",
        id=f"league/members/{named}#truefalse",
        options=["True", "False"],
        key=[key],
    )
    assert (oracle.object_to(record) is None) is sound


# --- Windows -----------------------------------------------------------------------------

AGE = "Put these ports in the order of their age."
MINTS = "Match each port with its coin."


def in_order(*items: str) -> dict[str, Any]:
    """A question of the second window, with all items in the right order."""
    key = list(range(len(items)))
    return question("age", "order", AGE, id="league/age/2#order", items=items, key=key)


def test_some_of_what_has_an_order_are_put_in_it(oracle: Oracle) -> None:
    assert oracle.object_to(in_order("Bergen", "Cork", "Danzig")) is None
    assert oracle.object_to(in_order("Cork", "Danzig", "Aalborg", "Esbjerg")) is None
    assert oracle.object_to(in_order("Cork", "Bergen", "Danzig"))
    assert oracle.object_to(in_order("Bergen", "Cork", "Farsund"))


@pytest.mark.parametrize(
    ("pairs", "sound"),
    [
        ([["Aalborg", "crown"], ["Bergen", "mark"], ["Cork", "pound"]], True),
        ([["Esbjerg", "crown"], ["Bergen", "mark"], ["Danzig", "taler"]], True),
        ([["Aalborg", "crown"], ["Bergen", "pound"], ["Cork", "mark"]], False),
        ([["Aalborg", "crown"], ["Farsund", "mark"], ["Cork", "pound"]], False),
        ([["Aalborg", "crown"], ["Esbjerg", "crown"], ["Cork", "pound"]], False),
    ],
)
def test_some_pairs_are_matched_that_go_together_in_no_other_way(
    oracle: Oracle, pairs: list[list[str]], sound: bool
) -> None:
    record = question("mints", "match", MINTS, id="league/mints/3#match", pairs=pairs)
    assert (oracle.object_to(record) is None) is sound


def test_all_that_can_be_ordered_stands_in_some_question(oracle: Oracle) -> None:
    one = in_order("Bergen", "Cork", "Danzig")
    other = in_order("Cork", "Danzig", "Aalborg", "Esbjerg") | {"id": "league/age#order"}
    assert objections_to_all(oracle, [one, other]) == []
    assert objections_to_all(oracle, [one]) == [
        f"age (order) leaves out '{it}': {AGE}" for it in ("Aalborg", "Esbjerg")
    ]


def test_all_that_can_be_matched_stands_in_some_question(oracle: Oracle) -> None:
    first = [["Aalborg", "crown"], ["Bergen", "mark"], ["Cork", "pound"]]
    second = [["Esbjerg", "crown"], ["Bergen", "mark"], ["Danzig", "taler"]]
    one = question("mints", "match", MINTS, pairs=first)
    other = question("mints", "match", MINTS, pairs=second, id="league/mints/2#match")
    assert objections_to_all(oracle, [one, other]) == []
    assert objections_to_all(oracle, [one]) == [
        f"mints (match) leaves out '{it}': {MINTS}" for it in ("Danzig", "Esbjerg")
    ]


def test_no_two_questions_are_alike(oracle: Oracle) -> None:
    stem = "How many twins has Danzig?"
    one = question("twins", "text", stem, answers=["0"])
    assert objections_to_all(oracle, [one, one]) == [
        "2 questions are league/twins#text",
        f"2 questions of twins (text) are alike: ['{stem}']",
    ]


# --- Namesakes ---------------------------------------------------------------------------


def test_what_is_told_apart_by_a_short_name_is_called_by_it(oracle: Oracle) -> None:
    one, other = "How many twins has Newport (Gwent)?", "How many twins has Newport?"
    assert oracle.object_to(question("twins", "text", one, answers=["0"])) is None
    assert oracle.object_to(question("twins", "text", other, answers=["0"]))


def test_what_is_not_told_apart_is_paired_with_nothing_that_fits_either(
    oracle: Oracle,
) -> None:
    pairs = [["Aalborg", "crown"], ["Halle", "pound"], ["Danzig", "taler"]]
    assert oracle.object_to(question("mints", "match", MINTS, pairs=pairs)) is None
    pairs = [["Bergen", "mark"], ["Halle", "pound"], ["Danzig", "taler"]]
    assert oracle.object_to(question("mints", "match", MINTS, pairs=pairs))


# --- What the author wants of options ----------------------------------------------------


def test_options_that_have_an_order_are_shown_in_it(oracle: Oracle) -> None:
    stem = "How does Bergen stand?"
    record = choice("standing", stem, "free", "leased", "lost", key=1)
    assert oracle.object_to(record) is None
    record = choice("standing", stem, "lost", "leased", "free", key=1)
    assert "have an order" in str(oracle.object_to(record))
    stem = "How many twins has Danzig?"
    assert "have an order" in str(oracle.object_to(choice("twins", stem, "0", "2", "1")))


def test_what_the_author_wants_of_options_holds_of_each(oracle: Oracle) -> None:
    stem = "Which of these members of 2000 is older than Danzig?"
    assert oracle.object_to(choice("older", stem, "Cork", "Aalborg")) is None
    record = choice("older", stem, "Cork", "Aalborg", "Esbjerg")
    assert "the author wants" in str(oracle.object_to(record))


def test_what_the_stem_presupposes_holds_of_each_option_if_enough_is_left(
    oracle: Oracle,
) -> None:
    stem = "Which member of 1990 was none in 2005?"
    every = ("Aalborg", "Bergen", "Cork", "Danzig")
    assert oracle.object_to(choice("left", stem, *every)) is None
    assert oracle.object_to(choice("left", stem, *every, "Farsund")) is None
    record = choice("left", stem, "Aalborg", "Bergen", "Farsund")
    assert "presupposes" in str(oracle.object_to(record))
