"""The SQLite file of a store: ours, whole, of our version; transactions and errors."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
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
    # Which rows of the log were checked, and what they add up to.
    """
    CREATE TABLE unsound (id INTEGER PRIMARY KEY, reason TEXT NOT NULL) STRICT;
    ALTER TABLE derived ADD COLUMN checked INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE derived ADD COLUMN digest INTEGER NOT NULL DEFAULT 0;
    """,
)
"""Statements that make each version of the file of the one before; never edited."""
VERSION = len(_MIGRATIONS)
_MAGIC = b"SQLite format 3\0"
"""What every file of SQLite begins with."""
RESCUE = (
    "move it away, and put a backup in its place, or bring back an export by"
    " `quizgen data import`"
)


class StoreError(Exception):
    """The file cannot be used; the message says why, and what can be done."""


class Database:
    """An open file of ours, made by `open_database`.

    Attributes:
        path: The file.
        is_writable: False if all was read into memory, as the file cannot be changed.
        is_unclean: The last program that had it open did not close it, or still has it.
    """

    def __init__(
        self,
        path: Path,
        connection: sqlite3.Connection,
        *,
        is_writable: bool,
        is_unclean: bool,
    ) -> None:
        self.path = path
        self.is_writable = is_writable
        self.is_unclean = is_unclean
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
        with translate_errors(self.path):
            yield

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write all that happens within to the disk, or nothing of it."""
        with translate_errors(self.path):
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
        with translate_errors(self.path):
            self.rows("BEGIN")
        try:
            yield
        finally:
            with translate_errors(self.path):
                self.rows("COMMIT")

    @contextmanager
    def open_log(self) -> Iterator[None]:
        """Let rows of the log be changed within, which is part of a transaction.

        The log is only added to, but for the one time when a deck gets a uid.
        """
        query = "SELECT name, sql FROM sqlite_schema WHERE type = ? AND tbl_name = ?"
        triggers = self.rows(query, "trigger", "log").fetchall()
        for name, _ in triggers:
            self.rows(f"DROP TRIGGER {name}")
        yield
        for _, statement in triggers:
            self.rows(statement)

    def back_up(self, target: Path) -> None:
        """Copy all to *target*, a new file; others may go on writing meanwhile."""
        with translate_errors(target):
            copy = sqlite3.connect(target)
            try:
                self._connection.backup(copy)
            finally:
                copy.close()

    def find_damage(self) -> list[str]:
        """Return what SQLite and we find wrong with the file, of its rows only the form."""
        with translate_errors(self.path):
            try:
                damage = [text for (text,) in self.rows("PRAGMA integrity_check(20)")]
            except (sqlite3.DatabaseError, UnicodeDecodeError, MemoryError) as error:
                return [str(error) or "a text has no end"]
            query = "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name"
            with closing(sqlite3.connect(":memory:", isolation_level=None)) as model:
                _migrate(model)
                if [*self.rows(query)] != model.execute(query).fetchall():
                    damage.append("the tables are not as quizgen makes them")
        return [text for text in damage if text != "ok"]


@contextmanager
def open_database(path: Path, *, to_write: bool = True) -> Iterator[Database]:
    """Open the file *path*, bring it to our version, and close it at the end.

    A file that does not exist is made, with its folders, if it is *to_write*; else it is
    as if there were an empty one. Nor does who only reads need the right to write.

    Raises:
        StoreError: It is damaged, empty, no file of ours, of a newer version, or cannot
            be read or written. Nothing in it has been changed then.
    """
    with translate_errors(path):
        if _is_there(path):
            _verify_header(path)
        elif to_write:
            _create(path)
        is_writable = os.path.exists(path) and _may_write(path)
        if to_write and not is_writable:
            raise StoreError(f"{path} is read-only: nothing was changed")
        # SQLite takes its write-ahead log away when the last program closes the file.
        is_unclean = _log_of(path).exists()
        connection = _connect(path) if is_writable else _copy_into_memory(path)
    try:
        with translate_errors(path):
            _verify(path, connection, unclean=is_unclean)
            _set_up(connection)
        yield Database(path, connection, is_writable=is_writable, is_unclean=is_unclean)
    finally:
        connection.close()


def _connect(name: Path | str) -> sqlite3.Connection:
    is_uri = isinstance(name, str)
    return sqlite3.connect(name, timeout=_SECONDS_TO_WAIT, isolation_level=None, uri=is_uri)


def _is_there(path: Path) -> bool:
    """Tell if there is anything at *path*; raise an OSError if that cannot be known."""
    try:
        os.lstat(path)
    except FileNotFoundError:
        return False
    return True


def _log_of(path: Path) -> Path:
    """Return where SQLite writes what is not yet in the file *path*."""
    return path.with_name(f"{path.name}-wal")


