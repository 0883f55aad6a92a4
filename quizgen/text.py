"""Compare and show texts: fold them, shorten them for a message, suggest the right name."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from quizgen.i18n import LANGUAGES

_ARTICLES = "|".join(a for words in LANGUAGES.values() for a in words.articles)
_ARTICLE = re.compile(rf"^(?:{_ARTICLES})\s+")
_NOT_WORD = re.compile(r"[^\w+#]+")  # C++ is not C
# All but line feed and tab: C0, delete and C1, by which a terminal is told what to do; line
# separators; what turns the direction of a text (UAX 9), but for marks; halves of pairs.
_CONTROLS = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def printable(text: str) -> str:
    """Return *text*, as long as it is, with U+FFFD for what a terminal would obey.

    Whatever is printed that others may have written goes through this at the last step.
    """
    return _CONTROLS.sub("\ufffd", text)


def printable_json(text: str) -> str:
    """Return the JSON *text* with escapes for what a terminal would obey."""
    return _CONTROLS.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def one_line(text: str) -> str:
    """Return *text* with a space for each line break, and U+FFFD for what is not shown."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else " " if c.isspace() else "\ufffd" for c in text)


def shorten(text: str) -> str:
    """Return up to 60 characters of *text* on one line, U+FFFD for what cannot be shown."""
    line = one_line(" ".join(text.split()))
    return line if len(line) <= 60 else line[:57] + "..."


def with_article(noun: str) -> str:
    """Return *noun* after "a" or "an"."""
    return f"{'an' if noun[:1] in tuple('aeiou') else 'a'} {noun}"


def suggest_name(name: str, names: Iterable[str]) -> str:
    """Return `` (did you mean 'x'?)`` with the name that is nearest to *name*.

    If none is near, return what there is, up to eight names; of more, an empty text.
    """
    from difflib import get_close_matches  # only an error needs it

    choices = sorted(set(names))
    matches = get_close_matches(name, choices, 1, 0.6)
    if matches:
        return f" (did you mean '{shorten(matches[0])}'?)"
    if 0 < len(choices) <= 8:
        return f" (there is {', '.join(map(shorten, choices))})"
    return ""


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Return *text* without what typed answers may lack: case, accents, marks, an article.

    Unicode compatibility decomposition (UAX 15) takes accents off Latin letters; in
    Cyrillic, short i and yo become i and ye, as they are often typed. A text of marks
    alone stays as it is.
    """
    text = text.strip().casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in text if not unicodedata.combining(c))
    words = _NOT_WORD.sub(" ", text.replace("'", "").replace("’", "")).strip()
    return _ARTICLE.sub("", words) or text
