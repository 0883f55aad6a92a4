"""What stands on the pages of a printed test: read from the PDF, and from nothing else."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import assert_never

from pypdf import PdfReader

from quizgen.model import (
    GAP,
    MatchQuestion,
    OptionsQuestion,
    OrderQuestion,
    Question,
    TrueFalseQuestion,
    TypedQuestion,
)

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
FOOT = re.compile(
    r"(?P<code>\S+\.V(?P<label>[A-Z]|\d+)\.\w+\.\w+) (?P<whose>.+) ·"
    r" Page (?P<page>\d+) of (?P<pages>\d+)$"
)


@dataclass(frozen=True)
class Page:
    """One page of a sheet or of its answers; *text* is on one line, without its foot."""

    text: str
    code: str
    label: str
    page: int
    pages: int


def one_line(text: str) -> str:
    """Return *text* on one line, without the places to break a long word in."""
    return " ".join(text.replace("\u200b", "").split())


@cache
def page_texts(pdf: bytes) -> list[str]:
    """Return the text of each page, as it is copied from a PDF."""
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def version_pages(pdf: bytes) -> Iterator[Page]:
    """Yield the pages that belong to a version, its answers included."""
    for text in map(one_line, page_texts(pdf)):
        foot = FOOT.search(text)
        if foot:
            yield Page(
                text[: foot.start()].strip(),
                foot["code"],
                foot["label"],
                int(foot["page"]),
                int(foot["pages"]),
            )


def sheets(pdf: bytes) -> dict[str, list[Page]]:
    """Return the pages of each sheet to fill in, by its label, in order."""
    by_label: dict[str, list[Page]] = {}
    for page in version_pages(pdf):
        earlier = by_label.setdefault(page.label, [])
        if not earlier or len(earlier) < earlier[0].pages:  # then come the answers
            earlier.append(page)
    return by_label


@dataclass(frozen=True)
class Key:
    """What is right on one sheet.

    Attributes:
        short: As it stands in the grid.
        ticks: The lines that are ticked among the answers.
    """

    short: str
    ticks: tuple[str, ...]
    points: int = 1


def key_of(question: Question, sheet: str) -> Key:
    """Return the key of *question* as one finds it on *sheet*.

    *question* says what is true; where it stands, the sheet says.
    """
    block = text_after_stem(question, sheet)
    match question:
        case OptionsQuestion():
            return _options_key(question, block)
        case TrueFalseQuestion():
            assert block.startswith("☐ True ☐ False")
            word = "True" if question.truth else "False"
            return Key(word, (word,))
        case TypedQuestion():
            return Key(question.answer.text, (question.answer.text,))
        case OrderQuestion():
            return _order_key(question, block)
        case MatchQuestion():
            return _match_key(question, block)
        case _:
            assert_never(question)


def _options_key(question: OptionsQuestion, block: str) -> Key:
    is_multi = question.form == "multi"
    box = "☐ " if is_multi else ""
    marks = [f"{box}{letter} " for letter in LETTERS]
    texts = _texts_in_order(block, [option.text for option in question.options], marks)
    right = {one_line(option.text) for option in question.options if option.right}
    key = [(LETTERS[i], text) for i, text in enumerate(texts) if text in right]
    assert len(key) == len(right)
    return Key(
        ", ".join(letter for letter, _ in key),
        tuple(f"{letter} {text}" for letter, text in key),
        2 if is_multi else 1,
    )


def _order_key(question: OrderQuestion, block: str) -> Key:
    places = {question.items[i]: n for n, i in enumerate(question.key, 1)}
    texts = _texts_in_order(block, question.items, [""] * len(question.items))
    ticks = tuple(
        f"{n} {question.items[i]} ({question.values[i]})"
        for n, i in enumerate(question.key, 1)
    )
    return Key(" ".join(str(places[text]) for text in texts), ticks, len(texts))


def _match_key(question: MatchQuestion, block: str) -> Key:
    rows = [*_match_rows(block, question)]
    letters = {right: LETTERS[i] for i, (_, right) in enumerate(rows)}
    partners = {
        item: question.right[i] for item, i in zip(question.left, question.key, strict=True)
    }
    pairs = [(letters[partners[item]], item) for item, _ in rows]
    return Key(
        " ".join(letter for letter, _ in pairs),
        tuple(f"{letter} {item} – {partners[item]}" for letter, item in pairs),
        len(pairs),
    )


def stem_text(question: Question) -> str:
    """Return the stem of *question* as it is printed."""
    return one_line(question.stem.replace(GAP, "_" * 20))


def _stem_pattern(question: Question) -> str:
    return rf"(?<!\S)(\d+) {re.escape(stem_text(question))}(?!\w)"


def text_after_stem(question: Question, sheet: str) -> str:
    """Return what follows the stem of *question*, which must stand on *sheet* once."""
    matches = [*re.finditer(_stem_pattern(question), sheet)]
    assert len(matches) == 1, (stem_text(question), len(matches))
    text = sheet[matches[0].end() :].strip()
    return re.sub(r"^\(As of [^)]*\) ", "", text)


def number_of(question: Question, sheet: str) -> int:
    """Return the number that *question* has on *sheet*."""
    match = re.search(_stem_pattern(question), sheet)
    assert match, stem_text(question)
    return int(match[1])


def _texts_in_order(block: str, texts: Sequence[str], marks: Sequence[str]) -> list[str]:
    """Return *texts* in the order in which *block* has them, each after its mark."""
    missing = [one_line(text) for text in texts]
    order: list[str] = []
    for mark in marks[: len(missing)]:
        candidates = [text for text in missing if block.startswith(f"{mark}{text}")]
        assert candidates, (block[:80], mark, missing)
        order.append(max(candidates, key=len))
        missing.remove(order[-1])
        block = block[len(mark) + len(order[-1]) :].strip()
    return order


def _match_rows(block: str, question: MatchQuestion) -> Iterator[tuple[str, str]]:
    """Yield the rows of a matching question: what stands on the left, and on the right."""
    for letter, _ in zip(LETTERS, question.left, strict=False):
        ((row, item, partner),) = [
            (row, item, partner)
            for item in question.left
            for partner in question.right
            if block.startswith(
                row := f"_____ {one_line(item)} {letter} {one_line(partner)}"
            )
        ]
        block = block[len(row) :].strip()
        yield item, partner
