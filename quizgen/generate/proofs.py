"""An item -> its keys and distractors, all proved; what cannot be proved is not asked."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from quizgen.forms import wording_of
from quizgen.generate.candidates import Candidate
from quizgen.generate.distractors import draw_distractors
from quizgen.generate.groups import Key, StemGroup
from quizgen.generate.items import Item
from quizgen.generate.nearness import conditions_of_options, is_fit_key
from quizgen.generate.scales import option_count
from quizgen.generate.statements_asked import false_answers
from quizgen.generate.stem_number import asked_number, is_about_list
from quizgen.generate.windows import most_in_window, sort_keys
from quizgen.hashing import digest, draw_rank
from quizgen.i18n import has_language
from quizgen.model import Form, Refusal, Template
from quizgen.query.compare import UNKNOWN
from quizgen.query.index import TooManySteps

CHOICE_OPTIONS = 4
MULTI_OPTIONS = 6
_MOST_LABELS = 4
"""Of several keys that a refusal names."""


class Proof(NamedTuple):
    """The keys and distractors of an item.

    Attributes:
        draw_seed: What its options are drawn and shuffled with.
        keys: For order, in the right order; for match, the pairs.
        distractors: Proved false, and different from the keys and from each other; none
            of a statement that is true.
    """

    item: Item
    draw_seed: int
    keys: Sequence[Key]
    distractors: Sequence[Candidate] = ()


def prove(item: Item, seed: int | None = None, attempt: int = 0) -> Proof | Refusal:
    """Return the keys and distractors of *item*, or why it cannot be asked.

    They are drawn with *seed*, if there is one, and else with that of the context;
    another *attempt* draws others.
    """
    if seed is None:
        seed = item.group.bound.context.seed
    name = _ambiguous_name(item)
    if name:
        expected = "expected a 'short' for each that tells them apart"
        return Refusal(f"'{name}' is the name of several: {expected}")
    if attempt:
        seed = digest(f"{seed}/{attempt}")
    try:
        return _PROVERS[item.form](item, seed)
    except TooManySteps:
        return Refusal("too much is possible to prove what is wrong")


def _ambiguous_name(item: Item) -> str:
    """Return a name in the text of *item* that several have; empty if there is none.

    A right answer may have such a name, but not where it stands in a statement.
    """
    bound = item.group.bound
    labels, answer = bound.context.labels, bound.template.answer.variable
    if not labels.ambiguous:
        return ""
    shown = [pair for values in item.group.stem_values for pair in values.items()]
    if item.form == "truefalse":
        shown += [(answer, key.value) for key in item.own_keys or ()]
    return next(
        (
            labels.entity(str(value))
            for name, value in shown
            if not bound.literals[name] and value in labels.ambiguous
        ),
        "",
    )


def _prove_choice(item: Item, seed: int) -> Proof | Refusal:
    group, draw_seed = item.group, _draw_seed(item, seed)
    refusal = _refuse_choice(item)
    if refusal:
        return refusal
    keys = _draw_order(_fit_keys(group), draw_seed)[:1]
    if not keys:
        return Refusal("'options' does not hold of its right answer")
    count = _choice_options(group) - 1
    distractors = draw_distractors(group, draw_seed, count, keys[0])
    if len(distractors) < min(2, count):
        return _too_few(group, len(distractors), count)
    return Proof(item, draw_seed, keys, distractors)


def _fit_keys(group: StemGroup) -> list[Key]:
    """Return the right answers that may stand among options, as the author says."""
    return [key for key in group.keys if is_fit_key(group, key)]


def _refuse_choice(item: Item) -> Refusal | None:
    """Return why the stem of *item* does not ask for one of its keys, if it does not.

    One of several is asked for if the stem speaks of what is listed, "which of these",
    and not in the plural. A text that is written for several keys as well may do so in
    words that leave it open; then it is not asked as a choice, unless there is one.
    """
    template, language = item.template, item.group.bound.context.base.language
    number = asked_number(item.stem, language)
    is_shared = "multi" in template.forms and not _has_own_text(template)
    if number == "several" and (is_shared or len(item.keys) > 1):
        return Refusal(
            "its text asks for several, and a choice has one right option: expected"
            " another text, 'ask: {choice: ...}'"
        )
    if len(item.keys) == 1:
        return None
    if has_language(language):
        is_asked = is_about_list(item.stem, language) and (number == "one" or not is_shared)
    else:
        is_asked = "multi" in template.forms and not is_shared
    return None if is_asked else _several_keys(item, is_intended=is_shared)


def _has_own_text(template: Template) -> bool:
    """Tell whether a choice is asked in other words than several right answers are."""
    return wording_of(template, "choice") != wording_of(template, "multi")


def _choice_options(group: StemGroup) -> int:
    """Return how many options a choice has: four, or all values of a short scale.

    A number that the author gives goes before both; but where several right answers are
    asked for as well it is for these, which need more, as choices are all to have four.
    """
    template = group.bound.template
    if template.options is None:
        return option_count(group, CHOICE_OPTIONS)
    if "multi" not in template.forms:
        return template.options
    return min(template.options, option_count(group, CHOICE_OPTIONS))


def _prove_multi(item: Item, seed: int) -> Proof | Refusal:
    draw_seed = _draw_seed(item, seed)
    if len(item.keys) < 2:
        is_intended = "choice" in item.template.forms
        return Refusal("it has one right answer", is_intended=is_intended)
    fit_keys = _fit_keys(item.group)
    if len(fit_keys) < 2:
        return Refusal(f"'options' holds of {len(fit_keys)} of its right answers")
    options = item.template.options or MULTI_OPTIONS
    keys = _draw_order(fit_keys, draw_seed)[: 2 + draw_seed % max(1, options - 3)]
    count = options - len(keys)
    distractors = draw_distractors(item.group, draw_seed, count)
    if len(distractors) < 2:
        return _too_few(item.group, len(distractors), count)
    return Proof(item, draw_seed, keys, distractors)


def _prove_truefalse(item: Item, seed: int) -> Proof | Refusal:
    group, draw_seed = item.group, _draw_seed(item, seed)
    if item.statements is None or item.own_keys is None:
        return _too_few(group, 0, 1)
    number = item.statements.false_number(item.id, seed)
    if len(group.keys) == 1:  # else its own statements were counted by what is wrong
        distractors = draw_distractors(group, draw_seed, 1, group.keys[0])
        if not distractors:  # nor is it asked as a true one: those would all be true
            return _too_few(group, 0, 1)
    elif number is not None:
        distractors = [*false_answers(group, seed)[number : number + 1]]
        if not distractors:
            return Refusal("another statement has the last wrong option")
    return Proof(item, draw_seed, item.own_keys, distractors if number is not None else ())


def _prove_recall(item: Item, seed: int) -> Proof | Refusal:
    if len(item.keys) != 1:
        return _several_keys(item)
    if item.group.open_answers:
        return Refusal("the base leaves open what else is right")
    return Proof(item, _draw_seed(item, seed), item.keys)


def _prove_order(item: Item, seed: int) -> Proof | Refusal:
    order_by = item.template.order_by
    assert order_by is not None
    if item.own_keys is None:
        count = most_in_window(item.group, "order")
        return Refusal(f"only {count} items have a certain order")
    return Proof(item, _draw_seed(item, seed), sort_keys(item.own_keys, order_by))


def _prove_match(item: Item, seed: int) -> Proof | Refusal:
    if item.own_keys is None:
        count = most_in_window(item.group, "match")
        return Refusal(f"only {count} pairs cannot be confused")
    keys = sorted(item.own_keys, key=lambda key: key.label)
    return Proof(item, _draw_seed(item, seed), keys)


_PROVERS: dict[Form, Callable[[Item, int], Proof | Refusal]] = {
    "choice": _prove_choice,
    "multi": _prove_multi,
    "truefalse": _prove_truefalse,
    "text": _prove_recall,
    "cloze": _prove_recall,
    "order": _prove_order,
    "match": _prove_match,
    "card": _prove_recall,
}


def _draw_seed(item: Item, seed: int) -> int:
    """Return what is drawn with for *item* alone."""
    return digest(f"{seed}/{item.id}")


def _draw_order(keys: Iterable[Key], draw_seed: int) -> list[Key]:
    return sorted(keys, key=lambda key: draw_rank(draw_seed, key.label))


def _several_keys(item: Item, *, is_intended: bool = False) -> Refusal:
    labels = ", ".join(key.label for key in item.keys[:_MOST_LABELS])
    reason = f"it has {len(item.keys)} right answers ({labels})"
    return Refusal(reason, is_intended=is_intended, kind="several right answers")


def _too_few(group: StemGroup, count: int, wanted_count: int) -> Refusal:
    """Refuse, as only *count* distractors can be proved, and hint at why."""
    reason = f"only {count} of {wanted_count} wrong options can be proved wrong"
    for condition in conditions_of_options(group):
        reason += f" {condition}"
    if UNKNOWN in group.open_answers and not count:
        reason += (
            ": the base leaves open what else is right (is a relation single or"
            " complete? does the pattern name a time?)"
        )
    return Refusal(reason, kind="too few options that can be proved wrong")
