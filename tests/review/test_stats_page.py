"""Statistics as a page: complete, safe, and to be read on a phone."""

import html
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from quizgen.review.grades import AGAIN, GOOD
from quizgen.review.mastery import FactCounts
from quizgen.review.stats import Stats
from quizgen.review.stats_page import render_page
from tests.browser import page_result
from tests.review.test_stats import TODAY, Learner, two_decks


@pytest.fixture(scope="module")
def stats() -> Stats:
    return two_decks().stats(9)


def body(page: str) -> ElementTree.Element:
    """The body of *page*, which is XML as well."""
    text = page[page.index("<body>") : page.index("</body>") + len("</body>")]
    return ElementTree.fromstring(text)


def charts(page: str) -> dict[str, ElementTree.Element]:
    """The charts, by their label."""
    return {
        chart.attrib["aria-label"]: chart
        for chart in body(page).iter("svg")
        if chart.get("class") != "bar"
    }


def texts(chart: ElementTree.Element) -> list[tuple[str, float, float, str]]:
    """What is written in a chart, where, and at which end that is."""
    return [
        (
            text.text or "",
            float(text.attrib["x"]),
            float(text.attrib["y"]),
            text.attrib["text-anchor"],
        )
        for text in chart.iter("text")
    ]


def rectangles(
    chart: ElementTree.Element,
) -> list[tuple[str, float, float, float, float, str]]:
    """The rectangles of a chart: title, x, y, width, height, opacity ("" is none)."""
    shapes = []
    for shape in chart.iter("rect"):
        title = shape.find("title")
        name = "" if title is None else title.text or ""
        place = (float(shape.attrib[key]) for key in ("x", "y", "width", "height"))
        filled = shape.attrib["fill"] == "var(--bar)"
        opacity = shape.get("opacity", "1") if filled else ""
        shapes.append((name, *place, opacity))
    return shapes  # type: ignore[return-value]


def cells(page: str) -> list[list[list[str]]]:
    """The text of each cell of each row of each table."""
    return [
        [["".join(cell.itertext()).strip() for cell in row] for row in table.iter("tr")]
        for table in body(page).iter("table")
    ]


# The whole


def test_the_page_has_a_heading_for_each_part(stats: Stats) -> None:
    page = render_page(stats)
    assert page.startswith('<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">')
    assert "<title>quizgen: 3 Dec 2026</title>" in page
    assert page.endswith("\n</body></html>\n")
    headings = [
        "".join(part.itertext()) for part in body(page) if part.tag in {"h1", "h2", "p"}
    ]
    assert headings == [
        "8 reviews on 4 days",
        "3 Dec 2026",
        "2 days in a row",
        "1 of 3 facts met known today (33%)",
        "1 due today",
        "Facts today",
        "Recalled on a later day",
        "Answers a day",
        "1 Dec 2025 to 3 Dec 2026",
        "Due in the next 30 days",
        "Hardest facts",
    ]


