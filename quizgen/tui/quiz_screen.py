"""What the learner sees and types: a session at a terminal, or line by line.

With a terminal, one key answers a question that has options. Without one (a pipe, a
screen reader, CI) everything is read and written line by line, without colour or
cursor control.
"""

import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from typing import Literal, TypeAlias, assert_never

from rich.console import Console
from rich.control import Control
from rich.padding import Padding
from rich.segment import ControlType
from rich.style import Style
from rich.text import Text as Styled

from quizgen import dates
from quizgen.model import (
    MatchQuestion,
    Option,
    OptionsQuestion,
    OrderQuestion,
    Question,
    TrueFalseQuestion,
    TypedQuestion,
)
from quizgen.quiz.scoring import DONT_KNOW, Reply
from quizgen.quiz.session import QuizSession, Result, record_reply
from quizgen.tui.keyboard import Keyboard

DIGITS = "123456789"
LETTERS = "abcdefghij"
_LETTER = {"true": "t", "false": "f", "yes": "y", "no": "n"}
WIDEST = 100
"""Columns; longer lines are hard to read."""


Ending: TypeAlias = Literal["finished", "left", "interrupted"]
"""Whether all was asked; else whether the learner said so, or the input or Ctrl-C did."""
_UNKNOWN = "0"
"""The key for what is not known; 0 is never one of several options."""


class LeaveError(Exception):
    """The learner ends the quiz early."""


class Turned(Exception):
    """The learner wants something else than to answer.

    Attributes:
        key: One of the screen's `commands`.
    """

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class _Session:
    ending: Ending = "finished"


