"""The entries of a deck: which keys and values they have, and what is said of a slip.

Each slip below changes one place of the RIVERS, as in ``right => wrong`` (a line break is
written ↵), and lists every line that is then printed.
"""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from quizgen import dates
from quizgen.model import (
    Comparison,
    Constant,
    Contrast,
    Deck,
    Entity,
    Fact,
    Place,
    Placeholder,
    Relation,
    Source,
    Statement,
    Template,
    Variable,
)
from tests.conftest import Problems
from tests.deck.decks import CITIES, read_base
from tests.rivers import RIVERS, changed, slips

HEAD = """
deck: rivers => deck: Our rivers
    deck.yaml:1:7: error: found 'Our rivers' for 'deck': expected lower-case letters, digits and hyphens
deck: rivers =>
    deck.yaml:1:1: error: the deck has no 'deck': expected the deck's name; part of every question's id
language: en =>
    deck.yaml:1:1: error: the deck has no 'language': expected BCP 47 code of the deck's texts
title: {en => titel: {en
    deck.yaml:1:1: error: the deck has no 'title': expected what a learner sees as the deck's name
    deck.yaml:2:1: error: unknown key 'titel' in a deck (did you mean 'title'?)
{en: Rivers, ru: Реки} => {}
    deck.yaml:2:8: error: found an empty mapping for 'title': expected a text
deck: rivers => deck: rivers of Europe
    deck.yaml:1:7: error: found 'rivers of Europe' for 'deck': expected lower-case letters, digits and hyphens
{en: Rivers, ru: Реки} => {en us: Rivers}
    deck.yaml:2:9: error: found 'en us' in 'title': expected a language such as 'ru'
{en: Rivers, ru: Реки} => {English: Rivers}
    deck.yaml:2:9: error: found 'English' in 'title': expected a language such as 'ru'
{en: Rivers, ru: Реки} => [Rivers]
    deck.yaml:2:8: error: found a list for 'title': expected a text
checked: 2026-11-23 => checked: 2026-11-31
    deck.yaml:4:10: error: found '2026-11-31': there is no such date
checked: 2026-11-23 => checked: today
    deck.yaml:4:10: error: found 'today': expected a date such as 2002, 2002-10 or 2002-10-07
license: CC0-1.0 => license:
    deck.yaml:5:1: error: found nothing for 'license': expected a text
license: CC0-1.0 => licence: CC0-1.0
    deck.yaml:5:1: error: unknown key 'licence' in a deck (did you mean 'license'?)
"""
SOURCE = """
{title: A survey} => A survey
    deck.yaml:8:11: error: found 'A survey' for 'survey': expected the keys of a source
{title: A survey} =>
    deck.yaml:8:3: error: found nothing for 'survey': expected the keys of a source
{title: A survey} => {}
    deck.yaml:8:3: error: source 'survey' has no 'title': expected title of the page, book or document
{title: A survey} => {title: A survey, of rivers}
    deck.yaml:8:29: error: unknown key 'of rivers' in a source: quote a text that has a comma in it
{title: A survey} => {title: A survey, publicher: Us}
    deck.yaml:8:29: error: unknown key 'publicher' in a source (did you mean 'publisher'?)
2002-10, kind: reference => 2002-10, kind: refrence
    deck.yaml:7:54: error: found 'refrence' for 'kind': expected one of official, press, reference, academic (did you mean 'reference'?)
published: 2002-10, => published: 2002-13,
    deck.yaml:7:39: error: found '2002-13': there is no such date
survey: {title: A survey} => Our survey: {title: A survey}
    deck.yaml:8:3: error: found 'Our survey' as a name: expected lower-case letters, digits and hyphens
    deck.yaml:16:51: error: unknown source 'survey' (did you mean 'Our survey'?)
"""
ENTITY = """
vienna: {kind: city, name: Vienna, => vienna: {kind: city,
    deck.yaml:49:3: error: entity 'vienna' has no 'name'
vienna: {kind: city, name: Vienna, => vienna: {name: Vienna,
    deck.yaml:49:3: error: entity 'vienna' has no 'kind'
black-sea: {kind: sea, name: Black Sea} => black-sea: Black Sea
    deck.yaml:46:14: error: found 'Black Sea' for 'black-sea': expected the keys of an entity
black-sea: {kind: sea, name: Black Sea} => black-sea: {kind: see, name: Black Sea}
    deck.yaml:46:3: error: unknown kind 'see': expected one that a relation takes (did you mean 'sea'?)
black-sea: {kind: sea, name: Black Sea} => black-sea: {kind: sea, name: Black Sea, the}
    deck.yaml:46:43: error: unknown key 'the' in an entity: quote a text that has a comma in it
kind: board, name: New Board, short: NB => short: NB
    deck.yaml:38:16: error: unknown entity 'new-board' (did you mean 'rhine-board'?)
    deck.yaml:52:3: error: unknown entity 'new-board': expected one of a used deck, or a kind and a name (did you mean 'rhine-board'?)
    deck.yaml:52:15: error: found 'short' without 'kind' and 'name': expected all three
kind: board, name: Rhine Board =>
    deck.yaml:45:21: error: unknown entity 'rhine-board' (did you mean 'new-board'?)
    deck.yaml:53:3: error: unknown entity 'rhine-board': expected one of a used deck, or a kind and a name (did you mean 'new-board'?)
aliases: [Wolga] => aliases: Wolga
    deck.yaml:23:14: error: found 'Wolga' for 'aliases': expected a list of texts
aliases: [Wolga] => aliases: [Wolga, Wolga]
    deck.yaml:23:22: error: found 'Wolga' again: expected it once
aliases: [Wolga] => aliases: [[Wolga]]
    deck.yaml:23:15: error: found a list for 'aliases': expected a text
aliases: [Wolga] => aliases: []
    deck.yaml:23:14: error: found an empty list for 'aliases': expected a list of texts
complete: [flows-through] => complete: [flows-trough]
    deck.yaml:13:16: error: unknown relation 'flows-trough' (did you mean 'flows-through'?)
complete: [flows-through] => complete: [flows-through, founded]
    deck.yaml:13:31: error: 'founded' of danube, a river: expected a city
complete: [flows-through] => complete: true
    deck.yaml:13:15: error: unknown relation 'true' (there is flows-into, flows-through, founded, kept-by, length, motto)
rhine-board: { => Rhine: {
    deck.yaml:45:21: error: unknown entity 'rhine-board' (did you mean 'new-board'?)
    deck.yaml:53:3: error: found 'Rhine' as a name: expected lower-case letters, digits and hyphens
"""
FACT = """
is: north-sea, source: atlas => is: north-sea
    deck.yaml:44:19: error: fact 'rhine/flows-into' has no 'source': expected one or more sources
is: north-sea, source: atlas => source: atlas
    deck.yaml:44:19: error: fact 'rhine/flows-into' has no 'is': expected the value: an entity, a date, a number or a text
{is: north-sea, source: atlas} => {}
    deck.yaml:44:19: error: fact 'rhine/flows-into' has no 'is': expected the value: an entity, a date, a number or a text
    deck.yaml:44:19: error: fact 'rhine/flows-into' has no 'source': expected one or more sources
{is: north-sea, source: atlas} => north-sea
    deck.yaml:44:19: error: found 'north-sea' for 'flows-into': expected a fact such as {is: ..., source: ...}
{is: north-sea, source: atlas} => [north-sea]
    deck.yaml:44:20: error: found 'north-sea' for 'flows-into': expected a fact such as {is: ..., source: ...}
{is: north-sea, source: atlas} => []
    deck.yaml:44:19: error: found an empty list for 'flows-into': expected a fact such as {is: ..., source: ...}
{is: north-sea, source: atlas} =>
    deck.yaml:44:7: error: found nothing for 'flows-into': expected a fact such as {is: ..., source: ...}
is: north-sea, source: atlas => is: north-se, source: atlas
    deck.yaml:44:24: error: unknown entity 'north-se' (did you mean 'north-sea'?)
is: north-sea, source: atlas => is: vienna, source: atlas
    deck.yaml:44:24: error: 'vienna' is a city: 'flows-into' expects a sea
is: north-sea, source: atlas => is: [north-sea], source: atlas
    deck.yaml:44:24: error: found a list for 'is': expected a text
is: north-sea, source: atlas => is: {en: north-sea}, source: atlas
    deck.yaml:44:24: error: found a mapping for 'is': expected a text
is: north-sea, source: atlas => is: north-sea, source: atals
    deck.yaml:44:43: error: unknown source 'atals' (did you mean 'atlas'?)
is: north-sea, source: atlas => is: north-sea, source: [atlas, servey]
    deck.yaml:44:51: error: unknown source 'servey' (did you mean 'survey'?)
is: north-sea, source: atlas => is: north-sea, source: [atlas, atlas]
    deck.yaml:44:51: error: found 'atlas' again: expected it once
is: north-sea, source: atlas => is: north-sea, source: My atlas
    deck.yaml:44:43: error: found 'My atlas' for 'source': expected lower-case letters, digits and hyphens
is: north-sea, source: atlas => is: north-sea, source: {title: My atlas}
    deck.yaml:44:43: error: found a mapping for 'source': expected lower-case letters, digits and hyphens
is: north-sea, source: atlas => is: north-sea, source: atlas, note: A sea, which is cold
    deck.yaml:44:63: error: unknown key 'which is cold' in a fact: quote a text that has a comma in it
is: north-sea, source: atlas => is: north-sea, source: atlas, till: 2001
    deck.yaml:44:50: error: unknown key 'till' in a fact (did you mean 'until'?)
is: north-sea, source: atlas => is: north-sea, source: atlas, confidence: hi
    deck.yaml:44:62: error: found 'hi' for 'confidence': expected one of high, medium, low (did you mean 'high'?)
is: north-sea, source: atlas => is: north-sea, source: atlas, said-by: [us]
    deck.yaml:44:59: error: found a list for 'said-by': expected a text
is: 1230, source: atlas => is: long, source: atlas
    deck.yaml:43:20: error: found 'long': expected a number such as 12 or 3.5
is: 1230, source: atlas => is: 1e3, source: atlas
    deck.yaml:43:20: error: found '1e3': expected a number such as 12 or 3.5
is: 1230, source: atlas => is: 1,230, source: atlas
    deck.yaml:43:22: error: unknown key '230' in a fact: quote a text that has a comma in it
is: 1873-11-17, source: atlas => is: 1873-11-31, source: atlas
    deck.yaml:50:64: error: found '1873-11-31': there is no such date
is: 1873-11-17, source: atlas => is: 17.11.1873, source: atlas
    deck.yaml:50:64: error: found '17.11.1873': expected a date such as 2002, 2002-10 or 2002-10-07
since: 1950-05-31, => since: 1950-02-30,
    deck.yaml:45:41: error: found '1950-02-30': there is no such date
since: 1950-05-31, => since: 1950-5-31,
    deck.yaml:45:41: error: found '1950-5-31': expected a date such as 2002, 2002-10 or 2002-10-07
since: 1950-05-31, => since:,
    deck.yaml:45:39: error: found ':' inside a text: expected quotes
as-of: 2024, => as-of: 2024-00,
    deck.yaml:45:60: error: found '2024-00': there is no such date
since: 1990, until: 2001-06 => since: 2001-07, until: 2001-06
    deck.yaml:37:50: error: until 2001-06 is before since 2001-07
since: 1990, until: 2001-06 => since: 1990, on: 1991
    deck.yaml:37:40: error: found 'on' beside 'since' or 'until': expected one
flows-into: {is: north-sea => flows-in: {is: north-sea
    deck.yaml:44:7: error: unknown relation 'flows-in' (did you mean 'flows-into'?)
founded: {is: 0881 => length: {is: 0881
    deck.yaml:49:59: error: 'length' of vienna, a city: expected a river
[{is: black-sea, because: A canal is no mouth.}] => {is: black-sea, because: A canal is no mouth.}
    deck.yaml:29:20: error: found a mapping for 'contrasts': expected a list of {is: ..., because: ...}
[{is: black-sea, because: A canal is no mouth.}] => [black-sea]
    deck.yaml:29:21: error: found 'black-sea' for 'contrasts': expected {is: ..., because: ...}
is: black-sea, because: A canal is no mouth. => is: black-sea
    deck.yaml:29:21: error: a contrast has no 'because': expected why it is wrong: one sentence
is: black-sea, because: A canal is no mouth. => is: dead-sea, because: A canal is no mouth.
    deck.yaml:29:26: error: unknown entity 'dead-sea'
is: black-sea, because: A canal is no mouth. => is: vienna, because: A canal is no mouth.
    deck.yaml:29:26: error: 'vienna' is a city: 'flows-into' expects a sea
is: black-sea, because: A canal is no mouth. => is: caspian-sea, because: A canal is no mouth.
    deck.yaml:29:26: error: contrast 'caspian-sea' is the value of the fact: expected another
is: black-sea, because: A canal is no mouth. => is: black-sea, because: A canal is no mouth., why: x
    deck.yaml:29:68: error: unknown key 'why' in a contrast (there is because, is)
"""
RELATION = """
flows-through: {of: river, is: city} => flows-through: {is: city}
    deck.yaml:57:3: error: relation 'flows-through' has no 'of': expected kinds that a subject may have
flows-through: {of: river, is: city} => flows-through: {of: [], is: city}
    deck.yaml:57:23: error: found an empty list for 'of': expected lower-case letters, digits and hyphens
flows-through: {of: river, is: city} => flows-through: river
    deck.yaml:57:18: error: found 'river' for 'flows-through': expected the keys of a relation
flows-through: {of: river, is: city} => flows-through: {of: rivr, is: city}
    deck.yaml:13:16: error: 'flows-through' of danube, a river: expected a rivr
    deck.yaml:18:16: error: 'flows-through' of danube, a river: expected a rivr
    deck.yaml:19:16: error: 'flows-through' of danube, a river: expected a rivr
    deck.yaml:82:31: error: this can never match: ?river is a river, expected a rivr
flows-through: {of: river, is: city} => flows-through: {of: text, is: city}
    deck.yaml:57:23: error: found 'text' for 'of': expected kinds of entities
flows-through: {of: river, is: city} => flows-through: {of: river, is: [city, date]}
    deck.yaml:57:34: error: found a list for 'is': expected kinds of entities, or one of date, number, text alone
flows-through: {of: river, is: city} => flows-through: {of: river, is: city, single: yes}
    deck.yaml:57:48: error: found 'yes' for 'single': expected true or false
flows-through: {of: river, is: city} => flows-through: {of: river, is: city, complete: [danube]}
    deck.yaml:57:50: error: found a list for 'complete': expected true or false
flows-through: {of: river, is: city} => flows-through: {of: river, is: city, unqiue: true}
    deck.yaml:57:40: error: unknown key 'unqiue' in a relation (did you mean 'unique'?)
"the {of} is {is} long" => "it is {is} long"
    deck.yaml:55:55: error: found {is} in 'says': expected {of} and {is}, each once
"the {of} is {is} long" => "it is long"
    deck.yaml:55:55: error: found no braces in 'says': expected {of} and {is}, each once
"the {of} is {is} long" => "the {of} is {is} {km} long"
    deck.yaml:55:55: error: found {of}, {is}, {km} in 'says': expected {of} and {is}, each once
"the {of} is {is} long" => "the {of} is {is long"
    deck.yaml:55:55: error: found a lone '{': expected {variable}, or '{{' for a brace
"the {of} is {is} long" => "the {of.year} is {is} long"
    deck.yaml:55:55: error: found {of.year} in 'says': expected {of}
"the {of} is {is} long" => "the {of} is {is.day} long"
    deck.yaml:55:55: error: found {is.day} in 'says': expected {is}
flows-through: {of: river => Flows: {of: river
    deck.yaml:13:16: error: unknown relation 'flows-through' (did you mean 'flows-into'?)
    deck.yaml:17:7: error: unknown relation 'flows-through' (did you mean 'flows-into'?)
    deck.yaml:57:3: error: found 'Flows' as a name: expected lower-case letters, digits and hyphens
    deck.yaml:82:31: error: unknown relation 'flows-through' (did you mean 'flows-into'?)
"""
TEMPLATE = """
forms: [choice, multi] => forms: choice
    deck.yaml:91:12: error: found 'choice' for 'forms': expected a list of forms
forms: [choice, multi] => forms: [chioce, multi]
    deck.yaml:91:13: error: found 'chioce' for 'forms': expected one of choice, multi, truefalse, text, cloze, order, match, card (did you mean 'choice'?)
forms: [choice, multi] => forms: [choice, choice]
    deck.yaml:91:21: error: found 'choice' again: expected it once
forms: [choice, multi] => forms: []
    deck.yaml:91:12: error: found an empty list for 'forms': expected a list of forms
    forms: [choice, multi] =>
    deck.yaml:87:3: error: template 'keeper' has no 'forms': expected kinds of question it may become
options: 3 => options: 11
    deck.yaml:85:14: error: found '11' for 'options': expected a number from 2 to 10, or a pattern
options: 3 => options: three
    deck.yaml:85:14: error: found 'three' for 'options': expected a number from 2 to 10, or a pattern
options: 3 => option: 3
    deck.yaml:85:5: error: unknown key 'option' in a template (did you mean 'options'?)
answer: board => answer: [board]
    deck.yaml:90:13: error: found a list for 'answer': expected a text
    answer: board =>
    deck.yaml:87:3: error: template 'keeper' has no 'answer': expected the variable that is asked for
order-by: km => order_by: km
    deck.yaml:73:5: error: unknown key 'order_by' in a template (did you mean 'order-by'?)
    deck.yaml:74:12: error: form 'order' without 'order-by': expected both
"""


