"""Rules against what points to the key, so that one need not know the answer."""

import re
from collections.abc import Iterable, Iterator, Sequence

from quizgen.dates import Date
from quizgen.forms import wording_of
from quizgen.generate.candidates import Candidate
from quizgen.generate.cues import names_whole, roots, roots_of, shared_word, stem_words
from quizgen.generate.distractors import nearest_candidates
from quizgen.generate.groups import Key, StemGroup
from quizgen.generate.proofs import Proof
from quizgen.model import (
    MatchQuestion,
    OptionsQuestion,
    OrderQuestion,
    Question,
    Statement,
    TypedQuestion,
    Value,
    Variable,
)
from quizgen.query.statements import value_of
from quizgen.text import fold, spelling

_CODE = re.compile(r"[A-Z]{2,3}")
_MOST_ALIAS_WORDS = 2
"""Words of another name that everybody knows."""
_MOST_WORDS = 4
"""Words of an option that is more a name than a sentence."""


def long_key(question: Question, proof: Proof) -> Iterator[str]:
    """The key is not the longest option by far.

    Test-wise learners pick the longest. It may be up to half as long again as the
    longest wrong option, or twelve letters longer. Names are what they are: a key that
    has fewer than 40 letters does not count.
    """
    if isinstance(question, OptionsQuestion) and question.form == "choice":
        key = next(option.text for option in question.options if option.right)
        longest = max(len(option.text) for option in question.options if not option.right)
        if len(key) > max(40, 1.5 * longest, longest + 12):
            yield f"the key '{key}' is much longer than every other option"


def echoed_word(question: Question, proof: Proof) -> Iterator[str]:
    """The stem has no word of the key that no other option has: that would point to it.

    Words count by their stems, and by other names of what is shown: Russia in "the Russian
    rouble". Where no options are shown, the nearest that could be are compared. A stem
    that names two or more of its options lists what there is to choose from. Where a text
    is to be written only whole words count: "Haus" does not tell its plural, "Häuser".
    """
    if isinstance(question, MatchQuestion | OrderQuestion):
        return
    group = proof.item.group
    if isinstance(question, TypedQuestion) and _is_fine_date(proof.keys[0].value):
        return  # that the year is known does not give away the day
    is_written = (
        isinstance(question, TypedQuestion) and group.bound.answer_literal == "text"
    )
    others: Sequence[Candidate] | None = None
    for key in proof.keys:
        if is_written and _spellings(group.stem).isdisjoint(_spellings(key.label)):
            continue
        if not _echo(group, key, frozenset()):
            continue
        if others is None:
            others = _rivals(question, proof)
            names = [name for other in others for name in _names_of(group, other)]
            other_roots = frozenset[str]().union(*map(roots_of, names))
        word = _echo(group, key, other_roots)
        if word and not _lists_options(group.stem, key, others):
            yield f"'{word}' of the stem points to the key '{key.label}' alone"


def _spellings(text: str) -> frozenset[str]:
    """Return the words of *text* that say something, with their accents."""
    return frozenset(spelling(word) for word in text.split() if stem_words(word))


def tied_word(question: Question, proof: Proof) -> Iterator[str]:
    """The stem names nothing that other facts tie to the key, and to no other option.

    The president who is named gives away the country, and the country its capital; what
    is no proper name gives away nothing.
    """
    if isinstance(question, MatchQuestion | OrderQuestion):
        return
    group, item = proof.item.group, proof.item
    wording = wording_of(item.template, item.form) or ()
    find = group.bound.context.entities_in
    always_named = [find(text) for text in wording if isinstance(text, str)]
    named = find(group.stem).difference(*always_named, _asked_with(group))
    if not named:
        return
    for key in proof.keys:
        ties = (_ties_of(key, group) & named) - {str(key.value)}
        rivals = _rivals(question, proof) if ties else ()
        if ties and not any(named & _ties_of(r, group) for r in rivals):
            name = group.bound.context.labels.entity(min(ties))
            yield f"the facts tie '{name}' of the stem to the key '{key.label}' alone"


