"""The raw texts of a template -> a Template whose variables and names all exist."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from quizgen.deck.document import UnparsedTemplate
from quizgen.deck.events import At, place
from quizgen.deck.patterns import (
    PARTS_OF,
    QUALIFIERS,
    Malformed,
    bound_variables,
    kinds_of_variables,
    parse_pattern,
    parse_placeholder,
    parse_wording,
    read_constants,
    variables_of,
)
from quizgen.forms import FORMS
from quizgen.model import (
    LITERALS,
    Comparison,
    Constant,
    Count,
    Entity,
    Extreme,
    OfKind,
    Pattern,
    Placeholder,
    Problem,
    Relation,
    Statement,
    Template,
    Term,
    Variable,
    Wording,
)
from quizgen.text import nearest, shortened, with_article

Given: TypeAlias = tuple[tuple[Pattern, At], ...]
"""The patterns of a template, understood, each with its place."""
_ORDERED = frozenset({"date", "number"})


class Wiring:
    """Understands templates against the *entities* and *relations* in reach.

    A template with one of the *spoiled* relations is left out: its problem is elsewhere.
    """

    def __init__(
        self,
        entities: Mapping[str, Entity],
        relations: Mapping[str, Relation],
        spoiled: Container[str],
        path: str,
    ) -> None:
        self._entities = entities
        self._relations = relations
        self._spoiled = spoiled
        self._path = path
        self._problems: list[Problem] = []

    def template(
        self, raw: UnparsedTemplate, deck: str, topic: str
    ) -> tuple[Template | None, list[Problem]]:
        """The template, None if something in it is wrong; *topic* if it has none."""
        self._problems = []
        fields = raw.fields
        given = self._given(fields.get("given", ()))
        texts: dict[str, Wording] = {
            key: self._understood(parse_wording, fields[key], raw.at[key])
            for key in ("ask", "state", "explain")
            if key in fields
        }
        picks: dict[str, Placeholder] = {
            key: self._understood(parse_placeholder, fields[key], raw.at[key])
            for key in ("answer", "order-by", "match-with")
            if key in fields
        }
        if self._problems or not given or "answer" not in picks:
            return None, self._problems
        used = {key: [pick] for key, pick in picks.items()} | {
            key: [part for part in text if isinstance(part, Placeholder)]
            for key, text in texts.items()
        }
        self._check_clauses(given)
        given = self._with_qualifiers(given, used, raw.at)
        if self._problems:
            return None, self._problems
        kinds = self._check_selectors([part for part, _ in given], used, raw.at)
        self._check_forms(raw, texts, picks, kinds)
        if self._problems:
            return None, self._problems
        template = Template(
            raw.id,
            deck,
            fields.get("topic", topic),
            tuple(part for part, _ in given),
            texts.get("ask"),
            texts.get("state"),
            picks["answer"],
            fields.get("forms", ()),
            texts.get("explain"),
            picks.get("order-by"),
            picks.get("match-with"),
            fields.get("options"),
            raw.place,
        )
        return template, self._problems

    def _error(self, at: At, message: str) -> None:
        self._problems.append(Problem(place(self._path, at), "error", message))

    def _understood(self, read: Any, text: str, at: At) -> Any:
        try:
            return read(text)
        except Malformed as error:
            self._error(at, str(error))

    def _given(self, patterns: Sequence[tuple[str, At]]) -> Given:
        """The clauses that *patterns* mean; empty if one of them means nothing."""
        given: list[tuple[Pattern, At]] = []
        for text, at in patterns:
            try:
                part = parse_pattern(text, self._relations)
            except Malformed as error:
                self._error(at, str(error))
            except KeyError as error:
                name = error.args[0]
                if name not in self._spoiled:
                    hint = nearest(name, self._relations)
                    self._error(at, f"unknown relation '{shortened(name)}'{hint}")
            else:
                self._check_constants(part, at)
                given.append((part, at))
        if len(given) < len(patterns):
            return ()
        kinds = kinds_of_variables((part for part, _ in given), self._relations)
        read: list[tuple[Pattern, At]] = []
        for part, at in given:
            try:
                read.append((read_constants(part, kinds), at))
            except Malformed as error:
                self._error(at, str(error))
        return tuple(read)

    def _check_constants(self, given: Pattern, at: At) -> None:
        if isinstance(given, Count | Extreme):
            for inner in given.inner:
                self._check_constants(inner, at)
        elif isinstance(given, OfKind):
            kinds = {entity.kind for entity in self._entities.values()}
            for relation in self._relations.values():
                kinds |= {*relation.of, *relation.values} - {*LITERALS}
            if given.kind not in kinds:
                hint = nearest(given.kind, kinds)
                self._error(at, f"unknown kind '{shortened(given.kind)}'{hint}")
        elif isinstance(given, Statement):
            relation = self._relations[given.relation]
            self._check_entity(given.subject, relation.of, at)
            if not relation.literal:
                self._check_entity(given.value, relation.values, at)

    def _check_entity(self, term: Term, kinds: tuple[str, ...], at: At) -> None:
        if not isinstance(term, Constant):
            return
        entity = self._entities.get(str(term.value))
        if entity is None:
            self._unknown_entity(term, at)
        elif entity.kind and entity.kind not in kinds:
            self._error(
                at,
                f"this can never match: '{term.value}' is {with_article(entity.kind)},"
                f" expected {_any(kinds)}",
            )

    def _unknown_entity(self, term: Constant, at: At) -> None:
        name = str(term.value)
        hint = nearest(name, self._entities)
        self._error(at, f"unknown entity '{shortened(name)}'{hint}")

    def _with_qualifiers(
        self, given: Given, used: dict[str, list[Placeholder]], at: Mapping[str, At]
    ) -> Given:
        """Bind ``{since}``, ``{until}`` and ``{on}`` in the one pattern without @."""
        bound = {name for part, _ in given for name in variables_of(part)}
        for key, picks in used.items():
            for name in {pick.variable for pick in picks} & set(QUALIFIERS) - bound:
                untimed = [
                    part
                    for part, _ in given
                    if isinstance(part, Statement) and not part.denied and not part.at
                ]
                if len(untimed) != 1:
                    self._error(
                        at[key],
                        f"found {len(untimed)} patterns without '@' that could give"
                        f" '{name}': write '{name} ?{name}' in the one that is meant",
                    )
                    continue
                (target,) = untimed
                bound.add(name)
                changed = replace(target, **{name: Variable(name)})  # type: ignore[arg-type]
                given = tuple(
                    (changed if part is target else part, where) for part, where in given
                )
        return given

    def _check_clauses(self, given: Given) -> None:
        told = self._check_values(given)
        kinds = self._check_kinds(given, told)
        for part, at in given:
            self._check_comparisons(part, kinds, at)

    def _check_values(self, given: Given) -> set[str]:
        """Some pattern gives each variable a value; those are returned that have none."""
        bound = {name for part, _ in given for name in bound_variables(part)}
        told: set[str] = set()
        for part, at in given:
            inner = part.inner if isinstance(part, Count | Extreme) else ()
            local = {name for clause_ in inner for name in bound_variables(clause_)}
            if isinstance(part, Count | Extreme):
                over = part.counted if isinstance(part, Count) else part.by
                if over.name not in local:
                    told.add(over.name)
                    found = f"found ?{over.name} before ':' only"
                    self._error(at, f"{found}: expected it after as well")
            for name in variables_of(part):
                if name not in bound | local | told:
                    told.add(name)
                    self._error(
                        at,
                        f"nothing gives ?{name} a value: expected it as the subject or the"
                        f" value of a pattern{nearest(name, bound - {name})}",
                    )
        return told

    def _check_kinds(self, given: Given, told: set[str]) -> dict[str, frozenset[str]]:
        """A variable is of one kind in all patterns; the kinds are returned."""
        kinds: dict[str, frozenset[str]] = {}
        for number, (part, at) in enumerate(given, 1):
            before = kinds
            kinds = kinds_of_variables(
                (part for part, _ in given[:number]), self._relations
            )
            for name in kinds:
                if not kinds[name] and name not in told:
                    told.add(name)
                    found = f"?{name} cannot be of two kinds at once"
                    alone = kinds_of_variables([part], self._relations)[name]
                    if before.get(name) and alone:
                        found = f"?{name} is {_any(before[name])}, expected {_any(alone)}"
                    self._error(at, f"this can never match: {found}")
        return kinds

    def _check_comparisons(
        self, part: Pattern, kinds: Mapping[str, frozenset[str]], at: At
    ) -> None:
        """What is compared, or put in order, can be."""
        if isinstance(part, Comparison):
            self._check_comparison(part, kinds, at)
        elif isinstance(part, Count | Extreme):
            for clause_ in part.inner:
                self._check_comparisons(clause_, kinds, at)
            if isinstance(part, Extreme):
                some = kinds.get(part.by.name, _ORDERED)
                if not some <= _ORDERED:
                    word = "last" if part.last else "first"
                    found = f"'{word}' of ?{part.by.name}, {_any(some)}"
                    self._error(at, f"{found}: expected a date or number")

    def _check_comparison(
        self, part: Comparison, kinds: Mapping[str, frozenset[str]], at: At
    ) -> None:
        sides = []
        for one, other in ((part.left, part.right), (part.right, part.left)):
            if isinstance(one, Variable):
                sides.append(kinds.get(one.name, frozenset()))
            elif not isinstance(other, Variable):
                self._error(at, f"found '{part.operator}' without a variable: expected one")
                return
            elif kinds.get(other.name, frozenset()) & {*LITERALS}:
                sides.append(kinds[other.name])
            elif str(one.value) in self._entities:
                sides.append(frozenset({self._entities[str(one.value)].kind}))
            else:
                self._unknown_entity(one, at)
                return
        left, right = sides
        if not left or not right:
            return  # of these it has been said that they have no value
        found = f"found {_any(left)} {part.operator} {_any(right)}"
        if not left & right:
            self._error(at, f"{found}: expected two of a kind")
        elif part.operator not in ("=", "!=") and not left & right <= _ORDERED:
            self._error(at, f"{found}: expected dates or numbers")

    def _check_selectors(
        self,
        given: Sequence[Pattern],
        used: dict[str, list[Placeholder]],
        at: Mapping[str, At],
    ) -> dict[str, frozenset[str]]:
        """The kinds of all variables that a text can show."""
        bound = {name for part in given for name in bound_variables(part)}
        kinds = {
            name: some
            for name, some in kinds_of_variables(given, self._relations).items()
            if name in bound
        }
        for key, picks in used.items():
            for pick in picks:
                if pick.variable not in kinds:
                    hint = nearest(pick.variable, kinds)
                    what = "placeholder" if key in _TEXTS else "variable"
                    self._error(at[key], f"unknown {what} '{pick.variable}'{hint}")
                elif pick.part and not _fits(pick.part, kinds[pick.variable]):
                    self._error(
                        at[key],
                        f"'.{pick.part}' of '{pick.variable}': expected it of"
                        f" {'an entity' if pick.part == 'short' else 'a date'}",
                    )
        answer = used["answer"][0].variable
        if answer in bound and not any(
            answer in bound_variables(part)
            for part in given
            if not isinstance(part, OfKind)
        ):
            found = f"found only the kind of '{answer}'"
            self._error(at["answer"], f"{found}: expected it in a fact as well")
        return kinds

    def _check_forms(
        self,
        raw: UnparsedTemplate,
        texts: dict[str, Wording],
        picks: dict[str, Placeholder],
        kinds: Mapping[str, frozenset[str]],
    ) -> None:
        forms = raw.fields.get("forms", ())
        at = raw.at.get("forms", raw.at[""])
        for key in ("ask", "state", "order-by", "match-with"):
            needing = [
                form for form in forms if key in (FORMS[form].stem, *FORMS[form].needs)
            ]
            if needing and key not in texts and key not in picks:
                self._error(at, f"form '{needing[0]}' without '{key}': expected both")
        answer, rank = picks["answer"], picks.get("order-by")
        if rank and not kinds.get(rank.variable, _ORDERED) <= _ORDERED:
            found = f"found '{rank}', {_any(kinds[rank.variable])}"
            self._error(raw.at["order-by"], f"{found}: expected a date or number")
        if "match-with" in picks and picks["match-with"].variable == answer.variable:
            self._error(raw.at["match-with"], "found the answer: expected its counterpart")
        state = texts.get("state", ())
        if "state" in texts and state.count(answer) != 1:
            self._error(
                raw.at["state"],
                f"found the answer {{{answer}}} {state.count(answer)} times:"
                " expected it once",
            )
        elif len(_showing(answer, state)) > 1:
            self._error(raw.at["state"], "the statement shows its own answer")
        if _showing(answer, texts.get("ask", ())):
            self._error(raw.at["ask"], "the question shows its own answer")


_TEXTS = ("ask", "state", "explain")


def _fits(part: str, kinds: frozenset[str]) -> bool:
    return all(part in PARTS_OF.get(kind, PARTS_OF[""]) for kind in kinds)


def _any(kinds: Iterable[str]) -> str:
    return with_article(" or ".join(sorted(kinds)))


def _showing(answer: Placeholder, text: Wording) -> list[Placeholder]:
    """The placeholders in *text* of the variable that is asked for."""
    return [
        part
        for part in text
        if isinstance(part, Placeholder) and part.variable == answer.variable
    ]
