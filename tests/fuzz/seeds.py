"""Right files of every kind, from which wrong ones are made."""

from functools import cache

from quizgen import FactBase, loads
from quizgen.exam.sheets import Request, Sheet, make_sheets
from quizgen.exports.anki import AnkiDeck, notes_of
from quizgen.exports.anki.lock import Lock, LockBuilder
from quizgen.exports.anki.lock_file import lock_text
from quizgen.exports.anki.notes import digest_of
from quizgen.generate.generator import generate
from quizgen.quiz.criteria import Criteria

CAPITALS = """\
deck: capitals
title: Capitals
language: en
checked: 2026-11-23
sources: {atlas: {title: An atlas, publisher: A publisher, url: "https://example.org"}}
relations:
  capital: {of: state, is: city, single: true, says: "{is} is the capital of {of}"}
  area: {of: state, is: number, single: true, says: "{of} covers {is}"}
entities:
  armenia: {kind: state, name: {en: Armenia, ru: Армения}, facts: {capital: {is: yerevan, source: atlas, note: It lies on the Hrazdan.}, area: {is: 29743, unit: km², source: atlas}}}
  belarus: {kind: state, name: Belarus, facts: {capital: {is: minsk, source: atlas}, area: {is: 207600, unit: km², source: atlas}}}
  georgia: {kind: state, name: Georgia, facts: {capital: {is: tbilisi, source: atlas, contrasts: [{is: minsk, because: That is elsewhere.}]}}}
  yerevan: {kind: city, name: Yerevan, aliases: [Erevan]}
  minsk: {kind: city, name: Minsk}
  tbilisi: {kind: city, name: Tbilisi}
templates:
  capital-of: {topic: Capitals, given: "?state capital ?city", ask: "What is the capital of {state}?", state: "The capital of {state} is {city}.", answer: city, forms: [choice, truefalse, text, cloze, card]}
  pairs: {topic: Capitals, given: "?state capital ?city", ask: "Match them.", answer: state, match-with: city, forms: [match]}
  larger: {topic: Areas, given: "?state area ?n", ask: "Smallest first.", answer: state, order-by: n, forms: [order]}
"""
OFFICES = """\
deck: offices
title: Offices
language: en
checked: 2026-11-23
sources: {report: {title: Yearly report}}
relations:
  chairs: {of: office, is: person, single: true, says: "{is} chairs {of}", said: "{is} chaired {of}"}
  member: {of: office, is: person, says: "{is} is a member of {of}"}
  born: {of: person, is: date, single: true, says: "{of} was born on {is}"}
entities:
  chair:
    kind: office
    name: the chair
    complete: [member]
    facts: {chairs: [{is: ames, since: 1991-06-01, until: 1996-05-31, source: report}, {is: bold, since: 1996-06, until: 2001-05-31, source: report}, {is: cole, since: 2001-06-01, source: report}], member: [{is: ames, source: report, confidence: low}, {is: bold, since: 1999, source: report, said-by: chair}, {is: cole, on: 2000-01-01, source: report, as-of: 2024-05-01}]}
  ames: {kind: person, name: Ann Ames, facts: {born: {is: 1940-03-01, source: report}}}
  bold: {kind: person, name: Bo Bold, short: Bo, facts: {born: {is: 1951-04, source: report}}}
  cole: {kind: person, name: Cy Cole, facts: {born: {is: 1948, source: report}}}
templates:
  who: {topic: People, given: "?office chairs ?person @ now", ask: "Who holds {office}?", answer: person, forms: [choice, text]}
  then: {topic: People, given: ["?office chairs ?person since ?day", "?person born ?birth", "?birth < ?day"], ask: "Who came in {day.year}?", answer: person, forms: [choice, text], explain: "On {day}."}
  when: {topic: People, given: "?person born ?day", ask: "When was {person} born?", state: "{person} was born in {day.year}.", answer: day.year, forms: [choice, truefalse]}
  many: {topic: People, given: "?n = count ?p: chair member ?p @ 2000", ask: "How many were there?", state: "There were {n}.", answer: n, forms: [choice, text]}
  first: {topic: People, given: "first ?day: ?office chairs ?person since ?day", ask: "Who was first?", answer: person, forms: [choice]}
  left: {topic: People, given: ["?office chairs ?person", "not ?office chairs ?person @ now"], ask: "Who has left {office}?", answer: person, forms: [multi]}
"""
LEAGUE = """\
deck: league
uid: q7m2kd4x
title: {en: The League, ru: Лига, kk: Одақ}
language: en
checked: 2026-11-23
license: CC0-1.0
sources:
  charter: {title: Charter, publisher: The League, url: "https://example.org/c", published: 1991-05-01, kind: official}
  report: {title: Yearly report, kind: press}
relations:
  member: {of: league, is: state, says: "{is} is a member of {of}", said: "{is} was a member of {of}"}
  signed: {of: state, is: treaty, says: "{of} has signed {is.short}"}
  share: {of: state, is: number, single: true}
  motto: {of: state, is: text, single: true, says: "The motto of {of} is \\"{is}\\""}
  host: {of: summit, is: state, single: true, says: "{is} hosted {of}", said: "{is} hosted {of}"}
entities:
  league: {kind: league, name: the League, complete: [member], facts: {member: [{is: arland, since: 1991-05-01, source: charter}, {is: borland, since: 1991-05, source: [charter, report]}, {is: corland, since: 1995, until: 2004-12-31, source: report, id: left-1}, {is: dorland, since: 2006-02-01, source: report, said-by: report office}]}}
  arland: {kind: state, name: {en: Arland, ru: Арландия}, facts: {share: {is: 35, unit: "%", source: report}, motto: {is: Water is one, source: charter}, signed: [{is: fish, on: 1994-02-02, source: report}, {is: mud, since: 1999, source: report}]}}
  borland: {kind: state, name: Borland, facts: {share: {is: 20.5, unit: "%", source: report}, motto: {is: We float, source: charter}, signed: {is: fish, on: 1994-02-02, source: report}}}
  corland: {kind: state, name: Corland, facts: {share: {is: 15, unit: "%", source: report}, motto: {is: Deep, source: charter, note: "It is \\u00e9."}, signed: {is: mud, source: report, confidence: low}}}
  dorland: {kind: state, name: Dorland, aliases: [Dorl, Dorlandia]}
  fish: {kind: treaty, name: Treaty on Fish, short: Fish Treaty}
  mud: {kind: treaty, name: Treaty on Mud, short: Mud Treaty}
  first: {kind: summit, name: first summit, facts: {host: {is: arland, on: 1991-05-01, source: charter}}}
  second: {kind: summit, name: second summit, facts: {host: {is: borland, on: 1996-06, source: charter}}}
templates:
  members: {topic: {en: League, ru: Лига}, given: "league member ?state @ now", ask: "Which states are members?", state: "{state} is a member.", answer: state, forms: [multi, truefalse], options: 4}
  joined: {topic: League, given: "league member ?state since ?day", ask: {en: "When did {state} join?", ru: "Когда вступила {state}?"}, answer: day.month, forms: [choice, text]}
  last-in: {topic: League, given: "last ?day: league member ?state since ?day", ask: "Who joined last?", answer: state, forms: [choice]}
  signers: {topic: States, given: ["?state signed ?treaty on ?day", "?state a state"], ask: "What did {state} sign on {day}?", answer: treaty.short, forms: [choice, card]}
  motto: {topic: States, given: ["?state motto ?text", "?state share ?n", "?n >= 15"], ask: "Whose motto is \\"{text}\\"?", answer: state, forms: [choice, text]}
  share: {topic: States, given: "?state share ?n", ask: "What does {state} pay?", state: "{state} pays {n}.", answer: n, forms: [choice, truefalse]}
  hosts: {topic: Summits, given: "?summit host ?state on ?day", ask: "Match.", answer: summit, match-with: state, forms: [match]}
"""
DECKS = (CAPITALS, OFFICES, LEAGUE)
ROSTERS = (
    "name,id\nAnna Petrova,17\nDaniyar Akhmetov,18\n",
    "Nachname;Vorname;Klasse\nMüller;Jürgen;7b\nSchön;Zoë;7b\n",
    "ФИО\t№\nИванова Мария Петровна\t1\nЁлкин Пётр\t2\n",
    'sep=;\n"last name";"first name"\n"O\'Neil, jr";"Seán"\n',
    "Тегі,Аты\nӘбдіров,Нұрлан\n",
    "Anna Petrova\nBo Bold\n",
)
LOG = (
    '{"at":"2026-11-24T13:00:00.000000+03:00","kind":"review","question":"d/t/x#text",'
    '"grade":3,"right":1,"share":1.0,"milliseconds":1500,"scheduler":"fsrs-6 r0.9",'
    '"reply":"volga","shown":{"deck":"d","topic":"Rivers","form":"text",'
    '"stem":"Which?","options":["a","b"],"answer":"Volga","facts":["x/in/y"]}}',
    '{"at":"2026-11-26T13:00:00.000000+03:00","kind":"review","question":"d/t/x#text",'
    '"grade":1,"right":0,"share":0.25,"milliseconds":900,"scheduler":"fsrs-6 r0.9",'
    '"reply":[0,1],"shown":{"deck":"d","topic":"Rivers","form":"text",'
    '"stem":"Which?","options":[],"answer":"Volga","facts":["x/in/y"]}}',
    '{"at":"2026-11-26T13:00:05.000000+03:00","kind":"undo","question":"d/t/x#text",'
    '"undoes":"2026-11-26T10:00:00.000000+00:00"}',
    '{"at":"2026-11-26T14:00:00.000000-11:30","kind":"suspend","question":"d/t/x#text"}',
    '{"at":"2026-11-26T15:00:00.000000+00:00","kind":"resume","question":"d/t/x#text"}',
    '{"at":"2026-11-26T16:00:00.000000+00:00","kind":"flag","question":"d/t/x#text",'
    '"note":"Odd.","shown":{"stem":"Which?"}}',
    '{"at":"2026-11-26T17:00:00.000000+00:00","kind":"weights","question":""}',
)
YAML_LOCK = """\
# Written by `quizgen anki`.
deck: capitals
since: 1770000000
types:
  quizgen card: [0123456789abcdef, 1770000000]
notes:
  capitals/capital-of/armenia#text: [fedcba9876543210, 1770000000, "What is it?", "Yerevan"]
  capitals/capital-of/belarus#text: [1111111111111111, 1770000001]
retired:
  capitals/old/x#card: [2222222222222222, 1770000002, "Old: what?", "It"]
"""


