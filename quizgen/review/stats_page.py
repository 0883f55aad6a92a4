"""A tally -> one HTML page with its pictures inside: nothing is fetched."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from quizgen.review.charts import (
    LEVELS,
    WEEKDAYS,
    YEAR,
    calendar,
    headlines,
    level,
    spelled,
)
from quizgen.review.stats import AHEAD, Kept, Known, Mastery, Tally

_CELL = 12
"""Pixels from one day of the calendar to the next, as all sizes here."""
_BAR = 22
_TALL = 80
_LETTER = 10
"""The size of letters in pictures."""
_EDGE = 22
"""Room for the names of weekdays."""
_NONE, _SOME, _FULL = (
    f'fill="var(--{colour})"{more}'
    for colour, more in (("none", ""), ("bar", ' opacity="0.4"'), ("bar", ""))
)
"""Of what is not, of part of it, and of all."""
_LOOK = """\
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


def page(tally: Tally) -> str:
    """The whole page, in light and dark colours, readable from 320 pixels on."""
    first, *others = headlines(tally)
    today = spelled(tally.day, year=True)
    parts = [f"<h1>{first}</h1>", f'<p class="dim">{today}</p>']
    parts += (f"<p>{line}</p>" for line in others)
    for heading, content in (
        ("Facts today", _facts(tally)),
        ("Recalled on a later day", _retention(tally)),
        ("Answers a day", _calendar(tally)),
        (f"Due in the next {AHEAD} days", _forecast(tally)),
        ("Hardest facts", _hardest(tally.hardest)),
    ):
        if content:
            parts += [f"<h2>{heading}</h2>", content]
    body = "\n".join(parts)
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>quizgen: {today}</title>\n"
        f"<style>\n{_LOOK}</style></head><body>\n{body}\n</body></html>\n"
    )


def _calendar(tally: Tally) -> str:
    """A year: a column a week, a row a weekday; on a phone, one half above the other."""
    most = max(tally.days.values(), default=1)
    half = YEAR // 2
    halves = (tally.day - 7 * half, YEAR - half), (tally.day, half)
    squares = (_square(dark, dark * _CELL + 30, 0, "") for dark in range(LEVELS + 1))
    more = 30 + (LEVELS + 1) * _CELL
    texts = _text(0, _LETTER - 1, "less"), _text(more + 4, _LETTER - 1, "more")
    legend = _svg(more + 40, _CELL, "less to more", (*squares, *texts))
    pictures = "".join(_weeks(tally, day, weeks, most) for day, weeks in halves)
    start = spelled(calendar(tally.day, YEAR, 2).start, year=True)
    days = f"{start} to {spelled(tally.day, year=True)}"
    return f'<p class="dim">{days}</p><div class="side">{pictures}</div>\n{legend}'


def _weeks(tally: Tally, last: int, weeks: int, most: int) -> str:
    """The *weeks* up to that of *last*."""
    start, _, months = calendar(last, weeks, 2)
    parts = [_text(_EDGE + week * _CELL, _LETTER, name) for week, name in months.items()]
    for number, name in enumerate(WEEKDAYS):
        if name:
            parts.append(_text(0, (number + 2) * _CELL - 3, name))
    for number, day in enumerate(range(start, min(start + 7 * weeks, tally.day + 1))):
        count = tally.days.get(day, 0)
        x, y = _EDGE + number // 7 * _CELL, (number % 7 + 1) * _CELL
        parts.append(
            _square(level(count, most), x, y, f"{spelled(day, year=True)}: {count:,}")
        )
    width, height = _EDGE + weeks * _CELL, 8 * _CELL
    return _svg(
        width, height, f"answers on each day from {spelled(start, year=True)}", parts
    )


def _square(dark: int, x: int, y: int, title: str) -> str:
    look = f'{_FULL} opacity="{dark / LEVELS:g}"' if dark else _NONE
    side = _CELL - 2
    return _rect(x, y, side, side, f'rx="2" {look}', title)


def _forecast(tally: Tally) -> str:
    """A bar a day, its number above it; on a phone, one half above the other."""
    pictures = _bars(tally, range(14)), _bars(tally, range(14, AHEAD))
    return f'<div class="side">{"".join(pictures)}</div>'


