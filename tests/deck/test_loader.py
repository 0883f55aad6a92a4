"""The deck language by its mistakes: what an author may get wrong, and what is said.

Each slip below changes one place of the RIVERS, as in ``right => wrong`` (a line break is
written ↵), and lists every line that is then printed.
"""

import os
from pathlib import Path

import pytest
import yaml

from quizgen import check, load, loads
from quizgen.deck import events
from quizgen.deck.events import DEEPEST
from quizgen.deck.loader import LARGEST, shipped_decks
from quizgen.model import FactBase
from tests.conftest import Problems
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
    deck.yaml:55:55: error: found a lone '{': expected {variable}
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
    deck.yaml:85:14: error: found '11' for 'options': expected a number from 2 to 10
options: 3 => options: three
    deck.yaml:85:14: error: found 'three' for 'options': expected a number from 2 to 10
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
    ("right", "wrong", "lines"),
    slips(CHARACTERS, YAML, HEAD, SOURCE, ENTITY, FACT, RELATION, TEMPLATE),
)
def test_a_slip_is_told_with_its_place(
    problems: Problems, right: str, wrong: str, lines: list[str]
) -> None:
    assert problems(changed(right, wrong)) == lines


@pytest.mark.parametrize(("right", "wrong", "lines"), slips(CHARACTERS, YAML, FACT))
def test_without_libyaml_the_same_is_told(
    problems: Problems,
    monkeypatch: pytest.MonkeyPatch,
    right: str,
    wrong: str,
    lines: list[str],
) -> None:
    """PyYAML's own parser goes on where libyaml stops at a ':', and cannot tell escapes."""
    monkeypatch.setattr(events, "EventParser", yaml.SafeLoader)
    if any("no such escape" in line or "inside a text" in line for line in lines):
        assert problems(changed(right, wrong)) != []
    else:
        assert problems(changed(right, wrong)) == lines


def test_a_number_that_never_ends_is_no_number(problems: Problems) -> None:
    """Python would refuse to read it, and more digits than fit a line help nobody."""
    many = "9" * 5000
    assert problems(changed("options: 3", f"options: {many}")) == [
        f"deck.yaml:85:14: error: found '{'9' * 57}...' for 'options': expected a number from 2 to 10"
    ]
    assert problems(changed("is: 1230", "is: 1e999999999")) == [
        "deck.yaml:43:20: error: found '1e999999999': expected a number such as 12 or 3.5"
    ]


def test_a_name_with_line_breaks_is_told_in_one_line(problems: Problems) -> None:
    assert problems(changed("Rhine\n", 'Rhine\n    "two\\nlines": no\n')) == [
        "deck.yaml:42:5: error: unknown key 'two lines' in an entity (there is aliases, complete, facts, kind, name, short)"
    ]


# Files


def told(names: list[str | Path], folder: Path) -> list[str]:
    """The problems of several decks."""
    _, wrong = load(*names)
    return [str(problem).replace(f"{folder}{os.sep}", "") for problem in wrong]


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


def test_no_more_than_twenty_characters_are_told_of(problems: Problems) -> None:
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


def test_a_file_can_be_too_large(problems: Problems, tmp_path: Path) -> None:
    with (tmp_path / "large.yaml").open("wb") as file:
        file.truncate(LARGEST + 1)
    assert told([tmp_path / "large.yaml"], tmp_path) == [
        f"large.yaml:1:1: error: the file has {LARGEST + 1} bytes: expected at most 32 MiB"
    ]


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


