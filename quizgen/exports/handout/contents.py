"""The contents of a handout: its parts, made from sheets, questions and facts."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import zip_longest

from quizgen import dates
from quizgen.exam.outline import OutlineFact, Topic
from quizgen.exam.sheets import Sheet
from quizgen.exports.handout import items
from quizgen.exports.handout.parts import (
    Chapter,
    FactLine,
    Flashcard,
    Flashcards,
    Handout,
    HandoutPart,
    KeyColumn,
    KeyGrid,
    Layout,
    QuestionSheet,
    SolutionSheet,
    SourceLine,
    StudySheet,
    Timeline,
    clean,
)
from quizgen.i18n import spell_date, words_in
from quizgen.i18n.words import PaperWords
from quizgen.model import (
    FactBase,
    MatchQuestion,
    OptionsQuestion,
    OrderQuestion,
    Question,
    TrueFalseQuestion,
    TypedQuestion,
)
from quizgen.text import first_sentences

_EXPLANATION = 300
"""Characters of an explanation that the back of a card has room for."""
_EPOCH = dates.date(1970, 1, 1).first


def handout_of(
    bases: Sequence[FactBase],
    parts: Sequence[HandoutPart],
    layout: Layout,
    *,
    title: str = "",
    course: str = "",
    date: str = "",
) -> Handout:
    """Return the handout that has *parts*.

    Args:
        bases: Give the language, the title, and the day on which all was last checked.
        parts: In the order in which they are printed.
        layout: Of all parts.
        title: Instead of the titles of the decks.
        course: Stands above the title; may be empty.
        date: In words, or as ISO 8601 and then put into words; may be empty.
    """
    language = bases[0].language
    with suppress(ValueError):  # in words already
        date = spell_date(dates.parse_iso(date), language)
    checked = max(base.deck.checked.last for base in bases)
    return Handout(
        title_of(bases, title),
        clean(course),
        clean(date),
        language,
        (checked - _EPOCH) * 86_400,
        layout,
        tuple(parts),
    )


def title_of(bases: Sequence[FactBase], title: str = "") -> str:
    """Return *title*, or else those of the decks."""
    return clean(title or ", ".join(base.deck.title for base in bases))


# Tests and their keys


def question_sheets(sheets: Iterable[Sheet], language: str) -> list[HandoutPart]:
    """Return the *sheets* as they are filled in."""
    words = words_in(language).paper
    return [
        QuestionSheet(
            sheet.label,
            clean(sheet.name),
            clean(sheet.number),
            sheet.code,
            sum(map(items.points, sheet.questions)),
            tuple(items.sheet_sections(sheet.questions, words, language)),
        )
        for sheet in sheets
    ]


def answer_keys(
    sheets: Sequence[Sheet], language: str, *, explained: bool
) -> list[HandoutPart]:
    """Return the grid for marking and, if *explained*, each sheet's key with reasons."""
    words = words_in(language).paper
    names = _names(sheets)
    points = tuple(_common_points(sheets))
    typed_keys = {
        items.typed_key(question)
        for sheet in sheets
        for question in sheet.questions
        if isinstance(question, TypedQuestion)
    }
    grid = KeyGrid(
        points,
        tuple(
            _key_column(sheet, name, points, words)
            for sheet, name in zip(sheets, names, strict=True)
        ),
        tuple(sorted(key for key in typed_keys if key.alternatives)),
    )
    if not explained:
        return [grid]
    solutions = (
        _solution_sheet(sheet, name, words, language)
        for sheet, name in zip(sheets, names, strict=True)
    )
    return [grid, *solutions]


def _common_points(sheets: Sequence[Sheet]) -> Iterator[int | None]:
    """Yield the points of each question, None where the sheets differ."""
    for row in zip_longest(*(map(items.points, sheet.questions) for sheet in sheets)):
        first, *others = {*row} - {None}
        yield None if others else first


def _key_column(
    sheet: Sheet, name: str, points: Sequence[int | None], words: PaperWords
) -> KeyColumn:
    keys = tuple(items.short_key(question, words) for question in sheet.questions)
    notes = tuple(
        "" if common else words.points_of_question.format(items.points(question))
        for question, common in zip(sheet.questions, points, strict=False)
    )
    return KeyColumn(sheet.label, name, sheet.code, keys, notes)


