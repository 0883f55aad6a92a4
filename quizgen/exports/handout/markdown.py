"""A handout as Markdown (CommonMark, with the tables of GitHub)."""

import re
from collections.abc import Iterator, Sequence
from typing import assert_never

from quizgen.exports.handout.parts import (
    BLANK,
    AnswerArea,
    AnswerLine,
    Chapter,
    FactLine,
    Flashcard,
    Flashcards,
    Handout,
    HandoutPart,
    KeyColumn,
    KeyGrid,
    LineLength,
    MatchTable,
    OptionList,
    OrderList,
    QuestionSheet,
    SheetQuestion,
    Solution,
    SolutionSheet,
    SourceLine,
    StemGap,
    StudySheet,
    Timeline,
    TruthBoxes,
)
from quizgen.i18n import words_in
from quizgen.i18n.words import PaperWords

_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$&:@=\"'^/])")
_BOX = "☐"
_LINE = r"\_\_\_\_"
_LINES: dict[LineLength, int] = {"short": 4, "half": 7, "full": 15}
"""How many of _LINE make room for an answer."""


def render(handout: Handout) -> bytes:
    """Return *handout* as Markdown in UTF-8."""
    words = words_in(handout.language).paper
    blocks: list[str] = []
    for part in handout.parts:
        if blocks:
            blocks.append("---")
        blocks += _part_markdown(part, handout, words)
    return ("\n\n".join(blocks) + "\n").encode()


def _escape(text: str) -> str:
    """Escape every sign of *text* that could be taken for markup."""
    lines = text.replace(BLANK, "\0").split("\n")
    escaped = "  \n".join(_SPECIAL.sub(r"\\\1", line) for line in lines)
    return escaped.replace("\0", r"\_" * len(BLANK))


def _part_markdown(part: HandoutPart, handout: Handout, words: PaperWords) -> Iterator[str]:
    """Yield the blocks of *part*, which stand apart by empty lines."""
    title = _escape(handout.title)
    match part:
        case QuestionSheet():
            yield from _sheet_markdown(part, handout, words)
        case KeyGrid():
            yield f"# {_escape(words.key)}: {title}"
            yield f"## {_escape(words.quick_marking)}"
            yield from _key_grid_markdown(part, words)
        case SolutionSheet():
            owner = part.name or f"{words.version} {part.label}"
            yield f"# {_escape(words.key)}: {title}"
            yield f"## {_escape(words.answers_with_reasons)} · {_escape(owner)}"
            for solution in part.solutions:
                yield from _solution_markdown(solution, words)
            yield f"`{part.code}`"
        case StudySheet():
            yield f"# {title}"
            for chapter in part.chapters:
                yield from _study_markdown(chapter, words)
            yield from _source_list_markdown(part.sources, words)
        case Timeline():
            yield f"# {title}"
            for chapter in part.chapters:
                yield from _timeline_markdown(chapter)
            yield from _source_list_markdown(part.sources, words)
        case Flashcards():
            yield f"# {title}"
            for number, card in enumerate(part.cards, 1):
                yield from _card_markdown(number, card)
        case _:
            assert_never(part)


def _table_markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


# A sheet to fill in


def _sheet_markdown(
    part: QuestionSheet, handout: Handout, words: PaperWords
) -> Iterator[str]:
    if handout.course:
        yield _escape(handout.course)
    yield f"# {_escape(handout.title)}"
    who = f"{part.name} ({part.number})" if part.number else part.name
    points = words.out_of_points.format(part.points)
    fields = (
        f"{_escape(words.name)}: {_escape(who) or _LINE * 5}",
        f"{_escape(words.date)}: {_escape(handout.date) or _LINE * 2}",
        f"{_escape(words.version)}: **{_escape(part.label)}**",
        f"{_escape(words.points)}: {_LINE} {_escape(points)}",
    )
    yield "  \n".join(fields)
    for section in part.sections:
        yield f"## {_escape(section.title)}"
        yield f"*{_escape(section.instruction)}*"
        for question in section.questions:
            yield from _question_markdown(question)
    yield f"`{part.code}`"


def _question_markdown(question: SheetQuestion) -> Iterator[str]:
    as_of = f" ({_escape(question.as_of)})" if question.as_of else ""
    yield f"**{question.number}** {_escape(question.stem)}{as_of}"
    yield from _answer_area_markdown(question.area)


