"""Find, read and write the file of a lock, and say what is wrong with it.

It is JSON with sorted keys and a line for each note, so that version control shows what
has changed. Files in YAML, as they were written before, can still be read.
"""

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from quizgen.exports.anki.lock import Lock, NoteRecord, NoteTypeRecord
from quizgen.exports.anki.lock_json import SECTIONS, Member, SyntaxFault, json_members
from quizgen.forms import FORMS
from quizgen.identity import identity_without_uid, language_in
from quizgen.model import Place, Problem
from quizgen.text import shorten, suggest_name

_ABOUT = (
    "Written by `quizgen anki`. Keep this file with the deck: it is how an update knows"
    " what has changed, and leaves all else as the users of the deck have made it."
)
_KEYS = ("about", "deck", "language", "since", *SECTIONS)
_OPTIONAL = ("uid",)
"""The keys that a record lacks where they would be empty."""
_DIGEST = re.compile("[0-9a-f]{16}")
_LAST_SECOND = 9_999_999_999
_EXPECTED = "expected what `quizgen anki` wrote here, or no file"


class LockFile(NamedTuple):
    """The path at which the lock of a deck is read, and that of the next one.

    Both are the same file, except when a lock in YAML gives way to one in JSON, or when
    the folder of the deck cannot be written.
    """

    source: Path
    target: Path

    @property
    def obsolete(self) -> Path | None:
        """The file in whose place the target is written, if there is one."""
        is_beside = self.source.parent == self.target.parent
        return self.source if is_beside and self.source != self.target else None

    @property
    def is_outdated(self) -> bool:
        """True if the target is to be written though nothing changed: it was YAML."""
        is_kept = self.source == self.target
        return is_yaml(self.source) if is_kept else self.obsolete is not None


def lock_file(deck: Path, identity: str) -> LockFile:
    """Return where the lock of the deck in the file *deck* is kept, by its *identity*.

    That is beside it, or where that cannot be written, among the user's data. There the
    lock from before the deck had a uid will do, until there is one of its own.
    """
    language = language_in(identity)
    beside = deck.with_name(f"{deck.stem}{language and f'.{language}'}.lock.json")
    places = [beside]
    if not os.access(deck.parent, os.W_OK):
        from platformdirs import user_data_path

        folder = user_data_path("quizgen", appauthor=False)
        names = dict.fromkeys((identity, identity_without_uid(identity)))
        places[:0] = [folder / f"{name.replace('@', '.')}.lock.json" for name in names]
    candidates = [path.with_suffix(end) for path in places for end in (".json", ".yaml")]
    source = next((path for path in candidates if path.exists()), places[0])
    return LockFile(source, places[0])


def lock_text(lock: Lock) -> str:
    """Return *lock* as the text of its file."""
    content = {
        "about": _ABOUT,
        "deck": lock.deck,
        **({"language": lock.language} if lock.language else {}),
        "since": lock.since,
        "notes": lock.notes,
        "retired": lock.retired,
        "types": lock.types,
    }
    members = ",\n".join(
        f" {_json(key)}: {_section(value) if key in SECTIONS else _json(value)}"
        for key, value in sorted(content.items())
    )
    return f"{{\n{members}\n}}\n"


def _section(records: Any) -> str:
    lines = ",\n".join(
        f"  {_json(name)}: {_json(_fields_of(record))}"
        for name, record in sorted(records.items())
    )
    return f"{{\n{lines}\n }}" if lines else "{}"


def _fields_of(record: NoteRecord | NoteTypeRecord) -> dict[str, Any]:
    fields = record._asdict()
    return {key: value for key, value in fields.items() if value or key not in _OPTIONAL}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def read_lock(path: Path, deck_id: str, language: str = "") -> tuple[Lock, list[Problem]]:
    """Return the lock in the file at *path*, and what is wrong with it.

    It is that of one deck in one *language*, empty if it is the deck's own.

    A file that is not there is the lock of a deck that was never built; so is, besides
    its problems, one with an error.
    """
    start = Place(str(path), 1, 1)
    try:
        content = path.read_bytes()
        text = content.decode("utf-8-sig")
    except FileNotFoundError:
        return Lock(deck_id, language=language), []
    except UnicodeDecodeError as error:
        place = _place(content[: error.start].decode("utf-8-sig"), path)
        message = f"byte 0x{content[error.start]:02x} is not UTF-8: {_EXPECTED}"
        return Lock(deck_id), [Problem(place, "error", message)]
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}"
        return Lock(deck_id), [Problem(start, "error", message)]
    if not text.strip():
        message = f"the file is empty: {_EXPECTED}"
        return Lock(deck_id), [Problem(start, "error", message)]
    return _parse(text, path, deck_id, language)


