"""The decks that ship: whole, sourced, and as deep as they claim."""

import json
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from quizgen import check, generate, load
from quizgen.deck.loader import SHIPPED, shipped_decks
from quizgen.deck.schema import json_schema
from quizgen.forms import FORMS
from quizgen.generate.assemble import make_question
from quizgen.generate.coverage import shortfalls
from quizgen.generate.generator import find_items
from quizgen.model import ITEM_RULES, FactBase, Question, Refusal

LEAST_FACTS = {
    "csto": 180,
    "eaeu": 170,
    "states": 100,
    "tokayev": 200,
    "un-charter": 220,
    "article": 60,
}
NAMES = [name for name in shipped_decks() if name != "organizations"]


@cache
def base_of(name: str) -> FactBase:
    (base,), problems = load(name)
    assert problems == []
    return base


@cache
def questions_of(name: str) -> list[Question]:
    return generate(base_of(name))


@pytest.mark.parametrize("name", shipped_decks())
def test_nothing_is_wrong_and_nothing_falls_short(name: str) -> None:
    assert check(base_of(name)) == []
    assert shortfalls(base_of(name), with_rules=False) == []


@pytest.mark.parametrize("name", NAMES)
def test_rules_object_to_few_items(name: str) -> None:
    """What they object to is lost: `quizgen check --items` says what that is."""
    items = list(find_items(base_of(name)))
    outcomes = [make_question(item) for item in items]
    lost = [o for o in outcomes if isinstance(o, Refusal) and o.kind in ITEM_RULES]
    assert len(lost) <= len(items) / 20


@pytest.mark.parametrize("name", NAMES)
def test_every_fact_has_a_source_that_is_described(name: str) -> None:
    base = base_of(name)
    for fact in base.facts:
        assert fact.sources
        for source in fact.sources:
            assert base.sources[fact.deck, source].title


@pytest.mark.parametrize(("name", "least"), LEAST_FACTS.items())
def test_a_deck_is_as_deep_as_it_should_be(name: str, least: int) -> None:
    assert sum(fact.deck == name for fact in base_of(name).facts) >= least


def test_all_decks_together_ask_enough_and_in_every_form() -> None:
    questions = [question for name in NAMES for question in questions_of(name)]
    assert len({question.stem for question in questions}) >= 2500
    forms = Counter(question.about.form for question in questions)
    assert set(forms) == set(FORMS)
    assert len({question.about.id for question in questions}) == len(questions)


def test_a_third_of_all_templates_join_facts() -> None:
    templates = {
        (template.deck, template.id): template
        for name in NAMES
        for template in base_of(name).templates
    }
    joining = sum(len(template.given) > 1 for template in templates.values())
    assert len(templates) >= 60
    assert joining >= len(templates) / 3


def test_the_schema_beside_the_decks_is_the_one_the_reader_uses() -> None:
    """`quizgen schema > decks/deck.schema.json` renews it."""
    kept = json.loads(Path(SHIPPED, "deck.schema.json").read_text("utf-8"))
    assert kept == json_schema()


@pytest.mark.parametrize("name", shipped_decks())
def test_an_editor_finds_the_schema(name: str) -> None:
    first = Path(SHIPPED, f"{name}.yaml").read_text("utf-8").split("\n", 1)[0]
    assert first == "# yaml-language-server: $schema=deck.schema.json"
