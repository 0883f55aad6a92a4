"""Logs of answers, as `quizgen data import` takes them."""

import shutil
import tempfile
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from click.testing import CliRunner

from quizgen.cli import main
from quizgen.review.database import FILE_NAME
from quizgen.review.stats import compute_stats
from quizgen.review.stats_json import json_record
from quizgen.review.store import Store, open_store
from tests.fuzz import seeds
from tests.fuzz.changes import TOKENS, change_bytes, encode
from tests.fuzz.rules import check_printable, promise
from tests.fuzz.trees import Tree, change_tree, read_json, write_json

_WORDS: list[Any] = [
    *(
        0,
        1,
        -1,
        5,
        2**63,
        -(2**63),
        2**64,
        10**400,
        1e308,
        float("nan"),
        float("inf"),
        True,
        None,
    ),
    *(
        "review",
        "undo",
        "suspend",
        "resume",
        "flag",
        "weights",
        "",
        "d/t/x#text",
        "x",
        [1.0] * 21,
    ),
    *(
        "9999-12-31T23:59:59.999999-23:59",
        "0001-01-01T00:00:00+23:59",
        "2026-11-24",
        "24:00",
    ),
    *("2026-11-24T13:00:00+99:00", "2026-11-24T13:00:00", "2026-W48-2T13:00:00+00:00:01"),
    *(
        "at",
        "kind",
        "question",
        "note",
        "shown",
        "grade",
        "undoes",
        "facts",
        "deck",
        "stem",
    ),
    *TOKENS,
]


@cache
def _trees() -> tuple[Tree, ...]:
    return tuple(map(read_json, seeds.LOG))


def draw_log(draw: Random) -> bytes:
    """Return a log with changes: of the trees of its rows, or of bytes."""
    rows = draw.sample(_trees(), draw.choice((1, 1, 2, 7)))
    index = draw.randrange(len(rows))
    if draw.randrange(4):
        rows[index] = change_tree(rows[index], draw.choice(_trees()), _WORDS, draw)
    content = encode("".join(f"{write_json(row)}\n" for row in rows))
    return content if draw.randrange(3) else change_bytes(content, draw)


@cache
def _empty_store() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, FILE_NAME)
        with open_store(path):
            pass
        return path.read_bytes()


def try_log(content: bytes, folder: Path) -> None:
    """Import a log: all of it or nothing, and whatever was taken can be read for ever."""
    log, path = folder / "log.jsonl", folder / FILE_NAME
    log.write_bytes(content)
    for leftover in folder.glob(f"{FILE_NAME}*"):
        leftover.unlink()
    path.write_bytes(_empty_store())
    result = CliRunner().invoke(
        main, ["data", "import", str(log), "--data", str(folder)], prog_name="quizgen"
    )
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    check_printable(result.output)
    with open_store(path) as store:
        lines = [*store.export_lines()]
        if result.exit_code:
            promise(result.exit_code == 1, f"status {result.exit_code}")
            promise(not lines, "a log that was refused has left rows")
            return
        _read_all(store)
    again = folder / "again"
    again.mkdir(exist_ok=True)
    (again / FILE_NAME).write_bytes(_empty_store())
    (folder / "again.jsonl").write_text("".join(f"{line}\n" for line in lines), "utf-8")
    result = CliRunner().invoke(
        main, ["data", "import", str(folder / "again.jsonl"), "--data", str(again)]
    )
    promise(result.exit_code == 0, f"an export is refused: {result.output[:200]}")
    with open_store(again / FILE_NAME) as store:
        promise([*store.export_lines()] == lines, "an export comes back otherwise")
    shutil.rmtree(again)


def _read_all(store: Store) -> None:
    """Read whatever commands read."""
    day = date(2026, 11, 28).toordinal()
    store.flags(), store.deck_names(), store.seconds_per_answer(), store.next_due(day)
    store.day_state(day, ["d"]), store.count_due(day)
    promise(store.memories() is not None, "no memories")
    for review in store.reviews():
        promise(review.details is not None, "no details")
    record = json_record(
        compute_stats(
            store.grade_history(),
            store.memories(),
            store.question_details(),
            day,
            decks={},
            suspended=store.suspended_questions(),
            weights=store.weights(),
        )
    )
    promise(record, "no statistics")
