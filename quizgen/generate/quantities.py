"""Dates and numbers as wrong answers, drawn on either side of the key.

The rank of the key is drawn first. The others come from a row of near ones, in which the
places are drawn by lot, the key's among them: so neither the order nor the distances say
which one it is.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain, islice

from quizgen.generate.candidates import NEAREST, Candidate
from quizgen.generate.groups import Key, StemGroup, asked_quantity
from quizgen.generate.option_rows import Rows, pool_of
from quizgen.generate.ranks import Room, draw_key_rank, draw_places, rank_shares
from quizgen.generate.shared_parts import unevenness
from quizgen.generate.stem_times import (
    Bound,
    is_in_bounds,
    usual_bounds,
    written_bounds,
)
from quizgen.hashing import draw_rank

_MOST_SETS = 120
"""Sets of options that are compared for what they share with the key."""
_UNKNOWN_PARTS = (_MOST_SETS, _MOST_SETS)


def draw_quantities(
    group: StemGroup, draw_seed: int, count: int, key: Key | None = None
) -> list[Candidate]:
    """Return up to *count* wrong dates or numbers, all proved wrong and unlike each other.

    They stand around *key*, or if it is None around one of several. Those come first that
    the author gives, then keys of other questions, then what is in the same role. Nothing
    that the stem shows or excludes is among them.
    """
    key = key or min(group.keys, key=lambda key: draw_rank(draw_seed, key.label))
    bounds = [*written_bounds(group), *usual_bounds(group)]
    return _draw(group, key, draw_seed, count, bounds)


def nearest_quantities(group: StemGroup) -> list[Candidate]:
    """Return the candidates that the base has near the key."""
    return [
        candidate
        for side in pool_of(group).sides_of(asked_quantity(group, group.keys[0]))
        for candidate in (*side.keys, *side.others)
    ]


def _draw(
    group: StemGroup, key: Key, draw_seed: int, count: int, bounds: Sequence[Bound]
) -> list[Candidate]:
    """Return up to *count* distractors that stand to the key in the order of *bounds*."""
    drawn_rank = draw_key_rank(draw_seed, _rank_shares_of(group, count, bounds))
    best: Sequence[Candidate] = ()
    least = _UNKNOWN_PARTS
    for rank in sorted(range(count + 1), key=lambda rank: abs(rank - drawn_rank)):
        distractors, parts = _draw_at_rank(group, key, draw_seed, rank, count, bounds)
        if len(distractors) >= len(best) and parts < least:
            best, least = distractors, parts
        if not least[0]:
            break  # else parts of the others meet in the key, which is worse
    return list(best)


def _draw_at_rank(
    group: StemGroup,
    key: Key,
    draw_seed: int,
    rank: int,
    count: int,
    bounds: Sequence[Bound],
) -> tuple[Sequence[Candidate], tuple[int, int]]:
    """Return distractors such that the key has *rank* among them, and how even they are."""
    row_length = max(NEAREST, count + 1)
    place = draw_places(draw_seed, count, row_length)[rank]
    rows = Rows(group, key, draw_seed, bounds)
    rows.fill_with_keys(place, row_length - 1)
    below, above = rows.split(rank, count)
    best, least = _most_even(key, rows.sets(below, above))
    for change in (rows.add_keys, rows.add_others, rows.keep_made_up):
        if not any(least) or (change != rows.add_keys and not least[0]):
            break  # uneven perhaps, but what is no key would betray the key more
        change()
        distractors, parts = _most_even(key, rows.mixed_sets(below, above))
        if parts < least and len(distractors) == len(best):
            best, least = distractors, parts
    return best, least


def _most_even(
    key: Key, sets: Iterable[Sequence[Candidate]]
) -> tuple[Sequence[Candidate], tuple[int, int]]:
    """Return the first set in which no part points to *key*, or the best; and how even."""
    best: Sequence[Candidate] = ()
    least = _UNKNOWN_PARTS
    for candidates in islice(sets, _MOST_SETS):
        parts = unevenness(key.value, [candidate.value for candidate in candidates])
        if parts < least:
            best, least = candidates, parts
            if not any(parts):
                break
    return best, least


def _rank_shares_of(
    group: StemGroup, count: int, bounds: Sequence[Bound]
) -> Sequence[float]:
    """Return how likely each rank is for the key, such that over the template all are."""
    by_stem = pool_of(group).rank_shares
    if count not in by_stem:
        rooms = {peer.stem: _room_of(peer, count, bounds) for peer in group.peers}
        shares = rank_shares(Counter(rooms.values()), count)
        by_stem[count] = {stem: shares[room] for stem, room in rooms.items()}
    return by_stem[count][group.stem]


def _room_of(group: StemGroup, count: int, bounds: Sequence[Bound]) -> Room:
    """Return how many candidates there are on either side, proved wrong or not."""
    key = group.keys[0]

    def number_of(candidates: Iterable[Candidate]) -> int:
        inside = (c for c in candidates if is_in_bounds(group, c.value, bounds))
        return sum(1 for _ in islice(inside, count))

    below, above = pool_of(group).sides_of(asked_quantity(group, key))
    return Room(
        number_of(below.keys),
        number_of(above.keys),
        number_of(chain(*below)),
        number_of(chain(*above)),
    )
