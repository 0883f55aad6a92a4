"""When a question comes again: what FSRS says, by the learner's days."""

from datetime import UTC, date, datetime, timedelta
from itertools import product

import fsrs
import pytest

from quizgen.review.grades import AGAIN, EASY, GOOD, GRADES, HARD
from quizgen.review.memory import GradedReview, Memory, Moment
from quizgen.review.scheduler import (
    STANDARD_WEIGHTS,
    Weights,
    desired_retention,
    fuzz_interval,
    noon,
    preview_grades,
    recall_chance,
    replay,
    scheduler_name,
    spell_days,
    update_memory,
    validate_weights,
)
from tests.pupil import Pupil, by_fsrs, by_sm2
from tests.review.test_memory import moment

NAME = scheduler_name(0.9)
OWN = (0.1, 0.6, 1.2, 4.0, *STANDARD_WEIGHTS[4:20], 0.3)
"""Weights of somebody who forgets fast."""
START = moment("2026-11-24T12:00Z")
DAY = 86_400_000_000
MINUTE = 60_000_000
each_weights = pytest.mark.parametrize(
    "weights", [STANDARD_WEIGHTS, OWN], ids=["standard", "own"]
)


def reviews(
    *answers: tuple[float, int], question: str = "q", name: str = NAME
) -> list[GradedReview]:
    """Answers to a question, each so many days from START, with its grade."""
    return [
        GradedReview(question, START.at + int(days * DAY), 0, grade, name)
        for days, grade in answers
    ]


def learn(history: list[GradedReview], weights: Weights = STANDARD_WEIGHTS) -> Memory:
    """The memory that a history leaves, answer by answer."""
    memory = None
    for review in history:
        memory = update_memory(memory, review, weights)
    assert memory is not None
    return memory


def after(*grades: int, days: int = 1, name: str = NAME) -> Memory:
    """The memory after *grades*, so many days apart."""
    answers = [(number * days, grade) for number, grade in enumerate(grades)]
    return learn(reviews(*answers, name=name))


def by_library(
    history: list[GradedReview], weights: Weights, retention: float = 0.9
) -> tuple[fsrs.Card, timedelta]:
    """The card of py-fsrs itself, and how long it waits, without fuzz."""
    steps = (timedelta(minutes=10),)
    scheduler = fsrs.Scheduler(
        weights,
        desired_retention=retention,
        learning_steps=steps,
        relearning_steps=steps,
        enable_fuzzing=False,
    )
    card = fsrs.Card(card_id=1)
    for review in history:
        time = datetime.combine(date.fromordinal(review.day), datetime.min.time(), UTC)
        card, _ = scheduler.review_card(card, fsrs.Rating(review.grade), time)
    assert card.last_review is not None
    return card, card.due - card.last_review


# The memory


@each_weights
@pytest.mark.parametrize("days", [0, 4])
@pytest.mark.parametrize("grades", [*product(GRADES, repeat=3)])
def test_a_memory_holds_what_py_fsrs_says(
    grades: tuple[int, ...], days: int, weights: Weights
) -> None:
    history = reviews(*((days * n, grade) for n, grade in enumerate(grades)))
    card, wait = by_library(history, weights)
    memory = learn(history, weights)
    at, today = history[-1].at, history[-1].day
    learning = card.state is not fsrs.State.Review
    interval = 0 if learning else fuzz_interval(wait.days, "q", 3)
    assert card.stability is not None
    assert card.difficulty is not None
    assert memory == Memory(
        question="q",
        stability=card.stability,
        difficulty=card.difficulty,
        is_learning=learning,
        first_day=START.day,
        last_day=today,
        last_at=at,
        due=today + interval,
        ready_at=at + wait // timedelta(microseconds=1) if learning else 0,
        repetitions=3,
        lapses=memory.lapses,
        answer="",
        deck_name="",
    )


def test_what_was_not_known_comes_again_in_ten_minutes_and_what_was_hard_in_fifteen() -> (
    None
):
    for history in (reviews((0, AGAIN)), reviews((0, GOOD), (3, AGAIN))):
        memory = learn(history)
        assert (memory.is_learning, memory.interval) == (True, 0)
        assert memory.ready_at - memory.last_at == 10 * MINUTE
    assert after(HARD).ready_at - after(HARD).last_at == 15 * MINUTE
    assert (after(GOOD).is_learning, after(GOOD).ready_at) == (False, 0)


def test_the_first_intervals_are_those_of_fsrs_6() -> None:
    for grade, days, fuzzed in ((GOOD, 2, 2), (EASY, 8, 6)):
        assert by_library(reviews((0, grade)), STANDARD_WEIGHTS)[1].days == days
        assert after(grade).interval == fuzz_interval(days, "q", 1) == fuzzed


