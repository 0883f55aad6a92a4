"""Sheets: as many as are asked for, and each again from its code."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from quizgen import load
from quizgen.exam.roster import Student
from quizgen.exam.sheet_code import (
    SheetCode,
    SheetCodeError,
    decks_fingerprint,
    read_code,
    topic_digits,
)
from quizgen.exam.sheets import Request, Sheet, make_sheets, remake_sheet
from quizgen.exam.versions import arrange
from quizgen.generate.generator import bind_templates
from quizgen.model import FactBase, OptionsQuestion
from quizgen.quiz.criteria import Criteria
from quizgen.quiz.selection import select_from_templates

TWENTY = Request(20, 0, Criteria())
REQUESTS = [
    TWENTY,
    replace(TWENTY, count=7, seed=-3),
    replace(
        TWENTY,
        criteria=Criteria(("text", "choice"), ("leadership", "Bodies"), ["hard"]),
        count=5,
    ),
    replace(TWENTY, parallel=True),
    replace(TWENTY, parallel=True, criteria=Criteria((), ("Leadership",), ()), count=6),
]


@cache
def bases(*names: str) -> tuple[FactBase, ...]:
    loaded, problems = load(*names)
    assert not problems
    return loaded


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
    loaded, problems = load(path)
    assert not problems
    return loaded


THREE = Request(3, 0, Criteria())


# Sheets


def shown(sheet: Sheet) -> list[tuple[str, list[str]]]:
    """The rivers of *sheet*, each with the initials of its options."""
    return [
        (question.stem.split()[3], [option.text[0] for option in question.options])
        for question in sheet.questions
        if isinstance(question, OptionsQuestion)
    ]


def test_a_test_printed_yesterday_is_the_same_today(tmp_path: Path) -> None:
    base = rivers(tmp_path)
    sheets, note = make_sheets(base, THREE, 3)
    assert note == ""
    assert [(sheet.label, sheet.name, sheet.number) for sheet in sheets] == [
        *(("A", "", ""), ("B", "", ""), ("C", "", ""))
    ]
    assert [shown(sheet) for sheet in sheets] == [
        [("Don", [*"CAB"]), ("Oxus", [*"ABC"]), ("Volga", [*"BAC"])],
        [("Don", [*"CAB"]), ("Oxus", [*"CBA"]), ("Volga", [*"BAC"])],
        [("Volga", [*"BCA"]), ("Don", [*"BAC"]), ("Oxus", [*"ACB"])],
    ]
    digits = decks_fingerprint(base)
    for sheet, label, printed in zip(
        sheets, "ABC", ("3GWVT", "NHZWG", "7ACES"), strict=True
    ):
        code = SheetCode(
            *(("rivers",), 3, 0, (), (), (), "", False, label, digits, printed)
        )
        assert sheet.code == str(code)


def test_a_code_says_what_was_asked_for(tmp_path: Path) -> None:
    """Forms in the usual order, topics as sorted digits, each once."""
    criteria = Criteria(
        ("text", "choice"), ("mouths", "Mouths", "Springs", "Hills"), ["hard", "medium"]
    )
    (sheet,), _ = make_sheets(
        rivers(tmp_path), Request(2, 5, criteria, "en", parallel=True)
    )
    code = read_code(sheet.code)
    assert (code.decks, code.count, code.seed) == (("rivers",), 2, 5)
    assert code.forms == ("choice", "text")
    assert code.topics == tuple(sorted(map(topic_digits, ("mouths", "springs", "hills"))))
    assert (code.levels, code.language, code.parallel) == (("medium", "hard"), "en", True)
    assert code.label == "A"


def test_without_a_number_there_is_one_version(tmp_path: Path) -> None:
    sheets, _ = make_sheets(rivers(tmp_path), THREE)
    assert [sheet.label for sheet in sheets] == ["A"]


def test_a_sheet_is_an_arrangement_of_the_quiz(tmp_path: Path) -> None:
    base = rivers(tmp_path)
    request = replace(THREE, count=2, seed=4)
    quiz = select_from_templates(bind_templates(base[0], 4), 2, seed=4)
    sheets, _ = make_sheets(base, request, 4)
    assert [sheet.questions for sheet in sheets] == [
        arrange(quiz.questions, 4, label) for label in "ABCD"
    ]


def test_every_student_has_a_sheet_and_the_name_is_not_in_its_code() -> None:
    students = [Student("Әлия", "7"), Student("Bob", ""), Student("Bob", "")]
    sheets, _ = make_sheets(bases("csto"), TWENTY, students=students)
    assert [(sheet.label, sheet.name, sheet.number) for sheet in sheets] == [
        ("1", "Әлия", "7"),
        ("2", "Bob", ""),
        ("3", "Bob", ""),
    ]
    again = remake_sheet(bases("csto"), read_code(sheets[1].code))
    assert again == replace(sheets[1], name="")


def test_one_student_more_leaves_the_sheets_of_the_others() -> None:
    students = [Student("A", ""), Student("B", "")]
    fewer, _ = make_sheets(bases("csto"), TWENTY, students=students)
    more, _ = make_sheets(bases("csto"), TWENTY, students=[*students, Student("C", "")])
    assert len(fewer) == 2
    assert more[:2] == fewer


# What a teacher should know


def test_a_test_that_is_short_says_why() -> None:
    no_such = replace(TWENTY, criteria=Criteria((), ("Nothing",), ()))
    reason = "no question is of that form, topic, worth and difficulty"
    assert make_sheets(bases("csto"), no_such) == ([], reason)
    (sheet,), note = make_sheets(bases("csto"), replace(TWENTY, count=5000))
    shortage = select_from_templates(bind_templates(bases("csto")[0]), 5000).shortage
    assert 20 < len(sheet.questions) < 5000
    assert shortage
    assert note == str(shortage)


COMMON = "are on more than one sheet: the decks have too few others of their kind"


def test_parallel_versions_that_share_questions_are_told(tmp_path: Path) -> None:
    """There are three: one each is enough for three versions, and not for four."""
    request = replace(THREE, count=1, parallel=True)
    for versions, note in ((1, ""), (3, ""), (4, f"1 of 3 questions {COMMON}")):
        sheets, told = make_sheets(rivers(tmp_path), request, versions)
        assert (len(sheets), told) == (versions, note)
    request = replace(request, count=2)
    assert make_sheets(rivers(tmp_path), request, 2).note == f"1 of 3 questions {COMMON}"


def test_versions_that_ask_the_same_are_no_news(tmp_path: Path) -> None:
    assert make_sheets(rivers(tmp_path), THREE, 3).note == ""


def test_a_shortage_is_told_before_what_versions_share(tmp_path: Path) -> None:
    request = replace(THREE, count=9, parallel=True)
    shortage = select_from_templates(bind_templates(rivers(tmp_path)[0]), 9).shortage
    assert shortage
    assert make_sheets(rivers(tmp_path), request, 2).note == str(shortage)


def test_parallel_versions_have_questions_of_their_own(tmp_path: Path) -> None:
    sheets, _ = make_sheets(rivers(tmp_path), replace(THREE, count=1, parallel=True), 3)
    stems = [question.stem for sheet in sheets for question in sheet.questions]
    assert sorted(stems) == [f"Where does the {r} end?" for r in ("Don", "Oxus", "Volga")]


# The same sheet again


@pytest.mark.parametrize("request_", REQUESTS)
def test_a_code_is_enough_to_make_the_sheet_again(request_: Request) -> None:
    both = bases("csto", "eaeu")
    sheets, _ = make_sheets(both, request_, 6)
    assert [sheet.label for sheet in sheets] == [*"ABCDEF"]
    assert len({sheet.code for sheet in sheets}) == 6
    for sheet in sheets:
        assert remake_sheet(both[::-1], read_code(sheet.code)) == sheet


def test_a_deck_that_asks_the_same_still_gives_the_key(tmp_path: Path) -> None:
    """With a note more; and the sheet keeps the code that is printed on it."""
    (sheet,), _ = make_sheets(rivers(tmp_path), THREE)
    better = rivers(tmp_path, DECK.replace("is: c,", "is: c, note: Since long ago,"))
    again = remake_sheet(better, read_code(sheet.code))
    assert decks_fingerprint(better) != read_code(sheet.code).decks_fingerprint
    assert again.code == sheet.code
    assert shown(again) == shown(sheet)


def refusal(base: tuple[FactBase, ...], code: SheetCode) -> str:
    with pytest.raises(SheetCodeError) as error:
        remake_sheet(base, code)
    return str(error.value)


def test_a_deck_that_asks_otherwise_now_gives_no_key(tmp_path: Path) -> None:
    (sheet,), _ = make_sheets(rivers(tmp_path), THREE)
    code = read_code(sheet.code)
    changed = rivers(tmp_path, DECK.replace("is: c,", "is: b,"))
    assert refusal(changed, code) == (
        "the decks have changed since the sheet was printed, and its questions with them"
        f" (its code has {code.decks_fingerprint}, the decks now have"
        f" {decks_fingerprint(changed)})"
    )


def test_the_same_decks_that_choose_otherwise_are_of_another_release(
    tmp_path: Path,
) -> None:
    (sheet,), _ = make_sheets(rivers(tmp_path), THREE)
    for digits in ("00000", "ZZZZZ"):
        code = replace(read_code(sheet.code), questions_fingerprint=digits)
        assert refusal(rivers(tmp_path), code) == (
            "the sheet was printed by another release of quizgen, which asked otherwise"
        )


@pytest.mark.parametrize(
    "names", [(), ("eaeu",), ("csto", "eaeu"), ("csto", "eaeu", "un-charter")]
)
def test_other_decks_give_no_key(names: tuple[str, ...]) -> None:
    """Fewer, others, or more."""
    code = SheetCode(
        *(("eaeu", "un-charter"), 1, 0, (), (), (), "", False, "A", "AAAAAA", "AAAAA")
    )
    message = "the sheet was made from eaeu, un-charter: name these decks"
    assert refusal(bases(*names), code) == message
