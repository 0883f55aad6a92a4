"""Each rule of the craft objects to a question, and passes the one beside it."""

from pathlib import Path

import pytest

from quizgen import load
from quizgen.generate import item_lint
from quizgen.generate.item_lint import RULES, examine
from quizgen.model import (
    FactBase,
    Form,
    Option,
    OptionsQuestion,
    Question,
    TrueFalseQuestion,
)
from tests.generate.decks import base, people
from tests.samples import about, options


def choice(stem: str, *texts: str, form: Form = "choice") -> OptionsQuestion:
    return OptionsQuestion(about(form), stem, options(*texts))


def objections(rule: str, question: Question) -> list[str]:
    return list(getattr(item_lint, rule)(question))


def test_all_rules_are_asked_in_this_order() -> None:
    assert [rule.__name__ for rule in RULES] == [
        *("long_key", "uneven_options", "catch_all_option", "echoed_word"),
        *("grammatical_giveaway", "plain_negative", "whole_sentence"),
        "mute_distractor",
    ]


@pytest.mark.parametrize(
    ("key", "wrong", "objects"),
    [
        (41, 27, True),  # more than 40, than one and a half times 27, than 27 + 12
        (40, 20, False),
        (41, 29, False),  # twelve more
        (43, 29, False),  # not half as long again
        (44, 29, True),
        (61, 40, True),
        (60, 40, False),
        (46, 34, False),
        (52, 34, True),
    ],
)
def test_a_key_that_is_much_longer_than_the_others_gives_itself_away(
    key: int, wrong: int, objects: bool
) -> None:
    question = choice("Which?", "k" * key + "!", "w" * wrong, "v")
    message = f"the key '{'k' * key}' is much longer than every other option"
    assert objections("long_key", question) == [message] * objects
    multi = choice("Which?", "k" * key + "!", "w" * wrong, "v", form="multi")
    assert objections("long_key", multi) == []


@pytest.mark.parametrize(
    ("longest", "shortest", "objects"),
    [(41, 8, True), (40, 1, False), (45, 9, False), (46, 9, True), (41, 9, False)],
)
@pytest.mark.parametrize("form", ["choice", "multi"])
def test_an_option_is_at_most_five_times_as_long_as_another(
    longest: int, shortest: int, objects: bool, form: Form
) -> None:
    question = choice("Which?", "k" * 20 + "!", "w" * shortest, "v" * longest, form=form)
    message = f"options have from {shortest} to {longest} letters"
    assert objections("uneven_options", question) == [message] * objects


@pytest.mark.parametrize(
    ("text", "objects"),
    [
        ("All of the above", True),
        ("none of these", True),
        ("Both of the two", True),
        ("Some of these", False),
        ("Tall of the above", False),
    ],
)
def test_no_option_speaks_of_the_others(text: str, objects: bool) -> None:
    message = f"the option '{text}' speaks of the other options"
    question = choice("Which?", "Rome!", text)
    assert objections("catch_all_option", question) == [message] * objects
    assert objections("catch_all_option", TrueFalseQuestion(about(), text, True, "")) == []


@pytest.mark.parametrize(
    ("stem", "texts", "word"),
    [
        ("Which river flows through Paris?", ("River Seine!", "Loire", "Rhône"), "river"),
        ("Which river flows through Paris?", ("River Seine!", "River Loire", "Po"), ""),
        ("Which sea is it?", ("The sea!", "A lake"), ""),  # of three letters
        ("Which state is it?", ("The state!", "A lake"), ""),  # a common word
        ("Which zone has a port?", ("A port zone!", "A lake"), "port"),
        ("Is it a port or a lake?", ("Port!", "Lake"), ""),  # the stem lists them
        ("Is it a port or a pond?", ("Port!", "Lake"), "port"),
    ],
)
def test_no_word_of_the_stem_is_in_the_key_alone(
    stem: str, texts: tuple[str, ...], word: str
) -> None:
    key = next(text for text in texts if text.endswith("!")).rstrip("!")
    message = f"only the key '{key}' repeats '{word}' of the stem"
    assert objections("echoed_word", choice(stem, *texts)) == [message] * bool(word)
    assert objections("echoed_word", choice(stem, *texts, form="multi")) == []


@pytest.mark.parametrize(
    ("stem", "objects"),
    [
        ("The capital is a", True),
        ("The capital is an ____?", True),
        ("It is A:", True),
        ("It is a city.", False),
        ("It is in Asia", False),
    ],
)
def test_a_stem_does_not_end_with_an_article(stem: str, objects: bool) -> None:
    message = "the stem ends with an article, which fits only some options"
    found = objections("grammatical_giveaway", choice(stem, "x!", "y"))
    assert found == [message] * objects
    statement = TrueFalseQuestion(about(), stem, True, "")
    assert objections("grammatical_giveaway", statement) == []


@pytest.mark.parametrize(
    ("stem", "objects"),
    [
        ("Which is not a river?", True),
        ("Which of these states has not signed?", True),
        ("Which river could not?", False),
        ("All are rivers except which?", True),
        ("Which river is it?", False),
        ("Which exceptions are there?", False),
    ],
)
def test_a_stem_does_not_ask_for_an_exception(stem: str, objects: bool) -> None:
    found = objections("plain_negative", choice(stem, "x!", "y"))
    assert found == ["the stem asks for an exception"] * objects
    assert objections("plain_negative", TrueFalseQuestion(about(), stem, True, "")) == []


