"""Statements: one for each right answer, half of them true, and none of them twice."""

from collections import defaultdict

import pytest

from quizgen import generate
from quizgen.generate.item_lint import examine
from quizgen.model import FactBase, TrueFalseQuestion
from tests.generate.decks import HEAD, base, people, towns

CLUB = (
    't: {given: ["?club member ?p", "?club != other"], ask: "Who?", state: "{p} is in {club}.", answer: p,'
    " forms: [truefalse]}"
)


def clubs(*sizes: int, strangers: int = 50) -> str:
    """Clubs c0, c1, ..., each with so many people of its own; and some in another."""
    lines = [f"x{i}: {{kind: person, name: X{i}}}" for i in range(strangers)]
    others = ", ".join(f"{{is: x{i}, source: s}}" for i in range(strangers))
    lines.append(
        f"other: {{kind: club, name: Other, complete: [member], facts: {{member: [{others}]}}}}"
    )
    for club, size in enumerate(sizes):
        names = [f"p{club}-{i:03}" for i in range(size)]
        members = ", ".join(f"{{is: {name}, source: s}}" for name in names)
        lines.append(
            f"c{club}: {{kind: club, name: Club {club}, complete: [member],"
            f" facts: {{member: [{members}]}}}}"
        )
        lines += [f"{name}: {{kind: person, name: {name.upper()}}}" for name in names]
    return "\n".join(lines)


def statements(deck: FactBase, seed: int = 0) -> list[TrueFalseQuestion]:
    questions = generate(deck, seed)
    return [q for q in questions if isinstance(q, TrueFalseQuestion)]


def test_of_a_stem_each_right_answer_is_the_matter_of_one_statement() -> None:
    deck = base(clubs(5, 4), CLUB)
    ids = [f"d/t/c0+p0-00{i}#truefalse" for i in range(5)]
    ids += [f"d/t/c1+p1-00{i}#truefalse" for i in range(4)]
    for seed in range(5):
        assert [question.id for question in statements(deck, seed)] == ids


def test_a_stem_with_one_right_answer_keeps_its_id() -> None:
    deck = base(clubs(1, 1), CLUB)
    assert [q.id for q in statements(deck)] == ["d/t/c0#truefalse", "d/t/c1#truefalse"]


def test_where_the_stem_shows_nothing_the_answer_stands_alone_in_the_id() -> None:
    template = CLUB.replace('["?club member ?p", "?club != other"]', '"c0 member ?p"')
    template = template.replace("{club}", "the club")
    assert [q.id for q in statements(base(clubs(2), template))] == [
        *("d/t/p0-000#truefalse", "d/t/p0-001#truefalse"),
    ]


def test_an_id_holds_the_oldest_name_of_an_answer() -> None:
    entities = clubs(2).replace(
        "kind: person, name: P0-001", "kind: person, name: P, was: [q]"
    )
    assert [q.id for q in statements(base(entities, CLUB))] == [
        *("d/t/c0+p0-000#truefalse", "d/t/c0+q#truefalse"),
    ]


def test_texts_that_are_alike_but_for_their_marks_have_ids_of_their_own() -> None:
    entities = """
        ada: {kind: person, name: Ada, facts: {saying: [{is: "Well, well", source: s}, {is: "Well: well!", source: s}, {is: Ever on, source: s}]}}
        bob: {kind: person, name: Bob, facts: {saying: [{is: Never, source: s}, {is: Now, source: s}]}}
    """
    head = HEAD.replace(
        "relations:\n", "relations:\n  saying: {of: person, is: text, complete: true}\n"
    )
    template = 't: {given: "ada saying ?s", ask: "What?", state: "Ada says: {s}.", answer: s, forms: [truefalse]}'
    ids = [q.id for q in statements(base(entities, template, head))]
    assert len(set(ids)) == 3
    assert ids[2] == "d/t/ever-on#truefalse"


def test_a_true_statement_states_the_answer_in_its_id_and_a_false_one_none_of_the_stem() -> (
    None
):
    deck = base(clubs(9, 6), CLUB)
    members = {f"P{club}-00{i}" for club, size in ((0, 9), (1, 6)) for i in range(size)}
    for seed in range(5):
        for question in statements(deck, seed):
            club, answer = question.id.removesuffix("#truefalse").split("/")[2].split("+")
            name, is_, stated = question.stem.partition(" is in Club ")
            assert is_
            assert stated == f"{club[1:]}."
            if question.truth:
                assert name == answer.upper()
            else:
                assert name not in {it for it in members if it[1] == club[1:]}
                assert question.rationale


