"""The styles and the numbering of handouts in Word, and the paper they are set on."""

from dataclasses import dataclass

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor, Twips
from docx.styles.style import ParagraphStyle

from quizgen.exports.handout.parts import Layout
from quizgen.exports.handout.word.elements import element, twips

QUESTION, OPTION, BOX, PARTNER = 0, 1, 2, 3
"""Levels of the numbering: 1, 2, 3 for questions; A, B, C under each; the same to tick;
the same in a column of its own."""
INDENT = 2.7
"""The indent of what stands under a stem, in em (the size of the text)."""
GAP = 0.3
"""The space between the paragraphs of a card, in em."""
_LEVELS = (
    ("decimal", "%1", 0.0, INDENT),
    ("upperLetter", "%2", INDENT, 2.2),
    ("upperLetter", "☐ %3", INDENT, 3.2),
    ("upperLetter", "%4", 0.0, 2.2),
)
"""Format, text, indent and hanging indent (both in em)."""
_LIST = 90
"""The id of the definition that all our lists share."""
PAPERS = {"a4": (11906, 16838), "letter": (12240, 15840), "a5": (8391, 11906)}
"""Width and height in twips."""
_BLACK = RGBColor(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet of paper and its margins, in twips; *bottom* alone may differ."""

    width: int
    height: int
    margin: int
    bottom: int

    @property
    def room(self) -> int:
        """The width of the text."""
        return self.width - 2 * self.margin


def text_page(layout: Layout) -> Page:
    """Return the paper of *layout* with the margins of a text."""
    margin = twips(12 if layout.paper == "a5" else 18)
    return Page(*PAPERS[layout.paper], margin, margin)


@dataclass(frozen=True, slots=True)
class _Style:
    """A style of paragraphs; all lengths are in em of the text, *size* too.

    Attributes:
        keep: Whether it stands on the page of the paragraph that follows.
        hanging: By how much the first line stands out.
    """

    name: str
    size: float = 1.0
    bold: bool = False
    keep: bool = False
    above: float = 0.0
    below: float = 0.25
    left: float = 0.0
    hanging: float = 0.0


_STYLES = (
    _Style("Title", 1.7, bold=True, keep=True, below=0.4),
    _Style("Heading 1", 1.35, bold=True, keep=True, above=0.4, below=0.4),
    _Style("Heading 2", 1.1, bold=True, keep=True, above=1.2, below=0.4),
    _Style("Footer", 0.8, below=0.0),
    _Style("Instruction", 0.85, keep=True),
    _Style("Field", above=1.1, below=0.1),
    _Style("Version", 0.85, below=0.0),
    # Questions
    _Style("Question", keep=True, above=0.9),
    _Style("Option", keep=True),
    _Style("Verdict", keep=True, left=INDENT),
    _Style("Item", keep=True, below=0.1),
    _Style("Pair", keep=True, left=3.2, hanging=3.2),
    _Style("Answer Line", above=1.5, left=INDENT),
    # Answers
    _Style("Right Answer", bold=True, keep=True, left=INDENT + 1.5, hanging=1.5),
    _Style("Explanation", keep=True, left=INDENT),
    _Style("Wrong Answer", 0.92, keep=True, left=INDENT + 1.5, hanging=1.5),
    _Style("Source", 0.85, above=0.2, left=INDENT),
    # Facts and cards
    _Style("Cell Head", bold=True, keep=True, below=0.0),
    _Style("Cell", below=0.0),
    _Style("Reference", 0.85, left=2.4, hanging=2.4),
    _Style("Card", below=GAP),
    _Style("Thin", below=0.0),
)
"""The styles of a handout; those that Word has keep its name, the others are ours."""


def new_document(layout: Layout, language: str) -> Document:
    """Return a document with our styles and lists, and without text.

    Args:
        layout: Says how large the texts are, and on which paper.
        language: BCP 47; in which Word checks the spelling.
    """
    document = docx.Document()
    _drop_unused_parts(document)
    normal = document.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)
    _set_font(normal, layout.size)
    normal.element.rPr.append(element("lang", val=language))
    normal.paragraph_format.space_after = Pt(layout.size * 0.3)
    styles = {style.name: _add_style(document, style, layout.size) for style in _STYLES}
    styles["Card"].paragraph_format.line_spacing = 1.0
    styles["Thin"].paragraph_format.line_spacing = Pt(1)
    styles["Verdict"].paragraph_format.tab_stops.add_tab_stop(Pt(layout.size * 12))
    _draw_line_below(styles["Answer Line"])
    _add_right_tab(styles["Footer"], layout)
    _pad_tables(document, layout.size)
    _define_list(document, layout.size)
    return document


def _drop_unused_parts(document: Document) -> None:
    """Remove what the template of python-docx has besides: as much again, and unused."""
    for owner in (document.part, document.part.package):
        for name, relation in [*owner.rels.items()]:
            kind = relation.reltype.rpartition("/")[2]
            if kind in ("stylesWithEffects", "customXml", "thumbnail"):
                del owner.rels[name]
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        table = style.get(qn("w:type")) == "table"
        if table and style.get(qn("w:styleId")) not in ("TableNormal", "TableGrid"):
            styles.remove(style)
    settings = document.settings.element
    settings.find(qn("w:zoom")).set(qn("w:percent"), "100")
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")  # else Word shows it as a file of 2010


def _add_style(document: Document, wish: _Style, size: float) -> ParagraphStyle:
    """Add a style to *document*, whose text has *size* points, or change Word's own."""
    styles = document.styles
    if wish.name in styles:
        style = styles[wish.name]
        # The template has blue lines under titles, and tab stops for its own paper.
        for tag in ("w:pBdr", "w:tabs"):
            for properties in style.element.pPr.findall(qn(tag)):
                style.element.pPr.remove(properties)
    else:
        style = styles.add_style(wish.name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        style.quick_style = True
    assert isinstance(style, ParagraphStyle)
    _set_font(style, size * wish.size, bold=wish.bold)
    paragraph = style.paragraph_format
    paragraph.keep_together = True
    paragraph.keep_with_next = wish.keep
    paragraph.space_before = Pt(size * wish.above)
    paragraph.space_after = Pt(size * wish.below)
    if wish.left:
        paragraph.left_indent = Pt(size * wish.left)
        paragraph.first_line_indent = Pt(-size * wish.hanging)
    return style


def _set_font(style: ParagraphStyle, size: float, *, bold: bool = False) -> None:
    """Set one black font for all scripts: the theme has others for some, and colours."""
    style.font.size, style.font.bold, style.font.name = Pt(size), bold or None, "Arial"
    style.font.color.rgb = _BLACK
    fonts = style.element.rPr.rFonts
    for name in [*fonts.attrib]:
        if name.lower().endswith("theme"):
            del fonts.attrib[name]
    for script in ("w:cs", "w:eastAsia", "w:hAnsi"):
        fonts.set(qn(script), "Arial")


def _draw_line_below(style: ParagraphStyle) -> None:
    """Draw a line below the paragraph, to write on."""
    line = element("pBdr", element("bottom", val="single", sz=4, space=1, color="auto"))
    style.element.pPr.insert_element_before(line, "w:shd", "w:tabs", "w:spacing")


def _add_right_tab(style: ParagraphStyle, layout: Layout) -> None:
    """Put what follows a tab at the right margin."""
    style.paragraph_format.tab_stops.add_tab_stop(
        Twips(text_page(layout).room), WD_TAB_ALIGNMENT.RIGHT
    )


def _pad_tables(document: Document, size: float) -> None:
    """Keep texts and pictures off the lines of tables."""
    grid = document.styles["Table Grid"].element
    for side in ("w:top", "w:bottom"):
        for margin in grid.findall(f".//{qn('w:tblCellMar')}/{qn(side)}"):
            margin.set(qn("w:w"), str(round(size * 20 * 0.25)))


# Numbering


def _define_list(document: Document, size: float) -> None:
    """Define the list that all questions and options are items of."""
    em = size * 20
    levels = []
    for number, (kind, text, indent, hanging) in enumerate(_LEVELS):
        place = {"left": round((indent + hanging) * em), "hanging": round(hanging * em)}
        level = element(
            "lvl",
            element("start", val=1),
            element("numFmt", val=kind),
            element("lvlText", val=text),
            element("lvlJc", val="left"),
            element("pPr", element("ind", **place)),
            element("rPr", element("b")),
            ilvl=number,
        )
        levels.append(level)
    several = element("multiLevelType", val="multilevel")
    numbering = document.part.numbering_part.element
    # Definitions stand before the lists that use them.
    numbering.insert(0, element("abstractNum", several, *levels, abstractNumId=_LIST))


def add_list(document: Document) -> int:
    """Add a list that counts from 1; return its id."""
    numbering = document.part.numbering_part.element
    number = max((int(num.numId) for num in numbering.num_lst), default=0) + 1
    restart = element("lvlOverride", element("startOverride", val=1), ilvl=0)
    numbering.append(
        element("num", element("abstractNumId", val=_LIST), restart, numId=number)
    )
    return number