def abbreviated_name(question: Question, proof: Proof) -> Iterator[str]:
    """A code is asked beside another that its name could have: else its letters tell it.

    AZ is Azerbaijan's among RU, KZ and BY, whoever knows no codes; so is Azerbaijan by AZ.
    """
    if not isinstance(question, OptionsQuestion):
        return
    texts = [option.text for option in question.options]
    names = re.findall(r"\w+", question.stem)
    if all(map(_CODE.fullmatch, texts)):
        fitting = [text for text in texts if any(_abbreviates(text, n) for n in names)]
    else:
        codes = [name for name in _shown_texts(proof) if _CODE.fullmatch(name)]
        fitting = [
            text for text in texts if any(_abbreviates(code, text) for code in codes)
        ]
    keys = [option.text for option in question.options if option.right]
    if fitting and all(text in keys for text in fitting):
        yield f"'{fitting[0]}' alone has the letters for it"


def _abbreviates(code: str, name: str) -> bool:
    """Tell whether *name* has the letters of *code* in their order, beginning with it."""
    letters = iter(name.casefold())
    return (
        name[:1].casefold() == code[:1].casefold()
        and name.casefold() != code.casefold()
        and all(letter in letters for letter in code.casefold())
    )


def _shown_texts(proof: Proof) -> Iterator[str]:
    """Yield the texts, no entities, that the stem shows."""
    if proof.item is not None:
        group = proof.item.group
        for values in group.stem_values:
            for name, value in values.items():
                if group.bound.literals[name] == "text":
                    yield str(value)


def echoed_pair(question: Question, proof: Proof) -> Iterator[str]:
    """No two things to be matched share a word that no other right side has."""
    if isinstance(question, MatchQuestion):
        for left, index in zip(question.left, question.key, strict=True):
            right = question.right[index]
            others = [other for other in question.right if other != right]
            word = shared_word(left, right, others)
            if word:
                yield f"'{left}' and '{right}' alone share '{word}'"


def convergence(question: Question, proof: Proof) -> Iterator[str]:
    """The key is not where the options meet: one part with this, another with that.

    Of "2 March 1992", "2 March 1993" and "5 May 1992" a test-wise learner picks the
    first, as everything in it is also in another.
    """
    if not isinstance(question, OptionsQuestion) or question.form != "choice":
        return
    key_parts = _parts_of(proof.keys[0], proof)
    parts = [_parts_of(distractor, proof) for distractor in proof.distractors]
    all_parts = [key_parts, *parts]
    if _meets_others(0, all_parts) and not any(
        _meets_others(index, all_parts) for index in range(1, len(all_parts))
    ):
        yield f"parts of the key '{proof.keys[0].label}' alone are all in other options"


def _rivals(question: Question, proof: Proof) -> Sequence[Candidate]:
    """Return the wrong options; where none are shown, what might be taken for the key."""
    if isinstance(question, OptionsQuestion):
        return proof.distractors
    keys = {key.value for key in proof.item.group.keys}
    nearest = nearest_candidates(proof.item.group)
    return [candidate for candidate in nearest if candidate.value not in keys]


def _is_fine_date(value: Value) -> bool:
    return isinstance(value, Date) and value.precision > 1


def _echo(group: StemGroup, key: Key, other_roots: frozenset[str]) -> str:
    """Return a word by which the stem points to *key*, and to none of *other_roots*.

    In a long key a common word is no hint; a name or a number is.
    """
    for name in _names_of(group, key):
        is_long = len(stem_words(name)) > _MOST_WORDS // 2
        name_roots = roots_of(name)
        for text in (group.stem, *_names_in_stem(group, key)):
            for word in stem_words(text):
                if (
                    not roots(word).isdisjoint(name_roots)
                    and roots(word).isdisjoint(other_roots)
                    and not (is_long and _is_common(word, text))
                ):
                    return word
    return ""