@pytest.mark.parametrize(
    "sizes", [(9,), (1, 1, 1, 1, 1, 1), (1, 2, 3, 4, 5), (81,), (3, 3, 3)]
)
def test_half_of_the_statements_of_a_template_are_true_and_of_a_stem_as_well(
    sizes: tuple[int, ...],
) -> None:
    deck = base(clubs(*sizes), CLUB)
    odd_truths = set()
    for seed in range(12):
        truths: dict[str, list[bool]] = defaultdict(list)
        for question in statements(deck, seed):
            truths[question.stem.partition(" is in ")[2]].append(question.truth)
        everything = [truth for stem in truths.values() for truth in stem]
        assert len(everything) == sum(sizes)
        for part in (everything, *truths.values()):
            assert abs(2 * sum(part) - len(part)) <= 1
        odd_truths.add(2 * sum(everything) - len(everything))
    assert odd_truths == ({-1, 1} if sum(sizes) % 2 else {0})


def test_of_many_templates_with_one_statement_each_about_half_are_true() -> None:
    """The odd one is drawn for each template, and not once for all."""
    templates = "".join(CLUB.replace("t: {", f"t{i}: {{") + "\n" for i in range(40))
    deck = base(clubs(1), templates)
    for seed in range(4):
        assert 10 <= sum(question.truth for question in statements(deck, seed)) <= 30


def test_another_seed_makes_others_true() -> None:
    deck = base(clubs(1, 1, 4), CLUB)
    truths: dict[str, set[bool]] = defaultdict(set)
    for seed in range(12):
        for question in statements(deck, seed):
            truths[question.id].add(question.truth)
    assert [*truths.values()] == [{True, False}] * 6


def test_one_answer_more_changes_the_truth_of_few_others() -> None:
    for club in range(2):
        sizes = [7, 8]
        before = {q.id: q.truth for q in statements(base(clubs(*sizes), CLUB))}
        sizes[club] += 1
        after = {q.id: q.truth for q in statements(base(clubs(*sizes), CLUB))}
        assert before.keys() < after.keys()
        assert sum(before[id_] != after[id_] for id_ in before) <= 3


def test_no_statement_of_a_stem_is_made_twice() -> None:
    deck = base(clubs(40, strangers=25), CLUB)
    for seed in range(5):
        stems = [question.stem for question in statements(deck, seed)]
        assert len(stems) == len(set(stems)) == 40


def test_there_are_no_more_statements_than_there_are_wrong_answers_for_half_of_them() -> (
    None
):
    deck = base(clubs(9, strangers=2), CLUB)
    ids = {question.id for question in statements(deck)}
    assert len(ids) == 4
    for seed in range(5):
        questions = statements(deck, seed)
        assert {question.id for question in questions} == ids
        assert sum(question.truth for question in questions) == 2


def test_of_one_stem_a_hundred_statements_are_enough() -> None:
    deck = base(clubs(104, strangers=52), CLUB)
    assert len(statements(deck)) == 100


def test_where_nothing_is_provably_wrong_nothing_is_stated() -> None:
    """Not even what is true: statements that are all true ask nothing."""
    entities = people(ada="home: oslo", bob="home: oslo") + towns()
    template = 't: {given: "?p home oslo", ask: "Who?", state: "{p} lives in Oslo.", answer: p, forms: [truefalse]}'
    assert statements(base(entities, template)) == []


def test_years_are_stated_too() -> None:
    entities = people(ada="born: 1950", bob="born: 1960", cem="born: 1970-05-05")
    template = 't: {given: "?p born ?d", ask: "When?", state: "{p} was born in {d.year}.", answer: d.year, forms: [truefalse]}'
    found = statements(base(entities, template))
    assert [q.id for q in found] == [
        f"d/t/{name}#truefalse" for name in ("ada", "bob", "cem")
    ]


def test_statements_of_one_stem_are_no_rivals() -> None:
    """Each states another right answer; that is no stem with two keys."""
    assert not examine(base(clubs(3, 4), CLUB), range(2))


def test_a_false_statement_rests_on_all_that_is_right() -> None:
    """That one of several is right would not show that another is wrong."""
    deck = base(clubs(3, 1), CLUB)
    members = {f"c0/member/p0-00{i}" for i in range(3)}
    for question in statements(deck):
        own = question.id.removesuffix("#truefalse").split("+")[-1]
        if question.id == "d/t/c1#truefalse":
            assert question.about.facts == ("c1/member/p1-000",)
        elif question.truth:
            assert question.about.facts == (f"c0/member/{own}",)
        else:
            assert {*question.about.facts} == members
            assert all(f"P0-00{i} is in" in question.about.explanation for i in range(3))
