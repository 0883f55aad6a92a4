"""Class lists, as spreadsheets write them: never misread without a word."""

import codecs
import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.exam.roster import MAX_NAME_LENGTH, MAX_STUDENTS, Student, read_roster


def read(text: str | bytes) -> tuple[list[tuple[str, str]], list[str]]:
    """The students of a list, and what is printed about it."""
    content = text if isinstance(text, bytes) else text.encode()
    students, problems = read_roster(content, "class.csv")
    return [*students], [str(problem) for problem in problems]


# Encodings and delimiters

LATIN = (Student("José Müller", "7"), Student("Françoise d’Arc", "8"))
KAZAKH = (Student("Әлия Қасымқызы", "7"), Student("Пётр Щёкин", "8"))
RUSSIAN = (Student("Иван Ильич", "7"), Student("Пётр Щёкин", "8"))
ENCODINGS = [
    (KAZAKH, b"", "utf-8"),
    (KAZAKH, codecs.BOM_UTF8, "utf-8"),
    (KAZAKH, codecs.BOM_UTF16_LE, "utf-16-le"),
    (KAZAKH, codecs.BOM_UTF16_BE, "utf-16-be"),
    (LATIN, b"", "cp1252"),
    (RUSSIAN, b"", "cp1251"),
]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize(("students", "mark", "encoding"), ENCODINGS)
def test_any_encoding_and_delimiter_of_excel_is_read(
    students: tuple[Student, ...], mark: bytes, encoding: str, delimiter: str
) -> None:
    rows = [("Name", "ID"), *students]
    text = "".join(f"{delimiter.join(row)}\r\n" for row in rows)
    assert read(mark + text.encode(encoding)) == ([*students], [])


UNICODE = "a b c xy zä é ß ñ ł ž ş а б вг ё қ ң ә і ў ї α βγ"
SYLLABLES = {
    "utf-8": UNICODE,
    "utf-8-sig": UNICODE,
    "utf-16": UNICODE,
    "cp1252": "ba cé dö ño fà gu hi lø",
    "cp1251": "ба вё гу жи кюх ле мы но пья ща эр",
}


def names(encoding: str) -> st.SearchStrategy[str]:
    """Names that can be written in *encoding*, with what else stands in names."""
    syllable = st.sampled_from(SYLLABLES[encoding].split())
    word = st.lists(syllable, min_size=1, max_size=4).map("".join).map(str.capitalize)
    between = st.sampled_from([" ", ", ", "-", ' "', "' ", "\r\n", ". ", "\t"])
    ends = {"cp1251": ("Яна", "Юля"), "cp1252": ("Zoé", "Noé")}
    first, last = ends.get(encoding, ("A", "Z"))
    return st.lists(st.tuples(between, word), max_size=3).map(
        lambda pairs: f"{first}{''.join(part for pair in pairs for part in pair)} {last}"
    )


@given(st.data())
def test_whatever_a_spreadsheet_writes_is_read_back(data: st.DataObject) -> None:
    """Every dialect of Excel: delimiters, quotes, ends of lines, encodings, `sep=`."""
    encoding = data.draw(st.sampled_from([*SYLLABLES]))
    delimiter = data.draw(st.sampled_from(",;\t"))
    row = st.tuples(names(encoding), st.integers(1, 10**6).map(str) | st.just(""))
    rows = data.draw(st.lists(row, min_size=1, max_size=6, unique_by=lambda row: row[0]))
    file = io.StringIO(newline="")
    writer = csv.writer(
        file,
        delimiter=delimiter,
        quoting=data.draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])),
        lineterminator=data.draw(st.sampled_from(["\r\n", "\n", "\r"])),
    )
    writer.writerows([("Name", "ID"), *rows])
    announced = data.draw(st.sampled_from(["", f"sep={delimiter}\r\n"]))
    content = (announced + file.getvalue()).encode(encoding)
    found, problems = read(content)
    assert found == [(" ".join(name.split()), number) for name, number in rows]
    assert not [problem for problem in problems if "is also" not in problem]


