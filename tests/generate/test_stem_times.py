"""No option is a time that the stem itself excludes."""

import pytest

from quizgen.generate.items import Item
from quizgen.generate.proofs import prove
from quizgen.model import Refusal
from tests.generate.decks import base
from tests.generate.quantity_decks import HEAD, choices, draw


def offered(item: Item) -> list[str]:
    """Every option under many seeds, in order of years."""
    labels = {label for seed in range(80) for label in draw(item, seed)[1]}
    return sorted(labels, key=lambda label: label.split()[-1])


def authors(
    pairs: list[tuple[str, str]], given: str, ask: str, answer: str
) -> dict[str, Item]:
    """People who were born and wrote on these days."""
    people = "\n".join(
        f"p{i}: {{kind: person, name: P{i}, facts: {{born: {{is: {first}, source: s}}, wrote: {{is: {second}, source: s}}}}}}"
        for i, (first, second) in enumerate(pairs)
    )
    template = f't: {{given: [{given}], ask: "{ask}", answer: {answer}, forms: [choice]}}'
    return choices(base(people, template, HEAD))


def test_what_comes_after_something_else_has_no_options_before_it() -> None:
    """No pattern says that one is born before one writes; the events do."""
    items = authors(
        [("1950", "1952"), ("1940", "1951"), ("1930", "1949")],
        '"?p born ?d", "?p wrote ?e"',
        "{p} was born. In which year did {p} write?",
        "e.year",
    )
    assert min(offered(items["p0"])) >= "1950"
    assert min(offered(items["p1"])) < "1949"


def test_one_question_is_enough_to_say_so() -> None:
    items = authors(
        [("2015-03", "2017-05-04")],
        '"?p born ?d", "?p wrote ?e"',
        "{p} was born in {d.year}. In which year did {p} write?",
        "e.year",
    )
    (item,) = items.values()
    assert offered(item)[0] == "2016"  # 2015 stands in the stem


def test_two_times_in_either_order_bound_nothing() -> None:
    items = authors(
        [("1950", "1952"), ("1951", "1940")],
        '"?p born ?d", "?p wrote ?e"',
        "In which year did {p} write?",
        "e.year",
    )
    assert min(offered(items["p0"])) < "1950"


@pytest.mark.parametrize(
    ("pattern", "least", "most"),
    [
        ("?e > ?d", "1950", "9"),
        ("?d <= ?e", "1950", "9"),
        ("?e > 1948", "1949", "9"),
        ("?e < 1955", "0", "1954"),
        ("1955 >= ?e", "0", "1955"),
    ],
)
def test_the_order_that_a_pattern_asks_for_bounds_the_options(
    pattern: str, least: str, most: str
) -> None:
    items = authors(
        [("1950", "1952")],
        f'"?p born ?d", "?p wrote ?e", "{pattern}"',
        "In which year did {p} write, who was born?",
        "e.year",
    )
    options = offered(items["p0"])
    assert options[0] >= least
    assert options[-1] <= most


def test_an_end_has_no_options_before_the_beginning() -> None:
    """That both are of one fact orders them."""
    people = (
        "p0: {kind: person, name: P0, facts: {ruled: {is: rome, since: 1950, until: 1951, source: s}}}\n"
        "p1: {kind: person, name: P1, facts: {ruled: {is: rome, since: 1930, until: 1949, source: s}}}\n"
        "p2: {kind: person, name: P2, facts: {ruled: {is: rome, since: 1920, until: 1929, source: s}}}\n"
        "rome: {kind: place, name: Rome}"
    )
    template = (
        't: {given: "?p ruled ?place since ?d until ?e", ask: "{p} ruled {place} from {d.year} until?",'
        " answer: e.year, forms: [choice]}"
    )
    items = choices(base(people, template, HEAD))
    assert min(offered(items["p0+rome+1950"])) == "1951"  # and 1950 stands in the stem


def test_between_the_first_event_and_today_is_little_room_but_some() -> None:
    """The year of the check is the last; what is too few is not filled with what is out."""
    items = authors(
        [("2023", "2025")],
        '"?p born ?d", "?p wrote ?e"',
        "{p} was born. In which year did {p} write?",
        "e.year",
    )
    assert offered(items["p0"]) == ["2023", "2024", "2025", "2026"]


def test_what_the_stem_excludes_is_not_offered_where_too_little_is_left() -> None:
    """Only 2026 is left: there is no choice question."""
    items = authors(
        [("2024-03-02", "2025-06-01")],
        '"?p born ?d", "?p wrote ?e"',
        "{p} was born in {d.year}. In which year did {p} write?",
        "e.year",
    )
    (item,) = items.values()
    assert isinstance(prove(item, 0), Refusal)


def test_what_an_author_asks_of_options_bounds_them() -> None:
    people = "p0: {kind: person, name: P0, facts: {born: {is: 1950, source: s}}}"
    template = 't: {given: "?p born ?d", ask: "When was {p} born?", answer: d, forms: [choice], options: "?d > 1948"}'
    (item,) = choices(base(people, template, HEAD)).values()
    assert offered(item)[0] == "1949"


def test_options_may_have_to_be_what_others_have() -> None:
    """Each of six was born on the day on which one wrote."""
    days = [f"1950-0{month}-0{month}" for month in range(1, 10)]
    people = "".join(
        f"p{i}: {{kind: person, name: P{i}, facts: {{born: {{is: {day}, source: s}}, wrote: {{is: {days[-i - 1]}, source: s}}}}}}\n"
        for i, day in enumerate(days)
    )
    template = 't: {given: "?p born ?d", ask: "When was {p} born?", answer: d, forms: [choice], options: "?q wrote ?d"}'
    items = choices(base(people, template, HEAD))
    assert all(label.split()[0] in "123456789" for label in offered(items["p3"]))
