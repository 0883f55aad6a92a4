"""A wrong typed reply that the deck knows -> why it is wrong."""

from decimal import Decimal
from fractions import Fraction

from quizgen.dates import Date
from quizgen.model import Answer, Question, TypedQuestion, Value
from quizgen.quiz.scoring import Reply
from quizgen.quiz.typed_dates import read_dates
from quizgen.quiz.typed_numbers import read_numbers
from quizgen.text import fold


def rationale_of(question: Question, reply: Reply) -> str:
    """Return why a wrong *reply* to *question* is wrong; empty if nothing is known of it.

    It is worked out only now, and as an option of the same question would say it.
    """
    if not isinstance(question, TypedQuestion) or not isinstance(reply, str):
        return ""
    explain = question.answer.explain_wrong
    if explain is None:
        return ""
    texts = (explain(value) for value in _readings(question.answer, reply))
    return next(filter(None, texts), "")


def _readings(answer: Answer, reply: str) -> list[Value]:
    """Return what *reply* can mean, of the type of *answer*."""
    if isinstance(answer.value, Date):
        return [*read_dates(reply, answer.language)]
    if answer.value is not None:
        units = ("", fold(answer.unit))
        return [
            _plain_number(typed.number)
            for typed in read_numbers(reply, answer.language)
            if fold(typed.unit) in units
        ]
    return [fold(reply)]


def _plain_number(number: Fraction) -> int | Decimal:
    if number.denominator == 1:
        return number.numerator
    return Decimal(number.numerator) / Decimal(number.denominator)
