"""A second opinion on what quizgen makes: slow, plain and independent of it.

The oracle reads a deck's YAML itself, matches its templates by nested loops, and judges
the question that a record describes. It shares no code with the generator, only the
promise: a key surely holds, and a wrong option is impossible by what the deck states.
"""

from __future__ import annotations

import calendar
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import pairwise, product
from pathlib import Path
from typing import Any, TypeAlias

import yaml

SHIPPED = Path(__file__).parent.parent / "decks"
BLANK = "_____"
NOTHING = "names nothing that could be an answer"
MARKS = ("since", "until", "on")
MONTHS = list(calendar.month_name)

# --- Values ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Thing:
    """An entity."""

    id: str


@dataclass(frozen=True)
class Day:
    """A day that is only known to lie from *first* to *last*: a day, a month or a year."""

    first: date
    last: date

    @property
    def exact(self) -> bool:
        return self.first == self.last

    def overlaps(self, other: Day) -> bool:
        return self.first <= other.last and other.first <= self.last

    def within(self, other: Day) -> bool:
        return other.first <= self.first and self.last <= other.last

    def narrowed(self, other: Day) -> Day:
        """Whichever of two overlapping dates says more."""
        return min(self, other, key=lambda day: day.last - day.first)


@dataclass(frozen=True)
class Number:
    """An amount; the unit is only for show."""

    amount: Decimal
    unit: str = field(default="", compare=False)


@dataclass(frozen=True)
class Words:
    """A text."""

    text: str


Value: TypeAlias = Thing | Day | Number | Words
Binding: TypeAlias = Mapping[str, Value]
Record: TypeAlias = Mapping[str, Any]  # a question, as it is exported


def parse_day(text: str) -> Day:
    """2002, 2002-10 or 2002-10-07."""
    year, *rest = (int(part) for part in text.split("-"))
    months = rest[:1] or [1, 12]
    days = rest[1:] or [1, calendar.monthrange(year, months[-1])[1]]
    return Day(date(year, months[0], days[0]), date(year, months[-1], days[-1]))


def show_day(day: Day) -> str:
    """6 January 2022, January 2022 or 2022: what is known of the date."""
    first = day.first
    if first.year != day.last.year:
        return "some day"
    if day.exact:
        return f"{first.day} {MONTHS[first.month]} {first.year}"
    if first.month == day.last.month:
        return f"{MONTHS[first.month]} {first.year}"
    return str(first.year)


def read_shown_day(text: str) -> Day | None:
    """The date that a shown text names, if it names one."""
    match = re.fullmatch(r"(?:(?:(\d+) )?([A-Z][a-z]+) )?(\d{3,4})", text)
    if not match or (match[2] and match[2] not in MONTHS):
        return None
    parts = [match[3].zfill(4)]
    parts += [f"{MONTHS.index(match[2]):02}"] if match[2] else []
    parts += [f"{int(match[1]):02}"] if match[1] else []
    return parse_day("-".join(parts))


def cut(day: Day, part: str) -> Day:
    """*day* as precisely as `.year` or `.month` shows it; less if less is known."""
    first, last = day.first.isoformat(), day.last.isoformat()
    length = {"year": 4, "month": 7}.get(part, 10)
    return parse_day(first[:length]) if first[:length] == last[:length] else day


def show_number(number: Number) -> str:
    return f"{number.amount:,}"


def surely_same(one: Value, other: Value) -> bool:
    """The same, whatever day a vague date is."""
    return one == other and (not isinstance(one, Day) or one.exact)


def possibly_same(one: Value, other: Value) -> bool:
    if isinstance(one, Day) and isinstance(other, Day):
        return one.overlaps(other)
    return one == other


def narrowed(one: Value, other: Value) -> Value:
    """What is known of a value that is both."""
    if isinstance(one, Day) and isinstance(other, Day):
        return one.narrowed(other)
    return one


# --- Facts -------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Fact:
    subject: Thing
    relation: str
    value: Value
    marks: Mapping[str, Day]  # what the deck says of since, until, on
    vouched: date  # the last day for which the fact, if it has no end, is known to hold
    doubtful: bool
    contrasts: tuple[Value, ...]

    @property
    def row(self) -> tuple[Thing, str]:
        return self.subject, self.relation

    @property
    def start(self) -> Day | None:
        return self.marks.get("on", self.marks.get("since"))

    @property
    def end(self) -> Day | None:
        return self.marks.get("on", self.marks.get("until"))

    def surely_holds(self, time: Day | None) -> bool:
        """On every day of *time*, whatever the vague ends are; always if there is none."""
        if self.start is None and self.end is None:
            return True
        if time is None:
            return False
        if self.start is None:
            return time.exact and time == self.end
        begun = self.start.last <= time.first
        return begun and (self.end is None or time.last <= self.end.first)

    def possibly_holds(self, time: Day | None) -> bool:
        """On some day of *time*; at some time if none is named."""
        if time is None:
            return True
        begun = self.start is None or self.start.first <= time.last
        return begun and (self.end is None or time.first <= self.end.last)

    def known_of(self, mark: str) -> Day | None:
        """What is known of the qualifier *mark*; None if the fact cannot have it.

        What has not ended will end on some day, but none that has passed; unless the fact
        is doubtful: then it may never have held that long.
        """
        if mark == "on":
            return self.marks.get("on")
        if mark == "since":
            if self.start is None and self.end is not None:
                return Day(date.min, self.end.last)
            return self.start
        if self.end is not None:
            return self.end
        if self.doubtful:
            return Day(self.start.first if self.start else date.min, date.max)
        return Day(self.vouched, date.max)


@dataclass(frozen=True)
class Entity:
    kind: str
    name: str
    short: str
    aliases: tuple[str, ...]
    oldest: str  # its first id

    @property
    def labels(self) -> set[str]:
        return {self.name, self.short, *self.aliases}


@dataclass(frozen=True)
class Relation:
    subjects: tuple[str, ...]
    values: tuple[str, ...]
    single: bool
    complete: bool
    unique: bool
    order: tuple[str, ...]


def listed(thing: Any) -> list[Any]:
    """One or a list of them, as a list."""
    if thing is None:
        return []
    return thing if isinstance(thing, list) else [thing]


def one_language(text: Any, language: str) -> str:
    """A text, or that of *language* among several."""
    if isinstance(text, dict):
        return str(text.get(language) or next(iter(text.values())))
    return str(text)


