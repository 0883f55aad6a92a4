"""Say what a reply to a question is worth.

Typed answers forgive what a reader would forgive: case, accents, punctuation, articles,
other spellings that the deck lists, and a slip of the finger. They never forgive another
name that the deck knows.
"""

import re
from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple, TypeAlias

from quizgen.dates import Date, date
from quizgen.i18n import words_in
from quizgen.i18n.words import QuizWords
from quizgen.model import (
    Answer,
    MatchQuestion,
    OptionsQuestion,
    OrderQuestion,
    Question,
    TrueFalseQuestion,
    TypedQuestion,
)
from quizgen.quiz.typed_dates import read_dates, read_days
from quizgen.quiz.typed_names import likeness
from quizgen.quiz.typed_quantities import judge_number

Reply: TypeAlias = str | bool | tuple[int, ...]
"""Typed text; true or false (for a card: known or not); 0-based indexes."""
DONT_KNOW: Reply = ()
"""The reply to any question that the learner cannot answer."""


class Verdict(NamedTuple):
    """The worth of a reply.

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


def score(question: Question, reply: Reply, *, language: str = "en") -> Verdict:
    """Return what *reply* is worth: DONT_KNOW, or of the type that *question* takes.

    Args:
        question: To what was replied.
        reply: What was replied.
        language: A BCP 47 tag; the remark is in it.

    Raises:
        TypeError: It is of another type.
    """
    if reply == DONT_KNOW:
        return WRONG
    match question, reply:
        case TypedQuestion(), str() if question.form != "card":
            return score_typed(
                question.answer, reply, stem=question.stem, language=language
            )
        case TrueFalseQuestion(), bool():
            return RIGHT if reply == question.truth else WRONG
        case TypedQuestion(), bool() if question.form == "card":
            return RIGHT if reply else WRONG
        case (OptionsQuestion(), tuple()):
            right = [option.right for option in question.options]
            return _score_options(right, reply, words_in(language).quiz)
        case ((OrderQuestion() | MatchQuestion()), tuple()):
            return _score_places(question.key, reply, words_in(language).quiz)
        case _:
            raise TypeError(f"{type(reply).__name__} for {question.form}")


def _score_options(
    right: Sequence[bool], reply: Sequence[int], words: QuizWords
) -> Verdict:
    """Return what a choice of options is worth; each wrong one costs a right one."""
    keys = {index for index, is_right in enumerate(right) if is_right}
    picks = {*reply}
    if picks == keys:
        return RIGHT
    if len(keys) == 1 == len(picks):
        return WRONG
    hits, misses, errors = len(keys & picks), len(keys - picks), len(picks - keys)
    counts = (
        (hits, words.remark_right),
        (misses, words.remark_missed),
        (errors, words.remark_wrong),
    )
    remark = ", ".join(text.format(count) for count, text in counts if count)
    return Verdict(False, max(0.0, (hits - errors) / len(keys)), remark)


def _score_places(key: Sequence[int], reply: Sequence[int], words: QuizWords) -> Verdict:
    """Return what an order or a pairing is worth: the share that is in its place."""
    if tuple(reply) == tuple(key):
        return RIGHT
    hits = sum(a == b for a, b in zip(key, reply, strict=False))
    return Verdict(False, hits / len(key), words.remark_in_place.format(hits, len(key)))


def score_typed(
    answer: Answer, reply: str, *, stem: str = "", language: str = "en"
) -> Verdict:
    """Return what a typed *reply* to *stem* is worth, with a remark in *language*."""
    if not reply.strip():
        return WRONG
    if isinstance(answer.value, Date):
        dates = _typed_dates(answer.value, reply, stem, answer.language)
        verdict = _score_date(answer.value, dates, words_in(language).quiz)
        if verdict == WRONG:
            verdict = _score_day(answer, reply, words_in(language).quiz)
        return RIGHT if verdict.right and answer.is_rounded else verdict
    if answer.value is not None:
        return _score_number(answer, reply, stem, words_in(language).quiz)
    match likeness(answer, reply, stem):
        case "same":
            return RIGHT
        case "slip":
            remark = words_in(language).quiz.remark_spelled.format(answer.text)
            return Verdict(True, 1.0, remark)
        case "other":
            return WRONG


def _score_number(answer: Answer, reply: str, stem: str, words: QuizWords) -> Verdict:
    """Return what a typed number is worth; a unit belongs to it, but may be missing."""
    match judge_number(answer, reply, stem):
        case "right":
            return RIGHT
        case "without unit":
            return Verdict(True, 1.0, words.remark_with_unit.format(answer.text))
        case "wrong unit":
            return Verdict(False, 0.0, words.remark_wrong_unit.format(answer.unit))
        case "wrong":
            return WRONG


def _typed_dates(key: Date, reply: str, stem: str, language: str) -> list[Date]:
    """Return the dates that *reply* can mean, without a year if *stem* tells it."""
    readings = [*read_dates(reply, language)]
    if re.search(rf"(?<!\d){key.year}(?!\d)", stem):
        for month, day in read_days(reply, language):
            with suppress(ValueError):  # there is no such day in that year
                readings.append(date(key.year, month, day))
    return readings


def _score_day(answer: Answer, reply: str, words: QuizWords) -> Verdict:
    """Return what a day or a month without its year is worth: half."""
    key = answer.value
    assert isinstance(key, Date)
    days = [*read_days(reply, answer.language)]
    if key.day and (key.month, key.day) in days:
        return Verdict(False, 0.5, words.remark_day_without_year)
    if key.month and (key.month, 0) in days:
        return Verdict(False, 0.5, words.remark_month_without_year)
    return WRONG


def _score_date(key: Date, readings: Sequence[Date], words: QuizWords) -> Verdict:
    """Return what a typed date is worth: half, if it is right but less precise.

    Of a date that is more precise than the key, no more is right than the key says.
    """
    if key in readings:
        return RIGHT
    for it in readings:
        if key.first <= it.first and it.last <= key.last:
            if key.precision == 2:
                remark = words.remark_month_of_unknown_day
            elif it.precision == 2:
                remark = words.remark_year_of_unknown_month
            else:
                remark = words.remark_year_of_unknown_day
            return Verdict(True, 1.0, remark)
    for it in readings:
        if it.precision < key.precision and it.overlaps(key):
            if it.precision == 2:
                remark = words.remark_month_without_day
            elif key.precision == 2:
                remark = words.remark_year_without_month
            else:
                remark = words.remark_year_without_day
            return Verdict(False, 0.5, remark)
    return WRONG
