"""The store of a learner's answers: a log to which is only ever added, in one SQLite file.

Every answer is a row of the table `log`, committed to the disk before anything else
happens. What scheduling makes of it is in the table `memory`.
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from quizgen.identity import full_id, identity_in, identity_without_uid, language_in
from quizgen.review import memory_table, soundness
from quizgen.review.database import Database, StoreError, open_database
from quizgen.review.log import (
    COLUMNS,
    check_record,
    compact_json,
    format_row,
    make_storable,
    parse_details,
)
from quizgen.review.memory import GradedReview, Memory, Moment
from quizgen.review.memory_table import GRADED_REVIEWS, NOT_UNDONE
from quizgen.review.scheduler import STANDARD_WEIGHTS, Weights, update_memory
from quizgen.review.soundness import IS_SOUND, Fault

_RARE = "kind <> 'review'"
"""The condition without which SQLite looks at the whole log, and not at `log_kind`."""
_DEFAULT_SECONDS = 15.0


class Review(NamedTuple):
    """One answer, with all that is needed to understand it in years to come.

    Attributes:
        question: The full id of the question.
        grade: One of GRADES.
        right, share: The verdict.
        milliseconds: From the question to the answer.
        scheduler: Its name, as `scheduler_name` gives it.
        reply: What was typed or picked, as JSON would have it.
        details: What was shown: deck (as named on the command line), topic, form, stem,
            options, answer, facts (their ids).
    """

    question: str
    moment: Moment
    grade: int
    right: bool
    share: float
    milliseconds: int
    scheduler: str
    reply: Any
    details: Mapping[str, Any]


class Flag(NamedTuple):
    """A learner's remark on a question, to whoever wrote its deck."""

    question: str
    moment: Moment
    note: str
    stem: str


class DayState(NamedTuple):
    """The part of the store that a day is planned with.

    Attributes:
        memories: Of what is due by that day or was asked on it, by question.
        excluded: Questions that are not to be asked: suspended, or known and not due.
        facts_today: The ids of the facts of each question that was asked on that day,
            of whatever deck.
    """

    memories: dict[str, Memory]
    excluded: set[str]
    facts_today: list[list[str]]


class Soundness(NamedTuple):
    """The state of a whole store, as `Store.check` finds it.

    Attributes:
        rows: How many the log has.
        damage: What is wrong with the file, a text each.
        faults: The rows of the log that cannot be used.
        is_as_written: No row that was ever checked is another today.
        stale: The questions of whose memories the log gives others.
    """

    rows: int
    damage: list[str]
    faults: list[Fault]
    is_as_written: bool
    stale: list[str]

    @property
    def is_damaged(self) -> bool:
        """True if something is not as it was written."""
        return bool(self.damage or self.stale or not self.is_as_written)


