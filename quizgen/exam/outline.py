"""FactBases -> outlines: the facts of a topic, in words, with their dates and sources."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from quizgen.dates import Date
from quizgen.generate.generator import Seam
from quizgen.model import Fact, Source


@dataclass(frozen=True, slots=True)
class Line:
    """One fact.

    Attributes:
        text: A sentence, with its time and whose claim it is.
        when: Since when or on which day it was so, or the date that it tells; None if
            it is not dated.
        as_of: The newest day its sources vouch for, where it may have changed.
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
    lines: tuple[Line, ...]


def outline(seams: Iterable[Seam], topics: Collection[str] = ()) -> list[Topic]:
    """The facts that may be asked about, by topic, in the order of templates and facts.

    A fact that several topics ask about stands under the first of them.

    Args:
        seams: Of all the bases to tell about.
        topics: Only these, in capitals or not; empty is all.
    """
    wanted = {topic.casefold() for topic in topics}
    told: set[str] = set()
    found: dict[str, dict[str, Line]] = {}
    for seam in seams:
        topic = seam.template.topic
        if wanted and topic.casefold() not in wanted:
            continue
        lines = found.setdefault(topic, {})
        for fact in _facts(seam):
            line = _line(fact, seam)
            if line.text not in told:
                told.add(line.text)
                lines[line.text] = line
    return [Topic(title, (*lines.values(),)) for title, lines in found.items() if lines]


def _facts(seam: Seam) -> Iterator[Fact]:
    """What proves the answers that *seam* has, without what is only wrong."""
    facts = {
        fact: None
        for prospect in seam.prospects()
        for key in prospect.prover.group.keys.values()
        for fact in key.facts
    }
    order = {fact.id: i for i, fact in enumerate(seam.tools.base.facts)}
    yield from sorted(facts, key=lambda fact: order.get(fact.id, 0))


def _line(fact: Fact, seam: Seam) -> Line:
    explainer = seam.tools.explainer
    when = fact.since or fact.on
    if when is None and isinstance(fact.value, Date):
        when = fact.value
    return Line(
        explainer.sentence(fact),
        fact.note,
        when or fact.until,
        None if fact.until else fact.as_of,
        explainer.sources([fact]),
    )


def dated(topics: Iterable[Topic]) -> list[Topic]:
    """Only the facts that have a date, in the order of their dates."""
    found = []
    for topic in topics:
        lines = [line for line in topic.lines if line.when is not None]
        lines.sort(key=lambda line: _moment(line.when))
        if lines:
            found.append(Topic(topic.title, tuple(lines)))
    return found


def _moment(when: Date | None) -> tuple[int, int]:
    """A year stands before its months, and a month before its days."""
    return (when.first, -when.last) if when else (0, 0)
