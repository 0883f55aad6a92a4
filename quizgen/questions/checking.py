"""Rules about a whole FactBase. Each is a function whose docstring is its manual."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator

from quizgen.model import Fact, FactBase, Problem, Template, Value
from quizgen.naming import shortened
from quizgen.questions.generating import Prospect, prospects


def duplicate_facts(base: FactBase) -> Iterator[Problem]:
    """A fact id names one fact.

    An id that is not given is made of subject, relation and value; where these occur
    twice (a state that joined, left and joined again), give one of them an ``id``.
    """
    first: dict[str, Fact] = {}
    for fact in base.facts:
        earlier = first.setdefault(fact.id, fact)
        if earlier is not fact:
            expected = "expected another 'id'" if fact.given_id else "give one an 'id'"
            found = f"fact '{shortened(fact.id)}' is already at {earlier.place}"
            yield Problem(fact.place, "error", f"{found}: {expected}")


def overlapping_values(base: FactBase) -> Iterator[Problem]:
    """A single relation has one value at a time.

    Two values may share one day, on which the one is handed over to the other.
    """
    rows: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in base.facts:
        if base.relations[fact.relation].single and not fact.doubtful:
            rows[fact.relation, fact.subject].append(fact)
    for fact, other in _overlaps(rows.values(), lambda fact: fact.value):
        both = f"{shortened(str(fact.value))} and {shortened(str(other.value))}"
        yield Problem(
            max(fact.place, other.place),
            "error",
            f"'{other.relation}' is single, but {other.subject} has both {both} at once"
            f" ({min(fact.place, other.place)})",
        )


def overlapping_subjects(base: FactBase) -> Iterator[Problem]:
    """In a unique relation, one subject at a time has a value.

    Two subjects may share one day, on which the one hands it over to the other.
    """
    columns: dict[tuple[str, Value], list[Fact]] = defaultdict(list)
    for fact in base.facts:
        if base.relations[fact.relation].unique and not fact.doubtful:
            columns[fact.relation, fact.value].append(fact)
    for fact, other in _overlaps(columns.values(), lambda fact: fact.subject):
        value = shortened(str(other.value))
        yield Problem(
            max(fact.place, other.place),
            "error",
            f"'{other.relation}' is unique, but both {fact.subject} and {other.subject}"
            f" have {value} at once ({min(fact.place, other.place)})",
        )


def _overlaps(
    groups: Iterable[list[Fact]], which: Callable[[Fact], Value]
) -> Iterator[tuple[Fact, Fact]]:
    """Facts that surely held together for more than a day with others of their group.

    Each comes after one other, and only if they differ in *which*.
    """
    for facts in groups:
        running: list[Fact] = []
        for fact in sorted(facts, key=lambda fact: fact.span.start_last):
            running = [f for f in running if f.span.end_first > fact.span.start_last]
            for other in running:
                if other.span.overlaps(fact.span) and which(other) != which(fact):
                    yield other, fact
                    break
            running.append(fact)


CHECKS: tuple[Callable[[FactBase], Iterator[Problem]], ...] = (
    duplicate_facts,
    overlapping_values,
    overlapping_subjects,
)


def check(base: FactBase) -> list[Problem]:
    """What is wrong with *base* as a whole; if no error, `generate` cannot fail."""
    return sorted(problem for rule in CHECKS for problem in rule(base))


def shortfalls(base: FactBase) -> list[Problem]:
    """Warnings for the templates of the deck of *base* that make less than they could.

    A template that matches nothing; a form of which some questions cannot be made,
    with one of them and the reason.
    """
    own = base.deck.id
    if not any(fact.deck == own for fact in base.facts):
        return []  # a foundation: the decks that use it bring the facts
    silent = {template.id: template for template in base.templates}
    first: dict[tuple[str, str, str], Prospect] = {}
    seen: Counter[tuple[str, str, str]] = Counter()
    for prospect in prospects(base):
        silent.pop(prospect.template, None)
        made = prospect.prove()
        if isinstance(made, str) and made and prospect.prover.template.deck == own:
            key = (prospect.template, str(prospect.form), made)
            seen[key] += 1
            first.setdefault(key, prospect)
    problems = [
        _warning(template, f"template '{template.id}' matches nothing in the facts")
        for template in silent.values()
        if template.deck == own
    ]
    for key, count in seen.items():
        short = first[key]
        problems.append(
            _warning(
                short.prover.template,
                f"no {short.form} question from '{short.template}'"
                f"{f' for {count} stems' if count > 1 else ''}: {key[2]};"
                f" {'one is' if count > 1 else 'it is'} '{short.prover.group.stem}'",
            )
        )
    return sorted(problems)


def _warning(template: Template, message: str) -> Problem:
    return Problem(template.place, "warning", message)
