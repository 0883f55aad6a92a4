"""The commands of Anki's users."""

import os
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from quizgen.cli.bases import load_bases, missing_uids, questions_of, report_problems
from quizgen.cli.files import open_output, refuse_all_but_files, require_file
from quizgen.cli.options import (
    NO_SUCH_QUESTION,
    SELECTING_OPTIONS,
    decks_argument,
    question_options,
    read_criteria,
)
from quizgen.cli.output import say
from quizgen.cli.parameters import FileName
from quizgen.deck.loader import deck_files
from quizgen.exports.anki import AnkiDeck, render
from quizgen.exports.anki.lock import LockBuilder, difference
from quizgen.exports.anki.lock_file import LockFile, lock_file, lock_text, read_lock
from quizgen.exports.anki.renames import find_renames
from quizgen.identity import language_in
from quizgen.model import FactBase, Place, Problem


@click.command()
@decks_argument
@click.option("-o", "--output", type=FileName(), metavar="FILE", help="An .apkg file.")
@click.option("--push", is_flag=True, help="Have a running Anki import it, by AnkiConnect.")
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8765,
    show_default=True,
    help="Where AnkiConnect listens.",
)
@click.option(
    "--lock",
    type=FileName(),
    metavar="FILE",
    help="What was built before; else beside the deck.",
)
@click.option("--preset", is_flag=True, help="Bring deck options: easy questions first.")
@click.option(
    "--upgrade-check",
    nargs=2,
    metavar="OLD NEW",
    type=click.Path(exists=True, dir_okay=False),
    help="Import OLD, review it, import NEW: what is left?",
)
@question_options
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
    nothing else; DECK.lock.json remembers what that is.

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
    bases = load_bases(decks, options["lang"])
    lock_files = _lock_files(decks, bases, lock)
    with TemporaryDirectory(prefix="quizgen-") as folder:
        package = output or f"{folder}/quizgen.apkg"
        count, changes, renames = _build(bases, lock_files, package, preset, options)
        if push:
            _push(package, port)
    say(f"{count} notes in {output or 'Anki'}", err=True)
    for change in changes:
        say(change, err=True)
    report_problems([*renames, *missing_uids(bases)])


def _lock_files(
    decks: Sequence[str], bases: Sequence[FactBase], lock: str | None
) -> dict[str, LockFile]:
    """Return where the lock of each deck is, by the deck's identity."""
    if lock and len(bases) > 1:
        raise click.UsageError("--lock is for one deck")
    files: dict[str, LockFile] = {}
    for base, path in zip(bases, deck_files(decks), strict=True):
        identity = base.identity
        if identity in files:
            raise click.ClickException(f"deck '{base.deck.id}' is named twice")
        named = LockFile(Path(lock), Path(lock)) if lock else None
        try:
            files[identity] = named or lock_file(path, identity)
        except RuntimeError:  # no home, in which to keep what cannot be beside the deck
            message = f"cannot write beside {path}: say by --lock FILE where"
            raise click.ClickException(message) from None
        _require_file(files[identity].source)
    return files


def _require_file(lock: Path) -> None:
    """End if what is at *lock* is not a file, and so cannot be read."""
    try:
        refuse_all_but_files(str(lock))
    except OSError as error:
        message = f"cannot be read: {error}"
        report_problems([Problem(Place(str(lock), 1, 1), "error", message)])


def _build(
    bases: Sequence[FactBase],
    lock_files: dict[str, LockFile],
    output: str,
    preset: bool,
    options: dict[str, Any],
) -> tuple[int, list[str], list[Problem]]:
    """Write the package and the locks, all or none.

    Return how many notes there are, a line about each lock that has changed, and what
    seems to be renamed without a word about it.
    """
    decks = _anki_decks(bases, lock_files, options)
    criteria = read_criteria(bases, options)
    questions = (q for q in questions_of(bases, options["seed"]) if criteria.admits(q))
    with ExitStack() as files:
        file = files.enter_context(open_output(output))
        try:
            count = render(questions, decks, file, preset=preset)
        except ValueError as error:
            raise click.ClickException(str(error)) from None
        if not count:
            raise click.ClickException(NO_SUCH_QUESTION)
        changes = _write_locks(decks, lock_files, files)
    for old_lock in lock_files.values():
        if old_lock.obsolete:
            old_lock.obsolete.unlink(missing_ok=True)
    return count, changes, [p for base in bases for p in _renames_in(base, decks)]


