"""The command of a habit: a review of what is due, with something new."""

import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import click

from quizgen.cli.answers import open_answers
from quizgen.cli.bases import (
    bound_templates,
    deck_addresses,
    is_deck_at,
    load_bases,
    missing_uids,
    place_of_fact,
    report_problems,
)
from quizgen.cli.clock import clock_from
from quizgen.cli.options import (
    NO_SUCH_QUESTION,
    data_option,
    decks_argument,
    now_option,
    question_options,
    read_criteria,
)
from quizgen.cli.output import say
from quizgen.cli.parameters import Number, QuestionCount
from quizgen.generate.items import template_items
from quizgen.generate.templates import BoundTemplate
from quizgen.identity import short_id, shown_ids
from quizgen.model import FactBase, Quiz
from quizgen.quiz.criteria import Criteria
from quizgen.quiz.session import QuizSession
from quizgen.review.memory import Moment
from quizgen.review.planner import Limits, Plan, plan_day, weakest_questions
from quizgen.review.scheduler import recall_chance
from quizgen.review.session import ReviewSession
from quizgen.review.store import Store
from quizgen.text import suggest_name
from quizgen.tui.quiz_screen import play_quiz, show_summary
from quizgen.tui.review_screen import ReviewScreen
from quizgen.tui.screen import Ending, Screen, is_interactive


@click.command()
@decks_argument
@click.option(
    "--new",
    type=QuestionCount(0),
    default=10,
    show_default=True,
    help="New questions a day.",
)
@click.option(
    "--due",
    type=QuestionCount(0),
    default=200,
    show_default=True,
    help="Due questions a day.",
)
@click.option(
    "--retention",
    type=Number(0.7, 0.97),
    default=0.9,
    show_default=True,
    help="The chance of recall at which a question comes again.",
)
@click.option("--cram", type=QuestionCount(1), help="Ask so many; nothing is kept.")
@click.option("--list", "as_list", is_flag=True, help="Print what is due, and end.")
@click.option("--suspended", is_flag=True, help="Print what is suspended, and end.")
@click.option("--resume", multiple=True, metavar="ID", help="Suspend this no more.")
@data_option
@now_option
@question_options
def review(
    decks: Sequence[str],
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
    if cram and as_list:
        raise click.UsageError("--cram and --list do not go together")
    clock = clock_from(now)
    to_write = bool(resume) or not (cram or as_list or suspended)
    with open_answers(data, to_write=to_write) as store:
        _resume(store, resume, clock)
        if suspended:
            _print_lines(sorted(shown_ids(store.suspended_questions()).values()))
            return
        names = decks or store.deck_names()
        bases = load_bases(names, options["lang"])
        report_problems(missing_uids(bases))
        _adopt_answers(store, names, bases)
        if cram:
            ending = _cram(store, bases, clock().day, cram, options)
        else:
            plan = _plan_today(store, bases, clock().day, options)
            if as_list:
                names_by_id = shown_ids(item.id for item in plan.items)
                _print_lines([names_by_id[item.id] for item in plan.items])
                return
            ending = _play(plan, store, names, bases, clock, options["retention"])
    sys.exit(130 if ending == "interrupted" else 0)


def _print_lines(lines: Sequence[str]) -> None:
    for line in lines:
        say(line)


def _resume(store: Store, names: Sequence[str], clock: Callable[[], Moment]) -> None:
    """Ask the questions *names* again; end if one of them is not suspended."""
    shown = shown_ids(store.suspended_questions())
    questions = []
    for name in names:
        matches = [id_ for id_ in shown if name in (id_, shown[id_])]
        matches = matches or [id_ for id_ in shown if name == short_id(id_)]
        if not matches:
            hint = suggest_name(name, shown.values())
            raise click.ClickException(f"'{name}' is not suspended{hint}")
        if len(matches) > 1:
            message = (
                f"'{name}' is suspended in several decks: {', '.join(sorted(matches))}"
            )
            raise click.ClickException(message)
        questions += matches
    for question in questions:
        store.suspend(question, clock(), resume=True)


def _adopt_answers(store: Store, names: Sequence[str], bases: Sequence[FactBase]) -> None:
    """Give decks that have a uid by now the answers from when they had none."""
    addresses = deck_addresses(names, bases)
    for base in bases:
        identity = base.identity
        is_same = partial(is_deck_at, base, addresses[identity])
        count = store.adopt_answers(identity, is_same)
        if count:
            questions = "1 question" if count == 1 else f"{count} questions"
            message = f"{base.deck.place}: the answers to {questions} from before this deck"
            say(f"{message} had a uid are kept", err=True)


def _admitted_templates(
    bases: Sequence[FactBase], criteria: Criteria, seed: int
) -> list[BoundTemplate]:
    templates = bound_templates(bases, seed)
    return [bound for bound in templates if criteria.admits_template(bound.template)]


def _plan_today(
    store: Store, bases: Sequence[FactBase], day: int, options: dict[str, Any]
) -> Plan:
    """Return what *day* brings; end if nothing meets the criteria on any day."""
    criteria = read_criteria(bases, options)
    templates = _admitted_templates(bases, criteria, options["seed"])
    limits = Limits(options["new"], options["due"])
    state = store.day_state(day, [base.identity for base in bases])
    plan = plan_day(templates, *state, day, limits, criteria.admits_item)
    if not plan.items:
        _require_questions(templates, criteria)
    return plan


def _require_questions(templates: Sequence[BoundTemplate], criteria: Criteria) -> None:
    """End if no question of *templates* meets the criteria."""
    items = (item for bound in templates for item in template_items(bound))
    if not any(map(criteria.admits_item, items)):
        has_criteria = any(criteria)
        message = NO_SUCH_QUESTION if has_criteria else "there are no questions"
        raise click.ClickException(message)


def _play(
    plan: Plan,
    store: Store,
    names: Sequence[str],
    bases: Sequence[FactBase],
    clock: Callable[[], Moment],
    retention: float,
) -> Ending:
    """Ask what is planned, and keep the answers in *store*."""
    screen = ReviewScreen(
        Screen(keys=is_interactive(), language=bases[0].language),
        store,
        clock,
        retention=retention,
        addresses=deck_addresses(names, bases),
        place_of_fact=partial(place_of_fact, bases),
    )
    screen.show_plan(plan)
    if not plan.items:
        return "finished"
    session, ending = screen.play(ReviewSession(plan.items))
    screen.show_summary(session)
    return ending


def _cram(
    store: Store,
    bases: Sequence[FactBase],
    day: int,
    count: int,
    options: dict[str, Any],
) -> Ending:
    """Ask *count* questions, the weakest first, and forget that it happened."""
    criteria = read_criteria(bases, options)
    templates = _admitted_templates(bases, criteria, options["seed"])
    weights = store.weights()
    chances = {
        question: recall_chance(memory, day, weights)
        for question, memory in store.memories().items()
    }
    excluded = store.suspended_questions()
    questions = weakest_questions(templates, chances, excluded, count, criteria.admits_item)
    if not questions:
        _require_questions(templates, criteria)
    screen = Screen(keys=is_interactive(), language=bases[0].language)
    title = screen.words.review.cram
    session, ending = play_quiz(screen, QuizSession(Quiz(title, questions, 0)))
    show_summary(screen, session)
    return ending
