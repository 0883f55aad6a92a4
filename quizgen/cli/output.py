"""Print what commands say, whose texts others may have written, so that it is only text."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from quizgen.text import printable, printable_json


def say(message: object, *, err: bool = False) -> None:
    """Print *message* and the end of a line, to standard error if it is talk."""
    click.echo(printable(str(message)), err=err)


def print_json(text: str) -> None:
    """Print the JSON *text*, which means the same afterwards, and the end of a line."""
    click.echo(printable_json(text))


@contextmanager
def printable_errors() -> Iterator[None]:
    """Let the messages of errors within be such as can be printed."""
    try:
        yield
    except click.ClickException as error:
        # For click it is final, but there is no other way that keeps kind and context.
        error.message = printable(error.message)  # type: ignore[misc]
        raise
