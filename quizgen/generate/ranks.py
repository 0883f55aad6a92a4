"""The rank of a key among its options, such that over a deck no rank is likelier.

A key at the end of what its template asks for has others on one side alone, so its rank
is given; those in the middle are then drawn to other ranks the more often. What is made
up would lend the key any rank, but gives itself away, as it never is a key: it is drawn
only as far as the others do not suffice.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from quizgen.hashing import draw_rank

_PER_MADE_UP = 1 / 512
"""How likely a rank is for each option that would be made up for it, before balance."""
_RARE = 0.01
_ROUNDS = 200
"""Of balancing, after which nothing changes that would be seen."""


class Room(NamedTuple):
    """The number of options on either side of a key, at most as many as are wanted.

    Attributes:
        below, above: Those that are keys of other questions.
        any_below, any_above: Those that can be had at all.
    """

    below: int
    above: int
    any_below: int
    any_above: int


def rank_shares(rooms: Mapping[Room, int], count: int) -> Mapping[Room, Sequence[float]]:
    """Return how likely each rank, 0 to *count*, is for a key with that room.

    *rooms* says how many keys have it. All keys together have each rank equally often, as
    far as there is room; the weights are balanced in turns (iterative proportional
    fitting, Deming and Stephan 1940).
    """
    shares = {room: _weights(room, count) for room in rooms}
    for _ in range(_ROUNDS):
        totals = [
            sum(rooms[room] * row[rank] for room, row in shares.items())
            for rank in range(count + 1)
        ]
        mean = sum(totals) / (count + 1)
        factors = [mean / total if total else 0 for total in totals]
        for room, row in shares.items():
            scaled = [share * factor for share, factor in zip(row, factors, strict=True)]
            shares[room] = [share / sum(scaled) for share in scaled]
        if max(factors) < 1.001:
            break
    return {room: _without_rare(row) for room, row in shares.items()}


def _without_rare(row: Sequence[float]) -> list[float]:
    """Return the shares without those that balance has made all but nothing."""
    likely = [share if share > _RARE else 0.0 for share in row]
    return [share / sum(likely) for share in likely]


@lru_cache(maxsize=1 << 10)
def _weights(room: Room, count: int) -> list[float]:
    """Return how likely each rank is by the room of a key alone; together they are 1."""
    weights = []
    for rank in range(count + 1):
        below, above = rank, count - rank
        if below > room.any_below or above > room.any_above:
            weights.append(0.0)
            continue
        made_up = max(0, below - room.below) + max(0, above - room.above)
        weights.append(_PER_MADE_UP**made_up)
    if not any(weights):  # too few on both sides: as many below as there are
        weights[min(count, room.any_below)] = 1.0
    return [weight / sum(weights) for weight in weights]


def draw_key_rank(draw_seed: int, shares: Sequence[float]) -> int:
    """Return a rank, drawn with the likelihood of each."""
    rest = draw_rank(draw_seed, "rank") / 2**64
    for rank, share in enumerate(shares):
        rest -= share
        if rest < 0:
            return rank
    return max(rank for rank, share in enumerate(shares) if share)


def draw_places(draw_seed: int, count: int, most: int) -> list[int]:
    """Return *count* + 1 of *most* places in a row, least first, drawn by lot."""
    places = sorted(range(most), key=lambda place: draw_rank(draw_seed, f"place {place}"))
    return sorted(places[: count + 1])
