"""Statistics -> lines for a terminal: tables, a calendar, a forecast."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from quizgen.i18n import Words, words_in
from quizgen.review.mastery import FactCounts, FactMastery
from quizgen.review.stats import FORECAST_DAYS, Stats
from quizgen.review.stats_texts import (
    LEVELS,
    YEAR_WEEKS,
    calendar,
    date_text,
    headlines,
    level,
    number_text,
    weekday_names,
)

MAX_TEXT_WIDTH = 100
"""The most columns of text; a year takes more where there are more."""
_HUES = ("dim", "#7a857a", "#5a8f5a", "#38a04a", "#00b833")
"""Of `shades`: more is greener, not brighter, so that it shows on black and on white."""
_BAR_WIDTH = 20
_FORECAST_LINES = 4
"""The height of the forecast's bars."""
_MONTH_WIDTH = 4
"""Columns that a month's short name takes, with a blank after it."""


class _Glyphs(NamedTuple):
    """The characters that charts are drawn with.

    Attributes:
        shades: Of a day in the calendar, from none to most.
        facts: Of the facts: known, being learned, never asked.
        steps: Of a bar in one line, from empty to full.
    """

    shades: str
    facts: str
    steps: str


_BLOCKS = _Glyphs("·░▒▓█", "█▒·", " ▁▂▃▄▅▆▇█")
_COLOURS = _BLOCKS._replace(shades="·■■■■")
_ASCII = _Glyphs(".:+*#", "#+.", "  ...:::#")


class _Layout(NamedTuple):
    """The console, the characters to draw with, the width in columns, and the words."""

    console: Console
    glyphs: _Glyphs
    width: int
    words: Words

    @property
    def text_width(self) -> int:
        """The most columns that a text may take."""
        return min(self.width, MAX_TEXT_WIDTH)


def render_stats(
    stats: Stats, console: Console, *, language: str = "en", plain: bool = False
) -> Iterator[Text]:
    """Yield the lines of *stats*, none longer than *console* is wide (40 or more).

    Args:
        stats: What there is to tell.
        console: Of which the width and the colours count; nothing is printed.
        language: The BCP 47 tag of the language to speak in.
        plain: Charts are drawn in ASCII alone.
    """
    words = words_in(language)
    texts = words.stats
    if not stats.reviews:
        yield Text(texts.nothing_reviewed)
        return
    has_colours = console.color_system and not console.no_color
    glyphs = _ASCII if plain else _COLOURS if has_colours else _BLOCKS
    layout = _Layout(console, glyphs, max(40, console.width), words)
    for number, line in enumerate(headlines(stats, words)):
        headline = Text(line, "" if number else "bold")
        yield from _wrap(headline, layout, layout.text_width)
    for heading, lines in (
        (texts.facts_today, _facts_lines(stats, layout)),
        (texts.recalled_later, _retention_lines(stats, layout)),
        (texts.answers_a_day, _calendar_lines(stats, layout)),
        (texts.due_in_days.format(FORECAST_DAYS), _forecast_lines(stats, layout)),
        (texts.hardest_facts, _hardest_lines(stats.hardest, layout)),
    ):
        section = [*lines]
        if section:
            yield Text()
            yield Text(heading, "bold")
            yield from section


def _facts_lines(stats: Stats, layout: _Layout) -> Iterator[Text]:
    """Yield a line a deck: how many facts are known, being learned, and never asked."""
    texts = layout.words.stats
    heads = (texts.known, texts.learning, texts.unasked)
    yield Text(_align(heads, heads).rstrip(), "dim")
    decks = stats.facts_known_by_deck
    for counts in decks if len(decks) == 1 else (stats.facts_known, *decks):
        learning = counts.seen_facts - counts.known_facts
        unasked = "?"
        if counts.all_facts is not None:
            unasked = number_text(counts.all_facts - counts.seen_facts, layout.words)
        known_facts = number_text(counts.known_facts, layout.words)
        cells = (known_facts, number_text(learning, layout.words), unasked)
        figures = Text(_align(cells, heads))
        bar = _facts_bar(counts, layout.glyphs) if layout.width >= 60 else Text()
        yield from _beside(figures + bar, Text(counts.deck or texts.all_decks), layout)


