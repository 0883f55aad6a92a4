"""What a learner sees and types: line by line, and key by key at a real terminal."""

import io
import os
import re
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from textwrap import dedent

import pexpect
import pytest
from rich.cells import cell_len

from quizgen.dates import parse_iso
from quizgen.deck.loader import starter_deck
from quizgen.model import Option, Question, Quiz
from quizgen.quiz.session import QuizSession
from quizgen.tui.quiz_screen import play_quiz, show_summary
from quizgen.tui.screen import Screen, is_interactive
from tests.samples import (
    ALL,
    CARD,
    CHOICE,
    CLOZE,
    FALSE,
    MATCH,
    MULTI,
    ORDER,
    TEXT,
    TRUE,
    options,
)

ROOT = Path(__file__).parents[2]
VARIABLES = ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "PYTHONIOENCODING")


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


# Line by line

Play = Callable[..., str]


@pytest.fixture
def play(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Play:
    """Answers questions with lines, and gives all that was shown but title and summary."""

    def played(*questions: Question, lines: str) -> str:
        monkeypatch.setattr(sys, "stdin", io.StringIO(lines))
        play_quiz(Screen(keys=False), QuizSession(Quiz("Title", questions, 0)))
        return capsys.readouterr().out.split("\n\n", 1)[1]

    return played


def test_a_line_answers_and_the_verdict_the_reason_and_the_source_follow(
    play: Play,
) -> None:
    assert play(CHOICE, lines="3\n") == dedent("""\
        1/1  Rivers
        Which sea?
          1  Black
          2  Caspian
          3  North
        1-3 > 3
        ✗ Wrong  Answer: Caspian
          Why choice is so.
          Not North.
          Source: An atlas, A publisher
          https://example.org/atlas
        """)


@pytest.mark.parametrize(
    ("question", "line", "shown"),
    [
        (CHOICE, "2", "1-3 > 2|✓ Right"),
        (CHOICE, "2.", "1-3 > 2.|✓ Right"),
        (MULTI, "1 2", "1-4, one or more > 1 2|✓ Right"),
        (MULTI, "2,1", "1-4, one or more > 2,1|✓ Right"),
        (
            MULTI,
            "14",
            "1-4, one or more > 14|✗ Wrong (1 right, 1 missed, 1 wrong)  Answer:"
            "|  1  Danube|  2  Don",
        ),
        (TRUE, "t", "t or f > t|✓ Right"),
        (TRUE, "False", "t or f > False|✗ Wrong  Answer: true|  It does."),
        (FALSE, "f", "t or f > f|✓ Right|  It flows."),
        (FALSE, "TRUE", "t or f > TRUE|✗ Wrong  Answer: false|  It flows."),
        (TEXT, "volga", "your answer > volga|✓ Right"),
        (TEXT, "vogla", "> vogla|✓ Right (spelled Volga)"),
        (TEXT, "Ural", "> Ural|✗ Wrong  Answer: Volga"),
        (CLOZE, "the Volga", "> the Volga|✓ Right"),
        (
            ORDER,
            "2 1 3",
            "1-3 in order > 2 1 3|✓ Right|  2  Lea (1)|  1  Po (3)|  3  Don (9)",
        ),
        (
            ORDER,
            "123",
            "1-3 in order > 123|✗ Wrong (1 of 3 in place)  Answer:"
            "|  2  Lea (1)|  1  Po (3)|  3  Don (9)",
        ),
        (MATCH, "C, A, B", "a-c for 1-3 > C, A, B|✓ Right"),
        (
            MATCH,
            "cba",
            "a-c for 1-3 > cba|✗ Wrong (1 of 3 in place)  Answer:"
            "|  c  Po: Adria|  a  Don: Azov|  b  Oka: Volga",
        ),
    ],
)
def test_each_form_in_lines(play: Play, question: Question, line: str, shown: str) -> None:
    out = play(question, lines=f"{line}\n")
    assert f"{shown}|  Why {question.about.form} is so.".replace("|", "\n") in out


@pytest.mark.parametrize(
    ("text", "why_not", "shown"),
    [
        ("Zas", "He left in 2022.", "Zas: He left in 2022."),
        ("Zas", "Zas left in 2022.", "Zas left in 2022."),
        ("secretariat", "The Secretariat sits in Moscow.", None),
        ("4", "40 is more.", "4: 40 is more."),
        ("Zas (Minsk)", "Zas left.", "Zas (Minsk): Zas left."),
    ],
)
def test_a_reason_names_the_option_once(
    play: Play, text: str, why_not: str, shown: str | None
) -> None:
    question = replace(CHOICE, options=(Option(text, False, why_not), *options("x!")))
    assert f"is so.\n  {shown or why_not}\n  Source" in play(question, lines="1\n")


def test_a_card_is_turned_and_then_judged(play: Play) -> None:
    assert play(CARD, CARD, lines="\nyes\n\nn\n") == dedent("""\
        1/2  Rivers
        How long?
        Enter shows the answer >\x20
          3,531 km
          Why card is so.
          Source: An atlas, A publisher
          https://example.org/atlas
        y (knew it) or n > yes

        2/2  Rivers
        How long?
        Enter shows the answer >\x20
          3,531 km
          Why card is so.
          Source: An atlas, A publisher
          https://example.org/atlas
        y (knew it) or n > n
        """)


def test_ten_options_have_letters(play: Play) -> None:
    ten = replace(
        CHOICE, options=options(*"Po! Don Oka Ural Volga Lea Rhine Elbe Oder Ob".split())
    )
    out = play(ten, lines="j\n")
    assert "\n  a  Po\n  b  Don\n" in out
    assert "\n  j  Ob\na-j > j\n✗ Wrong  Answer: Po\n" in out


@pytest.mark.parametrize("question", ALL, ids=lambda q: q.about.form)
@pytest.mark.parametrize("line", ["0", "", " 0 ", "   "])
def test_zero_or_an_empty_line_is_dont_know(
    play: Play, question: Question, line: str
) -> None:
    out = play(question, lines=f"{line}\n{line}\n")
    assert "Please" not in out
    typed = "0" in line and question in (TEXT, CLOZE)  # where 0 may be the answer
    assert ("✗ Not known  Answer:" in out) is not (question is CARD or typed)


@pytest.mark.parametrize("question", ALL, ids=lambda q: q.about.form)
def test_a_question_mark_tells_what_can_be_done_and_asks_again(
    play: Play, question: Question
) -> None:
    out = play(question, lines="?\n?\n\n\n")
    assert out.count(" you do not know\n") == out.count("  end\n") == 2
    assert out.count("Please") == 0


@pytest.mark.parametrize(
    ("question", "lines", "expected"),
    [
        (CHOICE, ("00", "4", "12", "Caspian", "-", "2"), "1-3"),
        (MULTI, ("5", "1 1", "x", "1 2"), "1-4, one or more"),
        (TRUE, ("x", "1", "tf", "maybe", "t"), "t or f"),
        (ORDER, ("1 2", "1 2 2", "1 2 3 4", "a b c", "213"), "1-3 in order"),
        (MATCH, ("a b", "a a b", "1 2 3", "abcd", "cab"), "a-c for 1-3"),
        (CARD, ("", "x", "1", "y"), "y (knew it) or n"),
    ],
)
def test_what_is_no_answer_is_asked_again(
    play: Play, question: Question, lines: tuple[str, ...], expected: str
) -> None:
    out = play(question, lines="\n".join(lines) + "\n")
    asked_again = f"Please type {expected}; 0 if you do not know, ? for help."
    assert out.count(asked_again) == len(lines) - (2 if question is CARD else 1)


def test_a_question_that_may_go_stale_says_for_which_day_it_is_right(play: Play) -> None:
    stale = replace(TEXT, about=replace(TEXT.about, as_of=parse_iso("2026-11-23")))
    out = play(stale, lines="x\n")
    assert "Which river?\nAs of 23 November 2026.\nyour answer > x\n" in out


def test_markup_and_emoji_in_a_deck_are_text(play: Play) -> None:
    odd = replace(TEXT, stem="[bold]Why[/bold] :smile: [link=x]?")
    out = play(odd, lines="[red]:smile:\n")
    assert "[bold]Why[/bold] :smile: [link=x]?\nyour answer > [red]:smile:\n" in out


def test_long_lines_are_left_to_whoever_reads_them(play: Play) -> None:
    long = replace(TEXT, stem="word " * 100)
    assert f"\n{'word ' * 100}\n" in play(long, lines="x\n")


def test_the_end_of_input_ends_the_quiz_with_what_was_answered(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("2\n1\n"))
    screen = Screen(keys=False)
    session, ending = play_quiz(
        screen, QuizSession(Quiz("Title", (CHOICE, MULTI, TEXT), 0))
    )
    show_summary(screen, session)
    assert ending == "interrupted"
    assert capsys.readouterr().out.endswith(
        dedent("""\
        3/3  Rivers
        Which river?
        your answer >\x20

        1 of 2 right (50%)
          1 of 2  Rivers
        To repeat:
          Which two?
            Danube; Don
        """)
    )


def test_nothing_answered_is_said_so(capsys: pytest.CaptureFixture[str]) -> None:
    show_summary(Screen(keys=False), QuizSession(Quiz("Title", (TEXT,), 0)))
    assert capsys.readouterr().out == "Nothing was answered.\n"


@pytest.mark.parametrize(
    ("term", "keys", "expected"),
    [("xterm", True, True), ("dumb", True, False), ("xterm", False, False)],
)
def test_keys_are_for_terminals_that_can(
    monkeypatch: pytest.MonkeyPatch, term: str, keys: bool, expected: bool
) -> None:
    monkeypatch.setenv("TERM", term)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: keys, raising=False)
    assert is_interactive() is expected


