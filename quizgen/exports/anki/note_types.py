"""Define how notes look, as genanki's note types, and write them to a file for exports.

Anki knows note types, fields and templates by their ids, which are frozen. A field may be
renamed, and a spare one given a use; none may be added, removed or moved, or every note
of an earlier release would stop being updated.

An export reads them from `collection.json`. After a change here, in `card.css` or in
`card.js`, ``python -m quizgen.exports.anki.note_types "$(date +%s)"`` renews it: a note
type that differs from the one in the file changed at that second. A test compares both.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import genanki
from genanki.apkg_col import APKG_COL
from genanki.apkg_schema import APKG_SCHEMA

from quizgen.exports.anki.collection import (
    COLLECTION_JSON,
    CollectionParts,
    collection_parts,
)
from quizgen.exports.anki.notes import CHOICE, CLOZE, FIELDS, ORDER_OR_MATCH, RECALL

_FOLDER = Path(__file__).parent
_PLAIN_KIND, _CLOZE_KIND = genanki.Model.FRONT_BACK, genanki.Model.CLOZE
_DEFAULT_DECK = 1
"""The deck that every collection of Anki has; a note type must name one."""
_TOPIC = '<div class="topic" dir="auto">{{Topic}}</div>'
_STEM = '<div class="stem" dir="auto">{{Question}}</div>'
_CLOZE = '<div class="stem" dir="auto">{{cloze:Question}}</div>'
_AS_OF = '{{#AsOf}}<div class="as-of" dir="auto">{{AsOf}}</div>{{/AsOf}}'
_OPTIONS = '<ul class="options {{Kind}}" dir="auto">{{Options}}</ul>'
_PARTNERS = """\
{{#Partners}}<ul class="options partners" dir="auto">{{Partners}}</ul>{{/Partners}}"""
_SOLVED_OPTIONS = (
    '<ul class="options {{Kind}} solved" dir="auto" id="answer">{{Solution}}</ul>'
)
_ANSWER = '<div class="answer" dir="auto" id="answer">{{Answer}}</div>'
_SOLVED_ORDER = '<div class="solution" dir="auto" id="answer">{{Solution}}</div>'
_EXPLANATION = """\
{{#Explanation}}<div class="told" dir="auto">{{Explanation}}</div>{{/Explanation}}
{{#Extra1}}<div class="told" dir="auto">{{Extra1}}</div>{{/Extra1}}
{{#Extra2}}<div class="told" dir="auto">{{Extra2}}</div>{{/Extra2}}
{{#Extra3}}<div class="told" dir="auto">{{Extra3}}</div>{{/Extra3}}
{{#Sources}}<ul class="sources" dir="auto">{{Sources}}</ul>{{/Sources}}"""


def note_types() -> list[genanki.Model]:
    """Return the note types; their digests change with any of their characters."""
    head = f"{_TOPIC}{_STEM}{_AS_OF}"
    cloze_head = f"{_TOPIC}{_CLOZE}{_AS_OF}"
    columns = f'<div class="columns">{_OPTIONS}{_PARTNERS}</div>'
    return [
        _note_type(
            CHOICE,
            "quizgen choice",
            f"{head}\n{_OPTIONS}\n{_script('front')}",
            f"{head}\n{_SOLVED_OPTIONS}\n{_EXPLANATION}\n{_script('back')}",
        ),
        _note_type(
            RECALL,
            "quizgen recall",
            head,
            f"{head}\n{_ANSWER}\n{_EXPLANATION}",
        ),
        _note_type(
            CLOZE,
            "quizgen cloze",
            cloze_head,
            f"{cloze_head}\n{_EXPLANATION}",
        ),
        _note_type(
            ORDER_OR_MATCH,
            "quizgen order and match",
            f"{head}\n{columns}\n{_script('front')}",
            f"{head}\n{_SOLVED_ORDER}\n{_EXPLANATION}",
        ),
    ]


def _note_type(note_type_id: int, name: str, front: str, back: str) -> genanki.Model:
    """Return the note type *name*, with one card of two sides.

    The ids of its fields and of its card are counted on from *note_type_id*. They are
    frozen as well: a field keeps its place, and there is room for 98.
    """
    return genanki.Model(
        note_type_id,
        name,
        fields=[
            {"name": field, "id": field_id}
            for field_id, field in enumerate(FIELDS, note_type_id + 1)
        ],
        templates=[{"name": "Card", "id": note_type_id + 99, "qfmt": front, "afmt": back}],
        css=_FOLDER.joinpath("card.css").read_text("utf-8"),
        model_type=_CLOZE_KIND if note_type_id == CLOZE else _PLAIN_KIND,
    )


def _script(side: str) -> str:
    """Return the script of a *side*, "front" or "back".

    It shuffles the options, and marks those that the learner has tapped.
    """
    script = _FOLDER.joinpath("card.js").read_text("utf-8")
    return f'<script>\n{script}quizgen("{side}");\n</script>'


def build_collection_parts(
    earlier_types: Mapping[str, dict[str, Any]], changed_at: int
) -> CollectionParts:
    """Return what genanki and this module define today.

    Args:
        earlier_types: The note types by id, with the times at which they last changed.
        changed_at: Seconds since 1970: the time of note types that differ from those.
    """
    current_types = {}
    for note_type in note_types():
        current_type = note_type.to_json(changed_at, _DEFAULT_DECK)
        earlier_type = earlier_types.get(current_type["id"], {})
        is_same = {**earlier_type, "mod": changed_at} == current_type
        current_types[current_type["id"]] = earlier_type if is_same else current_type
    tables, _, _ = APKG_SCHEMA.partition("CREATE INDEX")  # Anki makes its own indexes
    return CollectionParts(
        tables.strip(),
        APKG_COL.strip(),
        genanki.Deck(0, "").to_json(),
        current_types,
    )


if __name__ == "__main__":
    types_in_file = collection_parts().types if COLLECTION_JSON.exists() else {}
    parts = build_collection_parts(types_in_file, int(sys.argv[1]))
    COLLECTION_JSON.write_text(json.dumps(parts._asdict(), indent=1) + "\n", "utf-8")
