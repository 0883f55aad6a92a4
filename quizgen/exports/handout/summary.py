"""Handouts in a terminal: what a file holds, and a key without a file."""

from collections.abc import Iterator, Sequence

from quizgen.exam.sheets import Sheet
from quizgen.exports.handout import items
from quizgen.exports.handout.parts import (
    Cards,
    Chapter,
    Grid,
    Part,
    Solved,
    Study,
    Test,
    Timeline,
    clean,
)
from quizgen.exports.handout.words import Words, words


def holds(parts: Sequence[Part]) -> str:
    """What a file with *parts* holds, in a few words; for whom, if that is known."""
    tests = [part for part in parts if isinstance(part, Test)]
    if tests:
        return _tests(tests)
    match parts[0]:
        case Grid(sheets=[only]) if not only.name:
            return f"key to {_whose(only.label)}"
        case Grid(sheets=sheets):
            named = "student" if any(sheet.name for sheet in sheets) else "version"
            return f"keys to {_counted(len(sheets), named)}"
        case Study(chapters=chapters) | Timeline(chapters=chapters):
            return _chapters(chapters)
        case Cards(cards=cards):
            return _counted(len(cards), "card")
        case other:
            raise AssertionError(other)


def _tests(tests: Sequence[Test]) -> str:
    first, last = tests[0], tests[-1]
    if first.name:
        told = _counted(len(tests), "student")
        if first is last:
            return f"{told}, {_student(first)}"
        return f"{told}, from {_student(first)} to {_student(last)}"
    asked = _counted(sum(len(part.questions) for part in first.sections), "question")
    return asked if first is last else f"{len(tests)} versions of {asked}"


def _student(test: Test) -> str:
    return f"{test.name} ({test.number})" if test.number else test.name


def _chapters(chapters: Sequence[Chapter]) -> str:
    facts = sum(len(chapter.lines) for chapter in chapters)
    return f"{_counted(facts, 'fact')} in {_counted(len(chapters), 'topic')}"


def _whose(label: str) -> str:
    return f"{'student' if label.isdecimal() else 'version'} {label}"


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'s' * (count != 1)}"


def key_lines(sheet: Sheet, title: str, language: str, *, explained: bool) -> Iterator[str]:
    """The key of *sheet* under a heading; the reasons too, if they are to be *explained*.

    Args:
        sheet: As it was printed.
        title: Of the test.
        language: Of the words that are ours, BCP 47.
        explained: Whether what is right and wrong is followed by why.
    """
    said = words(language)
    asked = _counted(len(sheet.questions), "question")
    points = _counted(sum(map(items.points, sheet.questions)), "point")
    yield f"{title}, {_whose(sheet.label)}: {asked}, {points}"
    for number, question in enumerate(sheet.questions, 1):
        mark = items.mark(question, said)
        yield f"{number:>3}  {mark:<5}  {clean(question.stem)}"
        if explained:
            solved = items.solved(question, number, said, language)
            yield from (f"     {line}" for line in _reasons(solved, said))


def _reasons(solved: Solved, said: Words) -> Iterator[str]:
    for line in solved.answer:
        yield f"✓ {line}"
    if solved.explanation:
        yield solved.explanation
    for wrong in solved.wrong:
        text = f"{wrong.letter}  {wrong.text}".strip()
        yield f"✗ {text}: {wrong.why}" if wrong.why else f"✗ {text}"
    for source in solved.sources:
        yield f"{said.source}: {source.title}{source.details}"
