"""Nearness: the candidates for the place of a key that is a name, in windows, best first.

All satisfy what the stem takes for granted, and what the author wants near, as long as
there are such: first what an author contrasts with the key, then what has a word of the
stem, if the key has it, then the rest. Of these, keys of other questions that are alike
come before all others.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import islice
from typing import NamedTuple

from quizgen.generate.candidates import NEAREST, Candidate
from quizgen.generate.cues import Cue, cue_in_stem, own_roots, roots, roots_of, tied_names
from quizgen.generate.groups import Key, StemGroup
from quizgen.generate.presuppositions import Requirement
from quizgen.hashing import digest
from quizgen.model import Value
from quizgen.query.compare import Unknown

_MOST_TESTED = 96
"""Candidates that are tested one by one, where those that will do are too many to list."""
_MOST_ECHOES = 16
"""Candidates among which those are sought that have a word of the stem."""


class Condition(NamedTuple):
    """A requirement, and the values that its variables have in each reading of a stem.

    Attributes:
        is_authors: An author says that it must hold; else the stem takes it for granted.
    """

    requirement: Requirement
    readings: Sequence[Mapping[str, Value | Unknown]]
    is_authors: bool = False

    def __str__(self) -> str:
        why = "as 'options' says" if self.is_authors else "as its stem takes for granted"
        return f"for which '{self.requirement}' holds, {why}"

    def values(self) -> frozenset[Value] | None:
        """Return all values that satisfy it; None if they are too many to list."""
        lists = [self.requirement.values(reading) for reading in self.readings]
        if any(values is None for values in lists):
            return None
        return frozenset().union(*(values for values in lists if values is not None))

    def holds(self, value: Value) -> bool:
        """Tell whether *value* satisfies it."""
        return any(self.requirement.holds(value, reading) for reading in self.readings)


class Windows:
    """The candidates for the place of one key, each window found when it is first wanted.

    Attributes:
        must: What holds of them all.
    """

    def __init__(self, group: StemGroup, key: Key) -> None:
        self.must, preferred = _conditions(group)
        self._known: list[list[Candidate]] = []
        self._others = _without_repetition(_windows(group, key, self.must, preferred))

    def __iter__(self) -> Iterator[list[Candidate]]:
        """Yield each window; no candidate is in two of them."""
        number = 0
        while number < len(self._known) or self._find_next():
            yield self._known[number]
            number += 1

    def _find_next(self) -> bool:
        window = next(self._others, None)
        if window is not None:
            self._known.append(window)
        return window is not None


def windows_of(group: StemGroup, key: Key | None = None) -> Windows:
    """Return the candidates for the place of *key*, or of the first; made once."""
    key = key or group.keys[0]
    windows = group.windows.get(key.value)
    if windows is None:
        windows = group.windows[key.value] = Windows(group, key)
    assert isinstance(windows, Windows)
    return windows


def conditions_of_options(group: StemGroup) -> Sequence[Condition]:
    """Return what must hold of every option for the keys of *group*, if they are names."""
    return (
        () if group.bound.answer_literal in ("date", "number") else windows_of(group).must
    )


def is_fit_key(group: StemGroup, key: Key) -> bool:
    """Tell whether what an author says of every option holds of *key* as well."""
    binding = {name: value for name, value in key.binding.items() if value != key.value}
    return all(
        requirement.holds(key.value, binding)
        for requirement in group.bound.option_requirements
    )


def _conditions(group: StemGroup) -> tuple[list[Condition], list[list[Condition]]]:
    """Return what must hold of every option, and what had better, the best first."""
    bound, readings = group.bound, group.stem_values
    by_key = [{**key.binding} for key in group.keys]
    must = [
        Condition(requirement, by_key, is_authors=True)
        for requirement in bound.option_requirements
    ]
    presuppositions = bound.presuppositions(tuple(readings[0]))
    missed = [[Condition(r, readings)] for r in presuppositions.requirements]
    if presuppositions.is_plain:
        must += missed[0]
        missed = []
    near = [[Condition(requirement, by_key)] for requirement in bound.near_requirements]
    preferred = [[*a, *b] for a in (*missed, []) for b in (*near, [])]
    return must, preferred


def _windows(
    group: StemGroup, key: Key, must: list[Condition], preferred: list[list[Condition]]
) -> Iterator[list[Candidate]]:
    first = [*must, *preferred[0]]
    contrasts = [c for c in _contrasts(group) if _satisfies(c, must)]
    yield [c for c in contrasts if _satisfies(c, first)]
    nearest = (c for window in _satisfying(group, key, first) for c in window)
    yield _echoes(group, key, nearest)
    for conditions in preferred:
        yield from _satisfying(group, key, [*must, *conditions])
        yield contrasts


def _contrasts(group: StemGroup) -> Iterator[Candidate]:
    """Yield what the author contrasts with a key, maybe for another question."""
    answer = group.bound.template.answer
    for value in group.contrasts:
        yield Candidate(value, group.bound.label(answer, value), 0, digest(str(value)))


def _satisfies(candidate: Candidate, conditions: Sequence[Condition]) -> bool:
    return all(condition.holds(candidate.value) for condition in conditions)


def _satisfying(
    group: StemGroup, key: Key, conditions: Sequence[Condition]
) -> Iterator[list[Candidate]]:
    """Yield the windows of what satisfies all of *conditions*."""
    pool = group.key_pool
    lists = [(condition, condition.values()) for condition in conditions]
    listed = [values for _, values in lists if values is not None]
    tested = [condition for condition, values in lists if values is None]
    if listed:
        values = reduce(frozenset.intersection, listed)
        windows = pool.windows_within(key.value, values)
    else:
        windows = pool.windows(key.value)
    if not tested:
        yield from windows
        return
    candidates = (candidate for window in windows for candidate in window)
    window: list[Candidate] = []
    for candidate in islice(candidates, _MOST_TESTED):
        if _satisfies(candidate, tested):
            window.append(candidate)
            if len(window) == NEAREST:
                yield window
                window = []
    if window:
        yield window


def _echoes(group: StemGroup, key: Key, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return those of *candidates* that have a word of the stem which *key* has."""
    cue = cue_in_stem(group, key, ())
    if cue is None:
        return []
    return [c for c in islice(candidates, _MOST_ECHOES) if _has_word(group, c, cue)]


def _has_word(group: StemGroup, candidate: Candidate, cue: Cue) -> bool:
    sought = roots(cue.word)
    if not sought.isdisjoint(own_roots(group, candidate)):
        return True
    if cue.is_own:
        return False
    tied = tied_names(group, str(candidate.value))
    return any(not sought.isdisjoint(roots_of(name)) for name in tied)


def _without_repetition(windows: Iterable[list[Candidate]]) -> Iterator[list[Candidate]]:
    """Yield *windows* without what was in an earlier one, and none that is empty."""
    seen: set[Value] = set()
    for window in windows:
        fresh = [candidate for candidate in window if candidate.value not in seen]
        if fresh:
            seen.update(candidate.value for candidate in fresh)
            yield fresh
