"""The review log: one SQLite file, to which is only ever added.

Every answer is a row of `log`, committed to the disk before anything else happens. The
table `memory` holds what scheduling makes of it, so that a start need not read it all;
it can be thrown away, and is rebuilt where the log was added to by others.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quizgen.recording import COLUMNS, compact, written
from quizgen.scheduling import DERIVATION, Memory, Moment, Reviewed, rebuilt, remembered

NAME = "quizgen.sqlite3"
_OURS = 0x51475232
"""SQLite's application_id, by which a file of ours is known."""
_UNDONE = (
    "EXISTS (SELECT 1 FROM log AS u WHERE u.question = log.question AND u.undoes = log.at)"
)
_REVIEWED = (
    "SELECT question, at, offset, grade, scheduler"
    f" FROM log WHERE kind = 'review' AND NOT {_UNDONE}"
)
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
)
"""What makes a file of each version from one of the version before; never edited."""
VERSION = len(_MIGRATIONS)


class StoreError(Exception):
    """The file cannot be used; the message says why, and what can be done."""


@dataclass(frozen=True, slots=True)
class Review:
    """One answer, with all that is needed to understand it in years to come.

    Attributes:
        right, share: The verdict.
        scheduler: As `scheduling.named` gives it.
        reply: What was typed or picked, as JSON would have it.
        shown: deck (as named on the command line), topic, form, stem, options, answer,
            facts (their ids).
    """

    question: str
    moment: Moment
    grade: int
    right: bool
    share: float
    milliseconds: int
    scheduler: str
    reply: Any
    shown: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Flag:
    """What a learner has to say about a question, to whoever wrote its deck."""

    question: str
    moment: Moment
    note: str
    stem: str


