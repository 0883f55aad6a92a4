"""A typed question says how fine a date is wanted, unless its stem does."""

import pytest

from quizgen.dates import parse_iso
from quizgen.generate.precision import with_precision


@pytest.mark.parametrize(
    ("stem", "day", "language", "shown"),
    [
        ("When did Ada join?", "1958", "en", "When did Ada join? (year)"),
        ("When did Ada join?", "1958-02", "en", "When did Ada join? (month and year)"),
        ("When did Ada join?", "1958-02-03", "en", "When did Ada join? (day)"),
        ("Ada joined on _____.", "1958-02-03", "en", "Ada joined on _____ (day)."),
        ("Когда вступила Ада?", "1958", "ru", "Когда вступила Ада? (год)"),
        ("Когда вступила Ада?", "1958-02", "ru", "Когда вступила Ада? (месяц и год)"),
        ("Ада қашан қосылды?", "1958-02-03", "kk", "Ада қашан қосылды? (күн)"),
    ],
)
def test_the_precision_stands_behind_the_stem_or_its_gap(
    stem: str, day: str, language: str, shown: str
) -> None:
    assert with_precision(stem, parse_iso(day), language) == shown


@pytest.mark.parametrize(
    ("stem", "day", "language"),
    [
        ("In which year did Ada join?", "1958", "en"),
        ("In what month did Ada join?", "1958-02", "en"),
        ("On what date did Ada join?", "1958-02-03", "en"),
        ("Name the year in which Ada joined.", "1958", "en"),
        ("Ada joined in the year _____.", "1958", "en"),
        ("The year of Ada's entry into the club was _____.", "1958", "en"),
        ("The date of Ada's entry was _____.", "1958-02-03", "en"),
        ("В каком году вступила Ада?", "1958", "ru"),
        ("Какого числа вступила Ада?", "1958-02-03", "ru"),
        ("В какой день вступила Ада?", "1958-02-03", "ru"),
        ("Ада қай жылы қосылды?", "1958", "kk"),
    ],
)
def test_a_stem_that_says_it_stays_as_it_is(stem: str, day: str, language: str) -> None:
    assert with_precision(stem, parse_iso(day), language) == stem


@pytest.mark.parametrize(
    ("stem", "day", "hint"),
    [
        ("In which year, to the day, did Ada join?", "1958-02-03", "(day)"),
        ("When, in the year of the flood, did Ada join?", "1958", "(year)"),
        ("On which day did Ada join?", "1958-02", "(month and year)"),
    ],
)
def test_a_stem_that_only_names_a_year_or_asks_for_another_precision_says_nothing(
    stem: str, day: str, hint: str
) -> None:
    assert with_precision(stem, parse_iso(day), "en") == f"{stem} {hint}"


def test_what_is_no_date_has_no_precision() -> None:
    assert with_precision("How old is Ada?", 12, "en") == "How old is Ada?"
    assert with_precision("Who is Ada?", "ada", "en") == "Who is Ada?"
