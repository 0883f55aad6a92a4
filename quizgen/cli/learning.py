"""The commands of a habit: reviews, what they taught, and the answers themselves."""

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

import click

from quizgen.cli.shared import (
    NONE,
    loaded,
    picks_questions,
    report,
    takes_decks,
    wished,
    writing,
)
from quizgen.cli.store import answers, clocked, stored

if TYPE_CHECKING:
    from quizgen.generating import Prospect
    from quizgen.model import FactBase
    from quizgen.remembering import Store


_data = click.option(
    "--data", metavar="DIR", envvar="QUIZGEN_DATA", help="Where answers are kept."
)
_time = click.option(
    "--now", metavar="TIME", help="Take this for the time: 2026-11-24T18:00."
)


@click.command()
@takes_decks
@click.option("--new", default=10, show_default=True, help="New questions a day.")
@click.option("--due", default=200, show_default=True, help="Due questions a day.")
@click.option(
    "--retention",
    type=click.FloatRange(0.7, 0.97),
    default=0.9,
    show_default=True,
    help="The chance of recall at which a question comes again.",
)
@click.option("--cram", type=click.IntRange(1), help="Ask so many; nothing is kept.")
@click.option("--list", "as_list", is_flag=True, help="Print what is due, and end.")
@click.option("--resume", multiple=True, metavar="ID", help="Ask this again.")
@_data
@_time
@picks_questions
def review(
    decks: Sequence[str],
    new: int,
    due: int,
    retention: float,
    cram: int | None,
    as_list: bool,
    resume: Sequence[str],
    data: str | None,
    now: str | None,
    **options: Any,
) -> None:
    """Review what is due today, and learn something new.

    Without DECK, the decks of last time. Every answer is kept at once; when a question
    comes again follows from how well it was known (by FSRS).

    \b
    Examples:
      quizgen review csto
      quizgen review --new 5 --retention 0.85
      quizgen review csto --cram 20
    """
    from quizgen.planning import Limits, planned
    from quizgen.reviewing import Session
    from quizgen.studying import Desk
    from quizgen.terminal import is_interactive

    clock = clocked(now)
    with stored(data) as store:
        for question in resume:
            store.suspend(question, clock(), resume=True)
        names = decks or store.decks()
        bases = loaded(names, options["lang"])
        asked = _askable(bases, options)
        if cram:
            _cram(store, asked, clock().day, cram, bases[0].language)
        limits = Limits(new, due)
        day = clock().day
        plan = planned(asked, *store.today(day), day, limits)
        if as_list:
            for item in plan.items:
                click.echo(item.question.about.id)
            return
        desk = Desk(
            store,
            clock,
            retention=retention,
            decks=_addresses(names, bases),
            places={fact.id: fact.place for base in bases for fact in base.facts},
            keys=is_interactive(),
            language=bases[0].language,
        )
        desk.announce(plan)
        if plan.items:
            session, finished = desk.study(Session(plan.items))
            desk.conclude(session)
            sys.exit(0 if finished else 130)


def _askable(bases: "Sequence[FactBase]", options: dict[str, Any]) -> "list[Prospect]":
    """What may be asked of *bases*, of the form, topic and difficulty wished for."""
    from quizgen.generating import prospects

    wish = wished(bases, options)
    found = [
        prospect
        for base in bases
        for prospect in prospects(base, options["seed"])
        if wish.admits_form(prospect.form) and wish.admits_topic(prospect.topic)
    ]
    if options["difficulty"]:  # it is known only of a question that is made
        made = [(prospect, prospect.make()) for prospect in found]
        found = [p for p, q in made if not isinstance(q, str) and wish.admits(q)]
    if not found:
        raise click.ClickException(NONE)
    return found


def _addresses(names: Sequence[str], bases: "Sequence[FactBase]") -> dict[str, str]:
    """What finds each deck from anywhere, by its id: a shipped one's name, or a path."""
    from quizgen.reading import SHIPPED, located

    return {
        base.deck.id: path.stem if path.parent == SHIPPED else str(path.resolve())
        for base, path in zip(bases, located(names), strict=True)
    }