class Base:
    """The facts of a deck and of all that it uses."""

    def __init__(self, path: Path) -> None:
        self.decks = list(closure(path, set()))
        top = self.decks[-1]
        self.now = parse_day(top["checked"])
        self.language = top.get("language", "en")
        self.entities: dict[str, Entity] = {}
        self.relations: dict[str, Relation] = {}
        self.templates: dict[str, Mapping[str, Any]] = {}
        self.complete: set[tuple[str, str]] = set()
        self.facts: dict[str, list[Fact]] = defaultdict(list)
        self.rows: dict[tuple[Thing, str], list[Fact]] = defaultdict(list)
        for deck in self.decks:
            self.read_names(deck)
        self.tell_apart()
        for deck in self.decks:
            self.read_facts(deck)

    def read_names(self, deck: Mapping[str, Any]) -> None:
        """The entities, relations and templates; no name is given twice in a closure."""
        for id_, given in (deck.get("entities") or {}).items():
            if "kind" in given:
                names = [given["name"], given.get("short", given["name"])]
                names += listed(given.get("aliases"))
                name, short, *aliases = (one_language(it, self.language) for it in names)
                oldest = [*listed(given.get("was")), id_][0]
                known = Entity(given["kind"], name, short, tuple(aliases), oldest)
                self.entities[id_] = known
        for id_, given in (deck.get("relations") or {}).items():
            of, values = tuple(listed(given["of"])), tuple(listed(given["is"]))
            single, complete, unique = (
                given.get(flag) == "true" for flag in ("single", "complete", "unique")
            )
            order = tuple(listed(given.get("order")))
            self.relations[id_] = Relation(of, values, single, complete, unique, order)
        self.templates.update(deck.get("templates") or {})

    def tell_apart(self) -> None:
        """Call those of one kind and name by what is short for each, if all have such."""
        namesakes = defaultdict(list)
        for id_, it in self.entities.items():
            namesakes[it.kind, it.name].append(id_)
        for ids in namesakes.values():
            shorts = [self.entities[id_].short for id_ in ids]
            if len(ids) > 1 and len({*shorts, self.entities[ids[0]].name}) > len(ids):
                for id_, short in zip(ids, shorts, strict=True):
                    self.entities[id_] = replace(self.entities[id_], name=short)

    def read_facts(self, deck: Mapping[str, Any]) -> None:
        for id_, given in (deck.get("entities") or {}).items():
            self.complete |= {(id_, name) for name in listed(given.get("complete"))}
            for relation, rows in (given.get("facts") or {}).items():
                for row in listed(rows):
                    vouched = parse_day(row.get("as-of", deck["checked"])).first
                    self.add(self.fact(Thing(id_), relation, row, vouched))

    def fact(
        self, subject: Thing, relation: str, row: Mapping[str, Any], vouched: date
    ) -> Fact:
        values = self.relations[relation].values
        unit = one_language(row.get("unit", ""), self.language)
        wrong = [it["is"] for it in listed(row.get("contrasts"))]
        return Fact(
            subject,
            relation,
            self.value(row["is"], values, unit),
            {mark: parse_day(row[mark]) for mark in MARKS if mark in row},
            vouched,
            row.get("confidence") == "low",
            tuple(self.value(it, values, unit) for it in wrong),
        )

    def add(self, fact: Fact) -> None:
        self.facts[fact.relation].append(fact)
        self.rows[fact.row].append(fact)

    def value(self, text: str, kinds: Sequence[str], unit: str = "") -> Value:
        """What a scalar of the deck stands for, where one of *kinds* is meant."""
        if "date" in kinds:
            return parse_day(text)
        if "number" in kinds:
            return Number(Decimal(text), unit)
        return Words(text) if "text" in kinds else Thing(text)

    def is_complete(self, subject: Thing, relation: str) -> bool:
        return self.relations[relation].complete or (subject.id, relation) in self.complete


def closure(path: Path, seen: set[str]) -> Iterator[Mapping[str, Any]]:
    """The decks that *path* uses, however indirectly, and last the deck itself."""
    deck = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
    for name in listed(deck.get("uses")):
        if name not in seen:
            seen.add(name)
            near = path.parent / f"{name}.yaml"
            yield from closure(near if near.exists() else SHIPPED / f"{name}.yaml", seen)
    yield deck


# --- Patterns ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Variable:
    name: str


Term: TypeAlias = Variable | Value


@dataclass(frozen=True)
class Statement:
    subject: Term
    relation: str
    value: Term
    at: Term | None
    marks: tuple[tuple[str, Term], ...]


@dataclass(frozen=True)
class IsA:
    thing: Term
    kind: str


@dataclass(frozen=True)
class Compare:
    left: Variable | str  # a text, until it is known what it is compared with
    sign: str
    right: Variable | str


@dataclass(frozen=True)
class Not:
    statement: Statement


@dataclass(frozen=True)
class Count:
    number: Variable
    counted: Variable
    body: tuple[Clause, ...]
    outer: frozenset[str]  # what is fixed while things are counted


@dataclass(frozen=True)
class Extreme:
    """The bindings of *body* with the earliest (or the latest) value of *by*."""

    earliest: bool
    by: Variable
    body: tuple[Clause, ...]
    outer: frozenset[str]


Clause: TypeAlias = Statement | IsA | Compare | Not | Count | Extreme


def names_of(clause: Clause) -> set[str]:
    """The variables of a clause."""
    terms: list[Any]
    match clause:
        case Statement():
            terms = [clause.subject, clause.value, clause.at]
            terms += [term for _, term in clause.marks]
        case IsA():
            terms = [clause.thing]
        case Compare():
            terms = [clause.left, clause.right]
        case Not():
            return names_of(clause.statement)
        case Count():
            return {clause.number.name}.union(*map(names_of, clause.body))
        case Extreme():
            return {clause.by.name}.union(*map(names_of, clause.body))
    return {term.name for term in terms if isinstance(term, Variable)}


