"""The bytes of a list, as a spreadsheet writes them -> rows of cells.

CSV is RFC 4180, and what Excel makes of it: with commas, semicolons or tabs, and maybe a
first line such as ``sep=;``.
"""

import csv
import io
import re
from collections.abc import Iterator
from typing import NamedTuple

from quizgen.exam.encodings import decoded
from quizgen.model import Place, Problem

_SEPARATOR = re.compile(r"sep=([\t,;|:!~^])[^\r\n]*(?:\r\n?|\n|$)", re.IGNORECASE)
_LINE = re.compile(r"\r\n?|\n")
_WORD = re.compile(r"[^ ,;\t\r\n\"]+")


class Row(NamedTuple):
    """The cells of a row; *line*, from 1, is where it begins."""

    line: int
    cells: tuple[str, ...]


def tabulated(content: bytes, path: str) -> tuple[list[Row], list[Problem]]:
    """The rows of *content* that are not empty, their spaces normalized.

    Args:
        content: All bytes of the file.
        path: Its name, for problems.
    """
    text, odd = decoded(content)
    if "\0" in text:
        return [], [problem(path, 1, "this is not text: expected a CSV file")]
    if odd is not None:
        return [], [_doubt(path, text, odd)]
    announced = _SEPARATOR.match(text)
    skipped = len(_LINE.findall(announced[0])) if announced else 0
    body = text[announced.end() :] if announced else text
    found: list[list[Row]] = []
    faults = []
    for delimiter in announced[1] if announced else "\t;,":
        try:
            found.append([*_cut(body, delimiter, skipped)])
        except _CutError as fault:
            faults.append(problem(path, fault.line, f"this is no CSV: {fault}"))
    if not found:
        return [], faults[:1]
    rows = max(found, key=_sense)
    return rows, [*_surplus(rows, path)]


def problem(path: str, line: int, message: str) -> Problem:
    """An error in a row of the file *path*."""
    return Problem(Place(path, line, 1), "error", message)


def _doubt(path: str, text: str, odd: int) -> Problem:
    """That the word with the letter *odd* in it may be another one."""
    word = next(word for word in _WORD.finditer(text) if word.end() > odd)
    *above, before = _LINE.split(text[: word.start()])
    message = (
        f"found '{word[0][:40]}', which is not surely what was written: in Excel, save"
        ' the list as "CSV UTF-8"'
    )
    place = Place(path, len(above) + 1, len(before) + 1)
    return Problem(place, "error", message)


# Rows and cells


class _CutError(ValueError):
    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


def _cut(text: str, delimiter: str, skipped: int) -> Iterator[Row]:
    """The rows of *text*, before which *skipped* lines stand."""
    line = skipped + 1
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        for row in reader:
            cells = tuple(" ".join(cell.split()) for cell in row)
            if any(cell.strip(",;") for cell in cells):  # of whichever delimiter
                yield Row(line, cells)
            line = skipped + reader.line_num + 1
    except csv.Error as error:
        raise _CutError(line, str(error)) from None


def _sense(rows: list[Row]) -> tuple[bool, bool, bool]:
    """How much sense a way to cut a list makes: best if all rows have as many cells.

    Excel may leave empty cells at the end of a row out; so shorter rows are next best.
    """
    if not rows:
        return False, False, False
    widths = [len(row.cells) for row in rows]
    is_even, is_full = len({*widths}) == 1, max(widths) == widths[0]
    return widths[0] > 1, is_even, is_full


def _surplus(rows: list[Row], path: str) -> Iterator[Problem]:
    """Rows with more cells than the first one has: their cells are in wrong columns."""
    for line, cells in rows:
        wanted = len(rows[0].cells)
        found = max((n for n, cell in enumerate(cells, 1) if cell), default=0)
        if found > wanted:
            message = (
                f"found {found} cells: expected {wanted}, as in the first line (a name"
                " with ',' in it needs quotes)"
            )
            yield problem(path, line, message)
