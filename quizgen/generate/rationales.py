"""A proof -> why each of its distractors is wrong."""

from collections.abc import Collection, Sequence
from decimal import Decimal

from quizgen.dates import ALWAYS
from quizgen.generate.candidates import Candidate
from quizgen.generate.explanations import facts_of_key_first
from quizgen.generate.groups import StemGroup
from quizgen.generate.proofs import Proof
from quizgen.generate.sentences import sentence
from quizgen.generate.templates import BoundTemplate
from quizgen.model import Fact, Value, Variable

_MOST_LABELS = 5
"""The most right answers that are named where several are; the others are counted."""


def rationale(proof: Proof, facts: Sequence[Fact], distractor: Candidate) -> str:
    """Return why *distractor* is wrong where *facts* prove what is right.

    That is the author's reason; else where it belongs; else what is right instead.
    """
    group = proof.item.group
    bound, context = group.bound, group.bound.context
    contrast = group.contrasts.get(distractor.value)
    if contrast:
        return contrast
    if bound.counted_role is not None:
        is_less = Decimal(str(distractor.value)) < Decimal(str(proof.keys[0].value))
        return context.words.too_few if is_less else context.words.too_many
    fact = _denied_fact(bound, distractor.value) or _fact_against(group, facts, distractor)
    if fact:
        return sentence(context, fact)
    if len(group.keys) == 1:
        return sentence(context, facts_of_key_first(facts, proof.keys[0])[0])
    labels = [key.label for key in group.keys]
    hidden_count = len(labels) - _MOST_LABELS
    and_more = context.words.and_more.format(hidden_count) if hidden_count > 0 else ""
    return context.words.right_here.format(", ".join(labels[:_MOST_LABELS]) + and_more)


def _denied_fact(bound: BoundTemplate, wrong: Value) -> Fact | None:
    """Return a fact of *wrong* that a pattern with "not" excludes, if there is one."""
    for statement, side in bound.denials:
        opposite = statement.subject if side == "value" else statement.value
        for fact in bound.context.index.facts[statement.relation]:
            if (
                getattr(fact, side) == wrong
                and not fact.doubtful
                and (
                    isinstance(opposite, Variable)
                    or opposite.value in (fact.subject, fact.value)
                )
            ):
                return fact
    return None


def _fact_against(
    group: StemGroup, key_facts: Sequence[Fact], distractor: Candidate
) -> Fact | None:
    """Return the fact that tells where *distractor* does belong, if the base has one.

    Best is what is not true of the key as well, and is near to what proves that.
    """
    shown_values = group.shown_values
    facts = [
        fact
        for fact in distractor.facts
        if not fact.doubtful and not _repeats_stem(fact, distractor, shown_values)
    ]
    facts = [f for f in facts if not _is_true_of_key(f, distractor, key_facts)] or facts
    return max(facts, key=lambda fact: _nearness(fact, key_facts), default=None)


def _repeats_stem(
    fact: Fact, distractor: Candidate, shown_values: Collection[object]
) -> bool:
    """Tell whether *fact* says of *distractor* only what the stem says as well."""
    return fact.span == ALWAYS and _other_side(fact, distractor) in shown_values


def _is_true_of_key(fact: Fact, distractor: Candidate, key_facts: Sequence[Fact]) -> bool:
    """Tell whether *fact* says of *distractor* only what is true of a key as well."""
    return fact.span == ALWAYS and any(
        _other_side(fact, distractor) in (key_fact.value, key_fact.subject)
        for key_fact in key_facts
        if key_fact.relation == fact.relation
    )


def _other_side(fact: Fact, distractor: Candidate) -> Value:
    return fact.value if fact.subject == distractor.value else fact.subject


def _nearness(fact: Fact, key_facts: Sequence[Fact]) -> tuple[bool, bool, int]:
    """Return more for what has a relation, a subject or value, or a time of the key."""
    related = [key_fact for key_fact in key_facts if key_fact.relation == fact.relation]
    is_alike = any(
        fact.subject == key_fact.subject or fact.value == key_fact.value
        for key_fact in related
    )
    start = fact.span.start_first
    gaps = [abs(start - key_fact.span.start_first) for key_fact in related]
    return bool(related), is_alike, -min(gaps, default=0)
