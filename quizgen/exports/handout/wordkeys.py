"""The keys of a test in Word: a grid for quick marking, and the answers with reasons."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from quizgen.exports.handout.parts import Grid, Marks, Solved
from quizgen.exports.handout.wordfields import Draft, cited
from quizgen.exports.handout.wordml import (
    PADDING,
    Element,
    cell,
    paragraph,
    released,
    row,
    run,
    shares,
    table,
)
from quizgen.exports.handout.wordstyles import QUESTION


def grid(draft: Draft, part: Grid) -> Iterator[Element]:
    """A table for every three or six sheets, and below it their codes."""
    beside = 3 if draft.layout.paper == "a5" or draft.layout.large else 6
    for start in range(0, len(part.sheets), beside):
        sheets = part.sheets[start : start + beside]
        yield _marks(draft, sheets, part.points)
        for sheet in sheets:
            yield paragraph("Source", run(f"{sheet.name or sheet.label}  {sheet.code}"))


def _marks(draft: Draft, sheets: Sequence[Marks], points: Sequence[int]) -> Element:
    """A row for each question; the first row is repeated on every page."""
    said = draft.words
    narrow = [_width(draft, said.question), *([_width(draft, said.points)] * bool(points))]
    wide = shares(draft.page.room - sum(narrow), [1] * len(sheets))
    widths = [narrow[0], *wide, *narrow[1:]]
    heads = [said.question, *(sheet.name or sheet.label for sheet in sheets), said.points]
    columns = [*(sheet.marks for sheet in sheets), tuple(map(str, points))]
    rows = [row(*_cells(widths, heads, "Cell Head"), head=True)]
    for number, marks in enumerate(zip_longest(*columns, fillvalue=""), 1):
        rows.append(row(*_cells(widths, [str(number), *marks], "Cell")))
    return table(widths, rows)


def _width(draft: Draft, head: str) -> int:
    """What *head* takes in bold on one line."""
    return round(len(head) * 0.62 * draft.em) + 2 * PADDING


def _cells(widths: Sequence[int], texts: Sequence[str], style: str) -> Iterator[Element]:
    for width, text in zip(widths, texts, strict=False):  # without points, none are shown
        yield cell(width, paragraph(style, run(text)))


def solved(draft: Draft, question: Solved) -> Iterator[Element]:
    """The key before its reason, and both before the wrong answers with theirs."""
    item = (draft.numbering, QUESTION)
    blocks = [paragraph("Question", run(question.stem), item=item)]
    for line in question.answer:
        blocks.append(paragraph("Right Answer", run(f"✓\t{line}")))
    if question.explanation:
        blocks.append(paragraph("Explanation", run(question.explanation)))
    for wrong in question.wrong:
        why = f" – {wrong.why}" if wrong.why else ""
        text = f"{wrong.letter}  {wrong.text}".strip()
        blocks.append(paragraph("Wrong Answer", run(f"✗\t{text}{why}")))
    if question.sources:
        said = draft.words
        head = said.sources if len(question.sources) > 1 else said.source
        content = [run(f"{head}: ")]
        for i, source in enumerate(question.sources):
            content += [run("; ")] if i else []
            content += cited(draft, source)
        blocks.append(paragraph("Source", *content))
    yield from blocks[:-1]
    yield released(blocks[-1])
