"""Flashcards -> tables to cut out: fronts on one page, their backs on the next.

Every row of a table has its exact height, so that both sides of a card meet when the
paper is turned; a text too long for its card is set smaller, never cut and never taller.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizgen.exports.handout import wordstyles
from quizgen.exports.handout.parts import Cards, Flashcard, Layout
from quizgen.exports.handout.wordml import (
    Element,
    cell,
    paragraph,
    row,
    run,
    tab,
    table,
    twips,
)
from quizgen.exports.handout.wordstyles import PAPERS, Page

_COLUMNS = 2
_MARGIN = twips(10)
_INSET, _HEAD, _FOOT = twips(4), twips(8), twips(9)
_LARGEST, _SMALLEST = 13.0, 5.0
"""Sizes of the text in points, where the usual text has 10.5."""
_LINE = 1.18
"""The height of a line of Arial, in em, and a little more."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A paragraph; *size* is relative to the first one of its card."""

    text: str
    size: float = 1.0
    bold: bool = False

    def points(self, first: float) -> float:
        """Its size in points if the first has that of *first*; Word knows halves."""
        return int(first * self.size * 2) / 2


@dataclass(frozen=True, slots=True)
class _Face:
    """One side of a card: what stands in its corners, at its foot and in the middle."""

    topic: str
    number: str
    foot: str
    said: tuple[_Said, ...]


_NOTHING = _Face("", "", "", (_Said(""),))


def paper(layout: Layout) -> Page:
    """A page of cards, the table in its middle, and some room for an error below."""
    return Page(*PAPERS[layout.paper], _MARGIN, _MARGIN // 2)


def pages(part: Cards, layout: Layout) -> Iterator[Element]:
    """The cards page by page, *layout* saying over which edge the paper is turned.

    The text of a back stands upright on its page: a card turned over its short edge is
    read like a calendar.
    """
    lines = 3 if layout.paper == "a5" else 4
    for start in range(0, len(part.cards), _COLUMNS * lines):
        group = [*enumerate(part.cards, 1)][start : start + _COLUMNS * lines]
        fronts = _rows([_front(*numbered) for numbered in group], lines)
        backs = _rows([_back(*numbered) for numbered in group], lines)
        if layout.duplex == "short":
            backs = backs[::-1]
        else:
            backs = [faces[::-1] for faces in backs]
        yield paragraph("Thin", page=start > 0)
        yield _sheet(fronts, layout, cut=True)
        yield paragraph("Thin", page=True)
        yield _sheet(backs, layout, cut=False)


def _front(number: int, card: Flashcard) -> _Face:
    return _Face(card.topic, str(number), card.as_of, (_Said(card.front),))


def _back(number: int, card: Flashcard) -> _Face:
    said = [_Said(card.back, bold=True)]
    if card.explanation:
        said.append(_Said(card.explanation, 0.75))
    return _Face(card.topic, str(number), card.source, tuple(said))


def _rows(faces: Sequence[_Face], lines: int) -> list[list[_Face]]:
    """*faces* row by row, empty ones where there are no more."""
    every = [*faces, *[_NOTHING] * (_COLUMNS * lines - len(faces))]
    return [every[start : start + _COLUMNS] for start in range(0, len(every), _COLUMNS)]


def _sheet(faces: Sequence[Sequence[_Face]], layout: Layout, *, cut: bool) -> Element:
    """A page of cards; *cut*: with lines to cut along."""
    page = paper(layout)
    # The paragraphs before and after the table have a point each.
    height = (page.height - 2 * page.margin - 2 * 20) // len(faces)
    width = page.room // _COLUMNS
    rows = [each for line in faces for each in _cards(line, width, height, layout, cut)]
    widths = [width] * _COLUMNS
    return table(widths, rows, ruled=False, padding=_INSET, centred=True)


def _cards(
    faces: Sequence[_Face], width: int, height: int, layout: Layout, cut: bool
) -> Iterator[Element]:
    """Three rows, which make a row of cards: their heads, their texts, their feet."""
    room, middle = width - 2 * _INSET, height - _HEAD - _FOOT
    scale = layout.size / 10.5
    small = max(7.0, 7.0 * scale)
    parts: list[tuple[int, tuple[str, ...], list[list[Element]]]] = [
        (_HEAD, ("top",), [[_corners(face, room, small)] for face in faces]),
        (middle, (), [[*_texts(face, room, middle, scale)] for face in faces]),
        (_FOOT, ("bottom",), [[_foot(face, room, small)] for face in faces]),
    ]
    for tall, ends, cells in parts:
        edges = (*ends, "left", "right") if cut else ()
        made = (
            cell(width, *found, edges=edges, line="dashed", upright="center")
            for found in cells
        )
        yield row(*made, height=tall, exact=True)


def _corners(face: _Face, room: int, largest: float) -> Element:
    size = fitting([_Said(f"{face.topic} {face.number}")], room, _HEAD, largest)
    text = f"{face.topic}\t{face.number}" if face.number else ""
    return paragraph("Card", run(text, size=size), tabs=[tab(room, right=True)])


def _foot(face: _Face, room: int, largest: float) -> Element:
    size = fitting([_Said(face.foot)], room, _FOOT, largest)
    return paragraph("Card", run(face.foot, size=size))


def _texts(face: _Face, room: int, height: int, scale: float) -> Iterator[Element]:
    size = fitting(face.said, room, height, _LARGEST * scale)
    for said in face.said:
        look = run(said.text, bold=said.bold, size=said.points(size))
        yield paragraph("Card", look, centred=True)


# How much room a text takes: Word finds out when it is too late


def fitting(said: Sequence[_Said], width: int, height: int, largest: float) -> float:
    """The largest size in points at which *said* fits into a room given in twips."""
    for half_points in range(round(largest * 2), round(_SMALLEST * 2), -1):
        size = half_points / 2
        tall = 0.0
        for each in said:
            points = each.points(size)
            count = lines(each.text, width / 20 / points, bold=each.bold)
            tall += count * points * _LINE + wordstyles.GAP * largest
        if tall <= height / 20:
            return size
    return _SMALLEST


def lines(text: str, room: float, *, bold: bool) -> int:
    """How many lines of *room* em the *text* takes in Arial, or one more."""
    count = 0
    for line in text.split("\n"):
        left = -1.0
        for word in line.split(" "):
            wide = sum(map(_em, word)) * (1.08 if bold else 1.0)
            if wide > left:
                count += 1 + int(wide / room)  # what is longer than a line is broken
                left = room - wide % room
            else:
                left -= wide
            left -= 0.28  # a space
    return count


_NARROW, _WIDE = frozenset(" .,:;'!|()[]/-ijlrftIі"), frozenset("&mwжмшщфюы")
_WIDEST = frozenset("WMЖШЩЮФЫМ@%…—☐")


def _em(letter: str) -> float:
    """The width of *letter* in Arial, or a little more."""
    if letter in _WIDEST or unicodedata.east_asian_width(letter) in "WF":
        return 1.02
    if letter in _NARROW:
        return 0.34
    return 0.84 if letter.isupper() or letter in _WIDE else 0.59
