"""Answers -> what each question's answers come to: its history and its chance of recall.

An answer *recalls* if its grade is not `again`: that is the learner's word, whatever the
marking said. A question's *chance* is that it is recalled today. It is 0 until the question
was recalled on a later day than it was met, or, once forgotten, on a later day than that.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from quizgen.identity import deck_names, full_id, identity_in
from quizgen.review.grades import AGAIN
from quizgen.review.memory import GradedReview, Memory
from quizgen.review.scheduler import Weights, desired_retention, recall_chance

_desired_retention = lru_cache(desired_retention)  # few names, a hundred thousand answers


@dataclass(slots=True)
class History:
    """The sum of the answers to one question, added one by one.

    Attributes:
        last_day: The latest day with an answer; 0 before the first.
        answers, recalled: How many first answers of later days, and how many recalled.
        desired_sum: The retention that was desired at each of these answers, added up.
        wrong_days: How many days began with a wrong answer.
        is_proven: It was recalled on a later day than it was met or last forgotten.
        desired_retention: What the next answer is scheduled by.
    """

    last_day: int = 0
    answers: int = 0
    recalled: int = 0
    desired_sum: float = 0.0
    wrong_days: int = 0
    is_proven: bool = False
    desired_retention: float = 0.0

    def add(self, day: int, grade: int, desired_retention: float) -> None:
        """Add an answer; the next one is scheduled by *desired_retention*."""
        recalls = grade > AGAIN
        self.is_proven &= recalls
        if day > self.last_day:  # who travels may come back to a day before
            if self.last_day:
                self.answers += 1
                self.recalled += recalls
                self.desired_sum += self.desired_retention
                self.is_proven = recalls
            self.wrong_days += not recalls
            self.last_day = day
        self.desired_retention = desired_retention


class AskedQuestion(NamedTuple):
    """A question that was asked, and all that is known of it.

    Attributes:
        id: Its id as a learner knows it.
        deck: What to call its deck: that stays when the file is moved.
        details: Those of its last Review.
        chance: That it is recalled today, 0 to 1.
    """

    id: str
    deck: str
    history: History
    memory: Memory
    details: Mapping[str, Any]
    chance: float

    @property
    def topic(self) -> str:
        """The topic under which it was last asked."""
        return str(self.details["topic"])

    @property
    def form(self) -> str:
        """The form in which it is asked."""
        return str(self.details["form"])

    @property
    def facts(self) -> Sequence[str]:
        """The ids of the facts that it rests on."""
        facts: Sequence[str] = self.details.get("facts", ())
        return facts


def add_up(
    reviews: Iterable[GradedReview],
) -> tuple[Counter[int], Mapping[str, History]]:
    """Return how many answers each day had, and the history of each question."""
    by_day: Counter[int] = Counter()
    histories: defaultdict[str, History] = defaultdict(History)
    for review in reviews:
        day = review.day
        by_day[day] += 1
        desired = _desired_retention(review.scheduler)
        histories[review.question].add(day, review.grade, desired)
    return by_day, histories


def asked_questions(
    histories: Mapping[str, History],
    memories: Mapping[str, Memory],
    details: Mapping[str, Mapping[str, Any]],
    day: int,
    weights: Weights,
) -> Iterator[AskedQuestion]:
    """Yield each question that was asked, by id, with its chance of recall on *day*."""
    names = deck_names(map(identity_in, histories))
    for question, history in sorted(histories.items()):
        if question not in memories or question not in details:
            continue  # a row was damaged since it was checked
        memory = memories[question]
        chance = recall_chance(memory, day, weights) if history.is_proven else 0.0
        name = names[identity_in(question)]
        id_ = full_id(question, name)
        yield AskedQuestion(id_, name, history, memory, details[question], chance)