def _renames_in(base: FactBase, decks: dict[str, AnkiDeck]) -> list[Problem]:
    """Return a warning for each new name under which there are notes of an old one."""
    lock = decks[base.identity].lock
    templates = {template.id: template.place for template in base.templates}
    entities = {entity.id: entity.place for entity in base.entities.values()}
    problems = []
    for (noun, former, current), count in find_renames(lock.last_lock, lock.next_lock()):
        places = templates if noun == "template" else entities
        if current in places and former not in places:
            message = (
                f"{count} notes of {noun} '{former}' were withdrawn, and added anew under"
                f" '{current}': with 'was: [{former}]' here they would keep their progress"
            )
            problems.append(Problem(places[current], "warning", message))
    return problems


def _anki_decks(
    bases: Sequence[FactBase],
    lock_files: dict[str, LockFile],
    options: dict[str, Any],
) -> dict[str, AnkiDeck]:
    """Return what the notes of each deck have in common, by the deck's identity."""
    is_whole = not any(options[name] for name in SELECTING_OPTIONS)
    decks = {}
    problems = []
    for base in bases:
        language = language_in(base.identity)
        source = lock_files[base.identity].source
        lock, faults = read_lock(source, base.deck.id, language)
        problems += faults
        builder = LockBuilder(lock, _now(), is_whole=is_whole, uid=base.deck.uid)
        title = base.deck.title + (f" ({language})" if language else "")
        decks[base.identity] = AnkiDeck(title, base.language, builder)
    report_problems(problems)
    return decks


def _write_locks(
    decks: dict[str, AnkiDeck], lock_files: dict[str, LockFile], files: ExitStack
) -> list[str]:
    """Write each lock that differs, with *files*, and return a line about each."""
    changes = []
    for identity, deck in decks.items():
        last, following = deck.lock.last_lock, deck.lock.next_lock()
        file = lock_files[identity]
        if following == last and not file.is_outdated:
            continue
        file.target.parent.mkdir(parents=True, exist_ok=True)
        stream = files.enter_context(open_output(str(file.target)))
        stream.write(lock_text(following).encode())
        obsolete = f"; in place of {file.obsolete.name}" if file.obsolete else ""
        changes.append(f"{file.target}: {difference(last, following)}{obsolete}")
    return changes


def _push(package: str, port: int) -> None:
    """Have a running Anki import *package*."""
    from quizgen.exports.anki.ankiconnect import PushError, push  # urllib.request

    try:
        push(Path(package), port)
    except PushError as error:
        raise click.ClickException(str(error)) from None


def _try_upgrade(old: str, new: str) -> None:
    """Print what a user of *old* has left after importing *new*; 1 if that is less."""
    try:
        from quizgen.exports.anki.upgrade_check import (
            IMPORT_OPTIONS,
            table_lines,
            try_upgrade,
        )
    except ModuleNotFoundError as error:
        message = f"no {error.name}, Anki's own library: pip install 'quizgen[upgrade]'"
        raise click.ClickException(message) from None

    for package in (old, new):
        require_file(package)
    try:
        outcomes = {
            name: try_upgrade(Path(old), Path(new), import_options)
            for name, import_options in IMPORT_OPTIONS.items()
        }
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    for line in table_lines(outcomes):
        say(line)
    if any(outcome.loses for outcome in outcomes.values()):
        raise click.ClickException("progress would be lost")


def _now() -> int:
    """Seconds since 1970; by SOURCE_DATE_EPOCH if that is set, for builds that agree."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch and not (epoch.isascii() and epoch.isdigit() and len(epoch) <= 10):
        message = f"SOURCE_DATE_EPOCH is '{epoch}': expected seconds since 1970"
        raise click.ClickException(message)
    return int(epoch or time.time())