@pytest.mark.parametrize(
    ("text", "students"),
    [
        ("sep=;\nname;id\nBob;1\n", [("Bob", "1")]),
        ("sep=|\r\nname|id\r\nBob|1\r\n", [("Bob", "1")]),
        ("sep=;\rname;id\rBob;1\r", [("Bob", "1")]),
        ("sep=;\nlast, first;id\nHill, Bob;1\n", [("Hill, Bob", "1")]),
        ("Фамилия, имя;Класс\nЩукин Иван;9А\n", [("Щукин Иван", "")]),
        ("Фамилия, имя;Класс\nЩукин, Иван;9А\n", [("Щукин, Иван", "")]),
        ('"Last, First";Class\nSmith, Bob;9A\n', [("Smith, Bob", "")]),
        ('name\n"Smith, Bob"\n', [("Smith, Bob", "")]),
        ("name\nSmith, Bob\nJones, Ann\n", [("Smith, Bob", ""), ("Jones, Ann", "")]),
        ('name\n"Bob ""B"" Smith"\n', [('Bob "B" Smith', "")]),
        ('name,id\n"Bob\nSmith",1\nAnn,2\n', [("Bob Smith", "1"), ("Ann", "2")]),
        ("name\r\n\r\n  Bob  \r\n,\r\n", [("Bob", "")]),
        ("name\rBob\rAnn\r", [("Bob", ""), ("Ann", "")]),
        ("name;id;class\nBob\nAnn;2\n", [("Bob", ""), ("Ann", "2")]),
        ("name,id\nBob,1,,\n", [("Bob", "1")]),
        ("name;id\nBob;1\nAnn, the other;2\n", [("Bob", "1"), ("Ann, the other", "2")]),
    ],
)  # fmt: skip
def test_columns_are_cut_where_all_rows_agree(
    text: str, students: list[tuple[str, str]]
) -> None:
    assert read(text) == (students, [])


# What the columns are called


