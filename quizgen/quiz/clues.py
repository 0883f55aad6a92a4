"""A question -> what it gives away, and what can be given away of it."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from quizgen.generate.generator import Prospect
from quizgen.model import (
    Form,
    MatchQuestion,
    OptionsQuestion,
    OrderQuestion,
    Question,
    TrueFalseQuestion,
    TypedQuestion,
)

_OF_ONE_KEY: tuple[Form, ...] = ("choice", "text", "cloze", "card")
_NAME = re.compile(r"(?<=\w )[A-ZА-ЯЁ]\w+")
"""A word with a capital letter, within a sentence."""
_TELLING = 4
"""Words from which on an item says something, and is not only a name."""
_WORD = re.compile(r"(?<!['’])\w+|(?<=['’])(?!s\b)\w+")  # Iran's is Iran


class Clues(NamedTuple):
    """What a question, or several together, show and want to know.

    Attributes:
        facts: Ids of those that are asked.
        shown: The words of the stems, as a text with spaces at both ends.
        offered: The same for the options.
        wanted: The keys.
        recalled: Those keys that have to be recalled: to see them anywhere is a help.
        listed: Items that are put in order or matched, and so have to do with the names
            in the stem: those names, and the items as a text.
        claims: The keys, each with the names in its stem.
    """

    facts: frozenset[str]
    shown: str
    offered: str
    wanted: tuple[str, ...]
    recalled: tuple[str, ...]
    listed: tuple[tuple[frozenset[str], str], ...] = ()
    claims: tuple[tuple[frozenset[str], str], ...] = ()

    def tell(self, other: "Clues") -> bool:
        """Whether this helps to answer *other*."""
        return (
            not self.facts.isdisjoint(other.facts)
            or any(key in self.shown for key in other.wanted)
            or any(key in self.offered for key in other.recalled)
            or any(
                key in items and not names.isdisjoint(others)
                for names, items in self.listed
                for others, key in other.claims
            )
        )

    def clash(self, other: "Clues") -> bool:
        """Whether one of the two helps to answer the other."""
        return self.tell(other) or other.tell(self)

    def joined(self, other: "Clues") -> "Clues":
        """The clues of both, their texts on lines of their own."""
        return Clues(
            self.facts | other.facts,
            f"{self.shown}\n{other.shown}",
            f"{self.offered}\n{other.offered}",
            self.wanted + other.wanted,
            self.recalled + other.recalled,
            self.listed + other.listed,
            self.claims + other.claims,
        )


NO_CLUES = Clues(frozenset(), "", "", (), ())
"""Of no question at all."""


def clues_before(prospect: Prospect) -> Clues:
    """The clues that the question of *prospect* has in any case, however it is proved."""
    group, keys = prospect.prover.group, prospect.prover.keys
    facts = [frozenset(fact.id for fact in key.facts) for key in keys]
    wanted: tuple[str, ...] = ()
    label = keys[0].label
    if len(keys) == 1 and prospect.form in _OF_ONE_KEY and not label.isupper():
        wanted = (_words(label),)
    recalled = prospect.form != "choice"
    names = frozenset(_NAME.findall(group.stem))
    return Clues(
        frozenset.intersection(*facts),
        _words(group.stem),  # which has a gap for the answer, if it is a statement
        "" if recalled else "".join(wanted),
        wanted,
        wanted if recalled else (),
        claims=tuple([(names, key) for key in wanted]),
    )


def clues_of(question: Question) -> Clues:
    """What *question* gives away and what can be given away of it."""
    options: Sequence[str] = ()
    items: Sequence[str] = ()
    keys: Sequence[str] = ()
    recalled = False
    match question:
        case OptionsQuestion():
            options = [option.text for option in question.options]
            keys = [option.text for option in question.options if option.right]
        case TypedQuestion():
            texts = (question.answer.text, *question.answer.accepted)
            keys = [text for text in texts if not text.isupper()] or texts[:1]
            recalled = True
        case OrderQuestion():
            items = question.items
        case MatchQuestion():
            items = (*question.left, *question.right)
        case TrueFalseQuestion():
            pass
    wanted = tuple(map(_words, keys))
    names = frozenset(_NAME.findall(question.stem))
    told = [item for item in items if len(item.split()) >= _TELLING]
    return Clues(
        frozenset(question.about.facts),
        _words(" | ".join((question.stem, *told))),
        _words(" | ".join((*options, *items))),
        wanted,
        wanted if recalled else (),
        ((names, _words(" | ".join(items))),) if items else (),
        tuple([(names, key) for key in wanted]),
    )


@lru_cache(maxsize=1 << 12)
def _words(text: str) -> str:
    """The words of *text* between spaces, so that one text can be sought in another."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "
