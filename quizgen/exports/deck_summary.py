"""Summarize decks, as records and as text: what is in them and what it rests on."""

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from quizgen.dates import Date
from quizgen.forms import FORMS
from quizgen.model import Fact, FactBase, Question

_KINDS = ("official", "academic", "reference", "press", "")
"""Kinds of source, the strongest first; the last is "not said"."""


def deck_record(base: FactBase, questions: Iterable[Question]) -> dict[str, Any]:
    """Return what the deck of *base* itself holds, without the decks it uses.

    The keys keep their meaning; `oldest` and `newest` are the days for which its facts
    are vouched.
    """
    forms: Counter[str] = Counter()
    topics: dict[str, None] = {}
    for question in questions:
        forms[question.about.form] += 1
        topics[question.about.topic] = None
    facts = _own_facts(base)
    days = sorted(_checked_on(base, fact) for fact in facts) or [base.deck.checked]
    return {
        "deck": base.deck.id,
        "title": base.deck.title,
        "license": base.deck.license,
        "facts": len(facts),
        "questions": forms.total(),
        "forms": {form: forms[form] for form in FORMS if forms[form]},
        "topics": sorted(topics),
        "sources": len({source for fact in facts for source in fact.sources}),
        "checked": str(base.deck.checked),
        "oldest": str(days[0]),
        "newest": str(days[-1]),
    }


def _own_facts(base: FactBase) -> list[Fact]:
    return [fact for fact in base.facts if fact.deck == base.deck.id]


def _checked_on(base: FactBase, fact: Fact) -> Date:
    """Return the day for which *fact* is vouched."""
    return fact.as_of or base.deck.checked


def paragraphs(rows: Sequence[dict[str, Any]], width: int = 80) -> Iterator[str]:
    """Yield the lines of the records' text: a paragraph for each, in *width* columns."""
    for row in rows:
        yield f"{row['deck']}: {row['title']}"
        yield _facts_line(row)
        if row["license"]:
            yield f"  licence {row['license']}"
        if not row["facts"]:
            continue
        forms = ", ".join(f"{count} {form}" for form, count in row["forms"].items())
        for text in (f"{row['questions']} questions: {forms}", ", ".join(row["topics"])):
            yield textwrap.fill(text, width, initial_indent="  ", subsequent_indent="    ")


def _facts_line(row: dict[str, Any]) -> str:
    if not row["facts"]:
        return "  no facts of its own: relations and templates for the others"
    days = row["newest"]
    if row["oldest"] != row["newest"]:
        days = f"{row['oldest']} to {row['newest']}"
    return f"  {row['facts']} facts from {row['sources']} sources, checked {days}"


def source_lines(base: FactBase, before: Date) -> Iterator[str]:
    """Yield how many facts rest on which kind of source; then those that are stale.

    A fact counts under the strongest of its sources. It is stale if it was last checked
    *before* that day and has not ended.
    """
    counts: Counter[str] = Counter()
    stale = []
    for fact in _own_facts(base):
        kinds = {base.sources[fact.deck, source].kind for source in fact.sources}
        counts[next(kind for kind in _KINDS if kind in kinds)] += 1
        if (
            fact.until is None
            and fact.on is None
            and _checked_on(base, fact).last < before.first
        ):
            stale.append(fact)
    phrases = [f"{counts[kind]} {kind or 'not said'}" for kind in _KINDS if counts[kind]]
    yield f"{base.deck.id}: {counts.total()} facts: {', '.join(phrases) or 'none'}"
    for fact in stale:
        yield f"{fact.place}: '{fact.id}' was last checked {_checked_on(base, fact)}"