class Parser:
    """Reads the patterns of a template."""

    def __init__(self, base: Base) -> None:
        self.base = base

    def clauses(self, given: Any, shown: frozenset[str]) -> list[Clause]:
        """All patterns; *shown* are the variables that a stem fixes."""
        clauses = [self.clause(text) for text in listed(given)]
        return [self.with_outer(it, clauses, shown) for it in clauses]

    def with_outer(
        self, clause: Clause, clauses: list[Clause], shown: frozenset[str]
    ) -> Clause:
        """A count or a first with what is fixed for it: what the stem or others name."""
        if not isinstance(clause, Count | Extreme):
            return clause
        others = shown.union(*(names_of(it) for it in clauses if it is not clause))
        own = clause.counted if isinstance(clause, Count) else clause.by
        inner = frozenset[str]().union(*map(names_of, clause.body))
        return replace(clause, outer=(inner & others) - {own.name})

    def clause(self, text: str) -> Clause:
        if counted := re.match(r"\?(\S+) = count \?([^\s:]+):(.*)", text):
            body = self.body(counted[3])
            return Count(Variable(counted[1]), Variable(counted[2]), body, frozenset())
        if extreme := re.match(r"(first|last) \?([^\s:]+):(.*)", text):
            by, body = Variable(extreme[2]), self.body(extreme[3])
            return Extreme(extreme[1] == "first", by, body, frozenset())
        words = re.findall(r'"[^"]*"|\S+', text)
        if words[0] == "not":
            return Not(self.statement(words[1:]))
        if words[1] in ("=", "!=", "<", "<=", ">", ">="):
            return Compare(loose(words[0]), words[1], loose(words[2]))
        if words[1] == "a":
            return IsA(self.term(words[0], ()), words[2])
        return self.statement(words)

    def body(self, text: str) -> tuple[Clause, ...]:
        parts = re.findall(r'(?:"[^"]*"|[^,"])+', text)
        return tuple(self.clause(part.strip()) for part in parts)

    def statement(self, words: list[str]) -> Statement:
        """SUBJECT RELATION OBJECT, and then `@ time` or qualifiers."""
        relation = self.base.relations[words[1]]
        at, marks = None, []
        for mark, text in zip(words[3::2], words[4::2], strict=True):
            if mark == "@":
                at = self.base.now if text == "now" else self.term(text, ("date",))
            else:
                marks.append((mark, self.term(text, ("date",))))
        subject = self.term(words[0], relation.subjects)
        value = self.term(words[2], relation.values)
        return Statement(subject, words[1], value, at, tuple(marks))

    def term(self, word: str, kinds: Sequence[str]) -> Term:
        if word.startswith("?"):
            return Variable(word[1:])
        return self.base.value(word.strip('"'), kinds)


def loose(word: str) -> Variable | str:
    return Variable(word[1:]) if word.startswith("?") else word.strip('"')


def resolve(term: Term | None, binding: Binding) -> Value | None:
    return binding.get(term.name) if isinstance(term, Variable) else term


def time_of(term: Term | None, binding: Binding) -> Day | None:
    """The time that a clause names, as far as it is known."""
    time = resolve(term, binding)
    assert time is None or isinstance(time, Day)
    return time


def sides(clause: Compare, binding: Binding) -> tuple[Value, Value] | None:
    """Both sides of a comparison, or None while one of them is open."""
    left, right = side(clause.left, binding), side(clause.right, binding)
    if left is None or right is None:
        return None
    return alike(left, right), alike(right, left)


def side(term: Variable | str, binding: Binding) -> Value | str | None:
    return binding.get(term.name) if isinstance(term, Variable) else term


def alike(one: Value | str, other: Value | str) -> Value:
    """*one*; as a value of the sort that *other* is, where it is a text of the deck."""
    if not isinstance(one, str):
        return one
    match other:
        case Day():
            return parse_day(one)
        case Number():
            return Number(Decimal(one))
        case Thing():
            return Thing(one)
    return Words(one)


def bounds(value: Value) -> tuple[Any, Any]:
    """The least and the greatest that *value* may be."""
    if isinstance(value, Day):
        return value.first, value.last
    assert isinstance(value, Number)
    return value.amount, value.amount


def surely(left: Value, sign: str, right: Value) -> bool:
    """Whether the comparison is true whatever days vague dates are."""
    match sign:
        case "=":
            return surely_same(left, right)
        case "!=":
            return not possibly_same(left, right)
        case "<":
            return bool(bounds(left)[1] < bounds(right)[0])
        case "<=":
            return bool(bounds(left)[1] <= bounds(right)[0])
    return surely(right, {">": "<", ">=": "<="}[sign], left)


def surely_compares(clause: Compare, left: Value, right: Value) -> bool:
    """Whether the clause is true of both sides; a date that is written says "within"."""
    if clause.sign == "=" and isinstance(left, Day) and isinstance(right, Day):
        if isinstance(clause.right, str):
            return left.within(right)
        if isinstance(clause.left, str):
            return right.within(left)
    return surely(left, clause.sign, right)


def possibly(left: Value, sign: str, right: Value) -> bool:
    """Whether the comparison may be true: its opposite is not sure."""
    opposite = {"=": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}[sign]
    return not surely(left, opposite, right)


# --- What surely holds -------------------------------------------------------------------

Proof: TypeAlias = tuple[dict[str, Value], tuple[tuple[Statement, Fact], ...]]


