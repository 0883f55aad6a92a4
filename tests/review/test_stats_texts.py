"""What all charts of statistics share."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from quizgen.i18n import words_in
from quizgen.i18n.english import ENGLISH
from quizgen.review.mastery import FactCounts
from quizgen.review.stats import Stats
from quizgen.review.stats_texts import (
    LEVELS,
    YEAR_WEEKS,
    calendar,
    date_text,
    headlines,
    level,
    number_text,
    weekday_names,
)
from tests.review.test_stats import TODAY, Learner, two_decks

# A calendar


@pytest.mark.parametrize(
    ("day", "weeks", "room", "start", "months"),
    [
        ("2026-11-24", 1, 4, "2026-11-23", {0: "Nov"}),
        ("2026-11-23", 1, 4, "2026-11-23", {0: "Nov"}),  # a Monday
        ("2026-11-29", 1, 4, "2026-11-23", {0: "Nov"}),  # a Sunday
        ("2026-11-30", 1, 4, "2026-11-30", {0: "Dec"}),  # most of its days
        ("2026-11-24", 5, 2, "2026-10-26", {0: "Nov"}),  # its first is a Sunday
        ("2026-11-24", 9, 2, "2026-09-28", {0: "Oct", 4: "Nov"}),
        ("2026-12-14", 5, 2, "2026-11-16", {0: "Nov", 2: "Dec"}),
        ("2026-12-14", 5, 3, "2026-11-16", {2: "Dec"}),  # no room for both
        ("2026-12-14", 5, 4, "2026-11-16", {0: "Nov"}),  # no room at the end
        ("2026-12-14", 4, 2, "2026-11-23", {1: "Dec"}),
        ("2026-12-31", 8, 4, "2026-11-09", {3: "Dec"}),
        ("2026-03-10", 3, 1, "2026-02-23", {0: "Mar"}),  # the 1st is a Sunday
        ("2026-02-15", 4, 1, "2026-01-19", {0: "Jan", 1: "Feb"}),
    ],
)
def test_a_month_stands_above_the_week_in_which_it_begins(
    day: str, weeks: int, room: int, start: str, months: dict[int, str]
) -> None:
    result = calendar(date.fromisoformat(day).toordinal(), weeks, room, ENGLISH)
    assert date.fromordinal(result.start).isoformat() == start
    assert result[1:] == (weeks, months)


def test_a_year_has_each_month_once_and_the_last_week_is_that_of_the_day() -> None:
    start, weeks, months = calendar(TODAY, YEAR_WEEKS, 2, ENGLISH)
    assert (weeks, date.fromordinal(start).isoformat()) == (53, "2025-11-24")
    assert start <= TODAY - 364
    assert start + 7 * weeks > TODAY
    assert " ".join(months.values()) == ("Dec Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov")


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["Mo", "", "We", "", "Fr", "", ""]),
        ("ru", ["Пн", "", "Ср", "", "Пт", "", ""]),
        ("kk", ["Дс", "", "Ср", "", "Жм", "", ""]),
    ],
)
def test_every_second_weekday_is_named(language: str, names: list[str]) -> None:
    assert weekday_names(words_in(language)) == names


def test_a_shade_is_a_quarter_of_the_most() -> None:
    assert LEVELS == 4
    assert [level(count, 8) for count in range(9)] == [0, 1, 1, 2, 2, 3, 3, 4, 4]
    assert [level(count, 1) for count in range(2)] == [0, 4]
    assert [level(count, 1_000) for count in (1, 250, 251, 999)] == [1, 1, 2, 4]


def test_a_date_is_short_and_has_its_year_if_that_is_wanted() -> None:
    assert date_text(TODAY, ENGLISH) == "24 Nov"
    assert date_text(TODAY, ENGLISH, year=True) == "24 Nov 2026"
    days = [date(2026, month, 5).toordinal() for month in (1, 5, 6, 12)]
    assert [date_text(day, ENGLISH) for day in days] == [
        "5 Jan",
        "5 May",
        "5 Jun",
        "5 Dec",
    ]


@pytest.mark.parametrize(
    ("language", "short", "whole"),
    [("ru", "24 ноя", "24 ноя 2026"), ("kk", "24 қар", "2026 ж. 24 қар")],
)
def test_a_date_is_written_as_its_language_does(
    language: str, short: str, whole: str
) -> None:
    words = words_in(language)
    assert date_text(TODAY, words) == short
    assert date_text(TODAY, words, year=True) == whole


def test_a_number_has_the_marks_of_its_language() -> None:
    assert number_text(1_234, ENGLISH) == "1,234"
    assert number_text(1_234, words_in("ru")) == "1\xa0234"


# Headlines


def test_headlines_say_what_matters() -> None:
    assert headlines(two_decks().stats(9), ENGLISH) == [
        "8 reviews on 4 days",
        "2 days in a row",
        "1 of 3 facts met known today (33%)",
        "1 due today",
    ]


def test_headlines_before_the_first_review() -> None:
    assert headlines(Learner().stats(0), ENGLISH) == [
        "0 reviews on 0 days",
        "0 of 0 facts known today (0%)",
        "0 due today",
    ]


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (lambda stats: replace(stats, reviews=1), "1 review on 4 days"),
        (lambda stats: replace(stats, reviews=1_234), "1,234 reviews on 4 days"),
        (
            lambda stats: replace(stats, reviews_by_day={stats.day: 8}),
            "8 reviews on 1 day",
        ),
        (
            lambda stats: replace(stats, facts_known=FactCounts("", 1_000, 1_500, 2_000)),
            "1,000 of 2,000 facts known today (50%)",
        ),
        (
            lambda stats: replace(stats, facts_known=FactCounts("", 1_000, 1_500, None)),
            "1,000 of 1,500 facts met known today (67%)",
        ),
        (
            lambda stats: replace(stats, facts_known=FactCounts("", 1, 1, 1)),
            "1 of 1 facts known today (100%)",
        ),
        (lambda stats: replace(stats, forecast=(1_000, 5)), "1,000 due today"),
        (
            lambda stats: replace(stats, forecast=(1_000, 5), overdue=1),
            "1,000 due today, 1 of them overdue",
        ),
        (lambda stats: replace(stats, leeches=("a",)), "1 leech"),
        (lambda stats: replace(stats, leeches=("a", "b")), "2 leeches"),
        (lambda stats: replace(stats, suspended=1), "1 question suspended"),
        (lambda stats: replace(stats, suspended=2), "2 questions suspended"),
        (
            lambda stats: replace(
                stats,
                reviews_by_day=dict.fromkeys(range(stats.day - 1_233, stats.day + 1), 1),
            ),
            "1,234 days in a row",
        ),
    ],
)
def test_numbers_are_told_with_their_nouns(
    change: Callable[[Stats], Stats], line: str
) -> None:
    assert line in headlines(change(two_decks().stats(9)), ENGLISH)


def test_one_day_is_no_row_of_days() -> None:
    learner = Learner()
    learner.answer("d/t/x#text", (0, 3))
    assert headlines(learner.stats(0), ENGLISH) == [
        "1 review on 1 day",
        "0 of 2 facts known today (0%)",
        "0 due today",
    ]


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "en",
            [
                "1,234 reviews on 4 days",
                "2 days in a row",
                "1,000 of 2,000 facts known today (50%)",
                "5 due today, 1 of them overdue",
                "2 leeches",
                "21 questions suspended",
            ],
        ),
        (
            "ru",
            [
                "1\xa0234 повторения за 4 дня",
                "Дней подряд: 2",
                "Фактов известно сегодня: 1\xa0000 из 2\xa0000 (50%)",
                "К повторению сегодня: 5, из них просрочено: 1",
                "2 трудных вопроса",
                "21 вопрос отложен",
            ],
        ),
        (
            "kk",
            [
                "4 күн ішінде 1\xa0234 қайталау",
                "Қатарынан 2 күн",
                "Бүгін белгілі дерек: 1\xa0000 / 2\xa0000 (50%)",
                "Бүгін қайталауға: 5, оның ішінде мерзімі өткені: 1",
                "2 қиын сұрақ",
                "21 тоқтатылған сұрақ",
            ],
        ),
    ],
)
def test_headlines_speak_every_language(language: str, lines: list[str]) -> None:
    stats = replace(
        two_decks().stats(9),
        reviews=1_234,
        facts_known=FactCounts("", 1_000, 1_500, 2_000),
        forecast=(5, 0),
        overdue=1,
        leeches=("a", "b"),
        suspended=21,
    )
    assert headlines(stats, words_in(language)) == lines
