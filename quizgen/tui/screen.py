"""A terminal, or two streams: where texts are shown, and keys or lines are read.

With a terminal, one key answers a question that has options. Without one (a pipe, a
screen reader, CI) everything is read and written line by line, without colour or
cursor control.
"""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from typing import Literal, NamedTuple, TypeAlias

from rich.control import Control
from rich.padding import Padding
from rich.segment import ControlType
from rich.style import Style
from rich.text import Text

from quizgen.i18n import Words, words_in
from quizgen.tui.console import open_console
from quizgen.tui.keyboard import Keyboard

MAX_WIDTH = 100
"""Columns; longer lines are hard to read."""

Ending: TypeAlias = Literal["finished", "left", "interrupted"]
"""Whether all was asked; else whether the learner said so, or the input or Ctrl-C did."""


class LeaveRequest(Exception):
    """Raised when the learner wants to end early."""


class Interaction:
    """Holds how the questions ended, or will end if nothing else happens."""

    ending: Ending = "finished"


class Symbols(NamedTuple):
    """The marks of a right and a wrong answer, and the two parts of a progress bar."""

    right: str
    wrong: str
    filled: str
    empty: str


class Paragraph(NamedTuple):
    """A text to be wrapped, each of its lines after *indent* spaces."""

    text: Text
    indent: int = 0


class Rows(NamedTuple):
    """Short texts beside longer ones, as options stand beside their keys."""

    rows: Sequence[tuple[str, str]]
    style: str = ""


Block: TypeAlias = Paragraph | Rows
"""Something to show."""


class Screen:
    """Shows blocks of text, and reads what the learner types.

    Attributes:
        keys: Whether single keys are read; else lines.
        language: The BCP 47 tag of the language in which to speak.
        symbols: Those that the terminal's encoding has.
    """

    def __init__(self, *, keys: bool, language: str = "en") -> None:
        self.keys = keys
        self.language = language
        self._console = open_console()
        self._keyboard = Keyboard()
        has_unicode = (self._console.encoding or "").startswith("utf")
        self.symbols = Symbols(*("✓✗━─" if has_unicode else "+x#-"))

    @property
    def words(self) -> Words:
        """Return the texts of the program in the language of the screen."""
        return words_in(self.language)

    @property
    def width(self) -> int:
        """The columns in which texts are shown."""
        return min(self._console.width, MAX_WIDTH)

    @contextmanager
    def interaction(self) -> Iterator[Interaction]:
        """Read keys while entered; whoever leaves or interrupts is at the end of it."""
        interaction = Interaction()
        with self._keyboard if self.keys else nullcontext():
            try:
                yield interaction
                return
            except LeaveRequest:
                interaction.ending = "left"
            except (KeyboardInterrupt, EOFError):
                interaction.ending = "interrupted"
            self.clear_line()

    # Writing

    def show(self, blocks: Iterable[Block]) -> None:
        """Show *blocks*, one below the other."""
        for block in blocks:
            if isinstance(block, Paragraph):
                self.say(block.text, indent=block.indent)
            else:
                self._show_rows(block)

    def say(self, text: str | Text, style: str | Style = "", indent: int = 0) -> None:
        """Show a paragraph; only at a terminal it is wrapped, and indented on each line."""
        paragraph = Text(text, style) if isinstance(text, str) else text
        if self.keys:
            block = Padding(paragraph, (0, 0, 0, indent), expand=False)
            self._console.print(block, width=self.width)
        else:
            self._console.print(Text(" " * indent) + paragraph, soft_wrap=True)

    def _show_rows(self, block: Rows) -> None:
        longest = max((len(label) for label, _ in block.rows), default=0)
        for label, text in block.rows:
            margin = f"  {label:<{longest}}  "
            if not self.keys:
                self.say(f"{margin}{text}".rstrip())
                continue
            lines = Text(text, block.style).wrap(self._console, self.width - len(margin))
            for line in lines or [Text()]:
                self._console.print(Text.assemble((margin, "cyan"), line))
                margin = " " * len(margin)

    def end_line(self) -> None:
        """Go to the next line; at the beginning of one, leave it empty."""
        self._console.print()

    def rewrite_line(self, text: str, hint: str = "") -> None:
        """Put *text* and a dim *hint* into the line that the cursor is on."""
        self.clear_line()
        line = Text.assemble(text, (hint, "dim"))
        line.truncate(self._console.width - 1)
        self._console.print(line, end="")

    def clear_line(self) -> None:
        """Empty the line that the cursor is on; where lines are read, end it."""
        if self.keys:
            erase = (ControlType.ERASE_IN_LINE, 2)
            self._console.control(Control(ControlType.CARRIAGE_RETURN, erase))
        else:
            self.end_line()

    # Reading

    def read_key(self) -> str:
        """Return the next key, in lower case.

        Raises:
            EOFError: The input has ended, or Ctrl-D was pressed.
            LeaveRequest: The key is ``q``.
        """
        key = self._keyboard.key().casefold()
        if key in ("", "\x04"):
            raise EOFError
        if key == "q":
            raise LeaveRequest
        return key

    def read_line(self, prompt: str) -> str:
        """Return the next line, without spaces around it.

        Raises:
            EOFError: The input has ended.
        """
        if self.keys:
            line = self._keyboard.line(prompt)
        else:
            self._console.print(prompt, end="", soft_wrap=True)
            line = sys.stdin.readline()
            if not line:
                raise EOFError
            if not sys.stdin.isatty():  # nobody has seen it yet
                self._console.print(line.rstrip("\r\n"), soft_wrap=True)
        return line.strip()


def is_interactive() -> bool:
    """Return whether a person sits at a terminal, so that single keys can be read."""
    has_cursor = os.environ.get("TERM") != "dumb"
    return has_cursor and sys.stdin.isatty() and sys.stdout.isatty()
