"""A test in Word: what is to be filled in at its head, and its questions."""

from collections.abc import Iterator
from typing import assert_never

from quizgen.exports.handout import qr
from quizgen.exports.handout.parts import (
    Asked,
    Body,
    Columns,
    Gapped,
    Numbered,
    Options,
    Room,
    Ruled,
    Test,
    Verdicts,
)
from quizgen.exports.handout.wordfields import Draft, picture
from quizgen.exports.handout.wordml import (
    PADDING,
    Element,
    cell,
    paragraph,
    released,
    row,
    run,
    shares,
    tab,
    table,
    twips,
)
from quizgen.exports.handout.wordstyles import BOX, INDENT, OPTION, PARTNER, QUESTION

_BLANK = "_" * 5
_NO_BREAK = "\N{NO-BREAK SPACE}"
_LINES = {"short": (50, 12), "half": (95, 22)}
"""How long a line to write on is at least, in mm and in em."""
_QR = 18
"""The width of the code on a sheet, in mm."""


def sheet(draft: Draft, part: Test) -> Iterator[Element]:
    """The sheet without its title."""
    yield _head(draft, part)
    for section in part.sections:
        yield paragraph("Heading 2", run(section.title))
        yield paragraph("Instruction", run(section.instruction))
        for asked in section.questions:
            yield from _asked(draft, asked)


def _head(draft: Draft, part: Test) -> Element:
    """A table: what is to be filled in, the version, and the code."""
    said = draft.words
    version = twips(5) + round(len(said.version) * 0.5 * draft.em)
    code = twips(_QR + 5)
    fields = draft.page.room - version - code
    label = run(part.label, bold=True, size=draft.layout.size * 1.7)
    image = picture(draft, qr.png(part.code), _QR, f"{said.code}: {part.code}")
    cells = (
        cell(fields, *_fields(draft, part, fields), upright="center"),
        cell(
            version,
            paragraph("Version", run(said.version), centred=True),
            paragraph("Version", label, centred=True),
            upright="center",
        ),
        cell(code, paragraph("Version", image, centred=True), upright="center"),
    )
    return table([fields, version, code], [row(*cells)])


def _fields(draft: Draft, part: Test, width: int) -> Iterator[Element]:
    """Name, date and points, each with a line to write on if it is not known."""
    said, room = draft.words, width - 2 * PADDING - 20
    who = f"{part.name} ({part.number})" if part.number else part.name
    lines = [
        [(said.name, who, "")] + ([] if who else [(said.number, "", "")]),
        [
            (said.date, draft.handout.date, ""),
            (said.points, "", said.of_points.format(part.points)),
        ],
    ]
    if draft.layout.large:
        lines = [[field] for line in lines for field in line]
    for line in lines:
        ends = [room] if len(line) == 1 else [round(room * 0.6), room]
        text: list[Element] = []
        stops = []
        for (name, value, after), end in zip(line, ends, strict=True):
            text.append(run(f"{' ' if text else ''}{name}: "))
            text += [run(value, bold=True)] if value else []
            text.append(run(f"\t {after}" if after else "\t"))
            stops.append(tab(end, right=end == room, ruled=not value))
        yield paragraph("Field", *text, tabs=stops)


def _asked(draft: Draft, asked: Asked) -> Iterator[Element]:
    """A question that stays on one page, if there is room for it on any."""
    stem = [run(asked.stem)]
    if asked.as_of:
        as_of = asked.as_of.replace(" ", _NO_BREAK)
        stem.append(run(f" ({as_of})", size=draft.small))
    first = paragraph("Question", *stem, item=(draft.numbering, QUESTION))
    *kept, last = [first, *_body(draft, asked.body)]
    yield from kept
    yield released(last)


def _body(draft: Draft, body: Body) -> Iterator[Element]:
    """What there is to choose or to fill in."""
    match body:
        case Options():
            item = (draft.numbering, BOX if body.boxes else OPTION)
            for text in body.texts:
                yield paragraph("Option", run(text), item=item)
        case Verdicts():
            boxes = "\t".join(f"☐ {text}" for text in body.texts)
            yield paragraph("Verdict", run(boxes))
        case Ruled(room):
            # LibreOffice leaves out what is empty and stands at the end of a section.
            yield paragraph("Answer Line", run(_NO_BREAK), short=_short(draft, room))
        case Gapped():
            pass
        case Columns():
            yield _columns(draft, body)
        case Numbered():
            yield _numbered(draft, body)
        case _:
            assert_never(body)


def _short(draft: Draft, room: Room) -> int:
    """How far from the right margin a line to write on ends."""
    if room == "full":
        return 0
    hand, printed = _LINES[room]
    line = max(twips(hand), printed * draft.em)
    return max(0, draft.page.room - round(INDENT * draft.em) - line)


def _columns(draft: Draft, body: Columns) -> Element:
    """Two columns, the wider for the longer texts."""
    indent = round(INDENT * draft.em) - PADDING  # texts stand under the stem
    left, right = (max(map(len, texts)) for texts in (body.left, body.right))
    share = min(0.65, max(0.45, left / (left + right)))
    widths = shares(draft.page.room - indent, (share, 1 - share))
    item = (draft.numbering, PARTNER)
    rows = (
        row(
            cell(widths[0], paragraph("Pair", run(f"{_BLANK}\t{one}"))),
            cell(widths[1], paragraph("Option", run(other), item=item)),
        )
        for one, other in zip(body.left, body.right, strict=True)
    )
    return table(widths, rows, ruled=False, indent=indent)


def _numbered(draft: Draft, body: Numbered) -> Element:
    """A box before each item."""
    indent, box = round(INDENT * draft.em), round(2.2 * draft.em)
    rest = draft.page.room - indent - box
    rows = (
        row(
            cell(box, paragraph("Item"), edges=("top", "left", "bottom", "right")),
            cell(rest, paragraph("Item", run(item)), upright="center"),
            height=round(2 * draft.em),
        )
        for item in body.items
    )
    return table([box, rest], rows, ruled=False, indent=indent)
