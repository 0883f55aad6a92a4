"""Turn a question into a note: the texts of its fields, its deck, its tags."""

import html
import re
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple, assert_never

from quizgen import dates
from quizgen.exports.anki.lock import NoteRecord
from quizgen.forms import FORMS
from quizgen.i18n import spell_date, words_in
from quizgen.i18n.words import CardWords
from quizgen.identity import full_id, identity_in, language_in
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
ORDER_OR_MATCH = 1607392400000
"""Ids of the note types, by which Anki knows them: frozen since the first release."""
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
LANGUAGE_TAG = "quizgen::language::"
"""Begins the tag of a note in another language than the deck's own."""
_ID_BY_NOTE_TYPE = {
    "choice": CHOICE,
    "recall": RECALL,
    "cloze": CLOZE,
    "order_or_match": ORDER_OR_MATCH,
}
_NOTE_TYPE_IDS: dict[str, int] = {
    form: _ID_BY_NOTE_TYPE[traits.note_type] for form, traits in FORMS.items()
}


# The same names and sources stand in many notes.
_cached = lru_cache(maxsize=1 << 12)


class Note(NamedTuple):
    """One row of Anki's table of notes, with its one card.

    Attributes:
        id: The question's.
        type: Id of the note type.
        deck: Full name of the subdeck, levels separated by "::".
        fields: As many as FIELDS, as HTML.
        due: Place among the new cards: easy before hard, general before special.
        stem, key: What was asked and the answer, as text.
        identity: Of the deck, for the guid; empty if that is the deck's id.
    """

    id: str
    type: int
    deck: str
    tags: tuple[str, ...]
    fields: tuple[str, ...]
    due: int
    stem: str
    key: str
    identity: str = ""

    @property
    def deck_identity(self) -> str:
        """The identity of the note's deck, never empty."""
        return self.identity or identity_in(self.id)

    @property
    def guid(self) -> str:
        """The identity of the note for Anki."""
        return guid(full_id(self.id, self.deck_identity))


def note_of(question: Question, title: str, language: str, rank: int = 0) -> Note:
    """Return the note of *question*, whose deck has that *title* and that *language*.

    *rank* grows from general questions to special ones, 0 to 999.
    """
    about = question.about
    words = words_in(language).card
    fields = dict.fromkeys(FIELDS, "")
    fields["Question"] = _escape(question.stem)
    fields["Id"] = _escape(about.id)
    fields["Topic"] = _escape(about.topic)
    fields["Explanation"] = _escape(about.explanation)
    citations = [_citation(source, language) for source in about.sources]
    fields["Sources"] = "".join([f"<li>{citation}</li>" for citation in citations])
    if about.as_of is not None:
        day = spell_date(about.as_of, language)
        fields["AsOf"] = _escape(words.as_of.format(day))
    key, key_fields = _key_fields(question, words)
    fields |= key_fields
    return Note(
        about.id,
        _NOTE_TYPE_IDS[about.form],
        f"quizgen::{_deck_level(title)}::{_deck_level(about.topic)}",
        (
            f"quizgen::{about.deck}::{_tag(about.topic)}",
            f"quizgen::form::{about.form}",
            f"quizgen::difficulty::{_difficulty_tag(about.difficulty)}",
            *_language_tags(about.identity),
        ),
        tuple(fields.values()),
        1 + round(about.difficulty * 100) * 1000 + min(rank, 999),
        question.stem,
        key,
        about.identity,
    )


def withdrawal_note(
    id_: str, record: NoteRecord, title: str, language: str, identity: str = ""
) -> Note:
    """Return the note of a question that its deck no longer asks, and that says so.

    *identity* is the deck's, with which the note was built; empty if that is its id.
    """
    form = id_.rpartition("#")[2]
    words = words_in(language).card
    day = datetime.fromtimestamp(record.changed, UTC).date()
    spelled = spell_date(dates.date(day.year, day.month, day.day), language)
    key = _escape(record.key)
    fields = dict.fromkeys(FIELDS, "")
    fields["Question"] = _escape(record.stem)
    fields["Id"] = _escape(id_)
    fields["AsOf"] = _escape(words.withdrawn.format(spelled))
    fields["Answer"] = key
    note_type = _NOTE_TYPE_IDS[form]
    if note_type == CLOZE:
        fields["Question"] = _cloze(record.stem, record.key)
    elif note_type != RECALL:
        fields["Solution"] = f'<li class="right">{key}</li>' if note_type == CHOICE else key
        fields["Kind"] = form
    return Note(
        id_,
        note_type,
        f"quizgen::{_deck_level(title)}",
        ("quizgen::retired", f"quizgen::form::{form}", *_language_tags(identity)),
        tuple(fields.values()),
        0,
        record.stem,
        record.key,
        identity,
    )


def guid(full_id: str) -> str:
    """Return the identity for Anki of a question's note.

    One digest of the one id: genanki's `guid_for` joins its arguments, so that
    ``("a", "b")`` and ``("a__b",)`` become the same note.
    """
    return f"qg{fingerprint(full_id)}"


def digest_of(note: Note) -> str:
    """Return the fingerprint of all that an import would overwrite."""
    return fingerprint("\x1f".join((str(note.type), *note.tags, *note.fields)))