def test_nothing_is_wrong_with_the_rivers(problems: Problems) -> None:
    assert problems(RIVERS) == []


@pytest.mark.parametrize(
    ("right", "wrong", "lines"), slips(HEAD, SOURCE, ENTITY, FACT, RELATION, TEMPLATE)
)
def test_a_slip_is_reported_with_its_place(
    problems: Problems, right: str, wrong: str, lines: list[str]
) -> None:
    assert problems(changed(right, wrong)) == lines


def test_a_number_that_never_ends_is_no_number(problems: Problems) -> None:
    """Python would refuse to read it, and more digits than fit a line help nobody."""
    many = "9" * 5000
    assert problems(changed("options: 3", f"options: {many}")) == [
        f"deck.yaml:85:14: error: found '{'9' * 57}...' for 'options': expected a number from 2 to 10, or a pattern"
    ]
    assert problems(changed("is: 1230", "is: 1e999999999")) == [
        "deck.yaml:43:20: error: found '1e999999999': expected a number such as 12 or 3.5"
    ]


def test_a_name_with_line_breaks_is_reported_in_one_line(problems: Problems) -> None:
    assert problems(changed("Rhine\n", 'Rhine\n    "two\\nlines": no\n')) == [
        "deck.yaml:42:5: error: unknown key 'two lines' in an entity (there is aliases, complete, facts, kind, name, short, was, worth)"
    ]


