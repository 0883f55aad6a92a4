"""Wrong answers: what could stand in the key's place, nearest first.

Whether a candidate is wrong is for the base to prove (`matching`); here is decided
which of them a learner could believe.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from quizgen import dates
from quizgen.dates import Date
from quizgen.generate.labels import Labels, cut
from quizgen.hashing import digest
from quizgen.model import (
    Count,
    Extreme,
    Fact,
    Placeholder,
    Statement,
    Template,
    Value,
    Variable,
)
from quizgen.query.index import Index

NEAREST = 8
"""Candidates among which wrong answers are drawn."""
_FEW = 160
"""Up to so many candidates are all compared; of more, only neighbours in time."""
_PERCENT = ("%", "per cent", "percent")
_YEAR = 365
_FAR = 20 * _YEAR
"""Days after which it makes no difference how far two things are apart."""


class Role(NamedTuple):
    """Where an answer stands: *side* is subject, value, since, until or on."""

    relation: str
    side: str


def roles(template: Template, variable: str) -> list[Role]:
    """Every place in the patterns of *template* where *variable* stands."""
    found = []
    clauses = list(template.given)
    while clauses:
        clause = clauses.pop(0)
        if isinstance(clause, Count | Extreme):
            clauses += clause.inner
        elif isinstance(clause, Statement) and not clause.denied:
            for side in ("value", "subject", "since", "until", "on"):
                if getattr(clause, side) == Variable(variable):
                    found.append(Role(clause.relation, side))
    return found


@dataclass(slots=True, eq=False)
class Candidate:
    """Something that may be a wrong answer.

    Attributes:
        when: Ordinal of the day on which its first fact in the role began; 0 if none.
        lot: Digest of its value, for drawing.
        facts: What puts it in the role of the answer; empty if nothing does.
        traits: What is said of it, and of those that stand beside it in that role.
    """

    value: Value
    label: str
    when: int
    lot: int
    facts: Sequence[Fact] = ()
    traits: frozenset[tuple[str, Value]] | None = None


class Distractors:
    """Candidates for one answer of a template, in any of its questions.

    Args:
        pick: The answer, or the part of it that is asked.
        literal: The type of its values, "" for entities.
    """

    def __init__(
        self,
        index: Index,
        labels: Labels,
        template: Template,
        pick: Placeholder,
        literal: str,
    ) -> None:
        self._index = index
        self._labels = labels
        self._pick = pick
        self._literal = literal
        self.roles = roles(template, pick.variable)
        self._pools: list[list[Candidate]] | None = None
        self._known: dict[Value, Candidate] = {}
        self._texts: frozenset[str] | None = None
        self._ranked: dict[Value, list[list[Candidate]]] = {}

    def ranked(self, key: Value, unit: str = "") -> list[list[Candidate]]:
        """What could be mistaken for *key*, which is not among it.

        Tiers, each nearest first: what has a trait of the key and its role; what has its
        role; what is of its kind. Of dates and numbers: what the base knows in its role;
        what is made up near it. A tier is for where those above it are too few.
        """
        found = self._ranked.get(key)
        if found is None:
            if isinstance(key, str):
                found = self._others(key)
            else:
                tiers = (
                    self._dates(key) if isinstance(key, Date) else self._numbers(key, unit)
                )
                found = [[self._candidate(v, unit) for v in values] for values in tiers]
            self._ranked[key] = found
        return found

    def texts(self) -> frozenset[str]:
        """Every text in the role of the answer, and every name, folded."""
        if self._texts is None:
            names = (self._labels.folded(c.label) for c in self._pooled()[0])
            self._texts = frozenset(self._labels).union(*names)
        return self._texts

    def _candidate(self, value: Value, unit: str = "") -> Candidate:
        literal, part = self._literal, self._pick.part
        label = self._labels.value(value, part, literal=literal)
        if unit:
            label = f"{label} {unit}"
        facts = [fact for role in self.roles for fact in self._in_role(role, value)]
        return Candidate(value, label, 0, digest(str(value)), facts)

    def _in_role(self, role: Role, value: Value) -> Iterable[Fact]:
        if role.side == "value":
            facts = self._index.column(role.relation, value)
            return [fact for fact in facts if _within(fact.value, value)]
        return [
            fact
            for fact in self._index.facts[role.relation]
            if _within(getattr(fact, role.side), value)
        ]

    # Entities and texts

    def _others(self, key: str) -> list[list[Candidate]]:
        pools = self._pooled()
        own = self._known[key]
        tiers = self._nearest(pools[0], own)
        if sum(map(len, tiers)) < NEAREST:
            for pool in pools[1:]:
                tiers += self._nearest(pool, own)
        return tiers

    def _pooled(self) -> list[list[Candidate]]:
        """Those in the same role, then those of the same kind; each in order of time."""
        if self._pools is None:
            self._pools = [self._same_role()]
            if not self._literal:
                self._pools.append(self._same_kind())
        return self._pools

    def _same_role(self) -> list[Candidate]:
        facts: dict[str, list[Fact]] = defaultdict(list)
        for role in self.roles:
            for fact in self._index.facts[role.relation]:
                facts[str(getattr(fact, role.side))].append(fact)
        label, literal, part = self._labels.value, self._literal, self._pick.part
        for value, some in facts.items():
            self._known[value] = Candidate(
                value,
                label(value, part, literal=literal),
                min(map(_beginning, some)) if len(some) > 1 else _beginning(some[0]),
                digest(value),
                some,
            )
        return sorted(self._known.values(), key=_by_time)

    def _same_kind(self) -> list[Candidate]:
        entities = self._index.base.entities
        kinds = {entities[str(name)].kind for name in self._known}
        others: dict[Value, Candidate] = {
            name: Candidate(
                name, self._labels.entity(name, self._pick.part), 0, digest(name)
            )
            for kind in kinds
            for name in self._index.kinds[kind]
            if name not in self._known
        }
        self._known |= others
        return sorted(others.values(), key=_by_time)

    def _nearest(self, pool: Sequence[Candidate], key: Candidate) -> list[list[Candidate]]:
        """Those of *pool* that share a trait with *key*, then the others."""
        if len(pool) > _FEW:
            return [_neighbours(pool, key)]
        traits, length, when = self._traits_of(key), len(key.label), key.when
        ranked = []
        for other in pool:
            if other is key:
                continue
            theirs = other.traits or self._traits_of(other)
            # In days: a letter more or less is a year, a shared trait twenty.
            distance = abs(len(other.label) - length) * _YEAR
            if not traits.isdisjoint(theirs):
                distance -= len(traits & theirs) * _FAR
            if when and other.when:
                days = abs(other.when - when)
                distance += days if days < _FAR else _FAR
            else:
                distance += _FAR // 2
            ranked.append((distance, other.value, other))
        ranked.sort()
        tiers: list[list[Candidate]] = [[], []]
        for _, _, other in ranked:
            tiers[traits.isdisjoint(self._traits_of(other))].append(other)
        return tiers

    def _traits_of(self, candidate: Candidate) -> frozenset[tuple[str, Value]]:
        if candidate.traits is None:
            beside = {fact.subject for fact in candidate.facts}
            beside.add(str(candidate.value))
            about = self._index.about
            candidate.traits = frozenset(
                (fact.relation, fact.value)
                for name in beside
                if name in about
                for fact in about[name]
            )
        return candidate.traits

    # Dates and numbers

    def _dates(self, key: Date) -> list[list[Value]]:
        part = self._pick.part
        known: set[Date] = set()
        for role in self.roles:
            for fact in self._index.facts[role.relation]:
                value = getattr(fact, role.side)
                if isinstance(value, Date):
                    known.add(cut(value, part))
        near = {
            day
            for day in known
            if day.precision == key.precision and abs(day.year - key.year) <= 15
        }
        ranked = sorted(near, key=lambda day: (abs(day.first - key.first), day))
        made = [day for day in _made_dates(key) if day.first <= self._index.now.last]
        return [
            [day for day in ranked[:_FEW] if not key.overlaps(day)],
            [day for day in made if not key.overlaps(day) and day not in near],
        ]

    def _numbers(self, key: int | Decimal, unit: str) -> list[list[Value]]:
        known = {
            fact.value
            for role in self.roles
            if role.side == "value"
            for fact in self._index.facts[role.relation]
            if isinstance(fact.value, int | Decimal) and fact.unit == unit
        }
        near = [n for n in known if n > 0 and key > 0 and key / 3 <= n <= key * 3]
        ranked = sorted(near, key=lambda n: (abs(n - key), n))[:_FEW]
        return [
            [number for number in ranked if number != key],
            [number for number in _made_numbers(key, unit) if number not in near],
        ]


def _neighbours(pool: Sequence[Candidate], key: Candidate) -> list[Candidate]:
    """The members of *pool* around *key*, which itself need not be one."""
    middle = bisect_left(pool, (key.when, key.value), key=_by_time)
    low = min(max(0, middle - NEAREST), len(pool) - 2 * NEAREST - 1)
    near = [other for other in pool[low : low + 2 * NEAREST + 1] if other is not key]
    when = key.when
    near.sort(key=lambda other: abs(other.when - when))
    return near


def _by_time(candidate: Candidate) -> tuple[int, Value]:
    return candidate.when, candidate.value


def _within(value: object, wrong: Value) -> bool:
    """Whether *value* is *wrong*, or a finer date within it."""
    if isinstance(wrong, Date) and isinstance(value, Date):
        return wrong.first <= value.first and value.last <= wrong.last
    return value == wrong


def _beginning(fact: Fact) -> int:
    day = fact.since or fact.on or fact.until
    if day is None and isinstance(fact.value, Date):
        day = fact.value
    return day.first if day else 0


def _made_dates(key: Date) -> list[Date]:
    """Dates near *key*, of its precision."""
    made = []
    for years, months in ((-1, 0), (1, 0), (-2, 0), (2, 0), (0, 1), (0, -1), (3, 0)):
        month = key.month
        year = key.year + years
        if months and not month:
            continue
        if months:
            year += (month - 1 + months) // 12
            month = (month - 1 + months) % 12 + 1
        try:
            made.append(dates.date(year, month, key.day))
        except ValueError:
            continue  # 29 February, or past year 9999
    return made


def _made_numbers(key: int | Decimal, unit: str) -> list[Value]:
    """Numbers near *key*, as round as it is; none that its unit rules out."""
    step: int | Decimal = 1
    if isinstance(key, Decimal):
        step = Decimal(1).scaleb(int(key.as_tuple().exponent))
        step *= max(1, int(abs(key) / 20 / step))
    else:
        while key and key % (step * 10) == 0:
            step *= 10
        step *= max(1, abs(key) // (step * 15))
    most = 100 if unit in _PERCENT and key <= 100 else None
    made = (key + n * step for n in (1, -1, 2, -2, 3, -3))
    return [n for n in made if (n >= 0 or key < 0) and (most is None or n <= most)]
