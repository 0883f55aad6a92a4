"""Class lists, as spreadsheets write them."""

import codecs

import pytest

from quizgen.rostering import LONGEST, MOST, Student, enrolled

LATIN = (Student("José Müller", "7"), Student("Françoise d’Arc", "8"))
KAZAKH = (Student("Әлия Қасымқызы", "7"), Student("Пётр Щёкин", "8"))
RUSSIAN = (Student("Иван Ильич", "7"), Student("Пётр Щёкин", "8"))


def written(students: tuple[Student, ...], delimiter: str = ",", end: str = "\r\n") -> str:
    rows = [("Name", "ID"), *students]
    return "".join(f"{delimiter.join(row)}{end}" for row in rows)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize(
    ("students", "mark", "encoding"),
    [
        (KAZAKH, b"", "utf-8"),
        (KAZAKH, codecs.BOM_UTF8, "utf-8"),
        (KAZAKH, codecs.BOM_UTF16_LE, "utf-16-le"),
        (KAZAKH, codecs.BOM_UTF16_BE, "utf-16-be"),
        (LATIN, b"", "cp1252"),
        (RUSSIAN, b"", "cp1251"),
    ],
)
def test_any_encoding_and_delimiter_of_excel_is_read(
    students: tuple[Student, ...], mark: bytes, encoding: str, delimiter: str
) -> None:
    content = mark + written(students, delimiter).encode(encoding)
    assert enrolled(content, "class.csv") == (students, [])


@pytest.mark.parametrize(
    ("text", "students"),
    [
        ("name\nBob\nAnn\n", [("Bob", ""), ("Ann", "")]),
        ("Bob\nAnn\n", [("Bob", ""), ("Ann", "")]),
        ("Bob", [("Bob", "")]),
        ("1,Bob\n2,Ann\n", [("Bob", "1"), ("Ann", "2")]),
        ("ID;NAME\n1;Bob\n", [("Bob", "1")]),
        ("sep=;\nname;id\nBob;1\n", [("Bob", "1")]),
        ("Surname,First name\nZas,Stanislav\n", [("Zas Stanislav", "")]),
        ("№;Фамилия;Имя\n3;Зась;Станислав\n", [("Зась Станислав", "3")]),
        ("Зась,Станислав\nБордюжа,Николай\n", [("Зась Станислав", ""), ("Бордюжа Николай", "")]),
        ("mark,name\n5,Bob\n", [("Bob", "")]),
        ('name\n"Smith, Bob"\n', [("Smith, Bob", "")]),
        ('name\n"Bob ""B"" Smith"\n', [('Bob "B" Smith', "")]),
        ('name,id\n"Bob\nSmith",1\nAnn,2\n', [("Bob Smith", "1"), ("Ann", "2")]),
        ("name\r\n\r\n  Bob  \r\n,\r\n", [("Bob", "")]),
        ("name\rBob\rAnn\r", [("Bob", ""), ("Ann", "")]),
        ("name,id\nBob\nAnn,2,x,y\n", [("Bob", ""), ("Ann", "2")]),
    ],
)  # fmt: skip
def test_a_list_may_have_a_head_an_id_and_quotes(
    text: str, students: list[tuple[str, str]]
) -> None:
    found, problems = enrolled(text.encode(), "class.csv")
    assert problems == []
    assert [*found] == students


LOST = 'letters were lost when the list was saved; in Excel, choose "CSV UTF-8"'


@pytest.mark.parametrize(
    ("content", "problems"),
    [
        (b"", ["1:1: error: found no names: expected a student in each line"]),
        (b"\n , \n", ["1:1: error: found no names: expected a student in each line"]),
        (b"name,id\n", ["1:1: error: found no students below the head"]),
        (b"id,mark\n1,2\n", ["1:1: error: found the columns id, mark: expected one that is called 'name'"]),
        (b"\n\n1\n2\n", ["3:1: error: found the columns 1: expected one that is called 'name'"]),
        (b"name,id\nBob,1\n,2\n\n,3\n", ["3:1: error: found no name: expected one in each line",
                                      "5:1: error: found no name: expected one in each line"]),
        (b"sep=,\nname,id\n,2\n", ["3:1: error: found no name: expected one in each line"]),
        (b'name\n"Bob\n', ["1:1: error: this is no CSV: unexpected end of data"]),
        (b"\x89PNG\r\n\x1a\n\0\0\0", ["1:1: error: this is not text: expected a CSV file"]),
        ("name\nBob\n".encode("utf-16-le"), ["1:1: error: this is not text: expected a CSV file"]),
        (b"name\n?????\n", [f"2:1: error: found '?????': {LOST}"]),
        (b"name\n" + b"x" * 201, [f"2:1: error: found a name of 201 characters: expected at most {LONGEST}"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(content: bytes, problems: list[str]) -> None:
    _, found = enrolled(content, "class.csv")
    assert [str(problem) for problem in found] == [f"class.csv:{each}" for each in problems]


def test_a_list_of_a_whole_town_is_told_in_a_few_lines() -> None:
    _, problems = enrolled(b"name\n" + b"Bob\n" * (MOST + 1000), "class.csv")
    assert len(problems) == 20
    assert problems[0].message == f"found more than {MOST} students: expected a class"


@pytest.mark.parametrize(
    "content", [bytes(range(256)), b'"', b",;\t", b"\xff\xfe\x00", b"\r"]
)
def test_no_bytes_are_too_odd(content: bytes) -> None:
    enrolled(content, "class.csv")
