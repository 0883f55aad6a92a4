"""A question -> a note: the texts of its fields, where it goes, what it is tagged."""

import html
import re
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple, assert_never

from quizgen import dates
from quizgen.exports.anki.lock import NoteRecord
from quizgen.forms import FORMS
from quizgen.model import (
    GAP,
    About,
    MatchQuestion,
    Option,
    OptionsQuestion,
    OrderQuestion,
    Question,
    Source,
    TrueFalseQuestion,
    TypedQuestion,
)

CHOICE = 1607392100000
RECALL = 1607392200000
CLOZE = 1607392300000
SEQUENCE = 1607392400000
FIELDS = (
    "Question",
    "Id",
    "Topic",
    "AsOf",
    "Options",
    "Partners",
    "Answer",
    "Solution",
    "Explanation",
    "Sources",
    "Kind",
    "Extra1",
    "Extra2",
    "Extra3",
)
"""Frozen, as the ids of the note types are; Extra1 to Extra3 are for years to come."""
_NOTE_TYPES = {"choice": CHOICE, "recall": RECALL, "cloze": CLOZE, "sequence": SEQUENCE}
_TYPES: dict[str, int] = {
    form: _NOTE_TYPES[traits.note_type] for form, traits in FORMS.items()
}


# The same names and sources stand in many notes.
_remembered = lru_cache(maxsize=1 << 12)


class Note(NamedTuple):
    """One row of Anki's table of notes, with its one card.

    Attributes:
        id: The question's.
        type: Id of the note type.
        deck: Full name of the subdeck, levels separated by "::".
        fields: As many as FIELDS, as HTML.
        due: Place among the new cards: easy before hard, general before special.
        stem, key: What was asked and the answer, as text.
    """

    id: str
    type: int
    deck: str
    tags: tuple[str, ...]
    fields: tuple[str, ...]
    due: int
    stem: str
    key: str


class Words(NamedTuple):
    """What cards say besides what the deck says; two have a place for a date."""

    true: str
    false: str
    as_of: str
    withdrawn: str


_ENGLISH = Words(
    "True", "False", "As of {}", "Withdrawn on {}: this question is no longer asked."
)
_WORDS = {
    "en": _ENGLISH,
    "ru": Words(
        "Верно", "Неверно", "По состоянию на {}", "Снят {}: этот вопрос больше не задаётся."
    ),
}


def note_of(question: Question, title: str, language: str, rank: int = 0) -> Note:
    """The note of *question*, whose deck has that *title* and that *language*.

    *rank* grows from general questions to special ones, 0 to 999.
    """
    about = question.about
    words = _WORDS.get(language, _ENGLISH)
    fields = dict.fromkeys(FIELDS, "")
    fields["Question"] = _text(question.stem)
    fields["Id"] = _text(about.id)
    fields["Topic"] = _text(about.topic)
    fields["Explanation"] = _text(about.explanation)
    fields["Sources"] = "".join([f"<li>{_cited(source)}</li>" for source in about.sources])
    if about.as_of is not None:
        day = dates.spelled(about.as_of, language)
        fields["AsOf"] = _text(words.as_of.format(day))
    key, more = _particular(question, words)
    fields |= more
    return Note(
        about.id,
        _TYPES[about.form],
        f"quizgen::{_level(title)}::{_level(about.topic)}",
        (
            f"quizgen::{about.deck}::{_tag(about.topic)}",
            f"quizgen::form::{about.form}",
            f"quizgen::difficulty::{_degree(about.difficulty)}",
        ),
        tuple(fields.values()),
        1 + round(about.difficulty * 100) * 1000 + min(rank, 999),
        question.stem,
        key,
    )


def withdrawal_note(id_: str, entry: NoteRecord, title: str, language: str) -> Note:
    """The note of a question that its deck no longer asks, and that says so."""
    form = id_.rpartition("#")[2]
    words = _WORDS.get(language, _ENGLISH)
    day = datetime.fromtimestamp(entry.changed, UTC).date()
    spelled = dates.spelled(dates.date(day.year, day.month, day.day), language)
    key = _text(entry.key)
    fields = dict.fromkeys(FIELDS, "")
    fields["Question"] = _text(entry.stem)
    fields["Id"] = _text(id_)
    fields["AsOf"] = _text(words.withdrawn.format(spelled))
    fields["Answer"] = key
    type_ = _TYPES[form]
    if type_ == CLOZE:
        fields["Question"] = _hidden(entry.stem, entry.key)
    elif type_ != RECALL:
        fields["Solution"] = f'<li class="right">{key}</li>' if type_ == CHOICE else key
        fields["Kind"] = form
    return Note(
        id_,
        type_,
        f"quizgen::{_level(title)}",
        ("quizgen::retired", f"quizgen::form::{form}"),
        tuple(fields.values()),
        0,
        entry.stem,
        entry.key,
    )


