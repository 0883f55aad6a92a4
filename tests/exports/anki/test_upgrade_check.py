"""What an update would cost its users: the check that is run before a release."""

import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import genanki
import pytest
from click.testing import CliRunner

from quizgen import generate, load
from quizgen.cli import main
from quizgen.dates import Date, date
from quizgen.exports.anki.notes import FIELDS, RECALL, Note
from quizgen.exports.anki.upgrade_check import (
    IMPORT_OPTIONS,
    NoteText,
    Outcome,
    State,
    compare_states,
    try_upgrade,
)
from quizgen.model import Fact, FactBase, Question
from tests.learner import LATER, Author, Types
from tests.samples import ALL, CARD, CHOICE, CLOZE, MATCH, ORDER, TEXT, TRUE

QUESTIONS = [CHOICE, ALL[1], TRUE, TEXT, CLOZE, CARD, ORDER, MATCH]
N = len(QUESTIONS)


@pytest.fixture
def author(tmp_path: Path) -> Author:
    return Author(tmp_path)


def outcomes(packages: Sequence[Path]) -> list[Outcome]:
    """What a user of the first package has after the second, in both ways to import it."""
    old, new = packages
    return [try_upgrade(old, new, options) for options in IMPORT_OPTIONS.values()]


def outcome(**counts: int) -> Outcome:
    return Outcome(**dict.fromkeys(Outcome._fields, 0) | counts)


def reword(questions: Sequence[Question]) -> list[Question]:
    return [replace(question, stem=f"{question.stem} Really?") for question in questions]


# A second version of a deck that ships


def versions(base: FactBase) -> tuple[FactBase, FactBase]:
    """Two versions: in the second a fact is corrected, one added, one removed, a template
    reworded and another moved to a new topic.
    """
    alone = [q.about.facts[0] for q in generate(base) if len(q.about.facts) == 1]
    added, removed = alone[0], alone[-1]
    days = (fact for fact in base.facts if isinstance(fact.value, Date) and fact.value.day)
    wrong = next(fact for fact in days if fact.id in alone[1:-1])

    def corrected(fact: Fact) -> Fact:
        if fact is not wrong or not isinstance(fact.value, Date):
            return fact
        return replace(fact, value=date(fact.value.year, fact.value.month % 12 + 1, 1))

    first, second, *others = (t for t in base.templates if t.deck == base.deck.id and t.ask)
    first = replace(first, ask=(*(first.ask or ()), " Be exact."))
    second = replace(second, topic="Elsewhere")
    changed = {template.id: template for template in (first, second, *others)}
    return (
        replace(base, facts=tuple(fact for fact in base.facts if fact.id != added)),
        replace(
            base,
            facts=tuple(corrected(fact) for fact in base.facts if fact.id != removed),
            templates=tuple(changed.get(t.id, t) for t in base.templates),
        ),
    )


def fill_hint(note: Note) -> Note:
    """*note* with its first spare field filled, if it is one to recall."""
    fields = dict(zip(FIELDS, note.fields, strict=True)) | {"Extra1": "A hint."}
    return note._replace(fields=tuple(fields.values())) if note.type == RECALL else note


@pytest.mark.parametrize("name", ["csto", "un-charter"])
def test_a_second_version_of_a_shipped_deck_loses_nothing(
    name: str, tmp_path: Path
) -> None:
    (base,), _ = load(name)
    old, new = (generate(version) for version in versions(base))
    ids = [{question.about.id for question in version} for version in (old, new)]
    assert ids[0] - ids[1], "no question was removed"
    assert ids[1] - ids[0], "no question was added"
    author = Author(tmp_path, name)
    author.build(old)
    author.build(new, now=LATER, edit_note=fill_hint)
    for result in outcomes(author.builds):
        assert result.kept + result.updated == len(old)
        assert result.kept > len(old) / 4
        assert result.updated > len(ids[0] - ids[1])
        assert not result.loses
        assert not result.overwritten


# Packages that lose something


