"""The doors of quizgen, and what they promise whoever comes to them.

Exam files are not among them: there are none yet.
"""

import io
import sqlite3
import zipfile
from functools import cache
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from quizgen.deck.lint import check
from quizgen.deck.loader import SHIPPED, DeckLoader
from quizgen.exam.roster import MAX_NAME_LENGTH, MAX_STUDENTS, read_roster
from quizgen.exam.sheet_code import (
    SheetCodeError,
    questions_fingerprint,
    read_code,
)
from quizgen.exam.sheets import remake_sheet
from quizgen.exports import export
from quizgen.exports.anki.lock import Lock, LockBuilder
from quizgen.exports.anki.lock_file import lock_text, read_lock
from quizgen.exports.plain_text import render
from quizgen.generate.generator import iterate_questions
from quizgen.hashing import digest
from quizgen.quiz.selection import select
from tests.fuzz import commands, logs, seeds
from tests.fuzz.changes import TOKENS, change_bytes, encode
from tests.fuzz.harness import Target
from tests.fuzz.rules import check_printable, check_problems, promise
from tests.fuzz.trees import (
    change_tree,
    exchange_values,
    read_json,
    read_yaml,
    write_json,
    write_yaml,
)

_QUESTIONS = 60
"""Questions that are made of a deck, at most."""
_FORMATS = ("anki", "docx", "html", "md", "typ", "text")

# Decks

DECK_WORDS: list[Any] = [
    *(
        "?x",
        "?person",
        "?city",
        "?x member ?y",
        "?a != ?b",
        "?x a state",
        "?a < ?b",
        "{is}",
    ),
    *("?office chairs ?person @ now", "?o chairs ?p since ?d", "not ?o chairs ?p @ now"),
    *(
        "?n = count ?p: chair member ?p @ now",
        "last ?d: ?o chairs ?p until ?d",
        "{of}",
        "{x}",
    ),
    *("first ?d: ?n = count ?p: chair member ?p", "?n >= 1", "{day.year}", "{city.short}"),
    *(
        "person",
        "state",
        "city",
        "office",
        "chair",
        "ames",
        "bold",
        "minsk",
        "armenia",
        "now",
    ),
    *(
        "text",
        "number",
        "date",
        "choice",
        "multi",
        "truefalse",
        "cloze",
        "card",
        "order",
        "match",
    ),
    *(
        "single",
        "unique",
        "complete",
        "source",
        "report",
        "atlas",
        "note",
        "is",
        "of",
        "uses",
    ),
    *(
        "kind",
        "name",
        "since",
        "until",
        "on",
        "as-of",
        "said-by",
        "confidence",
        "low",
        "true",
    ),
    *(
        "options",
        "given",
        "ask",
        "state",
        "answer",
        "forms",
        "explain",
        "order-by",
        "was",
        "uid",
    ),
    *(
        "match-with",
        "contrasts",
        "because",
        "says",
        "said",
        "aliases",
        "short",
        "id",
        "facts",
    ),
    *(
        "2000",
        "2000-02-29",
        "2001-02-29",
        "2000-13",
        "0000",
        "-5",
        "1e3",
        "1,000",
        "0.1",
        "5 km",
    ),
    *TOKENS,
]


def draw_deck(draw: Random) -> bytes:
    """Return a deck with changes of its tree, of its bytes or of both."""
    text, donor = draw.choice(seeds.DECKS), draw.choice(seeds.DECKS)
    how = draw.randrange(12)
    if how > 5:
        text = write_yaml(exchange_values(_deck_tree(text), _deck_tree(text), draw))
    elif how:
        tree = change_tree(_deck_tree(text), _deck_tree(donor), DECK_WORDS, draw)
        text = write_yaml(tree)
    content = encode(text)
    return content if how > 2 else change_bytes(content, draw)


@cache
def _deck_tree(text: str) -> Any:
    return read_yaml(text)


