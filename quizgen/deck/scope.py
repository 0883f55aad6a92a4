"""The names that a deck can use, and what is said of one that is not among them."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from quizgen.model import Entity, Place, Problem, Relation, Source
from quizgen.text import shorten, suggest_name


class Scope(NamedTuple):
    """Everything that has a name in a deck or in one that it uses.

    Attributes:
        unusable: Relations that are described, but not so that they can be used. Their
            problem has been reported, and what depends on them is let pass.
        kinds: The kinds of entities that some relation takes.
    """

    sources: Mapping[str, Source]
    entities: Mapping[str, Entity]
    relations: Mapping[str, Relation]
    unusable: frozenset[str]
    kinds: frozenset[str]


def unknown_name(noun: str, name: str, names: Iterable[str], place: Place) -> Problem:
    """Return the problem that *name* is none of *names*, which *noun* says the kind of."""
    hint = suggest_name(name, names)
    return Problem(place, "error", f"unknown {noun} '{shorten(name)}'{hint}")