def fingerprint(text: str) -> str:
    """Return 16 hexadecimal digits that depend on every character of *text*."""
    return blake2b(text.encode(), digest_size=8).hexdigest()


def _key_fields(question: Question, words: CardWords) -> tuple[str, dict[str, str]]:
    """Return the key as text, and the fields that depend on the form of the question."""
    match question:
        case OptionsQuestion():
            keys = [option.text for option in question.options if option.right]
            return "; ".join(keys), _options_fields(question.options, question.about)
        case TrueFalseQuestion():
            options = (
                Option(words.true, question.truth, question.rationale),
                Option(words.false, not question.truth, question.rationale),
            )
            key = words.true if question.truth else words.false
            return key, _options_fields(options, question.about)
        case TypedQuestion() if question.form == "cloze":
            key = question.answer.text
            return key, {"Question": _cloze(question.stem, key), "Answer": _escape(key)}
        case TypedQuestion():
            return question.answer.text, {"Answer": _escape(question.answer.text)}
        case OrderQuestion():
            key = "; ".join([question.items[i] for i in question.key])
            return key, _order_fields(question)
        case MatchQuestion():
            pairs = _pairs(question)
            return "; ".join([" – ".join(pair) for pair in pairs]), _match_fields(question)
        case _:
            assert_never(question)


def _options_fields(options: tuple[Option, ...], about: About) -> dict[str, str]:
    keys = [option.text for option in options if option.right]
    # One key has the explanation beside it: lower down, its "it" would be another's.
    explanation = about.explanation if len(keys) == 1 else ""
    fields = {
        "Options": _list_items([option.text for option in options]),
        "Solution": "".join([_solution_item(option, explanation) for option in options]),
        "Answer": "; ".join(map(_escape, keys)),
        "Kind": about.form,
    }
    return fields | {"Explanation": ""} if explanation else fields


def _order_fields(question: OrderQuestion) -> dict[str, str]:
    steps = [
        f"<li>{_escape(item)} <small>{_escape(value)}</small></li>"
        for item, value in [(question.items[i], question.values[i]) for i in question.key]
    ]
    return {
        "Options": _list_items(question.items),
        "Solution": f"<ol>{''.join(steps)}</ol>",
        "Kind": question.form,
    }


def _match_fields(question: MatchQuestion) -> dict[str, str]:
    rows = [
        f"<tr><td>{_escape(item)}</td><td>{_escape(partner)}</td></tr>"
        for item, partner in _pairs(question)
    ]
    return {
        "Options": _list_items(question.left),
        "Partners": _list_items(question.right),
        "Solution": f"<table>{''.join(rows)}</table>",
        "Kind": question.form,
    }


def _pairs(question: MatchQuestion) -> list[tuple[str, str]]:
    partners = [question.right[i] for i in question.key]
    return list(zip(question.left, partners, strict=True))


def _list_items(texts: tuple[str, ...] | list[str]) -> str:
    return "".join([f"<li>{_escape(text)}</li>" for text in texts])


def _solution_item(option: Option, explanation: str) -> str:
    """Return *option* as right or wrong, and why: a key by the *explanation*."""
    mark, reason = ("right", explanation) if option.right else ("wrong", option.rationale)
    why = f'<span class="why">{_escape(reason)}</span>' if reason else ""
    return f'<li class="{mark}">{_escape(option.text)}{why}</li>'


def _cloze(stem: str, key: str) -> str:
    """Return *stem* as an Anki cloze; nothing in *key* can end it or be a hint."""
    before, _, after = stem.partition(GAP)
    hidden = _escape(key).replace("}}", "}&#125;").replace("::", ":&#58;")
    return f"{_escape(before)}{{{{c1::{hidden}}}}}{_escape(after)}"


@_cached
def _citation(source: Source, language: str) -> str:
    """Return the title of *source*, linked, its publisher and its date, as far as known."""
    title = _escape(source.title)
    if source.url.startswith(("https://", "http://")):
        title = f'<a href="{_escape(source.url)}">{title}</a>'
    day = spell_date(source.published, language) if source.published else ""
    return ", ".join(filter(None, (title, _escape(source.publisher), _escape(day))))


@_cached
def _deck_level(title: str) -> str:
    """Return *title* as one level of a deck's name: "::" separates levels."""
    return re.sub(":{2,}", ":", title).strip(": ").replace('"', "”") or "-"


def _tag(text: str) -> str:
    return "_".join(text.split())


def _language_tags(identity: str) -> tuple[str, ...]:
    """Return a tag with the language in *identity*; none if it is the deck's own."""
    language = language_in(identity)
    return (f"{LANGUAGE_TAG}{language}",) if language else ()


def _difficulty_tag(difficulty: float) -> str:
    return "easy" if difficulty < 0.4 else "medium" if difficulty < 0.6 else "hard"


@_cached
def _escape(text: str) -> str:
    """Return *text* for a field: no markup, no placeholder, no formula, no sound."""
    return (
        html.escape(text)
        .replace("{{", "{&#123;")
        .replace("\\(", "&#92;(")
        .replace("\\[", "&#92;[")
        .replace("[", "&#91;")
    )
