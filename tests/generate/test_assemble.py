"""What a proved question says of itself: how hard it is, for which day, on what it rests."""

import pytest

from quizgen import generate
from quizgen.generate.assemble import assemble, draw_question
from quizgen.generate.distractors import nearest_candidates
from quizgen.generate.generator import find_items
from quizgen.generate.proofs import Proof
from quizgen.model import Question, Refusal, TypedQuestion
from tests.generate.decks import HEAD, base, people, towns

GIVEN = ("?p from ?t", "?p height ?n", "?p born ?d", "?p a person", "?p != bob", "?n > 1")


@pytest.mark.parametrize(
    ("patterns", "difficulty"),
    [(1, 0.7), (2, 0.77), (3, 0.84), (4, 0.91), (5, 0.91), (6, 0.91)],
)
def test_each_fact_that_is_joined_up_to_three_makes_a_question_harder(
    patterns: int, difficulty: float
) -> None:
    given = ", ".join(f'"{pattern}"' for pattern in GIVEN[:patterns])
    deck = base(
        people(ada="from: rome; height: 170; born: 1990-05-05") + towns(),
        f't: {{given: [{given}], ask: "Where is {{p}} from?", answer: t, forms: [text]}}',
    )
    assert [q.about.difficulty for q in generate(deck)] == [difficulty]


@pytest.mark.parametrize(
    ("options", "others", "difficulty"),
    [(4, 9, 0.45), (10, 9, 0.45), (10, 11, 0.361), (4, 11, 0.45)],
)
def test_a_choice_is_harder_the_more_wrong_answers_are_near(
    options: int, others: int, difficulty: float
) -> None:
    """Of eleven and the key two cells are made: only five others are near."""
    deck = base(
        "\n".join(
            f"p{i}: {{kind: person, name: P{i}, facts: {{from: {{is: t{i}, source: s}}}}}}\n"
            f"t{i}: {{kind: town, name: T{i}}}"
            for i in range(1 + others)
        ),
        f't: {{given: "p0 from ?t", ask: "Where?", answer: t, forms: [choice], options: {options}}}',
    )
    assert [q.about.difficulty for q in generate(deck)] == [difficulty]


@pytest.mark.parametrize(
    ("facts", "time", "day"),
    [
        ("since: 2001, as-of: 2025-02-02", "", "2025-02-02"),
        ("since: 2001, until: 2004, as-of: 2025-02-02", "", None),
        ("since: 2001", "", None),
        ("since: 2001, as-of: 2025-02-02", " @ 2004", None),
        ("since: 2001, as-of: 2025-02-02", " since ?d", None),
        ("since: 2001, as-of: 2025-02-02", " @ now", "2025-02-02"),
        ("since: 2001", " @ now", "2026-11-23"),
    ],
)
def test_what_another_day_may_change_holds_for_the_day_it_was_looked_up(
    facts: str, time: str, day: str | None
) -> None:
    """Or, where it asks about now, for the day of the deck at the latest."""
    entities = f"top: {{kind: office, name: the top, complete: [led-by], facts: {{led-by: {{is: ada, source: s, {facts}}}}}}}\n"
    deck = base(
        entities + people(),
        f't: {{given: "top led-by ?p{time}", ask: "Who?", answer: p, forms: [card]}}',
    )
    (question,) = generate(deck)
    as_of = question.about.as_of
    assert (as_of and str(as_of)) == day


@pytest.mark.parametrize(
    ("time", "day"), [("", "2025-02-02"), (" @ 2004", None), (" @ now", "2025-02-02")]
)
def test_what_is_counted_holds_for_the_day_it_was_looked_up(
    time: str, day: str | None
) -> None:
    entities = "club: {kind: club, name: the club, complete: [member], facts: {member: {is: ada, source: s, since: 2001, as-of: 2025-02-02}}}\n"
    template = f't: {{given: "?n = count ?p: club member ?p{time}", ask: "How many?", answer: n, forms: [card]}}'
    (question,) = generate(base(entities + people(), template))
    as_of = question.about.as_of
    assert (as_of and str(as_of)) == day