@pytest.mark.parametrize(
    ("late", "early", "is_next_day"),
    [
        ("2026-11-24T23:50Z", "2026-11-25T06:00Z", True),
        ("2026-11-24T23:50Z", "2026-11-24T23:58Z", False),
        ("2026-11-24T23:50Z", "2026-11-25T03:59Z", False),
        ("2026-11-25T03:59Z", "2026-11-25T04:00Z", True),
    ],
)
def test_days_are_told_apart_at_four_at_night(
    late: str, early: str, is_next_day: bool
) -> None:
    first = GradedReview("q", *moment(late), GOOD, NAME)
    second = GradedReview("q", *moment(early), GOOD, NAME)
    noons = reviews((0, GOOD), (int(is_next_day), GOOD))
    assert learn([first, second]).stability == learn(noons).stability


def test_a_lower_desired_retention_means_longer_intervals() -> None:
    history = [(0, GOOD), (9, GOOD), (18, GOOD)]
    intervals = {}
    for retention in (0.95, 0.9, 0.8):
        memory = learn(reviews(*history, name=scheduler_name(retention)))
        _, wait = by_library(reviews(*history), STANDARD_WEIGHTS, retention)
        assert memory.interval == fuzz_interval(wait.days, "q", 3)
        intervals[retention] = memory.interval
    assert intervals[0.95] < intervals[0.9] < intervals[0.8]


def test_only_what_had_been_learned_can_lapse() -> None:
    for answers, lapses in (
        ([(0, AGAIN), (0, AGAIN), (0, AGAIN)], 0),
        ([(0, GOOD), (0, AGAIN)], 1),
        ([(0, GOOD), (0, HARD)], 0),
        ([(0, GOOD), (0, AGAIN), (0, AGAIN)], 1),
        ([(0, GOOD), (0, AGAIN), (0, HARD), (0, AGAIN)], 1),
        ([(0, GOOD), (0, AGAIN), (0, GOOD), (0, AGAIN)], 2),
    ):
        history = reviews(*answers)
        assert learn(history).lapses == lapses, answers
        assert replay(history)["q"].lapses == lapses, answers


def test_a_leech_was_learned_and_forgotten_eight_times() -> None:
    grades = (GOOD, AGAIN) * 8
    assert (after(*grades).lapses, after(*grades).is_leech) == (8, True)
    assert (after(*grades[:-1]).lapses, after(*grades[:-1]).is_leech) == (7, False)


def test_answer_and_deck_stay_until_a_caller_knows_better() -> None:
    memory = after(GOOD)._replace(answer="Volga", deck_name="d")
    memory = update_memory(memory, reviews((5, GOOD))[0])
    assert (memory.answer, memory.deck_name) == ("Volga", "d")
    assert (memory.first_day, memory.repetitions) == (START.day, 2)


# The whole history


@each_weights
def test_all_at_once_gives_what_one_by_one_gives(weights: Weights) -> None:
    names = scheduler_name(0.9), scheduler_name(0.8), scheduler_name(0.9, OWN)
    history = [
        GradedReview(
            f"q{n % 5}", n * DAY // 3, 180, (3, 3, 4, 1, 3, 2, 3)[n % 7], names[n // 7 % 3]
        )
        for n in range(200)
    ]
    memories: dict[str, Memory] = {}
    for review in history:
        earlier = memories.get(review.question)
        memories[review.question] = update_memory(earlier, review, weights)
    assert replay(history, weights) == memories
    rows = [(r.question, r.at, r.offset, r.grade, r.scheduler) for r in history]
    assert replay(rows, weights) == memories
    assert {memory.lapses > 0 for memory in memories.values()} == {True}


def test_every_minute_of_a_day_is_of_that_day_in_a_replay_as_well() -> None:
    for time in ("2026-11-24T03:59:59.999999+03:00", "2026-11-24T04:00+03:00"):
        review = GradedReview("q", *moment(time), GOOD, NAME)
        assert replay([review]) == {"q": update_memory(None, review)}


def test_a_replay_wants_its_reviews_in_the_order_of_their_times() -> None:
    first, second = reviews((0, GOOD), (1, GOOD))
    same = second._replace(question="other", at=first.at)
    assert [*replay([first, same])] == ["q", "other"]
    with pytest.raises(ValueError, match="not in the order of their times"):
        replay([second, first])
    assert replay([]) == {}


# Names and weights


def test_a_scheduler_is_named_by_its_retention_and_weights() -> None:
    assert scheduler_name(0.85) == "fsrs-6 0.85"
    assert scheduler_name(0.9, STANDARD_WEIGHTS) == "fsrs-6 0.90"
    assert scheduler_name(0.85, OWN) == "fsrs-6 0.85 0df6c1"
    assert scheduler_name(0.85, (*OWN[:20], 0.31)) == "fsrs-6 0.85 7896ae"


@pytest.mark.parametrize(
    ("name", "retention"),
    [
        ("fsrs-6 0.85", 0.85),
        ("fsrs-6 0.85 0df6c1", 0.85),
        ("fsrs-6 0.50", 0.5),
        ("fsrs-6 0.49", 0.9),
        ("fsrs-6 0.99", 0.99),
        ("fsrs-6 1.00", 0.9),
        ("fsrs-6 nan", 0.9),
        ("fsrs-7 whatever", 0.9),
        ("fsrs-6", 0.9),
        ("", 0.9),
    ],
)
def test_the_retention_is_read_from_the_name(name: str, retention: float) -> None:
    assert desired_retention(name) == retention


