"""A guesser that learns from half of the stems which surface cues go with a key."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from math import exp, sqrt

from tests.guessers import cues
from tests.guessers.rates import Record, Scores, Trial, stem_of, trial

ROUNDS = 3
STEP = 0.1
SHRINKAGE = 1e-4

Row = list[float]
SCORES: tuple[Callable[[Record], Scores], ...] = (
    cues.length,
    cues.number_of_words,
    cues.alphabet,
    cues.capitals,
    cues.digits,
    cues.convergence,
    cues.roundness,
    cues.nearest_mean,
    *(cues.GUESSERS[it] for it in ("most like others", "words of others")),
    *(cues.GUESSERS[it] for it in ("words of the stem", "roots of the stem")),
)


def draw(text: str) -> int:
    """A number that depends on *text* alone."""
    return int.from_bytes(sha256(text.encode()).digest()[:8], "big")


def standing(scores: Sequence[float]) -> list[float]:
    """The scores as ranks from 0 to 1, equal ones alike."""
    ordered = sorted(scores)
    last = max(len(scores) - 1, 1)
    return [
        (ordered.index(it) + len(ordered) - 1 - ordered[::-1].index(it)) / 2 / last
        for it in scores
    ]


def extremes(scores: Sequence[float]) -> Iterator[list[float]]:
    """Which option has the most, and which the least, if it is one alone."""
    for bound in (max(scores), min(scores)):
        yield [float(it == bound and scores.count(bound) == 1) for it in scores]


def columns(record: Record) -> Iterator[list[float]]:
    """Each cue, as a number for each option."""
    options = record["options"]
    none = [0.0] * len(options)
    for score in SCORES:
        scores = list(score(record) or none)
        yield standing(scores)
        yield from extremes(scores)
    kind = cues.quantities_of(options)
    dated = kind is not None and any(re.search("[a-z]", it) for it in options)
    for i in range(6):
        here = [float(j == i) for j in range(len(options))]
        yield here if kind is None else none
        ranked = sorted(kind).index if kind else None
        at = [float(ranked(it) == i) for it in kind] if ranked and kind else none
        yield at if not dated else none
        yield at if dated else none


def rows(record: Record) -> list[Row]:
    """The cues of each option, as they differ from the mean of all options."""
    found = list(columns(record))
    means = [sum(column) / len(column) for column in found]
    return [
        [column[i] - mean for column, mean in zip(found, means, strict=True)]
        for i in range(len(record["options"]))
    ]


def chances(weights: Row, options: list[Row]) -> list[float]:
    """How likely each option is the key."""
    sums = [sum(map(float.__mul__, weights, row)) for row in options]
    powers = [exp(it - max(sums)) for it in sums]
    return [it / sum(powers) for it in powers]


def fit(items: list[tuple[list[Row], int]]) -> Row:
    """The weights under which the keys are likeliest (by steps that grow smaller)."""
    size = len(items[0][0][0])
    weights, squares = [0.0] * size, [1e-6] * size
    for _ in range(ROUNDS):
        for options, key in items:
            likely = chances(weights, options)
            for j in range(size):
                mean = sum(p * row[j] for p, row in zip(likely, options, strict=True))
                slope = options[key][j] - mean - SHRINKAGE * weights[j]
                if slope:
                    squares[j] += slope * slope
                    weights[j] += STEP * slope / sqrt(squares[j])
    return weights


def learned_trials(records: Sequence[Record]) -> list[Trial]:
    """The guesses at each half of the stems of one who has learned from the other."""
    halves: list[list[tuple[Record, list[Row]]]] = [[], []]
    for record in sorted(records, key=lambda it: draw(f"{stem_of(it)} {it['options']}")):
        halves[draw(stem_of(record)) % 2].append((record, rows(record)))
    found = []
    for here, there in (halves, halves[::-1]):
        if here and there:
            weights = fit([(options, record["key"][0]) for record, options in there])
            found += [trial(record, chances(weights, options)) for record, options in here]
    return found
