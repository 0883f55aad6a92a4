"""Nothing is lost by a rename: `was` names what a template or an entity was called."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quizgen.cli import main
from quizgen.exports.anki.upgrade_check import IMPORT_OPTIONS, try_upgrade

DECK = """\
deck: cities
uid: f1rstone
title: Capitals
language: en
checked: 2026-11-01
sources: {atlas: {title: Atlas}}
relations:
  capital: {of: country, is: city, single: true, unique: true}
entities:
  france: {kind: country, name: France, facts: {capital: {is: paris, source: atlas}}}
  ivory: {kind: country, name: Ivory Coast, facts: {capital: {is: yam, source: atlas}}}
  paris: {kind: city, name: Paris}
  yam: {kind: city, name: Yamoussoukro}
templates:
  cap:
    given: "?country capital ?city @ now"
    ask: "What is the capital of {country}?"
    answer: city
    forms: [text, card]
  inv:
    given: "?country capital ?city @ now"
    ask: "Of which country is {city} the capital?"
    answer: country
    forms: [text]
"""
RENAMED = DECK.replace("  ivory: {", "  cote-divoire: {")
JOINED = DECK.replace("  ivory: {", "  cote-divoire: {was: [ivory], ")
TEMPLATE_RENAMED = DECK.replace("  cap:\n", "  capitals:\n")
TEMPLATE_JOINED = DECK.replace("  cap:\n", "  capitals:\n    was: cap\n")
NOW = 1_600_000_000


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QUIZGEN_DATA", str(tmp_path / "data"))
    (tmp_path / "cities.yaml").write_text(DECK, "utf-8")
    return tmp_path


def run(*arguments: str, lines: str = "", now: int = NOW) -> Result:
    environment = {"SOURCE_DATE_EPOCH": str(now)}
    return CliRunner().invoke(main, arguments, input=lines, env=environment)


def questions() -> dict[str, list[str]]:
    """The facts of each question, by its id."""
    lines = run("questions", "cities.yaml", "--json").stdout.splitlines()
    return {record["id"]: record["facts"] for record in map(json.loads, lines)}


@pytest.mark.parametrize("joined", [JOINED, TEMPLATE_JOINED])
def test_a_rename_that_is_told_changes_no_id(here: Path, joined: str) -> None:
    before = questions()
    assert before["cities/cap/ivory#card"] == ["ivory/capital/yam"]
    (here / "cities.yaml").write_text(joined, "utf-8")
    assert questions() == before


def test_the_oldest_of_several_names_counts(here: Path) -> None:
    before = questions()
    several = DECK.replace("  yam: {", "  yamoussoukro: {was: [yam, yama], ")
    several = several.replace("is: yam,", "is: yamoussoukro,")
    (here / "cities.yaml").write_text(several, "utf-8")
    assert questions() == before


@pytest.mark.parametrize("joined", [JOINED, TEMPLATE_JOINED])
def test_a_rename_that_is_told_loses_no_note(here: Path, joined: str) -> None:
    run("anki", "cities.yaml", "-o", "old.apkg")
    (here / "cities.yaml").write_text(joined, "utf-8")
    result = run("anki", "cities.yaml", "-o", "new.apkg", now=NOW + 60)
    assert (result.exit_code, result.stderr) == (0, "6 notes in new.apkg\n")
    for options in IMPORT_OPTIONS.values():
        outcome = try_upgrade(here / "old.apkg", here / "new.apkg", options)
        assert (outcome.kept, outcome.overwritten, outcome.loses) == (6, 0, False)


def test_a_rename_that_is_told_loses_no_history(here: Path) -> None:
    moment = "--now", "2026-11-24"
    run("review", "cities.yaml", *moment, "--form", "card", lines="\n3\n\ns\n")
    before = [run("review", "--suspended"), run("stats", "--json", *moment)]
    known = json.loads(before[1].stdout)["known_by_deck"]
    assert (len(before[0].stdout.split()), known[0]["facts"]) == (1, 2)
    (here / "cities.yaml").write_text(
        JOINED.replace("  cap:\n", "  capitals:\n    was: [cap]\n"), "utf-8"
    )
    after = [run("review", "--suspended"), run("stats", "--json", *moment)]
    assert [result.stdout for result in after] == [result.stdout for result in before]
    plan = run("review", "cities.yaml", "--now", "2026-12-24", "--new", "0", "--list")
    assert len(plan.stdout.split()) == 1


@pytest.mark.parametrize(
    ("renamed", "joined", "warning"),
    [
        (
            RENAMED,
            JOINED,
            "cities.yaml:11:3: warning: 2 notes of entity 'ivory' were withdrawn, and added"
            " anew under 'cote-divoire': with 'was: [ivory]' here they would keep their"
            " progress\n",
        ),
        (
            RENAMED.replace("name: Ivory Coast", "name: Côte d’Ivoire"),
            JOINED,
            "cities.yaml:11:3: warning: 2 notes of entity 'ivory' were withdrawn, and added"
            " anew under 'cote-divoire': with 'was: [ivory]' here they would keep their"
            " progress\n",
        ),
        (
            TEMPLATE_RENAMED,
            TEMPLATE_JOINED,
            "cities.yaml:15:3: warning: 4 notes of template 'cap' were withdrawn, and added"
            " anew under 'capitals': with 'was: [cap]' here they would keep their"
            " progress\n",
        ),
    ],
)
def test_a_rename_that_is_not_told_is_warned_of(
    here: Path, renamed: str, joined: str, warning: str
) -> None:
    run("anki", "cities.yaml", "-o", "old.apkg")
    (here / "cities.yaml").write_text(renamed, "utf-8")
    result = run("anki", "cities.yaml", "-o", "new.apkg", now=NOW + 60)
    assert result.exit_code == 0
    assert result.stderr.endswith(warning)
    (here / "cities.yaml").write_text(joined, "utf-8")
    run("anki", "cities.yaml", "-o", "joined.apkg", now=NOW + 120)
    for options in IMPORT_OPTIONS.values():
        outcome = try_upgrade(here / "old.apkg", here / "joined.apkg", options)
        assert not outcome.loses


def test_what_is_gone_and_what_is_new_is_no_rename(here: Path) -> None:
    run("anki", "cities.yaml", "-o", "old.apkg")
    other = RENAMED.replace("Ivory Coast", "Mali").replace("Yamoussoukro", "Bamako")
    (here / "cities.yaml").write_text(other, "utf-8")
    assert "was:" not in run("anki", "cities.yaml", "-o", "new.apkg").stderr


def test_an_answer_that_comes_into_an_id_is_no_rename(here: Path) -> None:
    """As when a second right answer makes a second statement on a subject."""
    capitals = """\
  east:
    given: "?city east-of paris"
    ask: "What is to the east of Paris?"
    state: "{city} is to the east of Paris."
    answer: city
    forms: [truefalse]
