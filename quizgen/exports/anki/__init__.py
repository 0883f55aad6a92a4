"""Questions -> an Anki package.

`notes` turns questions into rows, `notetypes` says how they look, `writing` makes the
file; `upgrading` tries a new file on a user of the old one, `pushing` sends it to Anki.
What Anki knows a note by is its question's id, and nothing else.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO, NamedTuple

from quizgen.exports.anki.collection import vocabulary
from quizgen.exports.anki.lock import Ledger
from quizgen.exports.anki.notes import Note, content, fingerprint, note, withdrawn
from quizgen.exports.anki.package import write
from quizgen.model import Question


class Edition(NamedTuple):
    """What the notes of one deck have in common.

    Attributes:
        title: The Anki deck; topics are its subdecks.
        language: Of the few words that the deck does not say itself.
        ledger: Knows when each note last changed, and is told of each.
    """

    title: str
    language: str
    ledger: Ledger


def render(
    questions: Iterable[Question],
    editions: Mapping[str, Edition],
    file: BinaryIO,
    *,
    preset: bool = False,
) -> int:
    """Write an .apkg of *questions*, one by one, to *file*; how many notes there are.

    Besides the questions it has those that their decks have just withdrawn, once more.

    Args:
        questions: Their ids are all different; they are taken one at a time, and those
            of a deck from the general to the special.
        editions: By deck id.
        file: Open for writing; need not be seekable.
        preset: Decks bring their own options: the easy questions of all topics first.

    Raises:
        ValueError: Two questions have one id.
    """
    first = 1000 * max(edition.ledger.since for edition in editions.values())
    types = note_types_of(edition.ledger for edition in editions.values())
    notes = dated(made(questions, editions), editions)
    return write(notes, types, first, file, preset=preset)


def made(questions: Iterable[Question], editions: Mapping[str, Edition]) -> Iterator[Note]:
    """The note of each question."""
    ranks: dict[tuple[str, str], int] = {}
    for question in questions:
        about = question.about
        rank = ranks.setdefault((about.deck, about.template), len(ranks))
        edition = editions[about.deck]
        yield note(question, edition.title, edition.language, rank)


def dated(
    notes: Iterable[Note], editions: Mapping[str, Edition]
) -> Iterator[tuple[Note, int]]:
    """Each note with the time at which it last changed; then those withdrawn."""
    for new in notes:
        ledger = editions[new.id.partition("/")[0]].ledger
        yield new, ledger.note(new.id, content(new), new.stem, new.key)
    for edition in editions.values():
        for name, entry in edition.ledger.withdrawn():
            title, language = edition.title, edition.language
            yield withdrawn(name, entry, title, language), entry.changed


def note_types_of(ledgers: Iterable[Ledger]) -> dict[str, dict[str, Any]]:
    """The note types, each with the latest time at which a deck says that it changed."""
    types = vocabulary().types
    digests = {id_: _look(type_) for id_, type_ in types.items()}
    times = {id_: type_["mod"] for id_, type_ in types.items()}
    for ledger in ledgers:
        for id_, type_ in types.items():
            changed = ledger.note_type(type_["name"], digests[id_], type_["mod"])
            times[id_] = max(times[id_], changed)
    return {id_: {**type_, "mod": times[id_]} for id_, type_ in types.items()}


def _look(type_: Mapping[str, Any]) -> str:
    return fingerprint(json.dumps({**type_, "mod": 0}, sort_keys=True))
