"""What a learner's answers teach of how they forget."""

import importlib.util
import sys
from collections.abc import Sequence
from math import log
from types import ModuleType

import fsrs
import pytest

from quizgen.review.grades import AGAIN, EASY, GOOD
from quizgen.review.memory import GradedReview
from quizgen.review.optimizer import (
    FSRS_MIN_PREDICTIONS,
    MIN_PREDICTIONS,
    Fit,
    count_predictions,
    fit_weights,
    log_loss,
)
from quizgen.review.scheduler import STANDARD_WEIGHTS, Weights, noon, scheduler_name
from tests.pupil import DAY, Pupil, by_fsrs

FORGETFUL = (0.1, 0.6, 1.2, 4.0, *STANDARD_WEIGHTS[4:8], 1.4, *STANDARD_WEIGHTS[9:20], 0.3)
"""Weights of somebody who forgets much faster than people in general."""
HOUR = DAY // 24
needs_torch = pytest.mark.skipif(
    importlib.util.find_spec("torch") is None, reason="torch is large"
)


def pupil(
    weights: Weights, *, seed: int = 0, questions: int = 400, days: int = 50
) -> Pupil:
    """Somebody who has learned ten questions a day, scheduled by standard weights."""
    learner = Pupil(seed, weights)
    by_fsrs(learner, questions, days, 10)
    return learner


def answers_at(*hours: float, question: str = "q", grade: int = GOOD) -> list[GradedReview]:
    """Answers to a question, so many hours after a noon."""
    noon = 20_000 * DAY + DAY // 2
    return [
        GradedReview(question, noon + int(hour * HOUR), 0, grade, scheduler_name(0.9))
        for hour in hours
    ]


# What there is to learn


@pytest.mark.parametrize(
    ("hours", "count"),
    [
        ([], 0),
        ([0], 0),
        ([0, 1, 15], 0),
        ([0, 16], 1),
        ([0, 1, 17, 18, 100], 2),
        ([0, 24, 48], 2),
    ],
)
def test_the_first_answer_of_a_later_day_is_foretold(hours: list[int], count: int) -> None:
    """From a noon on; a learner's day ends at four at night."""
    assert count_predictions(answers_at(*hours)) == count


def test_what_is_foretold_is_counted_by_question() -> None:
    assert count_predictions(answers_at(0, 24) + answers_at(0, 24, question="other")) == 2
    assert count_predictions(answers_at(0) + answers_at(24, question="other")) == 0


def test_of_a_question_only_so_much_is_foretold_as_py_fsrs_reads() -> None:
    assert count_predictions(answers_at(*range(0, 24 * 100, 24))) == 63


def test_both_halves_have_enough_to_learn_from() -> None:
    assert (MIN_PREDICTIONS, FSRS_MIN_PREDICTIONS) == (1_100, 512)


# How well it is foretold


def chances(history: Sequence[GradedReview], weights: Weights) -> list[float]:
    """The chance of recall before each later answer, as py-fsrs says itself."""
    scheduler = fsrs.Scheduler(weights, enable_fuzzing=False)
    card = fsrs.Card(card_id=1)
    found = []
    for review in history:
        if card.last_review and noon(review.day) > card.last_review:
            found.append(scheduler.get_card_retrievability(card, noon(review.day)))
        card, _ = scheduler.review_card(card, fsrs.Rating(review.grade), noon(review.day))
    return found


@pytest.mark.parametrize("weights", [STANDARD_WEIGHTS, FORGETFUL], ids=["standard", "own"])
def test_log_loss_is_the_mean_surprise_over_what_is_foretold(weights: Weights) -> None:
    history = [
        review._replace(grade=grade)
        for review, grade in zip(
            answers_at(0, 1, 24, 72, 73, 400),
            (GOOD, AGAIN, GOOD, AGAIN, GOOD, EASY),
            strict=True,
        )
    ]
    first, second, third = chances(history, weights)
    expected = (-log(first) - log(1 - second) - log(third)) / 3
    assert log_loss(history, weights) == pytest.approx(expected)
    twice = history + [review._replace(question="other") for review in history]
    assert log_loss(twice, weights) == pytest.approx(expected)


def test_a_mind_is_foretold_best_by_its_own_weights() -> None:
    answers = pupil(FORGETFUL).answers
    assert log_loss(answers, FORGETFUL) < log_loss(answers, STANDARD_WEIGHTS) - 0.005
    answers = pupil(STANDARD_WEIGHTS).answers
    assert log_loss(answers, STANDARD_WEIGHTS) < log_loss(answers, FORGETFUL) - 0.005


@pytest.mark.parametrize(
    ("loss_in_use", "loss", "loss_standard", "loss_unseen", "is_better"),
    [
        (0.4, 0.3, 0.4, 0.35, True),
        (0.3, 0.3, 0.4, 0.35, False),
        (0.2, 0.3, 0.4, 0.35, False),
        (0.4, 0.3, 0.4, 0.4, False),
        (0.4, 0.3, 0.4, 0.41, False),
    ],
)
def test_weights_must_be_better_in_the_log_and_for_what_they_have_not_seen(
    loss_in_use: float,
    loss: float,
    loss_standard: float,
    loss_unseen: float,
    is_better: bool,
) -> None:
    fit = Fit(STANDARD_WEIGHTS, loss_in_use, loss, loss_standard, loss_unseen)
    assert fit.is_better == is_better


