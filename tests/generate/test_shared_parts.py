"""No part of a key is commoner among the options than another is."""

import datetime
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.dates import parse_iso
from quizgen.generate.proofs import prove
from quizgen.generate.shared_parts import unevenness
from quizgen.model import Refusal
from tests.generate.quantity_decks import born, choices

DAYS = st.dates(min_value=datetime.date(1900, 1, 1), max_value=datetime.date(2020, 12, 31))


@pytest.mark.parametrize(
    ("key", "others", "pointing", "uneven"),
    [
        ("1992-03-02", "1992-03-09 1991-03-02 1993-03-02", True, True),
        ("1992-03-02", "1991-03-02 1993-03-02 1994-03-02", False, False),
        ("1992-03-02", "1992-04-02 1991-03-02 1991-04-02", False, False),
        ("1992-03-02", "1990-06-11 1991-08-23 1994-12-14", False, False),
        ("1992-03-02", "1992-06-11 1991-08-23 1994-12-14", True, True),  # 1992 twice
        ("1992-03-02", "1991-06-11 1991-08-23 1994-12-14", False, True),  # but 1991 as well
        ("1992-03-02", "1992-06-11 1991-08-23 1991-12-14", False, False),
        ("1992-03", "1992-04 1991-03 1993-05", True, True),
        ("1992", "1991 1993 1994", False, False),
    ],
)
def test_dates_that_meet_in_the_key_point_to_it(
    key: str, others: str, pointing: bool, uneven: bool
) -> None:
    parts = unevenness(parse_iso(key), [parse_iso(other) for other in others.split()])
    assert tuple(map(bool, parts)) == (pointing, uneven)


def test_so_do_the_figures_of_numbers() -> None:
    assert unevenness(12_500, [12_700, 13_500, 11_900])[0] == 2
    assert unevenness(12_500, [12_700, 13_700, 13_500]) == (0, 0)
    assert unevenness(5, [6, 7, 8]) == (0, 0)


@settings(max_examples=150, deadline=None)
@given(st.lists(DAYS, min_size=1, max_size=12, unique=True), st.integers(0, 99))
def test_whatever_days_there_are_none_of_their_parts_points_to_a_key(
    days: list[object], seed: int
) -> None:
    for item in choices(born(*map(str, days))).values():
        proof = prove(item, seed)
        assert not isinstance(proof, Refusal)
        (key,), values = proof.keys, [answer.value for answer in proof.distractors]
        assert len(values) == 3
        for part in ("year", "month", "day"):
            counts = Counter(getattr(value, part) for value in (key.value, *values))
            own = counts.pop(getattr(key.value, part))
            assert not counts or own <= max(counts.values()), (key.label, values)