@pytest.mark.parametrize(
    ("language", "headings", "labels", "heads"),
    [
        (
            "ru",
            [
                "8 повторений за 4 дня",
                "3 дек 2026",
                "Дней подряд: 2",
                "Встреченных фактов известно сегодня: 1 из 3 (33%)",
                "К повторению сегодня: 1",
                "Факты сегодня",
                "Вспомнено в другой день",
                "Ответы по дням",
                "1 дек 2025 – 3 дек 2026",
                "К повторению в ближайшие 30 дней",
                "Самые трудные факты",
            ],
            [
                "известно 33%",
                "известно 50%",
                "известно 0%",
                "ответы по дням с 1 дек 2025",
                "ответы по дням с 8 июн 2026",
                "мало – много",
                "к повторению по дням",
                "к повторению по дням",
            ],
            [
                ["", "знаю", "учу", "впереди"],
                ["", "вспомнено", "цель", "ответы"],
                ["по видам вопросов", "вспомнено", "цель", "ответы"],
                ["", "забыт", "усвоен"],
            ],
        ),
        (
            "kk",
            [
                "4 күн ішінде 8 қайталау",
                "2026 ж. 3 жел",
                "Қатарынан 2 күн",
                "Кездескен деректен бүгін белгілі: 1 / 3 (33%)",
                "Бүгін қайталауға: 1",
                "Бүгінгі деректер",
                "Кейінгі күндері еске түскені",
                "Күндер бойынша жауаптар",
                "2025 ж. 1 жел – 2026 ж. 3 жел",
                "Алдағы 30 күнде қайталанатыны",
                "Ең қиын деректер",
            ],
            [
                "33% белгілі",
                "50% белгілі",
                "0% белгілі",
                "күндер бойынша жауаптар, басы: 2025 ж. 1 жел",
                "күндер бойынша жауаптар, басы: 2026 ж. 8 мау",
                "аз – көп",
                "күндер бойынша қайталау",
                "күндер бойынша қайталау",
            ],
            [
                ["", "белгілі", "үйренуде", "алда"],
                ["", "есте", "мақсат", "жауап"],
                ["түрі бойынша", "есте", "мақсат", "жауап"],
                ["", "ұмыту", "меңгеру"],
            ],
        ),
    ],
)
def test_the_page_speaks_every_language(
    stats: Stats,
    language: str,
    headings: list[str],
    labels: list[str],
    heads: list[list[str]],
) -> None:
    page = render_page(stats, language=language)
    assert page.startswith(f'<!DOCTYPE html>\n<html lang="{language}"><head>')
    assert f"<title>quizgen: {headings[1]}</title>" in page
    parts = (part for part in body(page) if part.tag in {"h1", "h2", "p"})
    assert ["".join(part.itertext()) for part in parts] == headings
    assert [chart.attrib["aria-label"] for chart in body(page).iter("svg")] == labels
    assert [table[0] for table in cells(page)] == heads


def test_a_page_in_a_language_that_is_not_spoken_is_in_english(stats: Stats) -> None:
    assert render_page(stats, language="hy") == render_page(stats)


def test_what_there_is_nothing_of_has_no_heading() -> None:
    page = render_page(Learner().stats(0))
    assert [part.text for part in body(page).iter("h2")] == [
        "Facts today",
        "Answers a day",
        "Due in the next 30 days",
    ]


def test_the_page_asks_nothing_of_the_network_and_escapes_what_it_shows() -> None:
    learner = Learner()
    learner.answer("d/t/x#text", (0, GOOD), (1, AGAIN), topic="<b>", stem="a&b")
    page = render_page(learner.stats(1, {}))
    assert not re.search(r"https?:|src=|@import|url\(|<script", page)
    assert '<span class="in">&lt;b&gt;</span>' in page
    assert "<td>a&amp;b (Volga)</td>" in page


# Tables


def test_the_tables_have_a_row_for_all_that_is_counted(stats: Stats) -> None:
    assert cells(render_page(stats)) == [
        [
            ["", "known", "learning", "unasked"],
            ["all", "1", "2", "?"],
            ["d", "1", "0", "1"],
            ["e", "0", "2", "?"],
        ],
        [
            ["", "recalled", "desired", "answers"],
            ["all", "50%", "90%", "4"],
            ["d", "67%", "90%", "3"],
            ["Rivers", "67%", "90%", "3"],
            ["e", "0%", "90%", "1"],
            ["Rivers", "0%", "90%", "1"],
        ],
        [
            ["by form", "recalled", "desired", "answers"],
            ["card", "50%", "90%", "2"],
            ["text", "50%", "90%", "2"],
        ],
        [
            ["", "lapses", "mastery"],
            ["The Volga flows into the Caspian Sea.", "1", "100%"],
        ],
    ]


def test_of_one_deck_there_is_one_row(stats: Stats) -> None:
    counts = FactCounts("d", 1_000, 1_500, 4_000)
    page = render_page(replace(stats, facts_known_by_deck=(counts,)))
    assert cells(page)[0][1:] == [["d", "1,000", "500", "2,500"]]


