"""A quiz is spread evenly, and none of its questions answers another."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen import generate, load, loads, select
from quizgen.forms import FORMS
from quizgen.generate.generator import bind_templates
from quizgen.model import (
    WORTHS,
    Answer,
    Form,
    MatchQuestion,
    OptionsQuestion,
    OrderQuestion,
    Overlap,
    Question,
    Shortage,
    TrueFalseQuestion,
    TypedQuestion,
    Worth,
)
from quizgen.quiz.clues import clues_of, overlap
from quizgen.quiz.criteria import LEVELS, Criteria
from quizgen.quiz.selection import select_from_templates
from tests.rivers import WORTHY
from tests.samples import about, options

DECKS = ("states", "eaeu", "tokayev")


@cache
def deck(name: str) -> Sequence[Question]:
    (base,), _ = load(name)
    return generate(base)


def text(
    number: int,
    *,
    topic: str = "A",
    template: str = "t",
    subject: str = "",
    difficulty: float = 0.5,
    worth: Worth = "further",
) -> TypedQuestion:
    """A question that has nothing in common with one of another *number*."""
    head = about(
        topic=topic,
        template=template,
        subject=subject or f"s{number}",
        facts=(f"f{number}",),
        difficulty=difficulty,
        worth=worth,
    )
    return TypedQuestion(head, f"What is q{number}?", Answer(f"a{number}"))


def fitting(
    questions: Sequence[Question], quiz: Sequence[Question], most: Overlap
) -> list[str]:
    """The ids of those *questions* that have no more than *most* in common with *quiz*."""
    clues = [clues_of(question) for question in quiz]
    return [
        question.id
        for question in questions
        if all(overlap(clues_of(question), other) <= most for other in clues)
    ]


def counts(questions: Sequence[Question], trait: str) -> list[int]:
    return sorted(Counter(getattr(q.about, trait) for q in questions).values())


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", DECKS)
def test_from_templates_the_same_is_selected(name: str, seed: int) -> None:
    """Much is passed over before it is proved, for what its stem or its key gives away."""
    (base,), _ = load(name)
    assert select_from_templates(bind_templates(base), 60, seed=seed) == select(
        deck(name), 60, seed=seed
    )


def test_what_is_seen_alone_may_give_another_away() -> None:
    many = [q for q in deck("states") if q.about.form in ("card", "text", "cloze")]
    events = {frozenset(q.about.facts) for q in many}
    assert select(many, len(events), alone=True).overlaps == ()
    assert select(many, len(events)).overlaps != ()
    alone = select(many, 10_000, alone=True)
    assert {pair.overlap for pair in alone.overlaps} == {Overlap.EVENT}
    assert len(alone.questions) == len({q.about.question_id for q in many})
    reason = f"there are {len(many)}, but the others would ask the same again"
    assert str(alone.shortage) == reason


# Spread


@pytest.mark.parametrize("seed", range(20))
def test_topics_take_turns_until_they_have_no_more(seed: int) -> None:
    sizes = {"A": 100, "B": 10, "C": 2}
    many = [text(i * 3 + j, topic=t) for j, t in enumerate(sizes) for i in range(sizes[t])]
    quiz = select(many, 12, seed=seed)
    assert (counts(quiz.questions, "topic"), quiz.shortage) == ([2, 5, 5], None)


@pytest.mark.parametrize("seed", range(20))
def test_within_a_topic_templates_take_turns(seed: int) -> None:
    sizes = {"t": 50, "u": 50, "v": 1}
    many = [
        text(i * 3 + j, template=t) for j, t in enumerate(sizes) for i in range(sizes[t])
    ]
    quiz = select(many, 9, seed=seed)
    assert counts(quiz.questions, "template") == [1, 4, 4]


@pytest.mark.parametrize("seed", range(20))
def test_within_a_template_subjects_take_turns(seed: int) -> None:
    many = [text(i, subject=f"s{i % 4}+{i}") for i in range(40)]
    quiz = select(many, 8, seed=seed)
    subjects = Counter(q.about.id.split("+")[0] for q in quiz.questions)
    assert sorted(subjects.values()) == [2, 2, 2, 2]


def test_what_was_asked_about_in_one_template_waits_in_the_next() -> None:
    questions = [
        text(1, template="t", subject="s1"),
        text(2, template="u", subject="s1"),
        text(3, template="u", subject="s2"),
    ]
    quizzes = [select(questions, 2, seed=seed).questions for seed in range(20)]
    assert {second.id for first, second in quizzes if first == questions[0]} == {
        "d/u/s2#text"
    }


@pytest.mark.parametrize("seed", range(20))
def test_within_a_template_forms_take_turns(seed: int) -> None:
    def question(number: int, form: Form) -> TrueFalseQuestion:
        head = about(form, subject=f"s{number}", facts=(f"f{number}",))
        return TrueFalseQuestion(head, f"q{number}", truth=True, rationale="")

    many = [
        question(i * 3 + j, form)
        for j, form in enumerate(list(FORMS)[:3])
        for i in range(9)
    ]
    quiz = select(many, 9, seed=seed)
    assert counts(quiz.questions, "form") == [3, 3, 3]


def test_a_topic_may_bear_the_name_of_a_form() -> None:
    many = [text(i, topic=("text", "B")[i % 2]) for i in range(20)]
    quiz = select(many, 10)
    assert counts(quiz.questions, "topic") == [5, 5]


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("name", DECKS)
def test_no_topic_of_a_deck_gets_two_more_than_one_that_has_more(
    name: str, seed: int
) -> None:
    """A topic may only fall behind when all that is left of it goes with nothing.

    Or is worth less than what the others give: so only what is worth as much as the least
    that was chosen is compared. In so small a quiz nothing need be exchanged for more.
    """
    quiz = select(deck(name), 12, seed=seed)
    counts = Counter(q.about.topic for q in quiz.questions)
    least = max((q.about.worth for q in quiz.questions), key=WORTHS.index)
    ahead = max(counts[q.about.topic] for q in quiz.questions if q.about.worth == least)
    behind = [
        q
        for q in deck(name)
        if q.about.worth == least and counts[q.about.topic] < ahead - 1
    ]
    assert fitting(behind, quiz.questions, Overlap.NOTHING) == []


# Nothing given away


@cache
def _shows(shown: str, name: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", shown, re.IGNORECASE))


def gives_away(question: Question, other: Question) -> bool:
    """Whether who sees *question* knows more about *other*: written anew, for the tests.

    Abbreviations may be shown: those of a deck's subject are in most of its questions.
    """
    if {*question.about.facts} & {*other.about.facts}:
        return True
    names: Sequence[str] = ()
    shown: list[str] = [question.stem]
    match other:
        case OptionsQuestion():
            names = [option.text for option in other.options if option.right]
        case TypedQuestion():
            answer = other.answer
            names = [answer.text, *(name for name in answer.accepted if not name.isupper())]
            match question:  # what has to be recalled must not stand among options either
                case OptionsQuestion():
                    shown += [option.text for option in question.options]
                case OrderQuestion():
                    shown += question.items
                case MatchQuestion():
                    shown += (*question.left, *question.right)
                case _:
                    pass
        case _:
            pass
    return any(_shows(place, name) for name in names for place in shown)


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("name", DECKS)
def test_no_question_of_a_quiz_gives_the_answer_of_another_away(
    name: str, seed: int
) -> None:
    quiz = select(deck(name), 20, seed=seed)
    assert (len(quiz.questions), quiz.shortage) == (20, None)
    for question in quiz.questions:
        for other in quiz.questions:
            if question is not other:
                assert not gives_away(question, other), (question.stem, other.stem)


def recall(answer: Answer) -> TypedQuestion:
    return TypedQuestion(about(template="recall", facts=("f",)), "What is it?", answer)


def statement(stem: str, *facts: str) -> TrueFalseQuestion:
    return TrueFalseQuestion(
        about("truefalse", facts=facts), stem, truth=True, rationale=""
    )


IRAN = Answer("Iran")
TOKAYEV = Answer("Kassym-Jomart Tokayev", ("Kassym-Jomart Tokayev", "Tokayev"))
UNION = Answer("Eurasian Union", ("Eurasian Union", "EAEU"))
AMONG = OptionsQuestion(about("choice"), "Which?", options("Iran", "Iraq!"))
ASKED = OptionsQuestion(about("choice"), "Which?", options("Iran!", "Iraq"))


@pytest.mark.parametrize(
    ("question", "other", "together"),
    [
        (statement("It borders on Iraq."), recall(IRAN), True),
        (statement("It borders on Iran."), recall(IRAN), False),
        (statement("It borders on IRAN"), recall(IRAN), False),
        (statement("It is Iran's neighbour."), recall(IRAN), False),
        (statement("It is Iran’s neighbour."), recall(IRAN), False),
        (statement("The Iran-led talks."), recall(IRAN), False),
        (statement("The Iranian talks."), recall(IRAN), True),
        (statement("The woman."), recall(Answer("Oman")), True),
        (statement("President Tokayev spoke."), recall(TOKAYEV), False),
        (statement("Under Kassym Jomart Tokayev."), recall(TOKAYEV), False),
        (statement("The EAEU grew."), recall(UNION), True),
        (statement("The Eurasian Union grew."), recall(UNION), False),
        (statement("In 2015 it grew."), recall(Answer("2015")), False),
        (statement("It borders on Iran."), ASKED, False),
        (statement("It borders on Iraq."), ASKED, True),
        (AMONG, recall(IRAN), False),
        (AMONG, ASKED, True),
        (statement("It grew.", "f"), recall(IRAN), False),
        (statement("It grew.", "g"), recall(IRAN), True),
    ],
)
def test_two_questions_go_together(
    question: Question, other: Question, together: bool
) -> None:
    neutral = TypedQuestion(about(template="u", facts=("n",)), "Who?", Answer("Nobody"))
    for pair in ([question, other], [other, question]):
        quiz = select([*pair, neutral], 2)
        assert len(quiz.questions) == 2
        assert select(pair, 2).overlaps == () if together else {*quiz.questions} != {*pair}


# Criteria


@pytest.mark.parametrize("form", FORMS)
def test_only_one_form_may_be_asked(form: Form) -> None:
    quiz = select(deck("tokayev"), 2, criteria=Criteria(forms=[form]))
    assert [q.about.form for q in quiz.questions] == [form, form]


def test_only_some_topics_may_be_asked_whatever_their_case() -> None:
    quiz = select(deck("tokayev"), 6, criteria=Criteria(topics=["CAREER", "Votes"]))
    assert Counter(q.about.topic for q in quiz.questions) == {"Career": 3, "Votes": 3}


@pytest.mark.parametrize("level", LEVELS)
def test_only_one_level_may_be_asked(level: str) -> None:
    low, high = LEVELS[level]
    quiz = select(deck("eaeu"), 10, criteria=Criteria(levels=[level]))
    assert (len(quiz.questions), quiz.shortage) == (10, None)
    outside = [q for q in quiz.questions if not low <= q.about.difficulty < high]
    assert outside == []


def test_some_levels_admit_what_each_of_them_admits() -> None:
    admitted = [
        percent
        for percent in range(101)
        if Criteria(levels=["hard", "easy"]).admits(text(1, difficulty=percent / 100))
    ]
    assert admitted == [*range(40), *range(60, 101)]


def test_every_difficulty_is_of_one_level() -> None:
    for percent in range(101):
        question = text(1, difficulty=percent / 100)
        assert sum(Criteria(levels=[level]).admits(question) for level in LEVELS) == 1


def test_criteria_add_up() -> None:
    criteria = Criteria(["choice"], ["membership"], ["medium"])
    admitted = [q for q in deck("eaeu") if criteria.admits(q)]
    assert admitted
    assert admitted == [
        q
        for q in deck("eaeu")
        if (q.about.form, q.about.topic) == ("choice", "Membership")
        and 0.4 <= q.about.difficulty < 0.6
    ]
    quiz = select(deck("eaeu"), 3, criteria=criteria)
    assert {*quiz.questions} <= {*admitted}


# Too few


@pytest.mark.parametrize(
    ("questions", "criteria", "shortage", "reason"),
    [
        (
            [],
            Criteria(),
            Shortage(0, 0),
            "no question is of that form, topic, worth and difficulty",
        ),
        (
            [text(1)],
            Criteria(topics=["B"]),
            Shortage(0, 0),
            "no question is of that form, topic, worth and difficulty",
        ),
        (
            [text(1)],
            Criteria(),
            Shortage(1, 1),
            "there are no more of that form, topic, worth and difficulty",
        ),
        (
            [text(1), text(2), text(3, topic="B")],
            Criteria(topics=["a"]),
            Shortage(2, 2),
            "there are no more of that form, topic, worth and difficulty",
        ),
        (
            [text(1), text(2), statement("The a2 it is.", "f2")],
            Criteria(),
            Shortage(2, 3),
            "there are 3, but the others would ask the same again or say an answer",
        ),
    ],
)
def test_a_short_quiz_says_why(
    questions: list[Question], criteria: Criteria, shortage: Shortage, reason: str
) -> None:
    assert select(questions, 3, criteria=criteria).shortage == shortage
    assert select(iter(questions), 3, criteria=criteria).shortage == shortage
    assert str(shortage) == reason


@pytest.mark.parametrize("seed", range(5))
def test_a_question_with_many_facts_does_not_keep_many_out(seed: int) -> None:
    facts = tuple(f"f{i}" for i in range(5))
    broad = OrderQuestion(about("order", facts=facts), "?", ("a", "b"), ("1", "2"), (0, 1))
    quiz = select([broad, *map(text, range(5))], 5, seed=seed)
    assert len(quiz.questions) == 5
    assert select(
        [broad, *map(text, range(5))], 5, criteria=Criteria(["order"])
    ).questions == (broad,)


@pytest.mark.parametrize("seed", range(3))
def test_a_short_quiz_could_not_be_longer(seed: int) -> None:
    quiz = select(deck("states"), 1000, seed=seed)
    assert fitting(deck("states"), quiz.questions, Overlap.EVENT) == []
    assert quiz.shortage == Shortage(len(quiz.questions), len(deck("states")))


def test_a_quiz_of_none() -> None:
    quiz = select([text(1)], 0)
    assert (quiz.questions, quiz.shortage) == ((), None)


# The same again


def test_a_seed_selects_the_same_in_whatever_order_the_questions_come() -> None:
    questions = deck("eaeu")
    quiz = select(questions, 20, title="T", seed=7)
    assert select(questions[::-1], 20, title="T", seed=7) == quiz
    assert select(iter(questions), 20, title="T", seed=7) == quiz
    assert (quiz.title, quiz.seed) == ("T", 7)


def test_what_a_seed_selects_stays_the_same_for_ever() -> None:
    """A sheet's code, and whoever notes a seed, rely on it."""
    questions = [text(i, topic="AB"[i % 2], template="tu"[i % 3 == 0]) for i in range(12)]
    assert [question.id for question in select(questions, 6, seed=7).questions] == [
        "d/u/s0#text",
        "d/t/s7#text",
        "d/u/s6#text",
        "d/t/s11#text",
        "d/t/s8#text",
        "d/u/s3#text",
    ]


