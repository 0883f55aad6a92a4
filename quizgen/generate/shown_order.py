"""The order in which options are shown: what has one is shown in it, not by lot.

Dates and numbers have one, values that the author puts in order, and names that differ
by a number: Article 4, Article 51; Chapter VI, Chapter VII.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Any

from quizgen.generate.candidates import Candidate
from quizgen.generate.groups import Key, StemGroup
from quizgen.generate.ranks import Room, draw_key_rank, rank_shares
from quizgen.generate.scales import scale_of

_THOUSANDS = r"\d{1,3}(?:[ ,.'\u00a0\u202f]\d{3})+(?!\d)"
_NUMERAL = re.compile(rf"{_THOUSANDS}|\d+(?:[.,]\d+)?|\b[IVXLCDM]+\b")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def shown_order(
    group: StemGroup, answers: Sequence[Key | Candidate]
) -> Callable[[Key | Candidate], Any] | None:
    """Return what *answers* are sorted by; None if they have no order of their own."""
    if group.quantities is not None:
        return attrgetter("value")
    scale = scale_of(group)
    if scale and all(answer.value in scale for answer in answers):
        return lambda answer: scale.index(answer.value)
    labels = [answer.label for answer in answers]
    if are_numbered(labels):
        return lambda answer: numbers_in(answer.label)
    return None


def draw_in_order(
    group: StemGroup,
    key: Key,
    candidates: Sequence[Candidate],
    draw_seed: int,
    count: int,
) -> list[Candidate]:
    """Return *count* of the *candidates* that have an order, the key at any place in it.

    Empty if there are not so many. Each place is as likely over the questions of the
    template; on either side the first of the candidates are taken.
    """
    ordered = [c for c in candidates if shown_order(group, [key, c])]
    order = shown_order(group, [key, *ordered])
    if order is None or len(ordered) < count:
        return []
    answers: list[Key | Candidate] = [key, *ordered]
    places = sorted(map(order, answers))
    rooms = {}
    for right in (key, *(key for peer in group.peers for key in peer.keys)):
        place = bisect_left(places, order(right))
        below, above = min(place, count), min(len(ordered) - place, count)
        rooms[right.value] = Room(below, above, below, above)
    shares = rank_shares(Counter(rooms.values()), count)
    rank = draw_key_rank(draw_seed, shares[rooms[key.value]])
    below_key = [c for c in ordered if order(c) < order(key)]
    above_key = [c for c in ordered if order(c) > order(key)]
    return [*below_key[:rank], *above_key[: count - rank]]


def are_numbered(labels: Sequence[str]) -> bool:
    """Tell whether *labels* are of one kind, and differ by their numbers.

    The text before the first number is the same: "Chapter VI", "Chapter VII. Action with
    respect to threats". Where there is none, each has one number: "3 years", "1 year"; or
    the rest is the same: "52 to 5, with 2 abstentions".
    """
    numbers = [numbers_in(label) for label in labels]
    if not all(numbers) or len(set(numbers)) < len(labels):
        return False
    pieces = [_NUMERAL.split(label) for label in labels]
    if len({piece[0].casefold() for piece in pieces}) > 1:
        return False
    has_text_before = bool(pieces[0][0].strip())
    return (
        has_text_before
        or all(len(piece) == 2 for piece in pieces)
        or all(piece == pieces[0] for piece in pieces)
    )


@lru_cache(maxsize=1 << 14)
def numbers_in(label: str) -> tuple[float, ...]:
    """Return the numbers that *label* shows, Arabic and Roman, in the order of the text."""
    return tuple(map(_number, _NUMERAL.findall(label)))


def _number(text: str) -> float:
    if re.fullmatch(_THOUSANDS, text):
        return float(re.sub(r"\D", "", text))
    if text[0].isdigit():
        return float(text.replace(",", "."))
    digits = [_ROMAN[letter] for letter in text]
    return sum(
        -digit if digit < max(digits[place:]) else digit
        for place, digit in enumerate(digits)
    )
