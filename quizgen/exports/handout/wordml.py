"""Paragraphs and tables of WordprocessingML, their parts in the order of the standard.

ECMA-376 Part 1 (ISO/IEC 29500-1), 17: the parts of each element are a sequence, and Word
calls a file broken that has them in another order. Lengths are in twips, as there:
twentieths of a point.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TypeAlias

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

Element: TypeAlias = BaseOxmlElement
PADDING = 108
"""Left and right in the cells of a table."""
_MM = 1440 / 25.4
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_named = cache(qn)
_SIGNS = {"\n": "br", "\t": "tab"}
_SIGN = re.compile("([\n\t])")


def twips(millimetres: float) -> int:
    """The same length as Word has it."""
    return round(millimetres * _MM)


def made(tag: str, *children: Element | None, **attributes: object) -> Element:
    """``w:tag`` with those of *children* that there are, in their order.

    Attributes are of the same namespace: ``made("b", val=0)`` is ``<w:b w:val="0"/>``.
    """
    element: Element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(_named(f"w:{name}"), str(value))
    element.extend([child for child in children if child is not None])
    return element


def run(text: str, *, bold: bool = False, size: float = 0.0) -> Element:
    """*text* in one look, *size* in points if not that of its style.

    A newline breaks the line, a tab goes to the next tab stop.
    """
    looks = [made("b")] if bold else []
    looks += [made("sz", val=round(size * 2))] if size else []
    element = made("r", made("rPr", *looks) if looks else None)
    for piece in _SIGN.split(text):
        if piece in _SIGNS:
            element.append(made(_SIGNS[piece]))
        elif piece:
            said = made("t")
            said.text = piece
            said.set(_SPACE, "preserve")
            element.append(said)
    return element


def tab(place: int, *, right: bool = False, ruled: bool = False) -> Element:
    """A tab stop; *ruled*: a line to write on leads up to it."""
    leader = {"leader": "underscore"} if ruled else {}
    return made("tab", val="right" if right else "left", **leader, pos=place)


def paragraph(
    style: str,
    *content: Element,
    item: tuple[int, int] | None = None,
    tabs: Sequence[Element] = (),
    centred: bool = False,
    page: bool = False,
    short: int = 0,
) -> Element:
    """*content* in *style*.

    Args:
        style: The name of the style; its id is the name without spaces.
        content: Runs, fields and links.
        item: If it is one of a list: the id of that and the level.
        tabs: Tab stops besides those of the style.
        centred: Each line in the middle.
        page: Begin a new page.
        short: How far from the right margin it ends.
    """
    listed = None
    if item is not None:
        number, level = item
        listed = made("numPr", made("ilvl", val=level), made("numId", val=number))
    properties = made(
        "pPr",
        made("pStyle", val=style.replace(" ", "")),
        made("pageBreakBefore") if page else None,
        listed,
        made("tabs", *tabs) if tabs else None,
        made("ind", right=short) if short else None,
        made("jc", val="center") if centred else None,
    )
    return made("p", properties, *content)


def kept(block: Element) -> Element:
    """*block*, whose paragraphs stand on the page of what follows."""
    for properties in block.iter(_named("w:pPr")):
        properties.insert(1, made("keepNext"))
    return block


def released(block: Element) -> Element:
    """*block*, whose last paragraph or row need not stand on the page of what follows."""
    last = block if block.tag == _named("w:p") else block[-1]
    for properties in last.iter(_named("w:pPr")):
        properties.insert(1, made("keepNext", val=0))
    return block


# Tables


def cell(
    width: int,
    *blocks: Element,
    edges: Sequence[str] = (),
    line: str = "single",
    upright: str = "",
) -> Element:
    """A cell that holds *blocks*.

    Args:
        width: With its padding.
        blocks: Paragraphs.
        edges: Which of "top", "left", "bottom", "right" have a line of their own.
        line: How that is drawn.
        upright: Where the text stands: "center" or "bottom", else at the top.
    """
    drawn = [
        made(side, val=line, sz=4, space=0, color="auto")
        for side in ("top", "left", "bottom", "right")
        if side in edges
    ]
    properties = made(
        "tcPr",
        made("tcW", w=width, type="dxa"),
        made("tcBorders", *drawn) if drawn else None,
        made("vAlign", val=upright) if upright else None,
    )
    return made("tc", properties, *blocks)


def row(
    *cells: Element, height: int = 0, exact: bool = False, head: bool = False
) -> Element:
    """A row that stands on one page; *head*: it is repeated on every page."""
    rule = "exact" if exact else "atLeast"
    properties = made(
        "trPr",
        made("cantSplit"),
        made("trHeight", val=height, hRule=rule) if height else None,
        made("tblHeader") if head else None,
    )
    return made("tr", properties, *cells)


def table(
    widths: Sequence[int],
    rows: Iterable[Element],
    *,
    ruled: bool = True,
    indent: int = 0,
    padding: int = PADDING,
    centred: bool = False,
) -> Element:
    """A table whose columns keep their widths.

    Args:
        widths: Of its columns.
        rows: Of as many cells, as wide as their columns.
        ruled: With a line around each cell.
        indent: From the margin.
        padding: Left and right in each cell.
        centred: Between the margins.
    """
    sides = [made(side, w=padding, type="dxa") for side in ("left", "right")]
    properties = made(
        "tblPr",
        made("tblStyle", val="TableGrid" if ruled else "TableNormal"),
        made("tblW", w=sum(widths), type="dxa"),
        made("jc", val="center") if centred else None,
        made("tblInd", w=indent, type="dxa") if not centred else None,
        made("tblLayout", type="fixed"),
        made("tblCellMar", *sides) if padding != PADDING else None,
    )
    columns = made("tblGrid", *(made("gridCol", w=width) for width in widths))
    return made("tbl", properties, columns, *rows)


def shares(room: int, parts: Sequence[float]) -> list[int]:
    """*room* divided by *parts*, in whole twips that add up to it."""
    ends = [round(room * sum(parts[: n + 1]) / sum(parts)) for n in range(len(parts))]
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]
