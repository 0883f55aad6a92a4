"""Where a learner's answers are, and what time it is."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pathlib import Path

    from quizgen.review.memory import Moment
    from quizgen.review.store import Store


takes_data = click.option(
    "--data", metavar="DIR", envvar="QUIZGEN_DATA", help="Where answers are kept."
)
takes_time = click.option(
    "--now", metavar="TIME", help="Take this for the time: 2026-11-24T18:00."
)


def answers(folder: str | None) -> "Path":
    """The file in which a learner's answers are kept."""
    from pathlib import Path

    from quizgen.review.database import FILE_NAME

    if folder:
        return Path(folder, FILE_NAME)
    from platformdirs import user_data_path

    return user_data_path("quizgen", appauthor=False) / FILE_NAME


@contextmanager
def stored(folder: str | None) -> "Iterator[Store]":
    """What was answered; ends with a message if that cannot be used."""
    from quizgen.review.database import StoreError
    from quizgen.review.store import open_store

    try:
        with open_store(answers(folder)) as store:
            yield store
    except StoreError as error:
        raise click.ClickException(str(error)) from None


def clocked(now: str | None) -> "Callable[[], Moment]":
    """Tells the time: the computer's, or as if the command had begun at *now*."""
    import datetime
    import time

    from quizgen.review.memory import Moment

    begun, shift = time.time(), datetime.timedelta()
    if now:
        try:
            at = datetime.datetime.fromisoformat(now)
        except ValueError:
            message = f"'{now}' is no time such as 2026-11-24T18:00"
            raise click.BadParameter(message, param_hint="--now") from None
        if len(now) <= 10:  # a day alone, of which midnight belongs to the one before
            at = at.replace(hour=12)
        shift = at.astimezone() - datetime.datetime.fromtimestamp(begun).astimezone()

    def told() -> Moment:
        here = datetime.datetime.now().astimezone() + shift
        if now and at.tzinfo is not None:
            here = here.astimezone(at.tzinfo)
        offset = (here.utcoffset() or datetime.timedelta()) // datetime.timedelta(minutes=1)
        return Moment(int(here.timestamp() * 1_000_000), offset)

    return told
