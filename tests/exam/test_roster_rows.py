"""Rows of a class list: how its bytes are cut into lines and cells."""

import codecs

import pytest

from quizgen.exam.roster_rows import RosterError, Row, read_rows


def cells(content: bytes) -> list[tuple[str, ...]]:
    return [row.cells for row in read_rows(content)]


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        (b"a", [(1, ("a",))]),
        (b"a;b\nc;d\n", [(1, ("a", "b")), (2, ("c", "d"))]),
        (b"a\r\n\r\n \r\nb\r\n", [(1, ("a",)), (4, ("b",))]),
        (b"a\rb\r", [(1, ("a",)), (2, ("b",))]),
        (b"\n ; \n,,\nb;c\n", [(4, ("b", "c"))]),
        (b' a  b \t;"c\n d"\ne;f', [(1, ("a b", "c d")), (3, ("e", "f"))]),
        (b'"a\n\nb";c\nd;e\n', [(1, ("a b", "c")), (4, ("d", "e"))]),
        (b"sep=;\na;b,c\n", [(2, ("a", "b,c"))]),
        (b"sep=;\naeb\nced", [(2, ("aeb",)), (3, ("ced",))]),
        (b"SEP=|\r\na|b\r\n", [(2, ("a", "b"))]),
        (b"sep=;;;\ra;b", [(2, ("a", "b"))]),
        (b"sep=:\na:b\nc:d", [(2, ("a", "b")), (3, ("c", "d"))]),
    ],
)  # fmt: skip
def test_a_row_knows_the_line_where_it_begins(
    content: bytes, rows: list[tuple[int, tuple[str, ...]]]
) -> None:
    assert read_rows(content) == [Row(line, row) for line, row in rows]


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        (b"a;b\nc,d;e\n", [("a", "b"), ("c,d", "e")]),
        (b"a,b;c\nd;e,f\n", [("a,b", "c"), ("d", "e,f")]),  # both even: the first of \t;,
        (b"a\tb\nc;d\te\n", [("a", "b"), ("c;d", "e")]),
        (b"a,b\nc;d\n", [("a", "b"), ("c;d",)]),
        (b"a\nb;c\n", [("a",), ("b;c",)]),
        (b"a,b,c\nd\n", [("a", "b", "c"), ("d",)]),
        (b"a;b,c\nd;e;f\ng;h\n", [("a;b", "c"), ("d;e;f",), ("g;h",)]),
        (b"a;b,c\nd;e;f\ng,h\n", [("a;b", "c"), ("d;e;f",), ("g", "h")]),
    ],
)  # fmt: skip
def test_the_delimiter_is_that_which_makes_the_rows_most_regular(
    content: bytes, rows: list[tuple[str, ...]]
) -> None:
    assert cells(content) == rows


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
    ],
)
def test_unicode_is_read_whatever_its_letters(encoding: str, mark: bytes) -> None:
    """No mark stands in the first cell."""
    text = "Әлия;Łukasz;Ἀθηνᾶ;李\n"
    assert cells(mark + text.encode(encoding)) == [("Әлия", "Łukasz", "Ἀθηνᾶ", "李")]


def test_after_a_mark_lost_letters_are_replaced() -> None:
    assert cells(codecs.BOM_UTF8 + b"B\xffb") == [("B\ufffdb",)]
    assert cells(codecs.BOM_UTF16_LE + b"B\0b") == [("B\ufffd",)]


