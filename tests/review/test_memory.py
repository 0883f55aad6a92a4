"""The learner's day, and what a memory tells of itself."""

from datetime import UTC, date, datetime, timedelta

import pytest

from quizgen.review.grades import GOOD
from quizgen.review.memory import GradedReview, Memory, Moment

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def moment(text: str) -> Moment:
    """The moment at which a clock shows *text*, an ISO time with its offset."""
    time = datetime.fromisoformat(text)
    offset = time.utcoffset()
    assert offset is not None
    return Moment(
        (time - EPOCH) // timedelta(microseconds=1), offset // timedelta(minutes=1)
    )


@pytest.mark.parametrize(
    ("time", "day"),
    [
        ("2026-11-24T12:00Z", "2026-11-24"),
        ("2026-11-24T03:59Z", "2026-11-23"),
        ("2026-11-24T03:59:59.999999Z", "2026-11-23"),
        ("2026-11-24T04:00Z", "2026-11-24"),
        ("2026-11-25T03:59:59.999999Z", "2026-11-24"),
        ("2026-11-24T01:00+05:00", "2026-11-23"),
        ("2026-11-23T23:30-05:00", "2026-11-23"),
        ("2026-11-24T03:59:59.999999+05:30", "2026-11-23"),
        ("2026-11-24T04:00+05:30", "2026-11-24"),
        ("2026-11-24T03:59-09:30", "2026-11-23"),
        ("2026-11-24T04:00-09:30", "2026-11-24"),
        ("1969-12-31T23:00Z", "1969-12-31"),
    ],
)
def test_the_learners_day_ends_at_four_at_night(time: str, day: str) -> None:
    at = moment(time)
    expected = date.fromisoformat(day).toordinal()
    assert at.day == expected
    assert GradedReview("q", *at, GOOD, "fsrs-6 0.90").day == expected


def test_a_moment_without_an_offset_is_in_utc() -> None:
    assert Moment(4 * 3_600_000_000) == Moment(4 * 3_600_000_000, 0)
    assert Moment(4 * 3_600_000_000).day == date(1970, 1, 1).toordinal()
    assert Moment(4 * 3_600_000_000 - 1).day == date(1969, 12, 31).toordinal()


def memory(lapses: int = 0) -> Memory:
    """A memory that was last asked on day 100 and is due on day 109."""
    return Memory("q", 9.0, 5.0, False, 90, 100, 0, 109, 0, 3, lapses, "a", "d")


def test_the_interval_runs_from_the_last_answer_to_the_day_it_is_due() -> None:
    assert memory().interval == 9


def test_eight_lapses_make_a_leech() -> None:
    leeches = [lapses for lapses in range(11) if memory(lapses).is_leech]
    assert leeches == [8, 9, 10]
