"""Versions: the same questions in another order, or others like them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import assert_never

import pytest

from quizgen import load
from quizgen.exam.versions import (
    LETTERS,
    MAX_DIFFICULTY_GAP,
    Parallels,
    StandIn,
    arrange,
    find_parallels,
    parallel_questions,
    version_number,
)
from quizgen.generate.generator import bind_templates, generate
from quizgen.generate.templates import BoundTemplate
from quizgen.model import (
    Answer,
    FactBase,
    Form,
    MatchQuestion,
    OptionsQuestion,
    OrderQuestion,
    Overlap,
    Question,
    Quiz,
    TrueFalseQuestion,
    TypedQuestion,
)
from quizgen.quiz.clues import clues_of, overlap
from quizgen.quiz.criteria import Criteria
from quizgen.quiz.selection import select_from_templates
from tests.samples import ALL, CHOICE, MATCH, MULTI, ORDER, about, options

ANY = Criteria()
TEXT_FORMS: tuple[Form, ...] = ("text",)
TEXTS = Criteria(TEXT_FORMS)
LABELS = [*LETTERS, *map(str, range(1, 400))]


# Labels


@pytest.mark.parametrize(
    ("label", "number"),
    [("A", 0), ("F", 5), ("Z", 25), ("1", 0), ("2", 1), ("10", 9), ("300", 299)],
)
def test_a_label_is_a_letter_or_a_number(label: str, number: int) -> None:
    assert version_number(label) == number


@pytest.mark.parametrize("label", ["", "a", "AB", "0", "01", "-1", "1.5", "²", "Ж", "1A"])
def test_nothing_else_is_a_label(label: str) -> None:
    with pytest.raises(
        ValueError, match=f"^no label of a version: {re.escape(repr(label))}$"
    ):
        version_number(label)


# The order of a version


def forms(questions: Sequence[Question]) -> list[str]:
    return [question.form for question in questions]


def test_forms_stand_together_and_a_card_is_a_short_answer() -> None:
    """On paper both are a line to write on."""
    first = ["choice", "multi", "truefalse", "truefalse", "cloze"]
    assert forms(arrange(ALL, 0, "A")) == [*first, "text", "card", "match", "order"]
    assert forms(arrange(ALL, 0, "B")) == [*first, "card", "text", "match", "order"]


def texts(question: Question) -> object:
    """What can be mixed in *question*, in its order, and where the key is."""
    match question:
        case OptionsQuestion():
            return [option.text for option in question.options]
        case OrderQuestion():
            return question.items, question.values, question.key
        case MatchQuestion():
            return question.left, question.right, question.key
        case _:
            raise AssertionError(question)


@pytest.mark.parametrize(
    ("question", "seed", "label", "order"),
    [
        (CHOICE, 0, "A", ["Caspian", "North", "Black"]),
        (CHOICE, 1, "A", ["North", "Caspian", "Black"]),
        (MULTI, 0, "A", ["Danube", "Don", "Rhine", "Po"]),
        (MULTI, 0, "B", ["Po", "Don", "Danube", "Rhine"]),
        (ORDER, 0, "A", (("Don", "Po", "Lea"), ("9", "3", "1"), (2, 1, 0))),
        (ORDER, 0, "B", (("Po", "Lea", "Don"), ("3", "1", "9"), (1, 0, 2))),
        (ORDER, 1, "A", (("Don", "Lea", "Po"), ("9", "1", "3"), (1, 2, 0))),
        (MATCH, 0, "A", (("Oka", "Don", "Po"), ("Azov", "Volga", "Adria"), (1, 0, 2))),
        (MATCH, 0, "B", (("Don", "Po", "Oka"), ("Adria", "Azov", "Volga"), (1, 0, 2))),
        (MATCH, 0, "12", (("Po", "Oka", "Don"), ("Azov", "Adria", "Volga"), (1, 2, 0))),
    ],
)
def test_a_version_printed_yesterday_has_its_order_today(
    question: Question, seed: int, label: str, order: object
) -> None:
    assert [texts(q) for q in arrange([question], seed, label)] == [order]


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
    version = arrange(ALL, 0, label)
    assert Counter(str(q.about) for q in version) == Counter(str(q.about) for q in ALL)
    assert sorted(str(sorted(truths(q), key=str)) for q in version) == sorted(
        str(sorted(truths(q), key=str)) for q in ALL
    )


@pytest.mark.parametrize("question", [ORDER, MATCH], ids=["order", "match"])
def test_no_sheet_shows_items_already_in_order_or_matched(
    question: OrderQuestion | MatchQuestion,
) -> None:
    keys = {
        version_question.key
        for label in LABELS
        for version_question in arrange([question], 0, label)
        if isinstance(version_question, OrderQuestion | MatchQuestion)
    }
    assert keys == {(0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0)}


def twenty_choices() -> Iterator[OptionsQuestion]:
    for number in range(20):
        choices = (
            f"one {number}!",
            *(f"{word} {number}" for word in ("2nd", "3rd", "4th")),
        )
        stem = f"Which is {number}?"
        yield OptionsQuestion(
            about("choice", subject=f"s{number}"), stem, options(*choices)
        )


def key_places(questions: Sequence[Question]) -> list[int]:
    return [
        [option.right for option in question.options].index(True)
        for question in questions
        if isinstance(question, OptionsQuestion)
    ]


def test_the_place_of_the_key_is_as_random_as_a_die() -> None:
    """Chi squared with three degrees of freedom is below 16.3 in 999 of 1,000 cases."""
    quiz = [*twenty_choices()]
    counts = Counter(
        place for label in LABELS for place in key_places(arrange(quiz, 0, label))
    )
    expected = len(LABELS) * len(quiz) / 4
    assert sum((counts[i] - expected) ** 2 / expected for i in range(4)) < 16.3


def test_the_places_on_one_sheet_are_never_evened_out() -> None:
    """A fair die gives one face a variance of n p (1 - p); an evened-out one, none."""
    quiz = [*twenty_choices()]
    firsts = [key_places(arrange(quiz, 0, label)).count(0) for label in LABELS]
    mean = sum(firsts) / len(firsts)
    variance = sum((count - mean) ** 2 for count in firsts) / len(firsts)
    assert 20 * 0.25 * 0.75 * 0.75 < variance < 20 * 0.25 * 0.75 * 1.25


def test_another_question_more_or_less_leaves_the_options_of_the_others() -> None:
    quiz = [*twenty_choices()]
    shorter = arrange(quiz[:-3], 0, "B")
    assert len(shorter) == 17
    assert tuple(q for q in arrange(quiz, 0, "B") if q in shorter) == shorter


def test_seed_and_label_decide() -> None:
    quiz = [*twenty_choices()]
    versions = [arrange(quiz, seed, label) for seed in (0, 1) for label in "AB"]
    assert versions[0] == arrange(quiz, 0, "A")
    assert len({*versions}) == 4
    assert len({tuple(q.id for q in version) for version in versions}) == 4


# Parallel versions: which question stands in


def typed(
    subject: str, difficulty: float = 0.5, template: str = "t", fact: str = ""
) -> TypedQuestion:
    facts = (fact,) if fact else ()
    origin = about(template=template, subject=subject, difficulty=difficulty, facts=facts)
    return TypedQuestion(origin, f"Which {subject}?", Answer(f"Key of {subject}"))


def versions(own: str, others: str, *numbers: int, **questions: Question) -> list[str]:
    """The subjects of parallel versions, of a quiz of *own* with *others* of its kind.

    A letter is a plain question about it, unless it is one of *questions*.
    """
    row = [questions.get(letter, typed(letter)) for letter in own + others]
    quiz = Quiz("", tuple(row[: len(own)]), 0)
    stand_ins = [StandIn(question, clues_of(question)) for question in row]
    parallels = Parallels(quiz, {("d", "t", "text"): stand_ins})
    return [
        "".join(q.id[4] for q in parallel_questions(parallels, number))
        for number in numbers
    ]


def test_each_version_takes_the_next_of_a_row() -> None:
    assert versions("ab", "cdef", 0, 1, 2, 3, 4) == ["ab", "cd", "ef", "ab", "cd"]
    assert versions("ab", "cde", 1, 2, 3) == ["cd", "ea", "bc"]
    assert versions("a", "", 1, 2) == ["a", "a"]


def test_the_first_version_is_the_quiz_whatever_it_asks() -> None:
    """Even if a teacher has put two questions about one fact into it."""
    shared = {letter: typed(letter, fact="f") for letter in "ab"}
    assert versions("ab", "cd", 0, **shared) == ["ab"]


def test_a_stand_in_is_as_hard_as_the_question_of_the_quiz() -> None:
    a = typed("a", 0.0)
    assert versions("a", "bc", 1, a=a, b=typed("b", MAX_DIFFICULTY_GAP)) == ["b"]
    assert versions("a", "bc", 1, a=a, b=typed("b", 0.11), c=typed("c", 0.09)) == ["c"]
    b = typed("b", 0.39)
    assert versions("a", "bc", 1, b=b) == ["c"]
    assert versions("a", "bc", 1, a=typed("a", 0.45), b=typed("b", 0.36)) == ["b"]


def test_a_stand_in_rests_on_no_fact_of_one_before_it() -> None:
    shared = {letter: typed(letter, fact="f") for letter in "cd"}
    assert versions("ab", "cdef", 1, 2, **shared) == ["ce", "ef"]


def test_a_stand_in_gives_away_none_before_it_and_is_not_given_away() -> None:
    telling = TypedQuestion(about(subject="d"), "Is it Key of c?", Answer("Key of d"))
    assert versions("ab", "cdef", 1, d=telling) == ["ce"]
    told = TypedQuestion(about(subject="d"), "Which d?", Answer("Which c"))
    assert versions("ab", "cdef", 1, d=told) == ["ce"]


def test_no_question_stands_twice_in_a_version() -> None:
    """When c is too hard, d stands in for a; b then has to do with e."""
    assert versions("ab", "cdef", 1, c=typed("c", 0.9)) == ["de"]


def test_where_nothing_fits_the_question_of_the_quiz_stays() -> None:
    hard = {letter: typed(letter, 0.9) for letter in "cdef"}
    assert versions("ab", "cdef", 1, a=typed("a", 0.2), **hard) == ["ab"]
    same = {letter: typed(letter) for letter in "abcd"}
    for letter, question in same.items():
        same[letter] = replace(question, about=replace(question.about, question="d/t/all"))
    assert versions("ab", "cd", 1, **same) == ["cb"]


def test_where_all_have_something_in_common_those_come_that_have_the_least() -> None:
    shared = {letter: typed(letter, fact="f") for letter in "abcd"}
    assert versions("ab", "cd", 1, **shared) == ["cd"]
    telling = TypedQuestion(about(subject="e"), "Is it Key of c?", Answer("Key of e"))
    assert versions("ab", "cde", 1, **shared, e=telling) == ["de"]


def test_kinds_take_turns_by_themselves() -> None:
    """Deck, template and form make a kind."""
    a, b = typed("a"), typed("b", template="u")
    rows: dict[tuple[str, str, Form], list[TypedQuestion]] = {
        ("d", "t", "text"): [a, typed("c"), typed("d")],
        ("d", "u", "text"): [b, typed("e", template="u")],
    }
    parallels = Parallels(
        Quiz("", (a, b), 0),
        {
            kind: [StandIn(question, clues_of(question)) for question in row]
            for kind, row in rows.items()
        },
    )
    subjects = [
        [question.id[4] for question in parallel_questions(parallels, number)]
        for number in range(4)
    ]
    assert subjects == [["a", "b"], ["c", "e"], ["d", "b"], ["a", "e"]]


# Parallel versions: where stand-ins come from

DECK = """\
deck: rivers
title: Rivers
language: en
checked: 2026-11-23
sources: {atlas: {title: Atlas}}
relations:
  flows-into: {of: river, is: sea, single: true, says: "{of} flows into {is}"}
  source: {of: river, is: hill, single: true, says: "{of} rises in {is}"}
  length: {of: river, is: number, single: true, says: "{of} is {is} km long"}
