"""The deck format as a table: what may stand where, and what it means.

Reading follows this table, and `quizgen schema` prints it as a JSON Schema, so that an
editor and the reader cannot disagree.
"""

from typing import Literal, NamedTuple

from quizgen.forms import ASK_FORMS, FORMS
from quizgen.model import ITEM_RULES, STRICTNESSES, WORTHS

Shape = Literal[
    "id",  # lower case letters, digits and hyphens
    "uid",  # at least 8 lower case letters and digits
    "ids",  # one id, or a list
    "text",  # a string, or a map from language to string
    "texts",  # a list of strings
    "string",  # a string that has no translation
    "date",
    "flag",  # true or false
    "options",  # a whole number of options, or patterns
    "ask",  # a text, or a map from form to text
    "worth",
    "typed",
    "tolerance",  # a number, or a share as 1%
    "value",  # an entity id, a date, a number or a text
    "forms",
    "rules",  # names of item rules
    "patterns",  # one pattern, or a list
    "selector",  # a variable, with a part
    "confidence",
    "source-kind",
    "contrasts",
    "facts",
    "sources",
    "entities",
    "relations",
    "templates",
]

ID = r"[a-z0-9]+(-[a-z0-9]+)*"
UID = r"[a-z0-9]{8,64}"
DATE = r"\d{4}(-\d{2}(-\d{2})?)?"
CONFIDENCE = ("high", "medium", "low")
_HYPHENED_RULES = [rule.replace("_", "-") for rule in ITEM_RULES]
"""They may be written as other names in a deck are."""
TOLERANCE = r"\d{1,9}(\.\d{1,9})? ?%?"
SOURCE_KINDS = ("official", "press", "reference", "academic")
MAX_NAME, MAX_TEXT = 500, 10_000
"""Characters of what names something, and of any other text: more fits on no card."""
NAMING_KEYS = frozenset(
    ("title", "publisher", "name", "short", "aliases", "unit", "id", "topic", "license")
)
"""The keys whose texts name something."""
FEWEST_OPTIONS, MOST_OPTIONS = 2, 10


class Field(NamedTuple):
    """One key of a block: the shape of its value and what it says."""

    shape: Shape
    meaning: str
    required: bool = False


Block = dict[str, Field]

DECK: Block = {
    "deck": Field("id", "The deck's name; part of every question's id.", True),
    "uid": Field("uid", "Tells it from decks of the same name; never changes."),
    "title": Field("text", "What a learner sees as the deck's name.", True),
    "language": Field("string", "BCP 47 code of the deck's texts.", True),
    "checked": Field("date", "The day on which facts without an end held.", True),
    "license": Field("string", "SPDX identifier of the deck's licence."),
    "uses": Field("ids", "Decks whose entities, relations and templates this uses."),
    "sources": Field("sources", "Where facts come from, by name."),
    "entities": Field("entities", "Who and what the facts are about, by id."),
    "relations": Field("relations", "What can be said of whom, by name."),
    "templates": Field("templates", "The questions, by name."),
}
SOURCE: Block = {
    "title": Field("text", "Title of the page, book or document.", True),
    "publisher": Field("text", "Who publishes it."),
    "url": Field("string", "Address."),
    "published": Field("date", "When it was published."),
    "kind": Field("source-kind", "What kind of source it is."),
}
ENTITY: Block = {
    "kind": Field("id", "What it is: person, state, document, ..."),
    "name": Field("text", "The one label that is shown; no leading article."),
    "short": Field("text", "A common abbreviation."),
    "was": Field("ids", "Former ids, the oldest first: its history goes on."),
    "aliases": Field("texts", "Other spellings: accepted when typed, never shown."),
    "complete": Field("ids", "Relations of which every value, with its time, is here."),
    "worth": Field("worth", "Least worth of the facts about it; core if not said."),
    "facts": Field("facts", "What is true of it, by relation."),
}
FACT: Block = {
    "is": Field("value", "The value: an entity, a date, a number or a text.", True),
    "source": Field("ids", "One or more sources.", True),
    "since": Field("date", "When it began to hold."),
    "until": Field("date", "The last day on which it held."),
    "on": Field("date", "The one day on which it held."),
    "as-of": Field("date", "The newest day its source vouches for."),
    "note": Field("text", "Shown after an answer: something the question did not say."),
    "said-by": Field("text", "Whose claim it is: an entity or a text."),
    "confidence": Field("confidence", "Low: never asked, and never proof."),
    "unit": Field("text", "Of a number."),
    "id": Field("string", "Needed where subject, relation and value occur twice."),
    "contrasts": Field("contrasts", "Values that are wrong, with the reason."),
    "worth": Field(
        "worth", "How much one should know it; that of what it names if not said."
    ),
}
CONTRAST: Block = {
    "is": Field("value", "The wrong value.", True),
    "because": Field("text", "Why it is wrong: one sentence.", True),
}
RELATION: Block = {
    "of": Field("ids", "Kinds that a subject may have.", True),
    "is": Field("ids", "Kinds that a value may have; or date, number or text.", True),
    "single": Field("flag", "A subject has one value at a time."),
    "complete": Field("flag", "Every value of every subject is listed."),
    "unique": Field("flag", "A value belongs to one subject at a time."),
    "says": Field("text", "A sentence with {of} and {is}, without a full stop."),
    "said": Field("text", "The same for a fact that has ended."),
    "order": Field("texts", "Its values in the order in which options show them."),
    "typed": Field("typed", "What counts when a value is typed: exact, case, spelling."),
    "within": Field("tolerance", "How far a typed number may be off: 0.5, or 1%."),
}
TEMPLATE: Block = {
    "was": Field("ids", "Former names, the oldest first: its history goes on."),
    "topic": Field("text", "A heading; the deck's title if there is none."),
    "given": Field("patterns", "What must hold.", True),
    "ask": Field("ask", "The question; or one for each form, by form."),
    "state": Field("text", "A statement that holds the answer."),
    "answer": Field("selector", "The variable that is asked for.", True),
    "forms": Field("forms", "Kinds of question it may become.", True),
    "explain": Field("text", "Shown after the answer."),
    "order-by": Field("selector", "What the items of an order question follow."),
    "match-with": Field("selector", "The right-hand side of a match question."),
    "options": Field("options", "How many options; or patterns that each must satisfy."),
    "near": Field("patterns", "Patterns; options that satisfy them come first."),
    "worth": Field("worth", "How much one should know it; further if not said."),
    "typed": Field("typed", "What counts when the answer is typed."),
    "allow": Field("rules", "Rules of `check --items` that are not for this template."),
}

