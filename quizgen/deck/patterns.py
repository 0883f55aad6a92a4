"""The pattern language: what patterns and placeholders mean, and what they bind.

A pattern is a fact with variables, as in SPARQL's basic graph patterns
(https://www.w3.org/TR/sparql11-query/#BasicGraphPatterns): ``?org member ?state @ ?day``.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from quizgen import dates
from quizgen.model import (
    LITERALS,
    NOW,
    Comparison,
    Constant,
    Count,
    Extreme,
    OfKind,
    Pattern,
    Placeholder,
    Relation,
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
_BRACES = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
_PLACEHOLDER = re.compile(r"\??([a-z][a-z0-9_]*)(?:\.([a-z]+))?")
_NUMBER = re.compile(r"-?\d{1,18}(\.\d{1,9})?", re.ASCII)


class Malformed(ValueError):
    """A text that is no pattern or wording; the message is one line, fit to show."""

    def __init__(self, message: str) -> None:
        super().__init__(" ".join(message.split()))


# From a text to a pattern


def parse_pattern(text: str, relations: Mapping[str, Relation]) -> Pattern:
    """Return the pattern that *text* writes.

    Constants of a Comparison stay texts: `convert_constants` reads them when the kinds of
    all variables are known.

    Raises:
        Malformed: It writes none; the message says what was expected.
        KeyError: It names a relation that is not in *relations*.
    """
    head, colon, body = text.partition(":")
    words = head.split()
    if colon and words:
        if words[0] in ("first", "last"):
            if len(words) != 2:
                raise Malformed(f"found '{head}:': expected '{words[0]} ?variable: ...'")
            by = parse_variable(words[1])
            return Extreme(words[0] == "last", by, _parse_inner(body, relations))
        if "count" in words:
            if len(words) != 4 or words[1:3] != ["=", "count"]:
                raise Malformed(f"found '{head}:': expected '?n = count ?variable: ...'")
            result, counted = parse_variable(words[0]), parse_variable(words[3])
            return Count(result, counted, _parse_inner(body, relations))
    return _parse_simple(text, relations)


def _parse_inner(text: str, relations: Mapping[str, Relation]) -> tuple[Pattern, ...]:
    texts = re.findall(r'(?:"[^"]*"|[^,])+', text) or [text]
    return tuple(_parse_simple(inner, relations) for inner in texts)


def _parse_simple(text: str, relations: Mapping[str, Relation]) -> Pattern:
    """Return the pattern of *text*, which has no patterns within it."""
    tokens = re.findall(r'"[^"]*"|\S+', text)
    for token in tokens:
        if token.endswith(":"):
            raise Malformed(
                f"found '{token}' in '{text.strip()}': expected 'first ?x: ...',"
                " 'last ?x: ...' or '?n = count ?x: ...', none within another"
            )
    if len(tokens) == 3 and tokens[1] == "a":
        return OfKind(parse_variable(tokens[0]), tokens[2])
    if len(tokens) == 3 and tokens[1] in OPERATORS:
        return Comparison(_parse_entity(tokens[0]), tokens[1], _parse_entity(tokens[2]))
    denied = tokens[:1] == ["not"]
    if denied:
        tokens = tokens[1:]
    if len(tokens) < 3 or (denied and tokens[1] in ("a", *OPERATORS)):
        expected = "not SUBJECT RELATION VALUE" if denied else "SUBJECT RELATION VALUE"
        shown_text = f"'{text.strip()}'" if text.strip() else "nothing"
        raise Malformed(f"found {shown_text}: expected '{expected}'")
    relation = relations[tokens[1]]
    return Statement(
        _parse_entity(tokens[0]),
        relation.id,
        parse_term(tokens[2], relation.literal),
        denied=denied,
        **_parse_qualifiers(tokens[3:], text),
    )


def _parse_qualifiers(tokens: Sequence[str], text: str) -> dict[str, Term]:
    """Return what *tokens*, the end of *text*, say of time, by Statement's attributes."""
    qualifiers: dict[str, Term] = {}
    for word, value in zip(tokens[::2], tokens[1::2], strict=False):
        name = "at" if word == "@" else word
        if name not in ("at", *QUALIFIERS) or name in qualifiers:
            break
        is_now = name == "at" and value == "now"
        qualifiers[name] = NOW if is_now else parse_term(value, "date")
    if 2 * len(qualifiers) != len(tokens):
        unread = " ".join(tokens[2 * len(qualifiers) :])
        raise Malformed(
            f"found '{unread}' after '{text[: text.rfind(unread)].strip()}':"
            " expected '@ ?day', 'since ?day', 'until ?day' or 'on ?day'"
        )
    return qualifiers


