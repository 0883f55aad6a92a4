"""What holds for any text at all: reading, checking and generating never fail."""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from quizgen import check, generate, load
from quizgen.deck.loader import SHIPPED, shipped_decks, starter_deck
from quizgen.deck.schema import json_schema
from quizgen.forms import FORMS
from quizgen.model import Problem
from tests.rivers import RIVERS, changed


@pytest.fixture(scope="module")
def deck(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a deck can be written."""
    return tmp_path_factory.mktemp("properties") / "deck.yaml"


def survives(deck: Path, content: bytes) -> None:
    """Reading *content* ends, and says of what is wrong where it is."""
    deck.write_bytes(content)
    bases, wrong = load(deck)
    assert len(bases) == (not wrong)
    lines = content.count(b"\n") + content.count(b"\r") + 1
    for problem in wrong:
        assert is_well_told(problem, deck, lines)
    for base in bases:
        errors = check(base)
        for problem in errors:
            assert is_well_told(problem, deck, lines)
        if not errors:
            generate(base)


def is_well_told(problem: Problem, deck: Path, lines: int) -> bool:
    place, message = problem.place, problem.message
    return (
        place.path == str(deck)
        and 1 <= place.line <= lines
        and place.column >= 1
        and message.splitlines() == [message]
        and message.isprintable()
        and not message.endswith(".")
    )


@given(st.binary())
@example(b"\xff\xfe")
@example(b"\xef\xbb\xbf")
@example(b"? ? ? - - : :")
def test_any_bytes_are_read(deck: Path, content: bytes) -> None:
    survives(deck, content)


@given(st.text(st.characters(codec="utf-8")))
@example('"\\U00110000"')
@example("deck: {\ud7ff: [*")
@example("\U00018d09:")  # a character that has no name yet
def test_any_text_is_read(deck: Path, text: str) -> None:
    survives(deck, text.encode())


SNIPPETS = st.sampled_from(
    [
        *"\t\n:,-?{}[]&*!|>%@`'\"#\\\0\ré\u202e\ufeff",
        *": |# |- - |? |<<: |*a |&a |!!str |---\n|...\n|  |[[|]]|{{|}}|\\x|''".split("|"),
        *"true null 1e3 2002-02-30 9999999999999999999 rhine river ?river ?n @ now".split(),
        *"not first last count = < != since until {river} {sea.short} {day.year}".split(),
    ]
)


def mutations(text: str) -> st.SearchStrategy[str]:
    """*text* after one to four accidents to its lines or characters."""

    @st.composite
    def mutated(draw: st.DrawFn) -> str:
        found = text
        for _ in range(draw(st.integers(1, 4))):
            if draw(st.booleans()):
                lines = found.splitlines(keepends=True) or [""]
                at = draw(st.integers(0, len(lines) - 1))
                other = draw(st.integers(0, len(lines) - 1))
                accident = draw(st.sampled_from(["delete", "repeat", "swap", "indent"]))
                if accident == "delete":
                    del lines[at]
                elif accident == "repeat":
                    lines.insert(at, lines[other])
                elif accident == "swap":
                    lines[at], lines[other] = lines[other], lines[at]
                else:
                    lines[at] = draw(st.sampled_from([" ", "  ", "    "])) + lines[at]
                found = "".join(lines)
            else:
                at = draw(st.integers(0, len(found)))
                cut = draw(st.integers(0, 6))
                found = found[:at] + draw(SNIPPETS) + found[at + cut :]
        return found

    return mutated()


@settings(max_examples=250)
@given(mutations(RIVERS))
def test_a_damaged_deck_is_read_and_if_nothing_is_wrong_asked(
    deck: Path, text: str
) -> None:
    survives(deck, text.encode())


# Facts and templates that are well formed, in any combination.

RIVER = st.sampled_from("danube volga dnieper rhine ?river ?other".split())
SEA = st.sampled_from("black-sea caspian-sea north-sea ?sea".split())
BOARD = st.sampled_from("old-board new-board rhine-board ?board".split())
WHEN = st.sampled_from(
    ["", " @ now", " @ 1995", " @ 2001-06-15", " since ?day", " until ?day"]
)


def joined(*parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(*parts).map(" ".join)


STATEMENTS = st.one_of(
    joined(RIVER, st.just("flows-into"), SEA),
    joined(RIVER, st.just("length"), st.sampled_from(["?km", "1230"])),
    st.tuples(joined(RIVER, st.just("kept-by"), BOARD), WHEN).map("".join),
)
PATTERNS = st.one_of(
    STATEMENTS,
    STATEMENTS,
    STATEMENTS.map("not {}".format),
    STATEMENTS.map("?n = count ?river: {}".format),
    STATEMENTS.map("?n = count ?board: {}".format),
    STATEMENTS.map("first ?day: {}".format),
    STATEMENTS.map("last ?km: {}".format),
    joined(RIVER, st.just("a river")),
    joined(RIVER, st.just("!="), RIVER),
    joined(
        st.just("?km"), st.sampled_from(["<", ">=", "="]), st.sampled_from(["2000", "?n"])
    ),
    joined(st.just("?day"), st.sampled_from(["<", ">=", "!="]), st.just("2000-06")),
)
PARTS = {"sea": ".short", "board": ".short", "day": ".year"}


@st.composite
def templates(draw: st.DrawFn) -> str:
    """The RIVERS with one template more, which need not make sense."""
    first = draw(STATEMENTS.filter(lambda text: "?" in text))
    patterns = [first, *draw(st.lists(PATTERNS, max_size=2))]
    certain = [*dict.fromkeys(re.findall(r"\?(\w+)", first))]
    names = [*dict.fromkeys(re.findall(r"\?(\w+)", " ".join(patterns)))]
    answer = draw(st.one_of(st.sampled_from(certain), st.sampled_from(names)))
    shown, other = (draw(st.sampled_from(names)) for _ in "12")
    part = draw(st.sampled_from(["", PARTS.get(answer, "")]))
    forms = draw(st.lists(st.sampled_from(list(FORMS)), min_size=1, unique=True))
    return f"""{RIVERS}\
  drawn:
    given: [{", ".join(f'"{pattern}"' for pattern in patterns)}]
    ask: "{f"With {{{shown}}}?" if shown != answer else "Which?"}"
    state: "{f"{{{shown}}}: " if shown != answer else ""}{{{answer}{part}}}."
    answer: {answer}{part}
    {f"order-by: {other}" if "order" in forms else ""}
    {f"match-with: {other}" if "match" in forms else ""}
    options: {draw(st.integers(2, 8))}
    forms: [{", ".join(forms)}]
"""


@settings(max_examples=250)
@given(templates())
def test_any_template_is_refused_or_asked(deck: Path, text: str) -> None:
    survives(deck, text.encode())


# The JSON Schema, which editors use, and the reader


class Yaml12(yaml.CSafeLoader):
    """Reads plain scalars as the core schema of YAML 1.2 does, and so as editors do."""


def scalar(read: Callable[[str], Any], loader: Yaml12, node: yaml.ScalarNode) -> Any:
    return read(str(loader.construct_scalar(node)))


Yaml12.yaml_implicit_resolvers = {}
for tag, pattern, read in (
    ("bool", "true|false", "true".__eq__),
    ("int", "[-+]?[0-9]+", int),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", float),
):
    tag = f"tag:yaml.org,2002:{tag}"
    Yaml12.add_implicit_resolver(tag, re.compile(f"^(?:{pattern})$"), [*"tf-+.0123456789"])
    Yaml12.add_constructor(tag, partial(scalar, read))

VALIDATOR = Draft202012Validator(json_schema())


def invalid(text: str) -> list[str]:
    """What an editor would underline, at the most."""
    found = VALIDATOR.iter_errors(yaml.load(text, Yaml12))
    return [
        error.message
        for each in found
        for error in (each, *(inner for inner in each.context or ()))
    ]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(json_schema())


@pytest.mark.parametrize("text", [RIVERS, starter_deck("starter")])
def test_the_schema_accepts_what_the_reader_accepts(deck: Path, text: str) -> None:
    deck.write_text(text, "utf-8")
    assert load(deck)[1] == []
    assert invalid(text) == []


@pytest.mark.parametrize("name", shipped_decks())
def test_the_schema_accepts_every_shipped_deck(name: str) -> None:
    assert invalid((SHIPPED / f"{name}.yaml").read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("right", "block"),
    [
        ("license: CC0-1.0", "a deck"),
        ("published: 2002-10", "a source"),
        ("aliases: [Wolga]", "an entity"),
        ("unit: km", "a fact"),
        ("because: A canal is no mouth.", "a contrast"),
        ("single: true, unique: true", "a relation"),
        ("options: 3", "a template"),
    ],
)
def test_the_schema_and_the_reader_refuse_the_same_unknown_keys(
    deck: Path, right: str, block: str
) -> None:
    text = changed(right, right.replace(":", "x:", 1))
    (key,) = {*re.findall(r"\w+x(?=:)", text)}
    deck.write_text(text, "utf-8")
    _, wrong = load(deck)
    assert any(p.message.startswith(f"unknown key '{key}' in {block}") for p in wrong)
    assert any(f"'{key}' was unexpected" in message for message in invalid(text))


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("deck: rivers\n", ""),
        ("deck: rivers", "deck: Our rivers"),
        ("{title: A survey}", "{}"),
        ("options: 3", "options: 11"),
        ("forms: [choice, multi]", "forms: [choice, choice]"),
        ("forms: [choice, multi]", "forms: [chioce]"),
        ("kind: reference", "kind: refrence"),
        ("confidence: medium", "confidence: some"),
        ("as-of: 2024", "as-of: soon"),
        ("single: true, unique: true", "single: yes"),
        ("is: north-sea, source: atlas", "is: north-sea"),
        ("is: north-sea, source: atlas", "is: north-sea, source: []"),
        ("{is: north-sea, source: atlas}", "[]"),
        ("black-sea: {kind: sea, name: Black Sea}", "Black: {kind: sea, name: Black Sea}"),
    ],
)
def test_the_schema_and_the_reader_refuse_the_same_values(
    deck: Path, right: str, wrong: str
) -> None:
    text = changed(right, wrong)
    deck.write_text(text, "utf-8")
    assert load(deck)[1] != []
    assert invalid(text) != []
