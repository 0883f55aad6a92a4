"""A tally -> lines for a terminal: tables, a calendar, a forecast."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from quizgen.tallying import Kept, Mastery, Tally

_SHADES = " ·░▒▓█"
_PLAIN = " .:+*#"
_BARS = "▁▂▃▄▅▆▇█"
_PLAIN_BARS = "_.:-=+*#"
_WEEKDAYS = ("Mon", "", "Wed", "", "Fri", "", "Sun")


def pictured(tally: Tally, columns: int, *, plain: bool = False) -> Iterator[str]:
    """The lines, none longer than *columns* (40 or more); *plain* is without blocks."""
    if not tally.reviews:
        yield "Nothing was reviewed yet."
        return
    facts = len(tally.facts)
    known = sum(mastery.chance for mastery in tally.facts)
    yield tally.headline
    yield f"{known:.0f} of {facts} facts known today ({known / max(1, facts):.0%})"
    yield ""
    if tally.kept:
        yield "Recalled (wished for), on later days"
        yield from _retention(tally, columns)
        yield ""
    yield "Answers a day"
    yield from _calendar(tally, columns, _PLAIN if plain else _SHADES)
    yield ""
    yield f"Due in the next {len(tally.forecast)} days"
    yield from _forecast(tally, _PLAIN_BARS if plain else _BARS)
    if tally.hardest:
        yield ""
        yield "Hardest facts (wrong, mastery)"
        yield from _hardest(tally.hardest, columns)


def _retention(tally: Tally, columns: int) -> Iterator[str]:
    for heading, rows in (
        ("", tally.kept),
        ("by deck", tally.decks),
        ("by topic", tally.topics),
        ("by form", tally.forms),
    ):
        if heading:
            yield f"  {heading}"
        for kept in rows:
            yield _cut(f"  {_figures(kept)}  {kept.name or 'all'}", columns)


def _figures(kept: Kept) -> str:
    return f"{kept.share:4.0%} ({kept.wished:.0%}) of {kept.asked:5}"


def _calendar(tally: Tally, columns: int, shades: str) -> Iterator[str]:
    """A column a week, a row a weekday; a darker shade is more answers."""
    weeks = min(53, columns - 4)
    today = date.fromordinal(tally.day)
    start = today - timedelta(days=today.weekday(), weeks=weeks - 1)
    first = min(map(date.fromordinal, tally.days), default=today)
    start = max(start, first - timedelta(days=first.weekday()))
    most = max(tally.days.values())
    for weekday, name in enumerate(_WEEKDAYS):
        day = start + timedelta(days=weekday)
        row = ""
        while day <= today:
            row += _shade(tally.days.get(day.toordinal(), 0), most, shades)
            day += timedelta(weeks=1)
        yield f"{name:<4}{row}".rstrip()


def _shade(count: int, most: int, shades: str) -> str:
    if not count:
        return shades[1]
    return shades[2 + (len(shades) - 3) * count // most]


def _forecast(tally: Tally, bars: str) -> Iterator[str]:
    most = max(tally.forecast) or 1
    yield "".join(
        bars[(len(bars) - 1) * count // most] if count else " " for count in tally.forecast
    ).rstrip()
    tomorrow = tally.forecast[1]
    total = sum(tally.forecast)
    yield f"{tally.forecast[0]} today, {tomorrow} tomorrow, {total} in all"


def _hardest(hardest: Sequence[Mastery], columns: int) -> Iterable[str]:
    return (
        _cut(f"  {one.wrong:5.1f}  {one.chance:4.0%}  {one.fact}", columns)
        for one in hardest
    )


def _cut(line: str, columns: int) -> str:
    """*line*, no longer than *columns*."""
    return line if len(line) <= columns else f"{line[: columns - 3]}..."