def _facts_bar(counts: FactCounts, glyphs: _Glyphs) -> Text:
    """Return a bar of _BAR_WIDTH columns, and two blanks."""
    whole = max(1, counts.all_facts or counts.seen_facts)
    known_end = -(-_BAR_WIDTH * counts.known_facts // whole)
    seen_end = -(-_BAR_WIDTH * counts.seen_facts // whole)
    widths = known_end, seen_end - known_end, _BAR_WIDTH - seen_end
    spans = zip(glyphs.facts, widths, ("green", "green", "dim"), strict=True)
    return Text.assemble(*((glyph * width, style) for glyph, width, style in spans), "  ")


def _retention_lines(stats: Stats, layout: _Layout) -> Iterator[Text]:
    """Yield a line for all, for each deck and its topics, and for each form."""
    if stats.retention is None:
        return
    texts = layout.words.stats
    rows = [(stats.retention, texts.all_decks, 0)]
    for deck in stats.retention_by_deck:
        rows.append((deck, deck.name, 0))
        topics = (topic for topic in stats.retention_by_topic if topic.deck == deck.name)
        rows += ((topic, topic.name, 2) for topic in topics)
    rows += ((form, form.name, 0) for form in stats.retention_by_form)
    heads = (texts.recalled, texts.desired_retention, texts.answers)
    yield Text(_align(heads, heads).rstrip(), "dim")
    for row, name, indent in rows:
        if row is stats.retention_by_form[0]:
            yield Text(f"{_align(('', '', ''), heads)}{texts.by_form}", "dim")
        cells = (
            f"{row.retention:.0%}",
            f"{row.desired_retention:.0%}",
            number_text(row.answers, layout.words),
        )
        figures = Text(f"{_align(cells, heads)}{' ' * indent}")
        yield from _beside(figures, Text(name), layout)


def _calendar_lines(stats: Stats, layout: _Layout) -> Iterator[Text]:
    """Yield a column a week, a row a weekday; a darker shade is more answers."""
    counts, glyphs, today = stats.reviews_by_day, layout.glyphs, stats.day
    words = layout.words
    room = layout.width - 3
    first_day = min(*counts, today)
    weeks = min(YEAR_WEEKS, (today - 1) // 7 - (first_day - 1) // 7 + 1, room)
    day_width = 2 if 2 * weeks <= room else 1
    start, _, months = calendar(today, weeks, _MONTH_WIDTH // day_width, words)
    months_line = ""
    for week, name in months.items():
        months_line = f"{months_line:<{week * day_width}}{name}"
    yield Text(f"   {months_line}", "dim")
    most = max(counts.values())
    for weekday, name in enumerate(weekday_names(words)):
        line = Text.assemble((f"{name:<3}", "dim"))
        for day in range(start + weekday, today + 1, 7):
            line.append(*_shade(level(counts.get(day, 0), most), glyphs))
            line.append(" " * (day_width - 1))
        line.rstrip()
        yield line
    legend = Text.assemble((f"   {words.stats.less} ", "dim"))
    for shade in range(LEVELS + 1):
        legend.append(*_shade(shade, glyphs))
    best_day = max(counts, key=lambda day: (counts[day], day))
    legend_end = words.stats.more_with_busiest_day.format(
        count=number_text(most, words), date=date_text(best_day, words, year=True)
    )
    yield legend.append(f" {legend_end}", "dim")
    first_date, last_date = (date_text(day, words, year=True) for day in (start, today))
    yield Text(f"   {words.stats.from_to.format(first_date, last_date)}", "dim")


def _shade(shade: int, glyphs: _Glyphs) -> tuple[str, str]:
    """Return the character and the style of a day; *shade* is 0 to LEVELS."""
    return glyphs.shades[shade], _HUES[shade]


def _forecast_lines(stats: Stats, layout: _Layout) -> Iterator[Text]:
    """Yield a bar a day, a date under every seventh."""
    steps = layout.glyphs.steps
    most = max(1, *stats.forecast)
    words = layout.words
    scale = f"{number_text(most, words)} "
    day_width = max(1, min(3, (layout.text_width - len(scale)) // FORECAST_DAYS))
    line_steps = len(steps) - 1
    # In steps, and rounded up, so that a single question is seen.
    heights = [-(-_FORECAST_LINES * line_steps * count // most) for count in stats.forecast]
    for line in reversed(range(_FORECAST_LINES)):
        bars = ""
        for height in heights:
            step = steps[min(line_steps, max(0, height - line_steps * line))]
            bars += step * max(1, day_width - 1) + " " * (day_width > 1)
        margin = scale if line == _FORECAST_LINES - 1 else " " * len(scale)
        yield Text.assemble((margin, "dim"), (bars.rstrip(), "green"))
    dates_line = ""
    for wait in range(0, FORECAST_DAYS, 7):
        dates_line = f"{dates_line:<{wait * day_width}}{date_text(stats.day + wait, words)}"
    yield Text((" " * len(scale) + dates_line)[: layout.text_width], "dim")
    today, tomorrow, *_ = stats.forecast
    summary = words.stats.forecast.format(
        today=number_text(today, words),
        tomorrow=number_text(tomorrow, words),
        total=number_text(sum(stats.forecast), words),
        date=date_text(stats.day + FORECAST_DAYS - 1, words),
    )
    yield from _wrap(Text(summary), layout, layout.text_width)


def _hardest_lines(hardest: Sequence[FactMastery], layout: _Layout) -> Iterator[Text]:
    texts = layout.words.stats
    heads = (texts.lapses, texts.mastery)
    if hardest:
        yield Text(_align(heads, heads).rstrip(), "dim")
    for fact in hardest:
        text = Text(fact.text)
        if fact.is_leech:
            text.append(f" {texts.leech}", "yellow")
        cells = (number_text(fact.lapses, layout.words), f"{fact.chance:.0%}")
        yield from _beside(Text(_align(cells, heads)), text, layout)


def _align(cells: Sequence[str], heads: Sequence[str]) -> str:
    """Return *cells* below their *heads*, flush right, and two blanks."""
    columns = zip(cells, heads, strict=True)
    return " ".join(f"{cell:>{max(5, len(head))}}" for cell, head in columns) + "  "


def _beside(figures: Text, text: Text, layout: _Layout) -> Iterator[Text]:
    """Yield *figures* and, beside them, *text*, over as many lines as it needs."""
    blank = Text(" " * len(figures))
    for line in _wrap(text, layout, layout.text_width - figures.cell_len):
        yield figures + line
        figures = blank


def _wrap(text: Text, layout: _Layout, columns: int) -> Iterator[Text]:
    for line in text.wrap(layout.console, columns):
        line.rstrip()
        yield line