"""
    deck = DECK.replace(
        "entities:\n", "  east-of: {of: city, is: city, complete: true}\nentities:\n"
    )
    deck = deck.replace("  yam: {", "  rome: {kind: city, name: Rome}\n  yam: {") + capitals
    one = deck.replace(
        "Yamoussoukro}", "Yam, facts: {east-of: {is: paris, source: atlas}}}"
    )
    two = one.replace(
        "name: Rome}", "name: Rome, facts: {east-of: {is: paris, source: atlas}}}"
    )
    for seed in map(str, range(6)):  # some state the same as before, and it is true again
        (here / "cities.yaml").write_text(one, "utf-8")
        assert "cities/east#truefalse" in questions()
        lock = f"{seed}.json"
        run("anki", "cities.yaml", "-o", "old.apkg", "--seed", seed, "--lock", lock)
        (here / "cities.yaml").write_text(two, "utf-8")
        assert {
            "cities/east/rome#truefalse",
            "cities/east/yam#truefalse",
        } <= questions().keys()
        build = ("anki", "cities.yaml", "-o", "new.apkg", "--seed", seed, "--lock", lock)
        result = run(*build, now=NOW + 60)
        assert "2 new" in result.stderr
        assert "1 withdrawn" in result.stderr
        assert "was:" not in result.stderr


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "  ivory: {",
            "  ivory: {was: france, ",
            "11:16: error: entity 'france' is at cities.yaml:10:3: expected a name that is gone",
        ),
        (
            "  ivory: {",
            "  ivory: {was: [x, ivory], ",
            "11:20: error: entity 'ivory' is at cities.yaml:11:3: expected a name that is gone",
        ),
        (
            "  paris: {",
            "  paris: {was: x, kind: city, name: P}\n  p: {was: [y, x], ",
            "13:16: error: entity 'x' was the name of cities.yaml:12:16 already:"
            " expected another",
        ),
        (
            "  inv:\n",
            "  inv:\n    was: cap\n",
            "21:10: error: template 'cap' is at cities.yaml:15:3: expected a name that is gone",
        ),
    ],
)
def test_a_former_name_is_that_of_one_thing_that_is_gone(
    here: Path, old: str, new: str, problem: str
) -> None:
    assert DECK.count(old) == 1
    (here / "cities.yaml").write_text(DECK.replace(old, new), "utf-8")
    result = run("check", "cities.yaml")
    assert f"cities.yaml:{problem}" in result.stdout.splitlines()


def test_a_former_name_in_a_used_deck_is_not_used_again(here: Path) -> None:
    (here / "cities.yaml").write_text(JOINED, "utf-8")
    (here / "more.yaml").write_text(
        "deck: more\ntitle: More\nlanguage: en\nchecked: 2026-11-01\nuses: cities\n"
        "entities:\n  ivory: {kind: city, name: Ivory}\n  x: {was: paris, kind: city, name: X}\n",
        "utf-8",
    )
    assert run("check", "more.yaml").stdout.splitlines() == [
        "more.yaml:7:3: error: entity 'ivory' was the name of cities.yaml:11:3:"
        " expected another",
        "more.yaml:8:12: error: entity 'paris' is at cities.yaml:12:3:"
        " expected a name that is gone",
    ]
