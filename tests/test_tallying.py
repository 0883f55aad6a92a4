"""What a learner is told of what was learned."""

import html
import json
import re
from pathlib import Path

import pytest

from quizgen.picturing import pictured
from quizgen.plotting import page
from quizgen.remembering import Review, Store, opened
from quizgen.scheduling import AGAIN, GOOD, recall
from quizgen.tallying import Mastery, Tally, record, tallied
from tests.browser import result
from tests.test_remembering import START, review

TODAY = START.day


def asked(
    store: Store, question: str, *answers: tuple[float, int], **shown: object
) -> None:
    """Answers to *question*: on which day from START, and with which grade."""
    for days, grade in answers:
        one = review(question, days, grade)
        store.review(
            Review(**{**_fields(one), "shown": {**one.shown, **shown}})  # type: ignore[arg-type]
        )


def _fields(one: Review) -> dict[str, object]:
    return {name: getattr(one, name) for name in Review.__slots__}


@pytest.fixture
def tally(tmp_path: Path) -> Tally:
    with opened(tmp_path / "answers") as store:
        asked(store, "d/t/x#text", (0, GOOD), (1, AGAIN), (1.01, GOOD), (9, GOOD))
        asked(store, "d/t/x#card", (8, GOOD), (9, GOOD), form="card")
        asked(store, "e/t/y#card", (9, AGAIN), form="card", topic="Seas", facts=["y", "z"])
        return tallied(store.reviews(), store.memories(), TODAY + 9)


def test_retention_counts_the_first_answer_of_a_later_day(tally: Tally) -> None:
    (kept,) = tally.kept
    assert (kept.asked, kept.right, kept.wished) == (3, 2, 0.9)
    assert [(one.name, one.right, one.asked) for one in tally.forms] == [
        ("text", 1, 2),
        ("card", 1, 1),
    ]
    assert [one.name for one in tally.decks] == ["d"]
    assert [one.name for one in tally.topics] == ["Rivers"]


def test_days_and_the_streak(tally: Tally) -> None:
    counts = {day - TODAY: count for day, count in tally.days.items()}
    assert counts == {0: 1, 1: 2, 8: 1, 9: 3}
    assert tally.streak == 2


def test_the_streak_waits_for_todays_review(tmp_path: Path) -> None:
    with opened(tmp_path / "answers") as store:
        for day in (0, 1, 2):
            store.review(review(days=day))
        memories = store.memories()
        streaks = [
            tallied(store.reviews(), memories, TODAY + day).streak for day in (2, 3, 4)
        ]
    assert streaks == [3, 3, 0]


def test_a_fact_is_as_well_known_as_its_questions_on_average(tmp_path: Path) -> None:
    with opened(tmp_path / "answers") as store:
        asked(store, "d/t/x#text", (0, GOOD), (3, GOOD))
        asked(store, "d/t/x#card", (0, AGAIN), (0.01, GOOD))
        memories = store.memories()
        (fact,) = tallied(store.reviews(), memories, TODAY + 9).facts
    chances = [recall(memory, TODAY + 9) for memory in memories.values()]
    assert fact == Mastery("x/flows-into/y", sum(chances) / 2, 2, 1)


def test_a_wrong_answer_is_shared_by_the_facts_that_it_rests_on(tally: Tally) -> None:
    assert [(fact.fact, fact.wrong) for fact in tally.hardest] == [
        ("x/flows-into/y", 1),
        ("y", 0.5),
        ("z", 0.5),
    ]


def test_the_forecast_has_what_is_due_and_no_more(tmp_path: Path) -> None:
    with opened(tmp_path / "answers") as store:
        memory = store.review(review())
        memories = store.memories()
        before = tallied(store.reviews(), memories, memory.due - 3).forecast
        after = tallied(store.reviews(), memories, memory.due + 3).forecast
    assert len(before) == 30
    assert [day for day, count in enumerate(before) if count] == [3]
    assert (after[0], sum(after)) == (1, 1)


def test_the_record_is_json_and_spells_its_days(tally: Tally) -> None:
    told = json.loads(json.dumps(record(tally)))
    assert told["day"] == "2026-12-03"
    assert told["days"]["2026-11-25"] == 2
    assert told["retention"] == {
        "name": "",
        "asked": 3,
        "right": 2,
        "retention": 0.6667,
        "desired": 0.9,
    }
    assert told["hardest"][1]["fact"] == "y"


def test_what_is_printed_fits_and_shows_the_calendar(tally: Tally) -> None:
    lines = list(pictured(tally, 40))
    assert max(map(len, lines)) <= 40
    assert lines[0] == "7 reviews, 2 days without a pause"
    assert "   67% (90%) of     3  all" in lines
    calendar = lines[lines.index("Answers a day") + 1 :][:7]
    assert calendar == [
        "Mon ··",
        "    ▒·",
        "Wed ▓▒",
        "    ·█",
        "Fri ·",
        "    ·",
        "Sun ·",
    ]


def test_without_blocks_all_is_ascii(tally: Tally) -> None:
    assert all(line.isascii() for line in pictured(tally, 80, plain=True))


def test_before_the_first_review_there_is_nothing_to_tell() -> None:
    assert list(pictured(tallied([], {}, TODAY), 80)) == ["Nothing was reviewed yet."]


# As a page

MEASURE = """
var frame = document.querySelector("iframe");
frame.onload = function () {
  var inner = frame.contentDocument, left = document.createElement("script");
  left.type = "application/json";
  left.id = "result";
  left.textContent = JSON.stringify({
    wide: inner.documentElement.scrollWidth,
    rects: Array.from(inner.querySelectorAll("svg"), s => s.querySelectorAll("rect").length),
    cells: Array.from(inner.querySelectorAll("table:last-of-type td"), c => c.textContent),
  });
  document.body.append(left);
};
"""


def test_the_page_shows_in_a_browser_as_narrow_as_a_phone(
    tally: Tally, tmp_path: Path
) -> None:
    path = tmp_path / "page.html"
    inner = html.escape(page(tally))
    path.write_text(
        f"<body><iframe width=320 height=700></iframe><script>{MEASURE}</script>"
        f'<template>{inner}</template><script>document.querySelector("iframe").srcdoc ='
        ' document.querySelector("template").content.textContent;</script>',
        "utf-8",
    )
    looked = result(path)
    assert looked["wide"] == 320
    assert looked["rects"] == [52 * 7 + 4, 30]  # a year up to a Thursday; the forecast
    assert looked["cells"][:3] == ["x/flows-into/y", "1.0", "100%"]


def test_the_page_asks_nothing_of_the_network_and_escapes_what_it_shows(
    tmp_path: Path,
) -> None:
    with opened(tmp_path / "answers") as store:
        asked(store, "d/t/x#text", (0, AGAIN), (1, GOOD), topic="<b>", facts=["a&b"])
        told = page(tallied(store.reviews(), store.memories(), TODAY + 1))
    assert not re.search(r"https?:|src=|@import|url\(|<script", told)
    assert "<td>&lt;b&gt;</td>" in told
    assert "<td>a&amp;b</td>" in told
