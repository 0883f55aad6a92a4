"""What is printed of a question of each form: points, keys, and where the answer goes."""

from dataclasses import replace
from decimal import Decimal

import pytest

from quizgen.dates import parse_iso
from quizgen.exports.handout import contents, items
from quizgen.exports.handout.parts import (
    AnswerArea,
    AnswerLine,
    KeyColumn,
    KeyGrid,
    MatchTable,
    OptionList,
    OrderList,
    SourceLine,
    StemGap,
    TruthBoxes,
    TypedKey,
    WrongAnswer,
)
from quizgen.i18n.english import ENGLISH
from quizgen.model import Answer, Question, Source, Tolerance
from tests.handouts import CODE, sheet_of
from tests.samples import (
    ALL,
    CARD,
    CHOICE,
    CLOZE,
    FALSE,
    MATCH,
    MULTI,
    ORDER,
    TEXT,
    TRUE,
)

WORDS = ENGLISH.paper

PRINT: list[tuple[Question, int, str, tuple[str, ...]]] = [
    (CHOICE, 1, "B", ("B  Caspian",)),
    (MULTI, 2, "A, B", ("A  Danube", "B  Don")),
    (TRUE, 1, "True", ("True",)),
    (FALSE, 1, "False", ("False",)),
    (TEXT, 1, "Volga", ("Volga",)),
    (CLOZE, 1, "Volga", ("Volga",)),
    (CARD, 1, "3,531 km", ("3,531 km",)),
    (ORDER, 3, "2 1 3", ("1  Lea (1)", "2  Po (3)", "3  Don (9)")),
    (MATCH, 3, "C A B", ("C  Po – Adria", "A  Don – Azov", "B  Oka – Volga")),
]
"""Each question with its points, its key in the grid, and its key in words."""
IDS = [question.form for question, *_ in PRINT]


@pytest.mark.parametrize(
    ("within", "language", "tolerance"),
    [
        (Tolerance(Decimal("0.01"), is_share=True), "en", "± 1%"),
        (Tolerance(Decimal("0.5"), is_share=False), "en", "± 0.5"),
        (Tolerance(Decimal("0.5"), is_share=False), "ru", "± 0,5"),
        (Tolerance(Decimal(2000), is_share=False), "en", "± 2,000"),
    ],
)
def test_the_key_tells_how_far_a_number_may_be_off(
    within: Tolerance, language: str, tolerance: str
) -> None:
    answer = Answer("3,531 km", value=3531, within=within, language=language)
    key = items.typed_key(replace(TEXT, answer=answer))
    assert key == TypedKey("3,531 km", (tolerance,))


def test_every_form_is_among_the_cases() -> None:
    assert [question for question, *_ in PRINT] == [*ALL]


@pytest.mark.parametrize(("question", "points", "short_key", "key"), PRINT, ids=IDS)
def test_a_question_has_points_and_a_key_to_mark_by_and_one_in_words(
    question: Question, points: int, short_key: str, key: tuple[str, ...]
) -> None:
    assert items.points(question) == points
    assert items.short_key(question, WORDS) == short_key
    assert items.solution_of(question, 1, WORDS, "en").key == key


AREAS: list[tuple[Question, AnswerArea]] = [
    (CHOICE, OptionList(("A", "B", "C"), ("Black", "Caspian", "North"), boxes=False)),
    (MULTI, OptionList(("A", "B", "C", "D"), ("Danube", "Don", "Po", "Rhine"), boxes=True)),
    (TRUE, TruthBoxes(("True", "False"))),
    (TEXT, AnswerLine("half")),
    (CLOZE, StemGap()),
    (CARD, AnswerLine("half")),
    (ORDER, OrderList(("Po", "Lea", "Don"))),
    (
        MATCH,
        MatchTable(("Po", "Don", "Oka"), ("A", "B", "C"), ("Azov", "Volga", "Adria")),
    ),
]


