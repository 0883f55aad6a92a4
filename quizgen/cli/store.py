"""The store of a learner's answers, and the clock by which they are noted."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import click

from quizgen.review.database import FILE_NAME, StoreError
from quizgen.review.memory import Moment
from quizgen.review.store import Store, open_store


def store_path(folder: str | None) -> Path:
    """Return the file in which a learner's answers are kept: in *folder*, if given."""
    if folder:
        return Path(folder, FILE_NAME)
    from platformdirs import user_data_path  # slow to load, and not needed with --data

    try:
        return user_data_path("quizgen", appauthor=False) / FILE_NAME
    except RuntimeError:
        message = "you have no home folder: say by --data DIR where answers are kept"
        raise click.ClickException(message) from None


@contextmanager
def open_answers(folder: str | None) -> Iterator[Store]:
    """Open the store of a learner's answers; end with a message if it cannot be used."""
    try:
        with open_store(store_path(folder)) as store:
            yield store
    except StoreError as error:
        raise click.ClickException(str(error)) from None


def clock_from(now: str | None) -> Callable[[], Moment]:
    """Return what tells the time: the computer's, or as if it had been *now* just now."""
    start, shift = time.time(), timedelta()
    if now:
        try:
            start_time = datetime.fromisoformat(now)
        except ValueError:
            message = f"'{now}' is no time such as 2026-11-24T18:00"
            raise click.BadParameter(message, param_hint="--now") from None
        if len(now) <= 10:  # a day alone, of which midnight belongs to the one before
            start_time = start_time.replace(hour=12)
        shift = start_time.astimezone() - datetime.fromtimestamp(start).astimezone()

    def clock() -> Moment:
        moment = datetime.now().astimezone() + shift
        if now and start_time.tzinfo is not None:
            moment = moment.astimezone(start_time.tzinfo)
        offset = (moment.utcoffset() or timedelta()) // timedelta(minutes=1)
        return Moment(int(moment.timestamp() * 1_000_000), offset)

    return clock
