"""The names by which decks and questions are told apart."""

import pytest

from quizgen.identity import (
    deck_identity,
    deck_in,
    deck_names,
    full_id,
    identity_in,
    identity_without_uid,
    language_in,
    short_id,
    shown_ids,
)


@pytest.mark.parametrize(
    ("uid", "language", "identity"),
    [
        ("", "", "cities"),
        ("q7m2kd4x", "", "cities~q7m2kd4x"),
        ("", "ru", "cities@ru"),
        ("q7m2kd4x", "ru", "cities~q7m2kd4x@ru"),
    ],
)
def test_an_identity_holds_the_uid_and_another_language(
    uid: str, language: str, identity: str
) -> None:
    assert deck_identity("cities", uid, language) == identity
    assert (deck_in(identity), language_in(identity)) == ("cities", language)
    assert identity_without_uid(identity) == deck_identity("cities", "", language)
    whole = full_id("cities/cap/a+b#card", identity)
    assert whole == f"{identity}/cap/a+b#card"
    assert (identity_in(whole), short_id(whole)) == (identity, "cities/cap/a+b#card")


def test_a_learner_sees_a_uid_only_where_two_decks_share_a_name() -> None:
    assert deck_names(["cities~1", "rivers~2", "rivers~2"]) == {
        "cities~1": "cities",
        "rivers~2": "rivers",
    }
    assert shown_ids(["cities~1/a#card", "cities/a#card", "rivers~2@ru/b#card"]) == {
        "cities~1/a#card": "cities~1/a#card",
        "cities/a#card": "cities/a#card",
        "rivers~2@ru/b#card": "rivers/b#card",
    }
