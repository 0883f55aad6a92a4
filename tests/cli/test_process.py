"""The process around a command: full disks, closed streams, signals."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.processes import ROOT, message_of, run_process

COMMANDS = (
    "questions states",
    "questions states --json",
    "facts zas",
    "decks states",
    "schema",
    "check nosuchdeck",
    "quiz states",
    "review states --list",
    "stats",
    "data path",
    "anki states -o - --lock states.lock.json",
    "--version",
    "--help",
)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QUIZGEN_DATA", str(tmp_path))
    return tmp_path


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="the system has none")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_full_disk_is_a_message(command: str) -> None:
    with open("/dev/full", "wb") as full:
        process = run_process(
            command.split(), capture_output=False, stdout=full, stderr=subprocess.PIPE
        )
    message = message_of(process).splitlines()[-1]
    assert message == "Error: standard input or output: No space left on device"
    assert process.returncode == 1


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(("number", "name"), [(0, "input"), (1, "output")])
def test_a_closed_stream_is_a_message(command: str, number: int, name: str) -> None:
    process = run_process(
        command.split(),
        capture_output=False,
        stdin=None if number == 0 else subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: os.close(number),
    )
    assert message_of(process) == f"Error: standard {name} is closed\n"
    assert process.returncode == 1


def test_without_standard_error_a_command_does_its_work(here: Path) -> None:
    """And no file takes the number of the closed stream, for others to write into it."""
    words = "anki states -o states.apkg --lock states.lock.json".split()
    process = run_process(words, capture_output=False, preexec_fn=lambda: os.close(2))
    assert process.returncode == 0
    assert sorted(os.listdir(here)) == ["states.apkg", "states.lock.json"]
    process = run_process(
        ["questions", "nix"], capture_output=False, preexec_fn=lambda: os.close(2)
    )
    assert process.returncode == 1


@pytest.mark.parametrize("command", COMMANDS)
def test_a_reader_that_has_gone_ends_a_command_in_silence(command: str) -> None:
    """Its status is 1, as if the rest had been wanted; only decks may be complained of."""
    reading, writing = os.pipe()
    os.close(reading)
    process = run_process(
        command.split(), capture_output=False, stdout=writing, stderr=subprocess.PIPE
    )
    os.close(writing)
    talk = process.stderr.decode()
    assert process.returncode == 1
    assert [line for line in talk.splitlines() if "warnings" not in line] == []


def test_input_that_cannot_be_read_is_a_message() -> None:
    with open(os.devnull, "wb") as sink:
        process = run_process(["quiz", "states"], stdin=sink)
    assert "Error: standard input or output: " in message_of(process)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_removes_what_is_unfinished(here: Path, name: str) -> None:
    """The status is 128 and the signal's number, as for Ctrl-C.

    The signal is not ignored, whatever the tests themselves were started with.
    """
    number = getattr(signal, name)
    words = "anki states csto -o both.apkg".split()
    lines = f"import signal, time\nsignal.signal({number:d}, signal.SIG_DFL)\n"
    lines += "from quizgen.cli import anki, main\n"
    lines += "anki.render = lambda *_, **__: print(flush=True) or time.sleep(50)\n"
    program = f"{lines}main({words}, prog_name='quizgen')"
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as child:  # fmt: skip
        assert child.stdout is not None
        child.stdout.readline()
        (unfinished,) = os.listdir(here)
        assert unfinished == f".both.apkg.{child.pid}.tmp"
        child.send_signal(number)
        assert child.communicate()[1] == b""
    assert child.returncode == 128 + number
    assert os.listdir(here) == []


def test_an_ignored_signal_stays_ignored() -> None:
    """So that a command goes on under `nohup`."""
    program = (
        "import os, signal; signal.signal(signal.SIGHUP, signal.SIG_IGN);"
        "from quizgen.cli import process;"
        "process.run_safely(lambda: os.kill(os.getpid(), signal.SIGHUP)); print('on')"
    )
    child = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, cwd=ROOT, check=True
    )
    assert child.stdout == b"on\n"


def test_what_a_killed_process_left_is_removed(here: Path) -> None:
    """Of the same file alone, and not what a living one is writing."""
    with subprocess.Popen([sys.executable, "-c", ""]) as child:
        dead = child.pid
    mine = os.getpid()
    names = [f".new.yaml.{mine}.tmp", f".other.yaml.{dead}.tmp", ".new.yaml.x.tmp"]
    for name in (*names, f".new.yaml.{dead}.tmp"):
        Path(name).write_text("half", "utf-8")
    assert run_process(["new", "new"]).returncode == 0
    assert sorted(os.listdir(here)) == sorted([*names, "new.yaml"])
    for end in ("", "-journal"):
        Path(f".copy.{dead}.tmp{end}").write_text("half", "utf-8")
    assert run_process(["data", "backup", "copy"]).returncode == 0
    assert [*here.glob(".copy*")] == []


def test_a_long_name_leaves_room_for_the_unfinished_file(here: Path) -> None:
    name = "ы" * 124 + ".json"  # 253 bytes
    Path("copy").mkdir()
    assert run_process(["data", "export", "-o", f"copy/{name}"]).returncode == 0
    assert os.listdir(here / "copy") == [name]
