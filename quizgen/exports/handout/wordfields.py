"""What python-docx has no words for: fields, bookmarks, links, tables of a given width."""

import zipfile
from collections.abc import Sequence
from io import BytesIO

from docx.document import Document as Doc
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

_NEVER = (1980, 1, 1, 0, 0, 0)
"""The date of the files in the archive: the earliest that a zip can have."""


def tabled(
    document: Doc,
    rows: int,
    columns: int,
    widths: Sequence[float],
    *,
    ruled: bool = True,
    indent: int = 0,
) -> Table:
    """A table as wide as the text; *widths* are parts of 1, *indent* is in mm."""
    made: Table = document.add_table(rows, columns)
    if ruled:
        made.style = "Table Grid"
    section = document.sections[-1]
    page, left, right = section.page_width, section.left_margin, section.right_margin
    assert page is not None
    assert left is not None
    assert right is not None
    room = page - left - right - Mm(indent)
    made.autofit = False
    moved = OxmlElement("w:tblInd")
    moved.set(qn("w:w"), str(round(Mm(indent).twips)))
    moved.set(qn("w:type"), "dxa")
    made._tbl.tblPr.append(moved)
    for column, part in zip(made.columns, widths, strict=True):
        column.width = round(room * part)
    for row in made.rows:
        for cell, part in zip(row.cells, widths, strict=True):
            cell.width = round(room * part)
    return made


def repeated(head: Table) -> None:
    """Repeat the first row of a table on every page, in bold."""
    row = head.rows[0]
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell in row.cells:
        bold(cell)


def bold(cell: _Cell) -> None:
    """Make all that *cell* holds bold."""
    for paragraph in cell.paragraphs:
        for run in paragraph.runs:
            run.bold = True


def field(paragraph: Paragraph, name: str) -> None:
    """A field that a word processor fills in, such as ``PAGE``."""
    made = OxmlElement("w:fldSimple")
    made.set(qn("w:instr"), name)
    run = paragraph.add_run("1")
    made.append(run._r)
    paragraph._p.append(made)


def bookmarked(paragraph: Paragraph, name: str, number: int) -> None:
    """Name the place where *paragraph* begins."""
    properties = paragraph._p.get_or_add_pPr()
    for tag in ("w:bookmarkEnd", "w:bookmarkStart"):
        mark = OxmlElement(tag)
        mark.set(qn("w:id"), str(number))
        if tag == "w:bookmarkStart":
            mark.set(qn("w:name"), name)
        properties.addnext(mark)


def linked(document: Doc, paragraph: Paragraph, text: str, url: str) -> None:
    """Append *text*, which leads to *url* if there is one."""
    run = paragraph.add_run(text)
    if url:
        link = OxmlElement("w:hyperlink")
        name = document.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link.set(qn("r:id"), name)
        paragraph._p.append(link)
        link.append(run._r)


def timeless(file: BytesIO) -> bytes:
    """The same archive, without the time at which it was packed."""
    packed = BytesIO()
    with (
        zipfile.ZipFile(file) as source,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _NEVER)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return packed.getvalue()
