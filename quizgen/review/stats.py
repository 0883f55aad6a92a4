"""Answers and memories -> what a learner knows, in numbers.

Retention is told by the first answer of a day to a question that was met on an earlier
day; all other answers are learning, and count as work only.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from quizgen.identity import deck_names, identity_in
from quizgen.review.history import AskedQuestion, History, add_up, asked_questions
from quizgen.review.mastery import (
    FactCounts,
    FactMastery,
    fact_counts,
    hardest_facts,
    mastery_by_fact,
)
from quizgen.review.memory import GradedReview, Memory
from quizgen.review.scheduler import STANDARD_WEIGHTS, Weights

FORECAST_DAYS = 30
"""Days of the forecast, today included."""


@dataclass(frozen=True, slots=True)
class RetentionRow:
    """The share that was recalled of what had been met on a day before.

    Attributes:
        name: That of a deck, a topic or a form; empty for all.
        deck: The deck's id of a topic, for two may have topics of one name; else empty.
        answers, recalled: How many answers there were, and how many recalled.
        desired_retention: What was aimed at when these questions were scheduled, 0 to 1,
            on average.
    """

    name: str
    deck: str
    answers: int
    recalled: int
    desired_retention: float

    @property
    def retention(self) -> float:
        """The share that was recalled, 0 to 1."""
        return self.recalled / self.answers


@dataclass(frozen=True, slots=True)
class Stats:
    """The statistics of one day.

    Attributes:
        day: The learner's, as all days here.
        reviews: How many answers there were.
        reviews_by_day: How many questions were answered on which day.
        retention: Over all; None before anything was asked on a later day than it was
            met.
        retention_by_deck, retention_by_topic, retention_by_form: The same for each of
            them, most answers first.
        facts_known: Of all decks that anything was asked from.
        facts_known_by_deck: Of each of these decks, in the order of their ids.
        forecast: How many are due today and on each of the days after it, FORECAST_DAYS
            in all; without what is suspended.
        overdue: How many of those of today were due on a day before.
        leeches: The ids of questions that are.
        suspended: How many questions are not to be asked.
        hardest: MOST_HARDEST facts at most, those most often forgotten first. Of facts
            with the same worst question, which cannot be told apart, it has one.
        facts: All that were ever asked about, by id.
    """

    day: int
    reviews: int
    reviews_by_day: Mapping[int, int]
    retention: RetentionRow | None
    retention_by_deck: tuple[RetentionRow, ...]
    retention_by_topic: tuple[RetentionRow, ...]
    retention_by_form: tuple[RetentionRow, ...]
    facts_known: FactCounts
    facts_known_by_deck: tuple[FactCounts, ...]
    forecast: tuple[int, ...]
    overdue: int
    leeches: tuple[str, ...]
    suspended: int
    hardest: tuple[FactMastery, ...]
    facts: tuple[FactMastery, ...]

    @property
    def streak(self) -> int:
        """Days in a row with answers, up to today or, before today's, yesterday."""
        day = self.day if self.day in self.reviews_by_day else self.day - 1
        length = 0
        while day - length in self.reviews_by_day:
            length += 1
        return length


def compute_stats(
    reviews: Iterable[GradedReview],
    memories: Mapping[str, Memory],
    details: Mapping[str, Mapping[str, Any]],
    day: int,
    *,
    decks: Mapping[str, Mapping[str, str]],
    suspended: Collection[str] = (),
    weights: Weights = STANDARD_WEIGHTS,
) -> Stats:
    """Return the statistics of a learner's *day*.

    Args:
        reviews: In the order of their times.
        memories: What they left behind, by the question's full id.
        details: What was shown with each question last, as in a Review.
        day: As `Moment.day`.
        decks: The facts of each deck that was found, by its identity, as sentences.
        suspended: The questions that are not to be asked.
        weights: Those that the memories were made with.
    """
    by_day, histories = add_up(reviews)
    questions = [*asked_questions(histories, memories, details, day, weights)]
    waits = [m.due - day for id_, m in memories.items() if id_ not in suspended]
    forecast, overdue = _forecast(waits)
    names = deck_names(map(identity_in, histories))
    decks = {names[deck]: facts for deck, facts in decks.items() if deck in names}
    facts = mastery_by_fact(questions, decks)
    facts_known, *facts_known_by_deck = fact_counts(questions, facts, decks)
    return Stats(
        day=day,
        reviews=by_day.total(),
        reviews_by_day=dict(sorted(by_day.items())),
        retention=next(iter(_retention_rows(questions, lambda q: ("", ""))), None),
        retention_by_deck=_retention_rows(questions, lambda q: ("", q.deck)),
        retention_by_topic=_retention_rows(questions, lambda q: (q.deck, q.topic)),
        retention_by_form=_retention_rows(questions, lambda q: ("", q.form)),
        facts_known=facts_known,
        facts_known_by_deck=tuple(facts_known_by_deck),
        forecast=forecast,
        overdue=overdue,
        leeches=tuple(q.id for q in questions if q.memory.is_leech),
        suspended=len(suspended),
        hardest=hardest_facts(facts.values()),
        facts=tuple(facts.values()),
    )


def _forecast(waits: Iterable[int]) -> tuple[tuple[int, ...], int]:
    """Return how many are due on each of FORECAST_DAYS, and how many are overdue.

    *waits* are the days from today until each question is due, less than 0 if it was.
    """
    waits = list(waits)
    counts = Counter(max(0, wait) for wait in waits)
    overdue = sum(wait < 0 for wait in waits)
    return tuple(counts[wait] for wait in range(FORECAST_DAYS)), overdue


def _retention_rows(
    questions: Iterable[AskedQuestion], row_of: Callable[[AskedQuestion], tuple[str, str]]
) -> tuple[RetentionRow, ...]:
    """Return retention in rows; *row_of* gives a question's: the names of deck and row."""
    histories_by_row: dict[tuple[str, str], list[History]] = defaultdict(list)
    for question in questions:
        if question.history.answers:
            histories_by_row[row_of(question)].append(question.history)
    rows = []
    for (deck, name), histories in histories_by_row.items():
        answers = sum(history.answers for history in histories)
        recalled = sum(history.recalled for history in histories)
        desired = sum(history.desired_sum for history in histories) / answers
        rows.append(RetentionRow(name, deck, answers, recalled, desired))
    return tuple(sorted(rows, key=lambda row: (-row.answers, row.deck, row.name)))