@pytest.mark.parametrize(
    ("content", "line", "column", "message"),
    [
        (b"", 1, 1, "found no names: expected a student in each line"),
        (b" ;,\n", 1, 1, "found no names: expected a student in each line"),
        (b"a\0b", 1, 1, "this is not text: expected a CSV file"),
        (b"\xe9\0", 1, 1, "this is not text: expected a CSV file"),
        (b'a\n\n"b\n', 3, 1, "this is no CSV: unexpected end of data"),
        (b'sep=;\na\n"b\n', 3, 1, "this is no CSV: unexpected end of data"),
        (b'"b" c\n', 1, 1, "this is no CSV: '\t' expected after '\"'"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_an_error_at_its_line(
    content: bytes, line: int, column: int, message: str
) -> None:
    with pytest.raises(RosterError) as error:
        read_rows(content)
    assert (error.value.line, error.value.column) == (line, column)
    assert error.value.message == str(error.value) == message


def doubt(text: str, encoding: str) -> tuple[int, int, str]:
    with pytest.raises(RosterError) as error:
        read_rows(text.encode(encoding))
    start, _, rest = error.value.message.partition("'")
    word, _, end = rest.partition("'")
    assert start == "found "
    assert end == (
        ', which is not surely what was written: in Excel, save the list as "CSV UTF-8"'
    )
    return error.value.line, error.value.column, word


@pytest.mark.parametrize(
    ("text", "encoding", "place"),
    [
        ("Łuk", "cp1250", (1, 1, "£uk")),
        ("a\nb;Bo Łuk;c", "cp1250", (2, 6, "£uk")),
        ("a\r\nb\rc\nJosé;Łuk", "cp1250", (4, 6, "£uk")),
        ("Anna\tŁuk,b", "cp1250", (1, 6, "£uk")),
        ('"Łuk"', "cp1250", (1, 2, "£uk")),
        ("x" * 50 + "Ł", "cp1250", (1, 1, "x" * 40)),
        ("José\nŁuk\nMaček", "cp1250", (2, 1, "£uk")),
        ("Иван\nПётр Jиm", "cp1251", (2, 6, "Jиm")),
        ("Иван\nЉубан", "cp1251", (2, 1, "Љубан")),
    ],
)
def test_a_word_in_doubt_is_quoted_with_its_place(
    text: str, encoding: str, place: tuple[int, int, str]
) -> None:
    assert doubt(text, encoding) == place


@pytest.mark.parametrize(
    "names",
    [
        "José Zoë",
        "MÜLLER GARCÍA ÉLODIE",
        "João Camões",
        "Muñoz Núñez",
        "Bœuf José",
        "Anaïs Loïc",
        "Næss Ægir",
        "Bøe Øyvind",
        "Lefèvre Rivière Renè Ève",
        "Niccolò Zorzì Boldù",
        "Strauß Åse Ångström",
        "François Forêt Île Noël Ôbert Goût Zürich",
        "Ó Corra José",
        "O’Neil José D’Arcy",
        "José L’huillier",
        "José Smith–Jones",
        "Žarko Dušan José",
        "«José» N° ª º · ´",
        "Grüße aus Köln",
    ],
)
def test_names_of_the_west_are_read(names: str) -> None:
    assert cells(names.encode("cp1252")) == [(names,)]


@pytest.mark.parametrize(
    "names",
    [
        "Maèek",  # è after a, e, o
        "Kolariè",  # ends in iè
        "Èerny",  # begins with è and a vowel
        "Babiæ",
        "Ïurica",
        "Nìmec",
        "Rùžena",
        "Mòhe",
        "Gdañsk",
        "Wiœnia",
        "Bãse",
        "Erdõs",
        "Dvoøka",
        "Tomáøka",
        "Køíž",
        "JosŽ",
        "MÖller",
        "çlvarez",
        "Zùáé",
        "Jos‚",
        "Bold—",
        "Mu–oz",
        "ªtefan",
        "Garc’a",  # alone
        "Jšrg",
        "Žuk",
        "Œuf",
        "Ayþe",
        "Yýldýz",
        "Ðuro",
        "£ukasz",
        "Wa³êsa",
    ],
)
def test_what_no_western_name_has_is_in_doubt(names: str) -> None:
    assert doubt(names, "cp1252")[2] == names


@pytest.mark.parametrize(
    "names",
    [
        "Иван Щукин",
        "Ёлкина Юлия",
        "Ли Цзян",
        "Їжак Ганна Євтушенко Ґалаґан",
        "Юрий Гай",
        "Тарас’юк Яна",
        "Анна–Мария",
        "ИВАН",
        "Иван Ivanov",
        "«Иван» №",
    ],
)
def test_russian_and_ukrainian_names_are_read(names: str) -> None:
    assert cells(names.encode("cp1251")) == [(names,)]


@pytest.mark.parametrize(
    ("names", "encoding", "seen"),
    [
        ("иВан", "cp1251", "иВан"),
        ("ИВан", "cp1251", "ИВан"),
        ("Иvan Пётр Щукин", "cp1251", "Иvan"),
        ("Ivaн Пётр Щукин", "cp1251", "Ivaн"),
        ("Бдй", "cp1251", "Бдй"),  # й after a consonant
        ("Иеьда", "cp1251", "Иеьда"),  # a soft sign after a vowel
        ("Бдкл", "cp1251", "Бдкл"),  # no vowels
        ("Бдклмно", "cp1251", "Бдклмно"),  # one letter in seven
        ("иван", "cp1251", "иван"),  # no capitals
        ("Јован", "cp1251", "Јован"),
        ("Иван—а", "cp1251", "Иван—а"),
        ("Παύλος", "cp1253", "Рбэлпт"),
        ("שלום", "cp1255", "щмен"),
    ],
)
def test_what_no_russian_name_has_is_in_doubt(names: str, encoding: str, seen: str) -> None:
    assert doubt(names, encoding)[2] == seen


def test_one_letter_in_five_is_a_vowel() -> None:
    assert cells("Бдкла".encode("cp1251")) == [("Бдкла",)]
