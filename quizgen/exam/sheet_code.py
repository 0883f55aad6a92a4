"""The short code on a sheet: all that is needed to print its key again.

``CSTO+EAEU.N20.S0.VB.K7Q2M4.9X3CTHW`` says which decks, how many questions, which seed
and which version; then, in base 32 (Crockford's digits, which no reader mistakes), a
fingerprint of the decks and one of the sheet's questions, and a checksum against slips of
the pen. Other fields stand in between where they are needed: ``FTEXT+CARD`` forms,
``T8GQ1`` topics, ``DEASY+HARD`` difficulties, ``WCORE`` worths, ``LRU`` language, ``P``
parallel questions. It is of capitals, digits and ``+-.`` alone, so that a QR code of it
stays small.
"""

import dataclasses
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, is_dataclass
from functools import cache
from operator import attrgetter
from typing import Any, assert_never, get_args

from quizgen.exam.versions import version_number
from quizgen.forms import FORMS
from quizgen.hashing import digest
from quizgen.model import (
    WORTHS,
    FactBase,
    Form,
    MatchQuestion,
    OptionsQuestion,
    OrderQuestion,
    Pattern,
    Question,
    TrueFalseQuestion,
    TypedQuestion,
    Worth,
)
from quizgen.quiz.criteria import LEVELS
from quizgen.text import shorten

_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES = str.maketrans("ILO", "110")
_DECKS_LENGTH, _QUESTIONS_LENGTH, _CHECKSUM_LENGTH, _TOPIC_LENGTH = 6, 5, 2, 4
MAX_DECKS = 10
"""As many decks as a test can be made from: its code names each."""
_MAX_LENGTH = 1000
_MAX_VERSIONS = 5000  # as many students as a class list may have
_DECK_ID = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
_CHARACTERS = re.compile("[A-Z0-9+.-]+")
_DASH = re.compile(r"\s*[\u2010-\u2015\u2212]\s*")
_SEPARATOR = re.compile(r"(?:[\s\u2010-\u2015\u2212]|(?<=\s)-(?=\s))+")
_LETTER_AT_DIGIT = re.compile(r"(?<=[0-9])[ILO]+|[ILO]+(?=[0-9])")
_EXPECTED = (
    "expected a code as it is printed on a sheet, such as CSTO.N20.S0.VA.K7Q2M4.9X3CTHW"
)
_FIELD_LETTERS = "NSFTDWLPV"
_PATTERNS = get_args(Pattern)


@dataclass(frozen=True, slots=True)
class SheetCode:
    """A code tells what was asked for, which version it is, and what that was made of.

    Attributes:
        decks: Ids, in the order in which the quiz was chosen from them.
        count: How many questions were asked for.
        forms: Forms that were asked for; empty is any, as for topics and levels.
        topics: Topics that were asked for, as `topic_digits` writes them.
        levels: Some of "easy", "medium" and "hard".
        language: Tag of the language that was asked for; empty is the decks' own.
        parallel: Whether each version has questions of its own.
        label: The version: a letter, or a number from 1.
        decks_fingerprint: What `decks_fingerprint` gave for the decks.
        questions_fingerprint: What `questions_fingerprint` gave for the sheet.
        worths: Some of "core", "further" and "detail".
    """

    decks: tuple[str, ...]
    count: int
    seed: int
    forms: tuple[Form, ...]
    topics: tuple[str, ...]
    levels: tuple[str, ...]
    language: str
    parallel: bool
    label: str
    decks_fingerprint: str
    questions_fingerprint: str
    worths: tuple[Worth, ...] = ()

    def __str__(self) -> str:
        fields = ["+".join(self.decks), f"N{self.count}", f"S{self.seed}"]
        fields += [f"F{'+'.join(self.forms)}"] if self.forms else []
        fields += [f"T{'+'.join(self.topics)}"] if self.topics else []
        fields += [f"D{'+'.join(self.levels)}"] if self.levels else []
        fields += [f"W{'+'.join(self.worths)}"] if self.worths else []
        fields += [f"L{self.language}"] if self.language else []
        fields += ["P"] if self.parallel else []
        fields += [f"V{self.label}", self.decks_fingerprint, self.questions_fingerprint]
        text = ".".join(fields).upper()
        return text + _base32(digest(text), _CHECKSUM_LENGTH)