def parse_variable(text: str) -> Variable:
    """Return the variable that *text* writes as ``?name``.

    Raises:
        Malformed: It is none.
    """
    if not _VARIABLE.fullmatch(text):
        raise Malformed(f"found '{text}': expected a variable such as '?state'")
    return Variable(text[1:])


def _parse_entity(text: str) -> Term:
    return parse_variable(text) if text.startswith("?") else Constant(text)


def parse_term(text: str, literal: str) -> Term:
    """Return a variable, or a constant of the *literal* type ("" is an entity).

    Raises:
        Malformed: It is neither.
    """
    if text.startswith("?"):
        return parse_variable(text)
    if literal == "text":
        if len(text) < 2 or text[0] != '"' or text[-1] != '"':
            raise Malformed(f"found '{text}': expected a text in double quotes")
        return Constant(text[1:-1])
    return Constant(parse_value(text, literal))


def parse_value(text: str, literal: str) -> Value:
    """Return *text* as a value of the *literal* type ("" is an entity's id).

    Raises:
        Malformed: It is none.
    """
    if literal == "date":
        try:
            return dates.parse_iso(text)
        except ValueError as error:
            raise Malformed(f"found '{text}': {error}") from None
    if literal == "number":
        if not _NUMBER.fullmatch(text):
            raise Malformed(f"found '{text}': expected a number such as 12 or 3.5")
        number = Decimal(text)
        return int(number) if number == number.to_integral_value() else number
    return text


def convert_constants(pattern: Pattern, kinds: Mapping[str, frozenset[str]]) -> Pattern:
    """Return *pattern* with each constant as a value of what it is compared with.

    Args:
        pattern: Its comparisons have constants that are still texts.
        kinds: The kinds of all variables, as `kinds_of_variables` gives them.

    Raises:
        Malformed: A constant is no such value.
    """

    def convert(constant: Term, counterpart: Term) -> Term:
        if isinstance(constant, Variable) or not isinstance(counterpart, Variable):
            return constant
        literal = next(iter(kinds.get(counterpart.name, frozenset()) & {*LITERALS}), "")
        return parse_term(str(constant.value), literal)

    if isinstance(pattern, Comparison):
        terms = pattern.left, pattern.right
        return Comparison(convert(*terms), pattern.operator, convert(*terms[::-1]))
    if isinstance(pattern, Count | Extreme):
        inner = tuple(convert_constants(inner, kinds) for inner in pattern.inner)
        return pattern._replace(inner=inner)
    return pattern


# And back


def pattern_text(pattern: Pattern) -> str:
    """Return *pattern* as an author writes it; `parse_pattern` reads it."""
    match pattern:
        case Statement():
            words = ["not"] if pattern.denied else []
            words += [_term_text(pattern.subject), pattern.relation]
            words.append(_term_text(pattern.value))
            for name in ("at", *QUALIFIERS):
                term = getattr(pattern, name)
                if term is not None:
                    words += ["@" if name == "at" else name, _term_text(term)]
            return " ".join(words)
        case OfKind():
            return f"?{pattern.variable.name} a {pattern.kind}"
        case Comparison(left, operator, right):
            return f"{_term_text(left)} {operator} {_term_text(right)}"
        case Count():
            head = f"?{pattern.result.name} = count ?{pattern.counted.name}"
        case Extreme():
            head = f"{'last' if pattern.last else 'first'} ?{pattern.by.name}"
    return f"{head}: {', '.join(map(pattern_text, pattern.inner))}"


def _term_text(term: Term) -> str:
    if isinstance(term, Variable):
        return f"?{term.name}"
    if term == NOW:
        return "now"
    is_id = not isinstance(term.value, str) or re.fullmatch(r"[a-z0-9-]+", term.value)
    return str(term.value) if is_id else f'"{term.value}"'


