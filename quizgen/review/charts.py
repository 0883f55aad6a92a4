"""A tally -> what its pictures have in common: the words above them, and a calendar."""

from datetime import date
from typing import NamedTuple

from quizgen.dates import MONTHS
from quizgen.review.stats import Tally

YEAR = 53
"""Weeks that hold a year, whatever day it ends on."""
WEEKDAYS = ("Mo", "", "We", "", "Fr", "", "")
LEVELS = 4
"""Shades of a day on which there were answers."""


class Calendar(NamedTuple):
    """Weeks, from Monday on, that end with the one of a day.

    Attributes:
        start: The first Monday, as all days here.
        weeks: How many.
        months: Names to stand above weeks, by their number: a month's above its first.
    """

    start: int
    weeks: int
    months: dict[int, str]


def calendar(day: int, weeks: int, room: int) -> Calendar:
    """The last *weeks* up to *day*; the name of a month is as wide as *room* of them."""
    start = day - (day - 1) % 7 - 7 * (weeks - 1)  # day 1 was a Monday
    months = {0: date.fromordinal(start + 6).month}
    for week in range(1, weeks - room + 1):
        sunday = date.fromordinal(start + 7 * week + 6)
        if sunday.day <= 7:
            months[week] = sunday.month
    if any(week in months for week in range(1, room)):
        del months[0]
    names = {week: MONTHS["en"][month - 1][:3] for week, month in months.items()}
    return Calendar(start, weeks, names)


def level(count: int, most: int) -> int:
    """How dark a day with *count* answers is: 0 if none, to LEVELS for the *most*."""
    return -(-LEVELS * count // most)


def spelled(day: int, *, year: bool = False) -> str:
    """``24 Nov``, or ``24 Nov 2026``."""
    when = date.fromordinal(day)
    text = f"{when.day} {MONTHS['en'][when.month - 1][:3]}"
    return f"{text} {when.year}" if year else text


def headlines(tally: Tally) -> list[str]:
    """What matters most, in a line each."""
    done = f"{_counted(tally.reviews, 'review')} on {_counted(len(tally.days), 'day')}"
    known, of, which = tally.known.known, tally.known.facts, "facts"
    if of is None:
        of, which = tally.known.met, "facts met"
    facts = f"{known:,} of {of:,} {which} known today ({known / max(1, of):.0%})"
    due = f"{tally.forecast[0]:,} due today"
    if tally.overdue:
        due += f", {tally.overdue:,} of them overdue"
    lines = [done, facts, due]
    if tally.streak > 1:
        lines.insert(1, f"{tally.streak:,} days in a row")
    if tally.leeches:
        lines.append(_counted(len(tally.leeches), "leech", "es"))
    if tally.suspended:
        lines.append(f"{_counted(tally.suspended, 'question')} suspended")
    return lines


def _counted(number: int, noun: str, plural: str = "s") -> str:
    return f"{number:,} {noun}{plural if number != 1 else ''}"