class Screen:
    """Where a session is shown and replies are read.

    Args:
        keys: Answer with single keys; else with lines.
        language: Of the quiz, for dates.
    """

    commands: Mapping[str, str] = {}
    """Keys that do something else than answer a question, and what they do."""

    def __init__(self, *, keys: bool, language: str = "en") -> None:
        self._keys = keys
        self._language = language
        self._console = Console(highlight=False, markup=False, emoji=False)
        self._keyboard = Keyboard()
        plain = not (self._console.encoding or "").startswith("utf")
        self._right, self._wrong, self._done, self._open = "+x#-" if plain else "✓✗━─"

    def sit(self, session: QuizSession) -> tuple[QuizSession, Ending]:
        """Ask what is left of *session*, and say how that ended."""
        total = len(session.quiz.questions)
        self._say(f"{session.quiz.title}: {total} question{'s' * (total != 1)}", "bold")
        with self._session() as outcome:
            while (question := session.question) is not None:
                self._ask(question, len(session.results), total)
                session = record_reply(session, self._reply(question))
                self._tell(session.results[-1])
                if self._keys and question.form != "card":
                    self._pause("goes on")
        return session, outcome.ending

    @contextmanager
    def _session(self) -> Iterator["_Session"]:
        """While questions are asked; who leaves or interrupts that is at its end."""
        session = _Session()
        with self._keyboard if self._keys else nullcontext():
            try:
                yield session
                return
            except LeaveError:
                session.ending = "left"
            except (KeyboardInterrupt, EOFError):
                session.ending = "interrupted"
            self._wipe()

    # Writing

    def _say(self, text: str | Styled, style: str | Style = "", indent: int = 0) -> None:
        """A paragraph; only a terminal wraps it, and there *indent* holds on every line."""
        styled = Styled(text, style) if isinstance(text, str) else text
        if self._keys:
            indented = Padding(styled, (0, 0, 0, indent), expand=False)
            self._console.print(indented, width=self._width)
        else:
            self._console.print(Styled(" " * indent) + styled, soft_wrap=True)

    def _list(self, rows: Iterable[tuple[str, str]], style: str = "") -> None:
        """Short texts beside longer ones, indented."""
        rows = [*rows]
        longest = max((len(left) for left, _ in rows), default=0)
        for left, right in rows:
            start = f"  {left:<{longest}}  "
            if not self._keys:
                self._say(f"{start}{right}".rstrip())
                continue
            lines = Styled(right, style).wrap(self._console, self._width - len(start))
            for line in lines or [Styled()]:
                self._console.print(Styled.assemble((start, "cyan"), line))
                start = " " * len(start)

    @property
    def _width(self) -> int:
        return min(self._console.width, WIDEST)

    def _prompt(self, text: str, hint: str = "") -> None:
        """Rewrite the line that the cursor is on."""
        self._wipe()
        line = Styled.assemble(text, (hint, "dim"))
        line.truncate(self._console.width - 1)
        self._console.print(line, end="")

    def _wipe(self) -> None:
        if self._keys:
            erase = (ControlType.ERASE_IN_LINE, 2)
            self._console.control(Control(ControlType.CARRIAGE_RETURN, erase))
        else:
            self._console.print()

    # The question

    def _ask(self, question: Question, done: int, total: int, *notes: str) -> None:
        about = question.about
        head = Styled(f"{done + 1}/{total}  {' · '.join((about.topic, *notes))}")
        if self._keys:
            length = min(20, self._width // 4)
            filled = round(length * done / total)
            bar = (self._done * filled, "green"), (self._open * (length - filled), "dim")
            head = Styled.assemble(*bar, "  ") + head
        self._console.print()
        self._say(head)
        self._say(question.stem, "bold")
        if about.as_of is not None:
            self._say(f"As of {dates.spelled(about.as_of, self._language)}.", "dim")
        match question:
            case OptionsQuestion():
                texts = [option.text for option in question.options]
                self._list(zip(marks(len(texts)), texts, strict=True))
            case TrueFalseQuestion():
                self._list((("t", "True"), ("f", "False")))
            case OrderQuestion():
                self._list(zip(DIGITS, question.items, strict=False))
            case MatchQuestion():
                self._list(zip(DIGITS, question.left, strict=False))
                self._list(zip(LETTERS, question.right, strict=False))
            case TypedQuestion():
                pass
            case _:
                assert_never(question)

    # The reply

    def _reply(self, question: Question) -> Reply:
        match question:
            case TypedQuestion() if question.form != "card":
                return self._recalled() or DONT_KNOW
            case TypedQuestion():
                return self._judged(question)
            case TrueFalseQuestion():
                picks = self._picked("tf", 1, "t or f")
                return picks == (0,) if picks else DONT_KNOW
            case OptionsQuestion():
                keys = marks(len(question.options))
                if question.form == "choice":
                    return self._picked(keys, 1, _range(keys))
                return self._picked(keys, 0, f"{_range(keys)}, one or more")
            case OrderQuestion():
                keys = DIGITS[: len(question.items)]
                return self._picked(keys, len(keys), f"{_range(keys)} in order")
            case MatchQuestion():
                keys = LETTERS[: len(question.right)]
                what = f"{_range(keys)} for {_range(DIGITS[: len(keys)])}"
                return self._picked(keys, len(keys), what)
            case _:
                assert_never(question)

    def _recalled(self) -> str:
        """A typed answer; one slip of Enter is not yet "don't know"."""
        line = self._line("your answer > ")
        if not line and self._keys:
            self._say("Enter again if you do not know.", "yellow")
            line = self._line("your answer > ")
        return line

    def _line(self, prompt: str, what: str = "a line") -> str:
        """A line that is no command; *what* it should hold is said to who asks for help."""
        while (line := self._typed(prompt)) == "?":
            self._help(what, "Enter")
        if line.casefold() == "q":
            raise LeaveError
        if line.casefold() in self.commands:
            raise Turned(line.casefold())
        return line

    def _help(self, what: str, unknown: str) -> None:
        """What can be done at a question."""
        rows = ((what, "your answer"), (unknown, "you do not know"), *self.commands.items())
        self._wipe()
        self._list((*rows, ("q", "end")))

    def _typed(self, prompt: str) -> str:
        """A line as it was typed, but for spaces around it."""
        if self._keys:
            line = self._keyboard.line(prompt)
        else:
            self._console.print(prompt, end="")
            line = sys.stdin.readline()
            if not line:
                raise EOFError
            if not sys.stdin.isatty():  # nobody has seen it yet
                self._console.print(line.rstrip("\r\n"), soft_wrap=True)
        return line.strip()

    def _picked(self, marks: str, count: int, what: str) -> tuple[int, ...]:
        """Indexes of *count* of *marks*, each once; 0 is one or more. *what* says so."""
        if self._keys:
            return self._pressed(marks, count, what)
        while text := self._line(f"{what} > ", what).casefold():
            if text == _UNKNOWN:
                break
            picks = re.findall(r"\w", _LETTER.get(text, text))
            fit = count in (0, len(picks)) and len({*picks}) == len(picks) > 0
            if fit and {*picks} <= {*marks}:
                return tuple(map(marks.index, picks))
            self._say(f"Please type {what}; 0 if you do not know, ? for help.", "yellow")
        return ()

    def _pressed(self, marks: str, count: int, what: str) -> tuple[int, ...]:
        """The same by single keys: what is picked shows as it comes."""
        picks: list[str] = []
        while True:
            ready = bool(picks) and count in (0, len(picks))
            hint = "  Enter when done" if ready else ""
            if not picks:
                hint = f"{what}  {_UNKNOWN} don't know  ? help  q end"
            self._prompt(f"> {' '.join(picks)}", hint)
            key = self._asked(what)
            if key == _UNKNOWN and not picks:
                break
            if key in "\r\n" and ready:
                break
            if key in "\x7f\b":
                del picks[-1:]
            elif key in marks and key in picks and not count:
                picks.remove(key)
            elif key in marks and key not in picks and len(picks) < (count or len(marks)):
                picks.append(key)
                if count == 1:
                    break
        self._prompt(f"> {' '.join(picks) or _UNKNOWN}")
        self._console.print()
        return tuple(map(marks.index, picks))

    def _asked(self, what: str) -> str:
        """The next key that is no command."""
        key = self._key()
        if key == "?":
            self._help(what, _UNKNOWN)
        if key in self.commands:
            self._wipe()
            raise Turned(key)
        return key

    def _key(self) -> str:
        """The next key, in lower case."""
        key = self._keyboard.key().casefold()
        if key in ("", "\x04"):
            raise EOFError
        if key == "q":
            raise LeaveError
        return key

    def _pause(self, hint: str) -> None:
        """Wait for any key, or for a line where there are no keys."""
        if self._keys:
            self._prompt("", f"any key {hint}")
            while self._asked("any key") == "?":
                self._prompt("", f"any key {hint}")
            self._wipe()
        else:
            self._line(f"Enter {hint} > ", "Enter")

    def _judged(self, card: TypedQuestion) -> Reply:
        """What the learner says about a *card*, when its other side is seen."""
        self._pause("shows the answer")
        self._turn(card)
        picks = self._picked("yn", 1, "y (knew it) or n")
        return picks == (0,)

    def _turn(self, card: TypedQuestion) -> None:
        """Show the other side of *card*."""
        self._say(card.answer.text, "bold green", 2)
        if card.about.explanation:
            self._say(card.about.explanation, indent=2)
        self._cite(card)

    # The verdict

    def _tell(self, result: Result) -> None:
        question = result.question
        if question.form == "card":
            return  # it was all told before it was judged
        self._judge(result)
        reasons = [Styled.assemble((wrong, "red"), why) for wrong, why in _why_not(result)]
        note = Styled(question.about.explanation)
        # What is noted of the answer follows it, or else its "it" would be another's.
        told = (
            [*reasons, note]
            if isinstance(question, TrueFalseQuestion)
            else [note, *reasons]
        )
        for paragraph in told:
            if paragraph:
                self._say(paragraph, indent=2)
        self._cite(question)

    def _judge(self, result: Result) -> None:
        """The verdict itself, and the right answer."""
        question, verdict = result.question, result.verdict
        keys = solution(question)
        remark = f" ({verdict.remark})" if verdict.remark else ""
        if verdict.right:
            self._say(f"{self._right} Right{remark}", "bold green")
        else:
            word = "Not known" if result.reply == DONT_KNOW else "Wrong"
            key = f" {keys[0][1]}" if len(keys) == 1 else ""
            head = (f"{self._wrong} {word}{remark}", "bold red")
            self._say(Styled.assemble(head, "  Answer:", (key, "green")))
        if len(keys) > 1 and (isinstance(question, OrderQuestion) or not verdict.right):
            self._list(keys, "green")

    def _cite(self, question: Question) -> None:
        for number, source in enumerate(question.about.sources[:2]):
            words = ", ".join(part for part in (source.title, source.publisher) if part)
            # Even broken over two lines, a click follows the whole of it.
            style = Style(dim=True, link=source.url or None)
            self._say(f"Source: {words}", style, 2)
            if source.url and not (number and self._keys):  # there, the title is a link
                self._say(source.url, style, 2)

    # The end

    def summarize(self, session: QuizSession) -> None:
        """How it went, by topic, and what to repeat."""
        asked = len(session.results)
        if not asked:
            self._say("Nothing was answered.")
            return
        self._console.print()
        share = round(100 * session.right / asked)
        self._say(f"{session.right} of {asked} right ({share}%)", "bold")
        self._list(
            (f"{right} of {total}", topic) for topic, right, total in session.topic_scores
        )
        if session.missed:
            self._say("To repeat:", "bold")
        for question in session.missed:
            self._say(question.stem, indent=2)
            self._say("; ".join(text for _, text in solution(question)), "green", 4)


def marks(count: int) -> str:
    """The keys that pick one of *count* options: digits, or letters where those end."""
    return (DIGITS if count <= len(DIGITS) else LETTERS)[:count]


def _range(keys: str) -> str:
    return f"{keys[0]}-{keys[-1]}"


def solution(question: Question) -> list[tuple[str, str]]:
    """What is right: the keys to press for it, and the same in words."""
    match question:
        case OptionsQuestion():
            keys = marks(len(question.options))
            options = zip(keys, question.options, strict=True)
            return [(mark, option.text) for mark, option in options if option.right]
        case TrueFalseQuestion():
            return [("t", "true") if question.truth else ("f", "false")]
        case TypedQuestion():
            return [("", question.answer.text)]
        case OrderQuestion():
            items, values = question.items, question.values
            return [(DIGITS[i], f"{items[i]} ({values[i]})") for i in question.key]
        case MatchQuestion():
            pairs = zip(question.left, question.key, strict=True)
            return [(LETTERS[i], f"{left}: {question.right[i]}") for left, i in pairs]
        case _:
            assert_never(question)


def _why_not(result: Result) -> list[tuple[str, str]]:
    """What was picked wrongly, and why it is wrong."""
    question, reply = result.question, result.reply
    match question:
        case OptionsQuestion() if isinstance(reply, tuple):
            picked = [question.options[i] for i in reply]
            return [(_heading(o), o.rationale) for o in picked if not o.right]
        case TrueFalseQuestion() if not question.truth:
            return [("", question.rationale)]
        case _:
            return []


def _heading(option: Option) -> str:
    """What to write before the reason, which often begins with the option itself."""
    named = re.match(rf"(the )?{re.escape(option.text)}\b", option.rationale, re.IGNORECASE)
    return "" if named else f"{option.text}: "


def is_interactive() -> bool:
    """Whether a person sits at a terminal, so that single keys can be read."""
    able = os.environ.get("TERM") != "dumb"
    return able and sys.stdin.isatty() and sys.stdout.isatty()
