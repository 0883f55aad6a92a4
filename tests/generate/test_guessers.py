"""Who only guesses gets no more of the shipped decks right than by lot."""

from __future__ import annotations

from typing import Any

import pytest

from tests.guessers import cues, elsewhere, learned, statements
from tests.guessers.__main__ import SURE, questions, shipped
from tests.guessers.rates import Guesser, rate, template_of, trials

SEEDS = range(2)
LEARNED = 0.016  # above chance, for one who has learned which cues go with a key
KNOWN_KEYS = 0.31  # right, for one who knows what is a key of some question
EVEN = 0.06  # off a half, the share of true statements in a deck

Records = list[dict[str, Any]]


@pytest.fixture(scope="module")
def drawn() -> dict[tuple[str, int], Records]:
    """The questions of each shipped deck under each seed."""
    return {(deck, seed): questions([deck], [seed]) for deck in shipped() for seed in SEEDS}


@pytest.fixture(scope="module")
def records(drawn: dict[tuple[str, int], Records]) -> Records:
    return [record for each in drawn.values() for record in each]


def of_form(form: str, records: Records) -> Records:
    return [it for it in records if it["form"] == form]


def found_by(guessers: dict[str, Guesser], records: Records) -> dict[str, str]:
    """What is not within some errors of chance."""
    rates = {name: rate(trials(guesser, records)) for name, guesser in guessers.items()}
    return {
        name: f"{it.hits:.1%} for {it.chance:.1%}: {it.errors:+.1f} errors"
        for name, it in rates.items()
        if abs(it.errors) > SURE
    }


def test_no_cue_of_an_option_tells_the_key(records: Records) -> None:
    every = {**cues.GUESSERS, **cues.RANKS}
    assert found_by(every, of_form("choice", records)) == {}


def test_no_cues_together_tell_the_key(records: Records) -> None:
    """What is the key of most questions of its template is known without any cue."""
    choices = of_form("choice", records)
    alike = elsewhere.one_sided(choices)
    found = learned.learned_trials([it for it in choices if template_of(it) not in alike])
    assert rate(found).excess <= LEARNED


def test_wrong_options_are_mostly_keys_of_other_questions(records: Records) -> None:
    choices = of_form("choice", records)
    guesser = elsewhere.guessers(choices)["a key at all, of four or more"]
    assert rate(trials(guesser, choices)).hits <= KNOWN_KEYS


def test_no_cue_of_a_statement_tells_whether_it_is_true(records: Records) -> None:
    told = of_form("truefalse", records)
    for guesser in statements.guessers(records, told).values():
        assert rate(trials(guesser, told)).errors <= SURE


def test_half_of_a_decks_statements_are_true_under_each_seed(
    drawn: dict[tuple[str, int], Records],
) -> None:
    uneven = {}
    for place, every in drawn.items():
        told = of_form("truefalse", every)
        share = sum(it["key"] == [0] for it in told) / len(told)
        if abs(share - 0.5) > EVEN:
            uneven[place] = f"{share:.1%}"
    assert uneven == {}
