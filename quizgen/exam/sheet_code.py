"""The short code on a sheet: all that is needed to print its key again.

``CSTO+EAEU.N20.S0.VB.K7Q2M4.9X3CTHW`` says which decks, how many questions, which seed
and which version; then, in base 32 (Crockford's digits, which no reader mistakes), what
the decks held, what the sheet asked, and a checksum against slips of the pen. Other
wishes stand in between: ``FTEXT+CARD`` forms, ``T8GQ1`` topics, ``DHARD`` difficulty,
``LRU`` language, ``P`` parallel questions. Capitals, digits and ``+-.`` alone, so that a
QR code of it stays small.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from operator import attrgetter
from typing import Any, assert_never, get_args

from quizgen.exam.versions import Version, turn
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
_MISREAD = str.maketrans("ILO", "110")
_STAMP, _PRINT, _SUM, _TOPIC = 6, 5, 2, 4
_PATTERNS = get_args(Pattern)


@dataclass(frozen=True, slots=True)
class Code:
    """What a code says.

    Attributes:
        decks: Ids, in the order in which the quiz was chosen from them.
        count: How many questions were asked for.
        forms, topics, level: The wish; topics as `topic_mark` writes them.
        language: As it was asked for; empty is the decks' own.
        parallel: Whether versions have questions of their own.
        label: Of the version.
        stamp: What the decks held; see `stamp`.
        imprint: What the sheet asks; see `imprint`.
    """

    decks: tuple[str, ...]
    count: int
    seed: int
    forms: tuple[Form, ...]
    topics: tuple[str, ...]
    level: str
    language: str
    parallel: bool
    label: str
    stamp: str
    imprint: str

    def __str__(self) -> str:
        parts = ["+".join(self.decks), f"N{self.count}", f"S{self.seed}"]
        parts += [f"F{'+'.join(self.forms)}"] if self.forms else []
        parts += [f"T{'+'.join(self.topics)}"] if self.topics else []
        parts += [f"D{self.level}"] if self.level else []
        parts += [f"L{self.language}"] if self.language else []
        parts += ["P"] if self.parallel else []
        parts += [f"V{self.label}", self.stamp, self.imprint]
        text = ".".join(parts).upper()
        return text + _base32(digest(text), _SUM)


class MalformedError(ValueError):
    """A text that is no code; the message is fit to show."""


def read(text: str) -> Code:
    """The code that *text* writes, in capitals or not.

    Raises:
        MalformedError: It was mistyped, or never was a code.
    """
    text = "".join(text.split()).upper()
    decks, *wishes = text.split(".")
    if len(wishes) < 5:
        raise MalformedError(
            f"found '{text}': expected a code as it is printed on a sheet, such as"
            " CSTO.N20.S0.VA.K7Q2M4.9X3CTHW"
        )
    *wishes, stamped, printed = (
        *wishes[:-2],
        *(p.translate(_MISREAD) for p in wishes[-2:]),
    )
    head = ".".join((decks, *wishes, stamped, printed[:-_SUM]))
    if _base32(digest(head), _SUM) != printed[-_SUM:]:
        raise MalformedError(f"found '{text}': a character of this code is wrong")
    try:
        return _understood(decks, wishes, stamped, printed[:-_SUM])
    except (ValueError, LookupError):
        raise MalformedError(
            f"found '{text}': the code was made by another release of quizgen"
        ) from None


def _understood(decks: str, wishes: Sequence[str], stamped: str, printed: str) -> Code:
    said = {wish[:1]: wish[1:] for wish in wishes}
    if {*said} - {*"NSFTDLPV"} or len(said) < len(wishes):
        raise ValueError(said)
    forms = tuple(form.lower() for form in _list(said.get("F", "")))
    level = said.get("D", "").lower()
    if {*forms} - {*get_args(Form)} or level not in (*LEVELS, ""):
        raise ValueError(said)
    turn(said["V"])
    return Code(
        tuple(_list(decks.lower())),
        int(said["N"]),
        int(said["S"]),
        forms,  # type: ignore[arg-type]  # just looked up
        tuple(_list(said.get("T", ""))),
        level,
        _tag(said.get("L", "")),
        "P" in said,
        said["V"],
        stamped,
        printed,
    )


def _list(text: str) -> list[str]:
    return text.split("+") if text else []


def _tag(text: str) -> str:
    """A language tag in the usual case: ``kk-Latn``, ``pt-BR`` (RFC 5646, 2.1.1)."""
    first, *rest = text.lower().split("-")
    cases = {2: str.upper, 4: str.title}
    return "-".join([first, *(cases.get(len(part), str)(part) for part in rest)])


def topic_mark(topic: str) -> str:
    """A few digits that stand for *topic*, which may have any length and script."""
    return _base32(digest(topic.casefold()), _TOPIC)


def stamp(bases: Iterable[FactBase]) -> str:
    """A few digits that change whenever anything does that *bases* hold.

    In which file it stands, and where in it, is nothing that a base holds. Another
    release of quizgen may give other digits.
    """
    held = json.dumps([*bases], default=_plain, check_circular=False)
    return _base32(digest(held), _STAMP)


def _plain(value: Any) -> object:
    """*value* as `json.dumps` takes it, alike anywhere, without the places of things."""
    kind: Any = type(value)
    return _plainly(kind)(value)


@cache
def _plainly(kind: Any) -> Callable[[Any], object]:
    """What makes values of *kind* plain."""
    if kind in _PATTERNS:
        return repr  # which tells ?x from x
    if is_dataclass(kind):
        return _compared(kind)
    if issubclass(kind, Mapping):
        return _pairs
    return sorted if issubclass(kind, frozenset) else str


def _pairs(value: Mapping[Any, Any]) -> object:
    return [(str(key), part) for key, part in value.items()]


def _compared(kind: Any) -> Callable[[Any], tuple[object, ...]]:
    """Takes the fields of a dataclass *kind* that tell two of its values apart.

    A mapping among them goes in as pairs, since it may have keys that JSON has not.
    """
    names = [field.name for field in fields(kind) if field.compare]
    taken = attrgetter(*names, names[0])  # one name alone would not give a tuple
    if kind is not FactBase:
        return taken
    return lambda base: tuple(
        _pairs(part) if isinstance(part, Mapping) else part for part in taken(base)
    )


def imprint(version: Version) -> str:
    """A few digits that change with every word and every key of the sheet."""
    return _base32(digest(repr([*map(_printed, version.questions)])), _PRINT)


def _printed(question: Question) -> tuple[object, ...]:
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


def _base32(number: int, length: int) -> str:
    return "".join(_DIGITS[(number >> 5 * place) & 31] for place in range(length))