def test_of_several_facts_the_one_looked_up_first_counts() -> None:
    entities = """
        ada: {kind: person, name: Ada, facts: {from: {is: rome, source: s, as-of: 2025-02-02}, height: {is: 170, source: s, as-of: 2024-03-03}}}
        rome: {kind: town, name: Rome}
    """
    template = 't: {given: ["?p from ?t", "?p height ?n"], ask: "Where is {p} from?", answer: t, forms: [card]}'
    (question,) = generate(base(entities, template))
    assert str(question.about.as_of) == "2024-03-03"


def test_a_question_names_its_facts_and_their_sources_once_each() -> None:
    entities = """
        ada: {kind: person, name: Ada, facts: {from: {is: rome, source: [s, z], id: d/x}, height: {is: 170, source: [z], id: d/y}}}
        rome: {kind: town, name: Rome}
    """
    template = 't: {topic: Origins, given: ["?p from ?t", "?p height ?n"], ask: "Where is {p} from?", answer: t, forms: [card]}'
    head_sources = "sources: {s: {title: S}, z: {title: Z}}"
    deck = base(entities, template, HEAD.replace("sources: {s: {title: S}}", head_sources))
    (question,) = generate(deck)
    assert isinstance(question, TypedQuestion)
    about = question.about
    assert (about.id, about.deck, about.template) == ("d/t/ada#card", "d", "t")
    assert (about.topic, about.form) == ("Origins", "card")
    assert about.facts == ("d/x", "d/y")
    assert [source.title for source in about.sources] == ["S", "Z"]
    assert about.place == deck.templates[0].place


@pytest.mark.parametrize(
    ("born", "statement"),
    [
        ("1951-04-02", "Ada was born on 2 April 1951."),
        ("1951-04", "Ada was born in April 1951."),
        ("1951", "Ada was born in 1951."),
    ],
)
def test_a_statement_has_the_preposition_of_its_date(born: str, statement: str) -> None:
    entities = people(ada=f"born: {born}", bob="born: 1990", cem="born: 1991-05")
    template = 't: {given: "ada born ?d", ask: "?", state: "Ada was born on {d}.", answer: d, forms: [truefalse]}'
    stems = {q.stem for seed in range(12) for q in generate(base(entities, template), seed)}
    assert statement in stems


def test_a_false_statement_of_a_year_has_the_preposition_of_a_year() -> None:
    """Also where the author contrasts the day that is wrong."""
    contrast = "contrasts: [{is: 1952-04-02, because: No.}]"
    entities = people(ada="born: 1951-04-02").replace("source: s", f"source: s, {contrast}")
    template = (
        't: {given: "ada born ?d", ask: "?", state: "Ada was born in {d.year}.",'
        " answer: d.year, forms: [truefalse]}"
    )
    stems = {q.stem for seed in range(12) for q in generate(base(entities, template), seed)}
    assert "Ada was born in 1952." in stems
    assert all(stem.startswith("Ada was born in 1") for stem in stems)


def test_every_seed_finds_the_options_that_no_rule_objects_to() -> None:
    """Where they are drawn once in ten times, a few draws do not find them."""
    entities = "".join(
        f"{name.casefold()}: {{kind: person, name: {name},"
        f" facts: {{height: {{is: {150 + number}, source: s}}}}}}\n"
        for number, name in enumerate("Ada Bob Cem Dan Eve Flo Gus Hal Ina".split())
    )
    template = (
        't: {given: "?p height 150", ask: "Who measures 150?", answer: p, forms: [choice]}'
    )
    (item,) = find_items(base(entities, template))
    rare = set(sorted(c.label for c in nearest_candidates(item.group))[:2])
    tries: list[Proof] = []

    def judge(proof: Proof) -> Question | Refusal:
        tries.append(proof)
        fits = rare <= {distractor.label for distractor in proof.distractors}
        return assemble(proof) if fits else Refusal("too common")

    for seed in range(20):
        assert not isinstance(draw_question(item, seed, judge), Refusal)
    assert len(tries) > 4 * 20
