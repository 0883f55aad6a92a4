"""What is told after an answer: each fact of the question, and then its own note."""

import pytest

from quizgen import FactBase, generate
from tests.generate.decks import HEAD, base, people, towns

CARD = 't: {given: [%s], ask: "Where?", answer: t, forms: [card]}'


def explanations(deck: FactBase) -> list[str]:
    return [question.about.explanation for question in generate(deck)]


def ada(facts: str) -> str:
    return f"ada: {{kind: person, name: Ada, facts: {{{facts}}}}}\n{towns()}"


@pytest.mark.parametrize(
    ("facts", "explanation"),
    [
        ("from: {is: rome, source: s}", "Ada comes from Rome."),
        # its own note after it
        ("from: {is: rome, source: s, note: She left.}", "Ada comes from Rome. She left."),
        # and nothing that is known besides: no note of another fact, no other fact
        (
            "from: {is: rome, source: s}, motto: {is: Up, source: s, note: B.},"
            " home: {is: oslo, source: s}",
            "Ada comes from Rome.",
        ),
    ],
)
def test_a_fact_is_told_and_what_is_noted_of_it(facts: str, explanation: str) -> None:
    assert explanations(base(ada(facts), CARD % '"ada from ?t"')) == [explanation]


def test_facts_are_told_in_the_order_of_the_patterns_each_with_its_note() -> None:
    """Wherever the key is, and whatever is matched first."""
    facts = (
        "height: {is: 170, source: s, note: A.}, born: {is: 1990, source: s, note: B.},"
        " motto: {is: Up, source: s, note: A.}, from: {is: rome, source: s}"
    )
    given = '"ada height ?n", "ada born ?d", "ada motto ?m", "ada from ?t"'
    assert explanations(base(ada(facts), CARD % given)) == [
        "Ada measures 170. A. Ada was born in 1990. B. Ada, motto: Up. Ada comes from Rome."
    ]


def test_what_the_template_tells_comes_last() -> None:
    facts = "from: {is: rome, source: s, note: A.}"
    template = CARD.replace("card]}", 'card], explain: "He came from {t}."}')
    deck = base(ada(facts), template % '"ada from ?t"')
    assert explanations(deck) == ["Ada comes from Rome. A. He came from Rome."]


def test_of_many_facts_eight_are_told_and_the_others_counted() -> None:
    names = [f"p{i}" for i in range(10)]
    members = ", ".join(f"{{is: {name}, source: s}}" for name in names)
    entities = (
        f"club: {{kind: club, name: the club, complete: [member], facts: {{member: [{members}]}}}}\n"
        + "".join(f"{name}: {{kind: person, name: {name.title()}}}\n" for name in names)
        + ada("from: {is: rome, source: s}")
    )
    given = '"ada from ?t", "club member ?p"'
    (explanation,) = explanations(base(entities, CARD % given))
    assert explanation.startswith("Ada comes from Rome. P0 is in the club. ")
    assert explanation.endswith("P6 is in the club. And 3 more.")


@pytest.mark.parametrize(("length", "is_told"), [(563, True), (564, False)])
def test_a_note_is_told_where_there_is_room(length: int, is_told: bool) -> None:
    """In 600 letters beside all sentences; after a single sentence always."""
    facts = f'height: {{is: 170, source: s, note: "{length * "x"}"}}, from: {{is: rome, source: s}}'  # fmt: skip
    (explanation,) = explanations(
        base(ada(facts), CARD % '"ada height 170", "ada from ?t"')
    )
    assert ("xxx" in explanation) == is_told
    alone = f'from: {{is: rome, source: s, note: "{700 * "x"}"}}'
    (explanation,) = explanations(base(ada(alone), CARD % '"ada from ?t"'))
    assert 700 * "x" in explanation