def test_the_seed_is_0_unless_it_is_given() -> None:
    (base,), _ = load("eaeu")
    quiz = select(deck("eaeu"), 5, seed=0)
    assert select(deck("eaeu"), 5) == quiz
    assert select_from_templates(bind_templates(base), 5) == quiz


def test_another_seed_selects_others() -> None:
    quizzes = {select(deck("eaeu"), 5, seed=seed).questions for seed in range(20)}
    assert len(quizzes) == 20


def test_no_question_is_asked_twice() -> None:
    quiz = select(deck("eaeu"), 1000)
    assert len({q.about.id for q in quiz.questions}) == len(quiz.questions)


# As many as can be, in steps


def selectable(draw: st.DrawFn, number: int) -> Question:
    """A question that shares facts, names, keys, stems or ids with others at random."""
    form: Form = draw(st.sampled_from(["text", "choice", "truefalse", "cloze"]))
    head = replace(
        about(
            form,
            topic=draw(st.sampled_from("AB")),
            subject=f"s{number}",
            facts=tuple(draw(st.frozensets(st.sampled_from("fgh"), max_size=2))),
            worth=draw(st.sampled_from(WORTHS)),
        ),
        question=f"q{draw(st.integers(0, 8))}",
    )
    name, key = (
        draw(st.sampled_from(["", "Ob", "Don"])),
        draw(st.sampled_from(["Ob", "Don"])),
    )
    stem = f"What of {name} and {number}?"
    if form == "truefalse":
        return TrueFalseQuestion(head, stem, truth=draw(st.booleans()), rationale=".")
    if form == "choice":
        return OptionsQuestion(head, stem, options(f"{key}!", "Po", "Rhine"))
    return TypedQuestion(head, stem, Answer(f"{key} {draw(st.integers(0, 3))}"))


