"""The commands that tell what was learned, and what was flagged."""

import json
from collections.abc import Iterable
from datetime import date

import click

from quizgen.cli.answers import open_answers
from quizgen.cli.bases import place_of_fact
from quizgen.cli.clock import clock_from
from quizgen.cli.files import open_output
from quizgen.cli.options import data_option, now_option
from quizgen.cli.output import print_json, say
from quizgen.cli.parameters import FileName
from quizgen.deck.loader import load
from quizgen.generate.sentences import fact_sentences
from quizgen.identity import identity_in, identity_without_uid, language_in, shown_ids
from quizgen.model import FactBase, Place
from quizgen.review.stats import Stats, compute_stats
from quizgen.review.stats_json import json_record
from quizgen.review.stats_page import render_page
from quizgen.tui.console import open_console
from quizgen.tui.stats_view import render_stats
from quizgen.tui.streams import is_plain


@click.command()
@click.option("--json", "as_json", is_flag=True, help="All of it as one JSON object.")
@click.option("--html", type=FileName(), metavar="FILE", help="Write a page with pictures.")
@data_option
@now_option
def stats(as_json: bool, html: str | None, data: str | None, now: str | None) -> None:
    """Show what was learned: facts, retention, calendar, forecast, what is hardest.

    \b
    Examples:
      quizgen stats
      quizgen stats --json | jq .retention
      quizgen stats --html stats.html
    """
    learned, language = _compute_stats(data, clock_from(now)().day)
    if html:
        with open_output(html) as file:
            file.write(render_page(learned, language=language).encode())
    elif as_json:
        print_json(json.dumps(json_record(learned), ensure_ascii=False))
    else:
        _print_stats(learned, language)


def _print_stats(learned: Stats, language: str) -> None:
    console = open_console()
    for line in render_stats(learned, console, language=language, plain=is_plain()):
        console.print(line, soft_wrap=True)


def _compute_stats(folder: str | None, day: int) -> tuple[Stats, str]:
    """Return the stats of *day* and the language of the decks, English if they differ.

    Of decks that are not found, there is only what was shown.
    """
    with open_answers(folder, to_write=False) as store, store.snapshot():
        memories = store.memories()
        identities = {identity_in(question) for question in memories}
        decks = _load_reviewed_decks(store.deck_names(), identities)
        learned = compute_stats(
            store.grade_history(),
            memories,
            store.question_details(),
            day,
            decks={deck: fact_sentences(base) for deck, base in decks.items()},
            suspended=store.suspended_questions(),
            weights=store.weights(),
        )
    languages = {base.language for base in decks.values()}
    return learned, languages.pop() if len(languages) == 1 else "en"


def _load_reviewed_decks(names: Iterable[str], identities: set[str]) -> dict[str, FactBase]:
    """Return the bases of decks, each in the languages in which it was reviewed.

    They come by the identity with which they were: it may have been one without a uid.
    """
    decks: dict[str, FactBase] = {}
    for language in sorted({language_in(identity) for identity in identities}):
        bases, _ = load(*names, language=language or None)
        for base in bases:
            for identity in (base.identity, identity_without_uid(base.identity)):
                if identity in identities:
                    decks.setdefault(identity, base)
    return decks


@click.command()
@data_option
def flags(data: str | None) -> None:
    """List questions that were flagged in a review, with their notes.

    Each as FILE:LINE:COLUMN of its first fact, where its deck is found; then the day,
    the question's id and the note; below, what was asked and the answer.

    \b
    Example:
      quizgen flags | grep csto/
    """
    with open_answers(data, to_write=False) as store, store.snapshot():
        flags, details = store.flags(), store.question_details()
    reviewed = [details[flag.question] for flag in flags if flag.question in details]
    bases, _ = load(*sorted({question["deck"] for question in reviewed}))
    shown = shown_ids(flag.question for flag in flags)
    for flag in flags:
        question = details.get(flag.question, {})
        place = _first_place(bases, flag.question, question.get("facts", ()))
        day = date.fromordinal(flag.moment.day).isoformat()
        note = " ".join(flag.note.split()) or "no note"
        say(f"{f'{place}: ' if place else ''}{day} {shown[flag.question]}: {note}")
        say(f"  {flag.stem}")
        if question:
            say(f"    {question['answer']}")


def _first_place(
    bases: Iterable[FactBase], question: str, fact_ids: Iterable[str]
) -> Place | None:
    """Return where the first fact of a question's deck is written; None if none is."""
    deck = identity_in(question).partition("@")[0]
    deck_bases = [base for base in bases if deck in (base.identity, base.deck.id)]
    places = (place_of_fact(deck_bases, fact_id) for fact_id in fact_ids)
    return next(filter(None, places), None)
