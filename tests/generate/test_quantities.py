"""Which dates and numbers are offered beside a key, and where it is among them."""

from collections import Counter
from itertools import pairwise

import pytest

from quizgen.generate.items import Item
from tests.generate.decks import base
from tests.generate.quantity_decks import HEAD, born, choices, draw, ranks, sized, wrong

SEEDS = range(300)


def is_even(shares: list[float], items: int) -> bool:
    """Whether no share is more than four standard errors from that of chance."""
    chance = 1 / len(shares)
    error = (chance * (1 - chance) / items) ** 0.5
    return all(abs(share - chance) < 4 * error for share in shares)


# The rank of the key


@pytest.mark.parametrize(
    "day", ["1950", "1950-06", "1950-06-15", "1950-01-01", "2000-02-29"]
)
def test_a_date_that_is_alone_has_every_rank_as_often(day: str) -> None:
    (item,) = choices(born(day)).values()
    assert is_even(ranks([item], SEEDS), len(SEEDS))


@pytest.mark.parametrize("size", ["7", "31", "100", "1500", "2.5", "70.96", "-30", "1000"])
def test_a_number_that_is_alone_has_every_rank_as_often(size: str) -> None:
    (item,) = choices(sized(size)).values()
    assert is_even(ranks([item], SEEDS), len(SEEDS))


def test_over_a_deck_every_rank_is_as_frequent_although_the_first_is_always_first() -> None:
    years = [1950, 1952, 1953, 1957, 1960, 1961, 1962, 1968, 1970, 1971]
    items = choices(born(*map(str, years)))
    assert is_even(ranks(items.values(), range(100)), 1000)
    assert ranks([items["p0"]], range(100))[0] > 0.8


def test_many_questions_with_one_key_have_every_rank() -> None:
    """Nine of eleven were born in 1990, the first year of all."""
    items = choices(born(*["1990"] * 9, "1995", "1996"))
    assert is_even(ranks(items.values(), range(100)), 1100)


def test_the_gaps_between_options_do_not_say_where_the_key_is() -> None:
    """Next to the widest gap is the key as often as any other option is."""
    items = choices(born(*map(str, range(1920, 1980))))
    beside = 0
    shown = 0
    for seed in range(30):
        for item in items.values():
            rank, labels = draw(item, seed)
            years = list(map(int, labels))
            gaps = [b - a for a, b in pairwise(years)]
            widest = [i for i, gap in enumerate(gaps) if gap == max(gaps)]
            shown += len({*widest, *(i + 1 for i in widest)})
            beside += rank in widest or rank - 1 in widest
    chance = shown / 4 / (30 * 60)
    assert abs(beside / (30 * 60) - chance) < 4 * (0.25 / (30 * 60)) ** 0.5


# What is offered


def test_wrong_answers_are_keys_of_other_questions() -> None:
    years = ["1950", "1952", "1953", "1957", "1960"]
    for subject in ("p0", "p2", "p4"):
        assert set(wrong(born(*years), subject)) <= set(years)


def test_each_key_is_offered_about_as_often_as_another() -> None:
    """Who knows how often an option is right elsewhere knows nothing."""
    items = choices(born(*map(str, range(1950, 1962))))
    shown = Counter(
        label
        for item in items.values()
        for seed in range(60)
        for label in draw(item, seed)[1]
    )
    assert max(shown.values()) < 2 * min(shown.values())


def test_the_nearest_come_first() -> None:
    """Of sixty years those that are far off are never offered."""
    years = [1950, *range(1890, 1950), *range(1951, 2011)]
    offered = list(map(int, wrong(born(*map(str, years)))))
    assert min(offered) >= 1943
    assert max(offered) <= 1957


def test_what_is_made_up_is_as_fine_and_comes_where_keys_are_too_few() -> None:
    offered = wrong(born("1950", "1952"), seeds=200)
    assert set(offered) <= set(map(str, range(1943, 1958)))
    assert {"1949", "1951", "1952"} <= set(offered)
    assert all(
        label.count(" ") == 2 for label in wrong(born("1950-05-05", "1950", "1951-05"))
    )


def test_a_key_that_is_more_than_thirty_years_off_is_none_of_them() -> None:
    assert "1919" not in wrong(born("1950", "1919"))
    assert "1920" in wrong(born("1950", "1920"))
    assert "1981" not in wrong(born("1950", "1981"))
    assert "1980" in wrong(born("1950", "1980"))


def test_a_number_is_at_most_three_times_as_large_or_nearly_the_same() -> None:
    assert "27" in wrong(sized("9", "27"))
    assert "28" not in wrong(sized("9", "28"))
    assert "4" in wrong(sized("1", "4"))
    assert "90" in wrong(sized("31", "90"))
    assert "94" not in wrong(sized("31", "94"))


