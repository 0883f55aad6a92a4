"""The process around a command: its standard streams, and the signals that end it."""

import errno
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any

from quizgen.cli.output import say

_ENDING_SIGNALS = [
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)
]  # Windows has no SIGHUP


def run_safely(command: Callable[[], Any]) -> Any:
    """Run *command* so that streams and signals end it with a status, not a traceback.

    A stream that cannot be read or written is a message, and status 1; a reader that has
    closed the pipe wants no more, so that the status is 1 without one. SIGTERM and SIGHUP
    let temporary files be removed; then the status is 128 and the signal's number.
    """
    _require_streams()
    try:
        with _clean_ending():
            try:
                return command()
            finally:
                sys.stdout.flush()
    except OSError as error:
        if error.errno != errno.EPIPE:
            file = error.filename or "standard input or output"
            with suppress(OSError):
                say(f"Error: {file}: {error.strerror or error}", err=True)
        _drop_output()
        sys.exit(1)


def _require_streams() -> None:
    """End if standard input or output is closed: a file would be opened in its place."""
    if sys.stderr is None:
        os.open(os.devnull, os.O_WRONLY)  # which takes the lowest number that is free
    for name, stream in (("input", sys.stdin), ("output", sys.stdout)):
        if stream is None:
            say(f"Error: standard {name} is closed", err=True)
            sys.exit(1)


def _drop_output() -> None:
    """Let what is still to be written go nowhere, so that the interpreter can end.

    See the note on SIGPIPE, https://docs.python.org/3/library/signal.html.
    """
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            sink = os.open(os.devnull, os.O_WRONLY)
            os.dup2(sink, stream.fileno())
            os.close(sink)


@contextmanager
def _clean_ending() -> Iterator[None]:
    """Let the signals that end a process raise SystemExit while entered.

    One that is ignored, as under `nohup`, stays so.
    """

    def end_command(number: int, _frame: FrameType | None) -> None:
        for ending_signal in earlier_handlers:  # cleaning up is not to be interrupted
            signal.signal(ending_signal, signal.SIG_IGN)
        raise SystemExit(128 + number)

    earlier_handlers = {}
    # A test, or a program that uses this one, may run a command in another thread.
    with suppress(ValueError):
        for number in _ENDING_SIGNALS:
            if signal.getsignal(number) not in (None, signal.SIG_IGN):
                earlier_handlers[number] = signal.signal(number, end_command)
    try:
        yield
    finally:
        for number, handler in earlier_handlers.items():
            signal.signal(number, handler)
