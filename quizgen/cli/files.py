"""The files that commands read and write."""

import errno
import os
import re
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

import click

_LONGEST_NAME = 255
"""Bytes of a file's name, on nearly all file systems."""
_OPEN_DESCRIPTORS = ("/dev/stdin", "/dev/stdout", "/dev/stderr", "/dev/fd/")
"""Paths of streams that are open already, so that opening them waits for nobody."""


@contextmanager
def open_output(output: str) -> Iterator[BinaryIO]:
    """Open a file that is there whole at the end, or not at all; "-" is stdout.

    Raises:
        ClickException: It cannot be written.
    """
    if output == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        with _open_for_writing(output) as file:
            yield file
    except OSError as error:
        message = f"cannot write {output}: {error.strerror or error}"
        raise click.ClickException(message) from None


@contextmanager
def _open_for_writing(output: str) -> Iterator[BinaryIO]:
    if not output:
        raise OSError("its name is empty")
    target = os.path.realpath(output)  # a link stays one
    if _is_stream(output) or os.path.islink(target):  # to itself: open() says so
        with open(output, "wb") as file:
            yield file
        return
    refuse_all_but_files(output)
    with replacement(Path(target)) as unfinished, unfinished.open("wb") as file:
        yield file


def _is_stream(path: str) -> bool:
    """Return whether *path* is an open stream or /dev/null: nothing to be replaced."""
    return path.startswith(_OPEN_DESCRIPTORS) or os.path.realpath(path) == os.devnull


def refuse_all_but_files(path: str) -> None:
    """Raise OSError if *path* is a folder, a pipe or a device; it need not be there.

    A pipe would be waited for, and a device may have no end. An open stream is fine, and
    so is /dev/null.
    """
    if _is_stream(path) or not os.path.exists(path):
        return
    mode = os.stat(path).st_mode
    if stat.S_ISDIR(mode):
        raise OSError(os.strerror(errno.EISDIR))
    if not stat.S_ISREG(mode):
        raise OSError("this is a pipe or a device, not a file")


@contextmanager
def replacement(target: Path) -> Iterator[Path]:
    """Yield the path of a file to write, which then replaces *target* or goes away.

    What killed processes have left of theirs goes as well.
    """
    remove_leftovers(target)
    end = f".{os.getpid()}.tmp"
    unfinished = target.with_name(f"{_stem_of_unfinished(target)}{end}")
    try:
        yield unfinished
        unfinished.replace(target)
    finally:
        with suppress(OSError):
            unfinished.unlink()


def remove_leftovers(target: Path) -> None:
    """Remove the unfinished files beside *target* whose processes have ended."""
    # SQLite puts a journal beside the file that it writes.
    end = r"\.([0-9]{1,9})\.tmp(?:-journal|-wal|-shm)?"
    shape = re.compile(re.escape(_stem_of_unfinished(target)) + end)
    with suppress(OSError):
        for file in target.parent.iterdir():
            match = shape.fullmatch(file.name)
            if match and not _is_running(int(match[1])):
                file.unlink()


def _stem_of_unfinished(target: Path) -> str:
    """Return how the names of unfinished files of *target* begin; short enough for all."""
    longest = _LONGEST_NAME - len("..123456789.tmp")
    name = target.name
    while len(os.fsencode(name)) > longest:
        name = name[:-1]
    return f".{name}"


def _is_running(process: int) -> bool:
    """Return whether there is such a process; on Windows, where asking kills, True."""
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass  # somebody else's
    return True


def read_file(path: str) -> bytes:
    """Return what is in the file at *path*, which may be an open stream.

    Raises:
        ClickException: It cannot be read, or is no file.
    """
    require_file(path)
    try:
        return Path(path).read_bytes()
    except OSError as error:
        message = f"cannot read {path}: {error.strerror or error}"
        raise click.ClickException(message) from None


def require_file(path: str) -> None:
    """End if there is something at *path* that is not a file, so cannot be read as one.

    Raises:
        ClickException: It is a folder, a pipe or a device.
    """
    try:
        refuse_all_but_files(path)
    except OSError as error:
        message = f"cannot read {path}: {error.strerror or error}"
        raise click.ClickException(message) from None


class InputFile(click.File):
    """A parameter that is a file to read, or "-"; a pipe by name would be waited for."""

    def convert(self, value: Any, *context: Any) -> Any:
        """Open the file that *value* names; a `ClickException` if it is none."""
        if isinstance(value, str) and value != "-":
            require_file(value)
        return super().convert(value, *context)