def try_deck(content: bytes, folder: Path) -> None:
    """Read, check and ask: a deck without errors can be asked about."""
    path = folder / "deck.yaml"
    path.write_bytes(content)
    loader = DeckLoader((None, None, "ru")[len(content) % 3], SHIPPED)
    base = loader.load_file(path, "deck.yaml")
    check_problems(loader.problems, content, "deck.yaml")
    promise(base or loader.problems, "no deck, and no reason")
    if base is None:
        return
    problems = check(base)
    check_problems(problems, content, "deck.yaml")
    if not any(problem.level == "error" for problem in problems):
        questions = [*islice(iterate_questions(base, 1), _QUESTIONS)]
        check_printable("".join(render(questions)))
        quiz = select(questions, 3, title="A quiz")
        if quiz.questions and len(content) % 4 == 0:
            export(quiz, _FORMATS[len(content) // 4 % len(_FORMATS)])


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


# Locks of Anki decks


def draw_lock(draw: Random) -> bytes:
    """Return a lock in JSON, or as it was before in YAML, with changes."""
    words = [
        *TOKENS,
        "deck",
        "since",
        "notes",
        "retired",
        "types",
        "digest",
        "changed",
        7,
        2.5,
    ]
    words += [
        True,
        -1,
        10**10,
        2**64,
        "0" * 16,
        "capitals/a/b#text",
        "stem",
        "key",
        "about",
    ]
    if draw.randrange(2):
        tree, text = read_json(seeds.json_lock()), seeds.json_lock()
        changed = write_json(change_tree(tree, tree, words, draw))
    else:
        tree, text = read_yaml(seeds.YAML_LOCK), seeds.YAML_LOCK
        changed = write_yaml(change_tree(tree, tree, words, draw))
    if draw.randrange(3):
        return encode(changed)
    return change_bytes(encode(text), draw)


def try_lock(content: bytes, folder: Path) -> None:
    """Read a lock: it is whole, so that it can be written and read again, or refused."""
    path = folder / "deck.lock.json"
    path.write_bytes(content)
    lock, problems = read_lock(path, "capitals")
    check_problems(problems, content, str(path))
    if problems:
        promise(lock == Lock("capitals"), "half a lock")
        return
    builder = LockBuilder(lock, 1_790_000_000)
    builder.record_note("capitals/x/y#text", "0" * 16, "What?", "It")
    builder.retired_notes()
    for following in (lock, builder.next_lock()):
        path.write_bytes(lock_text(following).encode())
        promise(read_lock(path, "capitals") == (following, []), "it is read otherwise")


# Anki packages


@cache
def _packages() -> tuple[bytes, ...]:
    quizzes = [select([*iterate_questions(base)], 4, title="T") for base in seeds.bases()]
    return tuple(export(quiz, "anki") for quiz in quizzes)


def draw_package(draw: Random) -> bytes:
    """Return an Anki package with changes, of its archive or of what is in it."""
    package = draw.choice(_packages())
    match draw.randrange(6):
        case 0:
            return draw.choice(
                (b"", b"PK\x05\x06" + bytes(18), b"PK", bytes(50), package[:40])
            )
        case 1:
            return change_bytes(package, draw)
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = draw.choice([*members])
    if draw.randrange(2):
        name = max(members, key=lambda member: len(members[member]))
    if members[name].startswith(b"SQLite") and draw.randrange(2):
        members[name] = _change_rows(members[name], draw)
    else:
        members[name] = change_bytes(members[name], draw)
    names = [*members, "../x", "/etc/x", "0", "media", "meta", "collection.anki21b"]
    renamed = draw.choice(names) if draw.randrange(4) == 0 else name
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        for member, content in members.items():
            entry = zipfile.ZipInfo(renamed if member == name else member)
            archive.writestr(entry, content)
    return output.getvalue()


def _change_rows(content: bytes, draw: Random) -> bytes:
    """Return the database *content* with a value of one table changed."""
    database = sqlite3.connect(":memory:")
    database.deserialize(content)
    tables = [
        name
        for (name,) in database.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"
        )
    ]
    table = draw.choice(tables)
    columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
    value = draw.choice(
        (None, -1, 2**63 - 1, "", "{}", "[]", "\x1f" * 99, b"\xff", 0.5, "x" * 9999)
    )
    try:
        if draw.randrange(8):
            database.execute(f"UPDATE {table} SET {draw.choice(columns)} = ?", (value,))
        else:
            database.execute(draw.choice((f"DELETE FROM {table}", f"DROP TABLE {table}")))
        database.commit()
    except sqlite3.Error:
        pass
    changed = database.serialize()
    database.close()
    return changed


def try_package(content: bytes, folder: Path) -> None:
    """Let the real Anki import a package: it does, or says that it cannot."""
    from quizgen.exports.anki.upgrade_check import table_lines, try_upgrade

    old, new = folder / "old.apkg", folder / "new.apkg"
    old.write_bytes(content)
    new.write_bytes(_packages()[0])
    for first, second in ((old, new), (new, old)):
        try:
            outcome = try_upgrade(first, second, {})
        except ValueError as error:
            check_printable(str(error))
        else:
            promise(min(outcome) >= 0, str(outcome))
            check_printable("\n".join(table_lines({"default": outcome})))


TARGETS: dict[str, Target] = {
    "decks": Target(draw_deck, try_deck, 250),
    "rosters": Target(draw_roster, try_roster, 500),
    "logs": Target(logs.draw_log, logs.try_log, 200),
    "codes": Target(draw_code, try_code, 400),
    "locks": Target(draw_lock, try_lock, 400),
    "packages": Target(draw_package, try_package, 10),
    "options": Target(commands.draw_options, commands.try_options, 60),
    "files": Target(commands.draw_file, commands.try_file, 40),
}
"""By the name that the command takes."""
