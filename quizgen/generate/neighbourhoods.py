"""Neighbourhoods: candidates in cells of those that are alike, each in one.

Wrong answers come from the cell of the key, and a cell is the same for each of its
members. So nothing in the options tells which of them is the key: it is not the one that
all others were chosen to resemble, neither the longest nor the oldest, and every member is
about as often a wrong answer as it is asked for.

What is alike shares traits. Cells are made by the relation that divides the candidates
best, and each of its groups by the next; so in every pool, however large, a rare trait
counts more than one that many have.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from math import log2
from typing import TypeAlias

from quizgen.generate.candidates import NEAREST, Candidate, CandidatePools, Trait
from quizgen.model import Value

FEWEST = 6
"""Candidates in a cell, unless there are fewer in all."""
MOST = 12
"""Candidates among which it makes no difference how near they are."""
_MOST_RELATIONS = 4
"""Relations that are compared by how alike they leave what they divide."""
_WHOLE = 60
"""The weight of a key that is the only one of its question."""
_Traits: TypeAlias = Callable[[Candidate], frozenset[Trait]]


class Neighbourhoods:
    """Candidates in cells, and the cells in an order in which near ones are neighbours.

    Args:
        bands: Candidates that are not to be in one cell with those of another band.
    """

    def __init__(self, bands: Sequence[Sequence[Candidate]], traits_of: _Traits) -> None:
        self._traits_of = traits_of
        self._cells: list[list[Candidate]] = []
        self._ranges: list[list[tuple[int, int]]] = []
        candidates = [candidate for band in bands for candidate in band]
        for band in bands:
            self._place(sorted(band, key=_by_digest))
        for ranges in self._ranges:
            ranges.append((0, len(self._cells)))
        self._cell_numbers = {
            candidate.value: number
            for number, cell in enumerate(self._cells)
            for candidate in cell
        }
        self._by_value = {candidate.value: candidate for candidate in candidates}

    def get(self, value: Value) -> Candidate | None:
        """Return the candidate with *value*, if there is one."""
        return self._by_value.get(value)

    def windows(self, key: Candidate) -> Iterator[list[Candidate]]:
        """Yield the others of the cell of *key*, then those of the next wider ranges.

        Each window is nearer than those after it; within one it makes no difference.
        """
        number = self._cell_numbers[key.value]
        yield [candidate for candidate in self._cells[number] if candidate is not key]
        first, last = number, number + 1
        for wider_first, wider_last in self._ranges[number]:
            while (first, last) != (wider_first, wider_last):
                window: list[Candidate] = []
                if first > wider_first:
                    first -= 1
                    window += self._cells[first]
                if last < wider_last:
                    window += self._cells[last]
                    last += 1
                yield window

    def distance(self, key: Candidate, other: Candidate) -> tuple[int, int]:
        """Return less for what is nearer to *key*; both are among the candidates."""
        number, other_number = (self._cell_numbers[c.value] for c in (key, other))
        ranges = self._ranges[number]
        steps = next(i for i, (a, b) in enumerate(ranges) if a <= other_number < b)
        return steps, abs(other_number - number)

    def _place(self, members: list[Candidate]) -> None:
        """Make cells of *members*, and give each the range that they are now in."""
        first = len(self._cells)
        groups = self._divide(members) if len(members) >= 2 * FEWEST else []
        if groups:
            for group in groups:
                self._place(group)
        else:
            cells = _cut(members)
            self._cells += cells
            self._ranges += [[] for _ in cells]
        last = len(self._cells)
        for number in range(first, last):
            self._ranges[number].append((first, last))

    def _divide(self, members: list[Candidate]) -> list[list[Candidate]]:
        """Return *members* in groups that share a value each; none if nothing divides."""
        counts: dict[str, Counter[object]] = defaultdict(Counter)
        for candidate in members:
            for relation, value in self._traits_of(candidate):
                counts[relation][value] += 1
        divisions = [
            self._group_by(members, relation, counts[relation])
            for relation in _best_relations(counts, len(members))
        ]
        if not divisions:
            return []
        groups, rest = max(
            divisions, key=lambda division: self._likeness(division[0], counts, members)
        )
        rest = self._attach(rest, groups, counts, len(members))
        if len(rest) >= FEWEST:
            groups.append(rest)
        else:
            min(groups, key=len).extend(rest)
        return sorted(groups, key=lambda group: group[0].digest) if len(groups) > 1 else []

    def _group_by(
        self, members: list[Candidate], relation: str, sizes: Counter[object]
    ) -> tuple[list[list[Candidate]], list[Candidate]]:
        """Return those that share a value of *relation*, and those that are too few."""
        groups: dict[object, list[Candidate]] = defaultdict(list)
        rest: list[Candidate] = []
        for candidate in members:
            values = [v for r, v in self._traits_of(candidate) if r == relation]
            best = max(values, key=lambda v: (sizes[v], str(v)), default=None)
            (rest if best is None else groups[best]).append(candidate)
        rest += [c for group in groups.values() if len(group) < FEWEST for c in group]
        return [group for group in groups.values() if len(group) >= FEWEST], rest

    def _likeness(
        self,
        groups: list[list[Candidate]],
        counts: dict[str, Counter[object]],
        members: list[Candidate],
    ) -> float:
        """Return how much two members of one group have in common, on an average.

        A trait that they share counts the more (in bits), the fewer of *members* have it.
        """
        total, size = 0.0, len(members)
        for group in groups:
            shared = Counter(trait for c in group for trait in self._traits_of(c))
            total += sum(
                count * count / len(group) * log2(size / counts[relation][value])
                for (relation, value), count in shared.items()
                if count > 1
            )
        return round(total, 6)

    def _attach(
        self,
        rest: list[Candidate],
        groups: list[list[Candidate]],
        counts: dict[str, Counter[object]],
        size: int,
    ) -> list[Candidate]:
        """Add each of *rest* to the group whose members mostly share a trait with it.

        Return those for which there is none.
        """
        if not rest or not groups:
            return rest
        groups_by_trait: dict[Trait, list[int]] = defaultdict(list)
        for number, group in enumerate(groups):
            shared = Counter(t for c in group for t in self._traits_of(c))
            for trait, count in shared.items():
                if 5 * count >= 4 * len(group) and 2 * counts[trait[0]][trait[1]] <= size:
                    groups_by_trait[trait].append(number)
        alone: list[Candidate] = []
        for candidate in sorted(rest, key=_by_digest):
            weights: Counter[int] = Counter()
            for trait in self._traits_of(candidate):
                for number in groups_by_trait.get(trait, ()):
                    weights[number] += size // counts[trait[0]][trait[1]]
            if not weights:
                alone.append(candidate)
                continue
            best = max(weights, key=lambda n: (weights[n], -len(groups[n]), -n))
            groups[best].append(candidate)
        return alone


def _bands(
    candidates: Iterable[Candidate], weights: Mapping[Value, int]
) -> list[list[Candidate]]:
    """Return *candidates* in bands of those that are about as often a key.

    Beside those that rarely are one, what mostly is one would be guessed.
    """
    ordered = sorted(candidates, key=lambda c: (-weights[c.value], c.digest))
    bands: list[list[Candidate]] = []
    for candidate in ordered:
        if not bands or (
            len(bands[-1]) >= FEWEST
            and 2 * weights[candidate.value] < weights[bands[-1][0].value]
        ):
            bands.append([])
        bands[-1].append(candidate)
    if len(bands) > 1 and len(bands[-1]) < FEWEST:
        rarest = bands.pop()
        bands[-1] += rarest
    return bands


def _best_relations(counts: dict[str, Counter[object]], size: int) -> list[str]:
    """Return the relations that divide *size* candidates best, of those that make groups.

    They do not leave out many more than another, and tell most of a candidate (in bits:
    Shannon's information).
    """
    scores: list[tuple[int, float, str]] = []
    for relation, counter in counts.items():
        sizes = [count for count in counter.values() if FEWEST <= count < size]
        if sizes:
            total = sum(sizes)
            bits = sum(count * log2(size / count) for count in sizes)
            scores.append((total, bits * min(1.0, size / total), relation))
    most = min(size, max((total for total, _, _ in scores), default=0))
    eligible = [(bits, name) for total, bits, name in scores if 2 * total >= most]
    return [name for _, name in sorted(eligible, reverse=True)[:_MOST_RELATIONS]]


def _cut(members: list[Candidate]) -> list[list[Candidate]]:
    """Return *members*, in order of their time or else of length, in cells of like size.

    A cell ends before the member with the least digest, so that one member more leaves
    most cells as they are.
    """
    with_time = sum(candidate.start > 0 for candidate in members)
    if 5 * with_time >= 4 * len(members):
        ordered = sorted(members, key=lambda c: (c.start, c.digest))
    else:
        ordered = sorted(members, key=lambda c: (len(c.label), c.digest))
    parts, cells = [ordered], []
    while parts:
        part = parts.pop()
        if len(part) < 2 * FEWEST:
            cells.append(part)
            continue
        border = min(range(FEWEST, len(part) - FEWEST + 1), key=lambda n: part[n].digest)
        parts += [part[border:], part[:border]]
    return cells


def _by_digest(candidate: Candidate) -> int:
    return candidate.digest


class KeyPool:
    """The keys of all that a template asks in one wording, and what else is of their kind.

    Args:
        keys: Those of each question.
    """

    def __init__(self, pools: CandidatePools, keys: Iterable[Sequence[Value]]) -> None:
        self._pools = pools
        self._keys = keys

    @cached_property
    def weights(self) -> Mapping[Value, int]:
        """How often each value is a key; of several keys of a question, each in part."""
        weights: Counter[Value] = Counter()
        for values in self._keys:
            for value in values:
                weights[value] += max(1, _WHOLE // len(values))
        return weights

    def windows(self, key: Value) -> Iterator[list[Candidate]]:
        """Yield what could be taken for *key*: each window is better than those after it.

        Keys of other questions come first: what is a key nowhere is soon known not to be
        one. Then whatever has their role in the facts, then what is of their kind.
        """
        candidate, seen = self._candidate(key), {key}
        kind_of, kind = self._pools.kind_of, self._pools.kind_of(key)
        for neighbourhoods in self._levels():
            of_other_kinds: list[list[Candidate]] = []
            for window in neighbourhoods.windows(candidate):
                fresh = [other for other in window if other.value not in seen]
                seen.update(other.value for other in fresh)
                alike = [c for c in fresh if kind_of(c.value) == kind]
                if alike:
                    yield alike
                if len(alike) < len(fresh):
                    of_other_kinds.append([c for c in fresh if c not in alike])
            yield from of_other_kinds

    def windows_within(
        self, key: Value, values: Collection[Value]
    ) -> Iterator[list[Candidate]]:
        """Yield those of *values* that could be taken for *key*, in windows as well."""
        candidate, seen = self._candidate(key), {key}
        for neighbourhoods in self._levels():
            others = [c for c in map(neighbourhoods.get, values) if c is not None]
            fresh = [c for c in others if c.value not in seen]
            seen.update(c.value for c in fresh)
            fresh.sort(key=lambda c: (neighbourhoods.distance(candidate, c), c.digest))
            cell = [c for c in fresh if neighbourhoods.distance(candidate, c) == (0, 0)]
            first = len(fresh) if len(fresh) <= MOST else len(cell)
            if first >= FEWEST - 1 or first == len(fresh):
                yield fresh[:first]
                fresh = fresh[first:]
            for start in range(0, len(fresh), NEAREST):
                yield fresh[start : start + NEAREST]

    def _candidate(self, value: Value) -> Candidate:
        return self._pools.candidate(value)

    def _levels(self) -> Iterator[Neighbourhoods]:
        """Yield the neighbourhoods of keys, of what has their role, and of their kind."""
        yield self._of_keys
        yield self._of_role
        yield self._of_kind

    @cached_property
    def _of_keys(self) -> Neighbourhoods:
        candidates = [self._candidate(value) for value in self.weights]
        return Neighbourhoods(_bands(candidates, self.weights), self._pools.traits_of)

    @cached_property
    def _of_role(self) -> Neighbourhoods:
        values = dict.fromkeys((*self.weights, *self._pools.of_role))
        return Neighbourhoods([[*map(self._candidate, values)]], self._pools.traits_of)

    @cached_property
    def _of_kind(self) -> Neighbourhoods:
        values = dict.fromkeys((*self.weights, *self._pools.of_kind))
        return Neighbourhoods([[*map(self._candidate, values)]], self._pools.traits_of)
