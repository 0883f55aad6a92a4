"""Which variables a clause has, which of them it binds, and to what kinds of value."""

from collections.abc import Iterable, Mapping

from quizgen.model import (
    NOW,
    Clause,
    Comparison,
    Count,
    Extreme,
    OfKind,
    Relation,
    Statement,
    Term,
    Variable,
)


def variables(clause: Clause) -> tuple[str, ...]:
    """The names of the variables in *clause*, in order, those of inner ones last."""
    match clause:
        case Statement():
            terms: list[Term | None] = [
                clause.subject,
                clause.value,
                clause.at,
                clause.since,
                clause.until,
                clause.on,
            ]
        case OfKind():
            terms = [clause.variable]
        case Comparison():
            terms = [clause.left, clause.right]
        case Count():
            terms = [clause.result]
        case Extreme():
            terms = []
    names = [term.name for term in terms if isinstance(term, Variable)]
    if isinstance(clause, Count | Extreme):
        names += [name for inner in clause.inner for name in variables(inner)]
    return tuple(dict.fromkeys(names))


def binds(given: Clause) -> tuple[str, ...]:
    """The variables to which *given* can give a value."""
    if isinstance(given, Comparison) or (isinstance(given, Statement) and given.denied):
        return ()
    if isinstance(given, Count):
        return (given.result.name,)
    if isinstance(given, Extreme):
        return tuple(dict.fromkeys(name for part in given.inner for name in binds(part)))
    return tuple(
        name
        for name in variables(given)
        if not (
            isinstance(given, Statement)
            and isinstance(given.at, Variable)
            and given.at.name == name
            and name not in _values_of(given)
        )
    )


def _values_of(given: Statement) -> set[str]:
    terms = (given.subject, given.value, given.since, given.until, given.on)
    return {term.name for term in terms if isinstance(term, Variable)}


def kinds_of(
    given: Iterable[Clause], relations: Mapping[str, Relation]
) -> dict[str, frozenset[str]]:
    """The kinds (or LITERALS) that each variable can have; none if it never matches."""
    kinds: dict[str, frozenset[str]] = {}

    def narrow(term: Term | None, possible: Iterable[str]) -> None:
        if isinstance(term, Variable):
            known = kinds.get(term.name)
            some = frozenset(possible)
            kinds[term.name] = some if known is None else known & some

    for part in given:
        match part:
            case Statement():
                relation = relations[part.relation]
                narrow(part.subject, relation.of)
                narrow(part.value, relation.values)
                for term in (part.at, part.since, part.until, part.on):
                    if term != NOW:
                        narrow(term, ("date",))
            case OfKind():
                narrow(part.variable, (part.kind,))
            case Count():
                narrow(part.result, ("number",))
                for name, some in kinds_of(part.inner, relations).items():
                    narrow(Variable(name), some)
            case Extreme():
                for name, some in kinds_of(part.inner, relations).items():
                    narrow(Variable(name), some)
            case Comparison():
                pass
    return kinds
