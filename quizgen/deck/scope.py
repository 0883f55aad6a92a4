"""The names that a deck can use, and what is said of one that is not among them."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from quizgen.model import Entity, Place, Problem, Relation, Source
from quizgen.text import shorten, suggest_name

_MOST_COMPARED = 100_000
"""Names that may be compared for all hints together, which takes a third of a second."""
_PER_HINT = 200
"""What a hint takes besides, in names."""


class Hints:
    """Suggests the names that were meant, as long as it does not take too long."""

    def __init__(self) -> None:
        self._names_left = _MOST_COMPARED

    def suggest(self, name: str, names: Collection[str]) -> str:
        """Return `suggest_name` of *name*; nothing after many names."""
        if self._names_left < len(names):
            return ""
        self._names_left -= len(names) + _PER_HINT
        return suggest_name(name, names)


class Scope(NamedTuple):
    """Everything that has a name in a deck or in one that it uses.

    Attributes:
        unusable: Relations that are described, but not so that they can be used. Their
            problem has been reported, and what depends on them is let pass.
        kinds: The kinds of entities that some relation takes.
        hints: Suggests one of the names for one that is not among them.
    """

    sources: Mapping[str, Source]
    entities: Mapping[str, Entity]
    relations: Mapping[str, Relation]
    unusable: frozenset[str]
    kinds: frozenset[str]
    hints: Hints

    def unknown_name(
        self, noun: str, name: str, names: Collection[str], place: Place
    ) -> Problem:
        """Return the problem that *name* is none of *names*, whose kind is *noun*."""
        hint = self.hints.suggest(name, names)
        return Problem(place, "error", f"unknown {noun} '{shorten(name)}'{hint}")