def _cram(
    store: "Store", asked: "list[Prospect]", day: int, count: int, language: str
) -> NoReturn:
    """Ask *count* questions, the weakest first, and forget that it happened."""
    from quizgen.model import Quiz
    from quizgen.planning import weakest
    from quizgen.sitting import Sitting
    from quizgen.terminal import Screen, is_interactive

    screen = Screen(keys=is_interactive(), language=language)
    quiz = Quiz("Cram", weakest(asked, store.memories(), day, count), 0)
    sitting, finished = screen.sit(Sitting(quiz))
    screen.summarize(sitting)
    sys.exit(0 if finished else 130)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="All of it as one JSON object.")
@click.option("--html", metavar="FILE", help="Write a page with pictures.")
@_data
@_time
def stats(as_json: bool, html: str | None, data: str | None, now: str | None) -> None:
    """Show what was learned: retention, calendar, forecast, the hardest facts.

    \b
    Examples:
      quizgen stats
      quizgen stats --json | jq .retention
      quizgen stats --html stats.html
    """
    from quizgen.tallying import record, tallied

    with stored(data) as store:
        tally = tallied(store.reviews(), store.memories(), clocked(now)().day)
    if html:
        from quizgen.plotting import page

        with writing(html) as file:
            file.write(page(tally).encode())
        return
    if as_json:
        import json

        click.echo(json.dumps(record(tally), ensure_ascii=False))
        return
    import shutil

    from quizgen.picturing import pictured

    columns = max(40, min(100, shutil.get_terminal_size().columns))
    plain = not (sys.stdout.encoding or "").casefold().startswith("utf")
    for line in pictured(tally, columns, plain=plain):
        click.echo(line)


@click.command()
@_data
def flags(data: str | None) -> None:
    """List questions that were flagged in a review, with their notes."""
    with stored(data) as store:
        for flag in store.flags():
            click.echo(f"{flag.question}: {flag.note or 'no note'}\n  {flag.stem}")


@click.group()
def data() -> None:
    """Look after what was answered: where it is, copies, moving it."""


@data.command("path")
@_data
def data_path(data: str | None) -> None:
    """Print which file holds the answers."""
    click.echo(answers(data))


@data.command("backup")
@click.argument("file")
@_data
def data_backup(file: str, data: str | None) -> None:
    """Copy all to FILE, which must not exist; a review may go on meanwhile."""
    from pathlib import Path

    target = Path(file)
    if target.exists():
        raise click.ClickException(f"{file} exists already")
    with stored(data) as store:
        half = target.with_name(f".{target.name}.{os.getpid()}.tmp")
        try:
            store.back_up(half)
            half.replace(target)
        finally:
            half.unlink(missing_ok=True)


@data.command("export")
@click.option("-o", "--output", default="-", metavar="FILE", help="Else, stdout.")
@_data
def data_export(output: str, data: str | None) -> None:
    """Write the whole log, a JSON object a line."""
    with stored(data) as store, writing(output) as file:
        for line in store.exported():
            file.write(f"{line}\n".encode())


@data.command("import")
@click.argument("file", type=click.File("r", encoding="utf-8"))
@_data
def data_import(file: TextIO, data: str | None) -> None:
    """Add what `quizgen data export` wrote; what is there already stays as it is."""
    from quizgen.model import Place, Problem
    from quizgen.recording import parsed

    records, problems = [], []
    try:
        for number, line in enumerate(file, 1):
            try:
                records.append(parsed(line))
            except ValueError as error:
                place = Place(file.name, number, 1)
                problems.append(Problem(place, "error", str(error)))
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{file.name}: no UTF-8: {error.reason}") from None
    report(problems)
    with stored(data) as store:
        added = store.add_all(records)
    click.echo(f"{added} of {len(records)} were new", err=True)
