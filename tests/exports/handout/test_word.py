"""Handouts for word processors: sound by the standard, and fit to be printed as they are."""

import re
import zipfile
from collections import Counter
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.document import Document as Doc
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from quizgen.exports.handout import contents, render
from quizgen.exports.handout.parts import HandoutPart, Layout, layout_for
from quizgen.exports.handout.word.cards import line_count
from quizgen.model import Question
from tests import ooxml
from tests.handouts import A4, handout, print_handout, sheet_of
from tests.samples import ALL, CARD, CHOICE, ORDER, TEXT


def word(*parts: HandoutPart, layout: Layout = A4, **heads: str) -> Doc:
    """Return the document as another program finds it."""
    return Document(BytesIO(render(handout(*parts, layout=layout, **heads), ".docx")))


def question_sheet(*questions: Question, **whose: str) -> list[HandoutPart]:
    return contents.question_sheets([sheet_of(*questions, **whose)], "en")


# Sound files


@pytest.mark.parametrize(
    "options",
    [
        "--versions 2 -n 20",
        "--versions 2 -n 12 --duplex none --no-key",
        "--roster class.csv -n 8 --explain --course History --date 2026-11-23",
        "-n 9 --large-print --paper letter",
        "-n 9 --paper a5",
        "--style study --topic Membership",
        "--style timeline --topic Leadership",
        "--style cards -n 9",
        "--style cards -n 3 --duplex short --paper a5",
    ],
)
def test_word_documents_are_valid_by_the_standard(
    options: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("class.csv").write_text("name,id\nOlga,17\nTom,\n")
    content = print_handout("csto", *options.split(), folder=tmp_path, suffix=".docx")
    assert ooxml.problems(content) == []


def test_what_the_standard_forbids_is_seen() -> None:
    """By the check of the tests above: three faults that Word would not forgive."""
    document = word(*question_sheet(ORDER))
    section = document.element.body.sectPr
    section.append(section.find(qn("w:pgNumType")))
    (indent, *_) = document.element.iter(qn("w:tblInd"))
    indent.getparent().append(indent)
    (style, *_) = document.element.iter(qn("w:pStyle"))
    style.set(qn("w:val"), "Lost")
    file = BytesIO()
    document.save(file)
    assert [fault.partition(" type ")[0] for fault in ooxml.problems(file.getvalue())] == [
        "word/document.xml: tblPr has tblStyle tblW tblLayout tblInd",
        "word/document.xml: sectPr has footerReference",
        "there is no pStyle Lost",
    ]


def test_word_documents_are_sound_archives(tmp_path: Path) -> None:
    content = print_handout("csto", "-n", 5, folder=tmp_path, suffix=".docx")
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert archive.namelist()[0] == "[Content_Types].xml"


def test_a_long_title_is_printed_whole_and_cut_where_word_has_no_room() -> None:
    document = word(*question_sheet(TEXT), title="W" * 256)
    assert document.core_properties.title == f"{'W' * 254}…"
    assert [p.text for p in styled(document, "Title")] == ["W" * 256]


# What a teacher finds in it


def test_word_documents_have_real_styles_numbering_and_tables() -> None:
    sheets = [sheet_of(*ALL), sheet_of(*ALL, label="B")]
    parts = contents.question_sheets(sheets, "en") + contents.answer_keys(
        sheets, "en", explained=True
    )
    document = Document(BytesIO(render(handout(*parts), ".docx")))
    styles = Counter(
        paragraph.style.name for paragraph in document.paragraphs if paragraph.style
    )
    assert styles["Title"] == 5
    assert styles["Question"] == 4 * len(ALL)
    assert styles["Option"] == 2 * (3 + 4)
    assert styles["Verdict"] == 2 * 2
    assert styles["Answer Line"] == 2 * 2
    assert styles["Right Answer"]
    lists: dict[int, list[int]] = {}
    for paragraph in document.paragraphs:
        properties = paragraph._p.pPr
        if properties is not None and properties.numPr is not None:
            numbering: Any = properties.numPr
            number, level = numbering.numId.val, numbering.ilvl.val
            lists.setdefault(number, []).append(level)
    assert [levels.count(0) for levels in lists.values()] == [len(ALL)] * 4
    typed = re.compile(r"[A-J]\b|\d+\b")  # what the numbering writes, no text may
    for paragraph in document.paragraphs:
        if paragraph.style and paragraph.style.name in ("Question", "Option"):
            assert not typed.match(paragraph.text)
    heads = document.element.findall(f".//{qn('w:tblHeader')}")
    assert len(heads) == 1
    assert len(document.sections) == 5
    footer = document.sections[0].footer._element
    written = "".join(node.text or "" for node in footer.iter(qn("w:t")))
    assert written.endswith("Version A · Page 1 of 1")
    fields = [node.get(qn("w:instr")) for node in footer.iter(qn("w:fldSimple"))]
    assert fields[0] == "PAGE"
    (end,) = re.findall(r"PAGEREF (\w+)", fields[1])
    names = [
        mark.get(qn("w:name")) for mark in document.element.iter(qn("w:bookmarkStart"))
    ]
    assert names.count(end) == 1


def test_word_documents_say_what_their_pictures_show() -> None:
    document = Document(
        BytesIO(render(handout(*contents.question_sheets([sheet_of(TEXT)], "en")), ".docx"))
    )
    (picture,) = document.element.iter(qn("wp:docPr"))
    assert picture.get("descr") == "Code of this sheet: D.N1.S0.VA.000000.0000000"


def styled(document: Doc, *names: str) -> list[Paragraph]:
    """The paragraphs of some styles, outside of tables."""
    return [p for p in document.paragraphs if p.style and p.style.name in names]


def test_there_is_a_line_to_write_on_after_each_name_that_is_not_filled_in() -> None:
    """Up to the next one, or to the edge of the box."""
    (nameless,), (named,) = (
        word(*question_sheet(TEXT, **whose)).tables for whose in ({}, {"name": "Olga"})
    )
    assert field_lines(nameless) == ["Name: ___ No.: ___", "Date: ___ Points: ___ of 1"]
    assert field_lines(named) == ["Name: Olga", "Date: ___ Points: ___ of 1"]


def field_lines(box: Table) -> list[str]:
    """Return the lines of the first cell of *box*, with three dashes for a line."""
    lines = []
    for paragraph in box.cell(0, 0).paragraphs:
        leaders = [stop.leader.name for stop in paragraph.paragraph_format.tab_stops]
        line, *texts = paragraph.text.split("\t")
        for leader, text in zip(leaders, texts, strict=True):
            line += ("___" if leader == "LINES" else "") + text
        lines.append(line.rstrip())
    return lines


def test_a_sheet_may_end_with_a_line_to_write_on() -> None:
    """LibreOffice leaves out what ends a section, if nothing is in it."""
    document = word(*question_sheet(TEXT), *question_sheet(TEXT))
    (section, _) = document.element.iter(qn("w:sectPr"))
    last = Paragraph(section.getparent().getparent(), document)
    assert last.style is not None
    assert last.style.name == "Thin"
    assert [p.text for p in styled(document, "Answer Line")] == ["\xa0"] * 2


def test_the_code_leaves_the_lines_around_it() -> None:
    """LibreOffice adds some room to a picture that does not say that it has none."""
    document = word(*question_sheet(TEXT))
    (picture,) = document.element.iter(qn("wp:inline"))
    assert {picture.get(f"dist{way}") for way in "TBLR"} == {"0"}
    (cell,) = (c for c in document.tables[0]._cells if list(c._tc.iter(qn("wp:inline"))))
    assert cell.width is not None
    assert cell.width.mm > 18 + 2 * 1.9


def test_no_row_of_a_table_is_split_over_pages(tmp_path: Path) -> None:
    sheets = [sheet_of(*ALL)]
    documents = [
        word(
            *contents.question_sheets(sheets, "en"),
            *contents.answer_keys(sheets, "en", explained=True),
        )
    ]
    for style in ("study", "timeline"):
        content = print_handout("csto", "--style", style, folder=tmp_path, suffix=".docx")
        documents.append(Document(BytesIO(content)))
    for document in documents:
        for table in document.tables:
            for row in table.rows:
                assert row._tr.find(f".//{qn('w:cantSplit')}") is not None


@pytest.mark.parametrize("question", ALL, ids=lambda q: type(q).__name__)
@pytest.mark.parametrize("explained", [False, True])
def test_a_question_stays_together_and_lets_the_next_one_go(
    question: Question, explained: bool
) -> None:
    sheet = sheet_of(question)
    parts = contents.answer_keys([sheet], "en", explained=True)[1:] if explained else None
    document = word(*(parts or contents.question_sheets([sheet], "en")))
    (first,) = styled(document, "Question")
    body = [*document.element.body]
    *blocks, last = body[body.index(first._p) : -2]  # then come an end and the section
    if last.tag == qn("w:tbl"):
        *rows, last = last.findall(qn("w:tr"))
        blocks += rows
    assert bool(blocks) is (explained or question.form != "cloze")
    assert [keeps_with_next(document, block) for block in blocks] == [{True}] * len(blocks)
    assert keeps_with_next(document, last) == {False}


def keeps_with_next(document: Doc, block: Any) -> set[bool]:
    """Return whether the paragraphs in *block* stay with the next, by their style or not."""
    paragraphs = [Paragraph(p, document) for p in block.iter(qn("w:p"))]
    return {is_kept_with_next(paragraph) for paragraph in paragraphs}


def is_kept_with_next(paragraph: Paragraph) -> bool:
    own = paragraph.paragraph_format.keep_with_next
    assert paragraph.style is not None
    style = paragraph.style.paragraph_format.keep_with_next
    return bool(style if own is None else own)


def test_the_reason_of_the_right_answer_follows_it() -> None:
    """What it says of "him" would else seem to be about the last wrong one."""
    sheet = sheet_of(CHOICE)
    document = word(*contents.answer_keys([sheet], "en", explained=True)[1:])
    *_, right, reason, wrong_1, wrong_2, source, _ = document.paragraphs
    assert right.text.endswith("Caspian")
    assert reason.text == "Why choice is so."
    assert {wrong_1.text[-18:], wrong_2.text[-18:]} == {
        "Black – Not Black.",
        "North – Not North.",
    }
    assert source.text == "Source: An atlas, A publisher"


# Cards to cut out


def card_places(document: Doc) -> list[dict[str, tuple[int, int]]]:
    """Return for each page the row and the column of the card with each number."""
    pages = []
    for table in document.tables:
        places = {}
        for i, row in enumerate(table.rows):
            for j, cell in enumerate(row.cells):
                if number := re.search(r"\t(\d+)$", cell.text):
                    places[number[1]] = (i // 3, j)
        pages.append(places)
    return pages


CARDS = tuple(replace(CARD, stem=f"What is {n}?") for n in range(1, 12))


@pytest.mark.parametrize("paper", ["a4", "letter", "a5"])
@pytest.mark.parametrize("edge", ["long", "short"])
def test_the_back_of_a_card_is_behind_its_front(paper: Any, edge: Any) -> None:
    """Turned over the long edge, left and right change places; over the short, up and down."""
    layout = layout_for(paper, None, False, edge)
    document = word(*contents.flashcards(CARDS, "en"), layout=layout)
    sides, rows = card_places(document), 3 if paper == "a5" else 4
    assert len(sides) == 4
    for fronts, backs in zip(sides[::2], sides[1::2], strict=True):
        for number, (row, column) in fronts.items():
            behind = (row, 1 - column) if edge == "long" else (rows - 1 - row, column)
            assert backs[number] == behind
    assert sorted(map(int, sides[0] | sides[2])) == [*range(1, 12)]


@pytest.mark.parametrize("paper", ["a4", "letter", "a5"])
def test_cards_are_equal_and_in_the_middle_of_their_page(paper: Any) -> None:
    """Else what stands behind a card would not be behind it on the other side."""
    layout = layout_for(paper, None, False, "long")
    document = word(*contents.flashcards(CARDS, "en"), layout=layout)
    (section,) = document.sections
    assert section.footer.is_linked_to_previous  # there is none
    assert section.page_height is not None
    assert section.top_margin is not None
    for table in document.tables:
        assert table.alignment is not None
        assert table.alignment.name == "CENTER"
        heights = [row.height for row in table.rows]
        assert {row.height_rule.name for row in table.rows if row.height_rule} == {
            "EXACTLY"
        }
        cards = [sum(filter(None, heights[n : n + 3])) for n in range(0, len(heights), 3)]
        assert len(set(cards)) == 1
        assert len({column.width for column in table.columns}) == 1
        # A paragraph of one point stands above the table, on each page.
        above = section.top_margin.pt + 1
        below = section.page_height.pt - above - sum(cards) / 12700
        assert above == pytest.approx(below, abs=0.3)
    starts = [p.paragraph_format.page_break_before for p in document.paragraphs]
    assert starts == [None, True, True, True, None]


def test_a_long_card_is_printed_small_rather_than_tall() -> None:
    long = replace(CARD, stem=" ".join(f"word{n}" for n in range(120)))
    document = word(*contents.flashcards([CARD, long], "en"))
    front = document.tables[0]
    small, large = (cell.paragraphs[0].runs[0].font.size for cell in front.rows[1].cells)
    assert small is not None
    assert large is not None
    assert large < small
    assert front.cell(1, 1).text == long.stem


HELVETICA = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556"
    " 556 556 556 556 278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500"
    " 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 333"
    " 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500"
    " 722 500 500 500 334 260 334 584"
)
"""The widths of the letters of ASCII from the space on, in thousandths of the size. Arial
has the same."""


@pytest.mark.parametrize(("code", "width"), [*enumerate(map(int, HELVETICA.split()), 32)])
def test_no_letter_is_wider_than_is_thought(code: int, width: int) -> None:
    """A line that holds nine of them is not thought to hold ten."""
    text = chr(code) * 10
    if text.strip():
        assert line_count(text, width / 1000 * 9.99, bold=False) > 1
