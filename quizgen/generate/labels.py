"""Values -> the words that a learner reads."""

from collections import Counter
from collections.abc import Iterator

from quizgen.dates import Date
from quizgen.deck.namesakes import are_told_apart, namesakes
from quizgen.i18n import spell_date, spell_number
from quizgen.model import FactBase, Value
from quizgen.query.compare import Unknown
from quizgen.text import fold_name

_PRECISIONS = {"year": 1, "month": 2, "day": 3}


def part_of_date(date: Date, part: str) -> Date:
    """Return the year or the month of *date*; *date* itself if *part* is neither."""
    return date.truncate(_PRECISIONS.get(part, 3))


def has_part(date: Date, part: str) -> bool:
    """Tell whether *date* is precise enough to show *part*, which may be empty."""
    return date.precision >= _PRECISIONS.get(part, 1)


class Labels:
    """Names for the values of *base*, in its language; folded names are made once.

    Two entities of one kind and name are told apart by what is short for each.

    Attributes:
        ambiguous: The ids of entities that nothing tells from others of their kind.
    """

    def __init__(self, base: FactBase) -> None:
        self._entities = base.entities
        self.language = base.language
        self._folded_names: dict[str, frozenset[str]] = {}
        self._all_names: dict[str, None] | None = None
        self._names = {key: entity.name for key, entity in base.entities.items()}
        self._shorts = {key: entity.short for key, entity in base.entities.items()}
        self._shared_names: set[str] = set()
        self.ambiguous = self._tell_namesakes_apart()

    def _tell_namesakes_apart(self) -> frozenset[str]:
        """Give each of several namesakes its short name; return those that have none."""
        entities = self._entities.values()
        ambiguous: set[str] = set()
        for group in namesakes(entities):
            if are_told_apart(group):
                self._shared_names |= {entity.id for entity in group}
                self._names |= {entity.id: entity.short for entity in group}
            else:
                ambiguous.update(entity.id for entity in group)
        counts = Counter((entity.kind, entity.short) for entity in entities)
        for entity in entities:
            if counts[entity.kind, entity.short] > 1:
                self._shorts[entity.id] = self._names[entity.id]
        return frozenset(ambiguous)

    def entity(self, entity_id: str, part: str = "") -> str:
        """Return the name of an entity, or its short form."""
        return self._shorts[entity_id] if part == "short" else self._names[entity_id]

    def value(self, value: Value | Unknown, part: str = "", *, literal: str = "") -> str:
        """Return *value* in words; *literal* is its relation's type, "" for an entity."""
        if isinstance(value, Date):
            return spell_date(part_of_date(value, part), self.language)
        if isinstance(value, str):
            return value if literal == "text" else self.entity(value, part)
        assert not isinstance(value, Unknown)  # what is not known is never shown
        return spell_number(value, self.language)

    def aliases(self, entity_id: str) -> tuple[str, ...]:
        """Return all texts that name the entity, and no other of its kind."""
        entity = self._entities[entity_id]
        names = (entity.short, *entity.aliases)
        if entity_id not in self._shared_names:
            names = (entity.name, *names)
        return tuple(dict.fromkeys(names))

    def folded_names(self, entity_id: str, label: str) -> frozenset[str]:
        """Return all that an entity is called, folded: two that share one read alike."""
        names = self._folded_names.get(entity_id)
        if names is None:
            names = frozenset(map(fold_name, (label, *self.aliases(entity_id))))
            self._folded_names[entity_id] = names
        return names

    def ids_of(self, folded_name: str) -> tuple[str, ...]:
        """Return the entities that are called so, in the order of the deck."""
        return tuple(
            entity.id
            for entity in self._entities.values()
            if folded_name in self.folded_names(entity.id, entity.name)
        )

    def __iter__(self) -> Iterator[str]:
        """Yield every name of every entity; made when a typed reply needs them."""
        if self._all_names is None:
            self._all_names = dict.fromkeys(
                name for entity in self._entities for name in self.aliases(entity)
            )
        return iter(self._all_names)
