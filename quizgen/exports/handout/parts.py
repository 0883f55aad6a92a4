"""The nouns of print, whatever the format: a handout, its parts, and what these hold.

All texts are plain and clean (see `clean`); each format escapes them for itself.
"""

import re
from typing import Literal, NamedTuple, TypeAlias

Paper = Literal["a4", "letter", "a5"]
Duplex = Literal["long", "short", "none"]
LineLength = Literal["short", "half", "full"]
BLANK = "_" * 20
"""Stands in the stem of a question with a gap where there is room to write."""


class Layout(NamedTuple):
    """The paper of a handout, and how texts are set on it.

    Attributes:
        size: Of the text, in points.
        large: For readers who need large print: wide lines, one column of options.
        duplex: Over which edge the paper is turned, if both of its sides are printed.
    """

    paper: Paper
    size: float
    large: bool
    duplex: Duplex


LARGE_PRINT_SIZE = 18.0
"""The least size of text that is called large print, in points."""


def layout_for(paper: Paper, size: float | None, large: bool, duplex: Duplex) -> Layout:
    """Return the layout; if *size* is None, texts are as large as the paper asks for."""
    usual = LARGE_PRINT_SIZE if large else 9.0 if paper == "a5" else 10.5
    return Layout(paper, size or usual, large, duplex)


# What stands under a stem


class OptionList(NamedTuple):
    """Texts to choose from, under letters; *boxes*: to tick, not to circle."""

    letters: tuple[str, ...]
    texts: tuple[str, ...]
    boxes: bool


class TruthBoxes(NamedTuple):
    """Two boxes to tick: the words for true and for false."""

    texts: tuple[str, str]


class AnswerLine(NamedTuple):
    """A line to write on, long enough for a date or number, a name, or a text."""

    length: LineLength


class StemGap(NamedTuple):
    """Nothing: the room to write is in the stem."""


class MatchTable(NamedTuple):
    """Two columns: each text on the *left* gets the letter of one on the *right*."""

    left: tuple[str, ...]
    letters: tuple[str, ...]
    right: tuple[str, ...]


class OrderList(NamedTuple):
    """Items, each behind a box for its place."""

    items: tuple[str, ...]


AnswerArea: TypeAlias = (
    OptionList | TruthBoxes | AnswerLine | StemGap | MatchTable | OrderList
)


class SheetQuestion(NamedTuple):
    """A question as it is asked; *as_of* is a day in words, or empty."""

    number: int
    stem: str
    as_of: str
    area: AnswerArea


class SheetSection(NamedTuple):
    """Questions of one form under a heading; *instruction* tells their points as well."""

    title: str
    instruction: str
    questions: tuple[SheetQuestion, ...]


# What there is to say about a question afterwards


class SourceLine(NamedTuple):
    """A source as it is cited; what it does not have is empty.

    Attributes:
        published: In words.
        url: What a browser can open.
    """

    title: str
    publisher: str
    published: str
    url: str

    @property
    def details(self) -> str:
        """The publisher and the date, each after a comma, as they follow the title."""
        return "".join(f", {text}" for text in (self.publisher, self.published) if text)


class WrongAnswer(NamedTuple):
    """A distractor: its letter on the sheet, its text, and why it is wrong."""

    letter: str
    text: str
    rationale: str


class Solution(NamedTuple):
    """The key of a question, and what there is to say about it.

    Attributes:
        key: In words, a line for each thing that is right.
    """

    number: int
    stem: str
    key: tuple[str, ...]
    wrong_answers: tuple[WrongAnswer, ...]
    explanation: str
    sources: tuple[SourceLine, ...]


# The parts of a handout


class QuestionSheet(NamedTuple):
    """A version of a test, to fill in.

    Attributes:
        label: Of the version.
        name, number: Of the student; empty where they are filled in by hand.
        points: In all.
    """

    label: str
    name: str
    number: str
    code: str
    points: int
    sections: tuple[SheetSection, ...]


class KeyColumn(NamedTuple):
    """The short keys of one sheet, question by question.

    Attributes:
        name: Of the student; empty if it is anybody's.
        keys: Letters, places or texts, as a right sheet shows them.
        notes: How many points that gives, where the sheets differ; else empty.
    """

    label: str
    name: str
    code: str
    keys: tuple[str, ...]
    notes: tuple[str, ...]


class TypedKey(NamedTuple):
    """The key of a question whose answer is written, and texts that are as right."""

    text: str
    alternatives: tuple[str, ...]


class KeyGrid(NamedTuple):
    """The keys of all sheets side by side, for quick marking.

    Attributes:
        points: Of each question; None where the sheets differ.
        typed_keys: Those with alternatives, of the questions of any sheet.
    """

    points: tuple[int | None, ...]
    columns: tuple[KeyColumn, ...]
    typed_keys: tuple[TypedKey, ...]


class SolutionSheet(NamedTuple):
    """The key of one sheet with its reasons, for handing back."""

    label: str
    name: str
    code: str
    solutions: tuple[Solution, ...]


class FactLine(NamedTuple):
    """A fact in words.

    Attributes:
        when: Its date in words; empty if it has none.
        gap: How long after the one before it, 0 to 1 of the whole time.
        sources: Numbers in the list at the end.
    """

    text: str
    note: str
    when: str
    gap: float
    sources: tuple[int, ...]


class Chapter(NamedTuple):
    """The facts of one topic."""

    title: str
    facts: tuple[FactLine, ...]


class StudySheet(NamedTuple):
    """Facts beside a blank column."""

    chapters: tuple[Chapter, ...]
    sources: tuple[SourceLine, ...]


class Timeline(NamedTuple):
    """Dated facts along an axis."""

    chapters: tuple[Chapter, ...]
    sources: tuple[SourceLine, ...]


class Flashcard(NamedTuple):
    """Both sides of a card."""

    topic: str
    front: str
    as_of: str
    back: str
    explanation: str
    source: str


class Flashcards(NamedTuple):
    """Cards to cut out, printed on both sides."""

    cards: tuple[Flashcard, ...]


HandoutPart: TypeAlias = (
    QuestionSheet | KeyGrid | SolutionSheet | StudySheet | Timeline | Flashcards
)


class Handout(NamedTuple):
    """The content of a file, part by part.

    Attributes:
        date: In words; empty to be filled in by hand.
        language: BCP 47.
        moment: Seconds since 1970, for formats that must bear a time.
    """

    title: str
    course: str
    date: str
    language: str
    moment: int
    layout: Layout
    parts: tuple[HandoutPart, ...]


class MissingLetterError(ValueError):
    """A font has no sign for a letter; the message names it and the text it is in."""


_SPACES = re.compile("[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
_UNSEEN = re.compile(
    "[\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # control characters
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # which turn the order of a line
    "\u206a-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)


def clean(text: str) -> str:
    """Return *text* on one line, without what is unseen yet changes what is seen."""
    if text.isascii() and text.isprintable():
        return text
    return _UNSEEN.sub("", _SPACES.sub(" ", text))
