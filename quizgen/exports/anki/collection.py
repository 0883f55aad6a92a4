"""What genanki says of a collection, kept as JSON: its tables, a deck, our note types."""

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

FILE = Path(__file__).with_name("vocabulary.json")


class Vocabulary(NamedTuple):
    """The parts that a collection is made of; `notetypes` makes them.

    Attributes:
        tables: SQL that makes its tables, without indexes: Anki has its own.
        collection: SQL that fills the one row about the collection.
        deck: A deck without id and name.
        types: The note types by id, each with the time at which it last changed.
    """

    tables: str
    collection: str
    deck: dict[str, Any]
    types: dict[str, dict[str, Any]]


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary in the file. Shared: not to be changed."""
    return Vocabulary(**json.loads(FILE.read_bytes()))