def test_the_head_stands_above_what_depends_on_it(problems: Problems) -> None:
    text = RIVERS.replace("deck: rivers\n", "").replace("language: en\n", "")
    assert problems(text + "deck: rivers\nlanguage: en\nlicense: MIT\n") == [
        "deck.yaml:101:1: error: 'deck' after 'templates': expected it above",
        "deck.yaml:102:1: error: 'language' after 'templates': expected it above",
        "deck.yaml:103:1: error: key 'license' is already at 3:1",
    ]


@pytest.mark.parametrize("section", ["sources", "entities", "relations", "templates"])
def test_a_section_is_a_mapping(problems: Problems, section: str) -> None:
    line = f"for '{section}': expected a mapping of names"
    head = CITIES.partition("sources")[0]
    assert problems(f"{head}{section}: none\n") == [
        f"deck.yaml:5:{len(section) + 3}: error: found 'none' {line}"
    ]
    assert problems(f"{head}{section}:\n") == [
        f"deck.yaml:5:1: error: found nothing {line}"
    ]


@pytest.mark.parametrize(
    ("language", "title", "names"),
    [
        (None, "Rivers", ["Danube", "Volga"]),
        ("en", "Rivers", ["Danube", "Volga"]),
        ("ru", "Реки", ["Danube", "Волга"]),
        ("fr", "Rivers", ["Danube", "Volga"]),
    ],
)
def test_a_text_is_taken_in_the_language_that_is_wanted(
    tmp_path: Path, language: str | None, title: str, names: list[str]
) -> None:
    """Else in the deck's own."""
    base = read_base(RIVERS, tmp_path, language)
    assert base.language == (language or "en")
    assert base.deck.title == title
    assert [base.entities[river].name for river in ("danube", "volga")] == names


