"""A small world for the tests of this room: facts a line each, patterns as text.

Only `sure`, `possible` and `proof` know how patterns are matched.
"""

from collections.abc import Iterable, Mapping

from quizgen import FactBase
from quizgen.deck.loader import loads
from quizgen.deck.patterns import convert_constants, kinds_of_variables, parse_pattern
from quizgen.model import Value
from quizgen.query.compare import Unknown
from quizgen.query.index import Index
from quizgen.query.match import possible_bindings, sure_bindings
from quizgen.query.plan import Query, prepare_query

HEAD = """\
deck: world
title: A small world
language: en
checked: 2026-11-23
sources: {s: {title: A source}}
relations:
  led-by: {of: office, is: person, single: true}  # one at a time
  seat: {of: office, is: town, single: true, unique: true}
  residence: {of: office, is: town, unique: true}
  member: {of: club, is: person}
  guest: {of: club, is: person, complete: true}
  opened: {of: club, is: date, unique: true}
  met: {of: club, is: town}
  born: {of: person, is: date, single: true}
  seen: {of: person, is: date}
  met-on: {of: person, is: date}
  height: {of: person, is: number, single: true}
  badge: {of: person, is: number, unique: true}
  score: {of: person, is: number}
  motto: {of: person, is: text, single: true}
  knows: {of: person, is: person}
"""
CAST = {
    "office": "top side",
    "club": "chess go judo",
    "person": "ada bob cem dana",
    "town": "oslo rome",
}


def world(text: str) -> FactBase:
    """Read a base of facts: ``SUBJECT RELATION VALUE [since X] [until X] [on X] [doubtful]``.

    ``SUBJECT RELATION complete`` says that all values are listed. Texts have no spaces.
    """
    lines = [line.split() for line in text.strip().splitlines()]
    entities = {
        name: {"kind": kind, "name": name.title()}
        for kind, names in CAST.items()
        for name in names.split()
    }
    deck = HEAD + "entities:\n"
    for name, entity in entities.items():
        deck += f"  {name}:\n    kind: {entity['kind']}\n    name: {entity['name']}\n"
        complete = [line[1] for line in lines if line[0] == name and line[2] == "complete"]
        deck += f"    complete: [{', '.join(complete)}]\n" if complete else ""
        own = [line for line in lines if line[0] == name and line[2] != "complete"]
        deck += "    facts:\n" if own else ""
        for relation in dict.fromkeys(line[1] for line in own):
            deck += f"      {relation}:\n"
            for words in (line for line in own if line[1] == relation):
                deck += f"        - {{is: {words[2]}, source: s{_qualifiers(words[3:])}}}\n"
    return read(deck)


def _qualifiers(words: list[str]) -> str:
    text = ", confidence: low" if "doubtful" in words else ""
    pairs = [word for word in words if word != "doubtful"]
    return text + "".join(
        f", {a}: {b}" for a, b in zip(pairs[::2], pairs[1::2], strict=True)
    )


def read(deck: str) -> FactBase:
    """Read a deck, in which nothing is wrong."""
    base, problems = loads(deck)
    assert not problems, "\n".join(map(str, problems))
    assert base is not None
    return base


def sure(base: FactBase, patterns: str, **bound: Value | Unknown) -> list[str]:
    """Return the bindings for which *patterns* surely hold: ``person=ada day=2001``."""
    return _lines(
        binding for binding, _ in sure_bindings(_query(base, patterns), dict(bound))
    )


def possible(base: FactBase, patterns: str, **bound: Value | Unknown) -> list[str]:
    """Return the bindings that are not excluded; ``person=?`` is one of nobody knows whom."""
    return _lines(possible_bindings(_query(base, patterns), dict(bound)))


def proof(base: FactBase, patterns: str, **bound: Value | Unknown) -> list[list[str]]:
    """Return the ids of the facts of each sure binding."""
    matches = sure_bindings(_query(base, patterns), dict(bound))
    return [[fact.id for fact in facts] for _, facts in matches]


def _query(base: FactBase, texts: str) -> Query:
    patterns = [parse_pattern(text.strip(), base.relations) for text in texts.split(";")]
    kinds = kinds_of_variables(patterns, base.relations)
    return prepare_query(
        Index(base), [convert_constants(pattern, kinds) for pattern in patterns]
    )


def _lines(frames: Iterable[Mapping[str, Value | Unknown]]) -> list[str]:
    lines = (
        " ".join(
            f"{name}={'?' if isinstance(value, Unknown) else value}"
            for name, value in sorted(frame.items())
        )
        for frame in frames
    )
    return sorted(set(lines))
