"""A tally -> one HTML page with its pictures inside: nothing is fetched."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from html import escape

from quizgen.tallying import Kept, Mastery, Tally

_CELL = 13
_LOOK = """\
:root { color-scheme: light dark; --ink: #1c1c1c; --dim: #6b6b6b; --bar: #2f7d4f;
  --none: #e9e9e9; --page: #fff }
@media (prefers-color-scheme: dark) { :root { --ink: #eee; --dim: #a5a5a5;
  --bar: #5cc088; --none: #333; --page: #161616 } }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto;
  padding: 0 1rem; color: var(--ink); background: var(--page) }
h1 { font-size: 1.4rem } h2 { font-size: 1.1rem; margin-top: 2rem }
svg { max-width: 100%; height: auto; display: block } text { fill: var(--dim) }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; padding: .15rem .5rem .15rem 0 }
td:not(:first-child), th:not(:first-child) { text-align: right }
td:first-child { overflow-wrap: anywhere }
th { color: var(--dim); font-weight: normal; border-bottom: 1px solid var(--none) }
"""


def page(tally: Tally) -> str:
    """The whole page, in light and dark colours, readable from 320 pixels on."""
    known = sum(mastery.chance for mastery in tally.facts)
    parts = [
        f"<h1>{tally.headline}</h1>",
        f"<p>{known:.0f} of {len(tally.facts)} facts known today.</p>",
        "<h2>Answers a day</h2>",
        _calendar(tally),
        f"<h2>Due in the next {len(tally.forecast)} days</h2>",
        _bars(tally.forecast),
    ]
    for heading, rows in (
        ("Recalled on later days", tally.kept),
        ("By deck", tally.decks),
        ("By topic", tally.topics),
        ("By form", tally.forms),
    ):
        if rows:
            parts += [f"<h2>{heading}</h2>", _retention(rows)]
    if tally.hardest:
        parts += ["<h2>Hardest facts</h2>", _hardest(tally.hardest)]
    body = "\n".join(parts)
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>quizgen: {date.fromordinal(tally.day).isoformat()}</title>\n"
        f"<style>\n{_LOOK}</style></head><body>\n{body}\n</body></html>\n"
    )


def _calendar(tally: Tally) -> str:
    """A year: a column a week, a row a weekday."""
    today = date.fromordinal(tally.day)
    start = today - timedelta(days=today.weekday(), weeks=52)
    most = max(tally.days.values(), default=1)
    cells = []
    for number in range((today - start).days + 1):
        day = start + timedelta(days=number)
        count = tally.days.get(day.toordinal(), 0)
        x, y = number // 7 * _CELL, number % 7 * _CELL
        look = 'fill="var(--none)"'
        if count:
            look = f'fill="var(--bar)" opacity="{0.25 + 0.75 * count / most:.2f}"'
        cells.append(
            f'<rect x="{x}" y="{y}" width="{_CELL - 2}" height="{_CELL - 2}" rx="2"'
            f" {look}><title>{day.isoformat()}: {count}</title></rect>"
        )
    return _svg(53 * _CELL, 7 * _CELL, "answers on each day of a year", cells)


def _bars(counts: Sequence[int]) -> str:
    """A bar a day, its number above it."""
    most, width, height = max(counts) or 1, 22, 80
    bars = []
    for number, count in enumerate(counts):
        tall = height * count / most
        x = number * width
        bars.append(
            f'<rect x="{x}" y="{height + 14 - tall:.1f}" width="{width - 4}"'
            f' height="{max(tall, 1):.1f}" fill="var(--bar)"/>'
        )
        if count:
            bars.append(
                f'<text x="{x + width / 2 - 2:g}" y="{height + 10 - tall:.1f}"'
                f' font-size="10" text-anchor="middle">{count}</text>'
            )
    return _svg(len(counts) * width, height + 16, "due on each day", bars)


def _svg(width: int, height: int, label: str, parts: Iterable[str]) -> str:
    return (
        f'<svg viewBox="0 0 {width} {height}" role="img" aria-label="{label}">'
        f"{''.join(parts)}</svg>"
    )


def _retention(rows: Iterable[Kept]) -> str:
    return _table(
        ("", "recalled", "wished for", "reviews"),
        (
            (one.name or "all", f"{one.share:.0%}", f"{one.wished:.0%}", str(one.asked))
            for one in rows
        ),
    )


def _hardest(hardest: Iterable[Mastery]) -> str:
    return _table(
        ("fact", "wrong", "mastery"),
        ((one.fact, f"{one.wrong:.1f}", f"{one.chance:.0%}") for one in hardest),
    )


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    def lines() -> Iterator[str]:
        yield "".join(f"<th>{escape(head)}</th>" for head in heads)
        for row in rows:
            yield "".join(f"<td>{escape(cell)}</td>" for cell in row)

    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines())}</table>"
