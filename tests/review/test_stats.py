"""What a learner knows, in numbers."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.review.grades import AGAIN, EASY, GOOD, HARD
from quizgen.review.mastery import MOST_HARDEST, FactCounts
from quizgen.review.memory import GradedReview, Memory
from quizgen.review.scheduler import (
    STANDARD_WEIGHTS,
    Weights,
    recall_chance,
    replay,
    scheduler_name,
)
from quizgen.review.stats import FORECAST_DAYS, RetentionRow, Stats, compute_stats
from tests.review.answers import DAY, OWN_WEIGHTS, START

TODAY = START.day
SENTENCES = {"d": {"x/flows-into/y": "The Volga flows into the Caspian Sea.", "z": "Z."}}


class Learner:
    """Somebody who answers questions; days are counted from TODAY."""

    def __init__(self) -> None:
        self.reviews: list[GradedReview] = []
        self.details: dict[str, Mapping[str, Any]] = {}

    def answer(
        self,
        question: str,
        *answers: tuple[float, int],
        retention: float = 0.9,
        **details: object,
    ) -> None:
        """Answer *question*: on which day, and with which grade."""
        for days, grade in answers:
            at = START.at + int(days * DAY) + len(self.reviews)
            name = scheduler_name(retention)
            self.reviews.append(GradedReview(question, at, START.offset, grade, name))
        self.details[question] = {
            "topic": "Rivers",
            "form": question.partition("#")[2],
            "stem": "Which river?",
            "answer": "Volga",
            "facts": ["x/flows-into/y"],
            **details,
        }

    def stats(
        self,
        day: int,
        decks: Mapping[str, Mapping[str, str]] = SENTENCES,
        suspended: Iterable[str] = (),
        weights: Weights = STANDARD_WEIGHTS,
    ) -> Stats:
        reviews = sorted(self.reviews, key=lambda review: review.at)
        return compute_stats(
            reviews,
            replay(reviews, weights),
            self.details,
            TODAY + day,
            decks=decks,
            suspended=[*suspended],
            weights=weights,
        )

    def memory(self, question: str) -> Memory:
        reviews = sorted(self.reviews, key=lambda review: review.at)
        return replay(reviews)[question]


@pytest.fixture
def learner() -> Learner:
    return Learner()


def two_decks() -> Learner:
    """Who learned of two decks, each with a topic of the same name."""
    learner = Learner()
    learner.answer("d/t/x#text", (0, GOOD), (1, AGAIN), (1.01, GOOD), (9, GOOD))
    learner.answer("d/t/x#card", (8, GOOD), (9, GOOD))
    learner.answer("e/t/y#card", (8, AGAIN), (9, AGAIN), facts=["y", "z"])
    return learner


@pytest.fixture
def stats() -> Stats:
    return two_decks().stats(9)


def row(name: str, deck: str, recalled: int, answers: int) -> RetentionRow:
    return RetentionRow(name, deck, answers, recalled, 0.9)


# Retention


def test_retention_counts_the_first_answer_of_a_later_day(stats: Stats) -> None:
    assert stats.retention == row("", "", 2, 4)
    assert stats.retention.retention == 0.5
    assert stats.retention_by_form == (row("card", "", 1, 2), row("text", "", 1, 2))
    assert stats.retention_by_deck == (row("d", "", 2, 3), row("e", "", 0, 1))


def test_topics_of_one_name_in_two_decks_are_apart(stats: Stats) -> None:
    assert stats.retention_by_topic == (
        row("Rivers", "d", 2, 3),
        row("Rivers", "e", 0, 1),
    )


def test_rows_with_most_answers_come_first_and_then_by_deck_and_name(
    learner: Learner,
) -> None:
    learner.answer("b/t/1#text", (0, GOOD), (1, GOOD), topic="B")
    learner.answer("b/t/2#text", (0, GOOD), (1, GOOD), topic="A")
    learner.answer("a/t/1#text", (0, GOOD), (1, GOOD), topic="C")
    learner.answer("c/t/1#text", (0, GOOD), (1, GOOD), (2, GOOD), topic="C")
    rows = learner.stats(2).retention_by_topic
    assert [(row.deck, row.name) for row in rows] == [
        ("c", "C"),
        ("a", "C"),
        ("b", "A"),
        ("b", "B"),
    ]


def test_hard_is_recalled_and_again_is_not(learner: Learner) -> None:
    learner.answer("d/t/x#text", (0, GOOD), (3, HARD), (6, AGAIN))
    assert learner.stats(6).retention == row("", "", 1, 2)


def test_what_is_repeated_on_its_first_day_counts_for_nothing(learner: Learner) -> None:
    learner.answer("d/t/x#text", (0, AGAIN), (0.01, AGAIN), (0.02, GOOD))
    stats = learner.stats(0)
    assert stats.retention is None
    assert stats.retention_by_deck == stats.retention_by_form == ()


def test_who_travels_back_to_the_day_before_begins_no_later_day(learner: Learner) -> None:
    learner.answer("d/t/x#text", (0, GOOD), (1, GOOD))
    _, last = learner.reviews
    learner.reviews.append(last._replace(at=last.at + 1, offset=-12 * 60, grade=AGAIN))
    stats = learner.stats(1)
    assert [review.day - TODAY for review in learner.reviews] == [0, 1, 0]
    assert stats.retention == row("", "", 1, 1)
    assert stats.facts[0].wrong_days == 0


def test_desired_is_what_the_answer_before_was_scheduled_by(learner: Learner) -> None:
    for days, retention in ((0, 0.8), (5, 0.95), (9, 0.7)):
        learner.answer("d/t/x#text", (days, GOOD), retention=retention)
    learner.answer("d/t/y#text", (0, GOOD), (1, GOOD), retention=0.75)
    total = learner.stats(9).retention
    assert total is not None
    assert total.desired_retention == pytest.approx((0.8 + 0.95 + 0.75) / 3)


# Mastery


def test_what_was_met_today_is_not_known_however_often_it_was_repeated(
    learner: Learner,
) -> None:
    for number in range(20):
        answers = (0, AGAIN), (0.01, AGAIN), (0.02, GOOD)
        learner.answer(f"d/t/{number}#text", *answers, facts=[f"f{number}"])
    stats = learner.stats(0, {})
    assert stats.facts_known == FactCounts("", 0, 20, None)
    assert [fact.chance for fact in stats.facts] == [0] * 20
    assert stats.hardest == ()


@pytest.mark.parametrize(
    ("answers", "days", "known"),
    [
        ([(0, GOOD)], 1, 0),
        ([(0, GOOD), (2, GOOD)], 2, 1),
        ([(0, GOOD), (2, HARD)], 2, 1),
        ([(0, AGAIN), (1, GOOD)], 1, 1),
        ([(0, GOOD), (2, GOOD), (2.01, AGAIN)], 2, 0),
        ([(0, GOOD), (2, AGAIN), (2.01, GOOD)], 2, 0),  # forgotten, and learned anew
        ([(0, GOOD), (2, AGAIN), (2.01, GOOD), (3, GOOD)], 3, 1),
        ([(0, GOOD), (2, GOOD)], 90, 0),  # by now it will be forgotten
    ],
)
def test_a_fact_is_known_once_it_was_recalled_on_a_later_day(
    learner: Learner, answers: list[tuple[float, int]], days: int, known: int
) -> None:
    learner.answer("d/t/x#text", *answers)
    stats = learner.stats(days)
    assert stats.facts_known == FactCounts("", known, 1, 2)
    assert stats.facts[0].is_known == bool(known)


def test_a_fact_is_mastered_as_all_its_forms_together(learner: Learner) -> None:
    learner.answer("d/t/x#text", (0, GOOD), (3, GOOD))
    learner.answer("d/t/x#card", (0, AGAIN), (0.01, GOOD))
    (fact,) = learner.stats(4).facts
    chance = recall_chance(learner.memory("d/t/x#text"), TODAY + 4)
    assert (fact.chance, fact.questions, fact.is_known) == (chance / 2, 2, False)
    learner.answer("d/t/x#card", (3, GOOD))
    (fact,) = learner.stats(4).facts
    other = recall_chance(learner.memory("d/t/x#card"), TODAY + 4)
    assert fact.chance == pytest.approx((chance + other) / 2)
    assert fact.is_known


def test_the_chance_is_by_the_learners_own_weights(learner: Learner) -> None:
    learner.answer("d/t/x#text", (0, GOOD), (3, GOOD))
    memory = replay(learner.reviews, OWN_WEIGHTS)["d/t/x#text"]
    (fact,) = learner.stats(9, weights=OWN_WEIGHTS).facts
    assert fact.chance == recall_chance(memory, TODAY + 9, OWN_WEIGHTS)
    assert fact.chance != learner.stats(9).facts[0].chance


def test_less_is_known_if_more_is_desired(learner: Learner) -> None:
    for retention in (0.85, 0.95):
        question = f"d/t/{retention}#text"
        learner.answer(
            question, (0, GOOD), (3, GOOD), retention=retention, facts=[str(retention)]
        )
    known = [[fact.is_known for fact in learner.stats(3 + day).facts] for day in range(9)]
    lost = known.index([True, False])
    assert known[:lost] == [[True, True]] * lost
    memory = learner.memory("d/t/0.95#text")
    assert recall_chance(memory, TODAY + 3 + lost) < 0.95
    assert recall_chance(memory, TODAY + 2 + lost) >= 0.95


def test_facts_are_counted_of_all_that_a_deck_has(stats: Stats) -> None:
    assert stats.facts_known_by_deck == (
        FactCounts("d", 1, 1, 2),
        FactCounts("e", 0, 2, None),
    )
    assert stats.facts_known == FactCounts("", 1, 3, None)


def test_a_fact_that_two_decks_ask_about_is_one(learner: Learner) -> None:
    for deck in "ed":
        learner.answer(f"{deck}/t/x#text", (0, GOOD), (3, GOOD))
    stats = learner.stats(3, SENTENCES | {"e": {"y": "Y."}, "unasked": {"u": "U."}})
    assert stats.facts_known == FactCounts("", 1, 1, 3)
    assert stats.facts_known_by_deck == (
        FactCounts("d", 1, 1, 2),
        FactCounts("e", 1, 1, 2),
    )


def test_a_question_may_rest_on_no_fact_that_is_named(learner: Learner) -> None:
    learner.answer("d/t/x#text", (0, GOOD))
    details = learner.details["d/t/x#text"]
    learner.details["d/t/x#text"] = {
        name: value for name, value in details.items() if name != "facts"
    }
    stats = learner.stats(0)
    assert (stats.facts, stats.facts_known) == ((), FactCounts("", 0, 0, 2))


# The hardest


def test_hard_is_what_was_forgotten_most_often(learner: Learner) -> None:
    lapse = (3, AGAIN), (3.01, GOOD)
    learner.answer("d/t/a#text", (0, GOOD), *lapse, facts=["a"])
    learner.answer("d/t/b#text", (0, GOOD), *lapse, facts=["b"])
    learner.answer("d/t/b#card", (0, GOOD), (4, AGAIN), (4.01, AGAIN), facts=["b"])
    learner.answer("d/t/c#card", (0, AGAIN), facts=["c"])  # never learned
    stats = learner.stats(4)
    assert [(fact.fact, fact.lapses, fact.wrong_days) for fact in stats.facts] == [
        ("a", 1, 1),
        ("b", 2, 2),
        ("c", 0, 1),
    ]
    assert [fact.fact for fact in stats.hardest] == ["b", "a"]


def test_of_what_was_forgotten_as_often_the_less_likely_is_harder(
    learner: Learner,
) -> None:
    lapse = (0, GOOD), (3, AGAIN), (3.01, GOOD)
    learner.answer("d/t/a#text", *lapse, (5, GOOD), facts=["a"])
    learner.answer("d/t/b#text", *lapse, facts=["c"])
    learner.answer("d/t/c#text", *lapse, facts=["b"])
    stats = learner.stats(5)
    assert [(fact.fact, fact.chance > 0) for fact in stats.hardest] == [
        ("b", False),
        ("c", False),
        ("a", True),
    ]


def test_ten_facts_are_hardest_at_most(learner: Learner) -> None:
    for number in range(12):
        lapse = (0, GOOD), (3, AGAIN)
        learner.answer(f"d/t/{number:02}#text", *lapse, facts=[f"{number:02}"])
    hardest = learner.stats(3).hardest
    assert MOST_HARDEST == 10
    assert [fact.fact for fact in hardest] == [f"{number:02}" for number in range(10)]


def test_facts_that_only_one_question_tells_of_are_one_hard_fact(learner: Learner) -> None:
    lapse = (0, GOOD), (3, AGAIN), (3.01, GOOD)
    learner.answer("d/t/all#order", *lapse, facts=["a", "b", "c"])
    learner.answer("d/t/b#text", *lapse, facts=["b"])
    hardest = learner.stats(4).hardest
    assert [(fact.fact, fact.worst_question, fact.lapses) for fact in hardest] == [
        ("b", "d/t/b#text", 2),  # of two as bad the one that rests on less
        ("a", "d/t/all#order", 1),
    ]


def test_a_fact_is_a_sentence_or_else_its_worst_question_and_the_answer(
    learner: Learner,
) -> None:
    learner.answer("d/t/x#text", (0, GOOD), (3, AGAIN))
    learner.answer("d/t/x#card", (0, GOOD), stem="What?", answer="Don")
    learner.answer("d/t/z#text", (0, GOOD), facts=["elsewhere"])
    facts = learner.stats(3).facts
    assert [(fact.fact, fact.text) for fact in facts] == [
        ("elsewhere", "Which river? (Volga)"),
        ("x/flows-into/y", "The Volga flows into the Caspian Sea."),
    ]
    assert learner.stats(3, {}).facts[1].text == "Which river? (Volga)"


@pytest.mark.parametrize(("lapses", "is_leech"), [(7, False), (8, True), (9, True)])
def test_a_leech_was_forgotten_eight_times(
    learner: Learner, lapses: int, is_leech: bool
) -> None:
    learner.answer("d/t/x#text", (0, GOOD))
    for number in range(1, lapses + 1):
        learner.answer("d/t/x#text", (30 * number, AGAIN), (30 * number + 0.01, GOOD))
    learner.answer("d/t/y#text", (0, GOOD))
    stats = learner.stats(300)
    assert stats.leeches == (("d/t/x#text",) if is_leech else ())
    (fact,) = stats.hardest
    assert (fact.lapses, fact.wrong_days, fact.is_leech) == (lapses, lapses, is_leech)


# Days


def test_the_answers_of_each_day_are_counted(stats: Stats) -> None:
    counts = [(day - TODAY, count) for day, count in stats.reviews_by_day.items()]
    assert counts == [(0, 1), (1, 2), (8, 2), (9, 3)]
    assert (stats.day, stats.reviews) == (TODAY + 9, 8)


@pytest.mark.parametrize(
    ("answered", "today", "streak"),
    [
        ([0, 1, 2], 2, 3),
        ([0, 1, 2], 3, 3),  # today's review may still come
        ([0, 1, 2], 4, 0),
        ([0, 1, 3, 4], 4, 2),  # a gap ends it
        ([0, 1, 3, 4], 5, 2),
        ([0], 0, 1),
        ([0, 2], 2, 1),
    ],
)
def test_the_streak_is_days_in_a_row_up_to_today_or_yesterday(
    learner: Learner, answered: list[int], today: int, streak: int
) -> None:
    learner.answer("d/t/x#text", *((day, GOOD) for day in answered))
    assert learner.stats(today).streak == streak


def test_without_answers_there_is_no_streak_and_nothing_else(learner: Learner) -> None:
    stats = learner.stats(0)
    assert (stats.streak, stats.reviews, stats.reviews_by_day) == (0, 0, {})
    assert stats.facts_known == FactCounts("", 0, 0, 0)
    assert (stats.facts_known_by_deck, stats.facts) == ((), ())
    assert stats.forecast == (0,) * 30


def test_the_forecast_is_of_thirty_days_from_today(learner: Learner) -> None:
    learner.answer("d/t/x#text", (0, GOOD))
    due = learner.memory("d/t/x#text").due - TODAY
    assert FORECAST_DAYS == 30
    for days_before, forecast in (
        (30, {}),
        (29, {29: 1}),
        (1, {1: 1}),
        (0, {0: 1}),
        (-1, {0: 1}),
    ):
        stats = learner.stats(due - days_before)
        counts = {day: count for day, count in enumerate(stats.forecast) if count}
        assert (len(stats.forecast), counts) == (30, forecast)
        assert stats.overdue == (days_before < 0)


def test_what_is_suspended_is_counted_and_never_due(learner: Learner) -> None:
    for name in "xyz":
        learner.answer(f"d/t/{name}#text", (0, GOOD))
    suspended = ["d/t/x#text", "gone"]
    stats = learner.stats(9, suspended=suspended)
    assert (stats.forecast[0], sum(stats.forecast), stats.overdue) == (2, 2, 2)
    assert stats.suspended == 2


# All of it, counted by hand


STEPS = st.tuples(
    st.sampled_from(["d/t/a#text", "d/t/a#card", "d/u/b#text", "e/t/c#text"]),
    st.sampled_from([0, 0, 1, 3, 10]),
    st.sampled_from([AGAIN, HARD, GOOD, EASY]),
    st.sampled_from([0.8, 0.9]),
)
"""A question, how many days after the answer before, the grade, and what is desired."""
Days = dict[int, list[tuple[int, float]]]
"""Grades and what was desired, by the day of the answer."""


@given(st.lists(STEPS, max_size=40))
def test_every_table_tells_what_counting_by_hand_gives(
    steps: list[tuple[str, int, int, float]],
) -> None:
    reviews, answers, today = [], defaultdict[str, Days](dict), 0
    for number, (question, wait, grade, desired) in enumerate(steps):
        today += wait
        at = START.at + today * DAY + number
        name = scheduler_name(desired)
        reviews.append(GradedReview(question, at, START.offset, grade, name))
        answers[question].setdefault(today, []).append((grade, desired))
    details = {question: _details(question) for question in answers}
    memories = replay(reviews)
    stats = compute_stats(reviews, memories, details, TODAY + today, decks={})

    later = {question: _later(days) for question, days in answers.items()}
    for table, name_of in (
        ([stats.retention] if stats.retention else [], lambda question: ("", "")),
        (stats.retention_by_deck, lambda question: ("", question[0])),
        (stats.retention_by_topic, lambda question: (question[0], question[2])),
        (stats.retention_by_form, lambda question: ("", question[6:])),
    ):
        by_hand: dict[tuple[str, str], list[tuple[bool, float]]] = defaultdict(list)
        for question, outcomes in later.items():
            by_hand[name_of(question)] += outcomes
        assert {(row.deck, row.name): (row.recalled, row.answers) for row in table} == {
            name: (sum(recalled for recalled, _ in outcomes), len(outcomes))
            for name, outcomes in by_hand.items()
            if outcomes
        }
        total = sum(desired for outcomes in later.values() for _, desired in outcomes)
        assert sum(row.desired_retention * row.answers for row in table) == pytest.approx(
            total
        )
    assert sum(stats.reviews_by_day.values()) == stats.reviews == len(steps)
    chances = {
        question: recall_chance(memories[question], TODAY + today) * _is_proven(days)
        for question, days in answers.items()
    }
    by_fact = defaultdict(list)
    for question in answers:
        by_fact[question[4]].append(chances[question])
    assert {fact.fact: fact.chance for fact in stats.facts} == {
        fact: pytest.approx(sum(chances) / len(chances))
        for fact, chances in by_fact.items()
    }


def _details(question: str) -> dict[str, Any]:
    topic, fact, form = question[2], question[4], question[6:]
    return {"topic": topic, "form": form, "facts": [fact], "stem": "?", "answer": "!"}


def _later(days: Days) -> list[tuple[bool, float]]:
    """Of each day but the first: whether it began with a recall, and what was desired."""
    _, *others = sorted(days)
    before = {day: max(other for other in days if other < day) for day in others}
    return [(days[day][0][0] > AGAIN, days[before[day]][-1][1]) for day in others]


def _is_proven(days: Days) -> bool:
    """Whether a later day began with a recall, and nothing was forgotten since."""
    _, *others = sorted(days)
    recalled = [day for day in others if days[day][0][0] > AGAIN]
    since = [
        grade for day in others if day >= max(recalled, default=0) for grade, _ in days[day]
    ]
    return bool(recalled) and AGAIN not in since