class SheetCodeError(ValueError):
    """A text is no code, or the sheet of a code cannot be made again.

    The message is fit to show.
    """


def read_code(text: str) -> SheetCode:
    """Return the code that *text* writes, as a person may type it.

    Small letters are as good as capitals, O is 0 and I and L are 1 where there can only be
    digits, and blanks, line breaks and dashes may stand for dots. Of all that *text* can
    mean, its checksum fits one.

    Raises:
        SheetCodeError: It was mistyped, or never was a code.
    """
    if len(text) > _MAX_LENGTH:
        raise SheetCodeError(f"found {len(text)} characters: {_EXPECTED}")
    # An argument of a command may have bytes that are no text.
    spellings = [*_spellings(text.encode(errors="replace").decode())]
    quoted = spellings[0] if spellings[0].isprintable() else shorten(spellings[0])
    spellings = [spelling for spelling in spellings if spelling.count(".") >= 5]
    if not spellings:
        raise SheetCodeError(f"found '{quoted}': {_EXPECTED}")
    whole = next(filter(_has_checksum, spellings), None)
    if whole is None:
        raise SheetCodeError(f"found '{quoted}': a character of this code is wrong")
    fields = whole[:-_CHECKSUM_LENGTH].split(".")
    deck_ids = fields[0].lower().split("+")
    if len(deck_ids) > MAX_DECKS or not all(map(_DECK_ID.fullmatch, deck_ids)):
        message = f"expected ids of decks, at most {MAX_DECKS}, at its beginning"
        raise SheetCodeError(f"found '{quoted}': {message}")
    try:
        code = _parse_code(fields)
    except (ValueError, LookupError):
        code = None
    if code is None or str(code) != whole or not _CHARACTERS.fullmatch(whole):
        raise SheetCodeError(
            f"found '{quoted}': the code was made by another release of quizgen"
        )
    return code


def _spellings(text: str) -> Iterator[str]:
    """Yield all that *text* may mean, in capitals and with dots, the likeliest first."""
    text = unicodedata.normalize("NFKC", text).strip().upper()
    text = re.sub(r"\s*([+.])\s*", r"\1", text)
    hyphenated = _DASH.sub("-", text)
    for line in dict.fromkeys(
        (
            re.sub(r"\s+", "", hyphenated),
            re.sub(r"\s+", ".", hyphenated),
            _SEPARATOR.sub(".", text),
        )
    ):
        decks, *values = line.split(".")
        values[:-2] = (
            value[:1] + value[1:].translate(_LOOKALIKES) if value[:1] in "NST" else value
            for value in values[:-2]
        )
        values[-2:] = (value.translate(_LOOKALIKES) for value in values[-2:])
        # A deck and a version may have letters and digits.
        mended_decks = _LETTER_AT_DIGIT.sub(lambda m: m[0].translate(_LOOKALIKES), decks)
        mended_values = [
            f"V{value[1:].translate(_LOOKALIKES)}" if value[:1] == "V" else value
            for value in values[:-2]
        ] + values[-2:]
        for first in dict.fromkeys((decks, mended_decks)):
            yield ".".join([first, *values])
            if mended_values != values:
                yield ".".join([first, *mended_values])


def _has_checksum(text: str) -> bool:
    body, checksum = text[:-_CHECKSUM_LENGTH], text[-_CHECKSUM_LENGTH:]
    return _base32(digest(body), _CHECKSUM_LENGTH) == checksum


