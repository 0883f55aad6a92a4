"""What the rules of the craft object to in a deck, under many seeds.

It is not asked; the author reads here what to mend, or what to let pass with ``allow``.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from quizgen.forms import FORMS
from quizgen.generate.assemble import assemble, draw_question
from quizgen.generate.generator import find_items
from quizgen.generate.item_rules.registry import find_objection
from quizgen.generate.items import Item
from quizgen.generate.proofs import Proof
from quizgen.model import (
    ITEM_RULES,
    FactBase,
    Form,
    Problem,
    Question,
    Refusal,
    TypedQuestion,
)

SEEDS = range(20)
_FORMS_WITH_ONE_KEY: tuple[Form, ...] = ("choice", "text", "cloze", "card")
"""Two of these with one stem have one key."""


def examine(
    base: FactBase, seeds: Iterable[int] = SEEDS, *, each: bool = False
) -> list[Problem]:
    """Return warnings about the questions of *base* under all of *seeds*.

    What one rule finds in the questions of one template and form is one warning, with an
    example; with *each*, one for every question. So is a stem that has another key
    elsewhere.
    """
    seeds = [*seeds]
    found: dict[tuple[str, str, str], dict[str, tuple[Item, Refusal]]] = defaultdict(dict)
    items_by_key: dict[str, dict[str, Item]] = defaultdict(dict)
    for item in find_items(base):
        outcomes = _draw_questions(item, seeds)
        for refusal in outcomes:
            if isinstance(refusal, Refusal) and refusal.kind in ITEM_RULES:
                place = (item.template.id, item.form, refusal.kind)
                found[place].setdefault(item.id, (item, refusal))
        is_asked = not all(isinstance(outcome, Refusal) for outcome in outcomes)
        if is_asked and item.form in _FORMS_WITH_ONE_KEY and len(item.group.keys) == 1:
            items_by_key[item.stem].setdefault(item.keys[0].label, item)
    problems = [
        problem for items in found.values() for problem in _warn(items.values(), each=each)
    ]
    problems += [
        _rival_keys(stem, [*items.values()][:2])
        for stem, items in items_by_key.items()
        if len(items) > 1
    ]
    return sorted(problems)


def _draw_questions(item: Item, seeds: Sequence[int]) -> list[Question | Refusal]:
    """Return what *item* becomes under *seeds*; but once, if nothing is drawn for it.

    Most draws are alike, and are judged once.
    """
    outcomes: dict[tuple[object, ...], Question | Refusal] = {}

    def judge(proof: Proof) -> Question | Refusal:
        drawn = (
            frozenset(key.value for key in proof.keys),
            frozenset(distractor.value for distractor in proof.distractors),
        )
        if drawn not in outcomes:
            question = assemble(proof)
            outcomes[drawn] = find_objection(question, proof) or question
        return outcomes[drawn]

    if FORMS[item.form].question_class is TypedQuestion:
        seeds = seeds[:1]
    return [draw_question(item, seed, judge) for seed in seeds]


def _warn(found: Iterable[tuple[Item, Refusal]], *, each: bool) -> Iterator[Problem]:
    """Yield the warning about all that is *found*, or one for each."""
    examples = list(found)
    for item, refusal in examples if each else examples[:1]:
        many = f"{len(examples)} {item.form} questions"
        where = f"a {item.form} question" if each or len(examples) == 1 else many
        rule, _, message = refusal.reason.partition(": ")
        message = f"{rule} in {where} of '{item.template.id}': {message} [{item.id}]"
        yield Problem(item.template.place, "warning", message)


def _rival_keys(stem: str, items: Sequence[Item]) -> Problem:
    """Return the warning that two *items* with one *stem* have different keys."""
    item, rival = items
    message = f"'{stem}' has another key in '{rival.id}' [{item.id}]"
    return Problem(item.template.place, "warning", message)
