"""Shortfalls: what the templates of a deck do not make, and why, as warnings."""

from collections import defaultdict
from collections.abc import Iterator

from quizgen.generate.generator import bind_templates
from quizgen.generate.groups import TooManyMatches
from quizgen.generate.items import Item, template_items
from quizgen.generate.proofs import prove
from quizgen.model import FactBase, Problem, Refusal


def shortfalls(base: FactBase) -> list[Problem]:
    """Return warnings for the templates of the deck that make less than they could.

    A template that matches nothing; a form of which some questions cannot be made,
    with one of them and the reason. A template that matches in too many ways to ask
    about them is an error.
    """
    deck = base.deck.id
    if not any(fact.deck == deck for fact in base.facts):
        return []  # a foundation: the decks that use it bring the facts
    problems: list[Problem] = []
    matched: set[str] = set()
    refused: dict[tuple[str, str, str], list[Item]] = defaultdict(list)
    for item in _items_of_narrow_templates(base, problems):
        matched.add(item.template.id)
        refusal = prove(item)
        if (
            isinstance(refusal, Refusal)
            and not refusal.is_intended
            and item.template.deck == deck
        ):
            refused[item.template.id, item.form, refusal.reason].append(item)
    too_wide = {problem.place for problem in problems}
    problems += [
        Problem(
            template.place,
            "warning",
            f"template '{template.id}' matches nothing in the facts",
        )
        for template in base.templates
        if template.deck == deck
        and template.id not in matched
        and template.place not in too_wide
    ]
    problems += [
        _shortfall_warning(items, reason) for (_, _, reason), items in refused.items()
    ]
    return sorted(problems)


def _items_of_narrow_templates(base: FactBase, problems: list[Problem]) -> Iterator[Item]:
    """Yield all items, and add to *problems* the templates that match too much."""
    for bound in bind_templates(base):
        try:
            yield from template_items(bound)
        except TooManyMatches as error:
            problems.append(error.problem)


def _shortfall_warning(items: list[Item], reason: str) -> Problem:
    """Return the warning that *items* of one template and form cannot be asked."""
    item, count = items[0], len(items)
    stems, example = (f" for {count} stems", "one is") if count > 1 else ("", "it is")
    return Problem(
        item.template.place,
        "warning",
        f"no {item.form} question from '{item.template.id}'{stems}: {reason};"
        f" {example} '{item.stem}'",
    )
