"""Rules that what is made well never breaks: each objects to a question that is spoilt."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from quizgen import FactBase
from quizgen.dates import date
from quizgen.generate.assemble import assemble
from quizgen.generate.candidates import Candidate
from quizgen.generate.generator import find_items
from quizgen.generate.item_rules import option_rules, reason_rules, wording_rules
from quizgen.generate.item_rules.registry import Rule
from quizgen.generate.proofs import Proof, prove
from quizgen.model import OptionsQuestion, Question, Refusal, TrueFalseQuestion
from tests.generate.decks import base, people

HOMES = people(
    ada="from: oslo; born: 1950-05-05",
    bob="from: rome; born: 1960-06-06",
    cem="from: bonn; born: 1970-07-07",
    dana="from: kyiv; born: 1980-08-08",
)
TOWNS = "".join(
    f"{name.casefold()}: {{kind: town, name: {name}}}\n"
    for name in ("Oslo", "Rome", "Bonn", "Kyiv")
)
TEMPLATES = """
    t: {given: "?p from ?t", ask: "Where is {p} from?", state: "{p} is from {t}.", answer: t, forms: [choice, truefalse]}
    u: {given: "?p born ?d", ask: "When was {p} born?", answer: d, forms: [card]}
"""


def draft(deck: FactBase, place: str, seed: int = 0) -> tuple[Question, Proof]:
    (item,) = [item for item in find_items(deck) if item.id == f"d/{place}"]
    proof = prove(item, seed)
    assert not isinstance(proof, Refusal)
    return assemble(proof), proof


def choice() -> tuple[OptionsQuestion, Proof]:
    question, proof = draft(base(HOMES + TOWNS, TEMPLATES), "t/ada#choice")
    assert isinstance(question, OptionsQuestion)
    return question, proof


def with_reason(question: OptionsQuestion, reason: str, *texts: str) -> OptionsQuestion:
    """Give *reason* against the options *texts*, or against all of them."""
    options = [
        option._replace(rationale=reason)
        if not option.right and (not texts or option.text in texts)
        else option
        for option in question.options
    ]
    return replace(question, options=tuple(options))


def false_statement() -> tuple[TrueFalseQuestion, Proof]:
    for seed in range(99):
        question, proof = draft(base(HOMES + TOWNS, TEMPLATES), "t/ada#truefalse", seed)
        assert isinstance(question, TrueFalseQuestion)
        if not question.truth:
            return question, proof
    raise AssertionError


REASON_RULES: list[Callable[..., object]] = [
    reason_rules.mute_distractor,
    reason_rules.repeated_explanation,
    reason_rules.same_reason,
    reason_rules.reason_true_of_key,
    reason_rules.empty_reason,
]


@pytest.mark.parametrize("rule", REASON_RULES)
def test_reasons_as_they_are_made_break_no_rule(rule: Rule) -> None:
    assert list(rule(*choice())) == []
    assert list(rule(*false_statement())) == []


def test_every_wrong_answer_says_why_it_is_wrong() -> None:
    question, proof = choice()
    assert list(reason_rules.mute_distractor(with_reason(question, "", "Rome"), proof)) == [
        "'Rome' does not say why it is wrong"
    ]
    statement, proof = false_statement()
    (message,) = reason_rules.mute_distractor(replace(statement, rationale=""), proof)
    assert message.endswith("does not say why it is wrong")


def test_a_verdict_does_not_say_the_statement_or_the_explanation_again() -> None:
    statement, proof = false_statement()
    for copy in (statement.stem, statement.about.explanation):
        spoilt = replace(statement, rationale=copy)
        assert list(reason_rules.repeated_explanation(spoilt, proof)) == [
            f"the reason '{copy}' says nothing new"
        ]


@pytest.mark.parametrize(
    ("reason", "objects"), [("It is far.", True), ("Ada comes from Oslo.", False)]
)
def test_one_reason_against_all_options_says_what_is_right(
    reason: str, objects: bool
) -> None:
    question, proof = choice()
    found = list(reason_rules.same_reason(with_reason(question, reason), proof))
    assert found == [f"the reason '{reason}' is that of every wrong option"] * objects
    some = with_reason(question, reason, "Rome", "Bonn")
    assert list(reason_rules.same_reason(some, proof)) == []


@pytest.mark.parametrize(
    ("reason", "objects"),
    [
        ("Ada comes from Rome.", True),  # so she does from Oslo
        ("Bob comes from Rome.", False),
        ("Ada comes from Oslo.", False),  # what is right instead
        ("Ada comes from Oslo. Ada comes from Rome.", False),
    ],
)
def test_a_reason_is_not_as_true_of_the_key(reason: str, objects: bool) -> None:
    question, proof = choice()
    spoilt = with_reason(question, reason, "Rome")
    message = "the reason against 'Rome' is true of 'Oslo' as well"
    assert list(reason_rules.reason_true_of_key(spoilt, proof)) == [message] * objects


@pytest.mark.parametrize(
    ("reason", "objects"),
    [
        ("Cem signed it.", True),
        ("Bob comes from Rome.", False),
        ("It is Oslo.", False),
    ],
)
def test_a_reason_is_about_the_option_or_about_the_key(reason: str, objects: bool) -> None:
    question, proof = choice()
    spoilt = with_reason(question, reason, "Rome")
    message = f"the reason against 'Rome' is beside the point: '{reason}'"
    assert list(reason_rules.empty_reason(spoilt, proof)) == [message] * objects


@pytest.mark.parametrize(
    ("stem", "objects"),
    [
        ("When was Ada born?", True),
        ("When was Ada born? (day)", False),
        ("On which day was Ada born?", False),
        ("In which year was Ada born?", True),  # and the day is wanted
    ],
)
def test_a_typed_date_is_asked_so_that_one_knows_how_fine(stem: str, objects: bool) -> None:
    question, proof = draft(base(HOMES + TOWNS, TEMPLATES), "u/ada#card")
    message = "the stem does not say that the day is wanted"
    found = list(wording_rules.unsaid_precision(replace(question, stem=stem), proof))
    assert found == [message] * objects


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("As of 2021 it had six members as of 2021.", "as of 2021"),
        ("By as of 3 May 2021 there were six. As of 3 May 2021 they met.", ""),
        ("As of 2020 it had five, as of 2021 six.", ""),
        (
            "Их было шесть по состоянию на 2021 (по состоянию на 2021).",
            "по состоянию на 2021",
        ),
    ],
)
def test_a_sentence_says_once_as_of_when_it_is_true(text: str, day: str) -> None:
    question, proof = choice()
    messages = [f"{{}} says '{day}' twice"] * bool(day)
    stem = replace(question, stem=text)
    assert list(wording_rules.doubled_date(stem, proof)) == [
        message.format("the stem") for message in messages
    ]
    reason = with_reason(question, text, "Rome")
    assert list(wording_rules.doubled_date(reason, proof)) == [
        message.format("the reason against 'Rome'") for message in messages
    ]


def test_a_symbol_is_written_as_it_is_at_the_beginning_of_a_sentence_too() -> None:
    deck = base(HOMES + TOWNS.replace("name: Rome", "name: pH"), TEMPLATES)
    question, proof = draft(deck, "t/bob#choice")
    assert list(wording_rules.raised_symbol(question, proof)) == []
    spoilt = replace(question, stem="PH is where?")
    assert list(wording_rules.raised_symbol(spoilt, proof)) == [
        "the stem has 'PH' for 'pH'"
    ]
    within = replace(question, stem="Where is pH? The PHD is not.")
    assert list(wording_rules.raised_symbol(within, proof)) == []


def test_options_keep_to_the_times_of_the_stem() -> None:
    head = """\
