"""Values that an author puts in order: all are shown, or those around the key."""

from collections.abc import Sequence

from quizgen.generate.candidates import Candidate
from quizgen.generate.groups import Key, StemGroup
from quizgen.generate.ranks import draw_key_rank
from quizgen.generate.refutation import is_proved_wrong
from quizgen.hashing import draw_rank
from quizgen.model import Value

_MOST_SHOWN = 6
"""Up to so many values of a scale are all shown; of a longer one, as many as usual."""


def scale_of(group: StemGroup) -> Sequence[Value]:
    """Return the values of the answer's relation in the order that the author gives."""
    relations = group.bound.context.base.relations
    for role in group.bound.pools.roles:
        if role.side == "value" and relations[role.relation].order:
            return relations[role.relation].order
    return ()


def option_count(group: StemGroup, usual: int) -> int:
    """Return how many options a choice has: all values of a scale, or as many as *usual*.

    A number that the author gives goes before both.
    """
    scale = scale_of(group)
    return len(scale) if 2 <= len(scale) <= _MOST_SHOWN else usual


def draw_on_scale(
    group: StemGroup, key: Key | None, draw_seed: int, count: int
) -> list[Candidate]:
    """Return up to *count* wrong values of the scale, all if there are no more.

    Of more, those nearest to *key*, or to one of several, which has any rank among them.
    """
    key = key or min(group.keys, key=lambda key: draw_rank(draw_seed, key.label))
    scale = scale_of(group)
    place = scale.index(key.value) if key.value in scale else 0
    right, shown = [key.value for key in group.keys], group.shown_values
    candidates = [
        [
            group.bound.pools.candidate(value)
            for value in values
            if value not in right and value not in shown and is_proved_wrong(group, value)
        ]
        for values in (scale[:place][::-1], scale[place:])
    ]
    below, above = candidates
    least, most = max(0, count - len(above)), min(count, len(below))
    ranks = [float(least <= rank <= most) for rank in range(count + 1)]
    if least >= most:
        rank = most
    else:
        rank = draw_key_rank(draw_seed, [share / sum(ranks) for share in ranks])
    return [*below[:rank][::-1], *above[: count - rank]]
