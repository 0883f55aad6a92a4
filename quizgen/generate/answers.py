"""A proved key -> what may be typed for it."""

from functools import partial

from quizgen.generate.groups import Key, StemGroup, unit_of
from quizgen.generate.reply_rationales import rationale_of_reply
from quizgen.generate.templates import BoundTemplate
from quizgen.model import STRICTNESSES, Answer, Relation, Strictness, Tolerance


def answer_of(key: Key, group: StemGroup) -> Answer:
    """Return what is right for *key*, an answer to the question of *group*."""
    bound = group.bound
    labels = bound.context.labels
    explain_wrong = partial(rationale_of_reply, group, key)
    language = labels.language
    if isinstance(key.value, str):
        is_entity = not bound.answer_literal
        return Answer(
            key.label,
            labels.aliases(key.value) if is_entity else (),
            rivals=labels if is_entity else bound.pools.names,
            typed=_strictness(bound),
            language=language,
            explain_wrong=explain_wrong,
        )
    return Answer(
        key.label,
        value=key.value,
        is_rounded=key.binding[bound.template.answer.variable] != key.value,
        unit=unit_of(key.facts, key.value, bound.answer_literal),
        within=_tolerance(bound),
        language=language,
        explain_wrong=explain_wrong,
    )


def _relations(bound: BoundTemplate) -> list[Relation]:
    """Return the relations that have the answer for a value."""
    relations = bound.context.base.relations
    return [relations[r.relation] for r in bound.pools.roles if r.side == "value"]


def _strictness(bound: BoundTemplate) -> Strictness:
    """Return what the template says of typed answers, or the strictest of its relations."""
    if bound.template.typed:
        return bound.template.typed
    strictnesses = {relation.typed for relation in _relations(bound)} - {""}
    return max(strictnesses, key=STRICTNESSES.index, default="")


def _tolerance(bound: BoundTemplate) -> Tolerance | None:
    """Return how far a typed number may be off, if the relations of the answer agree."""
    tolerances = {relation.within for relation in _relations(bound)}
    return tolerances.pop() if len(tolerances) == 1 else None
