"""Among which wrong answers is drawn: the nearest that can be proved wrong.

Each test draws with many seeds, and names everything that is ever drawn.
"""

import pytest

from quizgen import FactBase
from quizgen.generate.assemble import make_question
from quizgen.generate.generator import find_items
from quizgen.model import OptionsQuestion
from tests.generate.decks import base

SEEDS = range(24)
HEAD = """\
deck: d
title: D
language: en
checked: 2026-11-23
sources: {s: {title: S}}
relations:
  member: {of: club, is: person, complete: true, says: "{is} is in {of}"}
  from: {of: person, is: town, single: true, says: "{of} comes from {is}"}
  likes: {of: person, is: town, says: "{of} likes {is}"}
  born: {of: person, is: date, single: true, says: "{of} was born on {is}"}
  size: {of: person, is: number, single: true, says: "{of} measures {is}"}
  motto: {of: person, is: text, single: true, says: "{of} says {is}"}
"""


def drawn(deck: FactBase, subject: str) -> list[str]:
    """All wrong options of the choice question about *subject*, over all SEEDS."""
    texts: dict[str, None] = {}
    for seed in SEEDS:
        for item in find_items(deck, seed):
            if item.id == f"d/t/{subject}#choice":
                question = make_question(item)
                assert isinstance(question, OptionsQuestion)
                texts |= dict.fromkeys(o.text for o in question.options if not o.right)
    return sorted(texts, key=lambda text: (len(text), text))


def candidates(deck: FactBase, subject: str) -> list[list[str]]:
    """The candidates for the key of the choice question about *subject*, in tiers."""
    (item,) = [item for item in find_items(deck) if item.id == f"d/t/{subject}#choice"]
    return [[candidate.label for candidate in tier] for tier in item.group.tiers]


# Dates


def born(*days: str, part: str = "") -> FactBase:
    people = "\n".join(
        f"p{i}: {{kind: person, name: P{i}, facts: {{born: {{is: {day}, source: s}}}}}}"
        for i, day in enumerate(days)
    )
    return base(
        people,
        f't: {{given: "?p born ?day", ask: "When was {{p}} born?", answer: day{part}, forms: [choice]}}',
        HEAD,
    )


@pytest.mark.parametrize(
    ("day", "wrong"),
    [
        ("1950", "1948, 1949, 1951, 1952, 1953"),
        ("2024", "2022, 2023, 2025, 2026"),  # nothing after the day of the check
        ("2026", "2024, 2025"),
        ("0001", "2, 3, 4"),
        ("1950-01", "January 1948, January 1949, January 1951, January 1952, January 1953,"
         " December 1949, February 1950"),
        ("1950-12", "January 1951, December 1948, December 1949, December 1951,"
         " December 1952, December 1953, November 1950"),
        ("2026-11", "October 2026, November 2024, November 2025"),
        ("1950-05-05", "5 May 1948, 5 May 1949, 5 May 1951, 5 May 1952, 5 May 1953,"
         " 5 June 1950, 5 April 1950"),
        ("1950-03-31", "31 March 1948, 31 March 1949, 31 March 1951, 31 March 1952, 31 March 1953"),
        ("2000-02-29", "29 March 2000, 29 January 2000"),
        ("2025-11-23", "23 October 2025, 23 December 2025, 23 November 2023,"
         " 23 November 2024, 23 November 2026"),
        ("2025-11-24", "24 October 2025, 24 December 2025, 24 November 2023,"
         " 24 November 2024"),
    ],
)  # fmt: skip
def test_dates_are_made_up_near_the_key_and_as_fine(day: str, wrong: str) -> None:
    assert ", ".join(drawn(born(day), "p0")) == wrong


@pytest.mark.parametrize(
    ("days", "part", "wrong"),
    [
        ("1950 1965 1966 1935 1934 1955-05", "", "1935 1948 1949 1951 1952 1953 1965"),
        (
            "1950-05 1950 1951-05 1952-06 1965-12 1966-01",
            "",
            "May 1951 June 1952 December 1965",
        ),
        ("1950-05 1950 1951-05 1952-06 1965-12 1966-01", ".year", "1951 1952 1965"),
    ],
)
def test_dates_of_others_up_to_fifteen_years_away_come_first(
    days: str, part: str, wrong: str
) -> None:
    """As fine as the key, and none that may be the same day."""
    assert " ".join(drawn(born(*days.split(), part=part), "p0")) == wrong


def test_of_many_dates_of_others_the_eight_nearest_are_wrong_answers() -> None:
    years = [1960, *range(1946, 1960), *range(1961, 1975)]
    nearest = [*range(1956, 1960), *range(1961, 1965)]
    assert drawn(born(*map(str, years)), "p0") == [str(year) for year in nearest]
    days = [f"1960-06-{day:02}" for day in (15, *range(1, 15), *range(16, 31))]
    nearest = [*range(11, 15), *range(16, 20)]
    assert drawn(born(*days), "p0") == [f"{day} June 1960" for day in nearest]


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
        't: {given: "?town visit ?d", ask: "When in {town}?", answer: d, forms: [choice], options: 10}',
        head,
    )
    assert drawn(deck, "rome") == [
        *("1988", "1989", "1991", "1992", "1993", "1994", "1996"),
    ]


