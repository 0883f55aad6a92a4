"""Anki takes nobody's notes for another's: decks of one name, and languages of one deck."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quizgen.cli import main
from quizgen.exports.anki.notes import guid
from quizgen.exports.anki.upgrade_check import IMPORT_OPTIONS, Outcome, try_upgrade
from tests.learner import learner, query_package

DECK = """\
deck: cities
title: {title}
language: en
checked: 2026-11-01
sources: {{atlas: {{title: Atlas}}}}
relations: {{{relation}: {{of: country, is: {kind}, single: true}}}}
entities:
  france: {{kind: country, name: France, facts: {{{relation}: {{is: {value}, source: atlas}}}}}}
{more}templates:
  cap:
    given: "?country {relation} ?answer @ now"
    ask: {{en: "What of {{country}}?", ru: "Что у {{country}}?"}}
    answer: answer
    forms: [card]
"""
CAPITALS = DECK.format(
    title="Capitals",
    relation="capital",
    kind="city",
    value="paris",
    more="  paris: {kind: city, name: Paris}\n",
)
PEOPLE = DECK.format(
    title="Big cities", relation="population", kind="number", value="68", more=""
)
UID, OTHER_UID = "uid: f1rstone\n", "uid: sec0ndone\n"
NOW = 1_600_000_000
Build = Callable[..., Path]


def run(*arguments: str, now: int = NOW) -> Result:
    return CliRunner().invoke(
        main, ["anki", *arguments], env={"SOURCE_DATE_EPOCH": str(now)}
    )


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Writes the package of a deck's text in a folder of its own, and returns its path."""
    packages: list[Path] = []

    def write(text: str, *arguments: str, folder: str = "mine") -> Path:
        (tmp_path / folder).mkdir(exist_ok=True)
        deck = tmp_path / folder / "cities.yaml"
        deck.write_text(text, "utf-8")
        package = tmp_path / f"{len(packages)}.apkg"
        packages.append(package)
        now = NOW + 100 * len(packages)
        result = run(str(deck), "-o", str(package), *arguments, now=now)
        assert result.exit_code == 0, result.output
        return package

    return write


def guids(package: Path) -> set[str]:
    return {guid for (guid,) in query_package(package, "select guid from notes")}


def outcome(**counts: int) -> Outcome:
    return Outcome(**dict.fromkeys(Outcome._fields, 0) | counts)


def test_two_decks_of_one_name_live_side_by_side(build: Build) -> None:
    mine = build(CAPITALS + UID)
    yours = build(PEOPLE + OTHER_UID, folder="yours")
    with learner() as owner:
        for package in (mine, yours):
            owner.import_package(package)
        notes = [card.note() for card in owner.cards()]
        assert {note["Id"] for note in notes} == {"cities/cap/france#card"}
        assert sorted(note["Answer"] for note in notes) == ["68", "Paris"]
        owner.review()
        before = owner.progress()
        owner.import_package(build(CAPITALS.replace("Paris}", "Paris!}") + UID))
        assert owner.progress() == before
        answers = sorted(card.note()["Answer"] for card in owner.cards())
        assert answers == ["68", "Paris!"]


def test_two_decks_of_one_name_can_be_in_one_package(build: Build, tmp_path: Path) -> None:
    build(CAPITALS + UID)
    build(PEOPLE + OTHER_UID, folder="yours")
    decks = [str(tmp_path / folder / "cities.yaml") for folder in ("mine", "yours")]
    package = tmp_path / "both.apkg"
    assert run(*decks, "-o", str(package)).exit_code == 0
    assert len(guids(package)) == 2


def test_a_deck_without_uid_is_built_as_before_with_a_warning(
    build: Build, tmp_path: Path
) -> None:
    package = build(CAPITALS)
    assert guids(package) == {guid("cities/cap/france#card")}
    deck = str(tmp_path / "mine" / "cities.yaml")
    result = run(deck, "-o", str(tmp_path / "x.apkg"))
    assert f"{deck}:1:1: warning: deck 'cities' has no uid" in result.stderr
    assert '"uid"' not in (tmp_path / "mine" / "cities.lock.json").read_text("utf-8")


def test_a_deck_that_gets_a_uid_stays_what_it_is_to_anki(build: Build) -> None:
    """Its lock knows which notes were built before; only new ones get the uid."""
    old = build(CAPITALS)
    new_note = "  spain: {kind: country, name: Spain, facts: {capital: {is: madrid, source: atlas}}}\n"
    new = build(
        CAPITALS.replace(
            "  paris:", f"{new_note}  madrid: {{kind: city, name: Madrid}}\n  paris:"
        )
        + UID
    )
    assert guids(old) < guids(new)
    assert len(guids(new)) == 2
    for options in IMPORT_OPTIONS.values():
        assert try_upgrade(old, new, options) == outcome(kept=1)
    assert guids(build(CAPITALS + UID)) >= guids(old)
    assert guids(build(CAPITALS + UID, folder="elsewhere")).isdisjoint(guids(old))


def test_each_language_has_notes_and_a_lock_of_its_own(
    build: Build, tmp_path: Path
) -> None:
    english = build(CAPITALS + UID)
    russian = build(CAPITALS + UID, "--lang", "ru")
    again = build(CAPITALS + UID)
    assert guids(english) == guids(again)
    assert guids(english).isdisjoint(guids(russian))
    locks = sorted(path.name for path in (tmp_path / "mine").glob("*.json"))
    assert locks == ["cities.lock.json", "cities.ru.lock.json"]
    ((decks,),) = query_package(russian, "select decks from col")
    assert '"quizgen::Capitals (ru)::Capitals"' in decks


@pytest.mark.parametrize("uid", ["", UID])
def test_builds_in_several_languages_leave_each_other_alone(build: Build, uid: str) -> None:
    english, russian, again = (
        build(CAPITALS + uid, *arguments) for arguments in ((), ("--lang", "ru"), ())
    )
    for old, new in ((english, russian), (russian, again), (english, again)):
        for options in IMPORT_OPTIONS.values():
            assert try_upgrade(old, new, options) == outcome(kept=1)
    with learner() as owner:
        for package in (english, russian, again):
            owner.import_package(package)
        stems = sorted(card.note()["Question"] for card in owner.cards())
        assert stems == ["What of France?", "Что у France?"]


def test_a_note_of_another_language_that_was_dropped_is_still_missed(
    build: Build,
) -> None:
    """Each language is compared with itself."""
    old = build(CAPITALS + UID, "--lang", "ru")
    new = build(CAPITALS + OTHER_UID, "--lang", "ru", folder="yours")
    for options in IMPORT_OPTIONS.values():
        assert try_upgrade(old, new, options) == outcome(orphaned=1)


def test_the_lock_of_another_language_is_refused(build: Build, tmp_path: Path) -> None:
    build(CAPITALS + UID, "--lang", "ru")
    deck, lock = (
        tmp_path / "mine" / "cities.yaml",
        tmp_path / "mine" / "cities.ru.lock.json",
    )
    arguments = [str(deck), "-o", str(tmp_path / "x.apkg"), "--lock", str(lock)]
    result = run(*arguments)
    message = "error: this is the lock of another language: expected its own"
    assert (result.exit_code, result.stderr) == (1, f"{lock}:1:1: {message}\n")
    build(CAPITALS + UID)
    own_lock = str(tmp_path / "mine" / "cities.lock.json")
    result = run(*arguments[:-1], own_lock, "--lang", "ru")
    message = "error: this is the lock of another language: expected that of 'ru'"
    assert (result.exit_code, result.stderr) == (1, f"{own_lock}:1:1: {message}\n")
