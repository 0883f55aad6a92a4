"""What the commands share: options, decks loaded, problems reported, files written."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

import click

from quizgen.forms import FORMS
from quizgen.quiz.selection import Criteria

if TYPE_CHECKING:
    from quizgen.model import FactBase, Problem, Question

LEVELS = ("easy", "medium", "hard")
NONE = "no question is of that form, topic and difficulty"
"""Why nothing came of it."""

Command = TypeVar("Command", bound=Callable[..., None])


def takes_decks(command: Command) -> Command:
    """The argument by which a command takes decks."""
    return click.argument("decks", nargs=-1, metavar="[DECK]...")(command)


def picks_questions(command: Command) -> Command:
    """The options by which a command picks questions."""
    for option in (
        click.option("--lang", metavar="CODE", help="Language of the texts."),
        click.option("--seed", default=0, show_default=True, help="Draws others."),
        click.option("--difficulty", type=click.Choice(LEVELS), help="Only these."),
        click.option("--topic", multiple=True, metavar="TOPIC", help="Only this one."),
        click.option(
            "--form", multiple=True, type=click.Choice(list(FORMS)), help="Only this kind."
        ),
    ):
        command = option(command)
    return command


def loaded(names: Sequence[str], language: str | None) -> Sequence["FactBase"]:
    """The decks; prints what is wrong with them, and ends if that is an error."""
    from quizgen.deck.lint import check as rules
    from quizgen.deck.loader import load, shipped_decks

    if not names:
        raise click.UsageError(f"name a deck: {', '.join(shipped_decks())}, or a path")
    bases, problems = load(*names, language=language)
    for base in bases:
        problems += rules(base)
    report(problems)
    if language is not None and not any(base.templates for base in bases):
        has = ", ".join(sorted({deck.language for base in bases for deck in base.decks}))
        raise click.ClickException(f"no question is written in '{language}', only in {has}")
    return bases


def report(problems: "Iterable[Problem]") -> None:
    """Print *problems*; end if one of them is an error."""
    found = sorted(set(problems))
    for problem in found:
        click.echo(str(problem), err=True)
    if any(problem.level == "error" for problem in found):
        sys.exit(1)


def generated(bases: "Sequence[FactBase]", seed: int) -> "Iterator[Question]":
    """The questions of *bases*, one by one."""
    from quizgen.generate.generator import questions as made

    for base in bases:
        yield from made(base, seed)


def read_criteria(bases: "Sequence[FactBase]", options: dict[str, Any]) -> Criteria:
    """What the options of `picks_questions` ask for; ends if no deck has such a topic."""
    from quizgen.text import nearest

    topics = {template.topic for base in bases for template in base.templates}
    for topic in options["topic"]:
        if topic.casefold() not in map(str.casefold, topics):
            raise click.ClickException(f"no topic '{topic}'{nearest(topic, topics)}")
    level = options["difficulty"] or ""
    return Criteria(options["form"], options["topic"], level)


@contextmanager
def writing(output: str) -> "Iterator[BinaryIO]":
    """A file to write to, which is there whole at the end or not at all; "-" is stdout."""
    from pathlib import Path

    if output == "-":
        yield sys.stdout.buffer
        return
    path = Path(output)
    # What is no file, such as /dev/null, is not to be replaced by one; nor is a link.
    whole = os.path.isfile(path) or not os.path.exists(path)
    path = Path(os.path.realpath(path)) if whole else path
    whole = whole and not os.path.islink(path)  # to itself: opening it will say so
    target = path.with_name(f".{path.name}.{os.getpid()}.tmp") if whole else path
    try:
        with target.open("wb") as file:
            yield file
        if whole:
            target.replace(path)
    except OSError as error:
        message = f"cannot write {output}: {error.strerror or error}"
        raise click.ClickException(message) from None
    finally:
        if whole and os.path.exists(target):
            target.unlink()
