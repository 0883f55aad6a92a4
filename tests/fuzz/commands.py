"""Whole commands: with odd options and arguments, and with files that are broken."""

import io
import os
import shutil
from collections.abc import Sequence
from contextlib import chdir
from pathlib import Path
from random import Random

from click.testing import CliRunner, Result

from quizgen.cli import main
from tests.fuzz import seeds
from tests.fuzz.anki_files import draw_lock
from tests.fuzz.changes import TOKENS
from tests.fuzz.decks import draw_deck
from tests.fuzz.paper import draw_roster
from tests.fuzz.rules import check_printable, promise

_STATUSES = (0, 1, 2, 130)
_COMMANDS = (
    "quiz DECK -n NUMBER --seed NUMBER",
    "quiz DECK --form WORD --topic WORD --difficulty easy --difficulty WORD --lang WORD",
    "review DECK --data FOLDER --now TIME --new NUMBER --due NUMBER --retention NUMBER --list",
    "review DECK --data FOLDER --now TIME --cram NUMBER --form WORD",
    "review --data FOLDER --suspended --resume WORD",
    "stats --data FOLDER --now TIME --json",
    "stats --data FOLDER --now TIME --html FILE",
    "flags --data FOLDER",
    "data path --data FOLDER",
    "data backup FILE --data FOLDER",
    "data export -o FILE --data FOLDER",
    "data import FILE --data FOLDER",
    "data optimise --reset --data FOLDER --now TIME",
    "anki DECK -o FILE --lock FILE --preset --seed NUMBER",
    "anki DECK -o FILE --form WORD --lang WORD --topic WORD",
    "anki --upgrade-check FILE FILE",
    "handout DECK -o PAPER -n NUMBER --versions NUMBER --seed NUMBER",
    "handout DECK -o PAPER --roster FILE --key-file PAPER --title WORD --course WORD",
    "handout DECK -o PAPER --style WORD --topic WORD --paper WORD --font-size NUMBER",
    "handout DECK -o PAPER --date TIME --duplex WORD --parallel --explain",
    "handout --key WORD",
    "handout DECK --key CODE -o PAPER",
    "questions DECK --json --seed NUMBER --form WORD",
    "check DECK DECK --age NUMBER --now TIME",
    "check DECK",
    "decks DECK",
    "facts DECK WORD",
    "facts DECK WORD --json",
    "new WORD",
    "schema",
)
_SLOTS: dict[str, Sequence[str]] = {
    "NUMBER": (
        *(
            "0",
            "1",
            "2",
            "3",
            "-1",
            "0.9",
            "26",
            "27",
            "99999999999999999999",
            "1e9",
            "nan",
            "inf",
        ),
        *(
            "-0",
            "٣",
            "",
            "0x10",
            "1_000",
            "800000",
            "3652059",
            "2147483648",
            "9223372036854775808",
        ),
    ),
    "TIME": (
        *("2026-11-24T18:00", "2026-11-24", "0001-01-01", "9999-12-31", "1969-12-31T23:59"),
        *(
            "9999-12-31T23:59:59.999999",
            "2026-11-24T18:00+23:59",
            "0001-01-01T00:00+14:00",
            "",
        ),
        *(
            "2026-W48-2",
            "24",
            "yesterday",
            "2026-02-30",
            "10000-01-01",
            "2026-11-24T18:00Z",
        ),
    ),
    "FOLDER": (
        "data",
        "data",
        "folder",
        "empty",
        "loop",
        "deck.yaml",
        "none/none",
        "foreign",
    ),
    "FILE": (
        *(
            "out.apkg",
            "out.txt",
            "deck.yaml",
            "broken.yaml",
            "class.csv",
            "log.jsonl",
            "folder",
        ),
        *(
            "empty",
            "binary",
            "loop",
            "none/none",
            "/dev/null",
            "/dev/full",
            "",
            "-",
            ".",
            "fifo",
        ),
        *(
            "x" * 300 + ".md",
            "a\nb.md",
            "a\x1b[2Jb.md",
            "lock.json",
            "\udcff.md",
            "~",
            "deck.yaml/x",
        ),
    ),
    "PAPER": (
        *(
            "out.md",
            "out.html",
            "out.typ",
            "out.md",
            "OUT.MD",
            "out.xyz",
            "",
            "folder.md",
            "-",
        ),
        *(
            "none/out.md",
            "x" * 300 + ".md",
            "a\nb.md",
            "loop",
            "empty",
            ".md",
            "a\x1b]0;b\x07.html",
        ),
    ),
    "DECK": (
        *(
            "deck.yaml",
            "deck.yaml",
            "deck.yaml",
            "offices.yaml",
            "broken.yaml",
            "folder",
            "empty",
        ),
        *(
            "binary",
            "loop",
            "fifo",
            "/dev/null",
            "none",
            "none.yaml",
            "a\nb.yaml",
            "",
            "x" * 300,
        ),
        *("\udcff", "deck.yaml/x", "controls.yaml"),
    ),
    "WORD": (
        *(
            "choice",
            "text",
            "card",
            "match",
            "easy",
            "hard",
            "Capitals",
            "capitals",
            "en",
            "ru",
        ),
        *(
            "kk-Latn",
            "?x capital ?y",
            "?x a state",
            "test",
            "study",
            "cards",
            "timeline",
            "a5",
        ),
        *(
            "letter",
            "none",
            "short",
            "armenia",
            "capitals/capital-of/armenia#text",
            *TOKENS[:60],
        ),
    ),
}
_FILE_COMMANDS = (
    "check FILE",
    "check FILE",
    "questions FILE --json",
    "quiz FILE -n 3",
    "decks FILE",
    "facts FILE ?x",
    "anki FILE -o out.apkg",
    "anki deck.yaml -o out.apkg --lock FILE",
    "handout FILE -o out.md -n 2",
    "handout FILE -o out.html --style study",
    "handout FILE -o out.typ --style cards",
    "handout deck.yaml -o out.md --roster FILE",
    "review FILE --data data --list",
)


