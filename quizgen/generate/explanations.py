"""Facts -> the sentences that a learner reads after answering."""

from collections.abc import Collection, Iterable, Sequence

from quizgen.dates import ALWAYS
from quizgen.generate.distractors import Candidate
from quizgen.generate.labels import Labels
from quizgen.i18n import spell_date, words_in
from quizgen.model import Fact, FactBase, Source
from quizgen.query.index import Index


class Explainer:
    """Says facts in words, and why a wrong answer is wrong.

    Attributes:
        words: In the language of the base.
    """

    def __init__(self, index: Index, labels: Labels) -> None:
        self._base: FactBase = index.base
        self._index = index
        self._labels = labels
        self._sentences: dict[int, str] = {}
        self.words = words_in(index.base.language).explanation

    def sentence(self, fact: Fact) -> str:
        """*fact* as its relation says it, with its time and whose claim it is."""
        key = id(fact)
        if key not in self._sentences:
            self._sentences[key] = self._said(fact)
        return self._sentences[key]

    def _said(self, fact: Fact) -> str:
        relation = self._base.relations[fact.relation]
        ended = fact.until is not None or fact.on is not None
        wording = relation.said if ended else relation.says
        subject = self._labels.entity(fact.subject)
        value = self._value(fact)
        if wording:
            text = "".join(
                part
                if isinstance(part, str)
                else value
                if part.variable == "is" and part.part != "short"
                else self._labels.entity(str(fact.value), "short")
                if part.variable == "is"
                else self._labels.entity(fact.subject, part.part)
                for part in wording
            )
        else:
            text = f"{subject}, {fact.relation.replace('-', ' ')}: {value}"
        text = text[0].upper() + text[1:]
        time = self._time(fact)
        source = self.words.claimed.format(self.speaker(fact)) if fact.said_by else ""
        return f"{text}{f' ({time})' if time else ''}{source}."

    def _value(self, fact: Fact) -> str:
        literal = self._base.relations[fact.relation].literal
        text = self._labels.value(fact.value, literal=literal)
        return f"{text} {fact.unit}" if fact.unit else text

    def _time(self, fact: Fact) -> str:
        day = {
            name: spell_date(value, self._base.language)
            for name in ("since", "until", "on")
            if (value := getattr(fact, name)) is not None
        }
        if "on" in day:
            return day["on"]
        if "since" in day and "until" in day:
            if day["since"] == day["until"]:
                return day["since"]
            return f"{day['since']} – {day['until']}"
        return next((getattr(self.words, name).format(day[name]) for name in day), "")

    def speaker(self, fact: Fact) -> str:
        """Whose claim *fact* is, in words."""
        entity = self._base.entities.get(fact.said_by)
        return entity.name if entity else fact.said_by

    def explanation(self, facts: Iterable[Fact], extra: str = "") -> str:
        """The notes of *facts*; where there are none, the facts themselves."""
        facts = tuple(facts)
        notes = dict.fromkeys(fact.note for fact in facts if fact.note)
        parts = list(notes) or [self.sentence(fact) for fact in facts[:3]]
        if extra or not notes:
            parts.append(extra or self._aside(facts))
        return " ".join(filter(None, parts))

    def _aside(self, facts: Sequence[Fact]) -> str:
        """Something else about what *facts* are about, so that there is news in it."""
        relations = {fact.relation for fact in facts}
        others = [
            other
            for fact in facts
            for name in (fact.value, fact.subject)
            if isinstance(name, str)
            for other in self._index.about.get(name, ())
            if other.relation not in relations and not other.doubtful
        ]
        noted = next((other.note for other in others if other.note), "")
        return noted or next((self.sentence(other) for other in others), "")

    def why_not(
        self, wrong: Candidate, key: Sequence[Fact], shown: Collection[object]
    ) -> str:
        """Where *wrong* does belong; empty if nothing in the base says so.

        Args:
            wrong: A wrong answer.
            key: What proves the right one.
            shown: The values in the stem: a fact that has none of them contradicts it.
        """
        found = [fact for fact in wrong.facts if not fact.doubtful]
        found = [fact for fact in found if not _repeats(fact, wrong, shown)]
        found = [fact for fact in found if not _agrees(fact, wrong, key)] or found
        if not found:
            return ""
        return self.sentence(max(found, key=lambda fact: _nearness(fact, key)))

    def sources(self, facts: Iterable[Fact]) -> tuple[Source, ...]:
        """What *facts* rest on, each source once."""
        known = self._base.sources
        names = dict.fromkeys((fact.deck, name) for fact in facts for name in fact.sources)
        return tuple([known[name] for name in names])


def sentences(base: FactBase) -> dict[str, str]:
    """Return the facts of the deck itself in words, by id."""
    explainer = Explainer(Index(base), Labels(base))
    return {
        fact.id: explainer.sentence(fact)
        for fact in base.facts
        if fact.deck == base.deck.id
    }


def _repeats(fact: Fact, wrong: Candidate, shown: Collection[object]) -> bool:
    """Whether *fact* says of *wrong* only what the stem says as well."""
    return fact.span == ALWAYS and _other(fact, wrong) in shown


def _agrees(fact: Fact, wrong: Candidate, key: Sequence[Fact]) -> bool:
    """Whether *fact* says of *wrong* only what is true of a key as well."""
    return fact.span == ALWAYS and any(
        _other(fact, wrong) in (known.value, known.subject)
        for known in key
        if known.relation == fact.relation
    )


def _other(fact: Fact, wrong: Candidate) -> object:
    return fact.value if fact.subject == wrong.value else fact.subject


def _nearness(fact: Fact, key: Sequence[Fact]) -> tuple[bool, bool, int]:
    """Higher for what is of one relation, one subject or value, and one time with *key*."""
    same = [other for other in key if other.relation == fact.relation]
    alike = any(
        fact.subject == other.subject or fact.value == other.value for other in same
    )
    apart = [abs(fact.span.start_first - other.span.start_first) for other in same]
    return bool(same), alike, -min(apart, default=0)
