"""When a question comes again, and what a grade follows from."""

from datetime import UTC, date, datetime, timedelta
from itertools import product

import fsrs
import pytest

from quizgen.review.grades import AGAIN, EASY, GOOD, GRADES, HARD, suggest_grade
from quizgen.review.memory import LEECH_LAPSES, GradedReview, Memory, Moment
from quizgen.review.scheduler import (
    STANDARD_WEIGHTS,
    Weights,
    desired_retention,
    fuzz_interval,
    preview_grades,
    recall_chance,
    replay,
    scheduler_name,
    spell_days,
    update_memory,
    validate_weights,
)
from tests.pupil import Pupil, by_fsrs, by_sm2

NAME = scheduler_name(0.9)
OWN = (0.1, 0.6, 1.2, 4.0, *STANDARD_WEIGHTS[4:20], 0.3)
"""Weights of somebody who forgets fast."""


def moment(text: str) -> Moment:
    at = datetime.fromisoformat(text)
    offset = (at.utcoffset() or timedelta()) // timedelta(minutes=1)
    return Moment(int(at.timestamp() * 1_000_000), offset)


def after(
    *grades: int,
    days: int = 1,
    question: str = "q",
    name: str = NAME,
    weights: Weights = STANDARD_WEIGHTS,
) -> Memory:
    """The memory after *grades*, so many days apart."""
    memory = None
    start = moment("2026-11-24T12:00Z")
    for number, grade in enumerate(grades):
        at = Moment(start.at + number * days * 86_400_000_000)
        memory = update_memory(memory, GradedReview(question, *at, grade, name), weights)
    assert memory is not None
    return memory


@pytest.mark.parametrize(
    ("time", "day"),
    [
        ("2026-11-24T12:00Z", "2026-11-24"),
        ("2026-11-24T03:59Z", "2026-11-23"),
        ("2026-11-24T04:00Z", "2026-11-24"),
        ("2026-11-24T01:00+05:00", "2026-11-23"),
        ("2026-11-23T23:30-05:00", "2026-11-23"),
        ("1969-12-31T23:00Z", "1969-12-31"),
    ],
)
def test_the_learners_day_ends_at_four_at_night(time: str, day: str) -> None:
    assert date.fromordinal(moment(time).day) == date.fromisoformat(day)


@pytest.mark.parametrize("weights", [STANDARD_WEIGHTS, OWN], ids=["standard", "own"])
@pytest.mark.parametrize("grades", [*product(GRADES, repeat=3)])
def test_what_is_known_is_what_py_fsrs_says(
    grades: tuple[int, ...], weights: Weights
) -> None:
    steps = (timedelta(minutes=10),)
    scheduler = fsrs.Scheduler(
        weights, learning_steps=steps, relearning_steps=steps, enable_fuzzing=False
    )
    now = datetime(2026, 11, 24, 12, tzinfo=UTC)
    card = fsrs.Card(card_id=1, due=now)
    for number, grade in enumerate(grades):
        at = now + timedelta(days=4 * number)
        card, _ = scheduler.review_card(card, fsrs.Rating(grade), at)
    memory = after(*grades, days=4, weights=weights)
    assert (memory.stability, memory.difficulty) == (card.stability, card.difficulty)
    assert memory.is_learning == (card.state is not fsrs.State.Review)
    assert abs(memory.interval - (card.due - card.last_review).days) <= (  # type: ignore[operator]
        0.15 * memory.interval + 2
    )


def test_what_was_not_known_comes_again_in_ten_minutes() -> None:
    memory = after(AGAIN)
    assert memory.is_learning
    assert memory.ready_at - memory.last_at == 600_000_000


def test_late_on_one_day_and_early_on_the_next_are_a_day_apart() -> None:
    late = GradedReview("q", *moment("2026-11-24T23:50Z"), GOOD, NAME)
    early = late._replace(at=moment("2026-11-25T06:00Z").at)
    same = late._replace(at=moment("2026-11-24T23:58Z").at)
    memory = update_memory(None, late)
    assert update_memory(memory, early).stability > update_memory(memory, same).stability


def test_a_lower_wish_for_retention_means_longer_intervals() -> None:
    intervals = [
        after(GOOD, GOOD, GOOD, days=9, name=scheduler_name(wish)).interval
        for wish in (0.95, 0.9, 0.8)
    ]
    assert intervals == sorted(set(intervals))


def test_a_scheduler_keeps_its_wish_in_its_name() -> None:
    assert desired_retention(scheduler_name(0.85)) == 0.85
    assert desired_retention("fsrs-7 whatever") == desired_retention("") == 0.9


