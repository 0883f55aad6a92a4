"""The commands for whoever looks after a learner's answers, with real files."""

import json
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
