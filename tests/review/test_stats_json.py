"""What `quizgen stats --json` prints: other programs read it."""

import json

from quizgen.review.stats_json import json_record
from tests.review.test_stats import Learner, two_decks


def test_the_record_is_all_of_it_with_its_days_spelled() -> None:
    record = json.loads(json.dumps(json_record(two_decks().stats(12, suspended=["x"]))))
    assert record == {
        "day": "2026-12-06",
        "reviews": 8,
        "streak": 0,
        "retention": {"name": "", "asked": 4, "right": 2, "retention": 0.5, "desired": 0.9},
        "decks": [
            {"name": "d", "asked": 3, "right": 2, "retention": 0.6667, "desired": 0.9},
            {"name": "e", "asked": 1, "right": 0, "retention": 0.0, "desired": 0.9},
        ],
        "topics": [
            {
                "deck": "d",
                "name": "Rivers",
                "asked": 3,
                "right": 2,
                "retention": 0.6667,
                "desired": 0.9,
            },
            {
                "deck": "e",
                "name": "Rivers",
                "asked": 1,
                "right": 0,
                "retention": 0.0,
                "desired": 0.9,
            },
        ],
        "forms": [
            {"name": "card", "asked": 2, "right": 1, "retention": 0.5, "desired": 0.9},
            {"name": "text", "asked": 2, "right": 1, "retention": 0.5, "desired": 0.9},
        ],
        "known": {"name": "", "known": 1, "met": 3, "facts": None},
        "known_by_deck": [
            {"name": "d", "known": 1, "met": 1, "facts": 2},
            {"name": "e", "known": 0, "met": 2, "facts": None},
        ],
        "days": {"2026-11-24": 1, "2026-11-25": 2, "2026-12-02": 2, "2026-12-03": 3},
        "forecast": [
            1,
            0,
            1,
            1,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
        ],
        "overdue": 1,
        "leeches": [],
        "suspended": 1,
        "hardest": [
            {
                "fact": "x/flows-into/y",
                "text": "The Volga flows into the Caspian Sea.",
                "mastery": 0.9422,
                "known": True,
                "questions": 2,
                "wrong": 1,
                "lapses": 1,
                "leech": False,
                "worst": "d/t/x#text",
            }
        ],
        "facts": [
            {
                "fact": "x/flows-into/y",
                "text": "The Volga flows into the Caspian Sea.",
                "mastery": 0.9422,
                "known": True,
                "questions": 2,
                "wrong": 1,
                "lapses": 1,
                "leech": False,
                "worst": "d/t/x#text",
            },
            {
                "fact": "y",
                "text": "Which river? (Volga)",
                "mastery": 0.0,
                "known": False,
                "questions": 1,
                "wrong": 2,
                "lapses": 0,
                "leech": False,
                "worst": "e/t/y#card",
            },
            {
                "fact": "z",
                "text": "Which river? (Volga)",
                "mastery": 0.0,
                "known": False,
                "questions": 1,
                "wrong": 2,
                "lapses": 0,
                "leech": False,
                "worst": "e/t/y#card",
            },
        ],
    }


def test_the_keys_stand_in_this_order() -> None:
    assert [*json_record(Learner().stats(0))] == [
        *("day", "reviews", "streak", "retention", "decks", "topics", "forms", "known"),
        *("known_by_deck", "days", "forecast", "overdue", "leeches", "suspended"),
        *("hardest", "facts"),
    ]


def test_before_anything_was_recalled_there_is_no_retention() -> None:
    record = json_record(Learner().stats(0))
    assert record["retention"] is None
    assert record["known"] == {"name": "", "known": 0, "met": 0, "facts": 0}
