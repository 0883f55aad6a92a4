"""What `quizgen stats` and `quizgen flags` print about answers to a deck that is there."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from quizgen.review.grades import AGAIN, GOOD
from quizgen.review.store import open_store
from tests.review.answers import START, review
from tests.rivers import RIVERS


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., str]:
    """What `quizgen` prints about answers to a deck that is there."""
    deck = tmp_path / "rivers.yaml"
    deck.write_text(RIVERS, "utf-8")
    with open_store(tmp_path / "quizgen.sqlite3") as store:
        fact = {"facts": ["danube/flows-into/black-sea"], "deck": str(deck)}
        name = "rivers/mouth/danube#text"
        for days, grade in ((0, GOOD), (3, AGAIN), (3.01, GOOD)):
            answer = review(name, days, grade)
            store.add_review(answer._replace(details={**answer.details, **fact}))
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


def test_stats_speak_the_language_of_the_decks(
    run: Callable[..., str], tmp_path: Path
) -> None:
    """If they share one; else English is spoken."""
    stats = "stats", "--now", "2026-11-27"
    deck = tmp_path / "rivers.yaml"
    deck.write_text(RIVERS.replace("language: en", "language: ru"), "utf-8")
    assert run(*stats).startswith("3 повторения за 2 дня\n")
    page = tmp_path / "page.html"
    run(*stats, "--html", str(page))
    assert '<html lang="ru">' in page.read_text("utf-8")
    other = tmp_path / "other.yaml"
    other.write_text(RIVERS.replace("deck: rivers", "deck: other"), "utf-8")
    with open_store(tmp_path / "quizgen.sqlite3") as store:
        answer = review("other/mouth/danube#text", 0, GOOD)
        details = {**answer.details, "deck": str(other)}
        store.add_review(answer._replace(details=details))
    assert run(*stats).startswith("4 reviews on 2 days\n")


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