class Store:
    """An open file; made by `opened`. Every method may raise StoreError."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection = connection

    # What is known

    def memories(self) -> dict[str, Memory]:
        """All of them, by question."""
        with _clear(self._path):
            return {row[0]: Memory(*row) for row in self._rows("SELECT * FROM memory")}

    def today(self, day: int) -> tuple[dict[str, Memory], set[str]]:
        """What a learner's *day* is planned with, and no more: there may be thousands.

        Returns:
            The memories of what is due by then or was asked on that day; and what else
            is not to be asked: all that is known but not due, or suspended.
        """
        near = "due <= ? OR day = ?"
        with _clear(self._path):
            rows = self._rows(f"SELECT * FROM memory WHERE {near}", day, day)
            memories = {row[0]: Memory(*row) for row in rows}
            others = self._rows(f"SELECT question FROM memory WHERE NOT ({near})", day, day)
            return memories, self.suspended().union(question for (question,) in others)

    def memory(self, question: str) -> Memory | None:
        """That of *question*; None if it was never answered."""
        with _clear(self._path):
            query = "SELECT * FROM memory WHERE question = ?"
            return next((Memory(*row) for row in self._rows(query, question)), None)

    def suspended(self) -> set[str]:
        """Questions that are not to be asked."""
        query = (
            "SELECT question, kind FROM log WHERE kind IN ('suspend', 'resume')"
            " ORDER BY at, id"
        )
        with _clear(self._path):
            last: dict[str, str] = dict(self._rows(query))
        return {question for question, kind in last.items() if kind == "suspend"}

    def pace(self) -> float:
        """Seconds that the last 200 answers took on average; 15 before there are any."""
        query = (
            "SELECT avg(spent) FROM (SELECT min(milliseconds, 60000) AS spent FROM log"
            " WHERE kind = 'review' ORDER BY id DESC LIMIT 200)"
        )
        with _clear(self._path):
            (milliseconds,) = self._rows(query).fetchone()
        return 15.0 if milliseconds is None else milliseconds / 1000

    def decks(self) -> list[str]:
        """What the decks were called that questions were last asked from."""
        with _clear(self._path):
            rows = self._rows("SELECT DISTINCT decks FROM memory ORDER BY decks")
            return [deck for (deck,) in rows]

    def flags(self) -> list[Flag]:
        """What was flagged, the oldest first."""
        query = (
            "SELECT question, at, offset, note, shown ->> 'stem' FROM log"
            " WHERE kind = 'flag' ORDER BY at, id"
        )
        with _clear(self._path):
            return [Flag(q, Moment(at, o), n, s) for q, at, o, n, s in self._rows(query)]

    def reviews(self) -> Iterator[Review]:
        """All answers that were not undone, the oldest first."""
        query = (
            "SELECT question, at, offset, grade, right, share, milliseconds, scheduler,"
            f" reply, shown FROM log WHERE kind = 'review' AND NOT {_UNDONE}"
            " ORDER BY at, id"
        )
        with _clear(self._path):
            for q, at, o, grade, right, share, ms, name, reply, shown in self._rows(query):
                parts = json.loads(reply), json.loads(shown)
                moment = Moment(at, o)
                yield Review(q, moment, grade, bool(right), share, ms, name, *parts)

    # What is added

    def review(self, review: Review) -> Memory:
        """Commit an answer; the memory that it leaves."""
        with self._writing():
            question, moment = review.question, self._free(review.question, review.moment)
            self._add(
                kind="review",
                question=question,
                at=moment.at,
                offset=moment.offset,
                grade=review.grade,
                right=int(review.right),
                share=review.share,
                milliseconds=review.milliseconds,
                scheduler=review.scheduler,
                reply=compact(review.reply),
                shown=compact(review.shown),
            )
            before = self.memory(question)
            if before is not None and before.at > moment.at:  # a clock went back
                self._remember_again(question)
            else:
                reviewed = Reviewed(question, *moment, review.grade, review.scheduler)
                self._keep([remembered(before, reviewed)])
            after = self.memory(question)
            assert after is not None
            return after

    def undo(self, question: str, at: int, moment: Moment) -> None:
        """Take back the answer that *question* was given *at*, in microseconds."""
        with self._writing():
            when = self._free(question, moment, "undo")
            self._add(
                kind="undo", question=question, at=when.at, offset=when.offset, undoes=at
            )
            self._remember_again(question)

    def suspend(self, question: str, moment: Moment, *, resume: bool = False) -> None:
        """Ask *question* no more; or, to *resume*, again."""
        kind = "resume" if resume else "suspend"
        last = (
            "SELECT max(at) FROM log WHERE question = ? AND kind IN ('suspend', 'resume')"
        )
        with self._writing():
            (before,) = self._rows(last, question).fetchone()
            at = max(moment.at, (before or 0) + 1)  # the last word, if a clock went back
            self._add(kind=kind, question=question, at=at, offset=moment.offset)

    def flag(self, question: str, moment: Moment, note: str, stem: str) -> None:
        """Keep a *note* on *question* for its author."""
        with self._writing():
            when = self._free(question, moment, "flag")
            self._add(
                kind="flag",
                question=question,
                at=when.at,
                offset=when.offset,
                note=note,
                shown=compact({"stem": stem}),
            )

    # The whole

    def exported(self) -> Iterator[str]:
        """Every row of the log as a line of JSON, the oldest first."""
        query = f"SELECT {', '.join(COLUMNS)} FROM log ORDER BY at, question, kind"
        with _clear(self._path):
            yield from map(written, self._rows(query))

    def add_all(self, records: Iterable[Mapping[str, Any]]) -> int:
        """Add rows, as `recording.parsed` gives them, all or none; how many were new."""
        with self._writing():
            before = self._count()
            for record in records:
                self._add("ON CONFLICT (question, at, kind) DO NOTHING", **record)
            new = self._count() - before
            if new:
                self._rebuild()
            return new

    def back_up(self, target: Path) -> None:
        """Copy all to *target*, a new file; others may go on writing meanwhile."""
        with _clear(target):
            copy = sqlite3.connect(target)
            try:
                self._connection.backup(copy)
            finally:
                copy.close()

    def rebuild(self) -> None:
        """Make all memories anew from the log."""
        with self._writing():
            self._rebuild()

    # Within

    def _rows(self, query: str, *values: object) -> sqlite3.Cursor:
        return self._connection.execute(query, values)

    def _count(self) -> int:
        return int(self._rows("SELECT count(*) FROM log").fetchone()[0])

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One transaction: all of it is on the disk at the end, or nothing."""
        with _clear(self._path):
            self._rows("BEGIN IMMEDIATE")
            try:
                yield
                self._rows("COMMIT")
            except BaseException:
                if self._connection.in_transaction:  # a full disk has ended it already
                    self._rows("ROLLBACK")
                raise

    def _free(self, question: str, moment: Moment, kind: str = "review") -> Moment:
        """*moment*, or the next one at which there is no such row yet."""
        query = "SELECT 1 FROM log WHERE question = ? AND at = ? AND kind = ?"
        at = moment.at
        while self._rows(query, question, at, kind).fetchone():
            at += 1
        return moment._replace(at=at)

    def _add(self, conflict: str = "", **values: object) -> None:
        names, marks = ", ".join(values), ", ".join("?" * len(values))
        query = f"INSERT INTO log ({names}) VALUES ({marks}) {conflict}"
        self._rows(query, *values.values())

    def _keep(self, memories: Iterable[Memory]) -> None:
        marks = ", ".join("?" * len(Memory._fields))
        query = f"REPLACE INTO memory VALUES ({marks})"
        self._connection.executemany(query, map(self._told, memories))

    def _told(self, memory: Memory) -> Memory:
        """*memory* with what was shown when it was last asked."""
        query = (
            "SELECT shown ->> 'answer', shown ->> 'deck' FROM log"
            " WHERE question = ? AND at = ? AND kind = 'review'"
        )
        answer, decks = self._rows(query, memory.question, memory.at).fetchone()
        return memory._replace(answer=answer, decks=decks)

    def _remember_again(self, question: str) -> None:
        self._rows("DELETE FROM memory WHERE question = ?", question)
        rows = self._rows(f"{_REVIEWED} AND question = ? ORDER BY at, id", question)
        self._keep(rebuilt(rows).values())

    def _rebuild(self) -> None:
        self._rows("DELETE FROM memory")
        rows = self._rows(f"{_REVIEWED} ORDER BY at, id")
        self._keep(rebuilt(rows).values())
        self._rows("UPDATE derived SET derivation = ?", DERIVATION)


