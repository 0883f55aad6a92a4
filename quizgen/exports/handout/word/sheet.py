"""A test in Word: what is to be filled in at its head, and its questions."""

from collections.abc import Iterator
from typing import assert_never

from quizgen.exports.handout import qr
from quizgen.exports.handout.parts import (
    AnswerArea,
    AnswerLine,
    LineLength,
    MatchTable,
    OptionList,
    OrderList,
    QuestionSheet,
    SheetQuestion,
    StemGap,
    TruthBoxes,
)
from quizgen.exports.handout.word.context import Context
from quizgen.exports.handout.word.elements import (
    NO_BREAK,
    PADDING,
    Element,
    allow_break_after,
    cell,
    column_widths,
    paragraph,
    picture,
    row,
    run,
    tab,
    table,
    twips,
)
from quizgen.exports.handout.word.styles import BOX, INDENT, OPTION, PARTNER, QUESTION

_LETTER_LINE = "_" * 5
_LINES = {"short": (50, 12), "half": (95, 22)}
"""How long a line to write on is at least, in mm and in em."""
_QR = 18
"""The width of the code on a sheet, in mm."""


def sheet_blocks(context: Context, part: QuestionSheet) -> Iterator[Element]:
    """Yield the sheet without its title."""
    yield _sheet_head(context, part)
    for section in part.sections:
        yield paragraph("Heading 2", run(section.title))
        yield paragraph("Instruction", run(section.instruction))
        for question in section.questions:
            yield from _question(context, question)


def _sheet_head(context: Context, part: QuestionSheet) -> Element:
    """Return a table: what is to be filled in, the version, and the code."""
    words = context.words
    version = twips(5) + round(len(words.version) * 0.5 * context.em)
    code = twips(_QR + 5)
    fields = context.page.room - version - code
    label = run(part.label, bold=True, size=context.layout.size * 1.7)
    image = picture(
        context.document,
        qr.png(part.code),
        _QR,
        number=context.part_number,
        alternative=f"{words.code}: {part.code}",
    )
    cells = (
        cell(fields, *_fields(context, part, fields), upright="center"),
        cell(
            version,
            paragraph("Version", run(words.version), centred=True),
            paragraph("Version", label, centred=True),
            upright="center",
        ),
        cell(code, paragraph("Version", image, centred=True), upright="center"),
    )
    return table([fields, version, code], [row(*cells)])


def _fields(context: Context, part: QuestionSheet, width: int) -> Iterator[Element]:
    """Yield name, date and points, each with a line to write on if it is not known."""
    words, room = context.words, width - 2 * PADDING - 20
    who = f"{part.name} ({part.number})" if part.number else part.name
    lines = [
        [(words.name, who, "")] + ([] if who else [(words.number, "", "")]),
        [
            (words.date, context.handout.date, ""),
            (words.points, "", words.out_of_points.format(part.points)),
        ],
    ]
    if context.layout.large:
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


def _question(context: Context, question: SheetQuestion) -> Iterator[Element]:
    """Yield a question that stays on one page, if there is room for it on any."""
    stem = [run(question.stem)]
    if question.as_of:
        as_of = question.as_of.replace(" ", NO_BREAK)
        stem.append(run(f" ({as_of})", size=context.small))
    first = paragraph("Question", *stem, item=(context.numbering, QUESTION))
    *blocks, last = [first, *_area_blocks(context, question.area)]
    yield from blocks
    yield allow_break_after(last)


def _area_blocks(context: Context, area: AnswerArea) -> Iterator[Element]:
    """Yield what there is to choose or to fill in."""
    match area:
        case OptionList():
            item = (context.numbering, BOX if area.boxes else OPTION)
            for text in area.texts:
                yield paragraph("Option", run(text), item=item)
        case TruthBoxes():
            boxes = "\t".join(f"☐ {text}" for text in area.texts)
            yield paragraph("Verdict", run(boxes))
        case AnswerLine(length):
            # LibreOffice leaves out what is empty and stands at the end of a section.
            yield paragraph("Answer Line", run(NO_BREAK), short=_short(context, length))
        case StemGap():
            pass
        case MatchTable():
            yield _match_table(context, area)
        case OrderList():
            yield _order_table(context, area)
        case _:
            assert_never(area)


def _short(context: Context, length: LineLength) -> int:
    """Return how far from the right margin a line to write on ends."""
    if length == "full":
        return 0
    hand, print_width = _LINES[length]
    line = max(twips(hand), print_width * context.em)
    return max(0, context.page.room - round(INDENT * context.em) - line)


def _match_table(context: Context, match_table: MatchTable) -> Element:
    """Return two columns, the wider for the longer texts."""
    indent = round(INDENT * context.em) - PADDING  # texts stand under the stem
    left_length, right_length = (
        max(map(len, texts)) for texts in (match_table.left, match_table.right)
    )
    share = min(0.65, max(0.45, left_length / (left_length + right_length)))
    widths = column_widths(context.page.room - indent, (share, 1 - share))
    numbering = (context.numbering, PARTNER)
    rows = (
        row(
            cell(widths[0], paragraph("Pair", run(f"{_LETTER_LINE}\t{item}"))),
            cell(widths[1], paragraph("Option", run(partner), item=numbering)),
        )
        for item, partner in zip(match_table.left, match_table.right, strict=True)
    )
    return table(widths, rows, ruled=False, indent=indent)


def _order_table(context: Context, order_list: OrderList) -> Element:
    """Return the items, each behind a box for its place."""
    indent, box = round(INDENT * context.em), round(2.2 * context.em)
    text = context.page.room - indent - box
    rows = (
        row(
            cell(box, paragraph("Item"), edges=("top", "left", "bottom", "right")),
            cell(text, paragraph("Item", run(item)), upright="center"),
            height=round(2 * context.em),
        )
        for item in order_list.items
    )
    return table([box, text], rows, ruled=False, indent=indent)
