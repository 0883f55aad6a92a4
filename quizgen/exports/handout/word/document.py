"""A handout as a Word document that a teacher can edit: styles, numbering, tables."""

import zipfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import assert_never

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.parts.hdrftr import FooterPart

from quizgen.exports.handout.parts import (
    Flashcards,
    Handout,
    HandoutPart,
    KeyGrid,
    QuestionSheet,
    SolutionSheet,
    StudySheet,
    Timeline,
)
from quizgen.exports.handout.word import styles
from quizgen.exports.handout.word.cards import card_page, card_pages
from quizgen.exports.handout.word.context import Context
from quizgen.exports.handout.word.elements import (
    Element,
    element,
    field,
    paragraph,
    run,
    twips,
)
from quizgen.exports.handout.word.facts import fact_tables
from quizgen.exports.handout.word.keys import key_grid, solution_blocks
from quizgen.exports.handout.word.sheet import sheet_blocks
from quizgen.i18n import words_in
from quizgen.i18n.words import PaperWords

_PROPERTY = 255
"""Characters that a property of a document may have."""
_NEVER = (1980, 1, 1, 0, 0, 0)
"""The date of the files in the archive: the earliest that a zip can have."""


def render(handout: Handout) -> bytes:
    """Return *handout* as a .docx file; the same handout gives the same bytes."""
    document = styles.new_document(handout.layout, handout.language)
    _set_properties(document, handout)
    page = styles.text_page(handout.layout)
    words = words_in(handout.language).paper
    for number, part in enumerate(handout.parts, 1):
        numbering = styles.add_list(document)
        _append(Context(document, handout, words, page, number, numbering), part)
    file = BytesIO()
    document.save(file)
    return _strip_times(file)


def _set_properties(document: Document, handout: Handout) -> None:
    properties, title = document.core_properties, handout.title
    if len(title) > _PROPERTY:
        title = f"{title[: _PROPERTY - 1]}…"
    moment = datetime.fromtimestamp(handout.moment, UTC).replace(tzinfo=None)
    properties.title, properties.language = title, handout.language
    properties.created = properties.modified = moment
    properties.author = properties.comments = properties.last_modified_by = ""


def _strip_times(file: BytesIO) -> bytes:
    """Return the same archive, without the time at which it was packed."""
    archive = BytesIO()
    with (
        zipfile.ZipFile(file) as source,
        zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _NEVER)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return archive.getvalue()


# Parts


def _append(context: Context, part: HandoutPart) -> None:
    """Add *part* to the document, on paper of its own."""
    # A section ends with a paragraph, which must not be a table nor anything to be seen.
    blocks = [*_blocks(context, part), paragraph("Thin")]
    start = "nextPage" if context.layout.duplex == "none" else "oddPage"
    if isinstance(part, Flashcards):
        end = _section_end(card_page(context.layout), start)
    else:
        bookmark = f"end{context.part_number}"
        _add_bookmark(blocks, bookmark, context.part_number)
        footer = _add_footer(context.document, *_footer(context, part, bookmark))
        end = _section_end(context.page, start, footer)
    body = context.document.element.body
    body.extend(blocks)
    # Each section ends with its last paragraph, and the last of all with the body.
    if context.part_number == len(context.handout.parts):
        body.remove(body.sectPr)
        body.append(end)
    else:
        blocks[-1][0].append(end)


def _blocks(context: Context, part: HandoutPart) -> Iterator[Element]:
    """Yield the paragraphs and tables of *part*."""
    handout = context.handout
    if isinstance(part, Flashcards):
        yield from card_pages(part, handout.layout)
        return
    if handout.course:
        yield paragraph("Instruction", run(handout.course))
    key = f"{context.words.key}: " if isinstance(part, KeyGrid | SolutionSheet) else ""
    yield paragraph("Title", run(f"{key}{handout.title}"))
    match part:
        case QuestionSheet():
            yield from sheet_blocks(context, part)
        case KeyGrid():
            yield paragraph("Heading 2", run(context.words.quick_marking))
            yield from key_grid(context, part)
        case SolutionSheet():
            head = f"{context.words.answers_with_reasons} · {_owner(part, context.words)}"
            yield paragraph("Heading 2", run(head))
            for solution in part.solutions:
                yield from solution_blocks(context, solution)
        case StudySheet() | Timeline():
            yield from fact_tables(context, part)
        case _:
            assert_never(part)


def _owner(part: QuestionSheet | SolutionSheet, words: PaperWords) -> str:
    """Return the student whose sheet it is, or else the version."""
    return part.name or f"{words.version} {part.label}"


# Sections, which have page numbers of their own


def _section_end(page: styles.Page, start: str, footer: str = "") -> Element:
    """Return the properties that end a section and start its page numbers from 1.

    Args:
        page: Its paper and margins.
        start: On which page it begins: "nextPage" or "oddPage".
        footer: The id of its relationship, if it has one.
    """
    reference = element("footerReference", type="default") if footer else None
    if reference is not None:
        reference.set(qn("r:id"), footer)
    sides = dict.fromkeys(("top", "right", "left"), page.margin)
    return element(
        "sectPr",
        reference,
        element("type", val=start),
        element("pgSz", w=page.width, h=page.height),
        element("pgMar", **sides, bottom=page.bottom, header=0, footer=twips(8), gutter=0),
        element("pgNumType", start=1),
        element("cols", space=720),
    )


def _footer(
    context: Context,
    part: QuestionSheet | KeyGrid | SolutionSheet | StudySheet | Timeline,
    end: str,
) -> tuple[Element, ...]:
    """Return the content of a footer that counts pages up to the bookmark *end*.

    Word has a field for the pages of a section, LibreOffice has none; both know the page
    of a bookmark.
    """
    words = context.words
    match part:
        case QuestionSheet() | SolutionSheet():
            label, owner = part.code, f"{_owner(part, words)} · "
        case KeyGrid():
            label, owner = words.key, ""
        case StudySheet() | Timeline():
            label, owner = context.handout.title, ""
        case _:
            assert_never(part)
    before, between, after = words.page.split("{}")
    return (
        run(f"{label}\t{owner}{before}"),
        field("PAGE"),
        run(between),
        field(f"PAGEREF {end}"),
        run(after),
    )


def _add_footer(document: Document, *content: Element) -> str:
    """Add a footer that holds *content*; return the id of its relationship."""
    footer = FooterPart.new(document.part.package)
    footer.element[0].extend(content)
    return document.part.relate_to(footer, RELATIONSHIP_TYPE.FOOTER)


def _add_bookmark(blocks: Sequence[Element], name: str, number: int) -> None:
    """Name the last text in *blocks*: LibreOffice loses a bookmark that stands on none."""
    texts = [text for block in blocks[-3:] for text in block.iter(qn("w:r"))]
    texts[-1].addprevious(element("bookmarkStart", id=number, name=name))
    texts[-1].addnext(element("bookmarkEnd", id=number))
