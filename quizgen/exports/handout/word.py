"""A handout -> a Word document that a teacher can edit: styles, numbering, tables."""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import assert_never

from docx.document import Document as Doc

from quizgen.exports.handout import wordcards, wordfacts, wordkeys, wordsheet, wordstyles
from quizgen.exports.handout.parts import (
    Cards,
    Grid,
    Handout,
    Part,
    Solutions,
    Study,
    Test,
    Timeline,
)
from quizgen.exports.handout.wordfields import (
    Draft,
    bookmarked,
    field,
    footed,
    section,
    timeless,
)
from quizgen.exports.handout.wordml import Element, paragraph, run
from quizgen.exports.handout.words import Words, words

_PROPERTY = 255
"""Characters that a property of a document may have."""


def render(handout: Handout) -> bytes:
    """The whole file; the same handout gives the same bytes."""
    document = wordstyles.empty(handout.layout, handout.language)
    _describe(document, handout)
    page = wordstyles.page(handout.layout)
    said = words(handout.language)
    for number, part in enumerate(handout.parts, 1):
        numbering = wordstyles.numbered(document)
        _append(Draft(document, handout, said, page, number, numbering), part)
    file = BytesIO()
    document.save(file)
    return timeless(file)


def _describe(document: Doc, handout: Handout) -> None:
    properties, title = document.core_properties, handout.title
    if len(title) > _PROPERTY:
        title = f"{title[: _PROPERTY - 1]}…"
    moment = datetime.fromtimestamp(handout.moment, UTC).replace(tzinfo=None)
    properties.title, properties.language = title, handout.language
    properties.created = properties.modified = moment
    properties.author = properties.comments = properties.last_modified_by = ""


def _append(draft: Draft, part: Part) -> None:
    """Add *part* on paper of its own."""
    # A section ends with a paragraph, which must not be a table nor anything to be seen.
    blocks = [*_blocks(draft, part), paragraph("Thin")]
    start = "nextPage" if draft.layout.duplex == "none" else "oddPage"
    if isinstance(part, Cards):
        end = section(wordcards.paper(draft.layout), start)
    else:
        name = f"end{draft.part}"
        bookmarked(blocks, name, draft.part)
        end = section(draft.page, start, _foot(draft, part, name))
    body = draft.document.element.body
    body.extend(blocks)
    # Each section ends with its last paragraph, and the last of all with the body.
    if draft.part == len(draft.handout.parts):
        body.remove(body.sectPr)
        body.append(end)
    else:
        blocks[-1][0].append(end)


def _blocks(draft: Draft, part: Part) -> Iterator[Element]:
    handout, said = draft.handout, draft.words
    if isinstance(part, Cards):
        yield from wordcards.pages(part, handout.layout)
        return
    if handout.course:
        yield paragraph("Instruction", run(handout.course))
    key = f"{said.key}: " if isinstance(part, Grid | Solutions) else ""
    yield paragraph("Title", run(f"{key}{handout.title}"))
    match part:
        case Test():
            yield from wordsheet.sheet(draft, part)
        case Grid():
            yield paragraph("Heading 2", run(said.grid))
            yield from wordkeys.grid(draft, part)
        case Solutions():
            head = f"{said.explained} · {_whose(part, said)}"
            yield paragraph("Heading 2", run(head))
            for question in part.questions:
                yield from wordkeys.solved(draft, question)
        case Study() | Timeline():
            yield from wordfacts.facts(draft, part)
        case _:
            assert_never(part)


def _whose(part: Test | Solutions, said: Words) -> str:
    return part.name or f"{said.version} {part.label}"


def _foot(draft: Draft, part: Test | Grid | Solutions | Study | Timeline, end: str) -> str:
    """Page numbers that start anew, and count up to the bookmark *end*.

    Word has a field for the pages of a section, LibreOffice has none; both know the page
    of a bookmark.
    """
    match part:
        case Test() | Solutions():
            left, right = part.code, f"{_whose(part, draft.words)} · "
        case Grid():
            left, right = draft.words.key, ""
        case Study() | Timeline():
            left, right = draft.handout.title, ""
        case _:
            assert_never(part)
    before, between, after = draft.words.page.split("{}")
    return footed(
        draft.document,
        run(f"{left}\t{right}{before}"),
        field("PAGE"),
        run(between),
        field(f"PAGEREF {end}"),
        run(after),
    )
