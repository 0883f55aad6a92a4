"""How often a guesser is right, beside chance, with an error that counts observations.

The items of one stem under twenty seeds stand or fall together, and so do the stems of a
template with one key: what is long, or alone with a word, is so in each of them. All these
are one observation, however many items there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any, TypeAlias

Record: TypeAlias = Mapping[str, Any]  # a question, as it is exported
Scores: TypeAlias = Sequence[float] | None  # of each option; None: this is not my item
Guesser: TypeAlias = Callable[[Record], Scores]

FEW = 30  # observations, of which no error can be estimated
NOUGHT = 1e-9


@dataclass(frozen=True)
class Trial:
    """One item and one guess: the share of hits, and what it would be by lot."""

    stem: str
    observation: str
    template: str
    hits: float
    chance: float


@dataclass(frozen=True)
class Rate:
    """How often a guesser is right."""

    items: int
    observations: int
    hits: float
    chance: float
    error: float  # the standard error of hits - chance

    @property
    def excess(self) -> float:
        return self.hits - self.chance

    @property
    def errors(self) -> float:
        """The excess in standard errors; of a few observations, nothing can be said."""
        if self.observations < FEW or abs(self.excess) < NOUGHT:
            return 0.0
        return self.excess / max(self.error, NOUGHT)


def stem_of(record: Record) -> str:
    """What the items of one stem have in common."""
    return f"{record['deck']}/{record['template']}/{record['stem']}"


def observation_of(record: Record) -> str:
    """What the items have in common that stand or fall together."""
    if record["form"] == "truefalse":
        return str(record["id"])
    keys = sorted(record["options"][i] for i in record["key"])
    return " | ".join([template_of(record), *keys])


def template_of(record: Record) -> str:
    return f"{record['deck']}/{record['template']}"


def trial(record: Record, scores: Sequence[float]) -> Trial:
    """The guess at the option of the highest score; where several have it, by lot."""
    best = [i for i, score in enumerate(scores) if score >= max(scores) - 1e-9]
    hits = len(set(best) & set(record["key"])) / len(best)
    chance = len(record["key"]) / len(record["options"])
    where = (stem_of(record), observation_of(record), template_of(record))
    return Trial(*where, hits, chance)


def trials(guesser: Guesser, records: Iterable[Record]) -> list[Trial]:
    """The guesses of *guesser* at all items that it can say something of."""
    scored = ((record, guesser(record)) for record in records)
    return [trial(record, scores) for record, scores in scored if scores is not None]


def rate(found: Sequence[Trial]) -> Rate:
    """The rate of hits over *found*, with the error of a mean over observations."""
    items = len(found)
    if not items:
        return Rate(0, 0, 0.0, 0.0, 0.0)
    excess = sum(it.hits - it.chance for it in found) / items
    totals: dict[str, float] = defaultdict(float)
    for it in found:
        totals[it.observation] += it.hits - it.chance - excess
    spread = sum(total * total for total in totals.values())
    error = sqrt(spread * len(totals) / max(len(totals) - 1, 1)) / items
    hits = sum(it.hits for it in found) / items
    return Rate(items, len(totals), hits, hits - excess, error)


def by_template(found: Sequence[Trial]) -> list[tuple[str, Rate, float]]:
    """Templates, with their rates and shares of the excess of all; the worst first."""
    groups: dict[str, list[Trial]] = defaultdict(list)
    for it in found:
        groups[it.template].append(it)
    whole = len(found)
    shares = [
        (name, rate(each), sum(it.hits - it.chance for it in each) / whole)
        for name, each in groups.items()
    ]
    return sorted(shares, key=lambda it: (-it[2], it[0]))
