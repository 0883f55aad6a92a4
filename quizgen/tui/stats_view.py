"""A tally -> lines for a terminal: tables, a calendar, a forecast."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.console import Console
from rich.text import Text as Styled

from quizgen.review.charts import (
    LEVELS,
    WEEKDAYS,
    YEAR,
    calendar,
    headlines,
    level,
    spelled,
)
from quizgen.review.stats import AHEAD, Known, Mastery, Tally

WIDEST = 100
"""Columns of text; a year takes more where there are more."""
_HUES = ("dim", "#7a857a", "#5a8f5a", "#38a04a", "#00b833")
"""Of `shades`: more is greener, not brighter, so that it shows on black and on white."""
_BAR = 20
_TALL = 4
"""Lines of the forecast."""


class _Ink(NamedTuple):
    """What pictures are drawn with.

    Attributes:
        shades: Of a day in the calendar, from none to most.
        parts: Of the facts: known, being learned, never asked.
        steps: Of a bar in one line, from empty to full.
    """

    shades: str
    parts: str
    steps: str


_BLOCKS = _Ink("·░▒▓█", "█▒·", " ▁▂▃▄▅▆▇█")
_COLOURS = _BLOCKS._replace(shades="·■■■■")
_PLAIN = _Ink(".:+*#", "#+.", "  ...:::#")


class _Sheet(NamedTuple):
    """What is drawn on; *wide* is its width in columns."""

    console: Console
    ink: _Ink
    wide: int

    @property
    def text(self) -> int:
        """How wide texts may be."""
        return min(self.wide, WIDEST)


def pictured(tally: Tally, console: Console, *, plain: bool = False) -> Iterator[Styled]:
    """The lines, none longer than *console* is wide (40 or more); *plain*: in ASCII."""
    if not tally.reviews:
        yield Styled("Nothing was reviewed yet.")
        return
    colours = console.color_system and not console.no_color
    ink = _PLAIN if plain else _COLOURS if colours else _BLOCKS
    sheet = _Sheet(console, ink, max(40, console.width))
    for number, line in enumerate(headlines(tally)):
        yield from _wrapped(Styled(line, "" if number else "bold"), sheet, sheet.text)
    for heading, lines in (
        ("Facts today", _facts(tally, sheet)),
        ("Recalled on a later day", _retention(tally, sheet)),
        ("Answers a day", _calendar(tally, sheet)),
        (f"Due in the next {AHEAD} days", _forecast(tally, sheet)),
        ("Hardest facts", _hardest(tally.hardest, sheet)),
    ):
        found = [*lines]
        if found:
            yield Styled()
            yield Styled(heading, "bold")
            yield from found


def _facts(tally: Tally, sheet: _Sheet) -> Iterator[Styled]:
    """A line a deck: how many facts are known, being learned, and never asked."""
    yield Styled("known learning unasked", "dim")
    rows = tally.known_by_deck
    for one in rows if len(rows) == 1 else (tally.known, *rows):
        unasked = "?" if one.facts is None else f"{one.facts - one.met:,}"
        figures = Styled(f"{one.known:5,}{one.met - one.known:9,}{unasked:>8}  ")
        bar = _parts(one, sheet.ink) if sheet.wide >= 60 else Styled()
        yield from _beside(figures + bar, Styled(one.name or "all"), sheet)


def _parts(one: Known, ink: _Ink) -> Styled:
    """A bar of _BAR columns, and two blanks."""
    of = max(1, one.facts or one.met)
    known, met = (-(-_BAR * count // of) for count in (one.known, one.met))
    widths = known, met - known, _BAR - met
    parts = zip(ink.parts, widths, ("green", "green", "dim"), strict=True)
    return Styled.assemble(*((mark * width, style) for mark, width, style in parts), "  ")


def _retention(tally: Tally, sheet: _Sheet) -> Iterator[Styled]:
    """A line for all, for each deck and its topics, and for each form."""
    if tally.kept is None:
        return
    rows = [(tally.kept, "all", 0)]
    for deck in tally.decks:
        rows.append((deck, deck.name, 0))
        topics = (topic for topic in tally.topics if topic.deck == deck.name)
        rows += ((topic, topic.name, 2) for topic in topics)
    rows += ((form, form.name, 0) for form in tally.forms)
    yield Styled("recalled desired answers", "dim")
    for kept, name, indent in rows:
        if kept is tally.forms[0]:
            yield Styled(f"{' ' * 26}by form", "dim")
        figures = f"{kept.share:8.0%}{kept.wished:8.0%}{kept.asked:8,}  {' ' * indent}"
        yield from _beside(Styled(figures), Styled(name), sheet)


def _calendar(tally: Tally, sheet: _Sheet) -> Iterator[Styled]:
    """A column a week, a row a weekday; a darker shade is more answers."""
    first = min(*tally.days, tally.day)
    weeks = min(YEAR, (tally.day - 1) // 7 - (first - 1) // 7 + 1, sheet.wide - 3)
    wide = 2 if 2 * weeks <= sheet.wide - 3 else 1
    start, _, months = calendar(tally.day, weeks, 4 // wide)
    names = ""
    for week, name in months.items():
        names = f"{names:<{week * wide}}{name}"
    yield Styled(f"   {names}", "dim")
    most = max(tally.days.values())
    for weekday, name in enumerate(WEEKDAYS):
        line = Styled.assemble((f"{name:<3}", "dim"))
        for day in range(start + weekday, tally.day + 1, 7):
            line.append(*_shade(level(tally.days.get(day, 0), most), sheet.ink))
            line.append(" " * (wide - 1))
        line.rstrip()
        yield line
    legend = Styled.assemble(("   less ", "dim"))
    for dark in range(LEVELS + 1):
        legend.append(*_shade(dark, sheet.ink))
    best = max(tally.days, key=lambda day: (tally.days[day], day))
    yield legend.append(f" more, {most:,} on {spelled(best, year=True)}", "dim")
    dates = f"{spelled(start, year=True)} to {spelled(tally.day, year=True)}"
    yield Styled(f"   {dates}", "dim")


def _shade(dark: int, ink: _Ink) -> tuple[str, str]:
    return ink.shades[dark], _HUES[dark]


def _forecast(tally: Tally, sheet: _Sheet) -> Iterator[Styled]:
    """A bar a day, a date under every seventh."""
    steps = sheet.ink.steps
    most = max(1, *tally.forecast)
    figure = f"{most:,} "
    wide = max(1, min(3, (sheet.text - len(figure)) // AHEAD))
    full = len(steps) - 1
    heights = [-(-_TALL * full * count // most) for count in tally.forecast]
    for line in reversed(range(_TALL)):
        bars = ""
        for height in heights:
            step = steps[min(full, max(0, height - full * line))]
            bars += step * max(1, wide - 1) + " " * (wide > 1)
        start = figure if line == _TALL - 1 else " " * len(figure)
        yield Styled.assemble((start, "dim"), (bars.rstrip(), "green"))
    dates = ""
    for ahead in range(0, AHEAD, 7):
        dates = f"{dates:<{ahead * wide}}{spelled(tally.day + ahead)}"
    yield Styled((" " * len(figure) + dates)[: sheet.text], "dim")
    told = f"{tally.forecast[0]:,} today, {tally.forecast[1]:,} tomorrow"
    last = spelled(tally.day + AHEAD - 1)
    told += f", {sum(tally.forecast):,} until {last}"
    yield from _wrapped(Styled(told), sheet, sheet.text)


def _hardest(hardest: Sequence[Mastery], sheet: _Sheet) -> Iterator[Styled]:
    if hardest:
        yield Styled("lapses mastery", "dim")
    for one in hardest:
        figures = f"{one.lapses:6,}{one.chance:8.0%}  "
        text = Styled(one.text)
        if one.leech:
            text.append(" (leech)", "yellow")
        yield from _beside(Styled(figures), text, sheet)


def _beside(figures: Styled, text: Styled, sheet: _Sheet) -> Iterator[Styled]:
    """*figures* and, over as many lines as it needs, *text*."""
    blank = Styled(" " * len(figures))
    for line in _wrapped(text, sheet, sheet.text - figures.cell_len):
        yield figures + line
        figures = blank


def _wrapped(text: Styled, sheet: _Sheet, columns: int) -> Iterator[Styled]:
    for line in text.wrap(sheet.console, columns):
        line.rstrip()
        yield line
