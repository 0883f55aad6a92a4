"""A handout -> the data that its template, and anybody else's, is given: JSON."""

import json
from collections.abc import Callable
from dataclasses import fields
from functools import cache
from operator import attrgetter
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


def render(handout: Handout) -> bytes:
    """The handout as JSON: every ``part`` and the ``kind`` of every body by its name."""
    text = json.dumps(handout, default=described, ensure_ascii=False, indent=1)
    return f"{text}\n".encode()


def described(value: Any) -> dict[str, Any]:
    """One of the `parts` as an object of its fields, for `json.dumps`."""
    kind: Any = type(value)
    names, taken = _fields(kind)
    found = dict(zip(names, taken(value), strict=False))
    if kind in _NAMED:
        name, what = _NAMED[kind]
        return {name: what, **found}
    return found


@cache
def _fields(kind: Any) -> tuple[tuple[str, ...], Callable[[object], tuple[Any, ...]]]:
    """The names of the fields of *kind*, and what takes them."""
    names = tuple(field.name for field in fields(kind))
    if not names:
        return (), lambda _: ()
    return names, attrgetter(*names, names[0])  # one name alone would not give a tuple
