"""Patterns x FactBase -> bindings: a conjunctive query in two readings, indexed.

*Sure* bindings hold whatever the base leaves open: they make keys. *Possible* ones are
those that the base does not exclude: what is not even possible is false, and that is
what makes a distractor. Between the two lies what nobody may ask.

Vague dates, doubtful facts and unlisted values are the three sources of doubt. The last
is lifted where a relation is complete, or single with a value that surely holds.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from quizgen.dates import ALWAYS, Date
from quizgen.deck.patterns import bound_variables, variables_of
from quizgen.model import (
    NOW,
    Comparison,
    Constant,
    Count,
    Extreme,
    Fact,
    OfKind,
    Pattern,
    Statement,
    Term,
    Value,
    Variable,
)
from quizgen.query.compare import (
    OPPOSITE,
    UNKNOWN,
    Known,
    Unknown,
    compare,
    may_equal,
    surely_equal,
)
from quizgen.query.index import Index

Frame: TypeAlias = dict[str, "Value | Unknown"]
Cost: TypeAlias = Callable[[Pattern, set[str]], int]
_Plans: TypeAlias = dict[frozenset[str], tuple[Pattern, ...]]
Binding: TypeAlias = tuple[Frame, tuple[Fact, ...]]


class Query:
    """Clauses that must hold together, ready to be matched against an index."""

    def __init__(self, index: Index, clauses: Sequence[Pattern]) -> None:
        self.index = index
        self._clauses = tuple(clauses)
        self._sure_plans: _Plans = {}
        self._possible_plans: _Plans = {}
        self._inner: dict[int, tuple[Query, tuple[str, ...]]] = {}
        for clause in self._clauses:
            if isinstance(clause, Count | Extreme):
                outer = {
                    name
                    for other in self._clauses
                    if other is not clause
                    for name in bound_variables(other)
                }
                shared = tuple(
                    n for c in clause.inner for n in variables_of(c) if n in outer
                )
                self._inner[id(clause)] = (Query(index, clause.inner), shared)

    def sure(self, frame: Frame) -> Iterator[Binding]:
        """The bindings that extend *frame* and surely hold, with their facts."""
        plan = self._plan(frame, self._sure_plans, self._cost)
        if len(plan) == 1:
            return self._sure_of(plan[0], frame)
        return self._sure(plan, 0, frame, ())

    def possible(self, frame: Frame) -> Iterator[Frame]:
        """The bindings that extend *frame* and that the base does not exclude.

        A variable whose value is not known, and may be anything, is UNKNOWN.
        """
        plan = self._plan(frame, self._possible_plans, self._doubt)
        if len(plan) == 1:
            return self._possible_of(plan[0], frame)
        return self._possible(plan, 0, frame)

    # The order of the work

    def _plan(
        self, bound: Collection[str], plans: _Plans, cost: Cost
    ) -> tuple[Pattern, ...]:
        key = frozenset(bound)
        plan = plans.get(key)
        if plan is None:
            plan = plans[key] = self._planned(set(bound), cost)
        return plan

    def _planned(self, bound: set[str], cost: Cost) -> tuple[Pattern, ...]:
        left = list(self._clauses)
        plan = []
        while left:
            best = min(left, key=lambda clause: cost(clause, bound))
            left.remove(best)
            plan.append(best)
            bound |= set(variables_of(best))
        return tuple(plan)

    def _cost(self, clause: Pattern, bound: set[str]) -> int:
        """Low for what narrows most; very high for what cannot be done yet."""
        never = 10**9
        if isinstance(clause, Count | Extreme):
            _, shared = self._inner[id(clause)]
            return 10**6 if bound.issuperset(shared) else never
        free = [name for name in variables_of(clause) if name not in bound]
        if not free:
            return 0
        if isinstance(clause, Comparison):
            return never
        if isinstance(clause, OfKind):
            return 10**7
        if clause.denied or (isinstance(clause.at, Variable) and clause.at.name in free):
            return never
        size = len(self.index.facts[clause.relation])
        if _is_bound(clause.subject, bound):
            return 1
        return 2 if _is_bound(clause.value, bound) else 10 + size

    def _doubt(self, clause: Pattern, bound: set[str]) -> int:
        """Like `_cost`, but first what the base knows all about.

        A value that has to be left unknown refutes nothing any more; so a step that
        would leave one comes after all steps that might give it a value.
        """
        cost = self._cost(clause, bound)
        if not isinstance(clause, Statement) or not 0 < cost < 10**6:
            return cost
        relation = self.index.base.relations[clause.relation]
        if cost == 1:
            closed = relation.single or relation.complete
            closed = closed or any(r == relation.id for _, r in self.index.base.complete)
        elif cost == 2:
            closed = relation.unique or relation.complete
        else:
            closed = relation.complete
        return cost if closed else cost + 10**5

    # What surely holds

    def _sure(
        self,
        plan: tuple[Pattern, ...],
        step: int,
        frame: Frame,
        facts: tuple[Fact, ...],
    ) -> Iterator[Binding]:
        if step == len(plan):
            yield frame, facts
            return
        for extended, more in self._sure_of(plan[step], frame):
            yield from self._sure(plan, step + 1, extended, facts + more)

    def _sure_of(self, clause: Pattern, frame: Frame) -> Iterator[Binding]:
        if isinstance(clause, Statement) and not clause.denied:
            return self._sure_facts(clause, frame)
        return self._sure_rest(clause, frame)

    def _sure_rest(self, clause: Pattern, frame: Frame) -> Iterator[Binding]:
        match clause:
            case Statement():
                if not any(True for _ in self._possible_facts(clause, frame)):
                    yield frame, ()
            case OfKind():
                yield from ((f, ()) for f in self._of_kind(clause, frame))
            case Comparison():
                left, right = (self._value(t, frame) for t in (clause.left, clause.right))
                if compare(left, clause.operator, right):
                    yield frame, ()
            case Count() | Extreme():
                settled = self._settled(clause, frame)
                yield from self._consistent(settled or (), frame)

    def _sure_facts(self, clause: Statement, frame: Frame) -> Iterator[Binding]:
        subject = self._value(clause.subject, frame)
        value = self._value(clause.value, frame)
        when = self._value(clause.at, frame)
        for fact in self._candidates(clause.relation, subject, value):
            if fact.doubtful or (when is not None and not fact.span.surely(when)):  # type: ignore[arg-type]
                continue
            if value is not None and not surely_equal(fact.value, value, clause.value):
                continue
            extended = dict(frame)
            if subject is None:
                extended[clause.subject.name] = fact.subject  # type: ignore[union-attr]
            if value is None:
                extended[clause.value.name] = fact.value  # type: ignore[union-attr]
            if self._qualify(clause, fact, extended):
                yield extended, (fact,)

    def _qualify(self, clause: Statement, fact: Fact, frame: Frame) -> bool:
        """Whether the qualifiers of *fact* fit; binds those that are free."""
        for term, date in (
            (clause.since, fact.since),
            (clause.until, fact.until),
            (clause.on, fact.on),
        ):
            if term is not None:
                known = self._value(term, frame)
                if date is None or not (known is None or surely_equal(date, known, term)):
                    return False
                if isinstance(term, Variable):
                    frame.setdefault(term.name, date)
        return True

    def _candidates(self, relation: str, subject: Known, value: Known) -> Sequence[Fact]:
        if subject is not None:
            return self.index.row(relation, subject)
        if value is not None:
            return self.index.column(relation, value)
        return self.index.facts[relation]

    # What is not excluded

    def _possible(
        self, plan: tuple[Pattern, ...], step: int, frame: Frame
    ) -> Iterator[Frame]:
        if step == len(plan):
            yield frame
            return
        for extended in self._possible_of(plan[step], frame):
            yield from self._possible(plan, step + 1, extended)

    def _possible_of(self, clause: Pattern, frame: Frame) -> Iterator[Frame]:
        if isinstance(clause, Statement) and not clause.denied:
            return self._possible_facts(clause, frame)
        return self._possible_rest(clause, frame)

    def _possible_rest(self, clause: Pattern, frame: Frame) -> Iterator[Frame]:
        match clause:
            case Statement():
                if not self._is_sure(clause, frame):
                    yield frame
            case OfKind():
                yield from self._of_kind(clause, frame)
                if self._value(clause.variable, frame) is None:
                    yield {**frame, clause.variable.name: UNKNOWN}
            case Comparison():
                left, right = (self._value(t, frame) for t in (clause.left, clause.right))
                if UNKNOWN in (left, right) or not compare(
                    left, OPPOSITE[clause.operator], right
                ):
                    yield frame
            case Count() | Extreme():
                settled = self._settled(clause, frame)
                if settled is None:
                    free = [n for n in variables_of(clause) if n not in frame]
                    yield frame | dict.fromkeys(free, UNKNOWN)
                else:
                    yield from (f for f, _ in self._consistent(settled, frame))

    def _is_sure(self, clause: Statement, frame: Frame) -> bool:
        terms = (clause.subject, clause.value, clause.at)
        if any(self._value(term, frame) is UNKNOWN for term in terms):
            return False
        return any(True for _ in self._sure_facts(clause, frame))

    def _possible_facts(self, clause: Statement, frame: Frame) -> Iterator[Frame]:
        subject = self._value(clause.subject, frame)
        value = self._value(clause.value, frame)
        when = self._value(clause.at, frame)
        if subject is not UNKNOWN and value is not UNKNOWN:
            qualified = self._qualifiers(clause, frame) if clause.is_qualified else ()
            for fact in self._candidates(clause.relation, subject, value):
                if isinstance(when, Date) and not fact.span.possibly(when):
                    continue
                if value is not None and not may_equal(fact.value, value):
                    continue
                if qualified and not _may_qualify(fact, qualified):
                    continue
                extended = dict(frame)
                if subject is None:
                    extended[clause.subject.name] = fact.subject  # type: ignore[union-attr]
                if value is None:
                    extended[clause.value.name] = fact.value  # type: ignore[union-attr]
                for name, free, known in qualified:
                    if known is None:
                        date = getattr(fact, name)
                        extended[free] = UNKNOWN if date is None else date
                yield extended
            if self._is_closed(clause, frame, subject, value, when):
                return
        unbound = [name for name in variables_of(clause) if name not in frame]
        yield {**frame, **dict.fromkeys(unbound, UNKNOWN)} if unbound else frame

    def _qualifiers(self, clause: Statement, frame: Frame) -> list[tuple[str, str, Known]]:
        """Which of since, until and on are named: variable and value, if known."""
        return [
            (name, getattr(term, "name", ""), self._value(term, frame))
            for name, term in (
                ("since", clause.since),
                ("until", clause.until),
                ("on", clause.on),
            )
            if term is not None
        ]

    def _is_closed(
        self, clause: Statement, frame: Frame, subject: Known, value: Known, when: Known
    ) -> bool:
        """Whether no unlisted fact can make *clause* true."""
        relation = self.index.base.relations[clause.relation]
        if subject is not None:
            if self.index.is_listed(relation.id, subject):
                return True
            facts: Iterable[Fact] = self.index.row(relation.id, subject)
            exclusive = relation.single
        else:
            if relation.complete:
                return True
            facts = self.index.column(relation.id, value) if value is not None else ()
            # Of a vague date two subjects can each have a day of their own.
            facts = (
                fact
                for fact in facts
                if fact.value == value and not (isinstance(value, Date) and not value.day)
            )
            exclusive = relation.unique
        if not exclusive:
            return False
        if when is None:
            # A beginning or an end that is named pins the time as well as "@" does.
            pins = (clause.since, clause.until, clause.on)
            pinned = (self._value(term, frame) for term in pins)
            when = next((day for day in pinned if isinstance(day, Date)), None)
        for fact in facts:
            if not fact.doubtful and (
                fact.span == ALWAYS
                if not isinstance(when, Date)
                else fact.span.surely(when)
            ):
                return True
        return False

    # Kinds and aggregates

    def _of_kind(self, clause: OfKind, frame: Frame) -> Iterator[Frame]:
        known = self._value(clause.variable, frame)
        if known is None:
            for name in self.index.kinds[clause.kind]:
                yield {**frame, clause.variable.name: name}
        elif known is UNKNOWN:
            yield frame
        else:
            entity = self.index.base.entities.get(known)  # type: ignore[arg-type]
            if entity is not None and entity.kind == clause.kind:
                yield frame

    def _settled(self, clause: Count | Extreme, frame: Frame) -> list[Binding] | None:
        """What the aggregate gives; None if the base leaves it open."""
        query, shared = self._inner[id(clause)]
        known = {name: frame[name] for name in shared if name in frame}
        if UNKNOWN in known.values():
            return None
        sure = list(query.sure(known))
        if isinstance(clause, Count):
            counted = {binding[clause.counted.name] for binding, _ in sure}
            for binding in query.possible(known):
                if binding[clause.counted.name] not in counted:
                    return None
            if not counted:
                return []  # nothing there is to count: no question about nothing
            facts = dict.fromkeys(fact for _, some in sure for fact in some)
            return [({clause.result.name: len(counted)}, tuple(facts))]
        found = {tuple(sorted(binding.items())) for binding, _ in sure}
        for binding in query.possible(known):
            if UNKNOWN in binding.values() or tuple(sorted(binding.items())) not in found:
                return None
        return _extreme(sure, clause.by.name, clause.last)

    def _consistent(self, found: Iterable[Binding], frame: Frame) -> Iterator[Binding]:
        for binding, facts in found:
            if all(
                name not in frame or may_equal(frame[name], value)
                for name, value in binding.items()
            ):
                yield {**binding, **frame}, facts

    def _value(self, term: Term | None, frame: Mapping[str, Value | Unknown]) -> Known:
        if term is None:
            return None
        if isinstance(term, Variable):
            return frame.get(term.name)
        return self.index.now if term == NOW else term.value


def _may_qualify(fact: Fact, qualifiers: Iterable[tuple[str, str, Known]]) -> bool:
    """Whether what *fact* says of its time, or leaves open, agrees with what is known."""
    for name, _, known in qualifiers:
        date = getattr(fact, name)
        if date is None or known is None or known is UNKNOWN or date == known:
            continue
        if not date.overlaps(known):
            return False
    return True


def _is_bound(term: Term, bound: set[str]) -> bool:
    return isinstance(term, Constant) or term.name in bound


def _extreme(found: list[Binding], by: str, last: bool) -> list[Binding] | None:
    """The bindings with the least (or greatest) *by*; None if that is not certain."""
    if not found:
        return []

    def rank(binding: Binding) -> Value:
        return binding[0][by]  # type: ignore[return-value]

    sign = ">" if last else "<"
    best = rank(found[0])
    for binding in found:
        if compare(rank(binding), sign, best):
            best = rank(binding)
    winners = [binding for binding in found if rank(binding) == best]
    certain = all(
        rank(binding) == best or compare(best, sign, rank(binding)) for binding in found
    )
    return winners if certain else None
