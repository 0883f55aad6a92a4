"""The file of a store: it is ours, whole and of our version, and loses nothing."""

import os
import sqlite3
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from quizgen.review import database
from quizgen.review.database import VERSION, StoreError
from quizgen.review.log import parse_line
from quizgen.review.scheduler import STANDARD_WEIGHTS
from quizgen.review.store import Store, open_store
from tests.review.answers import OWN_WEIGHTS, START, review

STORES = Path(__file__).parents[1] / "stores"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "new" / "answers.sqlite3"


# Files of older versions


def restored(version: int, path: Path) -> Path:
    """A file as that version of quizgen left it: answers, an undo, a flag and more."""
    path.parent.mkdir(exist_ok=True)
    connection = sqlite3.connect(path)
    connection.executescript((STORES / f"{version}.sql").read_text("utf-8"))
    connection.close()
    return path


def contents(path: Path) -> list[tuple[Any, ...]]:
    """Every row of the log and every memory, whatever the version."""
    connection = sqlite3.connect(path)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return [
            *connection.execute("SELECT * FROM log ORDER BY id"),
            *connection.execute("SELECT * FROM memory ORDER BY question"),
        ]
    finally:
        connection.close()


def version(path: Path) -> int:
    connection = sqlite3.connect(path)
    try:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])
    finally:
        connection.close()


def test_every_version_has_a_stored_file() -> None:
    """A new version adds the dump of a file that the one before has written."""
    assert {int(file.stem) for file in STORES.glob("*.sql")} == {*range(1, VERSION + 1)}


@pytest.mark.parametrize("number", range(1, VERSION + 1))
def test_a_file_of_every_version_opens_and_gives_the_same(number: int, path: Path) -> None:
    before = contents(restored(number, path))
    assert version(path) == number
    with open_store(path) as store:
        assert store.suspended_questions() == {"d/t/y#card"}
        assert [flag.note for flag in store.flags()] == ["bad"]
    assert version(path) == VERSION
    assert contents(path) == before
    with open_store(path) as store:
        days = due(store)
        store.rebuild()  # by the rules of today
        assert due(store) == days


def due(store: Store) -> dict[str, int]:
    return {question: memory.due for question, memory in store.memories().items()}


@pytest.mark.parametrize("number", range(1, VERSION + 1))
def test_a_file_of_every_version_is_gone_on_with(number: int, path: Path) -> None:
    with open_store(restored(number, path)) as store:
        before = store.memories()["d/t/x#text"]
        after = store.add_review(review(days=60))
        assert (after.repetitions, after.first_day) == (
            before.repetitions + 1,
            before.first_day,
        )
        assert after.last_day == START.day + 60 < after.due
        store.set_weights(OWN_WEIGHTS, START)
        store.undo_review(after.question, after.last_at, START)
        store.set_weights(STANDARD_WEIGHTS, START)
        if number == 1:  # which had none but the standard weights
            assert store.memory("d/t/x#text") == before


def open_once(file: Path) -> None:
    with open_store(file):
        pass


# What can go wrong


def refused(path: Path) -> str:
    """Why the file at *path* is refused; and that its bytes stay as they are."""
    before = path.read_bytes()
    with pytest.raises(StoreError) as error, open_store(path):
        pass
    assert path.read_bytes() == before
    return str(error.value).replace(str(path), "FILE")


def test_a_file_that_is_not_sqlite_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear Sir or Madam, " * 100)
    assert refused(file) == "FILE is not a file of quizgen: nothing was changed"


def test_a_file_of_another_program_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "other.db"
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE log (x)")
    connection.close()
    assert refused(file) == "FILE belongs to another program: nothing was changed"


def test_a_file_of_a_newer_version_is_left_alone(path: Path) -> None:
    with open_store(path):
        pass
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    assert refused(path) == (
        "FILE was written by a newer quizgen"
        f" (version 99, this one knows {VERSION}): update quizgen"
    )


def test_damage_is_found_after_a_run_that_did_not_close(path: Path) -> None:
    with open_store(path) as store:
        store.add_review(review())
        (row,) = map(parse_line, store.export_lines())
        store.import_rows({**row, "question": f"d/t/{number}"} for number in range(300))
    with path.open("r+b") as file:
        file.seek(4096 * 12)
        file.write(b"\xff" * 4096)
    path.with_name(f"{path.name}-wal").touch()
    with pytest.raises(StoreError, match="is damaged"), open_store(path):
        pass


@pytest.mark.parametrize(
    "error", [MemoryError(), UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid byte")]
)
def test_damage_that_sqlite_itself_trips_over_is_named(
    error: Exception, path: Path
) -> None:
    """A damaged length asks for all memory, a damaged table is quoted in no UTF-8."""
    with (
        pytest.raises(StoreError, match="is damaged: move it away"),
        database.translate_errors(path),
    ):
        raise error


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with (
        pytest.raises(StoreError, match=r"cannot be opened: (File exists|Not a directory)"),
        open_store(tmp_path / "file" / "answers"),
    ):
        pass


def as_anybody(act: Callable[[], object]) -> str:
    """What *act* raises in a process with no more rights than anybody has."""
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        try:
            if os.geteuid() == 0:
                os.seteuid(65534)
            act()
        except StoreError as error:
            os.write(theirs, str(error).encode())
        finally:
            os._exit(0)
    os.close(theirs)
    os.waitpid(child, 0)
    with os.fdopen(ours, "rb") as file:
        return file.read().decode()


def test_a_file_that_is_read_only_is_left_alone() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "answers")
        open_once(path)
        path.chmod(0o444)
        Path(folder).chmod(0o555)
        before = path.read_bytes()
        message = as_anybody(partial(open_once, path))
        assert message == f"{path} is read-only: nothing was changed"
        assert path.read_bytes() == before
        Path(folder).chmod(0o755)


def test_a_file_that_cannot_be_read_is_named() -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        message = as_anybody(partial(open_once, Path(folder, "answers")))
        assert message == f"{folder}/answers cannot be opened: may you read and write it?"


def test_a_file_that_another_program_writes_is_named(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_SECONDS_TO_WAIT", 0.01)
    with open_store(path) as store:
        connection = sqlite3.connect(path)
        connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError) as error:
            store.add_review(review())
        assert str(error.value) == f"{path} is in use by another program"
        connection.close()
        store.add_review(review())
        assert list(store.reviews()) == [review()]
