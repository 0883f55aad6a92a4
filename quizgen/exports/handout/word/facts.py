"""Study sheets and timelines in Word: tables of facts, and where these come from."""

from collections.abc import Iterator

from quizgen.exports.handout.parts import Chapter, FactLine, StudySheet, Timeline
from quizgen.exports.handout.word.context import Context
from quizgen.exports.handout.word.elements import (
    NO_BREAK,
    Element,
    cell,
    column_widths,
    paragraph,
    row,
    run,
    table,
)
from quizgen.exports.handout.word.sources import source_list


def fact_tables(context: Context, part: StudySheet | Timeline) -> Iterator[Element]:
    """Yield the facts topic by topic, then their sources."""
    chapter_table = _study_table if isinstance(part, StudySheet) else _timeline_table
    for chapter in part.chapters:
        yield paragraph("Heading 2", run(chapter.title))
        yield chapter_table(context, chapter)
    yield from source_list(context, part.sources)


def _study_table(context: Context, chapter: Chapter) -> Element:
    """Return the facts beside a blank column."""
    wide, blank = widths = column_widths(context.page.room, (0.62, 0.38))
    heads = (
        cell(wide, paragraph("Cell Head", run(context.words.fact))),
        cell(blank, paragraph("Cell Head", run(context.words.notes))),
    )
    rows = (
        row(cell(wide, *_fact(context, fact)), cell(blank, paragraph("Cell")))
        for fact in chapter.facts
    )
    return table(widths, [row(*heads, head=True), *rows])


def _timeline_table(context: Context, chapter: Chapter) -> Element:
    """Return the facts beside their dates, each of which is written once."""
    narrow, wide = widths = column_widths(context.page.room, (0.24, 0.76))
    rows, before = [], ""
    for fact in chapter.facts:
        when = run(fact.when if fact.when != before else "", bold=True)
        before = fact.when
        date = cell(narrow, paragraph("Cell", when))
        rows.append(row(date, cell(wide, *_fact(context, fact))))
    return table(widths, rows)


def _fact(context: Context, fact: FactLine) -> Iterator[Element]:
    numbers = f",{NO_BREAK}".join(map(str, fact.sources))
    references = f" [{numbers}]" if numbers else ""
    yield paragraph("Cell", run(fact.text), run(references, size=context.small))
    if fact.note:
        yield paragraph("Cell", run(fact.note, size=context.small))
