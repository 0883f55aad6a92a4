"""Answers and memories -> what a learner knows, in numbers.

An answer *recalls* if its grade is not `again`: that is the learner's word, whatever the
marking said. What was kept over a night is told by the first answer of a day to a question
that was met on an earlier day; all other answers are learning, and count as work only.

A question's *chance* is that it is recalled today, and nothing before it was recalled on a
later day than it was met, or, once forgotten, on a later day than that. A fact is mastered
as its questions are on average, all forms together that were ever asked, and *known* if
that is no less than the retention that was desired.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from quizgen.review.scheduler import (
    AGAIN,
    STANDARD,
    Memory,
    Reviewed,
    Weights,
    recall,
    retention,
)

AHEAD = 30
"""Days of the forecast, today included."""
HARDEST = 10
_aim = lru_cache(retention)  # of a few names, for a hundred thousand answers


@dataclass(frozen=True, slots=True)
class Kept:
    """How much was recalled of what had been met on a day before.

    Attributes:
        name: Of a deck, a topic or a form; empty for all.
        deck: That of a topic, for two may have topics of one name; else empty.
        asked, right: How many answers there were, and how many recalled.
        wished: The retention that was aimed at when these questions were scheduled, 0
            to 1, on average.
    """

    name: str
    deck: str
    asked: int
    right: int
    wished: float

    @property
    def share(self) -> float:
        """How much was recalled, 0 to 1."""
        return self.right / self.asked


@dataclass(frozen=True, slots=True)
class Known:
    """How many facts are known today.

    Attributes:
        name: Of a deck; empty for all.
        known, met: How many are, and about how many anything was ever asked.
        facts: How many there are; None if a deck was not found.
    """

    name: str
    known: int
    met: int
    facts: int | None


@dataclass(frozen=True, slots=True)
class Mastery:
    """How well one fact is known.

    Attributes:
        fact: Its id.
        text: The fact as a sentence; if its deck was not found, its worst question, with
            the answer.
        worst: The id of the question about it that was forgotten most often.
        chance: That it is recalled today, 0 to 1, on average over its questions.
        known: Whether that is what was desired.
        questions: How many of those that rest on it were ever asked.
        lapses: How often these were forgotten after they had been learned.
        wrong: How often a day began with a wrong answer to one of them.
        leech: Whether one of them is a leech.
    """

    fact: str
    text: str
    worst: str
    chance: float
    known: bool
    questions: int
    lapses: int
    wrong: int
    leech: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """All that there is to tell on one day.

    Attributes:
        day: The learner's, as all days here.
        days: How many questions were answered on which day.
        kept: Over all; None before anything was asked on a later day than it was met.
        decks, topics, forms: The same for each of them, most answers first.
        known: Of all decks that anything was asked from; then, in `known_by_deck`, of
            each, in the order of their names.
        forecast: How many are due today and on each of the days after it, AHEAD in all;
            without what is suspended.
        overdue: How many of those of today were due on a day before.
        leeches: The ids of questions that are.
        suspended: How many questions are not to be asked.
        hardest: HARDEST facts at most, those most often forgotten first. Of facts with
            the same worst question, which cannot be told apart, it has one.
        facts: All that were ever asked about, by id.
    """

    day: int
    reviews: int
    days: Mapping[int, int]
    kept: Kept | None
    decks: tuple[Kept, ...]
    topics: tuple[Kept, ...]
    forms: tuple[Kept, ...]
    known: Known
    known_by_deck: tuple[Known, ...]
    forecast: tuple[int, ...]
    overdue: int
    leeches: tuple[str, ...]
    suspended: int
    hardest: tuple[Mastery, ...]
    facts: tuple[Mastery, ...]

    @property
    def streak(self) -> int:
        """Days in a row with answers, up to today or, before today's, yesterday."""
        day = self.day if self.day in self.days else self.day - 1
        length = 0
        while day - length in self.days:
            length += 1
        return length


