"""The bytes of a class list as a spreadsheet writes them, read into rows of cells.

The bytes are UTF-8 with or without a byte order mark, UTF-16 with one, or one of two code
pages: Windows-1252 of Western Europe and Windows-1251 of Russian, which are what Excel
writes there. The rows are CSV (RFC 4180) and what Excel makes of it: with commas,
semicolons or tabs, and perhaps a first line such as ``sep=;``.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_SEPARATOR = re.compile(r"sep=([\t,;|:!~^])[^\r\n]*(?:\r\n?|\n|$)", re.IGNORECASE)
_LINE_END = re.compile(r"\r\n?|\n")


class Row(NamedTuple):
    """The cells of a row, their spaces normalized; *line*, from 1, is where it begins."""

    line: int
    cells: tuple[str, ...]


class RosterError(ValueError):
    """A class list cannot be read.

    Attributes:
        message: What was found, then what was expected.
        line: Where, from 1.
        column: The character of the line, from 1.
    """

    def __init__(self, message: str, line: int = 1, column: int = 1) -> None:
        super().__init__(message)
        self.message, self.line, self.column = message, line, column


def read_rows(content: bytes) -> list[Row]:
    """Return the rows of the class list *content* that are not empty, at least one.

    Raises:
        RosterError: It is no text, no CSV or empty; or its letters may be others.
    """
    text = _decode_list(content)
    separator = _SEPARATOR.match(text)
    skipped_lines = len(_LINE_END.findall(separator[0])) if separator else 0
    body = text[separator.end() :] if separator else text
    tables: list[list[Row]] = []
    errors = []
    for delimiter in separator[1] if separator else "\t;,":
        try:
            tables.append([*_split(body, delimiter, skipped_lines)])
        except RosterError as error:
            errors.append(error)
    if not tables:
        raise errors[0]
    tables = [rows for rows in tables if rows]
    if not tables:
        raise RosterError("found no names: expected a student in each line")
    return max(tables, key=_regularity)


def _split(text: str, delimiter: str, skipped_lines: int) -> Iterator[Row]:
    """Yield the rows of *text*, which begins below *skipped_lines*."""
    line = skipped_lines + 1
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        for row in reader:
            cells = tuple(" ".join(cell.split()) for cell in row)
            if any(cell.strip(",;") for cell in cells):  # of whichever delimiter
                yield Row(line, cells)
            line = skipped_lines + reader.line_num + 1
    except csv.Error as error:
        raise RosterError(f"this is no CSV: {error}", line) from None


def _regularity(rows: Sequence[Row]) -> tuple[bool, bool, bool]:
    """Rank a way to split a list: best are several cells, in all rows as many.

    Excel may leave out empty cells at the end of a row; so shorter rows are next best.
    """
    widths = [len(row.cells) for row in rows]
    return widths[0] > 1, len({*widths}) == 1, max(widths) == widths[0]


# Encodings

# charset-normalizer tells the two alphabets apart, by how odd the words are in each. It is
# asked for no more: of a few names it cannot say whether they are Renè or Renč, the same
# bytes in Windows-1252 and -1250, nor José from a Mac; and with more code pages to choose
# from it took right lists of up to five names for others, one in ten of them. So each
# letter must also be one that a name of that language can have in its place.
_SIGNS = "\xa0‘’“”„«»–—…·´ªº°№"
_CYRILLIC = "А-яЁёІіЇїЄєҐґЎў"
_EXPECTED = {
    "cp1252": re.compile(
        rf"""(?ix) [{_SIGNS}áâàäåçéêëíîôóöûúüßšž] | ã(?=[oe]) | õ(?=e) | œ(?=u)
        | (?<=[aeou])ï | (?<!i)æ | [ìòù](?!\w) | ñ(?=[aeiouáéíóúü])
        | (?<![aeouáéíóú])ø(?![áéíóú])
        | (?<=[^\Waeioáéíóú])è | (?<=i)è(?=\w) | (?<!\w)è(?![aeiou])"""
    ),
    "cp1251": re.compile(f"[{_SIGNS}{_CYRILLIC}]"),
}
_UNEXPECTED = re.compile(
    rf"""(?x) (?<=[a-zß-ÿœšžа-яёіїєґў])[À-ÞŒŠŽЀ-Я]  # JosŽ
    | (?<=[A-ZА-Я])[À-ÞŒŠŽА-Я](?=[a-zа-я])  # MÖller
    | (?<!\w)[ß-ÿœšž](?=[a-z])  # çlvarez
    | [À-ÿŒœŠšŽž]{{3}} | [A-Za-z][{_CYRILLIC}] | [{_CYRILLIC}][A-Za-z]
    | [бвгджзклмнпрстфхцчшщ]й | [аеёиоуыэюя][ьъ]  # Мбсйб: Μαρια
    | [\xa0‘“”„–—…´ªº](?=[a-zа-я])  # Mu–oz
    | (?<=\w)([‘“„…´]|[–—](?![A-ZА-Я]))  # Bold—"""
)
_RARE = re.compile("[ŒŠŽœšž]|’(?=[a-z])")
"""What Windows-1252 seldom has, and a Mac or DOS often: for é, í and ö."""
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_WORD = re.compile(r"[^ ,;\t\r\n\"]+")


