"""What holds whatever is read: the promises by which a target judges."""

import re
from collections.abc import Iterable, Iterator

from quizgen.model import Problem

_LINE = re.compile(r"(?s)(.*?):(\d+):(\d+): (error|warning): (.+)")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_LINE_ENDS = (
    re.compile("\n"),
    re.compile("\r\n|\r|\n"),
    re.compile("\r\n|[\r\n\x85\u2028\u2029]"),
)


class BrokenPromise(AssertionError):
    """What was read has made quizgen break a promise."""


def promise(kept: object, message: str) -> None:
    """Raise a BrokenPromise with *message* unless it was *kept*."""
    if not kept:
        raise BrokenPromise(message)


def check_printable(text: str) -> None:
    """Nothing that is printed can steer a terminal."""
    control = _CONTROL.search(text)
    if control:
        start = max(0, control.start() - 30)
        raise BrokenPromise(
            f"prints a control character: {text[start : control.end() + 20]!r}"
        )


def check_problems(problems: Iterable[Problem], content: bytes, path: str) -> None:
    """Each problem is one line, and names a line and a column that exist.

    Problems of other files than *path*, whose *content* is known, are only read.
    """
    line_widths: list[list[int]] = []
    for problem in problems:
        text = str(problem)
        is_line = _LINE.fullmatch(text) and "\n" not in text
        promise(is_line, f"no line of file:line:col: {text[:200]!r}")
        if problem.place.path != path:
            continue
        line_widths = line_widths or [*_line_widths(content)]
        line, column = problem.place.line, problem.place.column
        exists = any(
            1 <= line <= len(widths) and 1 <= column <= widths[line - 1] + 1
            for widths in line_widths
        )
        promise(exists, f"no such place: {text[:200]!r}")


def _line_widths(content: bytes) -> Iterator[list[int]]:
    """Yield how long each line is, as editors count lines, and as YAML does.

    What is no Unicode is read by a code page, in which each byte is a character.
    """
    is_wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = content.decode("utf-16" if is_wide else "utf-8", "replace")
    for line_end in _LINE_ENDS:
        yield [len(line) for line in line_end.split(text)]
        if not is_wide:
            yield [len(line) for line in line_end.split(content.decode("latin-1"))]