def club(notes: str, template: str) -> FactBase:
    names = ("ada", "bob", "cem", "dana")
    members = ", ".join(
        f"{{is: {name}, source: s{f', note: {note}' if note else ''}}}"
        for name, note in zip(names, notes.split("|"), strict=True)
    )
    persons = "\n".join(f"{name}: {{kind: person, name: {name.title()}}}" for name in names)
    head = HEAD.replace(
        "relations:\n",
        'relations:\n  head: {of: club, is: person, single: true, says: "{is} heads {of}"}\n',
    )
    return base(
        f"club: {{kind: club, name: the club, complete: [member], facts: {{member: [{members}],"
        f" head: {{is: ada, source: s, note: It has a head.}}}}}}\n{persons}",
        template,
        head,
    )


@pytest.mark.parametrize(
    ("notes", "explanation"),
    [
        ("|||", ""),
        (
            "|He left.|She left.|",
            " Bob is in the club. He left. Cem is in the club. She left.",
        ),
        ("A.|B.|C.|", " Ada is in the club. A. Bob is in the club. B."),
    ],
)
def test_what_was_counted_is_told_and_two_of_the_notes_on_it(
    notes: str, explanation: str
) -> None:
    counted = "Counted here: Ada, Bob, Cem, Dana."
    count = '"?n = count ?p: club member ?p"'
    template = 't: {given: [%s], ask: "How many?", answer: n, forms: [card]}'
    assert explanations(club(notes, template % count)) == [f"{counted}{explanation}"]
    joined = template % f'{count}, "club head ?h"'
    assert explanations(club(notes, joined)) == [
        f"{counted} Ada heads the club. It has a head.{explanation}"
    ]


def test_of_a_great_number_twelve_are_named() -> None:
    names = [f"p{i:02}" for i in range(14)]
    members = ", ".join(f"{{is: {name}, source: s}}" for name in names)
    entities = (
        f"club: {{kind: club, name: the club, complete: [member], facts: {{member: [{members}]}}}}\n"
        + "".join(f"{name}: {{kind: person, name: {name.title()}}}\n" for name in names)
    )
    template = 't: {given: "?n = count ?p: club member ?p", ask: "How many?", answer: n, forms: [card]}'
    (explanation,) = explanations(base(entities, template))
    assert explanation.endswith("P11 and 2 more.")


def test_each_of_several_keys_is_told_with_its_note() -> None:
    entities = people(
        ada="from: rome", bob="from: rome", cem="from: oslo", dana="from: oslo"
    )
    entities = entities.replace("rome, source: s", "rome, source: s, note: X left.", 1)
    template = 't: {given: "?p from rome", ask: "Who?", answer: p, forms: [multi], options: 4, explain: "It is {p}."}'
    (explanation,) = explanations(base(entities + towns(), template))
    assert explanation in (
        "Ada comes from Rome. X left. Bob comes from Rome.",
        "Bob comes from Rome. Ada comes from Rome. X left.",
    )


@pytest.mark.parametrize(
    ("given", "explanation"),
    [
        (
            '"?p born ?d"',
            "Ada was born in 1990. Bob was born in 1991. Cem was born in 1992.",
        ),
        ('"?p from ?t", "?t founded ?d"', "Ada: 1900. Bob: 1950. Cem: 1970."),
    ],
)
def test_the_place_of_each_item_of_an_order_is_explained(
    given: str, explanation: str
) -> None:
    """By the fact that gives it its date, or else by the date itself."""
    head = (
        HEAD
        + '  founded: {of: town, is: date, single: true, says: "{of} dates from {is}"}\n'
    )
    entities = people(
        ada="born: 1990; from: oslo",
        bob="born: 1991; from: rome",
        cem="born: 1992; from: bonn",
    ) + "".join(
        f"{name.casefold()}: {{kind: town, name: {name}, facts: {{founded: {{is: {year}, source: s}}}}}}\n"
        for name, year in (("Oslo", 1900), ("Rome", 1950), ("Bonn", 1970))
    )
    template = (
        f't: {{given: [{given}], ask: "In order.", answer: p, order-by: d, forms: [order]}}'
    )
    assert explanations(base(entities, template, head)) == [explanation]


