"""Large review logs, and what the review of one day costs."""

import io
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import fsrs

from quizgen.deck.loader import load, shipped_decks
from quizgen.generate.generator import bind_templates, find_items
from quizgen.generate.items import Item
from quizgen.generate.proofs import prove
from quizgen.hashing import digest
from quizgen.model import Refusal
from quizgen.review.memory import Moment
from quizgen.review.planner import Limits, plan_day
from quizgen.review.scheduler import scheduler_name
from quizgen.review.session import ReviewSession
from quizgen.review.store import open_store
from quizgen.tui.review_screen import ReviewScreen
from quizgen.tui.screen import Screen

START = 1_700_000_000
SHOWN = (
    '{"deck":"csto","topic":"Membership","form":"choice","stem":"Which state?",'
    '"options":["a","b","c","d"],"answer":"a","facts":["csto/member/armenia"]}'
)


def shipped_questions(count: int) -> list[str]:
    """Return the ids of so many questions, mixed, of the decks that come with quizgen."""
    bases, _ = load(*shipped_decks())
    proved = (
        item
        for base in bases
        for item in find_items(base)
        if not isinstance(prove(item), Refusal)
    )
    return sorted((item.id for item in proved), key=digest)[:count]


def invented_questions(count: int) -> list[str]:
    """Return so many ids of questions that no deck asks."""
    return [f"csto/bench/q{number}#choice" for number in range(count)]


def rows(count: int, questions: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """Yield so many answers to *questions* in turn, two days apart and at last right."""
    name = scheduler_name(0.9)
    for number in range(count):
        grade = (3, 3, 4, 1, 3, 2, 3)[number * 7919 % 7]
        if count - number <= len(questions):
            grade = max(grade, 2)
        at = (START + number * pause(questions)) * 1_000_000
        question = questions[number % len(questions)]
        yield ("review", question, at, 180, grade, 1, 1.0, 3000, name, "[0]", SHOWN)


def pause(questions: Sequence[str]) -> int:
    """Return the seconds between two answers, for each to come again after two days."""
    return 200_000 // len(questions) + 1


def day_after(count: int, questions: Sequence[str]) -> str:
    """Return the time a day after the last of so many answers."""
    end = START + count * pause(questions)
    return datetime.fromtimestamp(end + 86_400, UTC).isoformat()


def fill(path: Path, count: int, questions: Sequence[str]) -> None:
    """Make a file with so many answers, and the memories that they leave."""
    with open_store(path):
        pass
    connection = sqlite3.connect(path)
    with connection:
        connection.executemany(
            "INSERT INTO log (kind, question, at, offset, grade, right, share,"
            " milliseconds, scheduler, reply, shown) VALUES (?,?,?,?,?,?,?,?,?,?,?)",
            rows(count, questions),
        )
        connection.execute("UPDATE derived SET derivation = 0")
    connection.close()
    with open_store(path):
        pass


def replay_by_library(count: int, questions: Sequence[str]) -> Callable[[], None]:
    """Return what takes the same reviews, ready in memory, by py-fsrs alone."""
    reviews = [(row[1], row[2], row[4]) for row in rows(count, questions)]

    def replay() -> None:
        steps = (timedelta(minutes=10),)
        scheduler = fsrs.Scheduler(
            learning_steps=steps, relearning_steps=steps, enable_fuzzing=False
        )
        ratings = [fsrs.Rating(max(1, grade)) for grade in range(5)]
        zero = datetime(1970, 1, 1, tzinfo=UTC)
        cards: dict[str, fsrs.Card] = {}
        for question, at, grade in reviews:
            when = zero + timedelta(microseconds=at)
            card = cards.get(question) or fsrs.Card(card_id=len(cards) + 1, due=when)
            cards[question], _ = scheduler.review_card(card, ratings[grade], when)

    return replay


def inserts(path: Path, count: int) -> list[float]:
    """Return the seconds of each of so many bare committed inserts."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = wal")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE log (id INTEGER PRIMARY KEY, text TEXT)")
    spent = []
    for _ in range(count):
        start = time.perf_counter()
        connection.execute("INSERT INTO log (text) VALUES (?)", (SHOWN * 2,))
        spent.append(time.perf_counter() - start)
    connection.close()
    return spent


class _Typist:
    """A stdin that answers at once, and notes how long each question took to come."""

    def __init__(self) -> None:
        self.spent: list[float] = []
        self._graded: float | None = None
        self._turn = 0

    def isatty(self) -> bool:
        return True

    def readline(self) -> str:
        self._turn += 1
        if self._turn % 2:
            if self._graded is not None:
                self.spent.append(time.perf_counter() - self._graded)
            return "1\n"
        self._graded = time.perf_counter()
        return "3\n"


def next_questions(path: Path, count: int) -> list[float]:
    """Return the seconds from each grade to the question after it, of so many."""
    bases, _ = load("csto")
    typist = _Typist()
    before, sys.stdin, out, sys.stdout = sys.stdin, typist, sys.stdout, io.StringIO()
    try:
        with open_store(path) as store:
            limits = Limits(count)
            plan = plan_day(
                bind_templates(bases[0]), {}, (), (), 740_000, limits, _is_choice
            )
            screen = ReviewScreen(
                Screen(keys=False),
                store,
                lambda: Moment(time.time_ns() // 1000),
                retention=0.9,
                addresses={"csto": "csto"},
                place_of_fact=lambda _: None,
            )
            screen.play(ReviewSession(plan.items))
    finally:
        sys.stdin, sys.stdout = before, out
    return typist.spent


def _is_choice(item: Item) -> bool:
    return item.form == "choice"