def renumber(note: Note) -> Note:
    return note._replace(type=note.type + 7)


def other_ids(types: Types) -> Types:
    return {
        str(int(id_) + 7): {**type_, "id": int(id_) + 7, "name": f"{type_['name']} 2"}
        for id_, type_ in types.items()
    }


def append_field(note: Note) -> Note:
    return note._replace(fields=(*note.fields, "one more"))


def with_another_field(types: Types) -> Types:
    last = {"name": "More", "ord": len(FIELDS), "id": 5}
    return {
        id_: {**type_, "flds": [*type_["flds"], {**type_["flds"][-1], **last}]}
        for id_, type_ in types.items()
    }


def test_an_unchanged_package_changes_nothing(author: Author) -> None:
    packages = [author.build(QUESTIONS), author.build(QUESTIONS, now=LATER)]
    assert outcomes(packages) == [outcome(kept=N)] * 2


def test_corrections_arrive(author: Author) -> None:
    corrections = [*reword(QUESTIONS[:3]), *QUESTIONS[3:]]
    packages = [author.build(QUESTIONS), author.build(corrections)]
    assert outcomes(packages) == [outcome(kept=N - 3, updated=3)] * 2


def test_withdrawn_questions_are_not_orphans(author: Author) -> None:
    """Neither when they are withdrawn nor when nothing more is said of them."""
    for questions in (QUESTIONS, QUESTIONS[2:], reword(QUESTIONS[2:])):
        author.build(questions)
    assert outcomes(author.builds[:2]) == [outcome(kept=N - 2, updated=2)] * 2
    assert outcomes(author.builds[1:]) == [outcome(kept=2, updated=N - 2)] * 2


def test_questions_that_vanish_are_orphans(author: Author) -> None:
    first = author.build(QUESTIONS)
    author.lock = None
    packages = [first, author.build(QUESTIONS[2:])]
    assert outcomes(packages) == [outcome(kept=N - 2, orphaned=2)] * 2


def test_other_question_ids_orphan_all_notes(author: Author) -> None:
    moved = [replace(q, about=replace(q.about, id=f"{q.about.id}2")) for q in QUESTIONS]
    first = author.build(QUESTIONS)
    author.lock = None
    assert outcomes([first, author.build(moved)]) == [outcome(orphaned=N)] * 2


def test_other_note_type_ids_freeze_all_notes_unless_note_types_are_merged(
    author: Author,
) -> None:
    corrections = reword(QUESTIONS)
    packages = [
        author.build(QUESTIONS),
        author.build(corrections, now=LATER, edit_note=renumber, edit_types=other_ids),
    ]
    assert outcomes(packages) == [outcome(conflicting=N), outcome(updated=N)]


def test_another_field_freezes_all_notes_unless_note_types_are_merged(
    author: Author,
) -> None:
    corrections = reword(QUESTIONS)
    packages = [
        author.build(QUESTIONS),
        author.build(
            corrections, now=LATER, edit_note=append_field, edit_types=with_another_field
        ),
    ]
    assert outcomes(packages) == [outcome(conflicting=N), outcome(updated=N)]


def test_an_edit_that_is_no_later_does_not_arrive(author: Author) -> None:
    first = author.build(QUESTIONS)
    author.lock = None
    second = author.build([*reword(QUESTIONS[:3]), *QUESTIONS[3:]])
    assert outcomes([first, second]) == [outcome(kept=N - 3, conflicting=3)] * 2


def test_a_lost_lock_overwrites_what_users_wrote(author: Author) -> None:
    """Which is a pity; but progress is kept."""
    first = author.build(QUESTIONS)
    author.lock = None
    results = outcomes([first, author.build(QUESTIONS, now=LATER)])
    assert results == [outcome(kept=N, overwritten=N)] * 2
    assert not results[0].loses


