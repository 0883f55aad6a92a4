"""The commands of a habit: reviews, and what they taught."""

import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, NoReturn

import click

from quizgen.cli.common import (
    NONE,
    loaded,
    picks_questions,
    read_criteria,
    takes_decks,
    writing,
)
from quizgen.cli.store import clocked, stored, takes_data, takes_time

if TYPE_CHECKING:
    from quizgen.generate.generator import Seam
    from quizgen.model import FactBase, Place
    from quizgen.quiz.selection import Criteria
    from quizgen.review.memory import Moment
    from quizgen.review.stats import Stats
    from quizgen.review.store import Store


@click.command()
@takes_decks
@click.option(
    "--new",
    type=click.IntRange(0),
    default=10,
    show_default=True,
    help="New questions a day.",
)
@click.option(
    "--due",
    type=click.IntRange(0),
    default=200,
    show_default=True,
    help="Due questions a day.",
)
@click.option(
    "--retention",
    type=click.FloatRange(0.7, 0.97),
    default=0.9,
    show_default=True,
    help="The chance of recall at which a question comes again.",
)
@click.option("--cram", type=click.IntRange(1), help="Ask so many; nothing is kept.")
@click.option("--list", "as_list", is_flag=True, help="Print what is due, and end.")
@click.option("--suspended", is_flag=True, help="Print what is suspended, and end.")
@click.option("--resume", multiple=True, metavar="ID", help="Suspend this no more.")
@takes_data
@takes_time
@picks_questions
def review(
    decks: Sequence[str],
    new: int,
    due: int,
    retention: float,
    cram: int | None,
    as_list: bool,
    suspended: bool,
    resume: Sequence[str],
    data: str | None,
    now: str | None,
    **options: Any,
) -> None:
    """Review what is due today, and learn something new.

    Without DECK, the decks of last time. Every answer is kept at once; when a question
    comes again follows from how well it was known (by FSRS).

    \b
    Examples:
      quizgen review csto
      quizgen review --new 5 --retention 0.85
      quizgen review csto --cram 20
    """
    from quizgen.generate.generator import seams
    from quizgen.review.planner import Limits, plan_day
    from quizgen.review.session import ReviewSession
    from quizgen.tui.review_screen import ReviewScreen
    from quizgen.tui.screen import Screen, is_interactive

    if cram and as_list:
        raise click.UsageError("--cram and --list do not go together")
    clock = clocked(now)
    with stored(data) as store:
        _resume(store, resume, clock)
        if suspended:
            for question in sorted(store.suspended_questions()):
                click.echo(question)
            return
        names = decks or store.deck_names()
        bases = loaded(names, options["lang"])
        criteria = read_criteria(bases, options)
        all_seams = (seam for base in bases for seam in seams(base, options["seed"]))
        found = [*filter(lambda seam: criteria.admits_template(seam.template), all_seams)]
        day = clock().day
        if cram:
            _cram(store, found, criteria, day, cram, bases[0].language)
        limits = Limits(new, due)
        state = store.day_state(day, [base.deck.id for base in bases])
        plan = plan_day(found, *state, day, limits, criteria.admits_prospect)
        if not plan.items:
            _require_some(found, criteria)
        if as_list:
            for item in plan.items:
                click.echo(item.id)
            return
        screen = ReviewScreen(
            Screen(keys=is_interactive(), language=bases[0].language),
            store,
            clock,
            retention=retention,
            addresses=_addresses(names, bases),
            place_of_fact=_placing(bases),
        )
        screen.show_plan(plan)
        if plan.items:
            session, ending = screen.play(ReviewSession(plan.items))
            screen.show_summary(session)
            sys.exit(130 if ending == "interrupted" else 0)


def _resume(store: "Store", names: Sequence[str], clock: "Callable[[], Moment]") -> None:
    """Ask the questions *names* again; end if one of them is not suspended."""
    from quizgen.text import nearest

    suspended = store.suspended_questions()
    for name in names:
        if name not in suspended:
            hint = nearest(name, suspended)
            raise click.ClickException(f"'{name}' is not suspended{hint}")
    for name in names:
        store.suspend(name, clock(), resume=True)


def _require_some(seams: "Iterable[Seam]", criteria: "Criteria") -> None:
    """End if nothing is as wished for, on any day."""
    if not any(
        criteria.admits_prospect(found) for seam in seams for found in seam.prospects()
    ):
        has_criteria = criteria.forms or criteria.topics or criteria.level
        raise click.ClickException(NONE if has_criteria else "there are no questions")


