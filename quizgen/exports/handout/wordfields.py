"""What python-docx has few words for: sections, fields, bookmarks, links, pictures."""

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from docx.document import Document as Doc
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.shape import CT_Inline
from docx.parts.hdrftr import FooterPart
from docx.shared import Mm

from quizgen.exports.handout.parts import Cited, Handout, Layout
from quizgen.exports.handout.wordml import Element, made, run, twips
from quizgen.exports.handout.words import Words
from quizgen.exports.handout.wordstyles import Page

_NEVER = (1980, 1, 1, 0, 0, 0)
"""The date of the files in the archive: the earliest that a zip can have."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A document in the making, and what one part of it is written with.

    Attributes:
        part: Its number, from 1.
        numbering: The id of the list that its questions are items of.
    """

    document: Doc
    handout: Handout
    words: Words
    page: Page
    part: int
    numbering: int

    @property
    def layout(self) -> Layout:
        """Of the handout."""
        return self.handout.layout

    @property
    def em(self) -> int:
        """The size of the text in twips."""
        return round(self.layout.size * 20)

    @property
    def small(self) -> float:
        """The size in points of what is less important."""
        return self.layout.size * 0.85


def section(page: Page, start: str, footer: str = "") -> Element:
    """The end of a part of the document that has *page* numbers of its own.

    Args:
        page: Its paper and margins.
        start: On which page it begins: "nextPage" or "oddPage".
        footer: The id of its relationship, if it has one.
    """
    foot = made("footerReference", type="default") if footer else None
    if foot is not None:
        foot.set(qn("r:id"), footer)
    sides = dict.fromkeys(("top", "right", "left"), page.margin)
    return made(
        "sectPr",
        foot,
        made("type", val=start),
        made("pgSz", w=page.width, h=page.height),
        made("pgMar", **sides, bottom=page.bottom, header=0, footer=twips(8), gutter=0),
        made("pgNumType", start=1),
        made("cols", space=720),
    )


def footed(document: Doc, *content: Element) -> str:
    """The id of a new footer."""
    part = FooterPart.new(document.part.package)
    part.element[0].extend(content)
    return document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTER)


def field(code: str) -> Element:
    """A field that a word processor fills in, such as ``PAGE``."""
    return made("fldSimple", run("1"), instr=code)


def bookmarked(blocks: Sequence[Element], name: str, number: int) -> None:
    """Name the last text in *blocks*: LibreOffice loses a bookmark that stands on none."""
    texts = [text for block in blocks[-3:] for text in block.iter(qn("w:r"))]
    texts[-1].addprevious(made("bookmarkStart", id=number, name=name))
    texts[-1].addnext(made("bookmarkEnd", id=number))


def cited(draft: Draft, source: Cited) -> Iterator[Element]:
    """A source; its title leads to its address if it has one."""
    title = run(source.title)
    if source.url:
        kind = RELATIONSHIP_TYPE.HYPERLINK
        name = draft.document.part.relate_to(source.url, kind, is_external=True)
        title = made("hyperlink", title)
        title.set(qn("r:id"), name)
    yield title
    if source.publisher:
        yield run(f", {source.publisher}")


def picture(draft: Draft, png: bytes, width: float, says: str) -> Element:
    """A square picture of *width* mm, one for each part; *says* is what it shows."""
    number = draft.part
    name, _ = draft.document.part.get_or_add_image(BytesIO(png))
    side = Mm(width)
    inline = CT_Inline.new_pic_inline(number, name, f"{number}.png", side, side)
    inline.docPr.set("descr", says)
    for way in "TBLR":  # else LibreOffice leaves room, and shifts it onto lines
        inline.set(f"dist{way}", "0")
    drawing = OxmlElement("w:drawing")
    drawing.append(inline)
    return made("r", drawing)


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
