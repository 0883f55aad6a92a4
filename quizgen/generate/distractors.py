"""Candidates -> distractors: wrong answers, each proved to be wrong."""

from collections.abc import Iterable, Iterator, Sequence

from quizgen.dates import Date
from quizgen.generate.candidates import NEAREST, Candidate
from quizgen.generate.groups import Key, StemGroup
from quizgen.generate.labels import Labels
from quizgen.hashing import draw_rank_of
from quizgen.model import Value
from quizgen.query.compare import UNKNOWN, Unknown, may_equal
from quizgen.query.match import is_possible
from quizgen.text import fold


def draw_distractors(group: StemGroup, draw_seed: int, count: int) -> list[Candidate]:
    """Return up to *count* wrong answers, all proved wrong and unlike each other.

    They are drawn among the nearest few; those that are farther off come only if these
    are not enough. Nothing that the stem shows is among them.
    """
    bound = group.bound
    labels = None if bound.answer_literal else bound.context.labels
    names: set[str] = set()
    for key in group.keys:
        names |= _names_of(key, labels)
    shown_values, closed_answers = group.shown_values, _closed_answers(group)
    distractors: list[Candidate] = []
    for window in _windows(group.tiers):
        window.sort(key=lambda candidate: draw_rank_of(draw_seed, candidate.digest))
        for candidate in window:
            value = candidate.value
            candidate_names = _names_of(candidate, labels)
            if (
                value not in shown_values
                and names.isdisjoint(candidate_names)
                and (
                    _is_proved_wrong(group, value)
                    if closed_answers is None
                    else value not in closed_answers
                )
                and not (
                    isinstance(value, Date)
                    and _overlaps_any(value, (*group.keys, *distractors))
                )
            ):
                names |= candidate_names
                distractors.append(candidate)
                if len(distractors) == count:
                    return distractors
    return distractors


def nearest_candidates(group: StemGroup) -> list[Candidate]:
    """Return the candidates among which distractors are drawn first."""
    return next(_windows(group.tiers), [])


def _windows(tiers: Sequence[Sequence[Candidate]]) -> Iterator[list[Candidate]]:
    """Yield the candidates, NEAREST at a time: among so many it does not matter."""
    for tier in tiers:
        for start in range(0, len(tier), NEAREST):
            yield list(tier[start : start + NEAREST])


def _names_of(answer: Key | Candidate, labels: Labels | None) -> frozenset[str]:
    """Return all names of *answer*, folded: two answers that share one read alike.

    *labels* are those of entities; None if the answer is none.
    """
    if labels is None:
        return frozenset((fold(answer.label),))
    return labels.folded_names(str(answer.value), answer.label)


def _closed_answers(group: StemGroup) -> frozenset[Value | Unknown] | None:
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


def _is_proved_wrong(group: StemGroup, value: Value) -> bool:
    """Tell whether *value* is false in every way to read the stem, or vouched to be."""
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


def _overlaps_any(date: Date, answers: Iterable[Key | Candidate]) -> bool:
    """Tell whether *date* can be the same day as one of *answers*."""
    return any(may_equal(date, answer.value) for answer in answers)
