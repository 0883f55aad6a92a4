"""The overlaps between the questions of a quiz, in words."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from quizgen.i18n import Words
from quizgen.model import Overlap, OverlappingPair

_MOST_PAIRS = 100
"""Pairs that are told one by one, the worst first."""


def overlaps_text(
    overlaps: Sequence[OverlappingPair], numbers: Mapping[str, int], words: Words
) -> str:
    """Return in one line which questions help with others; empty if none does.

    Args:
        overlaps: Those of a quiz.
        numbers: By which the learner knows each question, by its id.
        words: The language.
    """
    if not overlaps:
        return ""
    pairs_by_kind: dict[Overlap, list[tuple[int, int]]] = defaultdict(list)
    for first, second, overlap in overlaps:
        low, high = sorted((numbers[first], numbers[second]))
        pairs_by_kind[overlap].append((low, high))
    pairs = [
        (kind, pair)
        for kind in sorted(pairs_by_kind, reverse=True)
        for pair in sorted(pairs_by_kind[kind])
    ]
    parts = []
    for kind in dict.fromkeys(kind for kind, _ in pairs[:_MOST_PAIRS]):
        told = [f"{a}–{b}" for own, (a, b) in pairs[:_MOST_PAIRS] if own == kind]
        parts.append(f"{', '.join(told)} ({_kind_text(kind, words)})")
    if len(pairs) > _MOST_PAIRS:
        parts.append(words.quiz.more_overlaps.format(len(pairs) - _MOST_PAIRS))
    return words.quiz.overlaps.format("; ".join(parts))


def _kind_text(kind: Overlap, words: Words) -> str:
    texts = words.quiz
    return {
        Overlap.NAME: texts.overlap_name,
        Overlap.FACT: texts.overlap_fact,
        Overlap.ANSWER: texts.overlap_answer,
        Overlap.EVENT: texts.overlap_event,
        Overlap.KEY: texts.overlap_key,
    }[kind]
