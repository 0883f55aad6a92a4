"""Typed numbers with their units, set against the number and the unit of a deck."""

import re
from fractions import Fraction
from typing import Literal

from quizgen.model import Answer
from quizgen.quiz.typed_numbers import TypedNumber, read_numbers, scales, split_scale
from quizgen.quiz.unit_names import currencies_called
from quizgen.quiz.units import Conversion, relate
from quizgen.text import fold

Finding = Literal["right", "without unit", "wrong unit", "wrong"]
"""What is to be said of a typed number; without its unit, it is right."""
_FINDINGS: tuple[Finding, ...] = ("right", "without unit", "wrong unit", "wrong")
_ROUNDEST = Fraction(1, 100)
"""The most by which a converted number may be rounded, as a share of it,"""
_ROUGHEST = Fraction(1, 1000)
"""and the most that a rough factor of conversion may add."""


def judge_number(answer: Answer, reply: str, stem: str = "") -> Finding:
    """Return what is to be said of *reply*, whose best reading counts.

    The unit may be missing; if the stem has it, too, there is nothing to remark.
    """
    if answer.value is None or isinstance(answer.value, tuple):
        raise TypeError(f"{answer.text} is no number")
    findings = [_judge(answer, typed) for typed in read_numbers(reply, answer.language)]
    finding: Finding = min(findings, key=_FINDINGS.index, default="wrong")
    stem_words = fold(stem).split()
    if finding == "without unit" and all(
        any(word.startswith(part) for word in stem_words)
        for part in fold(answer.unit).split()
    ):
        return "right"
    return finding


def _judge(answer: Answer, typed: TypedNumber) -> Finding:
    assert answer.value is not None
    assert not isinstance(answer.value, tuple)
    value = Fraction(answer.value)
    scale, unit = split_scale(answer.unit, answer.language, fewest=2)
    tolerance = Fraction(0)
    if answer.within is not None:
        tolerance = Fraction(answer.within.amount)
        tolerance *= abs(value) if answer.within.is_share else 1
    is_equal = abs(typed.number - value * scale) <= tolerance * scale
    if not typed.unit:
        is_short = not typed.is_scaled and abs(typed.number - value) <= tolerance
        if not is_equal and not is_short:
            return "wrong"
        return "without unit" if answer.unit else "right"
    if typed.is_before and not _stands_before(typed.unit, answer.language):
        return "wrong"
    if not answer.unit:
        is_scale = typed.unit.lower() in scales(answer.language)
        return "right" if is_equal and not is_scale else "wrong"
    if not unit:  # the deck's is "million", and no more
        return "right" if is_equal else "wrong"
    relation = relate(typed.unit, unit, answer.language)
    if isinstance(relation, Conversion):
        is_near = _is_converted(typed, value * scale, tolerance * scale, relation)
        return "right" if is_near else "wrong"
    if relation == "same":
        return "right" if is_equal else "wrong"
    is_number = is_equal or abs(typed.number - value) <= tolerance
    return "wrong unit" if is_number else "wrong"


def _stands_before(unit: str, language: str) -> bool:
    """Return whether *unit* may stand before a number: a currency, or per cent."""
    return unit == "%" or (
        re.fullmatch(r"[A-Z]{3}|[A-Z]{0,3}\W", unit) is not None
        and bool(currencies_called(unit, language))
    )


def _is_converted(
    typed: TypedNumber, value: Fraction, tolerance: Fraction, conversion: Conversion
) -> bool:
    """Return whether *typed* is *value* converted, and rounded if it has to be.

    Where only the point moves, as from metres to kilometres, nothing is rounded. Else the
    last figure may be, and a rough factor used: 62 miles are 100 km, 61 are not.
    """
    exact = conversion.convert(value)
    allowed = abs(conversion.convert(value + tolerance) - exact)
    if not conversion.is_decimal:
        rounding = min(typed.step / 2, abs(exact) * _ROUNDEST)
        allowed = max(allowed, rounding, abs(exact) * _ROUGHEST)
    return abs(typed.number - exact) <= allowed