@st.composite
def question_lists(draw: st.DrawFn) -> list[Question]:
    return [selectable(draw, number) for number in range(draw(st.integers(1, 8)))]


def steps(worths: set[Worth]) -> list[tuple[Sequence[Worth], Overlap]]:
    """What may be in a quiz, step by step, and the most that two may have in common."""
    main: Sequence[Worth] = ("core", "further") if worths - {"detail"} else ("detail",)
    return [
        (main[:1], Overlap.NOTHING),
        *((main, most) for most in (Overlap.NOTHING, Overlap.NAME, Overlap.FACT)),
        *((WORTHS, most) for most in (Overlap.FACT, Overlap.ANSWER, Overlap.EVENT)),
    ]


def worst(questions: Sequence[Question]) -> Overlap:
    pairs = combinations(map(clues_of, questions), 2)
    return max((overlap(*pair) for pair in pairs), default=Overlap.NOTHING)


def most_that_go_together(
    questions: Sequence[Question], worths: Sequence[Worth], most: Overlap
) -> int:
    """How many of *questions* a quiz can have: all sets of them are tried."""
    able = [q for q in questions if q.about.worth in worths]
    return next(
        size
        for size in range(len(able), -1, -1)
        if any(worst(some) <= most for some in combinations(able, size))
    )


