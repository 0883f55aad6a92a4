"""What options do not take: a message that names the option, and no traceback."""

import json
import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quizgen.cli import main
from tests.rivers import RIVERS

BIG = "99999999999999999999"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QUIZGEN_DATA", str(tmp_path / "data"))
    Path("rivers.yaml").write_text(RIVERS, "utf-8")
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(main, [*words], prog_name="quizgen", input="")


def message(*words: str) -> str:
    """Return the last line that the command says, without its paths of options."""
    result = run(*words)
    assert isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code in (1, 2)
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    assert len(lines) <= 4, result.stderr
    return lines[-1]


@pytest.mark.parametrize(
    ("command", "option"),
    [
        (f"quiz rivers.yaml -n {BIG}", "-n"),
        (f"quiz rivers.yaml -n -{BIG}", "-n"),
        (f"questions rivers.yaml --count {BIG}", "-n"),
        (f"handout rivers.yaml -o x.md -n {BIG}", "-n"),
        (f"handout rivers.yaml -o x.md --versions {BIG}", "--versions"),
        (f"review rivers.yaml --new {BIG}", "--new"),
        ("review rivers.yaml --new 1000001", "--new"),
        (f"review rivers.yaml --due {BIG}", "--due"),
        (f"review rivers.yaml --cram {BIG}", "--cram"),
        ("review rivers.yaml --retention nan", "--retention"),
        ("review rivers.yaml --retention inf", "--retention"),
        ("handout rivers.yaml -o x.pdf --font-size nan", "--font-size"),
        ("handout rivers.yaml -o x.pdf --font-size -inf", "--font-size"),
        ("check rivers.yaml --sources --age 800000", "--age"),
        ("check rivers.yaml --sources --age -1", "--age"),
        (f"check rivers.yaml --age {BIG}", "--age"),
        ("anki rivers.yaml --push --port 99999999", "--port"),
        ("anki rivers.yaml --push --port 0", "--port"),
        (f"quiz rivers.yaml --seed {BIG}", "--seed"),
        (f"quiz rivers.yaml --seed -{BIG}", "--seed"),
        (f"quiz rivers.yaml --seed {'9' * 5000}", "--seed"),
        (f"quiz rivers.yaml --seed {2**63}", "--seed"),
    ],
)
def test_a_number_out_of_range_is_named_with_its_option(command: str, option: str) -> None:
    line = message(*command.split())
    assert re.match(rf"Error: Invalid value for '{option}'( / '--count')?: ", line), line
    assert len(line) < 200


@pytest.mark.parametrize("seed", [2**63 - 1, -(2**63) + 1, -5])
def test_any_seed_of_64_bits_will_do(seed: int) -> None:
    assert run("questions", "rivers.yaml", "--seed", str(seed)).exit_code == 0
    options = ["-o", "x.md", "-n", "2", "--seed", str(seed), "--no-key"]
    assert run("handout", "rivers.yaml", *options).exit_code == 0
    (code,) = re.findall(r"\bRIVERS\.N2\.[A-Z0-9.-]+", Path("x.md").read_text("utf-8"))
    assert run("handout", "rivers.yaml", "--key", code).exit_code == 0


@pytest.mark.parametrize("command", ["stats", "review rivers.yaml --list"])
@pytest.mark.parametrize("date", ["0001-01-01", "0999-12-31", "9000-01-01", "9999-12-31"])
@pytest.mark.parametrize(
    "time", ["", "T00:00", "T23:59:59.999999", "T00:00+14:00", "T23:59-12:00", "T12:00Z"]
)
def test_a_time_beyond_the_log_is_refused(command: str, date: str, time: str) -> None:
    now = date + time
    assert message(*command.split(), "--now", now) == (
        f"Error: Invalid value for --now: '{now}' is no time such as 2026-11-24T18:00,"
        " years 1000 to 8999"
    )


@pytest.mark.parametrize("now", ["1000-01-01T00:00+14:00", "8999-12-31T23:59:59-12:00"])
@pytest.mark.parametrize("command", ["stats", "review rivers.yaml --list"])
def test_every_time_of_the_log_is_taken(command: str, now: str) -> None:
    assert run(*command.split(), "--now", now).exit_code == 0


