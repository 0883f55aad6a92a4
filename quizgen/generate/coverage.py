"""Shortfalls: what the templates of a deck do not make, and why, as warnings."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from quizgen.generate.assemble import make_question
from quizgen.generate.generator import bind_templates
from quizgen.generate.groups import TooManyMatches
from quizgen.generate.items import Item, template_items
from quizgen.model import ITEM_RULES, FactBase, Problem, Refusal


class _Refused(NamedTuple):
    """An item that is not asked, and why."""

    item: Item
    refusal: Refusal


def shortfalls(
    base: FactBase, *, each: bool = False, with_rules: bool = True
) -> list[Problem]:
    """Return warnings for the templates of the deck that make less than they could.

    A template that matches nothing; a form of which some questions are not asked, with
    how many for which reason, and one of them; with *each*, all of them. A template that
    matches in too many ways to ask about them is an error. Only *with_rules* is it told
    what rules object to.
    """
    deck = base.deck.id
    if not any(fact.deck == deck for fact in base.facts):
        return []  # a foundation: the decks that use it bring the facts
    problems: list[Problem] = []
    matched: set[str] = set()
    item_counts: Counter[tuple[str, str]] = Counter()
    refused: dict[tuple[str, str], list[_Refused]] = defaultdict(list)
    for item in _items_of_narrow_templates(base, problems):
        matched.add(item.template.id)
        item_counts[item.template.id, item.form] += 1
        question = make_question(item)
        if (
            isinstance(question, Refusal)
            and not question.is_intended
            and item.template.deck == deck
            and (with_rules or question.kind not in ITEM_RULES)
        ):
            refused[item.template.id, item.form].append(_Refused(item, question))
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
    for template_and_form, items in refused.items():
        if each:
            problems += [_warn([one], 1) for one in items]
        else:
            problems.append(_warn(items, item_counts[template_and_form]))
    return sorted(problems)


def _items_of_narrow_templates(base: FactBase, problems: list[Problem]) -> Iterator[Item]:
    """Yield all items, and add to *problems* the templates that match too much."""
    for bound in bind_templates(base):
        try:
            yield from template_items(bound)
        except TooManyMatches as error:
            problems.append(error.problem)


def _warn(refused: list[_Refused], item_count: int) -> Problem:
    """Return the warning that *refused*, of one template and form, are not asked."""
    (item, refusal), count = refused[0], len(refused)
    if item_count == 1:
        text = f": {refusal.reason}; it is '{item.stem}'"
    else:
        kinds = _kinds(one.refusal for one in refused)
        reasons = refusal.reason if len(kinds) == 1 else _list_kinds(kinds)
        text = f" for {count} of {item_count} stems: {reasons}; one is '{item.stem}'"
        if len(kinds) > 1:
            text += f" ({refusal.reason})"
    message = f"no {item.form} question from '{item.template.id}'{text}"
    return Problem(item.template.place, "warning", message)


def _kinds(refusals: Iterable[Refusal]) -> Counter[str]:
    return Counter(refusal.kind or refusal.reason for refusal in refusals)


def _list_kinds(kinds: Counter[str]) -> str:
    """Return the reasons with how often each is given, the commonest first."""
    ranked = sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0]))
    return ", ".join(f"{count} {kind}" for kind, count in ranked)