@settings(max_examples=150, deadline=None)
@given(question_lists(), st.integers(1, 8), st.integers(0, 3))
def test_a_quiz_has_as_many_as_can_be_and_takes_no_step_too_many(
    questions: list[Question], count: int, seed: int
) -> None:
    quiz = select(questions, count, seed=seed)
    assert worst(quiz.questions) <= Overlap.EVENT
    for worths, most in steps({q.about.worth for q in questions}):
        size = most_that_go_together(questions, worths, most)
        if size >= count:
            assert len(quiz.questions) == count
            assert {q.about.worth for q in quiz.questions} <= {*worths}
            assert worst(quiz.questions) <= most
            break
    else:
        assert len(quiz.questions) == size
        assert quiz.shortage == Shortage(size, len(questions))


@settings(max_examples=100, deadline=None)
@given(question_lists(), st.integers(1, 8), st.randoms(use_true_random=False))
def test_what_overlaps_is_told_whatever_order_the_questions_come_in(
    questions: list[Question], count: int, random: Random
) -> None:
    quiz = select(questions, count)
    clues = [clues_of(question) for question in quiz.questions]
    told = {(pair.first, pair.second): pair.overlap for pair in quiz.overlaps}
    for (i, one), (j, other) in combinations(enumerate(quiz.questions), 2):
        pair = told.pop((one.id, other.id), Overlap.NOTHING)
        assert pair == overlap(clues[i], clues[j])
    assert told == {}
    random.shuffle(questions)
    assert select(questions, count) == quiz


