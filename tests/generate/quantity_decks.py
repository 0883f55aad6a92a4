"""People whose day of birth or size is asked, and what is drawn beside it."""

from collections import Counter
from collections.abc import Collection

from quizgen import FactBase
from quizgen.generate.generator import find_items
from quizgen.generate.items import Item
from quizgen.generate.proofs import prove
from quizgen.model import Refusal
from tests.generate.decks import base

HEAD = """\
deck: d
title: D
language: en
checked: 2026-11-23
sources: {s: {title: S}}
relations:
  born: {of: person, is: date, single: true, says: "{of} was born on {is}"}
  size: {of: person, is: number, single: true, says: "{of} measures {is}"}
  wrote: {of: person, is: date, single: true, says: "{of} wrote on {is}"}
  ruled: {of: person, is: place, complete: true, says: "{of} rules {is}", said: "{of} ruled {is}"}
"""


def born(*days: str, part: str = "") -> FactBase:
    """People p0, p1 ... who were born on these days."""
    people = "\n".join(
        f"p{i}: {{kind: person, name: P{i}, facts: {{born: {{is: {day}, source: s}}}}}}"
        for i, day in enumerate(days)
    )
    return base(
        people,
        f't: {{given: "?p born ?day", ask: "When was {{p}} born?", answer: day{part}, forms: [choice]}}',
        HEAD,
    )


def sized(*sizes: str, unit: str = "") -> FactBase:
    """People p0, p1 ... who measure so much; a size may have its own unit: ``10 ft``."""
    facts = []
    for size in sizes:
        number, _, own = size.partition(" ")
        of_it = f', unit: "{own or unit}"' if own or unit else ""
        facts.append(f"{{is: {number}, source: s{of_it}}}")
    people = "\n".join(
        f"p{i}: {{kind: person, name: P{i}, facts: {{size: {fact}}}}}"
        for i, fact in enumerate(facts)
    )
    return base(
        people,
        't: {given: "?p size ?n", ask: "How tall is {p}?", answer: n, forms: [choice]}',
        HEAD,
    )


def choices(deck: FactBase) -> dict[str, Item]:
    """The choice items of *deck* by subject."""
    return {item.id.split("/")[-1].partition("#")[0]: item for item in find_items(deck)}


def draw(item: Item, seed: int) -> tuple[int, list[str]]:
    """The rank of the key under that seed, and the labels of all options in order."""
    proof = prove(item, seed)
    assert not isinstance(proof, Refusal), proof
    (key,) = proof.keys
    labels = {key.value: key.label} | {it.value: it.label for it in proof.distractors}
    values = sorted(labels)
    return values.index(key.value), [labels[value] for value in values]


def ranks(items: Collection[Item], seeds: Collection[int], count: int = 4) -> list[float]:
    """The share of each rank of the key over all items and seeds."""
    drawn = Counter(draw(item, seed)[0] for seed in seeds for item in items)
    return [drawn[rank] / drawn.total() for rank in range(count)]


def wrong(deck: FactBase, subject: str = "p0", seeds: int = 60) -> list[str]:
    """All that is ever offered beside the key, in order."""
    item = choices(deck)[subject]
    labels: dict[str, object] = {}
    for seed in range(seeds):
        proof = prove(item, seed)
        assert not isinstance(proof, Refusal), proof
        labels |= {answer.label: answer.value for answer in proof.distractors}
    return sorted(labels, key=lambda label: labels[label])  # type: ignore[arg-type,return-value]
