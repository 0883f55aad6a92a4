"""Items: questions that may be asked, each in one form; nothing is proved yet.

Of a stem most forms make one item. Statements are one for each right answer, and things
to order or to match come in windows: their items have keys of their own.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from quizgen.forms import FORMS, wording_of
from quizgen.generate.groups import Key, StemGroup, answer_names, group_by_stem
from quizgen.generate.statements_asked import Statements, stated_keys
from quizgen.generate.templates import BoundTemplate
from quizgen.generate.windows import find_windows
from quizgen.identity import full_id
from quizgen.model import WORTHS, Fact, Form, Template, Wording, Worth
from quizgen.query.index import TooManySteps


class Item(NamedTuple):
    """A question that may be asked: all is matched, nothing drawn or proved yet.

    `proofs.prove` proves it, and `assemble.make_question` makes the question.

    Attributes:
        id: What the question's id will be, ``deck/template/subject#form``.
        form: How it is asked.
        group: Its stem and its keys, which it shares with the stem's other forms.
        own_keys: Those of its keys that it asks for; None if that is decided later.
        statements: Those of its template, if it is one of them.
    """

    id: str
    form: Form
    group: StemGroup
    own_keys: Sequence[Key] | None = None
    statements: Statements | None = None

    @property
    def full_id(self) -> str:
        """The id with the identity of the deck, by which the log knows it."""
        return full_id(self.id, self.group.bound.context.identity)

    @property
    def question_id(self) -> str:
        """The id of its question, which the items of one stem share."""
        subject = self.group.subject
        return f"{self.group.bound.id}/{subject}" if subject else self.group.bound.id

    @property
    def template(self) -> Template:
        """The template that asks."""
        return self.group.bound.template

    @property
    def topic(self) -> str:
        """Its heading within the deck."""
        return self.group.bound.template.topic

    @property
    def stem(self) -> str:
        """The text that asks; a statement has a GAP for its answer."""
        return self.group.stem

    @property
    def keys(self) -> Sequence[Key]:
        """The right answers that may be asked for; a form may need only some."""
        return self.group.keys if self.own_keys is None else self.own_keys

    @property
    def fact_ids(self) -> frozenset[str]:
        """The ids of the facts that the keys rest on: siblings have the same.

        Where nothing was counted there are none; the stem stands for them then.
        """
        facts = frozenset(fact.id for key in self.keys for fact in key.facts)
        return facts or frozenset([self.stem])

    @property
    def highest_worth(self) -> Worth:
        """The worth of its question; where that depends on the keys, at most this."""
        worths = (worth_of(self.template, key.facts) for key in self.keys)
        return min(worths, key=WORTHS.index)


def worth_of(template: Template, facts: Iterable[Fact]) -> Worth:
    """Return the worth of *template*, lowered to the least of *facts*."""
    worths: list[Worth] = [template.worth, *[fact.worth for fact in facts]]
    return max(worths, key=WORTHS.index)


def template_items(bound: BoundTemplate) -> Iterator[Item]:
    """Yield what the template may ask, in the order of the facts.

    Only what needs the deck of the base itself: the rest belongs to those it uses.
    """
    template = bound.template
    forms_by_wording: dict[Wording, list[Form]] = {}
    for form in sorted(template.forms, key=lambda form: FORMS[form].stem):
        wording = wording_of(template, form)
        if wording is not None:
            forms_by_wording.setdefault(wording, []).append(form)
    for wording, forms in forms_by_wording.items():
        groups = [g for g in group_by_stem(bound, wording) if _needs_own_deck(g)]
        makers = {form: _MAKERS.get(form, _one_a_stem)(groups, form) for form in forms}
        for _ in groups:
            for form in forms:
                yield from next(makers[form])


def _one_a_stem(groups: Sequence[StemGroup], form: Form) -> Iterator[list[Item]]:
    for group in groups:
        yield [Item(_id(group, form), form, group)]


def _windows(groups: Sequence[StemGroup], form: Form) -> Iterator[list[Item]]:
    """Yield an item for each window of a stem; the first has the id of the only one."""
    for group in groups:
        try:
            windows = list(find_windows(group, form))
        except TooManySteps:
            windows = []
        items = [
            Item(_id(group, form, str(number) if number > 1 else ""), form, group, window)
            for number, window in enumerate(windows, start=1)
        ]
        yield items or [Item(_id(group, form), form, group)]


def _statements(groups: Sequence[StemGroup], form: Form) -> Iterator[list[Item]]:
    """Yield an item for each statement of a stem; the only one has the id of the stem."""
    keys_by_stem = [_stated_keys(group) for group in groups]
    ids_by_stem = [
        [
            _id(group, form, name if len(group.keys) > 1 else "")
            for name in answer_names(group, keys)
        ]
        for group, keys in zip(groups, keys_by_stem, strict=True)
    ]
    template = groups[0].bound.id if groups else ""
    statements = Statements(template, ids_by_stem)
    for group, keys, ids in zip(groups, keys_by_stem, ids_by_stem, strict=True):
        yield [
            Item(id_, form, group, [key], statements)
            for id_, key in zip(ids, keys, strict=True)
        ] or [Item(_id(group, form), form, group)]


def _stated_keys(group: StemGroup) -> Sequence[Key]:
    try:
        return stated_keys(group)
    except TooManySteps:
        return []


_MAKERS: dict[Form, Callable[[Sequence[StemGroup], Form], Iterator[list[Item]]]] = {
    "truefalse": _statements,
    "order": _windows,
    "match": _windows,
}
"""The forms of which a stem may have several items."""


def _id(group: StemGroup, form: Form, part: str = "") -> str:
    """Return ``deck/template/subject[+part]#form``."""
    subject = "+".join(filter(None, (group.subject, part)))
    return f"{group.bound.id}/{subject}#{form}" if subject else f"{group.bound.id}#{form}"


def _needs_own_deck(group: StemGroup) -> bool:
    bound = group.bound
    return bound.template.deck == bound.deck or any(
        fact.deck == bound.deck for key in group.keys for fact in key.facts
    )
