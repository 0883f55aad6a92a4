"""Dates and numbers made up near a key, for where the facts have too few."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import islice

from quizgen import dates
from quizgen.dates import Date

_PERCENT = ("%", "per cent", "percent")
_MOST = 8
"""Years and numbers that are made up on one side of a key, at most."""
_SHIFTS = (
    *((1, 0), (0, 1), (1, 1), (1, -1), (2, 0), (3, 0), (0, 2), (2, 1), (2, -1)),
    *((4, 0), (5, 0), (6, 0)),
)
"""Years and months from a key to a date above it; below, they are taken off."""
_DAYS = (7, 14, 21, 28)
"""Days from a key to dates beside it, for where there is no room for others."""
_STEPS = 15
"""A number is at least so many steps from nothing."""
_FEWEST = 5
"""Numbers for which there is room below a hundred per cent, if it can be."""
_SMALL = 3
"""Up to so much, nothing at all is a number to be taken for the key."""


def dates_beside(key: Date, side: int) -> list[Date]:
    """Return dates near *key*, as fine: before it if *side* is -1, after it if 1."""
    if not key.month:
        shifts: Iterable[tuple[int, int]] = ((years, 0) for years in range(1, _MOST + 1))
    else:
        shifts = _SHIFTS
    nearby = []
    for years, months in shifts:
        count = 12 * (key.year + side * years) + max(0, key.month - 1) + side * months
        try:
            nearby.append(dates.date(count // 12, key.month and count % 12 + 1, key.day))
        except ValueError:
            continue  # 29 February, or a year that there is not
    if key.day:
        nearby += [dates.of_ordinal(key.first + side * days) for days in _DAYS]
    return nearby


def numbers_beside(key: int | Decimal, unit: str, side: int) -> list[int | Decimal]:
    """Return numbers near *key*, as round as it is: below it if *side* is -1, above if 1.

    They have its sign and as many decimals, and none is more than a hundred per cent
    unless the key is.
    """
    if key < 0:
        return [-number for number in numbers_beside(-key, unit, -side) if number]
    exponent = int(key.as_tuple().exponent) if isinstance(key, Decimal) else 0
    most = 100 if unit in _PERCENT and key <= 100 else None
    counts = _rounded_numbers_beside(
        int(Decimal(key).scaleb(-exponent)),
        side,
        allows_none=not exponent and (not unit or unit in _PERCENT),
        most=None if most is None else most * 10**-exponent,
    )
    if isinstance(key, Decimal):
        return [Decimal(count).scaleb(exponent) for count in islice(counts, _MOST)]
    return list(islice(counts, _MOST))


def _rounded_numbers_beside(
    key: int, side: int, *, allows_none: bool, most: int | None
) -> Iterator[int]:
    """Yield whole numbers that end in as many noughts as *key*, nearest first.

    None is more than *most*; where there is little room below that, they are nearer.
    """
    unit = 1
    while key and key % (unit * 10) == 0:
        unit *= 10
    digits = key // unit
    step = digits // _STEPS
    if most is not None:
        step = min(step, (most - key) // unit // _FEWEST)
    step = max(1, step)
    least = 0 if allows_none and unit == 1 and key <= _SMALL else 1
    number = digits + side * step
    for _ in range(_MOST + _MOST // 4):
        if number < least or (most is not None and number * unit > most):
            break
        if number % 10 or not number:
            yield number * unit
        number += side * step
    if side < 0 and digits < 10 and unit > 1:  # below 100 come 90, 80 and 70
        yield from range(9 * unit // 10, 0, -unit // 10)