def test_files_and_folders_that_are_not_there(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    (tmp_path / "folder.yaml").mkdir()
    names = ["absent.yaml", "loop.yaml", "empty", "folder.yaml", "x" * 300]
    assert told([tmp_path / name for name in names], tmp_path) == [
        "absent.yaml:1:1: error: no such file: expected a deck",
        "empty:1:1: error: found no .yaml file in this folder: expected a deck",
        "folder.yaml:1:1: error: found no .yaml file in this folder: expected a deck",
        "loop.yaml:1:1: error: no such file: expected a deck",
        f"{'x' * 300}:1:1: error: no such file: expected a deck",
    ]
    assert told(["aticle", "a\0b.yaml"], tmp_path) == [
        "a\0b.yaml:1:1: error: no such file: expected a deck",
        "aticle:1:1: error: no deck 'aticle' (did you mean 'article'?)",
    ]


def test_a_file_may_have_any_name(tmp_path: Path) -> None:
    for name in (b"caf\xe9.yaml", "реки.yaml".encode(), b"a\nb.yaml"):
        file = Path(os.fsdecode(os.path.join(os.fsencode(tmp_path), name)))
        file.write_text(RIVERS, "utf-8")
        assert told([file], tmp_path) == []


def test_a_device_is_not_read(tmp_path: Path) -> None:
    """Reading it might never end."""
    os.mkfifo(tmp_path / "deck.yaml")
    assert told([tmp_path / "deck.yaml"], tmp_path) == [
        "deck.yaml:1:1: error: this is not a file: expected a deck"
    ]


def test_a_folder_stands_for_its_decks(tmp_path: Path) -> None:
    for name in ("b", "a", "a.lock"):
        text = RIVERS if name == "b" else "deck: A"
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
    bases, wrong = load(tmp_path)
    assert [base.deck.id for base in bases] == ["rivers"]
    assert {Path(problem.place.path).name for problem in wrong} == {"a.yaml"}


# Decks that use others

CITIES = """\
deck: cities
title: Cities
language: en
checked: 2026-11-23
sources: {gazetteer: {title: A gazetteer}}
entities:
  basel: {kind: city, name: Basel}
relations:
  founded: {of: city, is: date}
templates:
  age: {given: "?city founded ?day", ask: "How old?", answer: day, forms: [card]}
"""


def using(*decks: str) -> str:
    """A deck with nothing but *decks* to use."""
    return f"""\
deck: deck
title: A deck
language: en
checked: 2026-11-23
uses: [{", ".join(decks)}]
"""


def test_what_a_used_deck_names_can_be_used(problems: Problems, tmp_path: Path) -> None:
    text = (
        using("cities")
        + """\
entities:
  basel: {facts: {founded: {is: 0374, source: gazetteer}}}
"""
    )
    assert problems(text, cities=CITIES) == []
    (base,) = load(tmp_path / "deck.yaml")[0]
    assert [fact.id for fact in base.facts] == ["basel/founded/0374"]
    assert base.entities["basel"].deck == "cities"
    assert base.sources["deck", "gazetteer"].title == "A gazetteer"
    assert [deck.id for deck in base.decks] == ["cities", "deck"]


@pytest.mark.parametrize(
    ("entity", "line"),
    [
        (
            "basle: {facts: {}}",
            "deck.yaml:7:3: error: unknown entity 'basle': expected one of a used deck, or a kind and a name (did you mean 'basel'?)",
        ),
        (
            "basel: {kind: city, name: Basle}",
            "deck.yaml:7:3: error: entity 'basel' is already at cities.yaml:7:3",
        ),
        (
            "basel: {aliases: [Basle]}",
            "deck.yaml:7:11: error: found 'aliases' without 'kind' and 'name': expected all three",
        ),
        (
            "basel: {facts: {founded: {is: 0374, source: gazeteer}}}",
            "deck.yaml:7:47: error: unknown source 'gazeteer' (did you mean 'gazetteer'?)",
        ),
    ],
)
def test_an_entity_of_a_used_deck_gets_facts_and_no_more(
    problems: Problems, entity: str, line: str
) -> None:
    assert problems(f"{using('cities')}entities:\n  {entity}\n", cities=CITIES) == [line]


def test_a_deck_that_is_used_must_be_there(problems: Problems) -> None:
    assert problems(using("citys", "cities"), cities=CITIES) == [
        "deck.yaml:5:8: error: no deck 'citys' here or among the shipped ones (did you mean 'cities'?)"
    ]
    assert problems(using("states-of-matter")) == [
        "deck.yaml:5:8: error: no deck 'states-of-matter' here or among the shipped ones"
    ]
    assert problems(using("x" * 300)) == [
        f"deck.yaml:5:8: error: no deck '{'x' * 300}' here or among the shipped ones"
    ]


def test_decks_do_not_use_each_other_in_a_circle(problems: Problems) -> None:
    cities = CITIES.replace("sources:", "uses: rivers\nsources:")
    rivers = RIVERS.replace("sources:", "uses: [deck]\nsources:")
    assert problems(using("deck")) == [
        "deck.yaml:5:8: error: decks use each other in a circle: deck -> deck"
    ]
    assert problems(using("cities"), cities=cities, rivers=rivers) == [
        "rivers.yaml:6:8: error: decks use each other in a circle: deck -> cities -> rivers -> deck"
    ]


def test_a_name_means_one_thing_in_a_deck_and_all_that_it_uses(problems: Problems) -> None:
    other = CITIES.replace("deck: cities", "deck: other")
    assert problems(using("cities", "other"), cities=CITIES, other=other) == [
        f"deck.yaml:1:1: error: {name} is both at cities.yaml:{line} and at other.yaml:{line}"
        for name, line in (
            ("entity 'basel'", "7:3"),
            ("relation 'founded'", "9:3"),
            ("template 'age'", "11:3"),
        )
    ]
    assert problems(
        CITIES.replace("\nsources", "\nuses: cities\nsources"), cities=CITIES
    ) == [
        "deck.yaml:1:1: error: deck 'cities' is already at cities.yaml:1:1",
        "deck.yaml:8:3: error: entity 'basel' is already at cities.yaml:7:3",
        "deck.yaml:10:3: error: relation 'founded' is already at cities.yaml:9:3",
        "deck.yaml:12:3: error: template 'age' is already at cities.yaml:11:3",
    ]


def test_all_problems_of_all_files_are_told_in_one_run(problems: Problems) -> None:
    """In the order of their places; what follows from another problem is left out."""
    cities = CITIES.replace("checked: 2026", "checked: 20261").replace(
        "kind: city", "kind: citty"
    )
    text = (
        using("cities")
        + """\
sources: [gazetteer]
entities:
  basel: {facts: {foundet: {is: 0374, source: gazetteer}, founded: {is: 0374}}}
templates:
  age: {given: "?city founded ?dya", ask: "{city}", answer: day, forms: [crad]}
"""
    )
    assert problems(text, cities=cities) == [
        "cities.yaml:4:10: error: found '20261-11-23': expected a date such as 2002, 2002-10 or 2002-10-07",
        "cities.yaml:7:3: error: unknown kind 'citty': expected one that a relation takes (did you mean 'city'?)",
        "deck.yaml:6:10: error: found a list for 'sources': expected a mapping of names",
        "deck.yaml:8:19: error: unknown relation 'foundet' (did you mean 'founded'?)",
        "deck.yaml:8:68: error: fact 'basel/founded' has no 'source': expected one or more sources",
        "deck.yaml:10:3: error: template 'age' is already at cities.yaml:11:3",
        "deck.yaml:10:61: error: unknown variable 'day' (did you mean 'dya'?)",
        "deck.yaml:10:74: error: found 'crad' for 'forms': expected one of choice, multi, truefalse, text, cloze, order, match, card (did you mean 'card'?)",
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


# Facts as a whole


def test_a_fact_id_names_one_fact(problems: Problems) -> None:
    again = "- {is: budapest, source: survey%s}"
    line = "        - {is: vienna, source: atlas}\n"
    assert problems(changed(line, f"{line}        {again % ''}\n")) == [
        "deck.yaml:20:16: error: fact 'danube/flows-through/budapest' is already at deck.yaml:19:16: give one an 'id'"
    ]
    assert problems(changed(line, f"{line}        {again % ', id: again'}\n")) == []
    one = changed(line, f"{line}        {again % ', id: again'}\n")
    assert problems(one.replace("is: no, source", "is: no, id: again, source")) == [
        "deck.yaml:52:65: error: fact 'again' is already at deck.yaml:19:16: expected another 'id'"
    ]
    assert problems(one.replace("id: again", "id: volga/length/3531")) == [
        "deck.yaml:26:20: error: fact 'volga/length/3531' is already at deck.yaml:19:16: give one an 'id'"
    ]


KEPT = "{is: old-board, since: 1990, until: 2001-06, source: survey}"


@pytest.mark.parametrize(
    ("other", "lines"),
    [
        ("since: 2001-06", []),
        ("since: 2001-07-01", []),
        ("since: 2001", []),
        ("since: 1980, until: 1990-06-30", []),
        ("since: 1995, until: 1996, confidence: low", []),
        (
            "since: 2001-05-31",
            [
                "deck.yaml:38:16: error: 'kept-by' is single, but dnieper has both old-board and new-board at once (deck.yaml:37:16)"
            ],
        ),
        (
            "since: 1980, until: 1991-01-02",
            [
                "deck.yaml:38:16: error: 'kept-by' is single, but dnieper has both new-board and old-board at once (deck.yaml:37:16)"
            ],
        ),
        (
            "note: Always",
            [
                "deck.yaml:38:16: error: 'kept-by' is single, but dnieper has both new-board and old-board at once (deck.yaml:37:16)"
            ],
        ),
    ],
)
def test_a_single_relation_has_one_value_at_a_time(
    problems: Problems, other: str, lines: list[str]
) -> None:
    """Values may meet on a day, or in a month that could hold both; only what surely
    overlaps is wrong.
    """
    assert (
        problems(
            changed(
                "since: 2001-06, source: survey, confidence: medium",
                f"{other}, source: survey",
            )
        )
        == lines
    )


def test_an_overlap_is_seen_past_what_lies_between(problems: Problems) -> None:
    boards = [("old", 1990, 2020), ("old", 1991, 1992), ("new", 1993, 1994)]
    facts = "".join(
        f"\n        - {{is: {board}-board, since: {since}, until: {until}, source: survey, id: k{since}}}"
        for board, since, until in boards
    )
    text = RIVERS.replace(f"\n        - {KEPT}", facts)
    text = text.replace(
        "\n        - {is: new-board, since: 2001-06, source: survey, confidence: medium}",
        "",
    )
    assert problems(text) == [
        "deck.yaml:39:16: error: 'kept-by' is single, but dnieper has both old-board and new-board at once (deck.yaml:37:16)"
    ]


def test_in_a_unique_relation_a_value_has_one_subject_at_a_time(problems: Problems) -> None:
    assert problems(
        changed("is: rhine-board, since: 1950-05-31", "is: new-board, since: 2010")
    ) == [
        "deck.yaml:45:21: error: 'kept-by' is unique, but both dnieper and rhine have new-board at once (deck.yaml:38:16)"
    ]
    assert (
        problems(
            changed("is: rhine-board, since: 1950-05-31", "is: new-board, until: 1990")
        )
        == []
    )


# What is right


def only(text: str, folder: Path, language: str | None = None) -> FactBase:
    (folder / "deck.yaml").write_text(text, "utf-8")
    bases, wrong = load(folder / "deck.yaml", language=language)
    assert wrong == []
    assert check(bases[0]) == []
    return bases[0]


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
    base = only(changed("motto: {is: no,", f"motto: {{is: {text},"), tmp_path)
    assert [fact.value for fact in base.facts if fact.relation == "motto"] == [text]


def test_a_text_can_run_over_lines(tmp_path: Path) -> None:
    base = only(changed("name: Rhine\n", "name: >-\n      The\n      Rhine\n"), tmp_path)
    assert base.entities["rhine"].name == "The Rhine"


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
    base = only(RIVERS, tmp_path, language)
    assert base.language == (language or "en")
    assert base.deck.title == title
    assert [base.entities[river].name for river in ("danube", "volga")] == names


def test_what_is_not_said_has_a_meaning(tmp_path: Path) -> None:
    base = only(RIVERS, tmp_path)
    board = base.entities["old-board"]
    assert (board.short, board.aliases) == (board.name, ())
    oldest = next(template for template in base.templates if template.id == "oldest")
    assert oldest.topic == "Rivers"
    assert base.relations["length"].said == base.relations["length"].says


def test_both_parsers_read_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PyYAML can be built without libyaml; then its own parser is used."""
    with_libyaml = only(RIVERS, tmp_path, "en")
    monkeypatch.setattr(events, "EventParser", yaml.SafeLoader)
    assert only(RIVERS, tmp_path, "ru") != with_libyaml
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "another"))
    assert only(RIVERS, tmp_path, "en") == with_libyaml


# Decks from a text


def test_a_deck_can_be_read_from_a_text(tmp_path: Path) -> None:
    """It says the same as in a file, but for where it stands."""
    base, wrong = loads(RIVERS)
    assert wrong == []
    assert base is not None
    assert base.facts == only(RIVERS, tmp_path).facts
    assert base.deck.place.path == "<text>"
    russian, _ = loads(RIVERS, language="ru")
    assert russian is not None
    assert russian.deck.title == "Реки"


def test_a_text_is_told_by_the_path_that_is_given() -> None:
    text = changed("title: A survey", "titel: A survey")
    assert [str(problem) for problem in loads(text, "a.yaml")[1]] == [
        "a.yaml:8:3: error: source 'survey' has no 'title': expected title of the page, book or document",
        "a.yaml:8:12: error: unknown key 'titel' in a source (did you mean 'title'?)",
    ]
    base, (problem,) = loads("")
    assert base is None
    assert str(problem) == "<text>:1:1: error: the file is empty: expected a deck"


def test_a_text_can_use_shipped_decks_and_no_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It lies in no folder."""
    (tmp_path / "cities.yaml").write_text(CITIES, "utf-8")
    monkeypatch.chdir(tmp_path)
    base, wrong = loads(using("states"))
    assert wrong == []
    assert base is not None
    assert [deck.id for deck in base.decks] == ["organizations", "states", "deck"]
    base, (problem,) = loads(using("cities"))
    assert base is None
    assert str(problem) == (
        "<text>:5:8: error: no deck 'cities' here or among the shipped ones"
        f" (there is {', '.join(shipped_decks())})"
    )
