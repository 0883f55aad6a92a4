"""A proof -> what is told after the answer, right or wrong."""

from collections.abc import Iterable, Sequence

from quizgen.forms import FORMS
from quizgen.generate.candidates import Role
from quizgen.generate.context import GenerationContext
from quizgen.generate.groups import Key
from quizgen.generate.proofs import Proof
from quizgen.generate.sentences import sentence
from quizgen.model import Fact

_MOST_EXPLAINED = 5
_MOST_SENTENCES = 3
"""Of facts without notes."""
_COUNTED_NOTES = 2
"""Of how many of those that were counted something is told."""
_LONGEST_NAME = 48
"""Letters of a name that can stand before what is told of it."""


def explain(proof: Proof, facts: Sequence[Fact]) -> str:
    """Return the explanation of a question that rests on *facts*."""
    bound = proof.item.group.bound
    template_text = ""
    if bound.template.explain is not None and len(proof.keys) == 1:
        template_text = bound.fill(bound.template.explain, proof.keys[0].binding)
    if FORMS[proof.item.form].has_several_answers:
        return _explain_each(bound.context, proof.keys, facts)
    if bound.counted_role is not None:
        return _explain_count(bound.context, bound.counted_role, facts, template_text)
    ordered = facts_of_key_first(facts, proof.keys[0])
    return _explain_facts(bound.context, ordered, template_text)


def facts_of_key_first(facts: Sequence[Fact], key: Key) -> Sequence[Fact]:
    """Return *facts*, those first that name *key*."""
    if len(facts) == 1:
        return facts
    naming = [fact for fact in facts if key.value in (fact.value, fact.subject)]
    return naming + [fact for fact in facts if fact not in naming]


def _explain_facts(
    context: GenerationContext, facts: Sequence[Fact], template_text: str = ""
) -> str:
    """Return the notes of *facts*; where there are none, the facts themselves."""
    notes = dict.fromkeys(fact.note for fact in facts if fact.note)
    texts = [*notes] or [sentence(context, fact) for fact in facts[:_MOST_SENTENCES]]
    if template_text or not notes:
        texts.append(template_text or _aside(context, facts))
    return " ".join(filter(None, texts))


def _aside(context: GenerationContext, facts: Sequence[Fact]) -> str:
    """Return something else about what *facts* are about, so that there is news in it."""
    relations = {fact.relation for fact in facts}
    asides = [
        aside
        for fact in facts
        for name in (fact.value, fact.subject)
        if isinstance(name, str)
        for aside in context.index.about.get(name, ())
        if aside.relation not in relations and not aside.doubtful
    ]
    note = next((aside.note for aside in asides if aside.note), "")
    return note or next((sentence(context, aside) for aside in asides), "")


def _explain_each(
    context: GenerationContext, keys: Sequence[Key], facts: Sequence[Fact]
) -> str:
    """Return the notes on several keys, each with the name of what it is about."""
    labels_by_note: dict[str, list[str]] = {}
    for key in keys[:_MOST_EXPLAINED]:
        ordered = facts_of_key_first([*key.facts], key)
        note = next((fact.note for fact in ordered if fact.note), "")
        if note:
            labels_by_note.setdefault(note, []).append(key.label)
    if not labels_by_note:
        return _explain_facts(context, facts)
    return " ".join(
        f"{labels[0][0].upper()}{labels[0][1:]}: {note}"
        if len(labels) == 1 and _needs_name(labels[0], note)
        else note
        for note, labels in labels_by_note.items()
    )


def _explain_count(
    context: GenerationContext, role: Role, facts: Iterable[Fact], template_text: str
) -> str:
    """Return what was counted, by name; then what is noted of all else."""
    literal = context.base.relations[role.relation].literal
    labels: set[str] = set()
    notes, notes_of_counted = {template_text: None}, []
    for fact in facts:
        if fact.relation != role.relation:
            notes[fact.note] = None
            continue
        label = context.labels.value(getattr(fact, role.side), literal=literal)
        labels.add(label)
        if fact.note and not _needs_name(label, fact.note):
            notes_of_counted.append(fact.note)
    notes |= dict.fromkeys(notes_of_counted[:_COUNTED_NOTES])
    words = context.words
    names = ", ".join(sorted(labels))
    count = words.counted.format(names) if labels else words.nothing_counted
    return " ".join(filter(None, (count, *notes)))


def _needs_name(label: str, note: str) -> bool:
    """Tell whether *note* needs *label*, which is not too long, before it."""
    names = [label, *(word for word in label.split() if len(word) > 3)]
    return len(label) <= _LONGEST_NAME and not any(name in note for name in names)
