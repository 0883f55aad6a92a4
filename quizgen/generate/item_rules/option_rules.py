"""Rules for the options of a question, taken together."""

import re
from collections.abc import Iterator, Sequence

from quizgen.forms import wording_of
from quizgen.generate.candidates import Candidate
from quizgen.generate.distractors import nearest_candidates
from quizgen.generate.groups import Key
from quizgen.generate.proofs import CHOICE_OPTIONS, Proof
from quizgen.generate.shown_order import shown_order
from quizgen.model import (
    Comparison,
    OptionsQuestion,
    Placeholder,
    Question,
    Statement,
    Term,
    Variable,
)
from quizgen.query.compare import compare
from quizgen.query.statements import Binding, value_of
from quizgen.text import fold

_CATCH_ALL = re.compile(
    r"\b(all|none|both) of (the|these)\b|\bнет верного\b"
    r"|\b(все|всё|ничто|никто|ни один|ни одна|ни одно|оба) из (\w*перечисленн|этих|них)"
    r"|\b(барлығы|ешқайсысы) (дұрыс|емес)\b"
    r"|\b(жоғарыда|аталған)\w*.*\b(барлығы|ешқайсысы)\b"
)


def uneven_options(question: Question, proof: Proof) -> Iterator[str]:
    """Options are of like length: none is five times as long as another.

    Names are what they are: what has fewer than 40 letters does not count.
    """
    if isinstance(question, OptionsQuestion):
        lengths = sorted(len(option.text) for option in question.options)
        if lengths[-1] > max(40, 5 * lengths[0]):
            yield f"options have from {lengths[0]} to {lengths[-1]} letters"


def catch_all_option(question: Question, proof: Proof) -> Iterator[str]:
    """No option is "all of the above", "none of these" or the like."""
    if isinstance(question, OptionsQuestion):
        for option in question.options:
            if _CATCH_ALL.search(option.text.casefold()):
                yield f"the option '{option.text}' speaks of the other options"


def option_count(question: Question, proof: Proof) -> Iterator[str]:
    """A choice has four options, or all that there are: the values of a closed scale.

    It has fewer if its author wants no more.
    """
    if not isinstance(question, OptionsQuestion) or question.form != "choice":
        return
    count = min(proof.item.template.options or CHOICE_OPTIONS, CHOICE_OPTIONS)
    if len(question.options) < count:
        group = proof.item.group
        options = {proof.keys[0].value, *(wrong.value for wrong in proof.distractors)}
        left_out = [
            candidate.label
            for candidate in nearest_candidates(group)
            if candidate.value not in options | group.shown_values
        ]
        if left_out:
            yield (
                f"it has {len(question.options)} options of {count}, and not all that"
                f" there are: '{left_out[0]}'"
            )


def excluded_option(question: Question, proof: Proof) -> Iterator[str]:
    """The times and numbers in the stem leave every option possible.

    Whoever returned after 2019 did not return in 2015.
    """
    if not isinstance(question, OptionsQuestion):
        return
    group, template = proof.item.group, proof.item.template
    answer = Variable(template.answer.variable)
    for left, operator, right in _orders(template.given):
        if answer not in (left, right):
            continue
        for wrong in proof.distractors:
            if not isinstance(wrong.value, str) and all(
                _is_excluded(left, operator, right, {**values, answer.name: wrong.value})
                for values in group.stem_values
            ):
                yield f"the stem excludes the option '{wrong.label}'"


def _orders(patterns: Sequence[object]) -> Iterator[tuple[Term, str, Term]]:
    """Yield what the patterns compare; also that nothing ends before it begins."""
    for pattern in patterns:
        if isinstance(pattern, Comparison):
            yield pattern.left, pattern.operator, pattern.right
        elif (
            isinstance(pattern, Statement)
            and not pattern.denied
            and pattern.since is not None
            and pattern.until is not None
        ):
            yield pattern.since, "<=", pattern.until


def _is_excluded(left: Term, operator: str, right: Term, values: Binding) -> bool:
    """Tell whether the comparison surely does not hold of *values*; False if one lacks."""
    a, b = value_of(left, values), value_of(right, values)
    if a is None or b is None or isinstance(a, str) or isinstance(b, str):
        return False
    opposite = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}.get(operator)
    return opposite is not None and compare(a, opposite, b)


def unordered_options(question: Question, proof: Proof) -> Iterator[str]:
    """Options that have an order are shown in it: numbers, chapters, values of a scale."""
    if isinstance(question, OptionsQuestion):
        texts = [option.text for option in question.options]
        answers: list[Key | Candidate] = [*proof.keys, *proof.distractors]
        order = shown_order(proof.item.group, answers)
        if order and texts != [answer.label for answer in sorted(answers, key=order)]:
            yield f"the options are not in their order: {' | '.join(texts)}"


def namesakes(question: Question, proof: Proof) -> Iterator[str]:
    """A name that is shown is told from all others of its kind that read the same.

    A distinguishing ``short`` or ``name`` does it.
    """
    context, item = proof.item.group.bound.context, proof.item
    namesakes = context.namesakes
    if not namesakes:
        return
    wording = wording_of(item.template, item.form) or ()
    parts = {p.variable: p.part for p in wording if isinstance(p, Placeholder)}
    shown = {
        (str(value), parts.get(name, ""))
        for values in item.group.stem_values
        for name, value in values.items()
    }
    part = item.template.answer.part
    shown |= {(str(key.value), part) for key in proof.keys}
    shown |= {(str(wrong.value), part) for wrong in proof.distractors}
    for entity_id, part in sorted(shown):
        label = context.labels.entity(entity_id, part) if entity_id in namesakes else ""
        for other in namesakes.get(entity_id, ()):
            if fold(context.labels.entity(other, part)) == fold(label):
                yield f"'{label}' may be '{entity_id}' or '{other}'"
                break
