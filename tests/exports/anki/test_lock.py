"""The lock: what was built of a deck, kept in a file beside it."""

import json
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
from quizgen.deck.loader import SHIPPED, shipped_decks
from quizgen.exports.anki import AnkiDeck, note_types_of, notes_of
from quizgen.exports.anki.lock import (
    Lock,
    LockBuilder,
    NoteRecord,
    NoteTypeRecord,
    difference,
)
from quizgen.exports.anki.lock_file import LockFile, lock_file, lock_text, read_lock
from quizgen.exports.anki.notes import digest_of
from quizgen.forms import FORMS
from tests.learner import query_package

DECK = """\
deck: rivers
uid: r1vers4u
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
JUDGING = """\
  judge:
    topic: Judging
    given: "?river length ?km"
    state: "The {river} is {km} long."
    answer: km
    forms: [truefalse]
"""
NOW = 1_600_000_000
DON, OKA = "rivers/length/don#card", "rivers/length/oka#card"


def build(folder: Path, *arguments: str, now: int = NOW) -> Result:
    """Run `quizgen anki` on the deck in *folder*."""
    deck, target = str(folder / "rivers.yaml"), str(folder / "rivers.apkg")
    return CliRunner().invoke(
        main,
        ["anki", deck, "-o", target, *arguments],
        env={"SOURCE_DATE_EPOCH": str(now), "XDG_CACHE_HOME": str(folder / "cache")},
    )


def lock_in(folder: Path, name: str = "rivers.lock.json") -> Lock:
    lock, problems = read_lock(folder / name, "rivers")
    assert not problems
    return lock


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "rivers.yaml").write_text(DECK, "utf-8")
    return tmp_path


def edit(folder: Path, old: str, new: str) -> None:
    path = folder / "rivers.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


# A build, and the next one


def test_a_build_remembers_each_note_and_note_type(folder: Path) -> None:
    result = build(folder)
    assert result.exit_code == 0
    assert result.stderr == (
        f"2 notes in {folder}/rivers.apkg\n"
        f"{folder}/rivers.lock.json: 2 new, 0 changed, 0 withdrawn\n"
    )
    lock = lock_in(folder)
    assert (lock.deck, lock.since) == ("rivers", NOW)
    assert {name: record[1:] for name, record in lock.notes.items()} == {
        DON: (NOW, "How long is the Don?", "1,870 km", "r1vers4u"),
        OKA: (NOW, "How long is the Oka?", "1,500 km", "r1vers4u"),
    }
    assert len(lock.types) == 4


def test_only_what_changed_gets_the_time_of_the_build(folder: Path) -> None:
    build(folder)
    edit(folder, "1870", "1871")
    assert "0 new, 1 changed, 0 withdrawn" in build(folder, now=NOW + 60).stderr
    notes = lock_in(folder).notes
    assert (notes[DON].changed, notes[OKA].changed) == (NOW + 60, NOW)


def test_the_lock_of_an_unchanged_deck_is_not_touched(folder: Path) -> None:
    build(folder)
    lock, package = folder / "rivers.lock.json", folder / "rivers.apkg"
    before = lock.stat().st_mtime_ns, package.read_bytes()
    assert build(folder, now=NOW + 60).stderr == f"2 notes in {package}\n"
    assert (lock.stat().st_mtime_ns, package.read_bytes()) == before


def test_a_choice_among_the_questions_withdraws_none(folder: Path) -> None:
    build(folder)
    edit(folder, "forms: [card]", "forms: [card, text]")
    build(folder, "--form", "text", now=NOW + 60)
    lock = lock_in(folder)
    assert (len(lock.notes), lock.retired) == (4, {})
    assert lock.notes[DON].changed == NOW
    edit(folder, "forms: [card, text]", "forms: [text]")
    assert "2 withdrawn" in build(folder, now=NOW + 120).stderr


@pytest.mark.parametrize(
    "choice",
    [("--form", "card"), ("--topic", "Judging"), ("--difficulty", "easy")],
    ids=lambda choice: choice[0],
)
def test_no_choice_withdraws_what_it_leaves_out(
    choice: tuple[str, str], folder: Path
) -> None:
    with (folder / "rivers.yaml").open("a", encoding="utf-8") as deck:
        deck.write(JUDGING)
    assert build(folder).stderr.startswith("4 notes in")
    lock = lock_in(folder)
    assert build(folder, *choice, now=NOW + 60).stderr.startswith("2 notes in")
    assert lock_in(folder) == lock


def test_what_was_withdrawn_is_forgotten_with_the_next_edition(folder: Path) -> None:
    build(folder)
    edit(folder, "forms: [card]", "forms: [text]")
    assert "4 notes in" in build(folder, now=NOW + 60).stderr
    assert set(lock_in(folder).retired) == {DON, OKA}
    assert "4 notes in" in build(folder, now=NOW + 120).stderr
    edit(folder, "1870", "1871")
    assert "2 notes in" in build(folder, now=NOW + 180).stderr
    assert lock_in(folder).retired == {}


def test_a_preset_is_added_on_demand(folder: Path) -> None:
    for arguments in ((), ("--preset",)):
        build(folder, *arguments)
        ((presets,),) = query_package(folder / "rivers.apkg", "select dconf from col")
        assert ('"quizgen"' in presets) == bool(arguments)


def test_a_build_that_fails_writes_nothing(folder: Path) -> None:
    result = build(folder, "--form", "cloze")
    assert (result.exit_code, result.stderr) == (
        1,
        "Error: no question is of that form, topic, worth and difficulty\n",
    )
    names = {path.name for path in folder.iterdir()}
    assert names <= {"rivers.yaml", "cache"}


# Where it is kept


def test_another_file_may_be_named(folder: Path) -> None:
    build(folder, "--lock", str(folder / "elsewhere" / "mine.json"))
    assert not (folder / "rivers.lock.json").exists()
    assert set(lock_in(folder / "elsewhere", "mine.json").notes) == {DON, OKA}


def test_one_named_lock_is_for_one_deck(folder: Path) -> None:
    result = CliRunner().invoke(
        main, ["anki", "states", "csto", "-o", str(folder / "x.apkg"), "--lock", "x.json"]
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
    build(folder)
    edit(folder, "1870", "1871")
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
    path = data / "quizgen" / "rivers~r1vers4u.lock.json"
    assert f"{path}: 0 new, 1 changed, 0 withdrawn" in run.stderr
    lock = lock_in(path.parent, path.name)
    assert (lock.notes[DON].changed, lock.notes[OKA].changed) == (NOW + 60, NOW)
    assert lock_in(folder).notes[DON].changed == NOW


def test_beside_the_deck_is_where_it_is_looked_for(folder: Path) -> None:
    path = folder / "rivers.lock.json"
    assert lock_file(folder / "rivers.yaml", "rivers") == LockFile(path, path)


# What can be wrong with it

RECORD = '{"changed": 1, "digest": "0123456789abcdef", "key": "k", "stem": "s"}'


def lock_with(*lines: str) -> str:
    """Return a lock with *lines* from its fourth line on."""
    return "\n".join(["{", '"deck": "rivers",', '"since": 1,', *lines, "}"])


def notes_with(*records: str) -> str:
    """Return a lock with *records* from its fifth line on."""
    return lock_with('"notes": {', *records, "}")


def record_with(**changes: object) -> str:
    """Return a lock with one note, on its fifth line, whose record has *changes*."""
    record = {key: v for key, v in (json.loads(RECORD) | changes).items() if v is not None}
    return notes_with(f'"a/b/c#card": {json.dumps(record)}')


EXPECTED = "expected what `quizgen anki` wrote here, or no file"
FAULTS = [
    ("", f"1:1: error: the file is empty: {EXPECTED}"),
    ("{}", f"1:1: error: found no deck or no time: {EXPECTED}"),
    ('{"deck": "rivers"}', f"1:1: error: found no deck or no time: {EXPECTED}"),
    ("[]", f"1:1: error: this is no JSON, which has {{ here: {EXPECTED}"),
    (
        "<<<<<<< HEAD\n{}",
        f"1:1: error: this is no JSON, which has {{ here: {EXPECTED}",
    ),
    (
        lock_with("<<<<<<< HEAD"),
        f'4:1: error: this is no JSON, which has " here: {EXPECTED}',
    ),
    (
        lock_with('"notes": nothing'),
        f"4:10: error: this is no JSON (Expecting value): {EXPECTED}",
    ),
    (
        lock_with('"notes": {} "types": {}'),
        f"4:13: error: this is no JSON, which has , here: {EXPECTED}",
    ),
    (
        lock_with('"notes" {}'),
        f"4:9: error: this is no JSON, which has : here: {EXPECTED}",
    ),
    (
        lock_with('"types": {}') + " x",
        f"5:3: error: found more after the end: {EXPECTED}",
    ),
    (
        lock_with(f'"types": {"9" * 5000}'),
        "4:10: error: this cannot be read (Exceeds the limit",
    ),
    (
        lock_with(f'"types": {"[" * 100_000}'),
        "4:10: error: this cannot be read (maximum recursion depth",
    ),
    (
        '{"deck": "seas", "since": 1}',
        "1:10: error: this is the lock of another deck: expected 'rivers'",
    ),
    *(
        (
            f'{{"deck": "rivers", "since": {since}}}',
            "1:29: error: found no time: expected seconds since 1970",
        )
        for since in ('"today"', "-1", "1.5", "true", "10000000000", "null")
    ),
    (
        lock_with('"note": {}'),
        "4:1: error: unknown key 'note' (did you mean 'notes'?)",
    ),
    (lock_with('"notes": "x"'), f"4:10: error: found no records: {EXPECTED}"),
    (lock_with('"notes": {},', '"notes": {}'), "5:1: error: duplicate key 'notes'"),
    (
        notes_with(f'"a#card": {RECORD},', f'"a#card": {RECORD}'),
        "6:1: error: duplicate key 'a#card'",
    ),
    (
        notes_with('"a#card": {"key": "k", "key": "k"}'),
        f"5:11: error: this cannot be read (a key stands twice): {EXPECTED}",
    ),
    (notes_with(f'"a#b": {RECORD}'), f"5:1: error: found no question's id: {EXPECTED}"),
    (
        notes_with(f'"\\ud800#card": {RECORD}'),
        f"5:1: error: found no text: {EXPECTED}",
    ),
    (
        lock_with('"types": {"\\ud800": {"changed": 1, "digest": "0123456789abcdef"}}'),
        f"4:11: error: found no text: {EXPECTED}",
    ),
    (
        lock_with('"language": "\\ud800"'),
        f"4:13: error: found no language: {EXPECTED}",
    ),
    (notes_with('"a#card": []'), f"5:11: error: found no record: {EXPECTED}"),
    (
        record_with(stems="s"),
        "5:15: error: unknown key 'stems' (did you mean 'stem'?)",
    ),
    (record_with(stem=None), f"5:15: error: found no text 'stem': {EXPECTED}"),
    (record_with(key=7), f"5:15: error: found no text 'key': {EXPECTED}"),
    (record_with(key="\ud800"), f"5:15: error: found no text 'key': {EXPECTED}"),
    (
        record_with(digest="0123456789ABCDEF"),
        "5:15: error: found no digest: expected 16 hexadecimal digits",
    ),
    *(
        (
            record_with(changed=changed),
            "5:15: error: found no time 'changed': expected seconds since 1970",
        )
        for changed in (None, "then", -1, 10_000_000_000, True)
    ),
    (
        lock_with(f'"types": {{"quizgen cloze": {RECORD}}}'),
        "4:28: error: unknown key 'key' (there is changed, digest)",
    ),
    # As quizgen wrote it before
    ("deck: seas\nsince: 1\n", "1:7: error: this is the lock of another deck"),
    ("deck: rivers\nsince: today\n", "2:8: error: found no time: expected seconds"),
    ("deck: rivers\nsince: 1\nnotes: x\n", "3:8: error: found no records"),
    ("deck: rivers\nsince: 1\nnotes:\n  a#card: x\n", "4:11: error: found no record"),
    ("deck: rivers\nsince: 1\nsince: 1\n", "3:1: error: duplicate key 'since'"),
    ("deck: rivers\nsince: [1\n", "3:1: error: this is no YAML"),
    ("deck: \0\nsince: 1\n", "1:1: error: this is no YAML"),
    (
        "deck: rivers\nsince: 1\nnotes:\n  a#card: [0123456789abcdef, then]\n",
        "4:11: error: found no time 'changed'",
    ),
]


@pytest.mark.parametrize(("text", "expected"), FAULTS)
def test_a_broken_lock_stops_the_build_at_its_place(
    text: str, expected: str, folder: Path
) -> None:
    """Going on would give all notes a new time, and undo what the users wrote."""
    path = folder / "rivers.lock.json"
    path.write_text(text, "utf-8")
    result = build(folder)
    assert result.exit_code == 1
    assert f"{path}:{expected}" in result.stderr
    assert not (folder / "rivers.apkg").exists()
    assert path.read_text("utf-8") == text


def test_a_byte_order_mark_is_passed_over(folder: Path) -> None:
    """Some editors put one before whatever they save."""
    build(folder)
    lock, path = lock_in(folder), folder / "rivers.lock.json"
    path.write_text(path.read_text("utf-8"), "utf-8-sig")
    assert lock_in(folder) == lock


def test_a_lock_in_another_encoding_stops_the_build(folder: Path) -> None:
    path = folder / "rivers.lock.json"
    path.write_bytes(notes_with(f'"ä#card": {RECORD}').encode("latin-1"))
    assert build(folder).stderr == (
        f"{path}:5:2: error: byte 0xe4 is not UTF-8: {EXPECTED}\n"
    )


def test_a_lock_that_cannot_be_read_stops_the_build(folder: Path) -> None:
    (folder / "rivers.lock.json").mkdir()
    assert build(folder).stderr == (
        f"{folder}/rivers.lock.json:1:1: error: cannot be read: Is a directory\n"
    )


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

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
TIMES = st.integers(0, 9_999_999_999)
DIGESTS = st.integers(0, 2**64 - 1).map("{:016x}".format)
IDS = st.builds("{}#{}".format, TEXTS, st.sampled_from(list(FORMS)))
NOTES = st.dictionaries(IDS, st.builds(NoteRecord, DIGESTS, TIMES, TEXTS, TEXTS))
TYPES = st.dictionaries(TEXTS, st.builds(NoteTypeRecord, DIGESTS, TIMES))


@given(st.builds(Lock, st.just("d"), TIMES, TYPES, NOTES, NOTES))
def test_a_lock_is_read_as_it_was_written(lock: Lock) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "d.lock.json")
        path.write_bytes(lock_text(lock).encode())
        assert read_lock(path, "d") == (lock, [])


def test_it_has_a_line_for_each_note_in_the_order_of_their_names() -> None:
    record = NoteRecord("0" * 16, 1, "ä: b", 'c "d"')
    type_ = NoteTypeRecord("1" * 16, 2)
    text = lock_text(Lock("d", 1, {"x": type_}, {"d/b#card": record, "d/a b": record}))
    first, about, *lines = text.splitlines()
    assert first == "{"
    assert about.startswith(' "about": "Written by `quizgen anki`. Keep this file')
    assert lines == [
        ' "deck": "d",',
        ' "notes": {',
        r'  "d/a b": {"changed": 1, "digest": "0000000000000000",'
        r' "key": "c \"d\"", "stem": "ä: b"},',
        r'  "d/b#card": {"changed": 1, "digest": "0000000000000000",'
        r' "key": "c \"d\"", "stem": "ä: b"}',
        " },",
        ' "retired": {},',
        ' "since": 1,',
        ' "types": {',
        '  "x": {"changed": 2, "digest": "1111111111111111"}',
        " }",
        "}",
    ]
    assert list(json.loads(text)) == sorted(json.loads(text))


# A lock in YAML, as quizgen wrote it before

IN_YAML = f"""\
# Written by `quizgen anki`. Keep this file with the deck: it is how an update knows what
# has changed, and leaves all else as the users of the deck have made it.
# name: [digest of the content, when it last changed in seconds since 1970, stem, key]
deck: rivers
since: {NOW - 5}
types:
  "quizgen recall": [0123456701234567, {NOW - 4}]
