"""Entities of one kind that share a name, and what tells them apart."""

from collections.abc import Iterable, Sequence

from quizgen.model import Entity


def namesakes(entities: Iterable[Entity]) -> list[list[Entity]]:
    """Return those of one kind and name, whatever its case, in groups of two or more."""
    groups: dict[tuple[str, str], list[Entity]] = {}
    for entity in entities:
        groups.setdefault((entity.kind, entity.name.casefold()), []).append(entity)
    return [group for group in groups.values() if len(group) > 1]


def are_told_apart(group: Sequence[Entity]) -> bool:
    """Return whether each of *group*, which share a name, has a short one of its own."""
    shorts = {entity.short.casefold() for entity in group}
    return len(shorts) == len(group) and group[0].name.casefold() not in shorts
