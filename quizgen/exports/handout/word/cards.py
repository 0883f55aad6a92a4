"""Flashcards in Word: tables to cut out, fronts on one page, their backs on the next.

Every row of a table has its exact height, so that both sides of a card meet when the
paper is turned; a text too long for its card is set smaller, never cut and never taller.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from quizgen.exports.handout.parts import Flashcard, Flashcards, Layout
from quizgen.exports.handout.word.elements import (
    Element,
    cell,
    paragraph,
    row,
    run,
    tab,
    table,
    twips,
)
from quizgen.exports.handout.word.styles import GAP, PAPERS, Page

_COLUMNS = 2
_MARGIN = twips(10)
_INSET, _HEAD, _FOOT = twips(4), twips(8), twips(9)
_LARGEST, _SMALLEST = 13.0, 5.0
"""Sizes of the text in points, where the usual text has 10.5."""
_LINE = 1.18
"""The height of a line of Arial, in em, and a little more."""


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A text in the middle of a card; *size* is relative to the first one of its card."""

    text: str
    size: float = 1.0
    bold: bool = False

    def points(self, first: float) -> float:
        """Return its size in points if the first has *first* points; Word knows halves."""
        return int(first * self.size * 2) / 2


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of a card: what stands in its corners, at its foot and in the middle."""

    topic: str
    number: str
    foot: str
    paragraphs: tuple[_Paragraph, ...]


_EMPTY = _Side("", "", "", (_Paragraph(""),))


def card_page(layout: Layout) -> Page:
    """Return the paper of cards: a table in the middle, some room for an error below."""
    return Page(*PAPERS[layout.paper], _MARGIN, _MARGIN // 2)


def card_pages(part: Flashcards, layout: Layout) -> Iterator[Element]:
    """Yield the cards page by page; *layout* says over which edge the paper is turned.

    The text of a back stands upright on its page: a card turned over its short edge is
    read like a calendar.
    """
    rows = 3 if layout.paper == "a5" else 4
    for start in range(0, len(part.cards), _COLUMNS * rows):
        group = [*enumerate(part.cards, 1)][start : start + _COLUMNS * rows]
        fronts = _side_rows([_front_side(number, card) for number, card in group], rows)
        backs = _side_rows([_back_side(number, card) for number, card in group], rows)
        if layout.duplex == "short":
            backs = backs[::-1]
        else:
            backs = [sides[::-1] for sides in backs]
        yield paragraph("Thin", page=start > 0)
        yield _card_table(fronts, layout, cut=True)
        yield paragraph("Thin", page=True)
        yield _card_table(backs, layout, cut=False)


def _front_side(number: int, card: Flashcard) -> _Side:
    return _Side(card.topic, str(number), card.as_of, (_Paragraph(card.front),))


def _back_side(number: int, card: Flashcard) -> _Side:
    paragraphs = [_Paragraph(card.back, bold=True)]
    if card.explanation:
        paragraphs.append(_Paragraph(card.explanation, 0.75))
    return _Side(card.topic, str(number), card.source, tuple(paragraphs))


def _side_rows(sides: Sequence[_Side], rows: int) -> list[list[_Side]]:
    """Return *sides* row by row, filled up with empty ones to as many *rows*."""
    cells = [*sides, *[_EMPTY] * (_COLUMNS * rows - len(sides))]
    return [cells[start : start + _COLUMNS] for start in range(0, len(cells), _COLUMNS)]


def _card_table(
    side_rows: Sequence[Sequence[_Side]], layout: Layout, *, cut: bool
) -> Element:
    """Return a page of cards; *cut*: with lines to cut along."""
    page = card_page(layout)
    # The paragraphs before and after the table have a point each.
    height = (page.height - 2 * page.margin - 2 * 20) // len(side_rows)
    width = page.room // _COLUMNS
    rows = (_card_rows(sides, width, height, layout, cut) for sides in side_rows)
    widths = [width] * _COLUMNS
    return table(
        widths, chain.from_iterable(rows), ruled=False, padding=_INSET, centred=True
    )


def _card_rows(
    sides: Sequence[_Side], width: int, height: int, layout: Layout, cut: bool
) -> Iterator[Element]:
    """Yield three rows, which make a row of cards: their heads, their texts, their feet."""
    room, middle = width - 2 * _INSET, height - _HEAD - _FOOT
    scale = layout.size / 10.5
    small = max(7.0, 7.0 * scale)
    strips: list[tuple[int, tuple[str, ...], list[list[Element]]]] = [
        (_HEAD, ("top",), [[_corners(side, room, small)] for side in sides]),
        (middle, (), [[*_middle_paragraphs(side, room, middle, scale)] for side in sides]),
        (_FOOT, ("bottom",), [[_foot(side, room, small)] for side in sides]),
    ]
    for strip_height, ends, contents in strips:
        edges = (*ends, "left", "right") if cut else ()
        cells = (
            cell(width, *content, edges=edges, line="dashed", upright="center")
            for content in contents
        )
        yield row(*cells, height=strip_height, exact=True)


def _corners(side: _Side, room: int, largest: float) -> Element:
    size = fitting_size([_Paragraph(f"{side.topic} {side.number}")], room, _HEAD, largest)
    text = f"{side.topic}\t{side.number}" if side.number else ""
    return paragraph("Card", run(text, size=size), tabs=[tab(room, right=True)])


def _foot(side: _Side, room: int, largest: float) -> Element:
    size = fitting_size([_Paragraph(side.foot)], room, _FOOT, largest)
    return paragraph("Card", run(side.foot, size=size))


def _middle_paragraphs(
    side: _Side, room: int, height: int, scale: float
) -> Iterator[Element]:
    size = fitting_size(side.paragraphs, room, height, _LARGEST * scale)
    for text in side.paragraphs:
        content = run(text.text, bold=text.bold, size=text.points(size))
        yield paragraph("Card", content, centred=True)


# How much room a text takes: Word finds out when it is too late


def fitting_size(
    paragraphs: Sequence[_Paragraph], width: int, height: int, largest: float
) -> float:
    """Return the largest size in points at which texts fit into a room given in twips.

    It is at most *largest* for the first of *paragraphs*, and at least 5 points, even if
    they do not fit.
    """
    for half_points in range(round(largest * 2), round(_SMALLEST * 2), -1):
        size = half_points / 2
        text_height = 0.0
        for text in paragraphs:
            points = text.points(size)
            count = line_count(text.text, width / 20 / points, bold=text.bold)
            text_height += count * points * _LINE + GAP * largest
        if text_height <= height / 20:
            return size
    return _SMALLEST


def line_count(text: str, room: float, *, bold: bool) -> int:
    """Return how many lines of *room* em the *text* takes in Arial, or one more."""
    count = 0
    for line in text.split("\n"):
        space = -1.0
        for word in line.split(" "):
            width = sum(map(_letter_width, word)) * (1.08 if bold else 1.0)
            if width > space:
                count += 1 + int(width / room)  # what is longer than a line is broken
                space = room - width % room
            else:
                space -= width
            space -= 0.28  # between two words
    return count


_NARROW, _WIDE = frozenset(" .,:;'!|()[]/-ijlrftIі"), frozenset("&mwжмшщфюы")
_WIDEST = frozenset("WMЖШЩЮФЫМ@%…—☐")


def _letter_width(letter: str) -> float:
    """Return the width of *letter* in Arial in em, or a little more."""
    if letter in _WIDEST or unicodedata.east_asian_width(letter) in "WF":
        return 1.02
    if letter in _NARROW:
        return 0.34
    return 0.84 if letter.isupper() or letter in _WIDE else 0.59
