"""A handout -> a Word document that a teacher can edit: styles, numbering, tables."""

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import assert_never

from docx.document import Document as Doc
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from quizgen.exports.handout import qr, wordstyles
from quizgen.exports.handout.parts import (
    Asked,
    Body,
    Cards,
    Chapter,
    Cited,
    Columns,
    Gapped,
    Grid,
    Handout,
    Numbered,
    Options,
    Part,
    Ruled,
    Solutions,
    Solved,
    Study,
    Test,
    Timeline,
    Told,
    Verdicts,
)
from quizgen.exports.handout.wordfields import (
    bold,
    bookmarked,
    field,
    linked,
    repeated,
    tabled,
    timeless,
)
from quizgen.exports.handout.wording import words
from quizgen.exports.handout.wordstyles import BOX, OPTION, QUESTION

_LINE = "_" * 5


def render(handout: Handout) -> bytes:
    """The whole file; the same handout gives the same bytes."""
    writer = _Writer(handout)
    for number, part in enumerate(handout.parts):
        writer.begin(number)
        writer.write(part)
    file = BytesIO()
    writer.document.save(file)
    return timeless(file)


class _Writer:
    """Appends to one document."""

    def __init__(self, handout: Handout) -> None:
        self._handout = handout
        self._words = words(handout.language)
        self.document: Doc = wordstyles.empty(handout.layout, handout.language)
        self._list = 0
        # To find a style by its name, python-docx searches all two hundred each time.
        self._styles = {style.name: style.style_id for style in self.document.styles}
        properties = self.document.core_properties
        moment = datetime.fromtimestamp(handout.moment, UTC).replace(tzinfo=None)
        properties.title, properties.language = handout.title, handout.language
        properties.created = properties.modified = moment
        properties.author = properties.comments = properties.last_modified_by = ""

    def begin(self, number: int) -> None:
        """Start part *number* on paper of its own."""
        if number:
            single = self._handout.layout.duplex == "none"
            self.document.add_section(
                WD_SECTION.NEW_PAGE if single else WD_SECTION.ODD_PAGE
            )
        wordstyles.sized(self.document, self._handout.layout)
        self._list = wordstyles.numbered(self.document)

    def write(self, part: Part) -> None:
        """Append *part*."""
        handout, said = self._handout, self._words
        match part:
            case Test():
                self._test(part)
            case Grid():
                self._head(f"{said.key}: {handout.title}")
                self._grid(part)
                self._foot(said.key, "")
            case Solutions():
                whose = part.name or f"{said.version} {part.label}"
                self._head(f"{said.key}: {handout.title}")
                self.document.add_heading(f"{said.explained} · {whose}", 2)
                for solved in part.questions:
                    self._solved(solved)
                self._foot(part.code, f"{whose} · ")
            case Study():
                self._head(handout.title)
                for chapter in part.chapters:
                    self._studied(chapter)
                self._sources(part.sources)
                self._foot(handout.title, "")
            case Timeline():
                self._head(handout.title)
                for chapter in part.chapters:
                    self._dated(chapter)
                self._sources(part.sources)
                self._foot(handout.title, "")
            case Cards():
                self._cards(part)
                self._foot(handout.title, "")
            case _:
                assert_never(part)

    def _head(self, title: str) -> None:
        if self._handout.course:
            self._add(self._handout.course, "Instruction")
        self.document.add_paragraph(title, "Title")

    def _add(self, text: str, style: str, level: int | None = None) -> Paragraph:
        """A paragraph; with *level*, an item of the list."""
        return self._styled(self.document.add_paragraph(), text, style, level)

    def _styled(
        self, paragraph: Paragraph, text: str, style: str, level: int | None = None
    ) -> Paragraph:
        paragraph._p.style = self._styles[style]
        for i, line in enumerate(text.split("\n")):
            run = paragraph.add_run(line)
            if i:
                run.element.insert(0, OxmlElement("w:br"))
        if level is not None:
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = level
            properties.get_or_add_numId().val = self._list
        return paragraph

    # A sheet to fill in

    def _test(self, part: Test) -> None:
        handout, said = self._handout, self._words
        self._head(handout.title)
        table = tabled(self.document, 2, 3, [0.5, 0.32, 0.18])
        who = f"{part.name} ({part.number})" if part.number else part.name
        points = f"{said.points}: {_LINE} {said.of_points.format(part.points)}"
        texts = (
            f"{said.name}: {who}" if who else f"{said.name}:\n{said.number}:",
            f"{said.version}: {part.label}",
            f"{said.date}: {handout.date}",
            points,
        )
        for row in table.rows:
            row.height = Mm(10)
        for i, text in enumerate(texts):
            table.cell(i // 2, i % 2).text = text
        corner = table.cell(0, 2).merge(table.cell(1, 2)).paragraphs[0]
        picture = corner.add_run().add_picture(BytesIO(qr.png(part.code)), Mm(18))
        picture._inline.docPr.set("descr", f"{said.code}: {part.code}")
        for section in part.sections:
            self.document.add_heading(section.title, 2)
            self._add(section.instruction, "Instruction")
            for asked in section.questions:
                self._asked(asked)
        whose = part.name or f"{said.version} {part.label}"
        self._foot(part.code, f"{whose} · ")

    def _asked(self, asked: Asked) -> None:
        paragraph = self._add(asked.stem, "Question", QUESTION)
        if asked.as_of:
            paragraph.add_run(f" ({asked.as_of})").font.size = None
        last = self._body(asked.body)
        (last or paragraph).paragraph_format.keep_with_next = False

    def _body(self, body: Body) -> Paragraph | None:
        """What there is to choose or to fill in; its last paragraph."""
        last: Paragraph | None = None
        match body:
            case Options():
                for text in body.texts:
                    last = self._add(text, "Option", BOX if body.boxes else OPTION)
            case Verdicts():
                last = self._add("\t".join(f"☐ {text}" for text in body.texts), "Option")
                last.paragraph_format.left_indent = Mm(10)
                last.paragraph_format.tab_stops.add_tab_stop(Mm(45))
            case Ruled():
                last = self._add("", "Answer Line")
            case Gapped():
                pass
            case Columns():
                table = tabled(
                    self.document,
                    len(body.left),
                    2,
                    [0.5, 0.5],
                    ruled=False,
                    indent=10,
                )
                rows = zip(table.rows, body.left, body.right, strict=True)
                for row, left, right in rows:
                    row.cells[0].text = f"{_LINE} {left}"
                    paragraph = row.cells[1].paragraphs[0]
                    self._styled(paragraph, right, "Option", OPTION)
                last = self._spacer()
            case Numbered():
                table = tabled(self.document, len(body.items), 2, [0.08, 0.92], indent=10)
                for row, item in zip(table.rows, body.items, strict=True):
                    row.cells[1].text = item
                last = self._spacer()
            case _:
                assert_never(body)
        return last

    def _spacer(self) -> Paragraph:
        """What keeps two tables apart, which Word would make one."""
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.space_after = 0
        return paragraph

    def _foot(self, left: str, right: str) -> None:
        """Page numbers that start anew, and count up to the end of this part.

        Word has a field for the pages of a section, LibreOffice has none; both know the
        page of a bookmark.
        """
        section = self.document.sections[-1]
        end = f"end{self._list}"
        bookmarked(self.document.paragraphs[-1], end, self._list)
        numbering = OxmlElement("w:pgNumType")
        numbering.set(qn("w:start"), "1")
        section._sectPr.append(numbering)
        footer = section.footer
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.style = "Source"
        paragraph.paragraph_format.left_indent = 0
        stops = paragraph.paragraph_format.tab_stops
        page, margin = section.page_width, section.left_margin
        assert page is not None
        assert margin is not None
        stops.add_tab_stop(page - 2 * margin, WD_TAB_ALIGNMENT.RIGHT)
        before, between, after = self._words.page.split("{}")
        paragraph.add_run(f"{left}\t{right}{before}")
        field(paragraph, "PAGE")
        paragraph.add_run(between)
        field(paragraph, f"PAGEREF {end}")
        paragraph.add_run(after)

    # Keys

    def _grid(self, part: Grid) -> None:
        said = self._words
        self.document.add_heading(said.grid, 2)
        beside = 3 if self._handout.layout.paper == "a5" else 6
        for start in range(0, len(part.sheets), beside):
            sheets = part.sheets[start : start + beside]
            heads = [said.question, *(sheet.name or sheet.label for sheet in sheets)]
            heads += [said.points] if part.points else []
            count = max(len(sheet.marks) for sheet in sheets)
            rows = [heads]
            for number in range(count):
                marks = [dict(enumerate(sheet.marks)).get(number, "") for sheet in sheets]
                points = [str(part.points[number])] if part.points else []
                rows.append([str(number + 1), *marks, *points])
            self._filled(rows)
            for sheet in sheets:
                self._add(f"{sheet.name or sheet.label}  {sheet.code}", "Source")

    def _filled(self, rows: Sequence[Sequence[str]], first: float = 0.0) -> None:
        """A table whose first row is repeated on every page."""
        count = len(rows[0])
        first = first or 1 / count
        widths = [first, *[(1 - first) / (count - 1)] * (count - 1)]
        table = tabled(self.document, len(rows), count, widths)
        cells = iter(table._cells)
        for row in rows:
            for text in row:
                next(cells).text = text
        repeated(table)

    def _solved(self, solved: Solved) -> None:
        self._add(solved.stem, "Question", QUESTION)
        for line in solved.answer:
            self._add(f"✓ {line}", "Right Answer")
        for wrong in solved.wrong:
            why = f" – {wrong.why}" if wrong.why else ""
            text = f"{wrong.letter}  {wrong.text}".strip()
            self._add(f"✗ {text}{why}", "Wrong Answer")
        if solved.explanation:
            self._add(solved.explanation, "Explanation")
        if solved.sources:
            many = len(solved.sources) > 1
            head = self._words.sources if many else self._words.source
            paragraph = self._add(f"{head}: ", "Source")
            for i, source in enumerate(solved.sources):
                self._cite(paragraph, source, "; " if i else "")

    def _cite(self, paragraph: Paragraph, source: Cited, before: str = "") -> None:
        paragraph.add_run(before)
        linked(self.document, paragraph, source.title, source.url)
        if source.publisher:
            paragraph.add_run(f", {source.publisher}")

    # Facts and cards

    def _studied(self, chapter: Chapter) -> None:
        self.document.add_heading(chapter.title, 2)
        rows = [[self._words.fact, self._words.notes]]
        rows += [[_told(told), ""] for told in chapter.lines]
        self._filled(rows, 0.62)

    def _dated(self, chapter: Chapter) -> None:
        self.document.add_heading(chapter.title, 2)
        table = tabled(self.document, len(chapter.lines), 2, [0.24, 0.76])
        before = ""
        for row, told in zip(table.rows, chapter.lines, strict=True):
            if told.when != before:
                row.cells[0].text = before = told.when
                bold(row.cells[0])
            row.cells[1].text = _told(told)

    def _sources(self, sources: Sequence[Cited]) -> None:
        if sources:
            self.document.add_heading(self._words.sources, 2)
        for number, source in enumerate(sources, 1):
            self._cite(self._add(f"{number}  ", "Source"), source)

    def _cards(self, part: Cards) -> None:
        """Fronts on the left, backs on the right: fold along the middle."""
        self._head(self._handout.title)
        table = tabled(self.document, len(part.cards), 2, [0.5, 0.5])
        for row, card in zip(table.rows, part.cards, strict=True):
            as_of = f"\n({card.as_of})" if card.as_of else ""
            row.cells[0].text = f"{card.front}{as_of}"
            row.cells[1].text = card.back
            bold(row.cells[1])
            if card.explanation:
                row.cells[1].add_paragraph(card.explanation)


def _told(told: Told) -> str:
    numbers = f" [{', '.join(map(str, told.sources))}]" if told.sources else ""
    return f"{told.text}{numbers}" + (f"\n{told.note}" if told.note else "")