def test_progress_that_is_gone_is_an_orphans() -> None:
    """No import of today's Anki does that; all else that we promise hangs on it."""
    texts = {"a": NoteText(1, " x ", "q"), "b": NoteText(1, " x ", "q")}
    reviewed: dict[str, set[tuple[int, ...]]] = {"a": {(7, 2, 30)}, "b": {(8, 2, 30)}}
    before = State(texts, reviewed)
    reset = State(texts, {"a": {(7, 0, 0)}, "b": {(8, 2, 30), (9, 0, 0)}})
    assert compare_states(before, reset, texts, set()) == outcome(kept=1, orphaned=1)
    removed = State({"b": texts["b"]}, {"b": reviewed["b"]})
    assert compare_states(before, removed, texts, set()) == outcome(kept=1, orphaned=1)


# The command


def run(*arguments: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["anki", *map(str, arguments)])
    return result.exit_code, result.stdout, result.stderr


def test_the_command_prints_both_ways_to_import(author: Author) -> None:
    packages = [
        author.build(QUESTIONS),
        author.build(reword(QUESTIONS[:2]) + QUESTIONS[2:]),
    ]
    assert run("--upgrade-check", *packages) == (
        0,
        "              default    merge\n"
        "kept                6        6\n"
        "updated             2        2\n"
        "conflicting         0        0\n"
        "orphaned            0        0\n"
        "overwritten         0        0\n",
        "",
    )


def test_the_command_fails_if_progress_would_be_lost(author: Author) -> None:
    first = author.build(QUESTIONS)
    author.lock = None
    status, output, errors = run("--upgrade-check", first, author.build(QUESTIONS[1:]))
    assert (status, errors) == (1, "Error: progress would be lost\n")
    assert "orphaned            1        1" in output


def break_package(path: Path) -> Path:
    path.write_bytes(b"PK, but no package")
    return path


@pytest.mark.parametrize("order", [list, reversed], ids=["new", "old"])
def test_a_file_that_is_no_package_is_said_to_be_none(
    order: Callable[[list[Path]], Sequence[Path]], author: Author, tmp_path: Path
) -> None:
    packages = [author.build(QUESTIONS), break_package(tmp_path / "no.apkg")]
    status, _, errors = run("--upgrade-check", *order(packages))
    assert status == 1
    assert errors.startswith(f"Error: Anki cannot import {tmp_path}/no.apkg: ")


def foreign_package(path: Path) -> Path:
    """A package of two notes that somebody wrote by hand."""
    deck = genanki.Deck(1, "Mine")
    for front in ("one", "two"):
        deck.add_note(genanki.Note(genanki.BASIC_MODEL, [front, "back"]))
    genanki.Package(deck).write_to_file(path)
    return path


@pytest.mark.parametrize("order", [list, reversed], ids=["new", "old"])
def test_a_package_without_notes_of_quizgen_has_nothing_to_lose(
    order: Callable[[list[Path]], Sequence[Path]], author: Author, tmp_path: Path
) -> None:
    """Zeros would look as if all was well."""
    (tmp_path / "other").mkdir()
    packages = [author.build(QUESTIONS), Author(tmp_path / "other").build([])]
    status, output, errors = run("--upgrade-check", *order(packages))
    assert (status, output) == (1, "")
    assert errors == f"Error: there are no notes in {packages[1]}\n"
    packages[1] = foreign_package(tmp_path / "mine.apkg")
    status, output, errors = run("--upgrade-check", *order(packages))
    assert (status, output) == (1, "")
    assert errors == f"Error: none of the 2 notes in {packages[1]} is of quizgen\n"


def test_without_the_anki_library_the_command_says_what_to_install(author: Author) -> None:
    package = str(author.build(QUESTIONS))
    code = (
        "import sys; sys.modules['anki'] = None\n"
        "from quizgen.cli import main; main(sys.argv[1:])"
    )
    result = subprocess.run(
        [sys.executable, "-c", code, "anki", "--upgrade-check", package, package],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1
    assert "pip install 'quizgen[upgrade]'" in result.stderr
    assert "Traceback" not in result.stderr
