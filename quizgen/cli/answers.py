"""The store of a learner's answers, where --data or the system keeps it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from quizgen.cli.output import say
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
def open_answers(folder: str | None, *, to_write: bool = True) -> Iterator[Store]:
    """Open the store of a learner's answers; end with a message if it cannot be used.

    Args:
        folder: Where it is kept; None for the usual place.
        to_write: Whether something will be added: else a store that is read-only will do,
            and none is made.
    """
    try:
        with open_store(store_path(folder), to_write=to_write) as store:
            if faults := store.faults():
                rows = "row was" if len(faults) == 1 else "rows were"
                message = f"{len(faults):,} {rows} passed over: see `quizgen data check`"
                say(message, err=True)
            with _blame_damage(store):
                yield store
            if not store.is_as_written:
                message = "a row is not as it was written: see `quizgen data check`"
                say(f"{store_path(folder)}: {message}", err=True)
    except StoreError as error:
        raise click.ClickException(str(error)) from None


@contextmanager
def _blame_damage(store: Store) -> Iterator[None]:
    """Raise what fails within as a StoreError if the store is damaged."""
    try:
        yield
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        if not store.check().is_damaged:
            raise  # a mistake of ours
        raise StoreError(
            f"{store.path} has a damaged row: see `quizgen data check`"
        ) from None
