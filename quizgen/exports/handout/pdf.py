"""A handout as PDF, tagged for screen readers (PDF/UA-1), by Typst in this process.

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

from quizgen.exports.handout import parts, qr
from quizgen.exports.handout.parts import Handout, MissingLetterError
from quizgen.i18n import words_in

if TYPE_CHECKING:
    import typst

_FOLDER = Path(__file__).parent
TEMPLATE = _FOLDER / "handout.typ"
FONTS = _FOLDER / "fonts"
_DATA = "json(bytes(sys.inputs.data))"
"""Where the template takes its data from."""
_INSTRUCTIONS = """\
// Needs Typst 0.15 and the font Quizgen Sans, which is in the folder that this tells:
//   python -c "from quizgen.exports.handout.pdf import FONTS; print(FONTS)"
// Then, with that FOLDER and the name of this file:
//   typst compile --font-path FOLDER --pdf-standard ua-1 test.typ
// Without it one of the other fonts that are named below takes its place, if you have it,
// and lines may break elsewhere.

"""
_MISSING = re.compile(r"the text `\"(.*?)\"` could not be displayed")


def render(handout: Handout) -> bytes:
    """Return *handout* as a PDF.

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
        letters = dict.fromkeys(map(_letter, _MISSING.findall(error.diagnostic)))
        if not letters:
            raise
        message = _missing_letters(list(letters), json.loads(data))
        raise MissingLetterError(message) from None
    assert isinstance(pdf, bytes)
    return pdf


def typst_source(handout: Handout) -> bytes:
    """Return *handout* as a Typst file that says what it needs: a font, or another."""
    data = _data(handout).replace("\\", "\\\\").replace('"', '\\"')
    template = TEMPLATE.read_text("utf-8")
    assert template.count(_DATA) == 1
    return (_INSTRUCTIONS + template.replace(_DATA, f'json(bytes("{data}"))')).encode()


@cache
def _fonts() -> "typst.Fonts":
    import typst

    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS]
    )


def _letter(quoted: str) -> str:
    r"""Return the letter that Typst quotes, some in the manner of ``\u{1f600}``."""
    code = re.fullmatch(r"\\u\{([0-9a-f]+)\}", quoted)
    return chr(int(code[1], 16)) if code else quoted


def _missing_letters(letters: Sequence[str], data: Any) -> str:
    """Say which *letters* the font lacks, and quote a text of *data* that has one."""
    text = next((text for text in _strings(data) if letters[0] in text), "")
    quotation = text if len(text) <= 80 else f"{text[:77]}..."
    names = ", ".join(f"'{letter}'" for letter in letters[:5])
    return (
        f"the font of the PDF has no {names}, as in '{quotation}';"
        " an .html or .docx file can show it"
    )


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for value in data.values() if isinstance(data, dict) else data:
            yield from _strings(value)


# The data of the template

_KINDS: dict[type, tuple[str, str]] = {
    parts.QuestionSheet: ("part", "test"),
    parts.KeyGrid: ("part", "grid"),
    parts.SolutionSheet: ("part", "solutions"),
    parts.StudySheet: ("part", "study"),
    parts.Timeline: ("part", "timeline"),
    parts.Flashcards: ("part", "cards"),
    parts.OptionList: ("kind", "options"),
    parts.TruthBoxes: ("kind", "verdicts"),
    parts.AnswerLine: ("kind", "line"),
    parts.StemGap: ("kind", "gap"),
    parts.MatchTable: ("kind", "match"),
    parts.OrderList: ("kind", "order"),
}
"""The key and the value by which the template tells the parts and the bodies apart."""
_VERBATIM = ("code", "url")
"""What is copied by hand or by a machine, and must have no places to break in it."""
_NO_ROOM = ("kind", "letter", "letters", "length", "url")
"""What is not printed, or stands beside a text."""
_LONG = 40
_LONG_WORD = re.compile(rf"\S{{{_LONG},}}")
_BREAK = "\u200b"


def _data(handout: Handout) -> str:
    """Return the data of *handout* as the template takes it, in JSON and in ASCII."""
    primary = handout.language.partition("-")[0]
    data = _json_value(handout)
    data["lang"] = primary if re.fullmatch("[a-z]{2,3}", primary) else "en"
    data["words"] = _json_value(words_in(handout.language).paper)
    for part in data["parts"]:
        if part["part"] == "test":
            part["qr"] = qr.svg(part["code"])
        questions = part.get("solutions", [])
        for section in part.get("sections", ()):
            questions += section["questions"]
        for question in questions:
            question["texts"], question["letters"] = _extent(question)
    return json.dumps(data, check_circular=False)


def _json_value(value: Any) -> Any:
    """Return one of the `parts`, or what it holds, as JSON has it: objects and lists."""
    kind: Any = type(value)
    if kind is str:
        return _soften(value)
    if kind is tuple:
        return [_json_value(item) for item in value]
    if not isinstance(value, tuple):
        return value
    fields = {
        name: field if name in _VERBATIM else _json_value(field)
        for name, field in zip(kind._fields, value, strict=True)
    }
    if kind in _KINDS:
        key, name = _KINDS[kind]
        return {key: name, **fields}
    return fields


def _soften(text: str) -> str:
    """Return *text* with places to break in words that may be longer than a line."""
    if len(text) < _LONG or not _LONG_WORD.search(text):
        return text
    return _LONG_WORD.sub(lambda word: _BREAK.join(word[0]), text)


def _extent(question: Any) -> tuple[int, int]:
    """Return how many texts it has, each on lines of its own, and how many characters."""
    texts: list[str] = []
    _collect_texts(question, texts)
    return len(texts), sum(map(len, texts))


def _collect_texts(data: Any, texts: list[str]) -> None:
    """Add to *texts* those of *data* that take up room."""
    kind = type(data)
    if kind is dict:
        for name, value in data.items():
            if value and name not in _NO_ROOM:
                _collect_texts(value, texts)
    elif kind is list:
        for item in data:
            _collect_texts(item, texts)
    elif kind is str:
        texts.append(data)
