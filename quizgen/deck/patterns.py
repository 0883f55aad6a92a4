"""The text of a pattern or a placeholder -> the clause or wording that it means.

A pattern is a fact with variables, as in SPARQL's basic graph patterns
(https://www.w3.org/TR/sparql11-query/#BasicGraphPatterns): ``?org member ?state @ ?day``.
"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from quizgen import dates
from quizgen.deck.clauses import kinds_of
from quizgen.model import (
    LITERALS,
    NOW,
    Clause,
    Comparison,
    Constant,
    Count,
    Extreme,
    OfKind,
    Relation,
    Selector,
    Statement,
    Term,
    Value,
    Variable,
    Wording,
)

OPERATORS = ("=", "!=", "<", "<=", ">", ">=")
QUALIFIERS = ("since", "until", "on")
PARTS = ("short", "year", "month", "day")
PARTS_OF: dict[str, tuple[str, ...]] = {
    "": ("short",),
    "date": ("year", "month", "day"),
    "number": (),
    "text": (),
}
"""Which of PARTS a value has, by its literal type; "" is an entity."""
_VARIABLE = re.compile(r"\?[a-z][a-z0-9_]*")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}|[{}]")
_SELECTOR = re.compile(r"\??([a-z][a-z0-9_]*)(?:\.([a-z]+))?")


_NUMBER = re.compile(r"-?\d{1,18}(\.\d{1,9})?", re.ASCII)


class Malformed(ValueError):
    """A text that is no pattern or wording; the message is one line, fit to show."""

    def __init__(self, message: str) -> None:
        super().__init__(" ".join(message.split()))


def clause(text: str, relations: Mapping[str, Relation]) -> Clause:
    """What the pattern *text* means.

    Raises:
        Malformed: It means nothing; the message says what was expected.
        KeyError: It names a relation that is not in *relations*.
    """
    head, colon, body = text.partition(":")
    words = head.split()
    if colon and words:
        if words[0] in ("first", "last"):
            if len(words) != 2:
                raise Malformed(f"found '{head}:': expected '{words[0]} ?variable: ...'")
            return Extreme(words[0] == "last", variable(words[1]), _inner(body, relations))
        if "count" in words:
            if len(words) != 4 or words[1:3] != ["=", "count"]:
                raise Malformed(f"found '{head}:': expected '?n = count ?variable: ...'")
            return Count(variable(words[0]), variable(words[3]), _inner(body, relations))
    return _simple(text, relations)


def _inner(text: str, relations: Mapping[str, Relation]) -> tuple[Clause, ...]:
    parts = re.findall(r'(?:"[^"]*"|[^,])+', text) or [text]
    return tuple(_simple(part, relations) for part in parts)


def _simple(text: str, relations: Mapping[str, Relation]) -> Clause:
    tokens = re.findall(r'"[^"]*"|\S+', text)
    for token in tokens:
        if token.endswith(":"):
            raise Malformed(
                f"found '{token}' in '{text.strip()}': expected 'first ?x: ...',"
                " 'last ?x: ...' or '?n = count ?x: ...', none within another"
            )
    if len(tokens) == 3 and tokens[1] == "a":
        return OfKind(variable(tokens[0]), tokens[2])
    if len(tokens) == 3 and tokens[1] in OPERATORS:
        return Comparison(_entity(tokens[0]), tokens[1], _entity(tokens[2]))
    denied = tokens[:1] == ["not"]
    if denied:
        tokens = tokens[1:]
    if len(tokens) < 3 or (denied and tokens[1] in ("a", *OPERATORS)):
        expected = "not SUBJECT RELATION VALUE" if denied else "SUBJECT RELATION VALUE"
        found = f"'{text.strip()}'" if text.strip() else "nothing"
        raise Malformed(f"found {found}: expected '{expected}'")
    relation = relations[tokens[1]]
    return Statement(
        _entity(tokens[0]),
        relation.id,
        term(tokens[2], relation.literal),
        denied=denied,
        **_qualified(tokens[3:], text),
    )


def _qualified(tokens: Sequence[str], text: str) -> dict[str, Term]:
    found: dict[str, Term] = {}
    for name, value in zip(tokens[::2], tokens[1::2], strict=False):
        key = "at" if name == "@" else name
        if key not in ("at", *QUALIFIERS) or key in found:
            break
        found[key] = NOW if (key, value) == ("at", "now") else term(value, "date")
    if 2 * len(found) != len(tokens):
        rest = " ".join(tokens[2 * len(found) :])
        raise Malformed(
            f"found '{rest}' after '{text[: text.rfind(rest)].strip()}':"
            " expected '@ ?day', 'since ?day', 'until ?day' or 'on ?day'"
        )
    return found


def variable(text: str) -> Variable:
    """``?name``."""
    if not _VARIABLE.fullmatch(text):
        raise Malformed(f"found '{text}': expected a variable such as '?state'")
    return Variable(text[1:])


def _entity(text: str) -> Term:
    return variable(text) if text.startswith("?") else Constant(text)


def typed(
    clauses: Sequence[Clause], relations: Mapping[str, Relation]
) -> tuple[Clause, ...]:
    """*clauses* with what is compared read as what it is compared with.

    Raises:
        Malformed: It is no such value.
    """
    kinds = kinds_of(clauses, relations)
    return tuple(typed_one(part, kinds) for part in clauses)


def typed_one(part: Clause, kinds: Mapping[str, frozenset[str]]) -> Clause:
    """Like `typed`, where the *kinds* of the variables are known."""

    def read(constant: Term, other: Term) -> Term:
        if isinstance(constant, Variable) or not isinstance(other, Variable):
            return constant
        literal = next(iter(kinds.get(other.name, frozenset()) & {*LITERALS}), "")
        return term(str(constant.value), literal)

    if isinstance(part, Comparison):
        left, right = part.left, part.right
        return Comparison(read(left, right), part.operator, read(right, left))
    if isinstance(part, Count | Extreme):
        return part._replace(inner=tuple(typed_one(inner, kinds) for inner in part.inner))
    return part


def term(text: str, literal: str) -> Term:
    """A variable, or a constant of the *literal* type ("" is an entity)."""
    if text.startswith("?"):
        return variable(text)
    if literal == "text":
        if len(text) < 2 or text[0] != '"' or text[-1] != '"':
            raise Malformed(f"found '{text}': expected a text in double quotes")
        return Constant(text[1:-1])
    return Constant(literal_value(text, literal))


def literal_value(text: str, literal: str) -> Value:
    """*text* as the value of a relation whose values are *literal* ("" is an entity).

    Raises:
        Malformed: It is none.
    """
    if literal == "date":
        try:
            return dates.parse(text)
        except ValueError as error:
            raise Malformed(f"found '{text}': {error}") from None
    if literal == "number":
        if not _NUMBER.fullmatch(text):
            raise Malformed(f"found '{text}': expected a number such as 12 or 3.5")
        number = Decimal(text)
        return int(number) if number == number.to_integral_value() else number
    return text


def wording(text: str) -> Wording:
    """The literal parts and placeholders of a template's text."""
    parts: list[str | Selector] = []
    end = 0
    for found in _PLACEHOLDER.finditer(text):
        if found[1] is None:
            raise Malformed(f"found a lone '{found[0]}': expected {{variable}}")
        if found.start() > end:
            parts.append(text[end : found.start()])
        parts.append(selector(found[1]))
        end = found.end()
    if end < len(text):
        parts.append(text[end:])
    return tuple(parts)


def selector(text: str) -> Selector:
    """``variable`` or ``variable.part``."""
    found = _SELECTOR.fullmatch(text)
    if found is None:
        raise Malformed(f"found '{text}': expected a variable such as 'day.year'")
    if found[2] and found[2] not in PARTS:
        raise Malformed(f"found '.{found[2]}': expected one of {', '.join(PARTS)}")
    return Selector(found[1], found[2] or "")
