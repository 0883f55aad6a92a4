"""Somebody who learns with the real Anki, and whoever builds packages for them."""

import json
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quizgen.exports.anki import AnkiDeck, add_times, note_types_of, notes_of
from quizgen.exports.anki.lock import Lock, LockBuilder
from quizgen.exports.anki.notes import Note
from quizgen.exports.anki.package import write_package
from quizgen.model import Question

NOW = 1_600_000_000
"""Seconds since 1970 of a first build: before all that a learner does in a test."""
LATER = 2_500_000_000
"""Of a second build: after it."""
Types = dict[str, dict[str, Any]]


@dataclass
class Author:
    """Builds one edition of a deck after another, and keeps the lock."""

    folder: Path
    deck: str = "d"
    language: str = "en"
    lock: Lock | None = None
    builds: list[Path] = field(default_factory=list)

    def build(
        self,
        questions: Iterable[Question],
        *,
        now: int = NOW,
        edit_note: Callable[[Note], Note] = lambda note: note,
        edit_types: Callable[[Types], Types] = lambda types: types,
    ) -> Path:
        """Write the next package; the edits are what a later quizgen might do."""
        lock = LockBuilder(self.lock or Lock(self.deck), now)
        decks = {self.deck: AnkiDeck("Rivers", self.language, lock)}
        path = self.folder / f"{len(self.builds)}.apkg"
        with path.open("wb") as file:
            notes = add_times(map(edit_note, notes_of(questions, decks)), decks)
            types = edit_types(note_types_of([lock]))
            write_package(notes, types, lock.since * 1000, file)
        self.lock = lock.next_lock()
        self.builds.append(path)
        return path


class Learner:
    """An owner of a collection of the real backend."""

    def __init__(self, collection: Any) -> None:
        self.collection = collection

    def import_package(self, package: Path, **options: bool) -> Any:
        """Import *package*, and return Anki's log of that."""
        from anki.import_export_pb2 import (
            ImportAnkiPackageOptions,
            ImportAnkiPackageRequest,
        )

        message: Any = ImportAnkiPackageOptions(**options)  # type: ignore[arg-type]
        request = ImportAnkiPackageRequest(package_path=str(package), options=message)
        return self.collection.import_anki_package(request).log

    def cards(self) -> list[Any]:
        """Return all cards, as they were imported."""
        return [self.collection.get_card(card) for card in self.collection.find_cards("")]

    def card(self, question: str) -> Any:
        """Return the one card of the question with this id."""
        (match,) = (card for card in self.cards() if card.note()["Id"] == question)
        return match

    def note_type(self, question: str) -> dict[str, Any]:
        """Return the note type of the question with this id, as Anki has it by now."""
        from anki.models import ModelManager  # a new one: it remembers what it has seen

        type_: Any = ModelManager(self.collection).get(self.card(question).note().mid)
        return dict(type_)

    def review(self) -> None:
        """Answer every card."""
        for card in self.cards():
            card.start_timer()
            self.collection.sched.answerCard(card, 3)

    def progress(self) -> list[list[Any]]:
        """Return how each card is scheduled, and each review there was."""
        return [
            *self.collection.db.all(
                "select id, nid, did, type, queue, due, ivl, factor, reps from cards"
                " where reps order by id"
            ),
            *self.collection.db.all("select * from revlog order by id"),
        ]


@contextmanager
def learner() -> Iterator[Learner]:
    """Give somebody with an empty collection."""
    from anki.collection import Collection

    with tempfile.TemporaryDirectory() as folder:
        opened = Collection(str(Path(folder, "collection.anki2")))
        try:
            yield Learner(opened)
        finally:
            opened.close()


def query_package(package: Path, query: str) -> list[tuple[Any, ...]]:
    """Return the rows that *query* finds in the collection of *package*."""
    import sqlite3

    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(package) as archive:
            archive.extract("collection.anki2", folder)
        connection = sqlite3.connect(Path(folder, "collection.anki2"))
        try:
            return connection.execute(query).fetchall()
        finally:
            connection.close()


def note_types_in(package: Path) -> Types:
    """Return the note types in *package*, by id."""
    ((text,),) = query_package(package, "select models from col")
    types: Types = json.loads(text)
    return types
