"""Nobody is taken for somebody else: two decks of one name in one store."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quizgen.cli import main

CAPITALS = """\
deck: cities
title: {en: Capitals, ru: Столицы}
language: en
checked: 2026-11-01
sources: {atlas: {title: Atlas}}
relations:
  capital: {of: country, is: city, single: true}
entities:
  france: {kind: country, name: France, facts: {capital: {is: paris, source: atlas}}}
  paris: {kind: city, name: Paris}
templates:
  cap:
    given: "?country capital ?city @ now"
    ask: {en: "What is the capital of {country}?", ru: "Столица {country}?"}
    answer: city
    forms: [card]
"""
POPULATIONS = """\
deck: cities
title: Big cities
language: en
checked: 2026-11-01
sources: {atlas: {title: Atlas}}
relations: {population: {of: country, is: number, single: true}}
entities:
  france: {kind: country, name: France, facts: {population: {is: 68, source: atlas}}}
templates:
  cap: {given: "?c population ?n @ now", ask: "How many millions in {c}?", answer: n, forms: [card]}
"""
SHORT = "cities/cap/france#card"
FIRST, SECOND = "uid: f1rstone\n", "uid: sec0ndone\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QUIZGEN_DATA", str(tmp_path / "data"))
    for name, text in (("mine", CAPITALS + FIRST), ("yours", POPULATIONS + SECOND)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "cities.yaml").write_text(text, "utf-8")
    return tmp_path


def run(*arguments: str, lines: str = "") -> Result:
    return CliRunner().invoke(main, arguments, input=lines)


def review(deck: str, *arguments: str, lines: str = "\n3\n", day: int = 24) -> Result:
    """Review the *deck*: by default, turn one card and know it."""
    now = f"2026-11-{day}T12:00"
    return run("review", deck, "--now", now, *arguments, lines=lines)


def answered() -> list[tuple[str, str]]:
    """The kinds and questions of the log, sorted."""
    rows = map(json.loads, run("data", "export").stdout.splitlines())
    return sorted((row["kind"], row["question"]) for row in rows)


@pytest.fixture
def without_uid(here: Path) -> Callable[[], None]:
    """A deck that was reviewed without a uid; and what gives it one."""
    deck = here / "mine" / "cities.yaml"
    deck.write_text(CAPITALS, "utf-8")
    review("mine/cities.yaml")
    assert answered() == [("review", SHORT)]
    return lambda: (deck.write_text(CAPITALS + FIRST, "utf-8"), None)[1]


def test_two_decks_of_one_name_have_each_a_history_of_its_own(here: Path) -> None:
    for deck in ("mine/cities.yaml", "yours/cities.yaml"):
        result = review(deck)
        assert (result.exit_code, result.stderr) == (0, "")
        assert "0 due, 1 new" in result.stdout
    mine, yours = (f"cities~{uid}/cap/france#card" for uid in ("f1rstone", "sec0ndone"))
    assert answered() == [("review", mine), ("review", yours)]
    stats = json.loads(run("stats", "--json", "--now", "2026-11-24").stdout)
    names = [deck["name"] for deck in stats["known_by_deck"]]
    assert names == ["cities~f1rstone", "cities~sec0ndone"]
    assert [fact["worst"] for fact in stats["facts"]] == [mine, yours]


def test_two_decks_of_one_name_can_be_reviewed_at_once(here: Path) -> None:
    both = "mine/cities.yaml", "yours/cities.yaml"
    listed = run("review", *both, "--list").stdout.split()
    assert listed == [
        "cities~f1rstone/cap/france#card",
        "cities~sec0ndone/cap/france#card",
    ]
    assert run("review", "mine/cities.yaml", "--list").stdout.split() == [SHORT]
    result = run("review", *both, lines="\n3\n\n3\n")
    assert result.exit_code == 0
    assert [kind for kind, _ in answered()] == ["review", "review"]
    again = run("review", "--now", "2030-01-01", "--list").stdout.split()
    assert sorted(again) == listed


def test_an_id_that_two_decks_share_is_told_apart(here: Path) -> None:
    review("mine/cities.yaml", lines="\ns\n")
    assert run("review", "--suspended").stdout.split() == [SHORT]
    review("yours/cities.yaml", lines="\ns\n")
    ids = ["cities~f1rstone/cap/france#card", "cities~sec0ndone/cap/france#card"]
    assert run("review", "--suspended").stdout.split() == ids
    result = run("review", "mine/cities.yaml", "--resume", SHORT, "--list")
    expected = f"Error: '{SHORT}' is suspended in several decks: {', '.join(ids)}\n"
    assert (result.exit_code, result.stderr) == (1, expected)
    result = run("review", "mine/cities.yaml", "--resume", ids[0], "--list")
    assert result.stdout.split() == [SHORT]
    result = run("review", "yours/cities.yaml", "--resume", SHORT, "--list")
    assert result.stdout.split() == [SHORT]


def test_a_flag_is_of_the_deck_that_was_asked(here: Path) -> None:
    review("yours/cities.yaml", lines="\nf Old\n3\n")
    review("mine/cities.yaml", lines="\nf New\n3\n", day=25)
    lines = [line for line in run("flags").stdout.splitlines() if line[0] != " "]
    assert [re.sub(r"^.*/(\w+/cities.yaml):\S+", r"\1", line) for line in lines] == [
        "yours/cities.yaml 2026-11-24 cities~sec0ndone/cap/france#card: Old",
        "mine/cities.yaml 2026-11-25 cities~f1rstone/cap/france#card: New",
    ]


def test_a_deck_without_uid_is_reviewed_as_before_with_a_warning(here: Path) -> None:
    (here / "cities.yaml").write_text(CAPITALS, "utf-8")
    result = review("cities.yaml")
    assert answered() == [("review", SHORT)]
    warning = (
        r"cities\.yaml:1:1: warning: deck 'cities' has no uid, by which it is told from"
        r" other decks of this name: add 'uid: [a-z][a-z0-9]{7}' below 'deck:'\n"
    )
    assert re.fullmatch(warning, result.stderr)


def test_a_deck_that_gets_a_uid_keeps_its_history(
    here: Path, without_uid: Callable[[], None]
) -> None:
    review("mine/cities.yaml", lines="\n3\n", day=27)
    before = json.loads(run("stats", "--json", "--now", "2026-11-28").stdout)
    without_uid()
    result = review("mine/cities.yaml", "--list", day=27)
    assert result.stderr == (
        "mine/cities.yaml:1:1: the answers to 1 question from before this deck had a uid"
        " are kept\n"
    )
    assert result.stdout == ""
    full = "cities~f1rstone/cap/france#card"
    assert {question for _, question in answered()} == {full}
    after = json.loads(run("stats", "--json", "--now", "2026-11-28").stdout)
    assert after == before
    assert review("mine/cities.yaml", "--list").stderr == ""
    assert run("data", "check").exit_code == 0


def test_the_answers_to_another_deck_of_the_name_are_left_to_it(
    here: Path, without_uid: Callable[[], None]
) -> None:
    """They were given to a deck that is still there, and has another title."""
    review("yours/cities.yaml", lines="\n3\n")
    assert answered() == [("review", SHORT), ("review", "cities~sec0ndone/cap/france#card")]


def test_a_deck_that_moved_and_got_a_uid_keeps_its_history(
    here: Path, without_uid: Callable[[], None]
) -> None:
    without_uid()
    (here / "mine").rename(here / "elsewhere")
    review("elsewhere/cities.yaml", "--list")
    assert answered() == [("review", "cities~f1rstone/cap/france#card")]


def test_an_old_export_can_be_imported_after_that(
    here: Path, without_uid: Callable[[], None]
) -> None:
    (here / "old.jsonl").write_text(run("data", "export").stdout, "utf-8")
    without_uid()
    review("mine/cities.yaml", "--list")
    before = answered()
    assert run("data", "import", "old.jsonl").exit_code == 0
    review("mine/cities.yaml", "--list")
    assert answered() == before
    review("mine/cities.yaml", day=28)
    assert run("data", "check").exit_code == 0


def test_the_log_is_only_added_to_after_that_as_well(
    here: Path, without_uid: Callable[[], None]
) -> None:
    import sqlite3

    without_uid()
    review("mine/cities.yaml", "--list")
    store = sqlite3.connect(here / "data" / "quizgen.sqlite3")
    for statement in ("DELETE FROM log", "UPDATE log SET grade = 4"):
        with pytest.raises(sqlite3.Error, match="only added to"):
            store.execute(statement)
    store.close()


def test_each_language_has_a_history_of_its_own(here: Path) -> None:
    review("mine/cities.yaml")
    result = review("mine/cities.yaml", "--lang", "ru")
    assert (result.exit_code, result.stderr) == (0, "")
    assert answered() == [
        ("review", "cities~f1rstone/cap/france#card"),
        ("review", "cities~f1rstone@ru/cap/france#card"),
    ]
    review("mine/cities.yaml", "--lang", "en", day=27)
    assert answered()[1] == ("review", "cities~f1rstone/cap/france#card")
    stats = json.loads(run("stats", "--json", "--now", "2026-11-24").stdout)
    names = [(deck["name"], deck["facts"]) for deck in stats["known_by_deck"]]
    assert names == [("cities~f1rstone", 1), ("cities~f1rstone@ru", 1)]
