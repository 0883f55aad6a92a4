"""A pipe, a device or a folder where a file is meant is refused at once."""

import os
from pathlib import Path

import pytest

from tests.cli.processes import message_of, run_process

NO_FILE = "this is a pipe or a device, not a file"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QUIZGEN_DATA", str(tmp_path))
    for end in ("yaml", "csv", "pdf", "jsonl", "apkg", "lock.json"):
        os.mkfifo(f"pipe.{end}")
    Path("folder.pdf").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("questions pipe.yaml", "pipe.yaml:1:1: error: this is not a file: expected a deck"),
        ("questions /dev/zero", "/dev/zero:1:1: error: this is not a file: expected a deck"),
        ("handout states --roster pipe.csv -o x.pdf", f"Error: cannot read pipe.csv: {NO_FILE}"),
        ("handout states --roster /dev/zero -o x.pdf", f"Error: cannot read /dev/zero: {NO_FILE}"),
        ("handout states --roster folder.pdf -o x.pdf", "Error: cannot read folder.pdf: Is a directory"),
        ("handout states -o pipe.pdf", f"Error: cannot write pipe.pdf: {NO_FILE}"),
        ("handout states --key-file pipe.pdf -o x.pdf", f"Error: cannot write pipe.pdf: {NO_FILE}"),
        ("handout states -o folder.pdf", "Error: cannot write folder.pdf: Is a directory"),
        ("anki states --lock x.json -o pipe.apkg", f"Error: cannot write pipe.apkg: {NO_FILE}"),
        ("anki states --lock x.json -o /dev/zero", f"Error: cannot write /dev/zero: {NO_FILE}"),
        ("anki states --lock pipe.lock.json -o x.apkg", f"pipe.lock.json:1:1: error: cannot be read: {NO_FILE}"),
        ("anki states --lock folder.pdf -o x.apkg", "folder.pdf:1:1: error: cannot be read: Is a directory"),
        ("anki --upgrade-check pipe.apkg pipe.apkg", f"Error: cannot read pipe.apkg: {NO_FILE}"),
        ("data import pipe.jsonl", f"Error: cannot read pipe.jsonl: {NO_FILE}"),
        ("data import /dev/zero", f"Error: cannot read /dev/zero: {NO_FILE}"),
        ("data import folder.pdf", "Error: cannot read folder.pdf: Is a directory"),
        ("data export -o pipe.jsonl", f"Error: cannot write pipe.jsonl: {NO_FILE}"),
        ("data backup pipe.jsonl", "Error: pipe.jsonl exists already"),
        ("stats --html pipe.pdf", f"Error: cannot write pipe.pdf: {NO_FILE}"),
    ],
)  # fmt: skip
def test_what_is_no_file_is_refused(here: Path, command: str, message: str) -> None:
    before = sorted(os.listdir(here))
    assert message_of(run_process(command.split())) == f"{message}\n"
    assert {*os.listdir(here)} - {*before} <= {"quizgen.sqlite3"}


@pytest.mark.parametrize("name", ["/dev/null", "/dev/stdout", "/dev/fd/1", "-"])
def test_an_open_stream_can_be_written_to(name: str) -> None:
    process = run_process(["stats", "--html", name])
    assert process.returncode == 0
    assert process.stdout.startswith(b"<!DOCTYPE html>") is (name != "/dev/null")


@pytest.mark.parametrize("name", ["/dev/stdin", "-"])
def test_an_open_stream_can_be_read(name: str) -> None:
    process = run_process(["data", "import", name], input=b"")
    assert (process.returncode, process.stderr) == (0, b"0 of 0 were new\n")


def test_nothing_can_be_read() -> None:
    process = run_process(["data", "import", "/dev/null"])
    assert (process.returncode, process.stderr) == (0, b"0 of 0 were new\n")


def test_a_class_list_can_be_piped() -> None:
    words = "handout states -n 1 --roster /dev/stdin --no-key -o x.md".split()
    process = run_process(words, input=b"name\nAda\n")
    assert (process.returncode, b"1 student" in process.stderr) == (0, True), process.stderr
