"""What is made up beside a date or a number: as fine, as round, of its sign and unit."""

from decimal import Decimal

import pytest

from quizgen.dates import parse_iso
from quizgen.generate.near_values import dates_beside, numbers_beside


def numbers(key: str, side: int, unit: str = "") -> str:
    value = Decimal(key) if "." in key else int(key)
    return " ".join(str(number) for number in numbers_beside(value, unit, side)[:4])


@pytest.mark.parametrize(
    ("key", "below", "above"),
    [
        ("0", "", "1 2 3 4"),
        ("1", "0", "2 3 4 5"),
        ("3", "2 1 0", "4 5 6 7"),
        ("4", "3 2 1", "5 6 7 8"),  # four of something: nobody takes it for none
        ("20", "10 9 8 7", "30 40 50 60"),
        ("31", "29 27 25 23", "33 35 37 39"),
        ("100", "90 80 70 60", "200 300 400 500"),
        ("7", "6 5 4 3", "8 9 11 12"),  # 10 is rounder
        ("120", "110 90 80 70", "130 140 150 160"),
        ("123", "115 107 99 91", "131 139 147 155"),
        ("1500", "1400 1300 1200 1100", "1600 1700 1800 1900"),
        ("1000000", "900000 800000 700000 600000", "2000000 3000000 4000000 5000000"),
        ("-3", "-4 -5 -6 -7", "-2 -1"),  # of one sign
        ("0.5", "0.4 0.3 0.2 0.1", "0.6 0.7 0.8 0.9"),
        ("2.0", "1.0 0.9 0.8 0.7", "3.0 4.0 5.0 6.0"),  # as many decimals
        ("12.50", "11.70 10.90 10.10 9.30", "13.30 14.10 14.90 15.70"),
        ("70.96", "66.23 56.77 52.04 47.31", "75.69 80.42 85.15 89.88"),
        ("-2.5", "-2.6 -2.7 -2.8 -2.9", "-2.4 -2.3 -2.2 -2.1"),
    ],
)
def test_numbers_are_made_up_as_round_as_the_key(key: str, below: str, above: str) -> None:
    assert (numbers(key, -1), numbers(key, 1)) == (below, above)


@pytest.mark.parametrize("unit", ["%", "per cent", "percent"])
@pytest.mark.parametrize(
    ("key", "above"),
    [
        ("94", "95 96 97 98"),
        ("98", "99"),
        ("99.5", "99.6 99.7 99.8 99.9"),
        ("70", "80 90"),
        ("101", "107 113 119 125"),
    ],
)
def test_nothing_is_more_than_a_hundred_per_cent(key: str, above: str, unit: str) -> None:
    """Unless the key is."""
    assert numbers(key, 1, unit) == above


def test_what_has_a_unit_is_not_nothing() -> None:
    assert numbers("2", -1, "km") == "1"
    assert numbers("2", -1, "%") == "1 0"


@pytest.mark.parametrize("side", [-1, 1])
def test_there_are_at_most_eight_numbers_on_a_side(side: int) -> None:
    assert len(numbers_beside(5000, "", side)) <= 8


def test_dates_are_made_up_as_fine_as_the_key() -> None:
    """A year, a month, or the day of another year and month; days of its month last."""

    def iso(key: str, side: int) -> str:
        return " ".join(str(day) for day in dates_beside(parse_iso(key), side))

    assert iso("1950", -1) == "1949 1948 1947 1946 1945 1944 1943 1942"
    assert iso("0003", -1) == "0002 0001"
    assert iso("9998", 1) == "9999"
    assert iso("1950-12", 1).startswith("1951-12 1951-01 1952-01 1951-11 1952-12")
    assert iso("1950-01", -1).startswith("1949-01 1949-12 1948-12 1949-02 1948-01")
    days = iso("1950-05-05", 1)
    assert days.startswith("1951-05-05 1950-06-05 1951-06-05 1951-04-05")
    assert days.endswith("1950-05-12 1950-05-19 1950-05-26 1950-06-02")
    assert iso("2000-02-29", 1).startswith("2000-03-29 2001-03-29")  # no 29 February
