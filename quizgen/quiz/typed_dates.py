"""Dates as people type them, in every way that can be meant."""

import re
from collections.abc import Iterator

from quizgen import dates
from quizgen.dates import Date
from quizgen.i18n import LANGUAGES

_FILLERS = {filler for words in LANGUAGES.values() for filler in words.calendar.fillers}
"""Words that stand in a date and say nothing, in every language of the program."""


def read_dates(reply: str) -> Iterator[Date]:
    """Yield the dates that *reply* can mean, in any usual way of writing them.

    ``2022-01-06``, ``6 Jan 2022``, ``January 6th, 2022``, ``6.1.2022``, ``01/2022``,
    ``2022``. Where day and month could be either way round, both are meant; two figures
    can be a year of the first century, of the 1900s or of the 2000s.
    """
    text = reply.strip().casefold()
    text = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", text)
    words = [word for word in re.findall(r"\d+|[^\W\d_]+", text) if word not in _FILLERS]
    months = [_month(word) for word in words if word.isalpha()]
    figures = [word for word in words if word.isdecimal()]
    if len(words) > 3 or not all(months):
        return
    for year, *month_and_day in _arrangements(months, figures):
        for century in (0, 1900, 2000) if len(year) == 2 else (0,):
            try:
                yield dates.date(century + int(year), *map(int, month_and_day))
            except (ValueError, OverflowError):
                continue


def _arrangements(months: list[int], figures: list[str]) -> Iterator[tuple[str, ...]]:
    """Yield year, month and day, as far as they are given, in every order they may have.

    Args:
        months: The months that were written in letters, 1 to 12.
        figures: All else, as written.
    """
    match months, figures:
        case [], [year]:
            yield (year,)
        case [], [first, last]:
            yield (first, last) if len(first) == 4 else (last, first)
        case [], [first, middle, last]:
            if len(first) == 4:
                yield first, middle, last
            else:
                yield last, middle, first
                yield last, first, middle
        case [month], [year]:
            yield year, str(month)
        case [month], [first, last]:
            year, day = (first, last) if len(first) == 4 else (last, first)
            yield year, str(month), day


def _month(word: str) -> int:
    """Return 1 to 12 for a month's name or its first three letters or more; else 0.

    Names in every language of the program are read; cases that differ in the last
    letter alone are too: ``январе``.
    """
    for words in LANGUAGES.values():
        for number, name in enumerate(words.calendar.months, 1):
            name = name.casefold()
            if len(word) >= 3 and (name.startswith(word) or word[:-1] == name[:-1]):
                return number
    return 0
