"""The texts that the statistics share, at a terminal and on a page: headlines, dates."""

from datetime import date
from typing import NamedTuple

from quizgen.i18n import Words, count_text, spell_number
from quizgen.review.stats import Stats

YEAR_WEEKS = 53
"""Weeks that hold a year, whatever day it ends on."""
LEVELS = 4
"""How many shades a day with answers can have."""


class WeekGrid(NamedTuple):
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


def weekday_names(words: Words) -> list[str]:
    """Return what stands beside Monday to Sunday: every second name, up to Friday."""
    names = words.calendar.weekdays
    return [names[0], "", names[2], "", names[4], "", ""]


def calendar(day: int, weeks: int, room: int, words: Words) -> WeekGrid:
    """Return the last *weeks* up to *day*; a month's name is as wide as *room* weeks."""
    start = day - (day - 1) % 7 - 7 * (weeks - 1)  # day 1 was a Monday
    months = {0: date.fromordinal(start + 6).month}
    for week in range(1, weeks - room + 1):
        sunday = date.fromordinal(start + 7 * week + 6)
        if sunday.day <= 7:
            months[week] = sunday.month
    if any(week in months for week in range(1, room)):
        del months[0]
    short_months = words.calendar.short_months
    names = {week: short_months[month - 1] for week, month in months.items()}
    return WeekGrid(start, weeks, names)


def level(count: int, most: int) -> int:
    """Return the shade of a day with *count* answers: 0 if none, LEVELS for the *most*."""
    return -(-LEVELS * count // most)


def date_text(day: int, words: Words, *, year: bool = False) -> str:
    """Return ``24 Nov`` or, with its *year*, ``24 Nov 2026``."""
    when = date.fromordinal(day)
    names = words.calendar
    pattern = names.short_day if year else names.day_and_month
    month = names.short_months[when.month - 1]
    return pattern.format(day=when.day, month=month, year=when.year)


def headlines(stats: Stats, words: Words) -> list[str]:
    """Return what matters most, in a line each."""
    texts = words.stats
    reviews = count_text(stats.reviews, texts.reviews, words)
    days = count_text(len(stats.reviews_by_day), words.review.days, words)
    lines = [texts.reviews_on_days.format(reviews=reviews, days=days)]
    if stats.streak > 1:
        lines.append(texts.streak.format(number_text(stats.streak, words)))
    lines.append(_facts_text(stats, words))
    due = texts.due_today.format(number_text(stats.forecast[0], words))
    if stats.overdue:
        due += texts.overdue.format(number_text(stats.overdue, words))
    lines.append(due)
    if stats.leeches:
        lines.append(count_text(len(stats.leeches), texts.leeches, words))
    if stats.suspended:
        lines.append(count_text(stats.suspended, texts.suspended, words))
    return lines


def _facts_text(stats: Stats, words: Words) -> str:
    counts = stats.facts_known
    total, text = counts.all_facts, words.stats.known_of_facts
    if total is None:
        total, text = counts.seen_facts, words.stats.known_of_facts_met
    share = counts.known_facts / max(1, total)
    known_facts = number_text(counts.known_facts, words)
    return text.format(known_facts, number_text(total, words), f"{share:.0%}")


def number_text(number: int, words: Words) -> str:
    """Return *number* with its thousands set apart."""
    return spell_number(number, words.code)
