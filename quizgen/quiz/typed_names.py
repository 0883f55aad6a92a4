"""Names and texts as people type them: which replies are the key, and which are not.

A learner is forgiven what a reader would forgive, but never the name of something else,
nor a word of the question. An author can ask for more (`Answer.typed`).
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Literal

from quizgen.i18n import LANGUAGES
from quizgen.model import Answer
from quizgen.text import fold, keyboard_text, spelling, without_ends

Likeness = Literal["same", "slip", "other"]
"""Whether a reply is a right text, is one but for a slip of the finger, or is another."""

_VALUES = {
    fold(numeral): value
    for words in LANGUAGES.values()
    for numeral, value in {**words.scales, **words.numerals}.items()
}
"""What the words for numbers mean, in every language of the program, folded."""
_MOST_SLIPS = 3
_ROMAN = re.compile(r"(?=.)m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
"""What is written for letters that a keyboard lacks, besides the bare letter."""
_WORD = re.compile(r"\w(?:[\w'-]*\w)?")


def _cased_spelling(text: str) -> str:
    return without_ends(keyboard_text(text))


_FORM_BY_STRICTNESS: dict[str, Callable[[str], str]] = {
    "spelling": spelling,
    "case": _cased_spelling,
    "exact": keyboard_text,
}


def likeness(answer: Answer, reply: str, stem: str = "") -> Likeness:
    """Return how *reply* compares with what is right; *stem* is what was asked.

    At each step that leaves out more of what is written, a right text is right, and the
    name of something else or a word of the stem is wrong: after "Vater", it is no slip
    to type it for "Väter".
    """
    texts = (answer.text, *answer.accepted)
    if answer.typed:
        form = _FORM_BY_STRICTNESS[answer.typed]
        return "same" if form(reply) in _forms(texts, form) else "other"
    rivals = [*answer.rivals]
    for form in (keyboard_text, spelling, fold):
        written = form(reply)
        if written in _forms(texts, form):
            return "same"
        if written in _forms(rivals, form) or written in _forms(
            _phrases(stem, len(written.split())), form
        ):
            return "other"
    if fold(reply) in _forms(
        (text.lower().translate(_WRITTEN_OUT) for text in texts), fold
    ):
        return "same"
    if _in_figures(fold(reply)) in {_in_figures(fold(text)) for text in texts}:
        return "slip"
    return "slip" if _is_slip(reply, texts, rivals, stem) else "other"


def _forms(texts: Iterable[str], form: Callable[[str], str]) -> set[str]:
    return {form(text) for text in texts}


def _phrases(stem: str, length: int) -> Iterator[str]:
    """Yield every row of *length* words in *stem*."""
    words = _WORD.findall(keyboard_text(stem))
    for start in range(len(words) - length + 1):
        yield " ".join(words[start : start + length])


# Slips of the finger


def _is_slip(reply: str, texts: tuple[str, ...], rivals: list[str], stem: str) -> bool:
    """Return whether *reply* is mistyped, and nearer to a right text than to another.

    Distances count letters that are missing, added, changed or swapped with the next
    (optimal string alignment), in folded texts.
    """
    from rapidfuzz.distance import OSA  # only typed answers need it

    name, accepted = fold(reply), _forms(texts, fold)
    distance, nearest = min(
        (OSA.distance(name, text, score_cutoff=_MOST_SLIPS), text) for text in accepted
    )
    if distance > _slip_limit(nearest) or not _differ_in_letters(name, nearest):
        return False
    if not rivals and _word_ends(name) != _word_ends(nearest):
        return False  # "dependent" is not "independent", "Russia" not "Russian"
    others = [*rivals, *_phrases(stem, len(name.split()))]
    if any(
        OSA.distance(name, other, score_cutoff=distance) <= distance
        for other in _forms(others, fold) - accepted
    ):
        return False
    return not _is_nearer_to_twin(reply, texts, others)


def _is_nearer_to_twin(reply: str, texts: tuple[str, ...], others: list[str]) -> bool:
    """Return whether a name that only accents tell from a right text is as near."""
    from rapidfuzz.distance import OSA

    accepted, spelled = _forms(texts, fold), _forms(texts, spelling)
    twins = {spelling(other) for other in others if fold(other) in accepted} - spelled
    if not twins:
        return False
    written = spelling(reply)
    return min(OSA.distance(written, twin) for twin in twins) <= min(
        OSA.distance(written, text) for text in spelled
    )


def _slip_limit(text: str) -> int:
    """Return how many letters may be wrong: none in a short name, three in a long one."""
    return min(_MOST_SLIPS, len(text) // 5)


def _differ_in_letters(name: str, nearest: str) -> bool:
    """Return whether slips can account for all in which two folded names differ.

    No slip changes a figure, in digits, in words or in Roman ones, nor a letter that
    stands alone (Vitamin C is not Vitamin B), nor most of a word (South is not North).
    """
    if _figures(name) != _figures(nearest):
        return False
    words, right_words = name.split(), nearest.split()
    if len(words) != len(right_words):
        return True
    from rapidfuzz.distance import OSA

    return all(
        OSA.distance(word, right) <= max(1, len(right) // 5)
        for word, right in zip(words, right_words, strict=True)
    )


def _in_figures(text: str) -> str:
    """Return a folded text with its numbers in figures: World War II is World War 2."""
    return " ".join(_in_digits(word) for word in text.split())


def _in_digits(word: str) -> str:
    if not _ROMAN.fullmatch(word):
        return str(_VALUES.get(word, word))
    values = ["ivxlcdm".index(letter) for letter in word]
    worths = [10 ** (place // 2) * (5 if place % 2 else 1) for place in values]
    following = [*worths[1:], 0]
    return str(sum(-a if a < b else a for a, b in zip(worths, following, strict=True)))


def _figures(text: str) -> list[str]:
    """Return the numbers of a folded text, and the letters that stand alone."""
    return [
        word
        for word in re.findall(r"[+-]?\d+(?:\.\d+)?|[^\W\d]+|[√<>≤≥≠±÷]", text)
        if not word.isalpha() or len(word) == 1 or word in _VALUES or _ROMAN.fullmatch(word)
    ]


def _word_ends(text: str) -> list[str]:
    """Return the first and the last letter of each word."""
    return [word[0] + word[-1] for word in text.split()]