def is_yaml(path: Path) -> bool:
    """Return whether the file at *path* is a lock as it was written before: in YAML."""
    return path.exists() and _is_yaml(path.read_text("utf-8-sig"))


def _is_yaml(text: str) -> bool:
    return text.lstrip()[:1] != "{" and re.search("^deck:", text, re.M) is not None


def _parse(
    text: str, path: Path, deck_id: str, language: str
) -> tuple[Lock, list[Problem]]:
    if _is_yaml(text):
        from quizgen.exports.anki.lock_yaml import yaml_members as members
    else:
        members = json_members
    values: dict[tuple[str, str], Any] = {}
    faults: list[tuple[int, str]] = []
    try:
        for member in members(text):
            name = member.section, member.key
            if name in values:
                faults.append((member.key_at, f"duplicate key '{shorten(member.key)}'"))
            values[name] = member.value
            faults.extend(_faults(member, deck_id))
        if not faults and not {("", "deck"), ("", "since")} <= values.keys():
            faults.append((0, f"found no deck or no time: {_EXPECTED}"))
        if not faults and values.get(("", "language"), "") != language:
            expected = f"expected that of '{language}'" if language else "expected its own"
            faults.append((0, f"this is the lock of another language: {expected}"))
    except SyntaxFault as error:
        faults.append((error.offset, f"{error}: {_EXPECTED}"))
    if faults:
        problems = [
            Problem(_place(text[:offset], path), "error", message)
            for offset, message in faults
        ]
        return Lock(deck_id), sorted(problems)
    return _lock_of(values), []


def _place(text_before: str, path: Path) -> Place:
    line = text_before.count("\n") + 1
    return Place(str(path), line, len(text_before) - text_before.rfind("\n"))


def _faults(member: Member, deck_id: str) -> Iterator[tuple[int, str]]:
    """Yield what is wrong with *member*, and where."""
    section, key, key_at, value, value_at = member
    if section:
        if not _is_unicode(key):
            yield key_at, f"found no text: {_EXPECTED}"
        elif section != "types" and key.rpartition("#")[2] not in FORMS:
            yield key_at, f"found no question's id: {_EXPECTED}"
        fields = (NoteTypeRecord if section == "types" else NoteRecord)._fields
        for message in _record_faults(value, fields):
            yield value_at, message
    elif key not in _KEYS:
        yield key_at, f"unknown key '{shorten(key)}'{suggest_name(key, _KEYS)}"
    elif key == "deck" and value != deck_id:
        yield value_at, f"this is the lock of another deck: expected '{deck_id}'"
    elif key == "language" and not (isinstance(value, str) and _is_unicode(value)):
        yield value_at, f"found no language: {_EXPECTED}"
    elif key == "since" and not _is_time(value):
        yield value_at, "found no time: expected seconds since 1970"
    elif key in SECTIONS and not isinstance(value, dict):
        yield value_at, f"found no records: {_EXPECTED}"


def _record_faults(record: Any, fields: Iterable[str]) -> Iterator[str]:
    if not isinstance(record, dict):
        yield f"found no record: {_EXPECTED}"
        return
    for key in record.keys() - set(fields):
        yield f"unknown key '{shorten(key)}'{suggest_name(key, fields)}"
    for key in fields:
        value = record.get(key)
        if key in _OPTIONAL and key not in record:
            continue
        if key == "changed":
            if not _is_time(value):
                yield "found no time 'changed': expected seconds since 1970"
        elif not isinstance(value, str) or not _is_unicode(value):
            yield f"found no text '{key}': {_EXPECTED}"
        elif key == "digest" and not _DIGEST.fullmatch(value):
            yield "found no digest: expected 16 hexadecimal digits"


def _is_time(value: Any) -> bool:
    return type(value) is int and 0 <= value <= _LAST_SECOND


def _is_unicode(text: str) -> bool:
    """Return whether *text* can be written: JSON can escape halves of characters."""
    return text.isascii() or not any("\ud800" <= c <= "\udfff" for c in text)


def _lock_of(values: Mapping[tuple[str, str], Any]) -> Lock:
    types: dict[str, NoteTypeRecord] = {}
    notes: dict[str, NoteRecord] = {}
    retired: dict[str, NoteRecord] = {}
    for (section, name), value in values.items():
        if section == "types":
            types[name] = NoteTypeRecord(**value)
        elif section:
            records = notes if section == "notes" else retired
            records[name] = NoteRecord(**value)
    language = values.get(("", "language"), "")
    return Lock(values["", "deck"], values["", "since"], types, notes, retired, language)
