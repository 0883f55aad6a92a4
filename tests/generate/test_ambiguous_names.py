"""A name that several of a kind have is shown only where it does not matter which is meant."""

from quizgen import generate
from quizgen.generate.coverage import shortfalls
from quizgen.generate.generator import find_items
from quizgen.model import FactBase, MatchQuestion, OptionsQuestion, TypedQuestion
from tests.generate.decks import base

HEAD = """\
deck: ponds
title: Ponds
language: en
checked: 2026-11-23
sources: {s: {title: S}}
relations:
  lies-in: {of: pond, is: county, single: true, says: "{of} lies in {is}"}
"""
PONDS = {
    "long": ("Long Pond", "kent"),
    "other-long": ("Long Pond", "fife"),
    "round": ("Round Pond", "kent"),
    "deep": ("Deep Pond", "fife"),
    "clear": ("Clear Pond", "down"),
    "old": ("Old Pond", "cork"),
}
TEMPLATES = """
  where: {given: "?p lies-in ?c", ask: "In which county is {p}?", state: "{p} lies in {c}.", answer: c, forms: [choice, text, truefalse]}
  which: {given: "?p lies-in ?c", ask: "Which of these lies in {c}?", answer: p, forms: [choice, text]}
  pairs: {given: "?p lies-in ?c", ask: "Match each pond with its county.", answer: p, match-with: c, forms: [match]}
"""


def _ponds(**shorts: str) -> FactBase:
    lines = [
        f"{id_}: {{kind: pond, name: {name}{shorts.get(id_, '')},"
        f" facts: {{lies-in: {{is: {county}, source: s}}}}}}\n"
        for id_, (name, county) in PONDS.items()
    ]
    lines += [
        f"{county}: {{kind: county, name: {county.title()}}}\n"
        for county in ("kent", "fife", "down", "cork")
    ]
    return base("".join(lines), TEMPLATES, HEAD)


def _told_apart() -> FactBase:
    return _ponds(
        **{"long": ", short: Long Pond (south)", "other-long": ", short: Long Pond (north)"}
    )


def test_nothing_is_asked_about_a_name_that_two_have() -> None:
    ponds = _ponds()
    stems = [q.stem for q in generate(ponds) if "where" in q.id]
    assert stems
    assert not any("Long Pond" in stem for stem in stems)
    assert any(
        "'Long Pond' is the name of several: expected a 'short'" in problem.message
        for problem in shortfalls(ponds)
    )


def test_it_is_no_wrong_answer() -> None:
    choices = [q for q in generate(_ponds()) if isinstance(q, OptionsQuestion)]
    wrong = {o.text for question in choices for o in question.options if not o.right}
    assert {"Round Pond", "Kent"} <= wrong
    assert "Long Pond" not in wrong


def test_the_others_are_paired_without_it() -> None:
    lefts = [{*q.left} for q in generate(_ponds()) if isinstance(q, MatchQuestion)]
    assert lefts == [{"Round Pond", "Deep Pond", "Clear Pond", "Old Pond"}]
    items = [item.id for item in find_items(_ponds()) if item.form == "match"]
    assert items == ["ponds/pairs#match"]  # it takes no place beside them either


def test_what_is_told_apart_is_asked_by_its_short_name() -> None:
    ponds = _told_apart()
    stems = {q.stem for q in generate(ponds) if "where" in q.id and q.form == "text"}
    assert "In which county is Long Pond (south)?" in stems
    assert "In which county is Long Pond (north)?" in stems
    lefts = [q.left for q in generate(ponds) if isinstance(q, MatchQuestion)]
    assert any("Long Pond (south)" in left for left in lefts)


def test_the_name_alone_is_no_answer_where_another_has_it() -> None:
    text = HEAD.replace("single: true", "single: true, unique: true")
    lines = "".join(
        f"{id_}: {{kind: pond, name: Long Pond, short: Long Pond ({side}),"
        f" facts: {{lies-in: {{is: {county}, source: s}}}}}}\n"
        f"{county}: {{kind: county, name: {county.title()}}}\n"
        for id_, side, county in (("a", "south", "kent"), ("b", "north", "fife"))
    )
    which = '  which: {given: "?p lies-in ?c", ask: "What lies in {c}?", answer: p, forms: [text]}'
    typed = [q for q in generate(base(lines, which, text)) if isinstance(q, TypedQuestion)]
    answers = {q.answer.text: q.answer.accepted for q in typed}
    assert answers == {
        "Long Pond (south)": ("Long Pond (south)",),
        "Long Pond (north)": ("Long Pond (north)",),
    }
