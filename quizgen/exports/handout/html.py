"""A handout -> one HTML file that reads on a screen and prints on paper."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from html import escape
from pathlib import Path
from typing import assert_never

from quizgen.exports.handout import qr
from quizgen.exports.handout.parts import (
    BLANK,
    Asked,
    Body,
    Cards,
    Chapter,
    Cited,
    Columns,
    Flashcard,
    Gapped,
    Grid,
    Handout,
    Marks,
    Numbered,
    Options,
    Part,
    Ruled,
    Solutions,
    Solved,
    Study,
    Test,
    Timeline,
    Told,
    Verdicts,
)
from quizgen.exports.handout.words import Words, words

_STYLE = Path(__file__).with_name("handout.css")
_FOUR, _TWO = 16, 40
"""Characters that options may have to stand four or two in a line."""
_BESIDE = 6
"""Sheets whose keys stand side by side."""
_text = partial(escape, quote=True)


def render(handout: Handout) -> bytes:
    """The whole file, in UTF-8."""
    return "\n".join(_file(handout)).encode()


def _file(handout: Handout) -> Iterator[str]:
    large = ' class="large"' if handout.layout.large else ""
    size = {"a4": "A4", "letter": "letter", "a5": "A5"}[handout.layout.paper]
    yield f'<!DOCTYPE html>\n<html lang="{_text(handout.language)}">\n<head>'
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{_text(handout.title)}</title>"
    yield f"<style>\n{_STYLE.read_text('utf-8')}@page {{ size: {size}; }}\n</style>"
    yield f"</head>\n<body{large}>\n<main>"
    said = words(handout.language)
    for part in handout.parts:
        yield '<article class="part">'
        yield from _part(part, handout, said)
        yield "</article>"
    yield "</main>\n</body>\n</html>\n"


def _part(part: Part, handout: Handout, said: Words) -> Iterator[str]:
    title = _text(handout.title)
    key = f"<h1>{_text(said.key)}: {title}</h1>"
    course = f'<p class="course">{_text(handout.course)}</p>' if handout.course else ""
    match part:
        case Test():
            yield from _test(part, handout, f"{course}<h1>{title}</h1>", said)
        case Grid():
            yield f"{course}{key}<h2>{_text(said.grid)}</h2>"
            yield from _grid(part, said)
        case Solutions():
            whose = part.name or f"{said.version} {part.label}"
            yield f"{course}{key}<h2>{_text(said.explained)} · {_text(whose)}</h2>"
            yield _code(part.code)
            yield '<ol class="questions solved">'
            for solved in part.questions:
                yield from _solved(solved, said)
            yield "</ol>"
        case Study():
            yield f"{course}<h1>{title}</h1>"
            for chapter in part.chapters:
                yield from _studied(chapter, said)
            yield from _sources(part.sources, said)
        case Timeline():
            yield f"{course}<h1>{title}</h1>"
            for chapter in part.chapters:
                yield from _dated(chapter)
            yield from _sources(part.sources, said)
        case Cards():
            yield f'{course}<h1>{title}</h1>\n<div class="cards">'
            for number, card in enumerate(part.cards, 1):
                yield from _card(number, card)
            yield "</div>"
        case _:
            assert_never(part)


# A sheet to fill in


def _test(part: Test, handout: Handout, title: str, said: Words) -> Iterator[str]:
    image = qr.svg(part.code).replace("<svg", f'<svg role="img" aria-label="{part.code}"')
    version = f'<div class="version">{_text(said.version)} <b>{_text(part.label)}</b></div>'
    yield f"<header><div>{title}</div>{version}{image}{_code(part.code)}</header>"
    who = f"{part.name} ({part.number})" if part.number else part.name
    points = said.of_points.format(part.points)
    yield '<div class="who">'
    yield f'<span class="wide">{_text(said.name)} {_filled(who)}</span>'
    if not part.name:
        yield f"<span>{_text(said.number)} {_filled('')}</span>"
    yield f"<span>{_text(said.date)} {_filled(handout.date)}</span>"
    yield f"<span>{_text(said.points)} {_filled('')} {_text(points)}</span>"
    yield "</div>"
    for section in part.sections:
        yield f"<section><h2>{_text(section.title)}</h2>"
        yield f'<p class="fine">{_text(section.instruction)}</p>\n<ol class="questions">'
        for asked in section.questions:
            yield from _asked(asked)
        yield "</ol></section>"


def _code(code: str) -> str:
    return f'<p class="code">{_text(code)}</p>'


def _filled(value: str) -> str:
    return f"<b>{_text(value)}</b>" if value else '<span class="line"></span>'


def _asked(asked: Asked) -> Iterator[str]:
    as_of = f' <span class="as-of">({_text(asked.as_of)})</span>' if asked.as_of else ""
    stem = _stem(asked.stem)
    yield f'<li><span class="number">{asked.number}</span><p class="stem">{stem}{as_of}</p>'
    yield from _body(asked.body)
    yield "</li>"


def _stem(text: str) -> str:
    """*text*, a room to write where it has one."""
    return _text(text).replace(BLANK, f'<span class="gap">{BLANK}</span>')


def _body(body: Body) -> Iterator[str]:
    match body:
        case Options():
            longest = max(map(len, body.texts))
            wide = "four" if longest <= _FOUR else "two" if longest <= _TWO else "one"
            boxes = " boxes" if body.boxes else ""
            yield f'<ul class="options {wide}{boxes}">'
            box = '<span class="box">☐</span>' if body.boxes else ""
            for letter, text in zip(body.letters, body.texts, strict=True):
                yield f"<li>{box}<b>{letter}</b>{_text(text)}</li>"
            yield "</ul>"
        case Verdicts():
            yield '<ul class="options four">'
            for text in body.texts:
                yield f'<li><span class="box">☐</span>{_text(text)}</li>'
            yield "</ul>"
        case Ruled(room):
            yield f'<div class="ruled {room}"></div>'
        case Gapped():
            pass
        case Columns():
            yield '<table class="pairs">'
            rows = zip(body.left, body.letters, body.right, strict=True)
            for left, letter, right in rows:
                yield f'<tr><td><span class="line"></span> {_text(left)}</td>'
                yield f"<td><b>{letter}</b> {_text(right)}</td></tr>"
            yield "</table>"
        case Numbered():
            yield '<ul class="places">'
            for item in body.items:
                yield f'<li><span class="place"></span>{_text(item)}</li>'
            yield "</ul>"
        case _:
            assert_never(body)


# Keys


def _grid(part: Grid, said: Words) -> Iterator[str]:
    """A table for every six sheets; their codes are on each page that it is on."""
    for start in range(0, len(part.sheets), _BESIDE):
        sheets = part.sheets[start : start + _BESIDE]
        heads = [_text(sheet.name or sheet.label) for sheet in sheets]
        yield '<table class="grid"><thead><tr>'
        yield from (f"<th>{head}</th>" for head in (said.question, *heads, said.points))
        yield "</tr></thead><tbody>"
        for number, points in enumerate(part.points):
            yield f"<tr><th>{number + 1}</th>"
            yield from (f"<td>{_marked(sheet, number)}</td>" for sheet in sheets)
            yield f"<td>{'' if points is None else points}</td></tr>"
        yield f'</tbody><tfoot><tr><td colspan="{len(sheets) + 2}" class="fine">'
        for head, sheet in zip(heads, sheets, strict=True):
            yield f"<div><b>{head}</b> {_text(sheet.code)}</div>"
        yield "</td></tr></tfoot></table>"
    for answer, others in part.also:
        also = _text(f"{said.also} {' / '.join(others)}")
        yield f'<p class="fine"><b>{_text(answer)}</b> {also}</p>'


def _marked(sheet: Marks, number: int) -> str:
    if number >= len(sheet.marks):
        return ""
    note = sheet.notes[number]
    aside = f' <span class="as-of">({_text(note)})</span>' if note else ""
    return f"{_text(sheet.marks[number])}{aside}"


def _solved(solved: Solved, said: Words) -> Iterator[str]:
    stem = _stem(solved.stem)
    yield f'<li><span class="number">{solved.number}</span><p class="stem">{stem}</p>'
    for line in solved.answer:
        yield f'<p class="right">{_text(line)}</p>'
    if solved.explanation:
        yield f"<p>{_text(solved.explanation)}</p>"
    for wrong in solved.wrong:
        why = f' <span class="fine">– {_text(wrong.why)}</span>' if wrong.why else ""
        text = _text(f"{wrong.letter}  {wrong.text}".strip())
        yield f'<p class="wrong">{text}{why}</p>'
    if solved.sources:
        head = said.sources if len(solved.sources) > 1 else said.source
        cited = "; ".join(map(_cited, solved.sources))
        yield f'<p class="fine">{_text(head)}: {cited}</p>'
    yield "</li>"


def _cited(source: Cited) -> str:
    title = _text(source.title)
    if source.url:
        title = f'<a href="{_text(source.url)}">{title}</a>'
    return f"{title}{_text(source.details)}"


# Facts and cards


def _studied(chapter: Chapter, said: Words) -> Iterator[str]:
    yield f"<section><h2>{_text(chapter.title)}</h2>"
    heads = f"<th>{_text(said.fact)}</th><th>{_text(said.notes)}</th>"
    yield f'<table class="study"><thead><tr>{heads}</tr></thead><tbody>'
    for told in chapter.lines:
        yield f"<tr><td>{_told(told)}</td><td></td></tr>"
    yield "</tbody></table></section>"


def _dated(chapter: Chapter) -> Iterator[str]:
    yield f'<section><h2>{_text(chapter.title)}</h2>\n<ul class="timeline">'
    before = ""
    for told in chapter.lines:
        when = "" if told.when == before else _text(told.when)
        before = told.when
        space = min(told.gap * 45, 6)
        yield f'<li style="--gap:{space:.1f}em"><span class="when">{when}</span>'
        yield f'<div class="event">{_told(told)}</div></li>'
    yield "</ul></section>"


def _told(told: Told) -> str:
    numbers = ",&nbsp;".join(map(str, told.sources))
    sources = f' <span class="fine">[{numbers}]</span>' if numbers else ""
    note = f'<br><span class="fine">{_text(told.note)}</span>' if told.note else ""
    return f"{_text(told.text)}{sources}{note}"


def _sources(sources: Sequence[Cited], said: Words) -> Iterable[str]:
    if sources:
        yield f'<section><h2>{_text(said.sources)}</h2>\n<ol class="fine">'
        yield from (f"<li>{_cited(source)}</li>" for source in sources)
        yield "</ol></section>"


def _card(number: int, card: Flashcard) -> Iterator[str]:
    """Both sides next to each other: fold the pair, or cut it."""
    as_of = f"<p>{_text(card.as_of)}</p>" if card.as_of else ""
    for side, text, rest in (
        ("front", card.front, as_of),
        ("back", card.back, _text(card.explanation)),
    ):
        yield f'<div class="card"><div class="fine">{_text(card.topic)} · {number}</div>'
        yield f'<div class="middle"><div class="{side}">{_stem(text)}</div>'
        yield f'<div class="fine">{rest}</div></div></div>'
