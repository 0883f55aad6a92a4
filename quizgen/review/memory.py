"""The nouns of scheduling: a moment of a learner, a graded review, and a memory."""

from datetime import date
from typing import NamedTuple

LEECH_LAPSES = 8
"""Lapses from which on a question is called a leech."""
NIGHT_MINUTES = 4 * 60
"""Minutes after midnight until which it is still the day before."""
MINUTE = 60_000_000
"""Microseconds of a minute."""
EPOCH = date(1970, 1, 1).toordinal()
"""The day from which moments are counted, as `date.toordinal` counts."""


class Moment(NamedTuple):
    """A time, and how far the learner's clock was from UTC.

    Attributes:
        at: Microseconds since 1970, UTC.
        offset: Minutes that the learner's clock is ahead of UTC.
    """

    at: int
    offset: int = 0

    @property
    def day(self) -> int:
        """The learner's day, as `date.toordinal` counts; it ends at four at night."""
        return _day_of(self.at, self.offset)


class GradedReview(NamedTuple):
    """A review of the log, cut down to what scheduling needs.

    Attributes:
        question: The id of the question.
        at, offset: When it was answered, as in a Moment.
        grade: One of GRADES.
        scheduler: The scheduler's name, as `scheduler_name` gives it.
    """

    question: str
    at: int
    offset: int
    grade: int
    scheduler: str

    @property
    def day(self) -> int:
        """The learner's day, as `Moment.day` counts it."""
        return _day_of(self.at, self.offset)


class Memory(NamedTuple):
    """The state of one question in a learner's mind; a row of the table `memory`.

    Attributes:
        question: The id of the question.
        stability: Days until the chance of recall has fallen to 90 %.
        difficulty: 1 to 10.
        is_learning: It is still learned, or learned anew, in steps of minutes.
        first_day, last_day: Learner's days of the first and the last answer.
        last_at: Microseconds since 1970 of the last answer.
        due: Learner's day on which it is to be asked next.
        ready_at: Microseconds since 1970 before which it is not to be asked; 0 if it is
            not in learning.
        repetitions: How often it was answered.
        lapses: How often it was forgotten after it had been learned.
        answer: The right answer when it was last asked.
        deck_name: What its deck was called on the command line.
    """

    question: str
    stability: float
    difficulty: float
    is_learning: bool
    first_day: int
    last_day: int
    last_at: int
    due: int
    ready_at: int
    repetitions: int
    lapses: int
    answer: str
    deck_name: str

    @property
    def interval(self) -> int:
        """Days from the last answer to the next."""
        return self.due - self.last_day

    @property
    def is_leech(self) -> bool:
        """True if it was forgotten so often that it had better be rewritten."""
        return self.lapses >= LEECH_LAPSES


def _day_of(at: int, offset: int) -> int:
    return (at // MINUTE + offset - NIGHT_MINUTES) // 1440 + EPOCH
