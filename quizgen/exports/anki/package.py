"""Write notes to an .apkg: genanki's tables, filled in bulk.

An .apkg is a zip archive of an SQLite collection (schema 11) and a list of media. Rows go
in with `executemany` in one transaction, as they come, so that neither time nor memory
grows faster than the notes. The same arguments give the same bytes.
"""

import json
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from quizgen.exports.anki.collection import collection_parts
from quizgen.exports.anki.notes import Note, fingerprint

BATCH = 1000
_LEVEL = 2
"""Of deflate: as fast as 1, and smaller; 6 takes longer than all the rest of a build."""
_PAGE = 16384
"""Bytes: four times the usual, since a note is long; saves a quarter of SQLite's time."""
_NOTES = "insert into notes values (?,?,?,?,-1,?,?,?,0,0,'')"
_CARDS = "insert into cards values (?,?,?,0,?,-1,0,0,?,0,0,0,0,0,0,0,0,'')"
_PRESET = 1607392500000
"""Id of the deck preset."""


def write_package(
    notes: Iterable[tuple[Note, int]],
    types: Mapping[str, Mapping[str, Any]],
    first: int,
    file: BinaryIO,
    *,
    preset: bool = False,
) -> int:
    """Write an .apkg of *notes* to *file*, and return how many there were.

    Args:
        notes: No two of one id; each with the seconds since 1970 at which it last changed.
        types: The note types by id, as genanki writes them.
        first: Id of the first note: milliseconds since 1970. Anki gives a note another
            if it has one with that id.
        file: Open for writing; need not be seekable.
        preset: The decks bring a preset of options of their own, which Anki takes over
            if its user wants it to.
    """
    with tempfile.TemporaryDirectory(prefix="quizgen-") as folder:
        path = Path(folder, "collection.anki2")
        # Nothing needs to survive a crash: the file is new, and lost with the folder.
        connection = sqlite3.connect(path, isolation_level=None)
        try:
            connection.executescript(
                f"pragma page_size={_PAGE}; pragma journal_mode=off;"
                " pragma synchronous=off; begin;"
                f"{collection_parts().tables} {collection_parts().collection}"
            )
            count, decks = _write_notes(connection, notes, first)
            _write_head(connection, decks, types, preset=preset)
            connection.execute("commit")
        finally:
            connection.close()
        _write_archive(path, file)
    return count


def _write_archive(collection: Path, file: BinaryIO) -> None:
    """Write the zip archive of *collection* and no media to *file*."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        # Opened by name, an entry bears the earliest date that a zip can have.
        with collection.open("rb") as source, archive.open(collection.name, "w") as target:
            while block := source.read(1 << 20):
                target.write(block)
        with archive.open("media", "w") as target:
            target.write(b"{}")


def _write_notes(
    connection: sqlite3.Connection, notes: Iterable[tuple[Note, int]], first: int
) -> tuple[int, dict[str, int]]:
    """Write the notes and their cards; return how many, and the ids of decks by name."""
    decks: dict[str, int] = {}
    iterator = iter(notes)
    number = first
    while batch := list(islice(iterator, BATCH)):
        note_rows, card_rows = [], []
        for row, (note, changed) in enumerate(batch, number):
            deck = decks.get(note.deck) or decks.setdefault(note.deck, _deck_id(note.deck))
            tags = f" {' '.join(note.tags)} "
            fields = "\x1f".join(note.fields)
            head = row, note.guid, note.type, changed
            note_rows.append((*head, tags, fields, note.fields[0]))
            card_rows.append((row, row, deck, changed, note.due))
        number += len(batch)
        connection.executemany(_NOTES, note_rows)
        connection.executemany(_CARDS, card_rows)
    return number - first, decks


def _deck_id(name: str) -> int:
    """Return an id that Anki's scripts can hold, below 2**53; never 1, its default deck."""
    return (1 << 52) + (int(fingerprint(name), 16) >> 13)


def _write_head(
    connection: sqlite3.Connection,
    decks: Mapping[str, int],
    types: Mapping[str, Mapping[str, Any]],
    *,
    preset: bool,
) -> None:
    """Write decks and note types to the one row of the collection."""
    row = connection.execute("select decks, dconf from col").fetchone()
    all_decks, presets = map(json.loads, row)
    preset_id = 1
    if preset:
        preset_id = _PRESET
        presets[str(preset_id)] = _easy_first(presets["1"])
    for name, number in decks.items():
        deck = {"id": number, "name": name, "conf": preset_id}
        all_decks[str(number)] = {**collection_parts().deck, **deck}
    connection.execute(
        "update col set decks = ?, models = ?, dconf = ?",
        (json.dumps(all_decks), json.dumps(types), json.dumps(presets)),
    )


def _easy_first(preset: Mapping[str, Any]) -> dict[str, Any]:
    """Return *preset*, but with the easy questions of all topics before the hard ones.

    Anki itself finishes the first topic before it begins the second. The numbers are
    those of its deck_config.proto: lowest position first, not sorted again.
    """
    changes = {
        "id": _PRESET,
        "name": "quizgen",
        "newGatherPriority": 1,
        "newSortOrder": 1,
    }
    return {**preset, **changes}
