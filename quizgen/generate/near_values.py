"""Dates and numbers near a key: those of the facts; where they are too few, made up."""

from collections.abc import Iterable
from decimal import Decimal

from quizgen import dates
from quizgen.dates import Date
from quizgen.generate.candidates import Candidate, Role, roles_of
from quizgen.generate.context import GenerationContext
from quizgen.generate.labels import part_of_date
from quizgen.hashing import digest
from quizgen.model import Fact, Template, Value

_MOST_COMPARED = 160
"""Dates or numbers of the facts that are kept for one key, the nearest."""

_PERCENT = ("%", "per cent", "percent")
_SHIFTS = ((-1, 0), (1, 0), (-2, 0), (2, 0), (0, 1), (0, -1), (3, 0))
"""Years and months from a key to a date near it, nearest first."""


class QuantityPool:
    """Dates or numbers for the answer of one template, found once for all its questions."""

    def __init__(self, context: GenerationContext, template: Template) -> None:
        self._index = context.index
        self._labels = context.labels
        self._part = template.answer.part
        self._roles = roles_of(template, template.answer.variable)
        self._tiers: dict[tuple[Value, str], list[list[Candidate]]] = {}

    def tiers_near(self, key: Date | int | Decimal, unit: str) -> list[list[Candidate]]:
        """Return what could be mistaken for *key*, which is not among it.

        Two tiers, each nearest first: what the base has in its role; what is made up near
        it, for where the first are too few.
        """
        tiers = self._tiers.get((key, unit))
        if tiers is None:
            values = (
                self._dates_near(key)
                if isinstance(key, Date)
                else self._numbers_near(key, unit)
            )
            tiers = [[self._candidate(v, unit) for v in tier] for tier in values]
            self._tiers[key, unit] = tiers
        return tiers

    def _candidate(self, value: Value, unit: str) -> Candidate:
        label = self._labels.value(value, self._part)
        if unit:
            label = f"{label} {unit}"
        facts = [fact for role in self._roles for fact in self._facts_in_role(role, value)]
        return Candidate(value, label, 0, digest(str(value)), facts)

    def _facts_in_role(self, role: Role, value: Value) -> Iterable[Fact]:
        if role.side == "value":
            facts = self._index.column(role.relation, value)
            return [fact for fact in facts if _is_within(fact.value, value)]
        return [
            fact
            for fact in self._index.facts[role.relation]
            if _is_within(getattr(fact, role.side), value)
        ]

    def _dates_near(self, key: Date) -> list[list[Value]]:
        days: set[Date] = set()
        for role in self._roles:
            for fact in self._index.facts[role.relation]:
                value = getattr(fact, role.side)
                if isinstance(value, Date):
                    days.add(part_of_date(value, self._part))
        nearby = {
            day
            for day in days
            if day.precision == key.precision and abs(day.year - key.year) <= 15
        }
        ranked = sorted(nearby, key=lambda day: (abs(day.first - key.first), day))
        invented = [day for day in near_dates(key) if day.first <= self._index.now.last]
        return [
            [day for day in ranked[:_MOST_COMPARED] if not key.overlaps(day)],
            [day for day in invented if not key.overlaps(day) and day not in nearby],
        ]

    def _numbers_near(self, key: int | Decimal, unit: str) -> list[list[Value]]:
        numbers = {
            fact.value
            for role in self._roles
            if role.side == "value"
            for fact in self._index.facts[role.relation]
            if isinstance(fact.value, int | Decimal) and fact.unit == unit
        }
        nearby = [n for n in numbers if n > 0 and key > 0 and key / 3 <= n <= key * 3]
        ranked = sorted(nearby, key=lambda n: (abs(n - key), n))[:_MOST_COMPARED]
        return [
            [number for number in ranked if number != key],
            [number for number in near_numbers(key, unit) if number not in nearby],
        ]


def _is_within(value: object, wrong: Value) -> bool:
    """Tell whether *value* is *wrong*, or a finer date within it."""
    if isinstance(wrong, Date) and isinstance(value, Date):
        return wrong.first <= value.first and value.last <= wrong.last
    return value == wrong


def near_dates(key: Date) -> list[Date]:
    """Return dates near *key*, of its precision."""
    nearby: list[Date] = []
    for years, months in _SHIFTS:
        month = key.month
        year = key.year + years
        if months and not month:
            continue
        if months:
            year += (month - 1 + months) // 12
            month = (month - 1 + months) % 12 + 1
        try:
            nearby.append(dates.date(year, month, key.day))
        except ValueError:
            continue  # 29 February, or past year 9999
    return nearby


def near_numbers(key: int | Decimal, unit: str) -> list[Value]:
    """Return numbers near *key*, as round as it is; none that its unit rules out."""
    step: int | Decimal = 1
    if isinstance(key, Decimal):
        step = Decimal(1).scaleb(int(key.as_tuple().exponent))
        step *= max(1, int(abs(key) / 20 / step))
    else:
        while key and key % (step * 10) == 0:
            step *= 10
        step *= max(1, abs(key) // (step * 15))
    most = 100 if unit in _PERCENT and key <= 100 else None
    nearby = (key + count * step for count in (1, -1, 2, -2, 3, -3))
    return [n for n in nearby if (n >= 0 or key < 0) and (most is None or n <= most)]
