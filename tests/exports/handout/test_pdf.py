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
from quizgen.dates import parse
from quizgen.exam.outline import Line, Topic, dated, outline
from quizgen.exports.handout import FORMATS, contents, render
from quizgen.exports.handout.parts import (
    Layout,
    MissingLetterError,
    Timeline,
    layout_for,
)
from quizgen.exports.handout.words import LANGUAGES
from quizgen.generate.generator import seams
from quizgen.model import OptionsQuestion, Question, TypedQuestion
from quizgen.quiz.selection import choose
from tests import pages
from tests.handouts import A4, handout, printed, run, sheet_of, shown_by, squeezed
from tests.samples import ALL, CARD, TEXT, about, options

# A test with its keys, as it comes from the command line


@dataclass
class Printed:
    """A file, and the questions that it should hold."""

    pdf: bytes
    questions: tuple[Question, ...]


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """Thirty questions from two decks in three versions, with keys and reasons."""
    folder = tmp_path_factory.mktemp("big")
    pdf = printed("csto", "eaeu", "-n", 30, "--versions", 3, folder=folder)
    bases, _ = load(["csto", "eaeu"])
    where = [seam for base in bases for seam in seams(base)]
    quiz, shortage = choose(where, 30)
    assert not shortage
    return Printed(pdf, quiz.questions)


def keys_of(big: Printed) -> dict[str, dict[int, pages.Key]]:
    """For each version the keys by number, as its sheet shows them."""
    found = {}
    for label, of_it in pages.sheets(big.pdf).items():
        sheet = " ".join(page.text for page in of_it)
        found[label] = {
            pages.number(question, sheet): pages.key(question, sheet)
            for question in big.questions
        }
    return found


def test_every_question_and_every_option_is_on_each_sheet_once(big: Printed) -> None:
    """`pages.key` finds each of them, or fails."""
    keys = keys_of(big)
    assert [*keys] == ["A", "B", "C"]
    for of_it in keys.values():
        assert sorted(of_it) == [*range(1, 31)]


def test_versions_differ_in_the_order_of_questions_and_options(big: Printed) -> None:
    first, *others = pages.sheets(big.pdf).values()
    for other in others:
        assert [page.text for page in first] != [page.text for page in other]


def test_the_grid_says_what_the_sheets_show(big: Printed) -> None:
    keys = keys_of(big)
    grid = " ".join(map(pages.flat, pages.texts(big.pdf)))
    grid = grid.partition("Quick marking ")[2]
    assert grid.startswith("Question A B C Points 1")
    at = 0
    for number in range(1, 31):
        row = f" {number} {worth([of_it[number] for of_it in keys.values()])}"
        at = grid.index(pages.flat(row), at) + len(row) - 1


def worth(row: list[pages.Key]) -> str:
    """The marks of one row, and their points: at its end, or each with its own."""
    if len({key.points for key in row}) > 1:
        return " ".join(f"{key.mark} (points: {key.points})" for key in row)
    return f"{' '.join(key.mark for key in row)} {row[0].points}"


def test_the_answers_with_reasons_tick_what_the_sheets_show(big: Printed) -> None:
    for label, keys in keys_of(big).items():
        every = [page for page in pages.pages(big.pdf) if page.label == label]
        answers = " ".join(page.text for page in every[every[0].pages :])
        assert f"Answers, with reasons · Version {label}" in answers
        for question in big.questions:
            rest = pages.after(question, answers)
            for tick in keys[pages.number(question, answers)].ticks:
                assert rest.startswith(f"✓ {pages.flat(tick)}"), (tick, rest[:80])
                rest = re.sub(r"^✓ .*?(?= [✓✗])", "", rest).strip()


def test_the_code_on_a_sheet_is_enough_to_print_its_key(big: Printed) -> None:
    for label, keys in keys_of(big).items():
        code = pages.sheets(big.pdf)[label][0].code
        result = run("--key", code.lower())
        assert result.exit_code == 0, result.output
        told = [re.split(r" {2,}", line.strip()) for line in result.output.splitlines()[1:]]
        assert {int(n): pages.flat(mark) for n, mark, *_ in told} == {
            number: pages.flat(key.mark) for number, key in keys.items()
        }


