"""Reviews and memories -> what a learner knows, in numbers."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from quizgen.remembering import Review
from quizgen.scheduling import Memory, recall, retention, spelled

AHEAD = 30
"""Days of the forecast, today included."""
HARDEST = 10


@dataclass(frozen=True, slots=True)
class Kept:
    """How much was recalled of what had been learned on a day before.

    Attributes:
        name: Of a deck, a topic or a form; empty for all.
        asked, right: How many reviews.
        wished: The retention that was aimed at, 0 to 1, on average.
    """

    name: str
    asked: int
    right: int
    wished: float

    @property
    def share(self) -> float:
        """How much was recalled, 0 to 1."""
        return self.right / self.asked


@dataclass(frozen=True, slots=True)
class Mastery:
    """How well one fact is known.

    Attributes:
        fact: Its id.
        chance: That it is recalled today, on average over the questions that rest on it.
        questions: How many of these were ever asked.
        wrong: Wrong answers on its account: of one to a question that rests on three
            facts, each bears a third.
    """

    fact: str
    chance: float
    questions: int
    wrong: float


@dataclass(frozen=True, slots=True)
class Tally:
    """All that there is to tell on one day.

    Attributes:
        day: The learner's, as all days here.
        days: How many questions were answered on which day.
        kept: Over all; empty before anything was learned on a day before.
        decks, topics, forms: The same for each of them, most reviews first.
        forecast: How many are due today and on each of the days after it, AHEAD in all.
        hardest: HARDEST facts at most, the worst first.
        facts: All that were ever asked about, by id.
    """

    day: int
    reviews: int
    days: Mapping[int, int]
    kept: tuple[Kept, ...]
    decks: tuple[Kept, ...]
    topics: tuple[Kept, ...]
    forms: tuple[Kept, ...]
    forecast: tuple[int, ...]
    hardest: tuple[Mastery, ...]
    facts: tuple[Mastery, ...]

    @property
    def streak(self) -> int:
        """Days without a pause, up to today or, before today's review, yesterday."""
        day = self.day if self.day in self.days else self.day - 1
        length = 0
        while day - length in self.days:
            length += 1
        return length

    @property
    def headline(self) -> str:
        """How much was done, in a line."""
        reviews = f"{self.reviews} review{'s' * (self.reviews != 1)}"
        return f"{reviews}, {spelled(self.streak)} without a pause"


@dataclass(slots=True)
class _Sums:
    """What is counted, review by review."""

    count: int = 0
    days: Counter[int] = field(default_factory=Counter)
    last: dict[str, int] = field(default_factory=dict)
    facts: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    wrong: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    asked: Counter[tuple[str, str]] = field(default_factory=Counter)
    right: Counter[tuple[str, str]] = field(default_factory=Counter)
    wished: dict[tuple[str, str], float] = field(default_factory=lambda: defaultdict(float))

    def add(self, review: Review) -> None:
        question, day = review.question, review.moment.day
        self.count += 1
        self.days[day] += 1
        before = self.last.get(question)
        self.last[question] = day
        facts = review.shown.get("facts", ())
        for fact in facts:
            self.facts[fact].add(question)
        if before == day:
            return  # it is being learned: what counts is how the day began
        if not review.right:
            for fact in facts:
                self.wrong[fact] += 1 / len(facts)
        if before is not None:
            wish = retention(review.scheduler)
            for place in _places(review):
                self.asked[place] += 1
                self.right[place] += review.right
                self.wished[place] += wish

    def kept(self, kind: str) -> tuple[Kept, ...]:
        rows = [
            Kept(name, asked, self.right[kind, name], self.wished[kind, name] / asked)
            for (of, name), asked in self.asked.items()
            if of == kind
        ]
        return tuple(sorted(rows, key=lambda kept: (-kept.asked, kept.name)))

    def mastery(self, fact: str, chances: Mapping[str, float]) -> Mastery:
        found = [chances[name] for name in sorted(self.facts[fact]) if name in chances]
        chance = sum(found) / max(1, len(found))
        return Mastery(fact, chance, len(found), round(self.wrong[fact], 2))


def tallied(reviews: Iterable[Review], memories: Mapping[str, Memory], day: int) -> Tally:
    """The tally of a learner's *day*; *reviews* come in the order of their times."""
    sums = _Sums()
    for review in reviews:
        sums.add(review)
    chances = {name: recall(memory, day) for name, memory in memories.items()}
    known = [sums.mastery(fact, chances) for fact in sorted(sums.facts)]
    missed = [mastery for mastery in known if mastery.wrong]
    missed.sort(key=lambda mastery: (-mastery.wrong, mastery.chance, mastery.fact))
    forecast = [0] * AHEAD
    for memory in memories.values():
        if memory.due < day + AHEAD:
            forecast[max(0, memory.due - day)] += 1
    return Tally(
        day=day,
        reviews=sums.count,
        days=dict(sorted(sums.days.items())),
        kept=sums.kept(""),
        decks=sums.kept("deck"),
        topics=sums.kept("topic"),
        forms=sums.kept("form"),
        forecast=tuple(forecast),
        hardest=tuple(missed[:HARDEST]),
        facts=tuple(known),
    )


def record(tally: Tally) -> dict[str, Any]:
    """The same as JSON has it; days as ``2026-11-24``, shares 0 to 1."""

    def rows(kept: Iterable[Kept]) -> list[dict[str, Any]]:
        return [
            {
                "name": one.name,
                "asked": one.asked,
                "right": one.right,
                "retention": round(one.share, 4),
                "desired": round(one.wished, 4),
            }
            for one in kept
        ]

    def facts(known: Iterable[Mastery]) -> list[dict[str, Any]]:
        return [
            {
                "fact": one.fact,
                "mastery": round(one.chance, 4),
                "questions": one.questions,
                "wrong": one.wrong,
            }
            for one in known
        ]

    return {
        "day": date.fromordinal(tally.day).isoformat(),
        "reviews": tally.reviews,
        "streak": tally.streak,
        "retention": next(iter(rows(tally.kept)), None),
        "decks": rows(tally.decks),
        "topics": rows(tally.topics),
        "forms": rows(tally.forms),
        "days": {date.fromordinal(day).isoformat(): n for day, n in tally.days.items()},
        "forecast": list(tally.forecast),
        "hardest": facts(tally.hardest),
        "facts": facts(tally.facts),
    }


def _places(review: Review) -> Iterator[tuple[str, str]]:
    """The tables and their rows in which *review* counts."""
    yield "", ""
    yield "deck", review.question.partition("/")[0]  # stays when the file is moved
    yield "topic", str(review.shown["topic"])
    yield "form", str(review.shown["form"])