def test_what_is_not_said_has_a_meaning(tmp_path: Path) -> None:
    base = read_base(RIVERS, tmp_path)
    board = base.entities["old-board"]
    assert (board.short, board.aliases) == (board.name, ())
    oldest = next(template for template in base.templates if template.id == "oldest")
    assert oldest.topic == "Rivers"
    assert base.relations["length"].said == base.relations["length"].says


WHOLE = """\
deck: peaks
title: {en: Peaks, ru: Вершины}
language: en
checked: 2026-11
license: MIT
sources:
  atlas:
    title: An atlas
    publisher: A publisher
    url: https://example.org/atlas
    published: 2002-10
    kind: press
  survey: {title: A survey}
entities:
  elbrus:
    kind: peak
    name: Elbrus
    short: Elb
    aliases: [Oshkhamakho, Mingi Taw]
    complete: [guarded-by]
    facts:
      height:
        is: 5642.5
        unit: m
        source: [atlas, survey]
        note: It is a volcano.
        said-by: guides
        confidence: low
        as-of: 2024
        id: the-height
        contrasts: [{is: 5033, because: That is Kazbek.}]
      guarded-by:
        - {is: guides, since: 1990, until: 1995-06, source: atlas}
        - {is: guides, on: 2001-02-03, source: atlas, id: again}
  guides: {kind: team, name: The Guides}
relations:
  height: {of: peak, is: number, single: true, unique: true, says: "{of} has {is}", said: "{of} had {is}"}
  guarded-by: {of: peak, is: [team, peak], complete: true}
templates:
  how-high:
    topic: Heights
    given: ["?peak height ?m", "?m > 1000"]
    ask: "How high is {peak.short}?"
    state: "{peak} has {m}."
    answer: m
    options: 3
    explain: "{peak} is high."
    forms: [choice, cloze]
"""


