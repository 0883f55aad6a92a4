"""Two entities of one kind and name are told apart by what is short for each."""

from quizgen import FactBase
from quizgen.deck.lint import warnings
from quizgen.deck.loader import loads
from quizgen.generate.labels import Labels

PONDS = """\
deck: ponds
title: Ponds
language: en
checked: 2026-11-23
sources: {s: {title: S}}
relations: {near: {of: [pond, mill], is: mill}}
entities:
  one: {kind: pond, name: Long Pond%s}
  two: {kind: pond, name: Long pond%s}
  three: {kind: mill, name: Long Pond}
  four: {kind: pond, name: Round Pond, short: RP}
"""


def _base(one: str, two: str) -> FactBase:
    base, problems = loads(PONDS % (one, two))
    assert base is not None
    assert not problems
    return base


def test_the_short_names_are_shown_where_the_names_are_alike() -> None:
    base = _base(", short: Long Pond (Kent)", ", short: Long Pond (Fife)")
    labels = Labels(base)
    shown = [labels.entity(id_) for id_ in ("one", "two", "three", "four")]
    assert shown == ["Long Pond (Kent)", "Long Pond (Fife)", "Long Pond", "Round Pond"]
    assert labels.ambiguous == frozenset()
    assert warnings(base) == []


def test_who_nothing_tells_apart_is_reported() -> None:
    for one, two in (
        ("", ""),
        ("", ", short: LP"),
        (", short: LP", ", short: lp"),
        (", short: long pond", ", short: LP"),
    ):
        base = _base(one, two)
        assert Labels(base).ambiguous == {"one", "two"}
        assert [problem.message for problem in warnings(base)] == [
            "'Long pond' is the name of 'one' as well, also a pond:"
            " expected a 'short' for each that tells them apart"
        ]


def test_a_short_name_that_two_have_is_shown_for_neither() -> None:
    text = PONDS.replace("Long pond%s", "Deep Pond, short: P%s")
    base, _ = loads(text % (", short: P", ""))
    assert base is not None
    labels = Labels(base)
    assert labels.entity("one", "short") == "Long Pond"
    assert labels.entity("two", "short") == "Deep Pond"
    assert labels.entity("four", "short") == "RP"