def test_a_leech_is_marked(stats: Stats) -> None:
    (fact,) = stats.hardest
    leech = replace(fact, is_leech=True, lapses=1_000, chance=0.126)
    page = render_page(replace(stats, hardest=(leech, fact)))
    assert cells(page)[-1][1:] == [
        ["The Volga flows into the Caspian Sea. (leech)", "1,000", "13%"],
        ["The Volga flows into the Caspian Sea.", "1", "100%"],
    ]


@pytest.mark.parametrize(
    ("counts", "label", "widths"),
    [
        (FactCounts("d", 1, 3, 8), "12% known", [100, 37.5, 12.5]),
        (FactCounts("d", 1, 4, None), "25% known", [100, 100, 25]),
        (FactCounts("d", 0, 0, 0), "0% known", [100, 0, 0]),
    ],
)
def test_a_bar_has_what_is_known_upon_what_was_asked_upon_all(
    stats: Stats, counts: FactCounts, label: str, widths: list[float]
) -> None:
    page = render_page(replace(stats, facts_known_by_deck=(counts,)))
    (bar,) = (chart for chart in body(page).iter("svg") if chart.get("class") == "bar")
    assert (bar.attrib["aria-label"], bar.attrib["viewBox"]) == (label, "0 0 100 8")
    assert rectangles(bar) == [
        ("", 0, 0, width, 8, opacity)
        for width, opacity in zip(widths, ("", "0.4", "1"), strict=True)
    ]


# The calendar: weeks of 12 pixels, after 22 for the names of the days


def test_every_day_of_a_year_has_its_square(stats: Stats) -> None:
    """In two halves, one beside the other or, on a phone, below it."""
    found = charts(render_page(stats))
    first = found["answers on each day from 1 Dec 2025"]
    second = found["answers on each day from 8 Jun 2026"]
    assert (first.attrib["width"], first.attrib["viewBox"]) == ("346", "0 0 346 96")
    assert (second.attrib["width"], second.attrib["viewBox"]) == ("334", "0 0 334 96")
    opacity = {TODAY: "0.5", TODAY + 1: "0.75", TODAY + 8: "0.75", TODAY + 9: "1"}
    for chart, start, end in (
        (first, date(2025, 12, 1), date(2026, 6, 7)),
        (second, date(2026, 6, 8), date(2026, 12, 3)),
    ):
        monday = start.toordinal()
        assert rectangles(chart) == [
            (
                f"{_long(day)}: {stats.reviews_by_day.get(day, 0)}",
                22 + (day - monday) // 7 * 12,
                12 + (day - monday) % 7 * 12,
                10,
                10,
                opacity.get(day, ""),
            )
            for day in range(monday, end.toordinal() + 1)
        ]


def _long(day: int) -> str:
    return f"{date.fromordinal(day):%d %b %Y}".removeprefix("0")


def test_months_stand_above_and_weekdays_beside(stats: Stats) -> None:
    found = charts(render_page(stats))
    weekdays = [("Mo", 0, 21, "start"), ("We", 0, 45, "start"), ("Fr", 0, 69, "start")]
    assert texts(found["answers on each day from 1 Dec 2025"]) == [
        ("Dec", 22, 10, "start"),
        ("Jan", 70, 10, "start"),
        ("Feb", 118, 10, "start"),
        ("Mar", 166, 10, "start"),
        ("Apr", 226, 10, "start"),
        ("May", 274, 10, "start"),
        *weekdays,
    ]
    assert texts(found["answers on each day from 8 Jun 2026"])[-3:] == weekdays
    assert {size.get("font-size") for size in body(render_page(stats)).iter("text")} == {
        "10"
    }


def test_a_month_of_two_weeks_has_room_for_its_name(stats: Stats) -> None:
    found = charts(render_page(replace(stats, day=TODAY - 4)))
    first = found["answers on each day from 17 Nov 2025"]
    assert texts(first)[:2] == [("Nov", 22, 10, "start"), ("Dec", 46, 10, "start")]