CAPITAL, MARK = "the stem does not begin with a capital", "the stem has no mark at its end"


@pytest.mark.parametrize(
    ("stem", "messages"),
    [
        ("Which?", []),
        ("Élan is what?", []),
        ("2002 was what?", []),
        ('"Volga" is what?', []),
        ("_____ is a river.", []),
        ("'t is so.", []),
        ("which?", [CAPITAL]),
        ("(Which?", [CAPITAL]),
        ("Which", [MARK]),
        ("Which,", [MARK]),
        ("He said \"Which?\"", []),
        ("Match (in order)", []),
        ("Match:", []),
        ("Who led  it?", ["the stem has '  '"]),
        ("Who led the the club?", ["the stem has 'the the'"]),
        ("Who led the a club?", ["the stem has 'the a'"]),
        ("Who led An The club?", ["the stem has 'An The'"]),
        ("Who led it ?", ["the stem has ' ?'"]),
        ("Who led it , then?", ["the stem has ' ,'"]),
        ("He left..", ["the stem has '..'"]),
        ("who led  it", [CAPITAL, MARK, "the stem has '  '"]),
    ],
)  # fmt: skip
def test_a_stem_is_a_whole_sentence(stem: str, messages: list[str]) -> None:
    assert objections("whole_sentence", choice(stem, "x!", "y")) == messages


def test_every_wrong_answer_says_why_it_is_wrong() -> None:
    mute = OptionsQuestion(
        about("choice"),
        "Which?",
        (Option("Rome", True, ""), Option("Oslo", False, ""), Option("Bonn", False, "No.")),
    )
    assert objections("mute_distractor", mute) == [
        "the option 'Oslo' does not say why it is wrong"
    ]
    message = "the statement does not say what makes it true or false"
    for truth, rationale, messages in (
        (False, "", [message]),
        (False, "It flows.", []),
        (True, "", [message]),
        (True, "It does.", []),
    ):
        statement = TrueFalseQuestion(about("truefalse"), "It stands.", truth, rationale)
        assert objections("mute_distractor", statement) == messages


# A whole deck

DECK = """\
deck: d
title: D
language: en
checked: 2026-11-23
sources: {s: {title: S}}
relations:
  capital: {of: state, is: town, single: true, unique: true, says: "{is} is the capital of {of}"}
entities:
  a: {kind: state, name: Aland, facts: {capital: {is: p, source: s, note: It is ancient.}}}
  b: {kind: state, name: Bland, facts: {capital: {is: q, source: s, note: It is modern.}}}
  c: {kind: state, name: Cland, facts: {capital: {is: r, source: s, note: It is freezing.}}}
  p: {kind: town, name: Portville}
  q: {kind: town, name: Queenston}
  r: {kind: town, name: Rockhampton}
templates:
  good: {given: ?state capital ?town, ask: "What is the capital of {state}?", answer: town, forms: [choice, text]}
  bare: {given: ?state capital ?town, ask: "the capital of {state}", answer: town, forms: [choice]}
"""


def warnings(tmp_path: Path, deck: str) -> list[str]:
    path = tmp_path / "d.yaml"
    path.write_text(
        deck.replace("given: ?", 'given: "?').replace("?town, ask", '?town", ask')
    )
    bases, problems = load(path)
    assert not problems
    return [str(problem).partition("d.yaml:")[2] for problem in examine(bases[0])]


def test_what_a_rule_finds_in_a_template_is_one_warning_with_an_example(
    tmp_path: Path,
) -> None:
    """However many seeds find it: it counts the questions, and shows the first message."""
    assert warnings(tmp_path, DECK) == [
        "17:3: warning: whole_sentence in 3 questions of 'bare': the stem does not begin"
        " with a capital [d/bare/a#choice]",
    ]


def test_a_stem_that_has_two_keys_is_one_warning(tmp_path: Path) -> None:
    other = DECK.replace(
        '  bare: {given: ?state capital ?town, ask: "the capital of {state}", answer: town, forms: [choice]}',
        '  short: {given: ?state capital ?town, ask: "What is the capital of {state}?", answer: town.short, forms: [text]}',
    ).replace("name: Portville", "name: Portville, short: Port")
    assert warnings(tmp_path, other) == [
        "16:3: warning: 'What is the capital of Aland?' has another key in"
        " 'd/short/a#text' [d/good/a#text]",
    ]
    (deck,), _ = load(tmp_path / "d.yaml")
    assert examine(deck, [1]) == []  # keys are compared once, under the first seed


def test_a_deck_is_examined_under_twenty_seeds(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first of them draws what learners meet; another choice can be named."""
    seeds: list[int] = []

    def record_seed(_: FactBase, seed: int) -> list[Question]:
        seeds.append(seed)
        return []

    monkeypatch.setattr(item_lint, "iterate_questions", record_seed)
    deck = base(people(), 't: {given: "?p born ?d", ask: "When was {p} born?", answer: d, forms: [card]}')  # fmt: skip
    assert examine(deck) == []
    assert seeds == [*range(20)]
    assert examine(deck, [3, 5]) == []
    assert seeds[20:] == [3, 5]
