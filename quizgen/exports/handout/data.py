"""A handout -> the data that its template, and anybody else's, is given: JSON."""

import json
from collections.abc import Callable
from typing import Any

from quizgen.exports.handout import parts
from quizgen.exports.handout.parts import Handout

_NAMED: dict[type, tuple[str, str]] = {
    **{
        kind: ("part", kind.__name__.lower())
        for kind in (
            *(parts.Test, parts.Grid, parts.Solutions),
            *(parts.Study, parts.Timeline, parts.Cards),
        )
    },
    **{
        kind: ("kind", kind.__name__.lower())
        for kind in (
            *(parts.Options, parts.Verdicts, parts.Ruled),
            *(parts.Gapped, parts.Columns, parts.Numbered),
        )
    },
}
_WHOLE = ("code", "url")
"""What is copied by hand or by a machine, and is given as it is."""


def render(handout: Handout) -> bytes:
    """The handout as JSON: every ``part`` and the ``kind`` of every body by its name."""
    text = json.dumps(described(handout), ensure_ascii=False, indent=1)
    return f"{text}\n".encode()


def described(value: Any, worded: Callable[[str], str] = str) -> Any:
    """One of the `parts`, or what it holds, as JSON has it: objects of their fields.

    Texts come out as *worded* gives them, but for codes and addresses.
    """
    kind: Any = type(value)
    if kind is str:
        return worded(value)
    if kind is tuple:
        return [described(part, worded) for part in value]
    if not isinstance(value, tuple):
        return value
    found = {
        name: part if name in _WHOLE else described(part, worded)
        for name, part in zip(kind._fields, value, strict=True)
    }
    if kind in _NAMED:
        name, what = _NAMED[kind]
        return {name: what, **found}
    return found