def test_what_overlaps_is_told_though_a_detail_comes_last() -> None:
    def question(subject: str, worth: Worth, stem: str, key: str) -> TypedQuestion:
        return TypedQuestion(
            replace(about(subject=subject), worth=worth), stem, Answer(key)
        )

    quiz = select(
        [
            question("a", "core", "What of Ob?", "The Irtysh"),
            question("b", "core", "What of the Irtysh?", "The Tobol"),
            question("c", "detail", "What of Po?", "The Adda"),
        ],
        3,
    )
    assert [(pair.first, pair.second, pair.overlap) for pair in quiz.overlaps] == [
        (quiz.questions[0].id, quiz.questions[1].id, Overlap.NAME)
    ]


@pytest.mark.parametrize("seed", range(10))
def test_no_order_of_taking_loses_a_question(seed: int) -> None:
    """One that overlaps with two, which do not with each other, gives way to both."""
    chain = [
        TypedQuestion(
            about(template="t", subject=f"s{i}", facts=(f"f{i}", f"f{i + 1}")),
            f"What is q{i}?",
            Answer(f"a{i}"),
        )
        for i in range(41)
    ]
    quiz = select(chain, 21, seed=seed)
    assert (len(quiz.questions), quiz.shortage, quiz.overlaps) == (21, None, ())
    assert len(select(chain, 22, seed=seed).questions) == 22