def test_a_base_holds_what_the_deck_says(tmp_path: Path) -> None:
    base = read_base(WHOLE, tmp_path)
    shown = str(tmp_path / "deck.yaml")
    here = Place(shown, 1, 1)
    date = dates.date
    assert base.deck == Deck("peaks", "Peaks", "en", date(2026, 11), "MIT", (), here)
    published = date(2002, 10)
    url = "https://example.org/atlas"
    assert base.sources == {
        ("peaks", "atlas"): Source(
            "atlas", "An atlas", "A publisher", url, published, "press"
        ),
        ("peaks", "survey"): Source("survey", "A survey"),
    }
    names = ("Oshkhamakho", "Mingi Taw")
    assert base.entities == {
        "elbrus": Entity("elbrus", "peak", "Elbrus", "Elb", names, "peaks", here),
        "guides": Entity("guides", "team", "The Guides", "The Guides", (), "peaks", here),
    }
    assert base.complete == {("elbrus", "guarded-by")}
    of, is_ = Placeholder("of"), Placeholder("is")
    says, said = (of, " has ", is_), (of, " had ", is_)
    assert base.relations == {
        "height": Relation(
            "height", ("peak",), ("number",), True, False, True, says, said, "peaks", here
        ),
        "guarded-by": Relation(
            *("guarded-by", ("peak",), ("team", "peak"), False, True, False),
            *((), (), "peaks", here),
        ),
    }
    height = Fact(
        subject="elbrus",
        relation="height",
        value=Decimal("5642.5"),
        since=None,
        until=None,
        on=None,
        span=dates.ALWAYS,
        sources=("atlas", "survey"),
        note="It is a volcano.",
        said_by="guides",
        doubtful=True,
        as_of=date(2024),
        unit="m",
        given_id="the-height",
        contrasts=(Contrast(5033, "That is Kazbek."),),
        deck="peaks",
        place=here,
    )
    since, until, on = date(1990), date(1995, 6), date(2001, 2, 3)
    guarded = replace(
        height,
        relation="guarded-by",
        value="guides",
        since=since,
        until=until,
        span=dates.span(since, until),
        sources=("atlas",),
        note="",
        said_by="",
        doubtful=False,
        as_of=None,
        unit="",
        given_id="",
        contrasts=(),
    )
    again = replace(
        guarded, since=None, until=None, on=on, span=dates.span(on, on), given_id="again"
    )
    assert base.facts == (height, guarded, again)
    assert [fact.place for fact in base.facts] == [
        Place(shown, 23, 13),
        Place(shown, 33, 16),
        Place(shown, 34, 16),
    ]
    peak, metres = Placeholder("peak"), Placeholder("m")
    assert base.templates == (
        Template(
            id="how-high",
            deck="peaks",
            topic="Heights",
            given=(
                Statement(Variable("peak"), "height", Variable("m")),
                Comparison(Variable("m"), ">", Constant(1000)),
            ),
            ask=("How high is ", Placeholder("peak", "short"), "?"),
            state=(peak, " has ", metres, "."),
            answer=metres,
            forms=("choice", "cloze"),
            explain=(peak, " is high."),
            order_by=None,
            match_with=None,
            options=3,
            place=here,
        ),
    )


