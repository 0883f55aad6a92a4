"""Prospects and memories -> the questions of a day."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from quizgen.drawing import digest, lot
from quizgen.generating import Prospect
from quizgen.model import Form, Question
from quizgen.scheduling import Memory, recall

_EASIEST: tuple[Form, ...] = (
    *("choice", "truefalse", "multi", "match", "order", "card", "cloze", "text"),
)
"""A thing is recognized before it is recalled."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How many questions a day may bring: never seen before, and seen."""

    new: int = 10
    due: int = 200


@dataclass(frozen=True, slots=True)
class Item:
    """A question to ask, and what was known of it when that was decided."""

    question: Question
    memory: Memory | None


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be asked on a day, in this order: first *due*, then *new*.

    Attributes:
        held: How many more are due than the limit lets through.
        apart: How many wait for another day, as their facts are asked today already.
    """

    due: tuple[Item, ...]
    new: tuple[Item, ...]
    held: int
    apart: int

    @property
    def items(self) -> tuple[Item, ...]:
        """All of them."""
        return self.due + self.new


def planned(
    prospects: Iterable[Prospect],
    memories: Mapping[str, Memory],
    closed: Collection[str],
    day: int,
    limits: Limits = Limits(),
) -> Plan:
    """What to ask on the learner's *day*.

    What was learned on that day already counts towards the limits. Two questions that
    rest on the same facts are not asked on one day, but for one that is being learned.

    Args:
        prospects: What may be asked.
        memories: At least of those that are due, or were asked on that day.
        closed: What is not to be asked: suspended, or known and not due.
        day: As `Moment.day`.
        limits: Of the whole day.
    """
    known: list[tuple[Prospect, Memory]] = []
    fresh: list[Prospect] = []
    for prospect in prospects:
        memory = memories.get(prospect.id)
        if prospect.id in closed:
            continue
        if memory is None:
            fresh.append(prospect)
        else:
            known.append((prospect, memory))
    asked = [(p, m) for p, m in known if m.day == day]
    met = {_facts(prospect) for prospect, _ in asked}
    begun = sum(memory.first == day for _, memory in asked)
    ripe = [(p, m) for p, m in known if m.due <= day]
    ripe.sort(key=lambda pair: (not pair[1].learning, pair[1].due, _lot(day, pair[0])))
    due, held, apart = _due(ripe, met, max(0, limits.due - len(asked) + begun))
    new = _new(fresh, met, max(0, limits.new - begun))
    return Plan(tuple(due), tuple(new), held, apart)


def _due(
    ripe: Iterable[tuple[Prospect, Memory]], met: set[frozenset[str]], room: int
) -> tuple[list[Item], int, int]:
    """What is due and fits, how much does not, and how much waits for a sibling."""
    due: list[Item] = []
    held = apart = 0
    for prospect, memory in ripe:
        facts = _facts(prospect)
        if facts in met and not memory.learning:
            apart += 1
        elif len(due) >= room and not memory.learning:
            held += 1
        elif not isinstance(made := prospect.make(), str):
            met.add(facts)
            due.append(Item(made, memory))
    return due, held, apart


def _new(fresh: Sequence[Prospect], met: set[frozenset[str]], room: int) -> Iterator[Item]:
    """The next *room* new questions."""
    for prospect in _introduced(fresh) if room else ():
        facts = _facts(prospect)
        if facts not in met and not isinstance(made := prospect.make(), str):
            met.add(facts)
            yield Item(made, None)
            room -= 1
            if not room:
                return


def weakest(
    prospects: Iterable[Prospect], memories: Mapping[str, Memory], day: int, count: int
) -> tuple[Question, ...]:
    """The *count* questions that are known worst; then some never seen."""

    def chance(prospect: Prospect) -> float:
        memory = memories.get(prospect.id)
        return recall(memory, day) if memory else 2.0

    ordered = sorted(_introduced(list(prospects)), key=chance)
    made = (prospect.make() for prospect in ordered)
    return tuple(q for q, _ in zip(_asked(made), range(count), strict=False))


def _asked(made: Iterable[Question | str]) -> Iterator[Question]:
    return (question for question in made if not isinstance(question, str))


def _introduced(prospects: Sequence[Prospect]) -> list[Prospect]:
    """Topic by topic as their author has them; each template in turn, what is easier first.

    So the first days bring something of everything in a topic, to be recognized; then
    comes more of the same, to be recalled.
    """
    topics: dict[str, int] = {}
    counts: Counter[tuple[str, Form]] = Counter()
    keys: list[tuple[int, int]] = []
    for prospect in prospects:
        kind = prospect.template, prospect.form
        later = 2 * _EASIEST.index(prospect.form)
        keys.append((topics.setdefault(prospect.topic, len(topics)), counts[kind] + later))
        counts[kind] += 1
    order = sorted(range(len(keys)), key=keys.__getitem__)
    return [prospects[index] for index in order]


def _facts(prospect: Prospect) -> frozenset[str]:
    """What a question rests on: siblings have the same."""
    return frozenset(
        fact.id for key in prospect.prover.group.keys.values() for fact in key.facts
    )


def _lot(day: int, prospect: Prospect) -> int:
    return lot(digest(str(day)), prospect.id)
