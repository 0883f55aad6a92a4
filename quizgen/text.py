"""Compare and show texts: fold them, shorten them for a message, suggest the right name."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from quizgen.i18n import LANGUAGES

_ARTICLES = "|".join(a for words in LANGUAGES.values() for a in words.articles)
_ARTICLE = re.compile(rf"^(?:{_ARTICLES})\s+")
# C++ is not C, -5 is not 5, 1.5 is not 15, ≤ is not ≥.
_NOT_WORD = re.compile(r"(?:(?!(?<!\w)-\d|(?<=\d)[.^]\d)[^\w+#√<>≤≥≠±÷])+")
_SIGN = re.compile(r" ?([√<>≤≥≠±÷]) ?")
_TYPED_SIGNS = (("<=", "≤"), (">=", "≥"), ("!=", "≠"), ("+/-", "±"), ("+-", "±"))
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d{1,2}(?!\d)|\d{4})")
_GROUPING_POINT = re.compile(r"(?<=\d)[.](?=\d{3}(?!\d))")
_FIRST_WORD = re.compile(r"[^\W\d_]+(?=[\s,;:’'»”\"-]|[.!?]?$)")
"""A word of letters alone: sin(x), x² and log₂ 8 begin with none."""
_SENTENCE_END = re.compile(r"[.!?…][\"'»”’)]*(?=\s|$)")
_WORDS_OF_ONE_LETTER = frozenset("aàвикосуя")
_VOWEL = re.compile(r"[aeiouyæœøıаеёиоуыэюяіәөұүєїαεηιουω]|[^\u0000-\u052f]")
"""A letter without which nothing is a word in Latin or Cyrillic letters."""
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


def capitalized(text: str) -> str:
    """Return *text* with a capital if it begins with an ordinary word in small letters.

    A symbol or a name of its own making stays: π, e, pH, kg, x², eBay.
    """
    word = _FIRST_WORD.match(text)
    if word is None or not word[0].islower():
        return text
    is_one_letter = len(word[0]) == 1
    if is_one_letter and (len(text) == 1 or word[0] not in _WORDS_OF_ONE_LETTER):
        return text
    if not is_one_letter and not _VOWEL.search(fold_accents(word[0])):
        return text
    return text[0].upper() + text[1:]


def as_sentence(text: str) -> str:
    """Return *text* with a capital and a full stop, as far as it lacks them."""
    end = "" if text.rstrip("\"'»”’)")[-1:] in (".", "!", "?", "…") else "."
    return f"{capitalized(text)}{end}"


def untold(text: str, told: str) -> str:
    """Return *text* without the sentences at its beginning that *told* has as well."""
    for end in reversed(_sentence_ends(text)):
        if text[:end] in told:
            return text[end:].lstrip()
    return text


def first_sentences(text: str, most: int) -> str:
    """Return as many sentences of *text* as have at most *most* characters together."""
    ends = [end for end in _sentence_ends(text) if end <= most]
    return text if len(text) <= most else text[: max(ends, default=0)]


def _sentence_ends(text: str) -> list[int]:
    return [match.end() for match in _SENTENCE_END.finditer(text)]


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


# Ways of writing that a keyboard does not let one choose, and what it gives instead.
_KEYBOARD = str.maketrans(
    {
        **dict.fromkeys("’‘‛ʼʻʽ`´′ʹ", "'"),
        **dict.fromkeys("‐‑‒–—―−﹣", "-"),
        **dict.fromkeys("“”„‟«»″", '"'),
        "⁄": "/",
        **dict.fromkeys(map(chr, (0xAD, 0x2060, 0xFEFF, *range(0x200B, 0x2010))), None),
    }
)
_RAISED = re.compile(r"(?<=\d)[⁰¹²³⁴-⁹⁺⁻]+")
_POWER_OF_LETTER = re.compile(r"(?<=[^\W\d_])\^(?=[\d+-])")
# Letters without accents to be taken off: Latin ones of the North and of Turkey, and those
# for which the letter on the right is typed on a Russian keyboard.
_NEAREST_LETTERS = str.maketrans(
    {
        **dict(zip("ıøłđðħŋə", "iolddhne", strict=True)),
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        **dict(zip("әғқңөұүһіҳҷҗєґ", "агкноуухихчжег", strict=True)),
    }
)
# Endings of a sentence and quotation marks, which are no part of a name.
_ENDS = ' .,;:!?"'


@lru_cache(maxsize=1 << 16)
def keyboard_text(text: str) -> str:
    """Return *text* as it comes from a keyboard: what one cannot choose there is alike.

    There is one kind of apostrophe, of dash, of quotation mark and of blank; letters and
    accents are composed; digits that are raised, lowered or of full width are digits (but
    not next to others: ``10⁸`` becomes ``10^8``); what is invisible is gone.
    """
    if not text.isascii():
        text = _RAISED.sub(r"^\g<0>", text)
    text = text.translate(_KEYBOARD)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_KEYBOARD)
    return " ".join(_POWER_OF_LETTER.sub("", text).split())


@lru_cache(maxsize=1 << 16)
def spelling(text: str) -> str:
    """Return *text* by its letters, accents and the marks between them; case is gone."""
    return without_ends(keyboard_text(text)).lower()


def without_ends(text: str) -> str:
    """Return *text* without full stops and quotation marks around it, if more is left."""
    return text.strip(_ENDS) or text


def fold_accents(text: str) -> str:
    """Return *text* without accents, and with letters for what stands for them."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Return *text* without what typed answers may lack: case, accents, marks, an article.

    Unicode compatibility decomposition (UAX 15) takes accents off Latin letters; in
    Cyrillic, short i and yo become i and ye, and the letters of Kazakh and its
    neighbours the nearest ones of a Russian keyboard. A sign and the mark of a fraction
    belong to a number; signs that compare or reckon are not left out. A text of marks
    alone stays as it is.
    """
    text = keyboard_text(text).casefold()
    if not text.isascii():
        text = fold_accents(text).translate(_NEAREST_LETTERS)
    if text.replace(" ", "").isalnum():  # as most names are: no mark to leave out
        return _ARTICLE.sub("", text)
    figures = _GROUPING_POINT.sub(" ", _DECIMAL_COMMA.sub(".", text.replace("'", "")))
    for typed, sign in _TYPED_SIGNS:
        figures = figures.replace(typed, sign)
    words = _SIGN.sub(r" \1 ", _NOT_WORD.sub(" ", figures)).strip()
    return _ARTICLE.sub("", words) or text


def fold_name(name: str) -> str:
    """Return *name* folded, but with an initial at its start that could be an article."""
    initial, stop, rest = name.strip().partition(".")
    if stop and len(initial) == 1 and rest.strip():
        return f"{fold(initial)} {fold(rest)}"
    return fold(name)
