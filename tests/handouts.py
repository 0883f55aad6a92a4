"""What the tests of handouts share: making them, and reading what they show."""

import re
from collections import Counter
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

from click.testing import CliRunner, Result
from docx import Document
from docx.oxml.ns import qn
from markdown_it import MarkdownIt

from quizgen.cli import main
from quizgen.exam.sheets import Sheet
from quizgen.exam.versions import version
from quizgen.exports.handout.parts import (
    Handout,
    HandoutPart,
    Layout,
    layout_for,
)
from quizgen.model import Question
from tests import pages

A4 = layout_for("a4", None, False, "long")
CODE = "D.N1.S0.VA.000000.0000000"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["handout", *map(str, arguments)])


def printed(*arguments: object, folder: Path, ending: str = ".pdf") -> bytes:
    target = folder / f"out{ending}"
    result = run(*arguments, "-o", target)
    assert result.exit_code == 0, result.output
    return target.read_bytes()


def handout(
    *parts: HandoutPart, layout: Layout = A4, language: str = "en", **said: str
) -> Handout:
    texts = {"title": "Rivers", "course": "", "date": "", **said}
    return Handout(**texts, language=language, moment=0, layout=layout, parts=parts)


def sheet_of(*questions: Question, label: str = "A", **whose: str) -> Sheet:
    printed = version(questions, 0, label)
    return Sheet(label, CODE, printed.questions, **whose)


# What a reader sees


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b]", "", text)


def shown_by(ending: str, content: bytes) -> str:
    """What a reader sees of a file."""
    match ending:
        case ".pdf":
            return " ".join(pages.texts(content))
        case ".typ":
            return " ".join(pages.texts(compiled(content)))
        case ".html":
            return words_of(content.decode())
        case ".md":
            html = MarkdownIt("commonmark", {"html": True}).enable("table")
            return words_of(html.render(content.decode()))
        case ".docx":
            document = Document(BytesIO(content))
            return "".join(node.text or "" for node in document.element.iter(qn("w:t")))
    raise AssertionError(ending)


def compiled(source: bytes) -> bytes:
    import typst

    from quizgen.exports.handout.pdf import FONTS

    fonts = typst.Fonts(include_system_fonts=False, font_paths=[FONTS])
    compiler = typst.Compiler(source, font_paths=fonts, ignore_system_fonts=True)
    pdf = compiler.compile(format="pdf", pdf_standards="ua-1")
    assert isinstance(pdf, bytes)
    return pdf


class Words(HTMLParser):
    """The texts of a page, and the names of its elements."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.names: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.names[tag] += 1

    def handle_data(self, data: str) -> None:
        if self.lasttag != "style":
            self.texts.append(data)


def words_of(html: str) -> str:
    reader = Words()
    reader.feed(html)
    assert not {"script", "img", "i", "s"} & reader.names.keys()
    return "".join(reader.texts)
