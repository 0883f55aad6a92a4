"""Read a lock in JSON with the place of each key and value.

The module `json` itself tells only the places of errors.
"""

import json
import re
from collections.abc import Generator, Iterator
from typing import Any, NamedTuple

SECTIONS = ("notes", "retired", "types")
"""The keys of a lock under which there is one for each note or note type."""
_SPACE = re.compile(r"[ \t\n\r]*")


class Member(NamedTuple):
    """One key of a lock's file with its value.

    Attributes:
        section: The key above it; empty if it stands at the top.
        key_at, value_at: Offsets in the file's text.
        value: As JSON has it; for a section only an empty object.
    """

    section: str
    key: str
    key_at: int
    value: Any
    value_at: int


class SyntaxFault(ValueError):
    """A lock's file cannot be parsed from the character at *offset* on."""

    def __init__(self, reason: str, offset: int) -> None:
        super().__init__(reason)
        self.offset = offset


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise ValueError("a key stands twice")
    return members


_DECODER = json.JSONDecoder(object_pairs_hook=_unique)


def json_members(text: str) -> Iterator[Member]:
    """Yield the keys of a lock in JSON, and after a section's key those within it.

    Raises:
        SyntaxFault: The text is not one JSON object.
    """
    end = yield from _object_members(text, _skip(text, 0), "")
    if _skip(text, end) < len(text):
        raise SyntaxFault("found more after the end", _skip(text, end))


def _object_members(text: str, position: int, section: str) -> Generator[Member, None, int]:
    """Yield the keys of the object at *position*, and return where it ends."""
    position = _skip(text, _after(text, position, "{"))
    if text.startswith("}", position):
        return position + 1
    while True:
        key_at = position
        _after(text, position, '"')
        key, position = _decode(text, position)
        value_at = _skip(text, _after(text, _skip(text, position), ":"))
        if not section and key in SECTIONS and text.startswith("{", value_at):
            yield Member("", key, key_at, {}, value_at)
            position = yield from _object_members(text, value_at, key)
        else:
            value, position = _decode(text, value_at)
            yield Member(section, key, key_at, value, value_at)
        position = _skip(text, position)
        if text.startswith("}", position):
            return position + 1
        position = _skip(text, _after(text, position, ","))


def _skip(text: str, position: int) -> int:
    space = _SPACE.match(text, position)
    return space.end() if space else position


def _after(text: str, position: int, mark: str) -> int:
    """Return the position after *mark*, which must stand at *position*."""
    if not text.startswith(mark, position):
        raise SyntaxFault(f"this is no JSON, which has {mark} here", position)
    return position + 1


def _decode(text: str, position: int) -> tuple[Any, int]:
    try:
        return _DECODER.raw_decode(text, position)
    except json.JSONDecodeError as error:
        raise SyntaxFault(f"this is no JSON ({error.msg})", error.pos) from None
    except (ValueError, RecursionError) as error:
        # A key twice, or what JSON allows and Python does not: too deep, too many digits.
        raise SyntaxFault(f"this cannot be read ({error})", position) from None
