"""Arguments and options that several commands take."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from quizgen.cli.parameters import Seed, WorthList
from quizgen.forms import FORMS
from quizgen.model import FactBase
from quizgen.quiz.criteria import LEVELS, Criteria
from quizgen.text import suggest_name

NO_SUCH_QUESTION = "no question is of that form, topic, worth and difficulty"

SELECTING_OPTIONS = ("form", "topic", "worth", "difficulty")
"""Options that say which questions are meant."""

Command = TypeVar("Command", bound=Callable[..., None])

data_option = click.option(
    "--data", metavar="DIR", envvar="QUIZGEN_DATA", help="Where answers are kept."
)
now_option = click.option(
    "--now", metavar="TIME", help="Take this for the time: 2026-11-24T18:00."
)


def decks_argument(command: Command) -> Command:
    """Have *command* take decks."""
    return click.argument("decks", nargs=-1, metavar="[DECK]...")(command)


def question_options(command: Command) -> Command:
    """Have *command* take the options that say which questions are meant."""
    levels, forms = click.Choice([*LEVELS]), click.Choice([*FORMS])
    for option in (
        click.option("--lang", metavar="CODE", help="Language of the texts."),
        click.option(
            "--seed", type=Seed(), default=0, show_default=True, help="Draws others."
        ),
        click.option(
            "--worth",
            multiple=True,
            type=WorthList(),
            metavar="WORTH",
            help="Only core, further or detail; core,further is both.",
        ),
        click.option("--difficulty", multiple=True, type=levels, help="Only these."),
        click.option("--topic", multiple=True, metavar="TOPIC", help="Only this one."),
        click.option("--form", multiple=True, type=forms, help="Only this kind."),
    ):
        command = option(command)
    return command


def read_criteria(bases: Sequence[FactBase], options: dict[str, Any]) -> Criteria:
    """Return what `question_options` ask for; end if no deck has such a topic."""
    topics = {template.topic for base in bases for template in base.templates}
    for topic in options["topic"]:
        if topic.casefold() not in map(str.casefold, topics):
            raise click.ClickException(f"no topic '{topic}'{suggest_name(topic, topics)}")
    worths = tuple(worth for worths in options["worth"] for worth in worths)
    return Criteria(options["form"], options["topic"], options["difficulty"], worths)
