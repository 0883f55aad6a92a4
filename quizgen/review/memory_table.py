"""The table `memory`: what scheduling makes of the log, so that a start need not read it.

It is derived: it can be thrown away, and is rebuilt where the log was added to by others,
or where this version of quizgen would make other memories of it.
"""

import json
from collections.abc import Iterable
from math import isclose

from quizgen.review.database import Database
from quizgen.review.memory import Memory
from quizgen.review.scheduler import DERIVATION, STANDARD_WEIGHTS, Weights, replay
from quizgen.review.soundness import IS_SOUND

NOT_UNDONE = (
    "NOT EXISTS"
    " (SELECT 1 FROM log AS u WHERE u.question = log.question AND u.undoes = log.at"
    " AND u.id NOT IN (SELECT id FROM unsound))"
)
"""The condition on a review of the log that it was not undone."""
GRADED_REVIEWS = (
    "SELECT question, at, offset, grade, scheduler"
    f" FROM log WHERE kind = 'review' AND {IS_SOUND} AND {NOT_UNDONE}"
)
"""The query for what a GradedReview holds."""
_LATEST_WEIGHTS = (
    "SELECT shown FROM log WHERE question = '' AND kind = 'weights'"
    f" AND {IS_SOUND} ORDER BY at DESC LIMIT 1"
)


def load_memories(database: Database) -> dict[str, Memory]:
    """Return all memories, by question."""
    return {row[0]: Memory(*row) for row in database.rows("SELECT * FROM memory")}


def load_memory(database: Database, question: str) -> Memory | None:
    """Return the memory of *question*; None if it was never answered."""
    rows = database.rows("SELECT * FROM memory WHERE question = ?", question)
    return next((Memory(*row) for row in rows), None)


def load_deck(
    database: Database, deck: str, day: int
) -> tuple[dict[str, Memory], list[str]]:
    """Return what is known of the questions of a deck on the learner's *day*.

    Args:
        database: That of the store.
        deck: The deck's identity.
        day: As `Moment.day`.

    Returns:
        The memories of what is due by *day* or was asked on it, by question; and the
        other questions that have a memory.
    """
    current = "due <= ? OR day = ?"
    # All that begins with "deck/": in ASCII, "0" is what follows "/".
    query = "FROM memory WHERE question BETWEEN ? AND ? AND"
    values = f"{deck}/", f"{deck}0", day, day
    rows = database.rows(f"SELECT * {query} ({current})", *values)
    memories = {row[0]: Memory._make(row) for row in rows}
    others = database.rows(f"SELECT question {query} NOT ({current})", *values)
    return memories, [question for (question,) in others]


def questions_and_addresses(database: Database, deck: str) -> dict[str, str]:
    """Return all questions of a deck that the log knows, and what it was called last.

    Args:
        database: That of the store.
        deck: The deck's identity.

    Returns:
        By the question's full id the deck's name on the command line; empty for what was
        never answered, but suspended.
    """
    condition, values = "question BETWEEN ? AND ?", (f"{deck}/", f"{deck}0")
    query = f"SELECT DISTINCT question FROM log WHERE kind <> 'review' AND {condition}"
    unanswered = {question: "" for (question,) in database.rows(query, *values)}
    query = f"SELECT question, decks FROM memory WHERE {condition}"
    return unanswered | dict(database.rows(query, *values))


def load_weights(database: Database) -> Weights:
    """Return the weights that all memories were made with."""
    (text,) = database.rows("SELECT weights FROM derived").fetchone()
    return STANDARD_WEIGHTS if text is None else tuple(json.loads(text))


def is_stale(database: Database) -> bool:
    """Tell if the log, or this version, would give other memories than there are."""
    query = (
        f"SELECT derivation <> ? OR weights IS NOT ({_LATEST_WEIGHTS})"
        " OR checked < (SELECT max(id) FROM log) FROM derived"
    )
    return bool(database.rows(query, DERIVATION).fetchone()[0])


def write_memories(database: Database, memories: Iterable[Memory]) -> None:
    """Put *memories* in the place of those of the same questions."""
    marks = ", ".join("?" * len(Memory._fields))
    rows = (_complete(database, memory) for memory in memories)
    database.write_rows(f"REPLACE INTO memory VALUES ({marks})", rows)


def replay_question(database: Database, question: str) -> None:
    """Make the memory of *question* anew from its reviews; if it has none, delete it."""
    database.rows("DELETE FROM memory WHERE question = ?", question)
    query = f"{GRADED_REVIEWS} AND question = ? ORDER BY at, id"
    rows = database.rows(query, question)
    write_memories(database, replay(rows, load_weights(database)).values())


def rebuild(database: Database) -> None:
    """Make all memories anew from the log, with the weights that it last named."""
    query = f"UPDATE derived SET derivation = ?, weights = ({_LATEST_WEIGHTS})"
    database.rows(query, DERIVATION)
    memories = _replay_all(database)
    database.rows("DELETE FROM memory")
    write_memories(database, memories.values())


def find_differences(database: Database) -> list[str]:
    """Return the questions of whose memories the log would give others than there are."""
    memories, replayed_memories = load_memories(database), _replay_all(database)
    return sorted(
        question
        for question in memories.keys() | replayed_memories.keys()
        if question not in memories
        or question not in replayed_memories
        or not _is_nearly_equal(
            memories[question], _complete(database, replayed_memories[question])
        )
    )


def _is_nearly_equal(memory: Memory, expected: Memory) -> bool:
    """Tell if memories are equal, as far as another computer's logarithms are."""
    pairs = (memory.stability, expected.stability), (memory.difficulty, expected.difficulty)
    replaced = memory._replace(stability=expected.stability, difficulty=expected.difficulty)
    return replaced == expected and all(isclose(a, b, rel_tol=1e-6) for a, b in pairs)


def _replay_all(database: Database) -> dict[str, Memory]:
    weights = load_weights(database)
    try:  # as the rows stand, if no clock ever went back: to sort a million takes time
        return replay(database.rows(f"{GRADED_REVIEWS} ORDER BY id"), weights)
    except ValueError:
        return replay(database.rows(f"{GRADED_REVIEWS} ORDER BY at, id"), weights)


def _complete(database: Database, memory: Memory) -> Memory:
    """Return *memory* with the answer and the deck of the review that it ends with."""
    query = (
        "SELECT coalesce(details ->> 'answer', ''), coalesce(details ->> 'deck', '') FROM"
        " (SELECT iif(json_valid(shown), shown, '{}') AS details FROM log"
        " WHERE question = ? AND at = ? AND kind = 'review')"
    )
    answer, deck = database.rows(query, memory.question, memory.last_at).fetchone()
    return memory._replace(answer=answer, deck_name=deck)
