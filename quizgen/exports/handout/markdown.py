"""A handout -> Markdown (CommonMark, with the tables of GitHub)."""

import re
from collections.abc import Iterator, Sequence
from typing import assert_never

from quizgen.exports.handout.parts import (
    BLANK,
    Asked,
    Body,
    Cards,
    Chapter,
    Cited,
    Columns,
    Gapped,
    Grid,
    Handout,
    Marks,
    Numbered,
    Options,
    Part,
    Room,
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

_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$&:@=\"'^/])")
_BOX = "☐"
_LINE = r"\_\_\_\_"
_LINES: dict[Room, int] = {"short": 4, "half": 7, "full": 15}
"""How many of them make room for an answer."""


def render(handout: Handout) -> bytes:
    """The whole file, in UTF-8."""
    said = words(handout.language)
    blocks: list[str] = []
    for part in handout.parts:
        if blocks:
            blocks.append("---")
        blocks += _part(part, handout, said)
    return ("\n\n".join(blocks) + "\n").encode()


def _text(text: str) -> str:
    """*text* with every sign escaped that could be taken for markup."""
    lines = text.replace(BLANK, "\0").split("\n")
    escaped = "  \n".join(_SPECIAL.sub(r"\\\1", line) for line in lines)
    return escaped.replace("\0", r"\_" * len(BLANK))


def _part(part: Part, handout: Handout, said: Words) -> Iterator[str]:
    title = _text(handout.title)
    match part:
        case Test():
            yield from _test(part, handout, said)
        case Grid():
            yield f"# {_text(said.key)}: {title}"
            yield f"## {_text(said.grid)}"
            yield from _grid(part, said)
        case Solutions():
            whose = part.name or f"{said.version} {part.label}"
            yield f"# {_text(said.key)}: {title}"
            yield f"## {_text(said.explained)} · {_text(whose)}"
            for solved in part.questions:
                yield from _solved(solved, said)
            yield f"`{part.code}`"
        case Study():
            yield f"# {title}"
            for chapter in part.chapters:
                yield from _studied(chapter, said)
            yield from _sources(part.sources, said)
        case Timeline():
            yield f"# {title}"
            for chapter in part.chapters:
                yield f"## {_text(chapter.title)}"
                yield "\n".join(
                    f"- **{_text(told.when)}** {_told(told)}" for told in chapter.lines
                )
            yield from _sources(part.sources, said)
        case Cards():
            yield f"# {title}"
            for number, card in enumerate(part.cards, 1):
                as_of = f" ({_text(card.as_of)})" if card.as_of else ""
                yield f"**{number}** {_text(card.front)}{as_of}"
                yield "\n".join(f"> {line}" for line in _text(card.back).split("\n"))
                if card.explanation:
                    yield f"> {_text(card.explanation)}"
        case _:
            assert_never(part)


# A sheet to fill in


def _test(part: Test, handout: Handout, said: Words) -> Iterator[str]:
    if handout.course:
        yield _text(handout.course)
    yield f"# {_text(handout.title)}"
    who = f"{part.name} ({part.number})" if part.number else part.name
    points = said.of_points.format(part.points)
    fields = (
        f"{_text(said.name)}: {_text(who) or _LINE * 5}",
        f"{_text(said.date)}: {_text(handout.date) or _LINE * 2}",
        f"{_text(said.version)}: **{_text(part.label)}**",
        f"{_text(said.points)}: {_LINE} {_text(points)}",
    )
    yield "  \n".join(fields)
    for section in part.sections:
        yield f"## {_text(section.title)}"
        yield f"*{_text(section.instruction)}*"
        for asked in section.questions:
            yield from _asked(asked)
    yield f"`{part.code}`"


def _asked(asked: Asked) -> Iterator[str]:
    as_of = f" ({_text(asked.as_of)})" if asked.as_of else ""
    yield f"**{asked.number}** {_text(asked.stem)}{as_of}"
    yield from _body(asked.body)


def _body(body: Body) -> Iterator[str]:
    match body:
        case Options():
            box = f"{_BOX} " if body.boxes else ""
            yield "\n".join(
                f"- {box}**{letter}** {_text(text)}"
                for letter, text in zip(body.letters, body.texts, strict=True)
            )
        case Verdicts():
            yield "\n".join(f"- {_BOX} {_text(text)}" for text in body.texts)
        case Ruled(room):
            yield _LINE * _LINES[room]
        case Gapped():
            pass
        case Columns():
            rows = zip(body.left, body.letters, body.right, strict=True)
            yield _table(
                ["", ""],
                [
                    [f"{_LINE} {_text(left)}", f"**{letter}** {_text(right)}"]
                    for left, letter, right in rows
                ],
            )
        case Numbered():
            yield "\n".join(f"- {_LINE} {_text(item)}" for item in body.items)
        case _:
            assert_never(body)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


# Keys


def _grid(part: Grid, said: Words) -> Iterator[str]:
    heads = [_text(sheet.name or sheet.label) for sheet in part.sheets]
    rows = [
        [
            f"**{number + 1}**",
            *(_text(_marked(sheet, number)) for sheet in part.sheets),
            "" if points is None else str(points),
        ]
        for number, points in enumerate(part.points)
    ]
    yield _table([_text(said.question), *heads, _text(said.points)], rows)
    yield "\n".join(
        f"- **{head}** `{sheet.code}`"
        for head, sheet in zip(heads, part.sheets, strict=True)
    )
    if part.also:
        yield "\n".join(
            f"- **{_text(answer)}** {_text(said.also)} {_text(' / '.join(others))}"
            for answer, others in part.also
        )


def _marked(sheet: Marks, number: int) -> str:
    if number >= len(sheet.marks):
        return ""
    note = sheet.notes[number]
    return f"{sheet.marks[number]} ({note})" if note else sheet.marks[number]


def _solved(solved: Solved, said: Words) -> Iterator[str]:
    yield f"**{solved.number}** {_text(solved.stem)}"
    yield "\n".join(f"- ✓ **{_text(line)}**" for line in solved.answer)
    if solved.explanation:
        yield _text(solved.explanation)
    lines = []
    for wrong in solved.wrong:
        why = f" – {_text(wrong.why)}" if wrong.why else ""
        lines.append(f"- ✗ {_text(f'{wrong.letter}  {wrong.text}'.strip())}{why}")
    if lines:
        yield "\n".join(lines)
    if solved.sources:
        head = said.sources if len(solved.sources) > 1 else said.source
        yield f"{_text(head)}: {'; '.join(map(_cited, solved.sources))}"


def _cited(source: Cited) -> str:
    title = _text(source.title)
    if source.url:
        url = re.sub(r"[\s<>\\]", lambda sign: f"%{ord(sign[0]):02X}", source.url)
        title = f"[{title}](<{url}>)"
    return f"{title}{_text(source.details)}"


# Facts


def _studied(chapter: Chapter, said: Words) -> Iterator[str]:
    yield f"## {_text(chapter.title)}"
    rows = [[_told(told), ""] for told in chapter.lines]
    yield _table([_text(said.fact), _text(said.notes)], rows)


def _told(told: Told) -> str:
    numbers = ", ".join(map(str, told.sources))
    sources = rf" \[{numbers}\]" if numbers else ""
    note = f" {_text(told.note)}" if told.note else ""
    return f"{_text(told.text)}{sources}{note}"


def _sources(sources: Sequence[Cited], said: Words) -> Iterator[str]:
    if sources:
        yield f"## {_text(said.sources)}"
        yield "\n".join(
            f"{number}. {_cited(source)}" for number, source in enumerate(sources, 1)
        )
