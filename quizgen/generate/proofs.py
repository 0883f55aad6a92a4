"""An item -> its keys and distractors, all proved; what cannot be proved is not asked."""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from quizgen.generate.candidates import Candidate
from quizgen.generate.distractors import draw_distractors
from quizgen.generate.groups import Key, StemGroup
from quizgen.generate.items import Item
from quizgen.hashing import digest, draw_rank
from quizgen.model import Form, Placeholder, Refusal
from quizgen.query.compare import UNKNOWN, compare
from quizgen.query.index import TooManySteps
from quizgen.query.match import is_possible, possible_bindings

CHOICE_OPTIONS = 4
MULTI_OPTIONS = 6
MOST_PAIRS = 4
MOST_ITEMS = 5
FEWEST_ITEMS = 3
_MOST_LABELS = 4
"""Of several keys that a refusal names."""


class Proof(NamedTuple):
    """The keys and distractors of an item.

    Attributes:
        draw_seed: What its options are drawn and shuffled with.
        keys: For order, in the right order; for match, the pairs.
        distractors: Proved false, and different from the keys and from each other; none
            of a statement that is true.
    """

    item: Item
    draw_seed: int
    keys: Sequence[Key]
    distractors: Sequence[Candidate] = ()


def prove(item: Item, seed: int | None = None) -> Proof | Refusal:
    """Return the keys and distractors of *item*, or why it cannot be asked.

    They are drawn with *seed*, if there is one, and else with that of the context.
    """
    if seed is None:
        seed = item.group.bound.context.seed
    try:
        return _PROVERS[item.form](item, digest(f"{seed}/{item.id}"))
    except TooManySteps:
        return Refusal("too much is possible to prove what is wrong")


def _prove_choice(item: Item, draw_seed: int) -> Proof | Refusal:
    group, template = item.group, item.template
    if len(group.keys) != 1:
        return _several_keys(item, is_intended="multi" in template.forms)
    count = (template.options or CHOICE_OPTIONS) - 1
    distractors = draw_distractors(group, draw_seed, count)
    if len(distractors) < min(2, count):
        return _too_few(group, len(distractors), count)
    return Proof(item, draw_seed, group.keys, distractors)


def _prove_multi(item: Item, draw_seed: int) -> Proof | Refusal:
    if len(item.keys) < 2:
        is_intended = "choice" in item.template.forms
        return Refusal("it has one right answer", is_intended=is_intended)
    options = item.template.options or MULTI_OPTIONS
    keys = _draw_order(item.keys, draw_seed)[: 2 + draw_seed % max(1, options - 3)]
    count = options - len(keys)
    distractors = draw_distractors(item.group, draw_seed, count)
    if len(distractors) < 2:
        return _too_few(item.group, len(distractors), count)
    return Proof(item, draw_seed, keys, distractors)


def _prove_truefalse(item: Item, draw_seed: int) -> Proof | Refusal:
    key = min(item.keys, key=lambda key: draw_rank(draw_seed, key.label))
    distractors = draw_distractors(item.group, draw_seed, 1)
    if not distractors:  # nor is it asked as a true one: those would all be true
        return _too_few(item.group, 0, 1)
    is_true = draw_rank(draw_seed, "truth") % 2 == 0
    return Proof(item, draw_seed, [key], () if is_true else distractors)


def _prove_recall(item: Item, draw_seed: int) -> Proof | Refusal:
    if len(item.keys) != 1:
        return _several_keys(item)
    if item.group.open_answers:
        return Refusal("the base leaves open what else is right")
    return Proof(item, draw_seed, item.keys)


def _prove_order(item: Item, draw_seed: int) -> Proof | Refusal:
    order_by = item.template.order_by
    assert order_by is not None
    keys: list[Key] = []
    for key in _draw_order(item.keys, draw_seed):
        if _has_certain_place(item.group, key, order_by):
            ordered = sorted([*keys, key], key=lambda key: _order_value(key, order_by))
            if all(
                compare(_order_value(a, order_by), "<", _order_value(b, order_by))
                for a, b in pairwise(ordered)
            ):
                keys = ordered
        if len(keys) == MOST_ITEMS:
            break
    if len(keys) < FEWEST_ITEMS:
        return Refusal(f"only {len(keys)} items have a certain order")
    return Proof(item, draw_seed, keys)


def _prove_match(item: Item, draw_seed: int) -> Proof | Refusal:
    match_with = item.template.match_with
    assert match_with is not None
    pairs: dict[str, Key] = {}
    for key in _draw_order(item.keys, draw_seed):
        label = item.group.bound.label(match_with, key.binding[match_with.variable])
        if label not in pairs and all(
            _never_match(item.group, key, paired, match_with)
            and _never_match(item.group, paired, key, match_with)
            for paired in pairs.values()
        ):
            pairs[label] = key
        if len(pairs) == MOST_PAIRS:
            break
    if len(pairs) < FEWEST_ITEMS:
        return Refusal(f"only {len(pairs)} pairs cannot be confused")
    return Proof(item, draw_seed, sorted(pairs.values(), key=lambda key: key.label))


_PROVERS: dict[Form, Callable[[Item, int], Proof | Refusal]] = {
    "choice": _prove_choice,
    "multi": _prove_multi,
    "truefalse": _prove_truefalse,
    "text": _prove_recall,
    "cloze": _prove_recall,
    "order": _prove_order,
    "match": _prove_match,
    "card": _prove_recall,
}


def _draw_order(keys: Iterable[Key], draw_seed: int) -> list[Key]:
    return sorted(keys, key=lambda key: draw_rank(draw_seed, key.label))


def _order_value(key: Key, order_by: Placeholder) -> Any:
    """Return what *key* is ordered by: a date or a number, all of one type."""
    return key.binding[order_by.variable]


def _has_certain_place(group: StemGroup, key: Key, order_by: Placeholder) -> bool:
    """Tell whether nothing but its known place in the order is possible for *key*."""
    answer = {group.bound.template.answer.variable: key.value}
    return all(
        binding[order_by.variable] == key.binding[order_by.variable]
        for values in group.stem_values
        for binding in possible_bindings(group.bound.query, {**values, **answer})
    )


def _never_match(group: StemGroup, left: Key, right: Key, match_with: Placeholder) -> bool:
    """Tell whether *left* surely does not belong to the right side of *right*."""
    pair = {
        group.bound.template.answer.variable: left.value,
        match_with.variable: right.binding[match_with.variable],
    }
    return not any(
        is_possible(group.bound.query, {**values, **pair}) for values in group.stem_values
    )


def _several_keys(item: Item, *, is_intended: bool = False) -> Refusal:
    labels = ", ".join(key.label for key in item.keys[:_MOST_LABELS])
    reason = f"it has {len(item.keys)} right answers ({labels})"
    return Refusal(reason, is_intended=is_intended)


def _too_few(group: StemGroup, count: int, wanted_count: int) -> Refusal:
    """Refuse, as only *count* distractors can be proved, and hint at why."""
    reason = f"only {count} of {wanted_count} wrong options can be proved wrong"
    if UNKNOWN in group.open_answers and not count:
        reason += (
            ": the base leaves open what else is right (is a relation single or"
            " complete? does the pattern name a time?)"
        )
    return Refusal(reason)