@cache
def bases() -> tuple[FactBase, ...]:
    """Return the first two decks, read."""
    return tuple(base for text in DECKS[:2] if (base := loads(text)[0]))


@cache
def json_lock() -> str:
    """Return the lock of the first deck, built twice."""
    builder = LockBuilder(Lock("capitals"), 1_770_000_000)
    deck = AnkiDeck("Capitals", "en", builder)
    for note in notes_of(generate(bases()[0]), {"capitals": deck}):
        builder.record_note(note.id, digest_of(note), note.stem, note.key)
    builder.record_type("quizgen card", "0123456789abcdef", 1_770_000_000)
    lock = builder.next_lock()
    later = LockBuilder(lock, 1_780_000_000, uid="q7m2kd4x")
    for name, record in [*lock.notes.items()][2:]:
        later.record_note(name, record.digest, record.stem, record.key)
    later.record_note("capitals/new/x#text", "0" * 16, "What?", "It")
    return lock_text(later.next_lock())


@cache
def sheets() -> tuple[Sheet, ...]:
    """Return sheets of several kinds, with their codes."""
    first, second = bases()
    requests = (
        ((first,), Request(3, 0, Criteria(), "", False)),
        ((first, second), Request(5, 7, Criteria(), "", True)),
        (
            (second,),
            Request(4, 12, Criteria(("choice", "text"), ("People",)), "", False),
        ),
        ((first,), Request(2, 1, Criteria((), (), ("easy",)), "", False)),
        ((first,), Request(3, 2, Criteria(), "ru", False)),
    )
    return tuple(
        sheet
        for decks, request in requests
        for sheet in make_sheets(decks, request, 3).sheets
    )


@cache
def russian_bases() -> tuple[FactBase, ...]:
    """Return the first deck, read in Russian."""
    base, _ = loads(CAPITALS, language="ru")
    return (base,) if base else ()