def _decode_list(content: bytes) -> str:
    """Return the text of *content*.

    Raises:
        RosterError: It is no text, or may be in another code page than the two.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decode_text(content, "utf-16")
    is_marked = content.startswith(codecs.BOM_UTF8)
    try:
        return _decode_text(
            content, "utf-8-sig", errors="replace" if is_marked else "strict"
        )
    except UnicodeDecodeError:
        page = _code_page(content)
        text = _decode_text(content, page)
    doubt = _first_doubt(text, page)
    if doubt is None:
        return text
    word = next(word for word in _WORD.finditer(text) if word.end() > doubt)
    *lines_above, before = _LINE_END.split(text[: word.start()])
    message = (
        f"found '{word[0][:40]}', which is not surely what was written: in Excel, save"
        ' the list as "CSV UTF-8"'
    )
    raise RosterError(message, len(lines_above) + 1, len(before) + 1)


def _decode_text(content: bytes, encoding: str, errors: str = "replace") -> str:
    text = content.decode(encoding, errors)
    if "\0" in text:
        raise RosterError("this is not text: expected a CSV file")
    return text


def _code_page(content: bytes) -> str:
    """Return the code page in which the words of *content* are less odd."""
    from charset_normalizer import from_bytes  # for few lists, and none in UTF-8

    words = re.findall(rb"[A-Za-z\x80-\xff]*[\xc0-\xff][A-Za-z\x80-\xff]*", content)
    long_words = [word for word in words if len(word) > 1] * 4  # it needs some 30 letters
    guesses = from_bytes(
        b"\n".join(long_words),
        cp_isolation=["cp1251", "cp1252"],
        threshold=1,
        enable_fallback=False,
    )
    oddity = {guess.encoding: guess.chaos for guess in guesses}
    return "cp1251" if oddity.get("cp1251", 1) < oddity.get("cp1252", 1) else "cp1252"


def _first_doubt(text: str, page: str) -> int | None:
    """Return where *text*, read in the code page *page*, has first what no name has."""
    signs = [sign.start() for sign in _BEYOND_ASCII.finditer(text)]
    doubts = [start for start in signs if not _EXPECTED[page].match(text, start)]
    doubts += [sign.start() for sign in _UNEXPECTED.finditer(text)]
    if page == "cp1252" and not re.search("[À-ÿ]", text):
        doubts += [sign.start() for sign in _RARE.finditer(text)]
    if page == "cp1251" and not _has_vowels_and_capitals(text):
        doubts += signs  # Greek or Hebrew
    return min(doubts, default=None)


def _has_vowels_and_capitals(text: str) -> bool:
    """Tell whether the Cyrillic letters of *text* are as in Russian and Ukrainian names."""
    letters = "".join(re.findall(f"[{_CYRILLIC}]", text))
    vowels = re.findall("[аеёиоуыэюяіїє]", letters.casefold())
    return 5 * len(vowels) >= len(letters) and not letters.islower()