@pytest.mark.parametrize(
    ("head", "row", "student"),
    [
        ("name", "Bob", ("Bob", "")),
        ("ID;NAME", "1;Bob", ("Bob", "1")),
        ("Names", "Bob", ("Bob", "")),
        ("Full Name,Student number", "Bob Hill,S17", ("Bob Hill", "S17")),
        ("Student name;Student ID", "Bob Hill;S17", ("Bob Hill", "S17")),
        ("student_name;student_id", "Bob Hill;S17", ("Bob Hill", "S17")),
        ("StudentName;StudentID", "Bob Hill;S17", ("Bob Hill", "S17")),
        ("Student Name (Last, First);Student #", "Hill, Bob;17", ("Hill, Bob", "17")),
        ("Student,ID,SIS Login ID,Section", "Bob Hill,17,bhill,9A", ("Bob Hill", "17")),
        ("Surname,First name", "Zas,Stanislav", ("Zas Stanislav", "")),
        ("last_name;first_name", "Zas;Stanislav", ("Zas Stanislav", "")),
        ("given_name,family_name,student_id", "Bob,Hill,17", ("Bob Hill", "17")),
        ("First name,Last name,Middle name", "Bob,Hill,Lee", ("Bob Lee Hill", "")),
        ("First name,Last name,Email address", "Bob,Hill,b@h.org", ("Bob Hill", "")),
        ("Full name,First name,Last name", "Bob Hill,Bob,Hill", ("Bob Hill", "")),
        ("Name,First name", "Bob Hill,Bob", ("Bob Hill", "")),
        ("Nachname;Vorname", "Müller;Ana", ("Müller Ana", "")),
        ("Nr,Name,Vorname", "3,Müller,Ana", ("Müller Ana", "3")),
        ("Lfd. Nr.;Vor- und Nachname", "3;Ana Müller", ("Ana Müller", "3")),
        ("Name, Vorname;Klasse", "Müller, Ana;9A", ("Müller, Ana", "")),
        ("Nom;Prénom", "Dupont;Zoé", ("Dupont Zoé", "")),
        ("NOM;PRENOM;N°", "DUPONT;Zoé;4", ("DUPONT Zoé", "4")),
        ("Numéro d'étudiant;Nom et prénom", "4;Dupont Zoé", ("Dupont Zoé", "4")),
        ("Apellidos;Nombre;Matrícula", "Ruiz Gil;Ana;4", ("Ruiz Gil Ana", "4")),
        ("Apellido paterno;Apellido materno;Nombres", "Ruiz;Gil;Ana", ("Ruiz Gil Ana", "")),
        ("Adı;Soyadı;Öğrenci No", "Işık;Şen;4", ("Işık Şen", "4")),
        ("AD SOYAD", "Işık Şen", ("Işık Şen", "")),
        ("ФИО ученика", "Щукин Иван", ("Щукин Иван", "")),
        ("Ф.И.О.;№", "Щукин Иван;7", ("Щукин Иван", "7")),
        ("№ п/п;Фамилия;Имя", "3;Щукин;Иван", ("Щукин Иван", "3")),
        ("Фамилия;Имя;Отчество", "Щукин;Иван;Ильич", ("Щукин Иван Ильич", "")),
        ("Имя;Фамилия;Отчество", "Иван;Щукин;Ильич", ("Иван Ильич Щукин", "")),
        ("Фамилия и имя;Номер студента", "Щукин Иван;7", ("Щукин Иван", "7")),
        ("Тегі;Аты", "Қасым;Әлия", ("Қасым Әлия", "")),
        ("Оқушының аты-жөні;ЖСН", "Әлия Қасым;7", ("Әлия Қасым", "7")),
        ("Тегі;Аты;Әкесінің аты", "Қасым;Әлия;Бекқызы", ("Қасым Әлия Бекқызы", "")),
        ("Прізвище;Ім'я;По батькові", "Гай;Ян;Ілліч", ("Гай Ян Ілліч", "")),
        ("Фамилиясы;Аты", "Асанов;Бек", ("Асанов Бек", "")),
        ("Ազգանուն;Անուն", "Սարյան;Արամ", ("Սարյան Արամ", "")),
        ("mark,name", "5,Bob", ("Bob", "")),
        (";Name", "1;Bob", ("Bob", "")),
        ("No.;Student ID;Name", "1;S17;Bob", ("Bob", "S17")),
        ("Student ID;No.;Name", "S17;1;Bob", ("Bob", "S17")),
        ("Username;Name;Email", "bh;Bob Hill;b@h.org", ("Bob Hill", "")),
    ],
)  # fmt: skip
def test_a_head_is_understood_in_many_languages(
    head: str, row: str, student: tuple[str, str]
) -> None:
    assert read(f"{head}\n{row}\n") == ([student], [])
    assert read(f"{head.upper()}\n{row}\n") == ([student], [])


def unclear(first: str, line: int = 1) -> str:
    return (
        f"class.csv:{line}:1: error: found '{first}' in the first line: if these are columns,"
        " call them 'name' (or 'first name' and 'last name') and 'id'; if it is a student,"
        " put a line with such names above; if it is a title, delete it"
    )


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Jina;Namba\nAmani;17\n", "Jina | Namba"),
        ("Jina\nBob Hill\nAnn Lee\n", "Jina"),
        ("jina\nBob\nAnn\n", "jina"),
        ("JINA;UKOO\nBob;Hill\nAnn;Lee\n", "JINA | UKOO"),
        ("Jina_kamili\nBob\n", "Jina_kamili"),
        ("Bala\nИван Щукин\nПётр Ильин\n", "Bala"),
        ("Name of the sheep\nDolly\n", "Name of the sheep"),
        ("Email,Username\nb@h.org,bob\n", "Email | Username"),
        ("id,mark\n1,2\n", "id | mark"),
        ("Class name;School\n9A;Lyceum\n", "Class name | School"),
        ("Класс 9А\nФамилия;Имя\nЩукин;Иван\n", "Класс 9А"),
        ("Student;Name\nBob;Hill\n", "Student | Name"),
        ("Группа Ю;;\n№;ФИО;Балл\n1;Щукин Иван;5\n", "Группа Ю"),
        ("Lyceum;;\n1;Bob;Hill\n", "Lyceum"),
        ("Щукин Иван;9А\nИльин Пётр;9А\n", "Щукин Иван | 9А"),
        ("1;S17;Bob;2009\n7;S18;Ann;2008\n", "1 | S17 | Bob | 2009"),
        ("1\n2\n", "1"),
    ],
)  # fmt: skip
def test_a_first_line_that_is_in_doubt_is_asked_about(text: str, first: str) -> None:
    """A head that became a student would be printed; a wrong sheet is worse than none."""
    assert read(text) == ([], [unclear(first)])


