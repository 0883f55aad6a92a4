"""Small decks for the tests of this room: a head, then entities, then templates."""

from textwrap import dedent, indent

from quizgen import FactBase
from quizgen.deck.loader import loads

HEAD = """\
deck: d
title: D
language: en
checked: 2026-11-23
sources: {s: {title: S}}
relations:
  led-by: {of: office, is: person, single: true, says: "{is} leads {of}", said: "{is} led {of}"}
  member: {of: club, is: person, says: "{is} is in {of}", said: "{is} was in {of}"}
  born: {of: person, is: date, single: true, says: "{of} was born on {is}"}
  height: {of: person, is: number, single: true, says: "{of} measures {is}"}
  from: {of: person, is: town, single: true, says: "{of} comes from {is}"}
  home: {of: person, is: town, says: "{of} lives in {is}"}
  motto: {of: person, is: text, single: true}
"""
NAMES = ("ada", "bob", "cem", "dana", "eva", "finn")
TOWNS = ("Oslo", "Rome", "Bonn", "Kyiv")


def base(entities: str, templates: str, head: str = HEAD) -> FactBase:
    """Read a deck in which nothing is wrong; its entities stand a line each."""
    text = (
        f"{head}entities:\n{indent(dedent(entities).strip(), '  ')}\n"
        f"templates:\n{indent(dedent(templates).strip(), '  ')}\n"
    )
    fact_base, problems = loads(text)
    assert not problems, "\n".join(map(str, problems))
    assert fact_base is not None
    return fact_base


def people(**facts: str) -> str:
    """Return the six people, with the facts given by name: ``ada="height: 170"``.

    Each fact is a relation and its value; a source is added.
    """
    lines = []
    for name in NAMES:
        pairs = (fact.split(": ", 1) for fact in facts.get(name, "").split("; ") if fact)
        own = ", ".join(f"{relation}: {{is: {is_}, source: s}}" for relation, is_ in pairs)
        facts_ = f", facts: {{{own}}}" if own else ""
        lines.append(f"{name}: {{kind: person, name: {name.title()}{facts_}}}")
    return "\n".join(lines) + "\n"


def towns() -> str:
    return "".join(f"{t.casefold()}: {{kind: town, name: {t}}}\n" for t in TOWNS)