# Editors read 77 and true as a number and a truth; to the reader they are texts.
_STRING: dict[str, object] = {
    "type": ["string", "number", "boolean"],
    "minLength": 1,
    "maxLength": MAX_TEXT,
}
BLOCKS = (DECK, SOURCE, ENTITY, FACT, CONTRAST, RELATION, TEMPLATE)

_TEXT: dict[str, object] = {
    "oneOf": [_STRING, {"type": "object", "additionalProperties": _STRING}]
}
_ID: dict[str, object] = {"type": "string", "pattern": f"^{ID}$"}
# Editors read 2002 as a number and 2002-10-07 as a string or a date.
_DATE: dict[str, object] = {
    "oneOf": [
        {"type": "string", "pattern": f"^{DATE}$"},
        {"type": "integer", "minimum": 1, "maximum": 9999},
    ]
}


def json_schema() -> dict[str, object]:
    """The table as a JSON Schema (draft 2020-12) of a deck file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "quizgen deck",
        **_object(DECK),
        "$defs": {
            "source": _object(SOURCE),
            "entity": _object(ENTITY),
            "fact": _object(FACT),
            "contrast": _object(CONTRAST),
            "relation": _object(RELATION),
            "template": _object(TEMPLATE),
        },
    }


def _object(block: Block) -> dict[str, object]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [key for key, field in block.items() if field.required],
        "properties": {
            key: {"description": field.meaning, **_SHAPES[field.shape]}
            for key, field in block.items()
        },
    }


def _one_or_more(item: object) -> dict[str, object]:
    return {"oneOf": [item, {"type": "array", "items": item, "minItems": 1}]}


def _blocks_by_name(definition: str) -> dict[str, object]:
    return {
        "type": "object",
        "propertyNames": _ID,
        "additionalProperties": {"$ref": f"#/$defs/{definition}"},
    }


_SHAPES: dict[Shape, dict[str, object]] = {
    "id": _ID,
    "uid": {"type": ["string", "number"], "pattern": f"^{UID}$"},
    "ids": _one_or_more(_ID),
    "text": _TEXT,
    "texts": {"type": "array", "items": _STRING, "minItems": 1},
    "string": _STRING,
    "date": _DATE,
    "flag": {"type": "boolean"},
    "options": {
        "oneOf": [
            {
                "type": "integer",
                "minimum": FEWEST_OPTIONS,
                "maximum": MOST_OPTIONS,
            },
            {"type": "string", "minLength": 1, "maxLength": MAX_TEXT},
            {"type": "array", "items": _STRING, "minItems": 1},
        ]
    },
    "ask": {
        "oneOf": [
            _STRING,
            {"type": "object", "additionalProperties": _STRING},
            {
                "type": "object",
                "propertyNames": {"enum": list(ASK_FORMS)},
                "additionalProperties": {
                    "type": "object",
                    "additionalProperties": _STRING,
                },
            },
        ]
    },
    "worth": {"enum": list(WORTHS)},
    "typed": {"enum": list(STRICTNESSES)},
    "tolerance": {
        "oneOf": [
            {"type": "number", "minimum": 0},
            {"type": "string", "pattern": f"^{TOLERANCE}$"},
        ]
    },
    "value": _STRING,
    "forms": {
        "type": "array",
        "items": {"enum": list(FORMS)},
        "minItems": 1,
        "uniqueItems": True,
    },
    "rules": _one_or_more({"enum": sorted({*ITEM_RULES, *_HYPHENED_RULES})}),
    "patterns": _one_or_more(_STRING),
    "selector": _STRING,
    "confidence": {"enum": list(CONFIDENCE)},
    "source-kind": {"enum": list(SOURCE_KINDS)},
    "contrasts": {"type": "array", "items": {"$ref": "#/$defs/contrast"}},
    "facts": {
        "type": "object",
        "propertyNames": _ID,
        "additionalProperties": _one_or_more({"$ref": "#/$defs/fact"}),
    },
    "sources": _blocks_by_name("source"),
    "entities": _blocks_by_name("entity"),
    "relations": _blocks_by_name("relation"),
    "templates": _blocks_by_name("template"),
}
"""Each shape in the words of JSON Schema."""
