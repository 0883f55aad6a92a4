"""The rank of a key: over all keys of a template, each is as likely."""

from collections import Counter

import pytest

from quizgen.generate.ranks import Room, draw_key_rank, draw_places, rank_shares


def rooms_of(number: int, count: int = 3, made_up: bool = True) -> Counter[Room]:
    """The room of *number* different keys of one template."""
    rooms = []
    for place in range(number):
        below, above = min(place, count), min(number - 1 - place, count)
        most = (count, count) if made_up else (below, above)
        rooms.append(Room(below, above, *most))
    return Counter(rooms)


def totals(rooms: Counter[Room], count: int = 3) -> list[float]:
    shares = rank_shares(rooms, count)
    return [
        sum(rooms[room] * row[rank] for room, row in shares.items())
        for rank in range(count + 1)
    ]


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5, 7, 20, 300])
@pytest.mark.parametrize("count", [1, 3, 5])
def test_over_all_keys_every_rank_is_as_likely(number: int, count: int) -> None:
    assert totals(rooms_of(number, count), count) == pytest.approx(
        [number / (count + 1)] * (count + 1), rel=0.01
    )


def test_the_first_of_many_has_others_above_it_alone() -> None:
    """Nothing need be made up for it: keys in the middle are first the less often."""
    shares = rank_shares(rooms_of(20), 3)
    assert shares[Room(0, 3, 3, 3)][0] > 0.9
    assert shares[Room(3, 3, 3, 3)][0] < 0.25


def test_a_key_that_is_alone_has_any_rank() -> None:
    (row,) = rank_shares(rooms_of(1), 3).values()
    assert row == pytest.approx([0.25] * 4)


def test_a_frequent_key_at_the_end_has_any_rank_too() -> None:
    """Nine of ten questions have the least number for a key: below it is made up."""
    rooms = Counter({Room(0, 3, 3, 3): 90, Room(3, 0, 3, 3): 10})
    assert totals(rooms) == pytest.approx([25] * 4, rel=0.01)


def test_what_there_is_no_room_for_is_no_rank() -> None:
    """Nothing is before the first, and nothing after today."""
    rooms = rooms_of(6, made_up=False)
    shares = rank_shares(rooms, 3)
    assert shares[Room(0, 3, 0, 3)] == pytest.approx([1, 0, 0, 0])
    assert shares[Room(3, 0, 3, 0)] == pytest.approx([0, 0, 0, 1])
    assert totals(rooms) == pytest.approx([1.5] * 4, rel=0.02)


def test_where_there_are_too_few_at_all_they_are_taken() -> None:
    (row,) = rank_shares(Counter([Room(1, 0, 1, 1)]), 3).values()
    assert row == [0, 1, 0, 0]


def test_a_rank_is_drawn_with_its_likelihood() -> None:
    drawn = Counter(
        draw_key_rank(seed * 0x9E3779B97F4A7C15 % 2**64, [0.5, 0, 0.25, 0.25])
        for seed in range(4000)
    )
    assert not drawn[1]
    for rank, expected in ((0, 2000), (2, 1000), (3, 1000)):
        assert abs(drawn[rank] - expected) < 100


def test_places_are_in_a_row_and_all_different() -> None:
    for seed in range(50):
        places = draw_places(seed, 3, 8)
        assert len(set(places)) == 4
        assert places == sorted(places)
        assert set(places) <= set(range(8))
