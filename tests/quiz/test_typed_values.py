"""Where the bounds are: how many letters may be wrong, which year two figures mean."""

import pytest

from quizgen.dates import date, parse_iso
from quizgen.i18n import spell_date
from quizgen.model import Answer
from quizgen.quiz.scoring import score_typed
from quizgen.quiz.typed_values import read_dates, read_numbers

OTHERS = ("xxxxx",)
"""Names that the deck knows, none of them near to any reply here."""


@pytest.mark.parametrize(
    ("letters", "slips"),
    [(1, 0), (4, 0), (5, 1), (9, 1), (10, 2), (14, 2), (15, 3), (19, 3), (20, 3), (40, 3)],
)
def test_one_letter_in_five_may_be_wrong_and_three_at_most(
    letters: int, slips: int
) -> None:
    name = "q" * letters
    for wrong in range(1, min(5, letters) + 1):
        reply = "b" * wrong + name[wrong:]
        verdict = score_typed(Answer(name, (), None, OTHERS), reply)
        assert verdict.right is (wrong <= slips), reply


def test_a_slip_that_is_as_near_to_another_name_is_none() -> None:
    answer = Answer("qqqqqqqqqq", (), None, ("qqqqqqqqbb", "qqqqqqqqqq"))
    assert score_typed(answer, "qqqqqqqqqb").right is False  # one letter from both
    assert score_typed(answer, "aqqqqqqqqq").right is True
    assert score_typed(answer, "aaqqqqqqqq").right is True
    assert score_typed(answer, "aqqqqqqqbb").right is False


@pytest.mark.parametrize(
    ("name", "reply", "right"),
    [
        ("Resolution 2202", "Resolution 2203", False),
        ("Resolution 2202", "Resolution 2220", False),
        ("Resolution 2202", "Resolution 220", False),
        ("Resolution 2202", "Rezolution 2202", True),
        ("nine members of the Council", "five members of the Council", False),
        ("nine members of the Council", "nine membres of the Council", True),
        ("the twenty members", "the twelve members", False),
        ("members of the first rank", "members of the one rank", False),
    ],
)
def test_a_wrong_figure_is_no_slip_even_where_no_other_name_is_near(
    name: str, reply: str, right: bool
) -> None:
    assert score_typed(Answer(name, (), None, OTHERS), reply).right is right


@pytest.mark.parametrize(
    ("name", "reply", "right"),
    [
        ("independent", "independant", True),
        ("independent", "ndependent", False),
        ("independent", "independen", False),
        ("member states", "member stated", False),
        ("member states", "membre states", False),  # its word would end otherwise
        ("member states", "memebr states", True),
    ],
)
def test_where_no_other_names_are_known_each_word_keeps_its_ends(
    name: str, reply: str, right: bool
) -> None:
    assert score_typed(Answer(name), reply).right is right


# Years of two figures


@pytest.mark.parametrize(
    ("reply", "dates"),
    [
        ("54", "0054 1954 2054"),
        ("00", "1900 2000"),
        ("5", "0005"),
        ("154", "0154"),
        ("1954", "1954"),
        ("12/54", "0054-12 1954-12 2054-12"),
        ("1.2.54", "0054-02-01 1954-02-01 2054-02-01 0054-01-02 1954-01-02 2054-01-02"),
        ("13.2.54", "0054-02-13 1954-02-13 2054-02-13"),
        ("1954.2.1", "1954-02-01"),
        ("2 Feb 54", "0054-02-02 1954-02-02 2054-02-02"),
        ("Feb 54", "0054-02 1954-02 2054-02"),
        ("1954 Feb 2", "1954-02-02"),
        ("Feb 2 1954", "1954-02-02"),
        ("feb 19540 2", ""),
        ("Fe 1954", ""),
        ("Feb", ""),
        ("Feb Mar 1954", ""),
        ("1 2 3 1954", ""),
        ("31 Feb 1954", ""),
        ("on the 2nd of Feb in 1954", "1954-02-02"),
        ("1st Mar 1954", "1954-03-01"),
        ("3rd Mar 1954", "1954-03-03"),
        ("4th Mar 1954", "1954-03-04"),
        ("5 мая 1954 года", "1954-05-05"),
        ("май 1954 г.", "1954-05"),
        ("decembre 1954", ""),
        ("Dezember 1954", ""),
        ("december 1954", "1954-12"),
    ],
)
def test_what_a_date_can_mean(reply: str, dates: str) -> None:
    assert " ".join(map(str, read_dates(reply))) == dates


def test_two_figures_are_a_year_of_this_century_the_last_or_the_first() -> None:
    for year in (54, 1954, 2054):
        key = date(year)
        assert score_typed(Answer(spell_date(key), (), key), "54").right
    for year in (154, 1854, 2154):
        key = date(year)
        assert not score_typed(Answer(spell_date(key), (), key), "54").right


def test_half_is_right_of_a_date_that_is_less_precise() -> None:
    def remark(key: str, reply: str) -> tuple[float, str]:
        day = parse_iso(key)
        verdict = score_typed(Answer(spell_date(day), (), day), reply)
        return verdict.share, verdict.remark

    assert remark("1954-02-03", "Feb 1954") == (0.5, "right month, no day")
    assert remark("1954-02-03", "1954") == (0.5, "right year, no day")
    assert remark("1954-02", "54") == (0.5, "right year, no month")
    assert remark("1954-02-03", "Mar 1954") == (0.0, "")
    assert remark("1954-02-03", "1955") == (0.0, "")


# Numbers


@pytest.mark.parametrize(
    ("reply", "numbers"),
    [
        ("zero", "0"),
        ("Twenty", "20"),
        ("twenty one", ""),
        ("2,030", "2.030 2030"),
        ("2.030", "2.030 2030"),
        ("2,03", "2.03"),
        ("1,234,567", "1234567"),
        ("1.234,5", "1234.5"),
        ("12'345", "12345"),
        ("1 234", "1234"),
        ("-4", "-4"),
        ("+4", "4"),
        ("4.0", "4"),
        ("4 km", "4"),
        ("4.", "4"),
        ("km 4", ""),
        ("4 or 5", ""),
        ("", ""),
    ],
)
def test_what_a_number_can_mean(reply: str, numbers: str) -> None:
    assert " ".join(sorted(map(str, read_numbers(reply)))) == numbers
