"""A quiz becomes a file for any target, by one function."""

import json
import zipfile
from io import BytesIO

import pytest

from quizgen import export
from quizgen.exports import EXPORTS
from quizgen.model import Quiz
from tests.samples import ALL, CHOICE, FALSE, TEXT

QUIZ = Quiz("Rivers", tuple(q for q in ALL if q is not FALSE), 7)
BEGINNINGS = {
    "anki": b"PK",
    "json": b'{"id": ',
    "text": b"[d/t/x#",
    "pdf": b"%PDF-",
    "docx": b"PK",
    "html": b"<!DOCTYPE html>",
    "md": b"# Rivers",
    "typ": b"//",
}


@pytest.mark.parametrize("target", EXPORTS)
def test_each_target_writes_a_file_of_its_kind(target: str) -> None:
    assert export(QUIZ, target).startswith(BEGINNINGS[target])


@pytest.mark.parametrize("target", EXPORTS)
def test_the_same_quiz_gives_the_same_bytes(target: str) -> None:
    assert export(QUIZ, target) == export(QUIZ, target)


def test_json_has_a_line_for_each_question_in_the_order_of_the_quiz() -> None:
    lines = export(Quiz("", (TEXT, CHOICE), 0), "json").decode().splitlines()
    assert [json.loads(line)["id"] for line in lines] == [TEXT.id, CHOICE.id]


def test_a_test_on_paper_has_its_key_behind_it() -> None:
    text = export(Quiz("Rivers", (CHOICE,), 0), "md").decode()
    assert text.index("Which sea?") < text.index("Key")


def test_a_sheet_and_its_key_bear_one_code() -> None:
    text = export(Quiz("Rivers", (CHOICE,), 0), "md").decode()
    code = text.split("`")[1]
    assert text.count(f"`{code}`") == 3  # on the sheet, in the grid, below the solutions


def test_a_file_speaks_the_language_that_is_asked_for() -> None:
    text = export(Quiz("Rivers", (CHOICE,), 0), "md", language="kk").decode()
    assert "Бір дұрыс жауап" in text
    assert "Multiple choice" not in text


def test_an_anki_package_holds_a_collection() -> None:
    names = zipfile.ZipFile(BytesIO(export(QUIZ, "anki"))).namelist()
    assert "collection.anki2" in names


def test_an_unknown_target_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(ValueError, match=r"no target 'apkg': expected one of anki, json"):
        export(QUIZ, "apkg")
