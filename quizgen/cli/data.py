"""The commands for whoever looks after a learner's answers."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import click

from quizgen.cli.answers import open_answers, store_path
from quizgen.cli.clock import clock_from
from quizgen.cli.files import InputFile, open_output, replacement
from quizgen.cli.options import data_option, now_option
from quizgen.cli.output import say
from quizgen.cli.parameters import FileName
from quizgen.model import Place, Problem
from quizgen.review.database import RESCUE, StoreError
from quizgen.review.log import MAX_LINE, parse_line
from quizgen.review.memory import Memory
from quizgen.review.optimizer import MIN_PREDICTIONS, count_predictions, fit_weights
from quizgen.review.scheduler import STANDARD_WEIGHTS, Weights
from quizgen.review.store import Soundness, Store, open_store
from quizgen.text import printable_json

_MAX_PROBLEMS = 20
"""How many lines of a file that cannot be taken are named; of more, there is a count."""


@click.group()
def data() -> None:
    """Look after what was answered: where it is, copies, moving it, learning from it."""


@data.command("path")
@data_option
def data_path(data: str | None) -> None:
    """Print which file holds the answers."""
    say(store_path(data))


@data.command("backup")
@click.argument("file", type=FileName())
@data_option
def data_backup(file: str, data: str | None) -> None:
    """Copy all to FILE, which must not exist; a review may go on meanwhile."""
    target = Path(file)
    if target.exists():
        raise click.ClickException(f"{file} exists already")
    if not target.parent.is_dir():
        raise click.ClickException(f"cannot write {file}: there is no such folder")
    with open_answers(data, to_write=False) as store:
        try:
            with replacement(target) as unfinished:
                store.back_up(unfinished)
                _refuse_damage(unfinished, store_path(data))
        except OSError as error:
            message = f"cannot write {file}: {error.strerror or error}"
            raise click.ClickException(message) from None


def _refuse_damage(copy: Path, path: Path) -> None:
    """End if the *copy* of the store *path* is not as it was written."""
    with open_store(copy) as store:
        is_damaged = store.check().is_damaged
    if is_damaged:
        message = f"{path} is damaged, and was not copied: see `quizgen data check`"
        raise click.ClickException(message)


@data.command("check")
@data_option
def data_check(data: str | None) -> None:
    """Say everything that is wrong in the file of answers: it, its rows, what derives.

    Rows that cannot be used are named; the other commands pass over them. What is due is
    reckoned anew if it is not what the answers come to.
    """
    path = store_path(data)
    try:
        with open_store(path, to_write=False) as store:
            soundness = store.check()
            if store.is_writable and (soundness.stale or soundness.faults):
                store.mend(soundness.faults)
    except StoreError as error:
        raise click.ClickException(str(error)) from None
    lines = [*_describe_store(path, soundness)]
    for line in lines:
        say(line)
    if lines:
        sys.exit(1)
    say(f"{soundness.rows:,} rows, all sound")


def _describe_store(path: Path, soundness: Soundness) -> Iterator[str]:
    """Yield a line for each thing that is wrong with the store *path*."""
    for damage in soundness.damage:
        yield f"{path}: {' '.join(damage.split())}"
    if not soundness.is_as_written:
        yield f"{path}: a row is not as it was written: {RESCUE}"
    faults = [f"row {fault.id}: {fault.reason}" for fault in soundness.faults]
    stale = [f"{question}: due by mistake" for question in soundness.stale]
    for texts in (faults, stale):
        for text in texts[:_MAX_PROBLEMS]:
            yield f"{path}: {text}"
        if len(texts) > _MAX_PROBLEMS:
            yield f"{path}: {len(texts) - _MAX_PROBLEMS:,} more errors"


@data.command("export")
@click.option(
    "-o", "--output", type=FileName(), default="-", metavar="FILE", help="Else, stdout."
)
@data_option
def data_export(output: str, data: str | None) -> None:
    """Write the whole log, a JSON object a line."""
    with open_answers(data, to_write=False) as store, open_output(output) as file:
        for line in store.export_lines():
            file.write(f"{printable_json(line)}\n".encode())


@data.command("import")
@click.argument("file", type=InputFile("rb"))
@data_option
def data_import(file: BinaryIO, data: str | None) -> None:
    """Add what `quizgen data export` wrote; what is there already stays as it is.

    If there is a line that cannot be taken, nothing is.
    """
    rows, problems, count = [], [], 0
    for number, line in enumerate(_read_lines(file), 1):
        try:
            rows.append(_parse_line(line))
        except UnicodeDecodeError as error:
            message = f"{file.name}: no UTF-8 ({error.reason}), so no export"
            hint = f"a backup is put in place of {store_path(data)}"
            raise click.ClickException(f"{message}; {hint}") from None
        except ValueError as error:
            count += 1
            if count <= _MAX_PROBLEMS:
                column, message = getattr(error, "colno", 1), getattr(error, "msg", "")
                place = Place(file.name, number, column)
                problems.append(Problem(place, "error", message or str(error)))
    if problems:
        for problem in problems:
            say(problem, err=True)
        if count > _MAX_PROBLEMS:
            say(f"{file.name}: {count - _MAX_PROBLEMS:,} more errors", err=True)
        sys.exit(1)
    with open_answers(data) as store:
        added = store.import_rows(rows)
    say(f"{added} of {len(rows)} were new", err=True)


def _read_lines(file: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of *file*; of a longer one only MAX_LINE bytes and one more."""
    while line := file.readline(MAX_LINE + 1):
        yield line
        while len(line) > MAX_LINE and not line.endswith(b"\n"):
            line = file.readline(MAX_LINE + 1)


