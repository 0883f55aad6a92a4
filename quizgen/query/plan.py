"""A query: patterns that must hold together, and the order in which they are matched.

What narrows most is matched first. The order depends on which variables have a value at
the start, so there is a plan for each set of them, made when it is first wanted.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeAlias

from quizgen.dates import Date
from quizgen.deck.patterns import bound_variables, variables_of
from quizgen.model import (
    NOW,
    Comparison,
    Constant,
    Count,
    Extreme,
    OfKind,
    Pattern,
    Statement,
    Term,
    Variable,
)
from quizgen.query.index import Index

_NEVER = 10**9
"""The cost of a pattern that cannot be matched yet."""
_OF_KIND = 10**7
_AGGREGATE = 10**6
_OPEN = 10**5
"""Added where the base may not know all values."""


class Step(NamedTuple):
    """One pattern of a query, with what its matching needs each time.

    Attributes:
        pattern: With the day that is meant where it says "now".
        variables: The names of its variables.
        inner: The patterns within a count, a first or a last; None of other patterns.
        shared: Those variables of *inner* that occur outside of it as well.
    """

    pattern: Pattern
    variables: tuple[str, ...]
    inner: "Query | None" = None
    shared: tuple[str, ...] = ()


Plan: TypeAlias = tuple[Step, ...]
_Cost: TypeAlias = Callable[[Index, Step, set[str]], int]


@dataclass(frozen=True, slots=True, eq=False)
class Query:
    """Patterns that must hold together, prepared to be matched against *index*.

    Attributes:
        steps: One for each pattern, in the order in which they are written.
        sure_plans: The order of the steps for sure bindings, by the variables that have
            a value at the start; filled by `plan_sure`.
        possible_plans: The same for possible bindings; filled by `plan_possible`.
    """

    index: Index
    steps: tuple[Step, ...]
    sure_plans: dict[frozenset[str], Plan]
    possible_plans: dict[frozenset[str], Plan]


def prepare_query(index: Index, patterns: Sequence[Pattern]) -> Query:
    """Return a query for *patterns*, which `quizgen.query.match` matches."""
    steps = []
    for pattern in patterns:
        variables = variables_of(pattern)
        if isinstance(pattern, Count | Extreme):
            outer_patterns = [outer for outer in patterns if outer is not pattern]
            outside = {name for outer in outer_patterns for name in bound_variables(outer)}
            names = [name for inner in pattern.inner for name in variables_of(inner)]
            shared = tuple([name for name in names if name in outside])
            inner_query = prepare_query(index, pattern.inner)
            steps.append(Step(pattern, variables, inner_query, shared))
        else:
            steps.append(Step(_replace_now(pattern, index.now), variables))
    return Query(index, tuple(steps), {}, {})


def _replace_now(pattern: Pattern, day: Date) -> Pattern:
    """Return *pattern* with *day* in each place of the constant NOW."""

    def resolve(term: Term) -> Term:
        return Constant(day) if term == NOW else term

    if isinstance(pattern, Comparison):
        return pattern._replace(left=resolve(pattern.left), right=resolve(pattern.right))
    if isinstance(pattern, Statement):
        return replace(
            pattern,
            subject=resolve(pattern.subject),
            value=resolve(pattern.value),
            at=pattern.at and resolve(pattern.at),
            since=pattern.since and resolve(pattern.since),
            until=pattern.until and resolve(pattern.until),
            on=pattern.on and resolve(pattern.on),
        )
    return pattern


def plan_sure(query: Query, bound: Collection[str]) -> Plan:
    """Return the order in which the steps find sure bindings soonest.

    Args:
        query: Its steps are put in order.
        bound: The names of the variables that have a value at the start.
    """
    return _plan_steps(query, frozenset(bound), query.sure_plans, _cost)


def plan_possible(query: Query, bound: Collection[str]) -> Plan:
    """Return the order in which the steps leave the fewest values unknown.

    A value that has to be left unknown refutes nothing any more; so a step that would
    leave one comes after all steps that might give it a value.
    """
    return _plan_steps(query, frozenset(bound), query.possible_plans, _cost_if_open)


def _plan_steps(
    query: Query, bound: frozenset[str], plans: dict[frozenset[str], Plan], cost: _Cost
) -> Plan:
    plan = plans.get(bound)
    if plan is None:
        plan = plans[bound] = _order(query, set(bound), cost)
    return plan


def _order(query: Query, bound: set[str], cost: _Cost) -> Plan:
    """Return the steps of *query*, always the cheapest of those that are left."""
    steps = list(query.steps)
    plan = []
    while steps:
        cheapest = min(steps, key=lambda step: cost(query.index, step, bound))
        steps.remove(cheapest)
        plan.append(cheapest)
        bound |= set(cheapest.variables)
    return tuple(plan)


def _cost(index: Index, step: Step, bound: set[str]) -> int:
    """Return how much work *step* is: low for what narrows most."""
    pattern = step.pattern
    if isinstance(pattern, Count | Extreme):
        return _AGGREGATE if bound.issuperset(step.shared) else _NEVER
    free = [name for name in step.variables if name not in bound]
    if not free:
        return 0
    if isinstance(pattern, Comparison):
        return _NEVER
    if isinstance(pattern, OfKind):
        return _OF_KIND
    if pattern.denied or (isinstance(pattern.at, Variable) and pattern.at.name in free):
        return _NEVER
    if _is_bound(pattern.subject, bound):
        return 1
    return 2 if _is_bound(pattern.value, bound) else 10 + len(index.facts[pattern.relation])


def _cost_if_open(index: Index, step: Step, bound: set[str]) -> int:
    """Return the cost of *step*, more if the base may not know all that it asks for."""
    cost = _cost(index, step, bound)
    pattern = step.pattern
    if not isinstance(pattern, Statement) or not 0 < cost < _AGGREGATE:
        return cost
    relation = index.base.relations[pattern.relation]
    is_closed = relation.complete
    if cost == 1:
        is_closed = is_closed or relation.single or relation.id in index.listed_relations
    elif cost == 2:
        is_closed = is_closed or relation.unique
    return cost if is_closed else cost + _OPEN


def _is_bound(term: Term, bound: set[str]) -> bool:
    return isinstance(term, Constant) or term.name in bound