class Solver:
    """Finds the bindings of clauses that are sure, and those that are possible."""

    def __init__(self, base: Base) -> None:
        self.base = base

    def sure(self, clauses: Sequence[Clause], binding: Binding) -> Iterator[Proof]:
        """All bindings for which every clause surely holds, with the facts they rest on."""
        if not clauses:
            yield dict(binding), ()
            return
        clause = min(clauses, key=lambda it: self.rank(it, binding))
        rest = [it for it in clauses if it is not clause]
        for found, facts in self.sure_one(clause, binding):
            for whole, others in self.sure(rest, found):
                yield whole, facts + others

    def rank(self, clause: Clause, binding: Binding) -> int:
        """Tests come as soon as they can be made, and a time before what holds at it."""
        unbound = names_of(clause) - set(binding)
        match clause:
            case Statement():
                waits = isinstance(clause.at, Variable) and clause.at.name in unbound
                return 5 if waits else 1
            case Extreme():
                return 2
            case IsA():
                return 3 if unbound else 0
            case Count():
                return 4
        return 6 if unbound else 0

    def sure_one(self, clause: Clause, binding: Binding) -> Iterator[Proof]:
        match clause:
            case Statement():
                yield from self.sure_statement(clause, binding)
            case IsA():
                yield from ((found, ()) for found in self.of_kind(clause, binding))
            case Compare():
                both = sides(clause, binding)
                if both and surely_compares(clause, *both):
                    yield dict(binding), ()
            case Not():
                if next(self.possible([clause.statement], binding), None) is None:
                    yield dict(binding), ()
            case Count():
                yield from ((found, ()) for found in self.sure_count(clause, binding))
            case Extreme():
                yield from self.sure_extreme(clause, binding)

    def sure_statement(self, clause: Statement, binding: Binding) -> Iterator[Proof]:
        """One binding for each undoubted fact that surely holds at the time named."""
        time = time_of(clause.at, binding)
        for fact in self.base.facts[clause.relation]:
            if fact.doubtful or (clause.at is not None and not fact.surely_holds(time)):
                continue
            if not all(mark in fact.marks for mark, _ in clause.marks):
                continue
            pairs = [(clause.subject, fact.subject), (clause.value, fact.value)]
            pairs += [(term, fact.marks[mark]) for mark, term in clause.marks]
            if (found := unify(pairs, binding)) is not None:
                yield found, ((clause, fact),)

    def of_kind(self, clause: IsA, binding: Binding) -> Iterator[dict[str, Value]]:
        for id_, entity in self.base.entities.items():
            if entity.kind == clause.kind:
                found = unify([(clause.thing, Thing(id_))], binding)
                if found is not None:
                    yield found

    def sure_count(self, clause: Count, binding: Binding) -> Iterator[dict[str, Value]]:
        """The number of different things, wherever no further thing is possible."""
        for fixed in self.outers(clause, binding):
            low, high = self.range_of(clause, fixed)
            if low == high:
                found = unify([(clause.number, Number(Decimal(low)))], {**binding, **fixed})
                if found is not None:
                    yield found

    def outers(self, clause: Count, binding: Binding) -> list[dict[str, Value]]:
        """The values that the outer variables of a count can surely have."""
        fixed = {name: binding[name] for name in clause.outer if name in binding}
        if len(fixed) == len(clause.outer):
            return [fixed]
        every = [found for found, _ in self.sure(clause.body, fixed)]
        return distinct([{name: it[name] for name in clause.outer} for it in every])

    def range_of(self, clause: Count, fixed: Binding) -> tuple[int, int | None]:
        """The least and the greatest possible number; the greatest is None if open."""
        name = clause.counted.name
        sure = {found[name] for found, _ in self.sure(clause.body, fixed)}
        possible = {found.get(name) for found in self.possible(clause.body, fixed)}
        return len(sure), None if None in possible else len(possible | sure)

    def sure_extreme(self, clause: Extreme, binding: Binding) -> Iterator[Proof]:
        """Those of the body that nothing possible can come before (or after)."""
        inner = {name: binding[name] for name in clause.outer if name in binding}
        for found, facts in self.sure(clause.body, inner):
            fixed = {name: found[name] for name in clause.outer}
            rivals = list(self.possible(clause.body, fixed))
            if all(self.beats(clause, found, rival) for rival in rivals):
                whole = unify([(Variable(name), it) for name, it in found.items()], binding)
                if whole is not None:
                    yield whole, facts

    def beats(self, clause: Extreme, one: Binding, rival: Binding) -> bool:
        """Surely not later than *rival* (for a last one: not earlier), or the same."""
        other = rival.get(clause.by.name)
        if rival == one or other is None:
            return rival == one
        return surely(one[clause.by.name], "<=" if clause.earliest else ">=", other)

    # --- What is possible ----------------------------------------------------------------

    def possible(self, clauses: Sequence[Clause], binding: Binding) -> Iterator[Binding]:
        """Bindings that the base does not exclude; an unbound variable may be anything.

        A statement whose row is closed can only be true of what is listed, and so binds
        its variables. When none such is left, all others may be true of something unknown.
        """
        closed = [it for it in clauses if self.is_closed(it, binding)]
        if closed:
            clause = min(closed, key=lambda it: self.rank(it, binding))
            rest = [it for it in clauses if it is not clause]
            for found in self.extensions(clause, binding):
                yield from self.possible(rest, found)
        elif all(self.may_hold(clause, binding) for clause in clauses):
            yield binding

    def is_closed(self, clause: Clause, binding: Binding) -> bool:
        """Whether all ways in which the clause can be true are listed."""
        if isinstance(clause, Statement):
            return self.row_is_closed(clause, binding)
        return isinstance(clause, Count | Extreme) and clause.outer <= set(binding)

    def row_is_closed(self, clause: Statement, binding: Binding) -> bool:
        """Complete; or single (unique) with a fact that surely holds at the time named."""
        relation = self.base.relations[clause.relation]
        subject, value = resolve(clause.subject, binding), resolve(clause.value, binding)
        if relation.complete:
            return True
        if isinstance(subject, Thing):
            if self.base.is_complete(subject, clause.relation):
                return True
            row = self.base.rows.get((subject, clause.relation), [])
            if relation.single and self.filled(row, clause, binding):
                return True
        if value is not None and relation.unique:
            facts = self.base.facts[clause.relation]
            row = [fact for fact in facts if surely_same(fact.value, value)]
            return self.filled(row, clause, binding)
        return False

    def filled(self, row: list[Fact], clause: Statement, binding: Binding) -> bool:
        """Whether an undoubted fact of *row* surely holds at a time of the clause."""
        terms = [clause.at, *(term for _, term in clause.marks)]
        times = [time_of(term, binding) for term in terms]
        named: list[Day | None] = [time for time in times if time]
        sure = [fact for fact in row if not fact.doubtful]
        return any(fact.surely_holds(time) for fact, time in product(sure, named or [None]))

    def extensions(self, clause: Clause, binding: Binding) -> Iterator[Binding]:
        """All ways in which a closed clause may be true."""
        match clause:
            case Statement():
                for fact in self.base.facts[clause.relation]:
                    found = self.may_match(clause, fact, binding)
                    if found is not None:
                        yield found
            case Count():
                yield from self.possible_counts(clause, binding)
            case Extreme():
                yield from self.possible_extremes(clause, binding)

    def may_match(self, clause: Statement, fact: Fact, binding: Binding) -> Binding | None:
        """The binding with which *fact* may make the clause true; dates become narrower."""
        time = time_of(clause.at, binding)
        if not fact.possibly_holds(time):
            return None
        pairs = [(clause.subject, fact.subject), (clause.value, fact.value)]
        for mark, term in clause.marks:
            known = fact.known_of(mark)
            if known is None:
                return None
            pairs.append((term, known))
        return unify(pairs, binding, vaguely=True)

    def possible_counts(self, clause: Count, binding: Binding) -> Iterator[Binding]:
        """The number is open, or one between what is sure and what is possible."""
        fixed = {name: binding[name] for name in clause.outer}
        low, high = self.range_of(clause, fixed)
        number = binding.get(clause.number.name)
        if isinstance(number, Number):
            if low <= number.amount and (high is None or number.amount <= high):
                yield binding
        elif high is None:
            yield binding
        else:
            for each in range(low, high + 1):
                yield {**binding, clause.number.name: Number(Decimal(each))}

    def possible_extremes(self, clause: Extreme, binding: Binding) -> Iterator[Binding]:
        """What is possible in the body and surely beaten by nothing that is sure."""
        fixed = {name: binding[name] for name in clause.outer}
        best = [found[clause.by.name] for found, _ in self.sure(clause.body, fixed)]
        sign = "<" if clause.earliest else ">"
        for found in self.possible(clause.body, binding):
            own = found.get(clause.by.name)
            if own is None or not any(surely(it, sign, own) for it in best):
                yield found

    def may_hold(self, clause: Clause, binding: Binding) -> bool:
        """Whether a clause that is not closed may be true of *binding*."""
        match clause:
            case Compare():
                both = sides(clause, binding)
                if both is None:
                    return True
                if clause.sign == "!=":
                    return not surely_compares(replace(clause, sign="="), *both)
                return possibly(both[0], clause.sign, both[1])
            case Not():
                if names_of(clause) - set(binding):
                    return True
                return next(self.sure([clause.statement], binding), None) is None
            case IsA():
                thing = resolve(clause.thing, binding)
                return not isinstance(thing, Thing) or self.kind(thing) == clause.kind
        return True

    def kind(self, thing: Thing) -> str:
        return self.base.entities[thing.id].kind


