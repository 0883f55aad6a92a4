"""Entries of one deck file -> the nouns they describe, as the schema says.

What names something that may stand further down, or in another file, stays a name here;
`linking` sees to it when all is read.
"""

from dataclasses import dataclass, field
from typing import Any

from quizgen import dates
from quizgen.deck import schema
from quizgen.deck.events import At, Entry, Mapping, Sections, Sequence, decoded, place
from quizgen.deck.patterns import PARTS_OF, Malformed, parse_wording
from quizgen.deck.values import ID, SHAPES, Shapes
from quizgen.model import (
    LITERALS,
    Deck,
    Entity,
    Fact,
    Place,
    Placeholder,
    Problem,
    Relation,
    Source,
    Wording,
)
from quizgen.text import shortened, with_article

SECTIONS = ("sources", "entities", "relations", "templates")
"""The keys of a deck that hold named blocks."""


@dataclass(slots=True)
class UnparsedTemplate:
    """A template whose patterns are not yet understood: texts and their places."""

    id: str
    fields: dict[str, Any]
    at: dict[str, At]
    place: Place


@dataclass(slots=True)
class DeckDocument:
    """What one file says, names not yet looked up.

    Attributes:
        extended: Entities of used decks that get more facts here, and where.
        spoiled: Names of relations that are described, but not so that they can be used.
        complete: Where a subject's relation is said to be complete.
        contrasts_at: Where the contrasts of a fact stand, by its number.
        relation_at: Where each relation name is first used in a fact.
        source_at: Where each source name is first used.
    """

    path: str
    deck: Deck
    sources: dict[str, Source] = field(default_factory=dict)
    entities: dict[str, Entity] = field(default_factory=dict)
    extended: dict[str, Place] = field(default_factory=dict)
    complete: dict[tuple[str, str], At] = field(default_factory=dict)
    relations: dict[str, Relation] = field(default_factory=dict)
    spoiled: set[str] = field(default_factory=set)
    facts: list[Fact] = field(default_factory=list)
    contrasts_at: dict[int, list[At]] = field(default_factory=dict)
    templates: list[UnparsedTemplate] = field(default_factory=list)
    relation_at: dict[str, At] = field(default_factory=dict)
    source_at: dict[str, At] = field(default_factory=dict)
    uses_places: dict[str, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_document(
    content: bytes, path: str, language: str | None
) -> tuple[DeckDocument | None, list[Problem]]:
    """Read the *content* of a deck file.

    Args:
        content: Its bytes.
        path: Shown in problems.
        language: The one in which texts are wanted; None is the deck's own.

    Returns:
        What it says, None if it cannot be read to its end; and what is wrong in it.
    """
    text, problems = decoded(content, path)
    if problems and not text:
        return None, problems
    sections = Sections(text, path, SECTIONS)
    del content, text  # two copies of a file that may be large
    builder = Builder(path, language)
    whole = 0
    for section, entry in sections:
        whole = len(builder.problems)
        builder.take(section, entry)
    # What is wrong with a character is why the rest of its line cannot be read.
    lines = {problem.place.line for problem in problems}
    problems += [p for p in sections.problems if p.place.line not in lines]
    if sections.broken:
        # The last entry may have been cut short.
        return None, without_consequences(problems, builder.problems[:whole])
    document = builder.finish()
    return document, without_consequences(problems, document.problems)


def without_consequences(first: list[Problem], later: list[Problem]) -> list[Problem]:
    """Return *first*, and *later* but for those at a place that *first* has already."""
    places = {problem.place for problem in first}
    return first + [problem for problem in later if problem.place not in places]


class Builder:
    """Builds the DeckDocument of one file, entry by entry.

    Args:
        path: Shown in problems.
        language: The one that is wanted; None is the deck's own.
    """

    def __init__(self, path: str, language: str | None) -> None:
        self.problems: list[Problem] = []
        self._shapes = Shapes(path, language, self.problems)
        self._path = path
        self._language = language
        self._head: dict[str, Any] = {}
        self._head_keys: set[str] = set()
        self._head_at: At = (0, 0)
        self._section = ""
        self.document = DeckDocument(
            path, Deck("", "", "", dates.date(1), "", (), Place(path, 1, 1))
        )
        self.document.problems = self.problems
        self._sources_of: dict[str, tuple[str, ...]] = {}
        self._fact_reads = {
            key: self._shapes.reads[column.shape] for key, column in schema.FACT.items()
        } | {"source": self._cited}

    def take(self, section: str, entry: Entry) -> None:
        """One entry of a section, or of the head of the deck (section "")."""
        self._section = section or self._section
        if section == "":
            self._take_head(entry)
        elif section == "sources":
            self._source(entry)
        elif section == "entities":
            self._entity(entry)
        elif section == "relations":
            self._relation(entry)
        elif section == "templates":
            self._template(entry)

    def finish(self) -> DeckDocument:
        """The draft, when all entries have been taken."""
        self._shapes.missing(self._head_keys, schema.DECK, (0, 0), "the deck")
        head = self._head
        self.document.deck = Deck(
            head.get("deck", ""),
            head.get("title", head.get("deck", "")),
            head.get("language", ""),
            head.get("checked", dates.date(1)),
            head.get("license", ""),
            head.get("uses", ()),
            place(self._path, self._head_at),
        )
        return self.document

    # The sections

    def _take_head(self, entry: Entry) -> None:
        column = schema.DECK.get(entry.key)
        self._head_keys.add(entry.key)
        if entry.key in ("deck", "language") and self._section:
            message = f"'{entry.key}' after '{self._section}': expected it above"
            self._shapes.error(entry.key_at, message)
        elif column is None:
            self._shapes.unknown(entry, schema.DECK, "a deck")
        elif entry.key in SECTIONS:
            if not isinstance(entry.value, Mapping):
                self._shapes.wrong(entry, "a mapping of names")
        else:
            value = self._shapes.reads[column.shape](entry)
            if value is not None:
                self._head[entry.key] = value
            if entry.key == "language":
                self._shapes.own = value or ""
            if entry.key == "deck":
                self._head_at = entry.key_at
            if entry.key == "uses":
                self.document.uses_places = {
                    node: place(self._path, at)
                    for node, at in _items(entry)
                    if isinstance(node, str)
                }

    def _source(self, entry: Entry) -> None:
        fields, _ = self._fields(entry, schema.SOURCE, "source")
        self.document.sources[entry.key] = Source(
            entry.key,
            fields.get("title", ""),
            fields.get("publisher", ""),
            fields.get("url", ""),
            fields.get("published"),
            fields.get("kind", ""),
            place=place(self._path, entry.key_at),
        )

    def _entity(self, entry: Entry) -> None:
        fields, at = self._fields(entry, schema.ENTITY, "entity")
        if "complete" in at:
            for relation, where in _items(at["complete"]):
                if isinstance(relation, str):
                    self.document.complete[entry.key, relation] = where
        if "kind" in at or "name" in at or not isinstance(entry.value, Mapping):
            for key in ("kind", "name"):
                if at and key not in at:
                    message = f"entity '{entry.key}' has no '{key}'"
                    self._shapes.error(entry.key_at, message)
            name = fields.get("name", entry.key)
            self.document.entities[entry.key] = Entity(
                entry.key,
                fields.get("kind", ""),
                name,
                fields.get("short", name),
                fields.get("aliases", ()),
                self._head.get("deck", ""),
                place(self._path, entry.key_at),
            )
        else:
            self.document.extended[entry.key] = place(self._path, entry.key_at)
            for key in ("short", "aliases"):
                if key in at:
                    message = f"found '{key}' without 'kind' and 'name': expected all three"
                    self._shapes.error(at[key].key_at, message)

    def _relation(self, entry: Entry) -> None:
        fields, at = self._fields(entry, schema.RELATION, "relation")
        subjects, values = fields.get("of", ()), fields.get("is", ())
        if {*subjects} & {*LITERALS}:
            self._shapes.wrong(at["of"], "kinds of entities")
        elif len(values) > 1 and {*values} & {*LITERALS}:
            self._shapes.wrong(
                at["is"], "kinds of entities, or one of date, number, text alone"
            )
        elif subjects and values:
            self._understood_relation(entry, fields, at)
            return
        self.document.spoiled.add(entry.key)

    def _understood_relation(
        self, entry: Entry, fields: dict[str, Any], at: dict[str, Entry]
    ) -> None:
        says = self._sentence(at, "says", fields)
        self.document.relations[entry.key] = Relation(
            entry.key,
            fields["of"],
            fields["is"],
            fields.get("single", False),
            fields.get("complete", False),
            fields.get("unique", False),
            says,
            self._sentence(at, "said", fields) or says,
            self._head.get("deck", ""),
            place(self._path, entry.key_at),
        )

    def _lacks_language(self, entry: Entry) -> bool:
        """Whether the text is there, but not in the language that is wanted."""
        wanted = self._language
        if wanted is None or wanted == self._head.get("language"):
            return False
        return not isinstance(entry.value, Mapping) or all(
            inner.key != wanted for inner in entry.value
        )

    def _sentence(self, at: dict[str, Entry], key: str, fields: dict[str, Any]) -> Wording:
        if key not in fields:
            return ()
        try:
            sentence = parse_wording(fields[key])
        except Malformed as error:
            self._shapes.error(at[key].value_at, str(error))
            return ()
        picks = [part for part in sentence if isinstance(part, Placeholder)]
        literal = fields["is"][0] if fields["is"][0] in LITERALS else ""
        parts = {"of": PARTS_OF[""], "is": PARTS_OF[literal]}
        if sorted(pick.variable for pick in picks) != ["is", "of"]:
            found = ", ".join(f"{{{pick}}}" for pick in picks) or "no braces"
            message = f"found {found} in '{key}': expected {{of}} and {{is}}, each once"
        elif wrong := [p for p in picks if p.part and p.part not in parts[p.variable]]:
            message = f"found {{{wrong[0]}}} in '{key}': expected {{{wrong[0].variable}}}"
        else:
            return sentence
        self._shapes.error(at[key].value_at, message)
        return ()

    def _template(self, entry: Entry) -> None:
        fields, written = self._fields(entry, schema.TEMPLATE, "template")
        if any(
            self._lacks_language(written[key]) for key in ("ask", "state") if key in written
        ):
            return  # names can stand in another language, a question cannot
        at = {"": entry.key_at} | {key: item.value_at for key, item in written.items()}
        start = place(self._path, entry.key_at)
        self.document.templates.append(UnparsedTemplate(entry.key, fields, at, start))

    # Blocks

    def _fields(
        self, entry: Entry, block: schema.Block, noun: str
    ) -> tuple[dict[str, Any], dict[str, Entry]]:
        """The values of a named block, and its entries, both by key."""
        if not ID.fullmatch(entry.key):
            message = f"found '{shortened(entry.key)}' as a name: expected {SHAPES['id']}"
            self._shapes.error(entry.key_at, message)
        node = entry.value
        if not isinstance(node, Mapping):
            self._shapes.wrong(entry, f"the keys of {with_article(noun)}")
            return {}, {}
        fields: dict[str, Any] = {}
        for inner in node:
            column = block.get(inner.key)
            if column is None:
                self._shapes.unknown(inner, block, with_article(noun))
            elif column.shape == "facts":
                self._facts(entry.key, inner)
            else:
                value = self._shapes.reads[column.shape](inner)
                if value is not None:
                    fields[inner.key] = value
        written = {inner.key: inner for inner in node}
        self._shapes.missing(
            written, block, entry.key_at, f"{noun} '{shortened(entry.key)}'"
        )
        return fields, written

    def _facts(self, subject: str, entry: Entry) -> None:
        if not isinstance(entry.value, Mapping):
            self._shapes.wrong(entry, "a mapping from relations to facts")
            return
        for relation, key_at, node, value_at in entry.value:
            self.document.relation_at.setdefault(relation, key_at)
            if isinstance(node, Mapping):
                self._fact(subject, relation, node, value_at)
            elif isinstance(node, Sequence) and node:
                for item, at in node:
                    if isinstance(item, Mapping):
                        self._fact(subject, relation, item, at)
                    else:
                        wrong = Entry(relation, at, item, at)
                        self._shapes.wrong(wrong, "a fact such as {is: ..., source: ...}")
            else:
                wrong = Entry(relation, key_at, node, value_at)
                self._shapes.wrong(wrong, "a fact such as {is: ..., source: ...}")

    def _fact(self, subject: str, relation: str, node: Mapping, at: At) -> None:
        fields: dict[str, Any] = {}
        value_at = at
        for entry in node:
            read = self._fact_reads.get(entry.key)
            if read is None:
                self._shapes.unknown(entry, schema.FACT, "a fact")
                continue
            value = read(entry)
            if value is not None:
                fields[entry.key] = value
            if entry.key == "is":
                value_at = entry.value_at
        get = fields.get
        value, sources = get("is"), get("source")
        if value is None or sources is None:
            noun = f"fact '{shortened(f'{subject}/{relation}')}'"
            self._shapes.missing({entry.key for entry in node}, schema.FACT, at, noun)
            return
        since, until, on = get("since"), get("until"), get("on")
        if on is not None and (since or until):
            on_at = next(entry.key_at for entry in node if entry.key == "on")
            self._shapes.error(on_at, "found 'on' beside 'since' or 'until': expected one")
            since = until = None
        try:
            span = dates.span(since or on, until or on)
        except ValueError as error:
            until_at = next(entry.value_at for entry in node if entry.key == "until")
            self._shapes.error(until_at, str(error))
            return
        listed = get("contrasts", ())
        if listed:
            self.document.contrasts_at[len(self.document.facts)] = [at for _, at in listed]
        self.document.facts.append(
            Fact(
                subject,
                relation,
                value,
                since,
                until,
                on,
                span,
                sources,
                get("note", ""),
                get("said-by", ""),
                get("confidence") == "low",
                get("as-of"),
                get("unit", ""),
                get("id", ""),
                tuple([contrast for contrast, _ in listed]) if listed else (),
                self._head.get("deck", ""),
                Place(self._path, value_at[0] + 1, value_at[1] + 1),
            )
        )

    def _cited(self, entry: Entry) -> tuple[str, ...] | None:
        """Like `_names`; a deck names the same few sources again and again."""
        node = entry.value
        if isinstance(node, Mapping):
            return self._shapes.names(entry)
        key = node if isinstance(node, str) else repr([name for name, _ in node])
        known = self._sources_of.get(key)
        if known is None:
            known = self._sources_of[key] = self._shapes.names(entry) or ()
            for name, at in _items(entry):
                if isinstance(name, str) and known:
                    self.document.source_at.setdefault(name, at)
        return known or None


def _items(entry: Entry) -> Sequence:
    """The items of a list, or the one text that stands for it."""
    if isinstance(entry.value, Sequence):
        return entry.value
    return Sequence([(entry.value, entry.value_at)])