def test_reasons_and_sources_of_each_question_are_among_the_answers(big: Printed) -> None:
    text = " ".join(map(pages.flat, pages.texts(big.pdf)))
    for question in big.questions:
        about = question.about
        assert pages.flat(about.explanation) in text
        assert all(pages.flat(source.title) in text for source in about.sources)
        if isinstance(question, OptionsQuestion) and question.form == "choice":
            assert all(pages.flat(option.rationale) in text for option in question.options)
        if isinstance(question, TypedQuestion) and question.form == "text":
            assert all(pages.flat(name) in text for name in question.answer.accepted)


def test_pages_are_counted_for_each_sheet(big: Printed) -> None:
    for found in pages.sheets(big.pdf).values():
        assert [page.page for page in found] == [*range(1, len(found) + 1)]
        assert {page.pages for page in found} == {len(found)}


def test_no_question_is_split_between_pages(big: Printed) -> None:
    for found in pages.sheets(big.pdf).values():
        for question in big.questions:
            (where,) = [p.text for p in found if f" {pages.stem(question)}" in p.text]
            assert pages.key(question, where)


def test_each_sheet_begins_on_paper_of_its_own(big: Printed) -> None:
    """Both sides are printed: on the front, that is on an odd page."""
    fronts = [
        number for number, text in enumerate(pages.texts(big.pdf), 1) if "Page 1 of" in text
    ]
    assert len(fronts) == 7
    assert all(number % 2 for number in fronts)


def test_the_pdf_is_tagged_for_screen_readers(big: Printed) -> None:
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


def test_no_font_but_ours_is_in_the_pdf_and_no_colour_but_grey(big: Printed) -> None:
    for page in PdfReader(BytesIO(big.pdf)).pages:
        resources: Any = page["/Resources"]
        for font in resources.get("/Font", {}).values():
            name = str(font.get_object()["/BaseFont"])
            assert re.fullmatch(r"/[A-Z]{6}\+QuizgenSans-(Regular|Bold)", name)
        for space in resources.get("/ColorSpace", {}).values():
            assert space.get_object()[1].get_object()["/N"] == 1


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
        paths = [str(tmp_path / f"{number}{ending}") for ending in FORMATS]
        subprocess.run(
            [sys.executable, "-c", program, *paths],
            env={**os.environ, "PYTHONHASHSEED": number, "TZ": f"UTC+{number}"},
            check=True,
            capture_output=True,
        )
    for ending in FORMATS:
        first, second = (tmp_path / f"{number}{ending}" for number in ("1", "2"))
        assert first.read_bytes() == second.read_bytes(), ending


def test_another_seed_asks_otherwise(tmp_path: Path) -> None:
    one = printed("csto", "-n", 6, folder=tmp_path, ending=".html")
    assert one != printed("csto", "-n", 6, "--seed", 1, folder=tmp_path, ending=".html")


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
    text = shown_by(
        ".pdf", render(handout(*contents.question_sheets([sheet], "en")), ".pdf")
    )
    assert f"{name} (17)" in pages.flat(text)


# Layout


def lines(*questions: Question, layout: Layout = A4) -> list[str]:
    pdf = render(
        handout(*contents.question_sheets([sheet_of(*questions)], "en"), layout=layout),
        ".pdf",
    )
    return "\n".join(pages.texts(pdf)).splitlines()


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
    found = lines(choices(*texts))
    start = next(i for i, line in enumerate(found) if line.startswith("A "))
    end = next(i for i, line in enumerate(found) if "Page 1 of 1" in line)
    assert end - start == rows


def test_large_print_is_large_and_has_an_option_on_each_line() -> None:
    large = layout_for("a4", None, True, "long")
    found = lines(choices("Po", "Don", "Oka"), layout=large)
    assert len([line for line in found if re.match("[ABC] ", line)]) == 3
    assert max(sizes_of(large)) > 18 * 1.4
    assert 18 in [round(size) for size in sizes_of(large)]


def sizes_of(layout: Layout) -> list[float]:
    """The sizes in which the texts of a page are set."""
    sheet = sheet_of(TEXT)
    pdf = render(handout(*contents.question_sheets([sheet], "en"), layout=layout), ".pdf")
    found: list[float] = []

    def note(text: str, cm: Any, tm: Any, font: Any, size: float) -> None:
        if text.strip():
            found.append(size)

    PdfReader(BytesIO(pdf)).pages[0].extract_text(visitor_text=note)
    return found


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
    text = " ".join(lines(long, CARD))
    assert all(f"word{n}" in text for n in range(1500))


