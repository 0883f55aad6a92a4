"""A handout as one HTML file that reads on a screen and prints on paper."""

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import assert_never

from quizgen.exports.handout import qr
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

_STYLE = Path(__file__).with_name("handout.css")
_FOUR, _TWO = 16, 40
"""Characters that options may have to stand four or two in a line."""
_BESIDE = 6
"""Sheets whose keys stand side by side."""


def render(handout: Handout) -> bytes:
    """Return *handout* as an HTML file in UTF-8 that loads nothing."""
    return "\n".join(_file_html(handout)).encode()


def _file_html(handout: Handout) -> Iterator[str]:
    large = ' class="large"' if handout.layout.large else ""
    size = {"a4": "A4", "letter": "letter", "a5": "A5"}[handout.layout.paper]
    yield f'<!DOCTYPE html>\n<html lang="{escape(handout.language)}">\n<head>'
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(handout.title)}</title>"
    yield f"<style>\n{_STYLE.read_text('utf-8')}@page {{ size: {size}; }}\n</style>"
    yield f"</head>\n<body{large}>\n<main>"
    words = words_in(handout.language).paper
    for part in handout.parts:
        yield '<article class="part">'
        yield from _part_html(part, handout, words)
        yield "</article>"
    yield "</main>\n</body>\n</html>\n"


def _part_html(part: HandoutPart, handout: Handout, words: PaperWords) -> Iterator[str]:
    title = escape(handout.title)
    key = f"<h1>{escape(words.key)}: {title}</h1>"
    course = f'<p class="course">{escape(handout.course)}</p>' if handout.course else ""
    match part:
        case QuestionSheet():
            yield from _sheet_html(part, handout, f"{course}<h1>{title}</h1>", words)
        case KeyGrid():
            yield f"{course}{key}<h2>{escape(words.quick_marking)}</h2>"
            yield from _key_grid_html(part, words)
        case SolutionSheet():
            owner = part.name or f"{words.version} {part.label}"
            heading = f"{words.answers_with_reasons} · {owner}"
            yield f"{course}{key}<h2>{escape(heading)}</h2>"
            yield _code_html(part.code)
            yield '<ol class="questions solved">'
            for solution in part.solutions:
                yield from _solution_html(solution, words)
            yield "</ol>"
        case StudySheet():
            yield f"{course}<h1>{title}</h1>"
            for chapter in part.chapters:
                yield from _study_html(chapter, words)
            yield from _source_list_html(part.sources, words)
        case Timeline():
            yield f"{course}<h1>{title}</h1>"
            for chapter in part.chapters:
                yield from _timeline_html(chapter)
            yield from _source_list_html(part.sources, words)
        case Flashcards():
            yield f'{course}<h1>{title}</h1>\n<div class="cards">'
            for number, card in enumerate(part.cards, 1):
                yield from _card_html(number, card)
            yield "</div>"
        case _:
            assert_never(part)


# A sheet to fill in


def _sheet_html(
    part: QuestionSheet, handout: Handout, title: str, words: PaperWords
) -> Iterator[str]:
    image = qr.svg(part.code).replace("<svg", f'<svg role="img" aria-label="{part.code}"')
    version = (
        f'<div class="version">{escape(words.version)} <b>{escape(part.label)}</b></div>'
    )
    yield f"<header><div>{title}</div>{version}{image}{_code_html(part.code)}</header>"
    who = f"{part.name} ({part.number})" if part.number else part.name
    points = words.out_of_points.format(part.points)
    yield '<div class="who">'
    yield f'<span class="wide">{escape(words.name)} {_field_html(who)}</span>'
    if not part.name:
        yield f"<span>{escape(words.number)} {_field_html('')}</span>"
    yield f"<span>{escape(words.date)} {_field_html(handout.date)}</span>"
    yield f"<span>{escape(words.points)} {_field_html('')} {escape(points)}</span>"
    yield "</div>"
    for section in part.sections:
        yield f"<section><h2>{escape(section.title)}</h2>"
        yield f'<p class="fine">{escape(section.instruction)}</p>\n<ol class="questions">'
        for question in section.questions:
            yield from _question_html(question)
        yield "</ol></section>"


def _code_html(code: str) -> str:
    return f'<p class="code">{escape(code)}</p>'


def _field_html(value: str) -> str:
    """Return *value*, or a line to write it on."""
    return f"<b>{escape(value)}</b>" if value else '<span class="line"></span>'


def _question_html(question: SheetQuestion) -> Iterator[str]:
    as_of = ""
    if question.as_of:
        as_of = f' <span class="as-of">({escape(question.as_of)})</span>'
    number = f'<span class="number">{question.number}</span>'
    yield f'<li>{number}<p class="stem">{_stem_html(question.stem)}{as_of}</p>'
    yield from _answer_area_html(question.area)
    yield "</li>"


def _stem_html(text: str) -> str:
    """Return *text*, with a room to write where it has one."""
    return escape(text).replace(BLANK, f'<span class="gap">{BLANK}</span>')


def _answer_area_html(area: AnswerArea) -> Iterator[str]:
    match area:
        case OptionList():
            yield from _options_html(area)
        case TruthBoxes():
            yield '<ul class="options four">'
            for text in area.texts:
                yield f'<li><span class="box">☐</span>{escape(text)}</li>'
            yield "</ul>"
        case AnswerLine(length):
            yield f'<div class="ruled {length}"></div>'
        case StemGap():
            pass
        case MatchTable():
            yield '<table class="pairs">'
            rows = zip(area.left, area.letters, area.right, strict=True)
            for item, letter, partner in rows:
                yield f'<tr><td><span class="line"></span> {escape(item)}</td>'
                yield f"<td><b>{letter}</b> {escape(partner)}</td></tr>"
            yield "</table>"
        case OrderList():
            yield '<ul class="places">'
            for item in area.items:
                yield f'<li><span class="place"></span>{escape(item)}</li>'
            yield "</ul>"
        case _:
            assert_never(area)


