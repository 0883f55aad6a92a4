"""Commands that are killed at a moment drawn by lot, and what they leave behind.

Every other command is killed before one of its calls that touch a file, which is the same
everywhere; the others at a share of their time, wherever they may be then.
"""

import io
import os
import shutil
import signal
import sqlite3
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from itertools import count
from pathlib import Path
from random import Random
from types import FrameType
from typing import Any, NamedTuple, Protocol

from quizgen.cli import main
from quizgen.review.database import FILE_NAME, VERSION
from quizgen.review.store import open_store
from tests.fuzz import seeds
from tests.fuzz.rules import promise
from tests.review.answers import review

_TOUCHING = frozenset(
    "open write writelines flush close replace rename unlink mkdir fsync execute executemany"
    " executescript backup connect truncate remove writestr".split()
)
"""Names of functions of C that change files."""
_IN_MEMORY = (str, bytes, io.StringIO, io.BytesIO)
"""What has functions of these names that do not."""
_STORES = Path(__file__).parents[1] / "stores"
_ENDS = (0, 130 << 8)
"""What waitpid says of a command that was done, or whose typist had no more to say."""
_ENVIRONMENT = {"SOURCE_DATE_EPOCH": "1790000000"}


class Scenario(NamedTuple):
    """A command, and the promise about what it leaves when it is killed.

    Attributes:
        arguments: Of the command, which is run in a folder of its own.
        prepare: Fills the folder.
        inspect: Raises an AssertionError if what is in the folder is not as promised.
    """

    arguments: Sequence[str]
    prepare: Callable[[Path], None]
    inspect: "Inspection"


class Inspection(Protocol):
    """Folder, what a whole run leaves, whether this one came to its end -> None."""

    def __call__(self, folder: Path, course: "Course", *, is_finished: bool) -> None: ...


# Ending a command


