"""The clock by which a learner's answers are noted: the computer's, or one set by --now."""

from collections.abc import Callable
from datetime import datetime, timedelta

import click

from quizgen.review.memory import Moment


def clock_from(now: str | None) -> Callable[[], Moment]:
    """Return a function that tells the time, each time it is called.

    Args:
        now: The ISO time to pretend, such as ``2026-11-24T18:00``: the clock stands there
            when it is made, and goes on from there. None for the computer's own time.

    Raises:
        BadParameter: *now* is no such time.
    """
    shift, zone = timedelta(), None
    if now is not None:
        pretended_start = _read_time(now)
        shift = pretended_start.astimezone() - datetime.now().astimezone()
        zone = pretended_start.tzinfo

    def read_clock() -> Moment:
        local_time = datetime.now().astimezone() + shift
        if zone is not None:
            local_time = local_time.astimezone(zone)
        offset = (local_time.utcoffset() or timedelta()) // timedelta(minutes=1)
        return Moment(int(local_time.timestamp() * 1_000_000), offset)

    return read_clock


def _read_time(now: str) -> datetime:
    """Return the time that --now gives; with a zone only if it names one.

    A day alone means its noon: its midnight would still count as the day before, see
    `review.memory.NIGHT_MINUTES`.
    """
    try:
        time = datetime.fromisoformat(now)
        if not 1000 <= time.year <= 8999:  # the log takes no others
            raise ValueError(time)
    except ValueError:
        message = f"'{now}' is no time such as 2026-11-24T18:00, years 1000 to 8999"
        raise click.BadParameter(message, param_hint="--now") from None
    return time.replace(hour=12) if len(now) <= len("2026-11-24") else time
