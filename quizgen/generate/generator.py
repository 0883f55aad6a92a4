"""Templates x facts -> items, and from them the questions of a deck.

A template is bound to the facts (`bind_templates`), its bindings are grouped by stem
(`items.template_items`), an item is proved (`proofs.prove`), and what is proved becomes a
question (`assemble.make_question`).
"""

from collections.abc import Iterator

from quizgen.generate.assemble import make_question
from quizgen.generate.context import GenerationContext
from quizgen.generate.items import Item, template_items
from quizgen.generate.templates import BoundTemplate, relations_in
from quizgen.model import FactBase, Question, Refusal


def generate(base: FactBase, seed: int = 0) -> list[Question]:
    """Return every question of the deck of *base*, in the order of its templates.

    Questions that follow from the decks it uses alone are theirs, and not among these.
    The same arguments give the same questions on every machine; another *seed* draws
    other wrong options. Can fail in one way on a base that was loaded without errors.

    Raises:
        TooManyMatches: The patterns of a template multiply.
    """
    return list(iterate_questions(base, seed))


def iterate_questions(base: FactBase, seed: int = 0) -> Iterator[Question]:
    """Yield the questions that `generate` returns, each made when it is wanted."""
    for item in find_items(base, seed):
        question = make_question(item)
        if not isinstance(question, Refusal):
            yield question


def find_items(base: FactBase, seed: int = 0) -> Iterator[Item]:
    """Yield all that may be asked about the deck of *base*, proved or not."""
    for bound in bind_templates(base, seed):
        yield from template_items(bound)


def bind_templates(base: FactBase, seed: int = 0) -> list[BoundTemplate]:
    """Return all templates that may ask about the deck of *base*, bound to its facts."""
    context = GenerationContext(base, seed)
    deck = base.deck.id
    own_relations = {fact.relation for fact in base.facts if fact.deck == deck}
    return [
        BoundTemplate(template, context)
        for template in base.templates
        if template.deck == deck
        or not own_relations.isdisjoint(relations_in(template.given))
    ]