def _parse_code(fields: Sequence[str]) -> SheetCode:
    """Return the code of *fields*, in capitals, the last one without its checksum.

    Raises:
        ValueError: A field says what this release does not know, or is there twice.
        LookupError: A field is missing.
    """
    decks, *values, decks_fingerprint, questions_fingerprint = fields
    by_letter = {value[:1]: value[1:] for value in values}
    forms = tuple(form.lower() for form in _split_list(by_letter.get("F", "")))
    levels = tuple(_split_list(by_letter.get("D", "").lower()))
    worths = tuple(_split_list(by_letter.get("W", "").lower()))
    if (
        {*by_letter} - {*_FIELD_LETTERS}
        or len(by_letter) < len(values)
        or {*forms} - {*FORMS}
        or {*levels} - {*LEVELS}
        or {*worths} - {*WORTHS}
    ):
        raise ValueError(values)
    if version_number(by_letter["V"]) >= _MAX_VERSIONS or int(by_letter["N"]) < 1:
        raise ValueError(values)
    return SheetCode(
        tuple(_split_list(decks.lower())),
        int(by_letter["N"]),
        int(by_letter["S"]),
        forms,  # type: ignore[arg-type]  # just looked up
        tuple(_split_list(by_letter.get("T", ""))),
        levels,
        _language_tag(by_letter.get("L", "")),
        "P" in by_letter,
        by_letter["V"],
        decks_fingerprint,
        questions_fingerprint,
        worths,  # type: ignore[arg-type]  # just looked up
    )


def _split_list(text: str) -> list[str]:
    return text.split("+") if text else []


def _language_tag(text: str) -> str:
    """Return a tag in the usual case: ``kk-Latn``, ``pt-BR`` (RFC 5646, 2.1.1)."""
    language, *subtags = text.lower().split("-")
    cases = {2: str.upper, 4: str.title}
    return "-".join([language, *(cases.get(len(tag), str)(tag) for tag in subtags)])


def topic_digits(topic: str) -> str:
    """Return four digits for *topic*, which may have any length and script.

    They are the same whatever its case.
    """
    return _base32(digest(topic.casefold()), _TOPIC_LENGTH)


def _base32(number: int, length: int) -> str:
    """Return the last *length* digits of *number*, the lowest first."""
    return "".join(_DIGITS[(number >> 5 * place) & 31] for place in range(length))


# Fingerprints


def questions_fingerprint(questions: Iterable[Question]) -> str:
    """Return five digits that change with every word, key and order of a sheet."""
    return _base32(digest(repr([*map(_content, questions)])), _QUESTIONS_LENGTH)


def _content(question: Question) -> tuple[object, ...]:
    """Return what a sheet and its key show of *question*, without explanations."""
    stem = question.stem
    match question:
        case OptionsQuestion():
            return stem, *((option.text, option.right) for option in question.options)
        case TrueFalseQuestion():
            return stem, question.truth
        case TypedQuestion():
            return stem, question.answer.text
        case OrderQuestion():
            return stem, question.items, question.key
        case MatchQuestion():
            return stem, question.left, question.right, question.key
        case _:
            assert_never(question)


def decks_fingerprint(bases: Iterable[FactBase]) -> str:
    """Return six digits that change with everything that *bases* hold.

    Files and places in them do not count. Another release of quizgen may give other
    digits.
    """
    content = json.dumps([*bases], default=_jsonable, check_circular=False)
    return _base32(digest(content), _DECKS_LENGTH)


def _jsonable(value: Any) -> object:
    """Return *value* as `json.dumps` takes it, the same on every machine."""
    kind: Any = type(value)
    return _converter(kind)(value)


@cache
def _converter(kind: Any) -> Callable[[Any], object]:
    """Return what makes a value of *kind* fit for JSON."""
    if kind in _PATTERNS:
        return repr  # which tells ?x from x
    if is_dataclass(kind):
        return _field_getter(kind)
    if issubclass(kind, Mapping):
        return _key_value_pairs
    return sorted if issubclass(kind, frozenset) else str


def _key_value_pairs(mapping: Mapping[Any, Any]) -> object:
    return [(str(key), value) for key, value in mapping.items()]


def _field_getter(kind: Any) -> Callable[[Any], tuple[object, ...]]:
    """Return what takes the fields of a dataclass *kind* that tell two values apart.

    A mapping among them goes in as pairs, since it may have keys that JSON has not.
    """
    names = [field.name for field in dataclasses.fields(kind) if field.compare]
    values = attrgetter(*names, names[0])  # one name alone would not give a tuple
    if kind is not FactBase:
        return values
    return lambda base: tuple(
        _key_value_pairs(value) if isinstance(value, Mapping) else value
        for value in values(base)
    )
