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

from quizgen.review.grades import AGAIN
from quizgen.review.memory import GradedReview, Memory
from quizgen.review.scheduler import (
    STANDARD_WEIGHTS,
    Weights,
    noon,
    recall_chance,
    update_memory,
)

MIN_PREDICTIONS = 1_100
"""Predictions for there to be FSRS_MIN_PREDICTIONS in each half."""
FSRS_MIN_PREDICTIONS = 512
"""Predictions with fewer of which py-fsrs gives the standard weights back."""
_MAX_ANSWERS = 64
"""Answers to each question that py-fsrs reads: the first ones."""


class Fit(NamedTuple):
    """New weights, and how badly they and others foretell: each by its log loss.

    Attributes:
        weights: The new weights, with four decimals, as the standard ones.
        loss_in_use: Of the weights in use, on all answers.
        loss: Of the new weights, on all answers.
        loss_standard: Of the standard weights, on all answers.
        loss_unseen: Of weights fitted to one half of the questions, on the other half.
    """

    weights: Weights
    loss_in_use: float
    loss: float
    loss_standard: float
    loss_unseen: float

    @property
    def is_better(self) -> bool:
        """True if the new weights should take the place of those in use."""
        return self.loss_unseen < self.loss_standard and self.loss < self.loss_in_use


def count_predictions(reviews: Iterable[GradedReview]) -> int:
    """Return how many of *reviews* py-fsrs foretells, and so can learn from.

    These are the first answers of each later day among the first 64 to a question.
    """
    return sum(map(_predictions, _histories(reviews)))


def log_loss(reviews: Iterable[GradedReview], weights: Weights) -> float:
    """Return how badly *weights* foretell *reviews*, on average; 0 is perfect.

    Args:
        reviews: Of each question in the order of their times; with predictions.
        weights: Of FSRS-6.
    """
    return fmean(_losses(reviews, weights))


def fit_weights(reviews: Iterable[GradedReview], weights: Weights) -> Fit:
    """Return the best weights that py-fsrs finds; takes minutes for 10,000 reviews or so.

    The same reviews give the same weights, with the same torch on the same kind of
    processor.

    Args:
        reviews: With at least MIN_PREDICTIONS predictions.
        weights: Those in use.

    Raises:
        ImportError: `fsrs[optimizer]` is not installed.
    """
    histories = _histories(reviews)
    answers = [review for history in histories for review in history]
    new_weights = _optimal_weights(answers)
    first_half, second_half = _halves(histories)
    unseen = [
        *_losses(first_half, _optimal_weights(second_half)),
        *_losses(second_half, _optimal_weights(first_half)),
    ]
    return Fit(
        new_weights,
        loss_in_use=log_loss(answers, weights),
        loss=log_loss(answers, new_weights),
        loss_standard=log_loss(answers, STANDARD_WEIGHTS),
        loss_unseen=fmean(unseen),
    )


def _optimal_weights(reviews: Iterable[GradedReview]) -> Weights:
    from fsrs.optimizer import Optimizer

    logs = [
        ReviewLog(number, Rating(review.grade), noon(review.day), None)
        for number, history in enumerate(_histories(reviews))
        for review in history
    ]
    weights = Optimizer(logs).compute_optimal_parameters()
    # There are none if the descent led nowhere.
    return tuple(round(weight, 4) for weight in weights or STANDARD_WEIGHTS)


def _losses(reviews: Iterable[GradedReview], weights: Weights) -> Iterator[float]:
    """Yield the log loss of each prediction."""
    memories: dict[str, Memory] = {}
    for review in reviews:
        memory = memories.get(review.question)
        if memory is not None and memory.last_day < review.day:
            chance = recall_chance(memory, review.day, weights)
            came_true = 1 - chance if review.grade == AGAIN else chance
            yield -log(max(came_true, 1e-9))
        memories[review.question] = update_memory(memory, review, weights)


def _histories(reviews: Iterable[GradedReview]) -> list[list[GradedReview]]:
    """Return the answers to each question that py-fsrs reads, by their days.

    The questions are in the order of their ids, whatever rows of a log came first.
    """
    histories: dict[str, list[GradedReview]] = defaultdict(list)
    for review in reviews:
        histories[review.question].append(review)
    return [
        sorted(histories[question][:_MAX_ANSWERS], key=lambda review: review.day)
        for question in sorted(histories)
    ]


def _halves(
    histories: Iterable[list[GradedReview]],
) -> tuple[list[GradedReview], list[GradedReview]]:
    """Return the answers to two halves of the questions, with about as many predictions."""
    halves: tuple[list[GradedReview], list[GradedReview]] = [], []
    surplus = 0  # of predictions in the first half
    for history in histories:
        if surplus <= 0:
            halves[0].extend(history)
            surplus += _predictions(history)
        else:
            halves[1].extend(history)
            surplus -= _predictions(history)
    return halves


def _predictions(history: Iterable[GradedReview]) -> int:
    return sum(before.day < after.day for before, after in pairwise(history))
