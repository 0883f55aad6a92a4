"""A learner whose memory is known: FSRS's own, with parameters of their own.

Policies say which questions are asked on which day; what the pupil recalls is drawn, by a
seeded generator, from the chance that the true memory gives.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from fsrs import Card, Rating, Scheduler

from quizgen.review.grades import AGAIN, EASY, GOOD, HARD
from quizgen.review.memory import GradedReview, Memory, Moment
from quizgen.review.scheduler import (
    STANDARD_WEIGHTS,
    Weights,
    scheduler_name,
    update_memory,
)

BEGIN = datetime(2026, 1, 1, 12, tzinfo=UTC)
MICROSECONDS = 1_000_000
DAY = 86_400 * MICROSECONDS


@dataclass
class Pupil:
    """What is truly in a mind.

    Attributes:
        weights: How this mind forgets.
        answers: All that were given, as `by_fsrs` writes them down.
        reviews, right: Of questions that were met on a day before.
    """

    seed: int = 0
    weights: Weights = STANDARD_WEIGHTS
    answers: list[GradedReview] = field(default_factory=list)
    cards: dict[str, Card] = field(default_factory=dict)
    reviews: int = 0
    right: int = 0

    def __post_init__(self) -> None:
        self._draw = random.Random(self.seed)
        self._mind = Scheduler(
            self.weights, learning_steps=(), relearning_steps=(), enable_fuzzing=False
        )

    def answer(self, question: str, day: int) -> int:
        """Answer on *day*, counted from 0; return the grade."""
        now = BEGIN + timedelta(days=day)
        card = self.cards.get(question)
        if card is None:
            card = Card(card_id=len(self.cards) + 1, due=now)
            chance = 0.6
        else:
            chance = self._mind.get_card_retrievability(card, now)
            self.reviews += 1
        knows = self._draw.random() < chance
        self.right += knows and question in self.cards
        grade = self._draw.choices((HARD, GOOD, EASY), (1, 8, 1))[0] if knows else AGAIN
        self.cards[question], _ = self._mind.review_card(card, Rating(grade), now)
        return int(grade)

    def relearn(self, question: str, day: int) -> None:
        """Note that the answer was shown, and that it is known minutes later."""
        now = BEGIN + timedelta(days=day)
        card, _ = self._mind.review_card(self.cards[question], Rating.Good, now)
        self.cards[question] = card

    def knows(self, questions: int, day: int) -> float:
        """Return the share of so many questions that would be recalled on *day*, 0 to 1."""
        now = BEGIN + timedelta(days=day)
        chances = (self._mind.get_card_retrievability(c, now) for c in self.cards.values())
        return sum(chances) / questions

    @property
    def retention(self) -> float:
        """The share of reviews that were recalled, 0 to 1."""
        return self.right / self.reviews


Policy = Callable[[Pupil, int, int, int], list[int]]


def by_fsrs(pupil: Pupil, questions: int, days: int, new: int) -> list[int]:
    """Ask as `quizgen review` does; return how many were due on each day."""
    memories: dict[str, Memory] = {}
    workload = []
    fresh = iter(range(questions))
    since = int(BEGIN.timestamp()) * MICROSECONDS

    def ask(question: str, day: int) -> None:
        at = since + day * DAY
        grade = pupil.answer(question, day)
        while True:
            review = GradedReview(question, at, 0, grade, scheduler_name(0.9))
            pupil.answers.append(review)
            memories[question] = update_memory(memories.get(question), review)
            if not memories[question].is_learning:
                return
            at, grade = memories[question].ready_at, GOOD
            pupil.relearn(question, day)

    for day in range(days):
        today = Moment(since + day * DAY).day
        due = sorted(q for q, memory in memories.items() if memory.due <= today)
        for question in due:
            ask(question, day)
        for number, _ in zip(fresh, range(new), strict=False):
            ask(f"q{number}", day)
        workload.append(len(due))
    return workload


def by_sm2(pupil: Pupil, questions: int, days: int, new: int) -> list[int]:
    """Ask as SuperMemo 2 did in 1987; return how many were due on each day."""
    states: dict[str, tuple[int, float, float, int]] = {}  # successes, ease, interval, due
    workload = []
    fresh = iter(range(questions))
    for day in range(days):
        due = sorted(q for q, state in states.items() if state[3] <= day)
        begun = [f"q{n}" for n, _ in zip(fresh, range(new), strict=False)]
        for question in due + begun:
            grade = pupil.answer(question, day)
            successes, ease, interval, _ = states.get(question, (0, 2.5, 0.0, 0))
            quality = {AGAIN: 1, HARD: 3, GOOD: 4, EASY: 5}[grade]
            ease = max(1.3, ease + 0.1 - (5 - quality) * (0.08 + (5 - quality) * 0.02))
            if grade == AGAIN:
                successes, interval = 0, 1
                pupil.relearn(question, day)
            else:
                successes += 1
                interval = {1: 1, 2: 6}.get(successes, interval * ease)
            states[question] = successes, ease, interval, day + round(interval)
        workload.append(len(due))
    return workload


def at_random(workload: list[int]) -> Policy:
    """Return a policy that asks by chance, on each day as much as *workload* says."""

    def policy(pupil: Pupil, questions: int, days: int, new: int) -> list[int]:
        draw = random.Random(1)
        fresh = iter(range(questions))
        for day in range(days):
            seen = list(pupil.cards)
            repeated = draw.sample(seen, min(workload[day], len(seen)))
            begun = [f"q{n}" for n, _ in zip(fresh, range(new), strict=False)]
            for question in repeated + begun:
                if pupil.answer(question, day) == AGAIN:
                    pupil.relearn(question, day)
        return workload

    return policy
