"""An entry of a deck file -> the value that it spells, by the shapes of the schema.

A parser takes an entry and the Context; it returns the value, or None after it has
reported what is wrong.
"""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from typing import Any, TypeAlias

from quizgen import dates
from quizgen.deck import schema
from quizgen.deck.scope import Hints
from quizgen.deck.yaml_events import At, Entry, Mapping, Node, Sequence, place_of
from quizgen.forms import ASK_FORMS, FORMS
from quizgen.model import (
    ITEM_RULES,
    STRICTNESSES,
    WORTHS,
    Contrast,
    Place,
    Problem,
    Tolerance,
)
from quizgen.text import shorten

ID = re.compile(schema.ID)
_UID = re.compile(schema.UID)
_TOLERANCE = re.compile(schema.TOLERANCE, re.ASCII)
ID_SHAPE = "lower-case letters, digits and hyphens"
"""What an id is called in problems."""
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")


@dataclass(slots=True)
class Context:
    """A deck file as its parsers see it: where it is, its language, and its problems.

    Attributes:
        path: Shown in problems.
        language: The one in which texts are wanted; None is the deck's own.
        own_language: The deck's own, empty until it is known.
        problems: Grows by what is wrong.
        hints: Suggests what was meant.
    """

    path: str
    language: str | None
    own_language: str = ""
    problems: list[Problem] = field(default_factory=list)
    hints: Hints = field(default_factory=Hints)

    def place(self, at: At) -> Place:
        """Return the place of what stands *at* in the file."""
        return place_of(self.path, at)

    def report(self, at: At, message: str) -> None:
        """Add a problem."""
        self.problems.append(Problem(self.place(at), "error", message))

    def report_value(self, entry: Entry, expected: str, hint: str = "") -> None:
        """Report that the value of *entry* is not what was *expected*."""
        # Parsers differ on where a value stands that is not there.
        at = entry.value_at if entry.value != "" else entry.key_at
        value, key = _describe(entry.value), shorten(entry.key)
        self.report(at, f"found {value} for '{key}': expected {expected}{hint}")

    def report_unknown_key(self, entry: Entry, block: schema.Block, noun: str) -> None:
        """Report a key that *block*, which is called *noun*, does not have."""
        message = f"unknown key '{shorten(entry.key)}' in {noun}"
        line, column = entry.key_at
        follows = (line, column + len(entry.key))
        if entry.value == "" and (" " in entry.key or entry.value_at == follows):
            message += ": quote a text that has a comma in it"
        else:
            message += self.hints.suggest(entry.key, block)
        self.report(entry.key_at, message)

    def report_missing_keys(
        self, keys: Collection[str], block: schema.Block, at: At, noun: str, name: str = ""
    ) -> None:
        """Report each key that *block* needs and that is not among *keys*."""
        for key, field_rule in block.items():
            if field_rule.required and key not in keys:
                title = f"{noun} '{shorten(name)}'" if name else noun
                meaning = field_rule.meaning.rstrip(".")
                if not meaning[:2].isupper():
                    meaning = meaning[0].lower() + meaning[1:]
                self.report(at, f"{title} has no '{key}': expected {meaning}")


Parser: TypeAlias = Callable[[Entry, Context], Any]


def _describe(node: Node) -> str:
    if isinstance(node, str):
        return f"'{shorten(node)}'" if node else "nothing"
    noun = "mapping" if isinstance(node, Mapping) else "list"
    return f"a {noun}" if node else f"an empty {noun}"


def items_of(entry: Entry) -> Sequence:
    """Return the items of a list, or the one value that stands for it."""
    if isinstance(entry.value, Sequence):
        return entry.value
    return Sequence([(entry.value, entry.value_at)])


def parse_list(
    entry: Entry, context: Context, parse_item: Parser, expected: str
) -> tuple[Any, ...] | None:
    """Parse a list, not empty, of different items; problems say what was *expected*."""
    if not isinstance(entry.value, Sequence) or not entry.value:
        context.report_value(entry, expected)
        return None
    values: list[Any] = []
    for node, at in entry.value:
        value = parse_item(Entry(entry.key, at, node, at), context)
        if value in values:
            context.report(at, f"found '{shorten(value)}' again: expected it once")
        elif value is not None:
            values.append(value)
    return tuple(values)


