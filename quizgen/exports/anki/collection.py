"""The parts of an Anki collection that genanki defines, read from a copy in JSON.

The copy is there for the row `40 cards` of `tests.bench apkg`: with genanki imported
instead, its ratio is 0.7 and not 0.5.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

COLLECTION_JSON = Path(__file__).with_name("collection.json")


class CollectionParts(NamedTuple):
    """The beginning of a new collection; `note_types` takes it from genanki.

    Attributes:
        tables: SQL that makes the tables, without indexes: Anki has its own.
        collection: SQL that fills the one row about the collection.
        deck: A deck without id and name.
        types: The note types by id, each with the second at which it last changed.
    """

    tables: str
    collection: str
    deck: dict[str, Any]
    types: dict[str, dict[str, Any]]


@cache
def collection_parts() -> CollectionParts:
    """Return what is in the file. Shared: not to be changed."""
    return CollectionParts(**json.loads(COLLECTION_JSON.read_bytes()))