def test_a_small_topic_fills_a_quiz_as_long_as_it_has_other_questions() -> None:
    for name in DECKS:
        for topic in {q.about.topic for q in deck(name)}:
            own = {q.about.question_id for q in deck(name) if q.about.topic == topic}
            quiz = select(deck(name), 12, criteria=Criteria(topics=[topic]))
            assert len(quiz.questions) >= min(12, len(own)), topic


# Worth


@pytest.mark.parametrize("seed", range(5))
def test_what_is_worth_most_comes_first(seed: int) -> None:
    worths = [worth for worth in WORTHS for _ in range(4)]
    questions = [text(i, worth=worth) for i, worth in enumerate(worths)]
    for count in range(1, 13):
        quiz = select(questions, count, seed=seed)
        assert [q.about.worth for q in quiz.questions] == worths[:count]


@pytest.mark.parametrize("seed", range(5))
def test_core_questions_are_spread_over_topics_before_further_ones_come(seed: int) -> None:
    core = [text(i, topic="AB"[i % 2], worth="core") for i in range(8)]
    further = [text(i + 8, topic="ABC"[i % 3]) for i in range(9)]
    quiz = select(core + further, 6, seed=seed)
    assert counts(quiz.questions, "topic") == [3, 3]
    quiz = select(core + further, 12, seed=seed)
    assert counts(quiz.questions, "topic") == [3, 4, 5]


def test_a_shared_fact_is_avoided_by_further_questions_but_not_by_details() -> None:
    twins = [
        replace(
            text(i, worth="core"), about=about(subject=f"s{i}", facts=facts, worth="core")
        )
        for i, facts in ((1, ("f", "g")), (2, ("g", "h")))
    ]
    further, detail = text(3), text(4, worth="detail")
    assert {*select([*twins, further, detail], 2).questions} > {further}
    assert {*select([*twins, further, detail], 3).questions} == {*twins, further}


def test_only_some_worths_may_be_asked() -> None:
    questions = [text(i, worth=WORTHS[i % 3]) for i in range(12)]
    choices: list[list[Worth]] = [["core"], ["detail"], ["core", "further"]]
    for worths in choices:
        quiz = select(questions, 12, criteria=Criteria(worths=worths))
        assert {q.about.worth for q in quiz.questions} == {*worths}
        assert len(quiz.questions) == 4 * len(worths)


@pytest.mark.parametrize("count", [3, 8, 30])
def test_from_templates_the_same_of_each_worth_is_selected(count: int) -> None:
    base, _ = loads(WORTHY)
    assert base
    for criteria in (Criteria(), Criteria(worths=["detail"]), Criteria(worths=WORTHS[:2])):
        quiz = select_from_templates(bind_templates(base), count, criteria=criteria)
        assert quiz == select(generate(base), count, criteria=criteria)
        assert quiz.questions
