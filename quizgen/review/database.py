"""The SQLite file behind a review log: that it is ours, whole, and of our version."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

NAME = "quizgen.sqlite3"
_OURS = 0x51475232
"""SQLite's application_id, by which a file of ours is known."""
_MIGRATIONS = (
    """
    CREATE TABLE log (
      id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL,
      question TEXT NOT NULL,
      at INTEGER NOT NULL,
      offset INTEGER NOT NULL,
      grade INTEGER,
      right INTEGER,
      share REAL,
      milliseconds INTEGER,
      scheduler TEXT,
      reply TEXT,
      shown TEXT,
      note TEXT,
      undoes INTEGER,
      UNIQUE (question, at, kind)
    ) STRICT;
    CREATE INDEX log_undone ON log (question, undoes) WHERE undoes IS NOT NULL;
    CREATE INDEX log_kind ON log (kind) WHERE kind <> 'review';
    CREATE TRIGGER log_stays BEFORE UPDATE ON log
      BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;
    CREATE TRIGGER log_keeps BEFORE DELETE ON log
      BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;
    CREATE TABLE memory (
      question TEXT PRIMARY KEY,
      stability REAL NOT NULL,
      difficulty REAL NOT NULL,
      learning INTEGER NOT NULL,
      first INTEGER NOT NULL,
      day INTEGER NOT NULL,
      at INTEGER NOT NULL,
      due INTEGER NOT NULL,
      again INTEGER NOT NULL,
      repetitions INTEGER NOT NULL,
      lapses INTEGER NOT NULL,
      answer TEXT NOT NULL,
      decks TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE derived (derivation INTEGER NOT NULL) STRICT;
    INSERT INTO derived VALUES (0);
    """,
    # The log may have rows of the kind `weights`, of which version 1 knows nothing.
    "ALTER TABLE derived ADD COLUMN weights TEXT;",
)
"""What makes a file of each version from one of the version before; never edited."""
VERSION = len(_MIGRATIONS)


_RESCUE = (
    "move it away, and put a backup in its place, or bring back an export by"
    " `quizgen data import`"
)


class StoreError(Exception):
    """The file cannot be used; the message says why, and what can be done."""


def prepare(path: Path, connection: sqlite3.Connection, *, unclean: bool) -> None:
    """See that the file is ours and whole, and bring it to our version."""

    def pragma(name: str) -> Any:
        return connection.execute(f"PRAGMA {name}").fetchone()[0]

    version = pragma("user_version")
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if pragma("application_id") != _OURS and (tables or version):
        raise StoreError(f"{path} belongs to another program: nothing was changed")
    if version > VERSION:
        message = f"{path} was written by a newer quizgen (version {version}, this one"
        raise StoreError(f"{message} knows {VERSION}): update quizgen")
    if unclean and (found := pragma("integrity_check")) != "ok":
        raise StoreError(f"{path} is damaged ({found.splitlines()[0]}): {_RESCUE}")
    if pragma("journal_mode") != "wal":
        pragma("journal_mode = wal")
    connection.execute("PRAGMA synchronous = FULL")
    if version < VERSION:
        connection.execute("BEGIN IMMEDIATE")  # another session may be first
        for number in range(pragma("user_version"), VERSION):
            for statement in _statements(_MIGRATIONS[number]):
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {_OURS}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")


def _statements(script: str) -> Iterator[str]:
    """Its statements one by one: `executescript` would commit first."""
    statement = ""
    for part in script.split(";"):
        statement += f"{part};"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


@contextmanager
def clear(path: Path) -> Iterator[None]:
    """SQLite's complaints, in words that help."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        reason = {
            sqlite3.SQLITE_NOTADB: "is not a file of quizgen: nothing was changed",
            sqlite3.SQLITE_CORRUPT: f"is damaged: {_RESCUE}",
            sqlite3.SQLITE_FULL: "cannot grow: the disk is full; what was answered before"
            " is safe",
            sqlite3.SQLITE_IOERR: "cannot be written: the disk refuses; what was answered"
            " before is safe",
            sqlite3.SQLITE_READONLY: "is read-only: nothing was changed",
            sqlite3.SQLITE_CANTOPEN: "cannot be opened: may you read and write it?",
            sqlite3.SQLITE_BUSY: "is in use by another program",
        }.get(code, f"cannot be used: {error}")
        raise StoreError(f"{path} {reason}") from error
    except OSError as error:
        raise StoreError(f"{path} cannot be opened: {error.strerror or error}") from error
