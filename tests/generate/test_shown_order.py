"""What has an order is shown in it."""

import pytest

from quizgen.generate.assemble import make_question
from quizgen.generate.generator import find_items
from quizgen.generate.shown_order import are_numbered, numbers_in
from quizgen.model import OptionsQuestion
from tests.generate.decks import base

HEAD = """\
deck: d
title: D
language: en
checked: 2026-11-23
sources: {s: {title: S}}
relations:
  stands-in: {of: rule, is: article, single: true, says: "{of} stands in {is}"}
  rated: {of: claim, is: text, single: true, order: [true, mostly true, partly true, false], says: "{of} is {is}"}
  graded: {of: claim, is: grade, single: true, order: [good, fair, poor, bad, awful, unknown, none], says: "{of} is {is}"}
"""
GRADES = "".join(
    f"\n{grade}: {{kind: grade, name: {grade.title()}}}"
    for grade in ("good", "fair", "poor", "bad", "awful", "unknown", "none")
)


def shown(
    entities: str, given: str, answer: str, subject: str, seeds: int = 24
) -> list[list[str]]:
    """The options about *subject* under many seeds, a star before the key."""
    template = (
        f't: {{given: "{given}", ask: "What of {{x}}?", answer: {answer}, forms: [choice]}}'
    )
    deck = base(entities.rstrip() + GRADES, template, HEAD)
    drawn = []
    for seed in range(seeds):
        for item in find_items(deck, seed):
            if item.id == f"d/t/{subject}#choice":
                question = make_question(item)
                assert isinstance(question, OptionsQuestion), question
                drawn.append([("*" if o.right else "") + o.text for o in question.options])
    return drawn


def articles(names: list[str]) -> str:
    lines = [f'a{i}: {{kind: article, name: "{name}"}}' for i, name in enumerate(names)]
    lines += [
        f"r{i}: {{kind: rule, name: Rule {i}, facts: {{stands-in: {{is: a{i}, source: s}}}}}}"
        for i in range(len(names))
    ]
    return "\n".join(lines)


@pytest.mark.parametrize("word", ["Article 9", "Chapter IX", "статья 9", "9 §"])
def test_numbered_names_are_shown_by_number(word: str) -> None:
    arabic = [2, 51, 100, 4, 27, 33, 9, 10]
    roman = ["II", "LI", "C", "IV", "XXVII", "XXXIII", "IX", "X"]
    names = [
        word.replace("IX", r).replace("9", str(a))
        for a, r in zip(arabic, roman, strict=True)
    ]
    for options in shown(articles(names), "?x stands-in ?a", "a", "r4"):
        numbers = [numbers_in(option) for option in options]
        assert numbers == sorted(numbers)


def test_the_key_is_at_no_place_more_often() -> None:
    names = [f"Article {number}" for number in range(1, 30)]
    places = [0, 0, 0, 0]
    for rule in range(29):
        for options in shown(articles(names), "?x stands-in ?a", "a", f"r{rule}", seeds=6):
            places[[option[0] == "*" for option in options].index(True)] += 1
    assert all(abs(place - 43.5) < 24 for place in places), places


@pytest.mark.parametrize("asked", [[8], [3, 9, 12], [0, 1, 2, 3, 18]])
def test_nor_is_it_where_few_are_asked_about(asked: list[int]) -> None:
    """Of twenty articles; the first of all is first, and the others are not, so much more."""
    entities = "\n".join(
        [
            *(f'a{i}: {{kind: article, name: "Article {i + 1}"}}' for i in range(20)),
            *(
                f"r{i}: {{kind: rule, name: R{i}, facts: {{stands-in: {{is: a{i}, source: s}}}}}}"
                for i in asked
            ),
        ]
    )
    places = [0, 0, 0, 0]
    for rule in asked:
        for options in shown(entities, "?x stands-in ?a", "a", f"r{rule}", seeds=80):
            places[[option[0] == "*" for option in options].index(True)] += 1
    total = sum(places)
    assert all(abs(place / total - 0.25) < 4 * (0.1875 / total) ** 0.5 for place in places)


def test_other_names_are_shown_by_lot() -> None:
    names = ["Bonn", "Oslo", "Rome", "Kyiv", "Lima"]
    drawn = shown(articles(names), "?x stands-in ?a", "a", "r0")
    assert len({options.index("*Bonn") for options in drawn}) == 4


CLAIMS = """\
c0: {kind: claim, name: C0, facts: {rated: {is: partly true, source: s}, graded: {is: fair, source: s}}}
c1: {kind: claim, name: C1, facts: {rated: {is: "true", source: s}, graded: {is: good, source: s}}}
"""


def test_a_scale_is_shown_whole_and_in_its_order() -> None:
    """Although no claim is false or mostly true."""
    assert (
        shown(CLAIMS, "?x rated ?r", "r", "c0", seeds=2)
        == [["true", "mostly true", "*partly true", "false"]] * 2
    )


def test_of_a_long_scale_four_are_shown_around_the_key() -> None:
    drawn = shown(CLAIMS, "?x graded ?r", "r", "c0")
    assert all(len(options) == 4 for options in drawn)
    assert {options.index("*Fair") for options in drawn} == {0, 1}
    assert drawn[0] in (["Good", "*Fair", "Poor", "Bad"], ["*Fair", "Poor", "Bad", "Awful"])


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (["Article 4", "Article 51"], True),
        (["Article 2(4)", "Article 2(7)", "Article 51"], True),
        (["Chapter VI. Pacific Settlement", "Chapter X. The Council"], True),
        (["3 years", "1 year"], True),
        (["about 600 people", "about 15,000 people"], True),
        (["52 to 5, with 2 abstentions", "77 to 6, with 74 abstentions"], True),
        (["Article 4", "Chapter V"], False),
        (["9 May 1945", "2 September 1945"], False),  # a number is no order of dates
        (["Article 4", "Article 4"], False),
        (["Rome", "Oslo"], False),
    ],
)
def test_names_of_one_kind_that_differ_by_number_have_an_order(
    labels: list[str], expected: bool
) -> None:
    assert are_numbered(labels) == expected


@pytest.mark.parametrize(
    ("label", "numbers"),
    [
        ("Chapter XIX", (19,)),
        ("Chapter XLIV", (44,)),
        ("about 15,000 people", (15000,)),
        ("1 234 567", (1234567,)),
        ("54.1 per cent", (54.1,)),
        ("54,1 %", (54.1,)),
        ("Article 2(4)", (2, 4)),
    ],
)
def test_numbers_are_read_as_they_are_written(label: str, numbers: tuple[float]) -> None:
    assert numbers_in(label) == numbers
