"""Handouts in a terminal: what a file holds, and a key without a file."""

from collections.abc import Iterator, Sequence
from typing import assert_never

from quizgen.exam.sheets import Sheet
from quizgen.exports.handout import items
from quizgen.exports.handout.parts import (
    Chapter,
    Flashcards,
    HandoutPart,
    KeyGrid,
    QuestionSheet,
    Solution,
    SolutionSheet,
    StudySheet,
    Timeline,
    clean,
)
from quizgen.i18n import words_in
from quizgen.i18n.words import PaperWords


def summarize(parts: Sequence[HandoutPart]) -> str:
    """Say in a few words what a file with *parts* holds; for whom, if that is known."""
    sheets = [sheet for sheet in parts if isinstance(sheet, QuestionSheet)]
    if sheets:
        return _summarize_sheets(sheets)
    match parts[0]:
        case KeyGrid(columns=[column]) if not column.name:
            return f"key to {_sheet_name(column.label)}"
        case KeyGrid(columns=columns):
            owner = "student" if any(column.name for column in columns) else "version"
            return f"keys to {_count(len(columns), owner)}"
        case StudySheet(chapters=chapters) | Timeline(chapters=chapters):
            return _summarize_chapters(chapters)
        case Flashcards(cards=cards):
            return _count(len(cards), "card")
        case QuestionSheet() | SolutionSheet() as part:
            raise AssertionError(
                part
            )  # the one is summed up above, the other follows a grid
        case part:
            assert_never(part)


def _summarize_sheets(sheets: Sequence[QuestionSheet]) -> str:
    first, last = sheets[0], sheets[-1]
    if first.name:
        students = _count(len(sheets), "student")
        if first is last:
            return f"{students}, {_student(first)}"
        return f"{students}, from {_student(first)} to {_student(last)}"
    questions = _count(
        sum(len(section.questions) for section in first.sections), "question"
    )
    return questions if first is last else f"{len(sheets)} versions of {questions}"


def _student(sheet: QuestionSheet) -> str:
    return f"{sheet.name} ({sheet.number})" if sheet.number else sheet.name


def _summarize_chapters(chapters: Sequence[Chapter]) -> str:
    facts = sum(len(chapter.facts) for chapter in chapters)
    return f"{_count(facts, 'fact')} in {_count(len(chapters), 'topic')}"


def _sheet_name(label: str) -> str:
    return f"{'student' if label.isdecimal() else 'version'} {label}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"


def key_lines(sheet: Sheet, title: str, language: str, *, explained: bool) -> Iterator[str]:
    """Yield the key of *sheet* under a heading, with the reasons if it is *explained*.

    Args:
        sheet: As it was printed.
        title: Of the test.
        language: Of the words that are ours, BCP 47.
        explained: Whether what is right and wrong is followed by why.
    """
    words = words_in(language).paper
    questions = _count(len(sheet.questions), "question")
    points = _count(sum(map(items.points, sheet.questions)), "point")
    yield f"{title}, {_sheet_name(sheet.label)}: {questions}, {points}"
    for number, question in enumerate(sheet.questions, 1):
        key = items.short_key(question, words)
        yield f"{number:>3}  {key:<5}  {clean(question.stem)}"
        if explained:
            solution = items.solution_of(question, number, words, language)
            yield from (f"     {line}" for line in _solution_lines(solution, words))


def _solution_lines(solution: Solution, words: PaperWords) -> Iterator[str]:
    for line in solution.key:
        yield f"✓ {line}"
    if solution.explanation:
        yield solution.explanation
    for wrong in solution.wrong_answers:
        text = f"{wrong.letter}  {wrong.text}".strip()
        yield f"✗ {text}: {wrong.rationale}" if wrong.rationale else f"✗ {text}"
    for source in solution.sources:
        yield f"{words.source}: {source.title}{source.details}"
