"""The commands for decks and those who write them."""

import datetime
import json
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from quizgen import dates
from quizgen.cli.bases import draw_uid, load_bases, questions_of, worst_problems
from quizgen.cli.files import open_output
from quizgen.cli.options import decks_argument
from quizgen.cli.output import print_json, say
from quizgen.deck import lint
from quizgen.deck.loader import load, shipped_decks, starter_deck
from quizgen.deck.schema import ID, json_schema
from quizgen.exports.deck_summary import deck_record, paragraphs, source_lines
from quizgen.generate.coverage import shortfalls
from quizgen.generate.item_lint import examine
from quizgen.i18n import count_text
from quizgen.i18n.english import ENGLISH
from quizgen.model import FactBase, Problem

_MAX_AGE = 365_000
"""Days: a thousand years."""


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--items", is_flag=True, help="Examine all questions, under 20 seeds.")
@click.option("--all", "each", is_flag=True, help="List every question, not how many.")
@click.option("--sources", is_flag=True, help="List what facts rest on, and stale ones.")
@click.option(
    "--age",
    type=click.IntRange(0, _MAX_AGE),
    default=365,
    show_default=True,
    help="Days after which one is stale.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def check(
    paths: Sequence[str],
    items: bool,
    each: bool,
    sources: bool,
    age: int,
    as_json: bool,
) -> None:
    """Say everything that is wrong in decks, as FILE:LINE:COLUMN.

    Errors stop every other command. Warnings say which questions are not asked, and
    why. Without PATH, the decks that come with quizgen are checked.

    \b
    Example:
      quizgen check my-deck.yaml
    """
    bases, problems = load(*(paths or shipped_decks()))
    if sources:
        _print_sources(bases, age)
    for base in bases:
        problems += _problems_of(base, items=items, each=each)
    problems = sorted(set(problems))
    for problem in problems if each else worst_problems(problems):
        if as_json:
            print_json(_json_line(problem))
        else:
            say(problem)
    errors = sum(problem.level == "error" for problem in problems)
    warnings = len(problems) - errors
    counts = ((errors, ("error", "errors")), (warnings, ("warning", "warnings")))
    say(", ".join(count_text(n, noun, ENGLISH) for n, noun in counts), err=True)
    sys.exit(1 if errors else 0)


def _problems_of(base: FactBase, *, items: bool, each: bool) -> list[Problem]:
    """Return what is wrong with *base*, and if nothing is, with its questions."""
    problems = lint.check(base)
    if any(problem.level == "error" for problem in problems):
        return problems
    problems += lint.warnings(base)
    problems += shortfalls(base, each=each, with_rules=not items)
    if items and all(problem.level == "warning" for problem in problems):
        problems += examine(base, each=each)
    return problems


def _json_line(problem: Problem) -> str:
    place = problem.place._asdict()
    record = {**place, "level": problem.level, "message": problem.message}
    return json.dumps(record, ensure_ascii=False)


def _print_sources(bases: Iterable[FactBase], age: int) -> None:
    day = datetime.date.today() - datetime.timedelta(days=age)
    for base in bases:
        for line in source_lines(base, dates.date(day.year, day.month, day.day)):
            say(line)


@click.command()
@decks_argument
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def decks(decks: Sequence[str], as_json: bool) -> None:
    """List decks: what is in them, and when it was checked.

    Without DECK, those that come with quizgen.
    """
    bases = load_bases(decks or shipped_decks())
    records = [deck_record(base, questions_of([base])) for base in bases]
    if as_json:
        for record in records:
            print_json(json.dumps(record, ensure_ascii=False))
    else:
        for line in paragraphs(records):
            say(line)


@click.command()
@click.argument("name")
def new(name: str) -> None:
    """Write a commented starter deck to NAME.yaml.

    \b
    Example:
      quizgen new rivers && quizgen quiz rivers.yaml
    """
    if not re.fullmatch(ID, name):
        raise click.ClickException(
            f"found '{name}': expected lower-case letters, digits and hyphens"
        )
    path = Path(f"{name}.yaml")
    if path.exists():
        raise click.ClickException(f"{path} exists already")
    with open_output(str(path)) as file:
        file.write(starter_deck(name, draw_uid()).encode())
    say(f"Wrote {path}. Next: quizgen check {path}; quizgen quiz {path}", err=True)


@click.command()
def schema() -> None:
    """Print the JSON Schema of a deck, for editors.

    \b
    Example:
      quizgen schema > deck.schema.json
    """
    print_json(json.dumps(json_schema(), indent=2))
