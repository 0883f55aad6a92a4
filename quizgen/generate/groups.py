"""The bindings of a template -> groups that read alike, each one possible question.

A question is what the learner reads. Bindings whose stems come out the same are one
question, and its key is the set of their answers; so ambiguity cannot slip through,
even where two labels happen to read alike.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from quizgen.dates import Date
from quizgen.generate.candidates import Candidate
from quizgen.generate.labels import has_part, part_of_date
from quizgen.generate.neighbourhoods import KeyPool
from quizgen.generate.quantity_pools import Quantity, QuantityPool
from quizgen.generate.templates import BoundTemplate
from quizgen.hashing import digest
from quizgen.model import GAP, About, Fact, Placeholder, Problem, Value, Wording
from quizgen.query.compare import UNKNOWN, Unknown
from quizgen.query.index import TooManySteps
from quizgen.query.match import possible_bindings, sure_bindings
from quizgen.query.statements import Binding

_FINENESS = ("year", "month", "", "day")
"""Parts of a date, the finest last; an empty one is as much as is known."""
_NO_CONTRASTS: Mapping[Value, str] = {}


@dataclass(slots=True, eq=False)
class Key:
    """One right answer.

    Attributes:
        binding: The first that gives it.
        facts: What proves it, over all its bindings.
    """

    value: Value
    label: str
    binding: Binding
    facts: dict[Fact, None]


class StemGroup:
    """One stem, and all that the base has to say to it, in whatever form it is asked.

    Attributes:
        bound: The template that asks, and the facts.
        stem: What the learner reads.
        subject: What the stem shows, as the ids of its items say it; may be empty.
        stem_values: The values that the stem shows, once for each way to read it.
        keys: The right answers, each with another label; at least one.
        contrasts: Values that an author vouches to be wrong here, with the reason.
        abouts: What is told of its keys, by form and keys; filled by `assemble`.
        rationales: Why values are wrong, by key and value; filled by `assemble`.
        refuted: Which values are proved wrong and which are not; filled by `refutation`.
        peers: All that the template asks in the same wording, this group among them.
        key_pool: The keys of these, if they are names, and what else could be one.
        windows: What could be taken for each key; filled by `nearness.windows_of`.
        quantities: Dates or numbers for the key's place; None if it is for names.
    """

    __slots__ = (
        "_open_answers",
        "_shown_values",
        "abouts",
        "bound",
        "contrasts",
        "key_pool",
        "keys",
        "peers",
        "quantities",
        "rationales",
        "refuted",
        "stem",
        "stem_values",
        "subject",
        "windows",
    )

    def __init__(self, bound: BoundTemplate, stem: str, subject: str) -> None:
        self.bound = bound
        self.stem = stem
        self.subject = subject
        self.stem_values: list[Binding] = []
        self.keys: list[Key] = []
        self.contrasts: Mapping[Value, str] = _NO_CONTRASTS
        self.refuted: dict[Value, bool] = {}
        self.abouts: dict[tuple[object, ...], About] = {}
        self.rationales: dict[tuple[Value, Value], str] = {}
        self.peers: Sequence[StemGroup] = ()
        self.key_pool: KeyPool
        self.windows: dict[Value, Iterable[list[Candidate]]] = {}
        self.quantities: QuantityPool | None = None
        self._open_answers: frozenset[Value | Unknown] | None = None
        self._shown_values: frozenset[Value | Unknown] | None = None

    @property
    def shown_values(self) -> frozenset[Value | Unknown]:
        """The values that the stem shows, however it is read; all of these are known."""
        if self._shown_values is None:
            shown = (value for values in self.stem_values for value in values.values())
            self._shown_values = frozenset(shown)
        return self._shown_values

    @property
    def open_answers(self) -> frozenset[Value | Unknown]:
        """The answers that are not excluded besides the keys; UNKNOWN is anything."""
        if self._open_answers is None:
            self._open_answers = self._find_open_answers()
        return self._open_answers

    def _find_open_answers(self) -> frozenset[Value | Unknown]:
        answer = self.bound.template.answer
        keys = [key.value for key in self.keys]
        answers: set[Value | Unknown] = set()
        for values in self.stem_values:
            for binding in possible_bindings(self.bound.query, values):
                value = binding[answer.variable]
                if isinstance(value, Unknown):
                    answers.add(UNKNOWN)
                    continue
                if isinstance(value, Date):
                    value = part_of_date(value, answer.part)
                if value not in keys:
                    answers.add(value)
        return frozenset(answers)


class TooManyMatches(Exception):
    """A template whose patterns match in too many ways to ask about them all.

    Attributes:
        problem: What its author can do about it.
    """

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def group_by_stem(bound: BoundTemplate, wording: Wording) -> list[StemGroup]:
    """Return what *wording*, a text of the template, asks, in the order of the facts.

    Raises:
        TooManyMatches: Its patterns multiply.
    """
    try:
        return _group_by_stem(bound, wording)
    except TooManySteps as error:
        template = bound.template
        message = f"template '{template.id}' takes {error}"
        raise TooManyMatches(Problem(template.place, "error", message)) from None


def _group_by_stem(bound: BoundTemplate, wording: Wording) -> list[StemGroup]:
    groups: dict[str, StemGroup] = {}
    keys: dict[tuple[str, str], Key] = {}
    answer, literal = bound.template.answer, bound.answer_literal
    parts = _finest_parts(wording, answer)
    for binding, facts in sure_bindings(bound.query, {}):
        values = _stem_values_of(binding, parts)
        if values is None:
            continue  # the stem shows a day, and only the month is known
        stem = bound.fill(wording, values, GAP)
        group = groups.get(stem)
        if group is None:
            group = groups[stem] = StemGroup(bound, stem, _subject_of(bound, values))
        if values not in group.stem_values:
            group.stem_values.append(values)
        value = _answer_value(answer, binding)
        if value is None:
            continue  # the day is asked, and only the month is known
        label = bound.label(answer, value, unit_of(facts, value, literal))
        key = keys.get((stem, label))
        if key is None:
            key = keys[stem, label] = Key(value, label, binding, dict.fromkeys(facts))
            group.keys.append(key)
        else:
            key.facts |= dict.fromkeys(facts)
    if bound.contrasted_relations:
        for group in groups.values():
            group.contrasts = _contrasts_of(group)
    peers = [group for group in groups.values() if group.keys]
    pool = KeyPool(bound.pools, [[key.value for key in group.keys] for group in peers])
    quantities = _quantities_of(bound, peers) if literal in ("date", "number") else None
    for group in peers:
        group.peers = peers
        group.quantities = quantities
        group.key_pool = pool
    return peers


def _quantities_of(bound: BoundTemplate, peers: Iterable[StemGroup]) -> QuantityPool:
    asked = [asked_quantity(group, key) for group in peers for key in group.keys]
    return QuantityPool(bound.context, bound.template, asked)


def asked_quantity(group: StemGroup, key: Key) -> Quantity:
    """Return *key*, a date or a number, with its unit."""
    assert not isinstance(key.value, str)
    return Quantity(key.value, unit_of(key.facts, key.value, group.bound.answer_literal))


def _contrasts_of(group: StemGroup) -> dict[Value, str]:
    """Return the values that facts of the keys are contrasted with, and the reasons."""
    return {
        contrast.value: contrast.because
        for key in group.keys
        for fact in key.facts
        if fact.relation in group.bound.contrasted_relations
        for contrast in fact.contrasts
    }


def _finest_parts(wording: Wording, answer: Placeholder) -> dict[str, str]:
    """Return the variables that *wording* shows, each with the finest part shown."""
    parts: dict[str, str] = {}
    for placeholder in wording:
        if isinstance(placeholder, Placeholder) and placeholder.variable != answer.variable:
            part = placeholder.part if placeholder.part != "short" else ""
            coarser = parts.setdefault(placeholder.variable, part)
            if _FINENESS.index(part) > _FINENESS.index(coarser):
                parts[placeholder.variable] = part
    return parts


def _stem_values_of(binding: Binding, parts: Mapping[str, str]) -> Binding | None:
    """Return the values that a stem shows, by variable; None if a date is too vague."""
    values: Binding = {}
    for name, part in parts.items():
        value = binding[name]
        if isinstance(value, Date):
            value = part_of_date(value, part)
            if not has_part(value, part):
                return None
        values[name] = value
    return values


def _answer_value(answer: Placeholder, binding: Binding) -> Value | None:
    """Return the part of the answer that is asked; None if that is not known."""
    value = binding[answer.variable]
    if isinstance(value, Unknown):
        return None
    if isinstance(value, Date):
        return part_of_date(value, answer.part) if has_part(value, answer.part) else None
    return value


def answer_names(group: StemGroup, keys: Sequence[Key]) -> list[str]:
    """Return what *keys* of *group* are called in ids, each otherwise."""
    variable = group.bound.template.answer.variable
    names = [_name_in_ids(group.bound, variable, key.value) for key in keys]
    counts = Counter(_name_in_ids(group.bound, variable, key.value) for key in group.keys)
    return [
        name if counts[name] == 1 else _short_digest(str(key.value))
        for name, key in zip(names, keys, strict=True)
    ]


def _subject_of(bound: BoundTemplate, values: Binding) -> str:
    """Return the subject of a stem that shows *values*, as in ids: ``value[+value]``."""
    return "+".join(
        _name_in_ids(bound, name, values[name])
        for name in bound.variables
        if name in values
    )


def _name_in_ids(bound: BoundTemplate, variable: str, value: Value | Unknown) -> str:
    """Return a value of *variable* as part of an id: of an entity, its oldest name."""
    name, literal = str(value), bound.literals[variable]
    if literal == "text":
        return _slug(name)
    return name if literal else bound.context.oldest_names.get(name, name)


def _slug(text: str) -> str:
    """Return *text* as part of an id: itself if that is short, else its digest."""
    slug = re.sub(r"[^\w]+", "-", text.casefold()).strip("-")
    return slug if 0 < len(slug) <= 32 else _short_digest(text)


def _short_digest(text: str) -> str:
    return f"{digest(text):016x}"[:8]


def unit_of(facts: Iterable[Fact], value: Value, literal: str) -> str:
    """Return the unit in which *facts* give a number; empty if they give none."""
    if literal != "number":
        return ""
    return next((fact.unit for fact in facts if fact.unit and fact.value == value), "")
