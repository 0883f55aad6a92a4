"""A wrong answer -> the patterns that it breaks, and the facts that show it."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from quizgen.dates import ALWAYS, Date
from quizgen.generate.groups import Key, StemGroup
from quizgen.model import Comparison, Fact, Statement, Value, Variable
from quizgen.query.compare import UNKNOWN, Unknown, may_equal
from quizgen.query.index import Index, TooManySteps
from quizgen.query.match import is_possible
from quizgen.query.plan import Query, Step
from quizgen.query.statements import Binding, sure_matches, value_of

_MOST_VALUES = 3
"""The most values that are listed of a wrong answer, to show that the right one is none."""

_Side = Literal["subject", "value"]
_OPPOSITE: dict[_Side, _Side] = {"subject": "value", "value": "subject"}
_MOST_COMPARED = 100
"""Of more facts than these none is chosen."""
_MOST_PLACES = 8
"""What is in more places than these is not known by one of them."""


class Conflict(NamedTuple):
    """The facts that stand against a wrong answer.

    Attributes:
        deciding: What is right instead, in the patterns that the wrong answer breaks.
        own: What is true of the wrong answer there, and of no key.
        is_enough: *own* alone shows that it is wrong.
        is_single: False if there could be several right answers, and all are listed.
    """

    deciding: Sequence[Fact]
    own: Sequence[Fact]
    is_enough: bool
    is_single: bool = True


def find_conflict(group: StemGroup, key: Key, wrong: Value) -> Conflict:
    """Return what stands against *wrong* where *key* is right.

    Of several patterns that exclude it by themselves, that one counts in which something
    is true of it that decides; or else the first.
    """
    binding = {**group.stem_values[0], group.bound.template.answer.variable: wrong}
    conflicts = [
        _conflict_in(steps, group, key, binding) for steps in _broken_steps(group, binding)
    ]
    return max(conflicts, key=lambda conflict: (conflict.is_enough, bool(conflict.own)))


def statements_in(steps: Iterable[Step]) -> Iterator[tuple[Statement, bool]]:
    """Yield the statements of *steps*, and whether each is within another pattern."""
    for step in steps:
        if isinstance(step.pattern, Statement):
            yield step.pattern, False
        elif step.inner is not None:
            yield from (
                (statement, True) for statement, _ in statements_in(step.inner.steps)
            )


def facts_of_statement(
    statement: Statement, facts: Iterable[Fact], binding: Binding
) -> list[Fact]:
    """Return those of *facts* that make *statement* true where *binding* holds."""
    subject, value = (
        value_of(statement.subject, binding),
        value_of(statement.value, binding),
    )
    return [
        fact
        for fact in facts
        if fact.relation == statement.relation
        and (subject is None or may_equal(fact.subject, subject))
        and (value is None or may_equal(fact.value, value))
    ]


# What is broken


def _broken_steps(group: StemGroup, binding: Binding) -> list[list[Step]]:
    """Return each pattern that excludes *binding* by itself; else a few that do together.

    Those are as few as can be; comparisons, kinds and what does not name the answer are
    left out first.
    """
    query, answer = group.bound.query, group.bound.template.answer.variable
    naming = [step for step in query.steps if answer in step.variables]
    if len(query.steps) == 1:
        return [naming]
    single = [[step] for step in naming if _excludes([step], query.index, binding)]
    if single:
        return single
    steps = [*query.steps]
    if not _excludes(steps, query.index, binding):
        return [naming]  # its author vouches for it, or another reading excludes it
    for step in sorted(steps, key=lambda step: _rank_of_leaving(step, answer)):
        others = [other for other in steps if other is not step]
        if others and _excludes(others, query.index, binding):
            steps = others
    return [steps]


def _excludes(steps: Sequence[Step], index: Index, binding: Binding) -> bool:
    """Tell whether *steps* exclude *binding*; a comparison needs something to compare."""
    compared = {
        name
        for step in steps
        if isinstance(step.pattern, Comparison)
        for name in step.variables
    }
    others = [step for step in steps if not isinstance(step.pattern, Comparison)]
    if not compared <= {*binding, *(name for step in others for name in step.variables)}:
        return False
    try:
        return not is_possible(Query(index, tuple(steps), {}, {}), binding)
    except TooManySteps:
        return False


def _rank_of_leaving(step: Step, answer: str) -> int:
    """Return less for what is left out sooner."""
    if not isinstance(step.pattern, Statement):
        return 0
    return 1 + (answer in step.variables) + step.pattern.denied


# What is true there


def _conflict_in(
    steps: Sequence[Step], group: StemGroup, key: Key, binding: Binding
) -> Conflict:
    index, answer = group.bound.query.index, group.bound.template.answer.variable
    is_compared = any(isinstance(step.pattern, Comparison) for step in steps)
    deciding: dict[Fact, None] = {}
    own: dict[Fact, None] = {}
    others: dict[Fact, None] = {}
    is_enough, is_single = False, True
    for statement, is_inner in statements_in(steps):
        is_naming = Variable(answer) in (
            statement.subject,
            statement.value,
            statement.since,
            statement.until,
            statement.on,
        )
        if statement.denied:
            if is_naming:
                matches = sure_matches(index, statement, binding)
                own |= dict.fromkeys(fact for _, facts in matches for fact in facts)
                is_enough = bool(own)
            continue
        right = facts_of_statement(statement, key.facts, key.binding)
        if not is_naming:
            others |= dict.fromkeys(right)
        deciding |= dict.fromkeys(right)
        for side in _OPPOSITE:
            if getattr(statement, side) == Variable(answer):
                facts, enough = _own_facts(statement, side, group, key, binding)
                own |= dict.fromkeys(facts)
                joint = getattr(statement, _OPPOSITE[side])
                if isinstance(joint, Variable) and joint.name not in binding:
                    own |= dict.fromkeys(_next_facts(joint, side, steps, facts, index))
                is_enough = is_enough or (enough and not is_inner)
                is_single = is_single and (
                    is_inner or not _is_one_of_list(statement, side, index, key.binding)
                )
    if is_compared and own:
        return Conflict([*deciding], [*own, *others], is_enough=True)
    return Conflict([*deciding], [*own], is_enough, is_single)


def _next_facts(
    joint: Variable,
    side: _Side,
    steps: Sequence[Step],
    facts: Sequence[Fact],
    index: Index,
) -> Iterator[Fact]:
    """Yield the dates, numbers and texts that are asked of *joint*, where *facts* lead.

    That Ada signed a treaty does not show that she signed none in 2018; its date does.
    """
    if len(facts) != 1:
        return
    for other, _ in statements_in(steps):
        if other.subject == joint and index.base.relations[other.relation].literal:
            following = index.row(other.relation, _opposite(facts[0], side))
            if len(following) == 1 and not following[0].doubtful:
                yield following[0]


def _is_one_of_list(
    statement: Statement, side: _Side, index: Index, binding: Binding
) -> bool:
    """Tell whether there could be several at the *side* of *statement*, all listed."""
    relation = index.base.relations[statement.relation]
    if _has_time(statement):
        return False
    if side == "subject":
        return relation.complete and not relation.unique
    return not relation.single and (
        relation.complete
        or index.is_listed(relation.id, value_of(statement.subject, binding))
    )


def _own_facts(
    statement: Statement, side: _Side, group: StemGroup, key: Key, binding: Binding
) -> tuple[list[Fact], bool]:
    """Return facts of the wrong answer at the *side* of *statement*, and if they decide."""
    index = group.bound.query.index
    key_values = {other.value for other in group.keys}
    facts = [
        fact
        for fact in _facts_at(statement, side, group, binding)
        if not _is_as_true(index, fact, side, key_values)
    ]
    if not facts:
        return [], False
    if group.bound.answer_literal in ("date", "number"):
        return facts[:1], False
    best = max(facts, key=lambda fact: _weight(fact, statement, side, key, binding, index))
    if _decides(best, statement, side, binding, index):
        return [best], True
    wrong = binding[group.bound.template.answer.variable]
    is_whole = side == "subject" and index.is_listed(statement.relation, wrong)
    if is_whole and len(facts) <= _MOST_VALUES and not _has_time(statement):
        return facts, True
    return ([best] if len(facts) <= _MOST_PLACES else []), False


def _facts_at(
    statement: Statement, side: _Side, group: StemGroup, binding: Binding
) -> list[Fact]:
    """Return the sure facts that have the wrong answer at the *side* of *statement*.

    If there are any in the place that was asked for, only those; of a date or a number,
    which nothing else tells anything of, in any case. None, if they are too many.
    """
    index, relation = group.bound.query.index, statement.relation
    wrong = binding[group.bound.template.answer.variable]
    place = value_of(statement.value if side == "subject" else statement.subject, binding)
    facts: Sequence[Fact] = ()
    if place is not None and place is not UNKNOWN:
        facts = _with_value(index, relation, _OPPOSITE[side], place)
        facts = [fact for fact in facts if getattr(fact, side) == wrong]
    if not facts and group.bound.answer_literal not in ("date", "number"):
        facts = _with_value(index, relation, side, wrong)
        facts = facts if len(facts) <= _MOST_COMPARED else ()
    return [fact for fact in facts if getattr(fact, side) == wrong and not fact.doubtful]


def _with_value(
    index: Index, relation: str, side: _Side, value: Value | Unknown
) -> Sequence[Fact]:
    row = index.row if side == "subject" else index.column
    return row(relation, value)


def _opposite(fact: Fact, side: _Side) -> Value:
    return fact.value if side == "subject" else fact.subject


def _is_as_true(
    index: Index, fact: Fact, side: _Side, key_values: Collection[Value]
) -> bool:
    """Tell whether what *fact* says of a wrong answer holds of a key as well."""
    return any(
        getattr(other, side) in key_values
        and _opposite(other, side) == _opposite(fact, side)
        and (other.span, other.on) == (fact.span, fact.on)
        and not other.doubtful
        for other in _with_value(
            index, fact.relation, _OPPOSITE[side], _opposite(fact, side)
        )
    )


def _weight(
    fact: Fact,
    statement: Statement,
    side: _Side,
    key: Key,
    binding: Binding,
    index: Index,
) -> tuple[bool, bool, int]:
    """Return more for what decides, is in the same place, or near to the key in time."""
    opposite = value_of(
        statement.value if side == "subject" else statement.subject, binding
    )
    start = fact.span.start_first
    gaps = [
        abs(start - other.span.start_first)
        for other in key.facts
        if other.relation == fact.relation
    ]
    return (
        _decides(fact, statement, side, binding, index),
        _opposite(fact, side) == opposite,
        -min(gaps, default=0),
    )


def _decides(
    fact: Fact, statement: Statement, side: _Side, binding: Binding, index: Index
) -> bool:
    """Tell whether *fact* alone shows that *statement* is false of the wrong answer.

    It was in the same place at another time; or it has something else where there can
    only be one thing.
    """
    opposite = value_of(
        statement.value if side == "subject" else statement.subject, binding
    )
    if _opposite(fact, side) == opposite:
        wanted = (
            (statement.since, fact.since),
            (statement.until, fact.until),
            (statement.on, fact.on),
        )
        return not any(term is not None and date is None for term, date in wanted)
    if opposite is None or opposite is UNKNOWN:
        return False
    relation = index.base.relations[statement.relation]
    if not (relation.single if side == "subject" else relation.unique):
        return False
    terms = (statement.at, statement.since, statement.until, statement.on)
    days = [
        day for day in (value_of(term, binding) for term in terms) if isinstance(day, Date)
    ]
    return all(fact.span.surely(day) for day in days) if days else fact.span == ALWAYS


def _has_time(statement: Statement) -> bool:
    return statement.at is not None or statement.is_qualified
