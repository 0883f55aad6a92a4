"""A row of the log and its line of JSON."""

import json
from typing import Any

import pytest

from quizgen.review.log import COLUMNS, compact_json, format_row, make_storable, parse_line
from quizgen.review.scheduler import STANDARD_WEIGHTS

OWN = (0.5, 1.2, 2.1, 8.1, *STANDARD_WEIGHTS[4:20], 0.3)
"""Weights of a learner's own."""
AT = 1_795_514_400_000_001
"""2026-11-24 10:00 in UTC, and a microsecond, in microseconds since 1970."""
DETAILS = {
    "deck": "d",
    "topic": "Rivers",
    "form": "text",
    "stem": "Which river?",
    "options": [],
    "answer": "Волга",
    "facts": ["x/flows-into/y"],
}
REVIEW: dict[str, Any] = {
    "kind": "review",
    "question": "d/t/x#text",
    "at": AT,
    "offset": 180,
    "grade": 3,
    "right": 1,
    "share": 1.0,
    "milliseconds": 1500,
    "scheduler": "fsrs-6 0.90",
    "reply": '"volga"',
    "shown": compact_json(DETAILS),
}
REVIEW_LINE = (
    '{"at":"2026-11-24T13:00:00.000001+03:00","kind":"review","question":"d/t/x#text",'
    '"grade":3,"right":1,"share":1.0,"milliseconds":1500,"scheduler":"fsrs-6 0.90",'
    '"reply":"volga","shown":{"deck":"d","topic":"Rivers","form":"text",'
    '"stem":"Which river?","options":[],"answer":"Волга","facts":["x/flows-into/y"]}}'
)
ROWS = [
    (REVIEW, REVIEW_LINE),
    (
        {"kind": "undo", "question": "q", "at": AT, "offset": 0, "undoes": AT - 1},
        '{"at":"2026-11-24T10:00:00.000001+00:00","kind":"undo","question":"q",'
        '"undoes":"2026-11-24T10:00:00.000000+00:00"}',
    ),
    (
        {"kind": "suspend", "question": "q", "at": -1, "offset": -90},
        '{"at":"1969-12-31T22:29:59.999999-01:30","kind":"suspend","question":"q"}',
    ),
    (
        {"kind": "resume", "question": "q", "at": 0, "offset": 330},
        '{"at":"1970-01-01T05:30:00.000000+05:30","kind":"resume","question":"q"}',
    ),
    (
        {
            "kind": "flag",
            "question": "q",
            "at": AT,
            "offset": 0,
            "note": "",
            "shown": '{"stem":"Which?"}',
        },
        '{"at":"2026-11-24T10:00:00.000001+00:00","kind":"flag","question":"q",'
        '"shown":{"stem":"Which?"},"note":""}',
    ),
    (
        {
            "kind": "weights",
            "question": "",
            "at": AT,
            "offset": 0,
            "shown": compact_json(OWN),
        },
        '{"at":"2026-11-24T10:00:00.000001+00:00","kind":"weights","question":"",'
        f'"shown":{compact_json(OWN)}}}',
    ),
    (
        {"kind": "weights", "question": "", "at": AT, "offset": 0},
        '{"at":"2026-11-24T10:00:00.000001+00:00","kind":"weights","question":""}',
    ),
]
"""A row of each kind, and its line."""


@pytest.mark.parametrize(("row", "line"), ROWS)
def test_a_row_of_each_kind_is_written_and_read_back(
    row: dict[str, Any], line: str
) -> None:
    assert format_row([row.get(name) for name in COLUMNS]) == line
    assert parse_line(line) == row


def test_what_a_column_does_not_have_is_null_in_the_row_and_not_in_the_line() -> None:
    row = REVIEW | {"reply": "null", "share": 0.0, "right": 0, "milliseconds": 0}
    text = format_row([row.get(name) for name in COLUMNS])
    line = json.loads(text)
    assert "reply" not in line  # a card has none
    assert parse_line(text) == row
    assert (line["share"], line["right"], line["milliseconds"]) == (0.0, 0, 0)


def test_json_is_compact_and_in_any_script() -> None:
    assert compact_json({"a": [1, 2], "б": "в"}) == '{"a":[1,2],"б":"в"}'


