"""Clues: what a question gives away, and what can be given away of it."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from quizgen.generate.items import Item
from quizgen.model import (
    GAP,
    Form,
    MatchQuestion,
    OptionsQuestion,
    OrderQuestion,
    Overlap,
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
        questions: The ids and the stems of the questions, which their items share.
        is_judged: It is one statement, true or false.
        is_asserted: It is one statement, and true, or will be with its answer.
    """

    facts: frozenset[str]
    stems: str
    options: str
    keys: tuple[str, ...]
    recalled_keys: tuple[str, ...]
    item_lists: tuple[tuple[frozenset[str], str], ...] = ()
    named_keys: tuple[tuple[frozenset[str], str], ...] = ()
    questions: frozenset[str] = frozenset()
    is_judged: bool = False
    is_asserted: bool = False

    def names_a_key_of(self, other: "Clues") -> bool:
        """Return whether these clues show a name that the questions of *other* ask for."""
        return (
            any(key in self.stems for key in other.keys)
            or any(key in self.options for key in other.recalled_keys)
            or any(
                key in items and not item_names.isdisjoint(key_names)
                for item_names, items in self.item_lists
                for key_names, key in other.named_keys
            )
        )

    def clashes_with(self, other: "Clues") -> bool:
        """Return whether there is any `overlap` of a question of each."""
        return (
            not self.facts.isdisjoint(other.facts)
            or not self.questions.isdisjoint(other.questions)
            or not set(self.recalled_keys).isdisjoint(other.recalled_keys)
            or self.names_a_key_of(other)
            or other.names_a_key_of(self)
        )

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
            self.questions | other.questions,
        )


NO_CLUES = Clues(frozenset(), "", "", (), ())
"""The clues of no question at all."""


def overlap(one: Clues, other: Clues) -> Overlap:
    """Return what two questions have in common, by their clues."""
    is_one_question = not one.questions.isdisjoint(other.questions)
    are_two_statements = one.is_judged and other.is_judged and one.stems != other.stems
    if is_one_question and not are_two_statements:
        return Overlap.KEY
    worst = Overlap.FACT if is_one_question else Overlap.NOTHING
    if not one.facts.isdisjoint(other.facts):
        worst = _overlap_in_facts(one, other)
    if not set(one.recalled_keys).isdisjoint(other.recalled_keys):
        worst = max(worst, Overlap.ANSWER)
    if not worst and (one.names_a_key_of(other) or other.names_a_key_of(one)):
        worst = Overlap.NAME
    return worst


def _overlap_in_facts(one: Clues, other: Clues) -> Overlap:
    """Return what two questions have in common that rest on a fact both."""
    shows = any(key in one.stems for key in other.keys)
    is_shown = any(key in other.stems for key in one.keys)
    if (shows and one.is_asserted and other.facts <= one.facts) or (
        is_shown and other.is_asserted and one.facts <= other.facts
    ):
        return Overlap.KEY  # a statement says what the other one asks for
    is_one_event = one.facts == other.facts
    both_judged = one.is_judged and other.is_judged
    if is_one_event and both_judged and (one.is_asserted or other.is_asserted):
        return Overlap.KEY  # whether the one is true decides whether the other is
    return Overlap.EVENT if is_one_event or shows or is_shown else Overlap.FACT


def clues_before_proof(item: Item) -> Clues:
    """Return the clues that *item*'s question has however it will be proved."""
    facts = [frozenset(fact.id for fact in key.facts) for key in item.keys]
    key_words: tuple[str, ...] = ()
    label = item.keys[0].label
    if len(item.keys) == 1 and item.form in _FORMS_WITH_ONE_KEY and not label.isupper():
        words = _spaced_words(label)
        key_words = (words,) if words.strip() else ()
    is_recalled = item.form != "choice"
    names = frozenset(re.findall(_NAME, item.stem))
    stem = _spaced_words(item.stem)
    if item.form == "truefalse":  # the word before the gap may come out otherwise: on, in
        stem = _spaced_words(item.stem.partition(GAP)[0].rstrip().rpartition(" ")[0])
    return Clues(
        frozenset.intersection(*facts),
        stem,
        "" if is_recalled else "".join(key_words),
        key_words,
        key_words if is_recalled else (),
        named_keys=tuple([(names, key) for key in key_words]),
        questions=frozenset([item.question_id]),
    )


def clues_of(question: Question) -> Clues:
    """Return what *question* gives away and what can be given away of it.

    An abbreviation is a key only if there is no other name for it: the one of a deck's
    subject stands in most of the deck's questions.
    """
    options: Sequence[str] = ()
    items: Sequence[str] = ()
    keys: Sequence[str] = ()
    is_recalled = is_judged = is_asserted = False
    match question:
        case OptionsQuestion():
            options = [option.text for option in question.options]
            keys = [option.text for option in question.options if option.right]
        case TypedQuestion():
            texts = (question.answer.text, *question.answer.accepted)
            keys = [text for text in texts if not text.isupper()] or texts[:1]
            is_recalled = True
            is_asserted = question.form == "cloze"
        case OrderQuestion():
            items = question.items
        case MatchQuestion():
            items = (*question.left, *question.right)
        case TrueFalseQuestion():
            is_judged, is_asserted = True, question.truth
    key_words = tuple([words for key in keys if (words := _spaced_words(key)).strip()])
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
        frozenset([question.about.question_id, _spaced_words(question.stem)]),
        is_judged,
        is_asserted,
    )


@lru_cache(maxsize=1 << 12)
def _spaced_words(text: str) -> str:
    """Return the words of *text* between spaces, so that one text is found in another."""
    return f" {' '.join(re.findall(_WORD, text.casefold()))} "
