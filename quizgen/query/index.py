"""The facts of a base by relation, subject and value, so that no question scans them."""

from collections import defaultdict
from collections.abc import Sequence

from quizgen.dates import Date
from quizgen.model import Fact, FactBase, Value
from quizgen.query.compare import TermValue

FEWEST_STEPS = 1_000_000
"""What the matching of one query may cost in any base; a large base allows more."""
STEPS_PER_FACT = 100


class TooManySteps(Exception):
    """The matching of a query costs more than it is worth: its patterns multiply."""


class Index:
    """The facts of *base* by relation, and within it by subject and by value.

    Attributes:
        now: The day on which the deck was last checked.
        facts: By relation.
        rows: By relation and subject.
        columns: By relation and value; dates by their year.
        about: By subject, of all relations.
        kinds: The ids of the entities of each kind.
        listed_relations: Those of which all values of at least one subject are listed.
        most_steps: What the matching of one query may cost.
        steps_left: What the query that is being matched may still cost. Steps are counted
            and no time is taken, so that every machine gives up at the same place.
    """

    def __init__(self, base: FactBase) -> None:
        self.base = base
        self.now = base.deck.checked
        self.facts: dict[str, list[Fact]] = defaultdict(list)
        self.rows: dict[str, dict[str, list[Fact]]] = defaultdict(dict)
        self.columns: dict[str, dict[Value, list[Fact]]] = defaultdict(dict)
        self.about: dict[str, list[Fact]] = defaultdict(list)
        self.kinds: dict[str, list[str]] = defaultdict(list)
        for fact in base.facts:
            relation = fact.relation
            self.facts[relation].append(fact)
            self.about[fact.subject].append(fact)
            self.rows[relation].setdefault(fact.subject, []).append(fact)
            key = fact.value.year if isinstance(fact.value, Date) else fact.value
            self.columns[relation].setdefault(key, []).append(fact)
        for entity in base.entities.values():
            self.kinds[entity.kind].append(entity.id)
        self.listed_relations = frozenset(relation for _, relation in base.complete)
        self.most_steps = max(FEWEST_STEPS, STEPS_PER_FACT * len(base.facts))
        self.steps_left = self.most_steps

    def spend(self, steps: int) -> None:
        """Take *steps* from what the query that is being matched may still cost.

        Raises:
            TooManySteps: It has cost more.
        """
        self.steps_left -= steps
        if self.steps_left < 0:
            raise TooManySteps

    def row(self, relation: str, subject: TermValue) -> Sequence[Fact]:
        """Return the facts of *relation* about *subject*."""
        return self.rows[relation].get(subject, ())  # type: ignore[arg-type]

    def column(self, relation: str, value: TermValue) -> Sequence[Fact]:
        """Return the facts of *relation* with *value*, or with a date in its year."""
        key = value.year if isinstance(value, Date) else value
        return self.columns[relation].get(key, ())  # type: ignore[arg-type]

    def is_listed(self, relation: str, subject: TermValue) -> bool:
        """Tell whether what is not listed of *subject* in *relation* is false."""
        if self.base.relations[relation].complete:
            return True
        return (subject, relation) in self.base.complete
