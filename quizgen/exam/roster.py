"""The bytes of a class list -> students, and what is wrong."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quizgen.exam.columns import Columns, columns
from quizgen.exam.tables import problem, tabulated
from quizgen.model import Place, Problem

LONGEST = 200
"""Characters that a name may have."""
MOST = 5000
"""Students that a list may have."""
_TOLD = 20
"""Problems that are worth telling."""
_NO_NAME = re.compile(r"[;|@<>=\x00-\x1f\x7f-\x9f]|,\d")


class Student(NamedTuple):
    """One of a class; *number* is what the list calls an id, or empty."""

    name: str
    number: str

    def __str__(self) -> str:
        return f"{self.name} ({self.number})" if self.number else self.name


def enrolled(content: bytes, path: str) -> tuple[tuple[Student, ...], list[Problem]]:
    """The students of the list *content*, in its order; *path* names it in problems.

    Returns:
        The students, none if the list could be misread, and what there is to say.
    """
    rows, problems = tabulated(content, path)
    if problems:
        return (), problems[:_TOLD]
    if not rows:
        message = "found no names: expected a student in each line"
        return (), [problem(path, 1, message)]
    where = columns([row.cells for row in rows])
    line = rows[0].line
    if isinstance(where, str):
        return (), [problem(path, line, where)]
    listed = [(row.line, _student(row.cells, where)) for row in rows[where.headed :]]
    problems = [*_faults(listed, path)]
    if problems:
        return (), problems[:_TOLD]
    if not where.headed:
        problems = [_warning(path, line, _guessed(listed[0][1]))]
    if not listed:
        return (), [problem(path, line, "found no students below the head")]
    problems += _twice(listed, path)
    return tuple(student for _, student in listed), problems[:_TOLD]


_Listed = Sequence[tuple[int, Student]]
"""Students, each with its line."""


def _student(cells: Sequence[str], where: Columns) -> Student:
    at = dict(enumerate(cells))
    name = " ".join(filter(None, (at.get(index, "") for index in where.names)))
    return Student(name, at.get(where.number, "") if where.number is not None else "")


def _faults(listed: _Listed, path: str) -> Iterator[Problem]:
    for count, (line, student) in enumerate(listed, 1):
        if fault := _fault(student, count):
            yield problem(path, line, fault)


def _fault(student: Student, count: int) -> str:
    name = student.name
    if count > MOST:
        return f"found more than {MOST} students: expected a class"
    if not name:
        return "found no name: expected one in each line"
    if len(name) > LONGEST:
        return f"found a name of {len(name)} characters: expected at most {LONGEST}"
    if "?" in name or "\ufffd" in "".join(student):
        return (
            f"found '{student}': letters were lost when the list was saved; in"
            ' Excel, choose "CSV UTF-8"'
        )
    if _NO_NAME.search(name) or not any(map(str.isalpha, name)):
        return f"found '{name}': expected a name"
    return ""


def _guessed(first: Student) -> str:
    return f"found no line with names of columns: took '{first}' for the first student"


def _twice(listed: _Listed, path: str) -> Iterator[Problem]:
    """Students whom the list does not tell apart from one before them."""
    lines: dict[tuple[str, str | None], int] = {}  # None: whatever the number
    for line, student in listed:
        name, number = student.name.casefold(), student.number
        alike = [(name, number), (name, "")] if number else [(name, None)]
        before = min((lines[each] for each in alike if each in lines), default=0)
        if before:
            yield _warning(path, line, f"'{student}' is also in line {before}")
        for each in ((name, number), (name, None)):
            lines.setdefault(each, line)


def _warning(path: str, line: int, message: str) -> Problem:
    return Problem(Place(path, line, 1), "warning", message)
