"""Handouts on paper of all sizes: what stands where, what stays together, what is broken."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from docx import Document
from pypdf import PdfReader

from quizgen.dates import parse_iso
from quizgen.exam.outline import OutlineFact, Topic
from quizgen.exports.handout import FORMATS, contents, parts, render
from quizgen.exports.handout.parts import HandoutPart, Layout, StudySheet, layout_for
from quizgen.i18n.english import ENGLISH
from quizgen.model import Answer, OptionsQuestion, Question, Source, TypedQuestion
from tests import pages
from tests.handouts import A4, handout, sheet_of, visible_text, without_spaces
from tests.samples import CHOICE, MATCH, MULTI, ORDER, TEXT, about, options

MM = 72 / 25.4
LARGE = layout_for("a4", None, True, "long")
A5 = layout_for("a5", None, False, "long")
LARGE_A5 = layout_for("a5", None, True, "long")
BIG_A5 = layout_for("a5", 24.0, False, "long")
HUGE_A5 = layout_for("a5", 36.0, False, "long")
LAYOUTS = {
    "a4": A4,
    "a5": A5,
    "large": LARGE,
    "a5 large": LARGE_A5,
    "a5 huge": HUGE_A5,
}
every_layout = pytest.mark.parametrize("layout", LAYOUTS.values(), ids=[*LAYOUTS])


@dataclass(frozen=True)
class Piece:
    """A text and where it stands: on which page, counted from 0, and in points from below."""

    text: str
    page: int
    x: float
    y: float
    size: float
    turned: bool


def text_pieces(pdf: bytes) -> list[Piece]:
    pieces: list[Piece] = []
    for number, page in enumerate(PdfReader(BytesIO(pdf)).pages):

        def note(
            text: str,
            cm: list[float],
            tm: Any,
            font: Any,
            size: float,
            number: int = number,
        ) -> None:
            if text.strip():
                pieces.append(
                    Piece(text.strip(), number, cm[4], cm[5], size, abs(cm[0]) < 0.1)
                )

        page.extract_text(visitor_text=note)
    return pieces


def sheet(*questions: Question, layout: Layout = A4, **heads: str) -> bytes:
    """Return the PDF of a sheet with *questions*; *heads* are its title and so on."""
    parts = contents.question_sheets([sheet_of(*questions)], "en")
    return render(handout(*parts, layout=layout, **heads), ".pdf")


def first(pieces: Sequence[Piece], text: str) -> Piece:
    return next(piece for piece in pieces if piece.text == text)


# Questions, and what they stand under


@pytest.mark.parametrize("words", [4, 30, 45, 60, 75, 90, 150])
@pytest.mark.parametrize("layout", [LARGE_A5, HUGE_A5], ids=["large", "huge"])
def test_a_heading_is_on_the_page_of_its_first_question(layout: Layout, words: int) -> None:
    """Whether that is short, nearly as long as a page, or longer."""
    stem = " ".join(f"w{n}" for n in range(words))
    questions = [replace(question, stem=stem) for question in (CHOICE, MULTI, MATCH)]
    texts = pages.page_texts(sheet(*questions, layout=layout))
    titles = ENGLISH.paper.form_titles
    for title in (titles["choice"], titles["multi"], titles["match"]):
        (page,) = [text for text in map(pages.one_line, texts) if title in text]
        assert re.search(r"\d w0 w1 ", page.partition(title)[2]), page


def test_a_question_that_fits_on_a_page_is_not_broken_in_large_print() -> None:
    stem = " ".join(f"word{n}" for n in range(85))
    questions = [OptionsQuestion(about("choice"), stem, CHOICE.options) for _ in range(4)]
    texts = map(pages.one_line, pages.page_texts(sheet(*questions, layout=LARGE)))
    assert sum(text.count(f"{stem} A ") for text in texts) == 4


@pytest.mark.parametrize(
    ("layout", "long"),
    [(A4, 0), (A4, 200), (A5, 0), (LARGE, 0), (LARGE, 45), (LARGE_A5, 0), (BIG_A5, 0)],
)
def test_questions_stand_further_apart_than_their_lines(layout: Layout, long: int) -> None:
    stems = ("First?", f"Which {'great river ' * long}?", "Next?")
    questions = [
        OptionsQuestion(about("choice"), stem, options("A", "B!")) for stem in stems
    ]
    pieces = text_pieces(sheet(*questions, layout=layout))
    end = first(pieces, "Next?")
    start = next(piece for piece in pieces if piece.text.startswith("Which"))
    assert start.page == end.page
    heights = {p.y for p in pieces if p.page == end.page and end.y <= p.y <= start.y}
    *between, last = (high - low for high, low in pairwise(sorted(heights, reverse=True)))
    assert between
    assert last > max(between) + 0.4 * layout.size


@pytest.mark.parametrize("letters", range(40, 56))
def test_the_day_of_an_answer_is_not_broken(letters: int) -> None:
    dated = replace(TEXT.about, as_of=parse_iso("2021"))
    lines = "\n".join(
        pages.page_texts(sheet(TypedQuestion(dated, "x" * 9 + " y" * letters, TEXT.answer)))
    )
    assert any("(As of 2021)" in line for line in lines.splitlines())


# The head of a sheet


@pytest.mark.parametrize("title", ["Collective Security Treaty Organization", "W" * 256])
@every_layout
def test_the_name_is_written_below_the_title(layout: Layout, title: str) -> None:
    pieces = text_pieces(sheet(TEXT, layout=layout, title=title))
    name = first(pieces, "Name")
    words = [
        p for p in pieces if {*p.text.replace("\u200b", "").split()} <= {*title.split()}
    ]
    words = words or [
        piece for piece in pieces if without_spaces(piece.text).strip("W") == ""
    ]
    assert without_spaces("".join(piece.text for piece in words)) == without_spaces(title)
    assert all((piece.page, -piece.y) < (name.page, -name.y) for piece in words)


@every_layout
def test_a_title_is_large_and_leaves_room_for_the_name(layout: Layout) -> None:
    pieces = text_pieces(
        sheet(TEXT, layout=layout, title="Collective Security Treaty Organization")
    )
    assert first(pieces, "Name").page == 0
    (size,) = {piece.size for piece in pieces if "Security" in piece.text}
    assert size >= min(2 * layout.size, 24)


@pytest.mark.parametrize("letters", [9, 20, 39])
@every_layout
def test_a_title_is_no_wider_than_the_page(layout: Layout, letters: int) -> None:
    """A W of this font is 0.93 em wide."""
    pieces = text_pieces(sheet(TEXT, layout=layout, title="W" * letters))
    title = first(pieces, "W" * letters)
    margin, page = {"a4": (18, 210), "a5": (12, 148)}[layout.paper]
    assert title.x + letters * 0.93 * title.size <= (page - margin) * MM


@every_layout
def test_a_title_without_spaces_is_broken_at_the_margin(layout: Layout) -> None:
    """A W of this font is 0.93 em wide, and no title is smaller than the text."""
    texts = pages.page_texts(sheet(TEXT, layout=layout, title="W" * 256))
    lines = map(without_spaces, "\n".join(texts).splitlines())
    lengths = [len(line) for line in lines if set(line) == {"W"}]
    assert sum(lengths) == 256
    room = {"a4": 174, "a5": 124}[layout.paper] * MM
    assert max(lengths) * 0.93 * min(layout.size, room / 14) <= room


@every_layout
def test_there_is_room_to_write_above_each_line_of_the_name_box(layout: Layout) -> None:
    pieces = text_pieces(sheet(TEXT, layout=layout, title="W" * 150))
    names = [first(pieces, text) for text in ("Name", "No.", "Date", "Points")]
    assert len({piece.page for piece in names}) == 1
    heights = sorted({piece.y for piece in names}, reverse=True)
    assert len(heights) > 1
    for high, low in pairwise(heights):
        assert high - low >= 8 * MM - 0.1


# Lines to write on


def answered(*answers: Answer) -> list[HandoutPart]:
    return contents.question_sheets(
        [sheet_of(*(TypedQuestion(about(), f"{a.text}?", a) for a in answers))], "en"
    )


ANSWERS = (
    Answer("1995", (), 1995),
    Answer("28 November 2024", (), parse_iso("2024-11-28")),
    Answer("Minsk"),
    Answer("Vladimir Vladimirovich"),
    Answer("a majority of the members present and voting"),
)


def test_lines_are_as_long_as_the_kind_of_answer_needs() -> None:
    """One of three lengths, so that none tells more than whether it is a number."""
    (part,) = answered(*ANSWERS)
    assert isinstance(part, parts.QuestionSheet)
    rooms = {
        question.stem: question.area.length
        for section in part.sections
        for question in section.questions
        if isinstance(question.area, parts.AnswerLine)
    }
    assert [rooms[f"{answer.text}?"] for answer in ANSWERS] == [
        *("short", "short", "half", "half", "full"),
    ]


def test_lines_have_their_lengths_in_all_formats() -> None:
    whole = handout(*answered(ANSWERS[0], ANSWERS[2], ANSWERS[4]))
    html = render(whole, ".html").decode()
    assert all(html.count(f'"ruled {room}"') == 1 for room in ("short", "half", "full"))
    document = Document(BytesIO(render(whole, ".docx")))
    ends = {
        p.paragraph_format.right_indent.mm if p.paragraph_format.right_indent else 0
        for p in document.paragraphs
        if p.style and p.style.name == "Answer Line"
    }
    full = 174 - 2.7 * 10.5 / MM
    assert sorted(ends) == pytest.approx([0, full - 95, full - 50], abs=0.5)
    widths = sorted(ruled(render(whole, ".pdf"))[-3:])  # those above are of the name box
    assert widths == pytest.approx([50, 95, 174 - 1.9 * 10.5 / MM], abs=0.5)
    blanks = re.findall(r"(?m)^(?:\\_)+$", render(whole, ".md").decode())
    assert len({*map(len, blanks)}) == 3


def ruled(pdf: bytes) -> list[float]:
    """How long, in mm, the lines to write on are that stand below a question."""
    data = PdfReader(BytesIO(pdf)).pages[0].get_contents()
    assert data is not None
    drawn = re.findall(r"0 0 m\s+([\d.]+) 0 l", data.get_data().decode("latin-1"))
    return [float(length) / MM for length in drawn]


# The grid for quick marking


LONG = (
    "Константинопольская Анастасия",
    "Myasnikovich Mikhail",
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch",
)


def grid_pdf(names: Sequence[str], count: int, layout: Layout = A4) -> bytes:
    """The grid for as many students, each with *count* questions."""
    questions = [replace(TEXT, stem=f"Which {n}?") for n in range(count)]
    sheets = [
        replace(sheet_of(*questions, label=str(n), name=name), code=f"D.V{n}.CODE")
        for n, name in enumerate(names, 1)
    ]
    return render(
        handout(*contents.answer_keys(sheets, "en", explained=False), layout=layout), ".pdf"
    )


@pytest.mark.parametrize(
    ("names", "turned"),
    [
        (["Ann Ng", "Tom Lee"] * 3, False),
        (["Ann Ng", LONG[0]] * 3, True),
        (LONG[:2], False),
    ],
)
def test_names_are_turned_where_one_is_wider_than_its_column(
    names: Sequence[str], turned: bool
) -> None:
    """All of them; those that have room stand upright."""
    pieces = text_pieces(grid_pdf(names, 3))
    heads = pieces[: next(i for i, piece in enumerate(pieces) if piece.text == "1")]
    words = {word for name in names for word in name.split()}
    names_in_heads = [piece for piece in heads if words & {*piece.text.split()}]
    assert len(names_in_heads) >= len(names)
    assert {piece.turned for piece in names_in_heads} == {turned}


def test_a_name_without_spaces_is_broken_in_a_turned_head() -> None:
    pieces = [piece for piece in text_pieces(grid_pdf(LONG, 3, LARGE)) if piece.turned]
    text = "".join(piece.text for piece in pieces).replace("\N{SOFT HYPHEN}", "")
    assert without_spaces(text) == without_spaces("".join(LONG))
    room = 261 / 5 * MM
    assert (
        max(len(without_spaces(piece.text)) for piece in pieces) * 0.5 * LARGE.size <= room
    )


@pytest.mark.parametrize("count", [8, 20, 38, 41, 44, 90])
@pytest.mark.parametrize("layout", [A4, LARGE, A5], ids=["a4", "large", "a5"])
def test_the_codes_are_on_each_page_that_their_grid_is_on(
    layout: Layout, count: int
) -> None:
    names = [f"Student Number{n}" for n in range(1, 9)]
    pdf = grid_pdf(names, count, layout)
    assert all(piece.y > 0 for piece in text_pieces(pdf))
    for text in map(pages.one_line, pages.page_texts(pdf)):
        heads = re.findall(r"Student Number(\d)(?! D\.V)", text)
        codes = re.findall(r"Student Number(\d) D\.V\1\.CODE", text)
        assert heads == codes
        assert len(re.findall(r"Volga", text)) >= len(heads) > 0


def test_a_long_answer_stays_in_its_column() -> None:
    questions = [
        replace(TEXT, answer=Answer(text))
        for text in ("Intergovernmental", "Межправительственный")
    ]
    sheets = [sheet_of(*questions, label=str(n), name="Ann") for n in range(6)]
    pdf = render(handout(*contents.answer_keys(sheets, "en", explained=False)), ".pdf")
    text = " ".join(pages.page_texts(pdf))
    assert "Intergovernmental" not in text
    assert "Межправительственный" not in text
    assert text.replace("\n", "").replace("-", "").count("ental") == 6


def test_other_right_answers_stand_once_below_the_grid() -> None:
    question = replace(TEXT, answer=Answer("Volga", ("Volga", "Itil", "Wolga")))
    sheets = [sheet_of(question, label=label) for label in "AB"]
    part = handout(*contents.answer_keys(sheets, "en", explained=False))
    for suffix in (".pdf", ".html", ".md", ".docx"):
        text = pages.one_line(visible_text(suffix, render(part, suffix)))
        assert text.count("Volga also Itil / Wolga") == 1, suffix


def test_points_that_differ_between_versions_stand_in_each() -> None:
    """Three things to put in order give three points, four of them four."""
    longer = replace(
        ORDER, items=(*ORDER.items, "Oka"), values=(*ORDER.values, "12"), key=(1, 0, 2, 3)
    )
    sheets = [
        replace(sheet_of(CHOICE), questions=(CHOICE, second, third))
        for second, third in ((ORDER, longer), (longer, ORDER))
    ]
    part = handout(*contents.answer_keys(sheets, "en", explained=False))
    for suffix in (".pdf", ".html", ".md", ".docx"):
        text = pages.one_line(visible_text(suffix, render(part, suffix)))
        assert re.findall(r"points\\?: (\d)", text) == ["3", "4", "4", "3"], suffix


# Sources and reasons


def test_sources_are_noted_in_their_order_and_on_one_line() -> None:
    first, second, third = (Source(str(n), f"Source {n}", "", "") for n in range(3))
    facts = (
        OutlineFact("A.", "", None, None, (first, second, third)),
        OutlineFact("B.", "", None, None, (third, first)),
    )
    (part,) = contents.study_sheet([Topic("T", facts)], "en")
    assert isinstance(part, StudySheet)
    assert [line.sources for line in part.chapters[0].facts] == [(1, 2, 3), (1, 3)]
    assert "[1,&nbsp;3]" in render(handout(part), ".html").decode()
    texts = pages.page_texts(render(handout(part), ".pdf"))
    assert "[1,\N{NO-BREAK SPACE}3]" in " ".join(texts)


def test_the_explanation_of_a_question_stands_once_among_the_answers() -> None:
    parts = contents.answer_keys([sheet_of(CHOICE)], "en", explained=True)
    for suffix in (".pdf", ".html", ".md", ".docx"):
        text = pages.one_line(visible_text(suffix, render(handout(*parts), suffix)))
        assert text.count("Why choice is so.") == 1, suffix


SOURCES = (
    Source("a", "Summit in Yerevan", "TASS", "https://e.org/1", parse_iso("2022-11-23")),
    Source("b", "Charter", "", "", parse_iso("2002-10")),
    Source("c", "Annals", "", "", parse_iso("1999")),
    Source("d", "Overview", "The Press", ""),
)
CITATIONS = (
    "Summit in Yerevan, TASS, 23 November 2022",
    "Charter, October 2002",
    "Annals, 1999",
    "Overview, The Press",
)


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_source_is_cited_with_its_publisher_and_the_day_of_its_publication(
    suffix: str,
) -> None:
    """In the words of the language, with the answers and at the end of a study sheet."""
    question = replace(CHOICE, about=replace(CHOICE.about, sources=SOURCES))
    _, solutions = contents.answer_keys([sheet_of(question)], "en", explained=True)
    topic = Topic("T", (OutlineFact("A.", "", None, None, SOURCES),))
    (study,) = contents.study_sheet([topic], "en")
    (timeline,) = contents.timeline([topic], "en")
    answers = pages.one_line(visible_text(suffix, render(handout(solutions), suffix)))
    assert f"Sources: {'; '.join(CITATIONS)}" in answers
    for part in (study, timeline):
        text = without_spaces(visible_text(suffix, render(handout(part), suffix)))
        assert [text.count(without_spaces(citation)) for citation in CITATIONS] == [
            1,
            1,
            1,
            1,
        ]


def test_a_source_is_dated_in_the_language_of_the_handout() -> None:
    question = replace(CHOICE, about=replace(CHOICE.about, sources=SOURCES[:1]))
    _, solutions = contents.answer_keys([sheet_of(question)], "ru", explained=True)
    text = pages.one_line(
        visible_text(".md", render(handout(solutions, language="ru"), ".md"))
    )
    assert "Источник: Summit in Yerevan, TASS, 23 ноября 2022" in text
