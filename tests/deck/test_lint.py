"""Rules about a whole base: each test is one, with what the rule objects to."""

import pytest

from quizgen.deck.lint import check, note_without_subject
from quizgen.deck.loader import loads
from tests.conftest import Problems
from tests.rivers import RIVERS, changed


def test_a_fact_id_names_one_fact(problems: Problems) -> None:
    again = "- {is: budapest, source: survey%s}"
    line = "        - {is: vienna, source: atlas}\n"
    assert problems(changed(line, f"{line}        {again % ''}\n")) == [
        "deck.yaml:20:16: error: fact 'danube/flows-through/budapest' is already at deck.yaml:19:16: give one an 'id'"
    ]
    assert problems(changed(line, f"{line}        {again % ', id: again'}\n")) == []
    one = changed(line, f"{line}        {again % ', id: again'}\n")
    assert problems(one.replace("is: no, source", "is: no, id: again, source")) == [
        "deck.yaml:52:65: error: fact 'again' is already at deck.yaml:19:16: expected another 'id'"
    ]
    assert problems(one.replace("id: again", "id: volga/length/3531")) == [
        "deck.yaml:26:20: error: fact 'volga/length/3531' is already at deck.yaml:19:16: give one an 'id'"
    ]


KEPT = "{is: old-board, since: 1990, until: 2001-06, source: survey}"


@pytest.mark.parametrize(
    ("other", "lines"),
    [
        ("since: 2001-06", []),
        ("since: 2001-07-01", []),
        ("since: 2001", []),
        ("since: 1980, until: 1990-06-30", []),
        ("since: 1995, until: 1996, confidence: low", []),
        (
            "since: 2001-05-31",
            [
                "deck.yaml:38:16: error: 'kept-by' is single, but dnieper has both old-board and new-board at once (deck.yaml:37:16)"
            ],
        ),
        (
            "since: 1980, until: 1991-01-02",
            [
                "deck.yaml:38:16: error: 'kept-by' is single, but dnieper has both new-board and old-board at once (deck.yaml:37:16)"
            ],
        ),
        (
            "note: Always",
            [
                "deck.yaml:38:16: error: 'kept-by' is single, but dnieper has both new-board and old-board at once (deck.yaml:37:16)"
            ],
        ),
    ],
)
def test_a_single_relation_has_one_value_at_a_time(
    problems: Problems, other: str, lines: list[str]
) -> None:
    """Values may meet on a day, or in a month that could hold both; only what surely
    overlaps is wrong.
    """
    assert (
        problems(
            changed(
                "since: 2001-06, source: survey, confidence: medium",
                f"{other}, source: survey",
            )
        )
        == lines
    )


def test_an_overlap_is_seen_past_what_lies_between(problems: Problems) -> None:
    boards = [("old", 1990, 2020), ("old", 1991, 1992), ("new", 1993, 1994)]
    facts = "".join(
        f"\n        - {{is: {board}-board, since: {since}, until: {until}, source: survey, id: k{since}}}"
        for board, since, until in boards
    )
    text = RIVERS.replace(f"\n        - {KEPT}", facts)
    text = text.replace(
        "\n        - {is: new-board, since: 2001-06, source: survey, confidence: medium}",
        "",
    )
    assert problems(text) == [
        "deck.yaml:39:16: error: 'kept-by' is single, but dnieper has both old-board and new-board at once (deck.yaml:37:16)"
    ]


def test_in_a_unique_relation_a_value_has_one_subject_at_a_time(problems: Problems) -> None:
    assert problems(
        changed("is: rhine-board, since: 1950-05-31", "is: new-board, since: 2010")
    ) == [
        "deck.yaml:45:21: error: 'kept-by' is unique, but both dnieper and rhine have new-board at once (deck.yaml:38:16)"
    ]
    for fine in (
        "is: new-board, until: 1990",
        "is: new-board, since: 2010, confidence: low",
        "is: rhine-board, since: 2010",
    ):
        assert problems(changed("is: rhine-board, since: 1950-05-31", fine)) == []


@pytest.mark.parametrize(
    ("language", "says", "note", "warns"),
    [
        ("en", "", "It was two towns.", True),
        ("en", "", "Its name is older.", True),
        ("en", "", "Italy is near.", False),
        ("en", "", "Budapest was two towns.", False),
        ("en", ', says: "{of} flows through {is}"', "It was two towns.", False),
        ("ru", "", "Он был двумя.", True),
        ("kk", "", "Ол екі қала еді.", True),
        ("ru", "", "It was two towns.", False),
    ],
)
def test_a_note_with_a_pronoun_has_a_sentence_before_it(
    language: str, says: str, note: str, warns: bool
) -> None:
    """That of its relation; only the author is told."""
    text = f"""
deck: d
title: D
language: {language}
checked: 2026-11-23
sources: {{s: {{title: S}}}}
relations: {{flows-through: {{of: river, is: town{says}}}}}
entities:
  danube: {{kind: river, name: Danube, facts: {{flows-through: {{is: pest, source: s, note: "{note}"}}}}}}
  pest: {{kind: town, name: Budapest}}
"""
    base, problems = loads(text)
    assert base is not None
    assert problems == check(base) == []
    word = note.split()[0]
    assert [str(problem) for problem in note_without_subject(base)] == [
        f"<text>:9:67: warning: the note of 'danube/flows-through/pest' begins with"
        f" '{word}', and 'flows-through' has no sentence before it: expected a name, or 'says'"
    ] * warns
