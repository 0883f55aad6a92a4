"""How notes look: genanki's note types, and the file in which builds find them.

Anki knows note types, fields and templates by their ids, which are frozen. A field may be
renamed, and a spare one given a use; none may be added, removed or moved, or every note
of an earlier release would stop being updated.

Importing genanki takes longer than building a deck of forty cards, so a build reads what
genanki says from `vocabulary.json`. After a change here, in `card.css` or in `card.js`,
``python -m quizgen.exports.anki.note_types "$(date +%s)"`` renews it: a note type that
differs from the one in the file changed at that second. A test compares the two.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import genanki
from genanki.apkg_col import APKG_COL
from genanki.apkg_schema import APKG_SCHEMA

from quizgen.exports.anki.collection import FILE, Vocabulary, vocabulary
from quizgen.exports.anki.notes import CHOICE, CLOZE, FIELDS, RECALL, SEQUENCE

_HEAD = '<div class="topic" dir="auto">{{Topic}}</div>'
_STEM = '<div class="stem" dir="auto">{{Question}}</div>'
_CLOZE = '<div class="stem" dir="auto">{{cloze:Question}}</div>'
_AS_OF = '{{#AsOf}}<div class="as-of" dir="auto">{{AsOf}}</div>{{/AsOf}}'
_OPTIONS = '<ul class="options {{Kind}}" dir="auto">{{Options}}</ul>'
_PARTNERS = """\
{{#Partners}}<ul class="options partners" dir="auto">{{Partners}}</ul>{{/Partners}}"""
_SOLVED = '<ul class="options {{Kind}} solved" dir="auto" id="answer">{{Solution}}</ul>'
_ANSWER = '<div class="answer" dir="auto" id="answer">{{Answer}}</div>'
_SOLUTION = '<div class="solution" dir="auto" id="answer">{{Solution}}</div>'
_TOLD = """\
{{#Explanation}}<div class="told" dir="auto">{{Explanation}}</div>{{/Explanation}}
{{#Extra1}}<div class="told" dir="auto">{{Extra1}}</div>{{/Extra1}}
{{#Extra2}}<div class="told" dir="auto">{{Extra2}}</div>{{/Extra2}}
{{#Extra3}}<div class="told" dir="auto">{{Extra3}}</div>{{/Extra3}}
{{#Sources}}<ul class="sources" dir="auto">{{Sources}}</ul>{{/Sources}}"""


def models() -> list[genanki.Model]:
    """The note types."""
    folder = Path(__file__).parent
    css = folder.joinpath("card.css").read_text("utf-8")
    script = folder.joinpath("card.js").read_text("utf-8")

    def model(number: int, name: str, front: str, back: str) -> genanki.Model:
        is_cloze = number == CLOZE
        return genanki.Model(
            number,
            name,
            fields=[{"name": f, "id": number + 1 + i} for i, f in enumerate(FIELDS)],
            templates=[{"name": "Card", "id": number + 99, "qfmt": front, "afmt": back}],
            css=css,
            model_type=genanki.Model.CLOZE if is_cloze else genanki.Model.FRONT_BACK,
        )

    def mixing(side: str) -> str:
        return f'<script>\n{script}quizgen("{side}");\n</script>'

    top = f"{_HEAD}{_STEM}{_AS_OF}"
    return [
        model(
            CHOICE,
            "quizgen choice",
            f"{top}\n{_OPTIONS}\n{mixing('front')}",
            f"{top}\n{_SOLVED}\n{_TOLD}\n{mixing('back')}",
        ),
        model(
            RECALL,
            "quizgen recall",
            top,
            f"{top}\n{_ANSWER}\n{_TOLD}",
        ),
        model(
            CLOZE,
            "quizgen cloze",
            f"{_HEAD}{_CLOZE}{_AS_OF}",
            f"{_HEAD}{_CLOZE}{_AS_OF}\n{_TOLD}",
        ),
        model(
            SEQUENCE,
            "quizgen order and match",
            f'{top}\n<div class="columns">{_OPTIONS}{_PARTNERS}</div>\n{mixing("front")}',
            f"{top}\n{_SOLUTION}\n{_TOLD}",
        ),
    ]


def renewed(known: Mapping[str, dict[str, Any]], now: int) -> Vocabulary:
    """What genanki says today.

    Args:
        known: The note types by id, with the times at which they last changed.
        now: Seconds since 1970: the time of those that differ.
    """
    types = {}
    for model in models():
        made = model.to_json(now, 1)
        old = known.get(made["id"], {})
        types[made["id"]] = old if {**old, "mod": now} == made else made
    return Vocabulary(
        APKG_SCHEMA.partition("CREATE INDEX")[0].strip(),
        APKG_COL.strip(),
        genanki.Deck(0, "").to_json(),
        types,
    )


if __name__ == "__main__":
    before = vocabulary().types if FILE.exists() else {}
    after = renewed(before, int(sys.argv[1]))._asdict()
    FILE.write_text(json.dumps(after, indent=1) + "\n", "utf-8")
