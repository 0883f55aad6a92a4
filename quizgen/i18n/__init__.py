"""The texts of the program itself in each language; dates and numbers in words.

A language is a file beside this one and a line in LANGUAGES: it holds all that is said,
and also what is understood when dates and numbers are typed. (The headings of class lists
are read in more languages than these: see `exam.roster_columns`.) What is written in
another language is spoken of in English, and `check` warns its author.
"""

from decimal import Decimal

from quizgen.dates import Date
from quizgen.i18n import locales
from quizgen.i18n.english import ENGLISH
from quizgen.i18n.kazakh import KAZAKH
from quizgen.i18n.russian import RUSSIAN
from quizgen.i18n.words import Plural as Plural
from quizgen.i18n.words import Words as Words

_LEAST_PLAIN, _LEAST_GREAT = Decimal("0.000001"), Decimal(10**15)
"""Between these, numbers are written without an exponent,"""
_MOST_FIGURES = 9
"""and others if they have more figures than these besides noughts."""
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
LANGUAGES = {"en": ENGLISH, "ru": RUSSIAN, "kk": KAZAKH}
"""Every language that the program speaks, by its code."""


def has_language(language: str) -> bool:
    """Say whether the program speaks *language*, a BCP 47 tag such as ``ru-KZ``."""
    return _code(language) in LANGUAGES


def words_in(language: str) -> Words:
    """Return what the program says in *language*, a BCP 47 tag; in English if it cannot."""
    return LANGUAGES.get(_code(language), ENGLISH)


def spell_date(date: Date, language: str = "en") -> str:
    """Return *date* as people write it: ``7 October 2002``, ``October 2002``, ``2002``.

    A language that the program does not speak gets the ISO form, ``2002-10-07``.
    """
    if not date.month:
        return str(date.year)
    words = LANGUAGES.get(_code(language))
    if words is None:
        return str(date)
    calendar = words.calendar
    names = calendar.months if date.day else calendar.months_alone
    pattern = calendar.day if date.day else calendar.month
    return pattern.format(day=date.day, month=names[date.month - 1], year=date.year)


def spell_number(number: int | Decimal, language: str = "en") -> str:
    """Return *number* in figures, its thousands set apart: ``1,234.5``, ``1 234,5``.

    What would have too many noughts has an exponent: ``6.02 × 10²³``.
    """
    power = 0
    if number and not _LEAST_PLAIN <= abs(Decimal(number)) < _LEAST_GREAT:
        digits = Decimal(number).normalize()
        if len(digits.as_tuple().digits) <= _MOST_FIGURES:
            power = digits.adjusted()
            number = digits.scaleb(-power)
    text = f"{Decimal(number):,f}"
    if language != "en":
        thousands, decimal = number_marks(language)
        marks = {",": thousands, ".": decimal}
        text = "".join(marks.get(character, character) for character in text)
    return f"{text} × 10{str(power).translate(_RAISED)}" if power else text


def number_marks(language: str) -> tuple[str, str]:
    """Return what groups thousands in *language*, and what stands before a fraction."""
    if has_language(language):
        words = words_in(language)
        return words.thousands, words.decimal
    return locales.number_marks(language) or (ENGLISH.thousands, ENGLISH.decimal)


def count_text(number: int, noun: Plural, words: Words) -> str:
    """Return *number* before the right form of *noun*: ``1 question``, ``2 questions``."""
    return f"{spell_number(number, words.code)} {noun[words.plural(number)]}"


def _code(language: str) -> str:
    return language.partition("-")[0].lower()
