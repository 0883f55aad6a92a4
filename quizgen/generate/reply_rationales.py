"""A typed reply that the base knows -> why it is wrong, worked out when it is typed."""

from collections.abc import Iterable

from quizgen.dates import Date
from quizgen.generate.candidates import Candidate
from quizgen.generate.groups import Key, StemGroup
from quizgen.generate.labels import part_of_date
from quizgen.generate.rationales import rationale
from quizgen.generate.refutation import is_proved_wrong
from quizgen.hashing import digest
from quizgen.model import Value
from quizgen.query.compare import may_equal
from quizgen.query.index import TooManySteps
from quizgen.text import fold


def rationale_of_reply(group: StemGroup, key: Key, reply: Value) -> str:
    """Return why *reply* is wrong, as an option says it; empty if that is not known.

    Args:
        group: What was asked.
        key: What is right.
        reply: A date, a number, or a name as `text.fold` folds it.
    """
    bound = group.bound
    for value in _values_of(group, reply):
        if _is_wrong(group, value):
            label = bound.label(bound.template.answer, value)
            return rationale(group, key, Candidate(value, label, 0, digest(str(value))))
    return ""


def _values_of(group: StemGroup, reply: Value) -> Iterable[Value]:
    """Return what *reply* can mean among the values of the base."""
    bound = group.bound
    if isinstance(reply, Date):
        return [part_of_date(reply, bound.template.answer.part)]
    if not isinstance(reply, str):
        return [reply]
    if not bound.answer_literal:
        return bound.context.labels.ids_of(reply)
    return dict.fromkeys(
        value
        for role in bound.pools.roles
        for fact in bound.context.index.facts[role.relation]
        if isinstance(value := getattr(fact, role.side), str) and fold(value) == reply
    )


def _is_wrong(group: StemGroup, value: Value) -> bool:
    """Tell whether *value* is proved wrong, however the stem is read."""
    if any(may_equal(value, key.value) for key in group.keys):
        return False
    try:
        return is_proved_wrong(group, value)
    except TooManySteps:
        return False
