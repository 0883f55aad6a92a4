"""The bindings of a template -> groups that read alike, each one possible question.

A question is what the learner reads. Bindings whose stems come out the same are one
question, and its key is the set of their answers; so ambiguity cannot slip through,
even where two labels happen to read alike.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from quizgen.dates import Date
from quizgen.deck.patterns import variables_of
from quizgen.generate.distractors import Distractors, Role, roles
from quizgen.generate.labels import PRECISION, Labels, Wordings, cut
from quizgen.hashing import digest
from quizgen.model import (
    GAP,
    Count,
    Extreme,
    Fact,
    Pattern,
    Placeholder,
    Statement,
    Template,
    Term,
    Value,
    Variable,
    Wording,
)
from quizgen.query.compare import Unknown
from quizgen.query.index import Index
from quizgen.query.match import is_possible, possible_bindings, sure_bindings
from quizgen.query.plan import prepare_query
from quizgen.query.statements import Binding as Frame


@dataclass(slots=True)
class Keyed:
    """One right answer.

    Attributes:
        frame: Of the first binding that gives it.
        facts: What proves it, over all its bindings.
    """

    value: Value
    label: str
    frame: Frame
    facts: dict[Fact, None]


@dataclass(slots=True)
class Group:
    """One stem, and all that the base has to say to it.

    Attributes:
        shown: What the stem shows, once for each reading of it.
        keys: The right answers, by label.
    """

    stem: str
    subject: str
    shown: list[Frame] = field(default_factory=list)
    keys: dict[str, Keyed] = field(default_factory=dict)


class Asker:
    """Matches one template and settles what is right, wrong and open.

    Attributes:
        times: The times that its patterns name.
        counted: Where what is counted stands, if the answer is a count.
    """

    def __init__(self, index: Index, labels: Labels, template: Template) -> None:
        self.index = index
        self.template = template
        self.wordings = Wordings(index.base, template, labels)
        self.query = prepare_query(index, template.given)
        self.answer = template.answer
        self.literal = self.wordings.literals[self.answer.variable]
        self.distractors = Distractors(index, labels, template, self.answer, self.literal)
        self.times = _times(template.given)
        self.counted = _counted(template)
        asked = Variable(template.answer.variable)
        self._denied = [
            (clause, side)
            for clause in template.given
            if isinstance(clause, Statement) and clause.denied
            for side in ("subject", "value")
            if getattr(clause, side) == asked
        ]
        self._asked = {r.relation for r in self.distractors.roles if r.side == "value"}
        self._has_contrasts = any(
            fact.contrasts for relation in self._asked for fact in index.facts[relation]
        )
        self._names = [
            name
            for name in dict.fromkeys(n for c in template.given for n in variables_of(c))
            if name != self.answer.variable
        ]

    def groups(self, wording: Wording) -> list[Group]:
        """What *wording* asks, in the order of the facts."""
        found: dict[str, Group] = {}
        parts = self._parts(wording)
        answer, pick = self.answer.variable, self.answer
        for frame, facts in sure_bindings(self.query, {}):
            shown = {
                name: cut(value, part) if isinstance(value := frame[name], Date) else value
                for name, part in parts.items()
            }
            if any(
                isinstance(value, Date) and value.precision < PRECISION.get(parts[name], 1)
                for name, value in shown.items()
            ):
                continue  # the stem shows a day, and only the month is known
            stem = self.wordings.filled(wording, shown, GAP)
            group = found.get(stem)
            if group is None:
                group = found[stem] = Group(stem, self._subject(shown))
            if shown not in group.shown:
                group.shown.append(shown)
            value = frame[answer]
            if isinstance(value, Unknown):
                continue
            if isinstance(value, Date):
                if value.precision < PRECISION.get(pick.part, 1):
                    continue  # the day is asked, and only the month is known
                value = cut(value, pick.part)
            label = self.wordings.label(pick, value, unit_of(facts, value, self.literal))
            keyed = group.keys.get(label)
            if keyed is None:
                group.keys[label] = Keyed(value, label, frame, dict.fromkeys(facts))
            else:
                keyed.facts |= dict.fromkeys(facts)
        return [group for group in found.values() if group.keys]

    def _parts(self, wording: Wording) -> dict[str, str]:
        """The variables that *wording* shows, each with the finest part shown."""
        parts: dict[str, str] = {}
        for pick in wording:
            if isinstance(pick, Placeholder) and pick.variable != self.answer.variable:
                part = pick.part if pick.part != "short" else ""
                finest = parts.setdefault(pick.variable, part)
                if finest and (not part or (finest, part) == ("year", "month")):
                    parts[pick.variable] = part
        return parts

    def _subject(self, shown: Frame) -> str:
        """The part of a question's id that says what its stem is about."""
        names = []
        for name in self._names:
            if name in shown:
                value = str(shown[name])
                if self.wordings.literals[name] == "text":
                    value = _slug(value)
                names.append(value)
        return "+".join(names)

    def open_answers(self, group: Group) -> set[Value | Unknown]:
        """What is not excluded as an answer besides the keys; UNKNOWN is anything."""
        keys = [key.value for key in group.keys.values()]
        found: set[Value | Unknown] = set()
        for shown in group.shown:
            for frame in possible_bindings(self.query, shown):
                value = frame[self.answer.variable]
                if isinstance(value, Date):
                    value = cut(value, self.answer.part)
                if value not in keys:
                    found.add(value)
        return found

    def is_refuted(self, group: Group, wrong: Value) -> bool:
        """Whether *wrong* is false in every reading of the stem."""
        return not any(
            is_possible(self.query, {**shown, self.answer.variable: wrong})
            for shown in group.shown
        )

    def denial(self, wrong: Value) -> Fact | None:
        """A fact that a "not" of the patterns rules out for *wrong*, if there is one."""
        for clause, side in self._denied:
            for fact in self.index.facts[clause.relation]:
                other = clause.subject if side == "value" else clause.value
                if (
                    getattr(fact, side) == wrong
                    and not fact.doubtful
                    and (
                        isinstance(other, Variable)
                        or other.value in (fact.subject, fact.value)
                    )
                ):
                    return fact
        return None

    def contrasts(self, group: Group) -> dict[Value, str]:
        """Values that an author vouches to be wrong here, with the reason."""
        found: dict[Value, str] = {}
        if not self._has_contrasts:
            return found
        for key in group.keys.values():
            for fact in key.facts:
                if fact.contrasts and fact.relation in self._asked:
                    found |= {c.value: c.because for c in fact.contrasts}
        return found


def _times(clauses: Iterable[Pattern]) -> list[Term]:
    """The times that *clauses* name."""
    found: list[Term] = []
    for clause in clauses:
        if isinstance(clause, Count | Extreme):
            found += _times(clause.inner)
        elif isinstance(clause, Statement):
            terms = (clause.at, clause.since, clause.until, clause.on)
            found += [term for term in terms if term is not None]
    return found


def _counted(template: Template) -> Role | None:
    """Where what is counted stands, if the answer is a count."""
    for clause in template.given:
        if isinstance(clause, Count) and clause.result.name == template.answer.variable:
            return next(iter(roles(template, clause.counted.name)), None)
    return None


def _slug(text: str) -> str:
    """*text* as part of an id: itself if that is short, else its digest."""
    slug = re.sub(r"[^\w]+", "-", text.casefold()).strip("-")
    return slug if 0 < len(slug) <= 32 else f"{digest(text):016x}"[:8]


def unit_of(facts: Iterable[Fact], value: Value, literal: str) -> str:
    """The unit in which *facts* give a number; empty if they give none."""
    if literal != "number":
        return ""
    return next((fact.unit for fact in facts if fact.unit and fact.value == value), "")
