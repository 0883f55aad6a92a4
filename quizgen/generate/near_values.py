"""Dates and numbers made up near a key, for where the facts have too few."""

from decimal import Decimal

from quizgen import dates
from quizgen.dates import Date
from quizgen.model import Value

_PERCENT = ("%", "per cent", "percent")
_SHIFTS = ((-1, 0), (1, 0), (-2, 0), (2, 0), (0, 1), (0, -1), (3, 0))
"""Years and months from a key to a date near it, nearest first."""


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
