"""Statistics -> one HTML page with its charts inside: nothing is fetched."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from quizgen.i18n import Words, words_in
from quizgen.review.mastery import FactCounts, FactMastery
from quizgen.review.stats import FORECAST_DAYS, RetentionRow, Stats
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

_CELL = 12
"""Pixels from one day of the calendar to the next, as all sizes here."""
_BAR_WIDTH = 22
_BAR_HEIGHT = 80
_FONT_SIZE = 10
"""The size of letters in charts."""
_WEEKDAY_WIDTH = 22
"""Room for the names of weekdays."""
_EMPTY = 'fill="var(--none)"'
"""Attributes of a shape that stands for nothing."""
_HALF = 'fill="var(--bar)" opacity="0.4"'
"""Attributes of a shape that stands for part of something."""
_FULL = 'fill="var(--bar)"'
"""Attributes of a shape that stands for all of something."""
_CSS = """\
:root { color-scheme: light dark; --ink: #1c1c1c; --dim: #6b6b6b; --bar: #2f7d4f;
  --none: #e9e9e9; --page: #fff; --warn: #a15c00 }
@media (prefers-color-scheme: dark) { :root { --ink: #eee; --dim: #a5a5a5;
  --bar: #5cc088; --none: #333; --page: #161616; --warn: #e0a458 } }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto;
  padding: 0 1rem; color: var(--ink); background: var(--page) }
h1 { font-size: 1.4rem } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem }
p { margin: 0 0 .5rem } .dim { color: var(--dim) } .warn { color: var(--warn) }
.side { display: flex; flex-wrap: wrap; gap: .5rem 1rem }
svg { max-width: 100%; height: auto; display: block }
svg.bar { width: min(8rem, 15vw); height: .6rem; display: inline-block }
text { fill: var(--dim) }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; padding: .15rem .6rem .15rem 0; vertical-align: top }
td:not(:first-child), th:not(:first-child) { text-align: right; white-space: nowrap;
  width: 4.2rem }
