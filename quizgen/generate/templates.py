"""A template bound to the facts that it asks about."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from quizgen.dates import Date
from quizgen.deck.patterns import kinds_of_variables, variables_of
from quizgen.generate.candidates import CandidatePools, Role, roles_of
from quizgen.generate.context import GenerationContext
from quizgen.generate.labels import part_of_date
from quizgen.generate.presuppositions import Presuppositions, Requirement
from quizgen.generate.sentences import fit_preposition
from quizgen.identity import full_id
from quizgen.model import (
    LITERALS,
    Count,
    Extreme,
    Fact,
    Pattern,
    Placeholder,
    Statement,
    Template,
    Term,
    Value,
    Wording,
)
from quizgen.query.compare import Unknown
from quizgen.query.plan import Query, prepare_query

_MOST_OF_LIST = 3
"""Sources that are named for a list in which nothing was found."""


class BoundTemplate:
    """A template and the facts of a base; what all of its questions share is made once.

    To make one costs nothing: nothing is matched until its items are wanted.
    """

    def __init__(self, template: Template, context: GenerationContext) -> None:
        self.template = template
        self.context = context
        self._presuppositions: dict[tuple[str, ...], Presuppositions] = {}

    @property
    def deck(self) -> str:
        """The id of the deck to which its questions belong, not always the template's."""
        return self.context.base.deck.id

    @property
    def id(self) -> str:
        """``deck/template``: so the ids of all its questions begin."""
        return f"{self.deck}/{self.template.oldest_name}"

    @property
    def full_id(self) -> str:
        """The id with the identity of the deck: so all its questions' full ids begin."""
        return full_id(self.id, self.context.identity)

    @cached_property
    def query(self) -> Query:
        """The patterns of the template, prepared to be matched."""
        return prepare_query(self.context.index, self.template.given)

    @cached_property
    def variables(self) -> Sequence[str]:
        """The names of all variables, in the order of the patterns."""
        patterns = self.template.given
        return [*dict.fromkeys(name for p in patterns for name in variables_of(p))]

    @cached_property
    def literals(self) -> Mapping[str, str]:
        """The type of each variable's values: one of LITERALS, "" for entities."""
        kinds = kinds_of_variables(self.template.given, self.context.base.relations)
        return {
            name: next((literal for literal in LITERALS if literal in possible), "")
            for name, possible in kinds.items()
        }

    @cached_property
    def answer_literal(self) -> str:
        """The type of the answer's values: one of LITERALS, "" for entities."""
        return self.literals[self.template.answer.variable]

    @cached_property
    def pools(self) -> CandidatePools:
        """The candidates for the place of an answer that is an entity or a text."""
        return CandidatePools(self.context, self.template, self.answer_literal)

    @cached_property
    def option_requirements(self) -> list[Requirement]:
        """Return what the author says must hold of every option: none or one."""
        return self._requirements(self.template.option_patterns)

    @cached_property
    def near_requirements(self) -> list[Requirement]:
        """Return what the author says of the wrong options that come first: none or one."""
        return self._requirements(self.template.near_patterns)

    def _requirements(self, patterns: Sequence[Pattern]) -> list[Requirement]:
        answer = self.template.answer.variable
        return [Requirement(self.context.index, patterns, answer)] if patterns else []

    def presuppositions(self, shown: tuple[str, ...]) -> Presuppositions:
        """Return what its stems take for granted that show the variables *shown*."""
        if shown not in self._presuppositions:
            template = self.template
            self._presuppositions[shown] = Presuppositions(
                self.context.index, template.given, template.answer.variable, shown
            )
        return self._presuppositions[shown]

    @cached_property
    def relations(self) -> frozenset[str]:
        """The ids of the relations that the patterns name."""
        return frozenset(relations_in(self.template.given))

    @cached_property
    def times(self) -> list[Term]:
        """The times that the patterns name."""
        return list(_times_in(self.template.given))

    @cached_property
    def counted_role(self) -> Role | None:
        """The place of what is counted; None if the answer is no count."""
        for pattern in self.template.given:
            if (
                isinstance(pattern, Count)
                and pattern.result.name == self.template.answer.variable
            ):
                return next(iter(roles_of(self.template, pattern.counted.name)), None)
        return None

    @cached_property
    def counted_list(self) -> list[Fact]:
        """Some facts of the list in which things are counted, for where it has none."""
        role = self.counted_role
        facts = self.context.index.facts[role.relation] if role else []
        by_source = {fact.sources: fact for fact in facts}
        return [*by_source.values()][:_MOST_OF_LIST]

    @cached_property
    def contrasted_relations(self) -> frozenset[str]:
        """The relations whose value is asked and contrasted with wrong ones somewhere."""
        relations = {role.relation for role in self.pools.roles if role.side == "value"}
        return frozenset(
            relation
            for relation in relations
            if any(fact.contrasts for fact in self.context.index.facts[relation])
        )

    def fill(
        self,
        wording: Wording,
        values: Mapping[str, Value | Unknown],
        answer: str = "",
        answer_value: Value | None = None,
    ) -> str:
        """Return *wording* with *values* by variable; what has none becomes *answer*.

        *answer_value* is what that names, if it is known: before a date it decides on
        the preposition.
        """
        label, literals = self.context.labels.value, self.literals
        text = ""
        for piece in wording:
            if isinstance(piece, str):
                # A name can end with the full stop of the sentence: Washington, D.C.
                text += piece[1:] if piece[0] == "." == text[-1:] else piece
            elif piece.variable in values:
                value, part = values[piece.variable], piece.part
                if isinstance(value, Date):
                    text = fit_preposition(text, part_of_date(value, part), self.context)
                text += label(value, part, literal=literals[piece.variable])
            else:
                if isinstance(answer_value, Date):
                    shown = part_of_date(answer_value, piece.part)
                    text = fit_preposition(text, shown, self.context)
                text += answer
        return text

    def label(
        self, placeholder: Placeholder, value: Value | Unknown, unit: str = ""
    ) -> str:
        """Return *value* in words, as *placeholder* shows it, a number with its *unit*."""
        literal = self.literals[placeholder.variable]
        text = self.context.labels.value(value, placeholder.part, literal=literal)
        return f"{text} {unit}" if unit and literal == "number" else text


def _times_in(patterns: Iterable[Pattern]) -> Iterable[Term]:
    for pattern in patterns:
        if isinstance(pattern, Count | Extreme):
            yield from _times_in(pattern.inner)
        elif isinstance(pattern, Statement):
            times = (pattern.at, pattern.since, pattern.until, pattern.on)
            yield from (term for term in times if term is not None)


def relations_in(patterns: Iterable[Pattern]) -> Iterable[str]:
    """Yield the ids of the relations that *patterns* name."""
    for pattern in patterns:
        if isinstance(pattern, Count | Extreme):
            yield from relations_in(pattern.inner)
        elif isinstance(pattern, Statement):
            yield pattern.relation