def test_an_empty_time_is_none() -> None:
    assert "Invalid value for --now: '' is no time" in message("stats", "--now", "")


@pytest.mark.parametrize(
    ("command", "option"),
    [
        ("anki rivers.yaml -o", "'-o' / '--output'"),
        ("anki rivers.yaml -o x.apkg --lock", "'--lock'"),
        ("handout rivers.yaml -o", "'-o' / '--output'"),
        ("handout rivers.yaml -o x.md --key-file", "'--key-file'"),
        ("handout rivers.yaml -o x.md --roster", "'--roster'"),
        ("stats --html", "'--html'"),
        ("data export -o", "'-o' / '--output'"),
        ("data backup", "'FILE'"),
    ],
)
def test_the_name_of_a_file_is_not_empty(command: str, option: str, here: Path) -> None:
    assert message(*command.split(), "") == (
        f"Error: Invalid value for {option}: it is empty: expected a file."
    )
    assert os.listdir(here) == ["rivers.yaml"]


@pytest.mark.parametrize("option", ["--title", "--course", "--date"])
@pytest.mark.parametrize("character", [*"\n\t\r\x01\x1b\x7f\x85\u2028\u2029", "\udcff"])
def test_a_title_is_a_line_that_can_be_seen(option: str, character: str) -> None:
    words = ("handout", "rivers.yaml", "-o", "x.docx", option, f"a{character}b")
    assert message(*words) == (
        f"Error: Invalid value for '{option}': found the character"
        f" U+{ord(character):04X}: expected a line of text."
    )


def test_a_title_is_not_a_book() -> None:
    words = ("handout", "rivers.yaml", "-o", "x.md", "--title")
    assert run(*words, "x" * 1000).exit_code == 0
    assert message(*words, "x" * 1001) == (
        "Error: Invalid value for '--title': found 1001 characters: expected at most 1000."
    )


LONG = "x" * 300


@pytest.mark.parametrize(
    "name",
    [LONG, f"{LONG}/x", "b\udcffd/none"],
    ids=["long", "deep", "bytes"],
)
@pytest.mark.parametrize(
    "command",
    [
        "quiz {}",
        "questions {}.yaml",
        "check {}.yaml",
        "facts x {}",
        "handout rivers.yaml -o {}.pdf",
        "handout rivers.yaml -o x.md --key-file {}.pdf",
        "handout rivers.yaml -o x.md --roster {}",
        "handout --key {}",
        "anki rivers.yaml -o {}.apkg",
        "anki rivers.yaml -o x.apkg --lock {}",
        "anki --upgrade-check {} {}",
        "stats --html {}",
        "data export -o {}",
        "data import {}",
        "data backup {}",
        "new {}",
        "quiz rivers.yaml --lang {}",
        "quiz rivers.yaml --topic {}",
        "review --resume {}",
        "{}",
    ],
)
def test_no_name_is_too_odd_for_a_message(command: str, name: str, here: Path) -> None:
    words = [word.replace("{}", name) for word in command.split()]
    result = run(*words)
    assert isinstance(result.exception, SystemExit | None), result.exception
    made = "--lock" in words and LONG not in name  # with the folder that it is in
    assert result.exit_code in ((0,) if made else (1, 2))
    assert not [path.name for path in here.rglob("*.tmp")]


def test_difficulties_add_up_as_forms_do() -> None:
    def ids(*levels: str) -> list[str]:
        options = [word for level in levels for word in ("--difficulty", level)]
        lines = run("questions", "states", "--json", *options).stdout.splitlines()
        return sorted(json.loads(line)["id"] for line in lines)

    easy, medium, hard = ids("easy"), ids("medium"), ids("hard")
    assert min(map(len, (easy, hard))) > 0
    assert ids("easy", "hard") == sorted([*easy, *hard])
    assert ids("easy", "hard", "medium") == ids() == sorted([*easy, *medium, *hard])
    options = "-n 5 --difficulty hard --difficulty easy --no-key -o x.md".split()
    assert run("handout", "states", *options).exit_code == 0
    (code,) = re.findall(r"\bSTATES\.N5\.[A-Z0-9.+-]+", Path("x.md").read_text("utf-8"))
    assert ".DEASY+HARD." in code
    assert run("handout", "--key", code).exit_code == 0
