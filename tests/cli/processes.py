"""Commands as processes of their own, for what only the system can do to them."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


def run_process(
    words: Sequence[str | bytes],
    environment: dict[str, str] | None = None,
    program: Sequence[str] = ("-m", "quizgen"),
    **options: Any,
) -> subprocess.CompletedProcess[bytes]:
    """Run `quizgen` with *words*; variables of the *environment* are added to this one.

    Nothing is on standard input. A command that takes a minute hangs.
    """
    options = {"stdin": subprocess.DEVNULL, "capture_output": True, **options}
    if "input" in options:
        del options["stdin"]
    variables = {**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})}
    return subprocess.run(
        [sys.executable, *program, *words],
        env={name: value for name, value in variables.items() if value != UNSET},
        timeout=60,
        check=False,
        **options,
    )


UNSET = "(unset)"
"""In place of a value: this variable is not to be there."""


def message_of(process: subprocess.CompletedProcess[bytes]) -> str:
    """Return the message with which a command has failed, as it should."""
    message = process.stderr.decode("utf-8", "surrogateescape")
    assert "Traceback" not in message, message
    assert process.returncode in (1, 2), (process.returncode, message)
    assert message
    return message
