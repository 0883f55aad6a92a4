"""The commands of Anki's users."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from quizgen.cli.common import (
    NONE,
    generated,
    loaded,
    picks_questions,
    report,
    takes_decks,
    wished,
    writing,
)

if TYPE_CHECKING:
    from quizgen.exports.anki.lock import Home
    from quizgen.model import FactBase


@click.command()
@takes_decks
@click.option("-o", "--output", metavar="FILE", help="An .apkg file.")
@click.option("--push", is_flag=True, help="Have a running Anki import it, by AnkiConnect.")
@click.option("--port", default=8765, show_default=True, help="Where AnkiConnect listens.")
@click.option("--lock", metavar="FILE", help="What was built before; else beside the deck.")
@click.option("--preset", is_flag=True, help="Bring deck options: easy questions first.")
@click.option(
    "--upgrade-check",
    nargs=2,
    metavar="OLD NEW",
    type=click.Path(exists=True, dir_okay=False),
    help="Import OLD, review it, import NEW: what is left?",
)
@picks_questions
def anki(
    decks: Sequence[str],
    output: str | None,
    push: bool,
    port: int,
    lock: str | None,
    preset: bool,
    upgrade_check: tuple[str, str] | None,
    **options: Any,
) -> None:
    """Write an Anki deck.

    Every question becomes a note. Importing a newer file updates what has changed, and
    nothing else; DECK.lock.yaml remembers what that is.

    \b
    Examples:
      quizgen anki csto eaeu -o csto-eaeu.apkg
      quizgen anki csto --push
      quizgen anki --upgrade-check old.apkg new.apkg
    """
    if upgrade_check:
        _try_upgrade(*upgrade_check)
        return
    if not (output or push) or (push and output == "-"):
        raise click.UsageError("say where to: -o FILE, --push, or both")
    from tempfile import TemporaryDirectory

    bases = loaded(decks, options["lang"])
    with TemporaryDirectory(prefix="quizgen-") as folder:
        target = output or f"{folder}/quizgen.apkg"
        count, changes = _build(decks, bases, target, lock, preset, options)
        if push:
            from pathlib import Path

            from quizgen.exports.anki.ankiconnect import push as send

            problem = send(Path(target), port)
            if problem:
                raise click.ClickException(problem)
    click.echo(f"{count} notes in {output or 'Anki'}", err=True)
    for change in changes:
        click.echo(change, err=True)


def _build(
    decks: Sequence[str],
    bases: "Sequence[FactBase]",
    output: str,
    lock: str | None,
    preset: bool,
    options: dict[str, Any],
) -> tuple[int, list[str]]:
    """Write the package and the locks, all or none; how many notes, and what changed."""
    from contextlib import ExitStack

    from quizgen.exports.anki import Edition, render
    from quizgen.exports.anki import lock as locks

    wish = wished(bases, options)
    whole = not (options["form"] or options["topic"] or options["difficulty"])
    homes = _homes(decks, bases, lock)
    known = {name: locks.read(home.reads, name) for name, home in homes.items()}
    report(problem for _, problems in known.values() for problem in problems)
    editions = {
        base.deck.id: Edition(
            base.deck.title,
            base.language,
            locks.Ledger(known[base.deck.id][0], _now(), whole=whole),
        )
        for base in bases
    }
    wanted = (q for q in generated(bases, options["seed"]) if wish.admits(q))
    with ExitStack() as files:
        file = files.enter_context(writing(output))
        try:
            count = render(wanted, editions, file, preset=preset)
        except ValueError as error:
            raise click.ClickException(str(error)) from None
        if not count:
            raise click.ClickException(NONE)
        changes = []
        for name, edition in editions.items():
            before, following = known[name][0], edition.ledger.lock()
            if following != before:
                path = homes[name].writes
                path.parent.mkdir(parents=True, exist_ok=True)
                text = locks.written(following)
                files.enter_context(writing(str(path))).write(text.encode())
                changes.append(f"{path}: {locks.difference(before, following)}")
    return count, changes


def _homes(
    decks: Sequence[str], bases: "Sequence[FactBase]", lock: str | None
) -> "dict[str, Home]":
    """Where the lock of each deck is, by its id."""
    from pathlib import Path

    from quizgen.deck.loader import located
    from quizgen.exports.anki.lock import Home, home

    if lock and len(bases) > 1:
        raise click.UsageError("--lock is for one deck")
    homes = {}
    for base, file in zip(bases, located(decks), strict=True):
        if base.deck.id in homes:
            raise click.ClickException(f"deck '{base.deck.id}' is named twice")
        found = Home(Path(lock), Path(lock)) if lock else home(file, base.deck.id)
        homes[base.deck.id] = found
    return homes


def _try_upgrade(old: str, new: str) -> None:
    """Print what a user of *old* has left after importing *new*; 1 if that is less."""
    from pathlib import Path

    try:
        from quizgen.exports.anki.upgrade_check import WAYS, table, upgrade
    except ModuleNotFoundError as error:
        message = f"no {error.name}, Anki's own library: pip install 'quizgen[upgrade]'"
        raise click.ClickException(message) from None

    try:
        outcomes = {way: upgrade(Path(old), Path(new), o) for way, o in WAYS.items()}
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    for line in table(outcomes):
        click.echo(line)
    if any(outcome.loses for outcome in outcomes.values()):
        raise click.ClickException("progress would be lost")


def _now() -> int:
    """Seconds since 1970; by SOURCE_DATE_EPOCH if that is set, for builds that agree."""
    import time

    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given and not (given.isascii() and given.isdigit() and len(given) <= 10):
        message = f"SOURCE_DATE_EPOCH is '{given}': expected seconds since 1970"
        raise click.ClickException(message)
    return int(given or time.time())
