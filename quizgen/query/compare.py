"""Values compared when some are vague or unknown: surely, or only possibly."""

from typing import TypeAlias, TypeGuard

from quizgen.dates import Date
from quizgen.model import Comparison, Constant, Term, Value, Variable


class Unknown:
    """A value that the base does not know: it may be anything.

    Attributes:
        first: The day before which it is not; None if it may be anything indeed.
    """

    __slots__ = ("first",)

    def __init__(self, first: Date | None = None) -> None:
        self.first = first

    def __repr__(self) -> str:
        return f"UNKNOWN from {self.first}" if self.first else "UNKNOWN"


UNKNOWN = Unknown()
TermValue: TypeAlias = "Value | Unknown | None"
"""The value of a term in a binding: what is Unknown, None if it is not bound yet."""

OPPOSITE = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
"""The comparison that holds where the other surely does not, by operator."""


def compare(left: TermValue, operator: str, right: TermValue) -> bool:
    """Tell whether the comparison surely holds.

    That it does not says nothing of its opposite: with a vague date, both are unsure.
    Two dates of one year are not surely equal: each may be another of its days.
    """
    if operator in (">", ">="):
        left, right, operator = right, left, operator.replace(">", "<")
    if operator == "=":
        return left == right and not isinstance(left, Unknown) and not is_vague(left)
    if operator == "!=":
        return not may_equal(left, right)
    if isinstance(left, Date) and isinstance(right, Date):
        if operator == "<":
            return left.last < right.first
        return left.last <= right.first or (left == right and left.day > 0)
    if isinstance(left, Date) and isinstance(right, Unknown) and right.first:
        last, first = left.last, right.first.first
        return last < first if operator == "<" else last <= first
    if isinstance(left, str | Date | Unknown) or isinstance(right, str | Date | Unknown):
        return False
    if left is None or right is None:
        return False
    return left < right if operator == "<" else left <= right


def surely_holds(comparison: Comparison, left: TermValue, right: TermValue) -> bool:
    """Tell whether *comparison* surely holds of the values of its two terms.

    A date that is written in it may be wider than the one that is equal to it.
    """
    if comparison.operator == "=":
        if isinstance(comparison.right, Constant):
            return _is_value(left) and surely_equal(left, right, comparison.right)
        if isinstance(comparison.left, Constant):
            return _is_value(right) and surely_equal(right, left, comparison.left)
    return compare(left, comparison.operator, right)


def is_vague(value: TermValue) -> bool:
    """Tell whether *value* is a date of which only the month or the year is known."""
    return isinstance(value, Date) and not value.day


def _is_value(value: TermValue) -> TypeGuard[Value]:
    return value is not None and not isinstance(value, Unknown)


def surely_equal(value: Value, wanted: TermValue, term: Term) -> bool:
    """Tell whether the value of a fact surely is what a pattern has at *term*.

    A date that is written in the pattern may be wider than that of the fact; two vague
    dates that meet in a variable are not surely the same day.
    """
    if not isinstance(wanted, Date) or not isinstance(value, Date):
        return value == wanted
    if isinstance(term, Variable):
        return value == wanted and value.day > 0
    return wanted.first <= value.first and value.last <= wanted.last


def may_equal(left: TermValue, right: TermValue) -> bool:
    """Tell whether both can be the same: unknown values can, overlapping dates can."""
    if left is right or left == right:
        return True
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return not (compare(left, "<", right) or compare(right, "<", left))
    return isinstance(left, Date) and isinstance(right, Date) and left.overlaps(right)
