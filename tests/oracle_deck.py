"""A second opinion on all questions of a deck together, beyond each alone."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, product

from tests.oracle import (
    Group,
    Oracle,
    Record,
    Wording,
    evened,
    match_verdict,
    places,
    surely,
)

ENOUGH = 2  # questions that a thing stands in, before it need not stand in another


def objections_to_all(oracle: Oracle, records: Sequence[Record]) -> list[str]:
    """What is wrong with the questions of one seed, if each is right by itself."""
    return [*repeated(records), *left_out(oracle, records)]


def repeated(records: Sequence[Record]) -> Iterator[str]:
    """Two questions with one id; two that ask the same, or about the same things."""
    for id_, times in Counter(it["id"] for it in records).items():
        if times > 1:
            yield f"{times} questions are {id_}"
    for (template, form, *what), times in Counter(map(content, records)).items():
        if times > 1:
            yield f"{times} questions of {template} ({form}) are alike: {what}"


def content(record: Record) -> tuple[str, ...]:
    """What a question asks: its stem, and what there is to order or to match."""
    things = [*record["items"], *(f"{one} = {other}" for one, other in record["pairs"])]
    return (record["template"], record["form"], record["stem"], *sorted(things))


def left_out(oracle: Oracle, records: Sequence[Record]) -> Iterator[str]:
    """What is in no question to order or match, though its place or partner is certain."""
    series: dict[tuple[str, str, str], list[Record]] = defaultdict(list)
    for it in records:
        if it["form"] in ("order", "match"):
            series[it["template"], it["form"], it["stem"]].append(it)
    for (template, form, stem), found in series.items():
        wording = oracle.wording(found[0])
        group = wording.groups[evened(stem)]
        shown = {evened(it) for record in found for it in record["items"]}
        shown |= {evened(left) for record in found for left, _ in record["pairs"]}
        for label in sorted(group.key.keys() - shown):
            fits = has_place if form == "order" else has_partner
            if fits(wording, group, label, found):
                yield f"{template} ({form}) leaves out {label!r}: {stem}"


def rare(things: Sequence[str]) -> list[str]:
    """Those that do not stand in enough questions yet."""
    return sorted(thing for thing, times in Counter(things).items() if times < ENOUGH)


def has_place(wording: Wording, group: Group, label: str, found: Sequence[Record]) -> bool:
    """Whether *label* and two of what is shown can be put in a certain order."""
    names = [label, *rare([it for record in found for it in record["items"]])]
    stands = {name: places(wording, group, evened(name)) for name in names}
    if len(set(stands[label])) != 1 or None in stands[label]:
        return False

    def apart(one: str, other: str) -> bool:
        pairs = [(a, b) for a, b in product(stands[one], stands[other]) if a and b]
        return any(all(surely(a, sign, b) for a, b in pairs) for sign in "<>")

    near = [name for name in names[1:] if apart(label, name)]
    return any(apart(one, other) for one, other in combinations(near, 2))


def is_given_away(wording: Wording, group: Group, left: str, right: str) -> bool:
    """Whether a word of *left* is in its own right side and in none of the others."""
    every = {wording.label(binding, wording.match_with) for binding, _ in group.proofs}
    others = [word for it in every - {right} for word in long_words(it)]
    return any(
        any(alike(word, it) for it in long_words(right))
        and not any(alike(word, it) for it in others)
        for word in long_words(left)
    )


def long_words(text: str) -> list[str]:
    return re.findall(r"\w{5,}", text.casefold())


def alike(one: str, other: str) -> bool:
    """Whether two words begin alike, as Belarus and Belarusian do."""
    return one.startswith(other[:6]) or other.startswith(one[:6])


def has_partner(
    wording: Wording, group: Group, label: str, found: Sequence[Record]
) -> bool:
    """Whether *label* with a partner can stand beside two of the pairs that are shown."""
    every = [(left, right) for record in found for left, right in record["pairs"]]
    known = rare([left for left, _ in every])
    pairs = sorted({pair for pair in every if pair[0] in known})
    bindings = [binding for binding, _ in group.proofs]
    partners = {
        wording.label(it, wording.match_with)
        for it in bindings
        if wording.label(it, wording.answer) == label
    }

    def apart(one: tuple[str, str], other: tuple[str, str]) -> bool:
        crossed = [(one[0], other[1]), (other[0], one[1])]
        return all(match_verdict(wording, group, *it) == "wrong" for it in crossed)

    if len(partners) != 1 or is_given_away(wording, group, label, min(partners)):
        return False
    near = [pair for pair in pairs if apart((label, min(partners)), pair)]
    return any(apart(*both) for both in combinations(near, 2))