notes:
  {DON}: [1234567890123456, {NOW - 3}, "Yes: \\"no\\"?", "null"]
  "a b: c#card": [12345678901234e5, {NOW - 2}]
  ? "rivers/{"x" * 1100}#card"
  : [0000000000000000, 0, "0x1F", "1_000"]
retired:
  {OKA}: [abcdefabcdefabcd, {NOW - 1}, "~", ""]
"""


def test_a_lock_in_yaml_is_read_to_the_letter(folder: Path) -> None:
    """What YAML would take for a number, in octal even, is a digest."""
    path = folder / "rivers.lock.yaml"
    path.write_text(IN_YAML, "utf-8")
    assert lock_in(folder, path.name) == Lock(
        "rivers",
        NOW - 5,
        {"quizgen recall": NoteTypeRecord("0123456701234567", NOW - 4)},
        {
            DON: NoteRecord("1234567890123456", NOW - 3, 'Yes: "no"?', "null"),
            "a b: c#card": NoteRecord("12345678901234e5", NOW - 2, "", ""),
            f"rivers/{'x' * 1100}#card": NoteRecord("0" * 16, 0, "0x1F", "1_000"),
        },
        {OKA: NoteRecord("abcdefabcdefabcd", NOW - 1, "~", "")},
    )


def in_yaml(lock: Lock) -> str:
    """Return *lock* as quizgen wrote it before."""
    lines = [f"deck: {lock.deck}\nsince: {lock.since}\n"]
    for section in ("types", "notes", "retired"):
        lines.append(
            f"{section}: {{}}\n" if not getattr(lock, section) else f"{section}:\n"
        )
        for name, (digest, changed, *texts) in getattr(lock, section).items():
            parts = ", ".join([digest, str(changed), *map(json.dumps, texts[:2])])
            lines.append(f"  {json.dumps(name)}: [{parts}]\n")
    return "".join(lines)


def test_a_lock_in_yaml_gives_way_to_one_in_json(folder: Path) -> None:
    """No note gets another time, and the file beside the deck is the only one."""
    edit(folder, "uid: r1vers4u\n", "")
    build(folder)
    lock, package = lock_in(folder), (folder / "rivers.apkg").read_bytes()
    (folder / "rivers.lock.json").unlink()
    (folder / "rivers.lock.yaml").write_text(in_yaml(lock), "utf-8")
    assert build(folder, now=NOW + 60).stderr.startswith(
        f"2 notes in {folder}/rivers.apkg\n"
        f"{folder}/rivers.lock.json: 0 new, 0 changed, 0 withdrawn;"
        " in place of rivers.lock.yaml\n"
    )
    assert not (folder / "rivers.lock.yaml").exists()
    assert lock_in(folder) == lock
    assert (folder / "rivers.apkg").read_bytes() == package
    assert f"{folder}/rivers.lock.json" not in build(folder).stderr


def test_a_named_lock_in_yaml_is_rewritten_in_its_place(folder: Path) -> None:
    edit(folder, "uid: r1vers4u\n", "")
    build(folder)
    lock, path = lock_in(folder), folder / "mine.yaml"
    path.write_text(in_yaml(lock), "utf-8")
    changes = f"{path}: 0 new, 0 changed, 0 withdrawn\n"
    assert changes in build(folder, "--lock", str(path)).stderr
    assert path.read_text("utf-8") == lock_text(lock)
    assert changes not in build(folder, "--lock", str(path)).stderr


def test_a_build_that_fails_leaves_a_lock_in_yaml_alone(folder: Path) -> None:
    path = folder / "rivers.lock.yaml"
    path.write_text(IN_YAML, "utf-8")
    assert build(folder, "--topic", "Width").exit_code == 1
    assert path.read_text("utf-8") == IN_YAML
    assert not (folder / "rivers.lock.json").exists()


def test_where_there_are_both_the_one_in_json_counts(folder: Path) -> None:
    build(folder)
    path = folder / "rivers.lock.yaml"
    path.write_text(IN_YAML, "utf-8")
    assert build(folder).stderr == f"2 notes in {folder}/rivers.apkg\n"
    assert path.read_text("utf-8") == IN_YAML


# The builder of the next lock


def test_a_time_never_goes_back() -> None:
    """Not even if the clock did: Anki would not take the change."""
    lock = Lock("d", NOW, {}, {"a": NoteRecord("0" * 16, NOW, "s", "k")})
    builder = LockBuilder(lock, NOW - 1000)
    assert builder.record_note("a", "1" * 16, "s", "k") == NOW + 1


def test_a_note_type_has_its_own_time_until_it_differs() -> None:
    assert LockBuilder(Lock("d"), NOW).record_type("x", "0" * 16, 5) == 5
    lock = Lock("d", NOW, {"x": NoteTypeRecord("0" * 16, 9)})
    assert LockBuilder(lock, NOW).record_type("x", "0" * 16, 5) == 9
    assert LockBuilder(lock, NOW).record_type("x", "1" * 16, 5) == 10
    assert LockBuilder(lock, NOW).record_type("x", "1" * 16, 50) == 50


OLD = NoteRecord("0" * 16, NOW, "s", "k")


def test_another_look_is_another_build_and_forgets_what_was_withdrawn() -> None:
    types = {"x": NoteTypeRecord("0" * 16, 5)}
    lock = Lock("d", NOW, types, {"a#card": OLD}, {"b#card": OLD})
    for digest, retired in (("0" * 16, {"b#card": OLD}), ("1" * 16, {})):
        builder = LockBuilder(lock, NOW)
        builder.record_note("a#card", OLD.digest, OLD.stem, OLD.key)
        builder.record_type("x", digest, 5)
        assert builder.next_lock().retired == retired


def test_what_comes_back_in_a_part_of_the_questions_is_no_longer_withdrawn() -> None:
    lock = Lock("d", NOW, {}, {"a#card": OLD}, {"b#card": OLD, "c#card": OLD})
    builder = LockBuilder(lock, NOW + 60, is_whole=False)
    assert builder.record_note("b#card", "0" * 16, "s", "k") == NOW + 60
    back = OLD._replace(changed=NOW + 60)
    assert builder.next_lock() == Lock(
        "d", NOW, {}, {"a#card": OLD, "b#card": back}, {"c#card": OLD}
    )


def test_a_note_type_that_no_build_has_any_more_stays() -> None:
    """It may come back, and has to be later then than its old look."""
    types = {"x": NoteTypeRecord("0" * 16, 5), "y": NoteTypeRecord("0" * 16, 6)}
    builder = LockBuilder(Lock("d", NOW, types), NOW)
    builder.record_type("x", "1" * 16, 7)
    assert builder.next_lock().types == types | {"x": NoteTypeRecord("1" * 16, 7)}


def test_note_types_have_the_latest_time_of_all_decks() -> None:
    """Whichever deck comes last, its users must get the look."""
    name, own = next((type_["name"], type_["mod"]) for type_ in note_types_of([]).values())
    later = Lock("d", NOW, {name: NoteTypeRecord("0" * 16, own + 100)})
    for locks in ([later, Lock("e")], [Lock("e"), later]):
        types = note_types_of(LockBuilder(lock, NOW) for lock in locks)
        times = {type_["name"]: type_["mod"] for type_ in types.values()}
        assert times[name] == own + 101


# The decks that ship


@pytest.mark.parametrize("name", shipped_decks())
def test_the_lock_of_a_shipped_deck_is_current(name: str) -> None:
    """If not: quizgen anki decks -o /dev/null."""
    (base,), problems = load(name)
    assert not problems
    lock, problems = read_lock(SHIPPED / f"{name}.lock.json", base.deck.id)
    assert not problems
    builder = LockBuilder(lock, NOW)
    note_types_of([builder])
    deck = AnkiDeck(base.deck.title, base.language, builder)
    for note in notes_of(generate(base), {base.deck.id: deck}):
        builder.record_note(note.id, digest_of(note), note.stem, note.key)
    following = builder.next_lock()
    assert difference(lock, following) == "0 new, 0 changed, 0 withdrawn"
    assert following == lock


def test_locks_are_no_decks() -> None:
    decks = shipped_decks()
    assert {f"{name}.lock" for name in decks} == {
        path.stem for path in SHIPPED.glob("*.lock.*")
    }
    assert not [name for name in decks if "lock" in name]
