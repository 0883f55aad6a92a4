"""A query x FactBase -> bindings: a conjunctive query in two readings, indexed.

*Sure* bindings hold whatever the base leaves open: they make keys. *Possible* ones are
those that the base does not exclude: what is not even possible is false, and that is
what makes a distractor. Between the two lies what nobody may ask.

Vague dates, doubtful facts and unlisted values are the three sources of doubt. The last
is lifted where a relation is complete, or single with a value that surely holds.
"""

from collections.abc import Iterable, Iterator

from quizgen.deck.patterns import pattern_text
from quizgen.model import Comparison, Count, Extreme, Fact, OfKind, Pattern, Statement
from quizgen.query.aggregates import count_matches, extreme_matches
from quizgen.query.compare import OPPOSITE, UNKNOWN, Unknown, may_equal, surely_holds
from quizgen.query.index import Index, TooManySteps
from quizgen.query.plan import Plan, Query, Step, plan_possible, plan_sure
from quizgen.query.statements import (
    Binding,
    Match,
    possible_matches,
    sure_matches,
    value_of,
)
from quizgen.text import shorten

_STEPS_PER_BINDING = 10
"""What a binding costs: at least 100,000 of them are not too many."""


def sure_bindings(query: Query, binding: Binding) -> Iterator[Match]:
    """Yield the extensions of *binding* for which *query* surely holds, each with proof.

    Raises:
        TooManySteps: There are too many; the message names the pattern that multiplies.
    """
    query.index.steps_left = query.index.most_steps
    try:
        yield from _join_sure(query.index, plan_sure(query, binding), 0, binding, ())
    except TooManySteps:
        pattern = _multiplying_pattern(query, binding)
        message = (
            f"more than {query.index.most_steps:,} steps to match the patterns, whose"
            f" matches '{shorten(pattern_text(pattern))}' multiplies: expected it to share"
            " more with the others"
        )
        raise TooManySteps(message) from None


def _multiplying_pattern(query: Query, binding: Binding) -> Pattern:
    """Return the first pattern, as they are matched, with which there are too many."""
    plan = plan_sure(query, binding)
    for length in range(1, len(plan)):
        query.index.steps_left = query.index.most_steps
        try:
            for _ in _join_sure(query.index, plan[:length], 0, binding, ()):
                pass
        except TooManySteps:
            return plan[length - 1].pattern
    return plan[-1].pattern


def possible_bindings(query: Query, binding: Binding) -> Iterator[Binding]:
    """Yield the extensions of *binding* for which *query* is not excluded.

    A variable whose value is not known is Unknown.

    Raises:
        TooManySteps: Too much is possible.
    """
    query.index.steps_left = query.index.most_steps
    return _possible(query, binding)


def _possible(query: Query, binding: Binding) -> Iterator[Binding]:
    if len(query.steps) == 1:
        return _possible_step(query.index, query.steps[0], binding)
    return _join_possible(query.index, plan_possible(query, binding), 0, binding)


def is_possible(query: Query, binding: Binding) -> bool:
    """Tell whether *binding*, or an extension of it, is not excluded."""
    return any(True for _ in possible_bindings(query, binding))


# What surely holds


def _join_sure(
    index: Index, plan: Plan, number: int, binding: Binding, facts: tuple[Fact, ...]
) -> Iterator[Match]:
    """Yield the matches of the steps of *plan* from *number* on, beside those before."""
    if number == len(plan):
        index.spend(_STEPS_PER_BINDING)
        yield binding, facts
        return
    for extended, proof in _sure_step(index, plan[number], binding):
        yield from _join_sure(index, plan, number + 1, extended, facts + proof)


def _sure_step(index: Index, step: Step, binding: Binding) -> Iterator[Match]:
    pattern = step.pattern
    if isinstance(pattern, Statement):
        if not pattern.denied:
            return sure_matches(index, pattern, binding)
        is_refuted = not any(
            True for _ in possible_matches(index, pattern, step.variables, binding)
        )
        return iter([(binding, ())] if is_refuted else [])
    if isinstance(pattern, OfKind):
        return ((extended, ()) for extended in _of_kind(index, pattern, binding))
    if isinstance(pattern, Comparison):
        values = value_of(pattern.left, binding), value_of(pattern.right, binding)
        return iter([(binding, ())] if surely_holds(pattern, *values) else [])
    return _consistent(_aggregate(index, step, binding) or (), binding)


