"""One statement matched against the facts: surely, or as far as they exclude nothing."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from quizgen.dates import ALWAYS, Date
from quizgen.model import Fact, Statement, Term, Value, Variable
from quizgen.query.compare import (
    UNKNOWN,
    TermValue,
    Unknown,
    may_equal,
    surely_equal,
)
from quizgen.query.index import Index

Binding: TypeAlias = dict[str, "Value | Unknown"]
"""A value for each variable by name; UNKNOWN may be anything."""
Match: TypeAlias = tuple[Binding, tuple[Fact, ...]]
"""A binding that surely holds, and the facts that prove it."""


def value_of(term: Term | None, binding: Mapping[str, Value | Unknown]) -> TermValue:
    """Return the value of *term*; None if *binding* has none for it."""
    if term is None:
        return None
    return binding.get(term.name) if isinstance(term, Variable) else term.value


def sure_matches(index: Index, statement: Statement, binding: Binding) -> Iterator[Match]:
    """Yield the extensions of *binding* for which a fact surely makes *statement* true."""
    subject = value_of(statement.subject, binding)
    value = value_of(statement.value, binding)
    day = value_of(statement.at, binding)
    new_subject = _free_variable(statement.subject, subject)
    new_value = _free_variable(statement.value, value)
    is_qualified = statement.is_qualified
    is_of_itself = bool(new_subject) and new_subject == new_value
    for fact in _candidates(index, statement.relation, subject, value):
        if is_of_itself and fact.subject != fact.value:
            continue
        if fact.doubtful or (day is not None and not fact.span.surely(day)):  # type: ignore[arg-type]
            continue
        if value is not None and not surely_equal(fact.value, value, statement.value):
            continue
        extended = dict(binding)
        if new_subject:
            extended[new_subject] = fact.subject
        if new_value:
            extended[new_value] = fact.value
        if not is_qualified or _bind_dates(statement, fact, extended):
            yield extended, (fact,)


def _bind_dates(statement: Statement, fact: Fact, binding: Binding) -> bool:
    """Give *binding* the dates of *fact* that *statement* names; tell whether all fit."""
    for term, date in (
        (statement.since, fact.since),
        (statement.until, fact.until),
        (statement.on, fact.on),
    ):
        if term is not None:
            earlier = value_of(term, binding)
            if date is None or not (earlier is None or surely_equal(date, earlier, term)):
                return False
            if isinstance(term, Variable):
                binding.setdefault(term.name, date)
    return True


def possible_matches(
    index: Index, statement: Statement, variables: Sequence[str], binding: Binding
) -> Iterator[Binding]:
    """Yield the extensions of *binding* for which *statement* is not excluded.

    Those that some fact may make true come first. If one that is not listed may, the last
    leaves those of *variables* UNKNOWN that have no value yet.
    """
    subject = value_of(statement.subject, binding)
    value = value_of(statement.value, binding)
    day = value_of(statement.at, binding)
    if not isinstance(subject, Unknown) and not isinstance(value, Unknown):
        new_subject = _free_variable(statement.subject, subject)
        new_value = _free_variable(statement.value, value)
        qualifiers = _qualifiers(statement, binding) if statement.is_qualified else ()
        is_of_itself = bool(new_subject) and new_subject == new_value
        for fact in _candidates(index, statement.relation, subject, value):
            if (
                (is_of_itself and fact.subject != fact.value)
                or (isinstance(day, Date) and not fact.span.possibly(day))
                or (value is not None and not may_equal(fact.value, value))
                or (qualifiers and not _may_qualify(index, fact, qualifiers))
            ):
                continue
            extended = dict(binding)
            if new_subject:
                extended[new_subject] = fact.subject
            if new_value:
                extended[new_value] = fact.value
            for name, variable, earlier in qualifiers:
                if earlier is None:
                    extended[variable] = _possible_date(index, fact, name)
            yield extended
        if _is_closed(index, statement, binding, subject, value, day):
            return
    unbound = [name for name in variables if name not in binding]
    yield {**binding, **dict.fromkeys(unbound, UNKNOWN)} if unbound else binding


class _Qualifier(NamedTuple):
    """A beginning, an end or a day that a statement names.

    Attributes:
        name: since, until or on.
        variable: Its name; empty if a date is written.
        value: None if the variable has none yet.
    """

    name: str
    variable: str
    value: TermValue


def _qualifiers(statement: Statement, binding: Binding) -> list[_Qualifier]:
    return [
        _Qualifier(
            name, term.name if isinstance(term, Variable) else "", value_of(term, binding)
        )
        for name, term in (
            ("since", statement.since),
            ("until", statement.until),
            ("on", statement.on),
        )
        if term is not None
    ]


def _may_qualify(index: Index, fact: Fact, qualifiers: Sequence[_Qualifier]) -> bool:
    """Tell whether what *fact* says of its time, or leaves open, agrees with them all."""
    return all(
        value is None or may_equal(_possible_date(index, fact, name), value)
        for name, _, value in qualifiers
    )


def _possible_date(index: Index, fact: Fact, name: str) -> Date | Unknown:
    """Return when *fact* begins, ends or happens, as far as that is known.

    What has no end still held on the day on which the deck was checked, or which its
    source vouches for: it has not ended before.
    """
    date: Date | None = getattr(fact, name)
    if date is not None:
        return date
    if name != "until" or fact.on is not None or fact.doubtful:
        return UNKNOWN
    return Unknown(min(fact.as_of or index.now, index.now))


def _is_closed(
    index: Index,
    statement: Statement,
    binding: Binding,
    subject: TermValue,
    value: TermValue,
    day: TermValue,
) -> bool:
    """Tell whether no fact that is not listed can make *statement* true."""
    relation = index.base.relations[statement.relation]
    if relation.complete:
        return True
    if subject is not None:
        if index.is_listed(relation.id, subject):
            return True
        if relation.single:
            row = index.row(relation.id, subject)
            if row and _any_holds(row, _pinned_day(statement, binding, day)):
                return True
    if not relation.unique:
        return False
    column = _facts_with_value(index, relation.id, value)
    return bool(column) and _any_holds(column, _pinned_day(statement, binding, day))


def _pinned_day(statement: Statement, binding: Binding, day: TermValue) -> TermValue:
    """Return the day of *statement*; a beginning or an end pins the time as "@" does."""
    if day is not None:
        return day
    terms = (statement.since, statement.until, statement.on)
    pins = (value_of(term, binding) for term in terms)
    return next((pin for pin in pins if isinstance(pin, Date)), None)


def _any_holds(facts: Sequence[Fact], day: TermValue) -> bool:
    """Tell whether one of *facts* surely holds on *day*, or always if that is no day."""
    for fact in facts:
        if not fact.doubtful and (
            fact.span.surely(day) if isinstance(day, Date) else fact.span == ALWAYS
        ):
            return True
    return False


def _facts_with_value(index: Index, relation: str, value: TermValue) -> Sequence[Fact]:
    """Return the facts with exactly *value*; none if that is a vague date.

    Of a vague date two subjects can each have a day of their own.
    """
    if value is None or (isinstance(value, Date) and not value.day):
        return ()
    return [fact for fact in index.column(relation, value) if fact.value == value]


def _candidates(
    index: Index, relation: str, subject: TermValue, value: TermValue
) -> Sequence[Fact]:
    """Return the facts of *relation* with *subject*, or else *value*, if they are known."""
    if subject is not None:
        facts = index.row(relation, subject)
    elif value is not None:
        facts = index.column(relation, value)
    else:
        facts = index.facts[relation]
    index.spend(len(facts) + 1)
    return facts


def _free_variable(term: Term, value: TermValue) -> str:
    """Return the name of *term* if it is a variable without a value, else nothing."""
    return term.name if value is None and isinstance(term, Variable) else ""
