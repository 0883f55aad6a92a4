"""YAML text -> its entries, one by one, each with its place; the only importer of yaml.

Events are read as the parser makes them (https://pyyaml.org/wiki/PyYAMLDocumentation),
so every scalar stays the text that was typed, and duplicate keys, aliases, tags and
depth are seen as they come. What the format has no use for is a problem, not a feature.
"""

import codecs
import re
from collections.abc import Callable, Collection, Iterator
from typing import Any, Literal, NamedTuple, TypeAlias

import yaml

try:
    from yaml import CSafeLoader as EventParser
except ImportError:  # PyYAML was built without libyaml: the same events, slower
    from yaml import SafeLoader as EventParser  # type: ignore[assignment]

from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from quizgen.model import Place, Problem
from quizgen.text import shorten

DEEPEST = 12
"""Levels of nesting; the format itself needs seven."""
_MANY = 20
"""Problems of one kind that are shown for one file."""
# Control characters, and marks that reorder or hide what a reader sees:
# https://www.unicode.org/reports/tr36/ (Unicode Security Considerations).
_FORBIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069"
    "\ufeff\ufff9-\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_BIDI = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_ENCODINGS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),  # begins like UTF-16: first
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)

At: TypeAlias = tuple[int, int]
"""Line and column of a node, counted from 0 as YAML marks are."""


def place_of(path: str, at: At) -> Place:
    """Return the place, counted from 1, of what stands *at* in *path*."""
    return Place(path, at[0] + 1, at[1] + 1)


def _end_of(text: str) -> At:
    """Return where the next character after *text* would stand."""
    return text.count("\n"), len(text) - text.rfind("\n") - 1


class Entry(NamedTuple):
    """One line of a mapping: a key and its value, and where both stand."""

    key: str
    key_at: At
    value: "Node"
    value_at: At


class Mapping(list[Entry]):
    """A mapping, in the order in which it is written; its keys are all different."""


class Sequence(list[tuple["Node", At]]):
    """A list."""


Node: TypeAlias = str | Mapping | Sequence


