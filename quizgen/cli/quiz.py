"""The learner's command: a quiz, once and for fun."""

import sys
from collections.abc import Sequence
from typing import Any

import click

from quizgen.cli.common import loaded, picks_questions, read_criteria, takes_decks


@click.command()
@takes_decks
@click.option(
    "-n",
    "--count",
    type=click.IntRange(1),
    default=10,
    show_default=True,
    help="How many questions.",
)
@click.option("--again", is_flag=True, help="Repeat what was missed until all is right.")
@picks_questions
def quiz(decks: Sequence[str], count: int, again: bool, **options: Any) -> None:
    """Take a quiz in the terminal.

    One key answers; the verdict, the reason and the source follow at once. Through a
    pipe, replies are read line by line.

    \b
    Examples:
      quizgen quiz csto
      quizgen quiz csto eaeu -n 20 --form choice --difficulty hard
    """
    from quizgen.generate import generator
    from quizgen.quiz import session as sessions
    from quizgen.quiz.selection import select_from_templates
    from quizgen.tui.quiz_screen import play_quiz, show_summary
    from quizgen.tui.screen import Screen, is_interactive

    bases = loaded(decks, options["lang"])
    criteria = read_criteria(bases, options)
    seams = [seam for base in bases for seam in generator.seams(base, options["seed"])]
    title = ", ".join(base.deck.title for base in bases)
    chosen = select_from_templates(
        seams, count, title=title, seed=options["seed"], criteria=criteria
    )
    if not chosen.questions:
        raise click.ClickException(f"no questions: {chosen.shortage}")
    if chosen.shortage:
        click.echo(f"{len(chosen.questions)} questions: {chosen.shortage}", err=True)
    screen = Screen(keys=is_interactive(), language=bases[0].language)
    session, ending = play_quiz(screen, sessions.QuizSession(chosen))
    show_summary(screen, session)
    while again and ending == "finished" and session.missed:
        session, ending = play_quiz(screen, sessions.repeat_missed(session))
        show_summary(screen, session)
    sys.exit(130 if ending == "interrupted" else 0)
