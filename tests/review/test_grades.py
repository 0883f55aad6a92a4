"""The grade that an answer suggests."""

import pytest

from quizgen.review.grades import (
    AGAIN,
    EASY,
    GOOD,
    GRADES,
    HARD,
    suggest_grade,
)


def test_grades_are_those_of_fsrs() -> None:
    assert GRADES == (AGAIN, HARD, GOOD, EASY) == (1, 2, 3, 4)


@pytest.mark.parametrize(
    ("typed", "milliseconds", "grade"),
    [
        (True, 3_001, EASY),
        (True, 5_999, EASY),
        (True, 6_000, GOOD),
        (True, 23_000, GOOD),
        (True, 23_001, HARD),
        (False, 3_001, GOOD),  # one may be lucky
        (False, 5_999, GOOD),
        (False, 23_000, GOOD),
        (False, 23_001, HARD),
    ],
)
def test_a_right_answer_is_graded_by_the_time_beyond_reading(
    typed: bool, milliseconds: int, grade: int
) -> None:
    """Ten words are read in three seconds."""
    assert grade == suggest_grade(
        right=True, typed=typed, words=10, milliseconds=milliseconds
    )


@pytest.mark.parametrize(("words", "grade"), [(0, HARD), (3, HARD), (4, GOOD)])
def test_each_word_takes_its_time_to_read(words: int, grade: int) -> None:
    assert suggest_grade(right=True, typed=False, words=words, milliseconds=21_000) == grade


@pytest.mark.parametrize("typed", [True, False])
@pytest.mark.parametrize("milliseconds", [1, 10_000, 60_000])
def test_a_wrong_answer_is_again_however_long_it_took(
    typed: bool, milliseconds: int
) -> None:
    assert (
        suggest_grade(right=False, typed=typed, words=10, milliseconds=milliseconds)
        == AGAIN
    )
