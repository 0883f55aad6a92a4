"""The facts behind the questions by topic, in words, with their dates and sources."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from quizgen.dates import Date
from quizgen.generate.context import GenerationContext
from quizgen.generate.items import template_items, worth_of
from quizgen.generate.sentences import sentence, sources_of
from quizgen.generate.templates import BoundTemplate
from quizgen.model import Fact, Source
from quizgen.quiz.criteria import ANY, Criteria


@dataclass(frozen=True, slots=True)
class OutlineFact:
    """One fact.

    Attributes:
        text: A sentence, with its time and whose claim it is.
        note: The fact's own; empty if it has none.
        when: Since when or on which day it was so, or the date that it tells; None if
            it is not dated.
        as_of: The newest day its sources vouch for, where it may have changed.
        sources: Those that vouch for it.
    """

    text: str
    note: str
    when: Date | None
    as_of: Date | None
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """A heading, and the facts that its questions rest on, each once."""

    title: str
    facts: tuple[OutlineFact, ...]


def outline(templates: Iterable[BoundTemplate], criteria: Criteria = ANY) -> list[Topic]:
    """Return the facts that may be asked about, by topic, in the order of the deck.

    A fact that several topics ask about stands under the first of them.

    Args:
        templates: Those of all the bases to tell about.
        criteria: Only what is of its topics and worths.
    """
    seen: set[str] = set()
    facts_by_topic: dict[str, list[OutlineFact]] = {}
    for bound in templates:
        topic = bound.template.topic
        if not criteria.admits_topic(topic):
            continue
        facts = facts_by_topic.setdefault(topic, [])
        for fact in map(
            partial(_outline_fact, bound.context), _facts_of_keys(bound, criteria)
        ):
            if fact.text not in seen:
                seen.add(fact.text)
                facts.append(fact)
    return [Topic(title, tuple(facts)) for title, facts in facts_by_topic.items() if facts]


def _facts_of_keys(bound: BoundTemplate, criteria: Criteria) -> list[Fact]:
    """Return what proves the right answers of *bound*, in the order of the base."""
    facts = {
        fact: None
        for item in template_items(bound)
        for key in item.group.keys
        if criteria.admits_worth(worth_of(item.template, key.facts))
        for fact in key.facts
    }
    order = {fact.id: i for i, fact in enumerate(bound.context.base.facts)}
    return sorted(facts, key=lambda fact: order[fact.id])


def _outline_fact(context: GenerationContext, fact: Fact) -> OutlineFact:
    when = fact.since or fact.on
    if when is None and isinstance(fact.value, Date):
        when = fact.value
    return OutlineFact(
        sentence(context, fact),
        fact.note,
        when or fact.until,
        None if fact.until else fact.as_of,
        sources_of(context.base, [fact]),
    )


def chronology(topics: Iterable[Topic]) -> list[Topic]:
    """Return the facts of *topics* that have a date, in the order of their dates.

    A year stands before its months, and a month before its days.
    """
    chronologies = []
    for topic in topics:
        dates = [(fact.when, fact) for fact in topic.facts if fact.when is not None]
        dates.sort(key=lambda pair: (pair[0].first, -pair[0].last))
        if dates:
            chronologies.append(Topic(topic.title, tuple(fact for _, fact in dates)))
    return chronologies