def test_own_weights_leave_their_mark_in_the_name() -> None:
    assert scheduler_name(0.85, STANDARD_WEIGHTS) == "fsrs-6 0.85"
    assert scheduler_name(0.85, OWN) == "fsrs-6 0.85 0df6c1"
    assert scheduler_name(0.85, (*OWN[:20], 0.31)) not in {
        scheduler_name(0.85, OWN),
        scheduler_name(0.85),
    }
    assert desired_retention(scheduler_name(0.85, OWN)) == 0.85


def test_weights_that_fsrs_cannot_work_with_are_none() -> None:
    assert validate_weights([*OWN]) == OWN
    for wrong in ((), OWN[:20], (*OWN[:20], 9.0), (*OWN[:20], float("nan"))):
        with pytest.raises(ValueError, match="expected the 21 weights of FSRS-6"):
            validate_weights(wrong)


def test_an_interval_is_fuzzed_alike_every_time_but_not_for_every_question() -> None:
    drawn = [fuzz_interval(30, f"q{number}", 3) for number in range(500)]
    assert drawn == [fuzz_interval(30, f"q{number}", 3) for number in range(500)]
    assert {*drawn} == {*range(27, 34)}
    assert fuzz_interval(2, "q", 1) == 2
    assert {fuzz_interval(3, f"q{number}", 1) for number in range(99)} == {2, 3, 4}


@pytest.mark.parametrize("weights", [STANDARD_WEIGHTS, OWN], ids=["standard", "own"])
def test_what_is_shown_beside_a_grade_is_what_happens(weights: Weights) -> None:
    memory = after(GOOD, GOOD, days=3, weights=weights)
    at = Moment(memory.last_at + 10 * 86_400_000_000)
    shown = preview_grades(memory, "q", at, NAME, weights)
    assert shown[0] == "10 min"
    for grade, text in zip((HARD, GOOD, EASY), shown[1:], strict=True):
        done = update_memory(memory, GradedReview("q", *at, grade, NAME), weights)
        assert spell_days(done.interval) == text


@pytest.mark.parametrize(
    ("days", "text"),
    [(1, "1 day"), (59, "59 days"), (90, "3 months"), (800, "2.2 years")],
)
def test_days_are_spelled_as_people_say_them(days: int, text: str) -> None:
    assert spell_days(days) == text


@pytest.mark.parametrize("weights", [STANDARD_WEIGHTS, OWN], ids=["standard", "own"])
def test_the_chance_of_recall_falls_to_the_wish_when_it_is_due(weights: Weights) -> None:
    memory = after(GOOD, GOOD, GOOD, days=5, weights=weights)
    assert recall_chance(memory, memory.last_day, weights) == 1
    assert recall_chance(memory, memory.due, weights) == pytest.approx(0.9, abs=0.03)


def test_only_what_had_been_learned_can_lapse_and_eight_lapses_make_a_leech() -> None:
    assert after(AGAIN, AGAIN, AGAIN, days=0).lapses == 0
    assert after(GOOD, AGAIN, AGAIN, GOOD, AGAIN, days=0).lapses == 2
    grades = (GOOD, AGAIN) * LEECH_LAPSES
    assert after(*grades).is_leech
    assert not after(*grades[:-2]).is_leech


@pytest.mark.parametrize("weights", [STANDARD_WEIGHTS, OWN], ids=["standard", "own"])
def test_all_at_once_gives_what_one_by_one_gives(weights: Weights) -> None:
    reviews = [
        GradedReview(f"q{n % 5}", n * 30_000_000_000_000, 0, 1 + n * n % 4, NAME)
        for n in range(200)
    ]
    memories: dict[str, Memory] = {}
    for review in reviews:
        before = memories.get(review.question)
        memories[review.question] = update_memory(before, review, weights)
    assert replay(reviews, weights) == memories


@pytest.mark.parametrize(
    ("right", "typed", "seconds", "grade"),
    [
        (False, True, 1, AGAIN),
        (True, True, 5, EASY),
        (True, False, 5, GOOD),  # one may be lucky
        (True, True, 20, GOOD),
        (True, True, 25, HARD),
        (True, False, 25, HARD),
    ],
)
def test_a_grade_follows_from_the_verdict_and_the_time(
    right: bool, typed: bool, seconds: int, grade: int
) -> None:
    """Ten words are read in three seconds."""
    ms = seconds * 1000
    assert suggest_grade(right=right, typed=typed, words=10, milliseconds=ms) == grade


def test_over_a_year_a_pupil_recalls_as_much_as_was_wished_for() -> None:
    """And with less work than by SM-2, which comes to the same."""
    pupil, other = Pupil(), Pupil()
    by_fsrs(pupil, 2_000, 365, 10)
    by_sm2(other, 2_000, 365, 10)
    assert pupil.retention == pytest.approx(0.9, abs=0.02)
    assert pupil.reviews < other.reviews
    assert pupil.knows(2_000, 365) == pytest.approx(other.knows(2_000, 365), abs=0.02)
