"""Sheets, and the same sheet again from its code alone."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from quizgen import load
from quizgen.exam import sheet_code
from quizgen.exam.roster import Student
from quizgen.exam.sheets import Request, Sheet, issue, reissue
from quizgen.model import FactBase
from quizgen.quiz.selection import Criteria

TWENTY = Request(20, 0, Criteria())
REQUESTS = [
    TWENTY,
    replace(TWENTY, count=7, seed=-3),
    replace(
        TWENTY,
        criteria=Criteria(("text", "choice"), ("leadership", "Bodies"), "hard"),
        count=5,
    ),
    replace(TWENTY, parallel=True),
    replace(TWENTY, parallel=True, criteria=Criteria((), ("Leadership",), ""), count=6),
]


@cache
def bases(*names: str) -> tuple[FactBase, ...]:
    found, problems = load(*names)
    assert not problems
    return found


@pytest.mark.parametrize("request_", REQUESTS)
def test_a_code_is_enough_to_make_the_sheet_again(request_: Request) -> None:
    both = bases("csto", "eaeu")
    sheets, _ = issue(both, request_, 6)
    assert [sheet.label for sheet in sheets] == [*"ABCDEF"]
    assert len({sheet.code for sheet in sheets}) == 6
    for sheet in sheets:
        assert reissue(both[::-1], sheet_code.read(sheet.code)) == sheet


def test_every_student_has_a_sheet_and_the_name_is_not_in_its_code() -> None:
    students = [Student("Әлия", "7"), Student("Bob", ""), Student("Bob", "")]
    sheets, _ = issue(bases("csto"), TWENTY, students=students)
    assert [(sheet.label, sheet.name, sheet.number) for sheet in sheets] == [
        ("1", "Әлия", "7"),
        ("2", "Bob", ""),
        ("3", "Bob", ""),
    ]
    again = reissue(bases("csto"), sheet_code.read(sheets[1].code))
    assert again == replace(sheets[1], name="")


def test_one_student_more_leaves_the_sheets_of_the_others() -> None:
    students = [Student("A", ""), Student("B", "")]
    fewer, _ = issue(bases("csto"), TWENTY, students=students)
    more, _ = issue(bases("csto"), TWENTY, students=[*students, Student("C", "")])
    assert more[:2] == fewer


def test_too_few_questions_are_told() -> None:
    none, why = issue(
        bases("csto"), replace(TWENTY, criteria=Criteria((), ("Nothing",), ""))
    )
    assert (none, why) == ([], "no question is of that form, topic and difficulty")
    few, why = issue(bases("csto"), replace(TWENTY, count=5000))
    assert 20 < len(few[0].questions) < 5000
    assert why


def test_parallel_versions_that_share_questions_are_told() -> None:
    sheets, note = issue(bases("csto"), replace(TWENTY, parallel=True), 6)
    ids = [question.about.id for sheet in sheets for question in sheet.questions]
    shared = sum(ids.count(name) > 1 for name in {*ids})
    assert note == (
        f"{shared} of {len({*ids})} questions are on more than one sheet: the decks have"
        " too few others of their kind"
    )
    assert issue(bases("csto"), replace(TWENTY, parallel=True), 1)[1] == ""


# What cannot be made again

DECK = """\
deck: rivers
title: Rivers
language: en
checked: 2026-11-23
sources: {atlas: {title: Atlas}}
relations:
  flows-into: {of: river, is: sea, single: true, says: "{of} flows into {is}"}
entities:
  a: {kind: sea, name: Aral}
  b: {kind: sea, name: Black}
  c: {kind: sea, name: Caspian}
  volga: {kind: river, name: Volga, facts: {flows-into: {is: c, source: atlas}}}
  don: {kind: river, name: Don, facts: {flows-into: {is: b, source: atlas}}}
  oxus: {kind: river, name: Oxus, facts: {flows-into: {is: a, source: atlas}}}
templates:
  where:
    topic: Mouths
    given: "?river flows-into ?sea"
    ask: "Where does the {river} end?"
    answer: sea
    forms: [choice]
"""


def rivers(folder: Path, text: str = DECK) -> tuple[FactBase, ...]:
    path = folder / "rivers.yaml"
    path.write_text(text, "utf-8")
    found, problems = load(path)
    assert not problems
    return found


def sheet_of(found: tuple[FactBase, ...]) -> Sheet:
    (sheet,), _ = issue(found, Request(3, 0, Criteria()))
    return sheet


def test_a_deck_that_asks_otherwise_now_gives_no_key(tmp_path: Path) -> None:
    code = sheet_code.read(sheet_of(rivers(tmp_path)).code)
    changed = rivers(tmp_path, DECK.replace("is: c,", "is: b,"))
    why = reissue(changed, code)
    assert isinstance(why, str)
    assert why.startswith("the decks have changed since the sheet was printed")
    assert (
        f"its code has {code.stamp}, the decks now have {sheet_code.stamp(changed)}" in why
    )


def test_a_deck_that_asks_the_same_still_gives_the_key(tmp_path: Path) -> None:
    """A note, a source, another topic: the sheet is as it was."""
    sheet = sheet_of(rivers(tmp_path))
    better = rivers(tmp_path, DECK.replace("is: c,", "is: c, note: Since long ago,"))
    again = reissue(better, sheet_code.read(sheet.code))
    assert isinstance(again, Sheet)
    assert again.code == sheet.code
    assert [q.stem for q in again.questions] == [q.stem for q in sheet.questions]


def test_other_decks_give_no_key(tmp_path: Path) -> None:
    code = sheet_code.read(sheet_of(rivers(tmp_path)).code)
    assert reissue(bases("csto"), code) == (
        "the sheet was made from rivers: name these decks"
    )


def test_the_same_decks_that_choose_otherwise_are_of_another_release(
    tmp_path: Path,
) -> None:
    found = rivers(tmp_path)
    code = replace(sheet_code.read(sheet_of(found).code), imprint="00000")
    assert reissue(found, code) == (
        "the sheet was printed by another release of quizgen, which asked otherwise"
    )