def test_what_is_made_up_is_none_that_others_have() -> None:
    assert candidates(born("1950", "1951", "1960"), "p0") == [
        ["1951", "1960"],
        ["1949", "1948", "1952", "1953"],
    ]
    assert candidates(sized("7", "8", "12"), "p0") == [
        ["8", "12"],
        ["6", "9", "5", "10", "4"],
    ]


def test_of_very_many_dates_and_numbers_160_are_compared() -> None:
    """The key among them."""
    days = [f"1960-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 29)]
    assert len(candidates(born(*days[:170]), "p0")[0]) == 159
    assert len(candidates(born(*days[:100]), "p0")[0]) == 99
    numbers = [str(number) for number in range(300, 600)]
    assert len(candidates(sized(*numbers[:170]), "p0")[0]) == 159
    assert len(candidates(sized(*numbers[:100]), "p0")[0]) == 99


# Numbers


def sized(*sizes: str, unit: str = "") -> FactBase:
    of_it = f', unit: "{unit}"' if unit else ""
    people = "\n".join(
        f"p{i}: {{kind: person, name: P{i}, facts: {{size: {{is: {size}, source: s{of_it}}}}}}}"
        for i, size in enumerate(sizes)
    )
    return base(
        people,
        't: {given: "?p size ?n", ask: "How tall is {p}?", answer: n, forms: [choice]}',
        HEAD,
    )


@pytest.mark.parametrize(
    ("number", "wrong"),
    [
        ("0", "1 2 3"),
        ("1", "0 2 3 4"),
        ("7", "4 5 6 8 9 10"),
        ("15", "12 13 14 16 17 18"),
        ("20", "0 10 30 40 50"),
        ("31", "25 27 29 33 35 37"),
        ("47", "38 41 44 50 53 56"),
        ("100", "0 200 300 400"),
        ("120", "90 100 110 130 140 150"),
        ("123", "99 107 115 131 139 147"),
        ("1500", "1,200 1,300 1,400 1,600 1,700 1,800"),
        ("1000000", "0 2,000,000 3,000,000 4,000,000"),
        ("-3", "0 -1 -2 -4 -5 -6"),
        ("0.5", "0.2 0.3 0.4 0.6 0.7 0.8"),
        ("2.5", "2.2 2.3 2.4 2.6 2.7 2.8"),
        ("70.96", "60.34 63.88 67.42 74.50 78.04 81.58"),
    ],
)
def test_numbers_are_made_up_as_round_as_the_key(number: str, wrong: str) -> None:
    assert " ".join(drawn(sized(number), "p0")) == wrong


@pytest.mark.parametrize("unit", ["%", "per cent", "percent"])
@pytest.mark.parametrize(
    ("number", "wrong"),
    [
        ("2", "0 1 3 4 5"),
        ("94", "76 82 88 100"),
        ("95", "77 83 89"),
        ("98", "80 86 92"),
        ("99.5", "84.8 89.7 94.6"),
        ("101", "83 89 95 107 113 119"),
    ],
)
def test_nothing_is_more_than_a_hundred_per_cent(
    number: str, wrong: str, unit: str
) -> None:
    """Unless the key is."""
    assert drawn(sized(number, unit=unit), "p0") == [f"{n} {unit}" for n in wrong.split()]


def test_numbers_of_others_up_to_three_times_as_large_come_first() -> None:
    assert drawn(sized("9", "3", "27", "2", "28", "10"), "p0") == ["3", "10", "27"]
    assert drawn(sized("10", "11", "3", "4", "30", "31", "9.5"), "p0") == [
        *("4", "11", "30", "9.5"),
    ]


def test_of_many_numbers_of_others_the_eight_nearest_are_wrong_answers() -> None:
    sizes = [60, *range(46, 60), *range(61, 75)]
    nearest = [*range(56, 60), *range(61, 65)]
    assert drawn(sized(*map(str, sizes)), "p0") == [str(size) for size in nearest]


def test_numbers_of_another_unit_are_no_wrong_answers() -> None:
    deck = base(
        "\n".join(
            f"p{i}: {{kind: person, name: P{i}, facts: {{size: {{is: {n}, unit: {u}, source: s}}}}}}"
            for i, (n, u) in enumerate(
                ((10, "m"), (11, "m"), (12, "m"), (13, "ft"), (9, "m"))
            )
        ),
        't: {given: "?p size ?n", ask: "How tall is {p}?", answer: n, forms: [choice]}',
        HEAD,
    )
    assert drawn(deck, "p0") == ["9 m", "11 m", "12 m"]
