"""Guessers for statements that are true or false."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import log
from statistics import median

from tests.guessers.learned import draw
from tests.guessers.rates import Guesser, Record, Scores, Trial, stem_of, template_of, trial

ABSOLUTE = frozenset("all always every first last never no none only".split())


def says(true: float) -> Scores:
    """The scores of "True" and "False", where *true* speaks for the first."""
    return [true, -true]


def words_of(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))


def always_true(record: Record) -> Scores:
    return says(1)


def absolute(record: Record) -> Scores:
    """False, if it says "only", "all" and the like."""
    return says(-1) if words_of(record["stem"]) & ABSOLUTE else None


def numbers(record: Record) -> Scores:
    """True, if it has a number in it."""
    return says(1 if re.search(r"\d", record["stem"]) else -1)


def long(records: Iterable[Record]) -> Guesser:
    """True, if it is longer than most statements of its template."""
    lengths: dict[str, list[int]] = defaultdict(list)
    for record in records:
        lengths[template_of(record)].append(len(record["stem"]))
    usual = {name: median(found) for name, found in lengths.items()}
    return lambda record: says(len(record["stem"]) - usual[template_of(record)])


class Answers:
    """What statements say, found by the options and answers of the other forms."""

    def __init__(self, records: Iterable[Record], statements: Iterable[Record]) -> None:
        self.values: dict[str, set[str]] = defaultdict(set)
        self.true: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self.false: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for record in records:
            if record["form"] != "truefalse":
                shown = [*record["options"], *record["answers"]]
                self.values[template_of(record)].update(it.casefold() for it in shown)
        for record in statements:
            if value := self.value(record):
                side = self.true if record["key"] == [0] else self.false
                side[template_of(record)][value].add(record["stem"])

    def value(self, record: Record) -> str | None:
        """The longest value of the template that the statement holds."""
        stem = record["stem"].casefold()
        found = [it for it in self.values[template_of(record)] if it in stem]
        return max(found, key=lambda it: (len(it), it), default=None)

    def often_true(self, record: Record) -> Scores:
        """True, if what it says is more often true than false in other statements."""
        value = self.value(record)
        if value is None:
            return None
        here = {record["stem"]}
        true, false = (
            it[template_of(record)][value] - here for it in (self.true, self.false)
        )
        return says(len(true) - len(false))


def guessers(records: Sequence[Record], statements: Sequence[Record]) -> dict[str, Guesser]:
    """All that guess at *statements*; *records* are the questions of all forms."""
    return {
        "always true": always_true,
        "false if absolute": absolute,
        "true if it has numbers": numbers,
        "true if longer than usual": long(statements),
        "true if its answer is so elsewhere": Answers(records, statements).often_true,
    }


def learned_trials(statements: Sequence[Record]) -> list[Trial]:
    """The guesses by words at each half, of one who knows them in the other half."""
    halves: list[list[Record]] = [[], []]
    for record in statements:
        halves[draw(record["id"]) % 2].append(record)
    found = []
    for here, there in (halves, halves[::-1]):
        weights = word_weights({stem_of(it): it for it in there})
        usual = sum(weight_of(it, weights) for it in there) / max(len(there), 1)
        found += [trial(it, [weight_of(it, weights), usual]) for it in here]
    return found


def weight_of(record: Record, weights: Mapping[str, float]) -> float:
    return sum(weights.get(word, 0.0) for word in words_of(record["stem"]))


def word_weights(stems: Mapping[str, Record]) -> dict[str, float]:
    """How much each word speaks for a true statement."""
    counts: dict[str, list[int]] = defaultdict(lambda: [1, 1])
    totals = [2, 2]
    for record in stems.values():
        totals[record["key"][0]] += 1
        for word in words_of(record["stem"]):
            counts[word][record["key"][0]] += 1
    return {
        word: log(true / totals[0]) - log(false / totals[1])
        for word, (true, false) in counts.items()
    }
