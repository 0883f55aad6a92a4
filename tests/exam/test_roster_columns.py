"""Columns of a class list: what their headings mean, and what they hold without one."""

import pytest

from quizgen.exam.roster_columns import (
    Meaning,
    RosterColumns,
    find_columns,
    heading_meaning,
)
from quizgen.exam.roster_rows import RosterError, Row


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("Full name", "whole"),
        ("First and last name", "whole"),
        ("Last name, first name", "whole"),
        ("Last name and patronymic", "whole"),
        ("First name and patronymic", "first"),
        ("Name", "name"),
        ("Name of the student", "name"),
        ("Student", "name"),
        ("The students", "name"),
        ("first_name", "first"),
        ("FirstName", "first"),
        ("firstname", "first"),
        ("Prénom", "first"),
        ("PRENOM", "first"),
        ("Фамилия", "last"),
        ("Soyadı", "last"),
        ("SOYADI", "last"),
        ("Middle name", "middle"),
        ("ID", "id"),
        ("Student #", "id"),
        ("Student no.", "id"),
        ("ID no.", "id"),
        ("#", "count"),
        ("№", "count"),
        ("No.", "count"),
        ("Email", "other"),
        ("Date of birth", "other"),
        ("Student's email", "other"),
        ("Class name", "other"),
        ("Parent's name", "other"),
        ("Name no.", None),
        ("Student and", "name"),
        ("and", None),
        ("of", None),
        ("", None),
        ("Name of the sheep", None),
        ("Student id pony", None),
        ("Jina", None),
    ],
)  # fmt: skip
def test_a_heading_is_understood_word_by_word(
    heading: str, meaning: Meaning | None
) -> None:
    assert heading_meaning(heading) == meaning


def rows(text: str, line: int = 1) -> list[Row]:
    """The rows of a text with cells divided by semicolons, from *line* on."""
    return [
        Row(number, tuple(row.split(";")))
        for number, row in enumerate(text.split("|"), line)
    ]


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("Name|Bob", ((0,), None, True)),
        ("ID;Name|1;Bob", ((1,), 0, True)),
        ("Name", ((0,), None, True)),
        ("No.;Name;ID|1;Bob;S1", ((1,), 2, True)),
        ("ID;ID;Name|1;2;Bob", ((2,), 0, True)),
        ("No.;Name|1;Bob", ((1,), 0, True)),
        ("First name;Last name|Bob;Hill", ((0, 1), None, True)),
        ("Last name;First name;Middle name|Hill;Bob;Lee", ((0, 1, 2), None, True)),
        ("First name;Last name;Middle name|Bob;Hill;Lee", ((0, 2, 1), None, True)),
        ("Middle name;Last name;First name|Lee;Hill;Bob", ((1, 2, 0), None, True)),
        ("Last name;Middle name|Hill;Lee", ((0, 1), None, True)),
        ("Name;Middle name;Last name|Bob;Lee;Hill", ((0, 1, 2), None, True)),
        ("Name;First name;Last name|Bob;Bob;Hill", ((1, 2), None, True)),
        ("Full name;First name;Last name|Bob H.;Bob;Hill", ((0,), None, True)),
        ("Name;First name|Bob Hill;Bob", ((0,), None, True)),
        ("Name;First name|Hill;Bob", ((0, 1), None, True)),
        ("Name;First name|Bob Hill;Bob|Lee;Ann", ((0, 1), None, True)),
        ("Name;First name|Bob;Bob", ((0, 1), None, True)),
        ("Name;First name", ((0, 1), None, True)),
        ("Name;First name|Bob Hill", ((0, 1), None, True)),
        ("Last name;Last name;First name|Ruiz;Gil;Ana", ((0, 1, 2), None, True)),
        ("Name;Ukoo|Juma Amani;Mwanza", ((0,), None, True)),
        ("Name;Ukoo|Juma;", ((0,), None, True)),
        ("Name;Ukoo|Juma;A 17", ((0,), None, True)),
        ("Full name;Ukoo|Juma;Amani", ((0,), None, True)),
        ("Name;Email|Juma;Amani", ((0,), None, True)),
        ("Last name;First name;Ukoo|Juma;Amani;Neema", ((0, 1), None, True)),
    ],
)  # fmt: skip
def test_a_header_says_where_names_and_ids_are(
    text: str, columns: tuple[tuple[int, ...], int | None, bool]
) -> None:
    assert find_columns(rows(text)) == RosterColumns(*columns)


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("Bob", ((0,), None, False)),
        ("Bob;7", ((0,), 1, False)),
        ("7;Bob|8;Ann", ((1,), 0, False)),
        ("1;Bob;S7|2;Ann;S8", ((1,), 2, False)),
        ("Bob;Hill;Lee|Ann;Poe;May", ((0, 1, 2), None, False)),
        ("Bob;b@h.org|Ann;", ((0,), None, False)),
        ("Bob;7|Ann;|Eve;8", ((0,), 1, False)),
        ("Bob;7|Ann", ((0,), 1, False)),
        ("Bob Hill|Ann", ((0,), None, False)),
        ("Bob|ann", ((0,), None, False)),
        ("bob|ann", ((0,), None, False)),
        ("BOB|ANN", ((0,), None, False)),
        ("BOB|Ann|EVE", ((0,), None, False)),
        ("Bob|Ann Hill", ((0,), None, False)),
        ("Bob|Ann Hill|Eve", ((0,), None, False)),
        ("Иван|Bob", None),
        ("Иван|Bob|Пётр", ((0,), None, False)),
        ("Иван|17", None),
    ],
)  # fmt: skip
def test_without_a_header_words_are_names_and_different_numbers_ids(
    text: str, columns: tuple[tuple[int, ...], int | None, bool] | None
) -> None:
    if columns is None:
        assert refusal(text).startswith("found 'Иван' in the first line")
    else:
        assert find_columns(rows(text)) == RosterColumns(*columns)


