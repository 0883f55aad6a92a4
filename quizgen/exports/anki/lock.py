"""What a deck's users already have: when each note last changed, kept beside the deck.

Anki takes a note from a package only if its `mod` is later than that of the note it has,
and then overwrites what the user wrote there. So a note's time has to change when its
content does, and at no other time: which, only a memory of the last build can tell.
"""

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from quizgen.deck import events
from quizgen.model import Place, Problem
from quizgen.text import nearest, shortened

_SECTIONS = ("types", "notes", "retired")
_KEYS = ("deck", "since", *_SECTIONS)
_DIGEST = re.compile("[0-9a-f]{16}")
_SECONDS = re.compile("[0-9]{1,10}")
_PLAIN = re.compile("[A-Za-z][A-Za-z0-9_./+#-]*")
_LONGEST = 1000
"""Characters of a key that YAML finds without being told that it is one."""
_HEAD = """\
# Written by `quizgen anki`. Keep this file with the deck: it is how an update knows what
# has changed, and leaves all else as the users of the deck have made it.
# name: [digest of the content, when it last changed in seconds since 1970, stem, key]
"""


class Entry(NamedTuple):
    """What was last built under one name.

    Attributes:
        digest: Of the content, 16 hexadecimal digits.
        changed: Seconds since 1970 at which the content came to be this.
        stem, key: Of a question, as text; both empty for a note type.
    """

    digest: str
    changed: int
    stem: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Lock:
    """What the packages of a deck have contained so far.

    Attributes:
        deck: Its id.
        since: Seconds since 1970 of the first build; 0 if there was none.
        types: The note types, by name.
        notes: The questions, by id.
        retired: Questions that the last edition withdrew.
    """

    deck: str
    since: int = 0
    types: Mapping[str, Entry] = field(default_factory=dict)
    notes: Mapping[str, Entry] = field(default_factory=dict)
    retired: Mapping[str, Entry] = field(default_factory=dict)


class Ledger:
    """One build's account of a deck: it asks the lock, and grows the next one.

    Args:
        lock: Of the last build.
        now: Seconds since 1970 of this one.
        whole: All questions of the deck will be entered, so that those which the lock
            has and nobody enters are withdrawn.
    """

    def __init__(self, lock: Lock, now: int, *, whole: bool = True) -> None:
        self._lock = lock
        self._now = now
        self._whole = whole
        self._types: dict[str, Entry] = {}
        self._notes: dict[str, Entry] = {}

    @property
    def since(self) -> int:
        """Seconds since 1970 of the deck's first build."""
        return self._lock.since or self._now

    def note(self, name: str, digest: str, stem: str, key: str) -> int:
        """When the question *name* came to be what it is.

        Raises:
            ValueError: It was entered before: two questions have one id.
        """
        if name in self._notes:
            raise ValueError(f"two questions have the id '{name}'")
        old = self._lock.notes.get(name) or self._lock.retired.get(name)
        is_same = old is not None and old.digest == digest and name in self._lock.notes
        changed = old.changed if old and is_same else self._later(old)
        self._notes[name] = Entry(digest, changed, stem, key)
        return changed

    def note_type(self, name: str, digest: str, changed: int) -> int:
        """When the note type *name* came to look as it does.

        That is *changed*, by its own record: a type is shared between decks, so a deck's
        first build must not pass for a change and undo the user's own rules. But it is
        always later than another look in an earlier package of this deck.
        """
        old = self._lock.types.get(name)
        if old is not None:
            is_same = old.digest == digest
            changed = max(changed, old.changed + (not is_same))
        self._types[name] = Entry(digest, changed)
        return changed

    def withdrawn(self) -> list[tuple[str, Entry]]:
        """The questions that this edition takes back, when all others are entered."""
        return sorted(self.lock().retired.items())

    def lock(self) -> Lock:
        """The lock that follows; equal to the one before if nothing has changed."""
        lock, notes = self._lock, self._notes
        types = {**lock.types, **self._types}
        gone = lock.notes.keys() - notes.keys()
        retired: dict[str, Entry]
        if not self._whole:
            retired = {name: lock.retired[name] for name in lock.retired.keys() - notes}
            notes = {**lock.notes, **notes}
        elif gone or notes != lock.notes or types != lock.types:
            # Another edition: what the last one withdrew has been said.
            old = {name: lock.notes[name] for name in gone}
            retired = {k: e._replace(changed=self._later(e)) for k, e in old.items()}
        else:
            retired = {**lock.retired}
        return Lock(lock.deck, self.since, types, notes, retired)

    def _later(self, old: Entry | None) -> int:
        return max(self._now, old.changed + 1) if old else self._now