def _answer_area_markdown(area: AnswerArea) -> Iterator[str]:
    match area:
        case OptionList():
            box = f"{_BOX} " if area.boxes else ""
            yield "\n".join(
                f"- {box}**{letter}** {_escape(text)}"
                for letter, text in zip(area.letters, area.texts, strict=True)
            )
        case TruthBoxes():
            yield "\n".join(f"- {_BOX} {_escape(text)}" for text in area.texts)
        case AnswerLine(length):
            yield _LINE * _LINES[length]
        case StemGap():
            pass
        case MatchTable():
            rows = zip(area.left, area.letters, area.right, strict=True)
            yield _table_markdown(
                ["", ""],
                [
                    [f"{_LINE} {_escape(item)}", f"**{letter}** {_escape(partner)}"]
                    for item, letter, partner in rows
                ],
            )
        case OrderList():
            yield "\n".join(f"- {_LINE} {_escape(item)}" for item in area.items)
        case _:
            assert_never(area)


# Keys


def _key_grid_markdown(part: KeyGrid, words: PaperWords) -> Iterator[str]:
    heads = [_escape(column.name or column.label) for column in part.columns]
    rows = [
        [
            f"**{number + 1}**",
            *(_escape(_key_with_note(column, number)) for column in part.columns),
            "" if points is None else str(points),
        ]
        for number, points in enumerate(part.points)
    ]
    yield _table_markdown([_escape(words.question), *heads, _escape(words.points)], rows)
    yield "\n".join(
        f"- **{head}** `{column.code}`"
        for head, column in zip(heads, part.columns, strict=True)
    )
    if part.typed_keys:
        also = _escape(words.also_accepted)
        yield "\n".join(
            f"- **{_escape(key)}** {also} {_escape(' / '.join(alternatives))}"
            for key, alternatives in part.typed_keys
        )


def _key_with_note(column: KeyColumn, number: int) -> str:
    """Return the key of the question *number*, counted from 0, with its note."""
    if number >= len(column.keys):
        return ""
    note = column.notes[number]
    return f"{column.keys[number]} ({note})" if note else column.keys[number]


def _solution_markdown(solution: Solution, words: PaperWords) -> Iterator[str]:
    yield f"**{solution.number}** {_escape(solution.stem)}"
    yield "\n".join(f"- ✓ **{_escape(line)}**" for line in solution.key)
    if solution.explanation:
        yield _escape(solution.explanation)
    lines = []
    for wrong in solution.wrong_answers:
        rationale = f" – {_escape(wrong.rationale)}" if wrong.rationale else ""
        lines.append(f"- ✗ {_escape(f'{wrong.letter}  {wrong.text}'.strip())}{rationale}")
    if lines:
        yield "\n".join(lines)
    if solution.sources:
        head = words.sources if len(solution.sources) > 1 else words.source
        yield f"{_escape(head)}: {'; '.join(map(_source_markdown, solution.sources))}"


def _source_markdown(source: SourceLine) -> str:
    title = _escape(source.title)
    if source.url:
        url = re.sub(r"[\s<>\\]", lambda sign: f"%{ord(sign[0]):02X}", source.url)
        title = f"[{title}](<{url}>)"
    return f"{title}{_escape(source.details)}"


# Facts and cards


def _study_markdown(chapter: Chapter, words: PaperWords) -> Iterator[str]:
    yield f"## {_escape(chapter.title)}"
    rows = [[_fact_markdown(fact), ""] for fact in chapter.facts]
    yield _table_markdown([_escape(words.fact), _escape(words.notes)], rows)


def _timeline_markdown(chapter: Chapter) -> Iterator[str]:
    yield f"## {_escape(chapter.title)}"
    yield "\n".join(
        f"- **{_escape(fact.when)}** {_fact_markdown(fact)}" for fact in chapter.facts
    )


def _fact_markdown(fact: FactLine) -> str:
    numbers = ", ".join(map(str, fact.sources))
    references = rf" \[{numbers}\]" if numbers else ""
    note = f" {_escape(fact.note)}" if fact.note else ""
    return f"{_escape(fact.text)}{references}{note}"


def _source_list_markdown(
    sources: Sequence[SourceLine], words: PaperWords
) -> Iterator[str]:
    if sources:
        yield f"## {_escape(words.sources)}"
        yield "\n".join(
            f"{number}. {_source_markdown(source)}"
            for number, source in enumerate(sources, 1)
        )


def _card_markdown(number: int, card: Flashcard) -> Iterator[str]:
    as_of = f" ({_escape(card.as_of)})" if card.as_of else ""
    yield f"**{number}** {_escape(card.front)}{as_of}"
    yield "\n".join(f"> {line}" for line in _escape(card.back).split("\n"))
    if card.explanation:
        yield f"> {_escape(card.explanation)}"
