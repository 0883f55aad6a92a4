"""The locks of Anki decks, and packages that are given to the upgrade check."""

import io
import sqlite3
import zipfile
from functools import cache
from pathlib import Path
from random import Random

from quizgen.exports import export
from quizgen.exports.anki.lock import Lock, LockBuilder
from quizgen.exports.anki.lock_file import lock_text, read_lock
from quizgen.generate.generator import iterate_questions
from quizgen.quiz.selection import select
from tests.fuzz import seeds
from tests.fuzz.changes import TOKENS, change_bytes, encode
from tests.fuzz.rules import check_printable, check_problems, promise
from tests.fuzz.trees import (
    change_tree,
    read_json,
    read_yaml,
    write_json,
    write_yaml,
)

# Locks


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