def test_a_question_that_is_not_in_the_language_is_left_out(tmp_path: Path) -> None:
    """Names can stand in another language, a question cannot."""
    assert len(read_base(WHOLE, tmp_path, "en").templates) == 1
    assert read_base(WHOLE, tmp_path, "ru").templates == ()
    both = (
        WHOLE.replace(
            'ask: "How high is {peak.short}?"', 'ask: {en: "How high?", ru: "{peak}?"}'
        )
        .replace('    state: "{peak} has {m}."\n', "")
        .replace(", cloze", "")
    )
    (template,) = read_base(both, tmp_path, "ru").templates
    assert template.ask == (Placeholder("peak"), "?")
    assert read_base(both, tmp_path, "fr").templates == ()


def test_the_own_language_of_a_deck_need_not_come_first(tmp_path: Path) -> None:
    text = WHOLE.replace("{en: Peaks, ru: Вершины}", "{ru: Вершины, en: Peaks}")
    text = text.replace("title: {ru", "language: en\ntitle: {ru").replace(
        "en: Peaks}\nlanguage: en\n", "en: Peaks}\n"
    )
    assert read_base(text, tmp_path).deck.title == "Peaks"
    assert read_base(text, tmp_path, "fr").deck.title == "Peaks"


def test_an_unknown_relation_is_reported_at_its_first_fact(problems: Problems) -> None:
    assert problems(RIVERS.replace("founded: {is", "fonded: {is")) == [
        "deck.yaml:49:46: error: unknown relation 'fonded' (did you mean 'founded'?)"
    ]


def test_a_source_that_is_named_twice_is_reported_at_each_fact(problems: Problems) -> None:
    text = RIVERS.replace("{is: 3531, source: atlas}", "{is: 3531, source: [atlas, atlas]}")
    text = text.replace("{is: 1230, source: atlas}", "{is: 1230, source: [atlas, atlas]}")
    assert problems(text) == [
        "deck.yaml:25:42: error: found 'atlas' again: expected it once",
        "deck.yaml:43:42: error: found 'atlas' again: expected it once",
    ]
