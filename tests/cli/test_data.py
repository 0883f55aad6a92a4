"""The commands for whoever looks after a learner's answers, with real files."""

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from quizgen.cli import main
from tests.review.test_log import flag, review

FLAG = flag(at="2026-11-24T12:00:00.000000+00:00")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which commands run, and that holds the answers."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QUIZGEN_DATA", str(tmp_path / "answers"))
    return tmp_path


def run(command: str) -> Result:
    return CliRunner().invoke(main, command.split())


def export() -> list[dict[str, Any]]:
    result = run("data export")
    assert result.exit_code == 0
    return [json.loads(line) for line in result.stdout.splitlines()]


# What is imported


def test_what_was_exported_is_imported_whole(folder: Path) -> None:
    lines = [FLAG, review(), review(question="d/t/y#card", reply=None)]
    (folder / "log.jsonl").write_text("\n".join(lines))
    assert run("data import log.jsonl").stderr == "3 of 3 were new\n"
    (folder / "again.jsonl").write_bytes(run("data export").stdout_bytes)
    assert run("data import again.jsonl").stderr == "0 of 3 were new\n"
    before = export()
    assert run("data import again.jsonl --data elsewhere").stderr == "3 of 3 were new\n"
    assert json.loads(run("data export --data elsewhere").stdout.splitlines()[2])
    assert run("data export --data elsewhere").stdout == run("data export").stdout
    assert len(before) == 3


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (flag(note=None), "1: error: note: missing, expected a text"),
        (review(share=float("nan")), "1: error: NaN is no number"),
        ("[" * 99_999, "1: error: JSON is nested too deep"),
        ('{"at": 2026-11-24}', "12: error: no JSON: Expecting ',' delimiter"),
        (f'"{"x" * (1 << 24)}"', "1: error: a line of more than 16,777,216 bytes"),
        ("", "1: error: no JSON: Expecting value"),
    ],
)
def test_what_cannot_be_taken_is_named_and_nothing_is_imported(
    line: str, message: str, folder: Path
) -> None:
    (folder / "log.jsonl").write_text(f"{review()}\n{line}\n{FLAG}\n")
    result = run("data import log.jsonl")
    assert (result.exit_code, result.stderr) == (1, f"log.jsonl:2:{message}\n")
    assert export() == []


def test_the_first_20_lines_are_named_and_the_others_counted(folder: Path) -> None:
    (folder / "log.jsonl").write_text("x\n" * 1234)
    *lines, last = run("data import log.jsonl").stderr.splitlines()
    assert lines == [
        f"log.jsonl:{number}:1: error: no JSON: Expecting value" for number in range(1, 21)
    ]
    assert last == "log.jsonl: 1,214 more errors"


def test_a_time_before_1970_stops_no_command(folder: Path) -> None:
    times = "1000-01-02T00:00Z", "1969-12-31T23:00Z", "2026-11-20T12:00Z"
    (folder / "log.jsonl").write_text("\n".join(review(at=time) for time in times))
    assert run("data import log.jsonl").stderr == "3 of 3 were new\n"
    for command in ("stats", "stats --json", "review csto --list"):
        result = run(f"{command} --now 2026-11-24")
        assert (result.exit_code, result.stderr) == (0, "")


# What is in a store already


def import_lines(*lines: str) -> None:
    Path("log.jsonl").write_text("\n".join(lines), "utf-8")
    result = run("data import log.jsonl")
    assert (result.exit_code, result.stderr) == (
        0,
        f"{len(lines)} of {len(lines)} were new\n",
    )


def change(statement: str, *values: object) -> None:
    """Change the store as another program would."""
    with sqlite3.connect(STORE) as connection:
        connection.execute("DROP TRIGGER log_stays")
        connection.execute(statement, values)
        connection.execute(
            "CREATE TRIGGER log_stays BEFORE UPDATE ON log\n"
            "      BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END"
        )
    connection.close()


STORE = Path("answers", "quizgen.sqlite3")
THREE = [review(question=f"d/t/{name}#text") for name in "abc"]
ADD = "INSERT INTO log (kind, question, at, offset, grade, note, shown) VALUES "
BAD_ROWS = [
    ("('flag', 'x', 1, 0, NULL, NULL, NULL)", "note: missing, expected a text"),
    ("('flag', 'x', 1, 0, NULL, 'n', '{')", "no JSON: Expecting property name enclosed"),
    ("('review', 'd/t/x', 1, 0, 9, NULL, '{}')", "grade: found 9, expected 1 to 4"),
    ("('suspend', 'x', 1 << 62, 0, NULL, NULL, NULL)", "at: found 4611686018427387904"),
    ("('resume', 'x', 1, 1 << 40, NULL, NULL, NULL)", "offset: found 1099511627776"),
    ("('flag', 'x', 1, 0, NULL, CAST(x'ff' AS TEXT), '{}')", "no UTF-8"),
    ("('?', 'x', 1, 0, NULL, NULL, NULL)", 'kind: found "?"'),
    ("('weights', '', 1, 0, NULL, NULL, '[1]')", "shown: expected the 21 weights"),
]
READERS = "stats", "stats --json", "flags", "review csto --list", "data export"