def _may_write(path: Path) -> bool:
    """Tell if *path* and the folder, where SQLite writes its log, can be written to."""
    effective = os.access in os.supports_effective_ids
    return all(os.access(p, os.W_OK, effective_ids=effective) for p in (path, path.parent))


def _create(path: Path) -> None:
    """Make an empty store; whatever happens, it is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path = Path(os.path.realpath(path))
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    unfinished.unlink(missing_ok=True)
    try:
        with closing(_connect(unfinished)) as connection:
            _set_up(connection)
        try:
            os.link(unfinished, path)
        except FileExistsError:
            return  # another session was first
        except OSError:  # there are disks without links
            unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _verify_header(path: Path) -> None:
    """Raise a StoreError unless the file *path* begins as one of ours does."""
    if path.exists() and not path.is_file():
        raise StoreError(f"{path} is no file: nothing was changed")
    with path.open("rb") as file:
        header = file.read(100)
    if not header:
        raise StoreError(f"{path} is empty, so not a file of quizgen: {RESCUE}")
    if len(header) < 100 or not header.startswith(_MAGIC):
        raise StoreError(f"{path} is not a file of quizgen: nothing was changed")
    if int.from_bytes(header[68:72], "big") == _APPLICATION_ID:
        return
    if _size_of(_log_of(path)):  # where it may stand; not to be merged if it does not
        with closing(_connect(f"{path.absolute().as_uri()}?mode=ro")) as connection:
            if _pragma(connection, "application_id") == _APPLICATION_ID:
                return
    raise StoreError(f"{path} belongs to another program: nothing was changed")


def _size_of(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _copy_into_memory(path: Path) -> sqlite3.Connection:
    """Return a copy of the file *path*, which cannot be written; empty if there is none."""
    memory = _connect(":memory:")
    if not path.exists():
        return memory
    from shutil import copyfile  # slow to load, as tempfile is, and seldom needed
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        # Without a log, SQLite need not write into the folder; else it must merge it.
        address = f"{path.absolute().as_uri()}?immutable=1"
        if _size_of(_log_of(path)):
            copy = Path(folder, path.name)
            copyfile(path, copy)
            copyfile(_log_of(path), _log_of(copy))
            address = copy.as_uri()
        with closing(_connect(address)) as connection:
            connection.backup(memory)
    return memory


def _verify(path: Path, connection: sqlite3.Connection, *, unclean: bool) -> None:
    """Raise a StoreError unless the file is ours, not newer, and whole."""
    version = _pragma(connection, "user_version")
    if version > VERSION:
        message = f"{path} was written by a newer quizgen (version {version}, this one"
        raise StoreError(f"{message} knows {VERSION}): update quizgen")
    if unclean and (damage := _pragma(connection, "integrity_check")) != "ok":
        raise StoreError(f"{path} is damaged ({damage.splitlines()[0]}): {RESCUE}")


def _set_up(connection: sqlite3.Connection) -> None:
    """Write through to the disk, and bring the file to our version."""
    if _pragma(connection, "journal_mode") not in ("wal", "memory"):
        _pragma(connection, "journal_mode = wal")
    connection.execute("PRAGMA synchronous = FULL")
    if _pragma(connection, "user_version") < VERSION:
        _migrate(connection)


def _migrate(connection: sqlite3.Connection) -> None:
    """Bring the file to our version, at once or not at all."""
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
        if "decode to UTF-8" in str(error):  # SQLite has no code for it
            message = f"{path} has a damaged row: see `quizgen data check`"
            raise StoreError(message) from error
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        reason = {
            sqlite3.SQLITE_NOTADB: "is not a file of quizgen: nothing was changed",
            sqlite3.SQLITE_CORRUPT: f"is damaged: {RESCUE}",
            sqlite3.SQLITE_FULL: "cannot grow: the disk is full; what was answered before"
            " is safe",
            sqlite3.SQLITE_IOERR: "cannot be written: the disk refuses; what was answered"
            " before is safe",
            sqlite3.SQLITE_READONLY: "is read-only: nothing was changed",
            sqlite3.SQLITE_CANTOPEN: "cannot be opened: may you read and write it?",
            sqlite3.SQLITE_BUSY: "is in use by another program",
        }.get(code, f"cannot be used: {error}")
        raise StoreError(f"{path} {reason}") from error
    except (UnicodeDecodeError, MemoryError) as error:
        # What SQLite quotes of a damaged table, or the length it reads of a damaged text.
        raise StoreError(f"{path} is damaged: {RESCUE}") from error
    except OSError as error:
        raise StoreError(f"{path} cannot be opened: {error.strerror or error}") from error
