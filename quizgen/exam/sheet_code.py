"""The short code on a sheet: all that is needed to print its key again.

``CSTO+EAEU.N20.S0.VB.K7Q2M4.9X3CTHW`` says which decks, how many questions, which seed
and which version; then, in base 32 (Crockford's digits, which no reader mistakes), a
fingerprint of the decks and one of the sheet's questions, and a checksum against slips of
the pen. Other fields stand in between where they are needed: ``FTEXT+CARD`` forms,
``T8GQ1`` topics, ``DEASY+HARD`` difficulties, ``LRU`` language, ``P`` parallel questions.
It is of capitals, digits and ``+-.`` alone, so that a QR code of it stays small.
"""

import dataclasses
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, is_dataclass
from functools import cache
from operator import attrgetter
from typing import Any, assert_never, get_args

from quizgen.exam.versions import version_number
from quizgen.forms import FORMS
from quizgen.hashing import digest
from quizgen.model import (
    FactBase,
    Form,
    MatchQuestion,
    OptionsQuestion,
    OrderQuestion,
    Pattern,
    Question,
    TrueFalseQuestion,
    TypedQuestion,
)
from quizgen.quiz.selection import LEVELS

_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES = str.maketrans("ILO", "110")
_DECKS_LENGTH, _QUESTIONS_LENGTH, _CHECKSUM_LENGTH, _TOPIC_LENGTH = 6, 5, 2, 4
_FIELD_LETTERS = "NSFTDLPV"
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

    def __str__(self) -> str:
        fields = ["+".join(self.decks), f"N{self.count}", f"S{self.seed}"]
        fields += [f"F{'+'.join(self.forms)}"] if self.forms else []
        fields += [f"T{'+'.join(self.topics)}"] if self.topics else []
        fields += [f"D{'+'.join(self.levels)}"] if self.levels else []
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
    """Return the code that *text* writes, in capitals or not, with spaces or without.

    Raises:
        SheetCodeError: It was mistyped, or never was a code.
    """
    text = "".join(text.split()).upper()
    fields = text.split(".")
    if len(fields) < 6:
        raise SheetCodeError(
            f"found '{text}': expected a code as it is printed on a sheet, such as"
            " CSTO.N20.S0.VA.K7Q2M4.9X3CTHW"
        )
    fields[-2:] = (field.translate(_LOOKALIKES) for field in fields[-2:])
    whole = ".".join(fields)
    body, checksum = whole[:-_CHECKSUM_LENGTH], whole[-_CHECKSUM_LENGTH:]
    if _base32(digest(body), _CHECKSUM_LENGTH) != checksum:
        raise SheetCodeError(f"found '{text}': a character of this code is wrong")
    try:
        return _parse_code(body.split("."))
    except (ValueError, LookupError):
        raise SheetCodeError(
            f"found '{text}': the code was made by another release of quizgen"
        ) from None


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
    if (
        {*by_letter} - {*_FIELD_LETTERS}
        or len(by_letter) < len(values)
        or {*forms} - {*FORMS}
        or {*levels} - {*LEVELS}
    ):
        raise ValueError(values)
    version_number(by_letter["V"])
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
