"""A handout -> PDF, tagged for screen readers (PDF/UA-1), by Typst in this process.

The data goes in as data: the template decodes JSON and never evaluates any of it. No
font but ours is used and no package imported, so a page comes out alike everywhere; a
letter that the font lacks is an error, where plain PDF would print a blank.
"""

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizgen.exports.handout import qr
from quizgen.exports.handout.data import described
from quizgen.exports.handout.parts import Handout, MissingLetterError
from quizgen.exports.handout.words import words

if TYPE_CHECKING:
    import typst

_HERE = Path(__file__).parent
TEMPLATE = _HERE / "handout.typ"
FONTS = _HERE / "fonts"
_GIVEN = "json(bytes(sys.inputs.data))"
"""Where the template takes its data from."""
_HOW = """\
// Needs Typst 0.15 and the font Quizgen Sans, which is in the folder that this tells:
//   python -c "from quizgen.exports.handout.pdf import FONTS; print(FONTS)"
// Then, with that FOLDER and the name of this file:
//   typst compile --font-path FOLDER --pdf-standard ua-1 test.typ
// Without it one of the other fonts that are named below takes its place, if you have it,
// and lines may break elsewhere.

"""
_LACKS = re.compile(r"the text `\"(.*?)\"` could not be displayed")
_LONG = 40
_LONG_WORD = re.compile(rf"\S{{{_LONG},}}")
_BREAK = "\u200b"
_BESIDE = ("kind", "letter", "letters", "room", "mark", "url")
"""What is not printed, or stands beside a text."""


def render(handout: Handout) -> bytes:
    """*handout* as a PDF.

    Raises:
        MissingLetterError: It has a letter that no font of ours can show.
    """
    import typst

    compiler = typst.Compiler(TEMPLATE, font_paths=_fonts(), ignore_system_fonts=True)
    data = _data(handout)
    try:
        pdf = compiler.compile(
            sys_inputs={"data": data},
            format="pdf",
            pdf_standards=["ua-1"],
            timestamp=handout.moment,
        )
    except typst.TypstError as error:
        lacking = dict.fromkeys(map(_named, _LACKS.findall(error.diagnostic)))
        if not lacking:
            raise
        raise MissingLetterError(_lack(list(lacking), json.loads(data))) from None
    assert isinstance(pdf, bytes)
    return pdf


def source(handout: Handout) -> bytes:
    """*handout* as a Typst file that says what it needs: a font, which may be another."""
    data = _data(handout).replace("\\", "\\\\").replace('"', '\\"')
    template = TEMPLATE.read_text("utf-8")
    assert template.count(_GIVEN) == 1
    return (_HOW + template.replace(_GIVEN, f'json(bytes("{data}"))')).encode()


@cache
def _fonts() -> "typst.Fonts":
    import typst

    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS]
    )


def _data(handout: Handout) -> str:
    """The data of *handout* as the template takes it, in JSON and in ASCII."""
    primary = handout.language.partition("-")[0]
    data = described(handout, _softened)
    data["lang"] = primary if re.fullmatch("[a-z]{2,3}", primary) else "en"
    data["words"] = described(words(handout.language))
    for part in data["parts"]:
        if part["part"] == "test":
            part["qr"] = qr.svg(part["code"])
        sections = [part] if part["part"] == "solutions" else part.get("sections", ())
        for section in sections:
            for question in section["questions"]:
                question["texts"], question["letters"] = _extent(question)
    return json.dumps(data, check_circular=False)


def _softened(text: str) -> str:
    """*text* with places to break in words that may be longer than a line."""
    if len(text) < _LONG or not _LONG_WORD.search(text):
        return text
    return _LONG_WORD.sub(lambda word: _BREAK.join(word[0]), text)


def _extent(question: Any) -> tuple[int, int]:
    """How many texts it has, each on lines of its own, and how many characters."""
    found: list[str] = []
    _gather(question, found)
    return len(found), sum(map(len, found))


def _gather(data: Any, found: list[str]) -> None:
    """Add to *found* the texts of *data* that take up room."""
    kind = type(data)
    if kind is dict:
        for name, part in data.items():
            if part and name not in _BESIDE:
                _gather(part, found)
    elif kind is list:
        for part in data:
            _gather(part, found)
    elif kind is str:
        found.append(data)


def _named(letter: str) -> str:
    r"""*letter* as Typst quotes it, which for some is ``\u{1f600}``."""
    code = re.fullmatch(r"\\u\{([0-9a-f]+)\}", letter)
    return chr(int(code[1], 16)) if code else letter


def _lack(letters: Sequence[str], data: Any) -> str:
    """Says which *letters* are lacking, and a text of *data* that has one."""
    where = next((text for text in _texts(data) if letters[0] in text), "")
    shown = where if len(where) <= 80 else f"{where[:77]}..."
    named = ", ".join(f"'{letter}'" for letter in letters[:5])
    return (
        f"the font of the PDF has no {named}, as in '{shown}';"
        " an .html or .docx file can show it"
    )


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for part in data.values() if isinstance(data, dict) else data:
            yield from _texts(part)
