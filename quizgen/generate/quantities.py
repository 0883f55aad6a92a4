"""Dates and numbers as wrong answers, drawn among those that are near the key."""

from collections.abc import Iterator

from quizgen.dates import Date
from quizgen.generate.candidates import NEAREST, Candidate
from quizgen.generate.groups import StemGroup
from quizgen.generate.refutation import closed_answers, is_proved_wrong, overlaps_any
from quizgen.hashing import draw_rank_of
from quizgen.text import fold


def draw_quantities(group: StemGroup, draw_seed: int, count: int) -> list[Candidate]:
    """Return up to *count* wrong dates or numbers, all proved wrong and unlike each other.

    They are drawn among the nearest few; those that are farther off come only if these
    are not enough. Nothing that the stem shows is among them.
    """
    labels = {fold(key.label) for key in group.keys}
    shown_values, answers = group.shown_values, closed_answers(group)
    distractors: list[Candidate] = []
    for window in _windows(group):
        window.sort(key=lambda candidate: draw_rank_of(draw_seed, candidate.digest))
        for candidate in window:
            value, label = candidate.value, fold(candidate.label)
            if (
                value not in shown_values
                and label not in labels
                and (
                    is_proved_wrong(group, value)
                    if answers is None
                    else value not in answers
                )
                and not (
                    isinstance(value, Date)
                    and overlaps_any(value, (*group.keys, *distractors))
                )
            ):
                labels.add(label)
                distractors.append(candidate)
                if len(distractors) == count:
                    return distractors
    return distractors


def _windows(group: StemGroup) -> Iterator[list[Candidate]]:
    """Yield the candidates, NEAREST at a time: among so many it does not matter."""
    for tier in group.tiers:
        for start in range(0, len(tier), NEAREST):
            yield list(tier[start : start + NEAREST])
