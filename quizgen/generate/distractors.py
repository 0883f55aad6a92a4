"""Candidates -> distractors: wrong answers, each proved to be wrong."""

from collections.abc import Iterator, Sequence

from quizgen.generate.candidates import NEAREST, Candidate
from quizgen.generate.groups import Key, StemGroup
from quizgen.generate.labels import Labels
from quizgen.generate.quantities import draw_quantities
from quizgen.generate.refutation import closed_answers, is_proved_wrong
from quizgen.hashing import draw_rank_of
from quizgen.text import fold


def draw_distractors(group: StemGroup, draw_seed: int, count: int) -> list[Candidate]:
    """Return up to *count* wrong answers, all proved wrong and unlike each other.

    They are drawn among the nearest few; those that are farther off come only if these
    are not enough. Nothing that the stem shows is among them.
    """
    bound = group.bound
    if bound.answer_literal in ("date", "number"):
        return draw_quantities(group, draw_seed, count)
    labels = None if bound.answer_literal else bound.context.labels
    names: set[str] = set()
    for key in group.keys:
        names |= _names_of(key, labels)
    shown_values, answers = group.shown_values, closed_answers(group)
    distractors: list[Candidate] = []
    for window in _windows(group.tiers):
        window.sort(key=lambda candidate: draw_rank_of(draw_seed, candidate.digest))
        for candidate in window:
            value = candidate.value
            candidate_names = _names_of(candidate, labels)
            if (
                value not in shown_values
                and not (labels and value in labels.ambiguous)
                and names.isdisjoint(candidate_names)
                and (
                    is_proved_wrong(group, value)
                    if answers is None
                    else value not in answers
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
