"""Guessers find what gives a key away, and nothing where nothing does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.guessers import cues, elsewhere, learned, statements
from tests.guessers.rates import Record, rate, trial, trials

STEMS = 400
WORDS = "alder birch cedar elder fir hazel juniper larch maple oak pine rowan".split()


def question(number: int, options: list[str], key: int, stem: str = "") -> dict[str, Any]:
    """A question of a template of its own."""
    form = "truefalse" if options == ["True", "False"] else "choice"
    known = {"deck": "trees", "template": f"which-{number}", "form": form, "answers": []}
    stem = stem or f"Which tree is number {number}?"
    return {**known, "id": f"trees/which/{number}#{form}", "stem": stem} | {
        "options": options,
        "key": [key],
    }


def of_one_template(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [record | {"template": "which"} for record in records]


def lot(text: str, among: int) -> int:
    return learned.draw(text) % among


def fair(number: int) -> dict[str, Any]:
    """A question about trees whose key is drawn by lot."""
    names = sorted(WORDS, key=lambda it: learned.draw(f"{number} {it}"))[:4]
    return question(number, names, lot(f"key {number}", 4))


def marked(number: int, by: Callable[[str], Any]) -> dict[str, Any]:
    """A question about trees whose key is the greatest by *by*."""
    options = fair(number)["options"]
    return question(number, options, options.index(max(options, key=by)))


def years(number: int) -> dict[str, Any]:
    """A question about years whose key is one of the two in the middle."""
    first = 1900 + lot(f"first {number}", 100)
    options = [str(first + 3 * i) for i in range(4)]
    return question(number, options, 1 + lot(f"middle {number}", 2))


def errors(guesser: Callable[[Record], Any], records: list[dict[str, Any]]) -> float:
    return rate(trials(guesser, records)).errors


FAIR = [fair(number) for number in range(STEMS)]
YEARS = [years(number) for number in range(STEMS)]
LONG = [marked(number, len) for number in range(STEMS)]


@pytest.mark.parametrize("name", cues.GUESSERS)
def test_nothing_is_found_in_fair_questions(name: str) -> None:
    assert abs(errors(cues.GUESSERS[name], FAIR)) < 3


def test_a_long_key_is_found_by_its_length() -> None:
    assert errors(cues.GUESSERS["longest"], LONG) > 10
    assert errors(cues.GUESSERS["shortest"], LONG) < -10


def test_a_key_in_the_middle_is_found_by_its_rank() -> None:
    assert errors(cues.GUESSERS["middle of dates and numbers"], YEARS) > 10
    assert errors(cues.RANKS["rank 1 of four"], YEARS) < -10


def test_a_key_is_found_by_what_the_options_have_in_common() -> None:
    options = ["2 March 1992", "2 March 1994", "2 June 1992", "5 March 1992"]
    record = question(1, options, 0)
    assert trial(record, cues.convergence(record) or []).hits == 1


def test_a_key_is_found_by_a_word_of_the_stem() -> None:
    stem = "Which office did the Armenian government create?"
    options = ["council of trade", "bank of Armenia", "court of appeal", "state archive"]
    record = question(1, options, 1, stem)
    assert trial(record, cues.GUESSERS["roots of the stem"](record) or []).hits == 1


def test_dates_and_numbers_are_told_by_their_size() -> None:
    shown = ["2 March 1992", "5 March 1992", "April 1992", "1993"]
    assert cues.quantities_of(shown) == sorted(cues.quantities_of(shown) or [])
    assert cues.quantities_of(["1,200 km", "14 km", "3.5 km"]) == [1200, 14, 3.5]
    assert cues.quantities_of(["1992", "about 1990"]) is None


def test_an_option_that_is_a_key_nowhere_is_left_aside() -> None:
    every = [question(n, ["oak", "pine", "ivy", "moss"], n % 2) for n in range(STEMS)]
    records = of_one_template(every)
    guessers = elsewhere.guessers(records)
    assert rate(trials(guessers["a key in the deck"], records)).hits == 0.5
    assert trials(guessers["a key at all, of four or more"], records) == []
    more = of_one_template([question(-n, ["fir", "elm", "yew"], n) for n in range(3)])
    guessers = elsewhere.guessers([*records, *more])
    assert rate(trials(guessers["a key at all, of four or more"], records)).hits == 0.5


def test_a_key_that_is_nearly_always_right_is_found_in_other_questions() -> None:
    every = [question(n, ["oak", "pine", "ivy"], int(n < 40)) for n in range(STEMS)]
    records = of_one_template(every)
    guessers = elsewhere.guessers(records)
    assert rate(trials(guessers["most often a key elsewhere"], records)).hits == 0.9
    assert elsewhere.one_sided(records) == {"trees/which"}
    assert elsewhere.one_sided(FAIR) == set()


def test_cues_are_learned_from_other_stems() -> None:
    assert rate(learned.learned_trials(FAIR)).errors < 3
    assert rate(learned.learned_trials(LONG)).hits > 0.9
    assert rate(learned.learned_trials(YEARS)).hits > 0.4


def test_statements_are_told_by_words_of_others() -> None:
    def statement(number: int, spoilt: str) -> dict[str, Any]:
        key = lot(f"true {number}", 2)
        said = f"Tree {number} is an oak{spoilt if key else ''}."
        return question(number, ["True", "False"], key, said)

    fair_ones, plain_ones = (
        [statement(number, spoilt) for number in range(STEMS)] for spoilt in ("", " only")
    )
    assert abs(rate(statements.learned_trials(fair_ones)).errors) < 3
    assert rate(statements.learned_trials(plain_ones)).hits > 0.9
    guessers = statements.guessers(plain_ones, plain_ones)
    assert rate(trials(guessers["false if absolute"], plain_ones)).hits == 1


def test_items_of_one_stem_are_one_observation() -> None:
    once, often = FAIR, [it for it in FAIR for _ in range(20)]
    one, other = (rate(trials(cues.length, records)) for records in (once, often))
    assert other.items == 20 * one.items
    assert other.error == pytest.approx(one.error)


def test_stems_of_one_template_and_one_key_are_one_observation() -> None:
    options = ["oak", "pine", "ivy", "moss"]
    every = of_one_template([question(n, options, n % 2) for n in range(STEMS)])
    assert rate(trials(cues.length, every)).observations == 2