def unify(
    pairs: Sequence[tuple[Term, Value]], binding: Binding, *, vaguely: bool = False
) -> dict[str, Value] | None:
    """*binding* with every term standing for its value; None if that cannot be.

    What is bound already has to be the same value surely, or *vaguely*: possibly.
    """
    found = dict(binding)
    for term, value in pairs:
        known = resolve(term, found)
        if known is not None:
            if vaguely:
                fits = possibly_same(known, value)
            elif isinstance(term, Day) and isinstance(value, Day):
                fits = value.within(term)  # a date that is written may be wider
            else:
                fits = surely_same(known, value)
            if not fits:
                return None
            value = narrowed(known, value) if vaguely else value
        if isinstance(term, Variable):
            found[term.name] = value
    return found


def distinct(bindings: list[dict[str, Value]]) -> list[dict[str, Value]]:
    return [it for i, it in enumerate(bindings) if it not in bindings[:i]]


# --- Questions ---------------------------------------------------------------------------


@dataclass
class Group:
    """The bindings with one stem: its shown variables, the proofs and the key."""

    proofs: list[Proof]
    shown: list[dict[str, Value]]
    key: dict[str, Value]  # by label


def evened(text: str) -> str:
    """A text as it is compared: a sentence may have raised its first letter."""
    return text[:1].upper() + text[1:]


def patterns_in(template: Mapping[str, Any], key: str) -> list[str]:
    """The patterns under *key*, where a number may stand as well."""
    return [it for it in listed(template.get(key)) if not it.isdigit()]


def text_for(template: Mapping[str, Any], form: str) -> Any:
    """The text of a template that becomes the stem of *form*; None if there is none."""
    if form in ("cloze", "truefalse"):
        return template.get("state")
    ask = template.get("ask")
    return ask.get(form) if isinstance(ask, dict) and set(ask) <= set(JUDGES) else ask


