"""Dates as precise as their source, and the spans between them.

A date is a year, a month or a day (EDTF level 0, the profile of ISO 8601 at
https://www.loc.gov/standards/datetime/). It stands for an unknown day between its
*first* and its *last*, so every comparison has three outcomes: surely, possibly, no.
Dates as learners type them are read in `quiz.typed_dates`, and spelled in `i18n`.
"""

import datetime
import re
from functools import cache
from typing import NamedTuple

EARLIEST = 0
"""The ordinal that stands for no beginning."""
LATEST = datetime.date.max.toordinal() + 1
"""The ordinal that stands for no end."""
_SHAPE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


class Date(NamedTuple):
    """A year, a month or a day of the Gregorian calendar, years 1 to 9999.

    Attributes:
        year: 1 to 9999.
        month: 1 to 12; 0 if only the year is known.
        day: 1 to 31; 0 if no day is known.
        first: Ordinal of the first day it can mean (1 January of year 1 is 1).
        last: Ordinal of the last day it can mean.
    """

    year: int
    month: int
    day: int
    first: int
    last: int

    def __str__(self) -> str:
        text = f"{self.year:04}"
        if self.month:
            text += f"-{self.month:02}"
        if self.day:
            text += f"-{self.day:02}"
        return text

    @property
    def precision(self) -> int:
        """1 for a year, 2 for a month, 3 for a day."""
        return 1 + bool(self.month) + bool(self.day)

    def truncate(self, precision: int) -> "Date":
        """Return this date, no finer than *precision*: 1 is a year, 2 a month, 3 a day."""
        if precision >= self.precision:
            return self
        month = self.month if precision > 1 else 0
        return date(self.year, month, self.day if precision > 2 else 0)

    def overlaps(self, other: "Date") -> bool:
        """Return whether both can be the same day."""
        return self.first <= other.last and other.first <= self.last


@cache
def date(year: int, month: int = 0, day: int = 0) -> Date:
    """Return the Date of these numbers; a month or a day of 0 is not known.

    Raises:
        ValueError: There is no such date.
    """
    first = datetime.date(year, month or 1, day or 1)
    last = first.replace(month=month or 12)
    last = last.replace(day=day or _days_in(year, month or 12))
    return Date(year, month, day, first.toordinal(), last.toordinal())


def of_ordinal(ordinal: int) -> Date:
    """Return the day of that ordinal: 1 is 1 January of year 1.

    Raises:
        ValueError: There is no such day.
    """
    day = datetime.date.fromordinal(ordinal)
    return date(day.year, day.month, day.day)


def _days_in(year: int, month: int) -> int:
    """Return the number of days in a month; `calendar` has it, but is slow to import."""
    if month == 12:
        return 31
    next_month = datetime.date(year, month + 1, 1)
    return (next_month - datetime.timedelta(days=1)).day


@cache
def parse_iso(text: str) -> Date:
    """Return the date that *text* writes as ``2002``, ``2002-10`` or ``2002-10-07``.

    Raises:
        ValueError: *text* is not of that form, or there is no such date; the message
            says which, and is fit to show.
    """
    shape = _SHAPE.fullmatch(text)
    if shape is None:
        raise ValueError("expected a date such as 2002, 2002-10 or 2002-10-07")
    year, month, day = (int(part) if part else 0 for part in shape.groups())
    if (shape[2] and not month) or (shape[3] and not day):
        raise ValueError("there is no such date")
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError("there is no such date") from None


class Span(NamedTuple):
    """A time in which something held: four ordinals of days, since both ends may be vague.

    It began between *start_first* and *start_last* and ended, its last day included,
    between *end_first* and *end_last*. No end written means that it goes on. An end
    without a beginning proves nothing before that end.
    """

    start_first: int
    start_last: int
    end_first: int
    end_last: int

    def surely(self, when: Date) -> bool:
        """Return whether it held on every day that *when* can mean."""
        return self.start_last <= when.first and when.last <= self.end_first

    def possibly(self, when: Date) -> bool:
        """Return whether it may have held on some day that *when* can mean."""
        return self.start_first <= when.last and when.first <= self.end_last

    def overlaps(self, other: "Span") -> bool:
        """Return whether both surely held for more than one common day.

        One day in common is a hand-over, which sources date for both sides.
        """
        return max(self.start_last, other.start_last) < min(self.end_first, other.end_first)


ALWAYS = Span(EARLIEST, EARLIEST, LATEST, LATEST)


@cache
def span(since: Date | None, until: Date | None) -> Span:
    """Return the time from *since* to *until*, each None where nothing is written.

    Raises:
        ValueError: *until* is surely before *since*.
    """
    if since is None and until is None:
        return ALWAYS
    if since is not None and until is not None and until.last < since.first:
        raise ValueError(f"until {until} is before since {since}")
    end_first, end_last = (until.first, until.last) if until else (LATEST, LATEST)
    if since is None:
        return Span(EARLIEST, end_first, end_first, end_last)
    return Span(since.first, since.last, end_first, end_last)
