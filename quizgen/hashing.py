"""An order that looks random and is not: by digest, never by a generator with a state.

The place of an item depends on the key and on the item alone, so one item more or less
moves no other past another.
"""

from functools import lru_cache
from hashlib import blake2b

_MASK = (1 << 64) - 1


def digest(text: str) -> int:
    """64 bits that depend on every character of *text*, alike on every machine."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")


_cached = lru_cache(maxsize=1 << 16)(digest)


def lot(key: int, item: str) -> int:
    """The lot that *item* draws under *key*: 64 bits, fairly spread.

    One multiplication (Fibonacci hashing; Knuth, TAOCP 3, section 6.4) mixes two
    digests; a digest for every pair would cost five times as much.
    """
    return mixed(key, _cached(item))


def mixed(key: int, item: int) -> int:
    """The lot of an item whose digest is *item*."""
    return ((key ^ item) * 0x9E3779B97F4A7C15) & _MASK
