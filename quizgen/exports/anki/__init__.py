"""Write questions as an Anki package.

`notes` turns questions into notes, `note_types` says how they look, `package` makes the
file; `lock` knows when each note last changed, and `lock_file` keeps that beside the deck.
`upgrade_check` tries a new file on a user of the old one, `ankiconnect` sends it to Anki.
What Anki knows a note by is its question's full id, and nothing else.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import Any, BinaryIO, NamedTuple

from quizgen.exports.anki.collection import collection_parts
from quizgen.exports.anki.lock import Lock, LockBuilder
from quizgen.exports.anki.notes import (
    Note,
    digest_of,
    fingerprint,
    note_of,
    withdrawal_note,
)
from quizgen.exports.anki.package import write_package
from quizgen.identity import deck_in, identity_in, language_in, uid_in
from quizgen.model import Question, Quiz

_UNDATED = 1
"""The second since 1970 at which notes changed that have no lock."""


class AnkiDeck(NamedTuple):
    """A deck, so far as its notes have it in common.

    Attributes:
        title: Names the Anki deck; topics are its subdecks.
        language: Of the few words that the deck does not say itself.
        lock: Knows when each note last changed, and is told of each.
    """

    title: str
    language: str
    lock: LockBuilder


def render(
    questions: Iterable[Question],
    decks: Mapping[str, AnkiDeck],
    file: BinaryIO,
    *,
    preset: bool = False,
) -> int:
    """Write an .apkg of *questions* to *file*, and return how many notes it has.

    Besides the questions it has those that their decks have just withdrawn, once more.

    Args:
        questions: Their ids are all different; they are taken one at a time, and those
            of a deck from the general to the special.
        decks: By identity, or by id where no two have the same.
        file: Open for writing; need not be seekable.
        preset: Decks bring their own options: the easy questions of all topics first.

    Raises:
        ValueError: Two questions have one id.
    """
    first = 1000 * max(deck.lock.since for deck in decks.values())
    types = note_types_of(deck.lock for deck in decks.values())
    notes = add_times(notes_of(questions, decks), decks)
    return write_package(notes, types, first, file, preset=preset)


def render_quiz(quiz: Quiz, language: str) -> bytes:
    """Return an .apkg of *quiz*, for one import: without a lock, no note ever changed.

    Who means to update a deck builds it with `render`, and keeps its lock.
    """
    file = BytesIO()
    decks = {
        identity: AnkiDeck(quiz.title or deck_in(identity), language, _new_lock(identity))
        for identity in dict.fromkeys(
            identity_in(question.full_id) for question in quiz.questions
        )
    }
    render(quiz.questions, decks, file)
    return file.getvalue()


def _deck_of(decks: Mapping[str, AnkiDeck], identity: str) -> AnkiDeck:
    return decks[identity] if identity in decks else decks[deck_in(identity)]


def _new_lock(identity: str) -> LockBuilder:
    """Return the lock of a deck that is never built again."""
    lock = Lock(deck_in(identity), language=language_in(identity))
    return LockBuilder(lock, _UNDATED, uid=uid_in(identity))


def notes_of(
    questions: Iterable[Question], decks: Mapping[str, AnkiDeck]
) -> Iterator[Note]:
    """Yield the note of each question."""
    ranks: dict[tuple[str, str], int] = {}
    for question in questions:
        about = question.about
        rank = ranks.setdefault((about.deck, about.template), len(ranks))
        deck = _deck_of(decks, about.identity or about.deck)
        yield note_of(question, deck.title, deck.language, rank)


def add_times(
    notes: Iterable[Note], decks: Mapping[str, AnkiDeck]
) -> Iterator[tuple[Note, int]]:
    """Yield each note with the second at which it last changed; then those withdrawn."""
    for note in notes:
        lock = _deck_of(decks, note.deck_identity).lock
        changed = lock.record_note(note.id, digest_of(note), note.stem, note.key)
        identity = lock.note_identity(note.id)
        if identity != note.deck_identity:  # it was built before the deck had its uid
            note = note._replace(identity=identity)
        yield note, changed
    for deck in decks.values():
        for id_, record in deck.lock.retired_notes():
            identity = deck.lock.identity_of(record.uid)
            note = withdrawal_note(id_, record, deck.title, deck.language, identity)
            yield note, record.changed


def note_types_of(locks: Iterable[LockBuilder]) -> dict[str, dict[str, Any]]:
    """Return the note types by id, each with the latest time at which a lock has it."""
    types = collection_parts().types
    digests = {id_: _type_digest(type_) for id_, type_ in types.items()}
    times = {id_: type_["mod"] for id_, type_ in types.items()}
    for lock in locks:
        for id_, type_ in types.items():
            changed = lock.record_type(type_["name"], digests[id_], type_["mod"])
            times[id_] = max(times[id_], changed)
    return {id_: {**type_, "mod": times[id_]} for id_, type_ in types.items()}


def _type_digest(type_: Mapping[str, Any]) -> str:
    return fingerprint(json.dumps({**type_, "mod": 0}, sort_keys=True))
