"""The SQLite file of a store: ours, whole, of our version; transactions and errors."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

FILE_NAME = "quizgen.sqlite3"
_APPLICATION_ID = 0x51475232
"""SQLite's application_id, by which a file of ours is known."""
_SECONDS_TO_WAIT = 30
"""How long another program that writes is waited for."""
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
"""Statements that make each version of the file of the one before; never edited."""
VERSION = len(_MIGRATIONS)
_RESCUE = (
    "move it away, and put a backup in its place, or bring back an export by"
    " `quizgen data import`"
)


class StoreError(Exception):
    """The file cannot be used; the message says why, and what can be done."""


class Database:
    """An open file of ours, made by `open_database`."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection = connection

    def rows(self, query: str, *values: object) -> sqlite3.Cursor:
        """Execute one statement with its *values*; return its rows."""
        return self._connection.execute(query, values)

    def write_rows(self, query: str, rows: Iterator[tuple[Any, ...]]) -> None:
        """Execute one statement with each of *rows*."""
        self._connection.executemany(query, rows)

    @contextmanager
    def translate_errors(self) -> Iterator[None]:
        """Raise what SQLite complains of within as a StoreError."""
        with translate_errors(self._path):
            yield

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write all that happens within to the disk, or nothing of it."""
        with translate_errors(self._path):
            self.rows("BEGIN IMMEDIATE")
            try:
                yield
                self.rows("COMMIT")
            except BaseException:
                if self._connection.in_transaction:  # a full disk has ended it already
                    self.rows("ROLLBACK")
                raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Hide what other programs write for as long as this lasts."""
        with translate_errors(self._path):
            self.rows("BEGIN")
        try:
            yield
        finally:
            with translate_errors(self._path):
                self.rows("COMMIT")

    def back_up(self, target: Path) -> None:
        """Copy all to *target*, a new file; others may go on writing meanwhile."""
        with translate_errors(target):
            copy = sqlite3.connect(target)
            try:
                self._connection.backup(copy)
            finally:
                copy.close()


@contextmanager
def open_database(path: Path) -> Iterator[Database]:
    """Open the file *path*, bring it to our version, and close it at the end.

    A file that does not exist is made, with its folders.

    Raises:
        StoreError: It is damaged, no file of ours, of a newer version, or cannot be
            read and written. Nothing in it has been changed then.
    """
    with translate_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not os.access(path, os.W_OK):
            raise StoreError(f"{path} is read-only: nothing was changed")
        # SQLite takes its write-ahead log away when the last program closes the file.
        unclean = path.with_name(f"{path.name}-wal").exists()
        connection = sqlite3.connect(path, timeout=_SECONDS_TO_WAIT, isolation_level=None)
    try:
        with translate_errors(path):
            _verify(path, connection, unclean=unclean)
            _set_up(connection)
        yield Database(path, connection)
    finally:
        connection.close()


def _verify(path: Path, connection: sqlite3.Connection, *, unclean: bool) -> None:
    """Raise a StoreError unless the file is ours or empty, not newer, and whole."""
    version = _pragma(connection, "user_version")
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if _pragma(connection, "application_id") != _APPLICATION_ID and (tables or version):
        raise StoreError(f"{path} belongs to another program: nothing was changed")
    if version > VERSION:
        message = f"{path} was written by a newer quizgen (version {version}, this one"
        raise StoreError(f"{message} knows {VERSION}): update quizgen")
    if unclean and (damage := _pragma(connection, "integrity_check")) != "ok":
        raise StoreError(f"{path} is damaged ({damage.splitlines()[0]}): {_RESCUE}")


def _set_up(connection: sqlite3.Connection) -> None:
    """Write through to the disk, and bring the file to our version."""
    if _pragma(connection, "journal_mode") != "wal":
        _pragma(connection, "journal_mode = wal")
    connection.execute("PRAGMA synchronous = FULL")
    if _pragma(connection, "user_version") < VERSION:
        connection.execute("BEGIN IMMEDIATE")  # another session may be first
        for number in range(_pragma(connection, "user_version"), VERSION):
            for statement in _statements(_MIGRATIONS[number]):
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")


def _pragma(connection: sqlite3.Connection, name: str) -> Any:
    return connection.execute(f"PRAGMA {name}").fetchone()[0]


def _statements(script: str) -> Iterator[str]:
    """Yield the statements of *script* one by one: `executescript` would commit first."""
    statement = ""
    for piece in script.split(";"):
        statement += f"{piece};"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


@contextmanager
def translate_errors(path: Path) -> Iterator[None]:
    """Raise what goes wrong with the file *path* as a StoreError, in words that help."""
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
