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


def flat(text: str) -> str:
    """*text* on one line; what is too long for a line has places to break in it."""
    return " ".join(text.replace("\u200b", "").split())


@cache
def texts(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def pages(pdf: bytes) -> Iterator[Page]:
    """The pages that belong to a version."""
    for text in map(flat, texts(pdf)):
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
    """The pages of each sheet to fill in, by its label, in order."""
    found: dict[str, list[Page]] = {}
    for page in pages(pdf):
        before = found.setdefault(page.label, [])
        if not before or len(before) < before[0].pages:  # then come the answers
            before.append(page)
    return found


@dataclass(frozen=True)
class Key:
    """What is right on one sheet: its *mark* in the grid, and the lines that are ticked."""

    mark: str
    ticks: tuple[str, ...]
    points: int = 1


def key(question: Question, sheet: str) -> Key:
    """What is right, as one finds it on *sheet*.

    *question* says what is true; where it stands, the sheet says.
    """
    block = after(question, sheet)
    match question:
        case OptionsQuestion():
            right = {flat(option.text) for option in question.options if option.right}
            every = [option.text for option in question.options]
            box = (
                "☐ "
                if isinstance(question, OptionsQuestion) and question.form == "multi"
                else ""
            )
            order = sequence(block, every, [f"{box}{letter} " for letter in LETTERS])
            found = [(LETTERS[i], text) for i, text in enumerate(order) if text in right]
            ticks = tuple(f"{letter} {text}" for letter, text in found)
            points = (
                2
                if isinstance(question, OptionsQuestion) and question.form == "multi"
                else 1
            )
            return Key(", ".join(letter for letter, _ in found), ticks, points)
        case TrueFalseQuestion():
            assert block.startswith("☐ True ☐ False")
            word = "True" if question.truth else "False"
            return Key(word, (word,))
        case TypedQuestion():
            return Key(question.answer.text, (question.answer.text,))
        case OrderQuestion():
            place = {question.items[i]: n for n, i in enumerate(question.key, 1)}
            order = sequence(block, question.items, [""] * len(question.items))
            ticks = tuple(
                f"{n} {question.items[i]} ({question.values[i]})"
                for n, i in enumerate(question.key, 1)
            )
            mark = " ".join(str(place[text]) for text in order)
            return Key(mark, ticks, len(order))
        case MatchQuestion():
            rows = [*paired(block, question)]
            letter = {right: LETTERS[i] for i, (_, right) in enumerate(rows)}
            partner = {
                left: question.right[i]
                for left, i in zip(question.left, question.key, strict=True)
            }
            pairs = [(letter[partner[left]], left) for left, _ in rows]
            return Key(
                " ".join(sign for sign, _ in pairs),
                tuple(f"{sign} {left} – {partner[left]}" for sign, left in pairs),
                len(pairs),
            )
        case _:
            assert_never(question)


def stem(question: Question) -> str:
    return flat(question.stem.replace(GAP, "_" * 20))


def after(question: Question, sheet: str) -> str:
    """What follows the stem of *question*, which stands on *sheet* once."""
    found = [*re.finditer(rf"(?<!\S)\d+ {re.escape(stem(question))}(?!\w)", sheet)]
    assert len(found) == 1, (stem(question), len(found))
    rest = sheet[found[0].end() :].strip()
    return re.sub(r"^\(As of [^)]*\) ", "", rest)


def sequence(block: str, every: Sequence[str], marks: Sequence[str]) -> list[str]:
    """All of *every*, in the order in which *block* has them, each after its mark."""
    left = [flat(text) for text in every]
    found = []
    for mark in marks[: len(left)]:
        fits = [text for text in left if block.startswith(f"{mark}{text}")]
        assert fits, (block[:80], mark, left)
        found.append(max(fits, key=len))
        left.remove(found[-1])
        block = block[len(mark) + len(found[-1]) :].strip()
    return found


def paired(block: str, question: MatchQuestion) -> Iterator[tuple[str, str]]:
    """The rows of a matching question: what stands on the left, and on the right."""
    for letter, _ in zip(LETTERS, question.left, strict=False):
        (row,) = [
            (left, right)
            for left in question.left
            for right in question.right
            if block.startswith(f"_____ {flat(left)} {letter} {flat(right)}")
        ]
        block = block[len(f"_____ {flat(row[0])} {letter} {flat(row[1])}") :].strip()
        yield row


def number(question: Question, sheet: str) -> int:
    """The number that *question* has on *sheet*."""
    found = re.search(rf"(?<!\S)(\d+) {re.escape(stem(question))}(?!\w)", sheet)
    assert found, stem(question)
    return int(found[1])
