"""The four grades of FSRS, and the one that the time of an answer suggests."""

from typing import Literal, TypeAlias

Grade: TypeAlias = Literal[1, 2, 3, 4]
AGAIN, HARD, GOOD, EASY = GRADES = (1, 2, 3, 4)
"""The answers to the question how well something was recalled, from worst to best."""
_READING_SECONDS = 0.3
"""Time to read one word."""
_HARD_SECONDS = 20
"""Thinking for longer than this is `hard`."""
_EASY_SECONDS = 3
"""Typing the answer after thinking for less than this is `easy`."""


def suggest_grade(*, right: bool, typed: bool, words: int, milliseconds: int) -> Grade:
    """Return the grade of a marked answer, by how long it took beyond reading.

    Args:
        right: The verdict; a wrong answer is always `again`.
        typed: The answer was recalled and typed, not picked from options, where one may
            be lucky: only then can it be `easy`.
        words: How many words the question shows; 0.3 seconds each are for reading them.
        milliseconds: From the question to the answer.
    """
    if not right:
        return 1
    thinking = milliseconds / 1000 - _READING_SECONDS * words
    if thinking > _HARD_SECONDS:
        return 2
    return 4 if typed and thinking < _EASY_SECONDS else 3
