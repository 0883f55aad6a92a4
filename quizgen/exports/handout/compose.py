"""Sheets, questions and facts -> the parts of a handout."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import zip_longest
from typing import TYPE_CHECKING

from quizgen import dates
from quizgen.exam.sheets import Sheet
from quizgen.exports.handout import items
from quizgen.exports.handout.parts import (
    Cards,
    Chapter,
    Cited,
    Flashcard,
    Grid,
    Handout,
    Layout,
    Marks,
    Part,
    Solutions,
    Study,
    Test,
    Timeline,
    Told,
    clean,
)
from quizgen.exports.handout.words import Words, words
from quizgen.model import (
    FactBase,
    MatchQuestion,
    OptionsQuestion,
    OrderQuestion,
    Question,
    TrueFalseQuestion,
    TypedQuestion,
)

if TYPE_CHECKING:
    from quizgen.exam.outline import Line, Topic

_EXPLAINED = 300
"""Characters of an explanation that the back of a card has room for."""
_EPOCH = dates.date(1970, 1, 1).first


def handout(
    bases: Sequence[FactBase],
    parts: Sequence[Part],
    layout: Layout,
    *,
    title: str = "",
    course: str = "",
    date: str = "",
) -> Handout:
    """*parts* under one title, by default the titles of the decks.

    *date* is in words, or as ISO 8601 and then put into words.
    """
    language = bases[0].language
    with suppress(ValueError):  # in words already
        date = dates.spelled(dates.parse(date), language)
    checked = max(base.deck.checked.last for base in bases)
    return Handout(
        titled(bases, title),
        clean(course),
        clean(date),
        language,
        (checked - _EPOCH) * 86_400,
        layout,
        tuple(parts),
    )


def titled(bases: Sequence[FactBase], title: str = "") -> str:
    """*title*, or else those of the decks."""
    return clean(title or ", ".join(base.deck.title for base in bases))


def tests(sheets: Iterable[Sheet], language: str) -> list[Part]:
    """The sheets to fill in."""
    return [
        Test(
            sheet.label,
            clean(sheet.name),
            clean(sheet.number),
            sheet.code,
            sum(map(items.points, sheet.questions)),
            tuple(items.sections(sheet.questions, words(language), language)),
        )
        for sheet in sheets
    ]


def keys(sheets: Sequence[Sheet], language: str, *, explained: bool) -> list[Part]:
    """The grid for marking and, if *explained*, the answers with their reasons."""
    said = words(language)
    names = _names(sheets)
    points = tuple(_agreed(sheets))
    spelt = (items.spelt(question) for sheet in sheets for question in sheet.questions)
    grid = Grid(
        points,
        tuple(_marks(*each, points, said) for each in zip(sheets, names, strict=True)),
        tuple(sorted({answer for answer in spelt if answer.others})),
    )
    if not explained:
        return [grid]
    return [
        grid,
        *(_solutions(*each, said, language) for each in zip(sheets, names, strict=True)),
    ]


def _agreed(sheets: Sequence[Sheet]) -> Iterator[int | None]:
    """The points of each question, None where the sheets differ."""
    for row in zip_longest(*(map(items.points, sheet.questions) for sheet in sheets)):
        first, *others = {*row} - {None}
        yield None if others else first


def _marks(sheet: Sheet, name: str, points: Sequence[int | None], said: Words) -> Marks:
    marks = tuple(items.mark(question, said) for question in sheet.questions)
    notes = tuple(
        "" if agreed else said.worth.format(items.points(question))
        for question, agreed in zip(sheet.questions, points, strict=False)
    )
    return Marks(sheet.label, name, sheet.code, marks, notes)


def _names(sheets: Sequence[Sheet]) -> list[str]:
    """Whose the *sheets* are; of several students of one name, with the version."""
    names = [clean(sheet.name) for sheet in sheets]
    count = Counter(names)
    return [
        f"{name} · {sheet.label}" if name and count[name] > 1 else name
        for sheet, name in zip(sheets, names, strict=True)
    ]


def _solutions(sheet: Sheet, name: str, said: Words, language: str) -> Solutions:
    numbered = enumerate(sheet.questions, 1)
    solved = tuple(
        items.solved(question, number, said, language) for number, question in numbered
    )
    return Solutions(sheet.label, name, sheet.code, solved)


def study(topics: "Iterable[Topic]", language: str) -> list[Part]:
    """The facts of *topics* with room for notes."""
    numbers: dict[Cited, int] = {}
    chapters = tuple(_chapter(topic, numbers, language) for topic in topics)
    return [Study(chapters, tuple(numbers))]


def timeline(topics: "Iterable[Topic]", language: str) -> list[Part]:
    """The facts of *topics*, all of them dated and in order, along an axis."""
    numbers: dict[Cited, int] = {}
    chapters = tuple(_chapter(topic, numbers, language) for topic in topics)
    return [Timeline(chapters, tuple(numbers))]


def _chapter(topic: "Topic", numbers: dict[Cited, int], language: str) -> Chapter:
    """*topic*, its sources numbered on from *numbers*, where they are noted."""
    days = [line.when.first for line in topic.lines if line.when is not None]
    whole = max(days, default=0) - min(days, default=0) or 1
    told = []
    before = days[0] if days else 0
    for line in topic.lines:
        day = line.when.first if line.when else before
        gap = max(0.0, (day - before) / whole)
        before = day
        cited = [items.cited(source, language) for source in line.sources]
        for source in cited:
            numbers.setdefault(source, len(numbers) + 1)
        noted = sorted(numbers[source] for source in cited)
        told.append(_told(line, round(gap, 4), noted, language))
    return Chapter(clean(topic.title), tuple(told))


def _told(line: "Line", gap: float, sources: Sequence[int], language: str) -> Told:
    when = dates.spelled(line.when, language) if line.when else ""
    note = line.note
    if line.as_of is not None:
        as_of = words(language).as_of.format(dates.spelled(line.as_of, language))
        note = f"{note} {as_of}.".strip()
    return Told(clean(line.text), clean(note), when, gap, tuple(sources))


def cards(questions: Iterable[Question], language: str) -> list[Part]:
    """*questions* as flashcards."""
    return [Cards(tuple(_flashcards(questions, language)))]


def _flashcards(questions: Iterable[Question], language: str) -> Iterator[Flashcard]:
    said = words(language)
    for question in questions:
        about = question.about
        solved = items.solved(question, 0, said, language)
        explanation = solved.explanation
        sources = solved.sources[:1]
        yield Flashcard(
            clean(about.topic),
            f"{solved.stem}{_choices(question, said)}",
            items.as_of(about, said, language),
            _back(question, said),
            explanation if len(explanation) <= _EXPLAINED else "",
            ", ".join(filter(None, (s.title for s in sources))),
        )


def _choices(question: Question, said: Words) -> str:
    """What there is to choose from, after the stem of a card."""
    match question:
        case OptionsQuestion():
            return "".join(f"\n– {clean(option.text)}" for option in question.options)
        case TrueFalseQuestion():
            return f"\n{said.true} / {said.false}"
        case OrderQuestion():
            return "".join(f"\n– {clean(item)}" for item in question.items)
        case MatchQuestion():
            left = "".join(f"\n– {clean(item)}" for item in question.left)
            return f"{left}\n{' / '.join(map(clean, question.right))}"
        case TypedQuestion():
            return ""


def _back(question: Question, said: Words) -> str:
    """The right answer, in words."""
    match question:
        case OptionsQuestion():
            right = [option.text for option in question.options if option.right]
            return "\n".join(map(clean, right))
        case TrueFalseQuestion():
            return said.true if question.truth else said.false
        case TypedQuestion():
            return clean(question.answer.text)
        case OrderQuestion():
            return "\n".join(
                f"{place}  {clean(question.items[i])}"
                for place, i in enumerate(question.key, 1)
            )
        case MatchQuestion():
            pairs = zip(question.left, question.key, strict=True)
            return "\n".join(
                f"{clean(left)} – {clean(question.right[i])}" for left, i in pairs
            )