def refusal(text: str) -> str:
    with pytest.raises(RosterError) as error:
        find_columns(rows(text, line=3))
    assert (error.value.line, error.value.column) == (3, 1)
    return error.value.message


WHAT_TO_DO = (
    " in the first line: if these are columns, call them 'name' (or 'first name' and 'last"
    " name') and 'id'; if it is a student, put a line with such names above; if it is a"
    " title, delete it"
)


@pytest.mark.parametrize(
    "text",
    [
        "Jina|Bob Hill|Ann Lee",  # one word above several
        "jina|Bob|Ann",  # small above large
        "JINA|Bob|Ann",  # large above small
        "Jina|17|18",  # words above figures
        "A1|Bob|Ann",
        "Bala|Иван|Пётр",  # another alphabet
        *(f"Ji{sign}na|Bob|Ann" for sign in "_/:()[]#*"),
        "Name of the sheep|Dolly",
        "Student pony|Bob",
        "Jina;Name of pony|Bob;Hill",
        "Email|Bob",
        "ID|Bob",
        "1;Name no.|2;Bob",
        "1|2",  # no names
        "Bob;Hill;Lee;May|Ann;Poe;Kay;Fox",  # too many
        ";Hill|Ann;Poe",  # the first student has half a name
        "Bob;17;S1|Ann;18;S2",  # two ids
        "Bob;17|Ann;17",  # ids that are the same
        "Class 9|Name|Bob",  # a title
        "Hill|Poe|Lee|May|Kay|Fox|Ray|Bay|Dee|Gee|Name",  # in the tenth row below
        "Name;Name|Bob;Hill",  # two names
        "Name;Name;First name|Bob;Hill;Lee",
        "Full name;Full name|Bob;Hill",
        "Middle name|Lee",
    ],
)
def test_a_first_line_in_doubt_is_an_error(text: str) -> None:
    first = " | ".join(cell for cell in text.split("|")[0].split(";") if cell)
    assert refusal(text) == f"found '{first}'{WHAT_TO_DO}"


def test_a_name_far_below_is_no_title() -> None:
    """Somebody may be called Student."""
    text = "Hill|Poe|Lee|May|Kay|Fox|Ray|Bay|Dee|Gee|Low|Student"
    assert find_columns(rows(text)) == RosterColumns((0,), None, has_header=False)


def test_a_long_first_line_is_cut() -> None:
    assert refusal("x" * 101 + "_|Bob") == f"found '{'x' * 100}'{WHAT_TO_DO}"


@pytest.mark.parametrize("text", ["Name;Ukoo|Juma;Amani", "Ukoo;Name|Amani;Juma|;Mosi"])
def test_half_a_name_is_asked_about(text: str) -> None:
    assert refusal(text) == (
        "found 'Ukoo' beside 'Name': if it is half of the name, call them 'first name' and"
        " 'last name'; else delete that column"
    )