def _is_common(word: str, text: str) -> bool:
    """Tell whether *word*, as it is folded, begins with a small letter within *text*."""
    if word.isdecimal():
        return False
    spellings = [raw for raw in re.findall(r"[\w'’-]+", text) if fold(raw) == word]
    return all(raw.islower() or text.startswith(raw) for raw in spellings)


def _lists_options(stem: str, key: Key, others: Iterable[Candidate]) -> bool:
    """Tell whether *stem* names the key and another option: a list to choose from."""
    return names_whole(stem, key.label) and any(
        names_whole(stem, other.label) for other in others
    )


def _names_in_stem(group: StemGroup, key: Key) -> Iterator[str]:
    """Yield the full names and abbreviations of what the stem shows, but for the key's."""
    entities = group.bound.context.base.entities
    for value in group.shown_values:
        entity = entities.get(str(value))
        if entity is not None and entity.short.isupper():
            names = (entity.name, entity.short)
            yield from (name for name in names if fold(name) != fold(key.label))


def _names_of(group: StemGroup, answer: Key | Candidate) -> Iterator[str]:
    """Yield the label of *answer*, and its other names by which one may know it at once.

    "Kazakhstani tenge" says what is asked of the tenge; but whoever reads of the Turkish
    lira is told of Türkiye, which is also called Turkey. An abbreviation and the name that
    it stands for are one.
    """
    yield answer.label
    entity = group.bound.context.base.entities.get(str(answer.value))
    if entity is None or group.bound.answer_literal:
        return
    known = roots_of(answer.label)
    for name in dict.fromkeys((entity.name, entity.short, *entity.aliases)):
        is_short = len(stem_words(name)) <= _MOST_ALIAS_WORDS
        if (name == entity.name and entity.short.isupper()) or (
            is_short and known.isdisjoint(roots_of(name))
        ):
            yield name


def _asked_with(group: StemGroup) -> set[str]:
    """Return what the stem shows and a pattern joins with the answer: what is asked of."""
    template = group.bound.template
    answer = Variable(template.answer.variable)
    joined: set[str] = set()
    for pattern in template.given:
        if isinstance(pattern, Statement) and answer in (pattern.subject, pattern.value):
            for term in (pattern.subject, pattern.value):
                joined |= {str(value_of(term, values)) for values in group.stem_values}
    return joined


def _ties_of(answer: Key | Candidate, group: StemGroup) -> frozenset[str]:
    """Return what is tied, one to one, to *answer* or to what its label names.

    Not by a relation that the template asks about.
    """
    context = group.bound.context
    asked, entities = group.bound.relations, context.base.entities
    names = {str(answer.value)} if not group.bound.answer_literal else set[str]()
    names |= context.entities_in(answer.label)
    ties: set[str] = set()
    for name in names:
        for relation, other in context.ties.get(name, ()):
            if relation not in asked and entities[other].name[:1].isupper():
                ties.add(other)
    return frozenset(ties)


def _parts_of(answer: Key | Candidate, proof: Proof) -> frozenset[object]:
    """Return what *answer* is made of: day, month and year, or the words of a few."""
    value = answer.value
    if isinstance(value, Date):
        parts = ("year", value.year), ("month", value.month), ("day", value.day)
        return frozenset(part for part in parts if part[1])
    words = stem_words(answer.label) if isinstance(value, str) else ()
    return frozenset(words if len(words) <= _MOST_WORDS else ())


def _meets_others(index: int, parts: Sequence[frozenset[object]]) -> bool:
    """Tell whether the option at *index* shares parts with two others, not the same."""
    shared = [parts[index] & other for place, other in enumerate(parts) if place != index]
    shared = [common for common in shared if common]
    return any(a - b and b - a for a in shared for b in shared)
