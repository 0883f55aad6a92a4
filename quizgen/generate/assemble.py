"""An item -> the question that a learner meets, with all that it tells afterwards.

The item is proved first; what cannot be proved, or what a rule of the craft objects to,
becomes a refusal.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from quizgen.dates import Date
from quizgen.forms import FORMS
from quizgen.generate.answers import answer_of
from quizgen.generate.candidates import Candidate
from quizgen.generate.distractors import nearest_candidates
from quizgen.generate.explanations import explain
from quizgen.generate.groups import Key, StemGroup
from quizgen.generate.item_rules.registry import NAMES_OF_STEM_RULES, find_objection
from quizgen.generate.items import Item, worth_of
from quizgen.generate.precision import with_precision
from quizgen.generate.proofs import Proof, prove
from quizgen.generate.rationales import rationale, truth
from quizgen.generate.sentences import sources_of
from quizgen.generate.shown_order import shown_order
from quizgen.hashing import digest, draw_rank
from quizgen.model import (
    NOW,
    About,
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

_DRAWN_FORMS: tuple[Form, ...] = ("choice", "multi")
"""The forms of which other options are drawn if a rule objects to the first."""
_OWN_ATTEMPTS = 4
"""How often they are drawn by a seed of its own;"""
_SHARED_ATTEMPTS = 64
"""and then as every seed draws them, so that it does not decide on what is asked."""
_PER_JOINED_PATTERN = 0.07
"""Added to the difficulty for each pattern that is joined to the first,"""
_MOST_JOINED_PATTERNS = 3
"""of which more than these make no question harder."""
_ALL_NEAREST = 0.2
"""Added to the difficulty if all distractors are of the nearest candidates."""
_USUAL_NEARNESS = 0.5
"""The share of those in a question without distractors: between the extremes."""


def make_question(item: Item, seed: int | None = None) -> Question | Refusal:
    """Return the question of *item*, or why it cannot be asked; *seed* as in `prove`.

    What a rule objects to is not asked.
    """
    return draw_question(item, seed, _judge)


def draw_question(
    item: Item, seed: int | None, judge: Callable[[Proof], Question | Refusal]
) -> Question | Refusal:
    """Return the question that *judge* lets pass, or why it does not.

    If the options are at fault, others are drawn; what can be asked at all is found by
    every seed, but for what hardly ever can.
    """
    refusal: Refusal | None = None
    attempts = _OWN_ATTEMPTS + _SHARED_ATTEMPTS if item.form in _DRAWN_FORMS else 1
    for attempt in range(attempts):
        proof = prove(item, seed if attempt < _OWN_ATTEMPTS else 0, attempt)
        if isinstance(proof, Refusal):
            return refusal or proof
        question = judge(proof)
        if not isinstance(question, Refusal):
            return question
        refusal = question
        if refusal.kind in NAMES_OF_STEM_RULES:
            break
    assert refusal is not None
    return refusal


def _judge(proof: Proof) -> Question | Refusal:
    question = assemble(proof)
    return find_objection(question, proof) or question


def assemble(proof: Proof) -> Question:
    """Return the question that *proof* is of, whatever rules have to say to it."""
    return _ASSEMBLERS[proof.item.form](proof)


def _about(proof: Proof) -> About:
    """Return what is told of *proof*; what rests on its keys alone is found once."""
    item = proof.item
    place = (item.form, *proof.keys)
    about = item.group.abouts.get(place)
    if about is None:
        about = item.group.abouts[place] = _about_keys(proof)
    return replace(about, id=item.id, difficulty=_predict_difficulty(proof))


def _about_keys(proof: Proof) -> About:
    """Return what is told of *proof* whatever its distractors are."""
    item, bound_template = proof.item, proof.item.group.bound
    template = bound_template.template
    # A dict, as facts that are in several keys are told once, in the order of the keys.
    facts = [*dict.fromkeys(fact for key in proof.keys for fact in key.facts)]
    return About(
        id=item.id,
        deck=bound_template.deck,
        template=template.id,
        topic=template.topic,
        form=item.form,
        explanation=explain(proof),
        facts=tuple([fact.id for fact in facts]),
        sources=sources_of(
            bound_template.context.base, facts or bound_template.counted_list
        ),
        difficulty=0.0,
        as_of=_as_of(proof, facts),
        place=template.place,
        identity=bound_template.context.identity,
        worth=worth_of(template, facts),
        question=item.question_id,
    )


def _predict_difficulty(proof: Proof) -> float:
    """Return 0 (easy) to 1 (hard): by form, patterns joined, and nearness of distractors.

    The weights are guesses, and fixed: levels of difficulty and the order of Anki's new
    cards rest on them.
    """
    item = proof.item
    nearness = _USUAL_NEARNESS
    if item.form == "choice":
        nearest = nearest_candidates(item.group)
        near_count = sum(distractor in nearest for distractor in proof.distractors)
        nearness = near_count / len(proof.distractors)
    joined_patterns = min(len(item.template.given) - 1, _MOST_JOINED_PATTERNS)
    difficulty = FORMS[item.form].base_difficulty + joined_patterns * _PER_JOINED_PATTERN
    return round(min(1.0, difficulty + _ALL_NEAREST * nearness), 3)


def _as_of(proof: Proof, facts: Sequence[Fact]) -> Date | None:
    """Return the day for which the key is right, where another day might change it.

    A question that names a time of its own, other than now, needs none: what held on a
    day of the past stays so.
    """
    bound_template = proof.item.group.bound
    days = [fact.as_of for fact in facts if fact.as_of and not fact.until]
    if NOW in bound_template.times:
        return min([*days, bound_template.context.index.now])
    if bound_template.times or not days:
        return None
    return min(days)


# The forms


def _order_seed(proof: Proof) -> int:
    """Return what the order on the screen is drawn with.

    It has nothing in common with that of the choice, so that an option's place does not
    depend on how it came to be chosen.
    """
    return digest(f"{proof.draw_seed}/order")


def _assemble_options(proof: Proof) -> OptionsQuestion:
    """Put what has an order into it, and anything else in an order by lot."""
    group, seed = proof.item.group, _order_seed(proof)
    answers: list[Key | Candidate] = [*proof.keys, *proof.distractors]
    order = shown_order(group, answers) or (lambda answer: draw_rank(seed, answer.label))
    options = [
        Option(answer.label, True, "")
        if isinstance(answer, Key)
        else Option(answer.label, False, _reason_against(group, proof.keys[0], answer))
        for answer in sorted(answers, key=order)
    ]
    return OptionsQuestion(_about(proof), group.stem, tuple(options))


def _reason_against(group: StemGroup, key: Key, wrong: Candidate) -> str:
    """Return the rationale of *wrong*, found once for all draws of a stem."""
    place = (key.value, wrong.value)
    if place not in group.rationales:
        group.rationales[place] = rationale(group, key, wrong)
    return group.rationales[place]


def _assemble_truefalse(proof: Proof) -> TrueFalseQuestion:
    (key,) = proof.keys
    if not proof.distractors:
        statement = _fill_statement(proof.item, key)
        return TrueFalseQuestion(_about(proof), statement, True, truth(proof))
    (wrong,) = proof.distractors
    others = [other for other in proof.item.group.keys if other is not key]
    whole = proof._replace(keys=[key, *others])  # one of several would be no reason
    about = _about(whole)
    statement = _fill_statement(proof.item, wrong)
    return TrueFalseQuestion(about, statement, False, _falsehood(proof))


def _falsehood(proof: Proof) -> str:
    """Return why the statement with the distractor of *proof* is false: what is true.

    Of several true statements one would not show that.
    """
    group, (key,), (wrong,) = proof.item.group, proof.keys, proof.distractors
    is_single = len(group.keys) == 1
    return rationale(
        group, key, wrong, _fill_statement(proof.item, key) if is_single else ""
    )


def _fill_statement(item: Item, answer: Key | Candidate) -> str:
    """Return the statement of *item* with *answer* in its place."""
    statement, group = item.template.state, item.group
    assert statement is not None
    # The others of its stem_values read alike.
    values = group.stem_values[0]
    return group.bound.fill(statement, values, answer.label, answer.value)


def _assemble_typed(proof: Proof) -> TypedQuestion:
    (key,) = proof.keys
    bound = proof.item.group.bound
    stem = with_precision(proof.item.stem, key.value, bound.context.base.language)
    return TypedQuestion(_about(proof), stem, answer_of(key, proof.item.group))


def _assemble_order(proof: Proof) -> OrderQuestion:
    order_by, bound_template = proof.item.template.order_by, proof.item.group.bound
    assert order_by is not None
    seed, right_order = _order_seed(proof), list(proof.keys)
    answers = sorted(right_order, key=lambda answer: draw_rank(seed, answer.label))
    if answers == right_order:  # else it would be shown solved
        answers = answers[1:] + answers[:1]
    return OrderQuestion(
        _about(proof),
        proof.item.stem,
        items=tuple([answer.label for answer in answers]),
        values=tuple(
            [
                bound_template.label(order_by, answer.binding[order_by.variable])
                for answer in answers
            ]
        ),
        key=tuple([answers.index(answer) for answer in right_order]),
    )


def _assemble_match(proof: Proof) -> MatchQuestion:
    match_with, bound_template = proof.item.template.match_with, proof.item.group.bound
    assert match_with is not None
    seed = _order_seed(proof)
    partners = [
        bound_template.label(match_with, answer.binding[match_with.variable])
        for answer in proof.keys
    ]
    right_side = sorted(partners, key=lambda label: draw_rank(seed, label))
    if right_side == partners:  # else it would be shown solved
        right_side = right_side[1:] + right_side[:1]
    return MatchQuestion(
        _about(proof),
        proof.item.stem,
        left=tuple([answer.label for answer in proof.keys]),
        right=tuple(right_side),
        key=tuple([right_side.index(label) for label in partners]),
    )


_ASSEMBLERS: dict[Form, Callable[[Proof], Question]] = {
    "choice": _assemble_options,
    "multi": _assemble_options,
    "truefalse": _assemble_truefalse,
    "text": _assemble_typed,
    "cloze": _assemble_typed,
    "order": _assemble_order,
    "match": _assemble_match,
    "card": _assemble_typed,
}
