"""A small deck in which nothing is wrong, for tests of what may be wrong in a deck."""

RIVERS = """\
deck: rivers
title: {en: Rivers, ru: Реки}
language: en
checked: 2026-11-23
license: CC0-1.0
sources:
  atlas: {title: An atlas, published: 2002-10, kind: reference}
  survey: {title: A survey}
entities:
  danube:
    kind: river
    name: Danube
    complete: [flows-through]
    facts:
      length: {is: 2850, unit: km, source: atlas}
      flows-into: {is: black-sea, source: [atlas, survey]}
      flows-through:
        - {is: vienna, source: atlas}
        - {is: budapest, source: atlas, note: It was two towns until 1873.}
  volga:
    kind: river
    name: {en: Volga, ru: Волга}
    aliases: [Wolga]
    facts:
      length: {is: 3531, source: atlas}
      flows-into:
        is: caspian-sea
        source: atlas
        contrasts: [{is: black-sea, because: A canal is no mouth.}]
  dnieper:
    kind: river
    name: Dnieper
    facts:
      length: {is: 2201, source: atlas}
      flows-into: {is: black-sea, source: survey}
      kept-by:
        - {is: old-board, since: 1990, until: 2001-06, source: survey}
        - {is: new-board, since: 2001-06, source: survey, confidence: medium}
  rhine:
    kind: river
    name: Rhine
    facts:
      length: {is: 1230, source: atlas}
      flows-into: {is: north-sea, source: atlas}
      kept-by: {is: rhine-board, since: 1950-05-31, as-of: 2024, source: survey}
  black-sea: {kind: sea, name: Black Sea}
  caspian-sea: {kind: sea, name: Caspian Sea}
  north-sea: {kind: sea, name: North Sea}
  vienna: {kind: city, name: Vienna, facts: {founded: {is: 0881, source: atlas}}}
  budapest: {kind: city, name: Budapest, facts: {founded: {is: 1873-11-17, source: atlas}}}
  old-board: {kind: board, name: Old Board, facts: {motto: {is: no, source: survey}}}
  new-board: {kind: board, name: New Board, short: NB}
  rhine-board: {kind: board, name: Rhine Board}
relations:
  length: {of: river, is: number, single: true, says: "the {of} is {is} long"}
  flows-into: {of: river, is: sea, single: true, complete: true}
  flows-through: {of: river, is: city}
  kept-by: {of: river, is: board, single: true, unique: true}
  founded: {of: city, is: date, single: true}
  motto: {of: [board, city], is: text}
templates:
  mouth:
    topic: Mouths
    given: "?river flows-into ?sea"
    ask: "Into which sea does the {river} flow?"
    state: "The {river} flows into the {sea}."
    answer: sea
    forms: [choice, truefalse, text, cloze, card]
  by-length:
    given: ["?river length ?km", "?km > 2000"]
    ask: "Put these rivers in order, the shortest first."
    answer: river
    order-by: km
    forms: [order]
  mouths:
    given: ["?river flows-into ?sea", "?river a river"]
    ask: "Match each river with its sea."
    answer: river
    match-with: sea
    forms: [match]
  how-many-cities:
    given: ["?river a river", "?n = count ?city: ?river flows-through ?city"]
    ask: "How many of the cities does the {river} reach?"
    answer: n
    options: 3
    forms: [choice, text]
  keeper:
    given: ["?river kept-by ?board @ 2010-01-01", "not ?river kept-by ?board @ 1995"]
    ask: "Who kept the {river} on 1 January 2010?"
    answer: board
    forms: [choice, multi]
  since-when:
    given: "?river kept-by ?board"
    ask: "Since when has the {river} been kept by the {board.short}?"
    answer: since.year
    explain: "It is the {board}."
    forms: [text]
  oldest:
    given: ["first ?day: ?city founded ?day", "?day < 1500"]
    ask: "Which city was founded in {day.year}?"
    answer: city
    forms: [choice]
"""


def slips(*tables: str) -> list[tuple[str, str, list[str]]]:
    """Right text, wrong text and the lines to expect, for each slip in *tables*."""
    found: list[tuple[str, str, list[str]]] = []
    for line in filter(None, "".join(tables).split("\n")):
        if line.startswith("    deck.yaml"):
            found[-1][2].append(line.strip())
        else:
            right, _, wrong = line.replace("↵", "\n").partition(" =>")
            found.append((right, wrong.removeprefix(" "), []))
    return found


def changed(right: str, wrong: str) -> str:
    """The RIVERS with *wrong* in the one place of *right*."""
    assert RIVERS.count(right) == 1, right
    return RIVERS.replace(right, wrong)


WORTHY = changed("  keeper:\n", "  keeper:\n    worth: core\n").replace(
    "    name: Rhine\n", "    name: Rhine\n    worth: detail\n"
)
"""The RIVERS with one template that is core, and a river that is a detail."""
