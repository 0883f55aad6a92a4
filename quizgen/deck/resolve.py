"""The draft of a deck, with the decks it uses -> a FactBase: every name looked up."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from quizgen.deck.document import DeckDocument, UnparsedTemplate
from quizgen.deck.events import place
from quizgen.deck.patterns import Malformed, parse_value
from quizgen.deck.templates import Wiring
from quizgen.model import (
    LITERALS,
    Contrast,
    Deck,
    Entity,
    Fact,
    FactBase,
    Place,
    Problem,
    Relation,
    Source,
    Template,
    Value,
)
from quizgen.text import nearest, shortened, with_article

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ResolvedDeck:
    """What one deck adds to the decks that it uses."""

    deck: Deck
    sources: dict[str, Source]
    entities: dict[str, Entity]
    relations: dict[str, Relation]
    spoiled: frozenset[str]
    complete: frozenset[tuple[str, str]]
    facts: list[Fact]
    templates: list[Template]


def assemble_base(parts: Sequence[ResolvedDeck], language: str | None) -> FactBase:
    """The fact base of the last of *parts*, which uses all the others."""
    sources: dict[tuple[str, str], Source] = {}
    below: dict[str, Source] = {}
    for part in parts:
        below |= part.sources
        sources |= {(part.deck.id, key): source for key, source in below.items()}
    return FactBase(
        parts[-1].deck,
        tuple(part.deck for part in parts),
        language or parts[-1].deck.language,
        sources,
        {key: entity for part in parts for key, entity in part.entities.items()},
        {key: relation for part in parts for key, relation in part.relations.items()},
        frozenset(pair for part in parts for pair in part.complete),
        tuple(fact for part in parts for fact in part.facts),
        tuple(template for part in parts for template in part.templates),
    )


def resolve_document(
    draft: DeckDocument, used: Sequence[ResolvedDeck]
) -> tuple[ResolvedDeck, list[Problem]]:
    """Look up every name in *draft*, among its own and those of the decks it uses."""
    linker = _Linker(draft, used)
    problems: list[Problem] = []
    for found in (
        linker.clashes(),
        linker.kinds(),
        linker.facts(),
        linker.cited(),
        linker.templates(),
    ):
        problems += found
    part = ResolvedDeck(
        draft.deck,
        draft.sources,
        draft.entities,
        draft.relations,
        linker.spoiled,
        frozenset(draft.complete),
        draft.facts,
        linker.wired,
    )
    return part, problems


class _Linker:
    def __init__(self, draft: DeckDocument, used: Sequence[ResolvedDeck]) -> None:
        self.draft = draft
        self.used = used
        self.entities = _merged(part.entities for part in used) | draft.entities
        self.relations = _merged(part.relations for part in used) | draft.relations
        self.spoiled = frozenset(draft.spoiled).union(*(part.spoiled for part in used))
        self.known = {
            kind
            for relation in self.relations.values()
            for kind in (*relation.of, *relation.values)
            if kind not in LITERALS
        }
        self.wired: list[Template] = []

    def clashes(self) -> Iterator[Problem]:
        """A name means one thing in a deck and all that it uses."""
        earlier: dict[tuple[str, str], Place] = {}
        for part in self.used:
            for (noun, name), where in _named(part, part.templates):
                first = earlier.setdefault((noun, name), where)
                if first is not where:
                    message = f"{noun} '{name}' is both at {first} and at {where}"
                    yield Problem(self.draft.deck.place, "error", message)
        for (noun, name), where in _named(self.draft, self.draft.templates):
            if (noun, name) in earlier:
                message = f"{noun} '{name}' is already at {earlier[noun, name]}"
                yield Problem(where, "error", message)
        for name, where in self.draft.extended.items():
            if name not in self.entities:
                yield Problem(
                    where,
                    "error",
                    f"unknown entity '{name}': expected one of a used deck, or a kind"
                    f" and a name{nearest(name, self.entities)}",
                )

    def kinds(self) -> Iterator[Problem]:
        """A kind is known if some relation takes it."""
        for entity in self.draft.entities.values():
            if entity.kind and entity.kind not in self.known and not self.spoiled:
                message = f"unknown kind '{entity.kind}': expected one that a relation"
                message += f" takes{nearest(entity.kind, self.known)}"
                yield Problem(entity.place, "error", message)
        for (subject, name), at in self.draft.complete.items():
            where = place(self.draft.path, at)
            if name in self.relations:
                yield from self._fits(subject, self.relations[name], where)
            elif name not in self.spoiled:
                yield self._unknown("relation", name, self.relations, where)

    def facts(self) -> Iterator[Problem]:
        """Relation, subject and value fit; literals become what they write."""
        facts = self.draft.facts
        unknown: set[str] = set()
        for index, fact in enumerate(facts):
            relation = self.relations.get(fact.relation)
            if relation is None:
                if fact.relation not in unknown | self.spoiled:
                    unknown.add(fact.relation)
                    where = place(self.draft.path, self.draft.relation_at[fact.relation])
                    yield self._unknown("relation", fact.relation, self.relations, where)
                continue
            yield from self._fits(fact.subject, relation, fact.place)
            try:
                if relation.literal != "":
                    value = parse_value(str(fact.value), relation.literal)
                    if value != fact.value:
                        facts[index] = fact = _valued(fact, value)
                else:
                    yield from self._refers(fact.value, relation, fact.place)
            except Malformed as error:
                yield Problem(fact.place, "error", str(error))
            if fact.contrasts:
                yield from self._contrasts(index, relation)

    def _fits(self, name: str, relation: Relation, where: Place) -> Iterator[Problem]:
        """The subject is of a kind that *relation* can be said of."""
        subject = self.entities.get(name)
        if subject is None or subject.kind not in self.known:
            return  # that is a problem of its own
        if subject.kind not in relation.of:
            yield Problem(
                where,
                "error",
                f"'{relation.id}' of {name}, {with_article(subject.kind)}:"
                f" expected {with_article(' or '.join(relation.of))}",
            )

    def _refers(self, value: Value, relation: Relation, where: Place) -> Iterator[Problem]:
        """The value is an entity of a kind that *relation* takes."""
        entity = self.entities.get(value)  # type: ignore[arg-type]
        if entity is None:
            yield self._unknown("entity", str(value), self.entities, where)
        elif entity.kind in self.known and entity.kind not in relation.values:
            yield Problem(
                where,
                "error",
                f"'{value}' is {with_article(entity.kind)}: '{relation.id}' expects"
                f" {with_article(' or '.join(relation.values))}",
            )

    def _contrasts(self, index: int, relation: Relation) -> Iterator[Problem]:
        """What is said to be wrong could be a value, and is not the right one."""
        fact = self.draft.facts[index]
        contrasts = []
        for contrast, at in zip(
            fact.contrasts, self.draft.contrasts_at[index], strict=True
        ):
            where = place(self.draft.path, at)
            if relation.literal == "":
                yield from self._refers(contrast.value, relation, where)
            try:
                value = parse_value(str(contrast.value), relation.literal)
            except Malformed as error:
                yield Problem(where, "error", str(error))
                continue
            if value == fact.value:
                message = f"contrast '{value}' is the value of the fact: expected another"
                yield Problem(where, "error", message)
            contrasts.append(Contrast(value, contrast.because))
        self.draft.facts[index] = replace(fact, contrasts=tuple(contrasts))

    def cited(self) -> Iterator[Problem]:
        """Every source that a fact names is described."""
        known = _merged(part.sources for part in self.used) | self.draft.sources
        for name, at in self.draft.source_at.items():
            if name not in known:
                yield self._unknown("source", name, known, place(self.draft.path, at))

    def templates(self) -> Iterator[Problem]:
        """Patterns and texts are understood; their variables and names exist."""
        wiring = Wiring(self.entities, self.relations, self.spoiled, self.draft.path)
        title = self.draft.deck.title
        for raw in self.draft.templates:
            template, problems = wiring.template(raw, self.draft.deck.id, title)
            yield from problems
            if template is not None:
                self.wired.append(template)

    def _unknown(self, noun: str, name: str, known: Iterable[str], where: Place) -> Problem:
        hint = nearest(name, known)
        return Problem(where, "error", f"unknown {noun} '{shortened(name)}'{hint}")


def _valued(fact: Fact, value: Value) -> Fact:
    """*fact* with another value; `dataclasses.replace` takes four times as long."""
    return Fact(
        fact.subject,
        fact.relation,
        value,
        fact.since,
        fact.until,
        fact.on,
        fact.span,
        fact.sources,
        fact.note,
        fact.said_by,
        fact.doubtful,
        fact.as_of,
        fact.unit,
        fact.given_id,
        fact.contrasts,
        fact.deck,
        fact.place,
    )


def _merged(tables: Iterable[dict[str, T]]) -> dict[str, T]:
    return {key: value for table in tables for key, value in table.items()}


def _named(
    deck: DeckDocument | ResolvedDeck, templates: Iterable[UnparsedTemplate | Template]
) -> Iterator[tuple[tuple[str, str], Place]]:
    """What *deck* gives a name to: noun, name and place."""
    if deck.deck.id:
        yield ("deck", deck.deck.id), deck.deck.place
    for noun, things in (
        ("entity", deck.entities.values()),
        ("relation", deck.relations.values()),
        ("template", templates),
    ):
        for thing in things:
            yield (noun, thing.id), thing.place
