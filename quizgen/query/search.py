"""A learner's or author's query -> the facts, or the bindings, that it finds, in lines."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from quizgen.deck.patterns import (
    Malformed,
    convert_constants,
    kinds_of_variables,
    parse_pattern,
    variables_of,
)
from quizgen.model import LITERALS, FactBase, Pattern, Value
from quizgen.query.compare import Unknown
from quizgen.query.index import Index
from quizgen.query.match import sure_bindings
from quizgen.query.plan import prepare_query
from quizgen.text import suggest_name

Label: TypeAlias = Callable[[Value, str], str]
"""Says a value in words; its second argument is one of LITERALS, "" for an entity."""


def find_facts(base: FactBase, words: str, sentences: Mapping[str, str]) -> list[str]:
    """Return a line for each fact of the deck itself that has all of *words*.

    Args:
        base: Only facts of its own deck are looked through.
        words: Searched in the sentence, the note and the id, whatever their case.
        sentences: The facts of the deck in words, by id.
    """
    searched_words = words.casefold().split()
    lines = []
    for fact in base.facts:
        if fact.deck != base.deck.id:
            continue
        text = f"{sentences[fact.id]} {fact.note}".rstrip()
        searchable = f"{text} {fact.id}".casefold()
        if all(word in searchable for word in searched_words):
            lines.append(f"{text} [{', '.join(fact.sources)}] {fact.place}")
    return lines


def parse_query(base: FactBase, query: str) -> Sequence[Pattern]:
    """Return the patterns of *query*, which commas separate.

    Raises:
        Malformed: It is none; the message says what was found and expected.
    """
    texts = [query] if ":" in query else query.split(",")
    try:
        patterns = [parse_pattern(text.strip(), base.relations) for text in texts]
    except KeyError as error:
        name = error.args[0]
        hint = suggest_name(name, base.relations)
        raise Malformed(f"unknown relation '{name}'{hint}") from None
    kinds = kinds_of_variables(patterns, base.relations)
    return [convert_constants(pattern, kinds) for pattern in patterns]


def find_bindings(base: FactBase, patterns: Sequence[Pattern], label: Label) -> list[str]:
    """Return a line for each binding for which *patterns* surely hold: ``name: value``.

    Raises:
        TooManySteps: There are too many.
    """
    literals = {
        name: next(iter(kinds & {*LITERALS}), "")
        for name, kinds in kinds_of_variables(patterns, base.relations).items()
    }
    names = list(dict.fromkeys(name for whole in patterns for name in variables_of(whole)))
    lines: dict[str, None] = {}
    for binding, _ in sure_bindings(prepare_query(Index(base), patterns), {}):
        values = [
            f"{name}: {label(value, literals.get(name, ''))}"
            for name in names
            if (value := binding.get(name)) is not None and not isinstance(value, Unknown)
        ]
        lines["  ".join(values)] = None
    return list(lines)
