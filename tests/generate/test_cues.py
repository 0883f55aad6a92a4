"""What in a stem points to its key without any knowledge of the field."""

import pytest

from quizgen import FactBase
from quizgen.generate.cues import Cue, cue_in_stem, shared_word
from quizgen.generate.generator import find_items
from quizgen.generate.nearness import windows_of
from tests.generate.decks import base

# Words, by their roots


@pytest.mark.parametrize(
    ("stem", "key"),
    [
        ("What is the currency of Russia?", "Russian rouble"),
        ("What is the capital of Luxembourg?", "Luxembourg City"),
        ("Who signed for the Kazakhs?", "President of Kazakhstan"),
        ("Where do Norwegians live?", "Norway"),
        ("Who leads the Turkish party?", "The Party of Turkey"),
        ("Who is the head of the UNO?", "Secretary of the UNO"),
        ("What was settled in 1998?", "Accord of 1998"),
        ("Какая валюта в России?", "российский рубль"),
        ("Где прошёл астанинский саммит?", "Астана"),
        ("Какой город принимал московскую встречу?", "Москва"),
        ("Кто представлял Казахстан?", "казахстанский министр"),
        ("Қазақстанның валютасы қандай?", "қазақстандық теңге"),
        ("Түріктер қай елде тұрады?", "Түрік Республикасы"),
    ],
)
def test_a_word_points_whatever_its_ending(stem: str, key: str) -> None:
    assert shared_word(stem, key, ["Oslo", "Берлин"])


@pytest.mark.parametrize(
    ("stem", "key"),
    [
        ("Which state borders Austria?", "Australia"),
        ("Which country borders Iran?", "Iraq"),
        ("Who was the first president?", "Presidium of the Party"),
        ("What is the name of the state in which they met?", "State of Kuwait"),
        ("Which treaty from that year is meant?", "Pact from Rome"),
        ("Кто был в этом году министром?", "Этот дом"),
        ("Which is the sea?", "the Aral"),
    ],
)
def test_a_word_that_only_looks_alike_does_not_point(stem: str, key: str) -> None:
    assert not shared_word(stem, key, ["Oslo", "Берлин"])


def test_a_word_of_several_options_points_to_none_of_them() -> None:
    stem = "Which city is the capital of Mexico?"
    assert shared_word(stem, "Mexico City", ["Oslo"]) == "city"
    assert shared_word(stem, "Mexico City", ["Oslo", "Panama City"]) == "mexico"
    assert not shared_word(stem, "Mexico City", ["Panama City", "Mexican Hat"])


# Names of one thing, and what facts tie to it

HEAD = """\
deck: d
title: D
language: en
checked: 2026-11-23
sources: {s: {title: S}}
relations:
  spoke-at: {of: occasion, is: [person, land], single: true}
  citizen: {of: person, is: land, single: true}
  capital: {of: land, is: town, single: true, unique: true}
"""
PEOPLE = """\
kaya: {kind: person, name: Ali Kaya, facts: {citizen: {is: turkey, source: s}}}
berg: {kind: person, name: Jon Berg, facts: {citizen: {is: norway, source: s}}}
lund: {kind: person, name: Per Lund, facts: {citizen: {is: norway, source: s}}}
turkey: {kind: land, name: Turkey, facts: {capital: {is: ankara, source: s}}}
norway: {kind: land, name: Norway, facts: {capital: {is: oslo, source: s}}}
ankara: {kind: town, name: Ankara}
oslo: {kind: town, name: Oslo}
"""
WHO = (
    't: {given: "?o spoke-at ?p", ask: "Who spoke at the {o}?", answer: p, forms: [choice]}'
)


def occasion(name: str, speaker: str, more: str = "") -> FactBase:
    others = "".join(
        f"o{i}: {{kind: occasion, name: fair {i}, facts: {{spoke-at: {{is: {who}, source: s}}}}}}\n"
        for i, who in enumerate(("berg", "lund", "kaya"))
    )
    asked = f'asked: {{kind: occasion, name: "{name}", facts: {{spoke-at: {{is: {speaker}, source: s}}}}}}\n'
    return base(PEOPLE + more + asked + others, WHO, HEAD)


def cue(deck: FactBase) -> Cue | None:
    (item,) = [item for item in find_items(deck) if "asked" in item.id]
    key = item.keys[0]
    others = [c for window in windows_of(item.group) for c in window]
    return cue_in_stem(item.group, key, others)


def test_another_name_of_the_key_points_to_it() -> None:
    more = 'ito: {kind: person, name: Ken Ito, aliases: ["President of Japan"]}\n'
    assert cue(occasion("Japanese fair", "ito", more)) == (
        *("japanese", "President of Japan", True),
    )


def test_what_facts_tie_to_the_key_alone_points_to_it() -> None:
    """Kaya is the one Turk; Berg and Lund are both from Norway."""
    assert cue(occasion("Turkish fair", "kaya")) == ("turkish", "Turkey", False)
    assert cue(occasion("Norwegian fair", "lund")) is None


def test_a_place_within_the_key_points_to_it() -> None:
    assert cue(occasion("Ankara fair", "turkey")) == ("ankara", "Ankara", False)


def test_what_is_asked_is_no_cue() -> None:
    """That Kaya spoke at other fairs is what the question is about."""
    assert cue(occasion("fair", "kaya")) is None


def test_a_stem_that_lists_the_options_points_to_none() -> None:
    deck = occasion("fair with Ali Kaya, or was it Jon Berg", "kaya")
    assert cue(deck) is None
