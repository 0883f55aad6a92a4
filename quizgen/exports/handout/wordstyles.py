"""A Word document with the styles and the numbering of a handout, and nothing in it."""

from collections.abc import Iterable

from docx import Document
from docx.document import Document as Doc
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from quizgen.exports.handout.parts import Layout

QUESTION, OPTION, BOX = 0, 1, 2
"""Levels of the numbering: 1, 2, 3 for questions; A, B, C under each; the same to tick."""
_LEVELS = (("decimal", "%1", 0, 567), ("upperLetter", "%2", 567, 454),
           ("upperLetter", "☐ %3", 567, 680))  # fmt: skip
"""Format, text, indent and hanging indent (both in twentieths of a point)."""
_PAGES = {"a4": (210, 297), "letter": (216, 279), "a5": (148, 210)}
_BLACK = RGBColor(0, 0, 0)


def empty(layout: Layout, language: str) -> Doc:
    """A document without text, and with the styles that `word` writes in."""
    document = Document()
    styles = document.styles
    normal = styles["Normal"]
    assert isinstance(normal, ParagraphStyle)
    _font(normal, layout.size)
    _speak(normal, language)
    normal.paragraph_format.space_after = Pt(layout.size * 0.3)
    for name, size, above in (
        ("Title", 1.7, 0.0),
        ("Heading 1", 1.35, 0.4),
        ("Heading 2", 1.1, 1.2),
    ):
        style = styles[name]
        assert isinstance(style, ParagraphStyle)
        _font(style, layout.size * size, bold=True)
        style.paragraph_format.space_before = Pt(layout.size * above)
        style.paragraph_format.space_after = Pt(layout.size * 0.4)
        style.paragraph_format.keep_with_next = True
        _unruled(style)
    for name, size, bold, kept in (
        ("Question", 1.0, False, True),
        ("Option", 1.0, False, True),
        ("Answer Line", 1.0, False, False),
        ("Instruction", 0.85, False, True),
        ("Right Answer", 1.0, True, True),
        ("Wrong Answer", 0.92, False, True),
        ("Explanation", 1.0, False, True),
        ("Source", 0.85, False, False),
    ):
        style = _added(document, name)
        _font(style, layout.size * size, bold=bold)
        style.paragraph_format.keep_with_next = kept
        style.paragraph_format.keep_together = True
        style.paragraph_format.space_after = Pt(layout.size * 0.25)
    _indented(document)
    styles["Question"].paragraph_format.space_before = Pt(layout.size * 0.9)
    styles["Answer Line"].paragraph_format.space_before = Pt(layout.size * 1.5)
    _ruled(styles["Answer Line"])
    _abstract(document)
    return document


def _added(document: Doc, name: str) -> ParagraphStyle:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    return style


def _indented(document: Doc) -> None:
    for name in ("Answer Line", "Right Answer", "Wrong Answer", "Explanation", "Source"):
        document.styles[name].paragraph_format.left_indent = Pt(28.35)


def _font(style: ParagraphStyle, size: float, *, bold: bool = False) -> None:
    """One font for all scripts, black: the theme has others for some, and colours."""
    style.font.size, style.font.bold, style.font.name = Pt(size), bold, "Arial"
    style.font.color.rgb = _BLACK
    fonts = style.element.rPr.rFonts
    for name in [*fonts.attrib]:
        if name.endswith("Theme"):
            del fonts.attrib[name]
    for script in ("w:cs", "w:eastAsia", "w:hAnsi"):
        fonts.set(qn(script), "Arial")


def _speak(style: ParagraphStyle, language: str) -> None:
    """The language for spelling and for screen readers."""
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), language)
    style.element.rPr.append(spoken)


def _unruled(style: ParagraphStyle) -> None:
    """The template puts a blue line under titles."""
    for border in style.element.pPr.findall(qn("w:pBdr")):
        style.element.pPr.remove(border)


def _ruled(style: ParagraphStyle) -> None:
    """A line below the paragraph, to write on."""
    border, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in {"val": "single", "sz": "4", "space": "1", "color": "auto"}.items():
        bottom.set(qn(f"w:{name}"), value)
    border.append(bottom)
    properties = style.element.get_or_add_pPr()
    # The schema wants the parts of pPr in order; a border stands after keepLines.
    keep = properties.find(qn("w:keepLines"))
    keep.addnext(border)


def sized(document: Doc, layout: Layout) -> None:
    """Give the last section the paper and its margins."""
    section = document.sections[-1]
    width, height = _PAGES[layout.paper]
    section.page_width, section.page_height = Mm(width), Mm(height)
    margin = Mm(12 if layout.paper == "a5" else 18)
    section.left_margin = section.right_margin = margin
    section.top_margin = section.bottom_margin = margin
    section.footer_distance = Mm(8)


# Numbering


def _made(tag: str, values: Iterable[tuple[str, str]] = ()) -> BaseOxmlElement:
    element = OxmlElement(tag)
    for name, value in values:
        element.set(qn(name), value)
    return element


def _abstract(document: Doc) -> None:
    """Define the list that all questions and options are items of."""
    numbering = document.part.numbering_part.element
    abstract = _made("w:abstractNum", [("w:abstractNumId", "90")])
    abstract.append(_made("w:multiLevelType", [("w:val", "multilevel")]))
    for number, (kind, text, indent, hanging) in enumerate(_LEVELS):
        level = _made("w:lvl", [("w:ilvl", str(number))])
        level.append(_made("w:start", [("w:val", "1")]))
        level.append(_made("w:numFmt", [("w:val", kind)]))
        level.append(_made("w:lvlText", [("w:val", text)]))
        level.append(_made("w:lvlJc", [("w:val", "left")]))
        paragraph, run = _made("w:pPr"), _made("w:rPr")
        place = [("w:left", str(indent + hanging)), ("w:hanging", str(hanging))]
        paragraph.append(_made("w:ind", place))
        run.append(_made("w:b"))
        level.append(paragraph)
        level.append(run)
        abstract.append(level)
    # Definitions stand before the lists that use them.
    numbering.insert(0, abstract)


def numbered(document: Doc) -> int:
    """A new list, counted from 1; its id."""
    numbering = document.part.numbering_part.element
    used = [int(num.numId) for num in numbering.num_lst]
    number = max(used, default=0) + 1
    num = _made("w:num", [("w:numId", str(number))])
    num.append(_made("w:abstractNumId", [("w:val", "90")]))
    override = _made("w:lvlOverride", [("w:ilvl", "0")])
    override.append(_made("w:startOverride", [("w:val", "1")]))
    num.append(override)
    numbering.append(num)
    return number
