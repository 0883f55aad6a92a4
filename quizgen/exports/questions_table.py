"""Decks -> what is in them and what it rests on, as records and as text."""

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from quizgen.dates import Date
from quizgen.forms import FORMS
from quizgen.model import Fact, FactBase, Question

_RANKED = ("official", "academic", "reference", "press", "")
"""Kinds of source, the strongest first; the last is "not said"."""


def described(base: FactBase, questions: Iterable[Question]) -> dict[str, Any]:
    """What the deck of *base* itself holds, without the decks it uses.

    The keys keep their meaning; `oldest` and `newest` are the days for which its facts
    are vouched.
    """
    forms: Counter[str] = Counter()
    topics: dict[str, None] = {}
    for question in questions:
        forms[question.about.form] += 1
        topics[question.about.topic] = None
    facts = _own(base)
    days = sorted(_checked(base, fact) for fact in facts) or [base.deck.checked]
    return {
        "deck": base.deck.id,
        "title": base.deck.title,
        "facts": len(facts),
        "questions": forms.total(),
        "forms": {form: forms[form] for form in FORMS if forms[form]},
        "topics": sorted(topics),
        "sources": len({source for fact in facts for source in fact.sources}),
        "checked": str(base.deck.checked),
        "oldest": str(days[0]),
        "newest": str(days[-1]),
    }


def _own(base: FactBase) -> list[Fact]:
    return [fact for fact in base.facts if fact.deck == base.deck.id]


def _checked(base: FactBase, fact: Fact) -> Date:
    """The day for which *fact* is vouched."""
    return fact.as_of or base.deck.checked


def paragraphs(rows: Sequence[dict[str, Any]], width: int = 80) -> Iterator[str]:
    """The records as text, a paragraph each."""
    for row in rows:
        yield f"{row['deck']}: {row['title']}"
        if not row["facts"]:
            yield "  no facts of its own: relations and templates for the others"
            continue
        checked = row["newest"]
        if row["oldest"] != row["newest"]:
            checked = f"{row['oldest']} to {row['newest']}"
        yield f"  {row['facts']} facts from {row['sources']} sources, checked {checked}"
        forms = ", ".join(f"{count} {form}" for form, count in row["forms"].items())
        for text in (f"{row['questions']} questions: {forms}", ", ".join(row["topics"])):
            yield textwrap.fill(text, width, initial_indent="  ", subsequent_indent="    ")


def rested(base: FactBase, before: Date) -> Iterator[str]:
    """How many facts rest on which kind of source; then those checked *before* a day.

    A fact counts under the strongest of its sources. One that has ended does not go
    stale.
    """
    kinds: Counter[str] = Counter()
    stale = []
    for fact in _own(base):
        found = {base.sources[fact.deck, source].kind for source in fact.sources}
        kinds[next(kind for kind in _RANKED if kind in found)] += 1
        if (
            fact.until is None
            and fact.on is None
            and _checked(base, fact).last < before.first
        ):
            stale.append(fact)
    counts = [f"{kinds[kind]} {kind or 'not said'}" for kind in _RANKED if kinds[kind]]
    yield f"{base.deck.id}: {kinds.total()} facts: {', '.join(counts) or 'none'}"
    for fact in stale:
        yield f"{fact.place}: '{fact.id}' was last checked {_checked(base, fact)}"
