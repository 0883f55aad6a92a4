"""Entities and texts for the place of an answer: what could be taken for it.

Whether a candidate is wrong is for the base to prove (`distractors`).
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from quizgen.dates import Date
from quizgen.generate.context import GenerationContext
from quizgen.hashing import digest
from quizgen.model import Count, Extreme, Fact, Statement, Template, Value, Variable

NEAREST = 8
"""Candidates among which wrong answers are drawn."""
_MOST_COMPARED = 160
"""Up to so many candidates are all compared; of more, only neighbours in time."""
_YEAR = 365
_FAR = 20 * _YEAR
"""Days after which it makes no difference how far two things are apart."""


class Role(NamedTuple):
    """A place where an answer stands: *side* is subject, value, since, until or on."""

    relation: str
    side: str


def roles_of(template: Template, variable: str) -> list[Role]:
    """Return every place in the patterns of *template* where *variable* stands."""
    roles = []
    patterns = list(template.given)
    while patterns:
        pattern = patterns.pop(0)
        if isinstance(pattern, Count | Extreme):
            patterns += pattern.inner
        elif isinstance(pattern, Statement) and not pattern.denied:
            for side in ("value", "subject", "since", "until", "on"):
                if getattr(pattern, side) == Variable(variable):
                    roles.append(Role(pattern.relation, side))
    return roles


@dataclass(slots=True, eq=False)
class Candidate:
    """Something that may be a wrong answer.

    Attributes:
        start: Ordinal of the day on which its first fact in the role began; 0 if none.
        digest: Of its value, for drawing.
        facts: What puts it in the role of the answer; empty if nothing does.
        traits: What is said of it, and of those that stand beside it in that role; None
            until it is wanted.
    """

    value: Value
    label: str
    start: int
    digest: int
    facts: Sequence[Fact] = ()
    traits: frozenset[tuple[str, Value]] | None = None


class CandidatePools:
    """Entities or texts for the answer of one template, found once for all its questions.

    Args:
        literal: "text" if the answer is one, "" if it is an entity.

    Attributes:
        roles: Every place where the answer stands in the patterns.
    """

    def __init__(
        self, context: GenerationContext, template: Template, literal: str
    ) -> None:
        self._index = context.index
        self._labels = context.labels
        self._part = template.answer.part
        self._literal = literal
        self.roles = roles_of(template, template.answer.variable)
        self._by_value: dict[Value, Candidate] = {}
        self._tiers: dict[str, list[list[Candidate]]] = {}

    def tiers_near(self, key: str) -> list[list[Candidate]]:
        """Return what could be mistaken for *key*, which is not among it.

        Tiers, each nearest first: what has a trait of the key and its role; what has its
        role; what is of its kind. A tier is for where those above it are too few.
        """
        tiers = self._tiers.get(key)
        if tiers is None:
            tiers = self._tiers[key] = self._tiers_of_names(key)
        return tiers

    @cached_property
    def names(self) -> frozenset[str]:
        """Every text in the role of the answer, and every entity's name."""
        texts = (candidate.label for candidate in self._pools[0])
        return frozenset(self._labels).union(texts)

    def _tiers_of_names(self, key: str) -> list[list[Candidate]]:
        pools = self._pools
        key_candidate = self._by_value[key]
        tiers = self._tiers_within(pools[0], key_candidate)
        if sum(map(len, tiers)) < NEAREST:
            for pool in pools[1:]:
                tiers += self._tiers_within(pool, key_candidate)
        return tiers

    @cached_property
    def _pools(self) -> list[list[Candidate]]:
        """The candidates in the same role, then of the same kind; each in order of time."""
        pools = [self._pool_of_role()]
        if not self._literal:
            pools.append(self._pool_of_kind())
        return pools

    def _pool_of_role(self) -> list[Candidate]:
        facts_by_value: dict[str, list[Fact]] = defaultdict(list)
        for role in self.roles:
            for fact in self._index.facts[role.relation]:
                facts_by_value[str(getattr(fact, role.side))].append(fact)
        label, literal, part = self._labels.value, self._literal, self._part
        for value, facts in facts_by_value.items():
            self._by_value[value] = Candidate(
                value,
                label(value, part, literal=literal),
                min(map(_start, facts)) if len(facts) > 1 else _start(facts[0]),
                digest(value),
                facts,
            )
        return sorted(self._by_value.values(), key=_by_time)

    def _pool_of_kind(self) -> list[Candidate]:
        entities = self._index.base.entities
        kinds = {entities[str(name)].kind for name in self._by_value}
        pool: dict[Value, Candidate] = {
            name: Candidate(name, self._labels.entity(name, self._part), 0, digest(name))
            for kind in kinds
            for name in self._index.kinds[kind]
            if name not in self._by_value
        }
        self._by_value |= pool
        return sorted(pool.values(), key=_by_time)

    def _tiers_within(
        self, pool: Sequence[Candidate], key: Candidate
    ) -> list[list[Candidate]]:
        """Return those of *pool* that share a trait with *key*, then the others."""
        if len(pool) > _MOST_COMPARED:
            return [_neighbours(pool, key)]
        traits, length, start = self._traits_of(key), len(key.label), key.start
        ranked = []
        for candidate in pool:
            if candidate is key:
                continue
            shared = traits & (candidate.traits or self._traits_of(candidate))
            # In days: a letter more or less is a year, a shared trait twenty.
            distance = abs(len(candidate.label) - length) * _YEAR - len(shared) * _FAR
            if start and candidate.start:
                distance += min(abs(candidate.start - start), _FAR)
            else:
                distance += _FAR // 2
            ranked.append((distance, candidate.value, not shared, candidate))
        ranked.sort()
        tiers: list[list[Candidate]] = [[], []]
        for _, _, is_unlike, candidate in ranked:
            tiers[is_unlike].append(candidate)
        return tiers

    def _traits_of(self, candidate: Candidate) -> frozenset[tuple[str, Value]]:
        if candidate.traits is None:
            names = {fact.subject for fact in candidate.facts}
            names.add(str(candidate.value))
            about = self._index.about
            candidate.traits = frozenset(
                (fact.relation, fact.value)
                for name in names
                if name in about
                for fact in about[name]
            )
        return candidate.traits


def _neighbours(pool: Sequence[Candidate], key: Candidate) -> list[Candidate]:
    """Return the members of *pool* around *key*, which itself need not be one."""
    middle = bisect_left(pool, (key.start, key.value), key=_by_time)
    first = min(max(0, middle - NEAREST), len(pool) - 2 * NEAREST - 1)
    window = pool[first : first + 2 * NEAREST + 1]
    start = key.start
    neighbours = [candidate for candidate in window if candidate is not key]
    neighbours.sort(key=lambda candidate: abs(candidate.start - start))
    return neighbours


def _by_time(candidate: Candidate) -> tuple[int, Value]:
    return candidate.start, candidate.value


def _start(fact: Fact) -> int:
    """Return the ordinal of the day on which *fact* begins, or that it tells; 0 if none."""
    day = fact.since or fact.on or fact.until
    if day is None and isinstance(fact.value, Date):
        day = fact.value
    return day.first if day else 0
