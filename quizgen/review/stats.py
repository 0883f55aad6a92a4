"""Answers and memories -> what a learner knows, in numbers.

An answer *recalls* if its grade is not `again`: that is the learner's word, whatever the
marking said. Retention is told by the first answer of a day to a question that was met on
an earlier day; all other answers are learning, and count as work only.

A question's *chance* is that it is recalled today. It is 0 until the question was recalled
on a later day than it was met, or, once forgotten, on a later day than that. A fact's
mastery is the chance of its questions on average, all forms together that were ever asked;
it is *known* if that is no less than the retention that was desired.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from quizgen.review.grades import AGAIN
from quizgen.review.memory import GradedReview, Memory
from quizgen.review.scheduler import (
    STANDARD_WEIGHTS,
    Weights,
    desired_retention,
    recall_chance,
)

FORECAST_DAYS = 30
"""Days of the forecast, today included."""
MOST_HARDEST = 10
"""The most facts among the hardest."""
_desired_retention = lru_cache(desired_retention)  # few names, a hundred thousand answers


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
class FactCounts:
    """The number of facts that are known today.

    Attributes:
        deck: The deck's id; empty for all decks.
        known_facts: How many facts are known.
        seen_facts: About how many facts anything was ever asked.
        all_facts: How many facts there are; None if a deck was not found.
    """

    deck: str
    known_facts: int
    seen_facts: int
    all_facts: int | None


@dataclass(frozen=True, slots=True)
class FactMastery:
    """The state of one fact.

    Attributes:
        fact: Its id.
        text: The fact as a sentence; if its deck was not found, its worst question, with
            the answer.
        worst_question: The id of the question about it that was forgotten most often.
        chance: That it is recalled today, 0 to 1, on average over its questions.
        is_known: The chance is no less than what was desired.
        questions: How many of those that rest on it were ever asked.
        lapses: How often these were forgotten after they had been learned.
        wrong_days: How often a day began with a wrong answer to one of them.
        is_leech: One of them is a leech.
    """

    fact: str
    text: str
    worst_question: str
    chance: float
    is_known: bool
    questions: int
    lapses: int
    wrong_days: int
    is_leech: bool


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


@dataclass(slots=True)
class _History:
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


class _Question(NamedTuple):
    """A question that was asked, and all that is known of it.

    Attributes:
        id: Its id.
        details: Those of its last Review.
        chance: That it is recalled today, 0 to 1.
    """

    id: str
    history: _History
    memory: Memory
    details: Mapping[str, Any]
    chance: float

    @property
    def deck(self) -> str:
        """The id of its deck, which stays when the file is moved."""
        return self.id.partition("/")[0]

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
        memories: What they left behind, by question.
        details: What was shown with each question when it was last answered, as in a
            Review.
        day: As `Moment.day`.
        decks: The facts of each deck that was found, by id, as sentences.
        suspended: The questions that are not to be asked.
        weights: Those that the memories were made with.
    """
    by_day, histories = _add_up(reviews)
    questions = [*_questions(histories, memories, details, day, weights)]
    forecast, overdue = _forecast(questions, day, suspended)
    facts = _mastery_by_fact(questions, decks)
    facts_known, *facts_known_by_deck = _fact_counts(questions, facts, decks)
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
        hardest=_hardest(facts.values()),
        facts=tuple(facts.values()),
    )


def _add_up(
    reviews: Iterable[GradedReview],
) -> tuple[Counter[int], Mapping[str, _History]]:
    """Return how many answers each day had, and the history of each question."""
    by_day: Counter[int] = Counter()
    histories: defaultdict[str, _History] = defaultdict(_History)
    for review in reviews:
        day = review.day
        by_day[day] += 1
        desired = _desired_retention(review.scheduler)
        histories[review.question].add(day, review.grade, desired)
    return by_day, histories


