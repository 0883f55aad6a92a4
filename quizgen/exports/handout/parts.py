"""What is printed, whatever the format: a handout, its parts, and what these hold.

All texts are plain and clean (see `clean`); each format escapes them for itself.
"""

import re
from typing import Literal, NamedTuple, TypeAlias

Paper = Literal["a4", "letter", "a5"]
Duplex = Literal["long", "short", "none"]
Room = Literal["short", "half", "full"]
BLANK = "_" * 20
"""Stands in the stem of a question with gaps where there is room to write."""


class Layout(NamedTuple):
    """How it is laid out on paper.

    Attributes:
        size: Of the text, in points.
        large: For readers who need large print: wide lines, one column of options.
        duplex: Over which edge the paper is turned, if both of its sides are printed.
    """

    paper: Paper
    size: float
    large: bool
    duplex: Duplex


LARGE = 18.0
"""Points of large print."""


def laid_out(paper: Paper, size: float | None, large: bool, duplex: Duplex) -> Layout:
    """The layout, its text as large as the paper asks for if *size* is None."""
    usual = LARGE if large else 9.0 if paper == "a5" else 10.5
    return Layout(paper, size or usual, large, duplex)


# What a question looks like


class Options(NamedTuple):
    """Texts to choose from, under letters; *boxes*: to tick, not to circle."""

    letters: tuple[str, ...]
    texts: tuple[str, ...]
    boxes: bool


class Verdicts(NamedTuple):
    """Right or wrong: two boxes with words."""

    texts: tuple[str, str]


class Ruled(NamedTuple):
    """A line to write on, with *room* for a date or number, a name, or a text."""

    room: Room


class Gapped(NamedTuple):
    """The room to write is in the stem."""


class Columns(NamedTuple):
    """Each on the left gets the letter of one on the right."""

    left: tuple[str, ...]
    letters: tuple[str, ...]
    right: tuple[str, ...]


class Numbered(NamedTuple):
    """Each gets its place in a box before it."""

    items: tuple[str, ...]


Body: TypeAlias = Options | Verdicts | Ruled | Gapped | Columns | Numbered


class Asked(NamedTuple):
    """A question; *as_of* is a day in words, or empty."""

    number: int
    stem: str
    as_of: str
    body: Body


class Section(NamedTuple):
    """Questions of one kind; *points* are those of each, in words."""

    title: str
    instruction: str
    questions: tuple[Asked, ...]


class Cited(NamedTuple):
    """A source as it is cited; what it does not have is empty.

    Attributes:
        published: In words.
    """

    title: str
    publisher: str
    published: str
    url: str

    @property
    def details(self) -> str:
        """What follows the title: the publisher and the date, each after a comma."""
        return "".join(f", {text}" for text in (self.publisher, self.published) if text)


class Wrong(NamedTuple):
    """A wrong answer: its letter if it has one, its text, and why it is wrong."""

    letter: str
    text: str
    why: str


class Solved(NamedTuple):
    """The key of a question, and what there is to say about it.

    Attributes:
        mark: What a right sheet shows: letters, numbers, or the text itself.
        answer: The same in words, one line or more; empty where *mark* says it all.
    """

    number: int
    stem: str
    mark: str
    answer: tuple[str, ...]
    wrong: tuple[Wrong, ...]
    explanation: str
    sources: tuple[Cited, ...]


# The parts of a handout


class Test(NamedTuple):
    """A sheet to fill in.

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
    sections: tuple[Section, ...]


class Marks(NamedTuple):
    """Of one sheet: what is right, question by question.

    Attributes:
        notes: How many points that gives, where the sheets differ; else empty.
    """

    label: str
    name: str
    code: str
    marks: tuple[str, ...]
    notes: tuple[str, ...]


class Spelt(NamedTuple):
    """A typed answer, and *others* that are as right."""

    answer: str
    others: tuple[str, ...]


class Grid(NamedTuple):
    """The keys of all sheets side by side, for quick marking.

    Attributes:
        points: Of each question; None where the sheets differ.
        also: Answers to the questions of any sheet.
    """

    points: tuple[int | None, ...]
    sheets: tuple[Marks, ...]
    also: tuple[Spelt, ...]


class Solutions(NamedTuple):
    """The key of one sheet with its reasons, for handing back."""

    label: str
    name: str
    code: str
    questions: tuple[Solved, ...]


class Told(NamedTuple):
    """A fact.

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
    """Facts of one topic."""

    title: str
    lines: tuple[Told, ...]


class Study(NamedTuple):
    """Facts beside a blank column."""

    chapters: tuple[Chapter, ...]
    sources: tuple[Cited, ...]


class Timeline(NamedTuple):
    """Dated facts along an axis."""

    chapters: tuple[Chapter, ...]
    sources: tuple[Cited, ...]


class Flashcard(NamedTuple):
    """Both sides of a card."""

    topic: str
    front: str
    as_of: str
    back: str
    explanation: str
    source: str


class Cards(NamedTuple):
    """Cards to cut out, printed on both sides."""

    cards: tuple[Flashcard, ...]


Part: TypeAlias = Test | Grid | Solutions | Study | Timeline | Cards


class Handout(NamedTuple):
    """All that a file holds.

    Attributes:
        language: BCP 47.
        date: In words; empty to be filled in by hand.
        moment: Seconds since 1970, for formats that must bear a time.
    """

    title: str
    course: str
    date: str
    language: str
    moment: int
    layout: Layout
    parts: tuple[Part, ...]


class MissingLetterError(ValueError):
    """A font has no sign for a letter; the message names it and the text it is in."""


_SPACES = re.compile("[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
_UNSEEN = re.compile(
    "[\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # control characters
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # which turn the order of a line
    "\u206a-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)


def clean(text: str) -> str:
    """*text* on one line, without what cannot be seen yet changes what is seen."""
    if text.isascii() and text.isprintable():
        return text
    return _UNSEEN.sub("", _SPACES.sub(" ", text))
