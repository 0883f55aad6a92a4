"""What a learner is told of what was learned."""

import html
import io
import json
import os
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from quizgen.review.charts import calendar, level
from quizgen.review.grades import AGAIN, EASY, GOOD, HARD
from quizgen.review.memory import GradedReview
from quizgen.review.scheduler import recall_chance, replay, scheduler_name
from quizgen.review.stats import FactCounts, RetentionRow, Stats, compute_stats
from quizgen.review.stats_json import json_record
from quizgen.review.stats_page import render_page
from quizgen.review.store import Store, open_store
from quizgen.tui.stats_view import render_stats
from tests.browser import result
from tests.review.test_store import DAY, START, review
from tests.rivers import RIVERS

TODAY = START.day
FACTS = {"d": {"x/flows-into/y": "The Volga flows into the Caspian Sea.", "z": "Z."}}


def asked(
    store: Store, question: str, *answers: tuple[float, int], **shown: object
) -> None:
    """Answers to *question*: on which day from START, and with which grade."""
    for days, grade in answers:
        one = review(question, days, grade)
        store.add_review(one._replace(details={**one.details, **shown}))


def told(
    store: Store, days: float, decks: Mapping[str, Mapping[str, str]] | None = None
) -> Stats:
    """The stats so many days after START."""
    return compute_stats(
        store.grade_history(),
        store.memories(),
        store.question_details(),
        TODAY + int(days),
        decks=FACTS if decks is None else decks,
        suspended=store.suspended_questions(),
        weights=store.weights(),
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterable[Store]:
    with open_store(tmp_path / "answers") as store:
        yield store


@pytest.fixture
def stats(store: Store) -> Stats:
    """Two decks, each with a topic of the same name."""
    asked(store, "d/t/x#text", (0, GOOD), (1, AGAIN), (1.01, GOOD), (9, GOOD))
    asked(store, "d/t/x#card", (8, GOOD), (9, GOOD), form="card")
    asked(store, "e/t/y#card", (8, AGAIN), (9, AGAIN), form="card", facts=["y", "z"])
    return told(store, 9)


def rows(kept: Iterable[RetentionRow]) -> list[tuple[str, str, int, int]]:
    return [(one.deck, one.name, one.recalled, one.answers) for one in kept]


# Retention


def test_retention_counts_the_first_answer_of_a_later_day(stats: Stats) -> None:
    assert stats.retention == RetentionRow(
        "", "", answers=4, recalled=2, desired_retention=0.9
    )
    assert rows(stats.retention_by_form) == [("", "card", 1, 2), ("", "text", 1, 2)]
    assert rows(stats.retention_by_deck) == [("", "d", 2, 3), ("", "e", 0, 1)]


def test_topics_of_one_name_in_two_decks_are_apart(stats: Stats) -> None:
    assert rows(stats.retention_by_topic) == [("d", "Rivers", 2, 3), ("e", "Rivers", 0, 1)]


def test_the_grade_says_what_was_recalled_and_not_the_marking(store: Store) -> None:
    asked(store, "d/t/x#text", (0, GOOD))
    store.add_review(review("d/t/x#text", 3, HARD)._replace(right=False, share=0.0))
    store.add_review(review("d/t/x#text", 6, AGAIN)._replace(right=True, share=1.0))
    assert rows(told(store, 6).retention_by_form) == [("", "text", 1, 2)]


def test_what_is_repeated_on_its_first_day_counts_for_nothing(store: Store) -> None:
    asked(store, "d/t/x#text", (0, AGAIN), (0.01, AGAIN), (0.02, GOOD))
    assert told(store, 0).retention is None


def test_desired_is_what_the_answer_before_was_scheduled_by(store: Store) -> None:
    for days, retention in ((0, 0.8), (5, 0.95), (9, 0.7)):
        store.add_review(review(days=days)._replace(scheduler=scheduler_name(retention)))
    kept = told(store, 9).retention
    assert kept is not None
    assert kept.desired_retention == pytest.approx((0.8 + 0.95) / 2)


# Mastery


def test_what_was_met_today_is_not_known_however_often_it_was_repeated(
    store: Store,
) -> None:
    for number in range(20):
        answers = (0, AGAIN), (0.01, AGAIN), (0.02, GOOD)
        asked(store, f"d/t/{number}#text", *answers, facts=[f"f{number}"])
    stats = told(store, 0, {})
    assert stats.facts_known == FactCounts("", known_facts=0, seen_facts=20, all_facts=None)
    assert {fact.chance for fact in stats.facts} == {0}
    assert stats.hardest == ()


@pytest.mark.parametrize(
    ("answers", "days", "known"),
    [
        ([(0, GOOD), (2, GOOD)], 2, 1),
        ([(0, AGAIN), (1, GOOD)], 1, 1),
        ([(0, GOOD), (2, AGAIN), (2.01, GOOD)], 2, 0),  # forgotten, and learned anew
        ([(0, GOOD), (2, AGAIN), (2.01, GOOD), (3, GOOD)], 3, 1),
        ([(0, GOOD), (2, GOOD)], 90, 0),  # by now it will be forgotten
    ],
)
def test_a_fact_is_known_once_it_was_recalled_on_a_later_day(
    store: Store, answers: list[tuple[float, int]], days: int, known: int
) -> None:
    asked(store, "d/t/x#text", *answers)
    assert told(store, days).facts_known == FactCounts("", known, seen_facts=1, all_facts=2)


def test_a_fact_is_mastered_as_all_its_forms_together(store: Store) -> None:
    asked(store, "d/t/x#text", (0, GOOD), (3, GOOD))
    asked(store, "d/t/x#card", (0, AGAIN), (0.01, GOOD))
    (fact,) = told(store, 4).facts
    chance = recall_chance(store.memories()["d/t/x#text"], TODAY + 4)
    assert (fact.chance, fact.questions, fact.is_known) == (chance / 2, 2, False)


def test_less_is_known_if_more_is_desired(store: Store) -> None:
    for retention in (0.85, 0.95):
        for days in (0, 3):
            one = review(f"d/t/{retention}#text", days)._replace(
                scheduler=scheduler_name(retention)
            )
            store.add_review(
                one._replace(details={**one.details, "facts": [str(retention)]})
            )
    day = next(day for day in range(99) if not told(store, 3 + day).facts[1].is_known)
    assert told(store, 3 + day).facts[0].is_known
    assert recall_chance(store.memories()["d/t/0.95#text"], TODAY + 3 + day) < 0.95


def test_facts_are_counted_of_all_that_a_deck_has(stats: Stats) -> None:
    assert stats.facts_known_by_deck == (
        FactCounts("d", 1, 1, 2),
        FactCounts("e", 0, 2, None),
    )
    assert stats.facts_known == FactCounts("", 1, 3, None)


def test_a_fact_that_two_decks_ask_about_is_one(store: Store) -> None:
    for deck in "de":
        asked(store, f"{deck}/t/x#text", (0, GOOD), (3, GOOD))
    stats = told(store, 3, FACTS | {"e": {"y": "Y."}})
    assert stats.facts_known == FactCounts("", 1, 1, 3)
    assert stats.facts_known_by_deck == (FactCounts("d", 1, 1, 2), FactCounts("e", 1, 1, 2))


# The hardest


def test_hard_is_what_was_forgotten_most_often(store: Store) -> None:
    asked(store, "d/t/a#text", (0, GOOD), (3, AGAIN), (3.01, GOOD), facts=["a"])
    asked(store, "d/t/b#text", (0, GOOD), (3, AGAIN), (3.01, GOOD), facts=["b"])
    asked(store, "d/t/b#card", (0, GOOD), (4, AGAIN), (4.01, AGAIN), facts=["b"])
    asked(store, "d/t/c#card", (0, AGAIN), facts=["c"])  # never learned
    hardest = told(store, 4).hardest
    assert [(one.fact, one.lapses, one.wrong_days) for one in hardest] == [
        ("b", 2, 2),
        ("a", 1, 1),
    ]


def test_facts_that_only_one_question_tells_of_are_one_hard_fact(store: Store) -> None:
    lapse = (0, GOOD), (3, AGAIN), (3.01, GOOD)
    asked(store, "d/t/all#order", *lapse, facts=["a", "b", "c"])
    asked(store, "d/t/b#text", *lapse, facts=["b"])
    hardest = told(store, 4).hardest
    assert [(one.fact, one.worst_question, one.lapses) for one in hardest] == [
        ("b", "d/t/b#text", 2),
        ("a", "d/t/all#order", 1),
    ]


def test_a_hard_fact_is_a_sentence_or_else_a_question_and_its_answer(store: Store) -> None:
    asked(store, "d/t/x#text", (0, GOOD), (3, AGAIN))
    (found,) = told(store, 3).hardest
    (lost,) = told(store, 3, {}).hardest
    assert found.text == "The Volga flows into the Caspian Sea."
    assert lost.text == "Which river? (Volga)"


def test_leeches_are_named_and_what_is_suspended_is_counted(store: Store) -> None:
    lapses = ((30 * day + minute, grade) for day in range(9) for minute, grade in
              ((0, AGAIN if day else GOOD), (0.01, GOOD)))  # fmt: skip
    asked(store, "d/t/x#text", *lapses)
    asked(store, "d/t/y#text", (0, GOOD))
    store.suspend("d/t/y#text", START)
    stats = told(store, 300)
    assert stats.leeches == ("d/t/x#text",)
    assert (stats.hardest[0].lapses, stats.hardest[0].is_leech) == (8, True)
    assert stats.suspended == 1
    assert sum(stats.forecast) == 1  # what is suspended is never due


# Days


def test_days_and_the_streak(stats: Stats) -> None:
    counts = {day - TODAY: count for day, count in stats.reviews_by_day.items()}
    assert counts == {0: 1, 1: 2, 8: 2, 9: 3}
    assert stats.streak == 2


@pytest.mark.parametrize(("days", "streak"), [(2, 3), (3, 3), (4, 0)])
def test_the_streak_waits_for_todays_review(store: Store, days: int, streak: int) -> None:
    asked(store, "d/t/x#text", (0, GOOD), (1, GOOD), (2, GOOD))
    assert told(store, days).streak == streak


def test_the_forecast_has_what_is_due_and_no_more(store: Store) -> None:
    memory = store.add_review(review())
    days = memory.due - TODAY
    before = told(store, days - 3)
    assert len(before.forecast) == 30
    assert [day for day, count in enumerate(before.forecast) if count] == [3]
    assert before.overdue == 0
    after = told(store, days + 3)
    assert (after.forecast[0], sum(after.forecast), after.overdue) == (1, 1, 1)


def test_what_was_undone_never_was(store: Store) -> None:
    asked(store, "d/t/x#text", (0, GOOD))
    before = told(store, 3)
    asked(store, "d/t/x#text", (3, AGAIN), topic="Seas")
    assert told(store, 3) != before
    store.undo_review("d/t/x#text", START.at + 3 * DAY, START)
    assert told(store, 3) == before


def test_what_another_review_adds_meanwhile_is_not_half_seen(
    store: Store, tmp_path: Path
) -> None:
    with store.snapshot(), open_store(tmp_path / "answers") as other:
        assert store.question_details() == {}
        asked(other, "d/t/x#text", (0, GOOD))
        assert told(store, 0).reviews == len(store.question_details()) == 0
    assert told(store, 0).reviews == len(store.question_details()) == 1


# All of it, counted by hand


STEPS = st.tuples(
    st.sampled_from(["d/t/a#text", "d/t/a#card", "d/u/b#text", "e/t/c#text"]),
    st.sampled_from([0, 0, 1, 3, 10]),
    st.sampled_from([AGAIN, HARD, GOOD, EASY]),
    st.sampled_from([0.8, 0.9]),
)
"""A question, how many days after the answer before, the grade, and what is desired."""
Days = dict[int, list[tuple[int, float]]]
"""Grades and what was desired, by the day of the answer."""


@given(st.lists(STEPS, max_size=40))
def test_every_table_tells_what_counting_by_hand_gives(
    steps: list[tuple[str, int, int, float]],
) -> None:
    reviews, answers, today = [], defaultdict[str, Days](dict), 0
    for number, (question, wait, grade, desired) in enumerate(steps):
        today += wait
        at = START.at + today * DAY + number
        reviews.append(
            GradedReview(question, at, START.offset, grade, scheduler_name(desired))
        )
        answers[question].setdefault(today, []).append((grade, desired))
    shown = {question: _shown(question) for question in answers}
    memories = replay(reviews)
    stats = compute_stats(reviews, memories, shown, TODAY + today, decks={})

    later = {question: _later(days) for question, days in answers.items()}
    for table, named_by in (
        ([stats.retention] if stats.retention else [], lambda question: ("", "")),
        (stats.retention_by_deck, lambda question: ("", question[0])),
        (stats.retention_by_topic, lambda question: (question[0], question[2])),
        (stats.retention_by_form, lambda question: ("", question[6:])),
    ):
        by_hand: dict[tuple[str, str], list[tuple[bool, float]]] = defaultdict(list)
        for question, found in later.items():
            by_hand[named_by(question)] += found
        assert {(one.deck, one.name): (one.recalled, one.answers) for one in table} == {
            name: (sum(recalled for recalled, _ in found), len(found))
            for name, found in by_hand.items()
            if found
        }
        total = sum(desired for found in later.values() for _, desired in found)
        assert sum(one.desired_retention * one.answers for one in table) == pytest.approx(
            total
        )
    assert sum(stats.reviews_by_day.values()) == stats.reviews == len(steps)
    for fact in stats.facts:
        about = [question for question in answers if question[4] == fact.fact]
        chances = [
            recall_chance(memories[question], TODAY + today) * _is_proven(answers[question])
            for question in about
        ]
        assert fact.chance == pytest.approx(sum(chances) / len(about))


def _shown(question: str) -> dict[str, Any]:
    topic, fact, form = question[2], question[4], question[6:]
    return {"topic": topic, "form": form, "facts": [fact], "stem": "?", "answer": "!"}


def _later(days: Days) -> list[tuple[bool, float]]:
    """Of each day but the first: whether it began with a recall, and what was desired."""
    _, *others = sorted(days)
    before = {day: max(other for other in days if other < day) for day in others}
    return [(days[day][0][0] > AGAIN, days[before[day]][-1][1]) for day in others]


def _is_proven(days: Days) -> bool:
    """Whether a later day began with a recall, and nothing was forgotten since."""
    _, *others = sorted(days)
    recalled = [day for day in others if days[day][0][0] > AGAIN]
    since = [
        grade for day in others if day >= max(recalled, default=0) for grade, _ in days[day]
    ]
    return bool(recalled) and AGAIN not in since


# As JSON


def test_the_record_is_json_and_spells_its_days(stats: Stats) -> None:
    made = json.loads(json.dumps(json_record(stats)))
    assert made["day"] == "2026-12-03"
    assert made["days"]["2026-11-25"] == 2
    assert made["retention"] == {
        "name": "",
        "asked": 4,
        "right": 2,
        "retention": 0.5,
        "desired": 0.9,
    }
    assert [(one["deck"], one["name"]) for one in made["topics"]] == [
        ("d", "Rivers"),
        ("e", "Rivers"),
    ]
    assert made["known"] == {"name": "", "known": 1, "met": 3, "facts": None}
    assert made["hardest"] == [
        {
            "fact": "x/flows-into/y",
            "text": "The Volga flows into the Caspian Sea.",
            "mastery": made["hardest"][0]["mastery"],
            "known": True,
            "questions": 2,
            "wrong": 1,
            "lapses": 1,
            "leech": False,
            "worst": "d/t/x#text",
        }
    ]


def test_the_keys_that_scripts_read_stay(stats: Stats) -> None:
    assert {*json_record(stats)} >= {
        *"day reviews streak retention decks topics forms days forecast".split(),
        *"hardest facts".split(),
    }
    assert {*json_record(stats)["facts"][0]} >= {"fact", "mastery", "questions", "wrong"}


# In a terminal


def drawn(stats: Stats, columns: int, *, plain: bool = False, **options: Any) -> str:
    """What is printed; without a terminal, unless *options* say so."""
    console = Console(file=io.StringIO(), width=columns, legacy_windows=False, **options)
    with console.capture() as capture:
        for line in render_stats(stats, console, plain=plain):
            console.print(line, soft_wrap=True)
    return capture.get()


PRINTED = """\
8 reviews on 4 days
2 days in a row
1 of 3 facts met known today (33%)
1 due today

Facts today
known learning unasked
    1        2       ?  ███████▒▒▒▒▒▒▒▒▒▒▒▒▒  all
    1        0       1  ██████████··········  d
    0        2       ?  ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒  e

Recalled on a later day
recalled desired answers
     50%     90%       4  all
     67%     90%       3  d
     67%     90%       3    Rivers
      0%     90%       1  e
      0%     90%       1    Rivers
                          by form
     50%     90%       2  card
     50%     90%       2  text

Answers a day
   Nov
Mo · ·
   ▒ ·
We ▓ ▓
   · █
Fr ·
   ·
   ·
   less ·░▒▓█ more, 3 on 3 Dec 2026
   23 Nov 2026 to 3 Dec 2026

Due in the next 30 days
1 █         █ █
  █         █ █
  █         █ █
  █         █ █
  3 Dec         10 Dec        17 Dec        24 Dec        31 Dec
1 today, 0 tomorrow, 3 until 1 Jan

Hardest facts
lapses mastery
     1    100%  The Volga flows into the Caspian Sea.
"""


def test_what_is_printed_is_counted_drawn_and_dated(stats: Stats) -> None:
    assert drawn(stats, 80) == PRINTED


@pytest.fixture(scope="module")
def year() -> Stats:
    """More than one, with long names, whatever is shown full."""
    reviews, shown = [], {}
    for number in range(800):
        day, question = number // 2, f"deck/t/{number // 2 - number % 2 * 3}#text"
        grade = AGAIN if number % 2 else GOOD
        at = START.at + day * DAY + number
        reviews.append(GradedReview(question, at, START.offset, grade, scheduler_name(0.9)))
        shown[question] = _shown(question) | {
            "topic": "Rivers of the Commonwealth of Independent States",
            "facts": [question, "z" * 99],
        }
    return compute_stats(reviews, replay(reviews), shown, TODAY + 402, decks={})


@pytest.mark.parametrize("columns", [40, 60, 80, 120, 200])
@pytest.mark.parametrize("plain", [False, True])
def test_no_line_is_wider_than_the_window(year: Stats, columns: int, plain: bool) -> None:
    lines = drawn(year, columns, plain=plain).splitlines()
    assert max(map(cell_len, lines)) <= columns
    assert any(line.startswith("Mo") and cell_len(line) >= 37 for line in lines)
    assert not any(line.endswith(" ") for line in lines)
    assert not plain or all(map(str.isascii, lines))


def test_a_long_name_goes_on_below_itself(store: Store) -> None:
    asked(store, "d/t/x#text", (0, GOOD), (3, GOOD), topic="Treaty and Charter")
    assert "    Treaty and\n" + " " * 28 + "Charter\n" in drawn(told(store, 3), 40)


def test_a_terminal_shows_more_as_greener_unless_it_is_to_have_no_colour(
    stats: Stats,
) -> None:
    terminal: Any = {"force_terminal": True, "color_system": "truecolor"}
    (_, squares, *_) = drawn(stats, 80, **terminal).split("We ")
    assert re.findall(r"2;(\d+;\d+;\d+)m■", squares)[:2] == ["56;160;74"] * 2
    plain = drawn(stats, 80, **terminal, no_color=True)
    assert re.sub(r"\x1b\[[\d;]*m", "", plain) == PRINTED
    assert not re.search(r"\x1b\[[\d;]*3\d", plain)


def test_before_the_first_review_there_is_nothing_to_tell(store: Store) -> None:
    assert drawn(told(store, 0), 80) == "Nothing was reviewed yet.\n"


@pytest.mark.parametrize(
    ("day", "weeks", "room", "start", "months"),
    [
        ("2026-11-24", 1, 4, "2026-11-23", {0: "Nov"}),
        ("2026-11-24", 5, 2, "2026-10-26", {0: "Nov"}),  # its first is a Sunday
        ("2026-11-24", 9, 2, "2026-09-28", {0: "Oct", 4: "Nov"}),
        ("2026-12-14", 5, 2, "2026-11-16", {0: "Nov", 2: "Dec"}),
        ("2026-12-14", 5, 4, "2026-11-16", {0: "Nov"}),  # no room at the end
        ("2026-12-31", 8, 4, "2026-11-09", {3: "Dec"}),  # none for both
    ],
)
def test_a_month_stands_above_the_week_in_which_it_begins(
    day: str, weeks: int, room: int, start: str, months: dict[int, str]
) -> None:
    found = calendar(date.fromisoformat(day).toordinal(), weeks, room)
    assert date.fromordinal(found.start).isoformat() == start
    assert found.months == months


def test_a_shade_is_a_quarter_of_the_most() -> None:
    assert [level(count, 8) for count in range(9)] == [0, 1, 1, 2, 2, 3, 3, 4, 4]


# As a page

MEASURE = """
var frame = document.querySelector("iframe");
frame.onload = function () {
  var inner = frame.contentDocument, left = document.createElement("script");
  left.type = "application/json";
  left.id = "result";
  function texts(query) {
    return Array.from(inner.querySelectorAll(query), found => found.textContent);
  }
  left.textContent = JSON.stringify({
    wide: inner.documentElement.scrollWidth,
    titles: texts("rect title"),
    labels: texts("svg text"),
    cells: texts("table:last-of-type td"),
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
    looked = result(path)
    assert looked["wide"] == 320
    assert looked["small"] > 8  # letters that can be read
    assert looked["titles"][: 52 * 7 + 4][-2:] == ["2 Dec 2026: 2", "3 Dec 2026: 3"]
    assert looked["titles"][52 * 7 + 4 :][:2] == ["3 Dec: 1", "4 Dec: 0"]
    assert len(looked["titles"]) == 52 * 7 + 4 + 30  # a year up to a Thursday; the forecast
    assert {"Mo", "We", "Fr", "Jan", "Nov", "3 Dec", "31 Dec"} <= {*looked["labels"]}
    assert looked["cells"] == ["The Volga flows into the Caspian Sea.", "1", "100%"]


def test_the_page_asks_nothing_of_the_network_and_escapes_what_it_shows(
    store: Store,
) -> None:
    asked(store, "d/t/x#text", (0, GOOD), (1, AGAIN), topic="<b>", stem="a&b")
    made = render_page(told(store, 1, {}))
    assert not re.search(r"https?:|src=|@import|url\(|<script", made)
    assert '<span class="in">&lt;b&gt;</span>' in made
    assert "<td>a&amp;b (Volga)</td>" in made


# On the command line


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., str]:
    """What `quizgen` prints about answers to a deck that is there."""
    deck = tmp_path / "rivers.yaml"
    deck.write_text(RIVERS, "utf-8")
    with open_store(tmp_path / "quizgen.sqlite3") as store:
        fact = {"facts": ["danube/flows-into/black-sea"], "deck": str(deck)}
        name = "rivers/mouth/danube#text"
        asked(store, name, (0, GOOD), (3, AGAIN), (3.01, GOOD), **fact)
        store.add_flag(
            name, START, "Which\nDanube?", "Into which sea does the Danube flow?"
        )
        store.add_flag("rivers/gone/x#text", START, "", "And this?")

    def printed(*arguments: str, **variables: str) -> str:
        return subprocess.run(
            [sys.executable, "-m", "quizgen", *arguments, "--data", tmp_path],
            env=os.environ | {"COLUMNS": "80", "LANG": "C.UTF-8"} | variables,
            capture_output=True,
            check=True,
            encoding="utf-8",
        ).stdout

    return printed


def test_stats_say_what_a_deck_says(run: Callable[..., str], tmp_path: Path) -> None:
    stats = "stats", "--now", "2026-11-27"
    shown = run(*stats)
    assert "\n0 of 16 facts known today (0%)\n" in shown
    assert "  Danube, flows into: Black Sea." in shown
    assert "\x1b" not in shown
    (tmp_path / "rivers.yaml").unlink()
    assert "\n0 of 1 facts met known today (0%)\n" in run(*stats)
    assert "  Which river? (Volga)" in run(*stats)


def test_where_the_locale_is_c_all_is_ascii(run: Callable[..., str]) -> None:
    assert run("stats", "--now", "2026-11-27", LANG="C").isascii()
    assert not run("stats", "--now", "2026-11-27").isascii()


def test_a_flag_is_a_line_with_its_place_and_day(
    run: Callable[..., str], tmp_path: Path
) -> None:
    flagged = (
        "2026-11-24 rivers/mouth/danube#text: Which Danube?\n"
        "  Into which sea does the Danube flow?\n"
        "    Volga\n"
        "2026-11-24 rivers/gone/x#text: no note\n"
        "  And this?\n"
    )
    assert run("flags") == f"{tmp_path}/rivers.yaml:16:24: {flagged}"
    (tmp_path / "rivers.yaml").unlink()
    assert run("flags") == flagged