# What is not excluded


def _join_possible(
    index: Index, plan: Plan, number: int, binding: Binding
) -> Iterator[Binding]:
    """Yield what the steps of *plan* from *number* on do not exclude beside *binding*."""
    if number == len(plan):
        yield binding
        return
    for extended in _possible_step(index, plan[number], binding):
        yield from _join_possible(index, plan, number + 1, extended)


def _possible_step(index: Index, step: Step, binding: Binding) -> Iterator[Binding]:
    pattern = step.pattern
    if isinstance(pattern, Statement):
        if not pattern.denied:
            return possible_matches(index, pattern, step.variables, binding)
        return iter([] if _is_sure(index, pattern, binding) else [binding])
    if isinstance(pattern, OfKind):
        return _possibly_of_kind(index, pattern, binding)
    if isinstance(pattern, Comparison):
        values = value_of(pattern.left, binding), value_of(pattern.right, binding)
        opposite = pattern._replace(operator=OPPOSITE[pattern.operator])
        is_excluded = surely_holds(opposite, *values)
        return iter([] if is_excluded else [binding])
    matches = _aggregate(index, step, binding)
    if matches is None:
        unbound = [name for name in step.variables if name not in binding]
        return iter([binding | dict.fromkeys(unbound, UNKNOWN)])
    return (extended for extended, _ in _consistent(matches, binding))


def _is_sure(index: Index, statement: Statement, binding: Binding) -> bool:
    """Tell whether *statement* surely holds, although it is denied."""
    terms = (statement.subject, statement.value, statement.at)
    if any(isinstance(value_of(term, binding), Unknown) for term in terms):
        return False
    return any(True for _ in sure_matches(index, statement, binding))


# Kinds and aggregates


def _of_kind(index: Index, pattern: OfKind, binding: Binding) -> Iterator[Binding]:
    """Yield *binding* for each entity of the kind that its variable can be."""
    name = pattern.variable.name
    value = binding.get(name)
    if value is None:
        index.spend(len(index.kinds[pattern.kind]))
        for entity_id in index.kinds[pattern.kind]:
            yield {**binding, name: entity_id}
    elif isinstance(value, Unknown):
        yield binding
    else:
        entity = index.base.entities.get(value)  # type: ignore[arg-type]
        if entity is not None and entity.kind == pattern.kind:
            yield binding


def _possibly_of_kind(index: Index, pattern: OfKind, binding: Binding) -> Iterator[Binding]:
    """Yield the same, and then an entity that nobody has listed."""
    yield from _of_kind(index, pattern, binding)
    if pattern.variable.name not in binding:
        yield {**binding, pattern.variable.name: UNKNOWN}


def _aggregate(index: Index, step: Step, binding: Binding) -> list[Match] | None:
    """Return what a count, a first or a last gives; None if the base leaves it open."""
    pattern, query = step.pattern, step.inner
    assert query is not None
    outer = {name: binding[name] for name in step.shared if name in binding}
    if any(isinstance(value, Unknown) for value in outer.values()):
        return None
    sure = list(_join_sure(index, plan_sure(query, outer), 0, outer, ()))
    possible = _possible(query, outer)
    if isinstance(pattern, Count):
        return count_matches(pattern, sure, possible)
    assert isinstance(pattern, Extreme)
    return extreme_matches(pattern, sure, possible)


def _consistent(matches: Iterable[Match], binding: Binding) -> Iterator[Match]:
    """Yield those of *matches* that agree with *binding*, extended by it."""
    for extension, facts in matches:
        if all(
            name not in binding or may_equal(binding[name], value)
            for name, value in extension.items()
        ):
            yield {**extension, **binding}, facts
