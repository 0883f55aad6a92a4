"""A wrong answer -> a fact that tells what it is, where no fact decides against it."""

from collections.abc import Iterable, Sequence

from quizgen.dates import Date
from quizgen.generate.candidates import Candidate
from quizgen.generate.groups import Key, StemGroup
from quizgen.generate.sentences import answer_sentence
from quizgen.model import Fact, Value

_FEWEST_LETTERS = 6
"""Of a text that says what something is; a shorter one is a code."""


def describe(group: StemGroup, key: Key, wrong: Candidate) -> Sequence[Fact]:
    """Return one fact that is true of *wrong* and of no key; none if there is none.

    Of a date or a number it is one that has it where the answer was asked for, of the
    same subject rather than of others; of an entity the text that is its alone.
    """
    literal = group.bound.answer_literal
    if literal in ("date", "number"):
        facts = _facts_of_quantity(group, wrong)
    elif literal:
        return []
    else:
        facts = _facts_of_entity(group, wrong.value)
    facts = [f for f in facts if not f.doubtful and f not in key.facts]
    subjects = {fact.subject for fact in key.facts}
    return sorted(facts, key=lambda fact: fact.subject not in subjects)[:1]


def _facts_of_quantity(group: StemGroup, wrong: Candidate) -> Iterable[Fact]:
    """Return the facts that say *wrong* where the answer was asked for, in words."""
    if group.quantities is None or group.bound.counted_role is not None:
        return []
    bound, value = group.bound, wrong.value
    shown = (
        str(value.year) if isinstance(value, Date) else bound.context.labels.value(value)
    )
    return [
        fact
        for fact in wrong.facts or group.quantities.facts_of(value)
        if shown in answer_sentence(bound.context, fact, group.stem)
    ]


def _facts_of_entity(group: StemGroup, wrong: Value) -> Iterable[Fact]:
    index = group.bound.query.index
    relations = index.base.relations
    return [
        fact
        for fact in index.about.get(str(wrong), ())
        if (relation := relations[fact.relation]).literal == "text"
        and relation.single
        and relation.unique
        and relation.says
        and len(str(fact.value)) >= _FEWEST_LETTERS
    ]