def _addresses(names: Sequence[str], bases: "Sequence[FactBase]") -> dict[str, str]:
    """What finds each deck from anywhere, by its id: a shipped one's name, or a path."""
    from quizgen.deck.loader import SHIPPED, deck_files

    return {
        base.deck.id: path.stem if path.parent == SHIPPED else str(path.resolve())
        for base, path in zip(bases, deck_files(names), strict=True)
    }


def _placing(bases: "Sequence[FactBase]") -> "Callable[[str], Place | None]":
    """Tells where a fact is written, with the whole path of what came with quizgen."""
    from quizgen.deck.loader import SHIPPED

    def place(fact: str) -> "Place | None":
        for base in bases:
            for one in base.facts:
                if one.id == fact:
                    ours = SHIPPED / one.place.path
                    path = str(ours) if ours.exists() else one.place.path
                    return one.place._replace(path=path)
        return None

    return place


def _cram(
    store: "Store",
    seams: "Sequence[Seam]",
    criteria: "Criteria",
    day: int,
    count: int,
    language: str,
) -> NoReturn:
    """Ask *count* questions, the weakest first, and forget that it happened."""
    from quizgen.model import Quiz
    from quizgen.quiz.session import QuizSession
    from quizgen.review.planner import weakest_questions
    from quizgen.review.scheduler import recall_chance
    from quizgen.tui.quiz_screen import play_quiz, show_summary
    from quizgen.tui.screen import Screen, is_interactive

    weights = store.weights()
    chances = {q: recall_chance(m, day, weights) for q, m in store.memories().items()}
    closed = store.suspended_questions()
    questions = weakest_questions(seams, chances, closed, count, criteria.admits_prospect)
    if not questions:
        _require_some(seams, criteria)
    screen = Screen(keys=is_interactive(), language=language)
    session, ending = play_quiz(screen, QuizSession(Quiz("Cram", questions, 0)))
    show_summary(screen, session)
    sys.exit(130 if ending == "interrupted" else 0)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="All of it as one JSON object.")
@click.option("--html", metavar="FILE", help="Write a page with pictures.")
@takes_data
@takes_time
def stats(as_json: bool, html: str | None, data: str | None, now: str | None) -> None:
    """Show what was learned: facts, retention, calendar, forecast, what is hardest.

    \b
    Examples:
      quizgen stats
      quizgen stats --json | jq .retention
      quizgen stats --html stats.html
    """
    from quizgen.review.stats_json import json_record

    tally = _tally(data, clocked(now)().day)
    if html:
        from quizgen.review.stats_page import render_page

        with writing(html) as file:
            file.write(render_page(tally).encode())
        return
    if as_json:
        import json

        click.echo(json.dumps(json_record(tally), ensure_ascii=False))
        return
    from rich.console import Console

    from quizgen.tui.stats_view import render_stats
    from quizgen.tui.streams import is_plain

    console = Console(highlight=False, markup=False, emoji=False)
    for line in render_stats(tally, console, plain=is_plain()):
        console.print(line, soft_wrap=True)


def _tally(folder: str | None, day: int) -> "Stats":
    """What there is to tell on *day*; of decks that are not found, only what was shown."""
    from quizgen.deck.loader import load
    from quizgen.generate.explanations import sentences
    from quizgen.review.stats import compute_stats

    with stored(folder) as store, store.snapshot():
        bases, _ = load(*store.deck_names())
        return compute_stats(
            store.grade_history(),
            store.memories(),
            store.question_details(),
            day,
            decks={base.deck.id: sentences(base) for base in bases},
            suspended=store.suspended_questions(),
            weights=store.weights(),
        )


@click.command()
@takes_data
def flags(data: str | None) -> None:
    """List questions that were flagged in a review, with their notes.

    Each as FILE:LINE:COLUMN of its first fact, where its deck is found; then the day,
    the question's id and the note; below, what was asked and the answer.

    \b
    Example:
      quizgen flags | grep csto/
    """
    import datetime

    from quizgen.deck.loader import load

    with stored(data) as store, store.snapshot():
        flags, shown = store.flags(), store.question_details()
    asked = [shown.get(flag.question, {}) for flag in flags]
    bases, _ = load(*sorted({known["deck"] for known in asked if known}))
    placed = {base.deck.id: _placing([base]) for base in bases}
    for flag, known in zip(flags, asked, strict=True):
        place_of = placed.get(flag.question.partition("/")[0], lambda _: None)
        written = [*filter(None, map(place_of, known.get("facts", ())))]
        day = datetime.date.fromordinal(flag.moment.day).isoformat()
        note = " ".join(flag.note.split()) or "no note"
        place = f"{written[0]}: " if written else ""
        click.echo(f"{place}{day} {flag.question}: {note}")
        click.echo(f"  {flag.stem}")
        if known:
            click.echo(f"    {known['answer']}")
