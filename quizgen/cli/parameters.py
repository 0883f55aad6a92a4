"""The kinds of values that options take, each with the message for any other."""

import math
import unicodedata
from typing import Any

import click

from quizgen.model import WORTHS

_MAX_COUNT = 1_000_000
_MAX_TEXT = 1000
_MAX_SEED = 2**63 - 1
_UNSEEN = ("Cc", "Cs", "Zl", "Zp")
"""Unicode's categories of controls, of halves of characters, and of line breaks."""


class QuestionCount(click.IntRange):
    """A number of questions, up to more than any deck has."""

    def convert(self, value: Any, *context: Any) -> Any:
        """Return the integer that *value* writes."""
        count = super().convert(value, *context)
        if count > _MAX_COUNT:
            self.fail(f"expected at most {_MAX_COUNT:,}.", *context)
        return count


class Number(click.FloatRange):
    """A number in a range; "nan", which compares with nothing, is none."""

    def convert(self, value: Any, *context: Any) -> Any:
        """Return the number that *value* writes."""
        number = super().convert(value, *context)
        if not math.isfinite(number):
            self.fail(f"'{value}' is no number.", *context)
        return number


class FileName(click.types.StringParamType):
    """The name of a file, or "-"; it is not empty."""

    def convert(self, value: Any, *context: Any) -> Any:
        """Return *value*, if it is a name."""
        if not value:
            self.fail("it is empty: expected a file.", *context)
        return value


class PlainText(click.types.StringParamType):
    """A line of text, such as a title, that can stand in every format."""

    def convert(self, value: Any, *context: Any) -> Any:
        """Return *value*, if all of it can be seen and there is not too much."""
        unseen = [c for c in value if unicodedata.category(c) in _UNSEEN]
        if unseen:
            code = f"U+{ord(unseen[0]):04X}"
            self.fail(f"found the character {code}: expected a line of text.", *context)
        if len(value) > _MAX_TEXT:
            message = f"found {len(value)} characters: expected at most {_MAX_TEXT}."
            self.fail(message, *context)
        return value


class WorthList(click.types.StringParamType):
    """One or several worths, with commas between them."""

    def convert(self, value: Any, *context: Any) -> Any:
        """Return the worths that *value* names, each once."""
        worths = dict.fromkeys(part.strip().lower() for part in value.split(","))
        for worth in worths:
            if worth not in WORTHS:
                expected = ", ".join(WORTHS)
                self.fail(f"'{worth}' is none: expected some of {expected}.", *context)
        return tuple(worths)


class Seed(click.types.IntParamType):
    """An integer of 64 bits, so that a sheet's code, which holds it, stays short."""

    def convert(self, value: Any, *context: Any) -> Any:
        """Return the integer that *value* writes."""
        if len(str(value)) > len(str(-_MAX_SEED)):
            self.fail("it is too long: expected an integer of 64 bits.", *context)
        seed = super().convert(value, *context)
        if not -_MAX_SEED <= seed <= _MAX_SEED:
            self.fail(f"'{value}' is too large: expected 64 bits.", *context)
        return seed
