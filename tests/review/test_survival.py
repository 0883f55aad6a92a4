"""Whatever ends a program, and however many run: what was committed is there."""

import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from quizgen.review.database import VERSION
from quizgen.review.store import Store, open_store
from tests.review.answers import review
from tests.review.test_database import contents, open_once, restored, version


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "answers.sqlite3"


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
        questions = [review.question for review in store.reviews()]
        assert questions == [f"a/{number}" for number in range(len(questions))] != []


# A migration


def test_a_kill_before_any_step_of_a_migration_loses_nothing(path: Path) -> None:
    versions = set()
    for step in count():
        before = contents(restored(1, path.with_name(f"{step}")))
        file = path.with_name(f"{step}")
        dead = killed_before(step, partial(open_once, file))
        versions.add(version(file))
        assert contents(file) == before
        with open_store(file) as store:
            store.add_review(review(days=60))
        assert version(file) == VERSION
        if not dead:
            break
    assert step > 10
    assert versions == {1, VERSION}


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


# Kill -9


def answer_for_ever(path: Path, round_: int, pipe: int) -> None:
    """Answer without end, and write a dot for each answer once it is committed."""
    with open_store(path) as store:
        for number in range(1_000_000):
            store.add_review(review(f"{round_}/{number}"))
            os.write(pipe, b".")


def kill_after(seconds: float, path: Path, round_: int) -> int:
    """Kill a process that answers; return how many answers it had said are committed."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            answer_for_ever(path, round_, writing)
        finally:
            os._exit(1)
    os.close(writing)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == -signal.SIGKILL
    with os.fdopen(reading, "rb") as file:
        return len(file.read())


def committed(store: Store, round_: int) -> int:
    return sum(answer.question.startswith(f"{round_}/") for answer in store.reviews())


def test_a_kill_at_any_moment_loses_no_answer(path: Path) -> None:
    draw = random.Random(9)
    total = 0
    for round_ in range(40):
        if round_ % 5 == 0:  # also while the file is being made
            path = path.with_name(str(round_))
        count = kill_after(draw.random() ** 2 / 10, path, round_)
        with open_store(path) as store:  # looks for damage, as the run did not close
            assert count <= committed(store, round_) <= count + 1
            memories = store.memories()
            store.rebuild()
            assert store.memories() == memories
        total += count
    assert total > 0
