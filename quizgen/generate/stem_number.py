"""A stem tells how many answers it asks for, and whether it lists them."""

import re
from functools import lru_cache
from typing import Literal

from quizgen.i18n import has_language, words_in


def is_about_list(stem: str, language: str) -> bool:
    """Tell whether *stem* asks which of what is listed below it: "which of these".

    Of a stem in a language that the program does not speak nobody can tell.
    """
    return _listed(stem, language) is not None


@lru_cache(maxsize=1 << 12)
def asked_number(stem: str, language: str) -> Literal["one", "several", ""]:
    """Return how many of what is listed *stem* asks for; empty if it leaves that open.

    The first word that tells it after "which of these" decides, or else the last before.
    """
    listed = _listed(stem, language)
    if listed is None:
        return ""
    words = words_in(language).lists
    one_or_several = re.compile(rf"(?:{words.one})|(?P<several>{words.several})", re.I)
    following = one_or_several.search(stem, listed.end())
    before = [*one_or_several.finditer(stem, 0, listed.end())]
    word = following or (before[-1] if before else None)
    if word is None:
        return ""
    return "several" if word["several"] else "one"


@lru_cache(maxsize=1 << 12)
def _listed(stem: str, language: str) -> re.Match[str] | None:
    if not has_language(language):
        return None
    return re.search(words_in(language).lists.listed, stem, re.IGNORECASE)
