"""Statistics -> what all their charts share: the headlines, a calendar, dates as text."""

from datetime import date
from typing import NamedTuple

from quizgen.i18n.english import ENGLISH
from quizgen.review.stats import Stats

YEAR_WEEKS = 53
"""Weeks that hold a year, whatever day it ends on."""
WEEKDAYS = ("Mo", "", "We", "", "Fr", "", "")
LEVELS = 4
"""How many shades a day with answers can have."""


class Calendar(NamedTuple):
    """The weeks, from Monday on, that end with the week of some day.

    Attributes:
        start: The first Monday, as `date.toordinal` counts, like all days here.
        weeks: How many weeks there are.
        months: The names to stand above weeks, by the week's number from 0: a month's
            above its first week.
    """

    start: int
    weeks: int
    months: dict[int, str]


def calendar(day: int, weeks: int, room: int) -> Calendar:
    """Return the last *weeks* up to *day*; a month's name is as wide as *room* weeks."""
    start = day - (day - 1) % 7 - 7 * (weeks - 1)  # day 1 was a Monday
    months = {0: date.fromordinal(start + 6).month}
    for week in range(1, weeks - room + 1):
        sunday = date.fromordinal(start + 7 * week + 6)
        if sunday.day <= 7:
            months[week] = sunday.month
    if any(week in months for week in range(1, room)):
        del months[0]
    names = {
        week: ENGLISH.calendar.short_months[month - 1] for week, month in months.items()
    }
    return Calendar(start, weeks, names)


def level(count: int, most: int) -> int:
    """Return the shade of a day with *count* answers: 0 if none, LEVELS for the *most*."""
    return -(-LEVELS * count // most)


def date_text(day: int, *, year: bool = False) -> str:
    """Return ``24 Nov`` or, with its *year*, ``24 Nov 2026``."""
    when = date.fromordinal(day)
    text = f"{when.day} {ENGLISH.calendar.short_months[when.month - 1]}"
    return f"{text} {when.year}" if year else text


def headlines(stats: Stats) -> list[str]:
    """Return what matters most, in a line each."""
    days = _count_text(len(stats.reviews_by_day), "day")
    lines = [f"{_count_text(stats.reviews, 'review')} on {days}"]
    if stats.streak > 1:
        lines.append(f"{stats.streak:,} days in a row")
    lines.append(_facts_text(stats))
    due = f"{stats.forecast[0]:,} due today"
    if stats.overdue:
        due += f", {stats.overdue:,} of them overdue"
    lines.append(due)
    if stats.leeches:
        lines.append(_count_text(len(stats.leeches), "leech", "es"))
    if stats.suspended:
        lines.append(f"{_count_text(stats.suspended, 'question')} suspended")
    return lines


def _facts_text(stats: Stats) -> str:
    counts = stats.facts_known
    total, noun = counts.all_facts, "facts"
    if total is None:
        total, noun = counts.seen_facts, "facts met"
    share = counts.known_facts / max(1, total)
    return f"{counts.known_facts:,} of {total:,} {noun} known today ({share:.0%})"


def _count_text(number: int, noun: str, plural: str = "s") -> str:
    return f"{number:,} {noun}{plural if number != 1 else ''}"
