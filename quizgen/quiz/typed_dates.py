"""Dates as people type them, in every way that can be meant."""

import re
from collections.abc import Iterator
from functools import cache

from quizgen import dates
from quizgen.dates import Date
from quizgen.i18n import LANGUAGES, has_language
from quizgen.i18n.locales import month_names
from quizgen.text import keyboard_text

_FILLERS = {filler for words in LANGUAGES.values() for filler in words.calendar.fillers}
"""Words that stand in a date and say nothing, in every language of the program."""
_YEAR_FIRST = re.compile(
    r"\d+ ?(?:{})\b".format(
        "|".join(
            filler
            for words in LANGUAGES.values()
            if words.calendar.day.startswith("{year}")
            for filler in words.calendar.fillers
        )
    )
)
"""The beginning of a date in a language that writes the year before the day."""
_ORDINAL = re.compile(r"(?<=\d)-?(?:st|nd|rd|th|er|го|е|й|му|м|шы|ші)\b")
_LONGEST_ENDING = 5
"""The most letters that a case adds to the name of a month: қаңтарында."""


def read_dates(reply: str, language: str = "en") -> Iterator[Date]:
    """Yield the dates that *reply* can mean, in any usual way of writing them.

    ``2022-01-06``, ``6 Jan 2022``, ``January 6th, 2022``, ``6.1.2022``, ``01/2022``,
    ``2022``. Where day and month could be either way round, both are meant, if English
    is the *language* of the deck; two figures can be a year of the first century, of the
    1900s or of the 2000s.
    """
    text = _plain(reply)
    parts = _parts(text, language)
    if parts is None or _is_day_and_month(text, *parts):
        return
    is_month_first = language.startswith("en") and "." not in text
    if _YEAR_FIRST.match(text):
        months, (year, *day) = parts
        arrangements = [(year, *map(str, months), *day)]
    else:
        arrangements = [*_arrangements(*parts, is_month_first=is_month_first)]
    for year, *month_and_day in arrangements:
        for century in (0, 1900, 2000) if len(year) == 2 else (0,):
            try:
                yield dates.date(century + int(year), *map(int, month_and_day))
            except (ValueError, OverflowError):
                continue


def read_days(reply: str, language: str = "en") -> Iterator[tuple[int, int]]:
    """Yield the months and days that *reply* can mean without a year; 0 is no day."""
    parts = _parts(_plain(reply), language)
    match parts:
        case [month], []:
            yield month, 0
        case [month], [day] if len(day) <= 2:
            yield month, int(day)
        case [], [day, month] if len(day) <= 2 and len(month) <= 2:
            yield int(month), int(day)


def _plain(reply: str) -> str:
    return _ORDINAL.sub("", keyboard_text(reply).casefold())


def _parts(text: str, language: str) -> tuple[list[int], list[str]] | None:
    """Return the months in letters, 1 to 12, and the figures; None if there is more."""
    if re.fullmatch(r"\d{8}", text):
        return [], [text[:4], text[4:6], text[6:]]
    words = [word for word in re.findall(r"\d+|[^\W\d_]+", text) if word not in _FILLERS]
    months = [_month(word, language) for word in words if word.isalpha()]
    figures = [word for word in words if word.isdecimal()]
    return None if len(words) > 3 or not all(months) else (months, figures)


def _is_day_and_month(text: str, months: list[int], figures: list[str]) -> bool:
    """Return whether ``6 January`` is a day: in that order, no year has two figures."""
    return (
        len(months) == len(figures) == 1
        and len(figures[0]) <= 2
        and text[0].isdecimal()
        and not _YEAR_FIRST.match(text)
    )


def _arrangements(
    months: list[int], figures: list[str], *, is_month_first: bool
) -> Iterator[tuple[str, ...]]:
    """Yield year, month and day, as far as they are given, in every order they may have.

    Args:
        months: The months that were written in letters, 1 to 12.
        figures: All else, as written.
        is_month_first: Of three figures, the first can be the month.
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
                if is_month_first and first != middle:
                    yield last, first, middle
        case [month], [year]:
            yield year, str(month)
        case [month], [first, last]:
            year, day = (first, last) if len(first) == 4 else (last, first)
            yield year, str(month), day


@cache
def _month(word: str, language: str) -> int:
    """Return 1 to 12 for a month's name or its first three letters or more; else 0.

    Names in *language* and in those of the program are read, with the endings of a case:
    ``январе``, ``қаңтарда``.
    """
    if len(word) < 3:
        return 0
    tables = [words.calendar.months for words in LANGUAGES.values()]
    for months in tables:
        for number, name in enumerate(map(str.casefold, months), 1):
            if name.startswith(word) or word[:-1] == name[:-1]:
                return number
            ending = word.removeprefix(name)
            if len(name) > 3 and len(ending) < min(len(word), _LONGEST_ENDING + 1):
                return number
    own = () if has_language(language) else month_names(language)
    for number, names in enumerate(own, 1):
        if any(name.startswith(word) for name in names):
            return number
    return 0
