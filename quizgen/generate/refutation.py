"""Proofs that an answer is wrong: only what is not even possible is."""

from collections.abc import Iterable

from quizgen.dates import Date
from quizgen.generate.candidates import Candidate
from quizgen.generate.groups import Key, StemGroup
from quizgen.model import Value
from quizgen.query.compare import UNKNOWN, Unknown, may_equal
from quizgen.query.match import is_possible


def closed_answers(group: StemGroup) -> frozenset[Value | Unknown] | None:
    """Return all that may be right, if the base knows that; so anything else is wrong.

    None if it does not, or if being another value is not yet being wrong.
    """
    if (
        group.contrasts
        or group.bound.answer_literal == "date"
        or UNKNOWN in group.open_answers
    ):
        return None
    return group.open_answers | {key.value for key in group.keys}


def is_proved_wrong(group: StemGroup, value: Value) -> bool:
    """Tell whether *value* is false in every way to read the stem, or vouched to be."""
    verdict = group.refuted.get(value)
    if verdict is None:
        verdict = group.refuted[value] = _is_refuted(group, value)
    return verdict


def _is_refuted(group: StemGroup, value: Value) -> bool:
    if value in group.contrasts:
        return True
    if UNKNOWN in group.open_answers:
        answer = group.bound.template.answer.variable
        return not any(
            is_possible(group.bound.query, {**values, answer: value})
            for values in group.stem_values
        )
    answers = (*group.open_answers, *(key.value for key in group.keys))
    return not any(may_equal(value, answer) for answer in answers)


def overlaps_any(date: Date, answers: Iterable[Key | Candidate]) -> bool:
    """Tell whether *date* can be the same day as one of *answers*."""
    return any(may_equal(date, answer.value) for answer in answers)