class Wording:
    """One of the texts of a template, and the questions that it asks."""

    def __init__(self, base: Base, name: str, form: str) -> None:
        template = base.templates[name]
        self.base, self.solver = base, Solver(base)
        self.answer, _, self.part = str(template["answer"]).partition(".")
        self.match_with, _, self.match_part = template.get("match-with", "").partition(".")
        self.order_by, _, _ = template.get("order-by", "").partition(".")
        text = one_language(text_for(template, form), base.language)
        answer = "{" + str(template["answer"]) + "}"
        self.stem = text.replace(answer, BLANK)
        used = re.findall(r"\{([^}]*)\}", self.stem)
        self.slots: list[tuple[str, ...]] = [it.partition(".")[::2] for it in used]
        shown = frozenset(name for name, _ in self.slots)
        self.shown = shown - {self.answer}
        self.clauses = Parser(base).clauses(template["given"], self.shown)
        self.must = Parser(base).clauses(patterns_in(template, "options"), self.shown)
        wanted = shown | {self.answer, self.order_by, self.match_with}
        self.add_marks(wanted - set().union(*map(names_of, self.clauses)))

    def add_marks(self, wanted: frozenset[str]) -> None:
        """`{since}` and the like belong to the only statement without `@`."""
        marks = tuple((mark, Variable(mark)) for mark in MARKS if mark in wanted)
        for i, clause in enumerate(self.clauses):
            if marks and isinstance(clause, Statement) and clause.at is None:
                self.clauses[i] = replace(clause, marks=clause.marks + marks)

    @cached_property
    def groups(self) -> dict[str, Group]:
        groups: dict[str, Group] = {}
        for binding, facts in self.solver.sure(self.clauses, {}):
            group = groups.setdefault(evened(self.render(binding)), Group([], [], {}))
            group.proofs.append((binding, facts))
            group.key[self.label(binding, self.answer)] = binding[self.answer]
            group.shown += [it for it in self.fixings(binding) if it not in group.shown]
        return groups

    def render(self, binding: Binding) -> str:
        """The stem with its placeholders filled in."""
        text = self.stem
        for name, part in self.slots:
            slot = "{" + ".".join(filter(None, (name, part))) + "}"
            text = text.replace(slot, self.plain(binding[name], part))
        return text

    def plain(self, value: Value, part: str) -> str:
        """A value as it is shown within a text."""
        match value:
            case Thing():
                entity = self.base.entities[value.id]
                return entity.short if part == "short" else entity.name
            case Day():
                return show_day(cut(value, part))
            case Number():
                return show_number(value)
        return value.text

    def label(self, binding: Binding, name: str) -> str:
        """The answer (or what it is matched with) as an option: a number with its unit."""
        value = binding[name]
        text = self.plain(value, self.part_of(name))
        return evened(f"{text} {value.unit}".strip() if isinstance(value, Number) else text)

    def part_of(self, name: str) -> str:
        """What is shown of the answer, or of what it is matched with."""
        return self.part if name == self.answer else self.match_part

    def fixings(self, binding: Binding) -> list[dict[str, Value]]:
        """The values that the stem may mean: dates as far as shown, and all of one name."""
        fixings: list[dict[str, Value]] = [{}]
        for name in sorted(self.shown):
            parts = [part for slot, part in self.slots if slot == name]
            values = self.meanings(binding[name], min(parts))  # "" is the full date
            fixings = [{**it, name: value} for it in fixings for value in values]
        return fixings

    def meanings(self, value: Value, part: str) -> list[Value]:
        if isinstance(value, Day):
            return [cut(value, part)]
        if isinstance(value, Thing):
            text = self.plain(value, part)
            return [it for it in self.same_kind(value) if self.plain(it, part) == text]
        return [value]

    def same_kind(self, thing: Thing) -> list[Thing]:
        kind = self.solver.kind(thing)
        return [Thing(id_) for id_, it in self.base.entities.items() if it.kind == kind]

    # --- Options -------------------------------------------------------------------------

    def kinds(self, name: str) -> set[str]:
        """What the variable can be: kinds of entities, date, number or text."""
        found: set[str] = set()
        for clause in flat(self.clauses):
            if isinstance(clause, Count) and clause.number.name == name:
                found.add("number")
            if isinstance(clause, IsA) and clause.thing == Variable(name):
                found.add(clause.kind)
            if isinstance(clause, Statement):
                found |= self.kinds_in(clause, Variable(name))
        return found

    def kinds_in(self, clause: Statement, variable: Variable) -> set[str]:
        relation = self.base.relations[clause.relation]
        found = set(relation.subjects if clause.subject == variable else ())
        found |= set(relation.values if clause.value == variable else ())
        dated = any(term == variable for _, term in clause.marks)
        return found | {"date"} if dated else found

    def read(self, option: str, name: str) -> list[Value]:
        """The values that an option's text can mean; more than one if they share a name."""
        kinds, part = self.kinds(name), self.part_of(name)
        if "date" in kinds:
            day = read_shown_day(option)
            return [day] if day else []
        if "number" in kinds:
            number = re.match(r"-?[\d,]+(?:\.\d+)?", option)
            return [Number(Decimal(number[0].replace(",", "")))] if number else []
        if "text" in kinds:
            return [it for it in self.texts(name) if evened(it.text) == evened(option)]
        things = [Thing(id_) for id_, it in self.base.entities.items() if it.kind in kinds]
        return [it for it in things if evened(self.plain(it, part)) == evened(option)]

    def texts(self, name: str) -> set[Words]:
        """The texts that the deck names where the variable stands, also as wrong ones."""
        statements = [it for it in flat(self.clauses) if isinstance(it, Statement)]
        relations = [it.relation for it in statements if it.value == Variable(name)]
        facts = [fact for relation in relations for fact in self.base.facts[relation]]
        found = {value for fact in facts for value in (fact.value, *fact.contrasts)}
        return {value for value in found if isinstance(value, Words)}

    def verdict(self, group: Group, option: str) -> str:
        """Of one option: `right`, `wrong`, or the reason why it is neither for sure."""
        if evened(option) in group.key:
            return "right"
        values = self.read(option, self.answer)
        if not values:
            return NOTHING
        if any(self.confusable(*pair) for pair in product(values, group.key.values())):
            return "has a label or a date in common with the key"
        return self.refuted(group, [{self.answer: value} for value in values])

    def belongs(self, group: Group, option: str) -> bool:
        """Whether all that the author wants of every option surely holds of this one."""
        if not self.must:
            return True
        for shown, value in product(group.shown, self.read(option, self.answer)):
            if next(self.solver.sure(self.must, {**shown, self.answer: value}), None):
                return True
            for found, _ in self.solver.sure(self.must, shown):
                part = found.get(self.answer)  # of a date, maybe more than is shown
                if part and shown_part(part, self.part) == value:
                    return True
        return False

    def lacks(self, group: Group, option: str) -> int:
        """How much of what the stem presupposes of its answer does not hold of an option.

        It presupposes what it says of the answer beside that in which options are wrong.
        """
        said = [it for it in self.clauses if self.is_said(it)]
        rest = [it for it in self.clauses if it not in said and not isinstance(it, IsA)]
        if not any(self.answer in names_of(it) for it in rest):
            return 0
        return min(
            (
                sum(not self.holds(group, clause, value) for clause in said)
                for value in self.read(option, self.answer)
            ),
            default=0,
        )

    def is_said(self, clause: Clause) -> bool:
        """Whether a clause says of the answer something that the stem shows whole."""
        others = names_of(clause) - {self.answer}
        told = isinstance(clause, Statement) and self.answer in names_of(clause)
        return told and others <= self.shown

    def holds(self, group: Group, clause: Clause, value: Value) -> bool:
        cases = [{**shown, self.answer: value} for shown in group.shown]
        return any(next(self.solver.sure([clause], case), None) for case in cases)

    def candidates(self) -> list[str]:
        """All entities or texts that the answer might be, as options."""
        kinds = self.kinds(self.answer)
        if kinds & {"date", "number"}:
            return []
        if "text" in kinds:
            return sorted(evened(it.text) for it in self.texts(self.answer))
        things = [Thing(id_) for id_, it in self.base.entities.items() if it.kind in kinds]
        return sorted({evened(self.plain(it, self.part)) for it in things})

    def ordered(self, options: Sequence[str]) -> bool:
        """Whether options that have an order are in it, if all of them have one."""
        values = [self.read(option, self.answer) for option in options]
        if self.kinds(self.answer) & {"date", "number"}:
            stands = [bounds(each[0])[0] for each in values if each]
            return len(stands) < len(options) or stands == sorted(stands)
        for order in self.orders():
            places = [place_in(order, each) for each in values]
            known = [place for place in places if place is not None]
            if len(known) == len(options) and known != sorted(known):
                return False
        return True

    def orders(self) -> Iterator[tuple[str, ...]]:
        """The orders in which the author shows the values of the answer's relations."""
        for clause in flat(self.clauses):
            if isinstance(clause, Statement) and clause.value == Variable(self.answer):
                yield self.base.relations[clause.relation].order

    def confusable(self, value: Value, key: Value) -> bool:
        """Whether one who means *value* may give the same answer as one who means *key*."""
        if isinstance(value, Thing) and isinstance(key, Thing):
            return bool(self.folded(value) & self.folded(key))
        if isinstance(value, Day) and isinstance(key, Day):
            return value.overlaps(cut(key, self.part))
        if isinstance(value, Words) and isinstance(key, Words):
            return value.text.casefold() == key.text.casefold()
        return value == key

    def folded(self, thing: Thing) -> set[str]:
        return {label.casefold() for label in self.base.entities[thing.id].labels}

    def refuted(self, group: Group, cases: list[dict[str, Value]]) -> str:
        """`wrong` if none of the cases is possible where the stem's variables are fixed."""
        for case, shown in product(cases, group.shown):
            possible = self.solver.possible(self.clauses, {**shown, **case})
            if next(possible, None) is not None and not self.contrasted(group, case):
                return "is not excluded"
        return "wrong"

    def contrasted(self, group: Group, case: Binding) -> bool:
        """Whether the facts of the key, with all else as in *case*, list the wrong value.

        A contrast is false in every wording: a wrong day is a wrong year, too. It is said
        of the row, so that another fact of the row that the key rests on may bear it.
        """
        for binding, facts in group.proofs:
            wrong = [name for name in case if binding[name] != case[name]]
            for clause, fact in facts:
                if [clause.value] == [Variable(name) for name in wrong]:
                    row = [it for _, it in facts if it.row == fact.row]
                    false = [value for it in row for value in it.contrasts]
                    part = self.part_of(wrong[0])
                    if case[wrong[0]] in [shown_part(value, part) for value in false]:
                        return True
        return False

    def others(self, group: Group) -> bool:
        """Whether something that is not in the key may be an answer, too."""
        for shown in group.shown:
            for found in self.solver.possible(self.clauses, shown):
                if self.answer not in found:
                    return True
                if self.label(found, self.answer) not in group.key:
                    return True
        return False

    def days(self, stem: str) -> list[Day]:
        """The dates that answer *stem*."""
        group = self.groups.get(stem)
        return [it for it in group.key.values() if isinstance(it, Day)] if group else []

    def accepted(self, group: Group) -> set[str]:
        """All spellings of the key."""
        found = set(group.key)
        for value in group.key.values():
            if isinstance(value, Thing):
                found |= self.base.entities[value.id].labels
            if isinstance(value, Number):
                found |= {show_number(value), str(value.amount)}
        return {evened(it) for it in found}


