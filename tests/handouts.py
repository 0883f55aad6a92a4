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
from quizgen.exam.versions import arrange
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
    """Run ``quizgen handout`` with *arguments*."""
    return CliRunner().invoke(main, ["handout", *map(str, arguments)])


def print_handout(*arguments: object, folder: Path, suffix: str = ".pdf") -> bytes:
    """Run the command, which must succeed; return the file that it wrote."""
    target = folder / f"out{suffix}"
    result = run(*arguments, "-o", target)
    assert result.exit_code == 0, result.output
    return target.read_bytes()


def handout(
    *parts: HandoutPart, layout: Layout = A4, language: str = "en", **heads: str
) -> Handout:
    """Return a handout with *parts*; *heads* are its title, course and date."""
    texts = {"title": "Rivers", "course": "", "date": "", **heads}
    return Handout(**texts, language=language, moment=0, layout=layout, parts=parts)


def sheet_of(*questions: Question, label: str = "A", **student: str) -> Sheet:
    """Return the version *label* of a test with *questions*."""
    return Sheet(label, CODE, arrange(questions, 0, label), **student)


# What a reader sees


def without_spaces(text: str) -> str:
    """Return *text* without spaces, and without places to break a line in."""
    return re.sub(r"[\s\u200b]", "", text)


def visible_text(suffix: str, content: bytes) -> str:
    """Return the texts that a reader sees of a file."""
    match suffix:
        case ".pdf":
            return " ".join(pages.page_texts(content))
        case ".typ":
            return " ".join(pages.page_texts(compile_typst(content)))
        case ".html":
            return html_text(content.decode())
        case ".md":
            html = MarkdownIt("commonmark", {"html": True}).enable("table")
            return html_text(html.render(content.decode()))
        case ".docx":
            document = Document(BytesIO(content))
            return "".join(node.text or "" for node in document.element.iter(qn("w:t")))
    raise AssertionError(suffix)


def compile_typst(source: bytes) -> bytes:
    """Return the PDF of a Typst file, compiled as its first lines say."""
    import typst

    from quizgen.exports.handout.pdf import FONTS

    fonts = typst.Fonts(include_system_fonts=False, font_paths=[FONTS])
    compiler = typst.Compiler(source, font_paths=fonts, ignore_system_fonts=True)
    pdf = compiler.compile(format="pdf", pdf_standards="ua-1")
    assert isinstance(pdf, bytes)
    return pdf


class _PageReader(HTMLParser):
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


def html_text(html: str) -> str:
    """Return the text of a page, in which no text may have become markup."""
    reader = _PageReader()
    reader.feed(html)
    assert not {"script", "img", "i", "s"} & reader.names.keys()
    return "".join(reader.texts)
