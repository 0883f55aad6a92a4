"""The same notes as an .apkg, in three ways: ours, plain genanki's, and the floor.

``python -m tests.bench.packages WAY COUNT FILE`` writes one, to be measured as a process;
the notes come from the file ``notes.json`` beside FILE, which `stock` makes.
"""

import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from quizgen.exports.anki.notes import Note

NOW = 1_600_000_000
Dated = Sequence[tuple[Note, int]]


def stock(path: Path) -> None:
    """Write the notes of some shipped decks to *path*."""
    from quizgen import generate, load
    from quizgen.exports.anki.notes import note_of

    bases, _ = load("csto", "eaeu", "states")
    notes = [
        note_of(question, base.deck.title, base.language)
        for base in bases
        for question in generate(base)
    ]
    path.write_text(json.dumps(notes), "utf-8")


def notes(path: Path, count: int) -> Iterator[tuple[Note, int]]:
    """*count* notes made of those at *path*, each with an id of its own."""
    rows = [
        Note(id_, type_, deck, tuple(tags), tuple(fields), *rest)
        for id_, type_, deck, tags, fields, *rest in json.loads(path.read_bytes())
    ]
    for number in range(count):
        yield rows[number % len(rows)]._replace(id=f"{number}"), NOW


def ours(dated: Dated | Iterator[tuple[Note, int]], target: Path) -> None:
    """As `quizgen anki` does it."""
    from quizgen.exports.anki.collection import collection_parts
    from quizgen.exports.anki.package import write_package

    with target.open("wb") as file:
        write_package(dated, collection_parts().types, NOW * 1000, file)


def plain(dated: Dated | Iterator[tuple[Note, int]], target: Path) -> None:
    """As one does it with genanki."""
    import warnings

    import genanki

    from quizgen.exports.anki.note_types import note_types

    warnings.simplefilter("ignore")  # it takes "<3" for a tag
    known = {model.model_id: model for model in note_types()}
    decks: dict[str, genanki.Deck] = {}
    for note, _ in dated:
        deck = decks.setdefault(note.deck, genanki.Deck(1 + len(decks), note.deck))
        deck.add_note(
            genanki.Note(
                known[note.type],
                list(note.fields),
                tags=note.tags,
                guid=genanki.guid_for(note.id),
                due=note.due,
            )
        )
    with _scratch(target.parent):
        genanki.Package(list(decks.values())).write_to_file(target, NOW)


@contextmanager
def _scratch(folder: Path) -> Iterator[None]:
    """Take away what genanki leaves in the temporary folder."""
    with tempfile.TemporaryDirectory(dir=folder) as tempfile.tempdir:
        yield
    tempfile.tempdir = None


Rows = Callable[[], tuple[Iterator[tuple[object, ...]], Iterator[tuple[object, ...]]]]


def rows(dated: Dated) -> Rows:
    """The very rows that our .apkg of these notes has, ready to be written."""
    from quizgen.exports.anki.notes import guid
    from quizgen.hashing import digest

    note_rows: list[tuple[object, ...]] = []
    card_rows: list[tuple[object, ...]] = []
    for number, (note, changed) in enumerate(dated, NOW * 1000):
        deck = (1 << 52) + (digest(note.deck) >> 13)
        tags, fields = f" {' '.join(note.tags)} ", "\x1f".join(note.fields)
        first = note.fields[0]
        note_rows.append((number, guid(note.id), note.type, changed, tags, fields, first))
        card_rows.append((number, number, deck, changed, note.due))
    return lambda: (iter(note_rows), iter(card_rows))


def floor(ready: Rows, target: Path) -> None:
    """What any program must do: put the rows into SQLite, and deflate them at level 1."""
    import sqlite3
    import zipfile

    from quizgen.exports.anki.collection import collection_parts

    note_rows, card_rows = ready()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "collection.anki2")
        connection = sqlite3.connect(path, isolation_level=None)
        connection.executescript(
            "pragma journal_mode=off; pragma synchronous=off; begin;"
            + collection_parts().tables
        )
        connection.executemany(
            "insert into notes values (?,?,?,?,-1,?,?,?,0,0,'')", note_rows
        )
        connection.executemany(
            "insert into cards values (?,?,?,0,?,-1,0,0,?,0,0,0,0,0,0,0,0,'')", card_rows
        )
        connection.execute("commit")
        connection.close()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            archive.write(path, path.name)


if __name__ == "__main__":
    _, way, count, file = sys.argv
    dated = notes(Path(file).with_name("notes.json"), int(count))
    {"ours": ours, "plain": plain}[way](dated, Path(file))
