"""Rules about the patterns of one template. Each is a function; its docstring is the rule.

The order matters: of a variable that one rule objects to, the rules after it are silent.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import TypeAlias

from quizgen.deck.patterns import (
    bound_variables,
    kinds_of_variables,
    pattern_text,
    variables_of,
)
from quizgen.deck.scope import Scope
from quizgen.model import (
    LITERALS,
    Comparison,
    Constant,
    Count,
    Extreme,
    OfKind,
    Pattern,
    Place,
    Problem,
    Statement,
    Term,
    Variable,
)
from quizgen.text import shorten, suggest_name, with_article

PlacedPattern: TypeAlias = tuple[Pattern, Place]
Kinds: TypeAlias = Mapping[str, frozenset[str]]
"""The kinds (or LITERALS) that each variable can have."""
_VariableProblem: TypeAlias = tuple[str, Problem]
ORDERED = frozenset({"date", "number"})
"""The literals that come before or after one another."""
_MOST_NAMED = 4
"""Of several patterns that a problem is about."""


def check_patterns(patterns: Sequence[PlacedPattern], scope: Scope) -> list[Problem]:
    """Return what is wrong with the *patterns* of a template as a whole."""
    faults = [*variables_before_colon_only(patterns)]
    faults += unbound_variables(patterns, {name for name, _ in faults})
    faults += variables_of_two_kinds(patterns, {name for name, _ in faults}, scope)
    problems = [problem for _, problem in faults]
    kinds = kinds_of_variables([pattern for pattern, _ in patterns], scope.relations)
    for pattern, place in _with_inner(patterns):
        if isinstance(pattern, Comparison):
            problems += incomparable_sides(pattern, place, kinds, scope)
        elif isinstance(pattern, Extreme):
            problems += extremes_without_order(pattern, place, kinds)
    return problems


def _with_inner(patterns: Iterable[PlacedPattern]) -> Iterator[PlacedPattern]:
    """Yield *patterns*, and after each those within it, at the same place."""
    for pattern, place in patterns:
        yield pattern, place
        if isinstance(pattern, Count | Extreme):
            yield from ((inner, place) for inner in pattern.inner)


def unknown_constants(pattern: Pattern, place: Place, scope: Scope) -> Iterator[Problem]:
    """Entities and kinds that *pattern* names exist, and fit where they stand."""
    for inner, _ in _with_inner([(pattern, place)]):
        if isinstance(inner, OfKind):
            kinds = {entity.kind for entity in scope.entities.values()} | scope.kinds
            if inner.kind not in kinds:
                yield scope.unknown_name("kind", inner.kind, kinds, place)
        elif isinstance(inner, Statement):
            relation = scope.relations[inner.relation]
            yield from unfit_entity(inner.subject, relation.of, place, scope)
            if not relation.literal:
                yield from unfit_entity(inner.value, relation.values, place, scope)


def unfit_entity(
    term: Term, kinds: tuple[str, ...], place: Place, scope: Scope
) -> Iterator[Problem]:
    """An entity in a pattern exists, and is of one of *kinds*."""
    if isinstance(term, Variable):
        return
    entity = scope.entities.get(str(term.value))
    if entity is None:
        yield scope.unknown_name("entity", str(term.value), scope.entities, place)
    elif entity.kind and entity.kind not in kinds:
        article = f"is {with_article(entity.kind)}, expected {any_of(kinds)}"
        message = f"this can never match: '{term.value}' {article}"
        yield Problem(place, "error", message)


def variables_before_colon_only(
    patterns: Iterable[PlacedPattern],
) -> Iterator[_VariableProblem]:
    """A variable that is counted, or first or last, gets its value after the colon."""
    for pattern, place in patterns:
        if isinstance(pattern, Count | Extreme):
            variable = pattern.counted if isinstance(pattern, Count) else pattern.by
            if variable.name not in _bound_within(pattern):
                message = f"found ?{variable.name} before ':' only"
                message += ": expected it after as well"
                yield variable.name, Problem(place, "error", message)


def unbound_variables(
    patterns: Sequence[PlacedPattern], silent: Set[str]
) -> Iterator[_VariableProblem]:
    """Some pattern gives each variable a value; one that has none is reported once."""
    bound = {name for pattern, _ in patterns for name in bound_variables(pattern)}
    reported = set(silent)
    for pattern, place in patterns:
        for name in variables_of(pattern):
            if name not in bound | reported | _bound_within(pattern):
                reported.add(name)
                message = (
                    f"nothing gives ?{name} a value: expected it as the subject or the"
                    f" value of a pattern{suggest_name(name, bound)}"
                )
                yield name, Problem(place, "error", message)


def _bound_within(pattern: Pattern) -> set[str]:
    """Return the variables that the patterns within *pattern* give a value."""
    inner = pattern.inner if isinstance(pattern, Count | Extreme) else ()
    return {name for statement in inner for name in bound_variables(statement)}


def variables_of_two_kinds(
    patterns: Sequence[PlacedPattern], silent: Set[str], scope: Scope
) -> Iterator[_VariableProblem]:
    """A variable is of one kind in all patterns; the first that differs is reported."""
    reported = set(silent)
    before: Kinds = {}
    for number, (pattern, place) in enumerate(patterns, 1):
        patterns_so_far = [placed[0] for placed in patterns[:number]]
        kinds = kinds_of_variables(patterns_so_far, scope.relations)
        for name, possible in kinds.items():
            if not possible and name not in reported:
                reported.add(name)
                fault = f"?{name} cannot be of two kinds at once"
                here = kinds_of_variables([pattern], scope.relations)[name]
                if before.get(name) and here:
                    fault = f"?{name} is {any_of(before[name])}, expected {any_of(here)}"
                yield name, Problem(place, "error", f"this can never match: {fault}")
        before = kinds


def unjoined_patterns(
    patterns: Sequence[PlacedPattern], outer: Set[str] = frozenset()
) -> Iterator[Problem]:
    """Every pattern shares a variable with the others, or names an entity or a value.

    Where two do not, each match of the one goes with each of the other: their numbers
    are multiplied. A comparison joins what it compares, but for ``!=``, which takes
    next to nothing away. The names in *outer* have a value already.
    """
    groups = [group for group in _joined_groups(patterns) if not _is_narrow(group, outer)]
    if len(groups) > 1:
        texts = [
            f"'{shorten(pattern_text(group[0][0]))}'" for group in groups[:_MOST_NAMED]
        ]
        several = f"{', '.join(texts[:-1])} and {texts[-1]}"
        if len(groups) > _MOST_NAMED:
            several += f", nor {len(groups) - _MOST_NAMED} more"
        message = f"nothing joins {several}: expected a variable that they share"
        yield Problem(groups[1][0][1], "error", message)
    for number, (pattern, place) in enumerate(patterns):
        if isinstance(pattern, Count | Extreme):
            beside = [*patterns[:number], *patterns[number + 1 :]]
            names = {name for other, _ in beside for name in bound_variables(other)}
            yield from unjoined_patterns([(inner, place) for inner in pattern.inner], names)


def _joined_groups(patterns: Sequence[PlacedPattern]) -> list[list[PlacedPattern]]:
    """Return *patterns* in groups that share no variable; all in their order.

    A comparison is in none of them.
    """
    groups: list[tuple[set[str], list[PlacedPattern]]] = []
    for placed in patterns:
        pattern = placed[0]
        names = set(variables_of(pattern))
        if not names or (isinstance(pattern, Comparison) and pattern.operator == "!="):
            continue
        joined = [group for group in groups if not group[0].isdisjoint(names)]
        groups = [group for group in groups if group[0].isdisjoint(names)]
        names = names.union(*(group[0] for group in joined))
        members = [member for group in joined for member in group[1]]
        groups.append((names, [*members, placed]))
    numbers = {id(placed): number for number, placed in enumerate(patterns)}
    ordered = [
        sorted(
            (member for member in members if not isinstance(member[0], Comparison)),
            key=lambda member: numbers[id(member)],
        )
        for _, members in groups
    ]
    return sorted(filter(None, ordered), key=lambda members: numbers[id(members[0])])


def _is_narrow(group: Sequence[PlacedPattern], outer: Set[str]) -> bool:
    """Return whether something written, counted or known narrows what *group* matches."""
    return any(
        isinstance(pattern, Count | Extreme)
        or not outer.isdisjoint(variables_of(pattern))
        or (
            isinstance(pattern, Statement)
            and not pattern.denied
            and (
                isinstance(pattern.subject, Constant) or isinstance(pattern.value, Constant)
            )
        )
        for pattern, _ in group
    )


def extremes_without_order(
    pattern: Extreme, place: Place, kinds: Kinds
) -> Iterator[Problem]:
    """A variable that is to be first or last is a date or a number."""
    possible = kinds.get(pattern.by.name, ORDERED)
    if not possible <= ORDERED:
        word = "last" if pattern.last else "first"
        message = f"'{word}' of ?{pattern.by.name}, {any_of(possible)}"
        yield Problem(place, "error", f"{message}: expected a date or number")


def incomparable_sides(
    pattern: Comparison, place: Place, kinds: Kinds, scope: Scope
) -> Iterator[Problem]:
    """Both sides of a comparison are of one kind, and for < and > dates or numbers."""
    left_kinds = _kinds_of_side(pattern.left, pattern.right, kinds, scope)
    right_kinds = _kinds_of_side(pattern.right, pattern.left, kinds, scope)
    if isinstance(pattern.left, Constant) and isinstance(pattern.right, Constant):
        message = f"found '{pattern.operator}' without a variable: expected one"
        yield Problem(place, "error", message)
        return
    for term, possible in ((pattern.left, left_kinds), (pattern.right, right_kinds)):
        if possible is None:
            name = str(term.value) if isinstance(term, Constant) else term.name
            yield scope.unknown_name("entity", name, scope.entities, place)
            return
    if not left_kinds or not right_kinds:
        return  # of these it has been reported that they have no value
    sides = f"found {any_of(left_kinds)} {pattern.operator} {any_of(right_kinds)}"
    if not left_kinds & right_kinds:
        yield Problem(place, "error", f"{sides}: expected two of a kind")
    elif pattern.operator not in ("=", "!=") and not left_kinds & right_kinds <= ORDERED:
        yield Problem(place, "error", f"{sides}: expected dates or numbers")


def _kinds_of_side(
    term: Term, counterpart: Term, kinds: Kinds, scope: Scope
) -> frozenset[str] | None:
    """Return the kinds of a side of a comparison; None for an entity that is unknown.

    A constant has the literal type of the variable that it is compared with, if any.
    """
    if isinstance(term, Variable):
        return kinds.get(term.name, frozenset())
    if isinstance(counterpart, Variable):
        possible = kinds.get(counterpart.name, frozenset())
        if possible & {*LITERALS}:
            return possible
    entity = scope.entities.get(str(term.value))
    return None if entity is None else frozenset({entity.kind})


def any_of(kinds: Iterable[str]) -> str:
    """Return *kinds* as alternatives in words: "a river or sea"."""
    return with_article(" or ".join(sorted(kinds)))
