"""YAML as far as the format uses it: what a file may hold, and how its texts are read.

Each slip below changes one place of the RIVERS, as in ``right => wrong`` (a line break is
written ↵), and lists every line that is then printed.
"""

from pathlib import Path

import pytest
import yaml

from quizgen.deck import yaml_events
from quizgen.deck.yaml_events import DEEPEST
from tests.conftest import Problems
from tests.deck.decks import read_base
from tests.rivers import RIVERS, changed, slips

CHARACTERS = """
language: en => language:\ten
    deck.yaml:3:10: error: a tab: expected spaces
kind: river↵    name: Rhine => kind: river↵\tname: Rhine
    deck.yaml:41:1: error: a tab: expected spaces
language: en => language: en\x00
    deck.yaml:3:13: error: control character U+0000: expected text
language: en => language: e\x07n
    deck.yaml:3:12: error: control character U+0007: expected text
language: en => language: en\x1b[31m
    deck.yaml:3:13: error: control character U+001B: expected text
language: en => language: en\x85
    deck.yaml:3:13: error: control character U+0085: expected text
name: Rhine Board => name: Rhi\u202ene
    deck.yaml:53:39: error: U+202E changes the direction of text unseen: expected visible text
name: Rhine Board => name: Rhi\u200fne
    deck.yaml:53:39: error: U+200F changes the direction of text unseen: expected visible text
name: Rhine Board => name: Rhi\u2066ne
    deck.yaml:53:39: error: U+2066 changes the direction of text unseen: expected visible text
name: Rhine Board => name: Rhi\u200bne
    deck.yaml:53:39: error: invisible or invalid character U+200B: expected visible text
name: Rhine Board => name: Rhi\u2060ne
    deck.yaml:53:39: error: invisible or invalid character U+2060: expected visible text
name: Rhine Board => name: Rhi\ufeffne
    deck.yaml:53:39: error: invisible or invalid character U+FEFF: expected visible text
name: Rhine Board => name: Rhi\xadne
    deck.yaml:53:39: error: invisible or invalid character U+00AD: expected visible text
name: Rhine Board => name: Rhi\u2028ne
    deck.yaml:53:39: error: invisible or invalid character U+2028: expected visible text
name: Rhine Board => name: Rhi\U000e0041ne
    deck.yaml:53:39: error: invisible or invalid character U+E0041: expected visible text
name: Rhine Board => name: Rhi\ufffdne
    deck.yaml:53:39: error: invisible or invalid character U+FFFD: expected visible text
name: Rhine Board => name: "Rhi\\u202ene"
    deck.yaml:53:36: error: U+202E changes the direction of text unseen: expected visible text
name: Rhine Board => name: "Rhi\\0ne"
    deck.yaml:53:36: error: control character U+0000: expected text
name: Rhine Board => name: "Rhi\\tne"
    deck.yaml:53:36: error: a tab: expected spaces
"""
YAML = """
language: en => language: &english en
    deck.yaml:3:11: error: anchor '&english': the format has no anchors or aliases
language: en => language: *english
    deck.yaml:3:11: error: alias '*english': expected the text itself
language: en => *english : en
    deck.yaml:1:1: error: the deck has no 'language': expected BCP 47 code of the deck's texts
    deck.yaml:3:1: error: found an alias as a key: expected a name
language: en => language: !!str en
    deck.yaml:3:11: error: tag '!!str': the format has no tags
language: en => language: !english en
    deck.yaml:3:11: error: tag '!english': the format has no tags
language: en => !!str language: en
    deck.yaml:3:1: error: tag '!!str': the format has no tags
entities: => entities: !!map
    deck.yaml:9:11: error: tag '!!map': the format has no tags
entities: => entities: &all
    deck.yaml:9:11: error: anchor '&all': the format has no anchors or aliases
{title: A survey} => {<<: *atlas}
    deck.yaml:8:3: error: source 'survey' has no 'title': expected title of the page, book or document
    deck.yaml:8:12: error: unknown key '<<' in a source (there is kind, published, publisher, title, url)
    deck.yaml:8:16: error: alias '*atlas': expected the text itself
language: en => language: en↵language: ru
    deck.yaml:4:1: error: key 'language' is already at 3:1
{title: A survey} => {title: A survey, title: The survey}
    deck.yaml:8:29: error: key 'title' is already at 8:12
length: {is: 1230, source: atlas} => length: {is: 1230, is: 1231, source: atlas}
    deck.yaml:43:26: error: key 'is' is already at 43:16
dnieper: => volga:
    deck.yaml:30:3: error: key 'volga' is already at 20:3
language: en => [language]: en
    deck.yaml:1:1: error: the deck has no 'language': expected BCP 47 code of the deck's texts
    deck.yaml:3:1: error: found a list as a key: expected a name
language: en => ? language↵: en
language: en => ? {language: en}↵: en
    deck.yaml:1:1: error: the deck has no 'language': expected BCP 47 code of the deck's texts
    deck.yaml:3:3: error: found a mapping as a key: expected a name
language: en => language: en: us
    deck.yaml:3:13: error: found ':' inside a text: expected quotes
language: en => language en
    deck.yaml:3:1: error: expected ':' after a key
language: en =>  language: en
    deck.yaml:3:2: error: expected a key below the one at 1:1
language: en => language: en↵   us: en
    deck.yaml:4:6: error: found ':' inside a text: expected quotes
language: en => language: 'en
    deck.yaml:3:11: error: found ''' that nothing closes
language: en => language: "en
    deck.yaml:55:56: error: expected a key below the one at 1:1
language: en => language: [en
    deck.yaml:4:8: error: expected a comma, or the end of what begins at 3:11
{title: A survey} => {title: A survey
    deck.yaml:9:9: error: expected a comma, or the end of what begins at 8:11
{title: A survey} => {title: A survey]
    deck.yaml:8:27: error: expected a comma, or the end of what begins at 8:11
{title: A survey} => {title: A survey}}
    deck.yaml:8:28: error: expected a key below the one at 7:3
language: en => language: @en
    deck.yaml:3:11: error: text begins with '@': expected quotes
language: en => language: `en`
    deck.yaml:3:11: error: text begins with '`': expected quotes
language: en => language: %en
    deck.yaml:3:11: error: text begins with '%': expected quotes
language: en => language: & en
    deck.yaml:3:11: error: text begins with '&': expected quotes
language: en => language: * en
    deck.yaml:3:11: error: text begins with '*': expected quotes
language: en => language: ! en
    deck.yaml:3:11: error: tag '!': the format has no tags
language: en => language: !e! en
    deck.yaml:3:11: error: text begins with '!': expected quotes
language: en => language: |en
    deck.yaml:3:11: error: text begins with '|': expected quotes
language: en => language: >en
    deck.yaml:3:11: error: text begins with '>': expected quotes
language: en => language: - en
    deck.yaml:3:11: error: found '-' after a key: expected it on the next line
language: en => language: ? en
    deck.yaml:3:11: error: text begins with '?': expected quotes
language: en => language: ]
    deck.yaml:3:11: error: found nothing: expected a text
language: en => language: "\\e\\n\\q"
    deck.yaml:3:16: error: no such escape in double quotes: expected \\\\ for \\
language: en => language: "en" # "us"↵us
    deck.yaml:4:1: error: expected ':' after a key
language: en => language: en↵---↵deck: seas
    deck.yaml:4:1: error: a second document: expected one in a file
language: en => language: en↵...↵deck: seas
    deck.yaml:5:1: error: a second document: expected one in a file
- {is: vienna, source: atlas} => -{is: vienna, source: atlas}
    deck.yaml:18:29: error: found ':' inside a text: expected quotes
        - {is: budapest, =>        - {is: budapest,
    deck.yaml:19:8: error: expected a key below the one at 15:7
"""


