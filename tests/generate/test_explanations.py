"""What is told after an answer: notes first, else the facts, and something new."""

import pytest

from quizgen import FactBase, generate
from tests.generate.decks import HEAD, base, people, towns

CARD = 't: {given: [%s], ask: "Where?", answer: t, forms: [card]}'
EXPLAINED = CARD.replace("card]}", 'card], explain: "He came from {t}."}')


def explanations(deck: FactBase) -> list[str]:
    return [question.about.explanation for question in generate(deck)]


def ada(facts: str) -> str:
    return f"ada: {{kind: person, name: Ada, facts: {{{facts}}}}}\n{towns()}"


@pytest.mark.parametrize(
    ("facts", "explanation"),
    [
        # a note of the fact, which needs no more
        ("from: {is: rome, source: s, note: A.}, height: {is: 170, source: s}", "A."),
        # without one, the fact, and a note of what else is known
        (
            "from: {is: rome, source: s}, height: {is: 170, source: s},"
            " motto: {is: Up, source: s, note: B.}",
            "Ada comes from Rome. B.",
        ),
        # or that itself
        (
            "from: {is: rome, source: s}, height: {is: 170, source: s}",
            "Ada comes from Rome. Ada measures 170.",
        ),
        # unless it is doubtful
        (
            "from: {is: rome, source: s},"
            " height: {is: 170, source: s, confidence: low, note: C.}",
            "Ada comes from Rome.",
        ),
        # and of other relations than the fact's own
        (
            "from: {is: rome, source: s}, home: {is: oslo, source: s}",
            "Ada comes from Rome. Ada lives in Oslo.",
        ),
        ("from: {is: rome, source: s}", "Ada comes from Rome."),
    ],
)
def test_a_note_is_told_or_the_fact_and_one_more(facts: str, explanation: str) -> None:
    deck = base(ada(facts), CARD % '"ada from ?t"')
    assert explanations(deck) == [explanation]


@pytest.mark.parametrize(
    ("note", "explanation"),
    [
        (", note: A.", "A. He came from Rome."),
        ("", "Ada comes from Rome. He came from Rome."),
    ],
)
def test_what_the_template_tells_stands_in_for_more(note: str, explanation: str) -> None:
    facts = f"from: {{is: rome, source: s{note}}}, height: {{is: 170, source: s, note: B.}}"
    deck = base(ada(facts), EXPLAINED % '"ada from ?t"')
    assert explanations(deck) == [explanation]


def test_of_facts_without_notes_three_are_told() -> None:
    """The one with the key comes first, whatever the order of the patterns."""
    facts = (
        "height: {is: 170, source: s}, born: {is: 1990, source: s},"
        " from: {is: rome, source: s}, motto: {is: Up, source: s}"
    )
    given = '"ada height ?n", "ada born ?d", "ada motto ?m", "ada from ?t"'
    deck = base(ada(facts), CARD % given)
    assert explanations(deck) == [
        "Ada comes from Rome. Ada measures 170. Ada was born on 1990.",
    ]


def test_each_note_is_told_once_that_of_the_key_first() -> None:
    facts = (
        "height: {is: 170, source: s, note: A.}, born: {is: 1990, source: s, note: B.},"
        " motto: {is: Up, source: s, note: A.}, from: {is: rome, source: s, note: C.}"
    )
    given = '"ada height ?n", "ada born ?d", "ada motto ?m", "ada from ?t"'
    assert explanations(base(ada(facts), CARD % given)) == ["C. A. B."]


def club(notes: str, template: str) -> FactBase:
    names = ("ada", "bob", "cem", "dana")
    members = ", ".join(
        f"{{is: {name}, source: s{f', note: {note}' if note else ''}}}"
        for name, note in zip(names, notes.split("|"), strict=True)
    )
    people = "\n".join(f"{name}: {{kind: person, name: {name.title()}}}" for name in names)
    head = HEAD.replace(
        "relations:\n", "relations:\n  head: {of: club, is: person, single: true}\n"
    )
    return base(
        f"club: {{kind: club, name: the club, complete: [member], facts: {{member: [{members}],"
        f" head: {{is: ada, source: s, note: It has a head.}}}}}}\n{people}",
        template,
        head,
    )


@pytest.mark.parametrize(
    ("notes", "explanation"),
    [
        ("|||", "Counted here: Ada, Bob, Cem, Dana."),
        ("|He left.|Cem left.|", "Counted here: Ada, Bob, Cem, Dana. Cem left."),
        (
            "Ada left.|Bob left.|Cem left.|",
            "Counted here: Ada, Bob, Cem, Dana. Ada left. Bob left.",
        ),
    ],
)
def test_what_was_counted_is_told_and_two_notes_that_name_it(
    notes: str, explanation: str
) -> None:
    count = '"?n = count ?p: club member ?p"'
    template = 't: {given: [%s], ask: "How many?", answer: n, forms: [card]}'
    assert explanations(club(notes, template % count)) == [explanation]
    before, _, after = explanation.partition(".")
    told = template.replace("card]}", 'card], explain: "It was small."}') % count
    assert explanations(club(notes, told)) == [f"{before}. It was small.{after}"]
    joined = template % f'{count}, "club head ?h"'
    assert explanations(club(notes, joined)) == [f"{before}. It has a head.{after}"]


def test_what_a_template_tells_of_one_answer_is_not_told_of_several() -> None:
    entities = people(
        ada="from: rome", bob="from: rome", cem="from: oslo", dana="from: oslo"
    )
    template = 't: {given: "?p from rome", ask: "Who?", answer: p, forms: [multi], options: 4, explain: "It is {p}."}'
    (explanation,) = explanations(base(entities + towns(), template))
    assert explanation in (
        "Ada comes from Rome. Bob comes from Rome.",
        "Bob comes from Rome. Ada comes from Rome.",
    )
