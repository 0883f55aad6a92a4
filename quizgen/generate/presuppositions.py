"""What a stem takes for granted of its answer, beside what it asks.

"Which of these elements of period 2 melts at a higher temperature than boron?" asks for
the heat, and takes the period for granted: an element of another period is no option.

The patterns of a template fall into branches: those that hang together by values that
the stem does not show. A branch that has to do with the answer either is what is asked or
is taken for granted. What satisfies all branches but the one that is asked is a near miss.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from quizgen.dates import Date
from quizgen.deck.patterns import bound_variables, pattern_text, variables_of
from quizgen.generate.labels import part_of_date
from quizgen.model import (
    Comparison,
    Constant,
    Count,
    Extreme,
    OfKind,
    Pattern,
    Statement,
    Value,
)
from quizgen.query.compare import Unknown
from quizgen.query.index import Index, TooManySteps
from quizgen.query.match import sure_bindings
from quizgen.query.plan import Query, prepare_query
from quizgen.query.statements import Binding

_MOST_VALUES = 400
"""Values that are listed; more than these are tested one by one."""
_MOST_BINDINGS = 10 * _MOST_VALUES
"""Ways to satisfy a requirement that are gone through for that list."""
_PARTS = {1: "year", 2: "month", 3: ""}


class Branch(NamedTuple):
    """Patterns about the answer that hang together by what the stem does not show.

    Attributes:
        is_judgement: It compares, counts, ranks or denies.
        is_open: It has a variable that the stem does not show: it is not told whole.
        place: That of the last variable that it shares with the stem; -1 if there is none.
        numbers: Of its patterns, among those of the template.
        is_named: It shares a variable with the stem, or names a thing itself.
    """

    is_judgement: bool
    is_open: bool
    place: int
    numbers: tuple[int, ...]
    is_named: bool


class Requirement:
    """Patterns that hold of an answer, or do not, where some variables have a value.

    Attributes:
        patterns: About *answer*, and maybe other variables.
    """

    def __init__(self, index: Index, patterns: Sequence[Pattern], answer: str) -> None:
        self.patterns = patterns
        self._answer = answer
        self._query: Query = prepare_query(index, patterns)
        self._variables = {name for p in patterns for name in variables_of(p)}
        self._is_listable = any(answer in bound_variables(p) for p in patterns)
        self._lists: dict[tuple[object, ...], frozenset[Value] | None] = {}

    def __str__(self) -> str:
        return ", ".join(map(pattern_text, self.patterns))

    def values(self, given: Mapping[str, Value | Unknown]) -> frozenset[Value] | None:
        """Return the answers of which it surely holds; None if too many to list."""
        if not self._is_listable:
            return None
        fixed, vague = self._split(given)
        key = (*sorted(fixed.items()), "", *sorted(vague.items()))
        if key not in self._lists:
            self._lists[key] = self._list_values(fixed, vague)
        return self._lists[key]

    def holds(self, value: Value, given: Mapping[str, Value | Unknown]) -> bool:
        """Tell whether it surely holds of *value*."""
        fixed, vague = self._split(given)
        try:
            bindings = sure_bindings(self._query, {**fixed, self._answer: value})
            return any(_agree(binding, vague) for binding, _ in bindings)
        except TooManySteps:
            return False

    def _split(self, given: Mapping[str, Value | Unknown]) -> tuple[Binding, Binding]:
        """Return the values of its variables: exact ones, and dates shown in part."""
        fixed: Binding = {}
        vague: Binding = {}
        for name, value in given.items():
            if name in self._variables and name != self._answer:
                is_vague = isinstance(value, Date) and not value.day
                (vague if is_vague else fixed)[name] = value
        return fixed, vague

    def _list_values(self, fixed: Binding, vague: Binding) -> frozenset[Value] | None:
        values: set[Value] = set()
        try:
            for number, (binding, _) in enumerate(sure_bindings(self._query, dict(fixed))):
                value = binding[self._answer]
                if not isinstance(value, Unknown) and _agree(binding, vague):
                    values.add(value)
                if len(values) > _MOST_VALUES or number > _MOST_BINDINGS:
                    return None
        except TooManySteps:
            return None
        return frozenset(values)


def _agree(binding: Binding, vague: Binding) -> bool:
    """Tell whether the dates of *binding* are within those that the stem shows in part."""
    for name, shown in vague.items():
        value = binding.get(name)
        if (
            isinstance(value, Date)
            and isinstance(shown, Date)
            and part_of_date(value, _PARTS[shown.precision]) != shown
        ):
            return False
    return True


class Presuppositions:
    """What the stems of one template take for granted, where they show *shown*.

    Args:
        patterns: All of the template.
        answer: The name of its variable.
        shown: The names of the variables that the stem shows, in its order.
    """

    def __init__(
        self, index: Index, patterns: Sequence[Pattern], answer: str, shown: Sequence[str]
    ) -> None:
        self._index = index
        self._patterns = patterns
        self._answer = answer
        self._branches = sorted(_branches(patterns, answer, shown), reverse=True)
        self._askable = [
            branch
            for branch in self._branches
            if any(_can_be_asked(patterns[n], answer) for n in branch.numbers)
        ]

    @property
    def is_plain(self) -> bool:
        """True if a comparison is asked, and plain facts that the stem names are not.

        These must hold of every option: there is no other way to read the stem. So they
        must if it asks for the first or the last of those of which they hold.
        """
        if not self._askable:
            return False
        asked = self._askable[0]
        patterns = [self._patterns[n] for n in asked.numbers]
        if any(map(_is_denied, patterns)):
            return False
        others = [b for b in self._branches if b is not asked and not b.is_judgement]
        is_any_named = any(other.is_named for other in others)
        return bool(self._ranked(asked)) or (asked.is_judgement and is_any_named)

    @cached_property
    def requirements(self) -> list[Requirement]:
        """What near misses satisfy: all but what is asked; then all but another branch."""
        requirements = []
        for asked in self._askable[:2]:
            numbers = [n for b in self._branches if b is not asked for n in b.numbers]
            patterns = [self._patterns[n] for n in sorted(numbers)] + self._ranked(asked)
            if patterns:
                requirements.append(Requirement(self._index, patterns, self._answer))
        return requirements

    def _ranked(self, branch: Branch) -> list[Pattern]:
        """Return the patterns about the answer whose first or last is in *branch*."""
        ranked: list[Pattern] = []
        for number in branch.numbers:
            pattern = self._patterns[number]
            if isinstance(pattern, Extreme) and self._answer in variables_of(pattern):
                ranked += pattern.inner
        return ranked


def _branches(
    patterns: Sequence[Pattern], answer: str, shown: Sequence[str]
) -> list[Branch]:
    """Return the branches of *patterns* in which *answer* stands."""
    parts: list[tuple[set[str], list[int]]] = []
    for number, pattern in enumerate(patterns):
        hidden = {name for name in variables_of(pattern) if name not in (answer, *shown)}
        joined = [part for part in parts if not part[0].isdisjoint(hidden)]
        parts = [part for part in parts if part[0].isdisjoint(hidden)]
        names = hidden.union(*(names for names, _ in joined))
        parts.append((names, [*(n for _, numbers in joined for n in numbers), number]))
    branches = []
    for hidden, numbers in parts:
        own = [patterns[n] for n in sorted(numbers)]
        variables = [name for pattern in own for name in variables_of(pattern)]
        if answer in variables:
            place = max([shown.index(v) for v in variables if v in shown], default=-1)
            is_judgement = any(map(_judges, own))
            is_named = place >= 0 or any(map(_names_something, own))
            branch = Branch(
                is_judgement, bool(hidden), place, tuple(sorted(numbers)), is_named
            )
            branches.append(branch)
    return branches


def _judges(pattern: Pattern) -> bool:
    if isinstance(pattern, Comparison):
        return pattern.operator != "!="
    return isinstance(pattern, Count | Extreme) or _is_denied(pattern)


def _names_something(pattern: Pattern) -> bool:
    """Tell whether *pattern* is a statement about a thing or a value that it names."""
    return isinstance(pattern, Statement) and any(
        isinstance(term, Constant) for term in (pattern.subject, pattern.value)
    )


def _is_denied(pattern: Pattern) -> bool:
    return isinstance(pattern, Statement) and pattern.denied


def _can_be_asked(pattern: Pattern, answer: str) -> bool:
    """Tell whether *pattern* says more of *answer* than a kind, or what it is not."""
    if isinstance(pattern, OfKind) or answer not in variables_of(pattern):
        return False
    return not isinstance(pattern, Comparison) or pattern.operator != "!="
