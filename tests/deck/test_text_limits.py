"""Texts have an end: what fits on no card and no page is an error where it stands."""

import pytest

from tests.conftest import Problems
from tests.rivers import changed


@pytest.mark.parametrize(
    ("right", "wrong", "key", "limit"),
    [
        ("note: It was two towns until 1873.", "note: LONG", "note", 10_000),
        ("because: A canal is no mouth.", "because: LONG", "because", 10_000),
        ("motto: {is: no, source", "motto: {is: LONG, source", "is", 10_000),
        ('explain: "It is the {board}."', "explain: LONG", "explain", 10_000),
        ("ru: Волга", "ru: LONG", "ru", 500),
        ("aliases: [Wolga]", "aliases: [LONG]", "aliases", 500),
        ("{title: A survey}", "{title: LONG}", "title", 500),
        ("unit: km", "unit: LONG", "unit", 500),
        ("topic: Mouths", "topic: LONG", "topic", 500),
    ],
)
def test_a_text_and_a_name_have_a_greatest_length(
    problems: Problems, right: str, wrong: str, key: str, limit: int
) -> None:
    """A name has 500 characters, any other text 10,000."""
    deck = changed(right, wrong)
    assert problems(deck.replace("LONG", "x" * limit)) == []
    line, *_ = problems(deck.replace("LONG", "x" * (limit + 1)))
    number = deck[: deck.index("LONG")].count("\n") + 1
    assert line.startswith(f"deck.yaml:{number}:")
    assert line.endswith(
        f"{'x' * 57}...' for '{key}': expected at most {limit:,} characters, not {limit + 1:,}"
    )


def test_an_id_is_a_name(problems: Problems) -> None:
    deck = changed("deck: rivers", f"deck: {'x' * 501}")
    assert problems(deck.replace("x" * 501, "x" * 500)) == []
    line, *_ = problems(deck)
    assert line.endswith(": expected lower-case letters, digits and hyphens")
