"""Seams and memories -> the questions of a day.

Of all that may be asked a day needs little, so a seam is opened only where something of
it is wanted, and a question is made when it is asked.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from heapq import heapify, heappop, heappush
from itertools import chain, islice
from typing import NamedTuple, TypeAlias

from quizgen.forms import FORMS
from quizgen.generate.generator import Prospect, Seam
from quizgen.hashing import digest, lot
from quizgen.model import Count, Extreme, Form, Question, Statement, Template
from quizgen.quiz.clues import NO_CLUES, clues_before
from quizgen.review.scheduler import Memory

Admits: TypeAlias = Callable[[Prospect], bool]
"""Whether a question is one of those wished for."""


class Limits(NamedTuple):
    """How many questions a day may bring: never seen before, and seen."""

    new: int = 10
    due: int = 200


@dataclass(frozen=True)  # no slots: what was made is kept
class Item:
    """A question to ask, and what was known of it when that was decided."""

    prospect: Prospect
    memory: Memory | None

    @property
    def id(self) -> str:
        """Of the question."""
        return self.prospect.id

    @cached_property
    def question(self) -> Question:
        """The question, made when it is first wanted."""
        made = self.prospect.make()
        assert not isinstance(made, str)  # it was proved when it was planned
        return made


class Plan(NamedTuple):
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


def _all(prospect: Prospect) -> bool:
    return True


def planned(
    seams: Iterable[Seam],
    memories: Mapping[str, Memory],
    closed: Collection[str],
    met: Iterable[Collection[str]],
    day: int,
    limits: Limits,
    admits: Admits = _all,
) -> Plan:
    """What to ask on the learner's *day*.

    What was learned on that day already counts towards the limits. Siblings, which rest
    on the same facts, are not asked on one day, but for one that is being learned.

    Args:
        seams: Where there is something to ask.
        memories: At least of what is due, or was asked on that day.
        closed: What is not to be asked: suspended, or known and not due.
        met: The facts of each question that was asked on that day, of these or others.
        day: As `Moment.day`.
        limits: Of the whole day.
        admits: Says what may be asked.
    """
    veins = [_Vein(seam, admits) for seam in seams]
    known = [(p, memories[p.id]) for p in _known(veins, memories, closed)]
    asked = [(p, m) for p, m in known if m.day == day]
    avoided = _Met(met)
    begun = sum(memory.first == day for _, memory in asked)
    ripe = [(p, m) for p, m in known if m.due <= day]
    ripe.sort(key=lambda pair: (not pair[1].learning, pair[1].due, _lot(day, pair[0])))
    due, held, apart = _due(ripe, avoided, max(0, limits.due - len(asked) + begun))
    fresh = _introduced(veins, {*memories, *closed})
    new = islice(_new(fresh, avoided), max(0, limits.new - begun))
    return Plan(tuple(due), tuple(new), held, apart)


def weakest(
    seams: Iterable[Seam],
    chances: Mapping[str, float],
    closed: Collection[str],
    count: int,
    admits: Admits = _all,
) -> tuple[Question, ...]:
    """The *count* questions that are known worst; then some never seen.

    Args:
        seams: Where there is something to ask.
        chances: Of recall, 0 to 1, for each question that was ever asked.
        closed: What is not to be asked.
        count: Fewer come if there are no more.
        admits: Says what may be asked.
    """
    veins = [_Vein(seam, admits) for seam in seams]
    known = sorted(_known(veins, chances, closed), key=lambda p: chances[p.id])
    fresh = _introduced(veins, {*chances, *closed})
    made = (prospect.make() for prospect in chain(known, fresh))
    return tuple(islice((q for q in made if not isinstance(q, str)), count))


class _Vein:
    """A seam that is opened once, and only if something of it is wanted."""

    def __init__(self, seam: Seam, admits: Admits) -> None:
        self.seam = seam
        self._admits = admits

    @cached_property
    def prospects(self) -> list[Prospect]:
        """What may be asked here."""
        return [*filter(self._admits, self.seam.prospects())]


def _known(
    veins: Iterable[_Vein], names: Collection[str], closed: Collection[str]
) -> list[Prospect]:
    """What may still be asked of the questions *names*."""
    wanted = {"/".join(name.partition("#")[0].split("/", 2)[:2]) for name in names}
    return [
        prospect
        for vein in veins
        if vein.seam.name in wanted
        for prospect in vein.prospects
        if prospect.id in names and prospect.id not in closed
    ]


def _due(
    ripe: Iterable[tuple[Prospect, Memory]], met: "_Met", room: int
) -> tuple[list[Item], int, int]:
    """What is due and fits, how much does not, and how much waits for a sibling."""
    due: list[Item] = []
    held = apart = 0
    for prospect, memory in ripe:
        facts = _facts(prospect)
        if not memory.learning and met.has(facts):
            apart += 1
        elif not memory.learning and len(due) >= room:
            held += 1
        elif not isinstance(prospect.prove(), str):
            met.add(facts)
            due.append(Item(prospect, memory))
    return due, held, apart


def _new(fresh: Iterable[Prospect], met: "_Met") -> Iterator[Item]:
    """What was never asked and has no sibling; last what another one gives away."""
    taken, late = NO_CLUES, []
    for prospect in fresh:
        facts = _facts(prospect)
        if met.has(facts) or isinstance(prospect.prove(), str):
            continue
        clues = clues_before(prospect)
        if taken.clash(clues):
            late.append(prospect)
            continue
        taken = taken.joined(clues)
        met.add(facts)
        yield Item(prospect, None)
    for prospect in late:
        facts = _facts(prospect)
        if not met.has(facts):
            met.add(facts)
            yield Item(prospect, None)


class _Met:
    """The facts of a day's questions: siblings of those are not asked.

    Siblings rest on the same facts, or one on a fact and the other on it and one more.
    """

    def __init__(self, facts: Iterable[Collection[str]]) -> None:
        self._all: set[frozenset[str]] = set()
        self._within: tuple[set[str], set[str]] = set(), set()  # of one fact, and of two
        for some in facts:
            self.add(frozenset(some))

    def add(self, facts: frozenset[str]) -> None:
        """Have a question on *facts* asked."""
        self._all.add(facts)
        if 1 <= len(facts) <= 2:
            self._within[len(facts) - 1].update(facts)

    def has(self, facts: frozenset[str]) -> bool:
        """Whether a sibling of a question on *facts* is asked."""
        if facts in self._all:
            return True
        return 1 <= len(facts) <= 2 and not facts.isdisjoint(self._within[2 - len(facts)])


def _introduced(veins: Iterable[_Vein], known: Collection[str]) -> Iterator[Prospect]:
    """Topic by topic as their author has them; each template in turn, what is easier first.

    So the first days bring something of everything in a topic, to be recognized; then
    comes more of the same, what joins several facts, and what is to be recalled.
    """
    topics: dict[str, int] = {}
    counts: Counter[tuple[int, str, Form]] = Counter()
    heap: list[tuple[int, int, int, int, _Vein | Prospect]] = []
    for place, vein in enumerate(veins):
        template = vein.seam.template
        topic = topics.setdefault(template.topic, len(topics))
        least = min(_effort(template, form) for form in template.forms)
        heap.append((topic, least, place, -1, vein))  # before all that it holds
    heapify(heap)
    while heap:
        topic, _, place, _, first = heappop(heap)
        if isinstance(first, Prospect):
            yield first
            continue
        for number, prospect in enumerate(first.prospects):
            if prospect.id in known:
                continue
            kind = topic, prospect.template, prospect.form
            turn = counts[kind] + _effort(first.seam.template, prospect.form)
            counts[kind] += 1
            heappush(heap, (topic, turn, place, number, prospect))


def _effort(template: Template, form: Form) -> int:
    """How many turns later than the easiest ones its questions come."""
    finding = [c for c in template.given if isinstance(c, Statement | Count | Extreme)]
    joins = sum(not (isinstance(c, Statement) and c.denied) for c in finding) - 1
    return 2 * (FORMS[form].learning_rank + min(max(joins, 0), 3))


def _facts(prospect: Prospect) -> frozenset[str]:
    """What a question rests on: siblings have the same."""
    return frozenset(
        fact.id for key in prospect.prover.group.keys.values() for fact in key.facts
    )


def _lot(day: int, prospect: Prospect) -> int:
    return lot(digest(str(day)), prospect.id)