def test_half_a_name_is_not_taken_for_the_whole() -> None:
    half = (
        "class.csv:1:1: error: found 'Ukoo' beside 'Name': if it is half of the name, call"
        " them 'first name' and 'last name'; else delete that column"
    )
    assert read("Name;Ukoo\nJuma;Amani\nMosi;Neema\n") == ([], [half])
    assert read("Name;Ukoo\nJuma Amani;Mwanza\n") == ([("Juma Amani", "")], [])
    assert read("Name;Ukoo\nJuma;17\n") == ([("Juma", "")], [])


@pytest.mark.parametrize(
    ("text", "students"),
    [
        ("Bob\nAnn\n", [("Bob", ""), ("Ann", "")]),
        ("Bob", [("Bob", "")]),
        ("Bob Hill\nAnn Mary Lee\n", [("Bob Hill", ""), ("Ann Mary Lee", "")]),
        ("1,Bob\n2,Ann\n", [("Bob", "1"), ("Ann", "2")]),
        ("1,Bob,S17\n2,Ann,S5\n", [("Bob", "S17"), ("Ann", "S5")]),
        ("Bob,b@h.org\nAnn,a@h.org\n", [("Bob", ""), ("Ann", "")]),
        ("Зась,Станислав\nБордюжа,Николай\n", [("Зась Станислав", ""), ("Бордюжа Николай", "")]),
    ],
)  # fmt: skip
def test_a_list_without_a_head_is_read_and_says_so(
    text: str, students: list[tuple[str, str]]
) -> None:
    found, problems = read(text)
    assert found == students
    name, number = students[0]
    whose = f"{name} ({number})" if number else name
    assert problems == [
        "class.csv:1:1: warning: found no line with names of columns: took"
        f" '{whose}' for the first student"
    ]


@given(
    st.lists(
        st.lists(st.text("abAB12Яя ,;@_", max_size=8), min_size=1, max_size=3),
        min_size=1,
        max_size=5,
    )
)
def test_every_row_is_a_student_or_is_spoken_of(rows: list[list[str]]) -> None:
    file = io.StringIO(newline="")
    csv.writer(file).writerows(rows)
    students, problems = read(file.getvalue())
    full = [row for row in rows if any(cell.strip(" ,;") for cell in row)]
    assert problems or len(students) == len(full)


# What is wrong

LOST = 'letters were lost when the list was saved; in Excel, choose "CSV UTF-8"'


