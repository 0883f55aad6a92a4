"""Shortfalls: what the templates of a deck do not make, and why, as warnings."""

from collections import defaultdict

from quizgen.generate.generator import find_items
from quizgen.generate.items import Item
from quizgen.generate.proofs import prove
from quizgen.model import FactBase, Problem, Refusal


def shortfalls(base: FactBase) -> list[Problem]:
    """Return warnings for the templates of the deck that make less than they could.

    A template that matches nothing; a form of which some questions cannot be made,
    with one of them and the reason.
    """
    deck = base.deck.id
    if not any(fact.deck == deck for fact in base.facts):
        return []  # a foundation: the decks that use it bring the facts
    matched: set[str] = set()
    refused: dict[tuple[str, str, str], list[Item]] = defaultdict(list)
    for item in find_items(base):
        matched.add(item.template.id)
        refusal = prove(item)
        if (
            isinstance(refusal, Refusal)
            and not refusal.is_intended
            and item.template.deck == deck
        ):
            refused[item.template.id, item.form, refusal.reason].append(item)
    problems = [
        Problem(
            template.place,
            "warning",
            f"template '{template.id}' matches nothing in the facts",
        )
        for template in base.templates
        if template.deck == deck and template.id not in matched
    ]
    problems += [
        _shortfall_warning(items, reason) for (_, _, reason), items in refused.items()
    ]
    return sorted(problems)


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