def _parse_line(line: bytes) -> dict[str, Any]:
    """Return the row that a *line* holds; else raise a ValueError."""
    if len(line) > MAX_LINE:
        raise ValueError(f"a line of more than {MAX_LINE:,} bytes")
    return parse_line(line.decode())


@data.command("optimise")
@click.option("--reset", is_flag=True, help="Go back to the standard weights.")
@data_option
@now_option
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
    with open_answers(data) as store:
        weights = STANDARD_WEIGHTS if reset else _improve_weights(store)
        if weights == store.weights():
            say("Nothing was changed")
            return
        before = store.memories()
        store.set_weights(weights, clock_from(now)())
        after = store.memories()
    sooner, later, same = _count_moves(before, after)
    say(f"Due sooner: {sooner:,}; later: {later:,}; as before: {same:,}")


def _count_moves(
    before: Mapping[str, Memory], after: Mapping[str, Memory]
) -> tuple[int, int, int]:
    """Return how many questions are due sooner, later, and on the same day.

    Only those that are in both: another session may undo an answer meanwhile.
    """
    days = [after[name].due - before[name].due for name in before.keys() & after.keys()]
    sooner, later = sum(move < 0 for move in days), sum(move > 0 for move in days)
    return sooner, later, len(days) - sooner - later


def _improve_weights(store: Store) -> Weights:
    """Return the best weights for what was answered: new ones, or those in use."""
    reviews, weights_in_use = store.grade_history(), store.weights()
    count = count_predictions(reviews)
    if count < MIN_PREDICTIONS:
        message = f"{MIN_PREDICTIONS:,} answers to questions of an earlier day are needed"
        raise click.ClickException(f"{message}; there are {count:,}")
    say(f"Learning from {count:,} answers: 10,000 take minutes", err=True)
    try:
        fit = fit_weights(reviews, weights_in_use)
    except ImportError:
        message = "no torch, with which py-fsrs finds weights"
        raise click.ClickException(f"{message}: pip install 'quizgen[optimise]'") from None
    say(f"Log loss: {fit.loss_in_use:.4f} in use, {fit.loss:.4f} new")
    losses = f"{fit.loss_standard:.4f} standard, {fit.loss_unseen:.4f} new"
    say(f"One half foretold from the other: {losses}")
    return fit.weights if fit.is_better else weights_in_use