# Through a pipe


@pytest.fixture(scope="module")
def rivers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter deck, with letters that few encodings have."""
    path = tmp_path_factory.mktemp("decks") / "rivers.yaml"
    deck = starter_deck("rivers").replace("name: Danube", "name: Дунай – Łaba")
    path.write_text(deck.replace("name: Rhine", "name: Rhône…"), "utf-8")
    return path


def piped(
    deck: Path | str, *arguments: str, lines: bytes, **variables: str
) -> tuple[int, bytes]:
    run = subprocess.run(
        [sys.executable, "-m", "quizgen", "quiz", str(deck), *arguments],
        input=lines,
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, **variables},
        check=False,
    )
    assert run.stderr == b""
    return run.returncode, run.stdout


def test_a_pipe_gets_plain_text(rivers: Path) -> None:
    arguments = ("-n", "2", "--form", "choice")
    status, out = piped(rivers, *arguments, lines=b"1\n2\n", TERM="xterm-256color")
    assert status == 0
    assert b"\x1b" not in out
    assert b"\r" not in out
    assert re.search(rb"\n\d of 2 right \(\d+%\)\n", out)


def test_a_shipped_deck_is_played_by_its_name() -> None:
    status, out = piped("states", "-n", "3", "--form", "choice", lines=b"1\n2\n3\n")
    assert status == 0
    assert out.startswith(b"States of the CSTO and the EAEU: 3 questions\n\n1/3  ")


def test_an_early_end_has_its_summary_and_status_130(rivers: Path) -> None:
    status, out = piped(rivers, "-n", "2", "--form", "text", lines=b"\n")
    assert status == 130
    assert b"\n0 of 1 right (0%)\n" in out


def test_bytes_that_are_no_text_are_a_wrong_answer(rivers: Path) -> None:
    arguments = ("-n", "1", "--form", "text")
    for encoding in ("utf-8", "ascii"):
        lines, variables = b"\xff\xd0\xb4\n", {"PYTHONIOENCODING": encoding}
        status, out = piped(rivers, *arguments, lines=lines, **variables)
        assert status == 0
        assert b" Wrong  Answer: " in out


def test_again_repeats_what_was_missed_until_all_is_right(rivers: Path) -> None:
    arguments = ("-n", "5", "--form", "truefalse", "--again")
    status, out = piped(rivers, *arguments, lines=b"t\n" * 5 + b"f\n" * 5)
    first, second = re.findall(r"(\d) of (\d) right", out.decode())
    missed = str(5 - int(first[0]))
    assert status == 0
    assert (first[1], *second) == ("5", missed, missed)


@pytest.mark.parametrize(
    ("encoding", "variables"),
    [
        ("ascii", {"PYTHONIOENCODING": "ascii"}),
        ("latin-1", {"PYTHONIOENCODING": "iso-8859-1"}),
        (
            "ascii",
            {
                "LANG": "en_US.ISO-8859-1",
                "LC_ALL": "en_US.ISO-8859-1",
                "PYTHONUTF8": "0",
                "PYTHONCOERCECLOCALE": "0",
            },
        ),
    ],
)
def test_an_encoding_without_a_letter_gets_a_plainer_one(
    rivers: Path, encoding: str, variables: dict[str, str]
) -> None:
    """No crash, and no byte that is not of the encoding, which would show as another."""
    arguments = ("-n", "1", "--form", "order")
    status, out = piped(rivers, *arguments, lines=b"5 1 2 3 4\n", **variables)
    text = out.decode(encoding)
    assert status == 0
    assert "\nx Wrong (" in text
    assert re.search(r"\b[Rr]h[oô]ne\.\.\." if encoding != "ascii" else "Rhone...", text)
    assert not re.search("[ÂÃÐâ\x80-\x9f]", text)


# At a terminal

ESCAPES = re.compile(r"\x1b\[[?\d;]*[A-Za-z]|\x1b\]8;[^\x1b]*\x1b\\|\x1b[=>]")
COLOURS = re.compile(r"\x1b\[(?:\d+;)*(?:3|4|9|10)\d(?:;\d+)*m")
PLAYER = """
from quizgen.model import Quiz
from quizgen.quiz.session import QuizSession
from quizgen.tui.quiz_screen import play_quiz, show_summary
from quizgen.tui.screen import Screen, is_interactive
from tests import samples
assert is_interactive()
screen = Screen(keys=True)
session, ending = play_quiz(screen, QuizSession(Quiz("Title", (%s,), 0)))
show_summary(screen, session)
print(ending)
"""


class Learner:
    """Someone at a terminal of so many columns."""

    def __init__(
        self, arguments: list[str], columns: int, variables: dict[str, str]
    ) -> None:
        self.raw = io.StringIO()
        self._child = pexpect.spawn(
            sys.executable,
            arguments,
            cwd=str(ROOT),
            env={**os.environ, "TERM": "xterm-256color", **variables},
            dimensions=(50, columns),
            encoding="utf-8",
            codec_errors="replace",
            timeout=20,
        )
        self._child.delaybeforesend = None
        self._child.logfile_read = self.raw

    def sees(self, text: str) -> None:
        """Wait until *text* is shown, which may be broken over lines."""
        pattern = r"(?:[ \r\n]|\x1b[^a-zA-Z]*[a-zA-Z])+".join(map(re.escape, text.split()))
        self._child.expect(pattern)

    def presses(self, keys: str) -> None:
        """Send *keys*, once they are read one by one."""
        while termios.tcgetattr(self._child.child_fd)[3] & termios.ICANON:
            time.sleep(0.002)
        self._child.send(keys)

    def leaves(self) -> int:
        """Wait for the end, and give the exit status."""
        self._child.expect(pexpect.EOF)
        self._child.close()
        return int(self._child.exitstatus)

    @property
    def lines(self) -> list[str]:
        """All that was shown, each state of a line that was rewritten by itself."""
        return re.split(r"[\r\n]+", ESCAPES.sub("", self.raw.getvalue()))


@pytest.fixture
def sit() -> Iterator[Callable[..., Learner]]:
    learners = []

    def seated(what: str, columns: int = 80, **variables: str) -> Learner:
        """*what*: names of samples, or the arguments of a quiz."""
        arguments = ["-m", "quizgen", "quiz", *what.split()]
        if what.isupper():
            names = ", ".join(f"samples.{name}" for name in what.split())
            arguments = ["-c", PLAYER % names]
        learners.append(Learner(arguments, columns, variables))
        return learners[-1]

    yield seated
    for learner in learners:
        learner._child.close(force=True)


Sit = Callable[..., Learner]


def test_one_key_answers_and_the_verdict_comes_at_once(sit: Sit) -> None:
    learner = sit("CHOICE TRUE FALSE")
    learner.sees("1-3 0 don't know ? help q end")
    learner.presses("2")
    learner.sees("✓ Right Why choice is so.")
    learner.sees("any key goes on")
    learner.presses(" ")
    learner.sees("t or f 0 don't know ? help q end")
    learner.presses("F")
    learner.sees("✗ Wrong Answer: true")
    learner.sees("any key goes on")
    learner.presses("\r")
    learner.sees("t or f")
    learner.presses("0")
    learner.sees("✗ Not known Answer: false")
    learner.sees("any key")
    learner.presses("x")
    learner.sees("1 of 3 right (33%)")
    assert learner.leaves() == 0
    assert "> 2" in learner.lines
    assert "> 0" in learner.lines
    assert "finished" in learner.lines


def test_several_keys_show_as_they_come_can_be_taken_back_and_wait_for_enter(
    sit: Sit,
) -> None:
    learner = sit("MULTI ORDER MATCH")
    learner.sees("1-4, one or more")
    learner.presses("3")
    learner.sees("> 3 Enter when done")
    learner.presses("1")
    learner.sees("> 3 1 Enter when done")
    learner.presses("3")  # the same key takes it back
    learner.sees("> 1 Enter when done")
    learner.presses("2")
    learner.sees("> 1 2 Enter when done")
    learner.presses("\r")
    learner.sees("✓ Right")
    learner.sees("any key")
    learner.presses(" ")
    learner.sees("1-3 in order")
    learner.presses("3")
    learner.sees("> 3")
    learner.presses("\x7f")
    learner.sees("1-3 in order")
    learner.presses("213")  # as if pasted
    learner.sees("> 2 1 3 Enter when done")
    learner.presses("\r")
    learner.sees("✓ Right 2 Lea (1) 1 Po (3) 3 Don (9)")
    learner.sees("any key")
    learner.presses(" ")
    learner.sees("a-c for 1-3")
    learner.presses("\x1b[A")  # an arrow is no answer
    learner.sees("a-c for 1-3")
    learner.presses("cab\r")
    learner.sees("✓ Right")
    learner.sees("any key")
    learner.presses(" ")
    learner.sees("3 of 3 right (100%)")
    assert learner.leaves() == 0


def test_a_card_is_judged_by_a_key(sit: Sit) -> None:
    learner = sit("CARD CARD")
    for key in "yn":
        learner.sees("any key shows the answer")
        learner.presses(" ")
        learner.sees("3,531 km Why card is so.")
        learner.sees("y (knew it) or n")
        learner.presses(key)
    learner.sees("1 of 2 right")
    assert learner.leaves() == 0


def test_a_typed_answer_can_be_edited(sit: Sit) -> None:
    learner = sit("TEXT CLOZE")
    learner.sees("Which river? your answer >")
    learner.presses("volgx\x7fa\r")
    learner.sees("✓ Right Why text is so.")
    learner.sees("any key")
    learner.presses(" ")
    learner.sees("is long. your answer >")
    learner.presses("\x1b[A\r")  # an arrow brings no earlier answer back
    learner.sees("Enter again if you do not know. your answer >")
    learner.presses("\r")
    learner.sees("✗ Not known Answer: Volga")
    learner.sees("any key")
    learner.presses(" ")
    assert learner.leaves() == 0


@pytest.mark.parametrize(
    ("key", "status"), [("\x03", 130), ("\x04", 130), ("q", 0)], ids=["C", "D", "q"]
)
@pytest.mark.parametrize("form", ["choice", "card"])
def test_a_quiz_can_be_left_or_interrupted_with_a_summary(
    sit: Sit, rivers: Path, key: str, status: int, form: str
) -> None:
    if form == "card":
        learner = sit("CARD CHOICE")
        learner.sees("any key shows the answer")
    else:
        learner = sit(f"{rivers} -n 3 --form choice")
        learner.sees("don't know ? help q end")
        learner.presses("1")
        learner.sees("any key goes on")
        learner.presses(" ")
        learner.sees("2/3")
        learner.sees("don't know ? help q end")
    learner.presses(key)
    if form == "card":
        learner.sees(f"Nothing was answered. {'interrupted' if status else 'left'}")
        assert learner.leaves() == 0  # the player above does not tell
    else:
        learner.sees("of 1 right")
        assert learner.leaves() == status
    assert not any("Traceback" in line for line in learner.lines)


@pytest.mark.parametrize(
    ("key", "status"), [("\x03", 130), ("\x04", 130), ("q\r", 0)], ids=["C", "D", "q"]
)
def test_a_typed_answer_can_be_left_too(
    sit: Sit, rivers: Path, key: str, status: int
) -> None:
    learner = sit(f"{rivers} -n 1 --form text")
    learner.sees("your answer >")
    learner.presses(key)
    learner.sees("Nothing was answered.")
    assert learner.leaves() == status


def test_keys_that_come_too_soon_wait_for_their_turn(sit: Sit) -> None:
    learner = sit("CHOICE TEXT MATCH TRUE")
    learner.presses("2 volga\r cab\r t ")  # all at once, before anything is shown
    learner.sees("4 of 4 right")
    assert learner.leaves() == 0


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_no_line_is_wider_than_the_terminal(sit: Sit, columns: int) -> None:
    learner = sit("eaeu tokayev -n 6 --form choice --form order --form match", columns)
    for number in range(1, 7):
        learner.sees(f"{number}/6")
        learner.sees("don't know")
        learner.presses("0")
        learner.sees("Not known")
        learner.sees("any key goes on")
        learner.presses(" ")
    learner.sees("0 of 6 right (0%)")
    assert learner.leaves() == 0
    widest = max(map(cell_len, learner.lines))
    assert widest <= columns
    assert widest <= 100  # longer lines are hard to read


def test_colours_are_used_unless_they_are_not_wanted(sit: Sit) -> None:
    seen = []
    for variables in ({}, {"NO_COLOR": "1"}):
        learner = sit("CHOICE", 80, **variables)
        learner.sees("don't know")
        learner.presses("1")
        learner.sees("any key")
        learner.presses(" ")
        assert learner.leaves() == 0
        seen.append(learner)
    coloured, plain = seen
    assert COLOURS.search(coloured.raw.getvalue())
    assert not COLOURS.search(plain.raw.getvalue())
    assert coloured.lines == plain.lines


def test_a_terminal_without_the_letters_gets_plainer_ones(sit: Sit, rivers: Path) -> None:
    learner = sit(f"{rivers} -n 1 --form order", PYTHONIOENCODING="ascii")
    learner.sees("---- 1/1 Lengths")
    learner.sees("1-5 in order")
    learner.presses("0")
    learner.sees("x Not known")
    learner.sees("any key")
    learner.presses(" ")
    assert learner.leaves() == 0
    assert learner.raw.getvalue().isascii()


def test_again_at_a_terminal(sit: Sit, rivers: Path) -> None:
    learner = sit(f"{rivers} -n 1 --form truefalse --again")
    for key in "00":
        learner.sees("1/1")
        learner.sees("t or f")
        learner.presses(key)
        learner.sees("Not known")
        learner.sees("any key")
        learner.presses(" ")
        learner.sees("0 of 1 right")
    learner.sees("t or f")
    learner.presses("q")
    learner.sees("Nothing was answered.")
    assert learner.leaves() == 0
