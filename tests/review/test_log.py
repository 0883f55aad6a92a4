"""A row of the log and its line of JSON."""

import json
from typing import Any

import pytest

from quizgen.review.log import COLUMNS, compact_json, format_row, parse_line
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
    line = json.loads(format_row([row.get(name) for name in COLUMNS]))
    assert "reply" not in line  # a card has none
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


NOT_JSON = "no JSON: Expecting property name enclosed in double quotes"
NO_ROW = "expected a row of a review log: "


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", NOT_JSON),
        ("[]", f"{NO_ROW}list indices must be integers or slices, not str"),
        ("1", f"{NO_ROW}'int' object is not subscriptable"),
        ("{}", f"{NO_ROW}'kind'"),
        ('{"kind": "x"}', "unknown: x"),
        ('{"kind": "flag", "x": 1, "b": 2}', "unknown: b, x"),
        ('{"kind": "flag", "at": "2026-11-24T10:00Z"}', f"{NO_ROW}'question'"),
        ('{"kind": "flag", "question": "q"}', f"{NO_ROW}'at'"),
        (
            '{"kind": "flag", "question": "q", "at": "soon"}',
            "Invalid isoformat string: 'soon'",
        ),
        (
            '{"kind": "flag", "question": "q", "at": "2026-11-24"}',
            "at: expected a time with its offset from UTC",
        ),
        (
            '{"kind": "flag", "question": 1, "at": "2026-11-24T10:00Z"}',
            "question: expected a text",
        ),
        (
            '{"kind": "undo", "question": "q", "at": "2026-11-24T10:00Z"}',
            f"{NO_ROW}'undoes'",
        ),
        (
            '{"kind": "undo", "question": "q", "at": "2026-11-24T10:00Z",'
            ' "undoes": "2026-11-24T10:00"}',
            "at: expected a time with its offset from UTC",
        ),
        (weights("q", [*OWN]), 'question: found "q", expected none'),
        (weights("", [0.5]), "expected the 21 weights of FSRS-6"),
        (weights("", [*OWN[:20], 9]), "expected the 21 weights of FSRS-6"),
        (weights("", {"a": None}), "expected the 21 weights of FSRS-6"),
        (review(grade=None), f"{NO_ROW}'grade'"),
        (review(grade="3"), 'grade: found "3"'),
        (review(grade=0), "grade: found 0, expected 1 to 4"),
        (review(grade=5), "grade: found 5, expected 1 to 4"),
        (review(right="yes"), 'right: found "yes"'),
        (review(share="1"), 'share: found "1"'),
        (review(milliseconds=1.5), "milliseconds: found 1.5"),
        (review(scheduler=6), "scheduler: found 6"),
        (review(shown=[]), "shown: found []"),
        (review(shown={}), f"{NO_ROW}'answer'"),
        *(
            (review(shown=DETAILS | {name: 1}), f"shown: {name}: expected a text")
            for name in ("answer", "deck", "topic", "form", "stem")
        ),
        (review(reply=None), "reply: missing"),
    ],
)
def test_a_line_that_is_no_row_says_what_is_wrong(line: str, message: str) -> None:
    with pytest.raises(ValueError, match=r".") as error:
        parse_line(line)
    assert str(error.value) == message


@pytest.mark.parametrize("grade", [1, 2, 3, 4])
@pytest.mark.parametrize("share", [0, 0.5, 1])
@pytest.mark.parametrize("reply", ["text", True, [1, 2]])
def test_whatever_was_replied_and_graded_is_read(
    grade: int, share: float, reply: object
) -> None:
    row = parse_line(review(grade=grade, share=share, reply=reply))
    assert (row["grade"], row["share"], json.loads(row["reply"])) == (grade, share, reply)
