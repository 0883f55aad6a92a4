"""Handouts on paper: what is printed, and whether its keys are right."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from pypdf import PdfReader

from quizgen import load
from quizgen.dates import parse_iso
from quizgen.exam.outline import OutlineFact, Topic, chronology, outline
from quizgen.exports.handout import FORMATS, contents, render
from quizgen.exports.handout.parts import (
    Layout,
    MissingLetterError,
    Timeline,
    layout_for,
)
from quizgen.generate.generator import bind_templates
from quizgen.model import OptionsQuestion, Question, TypedQuestion
from quizgen.quiz.criteria import Criteria
from quizgen.quiz.selection import select_from_templates
from quizgen.text import untold
from tests import pages
from tests.handouts import (
    A4,
    handout,
    print_handout,
    run,
    sheet_of,
    visible_text,
    without_spaces,
)
from tests.samples import ALL, CARD, TEXT, about, options

# A test with its keys, as it comes from the command line


@dataclass
class Printout:
    """A file with the versions A, B and C, and the questions that each should hold."""

    pdf: bytes
    questions: tuple[Question, ...]

    @property
    def sheets(self) -> dict[str, list[pages.Page]]:
        """The pages of each sheet, by its version."""
        return pages.sheets(self.pdf)

    @property
    def text(self) -> str:
        """The text of all pages on one line, without their feet: texts go on overleaf."""
        texts = map(pages.one_line, pages.page_texts(self.pdf))
        return " ".join(pages.FOOT.sub("", text).strip() for text in texts)


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Printout:
    """Thirty questions from two decks in three versions, with keys and reasons."""
    folder = tmp_path_factory.mktemp("big")
    pdf = print_handout("csto", "eaeu", "-n", 30, "--versions", 3, folder=folder)
    bases, _ = load("csto", "eaeu")
    where = [bound for base in bases for bound in bind_templates(base)]
    quiz = select_from_templates(where, 30)
    assert not quiz.shortage
    printout = Printout(pdf, quiz.questions)
    assert len(printout.questions) == 30
    assert [*printout.sheets] == ["A", "B", "C"]
    return printout


def keys_of(printout: Printout) -> dict[str, dict[int, pages.Key]]:
    """Return for each version the keys by number, as its sheet shows them."""
    keys = {}
    for label, sheet_pages in printout.sheets.items():
        sheet = " ".join(page.text for page in sheet_pages)
        keys[label] = {
            pages.number_of(question, sheet): pages.key_of(question, sheet)
            for question in printout.questions
        }
    return keys


def test_every_question_and_every_option_is_on_each_sheet_once(big: Printout) -> None:
    """`pages.key_of` finds each of them, or fails."""
    numbers = {label: sorted(keys) for label, keys in keys_of(big).items()}
    assert numbers == {label: [*range(1, 31)] for label in "ABC"}


def test_versions_differ_in_the_order_of_questions_and_options(big: Printout) -> None:
    keys = keys_of(big)
    orders = {
        tuple(
            pages.number_of(question, " ".join(page.text for page in sheet))
            for question in big.questions
        )
        for sheet in big.sheets.values()
    }
    assert len(orders) == 3
    assert (
        len(
            {
                tuple(sorted(key.short for key in of_sheet.values()))
                for of_sheet in keys.values()
            }
        )
        == 3
    )


def test_the_grid_says_what_the_sheets_show(big: Printout) -> None:
    keys = keys_of(big)
    grid = big.text.partition("Quick marking ")[2]
    assert grid.startswith("Question A B C Points 1")
    at = 0
    for number in range(1, 31):
        row = f" {number} {grid_row([keys[label][number] for label in 'ABC'])}"
        at = grid.index(pages.one_line(row), at) + len(row) - 1


def grid_row(keys: list[pages.Key]) -> str:
    """Return *keys* and their points: at the end of the row, or each with its own."""
    if len({key.points for key in keys}) > 1:
        return " ".join(f"{key.short} (points: {key.points})" for key in keys)
    return f"{' '.join(key.short for key in keys)} {keys[0].points}"


def test_the_answers_with_reasons_tick_what_the_sheets_show(big: Printout) -> None:
    for label, keys in keys_of(big).items():
        version = [page for page in pages.version_pages(big.pdf) if page.label == label]
        answers = " ".join(page.text for page in version[version[0].pages :])
        assert f"Answers, with reasons · Version {label}" in answers
        for question in big.questions:
            text = pages.text_after_stem(question, answers)
            ticks = keys[pages.number_of(question, answers)].ticks
            assert ticks
            for tick in ticks:
                assert text.startswith(f"✓ {pages.one_line(tick)}"), (tick, text[:80])
                text = re.sub(r"^✓ .*?(?= [✓✗])", "", text).strip()


def test_the_code_on_a_sheet_is_enough_to_print_its_key(big: Printout) -> None:
    for label, keys in keys_of(big).items():
        code = big.sheets[label][0].code
        result = run("--key", code.lower())
        assert result.exit_code == 0, result.output
        lines = [re.split(r" {2,}", line.strip()) for line in result.output.splitlines()]
        assert {int(n): pages.one_line(key) for n, key, *_ in lines[1:]} == {
            number: pages.one_line(key.short) for number, key in keys.items()
        }


def test_reasons_and_sources_of_each_question_are_among_the_answers(big: Printout) -> None:
    """And other spellings that are right; the deck has all of these."""
    explanations = [
        untold(question.about.explanation, getattr(question, "rationale", ""))
        for question in big.questions
    ]
    sources = [
        source.title for question in big.questions for source in question.about.sources
    ]
    rationales = [
        option.rationale
        for question in big.questions
        if isinstance(question, OptionsQuestion)
        for option in question.options
        if not option.right
    ]
    spellings = [
        spelling
        for question in big.questions
        if isinstance(question, TypedQuestion)
        for spelling in question.answer.accepted
    ]
    for texts in (explanations, sources, rationales, spellings):
        assert len([*filter(None, texts)]) > 1
        assert [text for text in texts if _unbroken(text) not in _unbroken(big.text)] == []


def _unbroken(text: str) -> str:
    """Return *text* on one line, which may have been broken after a dash."""
    return pages.one_line(text).replace("– ", "–")


def test_pages_are_counted_for_each_sheet(big: Printout) -> None:
    for sheet in big.sheets.values():
        count = len(sheet)
        assert [(page.page, page.pages) for page in sheet] == [
            (number, count) for number in range(1, count + 1)
        ]


def test_no_question_is_split_between_pages(big: Printout) -> None:
    for sheet in big.sheets.values():
        for question in big.questions:
            stem = f" {pages.stem_text(question)}"
            (text,) = [page.text for page in sheet if stem in page.text]
            assert pages.key_of(question, text)


def test_each_sheet_begins_on_paper_of_its_own(big: Printout) -> None:
    """Both sides are printed: three sheets, a grid and three solutions on odd pages."""
    texts = pages.page_texts(big.pdf)
    fronts = [number for number, text in enumerate(texts, 1) if "Page 1 of" in text]
    assert [number % 2 for number in fronts] == [1] * 7


def test_the_pdf_is_tagged_for_screen_readers(big: Printout) -> None:
    """PDF/UA-1: tagged, marked as such, with a language, a title and tags for all."""
    reader = PdfReader(BytesIO(big.pdf))
    root = reader.root_object
    assert str(root["/MarkInfo"]["/Marked"]) == "True"  # type: ignore[index]
    assert str(root["/Lang"]) == "en"
    assert str(root["/ViewerPreferences"]["/DisplayDocTitle"]) == "True"  # type: ignore[index]
    assert "/StructTreeRoot" in root
    data = root["/Metadata"].get_data().decode()  # type: ignore[attr-defined]
    assert "<pdfuaid:part>1</pdfuaid:part>" in data
    assert reader.metadata is not None
    assert reader.metadata.title == (
        "Collective Security Treaty Organization, Eurasian Economic Union"
    )


def test_no_font_but_ours_is_in_the_pdf_and_no_colour_but_grey(big: Printout) -> None:
    fonts, components = set(), set()
    for page in PdfReader(BytesIO(big.pdf)).pages:
        resources: Any = page["/Resources"]
        for font in resources.get("/Font", {}).values():
            fonts.add(re.sub("^/[A-Z]{6}[+]", "", str(font.get_object()["/BaseFont"])))
        for space in resources.get("/ColorSpace", {}).values():
            components.add(space.get_object()[1].get_object()["/N"])
    assert fonts == {"QuizgenSans-Regular", "QuizgenSans-Bold"}
    assert components == {1}


# The same seed, the same bytes


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    """In another process, with other hashes of texts, in another zone of time."""
    program = (
        "import sys; from quizgen.cli import main\n"
        "for path in sys.argv[1:]:\n"
        "    arguments = ['handout', 'csto', '-n', '6', '--versions', '2', '-o', path]\n"
        "    main(arguments, standalone_mode=False)\n"
    )
    for number in ("1", "2"):
        paths = [str(tmp_path / f"{number}{suffix}") for suffix in FORMATS]
        subprocess.run(
            [sys.executable, "-c", program, *paths],
            env={**os.environ, "PYTHONHASHSEED": number, "TZ": f"UTC+{number}"},
            check=True,
            capture_output=True,
        )
    for suffix in FORMATS:
        first, second = (tmp_path / f"{number}{suffix}" for number in ("1", "2"))
        assert first.read_bytes() == second.read_bytes(), suffix


def test_another_seed_asks_otherwise(tmp_path: Path) -> None:
    html = print_handout("csto", "-n", 6, folder=tmp_path, suffix=".html")
    assert html != print_handout(
        "csto", "-n", 6, "--seed", 1, folder=tmp_path, suffix=".html"
    )


def test_a_letter_that_the_font_lacks_is_named_with_its_text() -> None:
    sheet = sheet_of(replace(TEXT, stem="Was heißt 中文 auf Deutsch? 😀"))
    with pytest.raises(MissingLetterError) as caught:
        render(handout(*contents.question_sheets([sheet], "en")), ".pdf")
    assert str(caught.value) == (
        "the font of the PDF has no '中', '文', '😀', as in 'Was heißt 中文 auf Deutsch? 😀';"
        " an .html or .docx file can show it"
    )


@pytest.mark.parametrize(
    "name",
    ["Әлия Қасымқызы Өмірбай", "Ғани Ұлықпан Һ. Ңү І.", "Пётр Щёкин", "Łukasz Đặng Öz"],
)
def test_names_of_many_countries_can_be_printed(name: str) -> None:
    sheet = sheet_of(TEXT, name=name, number="17")
    text = visible_text(
        ".pdf", render(handout(*contents.question_sheets([sheet], "en")), ".pdf")
    )
    assert f"{name} (17)" in pages.one_line(text)


# Layout


def sheet_lines(*questions: Question, layout: Layout = A4) -> list[str]:
    pdf = render(
        handout(*contents.question_sheets([sheet_of(*questions)], "en"), layout=layout),
        ".pdf",
    )
    return "\n".join(pages.page_texts(pdf)).splitlines()


def choices(*texts: str) -> OptionsQuestion:
    return OptionsQuestion(about("choice"), "Which?", options(texts[0] + "!", *texts[1:]))


@pytest.mark.parametrize(
    ("texts", "rows"),
    [
        (["Po", "Don", "Oka", "Lea"], 1),
        (["a longer text than four", "Don", "Oka", "Lea"], 2),
        (
            [
                "a text that is so long that it has a whole line of its own here",
                "Po",
                "Oka",
            ],
            3,
        ),
        ([f"Option {n}" for n in range(10)], 3),
        ([f"Rather a long option {n}" for n in range(10)], 5),
    ],
)
def test_options_stand_in_as_many_columns_as_they_fit(texts: list[str], rows: int) -> None:
    page_lines = sheet_lines(choices(*texts))
    start = next(i for i, line in enumerate(page_lines) if line.startswith("A "))
    end = next(i for i, line in enumerate(page_lines) if "Page 1 of 1" in line)
    assert end - start == rows


def test_large_print_is_large_and_has_an_option_on_each_line() -> None:
    large = layout_for("a4", None, True, "long")
    page_lines = sheet_lines(choices("Po", "Don", "Oka"), layout=large)
    assert len([line for line in page_lines if re.match("[ABC] ", line)]) == 3
    assert max(sizes_of(large)) > 18 * 1.4
    assert 18 in [round(size) for size in sizes_of(large)]


def sizes_of(layout: Layout) -> list[float]:
    """The sizes in which the texts of a page are set."""
    sheet = sheet_of(TEXT)
    pdf = render(handout(*contents.question_sheets([sheet], "en"), layout=layout), ".pdf")
    sizes: list[float] = []

    def note(text: str, cm: Any, tm: Any, font: Any, size: float) -> None:
        if text.strip():
            sizes.append(size)

    PdfReader(BytesIO(pdf)).pages[0].extract_text(visitor_text=note)
    return sizes


@pytest.mark.parametrize(
    ("paper", "width", "height"), [("a4", 595, 842), ("letter", 612, 792), ("a5", 420, 595)]
)
def test_paper_has_its_size_in_all_formats(paper: Any, width: int, height: int) -> None:
    layout = layout_for(paper, None, False, "long")
    whole = handout(*contents.question_sheets([sheet_of(*ALL)], "en"), layout=layout)
    box = PdfReader(BytesIO(render(whole, ".pdf"))).pages[0].mediabox
    assert [round(box.width), round(box.height)] == [width, height]
    (section,) = Document(BytesIO(render(whole, ".docx"))).sections
    assert section.page_width is not None
    assert section.page_height is not None
    assert abs(section.page_width.pt - width) < 1
    assert abs(section.page_height.pt - height) < 2
    css = {"a4": "A4", "letter": "letter", "a5": "A5"}[paper]
    assert f"@page {{ size: {css}; }}".encode() in render(whole, ".html")


def test_a_question_longer_than_a_page_is_printed_whole() -> None:
    long = TypedQuestion(about(), " ".join(f"word{n}" for n in range(1500)), TEXT.answer)
    text = " ".join(sheet_lines(long, CARD))
    assert all(f"word{n}" in text for n in range(1500))


def test_a_word_longer_than_a_line_is_broken() -> None:
    stem = f"Long {'x' * 400} end"
    page_lines = sheet_lines(replace(TEXT, stem=stem))
    assert without_spaces("".join(page_lines)).count("x" * 400) == 1
    assert max(len(without_spaces(line)) for line in page_lines) < 100


def test_one_sided_printing_leaves_no_blank_page() -> None:
    sheets = [sheet_of(TEXT), sheet_of(CARD, label="B")]
    for duplex, count in (("long", 3), ("none", 2)):
        layout = layout_for("a4", None, False, duplex)  # type: ignore[arg-type]
        whole = handout(*contents.question_sheets(sheets, "en"), layout=layout)
        assert len(pages.page_texts(render(whole, ".pdf"))) == count


def test_russian_sheets_are_russian() -> None:
    sheet = sheet_of(*ALL)
    parts = contents.question_sheets([sheet], "ru") + contents.answer_keys(
        [sheet], "ru", explained=True
    )
    text = visible_text(".pdf", render(handout(*parts, language="ru"), ".pdf"))
    assert not {"Name", "Page", "Circle", "Tick", "True", "points"} & {
        *re.findall(r"\w+", text)
    }
    assert "Страница 1 из" in text
    assert "☐ Верно ☐ Неверно" in pages.one_line(text)


# Facts and cards


def test_a_study_sheet_has_every_fact_of_its_topic_once(tmp_path: Path) -> None:
    pdf = print_handout(
        "csto", "--style", "study", "--topic", "Chairmanship", folder=tmp_path
    )
    text = pages.one_line(" ".join(pages.page_texts(pdf)))
    (base,), _ = load("csto")
    (topic,) = outline(bind_templates(base), Criteria(topics=["Chairmanship"]))
    assert len(topic.facts) > 10
    for line in topic.facts:
        assert text.count(pages.one_line(line.text)) == 1
        assert pages.one_line(line.note) in text
        assert all(pages.one_line(source.title) in text for source in line.sources)
    assert "Chairmanship Fact Notes" in text


def test_a_timeline_has_the_dated_facts_in_their_order(tmp_path: Path) -> None:
    pdf = print_handout(
        "csto", "--style", "timeline", "--topic", "Chairmanship", folder=tmp_path
    )
    text = pages.one_line(" ".join(pages.page_texts(pdf)))
    (base,), _ = load("csto")
    (topic,) = chronology(outline(bind_templates(base), Criteria(topics=["Chairmanship"])))
    places = [text.index(pages.one_line(line.text)) for line in topic.facts]
    assert places == sorted(places)
    assert len(places) > 10


def test_dates_that_are_far_apart_are_far_apart_on_the_line() -> None:
    days = [parse_iso(day) for day in ("1991-12-25", "1992-05-15", "1993", "2002-10-07")]
    topic = Topic(
        "Events", tuple(OutlineFact(f"Fact {day}.", "", day, None, ()) for day in days)
    )
    (part,) = contents.timeline([topic], "en")
    assert isinstance(part, Timeline)
    gaps = [fact.gap for fact in part.chapters[0].facts]
    assert sum(gaps) == pytest.approx(1, abs=0.001)
    heights = heights_of(render(handout(part), ".pdf"), [f"Fact {day}." for day in days])
    steps = [above - below for above, below in pairwise(heights)]
    assert 0 < steps[0] < steps[1] < steps[2]


def heights_of(pdf: bytes, texts: list[str]) -> list[float]:
    """How high on the first page each of *texts* stands, in points."""
    heights: dict[str, float] = {}

    def note(text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        heights[text.strip()] = cm[5]

    PdfReader(BytesIO(pdf)).pages[0].extract_text(visitor_text=note)
    return [heights[text] for text in texts]


def corners(pdf: bytes) -> list[dict[str, tuple[float, float]]]:
    """Where on each page the number of each card stands, in points from its middle."""
    reader = PdfReader(BytesIO(pdf))
    places_by_page: list[dict[str, tuple[float, float]]] = []
    for page in reader.pages:
        places: dict[str, tuple[float, float]] = {}
        width, height = page.mediabox.width, page.mediabox.height

        def note(
            text: str,
            cm: list[float],
            tm: list[float],
            font: Any,
            size: float,
            places: dict[str, tuple[float, float]] = places,
            middle: tuple[float, float] = (width / 2, height / 2),
        ) -> None:
            if re.fullmatch(r"\d+", text.strip()) and round(size) == 7:
                places[text.strip()] = (cm[4] - middle[0], cm[5] - middle[1])

        page.extract_text(visitor_text=note)
        places_by_page.append(places)
    return places_by_page


CARDS = tuple(replace(CARD, stem=f"What is {'long ' * n}{'x' * n}?") for n in range(1, 12))


@pytest.mark.parametrize("paper", ["a4", "letter", "a5"])
@pytest.mark.parametrize("edge", ["long", "short"])
def test_the_back_of_a_card_is_behind_its_front(paper: Any, edge: Any) -> None:
    """Seen through the paper, each number stands in the same row of the same card.

    Turned over the long edge left and right change places; over the short, up and down.
    """
    layout = layout_for(paper, None, False, edge)
    pdf = render(handout(*contents.flashcards(CARDS, "en"), layout=layout), ".pdf")
    sides = corners(pdf)
    assert len(sides) == 4
    for fronts, backs in zip(sides[::2], sides[1::2], strict=True):
        assert fronts.keys() == backs.keys()
        for number, (x, y) in fronts.items():
            behind_x, behind_y = backs[number]
            through = (-behind_x, behind_y) if edge == "long" else (behind_x, -behind_y)
            assert through[1] == pytest.approx(y, abs=1)
            assert (through[0] > 0) is (x > 0)
    assert sorted(int(n) for n in sides[0] | sides[2]) == [*range(1, 12)]


def test_a_long_card_is_printed_small_rather_than_cut() -> None:
    card = replace(CARD, stem=" ".join(f"word{n}" for n in range(120)))
    text = visible_text(".pdf", render(handout(*contents.flashcards([card], "en")), ".pdf"))
    assert all(f"word{n}" in text for n in range(120))


def test_cards_can_be_made_of_every_form() -> None:
    text = visible_text(".pdf", render(handout(*contents.flashcards(ALL, "en")), ".pdf"))
    for word in ("Caspian", "Danube", "True", "3,531 km", "Po – Adria", "1 Lea"):
        assert word in pages.one_line(text)
