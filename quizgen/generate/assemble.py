"""A proof -> the question that a learner meets, with all that it tells afterwards."""

from collections.abc import Callable, Sequence

from quizgen.dates import Date
from quizgen.forms import FORMS
from quizgen.generate.distractors import nearest_candidates
from quizgen.generate.explanations import explain
from quizgen.generate.items import Item
from quizgen.generate.proofs import Proof, prove
from quizgen.generate.rationales import rationale
from quizgen.generate.sentences import sources_of
from quizgen.hashing import draw_rank
from quizgen.model import (
    NOW,
    About,
    Answer,
    Fact,
    Form,
    MatchQuestion,
    Option,
    OptionsQuestion,
    OrderQuestion,
    Question,
    Refusal,
    TrueFalseQuestion,
    TypedQuestion,
)


def make_question(item: Item) -> Question | Refusal:
    """Return the question of *item*, or why it cannot be asked."""
    proof = prove(item)
    if isinstance(proof, Refusal):
        return proof
    facts = list({fact: None for key in proof.keys for fact in key.facts})
    return _ASSEMBLERS[item.form](proof, facts)


def _about(proof: Proof, facts: Sequence[Fact]) -> About:
    item, bound = proof.item, proof.item.group.bound
    template = bound.template
    return About(
        item.id,
        bound.deck,
        template.id,
        template.topic,
        item.form,
        explain(proof, facts),
        tuple([fact.id for fact in facts]),
        sources_of(bound.context.base, facts),
        _difficulty(proof),
        _as_of(proof, facts),
        template.place,
        bound.context.identity,
    )


def _difficulty(proof: Proof) -> float:
    """Predict it: by form, by how many facts are joined, by how near distractors are."""
    item = proof.item
    nearness = 0.5
    if item.form == "choice":
        nearest = nearest_candidates(item.group)
        near_count = sum(distractor in nearest for distractor in proof.distractors)
        nearness = near_count / len(proof.distractors)
    joins = min(len(item.template.given) - 1, 3) * 0.07
    return round(min(1.0, FORMS[item.form].base_difficulty + joins + 0.2 * nearness), 3)


def _as_of(proof: Proof, facts: Sequence[Fact]) -> Date | None:
    """Return the day for which the key is right, where another day might change it."""
    bound = proof.item.group.bound
    days = [fact.as_of for fact in facts if fact.as_of and not fact.until]
    if NOW in bound.times:
        return min([*days, bound.context.index.now])
    return None if bound.times or not days else min(days)


# The forms


def _assemble_options(proof: Proof, facts: Sequence[Fact]) -> OptionsQuestion:
    """Put dates and numbers in order of size; anything else by lot."""
    group = proof.item.group
    options = [(key.value, Option(key.label, True, "")) for key in proof.keys]
    options += [
        (wrong.value, Option(wrong.label, False, rationale(proof, facts, wrong)))
        for wrong in proof.distractors
    ]
    if group.bound.answer_literal in ("date", "number"):
        options.sort(key=lambda pair: pair[0])
    else:
        options.sort(key=lambda pair: draw_rank(proof.draw_key ^ 1, pair[1].text))
    return OptionsQuestion(
        _about(proof, facts), group.stem, tuple([option for _, option in options])
    )


def _assemble_truefalse(proof: Proof, facts: Sequence[Fact]) -> TrueFalseQuestion:
    (key,), (wrong,) = proof.keys, proof.distractors
    about = _about(proof, facts)
    true_statement = _fill_statement(proof.item, key.label)
    if draw_rank(proof.draw_key, "truth") % 2 == 0:
        return TrueFalseQuestion(about, true_statement, True, "")
    reason = rationale(proof, facts, wrong)
    if reason == true_statement or proof.item.group.bound.counted_role is not None:
        reason = true_statement
    else:
        reason = f"{true_statement} {reason}"
    return TrueFalseQuestion(about, _fill_statement(proof.item, wrong.label), False, reason)


def _fill_statement(item: Item, answer: str) -> str:
    """Return the statement of *item* with *answer* in its place."""
    assert item.template.state is not None
    return item.group.bound.fill(item.template.state, item.group.readings[0], answer)


def _assemble_typed(proof: Proof, facts: Sequence[Fact]) -> TypedQuestion:
    (key,) = proof.keys
    bound = proof.item.group.bound
    labels = bound.context.labels
    if not isinstance(key.value, str):
        known_value = key.binding[proof.item.template.answer.variable]
        is_rounded = known_value != key.value
        answer = Answer(key.label, (), key.value, is_rounded=is_rounded)
    elif bound.answer_literal:
        answer = Answer(key.label, (), None, bound.pools.names)
    else:
        answer = Answer(key.label, labels.aliases(key.value), None, labels)
    return TypedQuestion(_about(proof, facts), proof.item.stem, answer)


def _assemble_order(proof: Proof, facts: Sequence[Fact]) -> OrderQuestion:
    by, bound = proof.item.template.order_by, proof.item.group.bound
    assert by is not None
    keys = sorted(proof.keys, key=lambda key: draw_rank(proof.draw_key ^ 1, key.label))
    if keys == list(proof.keys):
        keys = keys[1:] + keys[:1]
    return OrderQuestion(
        _about(proof, facts),
        proof.item.stem,
        tuple([key.label for key in keys]),
        tuple([bound.label(by, key.binding[by.variable]) for key in keys]),
        tuple([keys.index(key) for key in proof.keys]),
    )


def _assemble_match(proof: Proof, facts: Sequence[Fact]) -> MatchQuestion:
    side, bound = proof.item.template.match_with, proof.item.group.bound
    assert side is not None
    partners = [bound.label(side, key.binding[side.variable]) for key in proof.keys]
    right = sorted(partners, key=lambda label: draw_rank(proof.draw_key ^ 1, label))
    return MatchQuestion(
        _about(proof, facts),
        proof.item.stem,
        tuple([key.label for key in proof.keys]),
        tuple(right),
        tuple([right.index(label) for label in partners]),
    )


_ASSEMBLERS: dict[Form, Callable[[Proof, Sequence[Fact]], Question]] = {
    "choice": _assemble_options,
    "multi": _assemble_options,
    "truefalse": _assemble_truefalse,
    "text": _assemble_typed,
    "cloze": _assemble_typed,
    "order": _assemble_order,
    "match": _assemble_match,
    "card": _assemble_typed,
}
