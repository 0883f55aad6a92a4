"""The store of a learner's answers, where --data or the system keeps it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from quizgen.review.database import FILE_NAME, StoreError
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