def guid(name: str) -> str:
    """A note's identity for Anki.

    One digest of the one id: genanki's `guid_for` joins its arguments, so that
    ``("a", "b")`` and ``("a__b",)`` become the same note.
    """
    return f"qg{fingerprint(name)}"


def digest_of(note: Note) -> str:
    """The fingerprint of all that an import would overwrite."""
    return fingerprint("\x1f".join((str(note.type), *note.tags, *note.fields)))


def fingerprint(text: str) -> str:
    """16 hexadecimal digits that depend on every character of *text*."""
    return blake2b(text.encode(), digest_size=8).hexdigest()


def _particular(question: Question, words: Words) -> tuple[str, dict[str, str]]:
    """The key as text, and the fields that depend on the kind of question."""
    match question:
        case OptionsQuestion():
            keys = [option.text for option in question.options if option.right]
            return "; ".join(keys), _chosen(question.options, question.about)
        case TrueFalseQuestion():
            options = (
                Option(words.true, question.truth, question.rationale),
                Option(words.false, not question.truth, ""),
            )
            key = words.true if question.truth else words.false
            return key, _chosen(options, question.about)
        case TypedQuestion() if question.form == "cloze":
            key = question.answer.text
            return key, {"Question": _hidden(question.stem, key), "Answer": _text(key)}
        case TypedQuestion():
            return question.answer.text, {"Answer": _text(question.answer.text)}
        case OrderQuestion():
            items = [question.items[i] for i in question.key]
            values = [question.values[i] for i in question.key]
            steps = "".join(
                f"<li>{_text(item)} <small>{_text(value)}</small></li>"
                for item, value in zip(items, values, strict=True)
            )
            return "; ".join(items), {
                "Options": _listed(question.items),
                "Solution": f"<ol>{steps}</ol>",
                "Kind": "order",
            }
        case MatchQuestion():
            pairs = [
                (left, question.right[i])
                for left, i in zip(question.left, question.key, strict=True)
            ]
            rows = "".join(
                f"<tr><td>{_text(left)}</td><td>{_text(right)}</td></tr>"
                for left, right in pairs
            )
            return "; ".join(" – ".join(pair) for pair in pairs), {
                "Options": _listed(question.left),
                "Partners": _listed(question.right),
                "Solution": f"<table>{rows}</table>",
                "Kind": "match",
            }
        case _:
            assert_never(question)


def _chosen(options: tuple[Option, ...], about: About) -> dict[str, str]:
    keys = [option.text for option in options if option.right]
    # What is told of the one key stands with it: lower down, its "it" would be another's.
    told = about.explanation if len(keys) == 1 else ""
    fields = {
        "Options": _listed([option.text for option in options]),
        "Solution": "".join([_solved(option, told) for option in options]),
        "Answer": "; ".join(map(_text, keys)),
        "Kind": about.form,
    }
    return fields | {"Explanation": ""} if told else fields


def _listed(texts: tuple[str, ...] | list[str]) -> str:
    return "".join([f"<li>{_text(text)}</li>" for text in texts])


def _solved(option: Option, told: str) -> str:
    mark, reason = ("right", told) if option.right else ("wrong", option.rationale)
    why = f'<span class="why">{_text(reason)}</span>' if reason else ""
    return f'<li class="{mark}">{_text(option.text)}{why}</li>'


def _hidden(stem: str, key: str) -> str:
    """*stem* as an Anki cloze: whatever *key* holds, it neither ends it nor is a hint."""
    before, _, after = stem.partition(GAP)
    hidden = _text(key).replace("}}", "}&#125;").replace("::", ":&#58;")
    return f"{_text(before)}{{{{c1::{hidden}}}}}{_text(after)}"


@_remembered
def _cited(source: Source) -> str:
    title = _text(source.title)
    if source.url.startswith(("https://", "http://")):
        title = f'<a href="{_text(source.url)}">{title}</a>'
    return f"{title}, {_text(source.publisher)}" if source.publisher else title


@_remembered
def _level(title: str) -> str:
    """*title* as one level of a deck's name: "::" separates levels."""
    return re.sub(":{2,}", ":", title).strip(": ").replace('"', "”") or "-"


def _tag(text: str) -> str:
    return "_".join(text.split())


def _degree(difficulty: float) -> str:
    return "easy" if difficulty < 0.4 else "medium" if difficulty < 0.6 else "hard"


@_remembered
def _text(text: str) -> str:
    """*text* for a field: no markup, no placeholder, no formula, no sound."""
    return (
        html.escape(text)
        .replace("{{", "{&#123;")
        .replace("\\(", "&#92;(")
        .replace("\\[", "&#92;[")
        .replace("[", "&#91;")
    )