def test_weights_that_fsrs_cannot_work_with_are_refused() -> None:
    assert validate_weights([*OWN]) == OWN
    assert validate_weights(map(str, OWN)) == OWN  # type: ignore[arg-type]
    for wrong in ((), OWN[:20], (*OWN[:20], 9.0), (*OWN[:20], float("nan")), "x" * 21):
        with pytest.raises(ValueError, match="expected the 21 weights of FSRS-6"):
            validate_weights(wrong)  # type: ignore[arg-type]


# The chance of recall


@each_weights
def test_the_chance_of_recall_is_the_forgetting_curve_of_fsrs_6(weights: Weights) -> None:
    memory = learn(reviews((0, GOOD), (5, GOOD), (10, GOOD)), weights)
    decay = -weights[20]
    factor = 0.9 ** (1 / decay) - 1
    for days in (0, 1, 10, 100):
        chance = (1 + factor * days / memory.stability) ** decay
        assert recall_chance(memory, memory.last_day + days, weights) == pytest.approx(
            chance
        )
    due_chance = recall_chance(memory, memory.due, weights)
    assert due_chance == pytest.approx(0.9, abs=0.03)


# Intervals


@pytest.mark.parametrize(
    ("days", "least", "most"),
    [
        (1, 1, 1),
        (2, 2, 2),
        (3, 2, 4),
        (5, 4, 6),
        (7, 5, 9),
        (10, 8, 12),
        (20, 17, 23),
        (30, 27, 33),
        (100, 93, 107),
        (1_000, 948, 1_052),
        (36_500, 34_673, 36_500),
    ],
)
def test_an_interval_is_fuzzed_within_the_ranges_of_fsrs(
    days: int, least: int, most: int
) -> None:
    """15 % of what is between 2.5 and 7 days, 10 % up to 20, 5 % of the rest; and a day."""
    draws = range(20 * (most - least + 1))
    assert {fuzz_interval(days, f"q{number}", 3) for number in draws} == {
        *range(least, most + 1)
    }


def test_an_interval_is_fuzzed_alike_every_time() -> None:
    """By question and repetition: a new draw would move what is due already."""
    assert [fuzz_interval(30, "q", number) for number in range(1, 7)] == [
        32,
        27,
        28,
        28,
        31,
        28,
    ]
    assert [fuzz_interval(30, question, 1) for question in "qrstuv"] == [
        *(32, 32, 30, 31, 28, 30)
    ]


def test_noon_is_the_middle_of_the_day_in_utc() -> None:
    assert noon(date(2026, 11, 24).toordinal()) == datetime(2026, 11, 24, 12, tzinfo=UTC)


# What a grade would mean


@each_weights
def test_what_is_shown_beside_a_grade_is_what_happens(weights: Weights) -> None:
    memory = learn(reviews((0, GOOD), (3, GOOD)), weights)
    at = Moment(START.at + 13 * DAY)
    shown = preview_grades(memory, "q", at, NAME, weights)
    assert shown[0] == "10 min"
    for grade, text in zip((HARD, GOOD, EASY), shown[1:], strict=True):
        following = update_memory(memory, GradedReview("q", *at, grade, NAME), weights)
        assert spell_days(following.interval) == text


def test_a_new_question_comes_again_in_minutes_or_days() -> None:
    assert preview_grades(None, "q", START, NAME) == [
        "10 min",
        "15 min",
        "2 days",
        "6 days",
    ]


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (1, "1 day"),
        (2, "2 days"),
        (59, "59 days"),
        (60, "2 months"),
        (90, "3 months"),
        (729, "24 months"),
        (730, "2.0 years"),
        (800, "2.2 years"),
    ],
)
def test_days_are_spelled_as_people_say_them(days: int, text: str) -> None:
    assert spell_days(days) == text


@pytest.mark.parametrize(
    ("language", "grades", "days"),
    [
        (
            "ru",
            ["10 мин", "15 мин", "2 дня", "6 дней"],
            ["1 день", "59 дней", "2 мес.", "2,0 года"],
        ),
        (
            "kk",
            ["10 мин", "15 мин", "2 күн", "6 күн"],
            ["1 күн", "59 күн", "2 ай", "2,0 жыл"],
        ),
    ],
)
def test_waiting_times_are_in_the_language_that_is_wanted(
    language: str, grades: list[str], days: list[str]
) -> None:
    assert preview_grades(None, "q", START, NAME, language=language) == grades
    assert [spell_days(count, language) for count in (1, 59, 60, 730)] == days


# A year


def test_over_a_year_a_pupil_recalls_as_much_as_was_desired() -> None:
    """And with less work than by SM-2, which comes to the same."""
    pupil, other = Pupil(), Pupil()
    by_fsrs(pupil, 2_000, 365, 10)
    by_sm2(other, 2_000, 365, 10)
    assert pupil.retention == pytest.approx(0.9, abs=0.02)
    assert pupil.reviews < other.reviews
    assert pupil.knows(2_000, 365) == pytest.approx(other.knows(2_000, 365), abs=0.02)
