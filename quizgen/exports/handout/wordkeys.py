"""The keys of a test in Word: a grid for quick marking, and the answers with reasons."""

from collections.abc import Iterator, Sequence

from quizgen.exports.handout.parts import Grid, Marks, Solved
from quizgen.exports.handout.wordfields import Draft, cited
from quizgen.exports.handout.wordml import (
    PADDING,
    Element,
    cell,
    kept,
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
        codes = [
            paragraph("Source", run(f"{sheet.name or sheet.label}  {sheet.code}"))
            for sheet in sheets
        ]
        yield from map(kept, codes[:-1])
        yield codes[-1]
    for answer, others in part.also:
        also = run(f" {draft.words.also} {' / '.join(others)}")
        yield paragraph("Source", run(answer, bold=True), also)


def _marks(draft: Draft, sheets: Sequence[Marks], points: Sequence[int | None]) -> Element:
    """A row for each question; the first is on every page, the last with what follows."""
    said = draft.words
    narrow = [_width(draft, said.question), _width(draft, said.points)]
    wide = shares(draft.page.room - sum(narrow), [1] * len(sheets))
    widths = [narrow[0], *wide, narrow[1]]
    heads = [said.question, *(sheet.name or sheet.label for sheet in sheets), said.points]
    rows = [row(*_cells(widths, [[run(head)] for head in heads], "Cell Head"), head=True)]
    for number, worth in enumerate(points):
        texts = [
            [run(str(number + 1))],
            *(_marked(draft, sheet, number) for sheet in sheets),
        ]
        texts.append([run("" if worth is None else str(worth))])
        rows.append(row(*_cells(widths, texts, "Cell")))
    return table(widths, [*rows[:-1], kept(rows[-1])])


def _marked(draft: Draft, sheet: Marks, number: int) -> list[Element]:
    if number >= len(sheet.marks):
        return []
    found, note = [run(sheet.marks[number])], sheet.notes[number]
    return [*found, run(f" ({note})", size=draft.small)] if note else found


def _width(draft: Draft, head: str) -> int:
    """What *head* takes in bold on one line."""
    return round(len(head) * 0.62 * draft.em) + 2 * PADDING


def _cells(
    widths: Sequence[int], texts: Sequence[Sequence[Element]], style: str
) -> Iterator[Element]:
    for width, text in zip(widths, texts, strict=True):
        yield cell(width, paragraph(style, *text))


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
