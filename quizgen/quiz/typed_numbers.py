"""Numbers as people type them, with what stands before and after the figures."""

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from quizgen.i18n import LANGUAGES, has_language, number_marks, words_in
from quizgen.i18n.locales import scale_words
from quizgen.i18n.words import Words
from quizgen.text import keyboard_text

_LONGEST = 200
"""The most characters that are read: no number that a deck can hold is longer."""
_MINUS = "|".join({word for words in LANGUAGES.values() for word in words.minus})
_FIGURES = re.compile(
    rf"""
    (?P<before>(?!(?:{_MINUS})\b)[^\W\d]+\$?|[^\w\s.,'+-])?\ ?
    (?P<sign>[+-]|(?:{_MINUS})\b)?\ ?
    (?: (?:(?P<whole>\d+)\ )? (?P<dividend>\d+)/(?P<divisor>\d+)(?!\d)
      | (?P<mantissa>\d[\d.,' ]*|[.,]\d+)
        (?: \ ?[x×хX·⋅∙•*]\ ?10\ ?(?:\^|\*\*)\ ?(?P<times_ten_to>[+-]?\d{{1,3}})
          | (?:\^|\*\*)\ ?(?P<power>[+-]?\d{{1,3}})
          | [eеEЕ](?P<exponent>[+-]?\d{{1,3}})
        )?
    )
    (?P<after>(?![\d/^]).*|)
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_VULGAR_FRACTION = re.compile(r"(?<=\d)(?=[¼-¾⅐-⅞])")
_POWER_OF_UNIT = re.compile(r"[^\W\d_](?:\^|\*\*)?[+-]?\d+")
_TOKEN = re.compile(r"([^\W\d_]+)(?:\.|$|(?=\s))\s*(.*)", re.DOTALL)


class TypedNumber(NamedTuple):
    """One way to read what was typed.

    Attributes:
        step: The worth of the last figure: 0.1 of 2.5, 1 of 30.
        unit: What is typed besides, as it is; empty if nothing.
        is_before: The unit stands before the number, as that of a currency.
        is_scaled: There is a word as "million", which is in *number*.
    """

    number: Fraction
    step: Fraction
    unit: str
    is_before: bool = False
    is_scaled: bool = False


def read_numbers(reply: str, language: str = "en") -> Iterator[TypedNumber]:
    """Yield the numbers that *reply* can mean, with their units.

    Figures (``2,030``, ``2 030``, ``1/2``), with exponents (``3e8``, ``3×10^8``), words
    (``four``, ``two hundred``), and both (``30 million``, ``30m``). *language* says what
    a single comma or point before three figures does; otherwise it is clear.
    """
    text = keyboard_text(_VULGAR_FRACTION.sub(" ", reply.strip()))
    if len(text) > _LONGEST:
        return
    number = _read_figures(text, language) or _read_words(text, language)
    if number is None or re.search(r"\d", _POWER_OF_UNIT.sub("", number.unit)):
        return
    yield number
    for _ in range(2):  # a thousand million
        scale, unit = split_scale(number.unit, language)
        if scale == 1 or number.is_before:
            return
        number = TypedNumber(
            number.number * scale, number.step * scale, unit, is_scaled=True
        )
        yield number


def split_scale(unit: str, language: str, fewest: int = 1) -> tuple[int, str]:
    """Return the number and the rest of *unit*: "million people" is 1,000,000 "people".

    A word for a number has *fewest* letters: a deck's "m" are metres.
    """
    match = _TOKEN.fullmatch(unit)
    if match and len(match[1]) < fewest:
        return 1, unit
    scale = scales(language).get(match[1].lower(), 1) if match else 1
    return (scale, match[2]) if match and scale > 1 else (1, unit)


@cache
def scales(language: str) -> Mapping[str, int]:
    """Return what words as "million" mean in *language*, and in those of the program.

    A word that *language* has means what it does there: a German Billion is an English
    trillion.
    """
    words = {word: scale for it in LANGUAGES.values() for word, scale in it.scales.items()}
    own = words_in(language).scales if has_language(language) else scale_words(language)
    return {**words, **own}


# Figures


def _read_figures(text: str, language: str) -> TypedNumber | None:
    match = _FIGURES.fullmatch(text)
    if match is None:
        return None
    before, after = match["before"] or "", match["after"].strip(" .,;!?")
    scale = scales(language).get(after.lower(), 0) if before and after else 1
    if not scale:
        return None  # there are two units, or none
    sign = -1 if match["sign"] not in (None, "", "+") else 1
    if match["divisor"]:
        if not int(match["divisor"]):
            return None
        part = Fraction(int(match["dividend"]), int(match["divisor"]))
        number = int(match["whole"] or 0) + part
        return TypedNumber(sign * number, Fraction(0), after)
    mantissa = match["mantissa"].rstrip(" .,'")
    value = _value(mantissa, language)
    if value is None:
        return None
    number, step = value
    if match["power"]:
        if number != 10:
            return None
        number, step = Fraction(10) ** int(match["power"]), Fraction(0)
    power = Fraction(10) ** int(match["times_ten_to"] or match["exponent"] or 0)
    power *= scale
    if before and after:  # $30 million
        return TypedNumber(sign * number * power, step * power, before, True, True)
    return TypedNumber(sign * number * power, step * power, after or before, bool(before))


def _value(figures: str, language: str) -> tuple[Fraction, Fraction] | None:
    """Return the number that *figures* write, and the worth of the last of them."""
    if re.search(r"[ ']", figures):
        if not re.fullmatch(r"\d{1,3}(?:[ ']\d{3})+(?:[.,]\d+)?", figures):
            return None
        figures = re.sub(r"[ ']", "", figures)
        whole, fraction = _halves(figures)
    else:
        halves = _ungrouped(figures, language)
        if halves is None:
            return None
        whole, fraction = halves
    return Fraction(int(whole + fraction or 0), 10 ** len(fraction)), Fraction(
        1, 10 ** len(fraction)
    )


def _halves(figures: str) -> tuple[str, str]:
    """Return what stands before and after the last comma or point."""
    whole, _, fraction = re.sub(r"[.,](?=\d*$)", "|", figures).partition("|")
    return whole, fraction


def _ungrouped(figures: str, language: str) -> tuple[str, str] | None:
    """Return *figures* without marks: whole and fraction; None if nobody writes so."""
    marks = re.sub(r"\d", "", figures)
    if not marks:
        return figures, ""
    whole, fraction = _halves(figures)
    if len({*marks}) == 1:
        thousands, _ = number_marks(language)
        is_group = re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", figures) is not None
        if len(marks) == 1 and not (is_group and marks == keyboard_text(thousands)):
            return whole, fraction
        whole, fraction = figures, ""
    elif marks[-1] in marks[:-1]:
        return None
    if not re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+|\d{1,2}(?:,\d\d)*,\d{3}", whole):
        return None
    return re.sub(r"[.,]", "", whole), fraction


# Words


def _read_words(text: str, language: str) -> TypedNumber | None:
    """Return the number whose words *text* begins with, and the rest as its unit."""
    tokens = re.split(r"[\s-]+", text.lower())
    for code in dict.fromkeys((words_in(language).code, *LANGUAGES)):
        words = LANGUAGES[code]
        sign = 1
        rest: Sequence[str] = tokens
        if rest[0] in words.minus:
            sign, rest = -1, rest[1:]
        for length in range(len(rest), 0, -1):
            number = _value_of_words(rest[:length], words)
            if number is not None:
                if rest[length : length + 1] and rest[length] in words.numerals:
                    return None
                unit = " ".join(rest[length:])
                return TypedNumber(sign * Fraction(number), Fraction(1), unit)
    return None


def _value_of_words(tokens: Sequence[str], words: Words) -> int | None:
    """Return the number that *tokens* are all words of: ``two hundred``, ``сто два``."""
    total = group = 0
    place, scale_before, is_open = 1000, 10**15, True
    for token in tokens:
        number = words.numerals.get(token)
        if token in words.numeral_fillers and token != tokens[0]:
            continue
        if number == 100 and 0 < group < 10:
            group, place = group * 100, 100
        elif number is not None and number < place and (number or tokens == [token]):
            group += number
            place = 100 if number >= 100 else 10 if number >= 10 and not number % 10 else 1
        else:
            scale = words.scales.get(token, 0) if len(token) > 1 else 0
            if not 0 < scale < scale_before or (total and not group):
                return None
            total, group = total + (group or 1) * scale, 0
            place, scale_before = 1000, scale
        is_open = False
    return None if is_open else total + group
