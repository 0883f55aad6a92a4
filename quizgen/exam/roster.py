"""A class list: its bytes, as a spreadsheet writes them, read into students.

A list that could be misread gives no students: a wrong name on a sheet is worse than an
error. `roster_rows` knows bytes and cells, `roster_columns` what columns are called.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from quizgen.exam.roster_columns import RosterColumns, find_columns
from quizgen.exam.roster_rows import RosterError, Row, read_rows
from quizgen.model import Place, Problem

MAX_NAME_LENGTH = 200
"""Characters that a name may have."""
MAX_STUDENTS = 5000
"""Students that a list may have."""
_MAX_PROBLEMS = 20
_NO_NAME = re.compile(r"[;|@<>=\x00-\x1f\x7f-\x9f]|,\d")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class Student(NamedTuple):
    """One of a class; *number* is what the list calls an id, or empty."""

    name: str
    number: str

    def __str__(self) -> str:
        return f"{self.name} ({self.number})" if self.number else self.name


def read_roster(content: bytes, path: str) -> tuple[tuple[Student, ...], list[Problem]]:
    """Return the students of the class list *content*, in its order.

    Args:
        content: All bytes of the file: CSV, with or without names of columns.
        path: The file's name, for problems.

    Returns:
        The students, none if there is an error, and at most 20 problems.
    """
    try:
        rows = read_rows(content)
        errors = [*_surplus_cells(rows, path)]
        columns = None if errors else find_columns(rows)
    except RosterError as error:
        place = Place(path, error.line, error.column)
        return (), [Problem(place, "error", error.message)]
    if columns is None:
        return (), errors[:_MAX_PROBLEMS]
    first_line = rows[0].line
    entries = [_entry(row, columns) for row in rows[columns.has_header :]]
    errors = [*_name_errors(entries, path)]
    if errors:
        return (), errors[:_MAX_PROBLEMS]
    if not entries:
        message = "found no students below the head"
        return (), [_problem(path, first_line, "error", message)]
    warnings = [*_duplicates(entries, path)]
    students = tuple(entry.student for entry in entries)
    if not columns.has_header:
        message = (
            f"found no line with names of columns: took '{students[0]}' for the first"
            " student"
        )
        warnings = [_problem(path, first_line, "warning", message), *warnings]
    return students, warnings[:_MAX_PROBLEMS]


class _Entry(NamedTuple):
    """A student, and the line of the list, from 1."""

    line: int
    student: Student


def _entry(row: Row, columns: RosterColumns) -> _Entry:
    cells = dict(enumerate(row.cells))
    name = " ".join(filter(None, (cells.get(index, "") for index in columns.names)))
    number = "" if columns.number is None else cells.get(columns.number, "")
    return _Entry(row.line, Student(name, number))


def _problem(
    path: str, line: int, level: Literal["error", "warning"], message: str
) -> Problem:
    return Problem(Place(path, line, 1), level, message)


def _surplus_cells(rows: Sequence[Row], path: str) -> Iterator[Problem]:
    """Rows with more cells than the first one has: their cells are in wrong columns."""
    width = len(rows[0].cells)
    for line, cells in rows:
        count = max(n for n, cell in enumerate(cells, 1) if cell)
        if count > width:
            message = (
                f"found {count} cells: expected {width}, as in the first line (a name"
                " with ',' in it needs quotes)"
            )
            yield _problem(path, line, "error", message)


def _name_errors(entries: Sequence[_Entry], path: str) -> Iterator[Problem]:
    """Each entry has a name that can be printed, and there are not too many."""
    for count, (line, student) in enumerate(entries, 1):
        fault = _name_fault(student, count)
        if fault:
            yield _problem(path, line, "error", fault)


def _name_fault(student: Student, count: int) -> str | None:
    """Return what is wrong with the *count*-th student, from 1; None if nothing is."""
    name = student.name
    if count > MAX_STUDENTS:
        return f"found more than {MAX_STUDENTS} students: expected a class"
    if not name:
        return "found no name: expected one in each line"
    if len(name) > MAX_NAME_LENGTH:
        return f"found a name of {len(name)} characters: expected at most {MAX_NAME_LENGTH}"
    if "?" in name or "\ufffd" in "".join(student):
        return (
            f"found '{student}': letters were lost when the list was saved; in"
            ' Excel, choose "CSV UTF-8"'
        )
    if _NO_NAME.search(name) or not any(map(str.isalpha, name)):
        return f"found '{name}': expected a name"
    if _CONTROL.search(student.number):
        return f"found a control character in the id of '{name}': expected a number"
    return None


def _duplicates(entries: Sequence[_Entry], path: str) -> Iterator[Problem]:
    """A student is listed once: the same name needs another number."""
    first_lines: dict[tuple[str, str | None], int] = {}  # None: whatever the number
    for line, student in entries:
        name, number = student.name.casefold(), student.number
        same = [(name, number), (name, "")] if number else [(name, None)]
        earlier = [first_lines[key] for key in same if key in first_lines]
        if earlier:
            message = f"'{student}' is also in line {min(earlier)}"
            yield _problem(path, line, "warning", message)
        for key in ((name, number), (name, None)):
            first_lines.setdefault(key, line)