@pytest.mark.parametrize(
    ("content", "problems"),
    [
        (b"", ["1:1: error: found no names: expected a student in each line"]),
        (b"\n , \n", ["1:1: error: found no names: expected a student in each line"]),
        (b"sep=,\n", ["1:1: error: found no names: expected a student in each line"]),
        (b"name,id\n", ["1:1: error: found no students below the head"]),
        (b"name,id\nBob,1\n,2\n\n,3\n", ["3:1: error: found no name: expected one in each line",
                                      "5:1: error: found no name: expected one in each line"]),
        (b"sep=,\nname,id\n,2\n", ["3:1: error: found no name: expected one in each line"]),
        (b"name,id\n17,2\n", ["2:1: error: found '17': expected a name"]),
        (b"name\nBob;7\n", ["2:1: error: found 'Bob;7': expected a name"]),
        (b"name\nBob,7\n", ["2:1: error: found 'Bob,7': expected a name"]),
        (b"student\nb@h.org\n", ["2:1: error: found 'b@h.org': expected a name"]),
        (b"name,id\nHill, Bob,7\n", ["2:1: error: found 3 cells: expected 2, as in the first line (a name with ',' in it needs quotes)"]),
        (b'name\n"Bob\n', ["2:1: error: this is no CSV: unexpected end of data"]),
        (b"\x89PNG\r\n\x1a\n\0\0\0", ["1:1: error: this is not text: expected a CSV file"]),
        ("name\nBob\n".encode("utf-16-le"), ["1:1: error: this is not text: expected a CSV file"]),
        (b"name\n?????\n", [f"2:1: error: found '?????': {LOST}"]),
        (codecs.BOM_UTF8 + b"name\nB\xffb\n", [f"2:1: error: found 'B\ufffdb': {LOST}"]),
        (b"name,id\nBob,\x7f7\n", ["2:1: error: found a control character in the id of 'Bob': expected a number"]),
        (b"name\n" + b"x" * 201, ["2:1: error: found a name of 201 characters: expected at most 200"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(content: bytes, problems: list[str]) -> None:
    assert read(content)[1] == [f"class.csv:{each}" for each in problems]


@pytest.mark.parametrize(
    ("name", "encoding", "found"),
    [
        ("José", "mac_roman", "JosŽ"),
        ("Hélène", "mac_roman", "HŽl�ne"),
        ("Jörg", "mac_roman", "Jšrg"),
        ("García", "mac_roman", "Garc’a"),
        ("Álvarez", "mac_roman", "çlvarez"),
        ("Muñoz", "mac_roman", "Mu–oz"),
        ("José", "cp850", "Jos‚"),
        ("Jörg", "cp850", "J”rg"),
        ("Nicolás", "cp850", "Nicol s"),
        ("Boldù", "cp850", "Bold—"),
        ("O’Neil", "mac_roman", "OÕNeil"),
        ("Łukasz", "cp1250", "£ukasz"),
        ("Gdański", "cp1250", "Gdañski"),
        ("Wiśniewski", "cp1250", "Wiœniewski"),
        ("Dvořák", "cp1250", "Dvoøák"),
        ("Němec", "cp1250", "Nìmec"),
        ("Černý", "cp1250", "Èerný"),
        ("Maček", "cp1250", "Maèek"),
        ("Babić", "cp1250", "Babiæ"),
        ("Erdős", "cp1250", "Erdõs"),
        ("Băsescu", "cp1250", "Bãsescu"),
        ("Yıldız", "cp1254", "Yýldýz"),
        ("Ayşe", "cp1254", "Ayþe"),
        ("Παύλος", "cp1253", "Рбэлпт"),
        ("Μαρία", "cp1253", "МбсЯб"),
        ("Νίκος", "cp1253", "НЯкпт"),
        ("Θεόδωρος", "cp1253", "Иеьдщспт"),
        ("Иван", "cp866", "ˆ¢ \ufffd"),
        ("Иван", "mac_cyrillic", "ˆâàí"),
        ("Иван", "koi8-r", "é×ÁÎ"),
        ("שלום", "cp1255", "щмен"),
    ],
)  # fmt: skip
def test_letters_that_cannot_be_told_for_sure_are_not_guessed(
    name: str, encoding: str, found: str
) -> None:
    students, problems = read(b"name;id\r\nBob;1\r\n" + f"{name};2\r\n".encode(encoding))
    assert students == []
    assert problems == [
        f"class.csv:3:1: error: found '{found}', which is not surely what was written:"
        ' in Excel, save the list as "CSV UTF-8"'
    ]


@pytest.mark.parametrize(
    ("names", "encoding"),
    [
        ("Hélène Lefèvre|Anaïs Bœuf|Benoît Forêt|Éric Garçon|Maëlle Rivière", "cp1252"),
        ("Jörg Müller|Björn Weiß|Jürgen Groß|Änne Lüders|Dušan Žarko", "cp1252"),
        ("José García|Íñigo Muñoz|Ángel Pérez|Óscar Núñez|Úrsula León", "cp1252"),
        ("João Simões|Inês Conceição|Ângela Guimarães|Sebastião Falcão", "cp1252"),
        ("Søren Ågård|Åse Jørgensen|Bjørn Sæther|Øyvind Næss|Kari Bøe", "cp1252"),
        ("Niccolò Cassarà|Giosuè Bold|Renè Foà", "cp1252"),
        ("Bob O’Neil|Ann Ó Corra|Tom D’Arcy|Eve Smith–Jones", "cp1252"),
        ("Иван Щукин|Пётр Ильин|Яна Эрнст|Мария Ёлкина|Олег Йост|Ли Цзян", "cp1251"),
        ("Іван Їжак|Ганна Євтушенко|Олена Ґалаґан|Петро Бойко", "cp1251"),
    ],
)  # fmt: skip
def test_the_code_pages_of_the_west_and_of_russian_are_read(
    names: str, encoding: str
) -> None:
    content = "\r\n".join(["Name", *names.split("|")]).encode(encoding)
    assert read(content) == ([(name, "") for name in names.split("|")], [])


def test_russian_names_beside_addresses_are_not_taken_for_french() -> None:
    text = "ФИО;email\nЩукин Иван;ivan.shchukin@lyceum.example.org\n"
    assert read(text.encode("cp1251")) == ([("Щукин Иван", "")], [])


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("name,id\nBob,7\nAnn,8\nbob,7\n", ["4:1: warning: 'bob (7)' is also in line 2"]),
        ("name\nBob\nBob\nBob\n", ["3:1: warning: 'Bob' is also in line 2",
                                   "4:1: warning: 'Bob' is also in line 2"]),
        ("name,id\nBob,7\nBob,\n", ["3:1: warning: 'Bob' is also in line 2"]),
        ("name,id\nBob,7\nBob,8\n", []),
    ],
)  # fmt: skip
def test_who_is_listed_twice_is_told(text: str, problems: list[str]) -> None:
    students, found = read(text)
    assert len(students) == text.count("\n") - 1
    assert found == [f"class.csv:{each}" for each in problems]


def test_a_name_of_two_hundred_characters_is_one() -> None:
    assert MAX_NAME_LENGTH == 200
    assert read("name\n" + "x" * 200) == ([("x" * 200, "")], [])


def test_a_class_may_be_as_large_as_a_school() -> None:
    assert MAX_STUDENTS == 5000
    students, problems = read("name,id\n" + "".join(f"Bob,{n}\n" for n in range(5000)))
    assert (len(students), problems) == (5000, [])
    students, problems = read("name,id\n" + "".join(f"Bob,{n}\n" for n in range(5001)))
    assert students == []
    assert problems == [
        "class.csv:5002:1: error: found more than 5000 students: expected a class"
    ]


def test_a_list_of_a_whole_town_is_told_in_a_few_lines() -> None:
    _, problems = read_roster(b"name\n" + b"Bob\n" * (MAX_STUDENTS + 1000), "class.csv")
    assert len(problems) == 20
    assert (
        problems[0].message == f"found more than {MAX_STUDENTS} students: expected a class"
    )


@pytest.mark.parametrize(
    "content",
    [bytes(range(256)), b'"', b",;\t", b"\xff\xfe\x00", b"\r", b"sep=", b"sep=\0"],
)
def test_no_bytes_are_too_odd(content: bytes) -> None:
    read_roster(content, "class.csv")


@given(st.binary(max_size=60))
def test_no_bytes_are_read_as_students_that_nobody_can_read(content: bytes) -> None:
    students, problems = read_roster(content, "class.csv")
    assert problems or all(student.name.isprintable() for student in students)