def _options_html(options: OptionList) -> Iterator[str]:
    longest = max(map(len, options.texts))
    columns = "four" if longest <= _FOUR else "two" if longest <= _TWO else "one"
    boxes = " boxes" if options.boxes else ""
    yield f'<ul class="options {columns}{boxes}">'
    box = '<span class="box">☐</span>' if options.boxes else ""
    for letter, text in zip(options.letters, options.texts, strict=True):
        yield f"<li>{box}<b>{letter}</b>{escape(text)}</li>"
    yield "</ul>"


# Keys


def _key_grid_html(part: KeyGrid, words: PaperWords) -> Iterator[str]:
    """Yield a table for every six sheets, with their codes on each page that it is on."""
    for start in range(0, len(part.columns), _BESIDE):
        columns = part.columns[start : start + _BESIDE]
        heads = [escape(column.name or column.label) for column in columns]
        yield '<table class="grid"><thead><tr>'
        row = (words.question, *heads, words.points)
        yield from (f"<th>{head}</th>" for head in row)
        yield "</tr></thead><tbody>"
        for number, points in enumerate(part.points):
            yield f"<tr><th>{number + 1}</th>"
            yield from (f"<td>{_key_html(column, number)}</td>" for column in columns)
            yield f"<td>{'' if points is None else points}</td></tr>"
        yield f'</tbody><tfoot><tr><td colspan="{len(columns) + 2}" class="fine">'
        for head, column in zip(heads, columns, strict=True):
            yield f"<div><b>{head}</b> {escape(column.code)}</div>"
        yield "</td></tr></tfoot></table>"
    for key in part.typed_keys:
        also = escape(f"{words.also_accepted} {' / '.join(key.alternatives)}")
        yield f'<p class="fine"><b>{escape(key.text)}</b> {also}</p>'


def _key_html(column: KeyColumn, number: int) -> str:
    """Return the key of the question *number*, counted from 0, with its note."""
    if number >= len(column.keys):
        return ""
    note = column.notes[number]
    aside = f' <span class="as-of">({escape(note)})</span>' if note else ""
    return f"{escape(column.keys[number])}{aside}"


def _solution_html(solution: Solution, words: PaperWords) -> Iterator[str]:
    number = f'<span class="number">{solution.number}</span>'
    yield f'<li>{number}<p class="stem">{_stem_html(solution.stem)}</p>'
    for line in solution.key:
        yield f'<p class="right">{escape(line)}</p>'
    if solution.explanation:
        yield f"<p>{escape(solution.explanation)}</p>"
    for wrong in solution.wrong_answers:
        rationale = ""
        if wrong.rationale:
            rationale = f' <span class="fine">– {escape(wrong.rationale)}</span>'
        text = escape(f"{wrong.letter}  {wrong.text}".strip())
        yield f'<p class="wrong">{text}{rationale}</p>'
    if solution.sources:
        head = words.sources if len(solution.sources) > 1 else words.source
        sources = "; ".join(map(_source_html, solution.sources))
        yield f'<p class="fine">{escape(head)}: {sources}</p>'
    yield "</li>"


def _source_html(source: SourceLine) -> str:
    title = escape(source.title)
    if source.url:
        title = f'<a href="{escape(source.url)}">{title}</a>'
    return f"{title}{escape(source.details)}"


# Facts and cards


def _study_html(chapter: Chapter, words: PaperWords) -> Iterator[str]:
    yield f"<section><h2>{escape(chapter.title)}</h2>"
    heads = f"<th>{escape(words.fact)}</th><th>{escape(words.notes)}</th>"
    yield f'<table class="study"><thead><tr>{heads}</tr></thead><tbody>'
    for fact in chapter.facts:
        yield f"<tr><td>{_fact_html(fact)}</td><td></td></tr>"
    yield "</tbody></table></section>"


def _timeline_html(chapter: Chapter) -> Iterator[str]:
    yield f'<section><h2>{escape(chapter.title)}</h2>\n<ul class="timeline">'
    before = ""
    for fact in chapter.facts:
        when = "" if fact.when == before else escape(fact.when)
        before = fact.when
        space = min(fact.gap * 45, 6)
        yield f'<li style="--gap:{space:.1f}em"><span class="when">{when}</span>'
        yield f'<div class="event">{_fact_html(fact)}</div></li>'
    yield "</ul></section>"


def _fact_html(fact: FactLine) -> str:
    numbers = ",&nbsp;".join(map(str, fact.sources))
    references = f' <span class="fine">[{numbers}]</span>' if numbers else ""
    note = f'<br><span class="fine">{escape(fact.note)}</span>' if fact.note else ""
    return f"{escape(fact.text)}{references}{note}"


def _source_list_html(sources: Sequence[SourceLine], words: PaperWords) -> Iterator[str]:
    if sources:
        yield f'<section><h2>{escape(words.sources)}</h2>\n<ol class="fine">'
        yield from (f"<li>{_source_html(source)}</li>" for source in sources)
        yield "</ol></section>"


def _card_html(number: int, card: Flashcard) -> Iterator[str]:
    """Yield both sides next to each other: fold the pair, or cut it."""
    as_of = f"<p>{escape(card.as_of)}</p>" if card.as_of else ""
    for side, text, details in (
        ("front", card.front, as_of),
        ("back", card.back, escape(card.explanation)),
    ):
        yield f'<div class="card"><div class="fine">{escape(card.topic)} · {number}</div>'
        yield f'<div class="middle"><div class="{side}">{_stem_html(text)}</div>'
        yield f'<div class="fine">{details}</div></div></div>'