def shown_part(value: Value, part: str) -> Value:
    return cut(value, part) if isinstance(value, Day) else value


def place_in(order: Sequence[str], values: Sequence[Value]) -> int | None:
    """The place of what an option means; None if it has none."""
    names = [getattr(value, "id", getattr(value, "text", "")) for value in values]
    return next((order.index(name) for name in names if name in order), None)


def flat(clauses: Sequence[Clause]) -> Iterator[Clause]:
    """The clauses, and those within them."""
    for clause in clauses:
        yield clause
        if isinstance(clause, Count | Extreme):
            yield from flat(clause.body)


# --- Judging -----------------------------------------------------------------------------


class Oracle:
    """Judges the records of a deck's questions."""

    def __init__(self, path: Path) -> None:
        self.base = Base(path)
        self._wordings: dict[tuple[str, str], Wording] = {}
        self._verdicts: dict[tuple[str, str, str, str], str] = {}
        self._closed: dict[tuple[str, str, str], bool] = {}

    def object_to(self, record: Record) -> str | None:
        """What is wrong with a question, or None."""
        template = self.base.templates.get(record["template"])
        if template is None:
            return "there is no such template"
        if text_for(template, record["form"]) is None:
            return f"the template has no text for {record['form']}"
        shown = [evened(str(it)) for it in (*record["options"], *record["items"])]
        if len({it.casefold() for it in shown}) < len(shown):
            return "two options are the same"
        return JUDGES[record["form"]](self, record)

    def wording(self, record: Record) -> Wording:
        template = self.base.templates[record["template"]]
        key = (record["template"], str(text_for(template, record["form"])))
        if key not in self._wordings:
            self._wordings[key] = Wording(self.base, record["template"], record["form"])
        return self._wordings[key]

    def verdict(self, record: Record, stem: str, option: str) -> str:
        """The verdict on one option, which no seed changes."""
        wording = self.wording(record)
        key = (record["template"], wording.stem, stem, option)
        if key not in self._verdicts:
            self._verdicts[key] = wording.verdict(wording.groups[stem], option)
        return self._verdicts[key]

    def closed(self, record: Record, stem: str) -> bool:
        """Whether nothing but the key can be right."""
        wording = self.wording(record)
        key = (record["template"], wording.stem, stem)
        if key not in self._closed:
            self._closed[key] = not wording.others(wording.groups[stem])
        return self._closed[key]

    def judge_options(self, record: Record) -> str | None:
        """Choice and multi: the marked options are right, all others impossible."""
        stem = evened(record["stem"])
        group = self.wording(record).groups.get(stem)
        if group is None:
            return "nothing sure gives this stem"
        marked = record["key"]
        if record["form"] == "choice" and len(marked) != 1:
            return f"not exactly one key: {marked}"
        if record["form"] == "choice" and len(group.key) > 1 and not lists(stem):
            return f"not one right answer, and nothing is listed: {sorted(group.key)}"
        for i, option in enumerate(record["options"]):
            verdict = self.verdict(record, stem, option)
            if verdict != ("right" if i in marked else "wrong"):
                return f"{option!r} is {'' if i in marked else 'not '}marked, but {verdict}"
            if not self.wording(record).belongs(group, option):
                return f"{option!r} is not of those that the author wants"
        if not self.wording(record).ordered(record["options"]):
            return f"the options have an order: {record['options']}"
        return self.passed_over(record, stem) if marked else "no key"

    def passed_over(self, record: Record, stem: str) -> str | None:
        """What would be an option as the stem presupposes it, where one shown is none."""
        wording, shown = self.wording(record), [evened(it) for it in record["options"]]
        group = wording.groups[stem]
        lacking = [it for it in shown if it not in group.key and wording.lacks(group, it)]
        for other in wording.candidates() if lacking else []:
            is_better = other not in shown and not wording.lacks(group, other)
            if is_better and self.verdict(record, stem, other) == "wrong":
                return f"{lacking[0]!r} is not what the stem presupposes, {other!r} is"
        return None

    def judge_statement(self, record: Record) -> str | None:
        """Truefalse: the statement says something right, or something impossible."""
        fits = []
        for stem, group in self.wording(record).groups.items():
            option = between(evened(record["stem"]), stem)
            if option:
                fits.append((group, option, self.verdict(record, stem, option)))
        if not fits:
            return "nothing sure gives a statement like this"
        if record["options"] != ["True", "False"] or record["key"] not in ([0], [1]):
            return "not a question of true or false"
        found = [verdict for _, _, verdict in fits]
        told = [(option, verdict) for _, option, verdict in fits]
        true = record["key"] == [0]
        if true and "right" not in found:
            return f"marked true, but {told}"
        if not true and not ("wrong" in found and set(found) <= {"wrong", NOTHING}):
            return f"marked false, but {told}"
        wanted = "right" if true else "wrong"
        named = [
            self.names_answer(record, group, option if true else None)
            for group, option, verdict in fits
            if verdict == wanted
        ]
        return None if any(named) else "the id names another answer"

    def names_answer(self, record: Record, group: Group, option: str | None) -> bool:
        """Whether a statement's id ends in its answer, or in some one if it is false.

        Where the stem has one answer alone, the id names none.
        """
        if len(group.key) == 1:
            return True
        values = [group.key[evened(option)]] if option else [*group.key.values()]
        ids = [ids_of(value, self.base) for value in values]
        subject = record["id"].partition("#")[0].rpartition("/")[2]
        return not all(ids) or any(subject.endswith(it) for each in ids for it in each)

    def judge_typed(self, record: Record) -> str | None:
        """Text, cloze and card: the answer is right, and nothing else can be."""
        wording = self.wording(record)
        stem, hint = evened(record["stem"]), ""
        if stem not in wording.groups:
            stem, hint = without_hint(stem)
        if hint and {hint} != {fineness(day, wording.part) for day in wording.days(stem)}:
            return f"the answer is not the {hint} that the stem asks for"
        group = wording.groups.get(stem)
        if group is None:
            return "nothing sure gives this stem"
        if len(group.key) != 1:
            return f"more than one right answer: {sorted(group.key)}"
        given = [evened(answer) for answer in record["answers"]]
        if not given or given[0] not in group.key or set(given) - wording.accepted(group):
            return f"the answers {record['answers']} are not those of {sorted(group.key)}"
        if not self.closed(record, stem):
            return "something else may be right, too"
        return None

    def judge_order(self, record: Record) -> str | None:
        """Order: of every two neighbours the first is certainly the lesser."""
        wording = self.wording(record)
        group = wording.groups.get(evened(record["stem"]))
        if group is None:
            return "nothing sure gives this stem"
        if sorted(record["key"]) != list(range(len(record["items"]))):
            return "the key is not an order of the items"
        items = [evened(record["items"][i]) for i in record["key"]]
        stands = [places(wording, group, item) for item in items]
        for i, (before, after) in enumerate(pairwise(stands)):
            ones, others = ([it for it in stand if it] for stand in (before, after))
            if not all(surely(one, "<", it) for one, it in product(ones, others)):
                return f"{items[i]!r} is not certain to come before {items[i + 1]!r}"
        for item, stand in zip(items, stands, strict=True):
            if not stand or None in stand:
                return f"{item!r} has no place, or may have one that is not listed"
        return None

    def judge_match(self, record: Record) -> str | None:
        """Match: each left goes with its right, and can go with no other shown."""
        wording = self.wording(record)
        group = wording.groups.get(evened(record["stem"]))
        if group is None:
            return "nothing sure gives this stem"
        lefts, rights = zip(*record["pairs"], strict=True)
        if min(len(set(lefts)), len(set(rights))) < len(record["pairs"]):
            return "two of the pairs share a side"
        for left, right in product(lefts, rights):
            key = (record["template"], "match", record["stem"], f"{left}\n{right}")
            if key not in self._verdicts:
                self._verdicts[key] = match_verdict(wording, group, left, right)
            expected = "right" if [left, right] in record["pairs"] else "wrong"
            if self._verdicts[key] != expected:
                return f"{left!r} with {right!r}: {self._verdicts[key]}"
        return None