@contextmanager
def opened(path: Path) -> Iterator[Store]:
    """The store in the file *path*, which is made if there is none.

    Raises:
        StoreError: It is damaged, no file of ours, of a newer version, or cannot be
            read and written. Nothing in it has been changed then.
    """
    with _clear(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        # SQLite takes its write-ahead log away when the last program closes the file.
        unclean = path.with_name(f"{path.name}-wal").exists()
        connection = sqlite3.connect(path, timeout=30, isolation_level=None)
        try:
            store = Store(path, connection)
            _prepare(path, connection, unclean=unclean)
            ((derivation,),) = connection.execute("SELECT derivation FROM derived")
            if derivation != DERIVATION:
                store.rebuild()
            yield store
        finally:
            connection.close()


def _prepare(path: Path, connection: sqlite3.Connection, *, unclean: bool) -> None:
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
        message = f"{path} is damaged ({found.splitlines()[0]}): move it away, and bring"
        raise StoreError(f"{message} back a copy by `quizgen data import`")
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
def _clear(path: Path) -> Iterator[None]:
    """SQLite's complaints, in words that help."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        reason = {
            sqlite3.SQLITE_NOTADB: "is not a file of quizgen: nothing was changed",
            sqlite3.SQLITE_CORRUPT: "is damaged: move it away, and bring back a copy by"
            " `quizgen data import`",
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