table + table { margin-top: 1rem }
td:first-child { overflow-wrap: anywhere } .in { padding-left: 1rem; display: block }
th { color: var(--dim); font-weight: normal; border-bottom: 1px solid var(--none) }
"""


def render_page(stats: Stats, *, language: str = "en") -> str:
    """Return the whole page, in light and dark colours, readable from 320 pixels on.

    Args:
        stats: What there is to tell.
        language: The BCP 47 tag of the language to speak in.
    """
    words = words_in(language)
    texts = words.stats
    first, *others = headlines(stats, words)
    today = date_text(stats.day, words, year=True)
    blocks = [f"<h1>{first}</h1>", f'<p class="dim">{today}</p>']
    blocks += (f"<p>{line}</p>" for line in others)
    for heading, content in (
        (texts.facts_today, _facts_table(stats, words)),
        (texts.recalled_later, _retention_tables(stats, words)),
        (texts.answers_a_day, _calendar_chart(stats, words)),
        (texts.due_in_days.format(FORECAST_DAYS), _forecast_chart(stats, words)),
        (texts.hardest_facts, _hardest_table(stats.hardest, words)),
    ):
        if content:
            blocks += [f"<h2>{heading}</h2>", content]
    body = "\n".join(blocks)
    return (
        f'<!DOCTYPE html>\n<html lang="{words.code}"><head><meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>quizgen: {today}</title>\n"
        f"<style>\n{_CSS}</style></head><body>\n{body}\n</body></html>\n"
    )


def _calendar_chart(stats: Stats, words: Words) -> str:
    """Return a year: a column a week, a row a weekday; on a phone, in two halves."""
    most = max(stats.reviews_by_day.values(), default=1)
    half = YEAR_WEEKS // 2
    halves = (stats.day - 7 * half, YEAR_WEEKS - half), (stats.day, half)
    charts = "".join(_weeks_chart(stats, day, weeks, most, words) for day, weeks in halves)
    start = calendar(stats.day, YEAR_WEEKS, 2, words).start
    days = words.stats.from_to.format(
        date_text(start, words, year=True), date_text(stats.day, words, year=True)
    )
    legend = _legend(words)
    return f'<p class="dim">{days}</p><div class="side">{charts}</div>\n{legend}'


def _legend(words: Words) -> str:
    """Return all shades of the calendar, from less to more."""
    x = 30
    squares = (_square(dark, dark * _CELL + x, 0, "") for dark in range(LEVELS + 1))
    end = x + (LEVELS + 1) * _CELL
    less, more = words.stats.less, words.stats.more
    texts = _text(0, _FONT_SIZE - 1, less), _text(end + 4, _FONT_SIZE - 1, more)
    label = words.stats.from_to.format(less, more)
    return _svg(end + 40, _CELL, label, (*squares, *texts))


def _weeks_chart(stats: Stats, last_day: int, weeks: int, most: int, words: Words) -> str:
    """Return the calendar of the *weeks* up to that of *last_day*."""
    start, _, months = calendar(last_day, weeks, 2, words)
    shapes = [
        _text(_WEEKDAY_WIDTH + week * _CELL, _FONT_SIZE, name)
        for week, name in months.items()
    ]
    for number, name in enumerate(weekday_names(words)):
        if name:
            shapes.append(_text(0, (number + 2) * _CELL - 3, name))
    for number, day in enumerate(range(start, min(start + 7 * weeks, stats.day + 1))):
        count = stats.reviews_by_day.get(day, 0)
        x, y = _WEEKDAY_WIDTH + number // 7 * _CELL, (number % 7 + 1) * _CELL
        title = f"{date_text(day, words, year=True)}: {number_text(count, words)}"
        shapes.append(_square(level(count, most), x, y, title))
    width, height = _WEEKDAY_WIDTH + weeks * _CELL, 8 * _CELL
    label = words.stats.answers_each_day.format(date_text(start, words, year=True))
    return _svg(width, height, label, shapes)


def _square(dark: int, x: int, y: int, title: str) -> str:
    style = f'{_FULL} opacity="{dark / LEVELS:g}"' if dark else _EMPTY
    side = _CELL - 2
    return _rect(x, y, side, side, f'rx="2" {style}', title)


def _forecast_chart(stats: Stats, words: Words) -> str:
    """Return a bar a day, its number above it; on a phone, one half above the other."""
    halves = range(14), range(14, FORECAST_DAYS)
    charts = (_bar_chart(stats, days, words) for days in halves)
    return f'<div class="side">{"".join(charts)}</div>'


def _bar_chart(stats: Stats, days: range, words: Words) -> str:
    most = max(1, *stats.forecast)
    shapes = []
    for number, wait in enumerate(days):
        count = stats.forecast[wait]
        height, x = max(1, _BAR_HEIGHT * count / most), number * _BAR_WIDTH
        title = f"{date_text(stats.day + wait, words)}: {number_text(count, words)}"
        top = 14 + _BAR_HEIGHT - height
        shapes.append(_rect(x, top, _BAR_WIDTH - 4, height, _FULL, title))
        middle = x + _BAR_WIDTH / 2 - 2
        if count:
            shapes.append(_text(middle, top - 4, f"{count}", "middle"))
        if wait % 7 == 0:
            shapes.append(_text(x, _BAR_HEIGHT + 26, date_text(stats.day + wait, words)))
    return _svg(len(days) * _BAR_WIDTH, _BAR_HEIGHT + 30, words.stats.due_each_day, shapes)


def _facts_table(stats: Stats, words: Words) -> str:
    """Return a row a deck: how many facts are known, being learned, and never asked."""
    decks = stats.facts_known_by_deck
    rows = decks if len(decks) == 1 else (stats.facts_known, *decks)
    texts = words.stats
    heads = "", texts.known, texts.learning, texts.unasked
    return _table(heads, (_facts_row(counts, words) for counts in rows))


def _facts_row(counts: FactCounts, words: Words) -> Sequence[str]:
    known_facts, seen, total = counts.known_facts, counts.seen_facts, counts.all_facts
    unasked = "?" if total is None else number_text(total - seen, words)
    whole = max(1, total or seen)
    known_percent, seen_percent = 100 * known_facts / whole, 100 * seen / whole
    label = words.stats.percent_known.format(f"{known_percent:.0f}%")
    bar = (
        f'<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" role="img"'
        f' aria-label="{label}">{_rect(0, 0, 100, 8, _EMPTY)}'
        f"{_rect(0, 0, seen_percent, 8, _HALF)}{_rect(0, 0, known_percent, 8, _FULL)}"
        "</svg>"
    )
    name = f"{bar} {escape(counts.deck or words.stats.all_decks)}"
    learning = number_text(seen - known_facts, words)
    return name, number_text(known_facts, words), learning, unasked


def _retention_tables(stats: Stats, words: Words) -> str:
    """Return two tables: all, with each deck and its topics; and each form."""
    if stats.retention is None:
        return ""
    texts = words.stats
    rows = [_retention_row(stats.retention, texts.all_decks, words)]
    for deck in stats.retention_by_deck:
        rows.append(_retention_row(deck, deck.name, words))
        topics = (topic for topic in stats.retention_by_topic if topic.deck == deck.name)
        rows += (_retention_row(topic, topic.name, words, "in") for topic in topics)
    forms = (_retention_row(form, form.name, words) for form in stats.retention_by_form)
    heads = texts.recalled, texts.desired_retention, texts.answers
    return _table(("", *heads), rows) + _table((texts.by_form, *heads), forms)


def _retention_row(
    row: RetentionRow, name: str, words: Words, css_class: str = ""
) -> Sequence[str]:
    label = escape(name)
    if css_class:
        label = f'<span class="{css_class}">{label}</span>'
    return (
        label,
        f"{row.retention:.0%}",
        f"{row.desired_retention:.0%}",
        number_text(row.answers, words),
    )


def _hardest_table(hardest: Sequence[FactMastery], words: Words) -> str:
    if not hardest:
        return ""
    texts = words.stats
    leech = f' <span class="warn">{texts.leech}</span>'
    return _table(
        ("", texts.lapses, texts.mastery),
        (
            (
                f"{escape(fact.text)}{leech if fact.is_leech else ''}",
                number_text(fact.lapses, words),
                f"{fact.chance:.0%}",
            )
            for fact in hardest
        ),
    )


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table of *rows*, whose cells are HTML already."""

    def lines() -> Iterator[str]:
        yield "".join(f"<th>{head}</th>" for head in heads)
        for row in rows:
            yield "".join(f"<td>{cell}</td>" for cell in row)

    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines())}</table>"


def _svg(width: int, height: int, label: str, shapes: Iterable[str]) -> str:
    return (
        f'<svg width="{width}" viewBox="0 0 {width} {height}" role="img"'
        f' aria-label="{label}">{"".join(shapes)}</svg>'
    )


def _rect(
    x: float, y: float, width: float, height: float, style: str, title: str = ""
) -> str:
    end = f"><title>{title}</title></rect>" if title else "/>"
    place = f'x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}"'
    return f"<rect {place} {style}{end}"


def _text(x: float, y: float, text: str, anchor: str = "start") -> str:
    place = f'x="{x:g}" y="{y:g}" text-anchor="{anchor}"'
    return f'<text {place} font-size="{_FONT_SIZE}">{text}</text>'
