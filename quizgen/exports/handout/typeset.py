"""A handout -> PDF, tagged for screen readers (PDF/UA-1), by Typst in this process.

The data goes in as data: the template decodes JSON and never evaluates any of it. No
font but ours is used and no package imported, so a page comes out alike everywhere; a
letter that the font lacks is an error, where plain PDF would print a blank.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import is_dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizgen.exports.handout import qr
from quizgen.exports.handout.data import described
from quizgen.exports.handout.parts import (
    Asked,
    Handout,
    MissingLetterError,
    Solved,
    Test,
)
from quizgen.exports.handout.wording import words

if TYPE_CHECKING:
    import typst

_HERE = Path(__file__).parent
TEMPLATE = _HERE / "handout.typ"
FONTS = _HERE / "fonts"
_GIVEN = "json(bytes(sys.inputs.data))"
"""Where the template takes its data from."""
_LACKS = re.compile(r"the text `\"(.*?)\"` could not be displayed")
_LONG_WORD = re.compile(r"\S{40,}")
_BREAK = "\u200b"
_WHOLE = ("code", "url")
"""What is copied by hand or by a machine, and must have nothing in it."""


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
    """*handout* as a Typst file that needs nothing else but the font."""
    data = _data(handout).replace("\\", "\\\\").replace('"', '\\"')
    template = TEMPLATE.read_text("utf-8")
    assert template.count(_GIVEN) == 1
    return template.replace(_GIVEN, f'json(bytes("{data}"))').encode()


@cache
def _fonts() -> "typst.Fonts":
    import typst

    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS]
    )


def _data(handout: Handout) -> str:
    """The data of *handout* as the template takes it, in JSON and in ASCII."""
    primary = handout.language.partition("-")[0]
    language = primary if re.fullmatch("[a-z]{2,3}", primary) else "en"

    def given(value: Any) -> dict[str, Any]:
        found = {
            name: part if name in _WHOLE else _softened(part)
            for name, part in described(value).items()
        }
        if isinstance(value, Test):
            found["qr"] = qr.svg(value.code)
        elif isinstance(value, Asked | Solved):
            found["long"] = _length(value)
        elif isinstance(value, Handout):
            found |= {"lang": language, "words": words(handout.language)}
        return found

    return json.dumps(handout, default=given)


def _softened(part: Any) -> Any:
    """*part* with places to break in words that may be longer than a line."""
    if isinstance(part, str):
        return _LONG_WORD.sub(lambda word: _BREAK.join(word[0]), part)
    if isinstance(part, tuple) and part and isinstance(part[0], str):
        return tuple(map(_softened, part))
    return part


def _length(value: Any) -> int:
    """How many characters *value* has to print."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, tuple):
        return sum(map(_length, value))
    return sum(map(_length, described(value).values())) if is_dataclass(value) else 0


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
