"""Look-ups: facts by words, bindings by patterns; each an exact line."""

import pytest

from quizgen.deck.loader import loads
from quizgen.deck.patterns import Malformed
from quizgen.model import Value
from quizgen.query.search import find_bindings, find_facts, parse_query
from tests.query.facts import HEAD, read, world

BASE = read(f"""{HEAD}
entities:
  chess: {{kind: club, name: Chess, facts: {{member: [{{is: ada, source: s, note: She is the Oldest.}}, {{is: bob, source: s}}]}}}}
  go: {{kind: club, name: Go, facts: {{member: [{{is: bob, source: s, since: 2001}}]}}}}
  ada: {{kind: person, name: Ada, facts: {{height: {{is: 170, source: s}}}}}}
  bob: {{kind: person, name: Bob}}
""")
SENTENCES = {
    "chess/member/ada": "Ada plays chess.",
    "chess/member/bob": "Bob plays chess.",
    "go/member/bob": "Bob plays go.",
    "ada/height/170": "Ada measures 170.",
}


def found(words: str) -> list[str]:
    """What is found, without the folder of its place."""
    return [
        f"{line[: line.rindex('] ') + 1]} {line.rpartition(':')[0].rpartition(':')[2]}"
        for line in find_facts(BASE, words, SENTENCES)
    ]


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("oldest", ["Ada plays chess. She is the Oldest. [s] 24"]),
        ("CHESS bob", ["Bob plays chess. [s] 24"]),
        ("go/member", ["Bob plays go. [s] 25"]),
        ("bob", ["Bob plays chess. [s] 24", "Bob plays go. [s] 25"]),
        ("bob ada", []),
    ],
)
def test_a_fact_is_found_by_words_of_its_sentence_its_note_or_its_id(
    words: str, lines: list[str]
) -> None:
    assert found(words) == lines


def label(value: Value, literal: str) -> str:
    return f"{literal or 'entity'} {value}"


@pytest.mark.parametrize(
    ("query", "lines"),
    [
        ("?c member ?p", [
            "c: entity chess  p: entity ada",
            "c: entity chess  p: entity bob",
            "c: entity go  p: entity bob",
        ]),
        ("?c member ?p, ?p height ?n", ["c: entity chess  p: entity ada  n: number 170"]),
        ("?c member ?p since ?d, ?p != ada", ["c: entity go  p: entity bob  d: date 2001"]),
        ("?p height ?n, ?n > 169.5", ["p: entity ada  n: number 170"]),
        ("?n = count ?c: ?c member ada", []),
        ("first ?d: ?c member ?p since ?d, ?p height 3", []),
        ("chess member ada", [""]),
        ("chess member cem", []),
    ],
)  # fmt: skip
def test_a_query_shows_its_variables_in_their_order(query: str, lines: list[str]) -> None:
    assert find_bindings(BASE, parse_query(BASE, query), label) == lines


def test_a_line_is_shown_once() -> None:
    base = world("chess member ada since 2001 until 2002\nchess member ada since 2005")
    assert find_bindings(base, parse_query(base, "?c member ?p"), label) == [
        "c: entity chess  p: entity ada"
    ]


def test_what_is_only_counted_is_not_shown() -> None:
    base = world("go member ada\ngo member bob\ngo member complete")
    query = parse_query(base, "?n = count ?p: go member ?p")
    assert find_bindings(base, query, label) == ["n: number 2"]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("?c membre ?p", "unknown relation 'membre' (did you mean 'member'?)"),
        ("?c member", "found '?c member': expected 'SUBJECT RELATION VALUE'"),
        ("?p height tall", "found 'tall': expected a number such as 12 or 3.5"),
        ("?p height ?n, ?n > x", "found 'x': expected a number such as 12 or 3.5"),
    ],
)
def test_a_query_that_is_none_says_what_was_expected(query: str, message: str) -> None:
    with pytest.raises(Malformed) as refusal:
        parse_query(BASE, query)
    assert str(refusal.value) == message


def test_only_facts_of_the_deck_itself_are_searched() -> None:
    """Those of a deck that it uses come before its own, and are passed over."""
    base, problems = loads(
        "deck: mine\ntitle: M\nlanguage: en\nchecked: 2026-11-23\nuses: states\nsources: {s: {title: S}}\nentities: {kazakhstan: {facts: {currency: {is: tenge, source: s, note: Mine alone.}}}}\n"
    )
    assert problems == []
    assert base is not None
    (own,) = [fact for fact in base.facts if fact.deck == "mine"]
    lines = find_facts(base, "mine", {own.id: "It is the tenge."})
    assert [line.partition(" [")[0] for line in lines] == ["It is the tenge. Mine alone."]
