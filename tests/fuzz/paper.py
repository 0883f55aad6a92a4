"""Class lists, and the codes of sheets."""

from functools import cache
from pathlib import Path
from random import Random

from quizgen.exam.roster import MAX_NAME_LENGTH, MAX_STUDENTS, read_roster
from quizgen.exam.sheet_code import (
    SheetCodeError,
    questions_fingerprint,
    read_code,
)
from quizgen.exam.sheets import remake_sheet
from quizgen.hashing import digest
from tests.fuzz import seeds
from tests.fuzz.changes import TOKENS, change_bytes, encode
from tests.fuzz.rules import check_printable, check_problems, promise

# Class lists


def draw_roster(draw: Random) -> bytes:
    """Return a class list, in any encoding, with changes."""
    text = draw.choice(seeds.ROSTERS)
    if draw.randrange(3) == 0:
        cells = [*"name id Name Vorname Фамилия Имя first last".split(), *TOKENS, text]
        delimiter = draw.choice(",;\t|")
        rows = (
            delimiter.join(draw.choice(cells) for _ in range(draw.randrange(1, 4)))
            for _ in range(draw.randrange(6))
        )
        text += "\n".join(rows)
    content = encode(text)
    if draw.randrange(3) == 0:
        page = draw.choice(
            ("utf-8-sig", "utf-16", "cp1251", "cp1252", "mac-roman", "cp866")
        )
        content = content.decode("utf-8", "replace").encode(page, "replace")
    return change_bytes(content, draw) if draw.randrange(10) else content


def try_roster(content: bytes, folder: Path) -> None:
    """Read a class list: a name is in the file as it stands, or there are no students."""
    students, problems = read_roster(content, "class.csv")
    check_problems(problems, content, "class.csv")
    has_error = any(problem.level == "error" for problem in problems)
    promise(has_error != bool(students), f"{len(students)} students, {problems[:1]}")
    promise(len(students) <= MAX_STUDENTS, f"{len(students)} students")
    texts = [
        _decoded(content, page) for page in ("utf-8-sig", "utf-16", "cp1251", "cp1252")
    ]
    for student in students:
        check_printable(str(student))
        promise("\n" not in str(student), f"a name of two lines: {student!r}")
        promise(0 < len(student.name) <= MAX_NAME_LENGTH, f"a name of {len(student.name)}")
        words = f"{student.name} {student.number}".replace('"', "").split()
        is_there = any(all(word in text for word in words) for text in texts)
        promise(is_there, f"not in the list: {student!r}")


def _decoded(content: bytes, page: str) -> str:
    return content.decode(page, "replace").replace('"', "")


# Codes of sheets

_CODE_WORDS = (
    *(
        ".P",
        ".FCARD",
        ".TRCA7",
        ".DHARD",
        ".LRU",
        ".LKK-LATN",
        ".N1",
        ".S99",
        ".VB",
        ".VZ",
        ".V7",
    ),
    *(
        "+OFFICES",
        "CAPITALS",
        "../X",
        "/DEV/ZERO",
        "O",
        "I",
        "L",
        "0",
        " ",
        ".",
        "+",
        "-",
        "٣",
        "İ",
    ),
    *TOKENS,
)


def draw_code(draw: Random) -> bytes:
    """Return a code with changes; every other one has a right checksum again."""
    code = draw.choice(seeds.sheets()).code
    for _ in range(draw.choice((0, 1, 1, 2, 3))):
        start = draw.randrange(len(code) + 1)
        match draw.randrange(4):
            case 0:
                code = code[:start] + draw.choice(_CODE_WORDS) + code[start:]
            case 1:
                code = code[:start] + code[start + draw.randrange(1, 4) :]
            case 2:
                letter = draw.choice("ABCXYZ0123456789+-. \n\u0661é")
                code = code[:start] + letter + code[start + 1 :]
            case _:
                fields, others = (
                    code.split("."),
                    draw.choice(seeds.sheets()).code.split("."),
                )
                fields[draw.randrange(len(fields))] = draw.choice(others)
                code = ".".join(fields)
    if draw.randrange(2):
        code = with_checksum(code)
    return encode(code.lower() if draw.randrange(6) == 0 else code)


def with_checksum(code: str) -> str:
    """Return *code* with a checksum that is right for what stands before it."""
    body = "".join(code.split()).upper()[:-2]
    number = digest(body.encode("utf-8", "replace").decode())
    digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    return body + digits[number & 31] + digits[number >> 5 & 31]


@cache
def _printed_sheets() -> dict[str, object]:
    return {
        questions_fingerprint(sheet.questions): repr(sheet.questions)
        for sheet in seeds.sheets()
    }


def try_code(content: bytes, folder: Path) -> None:
    """Make the sheet of a code again: only one that was printed comes back."""
    text = content.decode("utf-8", "surrogateescape")
    try:
        code = read_code(text)
        by_id = {base.deck.id: base for base in seeds.bases()}
        known = [by_id[deck] for deck in dict.fromkeys(code.decks) if deck in by_id]
        if code.language == "ru":
            known = [*seeds.russian_bases()] if len(known) == 1 else known
        sheet = remake_sheet(known, code)
    except SheetCodeError:
        return
    check_printable(sheet.code)
    promise(read_code(sheet.code) == code, f"the sheet bears {sheet.code}")
    printed = _printed_sheets().get(questions_fingerprint(sheet.questions))
    promise(printed == repr(sheet.questions), f"no such sheet was printed: {sheet.code}")
