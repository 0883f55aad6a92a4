"""Check that the rows of the log are such as `SCHEMA` knows, and as they were written.

Each row is checked once, when it is added: by us, or at the next start if by another
program. The table `unsound` has those that cannot be used, and why; `derived` has the last
row that was checked, and the digest of all: the sum of those of the rows, modulo 2**64.
"""

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import Any, NamedTuple

from quizgen.review.database import Database
from quizgen.review.log import COLUMNS, check_row

IS_SOUND = "log.id NOT IN (SELECT id FROM unsound)"
"""The condition on a row of the log that it can be used."""
_TEXTS = {"kind", "question", "scheduler", "reply", "shown", "note"}
_BYTES = ", ".join(f"CAST({c} AS BLOB)" if c in _TEXTS else c for c in COLUMNS)
_RAW_ROWS = f"SELECT id, {_BYTES} FROM log WHERE id > ? ORDER BY id"
"""The query for rows whose texts are bytes: damaged ones can be no UTF-8."""


class Fault(NamedTuple):
    """A row of the log that cannot be used, by its id, and the reason."""

    id: int
    reason: str


def check_new_rows(database: Database, *, are_sound: bool = False) -> None:
    """Check the rows that were added since the last time, and note what they come to.

    Args:
        database: That of the store.
        are_sound: They were checked before they were written, so need not be again.
    """
    query = "SELECT checked, digest FROM derived"
    last_id, digest = database.rows(query).fetchone()
    faults = []
    for id_, *row in database.rows(_RAW_ROWS, last_id):
        last_id, digest = id_, digest + _row_digest(id_, row)
        if not are_sound and (reason := _fault_of(row)):
            faults.append(Fault(id_, reason))
    database.write_rows("REPLACE INTO unsound VALUES (?, ?)", iter(faults))
    query = "UPDATE derived SET checked = ?, digest = ?"
    database.rows(query, last_id, _as_word(digest))


def check_all_rows(database: Database) -> tuple[list[Fault], bool]:
    """Return the faults of all rows, and whether all are as they were written."""
    query = "SELECT checked, digest FROM derived"
    last_id, expected_digest = database.rows(query).fetchone()
    digest, faults = 0, []
    for id_, *row in database.rows(_RAW_ROWS, -(1 << 63)):
        if id_ <= last_id:
            digest += _row_digest(id_, row)
        if reason := _fault_of(row):
            faults.append(Fault(id_, reason))
    return faults, _as_word(digest) == expected_digest


def add_to_digest(database: Database, question: str, sign: int) -> None:
    """Add the rows of *question* to the digest of all, or by -1 take them away."""
    query = "SELECT checked, digest FROM derived"
    last_id, digest = database.rows(query).fetchone()
    query = f"SELECT id, {_BYTES} FROM log WHERE id <= ? AND question = ?"
    for id_, *row in database.rows(query, last_id, question):
        digest += sign * _row_digest(id_, row)
    database.rows("UPDATE derived SET digest = ?", _as_word(digest))


def forget_deleted_rows(database: Database) -> None:
    """Let what is noted of rows that are gone not be taken for that of later ones."""
    database.rows("DELETE FROM unsound WHERE id NOT IN (SELECT id FROM log)")
    last_id = "(SELECT coalesce(max(id), 0) FROM log)"
    database.rows(f"UPDATE derived SET checked = min(checked, {last_id})")


def write_faults(database: Database, faults: Sequence[Fault]) -> None:
    """Let *faults* be the rows that cannot be used."""
    database.rows("DELETE FROM unsound")
    database.write_rows("INSERT INTO unsound VALUES (?, ?)", iter(faults))


def load_faults(database: Database) -> Iterator[Fault]:
    """Yield the rows that are known to be of no use."""
    yield from map(Fault._make, database.rows("SELECT * FROM unsound ORDER BY id"))


def _fault_of(row: Sequence[Any]) -> str:
    """Return why a *row* of COLUMNS, its texts as bytes, cannot be used; else nothing."""
    try:
        check_row([value.decode() if isinstance(value, bytes) else value for value in row])
    except UnicodeDecodeError:
        return "no UTF-8"
    except ValueError as error:
        return str(getattr(error, "msg", error))
    return ""


def _row_digest(id_: int, row: Sequence[Any]) -> int:
    text = repr((id_, *row)).encode()
    return int.from_bytes(blake2b(text, digest_size=8).digest(), "big")


def _as_word(number: int) -> int:
    """Return *number* modulo 2**64, as SQLite has integers: with a sign."""
    word = number % (1 << 64)
    return word - (1 << 64) if word >> 63 else word