def decode(content: bytes, path: str) -> tuple[str, list[Problem]]:
    """Return the text of a file, and what is wrong with its characters.

    Lines end in a line feed. A tab comes back as a space and any other forbidden character
    as U+FFFD, so that reading can go on.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return "", [_not_utf8(content, error, path)]
    if b"\0" in content[:4]:  # so begins any text in UTF-16
        return "", [Problem(Place(path, 1, 1), "error", _NOT_TEXT)]
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    problems: list[Problem] = []
    for match in _FORBIDDEN.finditer(text):
        if len(problems) == _MANY:
            break
        start = _end_of(text[: match.start()])
        problems.append(_forbidden_character(match[0], place_of(path, start)))
    if problems:
        text = _FORBIDDEN.sub(lambda match: " " if match[0] == "\t" else "\ufffd", text)
    return text, problems


_NOT_TEXT = "this looks like UTF-16 or a binary file: expected a deck in UTF-8"


def _not_utf8(content: bytes, error: UnicodeDecodeError, path: str) -> Problem:
    start = Place(path, 1, 1)
    for mark, name in _ENCODINGS:
        if content.startswith(mark):
            message = f"the file is {name}: save it again as UTF-8"
            return Problem(start, "error", message)
    if b"\0" in content[:1024]:
        return Problem(start, "error", _NOT_TEXT)
    before = content[: error.start].decode("utf-8-sig")
    byte = content[error.start]
    message = f"byte 0x{byte:02x} is not UTF-8: save the file again as UTF-8"
    return Problem(place_of(path, _end_of(before)), "error", message)


def _forbidden_character(character: str, place: Place) -> Problem:
    name = f"U+{ord(character):04X}"
    if character == "\t":
        message = "a tab: expected spaces"
    elif character in _BIDI:
        message = f"{name} changes the direction of text unseen: expected visible text"
    elif character < " " or "\x7f" <= character < "\xa0":
        message = f"control character {name}: expected text"
    else:
        message = f"invisible or invalid character {name}: expected visible text"
    return Problem(place, "error", message)


class Sections:
    """The entries of a deck's sections, read one by one.

    Iterating gives ``(section, entry)``: for one of the *sections* that is a mapping, an
    empty one under "" and then each of its entries under its name; for any other key, its
    whole entry under "". Only one entry is held at a time, so that a file of any length
    needs little memory.

    Attributes:
        problems: Grows while the text is read.
        broken: The text is not YAML; what was read until then is incomplete.
    """

    def __init__(self, text: str, path: str, sections: Collection[str]) -> None:
        self.problems: list[Problem] = []
        self.broken = False
        self._path = path
        self._streamed = frozenset(sections)
        # Bytes are what the parser works on: a text would be kept a second time.
        self._content = text.encode()
        self._parser = EventParser(self._content)
        # Typed loosely: which attributes an event has depends on its class.
        self._next: Callable[[], Any] = self._parser.get_event

    def __iter__(self) -> Iterator[tuple[str, Entry]]:
        try:
            yield from self._document()
        except yaml.MarkedYAMLError as error:
            self.broken = True
            self.problems.append(self._syntax(error))
        except (yaml.YAMLError, ValueError, OverflowError) as error:  # these bear no mark
            self.broken = True
            self._error((0, 0), f"this is not YAML: {' '.join(str(error).split())}")
        except _Unreadable:
            self.broken = True

    def _document(self) -> Iterator[tuple[str, Entry]]:
        event = self._next()
        while isinstance(event, (StreamStartEvent, DocumentStartEvent)):
            event = self._next()
        if isinstance(event, StreamEndEvent) or (
            isinstance(event, ScalarEvent) and not event.value
        ):
            self._error((0, 0), "the file is empty: expected a deck")
            raise _Unreadable
        if not isinstance(event, MappingStartEvent):
            self._error(
                _at(event), f"found {_describe_event(event)}: expected `deck: NAME`"
            )
            raise _Unreadable
        yield from self._sections(event)
        if not isinstance(self._next(), StreamEndEvent):  # first the document's end
            event = self._next()
            if not isinstance(event, StreamEndEvent):
                self._error(_at(event), "a second document: expected one in a file")
                raise _Unreadable

    def _sections(self, event: Any) -> Iterator[tuple[str, Entry]]:
        self._refuse_extras(event)
        for key, key_at, event in self._keys(0):
            if key in self._streamed and isinstance(event, MappingStartEvent):
                self._refuse_extras(event)
                yield "", Entry(key, key_at, Mapping(), _at(event))
                for name, name_at, inner in self._keys(1):
                    entry = Entry(name, name_at, self._node(inner, 2), _at(inner))
                    yield key, entry
            else:
                yield "", Entry(key, key_at, self._node(event, 1), _at(event))

    def _keys(self, depth: int) -> Iterator[tuple[str, At, Any]]:
        """Yield the keys of the mapping just begun, each with the event that follows it."""
        seen: dict[str, At] = {}
        while True:
            event = self._next()
            if type(event) is MappingEndEvent:
                return
            mark = event.start_mark
            at = (mark.line, mark.column)
            if type(event) is not ScalarEvent:
                self._error(at, f"found {_describe_event(event)} as a key: expected a name")
                if not isinstance(event, AliasEvent):
                    self._node(event, depth + 1)
                self._node(self._next(), depth + 1)
                continue
            if event.anchor is not None or event.tag is not None or event.style == '"':
                self._refuse_extras(event)
            key = event.value
            if key in seen:
                first = place_of(self._path, seen[key])
                message = f"key '{shorten(key)}' is already at {first.line}:{first.column}"
                self._error(at, message)
                self._node(self._next(), depth + 1)
                continue
            seen[key] = at
            yield key, at, self._next()

    def _node(self, event: Any, depth: int) -> Node:
        kind = type(event)
        if kind is ScalarEvent:
            if event.anchor is not None or event.tag is not None or event.style == '"':
                self._refuse_extras(event)
            text: str = event.value
            return text
        if depth > DEEPEST:
            self._error(_at(event), f"nested more than {DEEPEST} deep")
            raise _Unreadable
        if kind is AliasEvent:
            alias = f"*{event.anchor}"
            self._error(_at(event), f"alias '{alias}': expected the text itself")
            return alias
        if event.anchor is not None or event.tag is not None:
            self._refuse_extras(event)
        if kind is MappingStartEvent:
            node = self._node
            below = depth + 1
            entries = Mapping()
            for key, at, value in self._keys(depth):
                mark = value.start_mark
                if (
                    type(value) is ScalarEvent
                    and value.anchor is None
                    and value.tag is None
                    and value.style != '"'
                ):  # most are so, and a call for each would fail `tests.bench read`
                    child: Node = value.value
                else:
                    child = node(value, below)
                entries.append(Entry(key, at, child, (mark.line, mark.column)))
            return entries
        return self._sequence(depth)

    def _sequence(self, depth: int) -> Sequence:
        items = Sequence()
        while True:
            event = self._next()
            if isinstance(event, (ScalarEvent, SequenceStartEvent, MappingStartEvent)):
                items.append((self._node(event, depth + 1), _at(event)))
            elif isinstance(event, AliasEvent):
                self._node(event, depth + 1)
            else:
                return items

    def _refuse_extras(self, event: Any) -> None:
        if event.anchor is not None:
            message = f"anchor '&{event.anchor}': the format has no anchors or aliases"
            self._error(_at(event), message)
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._error(_at(event), f"tag '{tag}': the format has no tags")
        if isinstance(event, ScalarEvent):  # in double quotes, escapes are understood
            match = _FORBIDDEN.search(event.value)
            if match and match[0] != "\ufffd":
                start = place_of(self._path, _at(event))
                self.problems.append(_forbidden_character(match[0], start))

    def _error(self, at: At, message: str) -> None:
        self.problems.append(Problem(place_of(self._path, at), "error", message))

    def _syntax(self, error: yaml.MarkedYAMLError) -> Problem:
        begin = error.context_mark or error.problem_mark
        mark = error.problem_mark or begin
        if mark is None or begin is None:
            return Problem(Place(self._path, 1, 1), "error", "this is not YAML")
        parser_message = f"{error.context}: {error.problem}"
        is_start, message = next(
            (is_start, message)
            for pattern, is_start, message in _SYNTAX
            if re.search(pattern, parser_message)
        )
        text = self._content.decode()
        if message is _UNCLOSED and text[mark.index :].strip():
            is_start, message = False, _UNSEPARATED
        if is_start:
            mark = begin
        begin_place = place_of(self._path, (begin.line, begin.column))
        message = message.format(
            character=text[mark.index : mark.index + 1],
            begin=f"{begin_place.line}:{begin_place.column}",
            parser_message=error.problem,
        )
        at = mark.line, mark.column
        end = _end_of(text)
        if mark.line > end[0]:  # libyaml sees a line after the last one
            at = end
        return Problem(place_of(self._path, at), "error", message)


_UNCLOSED = "found '{character}' that nothing closes"
_UNSEPARATED = "expected a comma, or the end of what begins at {begin}"
# What a parser says, be it libyaml or PyYAML's own; whether to point to where the thing
# begins; and what to say instead.
_SYNTAX = (
    ("end of stream|document indicator", True, _UNCLOSED),
    (r"',' or '[]}]'", True, _UNCLOSED),
    (
        "^while parsing a block mapping",
        False,
        "expected a key below the one at {begin}",
    ),
    (
        "^while parsing a block coll",
        False,
        "expected '-' below the one at {begin}",
    ),
    ("nesting depth", False, f"nested more than {DEEPEST} deep"),
    ("document start", False, "a second document: expected one in a file"),
    ("cannot start|mapping keys", False, "text begins with '{character}': expected quotes"),
    (
        "scanning an a|(scanning|parsing) a tag|tag handle|block scalar|directive",
        True,
        "text begins with '{character}': expected quotes",
    ),
    ("could not find expected ':'", True, "expected ':' after a key"),
    ("mapping values|unexpected ':'", False, "found ':' inside a text: expected quotes"),
    ("sequence entries", False, "found '-' after a key: expected it on the next line"),
    ("node content", False, "found nothing: expected a text"),
    ("escape|hexdecimal", False, "no such escape in double quotes: expected \\\\ for \\"),
    ("", False, "this is not YAML: {parser_message}"),
)


class _Unreadable(Exception):
    """Reading stops; the problem has been noted."""


def _at(event: Any) -> At:
    mark = event.start_mark
    return mark.line, mark.column


def _describe_event(event: Any) -> Literal["a list", "a mapping", "an alias", "a text"]:
    if isinstance(event, SequenceStartEvent):
        return "a list"
    if isinstance(event, MappingStartEvent):
        return "a mapping"
    return "an alias" if isinstance(event, AliasEvent) else "a text"