def difference(old: Lock, new: Lock) -> str:
    """What *new* has that *old* has not, as a phrase."""
    added = new.notes.keys() - old.notes.keys()
    changed = sum(
        new.notes[name] != entry for name, entry in old.notes.items() if name in new.notes
    )
    gone = new.retired.keys() - old.retired.keys()
    return f"{len(added)} new, {changed} changed, {len(gone)} withdrawn"


class Home(NamedTuple):
    """Where a lock is kept: the same file, but for the first build of a deck elsewhere."""

    reads: Path
    writes: Path


def home(deck: Path, name: str) -> Home:
    """Where the lock of the deck file *deck*, whose id is *name*, is kept.

    That is beside it, or where that cannot be written, among the user's data.
    """
    beside = deck.with_name(f"{deck.stem}.lock.yaml")
    if os.access(deck.parent, os.W_OK):
        return Home(beside, beside)
    from platformdirs import user_data_path

    kept = user_data_path("quizgen", appauthor=False) / f"{name}.lock.yaml"
    return Home(kept if kept.exists() else beside, kept)


def written(lock: Lock) -> str:
    """*lock* as the text of its file: a line for each entry, sorted."""
    lines = [_HEAD, f"deck: {lock.deck}\nsince: {lock.since}\n"]
    for name in _SECTIONS:
        entries: Mapping[str, Entry] = getattr(lock, name)
        if entries:
            lines.append(f"{name}:\n")
            lines.extend(_line(key, entry) for key, entry in sorted(entries.items()))
    return "".join(lines)


def _line(name: str, entry: Entry) -> str:
    texts = f", {_quoted(entry.stem)}, {_quoted(entry.key)}" if entry.stem else ""
    key = name if _PLAIN.fullmatch(name) else _quoted(name)
    if len(key) > _LONGEST:
        key = f"? {key}\n  "
    return f"  {key}: [{entry.digest}, {entry.changed}{texts}]\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def read(path: Path, deck: str) -> tuple[Lock, list[Problem]]:
    """The lock of *deck* in the file at *path*, and what is wrong with it.

    A file that is not there is the lock of a deck that was never built.
    """
    start = Place(str(path), 1, 1)
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Lock(deck), []
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}"
        return Lock(deck), [Problem(start, "error", message)]
    text, problems = events.decoded(content, str(path))
    if not problems and not text.strip():
        problems = [Problem(start, "error", f"the file is empty: {_EXPECTED}")]
    return (Lock(deck), problems) if problems else _parsed(text, start, deck)


_EXPECTED = "expected what `quizgen anki` wrote here, or no file"


def _parsed(text: str, start: Place, deck: str) -> tuple[Lock, list[Problem]]:
    problems: list[Problem] = []
    heads: dict[str, events.Node] = {}
    entries: dict[str, dict[str, Entry]] = {name: {} for name in _SECTIONS}

    def wrong(at: events.At, message: str) -> None:
        problems.append(Problem(events.place(start.path, at), "error", message))

    sections = events.Sections(text, start.path, _SECTIONS)
    for section, (key, key_at, value, value_at) in sections:
        heads[section or key] = value
        if section:
            entry = _entry(value)
            if isinstance(entry, str):
                wrong(value_at, f"{entry}: {_EXPECTED}")
            else:
                entries[section][key] = entry
        elif key not in _KEYS:
            wrong(key_at, f"unknown key '{shortened(key)}'{nearest(key, _KEYS)}")
        elif key == "deck" and value != deck:
            wrong(value_at, f"this is the lock of another deck: expected '{deck}'")
        elif key == "since" and not _is_seconds(value):
            wrong(value_at, "found no time: expected seconds since 1970")
        elif key in _SECTIONS and not isinstance(value, events.Mapping):
            wrong(value_at, f"found no entries: {_EXPECTED}")
    problems += sections.problems
    if not problems and not {"deck", "since"} <= heads.keys():
        problems = [Problem(start, "error", f"found no deck or no time: {_EXPECTED}")]
    if problems:
        return Lock(deck), sorted(problems)
    return Lock(deck, int(str(heads["since"])), **entries), []


def _entry(value: events.Node) -> Entry | str:
    """The entry that *value* is, or what is wrong with it."""
    parts = [part for part, _ in value] if isinstance(value, events.Sequence) else []
    if len(parts) not in (2, 4):
        return "found no entry"
    digest, changed, *texts = parts
    if not (isinstance(digest, str) and _DIGEST.fullmatch(digest)):
        return "found no digest of 16 digits"
    if not _is_seconds(changed):
        return "found no time in seconds since 1970"
    return Entry(digest, int(str(changed)), *map(str, texts))


def _is_seconds(value: events.Node) -> bool:
    return isinstance(value, str) and _SECONDS.fullmatch(value) is not None
