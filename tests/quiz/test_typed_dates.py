"""Which days a typed date can mean, and which year two figures mean."""

import pytest

from quizgen.dates import date, parse_iso
from quizgen.i18n import spell_date
from quizgen.model import Answer
from quizgen.quiz.scoring import score_typed
from quizgen.quiz.typed_dates import read_dates

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
        ("1.2.54", "0054-02-01 1954-02-01 2054-02-01"),
        ("1/2/54", "0054-02-01 1954-02-01 2054-02-01 0054-01-02 1954-01-02 2054-01-02"),
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
