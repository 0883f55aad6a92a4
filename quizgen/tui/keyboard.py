"""Single keys of a terminal: while a session lasts, none is lost and none is echoed.

A terminal hands over lines unless it is told otherwise. If that changed for every key, what
is typed in between would be thrown away; so it changes once, and for typed answers back.
"""

import codecs
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

if sys.platform == "win32":  # there, nothing has to be changed
    import click

    class Keyboard:
        """The keyboard of the terminal, which gives single keys while it is entered."""

        def __enter__(self) -> "Keyboard":
            return self

        def __exit__(self, *_: object) -> None:
            pass

        def key(self) -> str:
            """Return the next key; what an arrow sends is one."""
            return click.getchar()

        def line(self, prompt: str) -> str:
            """Return a typed line without its end; raise EOFError at Ctrl-Z."""
            return input(prompt)

else:
    import select
    import signal
    import termios
    import tty

    class Keyboard:
        """The keyboard of the terminal, which gives single keys while it is entered."""

        def __enter__(self) -> "Keyboard":
            self._file = sys.stdin.fileno()
            self._line_modes = termios.tcgetattr(self._file)
            self._previous_handler = signal.signal(
                signal.SIGCONT, lambda *_: self._switch_to_keys()
            )
            self._switch_to_keys()
            return self

        def __exit__(
            self,
            kind: type[BaseException] | None,
            error: BaseException | None,
            trace: TracebackType | None,
        ) -> None:
            termios.tcsetattr(self._file, termios.TCSADRAIN, self._line_modes)
            signal.signal(signal.SIGCONT, self._previous_handler)

        def key(self) -> str:
            """Return the next key, one for all an arrow sends; "" at the end of input."""
            decoder = codecs.getincrementaldecoder(sys.stdin.encoding)("replace")
            key = ""
            while not key:
                byte = os.read(self._file, 1)
                if not byte:
                    return ""
                key = decoder.decode(byte)
            while key[0] == "\x1b" and select.select([self._file], [], [], 0)[0]:
                key += os.read(self._file, 1).decode("ascii", "replace")
                if key[-1].isalpha() or key[-1] == "~":
                    break
            return key

        def line(self, prompt: str) -> str:
            """Return a typed line without its end; raise EOFError at Ctrl-D."""
            with self._line_mode():
                try:
                    import readline  # the editing keys that people are used to
                except ImportError:
                    pass
                else:
                    # An arrow must not bring an earlier answer back.
                    readline.set_auto_history(False)
                return input(prompt)

        def _switch_to_keys(self) -> None:
            """Have the terminal hand over each key, without showing it."""
            # As `tty.setcbreak`, which throws away what was typed before.
            modes = termios.tcgetattr(self._file)
            modes[tty.LFLAG] &= ~(termios.ECHO | termios.ICANON)
            modes[tty.CC][termios.VMIN], modes[tty.CC][termios.VTIME] = 1, 0
            termios.tcsetattr(self._file, termios.TCSADRAIN, modes)

        @contextmanager
        def _line_mode(self) -> Iterator[None]:
            """Have the terminal hand over lines while entered."""
            termios.tcsetattr(self._file, termios.TCSADRAIN, self._line_modes)
            try:
                yield
            finally:
                self._switch_to_keys()
