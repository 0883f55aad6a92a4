"""An entry of a deck file -> the value that it spells, by the shapes of the schema."""

import re
from collections.abc import Callable, Collection
from typing import Any

from quizgen import dates
from quizgen.deck import schema
from quizgen.deck.events import At, Entry, Mapping, Node, Sequence, place
from quizgen.forms import FORMS
from quizgen.model import Contrast, Problem
from quizgen.text import nearest, shortened

ID = re.compile(schema.ID)
SHAPES = {"id": "lower-case letters, digits and hyphens"}
"""What a shape is called in problems."""
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")
_REQUIRED = {
    id(block): [key for key, column in block.items() if column.required]
    for block in schema.BLOCKS
}


class Shapes:
    """Reads values, and says what is wrong with them.

    Args:
        path: Shown in problems.
        wanted: The language in which texts are wanted; None is the deck's own.
        problems: Grows by what is found.

    Attributes:
        own: The language of the deck, once that is known.
        reads: By shape, what reads an entry's value; None, after a problem, if it is not
            of that shape.
    """

    def __init__(self, path: str, wanted: str | None, problems: list[Problem]) -> None:
        self.own = ""
        self._path = path
        self._wanted = wanted
        self._problems = problems
        self.reads: dict[schema.Shape, Callable[[Entry], Any]] = {
            shape: getattr(self, name) for shape, name in _READS.items()
        }

    def _text(self, entry: Entry) -> str | None:
        node = entry.value
        if isinstance(node, str) and node and not node.isspace():
            return node
        if isinstance(node, Mapping):
            return self._translated(entry, node)
        return self.string(entry)

    def _translated(self, entry: Entry, node: Mapping) -> str | None:
        texts = {}
        for inner in node:
            if not _LANGUAGE.fullmatch(inner.key):
                found = f"found '{shortened(inner.key)}' in '{entry.key}'"
                self.error(inner.key_at, f"{found}: expected a language such as 'ru'")
            else:
                texts[inner.key] = self.string(inner)
        for language in (self._wanted, self.own):
            if language in texts:
                return texts[language]
        if not node:
            self.wrong(entry, "a text")
        return next(iter(texts.values()), None)

    def string(self, entry: Entry) -> str | None:
        """A text in no language."""
        if isinstance(entry.value, str) and entry.value.strip():
            return entry.value
        self.wrong(entry, "a text")
        return None

    def _texts(self, entry: Entry) -> tuple[str, ...] | None:
        return self._list(entry, "a list of texts", self.string)

    def _name(self, entry: Entry) -> str | None:
        if isinstance(entry.value, str) and ID.fullmatch(entry.value):
            return entry.value
        self.wrong(entry, SHAPES["id"])
        return None

    def names(self, entry: Entry) -> tuple[str, ...] | None:
        """An id, or a list of ids."""
        if isinstance(entry.value, str):
            name = self._name(entry)
            return (name,) if name else None
        return self._list(entry, SHAPES["id"], self._name)

    def _date(self, entry: Entry) -> dates.Date | None:
        text = entry.value
        if isinstance(text, str) and text:
            try:
                return dates.parse(text)
            except ValueError as error:
                self.error(entry.value_at, f"found '{shortened(text)}': {error}")
                return None
        self.wrong(entry, "a date such as 2002, 2002-10 or 2002-10-07")
        return None

    def _flag(self, entry: Entry) -> bool | None:
        if entry.value in ("true", "false"):
            return entry.value == "true"
        self.wrong(entry, "true or false")
        return None

    def _size(self, entry: Entry) -> int | None:
        sizes = range(schema.FEWEST_OPTIONS, schema.MOST_OPTIONS + 1)
        for size in sizes:
            if entry.value == str(size):
                return size
        self.wrong(entry, f"a number from {sizes[0]} to {sizes[-1]}")
        return None

    def _forms(self, entry: Entry) -> tuple[str, ...] | None:
        return self._list(entry, "a list of forms", self._one_of(tuple(FORMS)))

    def _patterns(self, entry: Entry) -> tuple[tuple[str, At], ...] | None:
        if isinstance(entry.value, str) and entry.value:
            return ((entry.value, entry.value_at),)
        return self._list(entry, "a pattern or a list of patterns", self._pattern)

    def _pattern(self, entry: Entry) -> tuple[str, At] | None:
        text = self.string(entry)
        return None if text is None else (text, entry.value_at)

    def _one_of(self, words: tuple[str, ...]) -> Callable[[Entry], str | None]:
        def read(entry: Entry) -> str | None:
            if entry.value in words:
                return str(entry.value)
            hint = nearest(entry.value, words) if isinstance(entry.value, str) else ""
            self.wrong(entry, f"one of {', '.join(words)}", hint)
            return None

        return read

    def _confidence(self, entry: Entry) -> str | None:
        return self._one_of(schema.CONFIDENCE)(entry)

    def _source_kind(self, entry: Entry) -> str | None:
        return self._one_of(schema.SOURCE_KINDS)(entry)

    def _contrasts(self, entry: Entry) -> tuple[tuple[Contrast, At], ...] | None:
        if not isinstance(entry.value, Sequence):
            self.wrong(entry, "a list of {is: ..., because: ...}")
            return None
        contrasts = []
        for node, at in entry.value:
            if not isinstance(node, Mapping):
                self.wrong(Entry("contrasts", at, node, at), "{is: ..., because: ...}")
                continue
            fields, value_at = {}, at
            for inner in node:
                column = schema.CONTRAST.get(inner.key)
                if column is None:
                    self.unknown(inner, schema.CONTRAST, "a contrast")
                    continue
                fields[inner.key] = self.reads[column.shape](inner)
                if inner.key == "is":
                    value_at = inner.value_at
            self.missing(fields, schema.CONTRAST, at, "a contrast")
            if fields.get("is") and fields.get("because"):
                contrasts.append((Contrast(fields["is"], fields["because"]), value_at))
        return tuple(contrasts)

    def _list(
        self, entry: Entry, expected: str, read: Callable[[Entry], Any]
    ) -> tuple[Any, ...] | None:
        if not isinstance(entry.value, Sequence) or not entry.value:
            self.wrong(entry, expected)
            return None
        values: list[Any] = []
        for node, at in entry.value:
            value = read(Entry(entry.key, at, node, at))
            if value in values:
                self.error(at, f"found '{shortened(value)}' again: expected it once")
            elif value is not None:
                values.append(value)
        return tuple(values)

    # Problems

    def missing(
        self, written: Collection[str], block: schema.Block, at: At, noun: str
    ) -> None:
        """Report every key that *block* needs and that is not *written*."""
        for key in _REQUIRED[id(block)]:
            if key not in written:
                meaning = _lower(block[key].meaning)
                self.error(at, f"{noun} has no '{key}': {meaning}")

    def error(self, at: At, message: str) -> None:
        """Report *message*."""
        self._problems.append(Problem(place(self._path, at), "error", message))

    def wrong(self, entry: Entry, expected: str, hint: str = "") -> None:
        """Report a value that is not what was *expected*."""
        # Parsers differ on where a value stands that is not there.
        at = entry.value_at if entry.value != "" else entry.key_at
        found, key = _called(entry.value), shortened(entry.key)
        self.error(at, f"found {found} for '{key}': expected {expected}{hint}")

    def unknown(self, entry: Entry, block: schema.Block, noun: str) -> None:
        """Report a key that *block* does not have."""
        message = f"unknown key '{shortened(entry.key)}' in {noun}"
        line, column = entry.key_at
        follows = (line, column + len(entry.key))
        if entry.value == "" and (" " in entry.key or entry.value_at == follows):
            message += ": quote a text that has a comma in it"
        else:
            message += nearest(entry.key, block)
        self.error(entry.key_at, message)


_READS: dict[schema.Shape, str] = {
    "id": "_name",
    "ids": "names",
    "text": "_text",
    "texts": "_texts",
    "string": "string",
    "date": "_date",
    "flag": "_flag",
    "size": "_size",
    "value": "string",
    "forms": "_forms",
    "patterns": "_patterns",
    "selector": "string",
    "confidence": "_confidence",
    "source-kind": "_source_kind",
    "contrasts": "_contrasts",
}


def _called(node: Node) -> str:
    if isinstance(node, str):
        return f"'{shortened(node)}'" if node else "nothing"
    noun = "mapping" if isinstance(node, Mapping) else "list"
    return f"a {noun}" if node else f"an empty {noun}"


def _lower(text: str) -> str:
    start = text if text[:2].isupper() else text[0].lower() + text[1:]
    return f"expected {start.rstrip('.')}"
