"""Clues: what a question gives away, and what can be given away of it."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from quizgen.generate.items import Item
from quizgen.model import (
    Form,
    MatchQuestion,
    OptionsQuestion,
    OrderQuestion,
    Question,
    TrueFalseQuestion,
    TypedQuestion,
)

_FORMS_WITH_ONE_KEY: tuple[Form, ...] = ("choice", "text", "cloze", "card")
_NAME = r"(?<=\w )[A-ZА-ЯЁ]\w+"
"""A word with a capital letter, within a sentence."""
_SENTENCE_LENGTH = 4
"""Words from which on an item says something, and is not only a name."""
_WORD = r"(?<!['’])\w+|(?<=['’])(?!s\b)\w+"  # Iran's is Iran


class Clues(NamedTuple):
    """The words that a question, or several together, show and ask for.

    Texts are as `_spaced_words` writes them, so that a key can be sought in any.

    Attributes:
        facts: Ids of the facts that are asked for.
        stems: The words of the stems.
        options: The words of the options and items.
        keys: What is right.
        recalled_keys: Those keys that have to be recalled: to see them anywhere helps.
        item_lists: For items that are put in order or matched, and so have to do with
            the names in the stem: those names, and the words of the items.
        named_keys: The keys, each with the names in its stem.
    """

    facts: frozenset[str]
    stems: str
    options: str
    keys: tuple[str, ...]
    recalled_keys: tuple[str, ...]
    item_lists: tuple[tuple[frozenset[str], str], ...] = ()
    named_keys: tuple[tuple[frozenset[str], str], ...] = ()

    def helps(self, other: "Clues") -> bool:
        """Return whether these clues help to answer the questions of *other*."""
        return (
            not self.facts.isdisjoint(other.facts)
            or any(key in self.stems for key in other.keys)
            or any(key in self.options for key in other.recalled_keys)
            or any(
                key in items and not item_names.isdisjoint(key_names)
                for item_names, items in self.item_lists
                for key_names, key in other.named_keys
            )
        )

    def clashes_with(self, other: "Clues") -> bool:
        """Return whether one of the two helps to answer the other."""
        return self.helps(other) or other.helps(self)

    def join(self, other: "Clues") -> "Clues":
        """Return the clues of both, their texts on lines of their own."""
        return Clues(
            self.facts | other.facts,
            f"{self.stems}\n{other.stems}",
            f"{self.options}\n{other.options}",
            self.keys + other.keys,
            self.recalled_keys + other.recalled_keys,
            self.item_lists + other.item_lists,
            self.named_keys + other.named_keys,
        )


NO_CLUES = Clues(frozenset(), "", "", (), ())
"""The clues of no question at all."""


def clues_before_proof(item: Item) -> Clues:
    """Return the clues that *item*'s question has however it will be proved."""
    facts = [frozenset(fact.id for fact in key.facts) for key in item.keys]
    key_words: tuple[str, ...] = ()
    label = item.keys[0].label
    if len(item.keys) == 1 and item.form in _FORMS_WITH_ONE_KEY and not label.isupper():
        key_words = (_spaced_words(label),)
    is_recalled = item.form != "choice"
    names = frozenset(re.findall(_NAME, item.stem))
    return Clues(
        frozenset.intersection(*facts),
        _spaced_words(item.stem),  # which has a gap for the answer, if it is a statement
        "" if is_recalled else "".join(key_words),
        key_words,
        key_words if is_recalled else (),
        named_keys=tuple([(names, key) for key in key_words]),
    )


def clues_of(question: Question) -> Clues:
    """Return what *question* gives away and what can be given away of it.

    An abbreviation is a key only if there is no other name for it: the one of a deck's
    subject stands in most of the deck's questions.
    """
    options: Sequence[str] = ()
    items: Sequence[str] = ()
    keys: Sequence[str] = ()
    is_recalled = False
    match question:
        case OptionsQuestion():
            options = [option.text for option in question.options]
            keys = [option.text for option in question.options if option.right]
        case TypedQuestion():
            texts = (question.answer.text, *question.answer.accepted)
            keys = [text for text in texts if not text.isupper()] or texts[:1]
            is_recalled = True
        case OrderQuestion():
            items = question.items
        case MatchQuestion():
            items = (*question.left, *question.right)
        case TrueFalseQuestion():
            pass
    key_words = tuple(map(_spaced_words, keys))
    names = frozenset(re.findall(_NAME, question.stem))
    sentences = [item for item in items if len(item.split()) >= _SENTENCE_LENGTH]
    return Clues(
        frozenset(question.about.facts),
        _spaced_words(" | ".join((question.stem, *sentences))),
        _spaced_words(" | ".join((*options, *items))),
        key_words,
        key_words if is_recalled else (),
        ((names, _spaced_words(" | ".join(items))),) if items else (),
        tuple([(names, key) for key in key_words]),
    )


@lru_cache(maxsize=1 << 12)
def _spaced_words(text: str) -> str:
    """Return the words of *text* between spaces, so that one text is found in another."""
    return f" {' '.join(re.findall(_WORD, text.casefold()))} "
