"""The review log: nothing that was committed is ever lost, and nothing is overwritten."""

import json
import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from quizgen.review.database import VERSION, StoreError
from quizgen.review.grades import AGAIN, GOOD
from quizgen.review.log import parse_line
from quizgen.review.memory import Moment
from quizgen.review.scheduler import STANDARD_WEIGHTS, replay, scheduler_name
from quizgen.review.store import Review, Store, open_store

STORES = Path(__file__).parents[1] / "stores"
START = Moment(1_795_514_400_000_000, 180)
"""2026-11-24, 13:00 in Minsk."""
DAY = 86_400_000_000
OWN = (0.5, 1.2, 2.1, 8.1, *STANDARD_WEIGHTS[4:20], 0.3)
"""Weights of a learner's own."""


def review(question: str = "d/t/x#text", days: float = 0, grade: int = GOOD) -> Review:
    moment = Moment(START.at + int(days * DAY), START.offset)
    shown = {
        "deck": "d",
        "topic": "Rivers",
        "form": "text",
        "stem": "Which river?",
        "options": [],
        "answer": "Volga",
        "facts": ["x/flows-into/y"],
    }
    name = scheduler_name(0.9)
    right = grade > AGAIN
    return Review(question, moment, grade, right, float(right), 1500, name, "volga", shown)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "new" / "answers.sqlite3"


def test_an_answer_is_kept_as_it_was_given(path: Path) -> None:
    with open_store(path) as store:
        store.add_review(review())
    with open_store(path) as store:
        assert list(store.reviews()) == [review()]


def test_the_memories_are_those_that_the_log_gives_anew(path: Path) -> None:
    draw = random.Random(6)
    with open_store(path) as store:
        for day in range(200):
            question = f"d/t/{draw.randrange(9)}#text"
            store.add_review(review(question, day / 3, draw.choice((1, 3, 3, 3, 4))))
        memories = store.memories()
        store.rebuild()
        assert store.memories() == memories
        assert any(memory.lapses for memory in memories.values())


def test_an_answer_with_an_earlier_time_than_the_last_finds_its_place(path: Path) -> None:
    with open_store(path) as store:
        store.add_review(review(days=5))
        store.add_review(review(days=1, grade=AGAIN))
        memories = store.memories()
        store.rebuild()
        assert store.memories() == memories
        assert memories["d/t/x#text"].last_day == START.day + 5


def test_an_answer_that_is_undone_leaves_no_trace_but_in_the_log(path: Path) -> None:
    with open_store(path) as store:
        before = store.add_review(review())
        wrong = store.add_review(review(days=3, grade=AGAIN))
        store.undo_review(wrong.question, wrong.last_at, START)
        assert store.memory("d/t/x#text") == before
        assert list(store.reviews()) == [review()]
        assert [json.loads(line)["kind"] for line in store.export_lines()] == [
            "review",
            "undo",
            "review",
        ]


def test_a_question_is_suspended_until_it_is_resumed(path: Path) -> None:
    with open_store(path) as store:
        store.suspend("a", START)
        store.suspend("b", START)
        store.suspend("a", Moment(START.at - DAY), resume=True)  # a clock went back
        assert store.suspended_questions() == {"b"}


def test_a_day_is_planned_with_what_is_due_or_was_asked_on_it(path: Path) -> None:
    with open_store(path) as store:
        due = store.add_review(review("d/t/due#text", -9))
        asked = store.add_review(review("d/t/asked#text"))
        later = store.add_review(review("d/t/later#text", -1, grade=4))
        for other in ("dd/t/due#text", "d-2/t/due#text", "a/t/due#text"):
            store.add_review(review(other, -9))
        store.suspend("d/t/suspended#text", START)
        assert later.due > START.day
        memories, closed, met = store.day_state(START.day, ["d"])
        assert met == [["x/flows-into/y"]]
        assert memories == {one.question: one for one in (due, asked)}
        assert closed == {later.question, "d/t/suspended#text"}
        assert {*store.day_state(START.day, ["d", "a"])[0]} == {*memories, "a/t/due#text"}


