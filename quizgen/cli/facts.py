"""The command that looks facts up."""

from collections.abc import Sequence

import click

from quizgen.cli.bases import load_bases
from quizgen.cli.options import decks_argument
from quizgen.cli.output import say
from quizgen.deck.loader import shipped_decks
from quizgen.deck.patterns import Malformed
from quizgen.generate.labels import Labels
from quizgen.generate.sentences import fact_sentences
from quizgen.model import FactBase
from quizgen.query.index import TooManySteps
from quizgen.query.search import find_bindings, find_facts, parse_query


@click.command()
@click.argument("query")
@decks_argument
def facts(query: str, decks: Sequence[str]) -> None:
    """Look up facts, or answer a pattern.

    QUERY is some words, or one or more patterns with variables, separated by commas.

    \b
    Examples:
      quizgen facts zas
      quizgen facts "csto member ?state @ 2005-01-01"
    """
    lines: dict[str, None] = {}
    refusals: dict[str, None] = {}
    for base in load_bases(decks or shipped_decks()):
        try:
            lines |= dict.fromkeys(_answer_lines(base, query))
        except Malformed as refusal:
            refusals[str(refusal)] = None
        except TooManySteps as refusal:
            refusals[f"this takes {refusal}"] = None
    for line in lines:
        say(line)
    if not lines:
        raise click.ClickException(next(iter(refusals), "nothing found"))


def _answer_lines(base: FactBase, query: str) -> list[str]:
    """Return the lines that answer *query*, words or patterns."""
    if "?" not in query:
        return find_facts(base, query, fact_sentences(base))
    labels = Labels(base)
    return find_bindings(
        base,
        parse_query(base, query),
        lambda value, literal: labels.value(value, literal=literal),
    )