def parse_string(entry: Entry, context: Context, key: str = "") -> str | None:
    """Parse a text in no language; *key* says what it is, if that of the entry does not."""
    text = entry.value
    if not isinstance(text, str) or not text.strip():
        context.report_value(entry, "a text")
    elif len(text) > schema.MAX_NAME and (limit := _limit_of(key or entry.key)) < len(text):
        context.report_value(entry, f"at most {limit:,} characters, not {len(text):,}")
    else:
        return text
    return None


def _limit_of(key: str) -> int:
    """Return how many characters the text under *key* may have."""
    return schema.MAX_NAME if key in schema.NAMING_KEYS else schema.MAX_TEXT


def parse_text(entry: Entry, context: Context) -> str | None:
    """Parse a text, or of its translations the one that is wanted, else the deck's own."""
    if not isinstance(entry.value, Mapping):
        return parse_string(entry, context)
    texts = {}
    for inner in entry.value:
        if not _LANGUAGE.fullmatch(inner.key):
            key = f"'{shorten(inner.key)}' in '{entry.key}'"
            context.report(inner.key_at, f"found {key}: expected a language such as 'ru'")
        else:
            texts[inner.key] = parse_string(inner, context, entry.key)
    for language in (context.language, context.own_language):
        if language in texts:
            return texts[language]
    if not entry.value:
        context.report_value(entry, "a text")
    return next(iter(texts.values()), None)


def is_id(text: str) -> bool:
    """Return whether *text* is an id, and not too long for a name."""
    return len(text) <= schema.MAX_NAME and ID.fullmatch(text) is not None


def parse_id(entry: Entry, context: Context) -> str | None:
    """Parse one id."""
    if isinstance(entry.value, str) and is_id(entry.value):
        return entry.value
    context.report_value(entry, ID_SHAPE)
    return None


def parse_uid(entry: Entry, context: Context) -> str | None:
    """Parse what tells a deck from others of its name."""
    if isinstance(entry.value, str) and _UID.fullmatch(entry.value):
        return entry.value
    context.report_value(entry, "8 to 64 letters a-z and digits, such as q7m2kd4x")
    return None


def parse_ids(entry: Entry, context: Context) -> tuple[str, ...] | None:
    """Parse an id, or a list of ids."""
    if isinstance(entry.value, str):
        name = parse_id(entry, context)
        return (name,) if name else None
    return parse_list(entry, context, parse_id, ID_SHAPE)


def parse_rules(entry: Entry, context: Context) -> tuple[str, ...] | None:
    """Parse the name of an item rule, or a list of such names."""
    if isinstance(entry.value, str):
        name = _parse_rule(entry, context)
        return (name,) if name else None
    return parse_list(entry, context, _parse_rule, "a list of rules")


def _parse_rule(entry: Entry, context: Context) -> str | None:
    """Parse the name of a rule, which may have hyphens as other names in a deck do."""
    name = entry.value.replace("-", "_") if isinstance(entry.value, str) else ""
    if name in ITEM_RULES:
        return name
    hint = context.hints.suggest(name, ITEM_RULES) if name else ""
    context.report_value(entry, "a rule of 'quizgen check --items'", hint)
    return None


def parse_date(entry: Entry, context: Context) -> dates.Date | None:
    """Parse a year, a month or a day."""
    text = entry.value
    if not isinstance(text, str) or not text:
        context.report_value(entry, "a date such as 2002, 2002-10 or 2002-10-07")
        return None
    try:
        return dates.parse_iso(text)
    except ValueError as error:
        context.report(entry.value_at, f"found '{shorten(text)}': {error}")
        return None


def parse_flag(entry: Entry, context: Context) -> bool | None:
    """Parse true or false."""
    if entry.value in ("true", "false"):
        return entry.value == "true"
    context.report_value(entry, "true or false")
    return None


def parse_options(
    entry: Entry, context: Context
) -> int | tuple[tuple[str, Place], ...] | None:
    """Parse a number of options, or the patterns that each must satisfy."""
    sizes = range(schema.FEWEST_OPTIONS, schema.MOST_OPTIONS + 1)
    for size in sizes:
        if entry.value == str(size):
            return size
    text = entry.value
    if isinstance(text, Sequence) or (isinstance(text, str) and " " in text):
        return parse_pattern_texts(entry, context)
    expected = f"a number from {sizes[0]} to {sizes[-1]}, or a pattern"
    context.report_value(entry, expected)
    return None


