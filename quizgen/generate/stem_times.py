"""Orders that the patterns tell of an answer and other times or numbers.

A learner who reads that somebody returned to a subject looks for a year after that in
which they took it up: an option before it is none.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from quizgen.dates import Date
from quizgen.generate.groups import StemGroup
from quizgen.model import (
    NOW,
    Comparison,
    Constant,
    Pattern,
    Statement,
    Term,
    Value,
    Variable,
)
from quizgen.query.compare import OPPOSITE, Unknown, compare

_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


class Bound(NamedTuple):
    """An order in which every option has to stand to a term: *operator* as in patterns."""

    operator: str
    term: Term


def written_bounds(group: StemGroup) -> list[Bound]:
    """Return the order that the patterns ask of the answer, and the author of options."""
    template = group.bound.template
    patterns = (*template.given, *template.option_patterns)
    return list(_bounds_in(patterns, Variable(template.answer.variable)))


def _bounds_in(patterns: Iterable[Pattern], answer: Variable) -> Iterator[Bound]:
    for pattern in patterns:
        if isinstance(pattern, Comparison) and pattern.operator in _MIRRORED:
            yield from _bounds_of(pattern.left, pattern.operator, pattern.right, answer)
        elif isinstance(pattern, Statement) and not pattern.denied:
            times = [
                term
                for term in (pattern.since, pattern.at, pattern.until)
                if term is not None
            ]
            for earlier, later in combinations(times, 2):
                yield from _bounds_of(earlier, "<=", later, answer)


def _bounds_of(left: Term, operator: str, right: Term, answer: Variable) -> Iterator[Bound]:
    if left == right:
        return
    if left == answer:
        yield Bound(operator, right)
    elif right == answer:
        yield Bound(_MIRRORED[operator], left)


def usual_bounds(group: StemGroup) -> list[Bound]:
    """Return the order in which the answer stands to other dates wherever it is asked.

    No pattern says so, but the events do: who takes a position again took it before.
    """
    bound = group.bound
    if bound.answer_literal != "date":
        return []
    answer = bound.template.answer.variable
    return [
        Bound(operator, Variable(name))
        for name, literal in bound.literals.items()
        if literal == "date" and name != answer
        for operator in ("<=", ">=")
        if _is_usual(group.peers, answer, operator, name)
    ]


def _is_usual(peers: Sequence[StemGroup], answer: str, operator: str, name: str) -> bool:
    """Tell whether every answer stands so to the date of that name, and one surely does."""
    pairs = [
        (key.binding.get(answer), key.binding.get(name))
        for peer in peers
        for key in peer.keys
    ]
    strict = operator[0]
    return all(_may_stand(left, operator, right) for left, right in pairs) and any(
        compare(left, strict, right) for left, right in pairs
    )


def is_in_bounds(group: StemGroup, value: Value, bounds: Iterable[Bound]) -> bool:
    """Tell whether *value* may stand in the order of *bounds* in some way to read the stem.

    What the base does not know excludes nothing.
    """
    now = group.bound.context.index.now

    def is_met(bound: Bound) -> bool:
        operator, term = bound
        if isinstance(term, Constant):
            written = now if term == NOW else term.value
            if isinstance(value, Date) and isinstance(written, Date):
                return _stands(value, operator, written)
            return _may_stand(value, operator, written)
        return any(
            _may_stand(value, operator, key.binding.get(term.name)) for key in group.keys
        )

    return all(map(is_met, bounds))


def _stands(day: Date, operator: str, written: Date) -> bool:
    """Tell whether some of *day* stands so to all of what is *written*: "< 1955"."""
    if operator == "<":
        return day.first < written.first
    if operator == ">":
        return day.last > written.last
    return day.first <= written.last if operator == "<=" else day.last >= written.first


def _may_stand(left: Value | Unknown | None, operator: str, right: object) -> bool:
    if right is None or isinstance(right, Unknown) or left is None:
        return True
    if isinstance(left, Date) != isinstance(right, Date):
        return True
    return not compare(left, OPPOSITE[operator], right)  # type: ignore[arg-type]