def _names(sheets: Sequence[Sheet]) -> list[str]:
    """Return whose the *sheets* are; of several students of one name, with the version."""
    names = [clean(sheet.name) for sheet in sheets]
    count = Counter(names)
    return [
        f"{name} · {sheet.label}" if name and count[name] > 1 else name
        for sheet, name in zip(sheets, names, strict=True)
    ]


def _solution_sheet(
    sheet: Sheet, name: str, words: PaperWords, language: str
) -> SolutionSheet:
    solutions = tuple(
        items.solution_of(question, number, words, language)
        for number, question in enumerate(sheet.questions, 1)
    )
    return SolutionSheet(sheet.label, name, sheet.code, solutions)


# Facts


def study_sheet(topics: Iterable[Topic], language: str) -> list[HandoutPart]:
    """Return the facts of *topics* with room for notes."""
    return [StudySheet(*_chapters(topics, language))]


def timeline(topics: Iterable[Topic], language: str) -> list[HandoutPart]:
    """Return the facts of *topics*, all of them dated and in order, along an axis."""
    return [Timeline(*_chapters(topics, language))]


def _chapters(
    topics: Iterable[Topic], language: str
) -> tuple[tuple[Chapter, ...], tuple[SourceLine, ...]]:
    """Return a chapter for each topic, and their sources as the facts number them."""
    numbers: dict[SourceLine, int] = {}
    chapters = tuple(_chapter(topic, numbers, language) for topic in topics)
    return chapters, tuple(numbers)


def _chapter(topic: Topic, numbers: dict[SourceLine, int], language: str) -> Chapter:
    """Return the facts of *topic*; sources that are new to *numbers* are added there."""
    days = [line.when.first for line in topic.facts if line.when is not None]
    whole = max(days, default=0) - min(days, default=0) or 1
    facts = []
    before = days[0] if days else 0
    for line in topic.facts:
        day = line.when.first if line.when else before
        gap = max(0.0, (day - before) / whole)
        before = day
        sources = [items.source_line(source, language) for source in line.sources]
        for source in sources:
            numbers.setdefault(source, len(numbers) + 1)
        references = sorted(numbers[source] for source in sources)
        facts.append(_fact_line(line, round(gap, 4), references, language))
    return Chapter(clean(topic.title), tuple(facts))


def _fact_line(
    line: OutlineFact, gap: float, references: Sequence[int], language: str
) -> FactLine:
    when = spell_date(line.when, language) if line.when else ""
    note = line.note
    if line.as_of is not None:
        as_of = words_in(language).paper.as_of.format(spell_date(line.as_of, language))
        note = f"{note} {as_of}.".strip()
    return FactLine(clean(line.text), clean(note), when, gap, tuple(references))


# Cards


def flashcards(questions: Iterable[Question], language: str) -> list[HandoutPart]:
    """Return *questions* as cards to cut out."""
    words = words_in(language).paper
    cards = (_flashcard(question, words, language) for question in questions)
    return [Flashcards(tuple(cards))]


def _flashcard(question: Question, words: PaperWords, language: str) -> Flashcard:
    solution = items.solution_of(question, 0, words, language)
    explanation = solution.explanation
    return Flashcard(
        clean(question.about.topic),
        f"{solution.stem}{_choices_text(question, words)}",
        items.as_of_text(question.about, words, language),
        _back_text(question, words),
        first_sentences(explanation, _EXPLANATION),
        solution.sources[0].title if solution.sources else "",
    )


def _choices_text(question: Question, words: PaperWords) -> str:
    """Return what there is to choose from, as it follows the stem of a card."""
    match question:
        case OptionsQuestion():
            return "".join(f"\n– {clean(option.text)}" for option in question.options)
        case TrueFalseQuestion():
            return f"\n{words.true} / {words.false}"
        case OrderQuestion():
            return "".join(f"\n– {clean(item)}" for item in question.items)
        case MatchQuestion():
            items_to_match = "".join(f"\n– {clean(item)}" for item in question.left)
            return f"{items_to_match}\n{' / '.join(map(clean, question.right))}"
        case TypedQuestion():
            return ""


def _back_text(question: Question, words: PaperWords) -> str:
    """Return the key in words, a line for each thing that is right."""
    match question:
        case OptionsQuestion():
            right = [option.text for option in question.options if option.right]
            return "\n".join(map(clean, right))
        case TrueFalseQuestion():
            return words.true if question.truth else words.false
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
                f"{clean(item)} – {clean(question.right[i])}" for item, i in pairs
            )
