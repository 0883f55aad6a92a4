"""Study sheets and timelines in Word: tables of facts, and where these come from."""

from collections.abc import Iterator, Sequence

from quizgen.exports.handout.parts import Chapter, Cited, Study, Timeline, Told
from quizgen.exports.handout.wordfields import Draft, cited
from quizgen.exports.handout.wordml import (
    Element,
    cell,
    paragraph,
    row,
    run,
    shares,
    table,
)


def facts(draft: Draft, part: Study | Timeline) -> Iterator[Element]:
    """The facts topic by topic, then their sources."""
    written = _studied if isinstance(part, Study) else _dated
    for chapter in part.chapters:
        yield paragraph("Heading 2", run(chapter.title))
        yield written(draft, chapter)
    yield from _sources(draft, part.sources)


def _studied(draft: Draft, chapter: Chapter) -> Element:
    """Facts beside a blank column."""
    wide, blank = widths = shares(draft.page.room, (0.62, 0.38))
    heads = (
        cell(wide, paragraph("Cell Head", run(draft.words.fact))),
        cell(blank, paragraph("Cell Head", run(draft.words.notes))),
    )
    rows = (
        row(cell(wide, *_told(draft, told)), cell(blank, paragraph("Cell")))
        for told in chapter.lines
    )
    return table(widths, [row(*heads, head=True), *rows])


def _dated(draft: Draft, chapter: Chapter) -> Element:
    """Facts beside their dates, each of which is written once."""
    narrow, wide = widths = shares(draft.page.room, (0.24, 0.76))
    rows, before = [], ""
    for told in chapter.lines:
        when = run(told.when if told.when != before else "", bold=True)
        before = told.when
        date = cell(narrow, paragraph("Cell", when))
        rows.append(row(date, cell(wide, *_told(draft, told))))
    return table(widths, rows)


def _told(draft: Draft, told: Told) -> Iterator[Element]:
    numbers = ",\N{NO-BREAK SPACE}".join(map(str, told.sources))
    listed = f" [{numbers}]" if numbers else ""
    yield paragraph("Cell", run(told.text), run(listed, size=draft.small))
    if told.note:
        yield paragraph("Cell", run(told.note, size=draft.small))


def _sources(draft: Draft, sources: Sequence[Cited]) -> Iterator[Element]:
    if sources:
        yield paragraph("Heading 2", run(draft.words.sources))
    for number, source in enumerate(sources, 1):
        yield paragraph("Reference", run(f"{number}\t"), *cited(draft, source))
