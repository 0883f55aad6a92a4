"""Parts that options share: a key must not be where the parts of the others meet.

"2 March" in three of four options and 1992 in two give away 2 March 1992.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from quizgen.dates import Date
from quizgen.model import Value


@lru_cache(maxsize=1 << 14)
def parts_of(value: Value) -> Mapping[str, object]:
    """Return the parts of a date or a number that a learner may see in several options."""
    if isinstance(value, Date):
        if not value.month:
            return {}
        parts: dict[str, object] = {"year": value.year, "month": value.month}
        if value.day:
            parts |= {"day": value.day, "day and month": (value.day, value.month)}
        return parts
    if isinstance(value, Decimal) and value.as_tuple().exponent != 0:
        return {"whole": int(value), "fraction": abs(value) % 1}
    if isinstance(value, int) and abs(value) >= 1000:
        first, *rest = f"{abs(value):,}".split(",")
        parts = {"first figures": (first, len(rest))}
        if value % 1000:  # that many are round says nothing
            parts["last figures"] = (rest[-1], 0)
        return parts
    return {}


def unevenness(key: Value, others: Sequence[Value]) -> tuple[int, int]:
    """Return how many parts of *key* are commoner than any other, and are uneven at all.

    Where every option has its own part, or all have the same, or they have it in pairs,
    nothing points to one of them; and that a set of options is even does not depend on
    which of them is the key.
    """
    pointing = uneven = 0
    parts_of_all = [parts_of(value) for value in (key, *others)]
    for kind, part in parts_of_all[0].items():
        all_parts = [parts.get(kind) for parts in parts_of_all]
        own = all_parts.count(part)
        counts = [all_parts.count(other) for other in all_parts if other != part]
        if counts:
            pointing += own > max(counts)
            uneven += counts.count(own) < len(counts)
    return pointing, uneven
