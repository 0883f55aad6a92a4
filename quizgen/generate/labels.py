"""Values and wordings -> the words that a learner reads."""

from collections.abc import Iterator, Mapping

from quizgen.dates import Date
from quizgen.deck.patterns import kinds_of_variables
from quizgen.i18n import spell_date, spell_number
from quizgen.model import FactBase, Placeholder, Template, Value, Wording
from quizgen.query.compare import Unknown
from quizgen.text import folded


class Labels:
    """Names for the values of *base*, in its language."""

    def __init__(self, base: FactBase) -> None:
        self._entities = base.entities
        self._language = base.language
        self._folded: dict[str, frozenset[str]] = {}
        self._everything: dict[str, None] | None = None
        self._names = {key: entity.name for key, entity in base.entities.items()}
        self._shorts = {key: entity.short for key, entity in base.entities.items()}

    def entity(self, name: str, part: str = "") -> str:
        """The name of an entity, or its short form."""
        return self._shorts[name] if part == "short" else self._names[name]

    def value(self, value: Value | Unknown, part: str = "", *, literal: str = "") -> str:
        """*value* in words; *literal* is its relation's type, "" for an entity."""
        if isinstance(value, Date):
            return spell_date(cut(value, part), self._language)
        if isinstance(value, str):
            return value if literal == "text" else self.entity(value, part)
        assert not isinstance(value, Unknown)  # what is not known is never shown
        return spell_number(value, self._language)

    def aliases(self, name: str) -> tuple[str, ...]:
        """Other texts that name the same entity."""
        entity = self._entities[name]
        return tuple(dict.fromkeys((entity.name, entity.short, *entity.aliases)))

    def names(self, name: str, label: str) -> frozenset[str]:
        """All that an entity is called, folded: two that share one read alike."""
        found = self._folded.get(name)
        if found is None:
            found = frozenset(map(folded, (label, *self.aliases(name))))
            self._folded[name] = found
        return found

    def folded(self, label: str) -> frozenset[str]:
        """The one name of a literal value, folded."""
        return frozenset((folded(label),))

    def __iter__(self) -> Iterator[str]:
        """Every name of every entity, folded; made when a typed reply needs them."""
        if self._everything is None:
            self._everything = dict.fromkeys(
                name
                for entity in self._entities.values()
                for name in self.names(entity.id, entity.name)
            )
        return iter(self._everything)


PRECISION = {"year": 1, "month": 2, "day": 3}


def cut(value: Date, part: str) -> Date:
    """The year or the month of a date; the date itself if *part* is neither."""
    return value.cut(PRECISION.get(part, 3))


class Wordings:
    """Fills the wordings of one template.

    Attributes:
        literals: For each variable the type of its values, "" for entities.
    """

    def __init__(self, base: FactBase, template: Template, labels: Labels) -> None:
        self._labels = labels
        self.literals = {
            name: next(iter(kinds & {"date", "number", "text"}), "")
            for name, kinds in kinds_of_variables(template.given, base.relations).items()
        }

    def filled(
        self, wording: Wording, frame: Mapping[str, Value | Unknown], answer: str = ""
    ) -> str:
        """*wording* with the values of *frame*; a variable that is not in it: *answer*."""
        value, literals = self._labels.value, self.literals
        return "".join(
            part
            if isinstance(part, str)
            else value(frame[part.variable], part.part, literal=literals[part.variable])
            if part.variable in frame
            else answer
            for part in wording
        )

    def label(self, pick: Placeholder, value: Value | Unknown, unit: str = "") -> str:
        """One value, as an answer."""
        literal = self.literals[pick.variable]
        text = self._labels.value(value, pick.part, literal=literal)
        return f"{text} {unit}" if unit and literal == "number" else text