@pytest.mark.parametrize(("right", "wrong", "lines"), slips(CHARACTERS, YAML))
def test_a_slip_is_reported_with_its_place(
    problems: Problems, right: str, wrong: str, lines: list[str]
) -> None:
    assert problems(changed(right, wrong)) == lines


@pytest.mark.parametrize(("right", "wrong", "lines"), slips(CHARACTERS, YAML))
def test_without_libyaml_the_same_is_reported(
    problems: Problems,
    monkeypatch: pytest.MonkeyPatch,
    right: str,
    wrong: str,
    lines: list[str],
) -> None:
    """PyYAML's own parser goes on where libyaml stops at a ':', and cannot tell escapes."""
    monkeypatch.setattr(yaml_events, "EventParser", yaml.SafeLoader)
    if any("no such escape" in line or "inside a text" in line for line in lines):
        assert problems(changed(right, wrong)) != []
    else:
        assert problems(changed(right, wrong)) == lines


@pytest.mark.parametrize(
    "text", ["", "\n", "# no facts yet\n", "---\n", "---\n...\n", "\ufeff"]
)
def test_an_empty_file_is_no_deck(problems: Problems, text: str) -> None:
    assert problems(text) == ["deck.yaml:1:1: error: the file is empty: expected a deck"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("rivers", "a text"),
        ("- deck: rivers", "a list"),
        ("'1'", "a text"),
        ("~", "a text"),
    ],
)
def test_a_deck_begins_with_its_name(problems: Problems, text: str, found: str) -> None:
    assert problems(text) == [f"deck.yaml:1:1: error: found {found}: expected `deck: NAME`"]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (
            RIVERS.encode("utf-16"),
            "deck.yaml:1:1: error: the file is UTF-16: save it again as UTF-8",
        ),
        (
            b"\xfe\xff" + RIVERS.encode("utf-16-be"),
            "deck.yaml:1:1: error: the file is UTF-16: save it again as UTF-8",
        ),
        (
            RIVERS.encode("utf-32"),
            "deck.yaml:1:1: error: the file is UTF-32: save it again as UTF-8",
        ),
        (
            b"deck: rivers".decode().encode("utf-16-le"),
            "deck.yaml:1:1: error: this looks like UTF-16 or a binary file: expected a deck in UTF-8",
        ),
        (
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
            "deck.yaml:1:1: error: this looks like UTF-16 or a binary file: expected a deck in UTF-8",
        ),
        (
            "deck: rivers\ntitle: Flüsse, Läufe\n".encode("latin-1"),
            "deck.yaml:2:10: error: byte 0xfc is not UTF-8: save the file again as UTF-8",
        ),
        (
            b"deck: rivers\ntitle: R\xc3\xados y ca\xf1adas\n",
            "deck.yaml:2:17: error: byte 0xf1 is not UTF-8: save the file again as UTF-8",
        ),
        (
            b"\xff",
            "deck.yaml:1:1: error: byte 0xff is not UTF-8: save the file again as UTF-8",
        ),
    ],
)
def test_a_deck_is_a_text_in_utf_8(problems: Problems, content: bytes, line: str) -> None:
    assert problems(content) == [line]


