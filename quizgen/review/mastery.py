"""The history of questions -> how well each fact is known.

A fact's mastery is the chance of its questions on average, all forms together that were
ever asked; it is *known* if that is no less than the retention that was desired.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from quizgen.review.history import AskedQuestion

MOST_HARDEST = 10
"""The most facts among the hardest."""


@dataclass(frozen=True, slots=True)
class FactCounts:
    """The number of facts that are known today.

    Attributes:
        deck: The deck's id; empty for all decks.
        known_facts: How many facts are known.
        seen_facts: About how many facts anything was ever asked.
        all_facts: How many facts there are; None if a deck was not found.
    """

    deck: str
    known_facts: int
    seen_facts: int
    all_facts: int | None


@dataclass(frozen=True, slots=True)
class FactMastery:
    """The state of one fact.

    Attributes:
        fact: Its id.
        text: The fact as a sentence; if its deck was not found, its worst question, with
            the answer.
        worst_question: The id of the question about it that was forgotten most often.
        chance: That it is recalled today, 0 to 1, on average over its questions.
        is_known: The chance is no less than what was desired.
        questions: How many of those that rest on it were ever asked.
        lapses: How often these were forgotten after they had been learned.
        wrong_days: How often a day began with a wrong answer to one of them.
        is_leech: One of them is a leech.
    """

    fact: str
    text: str
    worst_question: str
    chance: float
    is_known: bool
    questions: int
    lapses: int
    wrong_days: int
    is_leech: bool


def mastery_by_fact(
    questions: Iterable[AskedQuestion], decks: Mapping[str, Mapping[str, str]]
) -> dict[str, FactMastery]:
    """Return the facts that were asked about, by id, in the order of these."""
    questions_by_fact: dict[str, list[AskedQuestion]] = defaultdict(list)
    for question in questions:
        for fact in question.facts:
            questions_by_fact[fact].append(question)
    return {
        fact: _mastery(fact, questions_by_fact[fact], decks)
        for fact in sorted(questions_by_fact)
    }


def _mastery(
    fact: str, questions: Sequence[AskedQuestion], decks: Mapping[str, Mapping[str, str]]
) -> FactMastery:
    worst = max(questions, key=lambda q: (q.memory.lapses, -len(q.facts)))
    question_text = f"{worst.details['stem']} ({worst.details['answer']})"
    chance = sum(q.chance for q in questions) / len(questions)
    desired = sum(q.history.desired_retention for q in questions) / len(questions)
    return FactMastery(
        fact=fact,
        text=decks.get(worst.deck, {}).get(fact, question_text),
        worst_question=worst.id,
        chance=chance,
        is_known=chance >= desired,
        questions=len(questions),
        lapses=sum(q.memory.lapses for q in questions),
        wrong_days=sum(q.history.wrong_days for q in questions),
        is_leech=any(q.memory.is_leech for q in questions),
    )


def hardest_facts(facts: Iterable[FactMastery]) -> tuple[FactMastery, ...]:
    """Return MOST_HARDEST facts that were forgotten, those most often forgotten first.

    Of facts with the same worst question, which cannot be told apart, it has one.
    """
    ranked = sorted(facts, key=lambda fact: (-fact.lapses, fact.chance, fact.fact))
    by_question: dict[str, FactMastery] = {}
    for fact in ranked:
        if fact.lapses:
            by_question.setdefault(fact.worst_question, fact)
    return tuple(by_question.values())[:MOST_HARDEST]


def fact_counts(
    questions: Iterable[AskedQuestion],
    mastery: Mapping[str, FactMastery],
    decks: Mapping[str, Mapping[str, str]],
) -> Iterator[FactCounts]:
    """Yield how many facts are known: of all decks, then of each."""
    seen: dict[str, set[str]] = defaultdict(set)
    for question in questions:
        seen[question.deck].update(question.facts)
    facts = {deck: decks[deck].keys() | seen[deck] for deck in seen if deck in decks}
    has_all_decks = facts.keys() == seen.keys()
    seen_anywhere: set[str] = set().union(*seen.values())
    total = len(set().union(*facts.values())) if has_all_decks else None
    yield _count_facts("", seen_anywhere, total, mastery)
    for deck in sorted(seen):
        total = len(facts[deck]) if deck in facts else None
        yield _count_facts(deck, seen[deck], total, mastery)


def _count_facts(
    deck: str,
    seen: Collection[str],
    total: int | None,
    mastery: Mapping[str, FactMastery],
) -> FactCounts:
    return FactCounts(deck, sum(mastery[fact].is_known for fact in seen), len(seen), total)
