"""The command that plays a quiz, once and for fun."""

import sys
from collections.abc import Iterator, Sequence
from typing import Any

import click

from quizgen.cli.bases import bound_templates, load_bases
from quizgen.cli.options import decks_argument, question_options, read_criteria
from quizgen.cli.output import say
from quizgen.cli.parameters import QuestionCount
from quizgen.i18n import Words
from quizgen.model import Quiz
from quizgen.quiz.overlap_texts import overlaps_text
from quizgen.quiz.selection import select_from_templates
from quizgen.quiz.session import QuizSession, repeat_missed
from quizgen.tui.quiz_screen import play_quiz, shortage_text, show_summary
from quizgen.tui.screen import Screen, is_interactive


@click.command()
@decks_argument
@click.option(
    "-n",
    "--count",
    type=QuestionCount(1),
    default=10,
    show_default=True,
    help="How many questions.",
)
@click.option("--again", is_flag=True, help="Repeat what was missed until all is right.")
@question_options
def quiz(decks: Sequence[str], count: int, again: bool, **options: Any) -> None:
    """Take a quiz in the terminal.

    One key answers; the verdict, the reason and the source follow at once. Through a
    pipe, replies are read line by line.

    \b
    Examples:
      quizgen quiz csto
      quizgen quiz csto eaeu -n 20 --form choice --difficulty hard
    """
    bases = load_bases(decks, options["lang"])
    selection = select_from_templates(
        bound_templates(bases, options["seed"]),
        count,
        title=", ".join(base.deck.title for base in bases),
        seed=options["seed"],
        criteria=read_criteria(bases, options),
    )
    if not selection.questions:
        raise click.ClickException(f"no questions: {selection.shortage}")
    screen = Screen(keys=is_interactive(), language=bases[0].language)
    for remark in _remarks(selection, screen.words):
        say(click.wrap_text(remark, screen.width) if screen.keys else remark, err=True)
    session, ending = play_quiz(screen, QuizSession(selection))
    show_summary(screen, session)
    while again and ending == "finished" and session.missed:
        session, ending = play_quiz(screen, repeat_missed(session))
        show_summary(screen, session)
    sys.exit(130 if ending == "interrupted" else 0)


def _remarks(selection: Quiz, words: Words) -> Iterator[str]:
    """Yield what is to be known of a quiz before it begins."""
    if selection.shortage:
        yield shortage_text(selection.shortage, words)
    if selection.overlaps:
        numbers = {question.id: i for i, question in enumerate(selection.questions, 1)}
        yield overlaps_text(selection.overlaps, numbers, words)
