"""A row of the review log <-> a line of JSON, which people and other programs read.

What a row may hold is said once, in `SCHEMA`: it binds what is imported, what is written
after an answer, and what is read from a store that another program may have changed.
"""

import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, TypeAlias

from quizgen.review.memory import Moment
from quizgen.review.scheduler import validate_weights
from quizgen.text import shorten

Check: TypeAlias = Callable[[str, Any], None]
"""Raises a ValueError unless a value is one that the column of a name may hold."""

COLUMNS = (
    "kind question at offset grade right share milliseconds scheduler reply shown note"
    " undoes"
).split()
MAX_TEXT = 100_000
"""The characters that a text of the log has at most."""
MAX_LINE = 1 << 24
"""The bytes that a line of an export has at most."""
_MAX_DEPTH = 8
"""How deep lists and objects are nested at most."""
_MAX_INTEGER = 1 << 63
FIRST_DAY, LAST_DAY = date(1000, 1, 1).toordinal(), date(8999, 12, 31).toordinal()
"""The learner's days of which answers are kept: a century more is still a date."""
_YEARS = "a time of the years 1000 to 8999"


# What each kind of row holds


def _check_text(name: str, value: Any) -> None:
    if not isinstance(value, str):
        raise _mismatch(name, value, "a text")


def _check_id(name: str, value: Any) -> None:
    if not isinstance(value, str) or not value:
        raise _mismatch(name, value, "the id of a question")


def _check_no_id(name: str, value: Any) -> None:
    if value != "":
        raise _mismatch(name, value, "none")


def _check_at(name: str, value: Any) -> None:
    if not _is_integer(value) or not FIRST_DAY <= Moment(value).day <= LAST_DAY:
        raise _mismatch(name, value, _YEARS)


def _check_offset(name: str, value: Any) -> None:
    if not _is_integer(value) or not -1440 < value < 1440:
        raise _mismatch(name, value, "less than 24 hours, in minutes")


def _check_grade(name: str, value: Any) -> None:
    if not _is_integer(value) or value not in (1, 2, 3, 4):
        raise _mismatch(name, value, "1 to 4")


def _check_right(name: str, value: Any) -> None:
    if not _is_integer(value) or value not in (0, 1):
        raise _mismatch(name, value, "0 or 1")


def _check_share(name: str, value: Any) -> None:
    is_number = _is_integer(value) or isinstance(value, float)
    if not is_number or not 0 <= value <= 1:
        raise _mismatch(name, value, "a number from 0 to 1")


def _check_milliseconds(name: str, value: Any) -> None:
    if not _is_integer(value):  # below zero if a clock was set back meanwhile
        raise _mismatch(name, value, "a whole number")


def _check_any(name: str, value: Any) -> None:
    """Accept whatever JSON can write: a reply is what the learner makes it."""


def _check_details(name: str, value: Any) -> None:
    if not isinstance(value, dict):
        raise _mismatch(name, value, "an object")
    for key in ("answer", "deck", "topic", "form", "stem"):
        _check_text(f"{name}: {key}", value.get(key))
    for key in ("options", "facts"):
        texts = value.get(key, [])
        if not isinstance(texts, list) or not all(isinstance(t, str) for t in texts):
            raise _mismatch(f"{name}: {key}", texts, "a list of texts")


def _check_stem(name: str, value: Any) -> None:
    if not isinstance(value, dict):
        raise _mismatch(name, value, "an object")
    _check_text(f"{name}: stem", value.get("stem"))


def _check_weights(name: str, value: Any) -> None:
    if value is None:  # they are the standard ones
        return
    if not isinstance(value, list | tuple) or not all(
        _is_integer(weight) or isinstance(weight, float) for weight in value
    ):
        raise _mismatch(name, value, "the 21 weights of FSRS-6")
    try:
        validate_weights(value)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{name}: {error}") from None


_MOMENT: Mapping[str, Check] = {"at": _check_at, "offset": _check_offset}
SCHEMA: Mapping[str, Mapping[str, Check]] = {
    "review": {
        "question": _check_id,
        **_MOMENT,
        "grade": _check_grade,
        "right": _check_right,
        "share": _check_share,
        "milliseconds": _check_milliseconds,
        "scheduler": _check_text,
        "reply": _check_any,
        "shown": _check_details,
    },
    "undo": {"question": _check_id, **_MOMENT, "undoes": _check_at},
    "suspend": {"question": _check_id, **_MOMENT},
    "resume": {"question": _check_id, **_MOMENT},
    "flag": {
        "question": _check_id,
        **_MOMENT,
        "note": _check_text,
        "shown": _check_stem,
    },
    "weights": {"question": _check_no_id, **_MOMENT, "shown": _check_weights},
}
"""The columns of each kind of row, and what they may hold; all others are null."""
_NO_CHECKS: Mapping[str, Check] = {}


def check_record(record: Mapping[str, Any]) -> None:
    """Raise a ValueError unless SCHEMA knows such a row; the message says what is wrong.

    Args:
        record: By column, as the table has them, but for *reply* and *shown*, which are
            values and not JSON.
    """
    kind = record.get("kind")
    checks = SCHEMA.get(kind, _NO_CHECKS) if isinstance(kind, str) else _NO_CHECKS
    if not checks:
        raise _mismatch("kind", kind, ", ".join(SCHEMA))
    for name, check in checks.items():
        value = record.get(name)
        check(name, value)
        _check_json(name, value, _MAX_DEPTH)
    for name, value in record.items():
        if value is not None and name not in checks and name != "kind":
            raise _mismatch(name, value, f"none, for a row of kind {kind}")


