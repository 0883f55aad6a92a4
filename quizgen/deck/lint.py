"""Rules about a whole FactBase. Each is a function whose docstring is its manual."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from quizgen.deck.namesakes import are_told_apart, namesakes
from quizgen.i18n import has_language, words_in
from quizgen.model import Fact, FactBase, Problem, Value
from quizgen.text import shorten, with_article


def duplicate_facts(base: FactBase) -> Iterator[Problem]:
    """A fact id names one fact.

    An id that is not given is made of subject, relation and value; where these occur
    twice (a state that joined, left and joined again), give one of them an ``id``.
    """
    first: dict[str, Fact] = {}
    for fact in base.facts:
        earlier = first.setdefault(fact.id, fact)
        if earlier is not fact:
            remedy = "expected another 'id'" if fact.given_id else "give one an 'id'"
            message = f"fact '{shorten(fact.id)}' is already at {earlier.place}: {remedy}"
            yield Problem(fact.place, "error", message)


def overlapping_values(base: FactBase) -> Iterator[Problem]:
    """A single relation has one value at a time.

    Two values may share one day, on which the one is handed over to the other.
    """
    rows: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in base.facts:
        if base.relations[fact.relation].single and not fact.doubtful:
            rows[fact.relation, fact.subject].append(fact)
    for fact, earlier in _overlaps(rows.values(), lambda fact: fact.value):
        both = f"{shorten(str(fact.value))} and {shorten(str(earlier.value))}"
        yield Problem(
            max(fact.place, earlier.place),
            "error",
            f"'{earlier.relation}' is single, but {earlier.subject} has both {both} at once"
            f" ({min(fact.place, earlier.place)})",
        )


def overlapping_subjects(base: FactBase) -> Iterator[Problem]:
    """In a unique relation, one subject at a time has a value.

    Two subjects may share one day, on which the one hands it over to the other.
    """
    columns: dict[tuple[str, Value], list[Fact]] = defaultdict(list)
    for fact in base.facts:
        if base.relations[fact.relation].unique and not fact.doubtful:
            columns[fact.relation, fact.value].append(fact)
    for fact, earlier in _overlaps(columns.values(), lambda fact: fact.subject):
        value = shorten(str(earlier.value))
        yield Problem(
            max(fact.place, earlier.place),
            "error",
            f"'{earlier.relation}' is unique, but both {fact.subject} and {earlier.subject}"
            f" have {value} at once ({min(fact.place, earlier.place)})",
        )


def _overlaps(
    groups: Iterable[list[Fact]], side: Callable[[Fact], Value]
) -> Iterator[tuple[Fact, Fact]]:
    """Yield facts that surely held together for more than a day, in pairs of one group.

    Both differ in *side*. A fact that overlaps several comes with the first of them.
    """
    for facts in groups:
        running: list[Fact] = []
        for fact in sorted(facts, key=lambda fact: fact.span.start_last):
            running = [f for f in running if f.span.end_first > fact.span.start_last]
            for earlier in running:
                if earlier.span.overlaps(fact.span) and side(earlier) != side(fact):
                    yield earlier, fact
                    break
            running.append(fact)


def namesakes_not_told_apart(base: FactBase) -> Iterator[Problem]:
    """Two entities of one kind that share a name have each a ``short`` of its own.

    What names them is not asked else, as nobody knows which is meant.
    """
    for first, *others in namesakes(base.entities.values()):
        if not are_told_apart([first, *others]):
            for entity in others:
                yield Problem(
                    entity.place,
                    "warning",
                    f"'{shorten(entity.name)}' is the name of '{first.id}' as well, also"
                    f" {with_article(entity.kind)}: expected a 'short' for each that tells"
                    " them apart",
                )


def note_without_subject(base: FactBase) -> Iterator[Problem]:
    """A note that begins with a pronoun has a sentence before it.

    After an answer the fact is told in the sentence of its relation, and then its note:
    "Zas led it. He held the office for three years." Where the relation has no ``says``,
    there is no sentence whose subject the pronoun could be: name the subject in the note,
    or write the sentence.
    """
    pronouns = words_in(base.language).explanation.pronouns
    for fact in base.facts:
        if fact.deck != base.deck.id or base.relations[fact.relation].says:
            continue
        word = re.match(r"\w+", fact.note)
        if word is not None and word[0].casefold() in pronouns:
            yield Problem(
                fact.place,
                "warning",
                f"the note of '{shorten(fact.id)}' begins with '{word[0]}', and"
                f" '{fact.relation}' has no sentence before it: expected a name, or 'says'",
            )


def unspoken_language(base: FactBase) -> Iterator[Problem]:
    """The program speaks the language of the deck.

    What it says itself ("True", "Multiple choice", "since 2002") is in English where it
    does not. A deck is none the worse for that, so only its author is told.
    """
    if not has_language(base.deck.language):
        yield Problem(
            base.deck.place,
            "warning",
            f"quizgen does not speak '{shorten(base.deck.language)}': what it says itself"
            " is in English",
        )


CHECKS: tuple[Callable[[FactBase], Iterator[Problem]], ...] = (
    duplicate_facts,
    overlapping_values,
    overlapping_subjects,
)
WARNINGS: tuple[Callable[[FactBase], Iterator[Problem]], ...] = (
    unspoken_language,
    namesakes_not_told_apart,
    note_without_subject,
)


def warnings(base: FactBase) -> list[Problem]:
    """Return what an author should know of *base*, though it can be used as it is."""
    return sorted(problem for rule in WARNINGS for problem in rule(base))


def check(base: FactBase) -> list[Problem]:
    """Return what is wrong with *base* as a whole; if it is no error, it can be used."""
    return sorted(problem for rule in CHECKS for problem in rule(base))
