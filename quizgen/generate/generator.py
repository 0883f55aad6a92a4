"""Templates x facts -> prospects, and from them the questions of a deck."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quizgen.forms import FORMS
from quizgen.generate.assemble import make
from quizgen.generate.groups import Asker, Group
from quizgen.generate.proofs import Proof, Prover, Tools
from quizgen.model import (
    Count,
    Extreme,
    FactBase,
    Form,
    Pattern,
    Question,
    Statement,
    Template,
)


class Prospect(NamedTuple):
    """A question that may be made: all is matched, nothing drawn or proved yet.

    Attributes:
        id: What the question's id will be.
    """

    id: str
    form: Form
    prover: Prover

    def prove(self) -> Proof | str:
        """Its keys and wrong answers, or why it cannot be asked ("": not meant to be)."""
        return self.prover.prove(self.form)

    def make(self) -> Question | str:
        """The question, or the reason why it cannot be asked."""
        proof = self.prove()
        return proof if isinstance(proof, str) else make(self.prover, proof)

    @property
    def template(self) -> str:
        """Id of its template."""
        return self.prover.template.id

    @property
    def topic(self) -> str:
        """Heading within the deck."""
        return self.prover.template.topic


class Seam(NamedTuple):
    """Where one template meets the facts of a base: its prospects, found on demand."""

    template: Template
    tools: Tools

    @property
    def name(self) -> str:
        """``deck/template``: so the ids of all its questions begin."""
        return f"{self.tools.base.deck.id}/{self.template.id}"

    def prospects(self) -> Iterator[Prospect]:
        """What may be asked here, in the order of the facts."""
        tools, template = self.tools, self.template
        asker = Asker(tools.index, tools.labels, template)
        for wording, forms in (
            (template.ask, [f for f in template.forms if FORMS[f].stem == "ask"]),
            (template.state, [f for f in template.forms if FORMS[f].stem == "state"]),
        ):
            if wording is None or not forms:
                continue
            for group in asker.groups(wording):
                if _is_ours(tools.base, template, group):
                    prover = Prover(tools, asker, group)
                    for form in forms:
                        yield Prospect(prover.id(form), form, prover)


def seams(base: FactBase, seed: int = 0) -> list[Seam]:
    """All templates that may ask about the deck of *base*."""
    tools = Tools(base, seed)
    own = base.deck.id
    ours = {fact.relation for fact in base.facts if fact.deck == own}
    return [
        Seam(template, tools)
        for template in base.templates
        if template.deck == own or not ours.isdisjoint(_relations(template.given))
    ]


def prospects(base: FactBase, seed: int = 0) -> Iterator[Prospect]:
    """What `generate` would make, each to be made when it is wanted."""
    for seam in seams(base, seed):
        yield from seam.prospects()


def generate(base: FactBase, seed: int = 0) -> list[Question]:
    """Every question of the deck of *base*, in the order of its templates.

    Questions that follow from the decks it uses alone are theirs, and not among these.
    The same arguments give the same questions on every machine; another *seed* draws
    other wrong options. Cannot fail on a base that was loaded without errors.
    """
    return list(questions(base, seed))


def questions(base: FactBase, seed: int = 0) -> Iterator[Question]:
    """The same, one by one."""
    for prospect in prospects(base, seed):
        made = prospect.make()
        if not isinstance(made, str):
            yield made


def _is_ours(base: FactBase, template: Template, group: Group) -> bool:
    """Whether the question needs this deck, and not only decks that it uses."""
    own = base.deck.id
    return template.deck == own or any(
        fact.deck == own for key in group.keys.values() for fact in key.facts
    )


def _relations(clauses: Sequence[Pattern]) -> Iterator[str]:
    for clause in clauses:
        if isinstance(clause, Count | Extreme):
            yield from _relations(clause.inner)
        elif isinstance(clause, Statement):
            yield clause.relation
