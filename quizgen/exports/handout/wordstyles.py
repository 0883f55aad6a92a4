"""A Word document with the styles and the numbering of a handout, and nothing in it."""

from dataclasses import dataclass

from docx import Document
from docx.document import Document as Doc
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor, Twips
from docx.styles.style import ParagraphStyle

from quizgen.exports.handout.parts import Layout
from quizgen.exports.handout.wordml import made, twips

QUESTION, OPTION, BOX, PARTNER = 0, 1, 2, 3
"""Levels of the numbering: 1, 2, 3 for questions; A, B, C under each; the same to tick;
the same in a column of its own."""
INDENT = 2.7
"""Of what stands under the stem of a question, in em (the size of the text)."""
GAP = 0.3
"""Between the paragraphs of a card, in em."""
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


def page(layout: Layout) -> Page:
    """The paper of *layout* for texts."""
    margin = twips(12 if layout.paper == "a5" else 18)
    return Page(*PAPERS[layout.paper], margin, margin)


@dataclass(frozen=True, slots=True)
class _Style:
    """A style of paragraphs; all lengths are in em of the text, *size* too.

    Attributes:
        kept: On the page of the paragraph that follows.
        hanging: By how much the first line stands out.
    """

    name: str
    size: float = 1.0
    bold: bool = False
    kept: bool = False
    above: float = 0.0
    below: float = 0.25
    left: float = 0.0
    hanging: float = 0.0


_STYLES = (
    _Style("Title", 1.7, bold=True, kept=True, below=0.4),
    _Style("Heading 1", 1.35, bold=True, kept=True, above=0.4, below=0.4),
    _Style("Heading 2", 1.1, bold=True, kept=True, above=1.2, below=0.4),
    _Style("Footer", 0.8, below=0.0),
    _Style("Instruction", 0.85, kept=True),
    _Style("Field", above=1.1, below=0.1),
    _Style("Version", 0.85, below=0.0),
    # Questions
    _Style("Question", kept=True, above=0.9),
    _Style("Option", kept=True),
    _Style("Verdict", kept=True, left=INDENT),
    _Style("Item", kept=True, below=0.1),
    _Style("Pair", kept=True, left=3.2, hanging=3.2),
    _Style("Answer Line", above=1.5, left=INDENT),
    # Answers
    _Style("Right Answer", bold=True, kept=True, left=INDENT + 1.5, hanging=1.5),
    _Style("Explanation", kept=True, left=INDENT),
    _Style("Wrong Answer", 0.92, kept=True, left=INDENT + 1.5, hanging=1.5),
    _Style("Source", 0.85, above=0.2, left=INDENT),
    # Facts and cards
    _Style("Cell Head", bold=True, kept=True, below=0.0),
    _Style("Cell", below=0.0),
    _Style("Reference", 0.85, left=2.4, hanging=2.4),
    _Style("Card", below=GAP),
    _Style("Thin", below=0.0),
)
"""Those that Word has keep its name; the others are ours."""


def empty(layout: Layout, language: str) -> Doc:
    """A document without text, and with the styles that `word` writes in."""
    document = Document()
    _lean(document)
    normal = document.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)
    _font(normal, layout.size)
    normal.element.rPr.append(made("lang", val=language))
    normal.paragraph_format.space_after = Pt(layout.size * 0.3)
    styles = {style.name: _styled(document, style, layout.size) for style in _STYLES}
    styles["Card"].paragraph_format.line_spacing = 1.0
    styles["Thin"].paragraph_format.line_spacing = Pt(1)
    styles["Verdict"].paragraph_format.tab_stops.add_tab_stop(Pt(layout.size * 12))
    _ruled(styles["Answer Line"])
    _footed(styles["Footer"], layout)
    _padded(document, layout.size)
    _abstract(document, layout.size)
    return document


