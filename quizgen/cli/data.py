"""The commands for whoever looks after what was answered."""

import os
from typing import TYPE_CHECKING, TextIO

import click

from quizgen.cli.common import report, writing
from quizgen.cli.store import answers, clocked, stored, takes_data, takes_time

if TYPE_CHECKING:
    from quizgen.review.scheduler import Weights
    from quizgen.review.store import Store


@click.group()
def data() -> None:
    """Look after what was answered: where it is, copies, moving it, learning from it."""


@data.command("path")
@takes_data
def data_path(data: str | None) -> None:
    """Print which file holds the answers."""
    click.echo(answers(data))


@data.command("backup")
@click.argument("file")
@takes_data
def data_backup(file: str, data: str | None) -> None:
    """Copy all to FILE, which must not exist; a review may go on meanwhile."""
    from pathlib import Path

    target = Path(file)
    if target.exists():
        raise click.ClickException(f"{file} exists already")
    if not target.parent.is_dir():
        raise click.ClickException(f"cannot write {file}: there is no such folder")
    with stored(data) as store:
        half = target.with_name(f".{target.name}.{os.getpid()}.tmp")
        try:
            store.back_up(half)
            half.replace(target)
        finally:
            half.unlink(missing_ok=True)


@data.command("export")
@click.option("-o", "--output", default="-", metavar="FILE", help="Else, stdout.")
@takes_data
def data_export(output: str, data: str | None) -> None:
    """Write the whole log, a JSON object a line."""
    with stored(data) as store, writing(output) as file:
        for line in store.export_lines():
            file.write(f"{line}\n".encode())


@data.command("import")
@click.argument("file", type=click.File("r", encoding="utf-8"))
@takes_data
def data_import(file: TextIO, data: str | None) -> None:
    """Add what `quizgen data export` wrote; what is there already stays as it is."""
    from quizgen.model import Place, Problem
    from quizgen.review.log import parse_line

    records, problems = [], []
    try:
        for number, line in enumerate(file, 1):
            try:
                records.append(parse_line(line))
            except ValueError as error:
                place = Place(file.name, number, 1)
                problems.append(Problem(place, "error", str(error)))
    except UnicodeDecodeError as error:
        message = f"{file.name}: no UTF-8 ({error.reason}), so no export"
        hint = f"a backup is put in place of {answers(data)}"
        raise click.ClickException(f"{message}; {hint}") from None
    report(problems)
    with stored(data) as store:
        added = store.import_rows(records)
    click.echo(f"{added} of {len(records)} were new", err=True)


@data.command("optimise")
@click.option("--reset", is_flag=True, help="Go back to the standard weights.")
@takes_data
@takes_time
def data_optimise(reset: bool, data: str | None, now: str | None) -> None:
    """Fit FSRS to how you forget, so that questions come when you need them.

    New weights must foretell all your answers better than those in use (log loss is 0
    if every answer was foretold), and those from either half of your questions must
    foretell the other half better than the standard weights. Then they are used for all
    that you have learned; otherwise nothing changes.

    \b
    Examples:
      quizgen data optimise
      quizgen data optimise --reset
    """
    from quizgen.review.scheduler import STANDARD_WEIGHTS

    with stored(data) as store:
        weights = STANDARD_WEIGHTS if reset else _optimised(store)
        if weights == store.weights():
            click.echo("Nothing was changed")
            return
        before = store.memories()
        store.set_weights(weights, clocked(now)())
        after = store.memories()
    both = before.keys() & after.keys()  # another session may undo an answer meanwhile
    moves = [after[question].due - before[question].due for question in both]
    sooner, later = sum(days < 0 for days in moves), sum(days > 0 for days in moves)
    same = len(moves) - sooner - later
    click.echo(f"Due sooner: {sooner:,}; later: {later:,}; as before: {same:,}")


def _optimised(store: "Store") -> "Weights":
    """The best weights for what was answered: new ones, or those in use."""
    from quizgen.review.optimizer import MIN_PREDICTIONS, count_predictions, fit_weights

    reviews, used = store.grade_history(), store.weights()
    count = count_predictions(reviews)
    if count < MIN_PREDICTIONS:
        message = f"{MIN_PREDICTIONS:,} answers to questions of an earlier day are needed"
        raise click.ClickException(f"{message}; there are {count:,}")
    click.echo(f"Learning from {count:,} answers: 10,000 take minutes", err=True)
    try:
        fit = fit_weights(reviews, used)
    except ImportError:
        message = "no torch, with which py-fsrs finds weights"
        raise click.ClickException(f"{message}: pip install 'quizgen[optimise]'") from None
    click.echo(f"Log loss: {fit.loss_in_use:.4f} in use, {fit.loss:.4f} new")
    told = f"{fit.loss_standard:.4f} standard, {fit.loss_unseen:.4f} new"
    click.echo(f"One half foretold from the other: {told}")
    return fit.weights if fit.is_better else used
