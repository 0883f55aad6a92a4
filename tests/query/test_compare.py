"""Two values compared: surely, or at least possibly; and the facts of an index."""

from decimal import Decimal

import pytest

from quizgen.dates import parse_iso
from quizgen.model import Constant, Value, Variable
from quizgen.query.compare import UNKNOWN, compare, may_equal, surely_equal
from quizgen.query.index import Index
from tests.query.facts import world

YEAR, MONTH, DAY = parse_iso("2001"), parse_iso("2001-05"), parse_iso("2001-05-05")
NEXT = parse_iso("2001-05-06")
OPERATORS = ("<", "<=", "=", "!=", ">=", ">")


def holding(left: object, right: object) -> str:
    """The operators that surely hold between *left* and *right*."""
    return " ".join(o for o in OPERATORS if compare(left, o, right))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("left", "right", "operators"),
    [
        (1, 2, "< <= !="),
        (2, 2, "<= = >="),
        (Decimal("2.5"), 2, "!= >= >"),
        (DAY, NEXT, "< <= !="),
        (DAY, DAY, "<= = >="),
        (NEXT, DAY, "!= >= >"),
        (DAY, MONTH, ""),
        (MONTH, DAY, ""),
        (MONTH, MONTH, ""),
        (YEAR, YEAR, ""),
        (UNKNOWN, UNKNOWN, ""),
        (parse_iso("2001-05-01"), MONTH, "<="),
        (MONTH, parse_iso("2001-05-31"), "<="),
        (MONTH, parse_iso("2001-06"), "< <= !="),
        (parse_iso("2002"), YEAR, "!= >= >"),
        ("ada", "ada", "="),
        ("ada", "bob", "!="),
        ("ada", DAY, "!="),
        ("ada", 1, "!="),
        (1, DAY, "!="),
        (UNKNOWN, 1, ""),
        (1, UNKNOWN, ""),
        (UNKNOWN, DAY, ""),
        (UNKNOWN, "ada", ""),
        (None, 1, "!="),
        (1, None, "!="),
    ],
)
def test_what_surely_holds_between_two_values(
    left: object, right: object, operators: str
) -> None:
    assert holding(left, right) == operators


@pytest.mark.parametrize(
    ("left", "right", "possibly"),
    [
        (1, 1, True),
        (1, 2, False),
        ("ada", "ada", True),
        ("ada", "bob", False),
        (UNKNOWN, "ada", True),
        ("ada", UNKNOWN, True),
        (UNKNOWN, UNKNOWN, True),
        (DAY, YEAR, True),
        (YEAR, DAY, True),
        (YEAR, YEAR, True),
        (DAY, NEXT, False),
        (parse_iso("2001-05-31"), MONTH, True),
        (MONTH, parse_iso("2001-06-01"), False),
        (DAY, 2001, False),
        (2001, DAY, False),
    ],
)
def test_values_may_be_equal(left: Value, right: Value, possibly: bool) -> None:
    assert may_equal(left, right) is possibly


@pytest.mark.parametrize(
    ("fact", "wanted", "surely"),
    [
        (DAY, DAY, True),
        (DAY, YEAR, True),
        (DAY, MONTH, True),
        (MONTH, DAY, False),
        (MONTH, MONTH, True),
        (DAY, NEXT, False),
        (parse_iso("2001-05-01"), MONTH, True),
        (parse_iso("2001-05-31"), MONTH, True),
        (parse_iso("2001-06-01"), MONTH, False),
        (parse_iso("2001-04-30"), MONTH, False),
        (1, 1, True),
        (1, 2, False),
        (2001, YEAR, False),
        (YEAR, 2001, False),
    ],
)
def test_a_date_that_a_pattern_writes_holds_those_within_it(
    fact: Value, wanted: Value, surely: bool
) -> None:
    assert surely_equal(fact, wanted, Constant(wanted)) is surely


@pytest.mark.parametrize(
    ("fact", "wanted", "surely"),
    [
        (DAY, DAY, True),
        (DAY, YEAR, False),
        (YEAR, YEAR, False),
        (MONTH, MONTH, False),
        (DAY, NEXT, False),
    ],
)
def test_in_a_variable_only_whole_days_are_surely_the_same(
    fact: Value, wanted: Value, surely: bool
) -> None:
    assert surely_equal(fact, wanted, Variable("d")) is surely


def test_an_unknown_value_says_so() -> None:
    assert repr(UNKNOWN) == "UNKNOWN"


BASE = world("""
    ada seen 2001
    ada seen 2001-05-05
    ada seen 2002
    bob seen 2001
    chess guest ada
    go member complete
""")


def ids(facts: object) -> list[str]:
    return [fact.id for fact in facts]  # type: ignore[attr-defined]


def test_facts_are_found_by_subject_and_by_value() -> None:
    """A date finds the dates of its year: each of them may be that day."""
    index = Index(BASE)
    assert ids(index.row("seen", "ada")) == [
        "ada/seen/2001",
        "ada/seen/2001-05-05",
        "ada/seen/2002",
    ]
    assert ids(index.row("seen", "cem")) == []
    assert ids(index.row("guest", "ada")) == []
    assert ids(index.column("guest", "ada")) == ["chess/guest/ada"]
    assert ids(index.column("guest", "bob")) == []
    days = ["ada/seen/2001", "ada/seen/2001-05-05", "bob/seen/2001"]
    assert ids(index.column("seen", parse_iso("2001-09-09"))) == days
    assert ids(index.about["ada"]) == ids(index.row("seen", "ada"))
    assert ids(index.facts["guest"]) == ["chess/guest/ada"]
    assert index.kinds["town"] == ["oslo", "rome"]
    assert index.now == parse_iso("2026-11-23")


@pytest.mark.parametrize(
    ("relation", "subject", "whole"),
    [
        ("guest", "chess", True),
        ("guest", "go", True),
        ("member", "go", True),
        ("member", "chess", False),
        ("seen", "go", False),
    ],
)
def test_a_list_is_whole_by_its_relation_or_for_one_subject(
    relation: str, subject: str, whole: bool
) -> None:
    assert Index(BASE).is_listed(relation, subject) is whole