def test_what_is_due_by_a_day_can_be_counted(path: Path) -> None:
    with open_store(path) as store:
        one, two = (
            store.add_review(review("one")),
            store.add_review(review("two", -1, grade=4)),
        )
        days = one.due - 1, one.due, two.due - 1, two.due
        assert [store.count_due(day) for day in days] == [0, 1, 1, 2]
        store.suspend("one", START)
        assert [store.count_due(day) for day in days] == [0, 0, 0, 1]


def test_two_answers_of_one_moment_are_both_kept(path: Path) -> None:
    with open_store(path) as store:
        store.add_review(review())
        assert store.add_review(review()).repetitions == 2


def test_the_log_is_only_added_to(path: Path) -> None:
    with open_store(path) as store:
        store.add_review(review())
    connection = sqlite3.connect(path)
    for change in ("UPDATE log SET grade = 4", "DELETE FROM log"):
        with pytest.raises(sqlite3.IntegrityError, match="the log is only added to"):
            connection.execute(change)
    connection.close()


# Weights of one's own


def habit(store: Store) -> None:
    """Some days of learning."""
    for day in (0, 3, 9, 10, 25):
        store.add_review(review(days=day))
        store.add_review(review("d/t/z#card", days=day, grade=AGAIN if day == 9 else GOOD))


def test_own_weights_hold_for_all_that_was_learned_and_for_what_comes(path: Path) -> None:
    with open_store(path) as store:
        habit(store)
        standard = store.memories()
        store.set_weights(OWN, START)
        own = store.memories()
        assert all(own[name].due != standard[name].due for name in own)
        store.add_review(review(days=40))
        store.add_review(review("d/t/new#text", days=40))
        expected = replay(store.grade_history(), OWN)
    with open_store(path) as store:
        assert store.weights() == OWN
        stripped = (m._replace(answer="", deck_name="") for m in store.memories().values())
        assert {memory.question: memory for memory in stripped} == expected


def test_an_undo_and_a_clock_that_went_back_keep_to_own_weights(path: Path) -> None:
    with open_store(path) as store:
        habit(store)
        store.set_weights(OWN, START)
        wrong = store.add_review(review(days=30, grade=AGAIN))
        store.undo_review(wrong.question, wrong.last_at, START)
        store.add_review(review("d/t/z#card", days=1))
        memories = store.memories()
        store.rebuild()
        assert store.memories() == memories


def test_the_last_weights_count_and_the_standard_ones_come_back(path: Path) -> None:
    with open_store(path) as store:
        habit(store)
        standard = store.memories()
        store.set_weights((*OWN[:20], 0.4), START)
        store.set_weights(OWN, Moment(START.at - DAY))  # a clock went back
        assert store.weights() == OWN
        store.set_weights(STANDARD_WEIGHTS, START)
        assert (store.weights(), store.memories()) == (STANDARD_WEIGHTS, standard)
        assert [json.loads(line)["kind"] for line in store.export_lines()].count(
            "weights"
        ) == 3


def test_weights_go_where_the_log_goes(path: Path) -> None:
    """Also into a store that has others: the last ones count."""
    with open_store(path) as store, open_store(path.with_name("other")) as other:
        habit(store)
        store.set_weights(OWN, START)
        other.add_review(review())
        other.set_weights((*OWN[:20], 0.4), Moment(START.at - DAY))
        other.import_rows(map(parse_line, store.export_lines()))
        assert (other.weights(), other.memories()) == (OWN, store.memories())
        store.set_weights(STANDARD_WEIGHTS, START)
        other.import_rows(map(parse_line, store.export_lines()))
        assert (other.weights(), other.memories()) == (STANDARD_WEIGHTS, store.memories())


def test_memories_that_were_made_with_other_weights_are_made_anew(path: Path) -> None:
    with open_store(path) as store:
        habit(store)
        store.set_weights(OWN, START)
        memories = store.memories()
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("UPDATE derived SET weights = NULL")
        connection.execute("UPDATE memory SET due = 1")
    connection.close()
    with open_store(path) as store:
        assert (store.weights(), store.memories()) == (OWN, memories)