def check_row(row: Sequence[Any]) -> None:
    """Raise a ValueError unless SCHEMA knows such a *row* of the table, with COLUMNS."""
    record = dict(zip(COLUMNS, row, strict=True))
    for name in ("reply", "shown"):
        if record[name] is not None:
            record[name] = _parse_json(record[name])
    check_record(record)


def parse_details(text: str) -> dict[str, Any]:
    """Return the details of a review, the JSON *text* of *shown*; of a bad one, none."""
    try:
        details = json.loads(text)
        _check_details("shown", details)
    except (ValueError, RecursionError):
        return {}
    return dict(details)


def make_storable(value: Any) -> Any:
    """Return *value* as the log can hold it: texts without U+0000, halves and great length.

    Half of a surrogate pair comes from a file name that is no UTF-8, for instance.
    """
    if isinstance(value, str):
        text = value[:MAX_TEXT].replace("\0", "\ufffd")
        return text.encode("utf-8", "replace").decode()
    if isinstance(value, Mapping):
        return {make_storable(key): make_storable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [make_storable(item) for item in value]
    return value


# Lines


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
        ValueError: *line* is no such line; the message says what is wrong with it. Where
            JSON itself is broken it is a JSONDecodeError, which knows the place.
    """
    record = _parse_json(line)
    if not isinstance(record, dict):
        raise ValueError(f"expected a row of a review log, found {_quote(record)}")
    unknown = {*record} - {*COLUMNS} | {*record} & {"offset"}
    if unknown:
        raise ValueError(f"unknown: {', '.join(map(shorten, sorted(unknown)))}")
    record["at"], record["offset"] = _parse_time("at", record.get("at"))
    if record.get("undoes") is not None:
        record["undoes"], _ = _parse_time("undoes", record["undoes"])
    check_record(record)
    row = {name: value for name, value in record.items() if value is not None}
    if record["kind"] == "review":
        row["reply"] = record.get("reply")  # null, if a card was only turned
    if record["kind"] == "weights" and "shown" in row:
        row["shown"] = validate_weights(row["shown"])
    for name in ("reply", "shown"):
        if name in row:
            row[name] = compact_json(row[name])
    return row


def compact_json(value: object) -> str:
    """Return *value* as JSON without needless spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _iso_time(at: int, offset: int) -> str:
    zone = timezone(timedelta(minutes=offset))
    since = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=at)
    return since.astimezone(zone).isoformat(timespec="microseconds")


def _parse_time(name: str, value: Any) -> Moment:
    """Return the moment that the text *value* of the column *name* writes."""
    try:
        when = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        expected = "a time such as 2026-11-24T13:00:00+03:00"
        raise _mismatch(name, value, expected) from None
    offset = when.utcoffset()
    if offset is None:
        raise ValueError(f"{name}: expected a time with its offset from UTC")
    at = (when - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
    if not FIRST_DAY <= Moment(at).day <= LAST_DAY:
        raise _mismatch(name, value, _YEARS)
    return Moment(at, offset // timedelta(minutes=1))


# JSON


def _parse_json(text: str) -> Any:
    """Return what the JSON *text* says, without what no row can hold.

    Raises:
        ValueError: It is no JSON, has a number that no computer word holds, names a key
            twice, or is nested without end.
    """
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise json.JSONDecodeError(f"no JSON: {error.msg}", error.doc, error.pos) from None
    except RecursionError:
        raise ValueError("JSON is nested too deep") from None


def _parse_integer(digits: str) -> int:
    number = int(digits) if len(digits) <= 20 else _MAX_INTEGER
    if not -_MAX_INTEGER <= number < _MAX_INTEGER:
        raise ValueError(f"{shorten(digits)}: an integer past 64 bits")
    return number


def _parse_float(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise ValueError(f"{shorten(digits)}: a number past 64 bits")
    return number


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no number")


def _unique_keys(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    record: dict[str, Any] = {}
    for key, value in pairs:
        if key in record:
            raise ValueError(f"{shorten(key)}: named twice")
        record[key] = value
    return record


_DECODER = json.JSONDecoder(
    object_pairs_hook=_unique_keys,
    parse_int=_parse_integer,
    parse_float=_parse_float,
    parse_constant=_refuse_constant,
)


def _check_json(name: str, value: Any, depth: int) -> None:
    """Raise a ValueError unless *value* can be kept and written as JSON again."""
    if isinstance(value, str):
        if len(value) > MAX_TEXT:
            raise ValueError(f"{name}: a text of more than {MAX_TEXT:,} characters")
        if "\0" in value:
            raise ValueError(f"{name}: a text with the character U+0000")
        if not value.isascii() and any("\ud800" <= c <= "\udfff" for c in value):
            raise ValueError(f"{name}: a text with half of a surrogate pair")
    elif isinstance(value, dict | list | tuple):
        if not depth:
            raise ValueError(f"{name}: JSON is nested too deep")
        if isinstance(value, dict):
            for key in value:
                _check_json(name, key, depth)
            value = value.values()
        for item in value:
            _check_json(name, item, depth - 1)


def _is_integer(value: Any) -> bool:
    """Tell if *value* is an integer of 64 bits, and neither true nor false."""
    is_integer = isinstance(value, int) and not isinstance(value, bool)
    return is_integer and -_MAX_INTEGER <= value < _MAX_INTEGER


def _mismatch(name: str, value: Any, expected: str) -> ValueError:
    """Return the error that *value* is not what was *expected* of the column *name*."""
    if value is None:
        return ValueError(f"{name}: missing, expected {expected}")
    return ValueError(f"{name}: found {_quote(value)}, expected {expected}")


def _quote(value: Any) -> str:
    """Return *value* as a message shows it: as JSON, not long, on one line."""
    return shorten(json.dumps(value, ensure_ascii=False))
