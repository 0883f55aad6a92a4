"""Answers of a learner, for tests of what is made of them."""

from quizgen.review.grades import AGAIN, GOOD
from quizgen.review.memory import Moment
from quizgen.review.scheduler import STANDARD_WEIGHTS, scheduler_name
from quizgen.review.store import Review

START = Moment(1_795_514_400_000_000, 180)
"""2026-11-24, 13:00 in Minsk."""
DAY = 86_400_000_000
OWN_WEIGHTS = (0.5, 1.2, 2.1, 8.1, *STANDARD_WEIGHTS[4:20], 0.3)
"""Weights of a learner's own."""


def review(question: str = "d/t/x#text", days: float = 0, grade: int = GOOD) -> Review:
    """An answer, so many days after START."""
    details = {
        "deck": "d",
        "topic": "Rivers",
        "form": "text",
        "stem": "Which river?",
        "options": [],
        "answer": "Volga",
        "facts": ["x/flows-into/y"],
    }
    right = grade > AGAIN
    return Review(
        question,
        Moment(START.at + int(days * DAY), START.offset),
        grade,
        right,
        float(right),
        1500,
        scheduler_name(0.9),
        "volga",
        details,
    )