@dataclass(slots=True)
class _Past:
    """What the answers to one question come to, told one by one."""

    last: int = 0
    later: int = 0
    right: int = 0
    wished: float = 0.0
    wrong: int = 0
    proven: bool = False
    aim: float = 0.0

    def add(self, day: int, grade: int, aim: float) -> None:
        """An answer; *aim* is the retention by which the next one is scheduled."""
        recalled = grade > AGAIN
        self.proven &= recalled
        if day > self.last:  # who travels may come back to a day before
            if self.last:
                self.later += 1
                self.right += recalled
                self.wished += self.aim
                self.proven = recalled
            self.wrong += not recalled
            self.last = day
        self.aim = aim


class _Asked(NamedTuple):
    """A question, and all that is known of it."""

    id: str
    past: _Past
    memory: Memory
    shown: Mapping[str, Any]
    chance: float

    @property
    def deck(self) -> str:
        """The id of its deck, which stays when the file is moved."""
        return self.id.partition("/")[0]

    @property
    def facts(self) -> Sequence[str]:
        """The ids of those that it rests on."""
        facts: Sequence[str] = self.shown.get("facts", ())
        return facts


def tallied(
    reviews: Iterable[Reviewed],
    memories: Mapping[str, Memory],
    shown: Mapping[str, Mapping[str, Any]],
    day: int,
    *,
    decks: Mapping[str, Mapping[str, str]],
    suspended: Collection[str] = (),
    weights: Weights = STANDARD,
) -> Tally:
    """The tally of a learner's *day*.

    Args:
        reviews: In the order of their times.
        memories: What they left behind, by question.
        shown: With each question when it was last answered, as of a Review.
        day: As `Moment.day`.
        decks: The facts of each deck that was found, by id, as sentences.
        suspended: The questions that are not to be asked.
        weights: Those that the memories were made with.
    """
    days: Counter[int] = Counter()
    pasts: defaultdict[str, _Past] = defaultdict(_Past)
    for review in reviews:
        days[review.day] += 1
        pasts[review.question].add(review.day, review.grade, _aim(review.scheduler))
    asked = []
    for name, past in sorted(pasts.items()):
        chance = recall(memories[name], day, weights) if past.proven else 0.0
        asked.append(_Asked(name, past, memories[name], shown[name], chance))
    waiting = [one.memory.due - day for one in asked if one.id not in suspended]
    ahead = Counter(max(0, wait) for wait in waiting)
    kept = _kept(asked, lambda one: ("", ""))
    facts = _mastered(asked, decks)
    known, *known_by_deck = _known(asked, facts, decks)
    return Tally(
        day=day,
        reviews=days.total(),
        days=dict(sorted(days.items())),
        kept=kept[0] if kept else None,
        decks=_kept(asked, lambda one: ("", one.deck)),
        topics=_kept(asked, lambda one: (one.deck, one.shown["topic"])),
        forms=_kept(asked, lambda one: ("", one.shown["form"])),
        known=known,
        known_by_deck=tuple(known_by_deck),
        forecast=tuple(ahead[wait] for wait in range(AHEAD)),
        overdue=sum(wait < 0 for wait in waiting),
        leeches=tuple(one.id for one in asked if one.memory.is_leech),
        suspended=len(suspended),
        hardest=_hardest(facts.values()),
        facts=tuple(facts.values()),
    )


def _kept(
    asked: Iterable[_Asked], row: Callable[[_Asked], tuple[str, str]]
) -> tuple[Kept, ...]:
    """What was kept, in rows; *row* gives a question's, as the names of deck and row."""
    rows: dict[tuple[str, str], list[_Past]] = defaultdict(list)
    for one in asked:
        if one.past.later:
            rows[row(one)].append(one.past)
    found = []
    for (deck, name), pasts in rows.items():
        later, right = sum(p.later for p in pasts), sum(p.right for p in pasts)
        wished = sum(p.wished for p in pasts) / later
        found.append(Kept(name, deck, later, right, wished))
    return tuple(sorted(found, key=lambda kept: (-kept.asked, kept.deck, kept.name)))


