"""A list of all rules of the craft; the first of them that objects to a question."""

from collections.abc import Callable, Iterator

from quizgen.generate.item_rules import (
    cue_rules,
    option_rules,
    reason_rules,
    wording_rules,
)
from quizgen.generate.proofs import Proof
from quizgen.model import Question, Refusal

Rule = Callable[[Question, Proof], Iterator[str]]
STEM_RULES: tuple[Rule, ...] = (
    wording_rules.whole_sentence,
    wording_rules.grammatical_giveaway,
    wording_rules.plain_negative,
    wording_rules.unlisted_choice,
    wording_rules.unsaid_precision,
    wording_rules.doubled_date,
    wording_rules.raised_symbol,
    wording_rules.bare_pronoun,
)
"""Rules for what is the same whatever options are drawn,"""
DRAW_RULES: tuple[Rule, ...] = (
    option_rules.namesakes,
    cue_rules.echoed_word,
    cue_rules.tied_word,
    cue_rules.abbreviated_name,
    cue_rules.echoed_pair,
    cue_rules.long_key,
    cue_rules.convergence,
    option_rules.uneven_options,
    option_rules.catch_all_option,
    option_rules.option_count,
    option_rules.excluded_option,
    option_rules.unordered_options,
    reason_rules.mute_distractor,
    reason_rules.repeated_explanation,
    reason_rules.same_reason,
    reason_rules.reason_true_of_key,
    reason_rules.empty_reason,
)
"""and those that other options may satisfy."""
RULES = (*STEM_RULES, *DRAW_RULES)
NAMES_OF_STEM_RULES = frozenset(rule.__name__ for rule in STEM_RULES)


def objections(question: Question, proof: Proof) -> Iterator[tuple[Rule, str]]:
    """Yield what rules object to in *question*, but for those its template allows."""
    allowed = proof.item.template.allow
    for rule in RULES:
        if rule.__name__ not in allowed:
            for message in rule(question, proof):
                yield rule, message


def find_objection(question: Question, proof: Proof) -> Refusal | None:
    """Return the first thing that a rule objects to, if any does."""
    for rule, message in objections(question, proof):
        return Refusal(f"{rule.__name__}: {message}", kind=rule.__name__)
    return None