@pytest.mark.parametrize(("question", "area"), AREAS, ids=[q.form for q, _ in AREAS])
def test_each_form_has_its_room_for_the_answer(
    question: Question, area: AnswerArea
) -> None:
    (section,) = items.sheet_sections([question], WORDS, "en")
    (printed_question,) = section.questions
    assert printed_question.area == area


def test_questions_are_numbered_throughout_under_a_heading_for_each_form() -> None:
    """A card has a line to write on, as a question whose answer is typed."""
    questions = (CHOICE, CHOICE, MULTI, TEXT, CARD, CLOZE)
    sections = [*items.sheet_sections(questions, WORDS, "en")]
    assert [
        (section.title, [question.number for question in section.questions])
        for section in sections
    ] == [
        ("Multiple choice", [1, 2]),
        ("Several answers", [3]),
        ("Short answer", [4, 5]),
        ("Fill in", [6]),
    ]
    assert sections[1].instruction == (
        "Tick every right answer. 2 points each, one less for each box wrongly ticked or"
        " wrongly left empty, but never below 0."
    )


def test_a_gap_becomes_room_to_write() -> None:
    (section,) = items.sheet_sections([CLOZE], WORDS, "en")
    assert [question.stem for question in section.questions] == [f"The {'_' * 20} is long."]


def test_a_key_that_may_change_bears_its_day() -> None:
    about = replace(CHOICE.about, as_of=parse_iso("2026-11-23"))
    assert items.as_of_text(about, WORDS, "en") == "As of 23 November 2026"
    assert items.as_of_text(CHOICE.about, WORDS, "en") == ""


def test_wrong_answers_have_their_letters_and_rationales() -> None:
    solution = items.solution_of(CHOICE, 7, WORDS, "en")
    assert solution.number == 7
    assert solution.wrong_answers == (
        WrongAnswer("A", "Black", "Not Black."),
        WrongAnswer("C", "North", "Not North."),
    )
    assert items.solution_of(TEXT, 1, WORDS, "en").wrong_answers == ()


def test_what_makes_a_statement_true_or_false_comes_before_the_explanation() -> None:
    explanations = [
        items.solution_of(question, 1, WORDS, "en").explanation
        for question in (TRUE, FALSE)
    ]
    assert explanations == [
        "It does. Why truefalse is so.",
        "It flows. Why truefalse is so.",
    ]


def test_only_what_a_browser_opens_is_an_address() -> None:
    for url, address in (
        ("https://e.org/a", "https://e.org/a"),
        ("http://e.org", "http://e.org"),
        ("javascript:alert(1)", ""),
        ("", ""),
    ):
        source = Source("s", "Atlas", "Press", url, parse_iso("2022-11"))
        assert items.source_line(source, "en") == SourceLine(
            "Atlas", "Press", "November 2022", address
        )


# The grid


def test_the_grid_has_a_column_for_each_sheet() -> None:
    question = replace(TEXT, answer=Answer("Volga", ("Itil", "Volga")))
    sheets = [
        replace(sheet_of(label="1", name="Ann"), questions=(question, CHOICE)),
        replace(sheet_of(label="2", name="Bob"), questions=(MULTI, CHOICE)),
    ]
    (grid,) = contents.answer_keys(sheets, "en", explained=False)
    assert grid == KeyGrid(
        (None, 1),
        (
            KeyColumn("1", "Ann", CODE, ("Volga", "B"), ("points: 1", "")),
            KeyColumn("2", "Bob", CODE, ("A, B", "B"), ("points: 2", "")),
        ),
        (TypedKey("Volga", ("Itil",)),),
    )


def test_students_of_one_name_are_told_apart_by_their_versions() -> None:
    sheets = [sheet_of(TEXT, label=str(n), name=name) for n, name in enumerate("ABA", 1)]
    (grid,) = contents.answer_keys(sheets, "en", explained=False)
    assert isinstance(grid, KeyGrid)
    assert [column.name for column in grid.columns] == ["A · 1", "B", "A · 3"]
