"""Rules for the reasons: each contradicts its option, in what was asked."""

from collections.abc import Iterable, Iterator

from quizgen.generate.candidates import Candidate
from quizgen.generate.cues import names_of, roots_of
from quizgen.generate.groups import Key
from quizgen.generate.proofs import Proof
from quizgen.generate.sentences import sentence
from quizgen.model import OptionsQuestion, Question, TrueFalseQuestion
from quizgen.text import fold


def mute_distractor(question: Question, proof: Proof) -> Iterator[str]:
    """Every wrong option says why it is wrong, and a false statement what is true."""
    for wrong, reason in _reasons(question, proof):
        if not reason:
            yield f"'{wrong.label}' does not say why it is wrong"


def repeated_explanation(question: Question, proof: Proof) -> Iterator[str]:
    """The reason for a verdict is neither the statement nor the explanation again."""
    if isinstance(question, TrueFalseQuestion) and question.rationale:
        told = (question.stem, question.about.explanation)
        if fold(question.rationale) in map(fold, told):
            yield f"the reason '{question.rationale}' says nothing new"


def same_reason(question: Question, proof: Proof) -> Iterator[str]:
    """Wrong options have reasons of their own, unless these say what is right instead."""
    group = proof.item.group
    if group.bound.counted_role is not None:
        return  # all may be too many
    if isinstance(question, OptionsQuestion) and len(proof.distractors) > 1:
        reasons = {
            "" if wrong.value in group.contrasts else reason
            for wrong, reason in _reasons(question, proof)
        }
        (reason, *others) = reasons
        if reason and not others and not _names(reason, proof.keys, proof):
            yield f"the reason '{reason}' is that of every wrong option"


def reason_true_of_key(question: Question, proof: Proof) -> Iterator[str]:
    """A reason does not say of the option only what is as true of the key.

    It may if it says what is right as well.
    """
    if proof.item.group.bound.answer_literal:
        return
    for wrong, reason in _reasons(question, proof):
        for key in proof.keys:
            is_of_option_alone = wrong.label in reason and key.label not in reason
            if is_of_option_alone and not _without_truths_of(key, reason, wrong, proof):
                yield f"the reason against '{wrong.label}' is true of '{key.label}' as well"


def empty_reason(question: Question, proof: Proof) -> Iterator[str]:
    """A reason speaks of the option, or of what is right; else it is beside the point."""
    group = proof.item.group
    if group.bound.counted_role is not None:
        return  # "too many" is enough
    for wrong, reason in _reasons(question, proof):
        if (
            reason
            and wrong.value not in group.contrasts
            and not _names(reason, (wrong, *group.keys), proof)
        ):
            yield f"the reason against '{wrong.label}' is beside the point: '{reason}'"


def _reasons(question: Question, proof: Proof) -> Iterator[tuple[Candidate, str]]:
    """Yield what is wrong in *question*, each with its reason."""
    if isinstance(question, OptionsQuestion):
        reasons = {o.text: o.rationale for o in question.options if not o.right}
        for wrong in proof.distractors:
            yield wrong, reasons.get(wrong.label, "")
    elif isinstance(question, TrueFalseQuestion) and not question.truth:
        for wrong in proof.distractors[:1]:
            yield wrong, question.rationale


def _names(text: str, answers: Iterable[Key | Candidate], proof: Proof) -> bool:
    """Tell whether *text* has a word of the name of one of *answers*."""
    names = [name for answer in answers for name in names_of(proof.item.group, answer)]
    if any(name in text for name in names):
        return True
    roots = roots_of(text)
    return any(not roots.isdisjoint(roots_of(name)) for name in names)


def _without_truths_of(key: Key, reason: str, wrong: Candidate, proof: Proof) -> str:
    """Return *reason* without the sentences that are as true if they are about *key*."""
    bound = proof.item.group.bound
    context, value = bound.context, str(key.value)
    facts = [*context.index.about.get(value, ())]
    for role in bound.pools.roles:
        facts += context.index.column(role.relation, value)
    said_of_key = reason.replace(wrong.label, key.label)
    for fact in facts:
        said_of_key = said_of_key.replace(sentence(context, fact), "")
    return said_of_key.strip()
