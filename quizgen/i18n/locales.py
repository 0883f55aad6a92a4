"""Numbers and months in the languages that the program does not speak itself.

Babel knows them from the Unicode CLDR. It is loaded only where a deck is in such a
language, or where units are typed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale


@cache
def locale_of(language: str) -> Locale | None:
    """Return what Babel knows of *language*, a BCP 47 tag; None if that is nothing."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


@cache
def number_marks(language: str) -> tuple[str, str] | None:
    """Return what groups thousands in *language*, and what stands before a fraction."""
    locale = locale_of(language)
    if locale is None:
        return None
    symbols = locale.number_symbols["latn"]
    return symbols["group"], symbols["decimal"]


@cache
def month_names(language: str) -> tuple[frozenset[str], ...]:
    """Return the names of January to December in *language*, in lower case."""
    locale = locale_of(language)
    if locale is None:
        return ()
    forms = [
        locale.months[context][width]
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
    ]
    return tuple(
        frozenset(form[month].rstrip(".").lower() for form in forms)
        for month in range(1, 13)
    )


@cache
def scale_words(language: str) -> Mapping[str, int]:
    """Return the words for a thousand, a million and more, without full stops."""
    return dict(_scale_words(language))


def _scale_words(language: str) -> Iterator[tuple[str, int]]:
    locale = locale_of(language)
    if locale is None:
        return
    for by_plural in locale.compact_decimal_formats.values():
        for by_size in by_plural.values():
            for size, pattern in by_size.items():
                zeros, _, word = str(pattern.pattern).replace("\xa0", " ").partition(" ")
                word = word.replace("'", "").rstrip(".").lower()
                if zeros.strip("0") == "" and word.isalpha():
                    yield word, int(size) // 10 ** (len(zeros) - 1)
