"""The review log: one SQLite file, to which is only ever added.

Every answer is a row of `log`, committed to the disk before anything else happens. The
table `memory` holds what scheduling makes of it, so that a start need not read it all;
it can be thrown away, and is rebuilt where the log was added to by others.
"""

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from quizgen.review.database import StoreError, clear, prepare
from quizgen.review.log import COLUMNS, compact, written
from quizgen.review.scheduler import (
    DERIVATION,
    STANDARD,
    Memory,
    Moment,
    Reviewed,
    Weights,
    rebuilt,
    remembered,
)

_UNDONE = (
    "EXISTS (SELECT 1 FROM log AS u WHERE u.question = log.question AND u.undoes = log.at)"
)
_REVIEWED = (
    "SELECT question, at, offset, grade, scheduler"
    f" FROM log WHERE kind = 'review' AND NOT {_UNDONE}"
)
_RARE = "kind <> 'review'"
"""What a query must say for SQLite to look at `log_kind`, and not at the whole log."""
_WEIGHTS = (
    "SELECT shown FROM log WHERE question = '' AND kind = 'weights'"
    " ORDER BY at DESC LIMIT 1"
)


class Review(NamedTuple):
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


class Flag(NamedTuple):
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
        with clear(self._path):
            return {row[0]: Memory(*row) for row in self._rows("SELECT * FROM memory")}

    def today(
        self, day: int, decks: Iterable[str]
    ) -> tuple[dict[str, Memory], set[str], list[list[str]]]:
        """What a learner's *day* is planned with, and no more: there may be thousands.

        Args:
            day: As `Moment.day`.
            decks: The ids of those that are reviewed.

        Returns:
            The memories of what is due by then or was asked on that day; what else is
            not to be asked: all that is known but not due, or suspended; and the ids of
            the facts of each question that was asked on that day, of whatever deck.
        """
        memories: dict[str, Memory] = {}
        closed = self.suspended()
        near = "due <= ? OR day = ?"
        with clear(self._path):
            for deck in decks:
                # All that begins with "deck/": in ASCII, "0" is what follows "/".
                query = "FROM memory WHERE question BETWEEN ? AND ? AND"
                values = f"{deck}/", f"{deck}0", day, day
                rows = self._rows(f"SELECT * {query} ({near})", *values)
                memories |= {row[0]: Memory._make(row) for row in rows}
                others = self._rows(f"SELECT question {query} NOT ({near})", *values)
                closed.update(question for (question,) in others)
            met = self._met(day)
        return memories, closed, met

    def coming(self, day: int) -> int:
        """How many questions are due by *day*, but for those that are suspended."""
        query = "SELECT question FROM memory WHERE due <= ?"
        with clear(self._path):
            return len({name for (name,) in self._rows(query, day)} - self.suspended())

    def ahead(self, day: int) -> tuple[int, int] | None:
        """The next day after *day* on which something is due, and how much; else None."""
        query = "SELECT due, question FROM memory WHERE due > ? ORDER BY due"
        first = count = 0
        with clear(self._path):
            suspended = self.suspended()
            for due, question in self._rows(query, day):
                if question in suspended:
                    continue
                if first and due != first:
                    break
                first, count = due, count + 1
        return (first, count) if count else None

    def memory(self, question: str) -> Memory | None:
        """That of *question*; None if it was never answered."""
        with clear(self._path):
            query = "SELECT * FROM memory WHERE question = ?"
            return next((Memory(*row) for row in self._rows(query, question)), None)

    def suspended(self) -> set[str]:
        """Questions that are not to be asked."""
        query = (
            "SELECT question, kind FROM log WHERE kind IN ('suspend', 'resume')"
            f" AND {_RARE} ORDER BY at, id"
        )
        with clear(self._path):
            last: dict[str, str] = dict(self._rows(query))
        return {question for question, kind in last.items() if kind == "suspend"}

    def pace(self) -> float:
        """Seconds that the last 200 answers took on average; 15 before there are any."""
        query = (
            "SELECT avg(spent) FROM (SELECT min(milliseconds, 60000) AS spent FROM log"
            " WHERE kind = 'review' ORDER BY id DESC LIMIT 200)"
        )
        with clear(self._path):
            (milliseconds,) = self._rows(query).fetchone()
        return 15.0 if milliseconds is None else milliseconds / 1000

    def decks(self) -> list[str]:
        """What the decks were called that questions were last asked from."""
        with clear(self._path):
            rows = self._rows("SELECT DISTINCT decks FROM memory ORDER BY decks")
            return [deck for (deck,) in rows]

    def weights(self) -> Weights:
        """Those that all memories are made with."""
        with clear(self._path):
            (text,) = self._rows("SELECT weights FROM derived").fetchone()
            return _weights(text)

    def flags(self) -> list[Flag]:
        """What was flagged, the oldest first."""
        query = (
            "SELECT question, at, offset, note, shown ->> 'stem' FROM log"
            f" WHERE kind = 'flag' AND {_RARE} ORDER BY at, id"
        )
        with clear(self._path):
            return [Flag(q, Moment(at, o), n, s) for q, at, o, n, s in self._rows(query)]

    def reviews(self) -> Iterator[Review]:
        """All answers that were not undone, the oldest first."""
        query = (
            "SELECT question, at, offset, grade, right, share, milliseconds, scheduler,"
            f" reply, shown FROM log WHERE kind = 'review' AND NOT {_UNDONE}"
            " ORDER BY at, id"
        )
        with clear(self._path):
            for q, at, o, grade, right, share, ms, name, reply, shown in self._rows(query):
                parts = json.loads(reply), json.loads(shown)
                moment = Moment(at, o)
                yield Review(q, moment, grade, bool(right), share, ms, name, *parts)

    def reviewed(self) -> list[Reviewed]:
        """What scheduling needs to know of them."""
        with clear(self._path):
            return [*map(Reviewed._make, self._rows(f"{_REVIEWED} ORDER BY at, id"))]

    def shown(self) -> dict[str, Mapping[str, Any]]:
        """What was shown with each question when it was last answered, as of a Review."""
        query = (
            "SELECT question, shown FROM memory JOIN log USING (question, at)"
            " WHERE kind = 'review'"
        )
        with clear(self._path):
            return {question: json.loads(text) for question, text in self._rows(query)}

    @contextmanager
    def still(self) -> Iterator[None]:
        """For as long as this lasts, what others write is not seen."""
        with clear(self._path):
            self._rows("BEGIN")
        try:
            yield
        finally:
            with clear(self._path):
                self._rows("COMMIT")

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
                self._keep([remembered(before, reviewed, self.weights())])
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
        with self._writing():
            at = self._last_word(question, moment, "suspend", "resume")
            self._add(kind=kind, question=question, at=at, offset=moment.offset)

    def reweigh(self, weights: Weights, moment: Moment) -> None:
        """Make all memories anew with *weights*, and those to come too."""
        shown = None if weights == STANDARD else compact(weights)
        with self._writing():
            at = self._last_word("", moment, "weights")
            self._add(kind="weights", question="", at=at, offset=moment.offset, shown=shown)
            self._rebuild()

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
        with clear(self._path):
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
        with clear(target):
            copy = sqlite3.connect(target)
            try:
                self._connection.backup(copy)
            finally:
                copy.close()

    def is_stale(self) -> bool:
        """Whether the log, or this version, would give other memories than there are."""
        query = f"SELECT derivation <> ? OR weights IS NOT ({_WEIGHTS}) FROM derived"
        with clear(self._path):
            return bool(self._rows(query, DERIVATION).fetchone()[0])

    def rebuild(self) -> None:
        """Make all memories anew from the log."""
        with self._writing():
            self._rebuild()

    # Within

    def _met(self, day: int) -> list[list[str]]:
        query = (
            # CROSS JOIN, so that SQLite does not begin with the long log.
            "SELECT log.shown ->> 'facts' FROM memory CROSS JOIN log USING (question, at)"
            " WHERE memory.day = ? AND log.kind = 'review'"
        )
        return [json.loads(facts) for (facts,) in self._rows(query, day) if facts]

    def _rows(self, query: str, *values: object) -> sqlite3.Cursor:
        return self._connection.execute(query, values)

    def _count(self) -> int:
        return int(self._rows("SELECT count(*) FROM log").fetchone()[0])

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One transaction: all of it is on the disk at the end, or nothing."""
        with clear(self._path):
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

    def _last_word(self, question: str, moment: Moment, *kinds: str) -> int:
        """The time of *moment*; after all rows of *kinds*, even if a clock went back."""
        marks = ", ".join("?" * len(kinds))
        query = f"SELECT max(at) FROM log WHERE question = ? AND kind IN ({marks})"
        (before,) = self._rows(query, question, *kinds).fetchone()
        return max(moment.at, (before or 0) + 1)

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
        self._keep(rebuilt(rows, self.weights()).values())

    def _rebuild(self) -> None:
        query = f"UPDATE derived SET derivation = ?, weights = ({_WEIGHTS})"
        self._rows(query, DERIVATION)
        self._rows("DELETE FROM memory")
        weights = self.weights()
        try:  # as the rows stand, if no clock ever went back: to sort a million takes time
            memories = rebuilt(self._rows(f"{_REVIEWED} ORDER BY id"), weights)
        except ValueError:
            memories = rebuilt(self._rows(f"{_REVIEWED} ORDER BY at, id"), weights)
        self._keep(memories.values())


@contextmanager
def opened(path: Path) -> Iterator[Store]:
    """The store in the file *path*, which is made if there is none.

    Raises:
        StoreError: It is damaged, no file of ours, of a newer version, or cannot be
            read and written. Nothing in it has been changed then.
    """
    with clear(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not os.access(path, os.W_OK):
            raise StoreError(f"{path} is read-only: nothing was changed")
        # SQLite takes its write-ahead log away when the last program closes the file.
        unclean = path.with_name(f"{path.name}-wal").exists()
        connection = sqlite3.connect(path, timeout=30, isolation_level=None)
    try:
        store = Store(path, connection)
        with clear(path):
            prepare(path, connection, unclean=unclean)
        if store.is_stale():
            store.rebuild()
        yield store
    finally:
        connection.close()


def _weights(text: str | None) -> Weights:
    return STANDARD if text is None else tuple(json.loads(text))