def test_no_more_than_twenty_characters_are_reported(problems: Problems) -> None:
    assert len(problems(RIVERS.replace(" ", "\t"))) == 20


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_lines_end_as_the_system_ends_them(problems: Problems, end: str) -> None:
    assert problems(RIVERS.replace("\n", end).encode()) == []
    text = changed("title: A survey", "titel: A survey").replace("\n", end)
    assert problems(text.encode())[-1] == (
        "deck.yaml:8:12: error: unknown key 'titel' in a source (did you mean 'title'?)"
    )


def test_a_mark_at_the_beginning_does_not_count(problems: Problems) -> None:
    """Windows writes it; the first column is still the first."""
    assert problems("\ufeff" + changed("deck: rivers", "deck: Rivers"))[0].startswith(
        "deck.yaml:1:7: error: found 'Rivers'"
    )


@pytest.mark.parametrize(
    ("opens", "closes"), [("[", "]"), ("{a: ", "}"), ("? ", ""), ("- ", "")]
)
@pytest.mark.parametrize("key", ["deck: ", "entities: ", "entities: {danube: "])
def test_a_thousand_levels_are_too_many(
    problems: Problems, key: str, opens: str, closes: str
) -> None:
    """Nobody writes so; but no text may bring the reader down."""
    lines = problems(f"{key}{opens * 1000}{closes * 1000}")
    assert lines != []
    if closes:
        assert any(line.endswith(f"nested more than {DEEPEST} deep") for line in lines)


def test_a_thousand_levels_of_indentation_are_too_many(problems: Problems) -> None:
    text = "".join(f"{' ' * level}a:\n" for level in range(1000))
    assert problems(text) == [f"deck.yaml:14:14: error: nested more than {DEEPEST} deep"]
    lines = problems("? " * 1000)
    assert lines[0] == "deck.yaml:1:3: error: found a mapping as a key: expected a name"
    assert lines[-1] == f"deck.yaml:1:27: error: nested more than {DEEPEST} deep"


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "on",
        "yes",
        "null",
        "~",
        "1e3",
        "012",
        "0x1F",
        "1_000",
        "2002-10-07",
        "12:30",
        "=",
        "<<",
        "true",
    ],
)
def test_a_text_stays_the_text_that_was_typed(tmp_path: Path, text: str) -> None:
    """Other YAML readers make a truth of "no", and a number of "12:30"."""
    base = read_base(changed("motto: {is: no,", f"motto: {{is: {text},"), tmp_path)
    assert [fact.value for fact in base.facts if fact.relation == "motto"] == [text]


def test_a_text_can_run_over_lines(tmp_path: Path) -> None:
    base = read_base(
        changed("name: Rhine\n", "name: >-\n      The\n      Rhine\n"), tmp_path
    )
    assert base.entities["rhine"].name == "The Rhine"


def test_both_parsers_read_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PyYAML can be built without libyaml; then its own parser is used."""
    with_libyaml = read_base(RIVERS, tmp_path, "en")
    monkeypatch.setattr(yaml_events, "EventParser", yaml.SafeLoader)
    assert read_base(RIVERS, tmp_path, "ru") != with_libyaml
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "another"))
    assert read_base(RIVERS, tmp_path, "en") == with_libyaml
