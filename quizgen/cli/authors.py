"""The commands of those who write decks, and of those who take questions elsewhere."""

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click

from quizgen.cli.common import (
    NONE,
    generated,
    loaded,
    picks_questions,
    read_criteria,
    takes_decks,
    writing,
)

if TYPE_CHECKING:
    from quizgen.model import FactBase, Question


@click.command()
@takes_decks
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option(
    "-n", "--count", type=click.IntRange(1), help="Choose so many; all if not said."
)
@picks_questions
def questions(
    decks: Sequence[str], as_json: bool, count: int | None, **options: Any
) -> None:
    """List the questions themselves.

    \b
    Examples:
      quizgen questions csto --topic Leadership
      quizgen questions csto --json | jq .stem
    """
    from quizgen.quiz.selection import select

    bases = loaded(decks, options["lang"])
    criteria = read_criteria(bases, options)
    found: Iterable[Question] = filter(criteria.admits, generated(bases, options["seed"]))
    if count is not None:
        quiz = select(found, count, seed=options["seed"], criteria=criteria)
        found = quiz.questions
        if quiz.shortage:
            click.echo(f"{len(quiz.questions)} questions: {quiz.shortage}", err=True)
    if as_json:
        from quizgen.exports.jsonl import render

        for line in render(found):
            click.echo(line)
    else:
        from quizgen.exports.plain_text import render as plain

        empty = True
        for paragraph in plain(found):
            click.echo(paragraph if empty else f"\n{paragraph}")
            empty = False
        if empty:
            raise click.ClickException(NONE)


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--items", is_flag=True, help="Examine all questions, under 20 seeds.")
@click.option("--sources", is_flag=True, help="List what facts rest on, and stale ones.")
@click.option(
    "--age", default=365, show_default=True, help="Days after which one is stale."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def check(
    paths: Sequence[str], items: bool, sources: bool, age: int, as_json: bool
) -> None:
    """Say everything that is wrong in decks, as FILE:LINE:COLUMN.

    Errors stop every other command. Warnings name the questions that could not be
    made, and why. Without PATH, the decks that come with quizgen are checked.

    \b
    Example:
      quizgen check my-deck.yaml
    """
    from quizgen.deck.lint import check as rules
    from quizgen.deck.loader import load, shipped_decks
    from quizgen.generate.coverage import shortfalls

    bases, problems = load(*(paths or shipped_decks()))
    if sources:
        _list_sources(bases, age)
    for base in bases:
        found = rules(base)
        problems += found
        if not any(problem.level == "error" for problem in found):
            problems += shortfalls(base)
            if items:
                from quizgen.generate.item_lint import examine

                problems += examine(base)
    problems = sorted(set(problems))
    for problem in problems:
        if as_json:
            import json

            place, level, message = problem.place, problem.level, problem.message
            record = {**place._asdict(), "level": level, "message": message}
            click.echo(json.dumps(record, ensure_ascii=False))
        else:
            click.echo(str(problem))
    errors = sum(problem.level == "error" for problem in problems)
    click.echo(f"{errors} errors, {len(problems) - errors} warnings", err=True)
    sys.exit(1 if errors else 0)


def _list_sources(bases: "Sequence[FactBase]", age: int) -> None:
    import datetime

    from quizgen import dates
    from quizgen.exports.deck_summary import source_lines

    day = datetime.date.today() - datetime.timedelta(days=age)
    for base in bases:
        for line in source_lines(base, dates.date(day.year, day.month, day.day)):
            click.echo(line)


@click.command()
@takes_decks
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def decks(decks: Sequence[str], as_json: bool) -> None:
    """List decks: what is in them, and when it was checked.

    Without DECK, those that come with quizgen.
    """
    from quizgen.deck.loader import shipped_decks
    from quizgen.exports.deck_summary import deck_record, paragraphs

    bases = loaded(decks or shipped_decks(), None)
    rows = [deck_record(base, generated([base], 0)) for base in bases]
    if as_json:
        import json

        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))
    else:
        for line in paragraphs(rows):
            click.echo(line)


@click.command()
@click.argument("query")
@takes_decks
def facts(query: str, decks: Sequence[str]) -> None:
    """Look up facts, or answer a pattern.

    QUERY is some words, or one or more patterns with variables, separated by commas.

    \b
    Examples:
      quizgen facts zas
      quizgen facts "csto member ?state @ 2005-01-01"
    """
    from quizgen.deck.loader import shipped_decks
    from quizgen.deck.patterns import Malformed

    lines: dict[str, None] = {}
    refusals: dict[str, None] = {}
    for base in loaded(decks or shipped_decks(), None):
        try:
            lines |= dict.fromkeys(_answers(base, query))
        except Malformed as refusal:
            refusals[str(refusal)] = None
    for line in lines:
        click.echo(line)
    if not lines:
        raise click.ClickException(next(iter(refusals), "nothing found"))


def _answers(base: "FactBase", query: str) -> list[str]:
    """Return the lines that answer *query*, words or patterns."""
    from quizgen.generate.explanations import sentences
    from quizgen.generate.labels import Labels
    from quizgen.query.search import find_bindings, find_facts, parse_query

    if "?" not in query:
        return find_facts(base, query, sentences(base))
    labels = Labels(base)
    return find_bindings(
        base,
        parse_query(base, query),
        lambda value, literal: labels.value(value, literal=literal),
    )


@click.command()
@click.argument("name")
def new(name: str) -> None:
    """Write a commented starter deck to NAME.yaml.

    \b
    Example:
      quizgen new rivers && quizgen quiz rivers.yaml
    """
    import re
    from pathlib import Path

    from quizgen.deck import schema as schemas
    from quizgen.deck.loader import starter_deck

    if not re.fullmatch(schemas.ID, name):
        raise click.ClickException(
            f"found '{name}': expected lower-case letters, digits and hyphens"
        )
    path = Path(f"{name}.yaml")
    if path.exists():
        raise click.ClickException(f"{path} exists already")
    with writing(str(path)) as file:
        file.write(starter_deck(name).encode())
    click.echo(f"Wrote {path}. Next: quizgen check {path}; quizgen quiz {path}", err=True)


@click.command()
def schema() -> None:
    """Print the JSON Schema of a deck, for editors.

    \b
    Example:
      quizgen schema > deck.schema.json
    """
    import json

    from quizgen.deck.schema import json_schema

    click.echo(json.dumps(json_schema(), indent=2))
