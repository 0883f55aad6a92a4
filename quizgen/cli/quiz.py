"""The learner's command: a quiz, once and for fun."""

import sys
from collections.abc import Sequence
from typing import Any

import click

from quizgen.cli.common import loaded, picks_questions, takes_decks, wished


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
    from quizgen.quiz import session as sittings
    from quizgen.quiz.selection import choose
    from quizgen.tui.quiz_screen import Screen, is_interactive

    bases = loaded(decks, options["lang"])
    wish = wished(bases, options)
    seams = [seam for base in bases for seam in generator.seams(base, options["seed"])]
    title = ", ".join(base.deck.title for base in bases)
    chosen, shortage = choose(seams, count, title=title, seed=options["seed"], wish=wish)
    if not chosen.questions:
        raise click.ClickException(f"no questions: {shortage}")
    if shortage:
        click.echo(f"{len(chosen.questions)} questions: {shortage}", err=True)
    screen = Screen(keys=is_interactive(), language=bases[0].language)
    sitting, ending = screen.sit(sittings.Sitting(chosen))
    screen.summarize(sitting)
    while again and ending == "finished" and sitting.missed:
        sitting, ending = screen.sit(sittings.again(sitting))
        screen.summarize(sitting)
    sys.exit(130 if ending == "interrupted" else 0)
