"""Questions written for people to read through and for other tools: all forms, whole."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from quizgen import dates
from quizgen.exports import jsonl, plain_text
from quizgen.model import Answer, Question, Source, Tolerance
from tests.samples import ALL, CARD, CHOICE, FALSE, MATCH, MULTI, ORDER, TEXT, TRUE, about

EVERY_KEY = {
    "deck": "d",
    "template": "t",
    "topic": "Rivers",
    "options": [],
    "key": [],
    "answers": [],
    "typed": "",
    "unit": "",
    "within": "",
    "items": [],
    "pairs": [],
    "why_not": [],
    "facts": [],
    "sources": [
        {
            "title": "An atlas",
            "publisher": "A publisher",
            "url": "https://example.org/atlas",
            "published": "",
        }
    ],
    "difficulty": 0.5,
    "worth": "further",
    "as_of": None,
    "overlaps": [],
}


@pytest.mark.parametrize(
    ("question", "particular"),
    [
        (
            CHOICE,
            {
                "options": ["Black", "Caspian", "North"],
                "key": [1],
                "why_not": ["Not Black.", "", "Not North."],
            },
        ),
        (
            MULTI,
            {
                "options": ["Danube", "Don", "Po", "Rhine"],
                "key": [0, 1],
                "why_not": ["", "", "Not Po.", "Not Rhine."],
            },
        ),
        (
            TRUE,
            {
                "options": ["True", "False"],
                "key": [0],
                "why_not": ["", "It does."],
            },
        ),
        (
            FALSE,
            {"options": ["True", "False"], "key": [1], "why_not": ["It flows.", ""]},
        ),
        (
            replace(TEXT, answer=Answer("Volga", ("Itil", "Volga", "Ra"))),
            {"answers": ["Volga", "Itil", "Ra"]},
        ),
        (CARD, {"answers": ["3,531 km"]}),
        (ORDER, {"items": ["Po", "Lea", "Don"], "key": [1, 0, 2]}),
        (MATCH, {"pairs": [["Po", "Adria"], ["Don", "Azov"], ["Oka", "Volga"]]}),
    ],
    ids=lambda value: value.id if not isinstance(value, dict) else "",
)
def test_a_line_of_json_has_every_key(
    question: Question, particular: dict[str, object]
) -> None:
    (line,) = jsonl.render([question])
    assert json.loads(line) == EVERY_KEY | particular | {
        "id": question.about.id,
        "form": question.about.form,
        "stem": question.stem,
        "explanation": question.about.explanation,
    }


def test_dates_are_written_as_precisely_as_they_are_known() -> None:
    source = Source("s", "Ein Atlas", published=dates.date(2022, 6))
    question = replace(
        TEXT, about=replace(TEXT.about, sources=(source,), as_of=dates.date(2026, 11, 23))
    )
    record = jsonl.record(question)
    assert record["as_of"] == "2026-11-23"
    assert record["sources"] == [
        {"title": "Ein Atlas", "publisher": "", "url": "", "published": "2022-06"}
    ]


@pytest.mark.parametrize(
    ("within", "written"),
    [
        (None, ""),
        (Tolerance(Decimal("0.01"), is_share=True), "1%"),
        (Tolerance(Decimal("0.1"), is_share=True), "10%"),
        (Tolerance(Decimal("0.5"), is_share=False), "0.5"),
        (Tolerance(Decimal(100), is_share=False), "100"),
    ],
)
def test_it_is_written_what_counts_when_an_answer_is_typed(
    within: Tolerance | None, written: str
) -> None:
    answer = Answer("9.8 m/s²", value=Decimal("9.8"), unit="m/s²", within=within)
    record = jsonl.record(replace(TEXT, answer=answer))
    assert (record["typed"], record["unit"], record["within"]) == ("", "m/s²", written)
    strict = jsonl.record(replace(TEXT, answer=Answer("Väter", typed="spelling")))
    assert (strict["typed"], strict["unit"], strict["within"]) == ("spelling", "", "")


def test_letters_stay_as_they_are() -> None:
    (line,) = jsonl.render([replace(TEXT, stem="Қай өзен?")])
    assert '"stem": "Қай өзен?"' in line


def test_the_explanation_stands_with_the_key_of_a_choice_and_else_below() -> None:
    assert list(plain_text.render(ALL)) == [
        "[d/t/x#choice]\nWhich sea?\n  - Black  (Not Black.)\n"
        "  * Caspian  (Why choice is so.)\n  - North  (Not North.)",
        "[d/t/x#multi]\nWhich two?\n  * Danube\n  * Don\n  - Po  (Not Po.)\n"
        "  - Rhine  (Not Rhine.)\n  Why multi is so.",
        "[d/t/x#truefalse]\nIt flows.\n  = true  (It does.)\n  Why truefalse is so.",
        "[d/t/x#truefalse]\nIt stands.\n  = false  (It flows.)\n  Why truefalse is so.",
        "[d/t/x#text]\nWhich river?\n  = Volga\n  Why text is so.",
        "[d/t/x#cloze]\nThe _____ is long.\n  = Volga\n  Why cloze is so.",
        "[d/t/x#card]\nHow long?\n  = 3,531 km\n  Why card is so.",
        "[d/t/x#order]\nShortest first.\n  1. Lea (1)\n  2. Po (3)\n  3. Don (9)\n"
        "  Why order is so.",
        "[d/t/x#match]\nMatch.\n  Po = Adria\n  Don = Azov\n  Oka = Volga\n"
        "  Why match is so.",
    ]


def test_a_stem_says_as_of_when_its_key_is_right() -> None:
    question = replace(
        TEXT, about=replace(about("text"), as_of=dates.date(2026, 11), explanation="")
    )
    assert list(plain_text.render([question])) == [
        "[d/t/x#text]\nWhich river? (as of 2026-11)\n  = Volga"
    ]