def _bars(tally: Tally, days: range) -> str:
    most = max(1, *tally.forecast)
    parts = []
    for number, ahead in enumerate(days):
        count = tally.forecast[ahead]
        high, x = max(1, _TALL * count / most), number * _BAR
        title = f"{spelled(tally.day + ahead)}: {count:,}"
        top = 14 + _TALL - high
        parts.append(_rect(x, top, _BAR - 4, high, _FULL, title))
        middle = x + _BAR / 2 - 2
        if count:
            parts.append(_text(middle, top - 4, f"{count}", "middle"))
        if ahead % 7 == 0:
            name = spelled(tally.day + ahead)
            parts.append(_text(x, _TALL + 26, name))
    return _svg(len(days) * _BAR, _TALL + 30, "due on each day", parts)


def _facts(tally: Tally) -> str:
    """A row a deck: how many facts are known, being learned, and never asked."""
    decks = tally.known_by_deck
    rows = decks if len(decks) == 1 else (tally.known, *decks)
    heads = "", "known", "learning", "unasked"
    return _table(heads, map(_known, rows))


def _known(one: Known) -> Sequence[str]:
    unasked = "?" if one.facts is None else f"{one.facts - one.met:,}"
    of = max(1, one.facts or one.met)
    known, met = 100 * one.known / of, 100 * one.met / of
    bar = (
        f'<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" role="img"'
        f' aria-label="{known:.0f}% known">{_rect(0, 0, 100, 8, _NONE)}'
        f"{_rect(0, 0, met, 8, _SOME)}{_rect(0, 0, known, 8, _FULL)}</svg>"
    )
    name = f"{bar} {escape(one.name or 'all')}"
    return name, f"{one.known:,}", f"{one.met - one.known:,}", unasked


def _retention(tally: Tally) -> str:
    """All, each deck with its topics, and each form."""
    if tally.kept is None:
        return ""
    rows = [_kept(tally.kept, "all")]
    for deck in tally.decks:
        rows.append(_kept(deck, deck.name))
        topics = (topic for topic in tally.topics if topic.deck == deck.name)
        rows += (_kept(topic, topic.name, "in") for topic in topics)
    forms = (_kept(form, form.name) for form in tally.forms)
    heads = "recalled", "desired", "answers"
    return _table(("", *heads), rows) + _table(("by form", *heads), forms)


def _kept(kept: Kept, name: str, look: str = "") -> Sequence[str]:
    named = f'<span class="{look}">{escape(name)}</span>' if look else escape(name)
    return named, f"{kept.share:.0%}", f"{kept.wished:.0%}", f"{kept.asked:,}"


def _hardest(hardest: Sequence[Mastery]) -> str:
    if not hardest:
        return ""
    leech = ' <span class="warn">(leech)</span>'
    return _table(
        ("", "lapses", "mastery"),
        (
            (
                f"{escape(one.text)}{leech if one.leech else ''}",
                f"{one.lapses:,}",
                f"{one.chance:.0%}",
            )
            for one in hardest
        ),
    )


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """*rows* are HTML already."""

    def lines() -> Iterator[str]:
        yield "".join(f"<th>{head}</th>" for head in heads)
        for row in rows:
            yield "".join(f"<td>{cell}</td>" for cell in row)

    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines())}</table>"


def _svg(width: int, height: int, label: str, parts: Iterable[str]) -> str:
    return (
        f'<svg width="{width}" viewBox="0 0 {width} {height}" role="img"'
        f' aria-label="{label}">{"".join(parts)}</svg>'
    )


def _rect(
    x: float, y: float, width: float, height: float, look: str, title: str = ""
) -> str:
    told = f"><title>{title}</title></rect>" if title else "/>"
    place = f'x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}"'
    return f"<rect {place} {look}{told}"


def _text(x: float, y: float, text: str, anchor: str = "start") -> str:
    place = f'x="{x:g}" y="{y:g}" text-anchor="{anchor}"'
    return f'<text {place} font-size="{_LETTER}">{text}</text>'