@pytest.mark.parametrize(("values", "reason"), BAD_ROWS)
def test_commands_go_on_without_a_row_of_no_use_and_say_so(
    values: str, reason: str, folder: Path
) -> None:
    import_lines(*THREE, FLAG)
    commands = [f"{command} --now 2026-11-24" for command in READERS[:4]] + ["data export"]
    commands = [command.replace("flags --now 2026-11-24", "flags") for command in commands]
    before = [run(command).stdout for command in commands]
    with sqlite3.connect(STORE) as connection:
        connection.execute(ADD + values)
    connection.close()
    passed_over = "1 row was passed over: see `quizgen data check`\n"
    for command, output in zip(commands, before, strict=True):
        result = run(command)
        assert (result.exit_code, result.stdout) == (0, output), command
        assert result.stderr == passed_over
    check = run("data check")
    assert (check.exit_code, check.stderr) == (1, "")
    assert check.stdout.startswith(f"{folder / STORE}: row 5: {reason}")
    backup = run("data backup copy")
    assert (backup.exit_code, backup.stderr) == (0, passed_over)
    assert Path("copy").exists()


def test_a_sound_store_is_said_to_be_so() -> None:
    assert run("data check").stdout == "0 rows, all sound\n"
    import_lines(*THREE, FLAG)
    check = run("data check")
    assert (check.exit_code, check.output) == (0, "4 rows, all sound\n")


@pytest.mark.parametrize(
    ("statement", "value"),
    [
        ("UPDATE log SET grade = ? WHERE id = 2", 4),
        ("UPDATE log SET shown = ? WHERE id = 2", "{"),
        ("UPDATE log SET shown = ? WHERE id = 2", '{"facts": 5}'),
        ("UPDATE log SET reply = ? WHERE id = 2", '"another"'),
        ("UPDATE log SET milliseconds = ? WHERE id = 1", 7),
        ("UPDATE memory SET due = ?", 9),
        ("UPDATE memory SET stability = ?", 9),
    ],
)
def test_what_is_not_as_it_was_written_is_found_and_not_copied(
    statement: str, value: object
) -> None:
    import_lines(*THREE)
    change(statement, value)
    for command in READERS:
        assert isinstance(run(command).exception, SystemExit | None), command
        assert run(command).exit_code == 0
    backup = run("data backup copy")
    assert (backup.exit_code, sorted(os.listdir())) == (1, ["answers", "log.jsonl"])
    assert backup.stderr.endswith(
        "is damaged, and was not copied: see `quizgen data check`\n"
    )
    assert run("data check").exit_code == 1
    is_mended = "memory" in statement
    assert (run("data check").exit_code, run("data backup copy").exit_code) == (
        (0, 0) if is_mended else (1, 1)
    )


def test_what_fails_because_of_damage_is_a_message(folder: Path) -> None:
    import_lines(*THREE)
    whole = STORE.read_bytes()
    places = [match.start() for match in re.finditer(b"d/t/[abc]#text", whole)]
    places += [match.start() for match in re.finditer(b"id INTEGER", whole)]
    assert len(places) > 9
    for place in places:
        for junk in (b"\xa9" * 4, bytes(64)):
            STORE.write_bytes(whole[:place] + junk + whole[place + len(junk) :])
            for command in (*READERS, "data check", "data backup copy"):
                result = run(command)
                assert isinstance(result.exception, SystemExit | None), command
            assert (run("data check").exit_code, Path("copy").exists()) == (1, False)


@pytest.mark.parametrize("junk", [b"\xff" * 64, b"x" * 64, bytes(64)])
def test_64_damaged_bytes_in_a_row_or_a_page_are_found(junk: bytes, folder: Path) -> None:
    """Only what no page uses, and numbers that SQLite does not trust, may be anything."""
    import_lines(*(review(question=f"d/t/{number}#text") for number in range(60)))
    whole = STORE.read_bytes()
    unseen = []
    for place in range(4096, len(whole) - 64, 1500):
        STORE.write_bytes(whole[:place] + junk + whole[place + 64 :])
        command = run("data check")
        assert isinstance(command.exception, SystemExit | None), command.exception
        is_unused = not any(whole[place : place + 64])
        if command.exit_code != 1 and not is_unused:
            unseen.append(place)
    assert unseen == []


