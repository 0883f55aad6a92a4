"""A proof -> what is told after the answer, right or wrong.

Each fact of the question is told in its own sentence, and then what its author noted of
it; in the order of the patterns, and nothing of other facts.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from quizgen.generate.conflicts import facts_of_statement, statements_in
from quizgen.generate.context import GenerationContext
from quizgen.generate.groups import Key, StemGroup
from quizgen.generate.proofs import Proof
from quizgen.generate.sentences import answer_sentence
from quizgen.generate.templates import BoundTemplate
from quizgen.model import Count, Fact, Placeholder
from quizgen.query.plan import Step
from quizgen.text import as_sentence, fold

_MOST_SENTENCES = 8
"""Of facts; the others are counted."""
_MOST_LETTERS = 600
"""More than these have no room for another note."""
_MOST_LABELS = 12
"""Of what was counted, by name."""
_COUNTED_NOTES = 2
"""Of how many of those that were counted something is told."""
_SMALL_WORD = 3
"""Words of so many letters may be others in a note that says the same."""


class _Part(NamedTuple):
    """A sentence of an explanation, and what is noted of it.

    Attributes:
        note: May be empty.
        subject: What the sentence is about; empty if it is not about one thing.
    """

    text: str
    note: str = ""
    subject: str = ""


def explain(proof: Proof) -> str:
    """Return the explanation of a question."""
    group, keys = proof.item.group, proof.keys
    bound = group.bound
    template = bound.template
    if bound.counted_role is not None:
        parts = _parts_of_count(group, keys[0])
    elif proof.item.form == "order" and template.order_by is not None:
        parts = _parts_of_pairs(group, keys, template.order_by, ": ")
    elif proof.item.form == "match" and template.match_with is not None:
        parts = _parts_of_pairs(group, keys, template.match_with, " – ")
    else:
        facts = [fact for key in keys for fact in _facts_of_key(bound, key)]
        parts = _without_shown(group, facts)
    closing = ""
    if template.explain is not None and len(keys) == 1:
        closing = bound.fill(template.explain, keys[0].binding)
    return _told(bound.context, parts, closing)


def counted_text(bound: BoundTemplate, key: Key) -> str:
    """Return what makes up the number *key*, by name; of very much the first."""
    role, context = bound.counted_role, bound.context
    assert role is not None
    literal = context.base.relations[role.relation].literal
    facts = [fact for fact in key.facts if fact.relation == role.relation]
    if not facts:
        return context.words.nothing_counted
    names = {context.labels.value(getattr(f, role.side), literal=literal) for f in facts}
    labels = sorted(names)
    hidden_count = len(labels) - _MOST_LABELS
    and_more = context.words.and_more.format(hidden_count) if hidden_count > 0 else ""
    return as_sentence(
        context.words.counted.format(", ".join(labels[:_MOST_LABELS]) + and_more)
    )


def facts_in_order(steps: Iterable[Step], key: Key) -> list[Fact]:
    """Return the facts of *key* that make *steps* true, in the order of these."""
    return [
        *dict.fromkeys(
            fact
            for statement, _ in statements_in(steps)
            if not statement.denied
            for fact in facts_of_statement(statement, key.facts, key.binding)
        )
    ]


def _facts_of_key(bound: BoundTemplate, key: Key) -> list[Fact]:
    """Return all facts of *key*, in the order of the patterns."""
    if len(key.facts) == 1:
        return [*key.facts]
    return [*dict.fromkeys([*facts_in_order(bound.query.steps, key), *key.facts])]


def _without_shown(group: StemGroup, facts: Sequence[Fact]) -> Iterator[_Part]:
    """Yield *facts* without those that the stem has said; all, if none would remain.

    What is noted of one of these follows the fact before it, if that is about the same and
    has no note; else, and before an "it", it keeps its sentence: what it is about is clear.
    """
    pronouns = group.bound.context.words.pronouns
    parts: list[_Part] = []
    for fact, part in zip(facts, _parts_of_facts(group, facts), strict=True):
        is_said = _is_shown(group, fact)
        if is_said and not fact.note:
            continue
        is_clear = fold(fact.note).split()[:1] not in ([word] for word in pronouns)
        before = parts[-1] if parts else _Part("")
        if is_said and is_clear and before.subject == fact.subject and not before.note:
            parts[-1] = _Part(before.text, fact.note)
        else:
            parts.append(part)
    yield from parts or _parts_of_facts(group, facts)


def _is_shown(group: StemGroup, fact: Fact) -> bool:
    """Tell whether the stem names both sides of *fact*, and neither is an answer."""
    shown, context = group.shown_values, group.bound.context
    if fact.value not in shown or any(
        key.value in (fact.subject, fact.value) for key in group.keys
    ):
        return False
    if fact.subject in shown:
        return True
    if fact.value not in context.base.entities:
        return False
    words = fold(context.labels.entity(str(fact.value))).split()  # "the mayor of Rome"
    return set(fold(context.labels.entity(fact.subject)).split()) <= set(words)


def _parts_of_facts(group: StemGroup, facts: Iterable[Fact]) -> Iterator[_Part]:
    for fact in facts:
        text = answer_sentence(group.bound.context, fact, group.stem)
        yield _Part(text, fact.note, fact.subject)


def _parts_of_count(group: StemGroup, key: Key) -> Iterator[_Part]:
    """Yield what was counted; then all other facts, and what is noted of some of those."""
    bound = group.bound
    role = bound.counted_role
    assert role is not None
    yield _Part(counted_text(bound, key))
    steps = [step for step in bound.query.steps if not isinstance(step.pattern, Count)]
    others = facts_in_order(steps, key) if steps else []
    yield from _parts_of_facts(group, others)
    noted = [f for f in key.facts if f.note and f.relation == role.relation]
    yield from _parts_of_facts(group, noted[:_COUNTED_NOTES])


def _parts_of_pairs(
    group: StemGroup, keys: Sequence[Key], partner: Placeholder, mark: str
) -> Iterator[_Part]:
    """Yield for each of *keys* the facts that give it its place, or its *partner*.

    Where no single fact does, both are named, with *mark* between them.
    """
    bound = group.bound
    names = {bound.template.answer.variable, partner.variable}
    linking = [
        step
        for step in bound.query.steps
        if names <= {*step.variables} and not isinstance(step.pattern, Count)
    ]
    for key in keys:
        facts = facts_in_order(linking, key) if linking else []
        if facts:
            yield from _parts_of_facts(group, facts)
        else:
            label = bound.label(partner, key.binding[partner.variable])
            yield _Part(as_sentence(f"{key.label}{mark}{label}"))


def _told(context: GenerationContext, parts: Iterable[_Part], closing: str) -> str:
    """Return *parts* as one text, each sentence and note once, and *closing* at its end.

    All sentences come before any note has room, up to a limit.
    """
    by_text: dict[str, _Part] = {}
    for part in parts:
        by_text.setdefault(part.text, part)
    told = [*by_text.values()][:_MOST_SENTENCES]
    letters = len(closing) + sum(len(part.text) for part in told)
    texts: dict[str, None] = {}
    for part in told:
        has_room = letters + len(part.note) <= _MOST_LETTERS or len(told) == 1
        if not (has_room and _says_again(part, context)):
            texts[part.text] = None
        if part.note and has_room and not _is_said(part.note, texts):
            letters += len(part.note)
            texts[part.note] = None
    if len(by_text) > len(told):
        texts[context.words.more.format(len(by_text) - len(told))] = None
    if not _is_said(closing, texts):
        texts[closing] = None
    return " ".join(filter(None, texts))


def _is_said(text: str, texts: Iterable[str]) -> bool:
    """Tell whether one of *texts* has every word of *text*."""
    words = set(fold(text).split())
    return len(words) > 1 and any(words <= set(fold(earlier).split()) for earlier in texts)


def _says_again(part: _Part, context: GenerationContext) -> bool:
    """Tell whether the note of *part* is clear by itself and says its sentence as well."""
    words = set(fold(part.note).split())
    if not part.subject or not words:
        return False
    names = context.labels.folded_names(part.subject, context.labels.entity(part.subject))
    if not any(set(name.split()) <= words for name in names):
        return False
    return {w for w in fold(part.text).split() if len(w) > _SMALL_WORD} <= words
