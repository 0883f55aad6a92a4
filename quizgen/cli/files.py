"""The files that commands write."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import click


@contextmanager
def open_output(output: str) -> Iterator[BinaryIO]:
    """Open a file that is there whole at the end, or not at all; "-" is stdout.

    Raises:
        ClickException: It cannot be written.
    """
    if output == "-":
        yield sys.stdout.buffer
        return
    path = Path(output)
    # What is no file, such as /dev/null, is not to be replaced by one; nor is a link.
    is_replaced = os.path.isfile(path) or not os.path.exists(path)
    path = Path(os.path.realpath(path)) if is_replaced else path
    is_replaced = is_replaced and not os.path.islink(path)  # to itself: open() says so
    target = path.with_name(f".{path.name}.{os.getpid()}.tmp") if is_replaced else path
    try:
        with target.open("wb") as file:
            yield file
        if is_replaced:
            target.replace(path)
    except OSError as error:
        message = f"cannot write {output}: {error.strerror or error}"
        raise click.ClickException(message) from None
    finally:
        if is_replaced and os.path.exists(target):
            target.unlink()
