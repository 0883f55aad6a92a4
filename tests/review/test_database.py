"""The file of a store: it is ours, whole and of our version, and loses nothing."""

import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from quizgen.review import database
from quizgen.review.database import VERSION, StoreError
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


def test_a_kill_before_any_step_of_a_migration_loses_nothing(path: Path) -> None:
    found = set()
    for step in count():
        before = contents(restored(1, path.with_name(f"{step}")))
        file = path.with_name(f"{step}")
        dead = killed_before(step, partial(open_once, file))
        found.add(version(file))
        assert contents(file) == before
        with open_store(file) as store:
            store.add_review(review(days=60))
        assert version(file) == VERSION
        if not dead:
            break
    assert step > 10
    assert found == {1, 2}


def open_once(file: Path) -> None:
    with open_store(file):
        pass


def killed_before(step: int, act: Callable[[], object]) -> bool:
    """Whether a process that does *act* is killed before so many SQL statements."""
    child = os.fork()
    if not child:
        numbers = count()

        def watch(frame: FrameType, event: str, function: Any) -> None:
            is_step = event == "c_call" and function.__name__ == "execute"
            if is_step and next(numbers) == step:
                os.kill(os.getpid(), signal.SIGKILL)

        try:
            sys.setprofile(watch)
            act()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == -signal.SIGKILL


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
        for day in range(300):
            store.add_review(review(f"d/t/{day}#text"))
    with path.open("r+b") as file:
        file.seek(4096 * 12)
        file.write(b"\xff" * 4096)
    path.with_name(f"{path.name}-wal").touch()
    with pytest.raises(StoreError, match="is damaged"), open_store(path):
        pass


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with (
        pytest.raises(StoreError, match=r"cannot be opened: (File exists|Not a directory)"),
        open_store(tmp_path / "file" / "answers"),
    ):
        pass


WRITER = """
import sys
from pathlib import Path
from quizgen.review.database import StoreError
from quizgen.review.store import open_store
from tests.review.answers import review
try:
    with open_store(Path(sys.argv[1])) as store:
        for number in range(int(sys.argv[3])):
            store.add_review(review(f"{sys.argv[2]}/{number}"))
except StoreError as error:
    sys.exit(str(error))
"""


def writer(path: Path, name: str, count: int, **how: object) -> subprocess.Popen[bytes]:
    """A process that gives *count* answers."""
    arguments = [sys.executable, "-c", WRITER, str(path), name, str(count)]
    return subprocess.Popen(  # type: ignore[call-overload,no-any-return]
        arguments, stderr=subprocess.PIPE, cwd=Path(__file__).parents[2], **how
    )


def test_two_sessions_at_once_lose_nothing(path: Path) -> None:
    both = [writer(path, name, 100) for name in "ab"]
    assert [process.communicate()[1] for process in both] == [b"", b""]
    with open_store(path) as store:
        assert len(list(store.reviews())) == 200


def test_a_disk_that_takes_no_more_is_named_and_what_was_answered_is_safe(
    path: Path,
) -> None:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))

    error = writer(path, "a", 2_000, preexec_fn=limit).communicate()[1].decode()
    assert "what was answered before is safe" in error
    assert "Traceback" not in error
    with open_store(path) as store:
        kept = [one.question for one in store.reviews()]
        assert kept == [f"a/{number}" for number in range(len(kept))]
        assert kept


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


# Kill -9


def answering(path: Path, round_: int, tells: int) -> None:
    """Answer without end, and tell of each answer once it is committed."""
    with open_store(path) as store:
        for number in range(1_000_000):
            store.add_review(review(f"{round_}/{number}"))
            os.write(tells, b".")


def killed(path: Path, round_: int, seconds: float) -> int:
    """How many answers a process told of before it was killed, after *seconds*."""
    told, tells = os.pipe()
    child = os.fork()
    if not child:
        try:
            answering(path, round_, tells)
        finally:
            os._exit(1)
    os.close(tells)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == -signal.SIGKILL
    with os.fdopen(told, "rb") as file:
        return len(file.read())


def committed(store: Store, round_: int) -> int:
    return sum(one.question.startswith(f"{round_}/") for one in store.reviews())


def test_a_kill_at_any_of_a_hundred_moments_loses_no_answer(path: Path) -> None:
    draw = random.Random(9)
    total = 0
    for round_ in range(100):
        if round_ % 5 == 0:  # also while the file is being made
            path = path.with_name(str(round_))
        told = killed(path, round_, draw.random() ** 2 / 10)
        with open_store(path) as store:  # looks for damage, as the run did not close
            assert told <= committed(store, round_) <= told + 1
            memories = store.memories()
            store.rebuild()
            assert store.memories() == memories
        total += told
    assert total > 100