class Store:
    """An open store, made by `open_store`. Every method may raise StoreError.

    Attributes:
        is_as_written: False once a row was found that is not as it was written.
    """

    is_as_written = True

    def __init__(self, database: Database) -> None:
        self._database = database
        self._rows = database.rows
        self._translate_errors = database.translate_errors

    @property
    def path(self) -> Path:
        """The file."""
        return self._database.path

    @property
    def is_writable(self) -> bool:
        """False if the file is read-only."""
        return self._database.is_writable

    # What is in it

    def memories(self) -> dict[str, Memory]:
        """Return all memories, by question."""
        with self._translate_errors():
            return memory_table.load_memories(self._database)

    def memory(self, question: str) -> Memory | None:
        """Return the memory of *question*; None if it was never answered."""
        with self._translate_errors():
            return memory_table.load_memory(self._database, question)

    def day_state(self, day: int, decks: Collection[str]) -> DayState:
        """Return what a learner's *day* is planned with, and no more: it may be long.

        What was asked in another language is no part of it.

        Args:
            day: As `Moment.day`.
            decks: The identities of those that are reviewed.
        """
        memories: dict[str, Memory] = {}
        excluded = self.suspended_questions()
        with self._translate_errors():
            for deck in decks:
                current, others = memory_table.load_deck(self._database, deck, day)
                memories |= current
                excluded.update(others)
            languages = {language_in(deck) for deck in decks}
            return DayState(memories, excluded, self._facts_today(day, languages))

    def count_due(self, day: int) -> int:
        """Return how many questions are due by *day*, without those that are suspended."""
        query = "SELECT question FROM memory WHERE due <= ?"
        with self._translate_errors():
            questions = {question for (question,) in self._rows(query, day)}
            return len(questions - self.suspended_questions())

    def next_due(self, day: int) -> tuple[int, int] | None:
        """Return the next day after *day* with something due, and how much; else None."""
        query = "SELECT due, question FROM memory WHERE due > ? ORDER BY due"
        first = count = 0
        with self._translate_errors():
            suspended = self.suspended_questions()
            for due, question in self._rows(query, day):
                if question in suspended:
                    continue
                if first and due != first:
                    break
                first, count = due, count + 1
        return (first, count) if count else None

    def suspended_questions(self) -> set[str]:
        """Return the ids of the questions that are not to be asked."""
        query = (
            "SELECT question, kind FROM log WHERE kind IN ('suspend', 'resume')"
            f" AND {_RARE} AND {IS_SOUND} ORDER BY at, id"
        )
        with self._translate_errors():
            last_kinds: dict[str, str] = dict(self._rows(query))
        return {question for question, kind in last_kinds.items() if kind == "suspend"}

    def seconds_per_answer(self) -> float:
        """Return what the last 200 answers took on average; 15 before there are any.

        No answer counts for more than a minute.
        """
        query = (
            "SELECT avg(max(spent, 0)) FROM (SELECT min(milliseconds, 60000) AS spent"
            f" FROM log WHERE kind = 'review' AND {IS_SOUND} ORDER BY id DESC LIMIT 200)"
        )
        with self._translate_errors():
            (milliseconds,) = self._rows(query).fetchone()
        return _DEFAULT_SECONDS if milliseconds is None else milliseconds / 1000

    def deck_names(self) -> list[str]:
        """Return what the decks were called that questions were last asked from."""
        with self._translate_errors():
            rows = self._rows("SELECT DISTINCT decks FROM memory ORDER BY decks")
            return [name for (name,) in rows]

    def weights(self) -> Weights:
        """Return the weights that all memories are made with."""
        with self._translate_errors():
            return memory_table.load_weights(self._database)

    def flags(self) -> list[Flag]:
        """Return all flags, the oldest first."""
        query = (
            "SELECT question, at, offset, note,"
            " iif(json_valid(shown), shown ->> 'stem', '') FROM log"
            f" WHERE kind = 'flag' AND {_RARE} AND {IS_SOUND} ORDER BY at, id"
        )
        with self._translate_errors():
            return [Flag(q, Moment(at, o), n, s) for q, at, o, n, s in self._rows(query)]

    def reviews(self) -> Iterator[Review]:
        """Yield all answers that were not undone, the oldest first."""
        query = (
            "SELECT question, at, offset, grade, right, share, milliseconds, scheduler,"
            f" reply, shown FROM log WHERE kind = 'review' AND {IS_SOUND}"
            f" AND {NOT_UNDONE} ORDER BY at, id"
        )
        with self._translate_errors():
            for question, at, offset, *answer, reply, details in self._rows(query):
                grade, right, share, milliseconds, scheduler = answer
                yield Review(
                    question,
                    Moment(at, offset),
                    grade,
                    bool(right),
                    share,
                    milliseconds,
                    scheduler,
                    json.loads(reply),
                    json.loads(details),
                )

    def grade_history(self) -> list[GradedReview]:
        """Return the answers that were not undone, the oldest first, for scheduling."""
        with self._translate_errors():
            rows = self._rows(f"{GRADED_REVIEWS} ORDER BY at, id")
            return [*map(GradedReview._make, rows)]

    def question_details(self) -> dict[str, Mapping[str, Any]]:
        """Return the details, as in a Review, of the last answer to each question."""
        query = (
            "SELECT question, shown FROM memory JOIN log USING (question, at)"
            f" WHERE kind = 'review' AND {IS_SOUND}"
        )
        with self._translate_errors():
            pairs = ((name, parse_details(text)) for name, text in self._rows(query))
            return {question: details for question, details in pairs if details}

    def snapshot(self) -> AbstractContextManager[None]:
        """Hide what other programs write for as long as this lasts."""
        return self._database.snapshot()

    # What is added

    def add_review(self, review: Review) -> Memory:
        """Commit an answer; return the memory that it leaves."""
        with self._database.transaction():
            question = review.question
            moment = self._free_moment(question, review.moment, "review")
            self._append(
                kind="review",
                question=question,
                at=moment.at,
                offset=moment.offset,
                grade=review.grade,
                right=int(review.right),
                share=review.share,
                milliseconds=review.milliseconds,
                scheduler=review.scheduler,
                reply=review.reply,
                shown=review.details,
            )
            before = self.memory(question)
            if before is not None and before.last_at > moment.at:  # a clock went back
                memory_table.replay_question(self._database, question)
            else:
                graded = GradedReview(question, *moment, review.grade, review.scheduler)
                memory = update_memory(before, graded, self.weights())
                memory_table.write_memories(self._database, [memory])
            after = self.memory(question)
            assert after is not None
            return after

    def undo_review(self, question: str, at: int, moment: Moment) -> None:
        """Take back the answer that *question* was given *at*, in microseconds."""
        with self._database.transaction():
            free = self._free_moment(question, moment, "undo")
            self._append(
                kind="undo", question=question, at=free.at, offset=free.offset, undoes=at
            )
            memory_table.replay_question(self._database, question)

    def suspend(self, question: str, moment: Moment, *, resume: bool = False) -> None:
        """Ask *question* no more; or, to *resume*, again."""
        kind = "resume" if resume else "suspend"
        with self._database.transaction():
            at = self._time_after(question, moment, "suspend", "resume")
            self._append(kind=kind, question=question, at=at, offset=moment.offset)

    def set_weights(self, weights: Weights, moment: Moment) -> None:
        """Make all memories anew with *weights*, and those to come too."""
        own_weights = None if weights == STANDARD_WEIGHTS else weights
        with self._database.transaction():
            at = self._time_after("", moment, "weights")
            self._append(
                kind="weights", question="", at=at, offset=moment.offset, shown=own_weights
            )
            memory_table.rebuild(self._database)

    def adopt_answers(self, identity: str, is_same_deck: Callable[[str], bool]) -> int:
        """Make the answers of a time when a deck had no uid answers to it.

        They were kept under the deck's id alone, as those of others of its name are.

        Args:
            identity: The deck's, with its uid.
            is_same_deck: Tells if a deck that was called so on the command line when the
                answers were given is this one.

        Returns:
            How many questions they are answers to.
        """
        former = identity_without_uid(identity)
        if former == identity:
            return 0
        with self._translate_errors():
            addresses = memory_table.questions_and_addresses(self._database, former)
        is_same = {address: is_same_deck(address) for address in set(addresses.values())}
        questions = [name for name, address in addresses.items() if is_same[address]]
        if questions:
            with self._database.transaction(), self._database.open_log():
                for question in questions:
                    self._rename_question(question, full_id(question, identity))
                soundness.forget_deleted_rows(self._database)
        return len(questions)

    def add_flag(self, question: str, moment: Moment, note: str, stem: str) -> None:
        """Keep a *note* on *question* for its author."""
        with self._database.transaction():
            free = self._free_moment(question, moment, "flag")
            self._append(
                kind="flag",
                question=question,
                at=free.at,
                offset=free.offset,
                note=note,
                shown={"stem": stem},
            )

    # The whole

    def export_lines(self) -> Iterator[str]:
        """Yield every sound row of the log as a line of JSON, the oldest first."""
        query = (
            f"SELECT {', '.join(COLUMNS)} FROM log WHERE {IS_SOUND}"
            " ORDER BY at, question, kind"
        )
        with self._translate_errors():
            for row in self._rows(query):
                try:
                    line = format_row(row)
                except (
                    ValueError,
                    TypeError,
                    OverflowError,
                ):  # damaged since it was checked
                    self.is_as_written = False
                    continue
                yield line

    def import_rows(self, rows: Iterable[Mapping[str, Any]]) -> int:
        """Add rows, as `parse_line` gives them, all or none; return how many were new."""
        with self._database.transaction():
            soundness.check_new_rows(self._database)  # those of other programs
            before = self._count_rows()
            for row in rows:
                self._insert("ON CONFLICT (question, at, kind) DO NOTHING", row)
            new = self._count_rows() - before
            if new:
                soundness.check_new_rows(self._database, are_sound=True)
                memory_table.rebuild(self._database)
            return new

    def back_up(self, target: Path) -> None:
        """Copy all to *target*, a new file; others may go on writing meanwhile."""
        self._database.back_up(target)

    def rebuild(self) -> None:
        """Make all memories anew from the log, after its new rows were checked."""
        with self._database.transaction():
            soundness.check_new_rows(self._database)
            memory_table.rebuild(self._database)

    def check(self) -> Soundness:
        """Return what is wrong with the file, its rows, and what derives from them."""
        if damage := self._database.find_damage():
            return Soundness(0, damage, [], is_as_written=True, stale=[])
        with self._translate_errors(), self.snapshot():
            faults, is_as_written = soundness.check_all_rows(self._database)
            is_news = faults != [*soundness.load_faults(self._database)]
            stale = [] if is_news else memory_table.find_differences(self._database)
            return Soundness(self._count_rows(), [], faults, is_as_written, stale)

    def check_rows(self) -> None:
        """Look for rows that became useless, as after a run that did not close the file."""
        with self._translate_errors(), self.snapshot():
            faults, self.is_as_written = soundness.check_all_rows(self._database)
            known_faults = [*soundness.load_faults(self._database)]
        if faults != known_faults and self.is_writable:
            self.mend(faults)

    def mend(self, faults: Sequence[Fault]) -> None:
        """Use the rows of *faults* no more, and make all memories anew without them."""
        with self._database.transaction():
            soundness.write_faults(self._database, faults)
            memory_table.rebuild(self._database)

    def faults(self) -> list[Fault]:
        """Return the rows of the log that are known to be of no use."""
        with self._translate_errors():
            return [*soundness.load_faults(self._database)]

    # Within

    def _facts_today(self, day: int, languages: Collection[str]) -> list[list[str]]:
        query = (
            # CROSS JOIN, so that SQLite does not begin with the long log.
            "SELECT question, log.shown FROM memory CROSS JOIN log USING (question, at)"
            f" WHERE memory.day = ? AND log.kind = 'review' AND {IS_SOUND}"
        )
        all_details = (
            parse_details(text)
            for question, text in self._rows(query, day)
            if language_in(identity_in(question)) in languages
        )
        return [details["facts"] for details in all_details if details.get("facts")]

    def _count_rows(self) -> int:
        return int(self._rows("SELECT count(*) FROM log").fetchone()[0])

    def _free_moment(self, question: str, moment: Moment, kind: str) -> Moment:
        """Return *moment*, or the next one at which there is no such row yet."""
        query = "SELECT 1 FROM log WHERE question = ? AND at = ? AND kind = ?"
        at = moment.at
        while self._rows(query, question, at, kind).fetchone():
            at += 1
        return moment._replace(at=at)

    def _time_after(self, question: str, moment: Moment, *kinds: str) -> int:
        """Return the time of *moment*, or of just after all rows of *kinds* if later."""
        marks = ", ".join("?" * len(kinds))
        query = f"SELECT max(at) FROM log WHERE question = ? AND kind IN ({marks})"
        (latest,) = self._rows(query, question, *kinds).fetchone()
        return max(moment.at, (latest or 0) + 1)

    def _rename_question(self, former: str, current: str) -> None:
        for question in (former, current):
            soundness.add_to_digest(self._database, question, -1)
        query = "UPDATE OR IGNORE log SET question = ? WHERE question = ?"
        self._rows(query, current, former)
        # What is still there is a copy, imported after the rest was renamed.
        self._rows("DELETE FROM log WHERE question = ?", former)
        soundness.add_to_digest(self._database, current, 1)
        memory_table.replay_question(self._database, former)
        memory_table.replay_question(self._database, current)

    def _append(self, **values: object) -> None:
        """Add a row; its *reply* and *shown* are values, not JSON yet."""
        record = make_storable(values)
        try:
            check_record(record)
        except ValueError as error:
            raise StoreError(f"{self._database.path} cannot take this: {error}") from None
        for name in ("reply", "shown"):
            if name in record and (name == "reply" or record[name] is not None):
                record[name] = compact_json(record[name])
        self._insert("", record)
        soundness.check_new_rows(self._database)

    def _insert(self, conflict: str, row: Mapping[str, object]) -> None:
        names, marks = ", ".join(row), ", ".join("?" * len(row))
        query = f"INSERT INTO log ({names}) VALUES ({marks}) {conflict}"
        self._rows(query, *row.values())


@contextmanager
def open_store(path: Path, *, to_write: bool = True) -> Iterator[Store]:
    """Open the store in the file *path*, as `open_database` does.

    Raises:
        StoreError: The file is damaged, not ours, of a newer version, or cannot be read
            or written. Nothing in it has been changed then.
    """
    with open_database(path, to_write=to_write) as database:
        store = Store(database)
        with database.translate_errors():
            stale = memory_table.is_stale(database)
        if stale:
            store.rebuild()
        if database.is_unclean:
            store.check_rows()
        yield store
