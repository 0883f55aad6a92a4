"""Names that stand in another deck: what a deck can use, and what clashes."""

from pathlib import Path

import pytest

from quizgen import load
from tests.conftest import Problems
from tests.deck.decks import CITIES, using


def test_what_a_used_deck_names_can_be_used(problems: Problems, tmp_path: Path) -> None:
    text = (
        using("cities")
        + """\
entities:
  basel: {facts: {founded: {is: 0374, source: gazetteer}}}
"""
    )
    assert problems(text, cities=CITIES) == []
    (base,) = load(tmp_path / "deck.yaml")[0]
    assert [fact.id for fact in base.facts] == ["basel/founded/0374"]
    assert base.entities["basel"].deck == "cities"
    assert base.sources["deck", "gazetteer"].title == "A gazetteer"
    assert [deck.id for deck in base.decks] == ["cities", "deck"]


@pytest.mark.parametrize(
    ("entity", "line"),
    [
        (
            "basle: {facts: {}}",
            "deck.yaml:7:3: error: unknown entity 'basle': expected one of a used deck, or a kind and a name (did you mean 'basel'?)",
        ),
        (
            "basel: {kind: city, name: Basle}",
            "deck.yaml:7:3: error: entity 'basel' is already at cities.yaml:7:3",
        ),
        (
            "basel: {aliases: [Basle]}",
            "deck.yaml:7:11: error: found 'aliases' without 'kind' and 'name': expected all three",
        ),
        (
            "basel: {facts: {founded: {is: 0374, source: gazeteer}}}",
            "deck.yaml:7:47: error: unknown source 'gazeteer' (did you mean 'gazetteer'?)",
        ),
    ],
)
def test_an_entity_of_a_used_deck_gets_facts_and_no_more(
    problems: Problems, entity: str, line: str
) -> None:
    assert problems(f"{using('cities')}entities:\n  {entity}\n", cities=CITIES) == [line]


def test_a_name_means_one_thing_in_a_deck_and_all_that_it_uses(problems: Problems) -> None:
    other = CITIES.replace("deck: cities", "deck: other")
    assert problems(using("cities", "other"), cities=CITIES, other=other) == [
        f"deck.yaml:1:1: error: {name} is both at cities.yaml:{line} and at other.yaml:{line}"
        for name, line in (
            ("entity 'basel'", "7:3"),
            ("relation 'founded'", "9:3"),
            ("template 'age'", "11:3"),
        )
    ]
    assert problems(
        CITIES.replace("\nsources", "\nuses: cities\nsources"), cities=CITIES
    ) == [
        "deck.yaml:1:1: error: deck 'cities' is already at cities.yaml:1:1",
        "deck.yaml:8:3: error: entity 'basel' is already at cities.yaml:7:3",
        "deck.yaml:10:3: error: relation 'founded' is already at cities.yaml:9:3",
        "deck.yaml:12:3: error: template 'age' is already at cities.yaml:11:3",
    ]


def test_a_relation_of_a_used_deck_that_cannot_be_used_is_reported_there_alone(
    problems: Problems,
) -> None:
    text = (
        using("cities")
        + """\
entities:
  basel: {complete: founded, facts: {founded: {is: 0374, source: gazetteer}}}
"""
    )
    broken = CITIES.replace("{of: city, is: date}", "{of: city}")
    assert problems(text, cities=broken) == [
        "cities.yaml:9:3: error: relation 'founded' has no 'is': expected kinds that a value may have; or date, number or text"
    ]


def test_what_was_meant_is_suggested_until_it_takes_too_long(problems: Problems) -> None:
    """Of two thousand names, some fifty times: nobody corrects by hand what a machine broke."""
    cities = "".join(f"  city-{n}: {{kind: city, name: C}}\n" for n in range(2000))
    facts = ", ".join(f"{{is: citi-{n}, source: gazetteer}}" for n in range(200))
    lines = problems(
        CITIES.replace("is: date", "is: city").replace(
            "relations:",
            f"{cities}  bern: {{kind: city, name: B, facts: {{founded: [{facts}]}}}}\nrelations:",
        )
    )
    hints = [line.endswith("(did you mean 'city-0'?)") for line in lines[:1]]
    assert hints == [True]
    assert len(lines) == 200
    assert 40 <= sum("did you mean" in line for line in lines) <= 50