deck: d
title: D
language: en
checked: 2026-11-23
sources: {s: {title: S}}
relations:
  built: {of: mill, is: date, single: true, says: "{of} was built in {is}"}
  burnt: {of: mill, is: date, single: true, says: "{of} burnt in {is}"}
"""
    years = {"a": (1890, 1895), "b": (1885, 1891), "c": (1870, 1889), "e": (1880, 1888)}
    mills = "\n".join(
        f"{name}: {{kind: mill, name: Mill {name.upper()}, facts: {{built: {{is: {built},"
        f" source: s}}, burnt: {{is: {burnt}, source: s}}}}}}"
        for name, (built, burnt) in years.items()
    )
    template = 't: {given: ["?x built ?day", "?x burnt ?end", "?day < ?end"], ask: "{x} was built in {day.year}. In which year did it burn?", answer: end.year, forms: [choice]}'  # fmt: skip
    question, proof = draft(base(mills, template, head), "t/a+1890#choice")
    assert list(option_rules.excluded_option(question, proof)) == []
    early = Candidate(date(1889), "1889", 0, 0)
    spoilt = proof._replace(distractors=[early, *proof.distractors[1:]])
    assert list(option_rules.excluded_option(question, spoilt)) == [
        "the stem excludes the option '1889'"
    ]


def test_numbered_options_are_shown_in_the_order_of_their_numbers() -> None:
    towns = TOWNS
    for number, name in enumerate(("Oslo", "Rome", "Bonn", "Kyiv"), 1):
        towns = towns.replace(f"name: {name}", f"name: Zone {number}")
    question, proof = draft(base(HOMES + towns, TEMPLATES), "t/ada#choice")
    assert isinstance(question, OptionsQuestion)
    assert list(option_rules.unordered_options(question, proof)) == []
    spoilt = replace(question, options=question.options[::-1])
    assert list(option_rules.unordered_options(spoilt, proof)) == [
        "the options are not in their order: Zone 4 | Zone 3 | Zone 2 | Zone 1"
    ]


def test_what_is_shown_is_told_from_its_namesakes() -> None:
    towns = TOWNS.replace("name: Rome", "name: Oslo")
    (item,) = [
        item
        for item in find_items(base(HOMES + towns, TEMPLATES))
        if item.id == "d/t/bob#choice"
    ]
    proof = Proof(item, 0, item.keys)
    question, _ = choice()
    assert list(option_rules.namesakes(question, proof)) == [
        "'Oslo' may be 'rome' or 'oslo'"
    ]
