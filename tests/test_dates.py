"""Dates as vague as their sources, held against a calendar of single days."""

import datetime
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen import dates
from quizgen.dates import ALWAYS, Date, Span, parse_iso, span

DAYS = [
    datetime.date(1999, 1, 1) + datetime.timedelta(days=number)
    for number in range(3 * 365 + 1)
]


def written(day: datetime.date, precision: int) -> str:
    return day.isoformat()[: (4, 7, 10)[precision - 1]]


PRECISIONS = st.integers(1, 3)
ANY_TEXT = st.builds(written, st.dates(), PRECISIONS)
DATES = st.builds(written, st.sampled_from(DAYS), PRECISIONS).map(parse_iso)


@cache
def meant(date: Date) -> frozenset[int]:
    """The days that *date* can mean: those whose ISO form begins like it."""
    return frozenset(
        day.toordinal() for day in DAYS if day.isoformat().startswith(str(date))
    )


@given(ANY_TEXT)
def test_a_date_is_written_as_it_was_read(text: str) -> None:
    assert str(parse_iso(text)) == text


@given(st.one_of(st.text(), st.from_regex(r"\A[0-9]{4}(-[0-9]{2}){0,2}\Z")))
def test_nothing_else_is_a_date(text: str) -> None:
    """A text is refused or comes back as it was, never as another date."""
    try:
        date = parse_iso(text)
    except ValueError:
        with pytest.raises(ValueError, match=r"Invalid|month|day|year|out of range"):
            datetime.date.fromisoformat((text + "-01-01")[:10])
    else:
        assert str(date) == text


@pytest.mark.parametrize(
    "text", "2002-13 2002-00 2002-02-29 2002-01-00 2002-04-31 0000".split()
)
def test_some_dates_do_not_exist(text: str) -> None:
    with pytest.raises(ValueError, match=r"^there is no such date$"):
        parse_iso(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "02",
        "2002-1",
        "2002-10-7",
        "10-2002",
        "20021007",
        "2002-10-07 ",
        "-2002",
        "２００２",
    ],
)
def test_a_date_has_one_form(text: str) -> None:
    with pytest.raises(ValueError, match=r"^expected a date such as 2002, 2002-10 or"):
        parse_iso(text)


@given(DATES)
def test_a_date_can_mean_any_of_its_days(date: Date) -> None:
    assert set(range(date.first, date.last + 1)) == meant(date)


@given(st.sampled_from(DAYS), PRECISIONS, PRECISIONS)
def test_a_date_can_be_cut_and_never_sharpened(
    day: datetime.date, precision: int, finest: int
) -> None:
    date = parse_iso(written(day, precision))
    assert date.precision == precision
    assert date.truncate(finest) == parse_iso(written(day, min(precision, finest)))


@given(DATES, DATES)
def test_dates_overlap_if_they_can_be_the_same_day(one: Date, other: Date) -> None:
    assert one.overlaps(other) == (not meant(one).isdisjoint(meant(other)))


# Spans: every way in which a vague one can have begun and ended.

ENDS = st.tuples(DATES, DATES).filter(
    lambda ends: ends[0].first <= ends[1].first and ends[0].last <= ends[1].last
)


def sure(since: Date, until: Date) -> set[int]:
    """The days on which it held, whenever it began and ended."""
    return set(range(max(meant(since)), min(meant(until)) + 1))


@given(ENDS, DATES)
def test_it_surely_held_if_it_held_on_every_day_that_is_meant(
    ends: tuple[Date, Date], when: Date
) -> None:
    assert span(*ends).surely(when) == (meant(when) <= sure(*ends))


@given(ENDS, DATES)
def test_it_possibly_held_if_it_can_have_held_on_some_day(
    ends: tuple[Date, Date], when: Date
) -> None:
    starts, stops = meant(ends[0]), meant(ends[1])
    held = not meant(when).isdisjoint(range(min(starts), max(stops) + 1))
    assert span(*ends).possibly(when) == held


@given(DATES, DATES, DATES, st.data())
def test_no_way_in_which_it_can_have_been_is_denied(
    since: Date, until: Date, when: Date, data: st.DataObject
) -> None:
    """Also where the beginning may lie after the end, as from 2001 until June 2001."""
    start = data.draw(st.integers(since.first, since.last))
    if until.last < start:
        return
    stop = data.draw(st.integers(max(start, until.first), until.last))
    day = data.draw(st.integers(when.first, when.last))
    held = start <= day <= stop
    assert held or not span(since, until).surely(when)
    assert not held or span(since, until).possibly(when)


@given(DATES, DATES)
def test_an_end_may_not_lie_before_the_beginning(since: Date, until: Date) -> None:
    if min(meant(since)) <= max(meant(until)):
        assert span(since, until).possibly(since)
    else:
        with pytest.raises(ValueError, match=f"^until {until} is before since {since}$"):
            span(since, until)


@given(DATES, DATES)
def test_what_is_not_written_is_open(date: Date, when: Date) -> None:
    """No end: it goes on. No beginning: it may have held at any time before its end."""
    later, earlier = when.first >= date.last, when.last <= date.first
    assert span(date, None).surely(when) == later
    assert span(date, None).possibly(when) == (when.last >= date.first)
    assert not span(None, date).surely(when) or earlier
    assert span(None, date).surely(when) == (when.first == when.last == date.first)
    assert span(None, date).possibly(when) == (when.first <= date.last)
    assert ALWAYS.surely(when)
    assert span(None, None) is ALWAYS


@given(ENDS, ENDS)
def test_spans_overlap_if_they_surely_share_more_than_a_day(
    one: tuple[Date, Date], other: tuple[Date, Date]
) -> None:
    """On one day in common, the one hands over to the other."""
    shared = sure(*one) & sure(*other)
    assert span(*one).overlaps(span(*other)) == (len(shared) > 1)


def test_equal_dates_and_spans_are_one() -> None:
    """They are compared and hashed all the time."""
    assert parse_iso("2002-10-07") is dates.date(2002, 10, 7)
    assert span(parse_iso("2002"), None) is span(dates.date(2002), None)
    assert isinstance(span(parse_iso("2002"), None), Span)