def test_damage_is_found_after_a_run_that_did_not_close_the_store() -> None:
    import_lines(*THREE)
    change("UPDATE log SET shown = ? WHERE id = 2", "{")
    killed = "import os; from quizgen.cli.answers import *; c = open_answers('answers');"
    subprocess.run(
        [sys.executable, "-c", f"{killed} c.__enter__(); os._exit(0)"], check=True
    )
    assert Path(f"{STORE}-wal").exists()
    result = run("stats")
    assert result.exit_code == 0
    assert result.stderr == (
        "1 row was passed over: see `quizgen data check`\n"
        f"{STORE.absolute()}: a row is not as it was written: see `quizgen data check`\n"
    )


# What is no store, or cannot be written


@pytest.mark.parametrize("content", [b"", b"Dear Sir", b"SQLite format 3\0", bytes(4096)])
@pytest.mark.parametrize("command", ["stats", "data check", "data import log.jsonl"])
def test_a_file_that_is_no_store_is_named_and_left_alone(
    content: bytes, command: str, folder: Path
) -> None:
    (folder / "answers").mkdir()
    STORE.write_bytes(content)
    Path("log.jsonl").write_text(FLAG)
    result = run(command)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"Error: {folder / STORE} is ")
    assert (STORE.read_bytes(), os.listdir("answers")) == (content, [STORE.name])


def test_the_log_of_another_program_is_not_merged_into_its_file(folder: Path) -> None:
    (folder / "answers").mkdir()
    script = (
        "import os, sqlite3, sys; c = sqlite3.connect(sys.argv[1]);"
        "c.execute('PRAGMA journal_mode = wal'); c.execute('CREATE TABLE t (x)');"
        "c.commit(); os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", script, str(STORE)], check=True)
    log = Path(f"{STORE}-wal")
    before = STORE.read_bytes(), log.read_bytes()
    assert "belongs to another program" in run("stats").stderr
    assert (STORE.read_bytes(), log.read_bytes()) == before


def test_who_only_reads_makes_no_store(folder: Path) -> None:
    for command in READERS:
        assert run(command).exit_code == 0
    assert not (folder / "answers").exists()


def run_as_anybody(command: str) -> tuple[int, str, str]:
    """Run *command* with no more rights than anybody has: its status and outputs."""
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        try:
            if os.geteuid() == 0:
                os.seteuid(65534)
            result = run(command)
            answer = result.exit_code, result.stdout, result.stderr
            os.write(theirs, json.dumps(answer).encode())
        finally:
            os._exit(0)
    os.close(theirs)
    with os.fdopen(ours, "rb") as file:
        status, output, errors = json.loads(file.read())
    os.waitpid(child, 0)
    return status, output, errors


@pytest.mark.parametrize("is_closed", [True, False])
def test_what_is_read_only_can_be_read(is_closed: bool) -> None:
    import_lines(*THREE, FLAG)
    if not is_closed:
        killed = (
            "import os; from tests.review.answers import review as r;"
            "from quizgen.cli.answers import *; c = open_answers('answers');"
            "c.__enter__().add_review(r('new')); os._exit(0)"
        )
        subprocess.run([sys.executable, "-c", killed], check=True, env=environment())
        assert Path(f"{STORE}-wal").stat().st_size
    with tempfile.TemporaryDirectory() as name:
        data = Path(name, "data")
        shutil.copytree("answers", data)
        outputs = [run(f"{command} --data {data}").stdout for command in READERS]
        shutil.rmtree(data)
        shutil.copytree("answers", data)
        for path in (*data.iterdir(), data):
            path.chmod(0o555 if path.is_dir() else 0o444)
        Path(name).chmod(0o777)
        files = {path: path.read_bytes() for path in data.iterdir()}
        for command, output in zip(READERS, outputs, strict=True):
            assert run_as_anybody(f"{command} --data {data}") == (0, output, "")
        assert run_as_anybody(f"data backup {name}/copy --data {data}") == (0, "", "")
        check = run_as_anybody(f"data check --data {data}")
        assert check == (0, f"{4 + (not is_closed)} rows, all sound\n", "")
        refusal = f"Error: {data / STORE.name} is read-only: nothing was changed\n"
        assert run_as_anybody(f"review csto --data {data}") == (1, "", refusal)
        assert {path: path.read_bytes() for path in data.iterdir()} == files
        data.chmod(0o755)


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
