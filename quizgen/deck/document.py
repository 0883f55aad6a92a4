"""The bytes of one deck file -> what it says, as the schema has it.

What names something that may stand further down, or in another file, stays a name here;
`resolve` looks it up when all is read.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

from quizgen import dates
from quizgen.dates import Span
from quizgen.deck import schema
from quizgen.deck.patterns import PARTS_OF, Malformed, parse_wording
from quizgen.deck.values import (
    ID_SHAPE,
    PARSERS,
    Context,
    is_id,
    items_of,
    parse_ids,
)
from quizgen.deck.yaml_events import At, Entry, Mapping, Sections, Sequence, decode
from quizgen.model import (
    LITERALS,
    Deck,
    Entity,
    Place,
    Placeholder,
    Problem,
    Relation,
    Source,
    Wording,
)
from quizgen.text import shorten, with_article

SECTIONS = ("sources", "entities", "relations", "templates")
"""The keys of a deck that hold named blocks."""
_FACT_PARSERS = {key: PARSERS[field_rule.shape] for key, field_rule in schema.FACT.items()}
_FACT_SHAPE = "a fact such as {is: ..., source: ...}"


class UnresolvedFact(NamedTuple):
    """A fact whose relation and value are not yet looked up.

    Attributes:
        fields: Its values, by key of `schema.FACT`.
        span: What ``since``, ``until`` and ``on`` mean together.
        place: Of its value.
    """

    subject: str
    relation: str
    fields: dict[str, Any]
    span: Span
    place: Place


@dataclass(slots=True)
class UnparsedTemplate:
    """A template whose patterns and wordings are still texts.

    Attributes:
        fields: Its values, by key.
        places: Where each value stands, by key.
        place: Of its id.
    """

    id: str
    fields: dict[str, Any]
    places: dict[str, Place]
    place: Place


@dataclass(slots=True)
class DeckDocument:
    """The content of one deck file, names not yet looked up.

    Attributes:
        head: The values of keys that are no sections.
        key_places: Where each key of the deck stands.
        extended: Entities of used decks that get more facts here, and where.
        complete: Where a relation of a subject is said to be complete.
        unusable: Names of relations that are described, but not so that they can be used.
        relation_places: Where each relation name is first used in a fact.
        source_places: Where each source name is first used.
        citations: Sources of facts that were read, by the text that names them.
        uses_places: Where each used deck is named.
        former_names: Where each former name is written, with the noun for what it named.
        order_places: Where each value of a relation's order stands, by relation.
    """

    path: str
    head: dict[str, Any] = field(default_factory=dict)
    key_places: dict[str, Place] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    entities: dict[str, Entity] = field(default_factory=dict)
    extended: dict[str, Place] = field(default_factory=dict)
    complete: dict[tuple[str, str], Place] = field(default_factory=dict)
    relations: dict[str, Relation] = field(default_factory=dict)
    unusable: set[str] = field(default_factory=set)
    facts: list[UnresolvedFact] = field(default_factory=list)
    templates: list[UnparsedTemplate] = field(default_factory=list)
    relation_places: dict[str, Place] = field(default_factory=dict)
    source_places: dict[str, Place] = field(default_factory=dict)
    citations: dict[str, tuple[str, ...]] = field(default_factory=dict)
    uses_places: dict[str, Place] = field(default_factory=dict)
    former_names: list[tuple[tuple[str, str], Place]] = field(default_factory=list)
    order_places: dict[str, list[Place]] = field(default_factory=dict)

    @property
    def deck(self) -> Deck:
        """The head as a Deck; what it lacks is empty."""
        name = self.head.get("deck", "")
        return Deck(
            name,
            self.head.get("title", name),
            self.head.get("language", ""),
            self.head.get("checked", dates.date(1)),
            self.head.get("license", ""),
            self.head.get("uses", ()),
            self.key_places.get("deck", Place(self.path, 1, 1)),
            self.head.get("uid", ""),
        )


def parse_document(
    content: bytes, path: str, language: str | None
) -> tuple[DeckDocument | None, list[Problem]]:
    """Parse the *content* of a deck file.

    Args:
        content: Its bytes.
        path: Shown in problems.
        language: The one in which texts are wanted; None is the deck's own.

    Returns:
        What it says, None if it cannot be read to its end; and what is wrong in it.
    """
    text, problems = decode(content, path)
    if problems and not text:
        return None, problems
    sections = Sections(text, path, SECTIONS)
    del content, text  # two copies of a file that may be large
    document, context = DeckDocument(path), Context(path, language)
    above, entry_problems = "", 0
    for section, entry in sections:
        entry_problems = len(context.problems)
        if section:
            above = section
            _ENTRY_PARSERS[section](entry, document, context)
        else:
            _add_head(entry, above, document, context)
    # What is wrong with a character is why the rest of its line cannot be read.
    lines = {problem.place.line for problem in problems}
    problems += [p for p in sections.problems if p.place.line not in lines]
    if sections.broken:
        # The last entry may have been cut short.
        return None, without_consequences(problems, context.problems[:entry_problems])
    context.report_missing_keys(document.key_places, schema.DECK, (0, 0), "the deck")
    return document, without_consequences(problems, context.problems)


def without_consequences(first: list[Problem], later: list[Problem]) -> list[Problem]:
    """Return *first*, and *later* but for those at a place that *first* has already."""
    places = {problem.place for problem in first}
    return first + [problem for problem in later if problem.place not in places]


# The head and the sections


def _add_head(entry: Entry, above: str, document: DeckDocument, context: Context) -> None:
    """Add one key of the deck; *above* is the last section that stands above it."""
    key = entry.key
    field_rule = schema.DECK.get(key)
    document.key_places[key] = context.place(entry.key_at)
    if key in ("deck", "language") and above:
        context.report(entry.key_at, f"'{key}' after '{above}': expected it above")
    elif field_rule is None:
        context.report_unknown_key(entry, schema.DECK, "a deck")
    elif key in SECTIONS:
        if not isinstance(entry.value, Mapping):
            context.report_value(entry, "a mapping of names")
    else:
        value = PARSERS[field_rule.shape](entry, context)
        if value is not None:
            document.head[key] = value
        if key == "language":
            context.own_language = value or ""
        if key == "uses":
            _note_places(document.uses_places, entry, context)


def _add_source(entry: Entry, document: DeckDocument, context: Context) -> None:
    fields, _ = _parse_block(entry, schema.SOURCE, "source", context)
    document.sources[entry.key] = Source(
        entry.key,
        fields.get("title", ""),
        fields.get("publisher", ""),
        fields.get("url", ""),
        fields.get("published"),
        fields.get("kind", ""),
        context.place(entry.key_at),
    )


def _add_entity(entry: Entry, document: DeckDocument, context: Context) -> None:
    """Add an entity, or more facts on one of a used deck: that has no kind and no name."""
    fields, entries = _parse_block(entry, schema.ENTITY, "entity", context)
    if "facts" in entries:
        _add_facts(entry.key, entries["facts"], document, context)
    if "complete" in entries:
        for relation, at in items_of(entries["complete"]):
            if isinstance(relation, str):
                document.complete[entry.key, relation] = context.place(at)
    place = context.place(entry.key_at)
    if "kind" in entries or "name" in entries or not isinstance(entry.value, Mapping):
        for key in ("kind", "name"):
            if entries and key not in entries:
                context.report(entry.key_at, f"entity '{entry.key}' has no '{key}'")
        name: str = fields.get("name", entry.key)
        document.entities[entry.key] = Entity(
            entry.key,
            fields.get("kind", ""),
            name,
            fields.get("short", name),
            fields.get("aliases", ()),
            document.head.get("deck", ""),
            place,
            fields.get("was", ()),
            fields.get("worth", "core"),
        )
        _note_former_names("entity", entries, document, context)
        return
    document.extended[entry.key] = place
    for key in ("short", "aliases", "was", "worth"):
        if key in entries:
            message = f"found '{key}' without 'kind' and 'name': expected all three"
            context.report(entries[key].key_at, message)


def _add_relation(entry: Entry, document: DeckDocument, context: Context) -> None:
    fields, entries = _parse_block(entry, schema.RELATION, "relation", context)
    subjects, values = fields.get("of", ()), fields.get("is", ())
    if {*subjects} & {*LITERALS}:
        context.report_value(entries["of"], "kinds of entities")
    elif len(values) > 1 and {*values} & {*LITERALS}:
        expected = "kinds of entities, or one of date, number, text alone"
        context.report_value(entries["is"], expected)
    elif subjects and values:
        says = _parse_sentence("says", fields, entries, context)
        _report_unfit_steering(values[0], entries, context)
        if "order" in entries:
            places = [context.place(at) for _, at in items_of(entries["order"])]
            document.order_places[entry.key] = places
        document.relations[entry.key] = Relation(
            entry.key,
            subjects,
            values,
            fields.get("single", False),
            fields.get("complete", False),
            fields.get("unique", False),
            says,
            _parse_sentence("said", fields, entries, context) or says,
            document.head.get("deck", ""),
            context.place(entry.key_at),
            fields.get("order", ()),
            fields.get("typed", ""),
            fields.get("within"),
        )
        return
    document.unusable.add(entry.key)


def _report_unfit_steering(
    literal: str, entries: dict[str, Entry], context: Context
) -> None:
    """Report keys of a relation that are not for values of its type.

    Dates and numbers have their order, and are read as what they are; of a name or a
    text no share can be taken.
    """
    is_text_or_name = literal not in ("date", "number")
    for key, fits, expected in (
        ("order", is_text_or_name, "it of texts or entities"),
        ("typed", is_text_or_name, "it of texts or entities"),
        ("within", literal == "number", "it of numbers"),
    ):
        if key in entries and not fits:
            found = "names" if literal not in LITERALS else f"{literal}s"
            message = f"found '{key}' of {found}: expected {expected}"
            context.report(entries[key].key_at, message)


def _parse_sentence(
    key: str, fields: dict[str, Any], entries: dict[str, Entry], context: Context
) -> Wording:
    """Return the sentence of a relation under *key*; () if there is no right one."""
    if key not in fields:
        return ()
    try:
        sentence = parse_wording(fields[key])
    except Malformed as error:
        context.report(entries[key].value_at, str(error))
        return ()
    literal = fields["is"][0] if fields["is"][0] in LITERALS else ""
    parts_of = {"of": PARTS_OF[""], "is": PARTS_OF[literal]}
    placeholders = [text for text in sentence if isinstance(text, Placeholder)]
    unfit = [
        p for p in placeholders if p.part and p.part not in parts_of.get(p.variable, ())
    ]
    if sorted(placeholder.variable for placeholder in placeholders) != ["is", "of"]:
        names = ", ".join(f"{{{p}}}" for p in placeholders) or "no braces"
        message = f"found {names} in '{key}': expected {{of}} and {{is}}, each once"
    elif unfit:
        message = f"found {{{unfit[0]}}} in '{key}': expected {{{unfit[0].variable}}}"
    else:
        return sentence
    context.report(entries[key].value_at, message)
    return ()


def _add_template(entry: Entry, document: DeckDocument, context: Context) -> None:
    """Add a template, unless its question is not there in the language that is wanted.

    Names can stand in another language, a question cannot.
    """
    fields, entries = _parse_block(entry, schema.TEMPLATE, "template", context)
    if isinstance(fields.get("ask"), dict):
        _split_by_form("ask", fields, entries)
    texts = [inner for key, inner in entries.items() if key[:3] == "ask" or key == "state"]
    if all(_has_language(text, context) for text in texts):
        places = {"": context.place(entry.key_at)}
        places |= {key: context.place(inner.value_at) for key, inner in entries.items()}
        template = UnparsedTemplate(entry.key, fields, places, places[""])
        document.templates.append(template)
        _note_former_names("template", entries, document, context)


def _split_by_form(key: str, fields: dict[str, Any], entries: dict[str, Entry]) -> None:
    """Give the text of each form under *key* a key of its own: ``ask.choice``."""
    texts, by_form = fields.pop(key), entries.pop(key).value
    assert isinstance(by_form, Mapping)
    fields |= {f"{key}.{form}": text for form, text in texts.items()}
    entries |= {f"{key}.{inner.key}": inner for inner in by_form if inner.key in texts}


def _has_language(entry: Entry, context: Context) -> bool:
    """Return whether the text of *entry* is there in the language that is wanted."""
    if context.language is None or context.language == context.own_language:
        return True
    return isinstance(entry.value, Mapping) and any(
        inner.key == context.language for inner in entry.value
    )


_ENTRY_PARSERS: dict[str, Callable[[Entry, DeckDocument, Context], None]] = {
    "sources": _add_source,
    "entities": _add_entity,
    "relations": _add_relation,
    "templates": _add_template,
}


# Blocks

_Block: TypeAlias = tuple[dict[str, Any], dict[str, Entry]]


def _parse_block(entry: Entry, block: schema.Block, noun: str, context: Context) -> _Block:
    """Return the values of a named block, and its entries, both by key.

    The facts of an entity are no single value: they are among its entries alone.
    """
    if not is_id(entry.key):
        message = f"found '{shorten(entry.key)}' as a name: expected {ID_SHAPE}"
        context.report(entry.key_at, message)
    node = entry.value
    if not isinstance(node, Mapping):
        context.report_value(entry, f"the keys of {with_article(noun)}")
        return {}, {}
    fields: dict[str, Any] = {}
    for inner in node:
        field_rule = block.get(inner.key)
        if field_rule is None:
            context.report_unknown_key(inner, block, with_article(noun))
        elif field_rule.shape != "facts":
            value = PARSERS[field_rule.shape](inner, context)
            if value is not None:
                fields[inner.key] = value
    entries = {inner.key: inner for inner in node}
    context.report_missing_keys(entries, block, entry.key_at, noun, entry.key)
    return fields, entries


def _note_former_names(
    noun: str, entries: dict[str, Entry], document: DeckDocument, context: Context
) -> None:
    if "was" in entries:
        for name, at in items_of(entries["was"]):
            if isinstance(name, str):
                document.former_names.append(((noun, name), context.place(at)))


def _note_places(places: dict[str, Place], entry: Entry, context: Context) -> None:
    """Add to *places* the place of each name in *entry* that is not there yet."""
    for name, at in items_of(entry):
        if isinstance(name, str) and name not in places:
            places[name] = context.place(at)


# Facts


def _add_facts(
    subject: str, facts: Entry, document: DeckDocument, context: Context
) -> None:
    """Add the facts of one entity, by relation: each has one, or a list."""
    if not isinstance(facts.value, Mapping):
        context.report_value(facts, "a mapping from relations to facts")
        return
    for entry in facts.value:
        relation, node = entry.key, entry.value
        if relation not in document.relation_places:
            document.relation_places[relation] = context.place(entry.key_at)
        if isinstance(node, Mapping):
            _add_fact(subject, relation, node, entry.value_at, document, context)
        elif isinstance(node, Sequence) and node:
            for item, at in node:
                if isinstance(item, Mapping):
                    _add_fact(subject, relation, item, at, document, context)
                else:
                    context.report_value(Entry(relation, at, item, at), _FACT_SHAPE)
        else:
            context.report_value(entry, _FACT_SHAPE)


def _add_fact(
    subject: str,
    relation: str,
    node: Mapping,
    at: At,
    document: DeckDocument,
    context: Context,
) -> None:
    fields, value_at = _parse_fact_fields(node, at, document, context)
    if "is" not in fields or "source" not in fields:
        keys, name = {entry.key for entry in node}, f"{subject}/{relation}"
        context.report_missing_keys(keys, schema.FACT, at, "fact", name)
        return
    since, until, on = fields.get("since"), fields.get("until"), fields.get("on")
    if on is not None and (since or until):
        on_at = next(entry.key_at for entry in node if entry.key == "on")
        context.report(on_at, "found 'on' beside 'since' or 'until': expected one")
        return
    try:
        span = dates.span(since or on, until or on)
    except ValueError as error:
        until_at = next(entry.value_at for entry in node if entry.key == "until")
        context.report(until_at, str(error))
        return
    place = context.place(value_at)
    document.facts.append(UnresolvedFact(subject, relation, fields, span, place))


def _parse_fact_fields(
    node: Mapping, at: At, document: DeckDocument, context: Context
) -> tuple[dict[str, Any], At]:
    """Return the values of a fact by key, and where its value stands, else the fact."""
    fields: dict[str, Any] = {}
    value_at = at
    for entry in node:
        parse = _FACT_PARSERS.get(entry.key)
        if parse is None:
            context.report_unknown_key(entry, schema.FACT, "a fact")
            continue
        if entry.key == "source":
            value = _parse_citation(entry, document, context)
        else:
            value = parse(entry, context)
        if value is not None:
            fields[entry.key] = value
        if entry.key == "is":
            value_at = entry.value_at
    return fields, value_at


def _parse_citation(
    entry: Entry, document: DeckDocument, context: Context
) -> tuple[str, ...] | None:
    """Parse the sources of a fact.

    Facts name the same few again and again: read anew each time, they would make
    `tests.bench read` fail.
    """
    node = entry.value
    key = node if isinstance(node, str) else str([name for name, _ in items_of(entry)])
    if key in document.citations:
        return document.citations[key]
    sources = parse_ids(entry, context)
    if sources and len(sources) == len(items_of(entry)):
        document.citations[key] = sources
        _note_places(document.source_places, entry, context)
    return sources