class _Typed(io.BytesIO):
    """Standard input, which has a name."""

    name = "<stdin>"


def draw_options(draw: Random) -> bytes:
    """Return the arguments of a command, with a NUL, which none can hold, between them."""
    words = draw.choice(_COMMANDS).split()
    arguments = [draw_slot(word, draw) for word in words]
    if draw.randrange(4) == 0:
        index = draw.randrange(len(arguments))
        arguments.insert(
            index, draw.choice([*TOKENS[:60], "--", "-h", "-n", arguments[index]])
        )
    if draw.randrange(4) == 0:
        del arguments[draw.randrange(len(arguments))]
    text = "\0".join(argument.replace("\0", " ") for argument in arguments)
    return text.replace("\ud800", "").encode("utf-8", "surrogateescape")


def draw_slot(word: str, draw: Random) -> str:
    """Return what may stand in the place of *word*."""
    if word == "CODE":
        return draw.choice(seeds.sheets()).code
    if word not in _SLOTS:
        return word
    return draw.choice(_SLOTS[word])


def prepare(folder: Path) -> None:
    """Put files into *folder*, right and wrong ones."""
    for leftover in folder.iterdir():
        if leftover.is_dir() and not leftover.is_symlink():
            shutil.rmtree(leftover)
        else:
            leftover.unlink()
    for name in ("data", "folder", "folder.md", "foreign"):
        (folder / name).mkdir()
    controls = seeds.CAPITALS.replace("Tbilisi}", '"T\\e[2J\\x9b\\u2028"}')
    for name, content in {
        "deck.yaml": seeds.CAPITALS,
        "offices.yaml": seeds.OFFICES,
        "broken.yaml": seeds.OFFICES.replace("is: bold", "is: nobody"),
        "a\nb.yaml": seeds.OFFICES.replace("is: bold", "is: nobody"),
        "controls.yaml": controls,
        "class.csv": seeds.ROSTERS[0],
        "log.jsonl": "\n".join(seeds.LOG),
        "lock.json": seeds.json_lock(),
        "empty": "",
        "foreign/quizgen.sqlite3": "not a database at all, only text",
    }.items():
        (folder / name).write_text(content, "utf-8")
    (folder / "binary").write_bytes(bytes(range(256)) * 20)
    (folder / "loop").symlink_to("loop")
    os.mkfifo(folder / "fifo")


def try_options(content: bytes, folder: Path) -> None:
    """Run a command with these arguments: a message, one of four statuses, no traceback."""
    prepare(folder)
    arguments = content.decode("utf-8", "surrogateescape").split("\0")
    run(arguments, folder)


def draw_file(draw: Random) -> bytes:
    """Return the line of a command, and below it the bytes of its file."""
    command = draw.choice(_FILE_COMMANDS)
    draw_content = draw_deck
    draw_content = draw_roster if "roster" in command else draw_content
    draw_content = draw_lock if "lock" in command else draw_content
    return command.encode() + b"\n" + draw_content(draw)


def try_file(content: bytes, folder: Path) -> None:
    """Run a command on a file: an error is one, named by its place in the file."""
    line, _, content = content.partition(b"\n")
    prepare(folder)
    (folder / "FILE").write_bytes(content)
    result = run(line.decode("utf-8", "replace").split(), folder)
    if result.exit_code == 1:
        promise(
            "error: " in result.output.lower(), f"status 1, and no error: {result.output!r}"
        )


def run(arguments: Sequence[str], folder: Path) -> Result:
    """Run a command in *folder*; judge its status and what it prints."""
    with chdir(folder):
        result = CliRunner().invoke(
            main, [*arguments], input=_Typed(b"1\n\n"), prog_name="quizgen"
        )
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    promise(result.exit_code in _STATUSES, f"status {result.exit_code}")
    if "--help" not in arguments and "-h" not in arguments:
        check_printable(result.stderr)
        if not any(argument.endswith("-") for argument in arguments):  # a file goes there
            check_printable(result.stdout)
    promise("Traceback" not in result.stderr, result.stderr[-300:])
    leftovers = [*folder.glob(".*.tmp")]
    promise(not leftovers, f"left behind: {leftovers}")
    return result