def parse_ask(entry: Entry, context: Context) -> str | dict[str, str] | None:
    """Parse a question, or one for each form: a text by form."""
    if not is_by_form(entry):
        return parse_text(entry, context)
    assert isinstance(entry.value, Mapping)
    texts: dict[str, str] = {}
    for inner in entry.value:
        if inner.key not in ASK_FORMS:
            found = f"found '{shorten(inner.key)}' in '{entry.key}'"
            hint = context.hints.suggest(inner.key, ASK_FORMS)
            message = f"{found}: expected one of {', '.join(ASK_FORMS)}{hint}"
            context.report(inner.key_at, message)
            continue
        text = parse_text(inner, context)
        if text is not None:
            texts[inner.key] = text
    return texts


def is_by_form(entry: Entry) -> bool:
    """Return whether the value of *entry* has a text for some form, not for languages."""
    return isinstance(entry.value, Mapping) and any(
        inner.key in FORMS for inner in entry.value
    )


def parse_tolerance(entry: Entry, context: Context) -> Tolerance | None:
    """Parse how far a number may be off: ``0.5``, or ``1%`` of it."""
    text = entry.value
    if not isinstance(text, str) or not _TOLERANCE.fullmatch(text):
        context.report_value(entry, "a number such as 0.5, or a share such as 1%")
        return None
    amount = Decimal(text.rstrip(" %"))
    return Tolerance(amount / 100, True) if text.endswith("%") else Tolerance(amount, False)


def parse_word(entry: Entry, context: Context, words: tuple[str, ...]) -> str | None:
    """Parse one of *words*."""
    if entry.value in words:
        return str(entry.value)
    hint = ""
    if isinstance(entry.value, str):
        hint = context.hints.suggest(entry.value, words)
    context.report_value(entry, f"one of {', '.join(words)}", hint)
    return None


def parse_pattern_texts(
    entry: Entry, context: Context
) -> tuple[tuple[str, Place], ...] | None:
    """Parse the text of a pattern, or a list of them, each with its place."""
    if isinstance(entry.value, str) and entry.value:
        return ((entry.value, context.place(entry.value_at)),)
    return parse_list(
        entry, context, _parse_pattern_text, "a pattern or a list of patterns"
    )


def _parse_pattern_text(entry: Entry, context: Context) -> tuple[str, Place] | None:
    text = parse_string(entry, context)
    return None if text is None else (text, context.place(entry.value_at))


def parse_contrasts(
    entry: Entry, context: Context
) -> tuple[tuple[Contrast, Place], ...] | None:
    """Parse the wrong values of a fact, not yet looked up, each with its place."""
    if not isinstance(entry.value, Sequence):
        context.report_value(entry, "a list of {is: ..., because: ...}")
        return None
    return tuple(_parse_contrasts(entry.value, context))


def _parse_contrasts(items: Sequence, context: Context) -> Iterator[tuple[Contrast, Place]]:
    for node, at in items:
        if not isinstance(node, Mapping):
            item = Entry("contrasts", at, node, at)
            context.report_value(item, "{is: ..., because: ...}")
            continue
        fields, value_at = {}, at
        for inner in node:
            field_rule = schema.CONTRAST.get(inner.key)
            if field_rule is None:
                context.report_unknown_key(inner, schema.CONTRAST, "a contrast")
                continue
            fields[inner.key] = PARSERS[field_rule.shape](inner, context)
            if inner.key == "is":
                value_at = inner.value_at
        context.report_missing_keys(fields, schema.CONTRAST, at, "a contrast")
        if fields.get("is") and fields.get("because"):
            contrast = Contrast(fields["is"], fields["because"])
            yield contrast, context.place(value_at)


PARSERS: dict[schema.Shape, Parser] = {
    "id": parse_id,
    "uid": parse_uid,
    "ids": parse_ids,
    "text": parse_text,
    "texts": partial(parse_list, parse_item=parse_string, expected="a list of texts"),
    "string": parse_string,
    "date": parse_date,
    "flag": parse_flag,
    "options": parse_options,
    "ask": parse_ask,
    "worth": partial(parse_word, words=WORTHS),
    "typed": partial(parse_word, words=STRICTNESSES),
    "tolerance": parse_tolerance,
    "value": parse_string,
    "forms": partial(
        parse_list,
        parse_item=partial(parse_word, words=tuple(FORMS)),
        expected="a list of forms",
    ),
    "rules": parse_rules,
    "patterns": parse_pattern_texts,
    "selector": parse_string,
    "confidence": partial(parse_word, words=schema.CONFIDENCE),
    "source-kind": partial(parse_word, words=schema.SOURCE_KINDS),
    "contrasts": parse_contrasts,
}
"""The parser of a value, by its shape; `document` parses facts and sections."""