# Copies


def test_what_is_exported_and_imported_elsewhere_gives_the_same(path: Path) -> None:
    with open_store(path) as store, open_store(path.with_name("other")) as other:
        for day in (0, 3, 9):
            store.add_review(review(days=day))
            store.add_review(review("d/t/z#card", days=day, grade=AGAIN))
        store.undo_review("d/t/x#text", review(days=9).moment.at, START)
        store.suspend("d/t/z#card", START)
        store.add_flag("d/t/x#text", START, "Which one?", "Which river?")
        lines = list(store.export_lines())
        other.add_review(review("d/t/own#text"))
        assert other.import_rows(map(parse_line, lines)) == len(lines) == 9
        assert other.import_rows(map(parse_line, lines)) == 0
        assert {"d/t/own#text": other.memory("d/t/own#text"), **store.memories()} == (
            other.memories()
        )
        assert other.suspended_questions() == store.suspended_questions() == {"d/t/z#card"}
        assert other.flags() == store.flags()
        assert store.flags()[0].note == "Which one?"


def weights(question: str, shown: object) -> str:
    row = {"kind": "weights", "question": question, "at": "2026-11-24T10:00Z"}
    return json.dumps({**row, "shown": shown})


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "no JSON: Expecting property name enclosed in double quotes"),
        ("[]", "expected a row of a review log: list indices must be integers or slices"),
        ('{"kind": "x"}', "unknown: x"),
        ('{"kind": "flag", "x": 1}', "unknown: x"),
        ('{"kind": "flag", "question": "q", "at": "soon"}', "Invalid isoformat string"),
        ('{"kind": "flag", "question": "q", "at": "2026-11-24"}', "at: expected a time"),
        (weights("q", [*OWN]), 'question: found "q", expected none'),
        (weights("", [0.5]), "expected the 21 weights of FSRS-6"),
        (weights("", [*OWN[:20], 9]), "expected the 21 weights of FSRS-6"),
        (weights("", {"a": None}), "expected the 21 weights of FSRS-6"),
        ('{"kind": "review", "question": "q", "at": "2026-11-24T10:00Z"}', "'grade'"),
    ],
)
def test_a_line_that_is_no_row_says_what_is_wrong(line: str, message: str) -> None:
    with pytest.raises(ValueError, match=r".+") as error:
        parse_line(line)
    assert message in str(error.value)


def test_an_import_that_fails_adds_nothing(path: Path) -> None:
    with open_store(path) as store:
        store.add_review(review())
        (row,) = map(parse_line, store.export_lines())
        good, bad = {**row, "question": "other"}, {**row, "question": None}
        with pytest.raises(StoreError, match="NOT NULL"):
            store.import_rows([good, bad])
        assert [*store.memories()] == ["d/t/x#text"]


def test_a_copy_is_whole(path: Path, tmp_path: Path) -> None:
    with open_store(path) as store:
        store.add_review(review())
        store.back_up(tmp_path / "copy")
    with open_store(tmp_path / "copy") as copy:
        assert list(copy.reviews()) == [review()]


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
        store.set_weights(OWN, START)
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
from tests.review.test_store import review
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


@pytest.fixture
def somebody() -> Iterator[Path]:
    """A folder, and no more rights than anybody has, even if root runs the tests."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        mask, user = os.umask(0), os.geteuid()
        if user == 0:
            os.seteuid(65534)
        yield Path(folder)
        os.seteuid(user)
        os.umask(mask)


def test_a_file_that_is_read_only_is_left_alone(somebody: Path) -> None:
    path = somebody / "answers"
    with open_store(path):
        pass
    path.chmod(0o444)
    before = path.read_bytes()
    with (
        pytest.raises(StoreError, match="is read-only: nothing was changed"),
        open_store(path) as store,
    ):
        store.add_review(review())
    assert path.read_bytes() == before


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
