"""Paragraphs and tables of WordprocessingML, their children in the order of the standard.

ECMA-376 Part 1 (ISO/IEC 29500-1), 17: the children of each element are a sequence, and
Word calls a file broken that has them in another order. Lengths are in twips, as there:
twentieths of a point.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from io import BytesIO
from typing import TypeAlias

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.shape import CT_Inline
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm

Element: TypeAlias = BaseOxmlElement
PADDING = 108
"""Left and right in the cells of a table."""
NO_BREAK = "\N{NO-BREAK SPACE}"
_TWIPS_PER_MM = 1440 / 25.4
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_qualified_name = cache(qn)
_SIGNS = {"\n": "br", "\t": "tab"}
_SIGN = re.compile("([\n\t])")


def twips(millimetres: float) -> int:
    """Return a length in twips, rounded to a whole number."""
    return round(millimetres * _TWIPS_PER_MM)


def element(tag: str, *children: Element | None, **attributes: object) -> Element:
    """Return a new ``w:tag`` with its *children* in their order; None is left out.

    Attributes are of the same namespace: ``element("b", val=0)`` is ``<w:b w:val="0"/>``.
    """
    new: Element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        new.set(_qualified_name(f"w:{name}"), str(value))
    new.extend([child for child in children if child is not None])
    return new


# Text


def run(text: str, *, bold: bool = False, size: float = 0.0) -> Element:
    """Return *text* in one look, *size* in points if not that of its style.

    A newline breaks the line, a tab goes to the next tab stop.
    """
    looks = [element("b")] if bold else []
    looks += [element("sz", val=round(size * 2))] if size else []
    new = element("r", element("rPr", *looks) if looks else None)
    for piece in _SIGN.split(text):
        if piece in _SIGNS:
            new.append(element(_SIGNS[piece]))
        elif piece:
            letters = element("t")
            letters.text = piece
            letters.set(_SPACE, "preserve")
            new.append(letters)
    return new


def field(code: str) -> Element:
    """Return a field that a word processor fills in, such as ``PAGE``."""
    return element("fldSimple", run("1"), instr=code)


def hyperlink(document: Document, text: Element, url: str) -> Element:
    """Return the run *text* as a link to *url*, which becomes a relation of *document*."""
    relation = document.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = element("hyperlink", text)
    link.set(qn("r:id"), relation)
    return link


def picture(
    document: Document, png: bytes, width: float, *, number: int, alternative: str
) -> Element:
    """Return a run with a square picture.

    Args:
        document: Where the file of the picture is kept, once if several show it.
        png: The file.
        width: In mm.
        number: Of the picture; no two of a document may share one.
        alternative: What it shows, for those who cannot see it.
    """
    relation, _ = document.part.get_or_add_image(BytesIO(png))
    side = Mm(width)
    inline = CT_Inline.new_pic_inline(number, relation, f"{number}.png", side, side)
    inline.docPr.set("descr", alternative)
    for edge in "TBLR":  # else LibreOffice leaves room, and shifts it onto lines
        inline.set(f"dist{edge}", "0")
    drawing = OxmlElement("w:drawing")
    drawing.append(inline)
    return element("r", drawing)


# Paragraphs


def tab(place: int, *, right: bool = False, ruled: bool = False) -> Element:
    """Return a tab stop; *ruled*: a line to write on leads up to it."""
    leader = {"leader": "underscore"} if ruled else {}
    return element("tab", val="right" if right else "left", **leader, pos=place)


def paragraph(
    style: str,
    *content: Element,
    item: tuple[int, int] | None = None,
    tabs: Sequence[Element] = (),
    centred: bool = False,
    page: bool = False,
    short: int = 0,
) -> Element:
    """Return a paragraph that holds *content* in *style*.

    Args:
        style: The name of the style; its id is the name without spaces.
        content: Runs, fields and links.
        item: If it is one of a list: the id of that and the level.
        tabs: Tab stops besides those of the style.
        centred: Each line in the middle.
        page: Begin a new page.
        short: How far from the right margin it ends.
    """
    numbering = None
    if item is not None:
        number, level = item
        numbering = element(
            "numPr", element("ilvl", val=level), element("numId", val=number)
        )
    properties = element(
        "pPr",
        element("pStyle", val=style.replace(" ", "")),
        element("pageBreakBefore") if page else None,
        numbering,
        element("tabs", *tabs) if tabs else None,
        element("ind", right=short) if short else None,
        element("jc", val="center") if centred else None,
    )
    return element("p", properties, *content)


def keep_with_next(block: Element) -> Element:
    """Put all paragraphs of *block* on the page of what follows; return it."""
    for properties in block.iter(_qualified_name("w:pPr")):
        properties.insert(1, element("keepNext"))
    return block


def allow_break_after(block: Element) -> Element:
    """Let a page end after the last paragraph or row of *block*; return it."""
    last = block if block.tag == _qualified_name("w:p") else block[-1]
    for properties in last.iter(_qualified_name("w:pPr")):
        properties.insert(1, element("keepNext", val=0))
    return block


# Tables


def cell(
    width: int,
    *blocks: Element,
    edges: Sequence[str] = (),
    line: str = "single",
    upright: str = "",
) -> Element:
    """Return a cell that holds *blocks*.

    Args:
        width: With its padding.
        blocks: Paragraphs.
        edges: Which of "top", "left", "bottom", "right" have a line of their own.
        line: How that is drawn.
        upright: Where the text stands: "center" or "bottom", else at the top.
    """
    borders = [
        element(side, val=line, sz=4, space=0, color="auto")
        for side in ("top", "left", "bottom", "right")
        if side in edges
    ]
    properties = element(
        "tcPr",
        element("tcW", w=width, type="dxa"),
        element("tcBorders", *borders) if borders else None,
        element("vAlign", val=upright) if upright else None,
    )
    return element("tc", properties, *blocks)


def row(
    *cells: Element, height: int = 0, exact: bool = False, head: bool = False
) -> Element:
    """Return a row that stands on one page; *head*: it is repeated on every page."""
    rule = "exact" if exact else "atLeast"
    properties = element(
        "trPr",
        element("cantSplit"),
        element("trHeight", val=height, hRule=rule) if height else None,
        element("tblHeader") if head else None,
    )
    return element("tr", properties, *cells)


def table(
    widths: Sequence[int],
    rows: Iterable[Element],
    *,
    ruled: bool = True,
    indent: int = 0,
    padding: int = PADDING,
    centred: bool = False,
) -> Element:
    """Return a table whose columns keep their widths.

    Args:
        widths: Of its columns.
        rows: Of as many cells, as wide as their columns.
        ruled: With a line around each cell.
        indent: From the margin.
        padding: Left and right in each cell.
        centred: Between the margins.
    """
    sides = [element(side, w=padding, type="dxa") for side in ("left", "right")]
    properties = element(
        "tblPr",
        element("tblStyle", val="TableGrid" if ruled else "TableNormal"),
        element("tblW", w=sum(widths), type="dxa"),
        element("jc", val="center") if centred else None,
        element("tblInd", w=indent, type="dxa") if not centred else None,
        element("tblLayout", type="fixed"),
        element("tblCellMar", *sides) if padding != PADDING else None,
    )
    columns = element("tblGrid", *(element("gridCol", w=width) for width in widths))
    return element("tbl", properties, columns, *rows)


def column_widths(room: int, shares: Sequence[float]) -> list[int]:
    """Divide *room* in proportion to *shares*, into whole twips that add up to it."""
    ends = [round(room * sum(shares[: n + 1]) / sum(shares)) for n in range(len(shares))]
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]
