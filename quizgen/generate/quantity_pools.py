"""Dates and numbers for the place of an answer, on either side of a key."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple, TypeAlias

from quizgen.dates import Date
from quizgen.generate.candidates import Candidate, roles_of
from quizgen.generate.context import GenerationContext
from quizgen.generate.labels import part_of_date
from quizgen.generate.near_values import dates_beside, numbers_beside
from quizgen.hashing import digest
from quizgen.model import Fact, Template, Value

_Grade: TypeAlias = tuple[str, int]

_MOST_YEARS = 30
"""Between a key and what could be mistaken for it."""
_MOST_TIMES = 3
"""A number that could be mistaken for another is at most so many times as large,"""
_ALWAYS_NEAR = 3
"""or differs from it by no more than this."""
_MOST_ON_A_SIDE = 24
"""Dates or numbers of the base that are kept on one side of a key."""


class Quantity(NamedTuple):
    """A date or a number, with its *unit* if it has one."""

    value: Date | int | Decimal
    unit: str


_Lines: TypeAlias = dict[_Grade, list[Quantity]]


class Side(NamedTuple):
    """The candidates on one side of a key, each nearest first.

    Attributes:
        keys: Those that are keys of other questions of the template.
        others: Those that the base has in the same role.
        made_up: Those that nobody has, as round and as fine as the key.
    """

    keys: Sequence[Candidate]
    others: Sequence[Candidate]
    made_up: Sequence[Candidate]


class QuantityPool:
    """Dates or numbers for the answer of one template, found once for all its questions.

    Args:
        asked: All keys of the template.

    Attributes:
        rank_shares: How likely each rank is for the key of a stem, by the number of other
            options and the stem; filled by `quantities`.
    """

    def __init__(
        self, context: GenerationContext, template: Template, asked: Iterable[Quantity]
    ) -> None:
        self._context = context
        self._part = template.answer.part
        self._roles = roles_of(template, template.answer.variable)
        self._keys = _lines_of(asked)
        self._sides: dict[tuple[str, str], tuple[Side, Side]] = {}
        self._candidates: dict[tuple[str, str], Candidate] = {}
        self.rank_shares: dict[int, dict[str, Sequence[float]]] = {}

    def sides_of(self, key: Quantity) -> tuple[Side, Side]:
        """Return what could be mistaken for *key*: what is less, and what is more."""
        name = (str(key.value), key.unit)
        sides = self._sides.get(name)
        if sides is None:
            sides = self._sides[name] = (self._side_of(key, -1), self._side_of(key, 1))
        return sides

    def facts_of(self, value: Value) -> Sequence[Fact]:
        """Return what puts *value* into the role of the answer."""
        return self._facts.get(value, ())

    def _side_of(self, key: Quantity, side: int) -> Side:
        keys = _near(self._keys, key, side)
        others = [other for other in _near(self._in_role, key, side) if other not in keys]
        real = {*keys, *others}
        if isinstance(key.value, Date):
            made_up = [Quantity(day, "") for day in dates_beside(key.value, side)]
        else:
            numbers = numbers_beside(key.value, key.unit, side)
            made_up = [Quantity(number, key.unit) for number in numbers]
        return Side(
            self._candidates_of(keys, key),
            self._candidates_of(others, key),
            self._candidates_of([other for other in made_up if other not in real], key),
        )

    def _candidates_of(
        self, quantities: Iterable[Quantity], key: Quantity
    ) -> list[Candidate]:
        """Return candidates; none after the day of the check, unless *key* is."""
        now = self._context.index.now.last
        is_past = not isinstance(key.value, Date) or key.value.first <= now
        return [
            self._candidate(quantity)
            for quantity in quantities
            if not (
                is_past and isinstance(quantity.value, Date) and quantity.value.first > now
            )
        ]

    def _candidate(self, quantity: Quantity) -> Candidate:
        value, unit = quantity
        text = str(value)  # 11 is equal to 11.0, which has a decimal
        candidate = self._candidates.get((text, unit))
        if candidate is None:
            label = self._context.labels.value(value, self._part)
            if unit:
                label = f"{label} {unit}"
            facts = self._facts.get(value, ())
            candidate = Candidate(value, label, 0, digest(text), facts)
            self._candidates[text, unit] = candidate
        return candidate

    @cached_property
    def _in_role(self) -> _Lines:
        """Return all that the base has where the answer stands in the patterns."""
        return _lines_of(
            Quantity(
                part_of_date(value, self._part) if isinstance(value, Date) else value,
                fact.unit if role.side == "value" else "",
            )
            for role in self._roles
            for fact in self._context.index.facts[role.relation]
            if isinstance(value := getattr(fact, role.side), Date | int | Decimal)
        )

    @cached_property
    def _facts(self) -> Mapping[Value, Sequence[Fact]]:
        """Return what puts each value into the role of the answer, finer dates too."""
        facts: dict[Value, list[Fact]] = defaultdict(list)
        for role in self._roles:
            for fact in self._context.index.facts[role.relation]:
                value = getattr(fact, role.side)
                if isinstance(value, Date):
                    for precision in range(1, value.precision + 1):
                        facts[value.truncate(precision)].append(fact)
                elif value is not None:
                    facts[value].append(fact)
        return facts


def _lines_of(quantities: Iterable[Quantity]) -> _Lines:
    """Return them in order, those that are as fine and of one unit together."""
    lines: dict[_Grade, set[Quantity]] = defaultdict(set)
    for quantity in quantities:
        lines[_grade_of(quantity)].add(quantity)
    return {grade: sorted(line) for grade, line in lines.items()}


def _grade_of(quantity: Quantity) -> _Grade:
    """Return the unit and the precision: of a number, its decimals."""
    value = quantity.value
    if isinstance(value, Date):
        return "", value.precision
    if isinstance(value, Decimal):
        return quantity.unit, -int(value.as_tuple().exponent)
    return quantity.unit, 0


def _near(lines: _Lines, key: Quantity, side: int) -> list[Quantity]:
    """Return what could be mistaken for *key* on one side of it, nearest first."""
    line = lines.get(_grade_of(key), [])
    if side < 0:
        end = bisect_left(line, key)
        nearest = line[max(0, end - _MOST_ON_A_SIDE) : end][::-1]
    else:
        start = bisect_right(line, key)
        nearest = line[start : start + _MOST_ON_A_SIDE]
    return [other for other in nearest if _is_near(other.value, key.value)]


def _is_near(value: Date | int | Decimal, key: Date | int | Decimal) -> bool:
    if isinstance(value, Date):
        return isinstance(key, Date) and abs(value.year - key.year) <= _MOST_YEARS
    if isinstance(key, Date):
        return False
    number, other = Decimal(value), Decimal(key)
    if number >= 0 and other >= 0 and abs(number - other) <= _ALWAYS_NEAR:
        return True
    least, most = sorted((abs(number), abs(other)))
    return number * other > 0 and most <= _MOST_TIMES * least