JUDGES = {
    "choice": Oracle.judge_options,
    "multi": Oracle.judge_options,
    "truefalse": Oracle.judge_statement,
    "text": Oracle.judge_typed,
    "cloze": Oracle.judge_typed,
    "card": Oracle.judge_typed,
    "order": Oracle.judge_order,
    "match": Oracle.judge_match,
}


def without_hint(stem: str) -> tuple[str, str]:
    """A stem without the words that say how fine a date is wanted, and those words."""
    match = re.fullmatch(r"(.*) \((year|month and year|day)\)(.*)", stem)
    return (match[1] + match[3], match[2]) if match else (stem, "")


def fineness(day: Day, part: str) -> str:
    """How much is told of a date where *part* of it is shown."""
    shown = cut(day, part)
    if shown.exact:
        return "day"
    return "month and year" if shown.first.month == shown.last.month else "year"


def lists(stem: str) -> bool:
    """Whether the stem says that the answer is one of what is listed."""
    return bool(
        re.search(r"\b(?:of|among) (?:these|those|the (?:following|listed))\b", stem)
    )


def ids_of(value: Value, base: Base) -> list[str]:
    """What an id may call *value*; nothing if that is not known."""
    match value:
        case Thing():
            return [base.entities[value.id].oldest]
        case Day():
            return [value.first.isoformat()[:length] for length in (4, 7, 10)]
        case Number():
            return [str(value.amount)]
    return []


def between(statement: str, stem: str) -> str | None:
    """What stands in *statement* where *stem* has its blank.

    Of a day English says "on", of a month or a year "in", whatever the stem has.
    """
    before, _, after = stem.partition(BLANK)
    befores = [before]
    if before.endswith(" on "):
        befores.append(before[: -len("on ")] + "in ")
    for start in befores:
        if statement.startswith(start) and statement.endswith(after):
            found = statement[len(start) : len(statement) - len(after)]
            day = read_shown_day(found)
            if start == before or (day and not day.exact):
                return found
    return None


def places(wording: Wording, group: Group, item: str) -> list[Value | None]:
    """All values by which *item* may be put in order; None for one that is not listed."""
    if item not in group.key:
        return []
    found: list[Value | None] = []
    for binding, _ in group.proofs:
        if wording.label(binding, wording.answer) == item:
            found.append(binding[wording.order_by])
    values = wording.read(item, wording.answer)
    for value, shown in product(values, group.shown):
        case = {**shown, wording.answer: value}
        for possible in wording.solver.possible(wording.clauses, case):
            found.append(possible.get(wording.order_by))
    return found


def match_verdict(wording: Wording, group: Group, left: str, right: str) -> str:
    """Of one left side with one right side: `right`, `wrong` or the reason why neither."""
    for binding, _ in group.proofs:
        pair = [wording.label(binding, it) for it in (wording.answer, wording.match_with)]
        if pair == [evened(left), evened(right)]:
            return "right"
    cases = [
        {wording.answer: one, wording.match_with: other}
        for one in wording.read(left, wording.answer)
        for other in wording.read(right, wording.match_with)
    ]
    return wording.refuted(group, cases) if cases else NOTHING