def test_what_others_have_in_the_same_role_comes_before_what_is_made_up() -> None:
    """1953 is nobody's key: who was born then is not asked about."""
    people = "".join(
        f"p{i}: {{kind: person, name: P{i}, facts: {{born: {{is: {year}, source: s}}"
        + (f", wrote: {{is: {year + 20}, source: s}}" if i < 2 else "")
        + "}}\n"
        for i, year in enumerate((1950, 1951, 1953, 1954, 1955))
    )
    template = 't: {given: ["?p born ?day", "?p wrote ?d"], ask: "When was {p} born?", answer: day, forms: [choice]}'
    item = choices(base(people, template, HEAD))["p0"]
    above = {
        label
        for seed in range(60)
        for rank, labels in [draw(item, seed)]
        for label in labels[rank + 1 :]
    }
    assert above <= {"1951", "1953", "1954", "1955"}


@pytest.mark.parametrize(
    ("day", "latest"),
    [("2024", "2026"), ("2025-11-23", "23 November 2026"), ("2026-10", "November 2026")],
)
def test_nothing_is_after_the_day_of_the_check(day: str, latest: str) -> None:
    assert wrong(born(day), seeds=200)[-1] == latest
    assert wrong(born(day, "2027", "2028-01-01"), seeds=200)[-1] == latest


def test_unless_the_key_is() -> None:
    assert wrong(born("2028"))[-1] > "2028"


def test_all_are_of_one_unit_and_have_as_many_decimals() -> None:
    deck = sized("10 m", "11 m", "12 m", "13 ft", "9 m", "11.5 m", "10.25 m")
    assert set(wrong(deck)) >= {"11 m", "12 m", "9 m"}
    assert all(label.endswith(" m") and "." not in label for label in wrong(deck))
    assert all(label.split()[0][-2] == "." for label in wrong(deck, "p5"))


def test_the_same_number_of_two_units_has_wrong_answers_of_its_own() -> None:
    deck = sized("10 m", "10 ft", "11 m", "12 ft")
    assert all(label.endswith(" m") for label in wrong(deck, "p0"))
    assert all(label.endswith(" ft") for label in wrong(deck, "p1"))


def test_wrong_answers_of_the_author_come_first_on_their_side() -> None:
    """And do not say where the key is: two are below it, so what is above is another."""
    people = (
        "p0: {kind: person, name: P0, facts: {size: {is: 50, source: s, contrasts: "
        '[{is: 41, because: "That is another."}, {is: 43, because: "That was before."}]}}}\n'
        "p1: {kind: person, name: P1, facts: {size: {is: 45, source: s}}}\n"
        "p2: {kind: person, name: P2, facts: {size: {is: 46, source: s}}}"
    )
    template = (
        't: {given: "?p size ?n", ask: "How tall is {p}?", answer: n, forms: [choice]}'
    )
    item = choices(base(people, template, HEAD))["p0"]
    for seed in range(60):
        rank, labels = draw(item, seed)
        below = labels[:rank]
        assert {"41", "43"} <= set(below) or len(below) < 2, labels
        assert set(below) <= {"41", "43"} or len(below) > 2, labels


def test_a_date_that_may_be_another_right_answer_is_no_wrong_one() -> None:
    """That it was May 1995 as well is only doubtful, yet 1995 is not surely wrong."""
    head = HEAD.replace(
        "  size:",
        '  visit: {of: town, is: date, complete: true, says: "{of} {is}"}\n  size:',
    )
    visits = {
        "rome": "{is: 1990, source: s}, {is: 1995-05, source: s, confidence: low}",
        "oslo": "{is: 1995, source: s}",
        "bonn": "{is: 1996, source: s}",
        "kyiv": "{is: 1994, source: s}",
    }
    deck = base(
        "\n".join(
            f"{town}: {{kind: town, name: {town.title()}, facts: {{visit: [{facts}]}}}}"
            for town, facts in visits.items()
        ),
        't: {given: "?town visit ?d", ask: "When in {town}?", answer: d, forms: [choice], options: 8}',
        head,
    )
    assert "1994" in wrong(deck, "rome")
    assert "1995" not in wrong(deck, "rome")


def test_a_larger_deck_changes_the_options_of_few() -> None:
    """One question more: most are asked as before."""
    years = list(map(str, range(1930, 1960)))
    before, after = choices(born(*years)), choices(born(*years, "1975"))

    def options(item: Item) -> list[str]:
        return draw(item, 7)[1]

    same = sum(options(before[name]) == options(after[name]) for name in before)
    assert same >= 24
