"""A proof -> why each of its distractors is wrong, and why a true statement is true.

A rationale opens with what decides in what was asked: that office on that day, that year,
the date of that very member. It is derived from the patterns that the option breaks.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from quizgen.dates import Date
from quizgen.generate.candidates import Candidate
from quizgen.generate.conflicts import Conflict, find_conflict, statements_in
from quizgen.generate.descriptions import describe
from quizgen.generate.explanations import counted_text, facts_in_order
from quizgen.generate.groups import Key, StemGroup
from quizgen.generate.proofs import Proof
from quizgen.generate.scales import scale_of
from quizgen.generate.sentences import answer_sentence
from quizgen.model import Count, Fact, Statement, Value
from quizgen.query.statements import value_of
from quizgen.text import as_sentence, fold

_MOST_LABELS = 8
"""The most right answers that are named where several are; the others are counted."""
_MOST_LETTERS = 160
"""Of their names together, unless one alone has more."""
_MOST_FACTS = 3
_MOST_MISCOUNTED = 2
_LONG = 90
"""Letters of what is right; more would be read once for each wrong answer."""


def rationale(
    group: StemGroup, key: Key, distractor: Candidate, right_statement: str = ""
) -> str:
    """Return why *distractor* is wrong where *key*, of several perhaps, is right.

    *right_statement* says what is right in the words of the template, where a statement
    was to be judged, and then always belongs to the reason.
    """
    contrast = group.contrasts.get(distractor.value)
    if contrast:
        return _joined(right_statement, contrast)
    if group.bound.counted_role is not None:
        return _joined(
            _too_much(group, key, distractor),
            right_statement,
            _count(group, key, distractor),
        )
    if len(group.keys) > 1:
        return _reason_beside_several(group, key, distractor)
    if group.bound.answer_literal in ("date", "number"):
        return _reason_against_quantity(group, key, distractor, right_statement)
    return _reason_against_name(group, key, distractor, right_statement)


def _reason_beside_several(group: StemGroup, key: Key, distractor: Candidate) -> str:
    conflict = find_conflict(group, key, distractor.value)
    own = _sentences(group, conflict.own)
    right = "" if conflict.is_enough else _right_here(group, key, distractor)
    return _joined(right, *own)


def _reason_against_quantity(
    group: StemGroup, key: Key, distractor: Candidate, right_statement: str
) -> str:
    """Return what the date or number is, or on which side of the right one; and that."""
    conflict = find_conflict(group, key, distractor.value)
    own = _sentences(group, conflict.own or describe(group, key, distractor))
    if own and right_statement:
        return _joined(right_statement, *own)
    if own:
        return _joined(*own, _short_right(group, key, conflict.deciding))
    right = right_statement or _joined(*_sentences(group, conflict.deciding))
    return _joined(_too_much(group, key, distractor), right)


def _reason_against_name(
    group: StemGroup, key: Key, distractor: Candidate, right_statement: str
) -> str:
    """Return what decides against a name or a text; else what is right, and what that is.

    Who is told what the wrong one is needs no long sentence on the right one.
    """
    conflict = find_conflict(group, key, distractor.value)
    own = _sentences(group, conflict.own)
    if conflict.is_enough:
        return _joined(right_statement, *own)
    words = group.bound.context.words
    if own and not conflict.is_single:
        alone = words.alone.format(key.label)
        texts = (right_statement, alone, *own) if right_statement else (*own, alone)
        return _joined(*texts)
    own = _sentences(group, describe(group, key, distractor)) or own
    if right_statement:
        instead = "" if own else _instead(group, key, distractor)
        return _joined(instead, right_statement, *own)
    right = _short_right(group, key, conflict.deciding)
    if not own or _is_graded(group, key, distractor):
        return _joined(
            _instead(group, key, distractor), _ground(group, key, distractor, conflict)
        )
    is_short = right == words.right_value.format(key.label)
    return _joined(*own, right) if is_short else _joined(right, *own)


def _instead(group: StemGroup, key: Key, distractor: Candidate) -> str:
    """Return that *key* is right and not *distractor*; of what is a "not", *key* alone."""
    words = group.bound.context.words
    if words.negation in distractor.label.casefold().split():
        return words.right_value.format(key.label)
    return as_sentence(words.instead.format(right=key.label, wrong=distractor.label))


def _ground(group: StemGroup, key: Key, distractor: Candidate, conflict: Conflict) -> str:
    """Return the facts that decide; of a long one what its author noted of it, if clear.

    But only of a grade: there the note is the ground, and not something told besides.
    """
    right = _joined(*_sentences(group, conflict.deciding))
    naming = [fact for fact in conflict.deciding if key.value in (fact.subject, fact.value)]
    if len(right) <= _LONG or not naming or not _is_graded(group, key, distractor):
        return right
    note = naming[0].note
    first_word = fold(note).split()[:1]
    is_clear = bool(note) and first_word[0] not in group.bound.context.words.pronouns
    return note if is_clear and len(note) <= 2 * _LONG else right


def _is_graded(group: StemGroup, key: Key, distractor: Candidate) -> bool:
    """Tell whether something is put on a scale, or the stem itself lists the grades."""
    return bool(scale_of(group)) or (
        key.label in group.stem and distractor.label in group.stem
    )


def _short_right(group: StemGroup, key: Key, deciding: Sequence[Fact]) -> str:
    """Return the facts that decide; or that which names the key, or else its label."""
    naming = [fact for fact in deciding if key.value in (fact.subject, fact.value)]
    for facts in (deciding, naming):
        right = _joined(*_sentences(group, facts))
        if right and len(right) <= _LONG:
            return right
    return group.bound.context.words.right_value.format(key.label)


def _sentences(group: StemGroup, facts: Sequence[Fact]) -> list[str]:
    context = group.bound.context
    return [answer_sentence(context, fact, group.stem) for fact in facts[:_MOST_FACTS]]


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
