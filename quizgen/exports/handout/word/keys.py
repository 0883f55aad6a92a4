"""The keys of a test in Word: a grid for quick marking, and the answers with reasons."""

from collections.abc import Iterator, Sequence

from quizgen.exports.handout.parts import KeyColumn, KeyGrid, Solution
from quizgen.exports.handout.word.context import Context
from quizgen.exports.handout.word.elements import (
    PADDING,
    Element,
    allow_break_after,
    cell,
    column_widths,
    keep_with_next,
    paragraph,
    row,
    run,
    table,
)
from quizgen.exports.handout.word.sources import citations
from quizgen.exports.handout.word.styles import QUESTION


def key_grid(context: Context, grid: KeyGrid) -> Iterator[Element]:
    """Yield a table for every three or six sheets, and below it their codes."""
    beside = 3 if context.layout.paper == "a5" or context.layout.large else 6
    for start in range(0, len(grid.columns), beside):
        columns = grid.columns[start : start + beside]
        yield _key_table(context, columns, grid.points)
        codes = [
            paragraph("Source", run(f"{column.name or column.label}  {column.code}"))
            for column in columns
        ]
        yield from map(keep_with_next, codes[:-1])
        yield codes[-1]
    for key, alternatives in grid.typed_keys:
        also = run(f" {context.words.also_accepted} {' / '.join(alternatives)}")
        yield paragraph("Source", run(key, bold=True), also)


def _key_table(
    context: Context, columns: Sequence[KeyColumn], points: Sequence[int | None]
) -> Element:
    """Return a table with a row for each solution.

    The first row is repeated on every page; the last stays with what follows.
    """
    words = context.words
    narrow = [_head_width(context, head) for head in (words.question, words.points)]
    wide = column_widths(context.page.room - sum(narrow), [1] * len(columns))
    widths = [narrow[0], *wide, narrow[1]]
    names = (column.name or column.label for column in columns)
    heads = [[run(head)] for head in (words.question, *names, words.points)]
    rows = [row(*_cells(widths, heads, "Cell Head"), head=True)]
    for number, worth in enumerate(points):
        texts = [
            [run(str(number + 1))],
            *(_key_runs(context, column, number) for column in columns),
            [run("" if worth is None else str(worth))],
        ]
        rows.append(row(*_cells(widths, texts, "Cell")))
    return table(widths, [*rows[:-1], keep_with_next(rows[-1])])


def _key_runs(context: Context, column: KeyColumn, number: int) -> list[Element]:
    """Return the key of the question *number* (from 0), and its points if it has a note."""
    if number >= len(column.keys):
        return []
    key, note = [run(column.keys[number])], column.notes[number]
    return [*key, run(f" ({note})", size=context.small)] if note else key


def _head_width(context: Context, head: str) -> int:
    """Return what *head* takes in bold on one line."""
    return round(len(head) * 0.62 * context.em) + 2 * PADDING


def _cells(
    widths: Sequence[int], texts: Sequence[Sequence[Element]], style: str
) -> Iterator[Element]:
    for width, text in zip(widths, texts, strict=True):
        yield cell(width, paragraph(style, *text))


def solution_blocks(context: Context, solution: Solution) -> Iterator[Element]:
    """Yield the key before its reason, and both before the wrong answers with theirs."""
    item = (context.numbering, QUESTION)
    blocks = [paragraph("Question", run(solution.stem), item=item)]
    for line in solution.key:
        blocks.append(paragraph("Right Answer", run(f"✓\t{line}")))
    if solution.explanation:
        blocks.append(paragraph("Explanation", run(solution.explanation)))
    for wrong in solution.wrong_answers:
        rationale = f" – {wrong.rationale}" if wrong.rationale else ""
        text = f"{wrong.letter}  {wrong.text}".strip()
        blocks.append(paragraph("Wrong Answer", run(f"✗\t{text}{rationale}")))
    if solution.sources:
        blocks.append(citations(context, solution.sources))
    yield from blocks[:-1]
    yield allow_break_after(blocks[-1])