def _lean(document: Doc) -> None:
    """Take out what the template of python-docx has besides: as much again, and unused."""
    for part in (document.part, document.part.package):
        for name, relation in [*part.rels.items()]:
            kind = relation.reltype.rpartition("/")[2]
            if kind in ("stylesWithEffects", "customXml", "thumbnail"):
                del part.rels[name]
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


def _styled(document: Doc, wanted: _Style, size: float) -> ParagraphStyle:
    """The style *wanted* in *document*, whose text has *size* points."""
    styles = document.styles
    if wanted.name in styles:
        style = styles[wanted.name]
        # The template has blue lines under titles, and tab stops for its own paper.
        for tag in ("w:pBdr", "w:tabs"):
            for found in style.element.pPr.findall(qn(tag)):
                style.element.pPr.remove(found)
    else:
        style = styles.add_style(wanted.name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        style.quick_style = True
    assert isinstance(style, ParagraphStyle)
    _font(style, size * wanted.size, bold=wanted.bold)
    paragraph = style.paragraph_format
    paragraph.keep_together = True
    paragraph.keep_with_next = wanted.kept
    paragraph.space_before = Pt(size * wanted.above)
    paragraph.space_after = Pt(size * wanted.below)
    if wanted.left:
        paragraph.left_indent = Pt(size * wanted.left)
        paragraph.first_line_indent = Pt(-size * wanted.hanging)
    return style


def _font(style: ParagraphStyle, size: float, *, bold: bool = False) -> None:
    """One font for all scripts, black: the theme has others for some, and colours."""
    style.font.size, style.font.bold, style.font.name = Pt(size), bold or None, "Arial"
    style.font.color.rgb = _BLACK
    fonts = style.element.rPr.rFonts
    for name in [*fonts.attrib]:
        if name.lower().endswith("theme"):
            del fonts.attrib[name]
    for script in ("w:cs", "w:eastAsia", "w:hAnsi"):
        fonts.set(qn(script), "Arial")


def _ruled(style: ParagraphStyle) -> None:
    """A line below the paragraph, to write on."""
    line = made("pBdr", made("bottom", val="single", sz=4, space=1, color="auto"))
    style.element.pPr.insert_element_before(line, "w:shd", "w:tabs", "w:spacing")


def _footed(style: ParagraphStyle, layout: Layout) -> None:
    """What follows a tab stands at the right margin."""
    style.paragraph_format.tab_stops.add_tab_stop(
        Twips(page(layout).room), WD_TAB_ALIGNMENT.RIGHT
    )


def _padded(document: Doc, size: float) -> None:
    """Keep texts and pictures off the lines of tables."""
    grid = document.styles["Table Grid"].element
    for side in ("w:top", "w:bottom"):
        for margin in grid.findall(f".//{qn('w:tblCellMar')}/{qn(side)}"):
            margin.set(qn("w:w"), str(round(size * 20 * 0.25)))


# Numbering


def _abstract(document: Doc, size: float) -> None:
    """Define the list that all questions and options are items of."""
    em = size * 20
    levels = []
    for number, (kind, text, indent, hanging) in enumerate(_LEVELS):
        place = {"left": round((indent + hanging) * em), "hanging": round(hanging * em)}
        level = made(
            "lvl",
            made("start", val=1),
            made("numFmt", val=kind),
            made("lvlText", val=text),
            made("lvlJc", val="left"),
            made("pPr", made("ind", **place)),
            made("rPr", made("b")),
            ilvl=number,
        )
        levels.append(level)
    several = made("multiLevelType", val="multilevel")
    numbering = document.part.numbering_part.element
    # Definitions stand before the lists that use them.
    numbering.insert(0, made("abstractNum", several, *levels, abstractNumId=_LIST))


def numbered(document: Doc) -> int:
    """A new list, counted from 1; its id."""
    numbering = document.part.numbering_part.element
    number = max((int(num.numId) for num in numbering.num_lst), default=0) + 1
    again = made("lvlOverride", made("startOverride", val=1), ilvl=0)
    numbering.append(made("num", made("abstractNumId", val=_LIST), again, numId=number))
    return number