# With another optimizer in the place of the one that needs torch


class Descent:
    """Finds weights by how many answers there are; notes what it was given."""

    def __init__(self, logs: Sequence[fsrs.ReviewLog], log: list[list[fsrs.ReviewLog]]):
        log.append([*logs])
        self._count = len(logs)

    def compute_optimal_parameters(self) -> list[float]:
        return [] if self._count < 6 else [*STANDARD_WEIGHTS[:20], 0.2 + self._count / 99]


@pytest.fixture
def descents(monkeypatch: pytest.MonkeyPatch) -> list[list[fsrs.ReviewLog]]:
    """What py-fsrs was given to find weights for."""
    log: list[list[fsrs.ReviewLog]] = []
    module = ModuleType("fsrs.optimizer")
    module.Optimizer = lambda logs: Descent(logs, log)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "fsrs.optimizer", module)
    return log


HISTORIES = {
    "a": answers_at(0, 24, 48, question="a"),
    "b": answers_at(0, 24, question="b"),
    "c": answers_at(0, 24, 48, 72, question="c", grade=EASY),
    "d": answers_at(0, 1, question="d"),
    "e": answers_at(0, 24, question="e", grade=AGAIN),
}
FIRST, SECOND = ("a", "d", "e"), ("b", "c")
"""Half of what is foretold each: a has 2, b 1, c 3, d none, e 1."""


def test_weights_are_fitted_to_all_and_tried_on_what_they_have_not_seen(
    descents: list[list[fsrs.ReviewLog]],
) -> None:
    answers = [review for name in "ebadc" for review in HISTORIES[name]]
    fit = fit_weights(answers, FORGETFUL)
    everything, second, first = descents
    assert [(len(everything), len(second), len(first))] == [(13, 6, 7)]
    best = (*STANDARD_WEIGHTS[:20], 0.3313)
    first_half = [review for name in FIRST for review in HISTORIES[name]]
    second_half = [review for name in SECOND for review in HISTORIES[name]]
    losses = (
        3 * log_loss(first_half, (*STANDARD_WEIGHTS[:20], 0.2606)),
        4 * log_loss(second_half, (*STANDARD_WEIGHTS[:20], 0.2707)),
    )
    assert fit.weights == best
    assert fit[1:] == pytest.approx(
        (
            log_loss(answers, FORGETFUL),
            log_loss(answers, best),
            log_loss(answers, STANDARD_WEIGHTS),
            sum(losses) / 7,
        )
    )


def test_py_fsrs_is_given_the_days_and_grades_of_each_question(
    descents: list[list[fsrs.ReviewLog]],
) -> None:
    answers = HISTORIES["e"] + HISTORIES["a"]
    late_offset = answers[-1]._replace(offset=24 * 60, grade=EASY)
    fit_weights([*answers[:-1], late_offset], STANDARD_WEIGHTS)
    assert [
        (log.card_id, log.rating.value, log.review_datetime, log.review_duration)
        for log in descents[0]
    ] == [
        (0, GOOD, noon(HISTORIES["a"][0].day), None),
        (0, GOOD, noon(HISTORIES["a"][1].day), None),
        (0, EASY, noon(HISTORIES["a"][2].day + 1), None),
        (1, AGAIN, noon(HISTORIES["e"][0].day), None),
        (1, AGAIN, noon(HISTORIES["e"][1].day), None),
    ]


def test_if_no_weights_are_found_the_standard_ones_stay(
    descents: list[list[fsrs.ReviewLog]],
) -> None:
    fit = fit_weights(HISTORIES["a"] + HISTORIES["b"], STANDARD_WEIGHTS)
    assert fit.weights == STANDARD_WEIGHTS
    assert fit.loss == fit.loss_standard == fit.loss_in_use
    assert not fit.is_better
    assert len(descents) == 3


# With torch, which the test extra leaves out


@needs_torch
def test_py_fsrs_needs_as_many_answers_as_we_think() -> None:
    from fsrs import optimizer

    assert (optimizer.mini_batch_size, optimizer.max_seq_len) == (FSRS_MIN_PREDICTIONS, 64)


@needs_torch
def test_an_average_pupil_keeps_the_standard_weights() -> None:
    """Although others fit their log better: by chance."""
    fit = fit_weights(pupil(STANDARD_WEIGHTS).answers, STANDARD_WEIGHTS)
    assert fit.loss < fit.loss_in_use
    assert not fit.is_better


@needs_torch
def test_the_same_answers_in_any_order_give_the_same_weights() -> None:
    answers = pupil(FORGETFUL, questions=200).answers
    by_question = sorted(answers, key=lambda answer: answer.question)
    assert fit_weights(answers, STANDARD_WEIGHTS) == fit_weights(
        by_question, STANDARD_WEIGHTS
    )
