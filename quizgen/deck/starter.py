"""The deck that `quizgen new` writes: small, commented, and whole."""

STARTER = """\
# A quizgen deck: facts, and templates that ask about them. Try it:
#   quizgen check NAME.yaml
#   quizgen quiz NAME.yaml
# For help in your editor: quizgen schema > deck.schema.json, and name that file in
# its settings for YAML.
deck: NAME
title: Rivers of Europe
language: en
checked: 2026-11-23 # facts without an end were true on this day
license: CC0-1.0

# Every fact names its source.
sources:
  atlas: {title: My atlas, publisher: A publisher, kind: reference}

# Who and what the facts are about: each has a kind, a name, and facts by relation.
entities:
  danube:
    kind: river
    name: Danube
    facts:
      length: {is: 2850, unit: km, source: atlas}
      flows-into: {is: black-sea, source: atlas, note: "Its delta lies in Romania and Ukraine."}
  dnieper:
    kind: river
    name: Dnieper
    aliases: [Dnipro]
    facts:
      length: {is: 2201, unit: km, source: atlas}
      flows-into: {is: black-sea, source: atlas}
  volga:
    kind: river
    name: Volga
    facts:
      length: {is: 3531, unit: km, source: atlas, note: "It is the longest river of Europe."}
      flows-into: {is: caspian-sea, source: atlas}
  rhine:
    kind: river
    name: Rhine
    facts:
      length: {is: 1230, unit: km, source: atlas}
      flows-into: {is: north-sea, source: atlas}
  loire:
    kind: river
    name: Loire
    facts:
      length: {is: 1006, unit: km, source: atlas}
      flows-into: {is: atlantic-ocean, source: atlas}
  black-sea: {kind: sea, name: Black Sea}
  caspian-sea: {kind: sea, name: Caspian Sea}
  north-sea: {kind: sea, name: North Sea}
  atlantic-ocean: {kind: sea, name: Atlantic Ocean}

# What can be said of whom. Because a river has one length and one mouth, every other
# value is wrong: that is what makes wrong options. Say "single" only where it is true.
relations:
  length: {of: river, is: number, single: true, says: "the {of} is {is} long"}
  flows-into: {of: river, is: sea, single: true, says: "the {of} flows into the {is}"}

# Patterns are facts with ?variables; the wording shows some of them.
templates:
  into-which-sea:
    topic: Mouths
    given: "?river flows-into ?sea"
    ask: "Into which sea does the {river} flow?"
    state: "The {river} flows into the {sea}."
    answer: sea
    forms: [choice, truefalse, text, cloze]
  by-length:
    topic: Lengths
    given: "?river length ?km"
    ask: "Put these rivers in order, the shortest first."
    answer: river
    order-by: km
    forms: [order]
  longer:
    topic: Lengths
    given: ["?river flows-into ?sea", "?river length ?km", "?km > 2000"]
    ask: "Which of these rivers flow into the {sea} and are longer than 2,000 km?"
    answer: river
    forms: [choice, multi]
"""
