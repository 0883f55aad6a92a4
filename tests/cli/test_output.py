"""What is printed: nothing that others wrote can tell the terminal what to do."""

import ast
import json
import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from quizgen import cli
from quizgen.cli import main
from quizgen.text import printable, printable_json
from tests.cli.test_commands import BROKEN, CAPITALS
from tests.review.test_log import flag, review

CLIPBOARD = "\x1b]52;c;ZWNobyBoaQ==\x07"
HOSTILE = f"{CLIPBOARD}\x1b]8;;http://evil\x07x\x1b]0;title\x07\x1b[2J\x9b2J\x7f\r\u202e"
CONTROL = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
NAME = f"{CLIPBOARD}\x9b2J.yaml"
"""The name of a deck's file."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a deck and answers, all of whose texts are hostile."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QUIZGEN_DATA", str(tmp_path / HOSTILE.replace("/", "")))
    deck = CAPITALS.replace("deck: capitals", "deck: d").replace("capital-of:", "t:")
    deck = deck.replace("What is", "What\u202e is").replace("A publisher", "A\u202e")
    (tmp_path / NAME).write_text(deck, "utf-8")
    (tmp_path / f"broken{NAME}").write_text(BROKEN, "utf-8")
    details = json.loads(review())["shown"]
    texts = dict.fromkeys(("answer", "topic", "form", "stem"), HOSTILE)
    shown = {**details, **texts, "deck": NAME, "facts": [f"{HOSTILE}/capital/y"]}
    lines = [
        flag(question=f"d/t/x{HOSTILE}#text", note=HOSTILE, shown={"stem": HOSTILE}),
        flag(kind="suspend", question=f"q{HOSTILE}", note=None, shown=None),
        *(
            review(question=question, shown=shown, reply=HOSTILE, scheduler=HOSTILE)
            for question in (f"d/t/x{HOSTILE}#text", f"e{HOSTILE}/t/y", "d/t/armenia#text")
        ),
    ]
    (tmp_path / "log.jsonl").write_text("\n".join(lines), "utf-8")
    assert run("data", "import", "log.jsonl").stderr == "5 of 5 were new\n"
    return tmp_path


def run(*arguments: str, lines: str = "") -> Result:
    return CliRunner().invoke(main, arguments, input=lines)


NOW = "--now", "2027-02-01"
COMMANDS = [
    ("quiz", NAME),
    ("quiz", f"broken{NAME}"),
    ("quiz", HOSTILE),
    ("quiz", NAME, "--topic", HOSTILE),
    ("quiz", NAME, "--lang", HOSTILE),
    ("review", NAME, *NOW),
    ("review", *NOW),
    ("review", NAME, "--cram", "5", *NOW),
    ("review", NAME, "--list", *NOW),
    ("review", "--suspended"),
    ("review", "--resume", HOSTILE),
    ("stats", *NOW),
    ("stats", "--json", *NOW),
    ("stats", "--html", "no/page.html"),
    ("flags",),
    ("data", "path"),
    ("data", "check"),
    ("data", "export"),
    ("data", "export", "-o", f"no/{HOSTILE}"),
    ("data", "backup", HOSTILE.replace("/", "")),
    ("data", "backup", NAME),
    ("data", "import", NAME),
    ("data", "import", "log.jsonl", "--data", NAME),
    ("data", HOSTILE),
    ("anki", NAME, "-o", f"{NAME}.apkg"),
    ("handout", NAME, "-o", f"{NAME}.md"),
    ("questions", NAME),
    ("questions", NAME, "--json"),
    ("check", NAME),
    ("check", f"broken{NAME}"),
    ("check", f"broken{NAME}", "--json"),
    ("check", NAME, "--sources", "--age", "1"),
    ("decks", NAME),
    ("decks", NAME, "--json"),
    ("facts", NAME, "?x capital ?y"),
    ("facts", NAME, HOSTILE),
    ("new", HOSTILE),
    ("schema",),
    (HOSTILE,),
    (f"--{HOSTILE}",),
    ("stats", "--now", HOSTILE),
]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: printable(command[0]))
def test_no_text_of_others_reaches_the_terminal_as_a_command(
    command: tuple[str, ...],
) -> None:
    result = run(*command, lines="f\nnote\n1\nx\n\n3\n" * 9)
    assert isinstance(result.exception, SystemExit | None)
    assert CONTROL.findall(result.output) == []


def test_every_command_is_tried() -> None:
    names = {command[0] for command in COMMANDS}
    assert {*main.list_commands(click.Context(main))} <= names


def test_json_means_the_same_with_its_escapes() -> None:
    rows = [json.loads(line) for line in run("data", "export").stdout.splitlines()]
    assert [row["note"] for row in rows if row["kind"] == "flag"] == [HOSTILE]
    assert json.loads(printable_json(json.dumps(HOSTILE, ensure_ascii=False))) == HOSTILE


def test_texts_stay_as_they_are_and_as_long() -> None:
    assert printable("Côte d'Ивуар\u200f, 中\t\n") == "Côte d'Ивуар\u200f, 中\t\n"
    assert printable(f"a{HOSTILE}b") == CONTROL.sub("\ufffd", f"a{HOSTILE}b")
    assert printable("\udc9b") == "\ufffd"


def test_only_one_module_prints() -> None:
    """The others say what they say through it."""
    printing = {
        path.name
        for path in Path(cli.__file__).parent.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in PRINTERS
    }
    assert printing == {"output.py"}


PRINTERS = {"click.echo", "click.secho", "print", "sys.stdout.write", "sys.stderr.write"}