def weights(question: str, shown: object) -> str:
    row = {"kind": "weights", "question": question, "at": "2026-11-24T10:00Z"}
    return json.dumps({**row, "shown": shown})


def review(**changes: Any) -> str:
    """The line of the review with other values; those that are None are left out."""
    values = json.loads(REVIEW_LINE) | changes
    return json.dumps({name: value for name, value in values.items() if value is not None})


def flag(**changes: Any) -> str:
    """The line of a flag with other values; those that are None are left out."""
    values: dict[str, Any] = {
        "at": "2026-11-24T10:00Z",
        "kind": "flag",
        "question": "q",
        "note": "n",
        "shown": {"stem": "Which?"},
        **changes,
    }
    return json.dumps({name: value for name, value in values.items() if value is not None})


def undo(undoes: object) -> str:
    row = {"kind": "undo", "question": "q", "at": "2026-11-24T10:00Z"}
    return json.dumps({**row, "undoes": undoes})


KINDS = "expected review, undo, suspend, resume, flag, weights"
A_TIME = "expected a time such as 2026-11-24T13:00:00+03:00"
YEARS = "expected a time of the years 1000 to 8999"
DEEP = "JSON is nested too deep"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("[]", "expected a row of a review log, found []"),
        ("1", "expected a row of a review log, found 1"),
        ("{}", f"at: missing, {A_TIME}"),
        (flag(kind="x"), f'kind: found "x", {KINDS}'),
        (flag(kind=[]), f"kind: found [], {KINDS}"),
        (flag(kind=None), f"kind: missing, {KINDS}"),
        (flag(x=1, b=2), "unknown: b, x"),
        (flag(offset=2), "unknown: offset"),
        (flag(**{"\x1b[2J": 1}), "unknown: \ufffd[2J"),
        (flag(question=None), "question: missing, expected the id of a question"),
        (flag(question=""), 'question: found "", expected the id of a question'),
        (flag(question=1), "question: found 1, expected the id of a question"),
        (flag(at=None), f"at: missing, {A_TIME}"),
        (flag(at="soon"), f'at: found "soon", {A_TIME}'),
        (flag(at=5), f"at: found 5, {A_TIME}"),
        (flag(at="2026-11-24"), "at: expected a time with its offset from UTC"),
        (
            flag(at="9999-12-31T23:00:00-05:00"),
            f'at: found "9999-12-31T23:00:00-05:00", {YEARS}',
        ),
        (
            flag(at="0001-01-01T00:00:00+14:00"),
            f'at: found "0001-01-01T00:00:00+14:00", {YEARS}',
        ),
        (flag(note=None), "note: missing, expected a text"),
        (flag(note=5), "note: found 5, expected a text"),
        (flag(note="\0"), "note: a text with the character U+0000"),
        (flag(note="x" * 100_001), "note: a text of more than 100,000 characters"),
        (flag(note="\ud800"), "note: a text with half of a surrogate pair"),
        (flag(shown=None), "shown: missing, expected an object"),
        (flag(shown={}), "shown: stem: missing, expected a text"),
        (flag(grade=3), "grade: found 3, expected none, for a row of kind flag"),
        (undo(None), f"undoes: missing, {YEARS}"),
        (undo(5), f"undoes: found 5, {A_TIME}"),
        (undo("2026-11-24T10:00"), "undoes: expected a time with its offset from UTC"),
        (undo("9999-12-31T10:00Z"), f'undoes: found "9999-12-31T10:00Z", {YEARS}'),
        (weights("q", [*OWN]), 'question: found "q", expected none'),
        (weights("", [0.5]), "shown: expected the 21 weights of FSRS-6"),
        (weights("", [*OWN[:20], 9]), "shown: expected the 21 weights of FSRS-6"),
        (
            weights("", [True] * 21),
            f"shown: found [{'true, ' * 9}tr..., expected the 21 weights of FSRS-6",
        ),
        (
            weights("", {"a": None}),
            'shown: found {"a": null}, expected the 21 weights of FSRS-6',
        ),
        (review(grade=None), "grade: missing, expected 1 to 4"),
        (review(grade="3"), 'grade: found "3", expected 1 to 4'),
        (review(grade=True), "grade: found true, expected 1 to 4"),
        (review(grade=3.0), "grade: found 3.0, expected 1 to 4"),
        (review(grade=0), "grade: found 0, expected 1 to 4"),
        (review(grade=5), "grade: found 5, expected 1 to 4"),
        (review(right="yes"), 'right: found "yes", expected 0 or 1'),
        (review(right=2), "right: found 2, expected 0 or 1"),
        (review(share="1"), 'share: found "1", expected a number from 0 to 1'),
        (review(share=1.5), "share: found 1.5, expected a number from 0 to 1"),
        (review(share=True), "share: found true, expected a number from 0 to 1"),
        (review(milliseconds=1.5), "milliseconds: found 1.5, expected a whole number"),
        (review(milliseconds=1 << 63), "9223372036854775808: an integer past 64 bits"),
        (review(reply=-(1 << 63) - 1), "-9223372036854775809: an integer past 64 bits"),
        (review(reply=10**4000), f"1{'0' * 56}...: an integer past 64 bits"),
        (review(share=float("nan")), "NaN is no number"),
        (review(reply=[float("-inf")]), "-Infinity is no number"),
        (review(reply="R").replace('"R"', "1e999"), "1e999: a number past 64 bits"),
        (review(reply="R").replace('"R"', "[" * 9 + "]" * 9), f"reply: {DEEP}"),
        (review(reply="R").replace('"R"', "[" * 99_999 + "]" * 99_999), DEEP),
        (review(reply={"\ud800": 1}), "reply: a text with half of a surrogate pair"),
        (review(scheduler=6), "scheduler: found 6, expected a text"),
        (review(shown=[]), "shown: found [], expected an object"),
        (review(shown={}), "shown: answer: missing, expected a text"),
        *(
            (
                review(shown=DETAILS | {name: 1}),
                f"shown: {name}: found 1, expected a text",
            )
            for name in ("answer", "deck", "topic", "form", "stem")
        ),
        *(
            (
                review(shown=DETAILS | {name: value}),
                f"shown: {name}: found {json.dumps(value)}, expected a list of texts",
            )
            for name in ("options", "facts")
            for value in (5, "x", ["a", 5])
        ),
        ('{"kind": "flag", "kind": "flag"}', "kind: named twice"),
        (review(reply="R").replace('"R"', '{"a": 1, "a": 1}'), "a: named twice"),
    ],
)
def test_a_line_that_is_no_row_says_what_is_wrong(line: str, message: str) -> None:
    with pytest.raises(ValueError, match=r".") as error:
        parse_line(line)
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("line", "column"), [("{", 2), ("", 1), ('{"a": x}', 7), ("{} {}", 4)]
)
def test_a_line_that_is_no_json_says_where(line: str, column: int) -> None:
    with pytest.raises(json.JSONDecodeError, match="no JSON: ") as error:
        parse_line(line)
    assert error.value.colno == column


@pytest.mark.parametrize("when", ["1000-01-02T00:00Z", "8999-12-31T23:00+03:00"])
def test_a_time_far_off_is_read_as_long_as_there_are_dates_after_it(when: str) -> None:
    assert parse_line(flag(at=when))["kind"] == "flag"


def test_what_a_program_has_is_made_storable() -> None:
    value = {"a\0": ["caf\udce9", "x" * 100_001, 5, None, {"b": (1.5, "ж")}]}
    assert make_storable(value) == {
        "a\ufffd": ["caf?", "x" * 100_000, 5, None, {"b": [1.5, "ж"]}]
    }


@pytest.mark.parametrize("grade", [1, 2, 3, 4])
@pytest.mark.parametrize("share", [0, 0.5, 1])
@pytest.mark.parametrize("reply", ["text", True, [1, 2]])
def test_whatever_was_replied_and_graded_is_read(
    grade: int, share: float, reply: object
) -> None:
    row = parse_line(review(grade=grade, share=share, reply=reply))
    assert (row["grade"], row["share"], json.loads(row["reply"])) == (grade, share, reply)
