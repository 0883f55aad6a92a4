"""The bytes of a class list, as a spreadsheet writes them -> students, and what is wrong.

CSV is RFC 4180, and what Excel makes of it: UTF-8 with or without a byte order mark,
UTF-16 with one, or a Windows code page; commas, semicolons or tabs; a ``sep=`` line.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quizgen.model import Place, Problem

_NAMES = {"name", "full name", "student", "student name", "pupil", "имя", "фио", "ф.и.о.",
          "ученик", "студент", "аты-жөні", "аты", "оқушы"}  # fmt: skip
_PARTS = {"surname", "last name", "lastname", "family name", "first name", "firstname",
          "given name", "forename", "middle name", "patronymic", "фамилия", "отчество",
          "тегі", "әкесінің аты"}  # fmt: skip
_IDS = {"id", "no", "no.", "nr", "number", "student id", "номер", "№", "код", "нөмірі"}
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
LONGEST = 200
"""Characters that a name may have."""
MOST = 5000
"""Students that a list may have."""


class Student(NamedTuple):
    """One of a class; *number* is what the list calls an id, or empty."""

    name: str
    number: str


def enrolled(content: bytes, path: str) -> tuple[tuple[Student, ...], list[Problem]]:
    """The students of the list *content*, in its order; *path* names it in problems."""
    text = _decoded(content)
    if "\0" in text:
        return (), [_problem(path, 1, "this is not text: expected a CSV file")]
    skipped = 0
    if text[:4].casefold() == "sep=":
        skipped, text = 1, text.partition("\n")[2]
    rows, fault = _rows(text)
    if fault:
        return (), [_problem(path, skipped + 1, fault)]
    if not rows:
        return (), [_problem(path, 1, "found no names: expected a student in each line")]
    (first, head), *_ = rows
    columns, is_headed = _columns(head)
    if not columns.names:
        found = ", ".join(cell for cell in head if cell)
        message = f"found the columns {found}: expected one that is called 'name'"
        return (), [_problem(path, skipped + first, message)]
    students, problems = [], []
    for line, row in rows[is_headed:]:
        student = columns.student(row)
        students.append(student)
        if fault := _fault(student, len(students)):
            problems.append(_problem(path, skipped + line, fault))
    if not students:
        problems.append(_problem(path, skipped + first, "found no students below the head"))
    return tuple(students), problems[:20]


def _problem(path: str, line: int, message: str) -> Problem:
    return Problem(Place(path, line, 1), "error", message)


def _fault(student: Student, count: int) -> str:
    if count > MOST:
        return f"found more than {MOST} students: expected a class"
    if not student.name:
        return "found no name: expected one in each line"
    if len(student.name) > LONGEST:
        return f"found a name of {len(student.name)} characters: expected at most {LONGEST}"
    if "?" in student.name or "\ufffd" in student.name:
        return (
            f"found '{student.name}': letters were lost when the list was saved; in"
            ' Excel, choose "CSV UTF-8"'
        )
    return ""


def _decoded(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode(_code_page(content), "replace")


def _code_page(content: bytes) -> str:
    """Windows-1251, if letters beyond ASCII are most of the letters; else Windows-1252.

    Accents are sprinkled over a Latin text; in a Cyrillic one nearly all is beyond ASCII.
    """
    beyond = sum(byte >= 0xC0 for byte in content)
    within = len(re.findall(rb"[A-Za-z]", content))
    return "cp1251" if beyond > within else "cp1252"


_Rows = Sequence[tuple[int, list[str]]]


def _rows(text: str) -> tuple[_Rows, str]:
    """The rows that are not empty, each with its first line from 1; or what is wrong."""
    best: _Rows = []
    faults = []
    for delimiter in ",;\t":
        try:
            rows = [*_cut(text, delimiter)]
        except csv.Error as error:
            faults.append(f"this is no CSV: {error}")
            continue
        if not best or _sense(rows) > _sense(best):
            best = rows
    return best, "" if best or not faults else faults[0]


def _cut(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    for row in reader:
        cells = [" ".join(cell.split()) for cell in row]
        if any(cell.strip(",;") for cell in cells):  # of whichever delimiter
            yield line, cells
        line = reader.line_num + 1


def _sense(rows: _Rows) -> tuple[bool, int]:
    """How much sense a way to cut a list makes: known heads, columns all rows have."""
    if not rows:
        return False, 0
    widths = {len(cells) for _, cells in rows}
    known = {cell.casefold() for cell in rows[0][1]} & (_NAMES | _PARTS | _IDS)
    return bool(known), widths.pop() if len(widths) == 1 else 0


class _Columns(NamedTuple):
    """Where the parts of a name stand, and where the id, if there is one."""

    names: tuple[int, ...]
    number: int | None

    def student(self, row: Sequence[str]) -> Student:
        cells = dict(enumerate(row))
        name = " ".join(filter(None, (cells.get(i, "") for i in self.names)))
        return Student(name, cells.get(self.number, "") if self.number is not None else "")


def _columns(head: Sequence[str]) -> tuple[_Columns, bool]:
    """What the columns hold, and whether *head*, the first row, says so."""
    known = [cell.casefold() for cell in head]
    parts = [i for i, cell in enumerate(known) if cell in _PARTS]
    whole = [i for i, cell in enumerate(known) if cell in _NAMES]
    ids = [i for i, cell in enumerate(known) if cell in _IDS]
    if parts and any(known[i] == "имя" for i in whole):  # фамилия, имя
        parts, whole = sorted(parts + whole), []
    if parts or whole or ids:
        return _Columns(tuple(whole[:1] or parts), ids[0] if ids else None), True
    numbers = [i for i, cell in enumerate(head) if any(c.isdecimal() for c in cell)]
    names = [i for i, cell in enumerate(head) if cell and i not in numbers]
    return _Columns(tuple(names), numbers[0] if numbers else None), False
