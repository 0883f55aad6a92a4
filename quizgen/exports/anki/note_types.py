"""Define how notes look, as genanki's note types, and write them to a file for builds.

Anki knows note types, fields and templates by their ids, which are frozen. A field may be
renamed, and a spare one given a use; none may be added, removed or moved, or every note
of an earlier release would stop being updated.

A build reads them from `collection.json`. After a change here, in `card.css` or in
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

from quizgen.exports.anki.collection import FILE, CollectionParts, collection_parts
from quizgen.exports.anki.notes import CHOICE, CLOZE, FIELDS, RECALL, SEQUENCE

_FOLDER = Path(__file__).parent
_HEAD = '<div class="topic" dir="auto">{{Topic}}</div>'
_STEM = '<div class="stem" dir="auto">{{Question}}</div>'
_CLOZE = '<div class="stem" dir="auto">{{cloze:Question}}</div>'
_AS_OF = '{{#AsOf}}<div class="as-of" dir="auto">{{AsOf}}</div>{{/AsOf}}'
_OPTIONS = '<ul class="options {{Kind}}" dir="auto">{{Options}}</ul>'
_PARTNERS = """\
{{#Partners}}<ul class="options partners" dir="auto">{{Partners}}</ul>{{/Partners}}"""
_MARKED_OPTIONS = (
    '<ul class="options {{Kind}} solved" dir="auto" id="answer">{{Solution}}</ul>'
)
_ANSWER = '<div class="answer" dir="auto" id="answer">{{Answer}}</div>'
_SOLUTION = '<div class="solution" dir="auto" id="answer">{{Solution}}</div>'
_EXPLANATION = """\
{{#Explanation}}<div class="told" dir="auto">{{Explanation}}</div>{{/Explanation}}
{{#Extra1}}<div class="told" dir="auto">{{Extra1}}</div>{{/Extra1}}
{{#Extra2}}<div class="told" dir="auto">{{Extra2}}</div>{{/Extra2}}
{{#Extra3}}<div class="told" dir="auto">{{Extra3}}</div>{{/Extra3}}
{{#Sources}}<ul class="sources" dir="auto">{{Sources}}</ul>{{/Sources}}"""


def models() -> list[genanki.Model]:
    """Return the note types; their digests change with any of their characters."""
    top = f"{_HEAD}{_STEM}{_AS_OF}"
    columns = f'<div class="columns">{_OPTIONS}{_PARTNERS}</div>'
    return [
        _model(
            CHOICE,
            "quizgen choice",
            f"{top}\n{_OPTIONS}\n{_script('front')}",
            f"{top}\n{_MARKED_OPTIONS}\n{_EXPLANATION}\n{_script('back')}",
        ),
        _model(
            RECALL,
            "quizgen recall",
            top,
            f"{top}\n{_ANSWER}\n{_EXPLANATION}",
        ),
        _model(
            CLOZE,
            "quizgen cloze",
            f"{_HEAD}{_CLOZE}{_AS_OF}",
            f"{_HEAD}{_CLOZE}{_AS_OF}\n{_EXPLANATION}",
        ),
        _model(
            SEQUENCE,
            "quizgen order and match",
            f"{top}\n{columns}\n{_script('front')}",
            f"{top}\n{_SOLUTION}\n{_EXPLANATION}",
        ),
    ]


def _model(number: int, name: str, front: str, back: str) -> genanki.Model:
    """Return the note type *name* with the id *number*, and one card of two sides."""
    return genanki.Model(
        number,
        name,
        fields=[{"name": f, "id": number + 1 + i} for i, f in enumerate(FIELDS)],
        templates=[{"name": "Card", "id": number + 99, "qfmt": front, "afmt": back}],
        css=_FOLDER.joinpath("card.css").read_text("utf-8"),
        model_type=genanki.Model.CLOZE if number == CLOZE else genanki.Model.FRONT_BACK,
    )


def _script(side: str) -> str:
    """Return the script that shuffles the options of a *side*, "front" or "back"."""
    script = _FOLDER.joinpath("card.js").read_text("utf-8")
    return f'<script>\n{script}quizgen("{side}");\n</script>'


def current_parts(types: Mapping[str, dict[str, Any]], now: int) -> CollectionParts:
    """Return what genanki and this module define today.

    Args:
        types: The note types by id, with the times at which they last changed.
        now: Seconds since 1970: the time of those that differ.
    """
    current_types = {}
    for model in models():
        type_ = model.to_json(now, 1)
        earlier = types.get(type_["id"], {})
        is_same = {**earlier, "mod": now} == type_
        current_types[type_["id"]] = earlier if is_same else type_
    return CollectionParts(
        APKG_SCHEMA.partition("CREATE INDEX")[0].strip(),
        APKG_COL.strip(),
        genanki.Deck(0, "").to_json(),
        current_types,
    )


if __name__ == "__main__":
    earlier_types = collection_parts().types if FILE.exists() else {}
    current = current_parts(earlier_types, int(sys.argv[1]))
    FILE.write_text(json.dumps(current._asdict(), indent=1) + "\n", "utf-8")
