"""The command that lists questions, to read or for other tools."""

from collections.abc import Iterable, Sequence
from typing import Any

import click

from quizgen.cli.bases import load_bases, questions_of
from quizgen.cli.options import (
    NO_SUCH_QUESTION,
    decks_argument,
    question_options,
    read_criteria,
)
from quizgen.cli.output import print_json, say
from quizgen.cli.parameters import QuestionCount
from quizgen.exports import jsonl, plain_text
from quizgen.i18n import words_in
from quizgen.model import OverlappingPair, Question
from quizgen.quiz.overlap_texts import overlaps_text
from quizgen.quiz.selection import select


@click.command()
@decks_argument
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option(
    "-n",
    "--count",
    type=QuestionCount(1),
    help="Choose so many; all if not said.",
)
@question_options
def questions(
    decks: Sequence[str], as_json: bool, count: int | None, **options: Any
) -> None:
    """List the questions themselves.

    \b
    Examples:
      quizgen questions csto --topic Leadership
      quizgen questions csto --json | jq .stem
    """
    bases = load_bases(decks, options["lang"])
    criteria = read_criteria(bases, options)
    listed: Iterable[Question] = questions_of(bases, options["seed"])
    listed = filter(criteria.admits, listed)
    overlaps: Sequence[OverlappingPair] = ()
    if count is not None:
        quiz = select(listed, count, seed=options["seed"], criteria=criteria)
        listed = quiz.questions
        if quiz.shortage:
            say(f"{len(quiz.questions)} questions: {quiz.shortage}", err=True)
        overlaps = quiz.overlaps
        numbers = {question.id: i for i, question in enumerate(quiz.questions, 1)}
        if overlaps:
            say(overlaps_text(overlaps, numbers, words_in("en")), err=True)
    if as_json:
        for line in jsonl.render(listed, overlaps):
            print_json(line)
    else:
        _print_paragraphs(plain_text.render(listed))


def _print_paragraphs(paragraphs: Iterable[str]) -> None:
    """Print *paragraphs* as they come, a blank line between them; end if there are none."""
    separator = ""
    for paragraph in paragraphs:
        say(f"{separator}{paragraph}")
        separator = "\n"
    if not separator:
        raise click.ClickException(NO_SUCH_QUESTION)