# From a text to a wording


def parse_wording(text: str) -> Wording:
    """Return the literal texts and placeholders of *text*, a template's text, in turn.

    Two braces stand for one that is meant as it is: ``{{`` and ``}}``.

    Raises:
        Malformed: A brace stands alone, or holds no placeholder.
    """
    wording: list[str | Placeholder] = []
    literal = ""
    end = 0
    for braces in _BRACES.finditer(text):
        literal += text[end : braces.start()]
        end = braces.end()
        if braces[1] is None:
            brace = braces[0][0]
            if len(braces[0]) == 1:
                expected = f"{{variable}}, or '{brace * 2}' for a brace"
                raise Malformed(f"found a lone '{brace}': expected {expected}")
            literal += brace
            continue
        if literal:
            wording.append(literal)
            literal = ""
        wording.append(parse_placeholder(braces[1]))
    literal += text[end:]
    if literal:
        wording.append(literal)
    return tuple(wording)


def parse_placeholder(text: str) -> Placeholder:
    """Return the placeholder that *text* writes as ``variable`` or ``variable.part``.

    Raises:
        Malformed: It is none.
    """
    match = _PLACEHOLDER.fullmatch(text)
    if match is None:
        raise Malformed(f"found '{text}': expected a variable such as 'day.year'")
    if match[2] and match[2] not in PARTS:
        raise Malformed(f"found '.{match[2]}': expected one of {', '.join(PARTS)}")
    return Placeholder(match[1], match[2] or "")


# The variables of patterns


def variables_of(pattern: Pattern) -> tuple[str, ...]:
    """Return the variables of *pattern* by name, in order; those of inner ones last."""
    terms: tuple[Term | None, ...] = ()
    match pattern:
        case Statement(subject, _, value, at, since, until, on):
            terms = (subject, value, at, since, until, on)
        case OfKind():
            terms = (pattern.variable,)
        case Comparison():
            terms = (pattern.left, pattern.right)
        case Count():
            terms = (pattern.result,)
        case Extreme():
            pass
    names = [term.name for term in terms if isinstance(term, Variable)]
    if isinstance(pattern, Count | Extreme):
        names += [name for inner in pattern.inner for name in variables_of(inner)]
    return tuple(dict.fromkeys(names))


def bound_variables(pattern: Pattern) -> tuple[str, ...]:
    """Return the names of the variables to which *pattern* can give a value, in order.

    A day after @ is only looked up: it must get its value elsewhere. A denial and a
    comparison bind nothing, and a count binds its result alone.
    """
    match pattern:
        case Statement() if not pattern.denied:
            return variables_of(replace(pattern, at=None))
        case OfKind():
            return (pattern.variable.name,)
        case Count():
            return (pattern.result.name,)
        case Extreme():
            names = [name for inner in pattern.inner for name in bound_variables(inner)]
            return tuple(dict.fromkeys(names))
        case _:
            return ()


def kinds_of_variables(
    patterns: Iterable[Pattern], relations: Mapping[str, Relation]
) -> dict[str, frozenset[str]]:
    """Return the kinds (or LITERALS) that each variable can have in all of *patterns*.

    A variable that cannot satisfy all of them has no kind: they can never match.
    """
    kinds: dict[str, frozenset[str]] = {}

    def narrow(term: Term | None, possible: Iterable[str]) -> None:
        if isinstance(term, Variable):
            allowed = frozenset(possible)
            kinds[term.name] = kinds.get(term.name, allowed) & allowed

    for pattern in patterns:
        match pattern:
            case Statement():
                relation = relations[pattern.relation]
                narrow(pattern.subject, relation.of)
                narrow(pattern.value, relation.values)
                for term in (pattern.at, pattern.since, pattern.until, pattern.on):
                    narrow(term, ("date",))
            case OfKind():
                narrow(pattern.variable, (pattern.kind,))
            case Count() | Extreme():
                if isinstance(pattern, Count):
                    narrow(pattern.result, ("number",))
                inner_kinds = kinds_of_variables(pattern.inner, relations)
                for name, possible in inner_kinds.items():
                    narrow(Variable(name), possible)
            case Comparison():
                pass
    return kinds