def test_the_legend_has_every_shade(stats: Stats) -> None:
    legend = charts(render_page(stats))["less to more"]
    assert (legend.attrib["width"], legend.attrib["viewBox"]) == ("130", "0 0 130 12")
    assert texts(legend) == [("less", 0, 9, "start"), ("more", 94, 9, "start")]
    assert rectangles(legend) == [
        ("", 30 + 12 * number, 0, 10, 10, opacity)
        for number, opacity in enumerate(("", "0.25", "0.5", "0.75", "1"))
    ]


def test_before_the_first_review_the_calendar_is_empty() -> None:
    page = render_page(Learner().stats(0))
    squares = [
        square
        for label, chart in charts(page).items()
        if label.startswith("answers")
        for square in rectangles(chart)
    ]
    assert len(squares) == 52 * 7 + 2
    assert {opacity for *_, opacity in squares} == {""}


# The forecast: bars of 22 pixels and up to 80 high


def test_the_forecast_is_a_bar_a_day(stats: Stats) -> None:
    forecast = (1_000, 250, 0, 1, *[0] * 10, 500, *[0] * 15)
    page = render_page(replace(stats, forecast=forecast))
    first, second = (chart for chart in body(page).iter("svg") if _is_forecast(chart))
    assert (first.attrib["width"], first.attrib["viewBox"]) == ("308", "0 0 308 110")
    assert (second.attrib["width"], second.attrib["viewBox"]) == ("352", "0 0 352 110")
    bars = rectangles(first)
    assert bars[:4] == [
        ("3 Dec: 1,000", 0, 14, 18, 80, "1"),
        ("4 Dec: 250", 22, 74, 18, 20, "1"),
        ("5 Dec: 0", 44, 93, 18, 1, "1"),
        ("6 Dec: 1", 66, 93, 18, 1, "1"),
    ]
    assert [(title, x) for title, x, *_ in bars] == [
        (f"{3 + n} Dec: {forecast[n]:,}", 22 * n) for n in range(14)
    ]
    assert rectangles(second)[0] == ("17 Dec: 500", 0, 54, 18, 40, "1")
    assert len(rectangles(second)) == 16
    assert texts(first) == [
        ("1000", 9, 10, "middle"),
        ("3 Dec", 0, 106, "start"),
        ("250", 31, 70, "middle"),
        ("1", 75, 89, "middle"),
        ("10 Dec", 154, 106, "start"),
    ]
    assert texts(second) == [
        ("500", 9, 50, "middle"),
        ("17 Dec", 0, 106, "start"),
        ("24 Dec", 154, 106, "start"),
        ("31 Dec", 308, 106, "start"),
    ]


def _is_forecast(chart: ElementTree.Element) -> bool:
    return chart.attrib["aria-label"] == "due on each day"


def test_a_forecast_of_nothing_is_flat() -> None:
    page = render_page(Learner().stats(0))
    bars = [
        bar
        for chart in body(page).iter("svg")
        if _is_forecast(chart)
        for bar in rectangles(chart)
    ]
    assert [bar[4] for bar in bars] == [1] * 30


# In a browser

MEASURE = """
var frame = document.querySelector("iframe");
frame.onload = function () {
  var inner = frame.contentDocument, left = document.createElement("script");
  left.type = "application/json";
  left.id = "result";
  left.textContent = JSON.stringify({
    wide: inner.documentElement.scrollWidth,
    small: Math.min(...Array.from(
      inner.querySelectorAll("svg text"), text => text.getBoundingClientRect().height)),
  });
  document.body.append(left);
};
"""


def test_the_page_shows_in_a_browser_as_narrow_as_a_phone(
    stats: Stats, tmp_path: Path
) -> None:
    path = tmp_path / "page.html"
    inner = html.escape(render_page(stats))
    path.write_text(
        f"<body><iframe width=320 height=700></iframe><script>{MEASURE}</script>"
        f'<template>{inner}</template><script>document.querySelector("iframe").srcdoc ='
        ' document.querySelector("template").content.textContent;</script>',
        "utf-8",
    )
    measured = page_result(path)
    assert measured["wide"] == 320
    assert measured["small"] > 8  # letters that can be read
