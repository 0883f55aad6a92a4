"""A proof -> why each of its distractors is wrong, and why a true statement is true.

A rationale opens with what decides in what was asked: that office on that day, that year,
the date of that very member. It is derived from the patterns that the option breaks.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from quizgen.dates import Date
from quizgen.generate.candidates import Candidate
from quizgen.generate.conflicts import find_conflict, statements_in
from quizgen.generate.explanations import counted_text, facts_in_order
from quizgen.generate.groups import Key, StemGroup
from quizgen.generate.proofs import Proof
from quizgen.generate.sentences import answer_sentence
from quizgen.model import Count, Fact, Statement, Value
from quizgen.query.statements import value_of
from quizgen.text import as_sentence

_MOST_LABELS = 8
"""The most right answers that are named where several are; the others are counted."""
_MOST_LETTERS = 160
"""Of their names together, unless one alone has more."""
_MOST_FACTS = 3
_MOST_MISCOUNTED = 2


def rationale(
    group: StemGroup, key: Key, distractor: Candidate, right_statement: str = ""
) -> str:
    """Return why *distractor* is wrong where *key*, of several perhaps, is right.

    *right_statement* says what is right in the words of the template, where a statement
    was to be judged, and then always belongs to the reason.
    """
    context = group.bound.context
    contrast = group.contrasts.get(distractor.value)
    if contrast:
        return _joined(right_statement, contrast)
    if group.bound.counted_role is not None:
        return _joined(
            _too_much(group, key, distractor),
            right_statement,
            _count(group, key, distractor),
        )
    conflict = find_conflict(group, key, distractor.value)
    own = [answer_sentence(context, fact, group.stem) for fact in conflict.own]
    if len(group.keys) > 1:
        return (
            _joined(*own)
            if conflict.is_enough
            else _joined(_right_here(group, key, distractor), *own)
        )
    right = right_statement or _joined(
        *[
            answer_sentence(context, fact, group.stem)
            for fact in conflict.deciding[:_MOST_FACTS]
        ]
    )
    if group.bound.answer_literal in ("date", "number"):
        return _joined(_too_much(group, key, distractor), right, *own)
    if conflict.is_enough and not right_statement:
        return _joined(*own)
    if own:
        return _joined(right, *own)
    instead = context.words.instead.format(right=key.label, wrong=distractor.label)
    return _joined(as_sentence(instead), right)


def truth(proof: Proof) -> str:
    """Return what makes the statement of *proof* true, for those who think it false."""
    group, (key,) = proof.item.group, proof.keys
    context = group.bound.context
    if group.bound.counted_role is not None:
        return context.words.true.format(counted_text(group.bound, key))
    answer = group.bound.template.answer.variable
    naming = [step for step in group.bound.query.steps if answer in step.variables]
    facts = facts_in_order(naming, key) or [*key.facts]
    sentences = dict.fromkeys(
        answer_sentence(context, fact, group.stem) for fact in facts[:_MOST_FACTS]
    )
    return context.words.true.format(_joined(*sentences))


def _joined(*texts: str) -> str:
    return " ".join(dict.fromkeys(filter(None, texts)))


def _right_here(group: StemGroup, key: Key, distractor: Candidate) -> str:
    """Return all keys of *group* by name, and not *distractor*.

    Of very many the first; where their names are long, *key* and those that have room.
    """
    words = group.bound.context.words
    labels = [other.label for other in group.keys]
    if len(", ".join(labels[:_MOST_LABELS])) > _MOST_LETTERS:
        labels = [key.label, *(label for label in labels if label != key.label)]
    shown_labels = labels[:1]
    for label in labels[1:_MOST_LABELS]:
        if len(", ".join((*shown_labels, label))) <= _MOST_LETTERS:
            shown_labels.append(label)
    hidden_count = len(labels) - len(shown_labels)
    and_more = words.and_more.format(hidden_count) if hidden_count else ""
    right = ", ".join(shown_labels) + and_more
    return as_sentence(words.right_here.format(right=right, wrong=distractor.label))


# Dates, numbers and counts


def _too_much(group: StemGroup, key: Key, distractor: Candidate) -> str:
    """Return on which side of the one key a date or a number is; nothing of several."""
    words, wrong = group.bound.context.words, distractor.value
    if len(group.keys) > 1:
        return ""
    if isinstance(wrong, Date) and isinstance(key.value, Date):
        if wrong.overlaps(key.value):
            return ""
        text = words.too_early if wrong.last < key.value.first else words.too_late
    else:
        is_less = Decimal(str(wrong)) < Decimal(str(key.value))
        if group.bound.counted_role is not None:
            text = words.too_few if is_less else words.too_many
        else:
            text = words.too_low if is_less else words.too_high
    return text.format(distractor.label)


def _count(group: StemGroup, key: Key, distractor: Candidate) -> str:
    """Return what counts; and of too many also what may have been counted wrongly."""
    texts = [counted_text(group.bound, key)]
    if Decimal(str(distractor.value)) > Decimal(str(key.value)):
        context = group.bound.context
        texts += [
            answer_sentence(context, fact, group.stem) for fact in _miscounted(group, key)
        ]
    return _joined(*texts)


def _miscounted(group: StemGroup, key: Key) -> Sequence[Fact]:
    """Return facts in the place of those that were counted, but of another time."""
    role = group.bound.counted_role
    assert role is not None
    counted = {
        getattr(fact, role.side) for fact in key.facts if fact.relation == role.relation
    }
    facts: dict[Value, Fact] = {}
    for step in group.bound.query.steps:
        if isinstance(step.pattern, Count):
            for statement, _ in statements_in([step]):
                for fact in _facts_with_term(group, statement, key, role.relation):
                    if getattr(fact, role.side) not in counted and not fact.doubtful:
                        facts.setdefault(getattr(fact, role.side), fact)
    return [*facts.values()][:_MOST_MISCOUNTED]


def _facts_with_term(
    group: StemGroup, statement: Statement, key: Key, relation: str
) -> Iterable[Fact]:
    """Return the facts of the subject, or else of the value, that *statement* names."""
    if statement.relation != relation or statement.at is None:
        return ()
    index = group.bound.query.index
    subject = value_of(statement.subject, key.binding)
    if subject is not None:
        return index.row(relation, subject)
    value = value_of(statement.value, key.binding)
    return index.column(relation, value) if value is not None else ()
