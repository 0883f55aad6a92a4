"""The memory of what was built, beside each deck."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from quizgen import generate, load
from quizgen.cli import main
from quizgen.deck.loader import SHIPPED, shipped
from quizgen.exports.anki import Edition, made, note_types_of
from quizgen.exports.anki.lock import (
    Entry,
    Ledger,
    Lock,
    difference,
    home,
    read,
    written,
)
from quizgen.exports.anki.notes import content
from tests.learner import inside

DECK = """\
deck: rivers
title: Rivers
language: en
checked: 2026-11-23
sources: {atlas: {title: An atlas}}
relations:
  length: {of: river, is: number, single: true, says: "{of} is {is} km long"}
entities:
  don: {kind: river, name: Don, facts: {length: {is: 1870, unit: km, source: atlas}}}
  oka: {kind: river, name: Oka, facts: {length: {is: 1500, unit: km, source: atlas}}}
templates:
  length:
    topic: Length
    given: "?river length ?km"
    ask: "How long is the {river}?"
    answer: km
    forms: [card]
"""
NOW = 1_600_000_000
DON, OKA = "rivers/length/don#card", "rivers/length/oka#card"


def built(folder: Path, *arguments: str, now: int = NOW) -> Result:
    """What `quizgen anki` does with the deck in *folder*."""
    deck, target = str(folder / "rivers.yaml"), str(folder / "rivers.apkg")
    return CliRunner().invoke(
        main,
        ["anki", deck, "-o", target, *arguments],
        env={"SOURCE_DATE_EPOCH": str(now), "XDG_CACHE_HOME": str(folder / "cache")},
    )


def kept(folder: Path) -> Lock:
    lock, problems = read(folder / "rivers.lock.yaml", "rivers")
    assert not problems
    return lock


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "rivers.yaml").write_text(DECK, "utf-8")
    return tmp_path


def edited(folder: Path, old: str, new: str) -> None:
    path = folder / "rivers.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


# A build, and the next one


def test_a_build_remembers_each_note_and_note_type(folder: Path) -> None:
    result = built(folder)
    assert result.exit_code == 0
    assert result.stderr == (
        f"2 notes in {folder}/rivers.apkg\n"
        f"{folder}/rivers.lock.yaml: 2 new, 0 changed, 0 withdrawn\n"
    )
    lock = kept(folder)
    assert (lock.deck, lock.since) == ("rivers", NOW)
    assert {name: entry[1:] for name, entry in lock.notes.items()} == {
        DON: (NOW, "How long is the Don?", "1,870 km"),
        OKA: (NOW, "How long is the Oka?", "1,500 km"),
    }
    assert len(lock.types) == 4


def test_only_what_changed_gets_the_time_of_the_build(folder: Path) -> None:
    built(folder)
    edited(folder, "1870", "1871")
    assert "0 new, 1 changed, 0 withdrawn" in built(folder, now=NOW + 60).stderr
    notes = kept(folder).notes
    assert (notes[DON].changed, notes[OKA].changed) == (NOW + 60, NOW)


def test_the_lock_of_an_unchanged_deck_is_not_touched(folder: Path) -> None:
    built(folder)
    lock, package = folder / "rivers.lock.yaml", folder / "rivers.apkg"
    before = lock.stat().st_mtime_ns, package.read_bytes()
    assert built(folder, now=NOW + 60).stderr == f"2 notes in {package}\n"
    assert (lock.stat().st_mtime_ns, package.read_bytes()) == before


def test_a_choice_among_the_questions_withdraws_none(folder: Path) -> None:
    built(folder)
    edited(folder, "forms: [card]", "forms: [card, text]")
    built(folder, "--form", "text", now=NOW + 60)
    lock = kept(folder)
    assert (len(lock.notes), lock.retired) == (4, {})
    assert lock.notes[DON].changed == NOW
    assert "2 withdrawn" in built_without_cards(folder).stderr


def built_without_cards(folder: Path) -> Result:
    edited(folder, "forms: [card, text]", "forms: [text]")
    return built(folder, now=NOW + 120)


def test_what_was_withdrawn_is_forgotten_with_the_next_edition(folder: Path) -> None:
    built(folder)
    edited(folder, "forms: [card]", "forms: [text]")
    assert "4 notes in" in built(folder, now=NOW + 60).stderr
    assert set(kept(folder).retired) == {DON, OKA}
    assert "4 notes in" in built(folder, now=NOW + 120).stderr
    edited(folder, "1870", "1871")
    assert "2 notes in" in built(folder, now=NOW + 180).stderr
    assert kept(folder).retired == {}


def test_a_preset_is_added_on_demand(folder: Path) -> None:
    for arguments in ((), ("--preset",)):
        built(folder, *arguments)
        ((presets,),) = inside(folder / "rivers.apkg", "select dconf from col")
        assert ('"quizgen"' in presets) == bool(arguments)


def test_a_build_that_fails_writes_nothing(folder: Path) -> None:
    result = built(folder, "--form", "cloze")
    assert (result.exit_code, result.stderr) == (
        1,
        "Error: no question is of that form, topic and difficulty\n",
    )
    names = {path.name for path in folder.iterdir()}
    assert names <= {"rivers.yaml", "cache"}


# Where it is kept


def test_another_file_may_be_named(folder: Path) -> None:
    built(folder, "--lock", str(folder / "kept" / "mine.yaml"))
    assert not (folder / "rivers.lock.yaml").exists()
    lock, problems = read(folder / "kept" / "mine.yaml", "rivers")
    assert (len(lock.notes), problems) == (2, [])


def test_one_named_lock_is_for_one_deck(folder: Path) -> None:
    result = CliRunner().invoke(
        main, ["anki", "states", "csto", "-o", str(folder / "x.apkg"), "--lock", "x.yaml"]
    )
    assert result.exit_code == 2
    assert "--lock is for one deck" in result.stderr


def test_a_deck_is_named_once(folder: Path) -> None:
    deck = str(folder / "rivers.yaml")
    result = CliRunner().invoke(main, ["anki", deck, deck, "-o", str(folder / "x.apkg")])
    assert (result.exit_code, result.stderr) == (1, "Error: deck 'rivers' is named twice\n")


def test_where_the_folder_cannot_be_written_it_is_among_the_users_data(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """It begins with the one beside the deck, if there is one."""
    built(folder)
    edited(folder, "1870", "1871")
    data = tmp_path_factory.mktemp("data")
    environment = {
        **os.environ,
        "SOURCE_DATE_EPOCH": str(NOW + 60),
        "XDG_CACHE_HOME": str(data),
        "XDG_DATA_HOME": str(data),
    }
    command = [
        sys.executable,
        "-m",
        "quizgen",
        "anki",
        "rivers.yaml",
        "-o",
        f"{data}/r.apkg",
    ]
    if os.geteuid() == 0:  # who writes anywhere, but for this
        command = [str(shutil.which("setpriv")), "--bounding-set=-dac_override", *command]
    folder.chmod(0o555)
    try:
        run = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, check=True
        )
    finally:
        folder.chmod(0o755)
    path = data / "quizgen" / "rivers.lock.yaml"
    assert f"{path}: 0 new, 1 changed, 0 withdrawn" in run.stderr
    lock, _ = read(path, "rivers")
    assert (lock.notes[DON].changed, lock.notes[OKA].changed) == (NOW + 60, NOW)
    assert kept(folder).notes[DON].changed == NOW


def test_beside_the_deck_is_where_it_is_looked_for(folder: Path) -> None:
    found = home(folder / "rivers.yaml", "rivers")
    assert found.reads == found.writes == folder / "rivers.lock.yaml"


# What can be wrong with it


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "1:1: error: the file is empty"),
        ("deck: rivers\n", "1:1: error: found no deck or no time"),
        ("deck: seas\nsince: 1\n", "1:7: error: this is the lock of another deck"),
        ("deck: rivers\nsince: today\n", "2:8: error: found no time"),
        ("deck: rivers\nsince: 1\nnote: {}\n", "3:1: error: unknown key 'note' (did you"),
        ("deck: rivers\nsince: 1\nnotes: x\n", "3:8: error: found no entries"),
        ("deck: rivers\nsince: 1\nnotes:\n  a: [1, 2]\n", "4:6: error: found no digest of"),
        ("deck: rivers\nsince: 1\nnotes:\n  a: x\n", "4:6: error: found no entry"),
        ("<<<<<<< HEAD\ndeck: rivers\n", "1:1: error: "),
        (
            "deck: rivers\nsince: 1\nnotes:\n  a: [0123456789abcdef, then]\n",
            "4:6: error: found no time in seconds",
        ),
    ],
)
def test_a_broken_lock_stops_the_build_at_its_place(
    text: str, expected: str, folder: Path
) -> None:
    """Going on would give all notes a new time, and undo what the users wrote."""
    path = folder / "rivers.lock.yaml"
    path.write_text(text, "utf-8")
    result = built(folder)
    assert result.exit_code == 1
    assert f"{path}:{expected}" in result.stderr
    assert not (folder / "rivers.apkg").exists()
    assert path.read_text("utf-8") == text


@pytest.mark.parametrize("value", ["soon", "-1", "1e9", "99999999999"])
def test_a_source_date_must_be_one(value: str, folder: Path) -> None:
    result = CliRunner().invoke(
        main,
        ["anki", str(folder / "rivers.yaml"), "-o", str(folder / "x.apkg")],
        env={"SOURCE_DATE_EPOCH": value},
    )
    assert (result.exit_code, result.stderr) == (
        1,
        f"Error: SOURCE_DATE_EPOCH is '{value}': expected seconds since 1970\n",
    )


# Its text

# What a deck may contain, and so what a lock does: see `quizgen.deck.events`.
TEXTS = st.text(
    st.characters(exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "So"]),
    max_size=30,
)
ENTRIES = st.dictionaries(
    TEXTS.filter(bool) | st.just("d/t/" + "+".join(["x"] * 600)),
    st.builds(
        Entry,
        st.integers(0, 2**64 - 1).map("{:016x}".format),
        st.integers(0, 9_999_999_999),
        TEXTS.filter(bool),
        TEXTS,
    ),
    max_size=5,
)


@given(
    st.builds(Lock, st.just("d"), st.integers(0, 9_999_999_999), ENTRIES, ENTRIES, ENTRIES)
)
def test_a_lock_is_read_as_it_was_written(lock: Lock) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "d.lock.yaml")
        path.write_text(written(lock), "utf-8")
        assert read(path, "d") == (lock, [])


def test_it_has_a_line_for_each_entry_in_the_order_of_their_names() -> None:
    entry = Entry("0" * 16, 1, "a: b", 'c "d"')
    text = written(Lock("d", 1, {}, {"d/b#card": entry, "d/a b": entry}, {}))
    assert text.splitlines()[3:] == [
        "deck: d",
        "since: 1",
        "notes:",
        r'  "d/a b": [0000000000000000, 1, "a: b", "c \"d\""]',
        r'  d/b#card: [0000000000000000, 1, "a: b", "c \"d\""]',
    ]


# The ledger


def test_a_time_never_goes_back() -> None:
    """Not even if the clock did: Anki would not take the change."""
    lock = Lock("d", NOW, {}, {"a": Entry("0" * 16, NOW, "s", "k")})
    ledger = Ledger(lock, NOW - 1000)
    assert ledger.note("a", "1" * 16, "s", "k") == NOW + 1


def test_a_note_type_has_its_own_time_until_it_differs() -> None:
    assert Ledger(Lock("d"), NOW).note_type("x", "0" * 16, 5) == 5
    lock = Lock("d", NOW, {"x": Entry("0" * 16, 9)})
    assert Ledger(lock, NOW).note_type("x", "0" * 16, 5) == 9
    assert Ledger(lock, NOW).note_type("x", "1" * 16, 5) == 10
    assert Ledger(lock, NOW).note_type("x", "1" * 16, 50) == 50


# The decks that ship


@pytest.mark.parametrize("name", shipped())
def test_the_lock_of_a_shipped_deck_is_current(name: str) -> None:
    """If not: quizgen anki decks -o /dev/null."""
    (base,), problems = load([name])
    assert not problems
    questions = generate(base)
    lock, problems = read(SHIPPED / f"{name}.lock.yaml", base.deck.id)
    assert not problems
    ledger = Ledger(lock, NOW)
    note_types_of([ledger])
    for new in made(
        questions, {base.deck.id: Edition(base.deck.title, base.language, ledger)}
    ):
        ledger.note(new.id, content(new), new.stem, new.key)
    found = ledger.lock()
    assert (difference(lock, found), found == lock) == (
        "0 new, 0 changed, 0 withdrawn",
        True,
    )


def test_locks_are_no_decks() -> None:
    assert not [name for name in shipped() if "lock" in name]
