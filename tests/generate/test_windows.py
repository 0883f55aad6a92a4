"""Things to order or to match come in windows: as many as it takes to ask about each."""

import pytest

from quizgen import generate
from quizgen.generate.coverage import shortfalls
from quizgen.model import FactBase, MatchQuestion, OrderQuestion, Question
from tests.generate.decks import base

ORDER = 't: {given: "?p born ?d", ask: "Order.", answer: p, order-by: d, forms: [order]}'
MATCH = 't: {given: "?p from ?t", ask: "Match.", answer: p, match-with: t, forms: [match]}'


def born(*years: int) -> str:
    """People p00, p01, ..., born in *years*."""
    return "".join(
        f"p{i:02}: {{kind: person, name: P{i:02}, facts: {{born: {{is: {year}, source: s}}}}}}\n"
        for i, year in enumerate(years)
    )


def from_towns(*towns: int) -> str:
    """People p00, p01, ..., each from one of some numbered towns."""
    people = "".join(
        f"p{i:02}: {{kind: person, name: P{i:02}, facts: {{from: {{is: t{town}, source: s}}}}}}\n"
        for i, town in enumerate(towns)
    )
    return people + "".join(
        f"t{town}: {{kind: town, name: T{town}}}\n" for town in sorted(set(towns))
    )


def things(question: Question) -> list[str]:
    match question:
        case OrderQuestion():
            return sorted(question.items)
        case MatchQuestion():
            return sorted(question.left)
    raise AssertionError(question)


def windows(deck: FactBase, seed: int = 0) -> dict[str, list[str]]:
    """What is ordered or matched, by id."""
    return {question.id: things(question) for question in generate(deck, seed)}


@pytest.mark.parametrize(
    ("count", "sizes"),
    [
        (3, [3]),
        (4, [4]),
        (5, [5]),
        (6, [4, 4]),
        (7, [4, 4]),
        (9, [5, 4]),
        (11, [4, 4, 4]),
        (20, [5, 5, 5, 5]),
        (21, [5, 5, 5, 5, 4]),
        (47, [5] * 8 + [4, 4]),
    ],
)
def test_each_thing_stands_in_a_window_of_four_or_five(
    count: int, sizes: list[int]
) -> None:
    found = windows(base(born(*range(1900, 1900 + count)), ORDER))
    assert [len(names) for names in found.values()] == sizes
    assert {name for names in found.values() for name in names} == {
        f"P{i:02}" for i in range(count)
    }


@pytest.mark.parametrize(
    ("count", "sizes"), [(4, [4]), (5, [4, 4]), (8, [4, 4]), (9, [4, 4, 4])]
)
def test_each_pair_stands_in_a_window_of_four(count: int, sizes: list[int]) -> None:
    found = windows(base(from_towns(*range(count)), MATCH))
    assert [len(names) for names in found.values()] == sizes
    assert len({name for names in found.values() for name in names}) == count


def test_the_first_window_has_the_id_of_the_only_one_and_the_others_a_number() -> None:
    assert [*windows(base(born(*range(1901, 1914)), ORDER))] == [
        *("d/t#order", "d/t/2#order", "d/t/3#order"),
    ]
    asked_of_town = (
        't: {given: ["?p born ?d", "?p from ?t"], ask: "Order those from {t}.", answer: p,'
        " order-by: d, forms: [order]}"
    )
    people = born(*range(1901, 1914)).replace("born:", "from: {is: rome, source: s}, born:")
    rome = "rome: {kind: town, name: Rome}\n"
    assert [*windows(base(people + rome, asked_of_town))] == [
        *("d/t/rome#order", "d/t/rome+2#order", "d/t/rome+3#order"),
    ]


@pytest.mark.parametrize(
    ("entities", "template"),
    [(born(*range(1901, 1914)), ORDER), (from_towns(*range(13)), MATCH)],
)
def test_an_id_means_the_same_things_under_every_seed(entities: str, template: str) -> None:
    deck = base(entities, template)
    for seed in range(1, 6):
        assert windows(deck, seed) == windows(deck)


def test_one_thing_more_changes_nothing_but_the_last_windows() -> None:
    """No more than twenty things are dealt out together."""
    fewer = windows(base(born(*range(1900, 1943)), ORDER))
    more = windows(base(born(*range(1900, 1944)), ORDER))
    assert [*more][: len(fewer)] == [*fewer]
    changed = [id_ for id_ in fewer if fewer[id_] != more[id_]]
    assert changed == ["d/t/9#order"]


def test_things_of_one_place_stand_in_different_windows() -> None:
    """Nobody could say which of two of one year is first."""
    found = windows(base(born(1900, 1901, 1902, 1903, 1900, 1900), ORDER))
    assert {name for names in found.values() for name in names} == {
        f"P{i:02}" for i in range(6)
    }
    for names in found.values():
        assert len({"P00", "P04", "P05"} & {*names}) == 1
        assert len(names) == 4


def test_two_pairs_with_one_partner_stand_in_different_windows() -> None:
    found = windows(base(from_towns(1, 1, 1, 2, 3, 4), MATCH))
    assert len(found) == 3
    for names in found.values():
        assert len({"P00", "P01", "P02"} & {*names}) == 1


def named_after_towns(*rows: tuple[str, str]) -> str:
    """People with names of their own, each from a town with one."""
    people = [
        f"p{i}: {{kind: person, name: {name}, facts: {{from: {{is: t{i}, source: s}}}}}}\n"
        for i, (name, _) in enumerate(rows)
    ]
    towns = [f"t{i}: {{kind: town, name: {name}}}\n" for i, (_, name) in enumerate(rows)]
    return "".join(people + towns)


ROWS = (
    ("Ann Hill", "Hill Green"),
    ("Bob", "Mill Green"),
    ("Cem", "Oxford"),
    ("Dan", "Rye"),
)


def test_a_pair_that_shares_a_word_is_shown_with_another_that_has_it() -> None:
    found = windows(base(named_after_towns(*ROWS, ("Eve", "Hill End")), MATCH))
    assert {name for names in found.values() for name in names} == {
        *("Ann Hill", "Bob", "Cem", "Dan", "Eve")
    }
    for names in found.values():
        assert len(names) >= 4
        assert "Ann Hill" not in names or "Eve" in names


def test_a_pair_that_alone_shares_a_word_is_in_no_window_and_spoils_none() -> None:
    found = windows(base(named_after_towns(*ROWS), MATCH))
    assert found == {"d/t#match": ["Bob", "Cem", "Dan"]}


def test_where_too_few_can_be_told_apart_nothing_is_asked_and_check_says_so() -> None:
    deck = base(born(1900, 1900, 1901), ORDER)
    assert windows(deck) == {}
    (problem,) = shortfalls(deck)
    assert "only 2 items have a certain order" in problem.message
    deck = base(from_towns(1, 1, 2), MATCH)
    assert windows(deck) == {}
    (problem,) = shortfalls(deck)
    assert "only 2 pairs cannot be confused" in problem.message


def test_what_a_window_is_said_to_rest_on_are_its_own_facts() -> None:
    for question in generate(base(born(*range(1901, 1914)), ORDER)):
        assert {fact[1:3] for fact in question.about.facts} == {
            name[1:] for name in things(question)
        }
