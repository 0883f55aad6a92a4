"""A question and a reply -> a verdict.

Typed answers forgive what a reader would forgive: case, accents, punctuation, articles,
other spellings that the deck lists, and a slip of the finger. They never forgive another
name that the deck knows.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from typing import NamedTuple, TypeAlias

from quizgen import dates
from quizgen.dates import Date
from quizgen.model import (
    Answer,
    MatchQuestion,
    OptionsQuestion,
    OrderQuestion,
    Question,
    TrueFalseQuestion,
    TypedQuestion,
)
from quizgen.text import folded

Reply: TypeAlias = str | bool | tuple[int, ...]
"""Typed text; true or false (for a card: known or not); 0-based indexes."""
DONT_KNOW: Reply = ()
"""The reply to any question that the learner cannot answer."""

_MOST_SLIPS = 3
_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen"
    " fourteen fifteen sixteen seventeen eighteen nineteen twenty"
).split()


class Verdict(NamedTuple):
    """What a reply was worth.

    Attributes:
        right: Whether it counts as known.
        share: How much of it was right, 0 to 1.
        remark: What the learner should know besides; lower case, no full stop.
    """

    right: bool
    share: float
    remark: str = ""


RIGHT = Verdict(True, 1.0)
WRONG = Verdict(False, 0.0)


def mark(question: Question, reply: Reply) -> Verdict:
    """Mark *reply*, which is DONT_KNOW or of the type that *question* takes.

    Raises:
        TypeError: It is of another type.
    """
    if reply == DONT_KNOW:
        return WRONG
    match question, reply:
        case TypedQuestion(), str() if question.form != "card":
            return typed(question.answer, reply)
        case TrueFalseQuestion(), bool():
            return RIGHT if reply == question.truth else WRONG
        case TypedQuestion(), bool() if question.form == "card":
            return RIGHT if reply else WRONG
        case (OptionsQuestion(), tuple()):
            return _chosen([option.right for option in question.options], reply)
        case ((OrderQuestion() | MatchQuestion()), tuple()):
            return _shared(question.key, reply)
        case _:
            raise TypeError(f"{type(reply).__name__} for {question.form}")


def _chosen(right: Sequence[bool], reply: Sequence[int]) -> Verdict:
    keys = {index for index, is_right in enumerate(right) if is_right}
    picked = {*reply}
    if picked == keys:
        return RIGHT
    if len(keys) == 1 == len(picked):
        return WRONG
    hits, missed, false = len(keys & picked), len(keys - picked), len(picked - keys)
    counts = ((hits, "right"), (missed, "missed"), (false, "wrong"))
    remark = ", ".join(f"{count} {what}" for count, what in counts if count)
    return Verdict(False, max(0.0, (hits - false) / len(keys)), remark)


def _shared(key: Sequence[int], reply: Sequence[int]) -> Verdict:
    if tuple(reply) == tuple(key):
        return RIGHT
    hits = sum(a == b for a, b in zip(key, reply, strict=False))
    return Verdict(False, hits / len(key), f"{hits} of {len(key)} in place")


def typed(answer: Answer, reply: str) -> Verdict:
    """Mark a typed *reply*."""
    if not reply.strip():
        return WRONG
    if isinstance(answer.value, Date):
        return _dated(answer.value, reply)
    if answer.value is not None:
        return RIGHT if answer.value in set(numbers(reply)) else WRONG
    given = folded(reply)
    accepted = {folded(text) for text in (answer.text, *answer.accepted)}
    if given in accepted:
        return RIGHT
    if _is_slip(given, accepted, answer.rivals):
        return Verdict(True, 1.0, f"spelled {answer.text}")
    return WRONG


def _is_slip(given: str, accepted: set[str], rivals: Iterable[str]) -> bool:
    """Whether *given* is a mistyped name, and nearer to it than to any other."""
    from rapidfuzz.distance import OSA  # only typed answers need it

    distance, near = min(
        (OSA.distance(given, text, score_cutoff=_MOST_SLIPS), text) for text in accepted
    )
    if distance > _slips(near) or _figures(given) != _figures(near):
        return False
    if not rivals:  # "dependent" is not "independent", "Russia" not "Russian"
        return _edges(given) == _edges(near)
    return not any(
        OSA.distance(given, rival, score_cutoff=distance) <= distance
        for rival in rivals
        if rival not in accepted
    )


def _slips(text: str) -> int:
    """How many letters may be wrong: none in a short name, three in a long one."""
    return min(_MOST_SLIPS, len(text) // 5)


def _figures(text: str) -> list[str]:
    """A wrong digit or numeral is a wrong answer, never a slip."""
    return [word for word in re.findall(r"\d|[^\W\d]+", text) if _is_figure(word)]


def _is_figure(word: str) -> bool:
    return word.isdecimal() or word in _SMALL


def _edges(text: str) -> list[str]:
    return [word[0] + word[-1] for word in text.split()]


# Numbers


def numbers(reply: str) -> Iterator[int | Decimal]:
    """The numbers that *reply* can mean: ``2,030``, ``2 030``, ``2.030``, ``four``."""
    text = reply.strip().casefold()
    if text in _SMALL:
        yield _SMALL.index(text)
        return
    found = re.fullmatch(r"([+-]?\d[\d.,'’\s]*)\D*", text)
    if found is None:
        return
    plain = re.sub(r"['’\s]", "", found[1]).rstrip(".,")
    whole = re.sub(r"[.,](?=\d{3}(?:\D|$))", "", plain)
    for reading in sorted({whole, plain}):
        try:
            number = Decimal(reading.replace(",", "."))
        except InvalidOperation:
            continue
        yield int(number) if number == number.to_integral_value() else number


# Dates


def _dated(key: Date, reply: str) -> Verdict:
    readings = list(read_dates(reply))
    if any(key.first <= day.first and day.last <= key.last for day in readings):
        return RIGHT
    for day in readings:
        if day.precision < key.precision and day.overlaps(key):
            known = ("", "year", "month")[day.precision]
            asked = ("", "", "month", "day")[key.precision]
            return Verdict(False, 0.5, f"right {known}, no {asked}")
    return WRONG


def read_dates(reply: str) -> Iterator[Date]:
    """The dates that *reply* can mean, in any usual way of writing them.

    ``2022-01-06``, ``6 Jan 2022``, ``January 6th, 2022``, ``6.1.2022``, ``01/2022``,
    ``2022``. Where day and month could be either way round, both are meant.
    """
    text = reply.strip().casefold()
    text = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", text)
    words = re.findall(r"\d+|[^\W\d_]+", text)
    words = [word for word in words if word not in ("of", "in", "on", "the", "г", "года")]
    months = [_month(word) for word in words if word.isalpha()]
    figures = [word for word in words if word.isdecimal()]
    if len(words) > 3 or not all(months):
        return
    for year, *finer in _arranged(months, figures):
        for century in (0, 1900, 2000) if len(year) == 2 else (0,):
            try:
                yield dates.date(century + int(year), *map(int, finer))
            except (ValueError, OverflowError):
                continue


def _arranged(months: list[int], figures: list[str]) -> Iterator[tuple[str, ...]]:
    """Year, month and day, as far as given."""
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
    """1 to 12 for the name of a month or its first three letters or more; else 0."""
    for names in dates.MONTHS.values():
        for number, name in enumerate(names, 1):
            stem = name.casefold()
            if len(word) >= 3 and (stem.startswith(word) or word[:-1] == stem[:-1]):
                return number
    return 0
