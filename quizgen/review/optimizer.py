"""A learner's answers -> the weights with which FSRS foretells them best.

py-fsrs looks for the weights by gradient descent, which needs torch; all else here needs
only FSRS itself. An answer is taken to be given at the noon of its day, as when a
question is scheduled: answers of one day count as learning, and only what was known at
the beginning of a later day is foretold.

Weights that fit a short log may foretell the days to come worse than the standard ones,
so what one half of the questions teaches is tried on the other.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import log
from statistics import fmean
from typing import NamedTuple

from fsrs import Rating, ReviewLog

from quizgen.review.scheduler import (
    AGAIN,
    STANDARD,
    Memory,
    Reviewed,
    Weights,
    noon,
    recall,
    remembered,
)

NEEDED = 1_100
"""Lessons, for there to be LEAST in each half."""
LEAST = 512
"""Lessons with fewer of which py-fsrs gives the standard weights back."""
_READ = 64
"""Answers to each question that py-fsrs reads: the first ones."""


class Fit(NamedTuple):
    """Weights that were found, and how well they foretell: each by its log loss.

    Attributes:
        weights: With four decimals, as the standard ones.
        before, after: Of the weights in use, and of these.
        standard: Of the standard weights.
        unseen: Of what is found in one half of the questions, on the other half.
    """

    weights: Weights
    before: float
    after: float
    standard: float
    unseen: float

    @property
    def is_better(self) -> bool:
        """Whether these should take the place of those in use."""
        return self.unseen < self.standard and self.after < self.before


def lessons(reviews: Iterable[Reviewed]) -> int:
    """How many of *reviews* there are to learn from: those that py-fsrs foretells."""
    return sum(map(_lessons, _histories(reviews)))


def log_loss(reviews: Iterable[Reviewed], weights: Weights) -> float:
    """How badly *weights* foretell *reviews*, on average; 0 is perfect.

    Args:
        reviews: Of each question in the order of their times; with lessons.
        weights: Of FSRS-6.
    """
    return fmean(_losses(reviews, weights))


def fitted(reviews: Iterable[Reviewed], weights: Weights) -> Fit:
    """The best weights that py-fsrs finds; takes two minutes for 10,000 reviews or so.

    The same reviews give the same weights, with the same torch on the same kind of
    processor.

    Args:
        reviews: With at least NEEDED lessons.
        weights: Those in use.

    Raises:
        ImportError: `fsrs[optimizer]` is not installed.
    """
    histories = _histories(reviews)
    read = [review for answers in histories for review in answers]
    found = _found(read)
    one, other = _halves(histories)
    return Fit(
        found,
        before=log_loss(read, weights),
        after=log_loss(read, found),
        standard=log_loss(read, STANDARD),
        unseen=fmean([*_losses(one, _found(other)), *_losses(other, _found(one))]),
    )


def _found(reviews: Iterable[Reviewed]) -> Weights:
    from fsrs.optimizer import Optimizer

    logs = [
        ReviewLog(number, Rating(review.grade), noon(review.day), None)
        for number, answers in enumerate(_histories(reviews))
        for review in answers
    ]
    weights = Optimizer(logs).compute_optimal_parameters()
    # There are none if the descent led nowhere.
    return tuple(round(weight, 4) for weight in weights or STANDARD)


def _losses(reviews: Iterable[Reviewed], weights: Weights) -> Iterator[float]:
    memories: dict[str, Memory] = {}
    for review in reviews:
        memory = memories.get(review.question)
        if memory is not None and memory.day < review.day:
            chance = recall(memory, review.day, weights)
            came_true = 1 - chance if review.grade == AGAIN else chance
            yield -log(max(came_true, 1e-9))
        memories[review.question] = remembered(memory, review, weights)


def _histories(reviews: Iterable[Reviewed]) -> list[list[Reviewed]]:
    """The answers to each question that py-fsrs reads, by their days.

    The questions are in the order of their ids, whatever rows of a log came first.
    """
    histories: dict[str, list[Reviewed]] = defaultdict(list)
    for review in reviews:
        histories[review.question].append(review)
    return [
        sorted(histories[question][:_READ], key=lambda review: review.day)
        for question in sorted(histories)
    ]


def _halves(
    histories: Iterable[list[Reviewed]],
) -> tuple[list[Reviewed], list[Reviewed]]:
    """The answers to one half of the questions, and to the other, with like lessons."""
    one: list[Reviewed] = []
    other: list[Reviewed] = []
    more = 0
    for answers in histories:
        if more <= 0:
            one += answers
            more += _lessons(answers)
        else:
            other += answers
            more -= _lessons(answers)
    return one, other


def _lessons(answers: Iterable[Reviewed]) -> int:
    return sum(before.day < after.day for before, after in pairwise(answers))
