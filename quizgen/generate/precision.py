"""The stem of a typed question says how fine a date is wanted: year, month or day."""

import re

from quizgen.dates import Date
from quizgen.i18n import words_in
from quizgen.model import GAP, Value


def with_precision(stem: str, key: Value, language: str) -> str:
    """Return *stem* with the precision of *key* behind it, or behind its gap.

    As it is if *key* is no date, or the stem asks for a year, month or day by name.
    """
    if not isinstance(key, Date):
        return stem
    words = words_in(language).precision
    if re.search(words.asked[key.precision - 1], stem, re.IGNORECASE):
        return stem
    hint = f" ({words.names[key.precision - 1]})"
    if GAP in stem:
        return stem.replace(GAP, GAP + hint)
    return stem + hint
