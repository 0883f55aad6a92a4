"""Entities and texts for the place of an answer: what could be taken for it.

Whether a candidate is wrong is for the base to prove (`distractors`).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeAlias

from quizgen.dates import Date
from quizgen.generate.context import GenerationContext
from quizgen.hashing import digest
from quizgen.model import Count, Extreme, Fact, Statement, Template, Value, Variable

NEAREST = 8
"""Candidates among which wrong answers are drawn."""
Trait: TypeAlias = "tuple[str, Value]"
"""A relation and what stands on its other side."""
_MOST_SAID_BESIDE = 200
"""Facts of a subject; of one with more, those do not make alike that stand beside it."""


class Role(NamedTuple):
    """A place where an answer stands: *side* is subject, value, since, until or on."""

    relation: str
    side: str


def roles_of(template: Template, variable: str) -> list[Role]:
    """Return every place in the patterns of *template* where *variable* stands."""
    roles = []
    patterns = list(template.given)
    while patterns:
        pattern = patterns.pop(0)
        if isinstance(pattern, Count | Extreme):
            patterns += pattern.inner
        elif isinstance(pattern, Statement) and not pattern.denied:
            for side in ("value", "subject", "since", "until", "on"):
                if getattr(pattern, side) == Variable(variable):
                    roles.append(Role(pattern.relation, side))
    return roles


@dataclass(slots=True, eq=False)
class Candidate:
    """Something that may be a wrong answer.

    Attributes:
        start: Ordinal of the day on which its first fact in the role began; 0 if none.
        digest: Of its value, for drawing.
        facts: What puts it in the role of the answer; empty if nothing does.
        traits: What is said of it, and of those that stand beside it in that role; None
            until it is wanted.
    """

    value: Value
    label: str
    start: int
    digest: int
    facts: Sequence[Fact] = ()
    traits: frozenset[Trait] | None = None


class CandidatePools:
    """Entities or texts for the answer of one template, found once for all its questions.

    Args:
        literal: "text" if the answer is one, "" if it is an entity.

    Attributes:
        roles: Every place where the answer stands in the patterns.
    """

    def __init__(
        self, context: GenerationContext, template: Template, literal: str
    ) -> None:
        self._index = context.index
        self._entity_relations = context.entity_relations
        self._labels = context.labels
        self._part = template.answer.part
        self._literal = literal
        self._variable = Variable(template.answer.variable)
        self._patterns = template.given
        self._traits_of_subjects: dict[str, frozenset[Trait]] = {}
        self.roles = roles_of(template, template.answer.variable)

    @cached_property
    def names(self) -> frozenset[str]:
        """Every text in the role of the answer, and every entity's name."""
        texts = (candidate.label for candidate in self.of_role.values())
        return frozenset(self._labels).union(texts)

    @cached_property
    def of_role(self) -> Mapping[Value, Candidate]:
        """The candidates that the facts have in the role of the answer, by value."""
        facts_by_value: dict[str, list[Fact]] = defaultdict(list)
        for role in self.roles:
            for fact in self._index.facts[role.relation]:
                facts_by_value[str(getattr(fact, role.side))].append(fact)
        label, literal, part = self._labels.value, self._literal, self._part
        return {
            value: Candidate(
                value,
                label(value, part, literal=literal),
                min(map(_start, facts)) if len(facts) > 1 else _start(facts[0]),
                digest(value),
                facts,
            )
            for value, facts in facts_by_value.items()
        }

    @cached_property
    def of_kind(self) -> Mapping[Value, Candidate]:
        """The other candidates that are of a kind with those of the role, by value."""
        if self._literal:
            return {}
        entities = self._index.base.entities
        kinds = dict.fromkeys(entities[str(name)].kind for name in self.of_role)
        return {
            name: Candidate(name, self._labels.entity(name, self._part), 0, digest(name))
            for kind in kinds
            for name in self._index.kinds[kind]
            if name not in self.of_role
        }

    def candidate(self, value: Value) -> Candidate:
        """Return the candidate with *value*, one of a pool or a new one."""
        candidate = self.of_role.get(value) or self.of_kind.get(value)
        if candidate is None:
            label = self._labels.value(value, self._part, literal=self._literal)
            candidate = Candidate(value, label, 0, digest(str(value)))
        return candidate

    def kind_of(self, value: Value) -> str:
        """Return the kind of an entity; texts have none."""
        return "" if self._literal else self._index.base.entities[str(value)].kind

    def traits_of(self, candidate: Candidate) -> frozenset[Trait]:
        """Return what is said of *candidate*, and of what stands beside it in its role.

        But for what the template asks of it at any time: that is what is right or wrong.
        """
        if candidate.traits is None:
            traits = set(self._traits_of_value(candidate.value, ""))
            for subject in dict.fromkeys(fact.subject for fact in candidate.facts):
                if subject != candidate.value:
                    traits |= self._traits_beside(subject)
            candidate.traits = frozenset(traits)
        return candidate.traits

    def _traits_beside(self, subject: str) -> frozenset[Trait]:
        """Return the traits of *subject*, which it gives to all that stand beside it."""
        traits = self._traits_of_subjects.get(subject)
        if traits is None:
            traits = frozenset(self._traits_of_value(subject, "~"))
            self._traits_of_subjects[subject] = traits
        return traits

    def _traits_of_value(self, value: Value, mark: str) -> Iterator[Trait]:
        """Yield the traits of *value*, their relations after *mark*."""
        index, asked = self._index, self._asked_traits
        facts = index.about.get(str(value), ())
        if mark and len(facts) > _MOST_SAID_BESIDE:  # else all would be said of each
            role_relations = {role.relation for role in self.roles}
            facts = [fact for fact in facts if fact.relation not in role_relations]
        for fact in facts:
            if not fact.doubtful and mark + fact.relation not in asked:
                yield mark + fact.relation, fact.value
        if self._literal and not mark:
            return
        entity = index.base.entities[str(value)]
        yield mark, entity.kind
        for relation in self._entity_relations:
            if f"{mark}<{relation}" not in asked:
                for fact in index.column(relation, value):
                    if not fact.doubtful:
                        yield f"{mark}<{relation}", fact.subject

    @cached_property
    def _asked_traits(self) -> frozenset[str]:
        """The relations that the patterns have of the answer without any time."""
        return frozenset(
            pattern.relation if side == "subject" else f"<{pattern.relation}"
            for pattern in self._patterns
            if isinstance(pattern, Statement) and not (pattern.is_qualified or pattern.at)
            for side in ("subject", "value")
            if getattr(pattern, side) == self._variable
        )


def _start(fact: Fact) -> int:
    """Return the ordinal of the day on which *fact* begins, or that it tells; 0 if none."""
    day = fact.since or fact.on or fact.until
    if day is None and isinstance(fact.value, Date):
        day = fact.value
    return day.first if day else 0