def test_each_pair_of_a_match_is_explained() -> None:
    entities = people(ada="from: rome", bob="from: oslo", cem="from: bonn") + towns()
    template = (
        't: {given: "?p from ?t", ask: "Match.", answer: p, match-with: t, forms: [match]}'
    )
    assert explanations(base(entities, template)) == [
        "Ada comes from Rome. Bob comes from Oslo. Cem comes from Bonn."
    ]


def test_a_question_that_is_a_subject_itself_is_not_told_again() -> None:
    entities = 'ask: {kind: person, name: "What do they ask for?", facts: {motto: {is: the consent of all, source: s}}}'
    head = HEAD.replace(
        "motto: {of: person, is: text, single: true}",
        'motto: {of: person, is: text, single: true, says: "{of} {is}"}',
    )
    template = 't: {given: "?p motto ?m", ask: "{p}", answer: m, forms: [card]}'
    assert explanations(base(entities, template, head)) == ["The consent of all."]


def shown(stem: str, extra: str = "") -> str:
    """Return what is told of a club whose head's town is asked for, with *stem*."""
    head = (
        HEAD
        + """\
  head: {of: club, is: person, single: true, says: "{is} heads {of}"}
"""
    )
    entities = (
        f"club: {{kind: club, name: the club, facts: {{head: {{is: ada, source: s{extra}}}}}}}\n"
        + ada("from: {is: rome, source: s}")
    )
    template = f't: {{given: ["?c head ?p", "?p from ?t"], ask: "{stem}", answer: t, forms: [card]}}'
    (explanation,) = explanations(base(entities, template, head))
    return explanation


def test_what_the_stem_has_said_is_not_told_unless_something_is_noted_of_it() -> None:
    both = "Where does {p} come from, who heads {c}?"
    assert shown("Where does the head of {c} come from?") == (
        "Ada heads the club. Ada comes from Rome."
    )
    assert shown(both) == "Ada comes from Rome."
    assert shown(both, ", note: For long.") == (
        "Ada heads the club. For long. Ada comes from Rome."
    )


@pytest.mark.parametrize(
    ("note", "sentence"),
    [("July was hot.", ""), ("It was in summer.", " Ada was born in 1990.")],
)
def test_what_is_noted_of_what_the_stem_has_said_follows_a_fact_of_the_same(
    note: str, sentence: str
) -> None:
    """But not where a pronoun would come to mean something else."""
    facts = f"from: {{is: rome, source: s}}, born: {{is: 1990, source: s, note: {note}}}"
    template = CARD.replace("Where?", "Where does {p} come from, born in {d}?")
    assert explanations(base(ada(facts), template % '"?p from ?t", "?p born ?d"')) == [
        f"Ada comes from Rome.{sentence} {note}"
    ]


@pytest.mark.parametrize(
    ("note", "explanation"),
    [
        # it is clear by itself, and says all
        ("Ada comes from old Rome and not from Bonn.", ""),
        # nobody would know who is meant
        ("She comes from old Rome.", "Ada comes from Rome. "),
        ("Ada left Rome.", "Ada comes from Rome. "),
    ],
)
def test_a_note_that_says_its_fact_again_is_told_alone(note: str, explanation: str) -> None:
    facts = f"from: {{is: rome, source: s, note: {note}}}"
    assert explanations(base(ada(facts), CARD % '"ada from ?t"')) == [
        f"{explanation}{note}"
    ]


def test_nothing_is_told_twice_in_other_order() -> None:
    facts = "from: {is: rome, source: s, note: From Rome comes Ada.}"
    template = CARD.replace("card]}", 'card], explain: "From {t} Ada comes."}')
    assert explanations(base(ada(facts), template % '"ada from ?t"')) == [
        "From Rome comes Ada."
    ]