def _mastered(
    asked: Iterable[_Asked], decks: Mapping[str, Mapping[str, str]]
) -> dict[str, Mastery]:
    """The facts that were asked about, by id, in the order of these."""
    about: dict[str, list[_Asked]] = defaultdict(list)
    for one in asked:
        for fact in one.facts:
            about[fact].append(one)
    return {fact: _mastery(fact, about[fact], decks) for fact in sorted(about)}


def _mastery(
    fact: str, asked: Sequence[_Asked], decks: Mapping[str, Mapping[str, str]]
) -> Mastery:
    worst = max(asked, key=lambda one: (one.memory.lapses, -len(one.facts)))
    question = f"{worst.shown['stem']} ({worst.shown['answer']})"
    chance = sum(one.chance for one in asked) / len(asked)
    return Mastery(
        fact=fact,
        text=decks.get(worst.deck, {}).get(fact, question),
        worst=worst.id,
        chance=chance,
        known=chance >= sum(one.past.aim for one in asked) / len(asked),
        questions=len(asked),
        lapses=sum(one.memory.lapses for one in asked),
        wrong=sum(one.past.wrong for one in asked),
        leech=any(one.memory.is_leech for one in asked),
    )


def _hardest(facts: Iterable[Mastery]) -> tuple[Mastery, ...]:
    ranked = sorted(facts, key=lambda one: (-one.lapses, one.chance, one.fact))
    first: dict[str, Mastery] = {}
    for one in ranked:
        if one.lapses:
            first.setdefault(one.worst, one)
    return tuple(first.values())[:HARDEST]


def _known(
    asked: Iterable[_Asked],
    facts: Mapping[str, Mastery],
    decks: Mapping[str, Mapping[str, str]],
) -> Iterator[Known]:
    """How many facts are known: of all decks, then of each."""
    met: dict[str, set[str]] = defaultdict(set)
    for one in asked:
        met[one.deck].update(one.facts)
    found = {deck: decks[deck].keys() | met[deck] for deck in met if deck in decks}
    every = set().union(*found.values()) if found.keys() == met.keys() else None
    rows = [("", set().union(*met.values()), every)]
    rows += [(deck, met[deck], found.get(deck)) for deck in sorted(met)]
    for name, some, of in rows:
        known = sum(facts[fact].known for fact in some)
        yield Known(name, known, len(some), None if of is None else len(of))


def record(tally: Tally) -> dict[str, Any]:
    """The same as JSON has it; days as ``2026-11-24``, shares 0 to 1, rounded."""
    return {
        "day": _iso(tally.day),
        "reviews": tally.reviews,
        "streak": tally.streak,
        "retention": tally.kept and _row(tally.kept),
        "decks": [*map(_row, tally.decks)],
        "topics": [{"deck": one.deck, **_row(one)} for one in tally.topics],
        "forms": [*map(_row, tally.forms)],
        "known": asdict(tally.known),
        "known_by_deck": [*map(asdict, tally.known_by_deck)],
        "days": {_iso(day): count for day, count in tally.days.items()},
        "forecast": [*tally.forecast],
        "overdue": tally.overdue,
        "leeches": [*tally.leeches],
        "suspended": tally.suspended,
        "hardest": [*map(_fact, tally.hardest)],
        "facts": [*map(_fact, tally.facts)],
    }


def _row(kept: Kept) -> dict[str, Any]:
    return {
        "name": kept.name,
        "asked": kept.asked,
        "right": kept.right,
        "retention": round(kept.share, 4),
        "desired": round(kept.wished, 4),
    }


def _fact(one: Mastery) -> dict[str, Any]:
    return {
        "fact": one.fact,
        "text": one.text,
        "mastery": round(one.chance, 4),
        "known": one.known,
        "questions": one.questions,
        "wrong": one.wrong,
        "lapses": one.lapses,
        "leech": one.leech,
        "worst": one.worst,
    }


def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()
