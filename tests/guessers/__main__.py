"""What guessers get in the shipped decks: ``python -m tests.guessers [DECK...]``."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from typing import Any

import quizgen
from quizgen.exports.jsonl import record
from tests.guessers import cues, elsewhere, learned, statements
from tests.guessers.rates import Rate, Record, Trial, by_template, rate, template_of, trials
from tests.oracle import SHIPPED

Found = dict[str, list[Trial]]
SURE = 3.0  # standard errors


def questions(decks: Sequence[str], seeds: Iterable[int]) -> list[dict[str, Any]]:
    """The records of all questions of the decks, under each seed."""
    bases, problems = quizgen.load(*decks)
    assert not [it for it in problems if it.level == "error"], problems
    drawn = ((base, seed) for base in bases for seed in seeds)
    return [record(it) for base, seed in drawn for it in quizgen.generate(base, seed)]


def shipped() -> list[str]:
    """The names of the shipped decks that ask something."""
    names = sorted(path.stem for path in SHIPPED.glob("*.yaml"))
    return [name for name in names if name != "organizations"]


def choice_trials(records: Sequence[Record]) -> Found:
    """What each guesser does with the questions of one right option."""
    of_form = [it for it in records if it["form"] == "choice"]
    every = {**cues.GUESSERS, **cues.RANKS, **elsewhere.guessers(of_form)}
    found = {name: trials(guesser, of_form) for name, guesser in every.items()}
    alike = elsewhere.one_sided(of_form)
    others = [it for it in of_form if template_of(it) not in alike]
    return {
        **found,
        "learned from surface cues": learned.learned_trials(of_form),
        "where no key is that of most stems": learned.learned_trials(others),
    }


def multi_trials(records: Sequence[Record]) -> Found:
    """What each guesser does who picks one option of several right ones."""
    of_form = [it for it in records if it["form"] == "multi"]
    return {name: trials(guesser, of_form) for name, guesser in cues.GUESSERS.items()}


def statement_trials(records: Sequence[Record]) -> Found:
    """What each guesser does with the statements."""
    of_form = [it for it in records if it["form"] == "truefalse"]
    every = statements.guessers(records, of_form)
    found = {name: trials(guesser, of_form) for name, guesser in every.items()}
    return {**found, "learned from words": statements.learned_trials(of_form)}


def verdict(found: Rate) -> str:
    """Whether the rate is that of chance."""
    if abs(found.errors) <= SURE:
        return ""
    return "ABOVE" if found.errors > 0 else "below"


def table(title: str, found: Found, *, details: int) -> Iterable[str]:
    """The lines about one form; under what is above chance, the templates that do it."""
    yield f"{title:38} {'items':>7} {'seen':>6} {'hits':>7} {'chance':>7} {'±':>6} {'errors':>6}"
    for name, each in found.items():
        it = rate(each)
        if not it.items:
            continue
        shares = f"{it.hits:7.1%} {it.chance:7.1%} {it.error:6.2%} {it.errors:6.1f}"
        yield f"{name:38} {it.items:7} {it.observations:6} {shares}  {verdict(it)}".rstrip()
        if it.errors > SURE:
            for template, part, share in by_template(each)[:details]:
                shares = f"{part.hits:7.1%} {part.chance:7.1%} {share:+6.2%}"
                yield f"    {template:34} {part.items:7} {part.observations:6} {shares}"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.guessers", description=__doc__)
    parser.add_argument("decks", nargs="*", metavar="DECK", help="all shipped ones if none")
    parser.add_argument("--seeds", type=int, default=20, help="how many")
    parser.add_argument("--templates", type=int, default=5, help="named for each fault")
    given = parser.parse_args()
    records = questions(given.decks or shipped(), range(given.seeds))
    tables = (("choice", choice_trials), ("multi", multi_trials))
    for title, found in (*tables, ("true or false", statement_trials)):
        print("\n".join(table(title, found(records), details=given.templates)), end="\n\n")


if __name__ == "__main__":
    main()