def _run(
    scenario: Scenario,
    folder: Path,
    *,
    step: int | None = None,
    seconds: float | None = None,
) -> tuple[bool, int]:
    """Run a command, and kill it before a *step* or after *seconds*.

    Return whether it was killed, and how many steps it went.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        _become_command(scenario, folder, step, writing)
    os.close(writing)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as pipe:
        steps = pipe.read()
    was_killed = os.waitstatus_to_exitcode(status) == -signal.SIGKILL
    said = _said(folder)
    promise(was_killed or status in _ENDS, f"the command fails: {said[-500:]}")
    return was_killed, int(steps or 0)


def _become_command(scenario: Scenario, folder: Path, step: int | None, pipe: int) -> None:
    """Never return: do what the command does, then end this process."""
    status = 70
    try:
        os.chdir(folder)
        os.environ.update(_ENVIRONMENT)
        said = os.open("said", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(os.open("typed", os.O_RDONLY), 0)
        os.dup2(said, 1)
        os.dup2(said, 2)
        with (
            open(0, encoding="utf-8") as sys.stdin,
            open(1, "w", encoding="utf-8") as sys.stdout,
            open(2, "w", encoding="utf-8") as sys.stderr,
        ):
            status, steps = _run_here(scenario.arguments, step)
        os.write(pipe, str(steps).encode())
    finally:
        os._exit(status)


def _run_here(arguments: Sequence[str], step: int | None) -> tuple[int, int]:
    """Return the status of a command, and how many of its calls touch a file."""
    numbers = count()

    def watch(frame: FrameType, event: str, function: Any) -> None:
        if event != "c_call" or function.__name__ not in _TOUCHING:
            return
        is_in_memory = isinstance(getattr(function, "__self__", None), _IN_MEMORY)
        if not is_in_memory and next(numbers) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    if step is not None:
        sys.setprofile(watch)
    try:
        main([*arguments], prog_name="quizgen")
    except SystemExit as error:
        status = error.code if isinstance(error.code, int) else 1
    finally:
        sys.setprofile(None)
    return status, next(numbers)


class Course(NamedTuple):
    """What a command does that nobody kills.

    Attributes:
        steps: How many of its calls touch a file.
        seconds: How long it takes.
        files: What it leaves, by name.
    """

    steps: int
    seconds: float
    files: Mapping[str, bytes]


def whole_course(scenario: Scenario, folder: Path) -> Course:
    """Return how a command goes from its start to its end."""
    _fresh(scenario, folder)
    _, steps = _run(scenario, folder, step=-1)
    _fresh(scenario, folder)
    start = time.perf_counter()
    _run(scenario, folder)
    seconds = time.perf_counter() - start
    files = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    return Course(steps, seconds, files)


def find_fault(name: str, course: Course, seed: int, number: int, folder: Path) -> str:
    """Kill a command once, and run it again; return what is wrong then, or ""."""
    draw, scenario = Random(f"kills/{name}/{seed}/{number}"), SCENARIOS[name]
    _fresh(scenario, folder)
    try:
        if number % 2:
            was_killed, _ = _run(scenario, folder, step=draw.randrange(course.steps))
        else:
            was_killed, _ = _run(scenario, folder, seconds=draw.random() * course.seconds)
        scenario.inspect(folder, course, is_finished=not was_killed)
        _run(scenario, folder)
        scenario.inspect(folder, course, is_finished=True)
        leftovers = [*folder.rglob(".*.tmp")]
        promise(not leftovers, f"left behind by a killed command: {leftovers}")
    except Exception as error:  # whatever is wrong with what was left
        return f"{type(error).__name__}: {error}"
    return ""


def _fresh(scenario: Scenario, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / "typed").write_text("0\n" * 40, "utf-8")
    (folder / "deck.yaml").write_text(seeds.CAPITALS, "utf-8")
    scenario.prepare(folder)
    return folder


def _said(folder: Path) -> str:
    path = folder / "said"
    return path.read_text("utf-8", "replace") if path.exists() else ""


# What is promised


_OLD_ANSWERS = 5


def _fill_store(folder: Path) -> None:
    with open_store(folder / FILE_NAME) as store:
        for number in range(_OLD_ANSWERS):
            store.add_review(review(f"d/t/{number}#text"))


def _questions(file: Path) -> list[str]:
    """Return the questions of the log of a store, which must be whole."""
    with open_store(file) as store:
        memories = store.memories()
        store.rebuild()
        promise(store.memories() == memories, "memories are not those of the log")
    with closing(sqlite3.connect(file)) as connection:
        whole = connection.execute("PRAGMA integrity_check").fetchall()
        promise(whole == [("ok",)], f"damaged: {whole}")
        rows = connection.execute("SELECT question FROM log ORDER BY id").fetchall()
    return [question for (question,) in rows]


def _inspect_review(folder: Path, course: Course, *, is_finished: bool) -> None:
    questions = _questions(folder / FILE_NAME)
    old = [f"d/t/{number}#text" for number in range(_OLD_ANSWERS)]
    promise(questions[:_OLD_ANSWERS] == old, f"old answers are lost: {questions}")
    answered = _said(folder).count("\n> ")  # what is asked for once the last answer is safe
    promise(
        len(questions) - _OLD_ANSWERS >= answered - 1, f"lost of {answered}: {questions}"
    )


_IMPORTED = 200


def _prepare_import(folder: Path) -> None:
    _fill_store(folder)
    rows = (seeds.LOG[0].replace("d/t/x#text", f"i/t/{n}#text") for n in range(_IMPORTED))
    (folder / "log.jsonl").write_text("\n".join(rows), "utf-8")


def _inspect_import(folder: Path, course: Course, *, is_finished: bool) -> None:
    rows = len(_questions(folder / FILE_NAME))
    expected = {_OLD_ANSWERS + _IMPORTED} | (set() if is_finished else {_OLD_ANSWERS})
    promise(rows in expected, f"{rows} rows")


def _inspect_backup(folder: Path, course: Course, *, is_finished: bool) -> None:
    promise(len(_questions(folder / FILE_NAME)) == _OLD_ANSWERS, "answers are lost")
    copy = folder / "copy.sqlite3"
    promise(copy.exists() or not is_finished, "no copy")
    if copy.exists():
        promise(len(_questions(copy)) == _OLD_ANSWERS, "half a copy")
        copy.unlink()  # a backup replaces nothing, and there will be another one


def _outputs(scenario_folder: Path, names: Sequence[str]) -> list[bytes | None]:
    paths = [scenario_folder / name for name in names]
    return [path.read_bytes() if path.exists() else None for path in paths]


def _prepare_anki(folder: Path) -> None:
    (folder / "deck.lock.yaml").write_text(seeds.YAML_LOCK, "utf-8")
    (folder / "out.apkg").write_bytes(b"old")


def _inspect_anki(folder: Path, course: Course, *, is_finished: bool) -> None:
    package, lock, old_lock = _outputs(
        folder, ("out.apkg", "deck.lock.json", "deck.lock.yaml")
    )
    promise(package == b"old" or package == course.files["out.apkg"], "half a package")
    promise(lock is None or lock == course.files["deck.lock.json"], "half a lock")
    promise(lock or old_lock == seeds.YAML_LOCK.encode(), "no lock")
    # A lock without its package is made good by the next build; not the other way.
    promise(package == b"old" or lock, "a package without its lock")
    promise(not is_finished or (package != b"old" and lock), "not all")


def _prepare_handout(folder: Path) -> None:
    for name in ("test.md", "key.md"):
        (folder / name).write_bytes(b"old")


def _inspect_handout(folder: Path, course: Course, *, is_finished: bool) -> None:
    test, key = _outputs(folder, ("test.md", "key.md"))
    promise(test == b"old" or test == course.files["test.md"], "half a test")
    promise(key == b"old" or key == course.files["key.md"], "half a key")
    promise(test == b"old" or key != b"old", "a test without its key")
    promise(not is_finished or (test != b"old"), "not all")


def _prepare_migration(folder: Path) -> None:
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection:
        connection.executescript((_STORES / "1.sql").read_text("utf-8"))


def _inspect_migration(folder: Path, course: Course, *, is_finished: bool) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript((_STORES / "1.sql").read_text("utf-8"))
        rows = connection.execute("SELECT question FROM log ORDER BY id").fetchall()
    promise(_questions(folder / FILE_NAME) == [q for (q,) in rows], "answers are lost")
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    promise(version == VERSION, f"version {version}")


def _prepare_adoption(folder: Path) -> None:
    """The deck gets a uid after there were answers to it."""
    deck = folder / "deck.yaml"
    with open_store(folder / FILE_NAME) as store:
        for state in ("armenia", "belarus", "georgia"):
            answer = review(f"capitals/capital-of/{state}#text")
            details = {**answer.details, "deck": str(deck)}
            store.add_review(answer._replace(details=details))
    deck.write_text(seeds.CAPITALS.replace("title:", "uid: q7m2kd4x\ntitle:", 1), "utf-8")


def _inspect_adoption(folder: Path, course: Course, *, is_finished: bool) -> None:
    deck_ids = [question.partition("/")[0] for question in _questions(folder / FILE_NAME)]
    promise(len(deck_ids) == 3, f"answers are lost: {deck_ids}")
    expected = (
        [{"capitals~q7m2kd4x"}] if is_finished else [{"capitals"}, {"capitals~q7m2kd4x"}]
    )
    promise({*deck_ids} in expected, f"answers of two decks: {deck_ids}")


_HERE = ["--data", "."]
_REVIEW = ["review", "deck.yaml", "--new", "9", *_HERE]
_IMPORT = ["data", "import", "log.jsonl", *_HERE]
_BACKUP = ["data", "backup", "copy.sqlite3", *_HERE]
_ANKI = ["anki", "deck.yaml", "-o", "out.apkg"]
_HANDOUT = [*"handout deck.yaml -n 3 --date 2026 -o test.md --key-file key.md".split()]
_LIST = ["review", "deck.yaml", "--list", *_HERE]
_FLAGS = ["flags", *_HERE]
SCENARIOS: dict[str, Scenario] = {
    "review": Scenario(_REVIEW, _fill_store, _inspect_review),
    "import": Scenario(_IMPORT, _prepare_import, _inspect_import),
    "backup": Scenario(_BACKUP, _fill_store, _inspect_backup),
    "anki": Scenario(_ANKI, _prepare_anki, _inspect_anki),
    "handout": Scenario(_HANDOUT, _prepare_handout, _inspect_handout),
    "adoption": Scenario(_LIST, _prepare_adoption, _inspect_adoption),
    "migration": Scenario(_FLAGS, _prepare_migration, _inspect_migration),
}
"""By name."""


def report_faults(seed: int, numbers: Sequence[int], folder: Path) -> int:
    """Kill each command so many times; print what is wrong, and return how often."""
    faults = 0
    for name, scenario in SCENARIOS.items():
        course = whole_course(scenario, folder / name)
        for number in numbers:
            fault = find_fault(name, course, seed, number, folder / name)
            if fault:
                faults += 1
                print(f"kill {number} of {name}: {fault[:500]}", flush=True)
    return faults
