"""A row of the review log <-> a line of JSON, which people and other programs read."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from quizgen.review.scheduler import validate_weights

KINDS = ("review", "undo", "suspend", "resume", "flag", "weights")
COLUMNS = (
    "kind question at offset grade right share milliseconds scheduler reply shown note"
    " undoes"
).split()


def format_row(row: Sequence[Any]) -> str:
    """Return the line for a *row* that has COLUMNS; what is null is left out."""
    record = dict(zip(COLUMNS, row, strict=True))
    at, offset = record.pop("at"), record.pop("offset")
    if record["undoes"] is not None:
        record["undoes"] = _iso_time(record["undoes"], 0)
    for name in ("reply", "shown"):
        record[name] = record[name] and json.loads(record[name])
    values = {name: value for name, value in record.items() if value is not None}
    return compact_json({"at": _iso_time(at, offset), **values})


def parse_line(line: str) -> dict[str, Any]:
    """Return the row that a *line* of `format_row` holds, by column.

    Raises:
        ValueError: *line* is no such line; the message says what is wrong with it.
    """
    try:
        record = json.loads(line)
        kind, unknown = record["kind"], {*record} - {*COLUMNS}
        if kind not in KINDS or unknown:
            raise ValueError(f"unknown: {', '.join(sorted(unknown)) or kind}")
        when = datetime.fromisoformat(record["at"])
        record["at"], record["offset"] = _microseconds(when), _minutes(when)
        if kind == "undo":
            record["undoes"] = _microseconds(datetime.fromisoformat(record["undoes"]))
        if kind == "review":
            _check_review(record)
        if kind == "weights":
            _check_weights(record)
        for name in ("reply", "shown"):
            if name in record:
                record[name] = compact_json(record[name])
        if not isinstance(record["question"], str):
            raise ValueError("question: expected a text")
    except json.JSONDecodeError as error:
        raise ValueError(f"no JSON: {error.msg}") from None
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"expected a row of a review log: {error}") from None
    return dict(record)


def _check_review(record: Mapping[str, Any]) -> None:
    expected: Mapping[str, tuple[type, ...]] = {
        "grade": (int,),
        "right": (int,),
        "share": (int, float),
        "milliseconds": (int,),
        "scheduler": (str,),
        "shown": (dict,),
    }
    for name, types in expected.items():
        if not isinstance(record[name], types):
            raise ValueError(f"{name}: found {compact_json(record[name])}")
    if record["grade"] not in (1, 2, 3, 4):
        raise ValueError(f"grade: found {record['grade']}, expected 1 to 4")
    for name in ("answer", "deck", "topic", "form", "stem"):
        if not isinstance(record["shown"][name], str):
            raise ValueError(f"shown: {name}: expected a text")
    if "reply" not in record:
        raise ValueError("reply: missing")


def _check_weights(record: dict[str, Any]) -> None:
    if record["question"] != "":
        raise ValueError(
            f"question: found {compact_json(record['question'])}, expected none"
        )
    if "shown" in record:  # else, they are the standard ones
        record["shown"] = validate_weights(record["shown"])


def compact_json(value: object) -> str:
    """Return *value* as JSON without needless spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _iso_time(at: int, offset: int) -> str:
    zone = timezone(timedelta(minutes=offset))
    since = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=at)
    return since.astimezone(zone).isoformat(timespec="microseconds")


def _microseconds(when: datetime) -> int:
    if when.tzinfo is None:
        raise ValueError("at: expected a time with its offset from UTC")
    return (when - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


def _minutes(when: datetime) -> int:
    return (when.utcoffset() or timedelta()) // timedelta(minutes=1)
