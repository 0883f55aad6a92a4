"""Items: questions that may be asked, each in one form; nothing is proved yet."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quizgen.forms import FORMS, wording_of
from quizgen.generate.groups import Key, StemGroup, group_by_stem
from quizgen.generate.templates import BoundTemplate
from quizgen.identity import full_id
from quizgen.model import Form, Template, Wording


class Item(NamedTuple):
    """A question that may be asked: all is matched, nothing drawn or proved yet.

    `proofs.prove` proves it, and `assemble.make_question` makes the question.

    Attributes:
        id: What the question's id will be, ``deck/template/subject#form``.
        form: How it is asked.
        group: Its stem and its keys, which it shares with the stem's other forms.
    """

    id: str
    form: Form
    group: StemGroup

    @property
    def full_id(self) -> str:
        """The id with the identity of the deck, by which the log knows it."""
        return full_id(self.id, self.group.bound.context.identity)

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
        """The right answers, all of them; a form may need only some."""
        return self.group.keys

    @property
    def fact_ids(self) -> frozenset[str]:
        """The ids of the facts that the keys rest on: siblings have the same.

        Where nothing was counted there are none; the stem stands for them then.
        """
        facts = frozenset(fact.id for key in self.group.keys for fact in key.facts)
        return facts or frozenset([self.stem])


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
        for group in group_by_stem(bound, wording):
            if _needs_own_deck(group):
                path = f"{bound.id}/{group.subject}" if group.subject else bound.id
                for form in forms:
                    yield Item(f"{path}#{form}", form, group)


def _needs_own_deck(group: StemGroup) -> bool:
    bound = group.bound
    return bound.template.deck == bound.deck or any(
        fact.deck == bound.deck for key in group.keys for fact in key.facts
    )
