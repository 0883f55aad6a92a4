"""The fact bases of a command's decks, their questions, and what is wrong with them."""

import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import click

from quizgen.cli.output import say
from quizgen.deck.lint import check
from quizgen.deck.loader import SHIPPED, deck_files, load, shipped_decks
from quizgen.generate import generator
from quizgen.generate.templates import BoundTemplate
from quizgen.model import FactBase, Place, Problem, Question

_MOST_IN_FILE = 20
"""Problems of one file that are printed."""


def load_bases(names: Sequence[str], language: str | None = None) -> Sequence[FactBase]:
    """Return the bases of decks; print what is wrong, and end if that is an error."""
    if not names:
        raise click.UsageError(f"name a deck: {', '.join(shipped_decks())}, or a path")
    bases, problems = load(*names, language=language)
    for base in bases:
        problems += check(base)
    report_problems(problems)
    if language is not None and not any(base.templates for base in bases):
        has = ", ".join(sorted({deck.language for base in bases for deck in base.decks}))
        raise click.ClickException(f"no question is written in '{language}', only in {has}")
    return bases


def report_problems(problems: Iterable[Problem]) -> None:
    """Print *problems*, each once, but not too many; end if one of them is an error."""
    problems = set(problems)
    for problem in worst_problems(problems):
        say(problem, err=True)
    if any(problem.level == "error" for problem in problems):
        sys.exit(1)


def worst_problems(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield the first problems of each file, errors before warnings, and a count of more.

    The count is the last problem of its file: an error if it counts any.
    """
    by_file: dict[str, list[Problem]] = defaultdict(list)
    for problem in sorted(problems):
        by_file[problem.place.path].append(problem)
    for in_file in by_file.values():
        in_file.sort(key=lambda problem: problem.level)
        yield from in_file[:_MOST_IN_FILE]
        omitted = in_file[_MOST_IN_FILE:]
        if omitted:
            errors = sum(problem.level == "error" for problem in omitted)
            counts = [(errors, "error"), (len(omitted) - errors, "warning")]
            texts = [_more(count, noun) for count, noun in counts if count]
            message = f"... and {' and '.join(texts)} in this file"
            yield omitted[0]._replace(message=message)


def _more(count: int, noun: str) -> str:
    return f"{count:,} more {noun}{'s' if count > 1 else ''}"


def questions_of(bases: Iterable[FactBase], seed: int = 0) -> Iterator[Question]:
    """Yield the questions of *bases*, one by one."""
    for base in bases:
        yield from generator.iterate_questions(base, seed)


def bound_templates(bases: Iterable[FactBase], seed: int) -> list[BoundTemplate]:
    """Return the templates of *bases* with the facts, before any question is made."""
    return [bound for base in bases for bound in generator.bind_templates(base, seed)]


def deck_addresses(names: Sequence[str], bases: Sequence[FactBase]) -> dict[str, str]:
    """Return by identity what finds a deck from anywhere: its name if shipped, or a path.

    Args:
        names: By which the decks were loaded.
        bases: What they were loaded as.
    """
    return {
        base.identity: path.stem if path.parent == SHIPPED else str(path.resolve())
        for base, path in zip(bases, deck_files(names), strict=True)
    }


def is_deck_at(base: FactBase, own_address: str, address: str) -> bool:
    """Return whether a deck that was called *address* is that of *base*.

    It is if that is its own address, if there is no deck any more, or one of its title.
    """
    if address in ("", own_address) or not deck_exists(address):
        return True
    namesakes, _ = load(address, language=base.language)
    return any(namesake.deck.title == base.deck.title for namesake in namesakes)


def deck_exists(address: str) -> bool:
    """Return whether there is a deck called *address*, a shipped one's name or a path."""
    return address in shipped_decks() or os.path.exists(address)


def missing_uids(bases: Iterable[FactBase]) -> list[Problem]:
    """Return a warning for each deck without a uid, with a new one to add."""
    return [
        Problem(
            base.deck.place,
            "warning",
            f"deck '{base.deck.id}' has no uid, by which it is told from other decks of"
            f" this name: add 'uid: {draw_uid()}' below 'deck:'",
        )
        for base in bases
        if not base.deck.uid
    ]


def draw_uid() -> str:
    """Draw what tells a deck from all others of its name: it begins with a letter."""
    import secrets  # only an author without a uid needs it, and it takes long to import

    letters, digits = "abcdefghijklmnopqrstuvwxyz", "0123456789"
    rest = (secrets.choice(letters + digits) for _ in range(7))
    return secrets.choice(letters) + "".join(rest)


def place_of_fact(bases: Iterable[FactBase], fact_id: str) -> Place | None:
    """Return where a fact is written, with the whole path of a shipped deck."""
    for base in bases:
        for fact in base.facts:
            if fact.id == fact_id:
                shipped_path = SHIPPED / fact.place.path
                if shipped_path.exists():
                    return fact.place._replace(path=str(shipped_path))
                return fact.place
    return None
