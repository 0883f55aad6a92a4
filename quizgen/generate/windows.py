"""Windows: the things of a stem to order or to match, so few at a time that one can.

Every thing with a certain place stands in some window. They depend on the facts alone and
not on a seed, so that the number of a window in an id always means the same things; and
things are dealt out block by block, so that one more at the end changes the last block
only.
"""

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import Any

from quizgen.generate.cues import shared_word
from quizgen.generate.groups import Key, StemGroup
from quizgen.hashing import draw_rank
from quizgen.model import Form, Placeholder
from quizgen.query.compare import compare
from quizgen.query.match import is_possible, possible_bindings

MOST_THINGS: dict[Form, int] = {"order": 5, "match": 4}
FEWEST_THINGS = 3
_FULL = 4
"""A window with fewer things is filled up from others, if some fit."""
_BLOCK = 20
"""Things that are dealt out together: neighbours come into different windows."""


def find_windows(group: StemGroup, form: Form) -> Iterator[Sequence[Key]]:
    """Yield the windows of *group* that are large enough to be asked, block by block.

    In each the keys are in the order of the facts.

    Raises:
        TooManySteps: Too much is possible to be sure of a place.
    """
    for window in _all_windows(group, form):
        if len(window) >= FEWEST_THINGS:
            yield window


def most_in_window(group: StemGroup, form: Form) -> int:
    """Return how many things the largest window has, though it be too small."""
    return max(map(len, _all_windows(group, form)), default=0)


def _all_windows(group: StemGroup, form: Form) -> Iterator[Sequence[Key]]:
    keys = [
        key
        for key in group.keys
        if not _is_ambiguous(group, key)
        and (form == "match" or _has_certain_place(group, key))
    ]
    places = {id(key): place for place, key in enumerate(keys)}
    for start in range(0, len(keys), _BLOCK):
        block = keys[start : start + _BLOCK]
        nearby = [*block, *reversed(keys[max(0, start - _BLOCK) : start])]
        nearby += keys[start + _BLOCK : start + 2 * _BLOCK]
        for number, window in enumerate(_windows_of(group, form, block, nearby)):
            _fill_up(group, form, window, _rotated(nearby, len(block), number))
            yield sorted(window, key=lambda key: places[id(key)])


def _windows_of(
    group: StemGroup, form: Form, block: Sequence[Key], nearby: Sequence[Key]
) -> list[list[Key]]:
    """Return windows that hold all keys of *block* that can be asked, not yet filled up.

    A pair that share a word stands where another right side has that word as well.
    """
    if form == "order":
        return _deal(group, form, block)
    windows = _deal(group, form, [key for key in block if not _echoes(group, [key])])
    for key in block:
        if any(key in window for window in windows):
            continue
        window = next((it for it in windows if _has_room(group, it, key)), None)
        if window is not None:
            window.append(key)
        else:
            windows += islice(
                ([key, other] for other in nearby if _has_room(group, [other], key)), 1
            )
    return windows


def _has_room(group: StemGroup, window: Sequence[Key], key: Key) -> bool:
    """Tell whether *key* can be matched in *window*, and no shared word tells a pair."""
    return (
        len(window) < MOST_THINGS["match"]
        and key not in window
        and _fits(group, "match", window, key)
        and not _echoes(group, [*window, key])
    )


def _echoes(group: StemGroup, window: Sequence[Key]) -> bool:
    """Tell whether a pair of *window* share a word that no other right side has."""
    partner = group.bound.template.match_with
    assert partner is not None
    labels = [_partner_label(group, key, partner) for key in window]
    return any(
        shared_word(key.label, label, [other for other in labels if other != label])
        for key, label in zip(window, labels, strict=True)
    )


def _deal(group: StemGroup, form: Form, block: Sequence[Key]) -> list[list[Key]]:
    """Deal the keys of *block* out to as few windows as hold them, each where it fits."""
    most = MOST_THINGS[form]
    count = -(-len(block) // most)
    windows: list[list[Key]] = [[] for _ in range(count)]
    for number, key in enumerate(block):
        first = number % count
        for window in (*windows[first:], *windows[:first]):
            if len(window) < most and _fits(group, form, window, key):
                window.append(key)
                break
        else:
            windows.append([key])
    return windows


def _fill_up(
    group: StemGroup, form: Form, window: list[Key], others: Sequence[Key]
) -> None:
    """Add to a *window* that is too small those of *others* that fit, the first ones."""
    for key in others:
        if len(window) >= _FULL:
            return
        fits = (
            _fits(group, form, window, key)
            if form == "order"
            else _has_room(group, window, key)
        )
        if key not in window and fits:
            window.append(key)


def _rotated(keys: list[Key], block_size: int, number: int) -> list[Key]:
    """Return *keys*, those of the block in another order for each window."""
    block = sorted(keys[:block_size], key=lambda key: draw_rank(number, str(key.value)))
    return block + keys[block_size:]


def _fits(group: StemGroup, form: Form, window: Sequence[Key], key: Key) -> bool:
    """Tell whether *key* and all of *window* can surely be told apart."""
    template = group.bound.template
    if form == "order":
        order_by = template.order_by
        assert order_by is not None
        return _is_strict_order(sort_keys([*window, key], order_by), order_by)
    partner = template.match_with
    assert partner is not None
    label = _partner_label(group, key, partner)
    return not any(
        _partner_label(group, other, partner) == label
        or _may_match(group, key, other, partner)
        or _may_match(group, other, key, partner)
        for other in window
    )


def sort_keys(keys: Sequence[Key], order_by: Placeholder) -> list[Key]:
    """Return *keys* in the order that is asked for."""
    return sorted(keys, key=lambda key: _order_value(key, order_by))


def _is_strict_order(keys: Sequence[Key], order_by: Placeholder) -> bool:
    return all(
        compare(_order_value(key, order_by), "<", _order_value(following, order_by))
        for key, following in pairwise(keys)
    )


def _order_value(key: Key, order_by: Placeholder) -> Any:
    """Return what *key* is ordered by: a date or a number, all of one type."""
    return key.binding[order_by.variable]


def _has_certain_place(group: StemGroup, key: Key) -> bool:
    """Tell whether nothing but its known place in the order is possible for *key*."""
    template = group.bound.template
    order_by = template.order_by
    assert order_by is not None
    answer = {template.answer.variable: key.value}
    return all(
        binding[order_by.variable] == _order_value(key, order_by)
        for values in group.stem_values
        for binding in possible_bindings(group.bound.query, {**values, **answer})
    )


def _is_ambiguous(group: StemGroup, key: Key) -> bool:
    """Tell whether *key* or its partner has a name that another has as well."""
    bound = group.bound
    ambiguous = bound.context.labels.ambiguous
    return bool(ambiguous) and any(
        not bound.literals[placeholder.variable]
        and key.binding[placeholder.variable] in ambiguous
        for placeholder in (bound.template.answer, bound.template.match_with)
        if placeholder is not None
    )


def _partner_label(group: StemGroup, key: Key, match_with: Placeholder) -> str:
    return group.bound.label(match_with, key.binding[match_with.variable])


def _may_match(group: StemGroup, left: Key, right: Key, match_with: Placeholder) -> bool:
    """Tell whether *left* may belong to the right side of *right* as well."""
    pair = {
        group.bound.template.answer.variable: left.value,
        match_with.variable: right.binding[match_with.variable],
    }
    return any(
        is_possible(group.bound.query, {**values, **pair}) for values in group.stem_values
    )
