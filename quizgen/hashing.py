"""An order that looks random and is not: by digest, never by a generator with a state.

The place of an item depends on the seed and on the item alone, so one item more or less
moves no other past another.
"""

from functools import lru_cache
from hashlib import blake2b

_64_BITS = (1 << 64) - 1
_GOLDEN = 0x9E3779B97F4A7C15
"""2**64 divided by the golden ratio, to the next odd number."""


def digest(text: str) -> int:
    """Return 64 bits that depend on every character of *text*, alike on every machine."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")


_cached_digest = lru_cache(maxsize=1 << 16)(digest)


def draw_rank(seed: int, item: str) -> int:
    """Return the place of *item* in the order that *seed* draws: 64 bits, fairly spread."""
    return draw_rank_of(seed, _cached_digest(item))


def draw_rank_of(seed: int, item_digest: int) -> int:
    """Return the `draw_rank` of an item whose digest is known.

    One multiplication (Fibonacci hashing; Knuth, TAOCP 3, section 6.4) mixes two
    digests; a digest for every pair would cost five times as much.
    """
    return ((seed ^ item_digest) * _GOLDEN) & _64_BITS
