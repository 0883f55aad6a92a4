"""A parsed deck file, with the decks it uses -> a FactBase: every name looked up."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from quizgen.deck.document import DeckDocument, UnparsedTemplate, UnresolvedFact
from quizgen.deck.patterns import Malformed, parse_value
from quizgen.deck.scope import Hints, Scope
from quizgen.deck.templates import parse_template
from quizgen.model import (
    LITERALS,
    WORTHS,
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
    Worth,
)
from quizgen.text import with_article

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ResolvedDeck:
    """The part of a fact base that one deck adds to the decks that it uses."""

    deck: Deck
    sources: dict[str, Source]
    entities: dict[str, Entity]
    relations: dict[str, Relation]
    unusable: frozenset[str]
    complete: frozenset[tuple[str, str]]
    facts: list[Fact]
    templates: list[Template]


def assemble_base(decks: Sequence[ResolvedDeck], language: str | None) -> FactBase:
    """Return the fact base of the last of *decks*, which uses all the others."""
    sources: dict[tuple[str, str], Source] = {}
    sources_so_far: dict[str, Source] = {}
    for deck in decks:
        sources_so_far |= deck.sources
        sources |= {(deck.deck.id, name): source for name, source in sources_so_far.items()}
    return FactBase(
        decks[-1].deck,
        tuple(deck.deck for deck in decks),
        language or decks[-1].deck.language,
        sources,
        _merge(deck.entities for deck in decks),
        _merge(deck.relations for deck in decks),
        frozenset(pair for deck in decks for pair in deck.complete),
        tuple(fact for deck in decks for fact in deck.facts),
        tuple(template for deck in decks for template in deck.templates),
    )


def resolve_document(
    document: DeckDocument, used: Sequence[ResolvedDeck]
) -> tuple[ResolvedDeck, list[Problem]]:
    """Look up every name in *document*, among its own and those of the decks it uses.

    A deck that has problems is still good for telling which names there are.
    """
    scope = _scope_of(document, used)
    facts, fact_problems = _resolve_facts(document, scope)
    templates, template_problems = _parse_templates(document, scope)
    problems = [
        *clashing_names(document, used),
        *former_names_in_use(document, used),
        *unknown_extended_entities(document, scope),
        *unknown_kinds(document, scope),
        *unfit_complete_relations(document, scope),
        *unknown_relations(document, scope),
        *unfit_orders(document, scope),
        *fact_problems,
        *unknown_sources(document, scope),
        *template_problems,
    ]
    deck = ResolvedDeck(
        document.deck,
        document.sources,
        document.entities,
        document.relations,
        scope.unusable,
        frozenset(document.complete),
        facts,
        templates,
    )
    return deck, problems


def _scope_of(document: DeckDocument, used: Sequence[ResolvedDeck]) -> Scope:
    relations = _merge(deck.relations for deck in used) | document.relations
    kinds = {
        kind for relation in relations.values() for kind in (*relation.of, *relation.values)
    }
    return Scope(
        _merge(deck.sources for deck in used) | document.sources,
        _merge(deck.entities for deck in used) | document.entities,
        relations,
        frozenset(document.unusable).union(*(deck.unusable for deck in used)),
        frozenset(kinds - {*LITERALS}),
        Hints(),
    )


def _merge(tables: Iterable[Mapping[str, T]]) -> dict[str, T]:
    return {key: value for table in tables for key, value in table.items()}


# Names


def clashing_names(
    document: DeckDocument, used: Sequence[ResolvedDeck]
) -> Iterator[Problem]:
    """A name means one thing in a deck and all that it uses."""
    earlier: dict[tuple[str, str], Place] = {}
    for deck in used:
        for (noun, name), place in _names_in(deck, deck.templates):
            first = earlier.setdefault((noun, name), place)
            if first is not place:
                message = f"{noun} '{name}' is both at {first} and at {place}"
                yield Problem(document.deck.place, "error", message)
    for (noun, name), place in _names_in(document, document.templates):
        if (noun, name) in earlier:
            message = f"{noun} '{name}' is already at {earlier[noun, name]}"
            yield Problem(place, "error", message)


def former_names_in_use(
    document: DeckDocument, used: Sequence[ResolvedDeck]
) -> Iterator[Problem]:
    """A former name is no name of today, and was the name of one thing only."""
    own_names = dict(_names_in(document, document.templates))
    names = {
        name: place for deck in used for name, place in _names_in(deck, deck.templates)
    }
    former_names: dict[tuple[str, str], Place] = {}
    for deck in used:
        for noun, things in (
            ("entity", deck.entities.values()),
            ("template", deck.templates),
        ):
            former_names |= {(noun, name): x.place for x in things for name in x.was}
    for (noun, name), place in own_names.items():
        if (noun, name) in former_names:
            message = f"{noun} '{name}' was the name of {former_names[noun, name]}"
            yield Problem(place, "error", f"{message}: expected another")
    for (noun, name), place in document.former_names:
        names_today = own_names if (noun, name) in own_names else names
        if (noun, name) in names_today:
            message = f"{noun} '{name}' is at {names_today[noun, name]}"
            yield Problem(place, "error", f"{message}: expected a name that is gone")
        elif (noun, name) in former_names:
            message = f"{noun} '{name}' was the name of {former_names[noun, name]} already"
            yield Problem(place, "error", f"{message}: expected another")
        else:
            former_names[noun, name] = place


def _names_in(
    deck: DeckDocument | ResolvedDeck, templates: Iterable[UnparsedTemplate | Template]
) -> Iterator[tuple[tuple[str, str], Place]]:
    """Yield what *deck* gives a name to: noun and name, and the place."""
    if deck.deck.id:
        yield ("deck", deck.deck.id), deck.deck.place
    for noun, things in (
        ("entity", deck.entities.values()),
        ("relation", deck.relations.values()),
        ("template", templates),
    ):
        for thing in things:
            yield (noun, thing.id), thing.place


def unknown_extended_entities(document: DeckDocument, scope: Scope) -> Iterator[Problem]:
    """An entity without a kind and a name is one of a used deck."""
    for name, place in document.extended.items():
        if name not in scope.entities:
            expected = "expected one of a used deck, or a kind and a name"
            hint = scope.hints.suggest(name, scope.entities)
            message = f"unknown entity '{name}': {expected}{hint}"
            yield Problem(place, "error", message)


def unknown_kinds(document: DeckDocument, scope: Scope) -> Iterator[Problem]:
    """An entity is of a kind that some relation takes."""
    for entity in document.entities.values():
        if entity.kind and entity.kind not in scope.kinds and not scope.unusable:
            message = f"unknown kind '{entity.kind}': expected one that a relation"
            message += f" takes{scope.hints.suggest(entity.kind, scope.kinds)}"
            yield Problem(entity.place, "error", message)


def unfit_complete_relations(document: DeckDocument, scope: Scope) -> Iterator[Problem]:
    """A relation that is complete of an entity is one that it can have."""
    for (subject, name), place in document.complete.items():
        relation = scope.relations.get(name)
        if relation is not None:
            yield from unfit_subject(subject, relation, place, scope)
        elif name not in scope.unusable:
            yield scope.unknown_name("relation", name, scope.relations, place)


def unfit_orders(document: DeckDocument, scope: Scope) -> Iterator[Problem]:
    """The values in the order of a relation are values that it can have."""
    for name, places in document.order_places.items():
        relation = document.relations.get(name)
        if relation is None or relation.literal in ("date", "number"):
            continue  # this is reported already
        for text, place in zip(relation.order, places, strict=False):
            value = resolve_value(text, relation, place, scope)
            if isinstance(value, Problem):
                yield value


def unknown_relations(document: DeckDocument, scope: Scope) -> Iterator[Problem]:
    """The relation of a fact is described; one that is not is reported once."""
    for name in dict.fromkeys(fact.relation for fact in document.facts):
        if name not in scope.relations and name not in scope.unusable:
            place = document.relation_places[name]
            yield scope.unknown_name("relation", name, scope.relations, place)


def unknown_sources(document: DeckDocument, scope: Scope) -> Iterator[Problem]:
    """Every source that a fact names is described; one that is not is reported once."""
    for name, place in document.source_places.items():
        if name not in scope.sources:
            yield scope.unknown_name("source", name, scope.sources, place)


# Facts


def _resolve_facts(
    document: DeckDocument, scope: Scope
) -> tuple[list[Fact], list[Problem]]:
    """Return the facts with their values, literals read; and what does not fit."""
    facts: list[Fact] = []
    problems: list[Problem] = []
    deck = document.deck.id
    lesser = {name: e.worth for name, e in scope.entities.items() if e.worth != "core"}
    for fact in document.facts:
        relation = scope.relations.get(fact.relation)
        if relation is None:
            continue  # this is reported once, at the first of them
        problems += unfit_subject(fact.subject, relation, fact.place, scope)
        value = resolve_value(fact.fields["is"], relation, fact.place, scope)
        if isinstance(value, Problem):
            problems.append(value)
            continue
        contrasts: Sequence[Contrast] = ()
        if "contrasts" in fact.fields:
            contrasts, contrast_problems = resolve_contrasts(fact, value, relation, scope)
            problems += contrast_problems
        built = _build_fact(fact, value, contrasts, deck, former_id(fact, value, scope))
        if lesser or "worth" in fact.fields:
            names = (fact.subject,) if relation.literal else (fact.subject, str(value))
            built = replace(built, worth=_worth_of(fact, names, lesser))
        facts.append(built)
    return facts, problems


def _worth_of(
    fact: UnresolvedFact, names: Sequence[str], lesser: Mapping[str, Worth]
) -> Worth:
    """Return the worth that *fact* has itself, or else the least of those it names."""
    worths: list[Worth] = ["core", *[lesser[name] for name in names if name in lesser]]
    worth: Worth = fact.fields.get("worth", max(worths, key=WORTHS.index))
    return worth


def former_id(fact: UnresolvedFact, value: Value, scope: Scope) -> str:
    """Return the id of *fact* from the oldest names; empty if they are those of today."""
    subject = scope.entities.get(fact.subject)
    entity = None
    if isinstance(value, str) and not scope.relations[fact.relation].literal:
        entity = scope.entities.get(value)
    if (subject is None or not subject.was) and (entity is None or not entity.was):
        return ""
    names = (
        subject.oldest_name if subject else fact.subject,
        entity.oldest_name if entity else value,
    )
    return f"{names[0]}/{fact.relation}/{names[1]}"


def _build_fact(
    fact: UnresolvedFact,
    value: Value,
    contrasts: Sequence[Contrast],
    deck: str,
    former_id: str,
) -> Fact:
    get = fact.fields.get
    return Fact(
        fact.subject,
        fact.relation,
        value,
        get("since"),
        get("until"),
        get("on"),
        fact.span,
        fact.fields["source"],
        get("note", ""),
        get("said-by", ""),
        get("confidence") == "low",
        get("as-of"),
        get("unit", ""),
        get("id") or former_id,
        tuple(contrasts),
        deck,
        fact.place,
    )


def unfit_subject(
    name: str, relation: Relation, place: Place, scope: Scope
) -> Sequence[Problem]:
    """A subject is of a kind that *relation* can be said of."""
    subject = scope.entities.get(name)
    if subject is None or subject.kind in relation.of or subject.kind not in scope.kinds:
        return ()  # the last, and that there is none, is a problem of its own
    message = (
        f"'{relation.id}' of {name}, {with_article(subject.kind)}:"
        f" expected {with_article(' or '.join(relation.of))}"
    )
    return (Problem(place, "error", message),)


def resolve_value(
    text: str, relation: Relation, place: Place, scope: Scope
) -> Value | Problem:
    """A value is a literal of the type, or an entity of a kind, that *relation* takes.

    Returns:
        What *text* writes: a literal, or an entity's id; or what is wrong with it.
    """
    literal = relation.literal
    if literal:
        try:
            return parse_value(text, literal)
        except Malformed as error:
            return Problem(place, "error", str(error))
    entity = scope.entities.get(text)
    if entity is None:
        return scope.unknown_name("entity", text, scope.entities, place)
    if entity.kind in scope.kinds and entity.kind not in relation.values:
        message = (
            f"'{text}' is {with_article(entity.kind)}: '{relation.id}' expects"
            f" {with_article(' or '.join(relation.values))}"
        )
        return Problem(place, "error", message)
    return text


def resolve_contrasts(
    fact: UnresolvedFact, fact_value: Value, relation: Relation, scope: Scope
) -> tuple[list[Contrast], list[Problem]]:
    """A contrast could be a value of the relation, and is not *fact_value*."""
    contrasts: list[Contrast] = []
    problems: list[Problem] = []
    for contrast, place in fact.fields["contrasts"]:
        value = resolve_value(str(contrast.value), relation, place, scope)
        if isinstance(value, Problem):
            problems.append(value)
        elif value == fact_value:
            message = f"contrast '{value}' is the value of the fact: expected another"
            problems.append(Problem(place, "error", message))
        else:
            contrasts.append(Contrast(value, contrast.because))
    return contrasts, problems


# Templates


def _parse_templates(
    document: DeckDocument, scope: Scope
) -> tuple[list[Template], list[Problem]]:
    templates: list[Template] = []
    problems: list[Problem] = []
    for unparsed in document.templates:
        template = parse_template(unparsed, document.deck, scope)
        if isinstance(template, Template):
            templates.append(template)
        else:
            problems += template
    return templates, problems
