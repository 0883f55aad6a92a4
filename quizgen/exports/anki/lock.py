"""A record of what a deck's users already have: when each of its notes last changed.

Anki takes a note from a package only if its `mod` is later than that of the note it has,
and then overwrites what the user wrote there. So a note's time has to change when its
content does, and at no other time: which, only a record of the last build can tell.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from quizgen.identity import deck_identity


class NoteTypeRecord(NamedTuple):
    """The state in which one note type was last built.

    Attributes:
        digest: Of how it looks, 16 hexadecimal digits.
        changed: Seconds since 1970 at which it came to look so.
    """

    digest: str
    changed: int


class NoteRecord(NamedTuple):
    """The state in which the note of one question was last built.

    Attributes:
        digest: Of the note's content, 16 hexadecimal digits.
        changed: Seconds since 1970 at which the content came to be this.
        stem, key: The question and its answer, as text.
        uid: The deck's, which the note's guid holds; empty if the note was first built
            when the deck had none.
    """

    digest: str
    changed: int
    stem: str
    key: str
    uid: str = ""


@dataclass(frozen=True, slots=True)
class Lock:
    """A record of what the packages of a deck have contained so far.

    Attributes:
        deck: The deck's id.
        since: Seconds since 1970 of the first build; 0 if there was none.
        types: The note types, by name.
        notes: The questions, by id.
        retired: Questions that the last build withdrew, by id.
        language: That of the packages; empty if it is the deck's own.
    """

    deck: str
    since: int = 0
    types: Mapping[str, NoteTypeRecord] = field(default_factory=dict)
    notes: Mapping[str, NoteRecord] = field(default_factory=dict)
    retired: Mapping[str, NoteRecord] = field(default_factory=dict)
    language: str = ""


class LockBuilder:
    """Gives each note of one build its time by the last lock, and collects the next lock.

    Args:
        last_lock: Of the build before this one.
        now: Seconds since 1970 of this one.
        is_whole: All questions of the deck will be recorded, so that those which the
            last lock has and nobody records are withdrawn.
        uid: The deck's. Only notes that are new get it: the others stay what they are.
    """

    def __init__(
        self, last_lock: Lock, now: int, *, is_whole: bool = True, uid: str = ""
    ) -> None:
        self.last_lock = last_lock
        self._uid = uid
        self._now = now
        self._is_whole = is_whole
        self._types: dict[str, NoteTypeRecord] = {}
        self._notes: dict[str, NoteRecord] = {}

    @property
    def since(self) -> int:
        """Seconds since 1970 of the deck's first build."""
        return self.last_lock.since or self._now

    def record_note(self, question_id: str, digest: str, stem: str, key: str) -> int:
        """Record a question's note, and return the second at which it last changed.

        Raises:
            ValueError: It was recorded before: two questions have one id.
        """
        if question_id in self._notes:
            raise ValueError(f"two questions have the id '{question_id}'")
        lock = self.last_lock
        earlier = lock.notes.get(question_id) or lock.retired.get(question_id)
        if earlier and earlier.digest == digest and question_id in lock.notes:
            changed = earlier.changed
        else:
            changed = self._later(earlier)
        uid = earlier.uid if earlier else self._uid
        self._notes[question_id] = NoteRecord(digest, changed, stem, key, uid)
        return changed

    def identity_of(self, uid: str) -> str:
        """Return the identity by which Anki knows notes that were built with *uid*."""
        return deck_identity(self.last_lock.deck, uid, self.last_lock.language)

    def note_identity(self, question_id: str) -> str:
        """Return the identity of the deck for a note that was recorded."""
        return self.identity_of(self._notes[question_id].uid)

    def record_type(self, name: str, digest: str, changed: int) -> int:
        """Record a note type, and return the second at which it came to look as it does.

        That is *changed*, by its own record: a type is shared between decks, so a deck's
        first build must not pass for a change and undo the user's own rules. But it is
        always later than another look in an earlier package of this deck.
        """
        earlier = self.last_lock.types.get(name)
        if earlier is not None:
            is_same = earlier.digest == digest
            changed = max(changed, earlier.changed + (not is_same))
        self._types[name] = NoteTypeRecord(digest, changed)
        return changed

    def retired_notes(self) -> list[tuple[str, NoteRecord]]:
        """Return the questions to withdraw, by id, when all others are recorded."""
        return sorted(self.next_lock().retired.items())

    def next_lock(self) -> Lock:
        """Return the lock after this build; equal to the last one if nothing changed."""
        lock, notes = self.last_lock, self._notes
        types = {**lock.types, **self._types}
        missing = lock.notes.keys() - notes.keys()
        retired: dict[str, NoteRecord]
        if not self._is_whole:
            retired = {name: lock.retired[name] for name in lock.retired.keys() - notes}
            notes = {**lock.notes, **notes}
        elif missing or notes != lock.notes or types != lock.types:
            # A build that differs: what the last one withdrew has been said.
            records = {name: lock.notes[name] for name in missing}
            retired = {
                name: record._replace(changed=self._later(record))
                for name, record in records.items()
            }
        else:
            retired = {**lock.retired}
        return Lock(lock.deck, self.since, types, notes, retired, lock.language)

    def _later(self, earlier: NoteRecord | None) -> int:
        """Return the time of this build, or the next second if *earlier* is not before."""
        return max(self._now, earlier.changed + 1) if earlier else self._now


def difference(old: Lock, new: Lock) -> str:
    """Return as a phrase how many notes *new* has added, changed and withdrawn."""
    added = new.notes.keys() - old.notes.keys()
    changed = sum(
        new.notes[name] != record for name, record in old.notes.items() if name in new.notes
    )
    withdrawn = new.retired.keys() - old.retired.keys()
    return f"{len(added)} new, {changed} changed, {len(withdrawn)} withdrawn"