def _questions(
    histories: Mapping[str, _History],
    memories: Mapping[str, Memory],
    details: Mapping[str, Mapping[str, Any]],
    day: int,
    weights: Weights,
) -> Iterator[_Question]:
    """Yield each question that was asked, by id, with its chance of recall on *day*."""
    for question, history in sorted(histories.items()):
        memory = memories[question]
        chance = recall_chance(memory, day, weights) if history.is_proven else 0.0
        yield _Question(question, history, memory, details[question], chance)


def _forecast(
    questions: Iterable[_Question], day: int, suspended: Collection[str]
) -> tuple[tuple[int, ...], int]:
    """Return how many are due on each of FORECAST_DAYS, and how many are overdue."""
    waits = [q.memory.due - day for q in questions if q.id not in suspended]
    counts = Counter(max(0, wait) for wait in waits)
    overdue = sum(wait < 0 for wait in waits)
    return tuple(counts[wait] for wait in range(FORECAST_DAYS)), overdue


def _retention_rows(
    questions: Iterable[_Question], row_of: Callable[[_Question], tuple[str, str]]
) -> tuple[RetentionRow, ...]:
    """Return retention in rows; *row_of* gives a question's: the names of deck and row."""
    histories_by_row: dict[tuple[str, str], list[_History]] = defaultdict(list)
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


def _mastery_by_fact(
    questions: Iterable[_Question], decks: Mapping[str, Mapping[str, str]]
) -> dict[str, FactMastery]:
    """Return the facts that were asked about, by id, in the order of these."""
    questions_by_fact: dict[str, list[_Question]] = defaultdict(list)
    for question in questions:
        for fact in question.facts:
            questions_by_fact[fact].append(question)
    return {
        fact: _mastery(fact, questions_by_fact[fact], decks)
        for fact in sorted(questions_by_fact)
    }


def _mastery(
    fact: str, questions: Sequence[_Question], decks: Mapping[str, Mapping[str, str]]
) -> FactMastery:
    worst = max(questions, key=lambda q: (q.memory.lapses, -len(q.facts)))
    question_text = f"{worst.details['stem']} ({worst.details['answer']})"
    chance = sum(q.chance for q in questions) / len(questions)
    desired = sum(q.history.desired_retention for q in questions) / len(questions)
    return FactMastery(
        fact=fact,
        text=decks.get(worst.deck, {}).get(fact, question_text),
        worst_question=worst.id,
        chance=chance,
        is_known=chance >= desired,
        questions=len(questions),
        lapses=sum(q.memory.lapses for q in questions),
        wrong_days=sum(q.history.wrong_days for q in questions),
        is_leech=any(q.memory.is_leech for q in questions),
    )


def _hardest(facts: Iterable[FactMastery]) -> tuple[FactMastery, ...]:
    ranked = sorted(facts, key=lambda fact: (-fact.lapses, fact.chance, fact.fact))
    by_question: dict[str, FactMastery] = {}
    for fact in ranked:
        if fact.lapses:
            by_question.setdefault(fact.worst_question, fact)
    return tuple(by_question.values())[:MOST_HARDEST]


def _fact_counts(
    questions: Iterable[_Question],
    mastery: Mapping[str, FactMastery],
    decks: Mapping[str, Mapping[str, str]],
) -> Iterator[FactCounts]:
    """Yield how many facts are known: of all decks, then of each."""
    seen: dict[str, set[str]] = defaultdict(set)
    for question in questions:
        seen[question.deck].update(question.facts)
    facts = {deck: decks[deck].keys() | seen[deck] for deck in seen if deck in decks}
    has_all_decks = facts.keys() == seen.keys()
    seen_anywhere: set[str] = set().union(*seen.values())
    total = len(set().union(*facts.values())) if has_all_decks else None
    yield _count_facts("", seen_anywhere, total, mastery)
    for deck in sorted(seen):
        total = len(facts[deck]) if deck in facts else None
        yield _count_facts(deck, seen[deck], total, mastery)


def _count_facts(
    deck: str,
    seen: Collection[str],
    total: int | None,
    mastery: Mapping[str, FactMastery],
) -> FactCounts:
    return FactCounts(deck, sum(mastery[fact].is_known for fact in seen), len(seen), total)
