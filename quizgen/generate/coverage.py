"""What the templates of a deck do not make, and why: for authors, as warnings."""

from collections import Counter

from quizgen.generate.generator import Prospect, prospects
from quizgen.model import FactBase, Problem, Template


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