def test_a_word_longer_than_a_line_is_broken() -> None:
    stem = f"Long {'x' * 400} end"
    found = lines(replace(TEXT, stem=stem))
    assert squeezed("".join(found)).count("x" * 400) == 1
    assert max(len(squeezed(line)) for line in found) < 100


def test_one_sided_printing_leaves_no_blank_page() -> None:
    sheets = [sheet_of(TEXT), sheet_of(CARD, label="B")]
    for duplex, count in (("long", 3), ("none", 2)):
        layout = layout_for("a4", None, False, duplex)  # type: ignore[arg-type]
        whole = handout(*contents.question_sheets(sheets, "en"), layout=layout)
        assert len(pages.texts(render(whole, ".pdf"))) == count


def test_all_languages_say_the_same_things() -> None:
    """The same words, with as much to fill in, and none of them empty."""
    for said in zip(*LANGUAGES.values(), strict=True):
        assert all(said)
        assert len({text.count("{}") for text in said}) == 1


def test_russian_sheets_are_russian() -> None:
    sheet = sheet_of(*ALL)
    parts = contents.question_sheets([sheet], "ru") + contents.answer_keys(
        [sheet], "ru", explained=True
    )
    text = shown_by(".pdf", render(handout(*parts, language="ru"), ".pdf"))
    assert not {"Name", "Page", "Circle", "Tick", "True", "points"} & {
        *re.findall(r"\w+", text)
    }
    assert "Страница 1 из" in text
    assert "☐ Верно ☐ Неверно" in pages.flat(text)


# Facts and cards


def test_a_study_sheet_has_every_fact_of_its_topic_once(tmp_path: Path) -> None:
    pdf = printed("csto", "--style", "study", "--topic", "Chairmanship", folder=tmp_path)
    text = pages.flat(" ".join(pages.texts(pdf)))
    (base,), _ = load(["csto"])
    (topic,) = outline(seams(base), ["Chairmanship"])
    assert len(topic.lines) > 10
    for line in topic.lines:
        assert text.count(pages.flat(line.text)) == 1
        assert pages.flat(line.note) in text
        assert all(pages.flat(source.title) in text for source in line.sources)
    assert "Chairmanship Fact Notes" in text


def test_a_timeline_has_the_dated_facts_in_their_order(tmp_path: Path) -> None:
    pdf = printed("csto", "--style", "timeline", "--topic", "Chairmanship", folder=tmp_path)
    text = pages.flat(" ".join(pages.texts(pdf)))
    (base,), _ = load(["csto"])
    (topic,) = dated(outline(seams(base), ["Chairmanship"]))
    places = [text.index(pages.flat(line.text)) for line in topic.lines]
    assert places == sorted(places)
    assert len(places) > 10


def test_dates_that_are_far_apart_are_far_apart_on_the_line() -> None:
    days = [parse(day) for day in ("1991-12-25", "1992-05-15", "1993", "2002-10-07")]
    topic = Topic("Events", tuple(Line(f"Fact {day}.", "", day, None, ()) for day in days))
    (part,) = contents.timeline([topic], "en")
    assert isinstance(part, Timeline)
    gaps = [told.gap for told in part.chapters[0].facts]
    assert sum(gaps) == pytest.approx(1, abs=0.001)
    heights = heights_of(render(handout(part), ".pdf"), [f"Fact {day}." for day in days])
    steps = [above - below for above, below in pairwise(heights)]
    assert 0 < steps[0] < steps[1] < steps[2]


def heights_of(pdf: bytes, texts: list[str]) -> list[float]:
    """How high on the first page each of *texts* stands, in points."""
    found: dict[str, float] = {}

    def note(text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        found[text.strip()] = cm[5]

    PdfReader(BytesIO(pdf)).pages[0].extract_text(visitor_text=note)
    return [found[text] for text in texts]


def corners(pdf: bytes) -> list[dict[str, tuple[float, float]]]:
    """Where on each page the number of each card stands, in points from its middle."""
    reader = PdfReader(BytesIO(pdf))
    found: list[dict[str, tuple[float, float]]] = []
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
        found.append(places)
    return found


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
    text = shown_by(".pdf", render(handout(*contents.flashcards([card], "en")), ".pdf"))
    assert all(f"word{n}" in text for n in range(120))


def test_cards_can_be_made_of_every_form() -> None:
    text = shown_by(".pdf", render(handout(*contents.flashcards(ALL, "en")), ".pdf"))
    for word in ("Caspian", "Danube", "True", "3,531 km", "Po – Adria", "1 Lea"):
        assert word in pages.flat(text)
