"""Versions: the same questions in another order, or others like them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import assert_never

import pytest

from quizgen import load
from quizgen.exam.versions import LETTERS, NEAR, Parallels, turn, version
from quizgen.generate.generator import Seam, seams
from quizgen.model import (
    FactBase,
    Form,
    MatchQuestion,
    OptionsQuestion,
    OrderQuestion,
    Question,
    TrueFalseQuestion,
    TypedQuestion,
)
from quizgen.quiz.clues import clues_of
from quizgen.quiz.selection import Criteria, select_from_templates
from tests.samples import ALL, CHOICE, MATCH, ORDER, about, options

ANY = Criteria()
LABELS = [*LETTERS, *map(str, range(1, 400))]


def truths(question: Question) -> set[tuple[str, object]]:
    """What the key of *question* says, whatever the order in which things are shown."""
    match question:
        case OptionsQuestion():
            return {(option.text, option) for option in question.options}
        case OrderQuestion():
            return {
                (question.items[i], (place, question.values[i]))
                for place, i in enumerate(question.key)
            }
        case MatchQuestion():
            pairs = zip(question.left, question.key, strict=True)
            return {(left, question.right[i]) for left, i in pairs}
        case TrueFalseQuestion():
            return {("", question.truth)}
        case TypedQuestion():
            return {("", question.answer)}
        case _:
            assert_never(question)


@pytest.mark.parametrize("label", LABELS[:40])
def test_a_version_asks_the_same_and_its_keys_say_the_same(label: str) -> None:
    printed = version(ALL, 0, label).questions
    assert Counter(map(str, (q.about for q in printed))) == Counter(
        str(q.about) for q in ALL
    )
    assert sorted(str(sorted(truths(q), key=str)) for q in printed) == sorted(
        str(sorted(truths(q), key=str)) for q in ALL
    )


def test_questions_of_a_form_stand_together_and_a_card_is_a_short_answer() -> None:
    forms = [question.about.form for question in version(ALL, 0, "A").questions]
    assert forms[:4] == ["choice", "multi", "truefalse", "truefalse"]
    assert forms[4] == "cloze"
    assert sorted(forms[5:7]) == ["card", "text"]
    assert forms[7:] == ["match", "order"]


def four() -> Iterator[OptionsQuestion]:
    for number in range(20):
        texts = [f"{word} {number}" for word in ("one!", "two", "three", "four")]
        yield OptionsQuestion(
            about("choice", subject=f"s{number}"),
            f"Which is {number}?",
            options(*(t.replace("!", "") + "!" * ("!" in t) for t in texts)),
        )


def places(questions: Sequence[Question]) -> list[int]:
    return [
        [option.right for option in question.options].index(True)
        for question in questions
        if isinstance(question, OptionsQuestion) and question.form == "choice"
    ]


def test_the_place_of_the_right_option_is_as_random_as_a_die() -> None:
    """Chi squared with three degrees of freedom is below 16.3 in 999 of 1,000 cases."""
    quiz = [*four()]
    found = Counter(
        place for label in LABELS for place in places(version(quiz, 0, label).questions)
    )
    expected = len(LABELS) * len(quiz) / 4
    assert sum((found[i] - expected) ** 2 / expected for i in range(4)) < 16.3


def test_the_places_on_one_sheet_are_never_evened_out() -> None:
    """A fair die gives one face a variance of n p (1 - p); an evened-out one, none."""
    quiz = [*four()]
    firsts = [places(version(quiz, 0, label).questions).count(0) for label in LABELS]
    mean = sum(firsts) / len(firsts)
    variance = sum((count - mean) ** 2 for count in firsts) / len(firsts)
    assert 20 * 0.25 * 0.75 * 0.75 < variance < 20 * 0.25 * 0.75 * 1.25


@pytest.mark.parametrize("question", [ORDER, MATCH], ids=["order", "match"])
def test_no_sheet_shows_items_already_in_order_or_matched(
    question: OrderQuestion | MatchQuestion,
) -> None:
    keys = {
        printed.key
        for label in LABELS
        for printed in version([question], 0, label).questions
        if isinstance(printed, OrderQuestion | MatchQuestion)
    }
    solved = tuple(range(len(question.key)))
    assert solved not in keys
    assert len(keys) == 5  # all the other orders of three


def test_another_question_more_or_less_leaves_the_options_of_the_others() -> None:
    quiz = [*four()]
    whole = {q.about.id: q for q in version(quiz, 0, "B").questions}
    fewer = [*version(quiz[:-3], 0, "B").questions]
    assert [whole[question.about.id] for question in fewer] == fewer
    assert [q for q in whole.values() if q in fewer] == fewer


def test_seed_and_label_decide() -> None:
    quiz = [*four()]
    assert version(quiz, 0, "A") == version(quiz, 0, "A")
    assert version(quiz, 0, "A").questions != version(quiz, 0, "B").questions
    assert version(quiz, 0, "A").questions != version(quiz, 1, "A").questions


@pytest.mark.parametrize(("label", "number"), [("A", 0), ("F", 5), ("1", 0), ("300", 299)])
def test_a_label_is_a_letter_or_a_number(label: str, number: int) -> None:
    assert turn(label) == number


@pytest.mark.parametrize("label", ["", "a", "AB", "0", "01", "-1", "1.5", "²", "Ж"])
def test_nothing_else_is_a_label(label: str) -> None:
    with pytest.raises(ValueError, match=re.escape(repr(label))):
        turn(label)


# Parallel versions


@cache
def base() -> FactBase:
    (found,), problems = load("csto")
    assert not problems
    return found


@cache
def where() -> list[Seam]:
    return seams(base())


def parallels(criteria: Criteria = ANY) -> Parallels:
    quiz = select_from_templates(where(), 12, criteria=criteria)
    assert len(quiz.questions) == 12
    return Parallels(quiz, where(), criteria)


def test_the_first_version_is_the_quiz_itself() -> None:
    quiz = select_from_templates(where(), 12)
    assert Parallels(quiz, where(), Criteria()).take(0) == quiz.questions


@pytest.mark.parametrize("number", [1, 2, 7, 40])
def test_a_parallel_version_asks_as_much_as_hard_in_the_same_forms(number: int) -> None:
    rows = parallels()
    for model, other in zip(rows.take(0), rows.take(number), strict=True):
        assert other.about.form == model.about.form
        assert other.about.topic == model.about.topic
        assert abs(other.about.difficulty - model.about.difficulty) <= NEAR


@pytest.mark.parametrize("number", [1, 2, 7, 40])
def test_no_question_of_a_parallel_version_gives_another_away(number: int) -> None:
    clues = [clues_of(question) for question in parallels().take(number)]
    for i, one in enumerate(clues):
        for other in clues[:i]:
            assert not one.helps(other)
            assert not other.helps(one)


def test_a_template_that_asks_enough_is_asked_again() -> None:
    """With texts alone there are others of nearly every template."""
    forms: tuple[Form, ...] = ("text",)
    rows = parallels(Criteria(forms))
    models, others = rows.take(0), rows.take(1)
    assert sum(a.about.id != b.about.id for a, b in zip(models, others, strict=True)) >= 8
    by_template = [
        a.about.template == b.about.template for a, b in zip(models, others, strict=True)
    ]
    assert sum(by_template) >= 8


def test_a_parallel_version_keeps_to_the_criteria() -> None:
    criteria = Criteria((), ("leadership", "Bodies"), "hard")
    for number in range(4):
        assert all(map(criteria.admits, parallels(criteria).take(number)))


def test_without_any_other_the_question_stays() -> None:
    quiz = replace(select_from_templates(where(), 1), questions=(CHOICE, ORDER, MATCH))
    assert Parallels(quiz, where(), Criteria()).take(3) == quiz.questions