entities:
  a: {kind: sea, name: Aral}
  b: {kind: sea, name: Black}
  c: {kind: sea, name: Caspian}
  alp: {kind: hill, name: Alps}
  ural: {kind: hill, name: Urals}
  volga: {kind: river, name: Volga, facts: {flows-into: {is: c, source: atlas}, length: {is: 3531, source: atlas}}}
  don: {kind: river, name: Don, facts: {flows-into: {is: b, source: atlas}}}
  oxus: {kind: river, name: Oxus, facts: {flows-into: {is: a, source: atlas}, source: {is: alp, source: atlas}}}
  emba: {kind: river, name: Emba, facts: {source: {is: ural, source: atlas}}}
templates:
  mouth: {topic: Ends, given: "?river flows-into ?sea", ask: "Where does the {river} end?", answer: sea, forms: [text, card]}
  spring: {topic: Ends, given: "?river source ?hill", ask: "Where does the {river} begin?", answer: hill, forms: [text]}
  long: {topic: Ends, given: "?river length ?km", ask: "How long is the {river}?", answer: km, forms: [text, card]}
  far: {topic: Sizes, given: "?river length ?km", ask: "How far does the {river} run?", answer: km, forms: [text]}
"""


@pytest.fixture
def rivers(tmp_path: Path) -> FactBase:
    path = tmp_path / "rivers.yaml"
    path.write_text(DECK, "utf-8")
    (base,), problems = load(path)
    assert not problems
    return base


def row_of(base: FactBase, *ids: str, criteria: Criteria = ANY) -> list[str]:
    """The row of the first of the questions *ids*, with the own ones first."""
    questions = {
        question.id.removeprefix("rivers/"): question for question in generate(base)
    }
    quiz = Quiz("", tuple(questions[name] for name in ids), 0)
    parallels = find_parallels(quiz, bind_templates(base), criteria)
    assert parallels.quiz == quiz
    template = questions[ids[0]].about.template
    row = parallels.rows["rivers", template, questions[ids[0]].form]
    assert [stand_in.clues for stand_in in row] == [clues_of(s.question) for s in row]
    return [stand_in.question.id.removeprefix("rivers/") for stand_in in row]


def test_the_template_asks_its_other_questions_in_the_same_form(rivers: FactBase) -> None:
    own, *others = row_of(rivers, "mouth/volga#text")
    assert own == "mouth/volga#text"
    assert sorted(others) == ["mouth/don#text", "mouth/oxus#text"]


def test_the_questions_of_the_quiz_are_not_among_the_others(rivers: FactBase) -> None:
    row = row_of(rivers, "mouth/volga#text", "mouth/don#text")
    assert row == ["mouth/volga#text", "mouth/don#text", "mouth/oxus#text"]


def test_a_template_that_asks_nothing_else_has_the_others_of_its_topic(
    rivers: FactBase,
) -> None:
    """But not those of another topic."""
    assert sorted(row_of(rivers, "long/volga#text")) == [
        "long/volga#text",
        *("mouth/don#text", "mouth/oxus#text", "mouth/volga#text"),
        *("spring/emba#text", "spring/oxus#text"),
    ]
    assert sorted(row_of(rivers, "long/volga#card")) == [
        "long/volga#card",
        *("mouth/don#card", "mouth/oxus#card", "mouth/volga#card"),
    ]
    assert row_of(rivers, "far/volga#text") == ["far/volga#text"]


def test_a_stand_in_meets_the_criteria(rivers: FactBase) -> None:
    criteria = Criteria(forms=["choice"])
    assert row_of(rivers, "mouth/volga#text", criteria=criteria) == ["mouth/volga#text"]


def test_the_seed_decides_the_order_of_a_row(rivers: FactBase) -> None:
    questions = {question.id: question for question in generate(rivers)}
    own = questions["rivers/long/volga#text"]
    orders = {
        tuple(
            stand_in.question.id
            for row in find_parallels(
                Quiz("", (own,), seed), bind_templates(rivers), Criteria()
            ).rows.values()
            for stand_in in row
        )
        for seed in range(5)
    }
    assert len(orders) > 1
    assert {order[0] for order in orders} == {own.id}


def test_another_deck_lends_nothing(rivers: FactBase) -> None:
    other = replace(CHOICE, about=replace(CHOICE.about, template="mouth", topic="Ends"))
    parallels = find_parallels(Quiz("", (other,), 0), bind_templates(rivers), ANY)
    assert parallel_questions(parallels, 3) == (other,)


# Parallel versions of a real deck


@cache
def csto() -> tuple[BoundTemplate, ...]:
    (base,), problems = load("csto")
    assert not problems
    return tuple(bind_templates(base))


@cache
def parallels_of(criteria: Criteria) -> Parallels:
    quiz = select_from_templates(csto(), 12, criteria=criteria)
    assert len(quiz.questions) == 12
    return find_parallels(quiz, csto(), criteria)


def test_the_first_version_is_the_quiz_itself() -> None:
    quiz = select_from_templates(csto(), 12)
    assert parallel_questions(parallels_of(ANY), 0) == quiz.questions


@pytest.mark.parametrize("number", [1, 2, 7, 40])
def test_a_parallel_version_asks_as_hard_in_the_same_forms(number: int) -> None:
    own = parallel_questions(parallels_of(ANY), 0)
    version = parallel_questions(parallels_of(ANY), number)
    assert forms(version) == forms(own)
    assert [q.about.topic for q in version] == [q.about.topic for q in own]
    gaps = [
        abs(a.about.difficulty - b.about.difficulty)
        for a, b in zip(own, version, strict=True)
    ]
    assert max(gaps) <= MAX_DIFFICULTY_GAP


@pytest.mark.parametrize("number", [1, 2, 7, 40])
def test_no_question_of_a_parallel_version_gives_another_away(number: int) -> None:
    """None shares a fact with another; a name may be shared where nothing else is left."""
    clues = [clues_of(q) for q in parallel_questions(parallels_of(ANY), number)]
    assert len(clues) == 12
    for i, later in enumerate(clues):
        for earlier in clues[:i]:
            assert overlap(earlier, later) <= Overlap.NAME


def test_a_template_that_asks_enough_is_asked_again() -> None:
    """With texts alone there are others of nearly every template."""
    parallels = parallels_of(TEXTS)
    pairs = [*zip(parallels.quiz.questions, parallel_questions(parallels, 1), strict=True)]
    assert sum(a.id != b.id for a, b in pairs) >= 8
    own_ids = {a.id for a, _ in pairs}
    asks_more = {
        stand_in.question.about.template
        for (_, template, _), row in parallels.rows.items()
        for stand_in in row
        if stand_in.question.about.template == template
        and stand_in.question.id not in own_ids
    }
    again = [(a, b) for a, b in pairs if a.about.template in asks_more]
    assert len(again) > 3
    assert all(a.about.template == b.about.template for a, b in again)


def test_a_parallel_version_meets_the_criteria() -> None:
    criteria = Criteria((), ("leadership", "Bodies"), ("hard",))
    for number in range(4):
        version = parallel_questions(parallels_of(criteria), number)
        assert [q.id for q in version if not criteria.admits(q)] == []
