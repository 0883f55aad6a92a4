"""Try what a user of one package has left after importing a newer one.

The real Anki backend imports both into a scratch collection, and reviews in between.
"""

import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from pathlib import Path
from typing import Any, NamedTuple

from anki.collection import Collection
from anki.errors import AnkiException
from anki.import_export_pb2 import ImportAnkiPackageOptions, ImportAnkiPackageRequest

from quizgen.exports.anki.notes import LANGUAGE_TAG

IMPORT_OPTIONS: Mapping[str, Mapping[str, bool]] = {
    "default": {},
    "merge": {"merge_notetypes": True},
}
"""The options of Anki's import dialog to try; the second merges note types."""
_ANSWERED = 50
"""Cards that are answered one by one; the others are given a day on which they are due."""


class NoteText(NamedTuple):
    """The part of a note that an import can change."""

    type: int
    tags: str
    fields: str


class State(NamedTuple):
    """The notes of a collection.

    Attributes:
        texts: What stands on them, by guid.
        progress: Of each note, how its cards are scheduled and how often reviewed.
    """

    texts: Mapping[str, NoteText]
    progress: Mapping[str, Set[tuple[int, ...]]]


class Outcome(NamedTuple):
    """The numbers of a user's notes, all of them reviewed, that an import left so.

    Attributes:
        kept: They are as they were, with their progress.
        updated: The new package's text, with their progress.
        conflicting: The new package has another text for them, which does not reach them:
            they are frozen from now on.
        orphaned: Their progress is gone, or the new package does not know them though the
            old one had not withdrawn them: what takes their place begins from nothing.
        overwritten: The text was the same, and yet it was imported, over whatever the
            user had written there. No progress is lost by that.
    """

    kept: int
    updated: int
    conflicting: int
    orphaned: int
    overwritten: int

    @property
    def loses(self) -> bool:
        """True if any progress is lost."""
        return bool(self.conflicting or self.orphaned)


def try_upgrade(old: Path, new: Path, options: Mapping[str, bool]) -> Outcome:
    """Import *old*, review it, import *new* with *options*, and return what is left.

    Raises:
        ValueError: Anki cannot import one of them, or it has no notes of quizgen.
    """
    with tempfile.TemporaryDirectory(prefix="quizgen-") as folder:
        packaged = _texts_in_package(new, Path(folder, "new.anki2"))
        user = Collection(str(Path(folder, "user.anki2")))
        try:
            _import(user, old, {})
            _require_notes(old, _texts(user))
            _review(user)
            before = _state(user)
            log = _import(user, new, options)
            guids = dict(user.db.all("select id, guid from notes"))
            imported = {guids[note.id.nid] for note in log.updated}
            return compare_states(before, _state(user), packaged, imported)
        finally:
            user.close()


def compare_states(
    before: State, after: State, packaged: Mapping[str, NoteText], imported: Set[str]
) -> Outcome:
    """Count what an import made of the notes of a collection.

    *packaged* are the texts in the package, by guid, and *imported* the guids of the
    notes that Anki says it has updated.
    """
    old, new = before.texts, after.texts
    without_progress = {
        guid
        for guid, cards in before.progress.items()
        if not cards <= after.progress.get(guid, set())
    }
    languages = {_language_of(text) for text in packaged.values()}
    dropped = {
        guid
        for guid in old.keys() - packaged.keys()
        if " quizgen::retired " not in old[guid].tags
        and _language_of(old[guid]) in languages  # to Anki, each is a deck of its own
    }
    orphaned = without_progress | dropped
    common = (old.keys() & packaged.keys()) - orphaned
    conflicting = {guid for guid in common if not _is_packaged(new[guid], packaged[guid])}
    intact = old.keys() - orphaned - conflicting
    updated = {guid for guid in intact if old[guid] != new[guid]}
    return Outcome(
        len(intact) - len(updated),
        len(updated),
        len(conflicting),
        len(orphaned),
        len((intact & imported) - updated),
    )


def _language_of(text: NoteText) -> str:
    """Return the language of a note, empty if it is its deck's own."""
    return next(
        (tag for tag in text.tags.split() if tag.startswith(LANGUAGE_TAG)), ""
    ).removeprefix(LANGUAGE_TAG)


def _is_packaged(text: NoteText, packaged: NoteText) -> bool:
    return (text.tags, text.fields) == (packaged.tags, packaged.fields)


def _texts_in_package(package: Path, path: Path) -> dict[str, NoteText]:
    """Return the texts that *package* brings into a new collection at *path*, by guid."""
    collection = Collection(str(path))
    try:
        _import(collection, package, {})
        texts = _texts(collection)
        _require_notes(package, texts)
        return texts
    finally:
        collection.close()


def _import(user: Any, package: Path, options: Mapping[str, bool]) -> Any:
    message: Any = ImportAnkiPackageOptions()
    for name, value in options.items():
        setattr(message, name, value)
    request = ImportAnkiPackageRequest(package_path=str(package), options=message)
    try:
        return user.import_anki_package(request).log
    except AnkiException as error:
        raise ValueError(f"Anki cannot import {package}: {error}") from None


def _require_notes(package: Path, texts: Mapping[str, NoteText]) -> None:
    """Raise ValueError if none of *texts*, of a package's notes, is of quizgen.

    Nothing could be lost of it, which would look as if all was well.
    """
    if not texts:
        raise ValueError(f"there are no notes in {package}")
    if not any(" quizgen::" in text.tags for text in texts.values()):
        raise ValueError(f"none of the {len(texts)} notes in {package} is of quizgen")


def _review(user: Any) -> None:
    """Give every card some progress."""
    cards = user.find_cards("")
    for number in cards[:: max(1, len(cards) // _ANSWERED)]:
        card = user.get_card(number)
        card.start_timer()
        user.sched.answerCard(card, 3)
    user.sched.set_due_date(user.find_cards("is:new"), "3-30")


def _texts(user: Any) -> dict[str, NoteText]:
    rows = user.db.all("select guid, mid, tags, flds from notes")
    return {guid: NoteText(*columns) for guid, *columns in rows}


def _state(user: Any) -> State:
    progress: defaultdict[str, set[tuple[int, ...]]] = defaultdict(set)
    for guid, *card in user.db.all(
        "select guid, c.id, c.type, c.queue, c.due, c.ivl, c.factor, c.reps, c.lapses,"
        " (select count() from revlog r where r.cid = c.id)"
        " from cards c join notes n on c.nid = n.id"
    ):
        progress[guid].add(tuple(card))
    return State(_texts(user), progress)


def table_lines(outcomes: Mapping[str, Outcome]) -> Iterable[str]:
    """Yield the outcomes side by side: a line for each thing that can become of a note."""
    yield f"{'':12}" + "".join(f"{name:>9}" for name in outcomes)
    for field in Outcome._fields:
        counts = (getattr(outcome, field) for outcome in outcomes.values())
        yield f"{field:12}" + "".join(f"{count:9}" for count in counts)
