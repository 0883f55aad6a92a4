"""The texts of a template -> a Template whose variables and names all exist."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar

from quizgen.deck.document import UnparsedTemplate
from quizgen.deck.pattern_lint import (
    ORDERED,
    Kinds,
    PlacedPattern,
    any_of,
    check_patterns,
    unjoined_patterns,
    unknown_constants,
)
from quizgen.deck.patterns import (
    PARTS_OF,
    QUALIFIERS,
    Malformed,
    bound_variables,
    convert_constants,
    kinds_of_variables,
    parse_pattern,
    parse_placeholder,
    parse_wording,
    variables_of,
)
from quizgen.deck.scope import Scope
from quizgen.forms import ASK_FORMS, FORMS
from quizgen.model import (
    Deck,
    Form,
    OfKind,
    Pattern,
    Place,
    Placeholder,
    Problem,
    Statement,
    Template,
    Variable,
    Wording,
)
from quizgen.text import suggest_name

T = TypeVar("T")
WORDINGS = ("ask", "state", "explain")
"""The keys of a template that hold texts with placeholders."""
_KEYS_OF_WORDINGS = (*WORDINGS, *(f"ask.{form}" for form in ASK_FORMS))
"""They, and those of the texts of single forms."""
PLACEHOLDERS = ("answer", "order-by", "match-with")
"""The keys of a template that hold one placeholder, without braces."""


class Texts(NamedTuple):
    """The wordings of a template and its single placeholders, by key.

    Attributes:
        places: Where each value of the template stands, by key; "" is its id.
    """

    wordings: Mapping[str, Wording]
    placeholders: Mapping[str, Placeholder]
    places: Mapping[str, Place]

    def all_placeholders(self) -> dict[str, list[Placeholder]]:
        """Return all placeholders, those within texts too, by key."""
        single = {key: [value] for key, value in self.placeholders.items()}
        return single | {
            key: [text for text in wording if isinstance(text, Placeholder)]
            for key, wording in self.wordings.items()
        }

    @property
    def questions(self) -> list[str]:
        """The keys of all texts that ask: ``ask``, or ``ask.choice`` and so on."""
        return [key for key in self.wordings if key.partition(".")[0] == "ask"]

    def showing_answer(self, key: str) -> list[Placeholder]:
        """Return the placeholders in the text under *key* that tell the answer."""
        answer = self.placeholders["answer"].variable
        return [
            text
            for text in self.wordings.get(key, ())
            if isinstance(text, Placeholder) and text.variable == answer
        ]


def parse_template(
    unparsed: UnparsedTemplate, deck: Deck, scope: Scope
) -> Template | list[Problem]:
    """Return the template, or what is wrong in it.

    With a relation that cannot be used there may be no problem, and no template either:
    the problem is the relation's. A template without a topic has the deck's title.
    """
    fields = unparsed.fields
    problems: list[Problem] = []
    patterns = _parse_patterns(fields.get("given", ()), scope, problems)
    texts = Texts(
        _parse_fields(_KEYS_OF_WORDINGS, parse_wording, unparsed, problems),
        _parse_fields(PLACEHOLDERS, parse_placeholder, unparsed, problems),
        unparsed.places,
    )
    if problems or not patterns or "answer" not in texts.placeholders:
        return problems
    problems += check_patterns(patterns, scope)
    patterns = _bind_qualifiers(patterns, texts, problems)
    if problems:
        return problems
    bare_patterns = tuple(pattern for pattern, _ in patterns)
    problems += check_texts(texts, bare_patterns, fields.get("forms", ()), scope)
    problems = problems or [*unjoined_patterns(patterns)]
    steering = {
        key: _parse_steering(key, fields, patterns, texts, scope, problems)
        for key in ("options", "near")
    }
    if problems:
        return problems
    return _build_template(unparsed, deck, bare_patterns, texts, steering)


def _build_template(
    unparsed: UnparsedTemplate,
    deck: Deck,
    given: tuple[Pattern, ...],
    texts: Texts,
    steering: Mapping[str, tuple[Pattern, ...]],
) -> Template:
    fields, wordings = unparsed.fields, texts.wordings
    options = fields.get("options")
    return Template(
        id=unparsed.id,
        deck=deck.id,
        topic=fields.get("topic", deck.title),
        given=given,
        ask=wordings.get("ask"),
        state=wordings.get("state"),
        answer=texts.placeholders["answer"],
        forms=fields.get("forms", ()),
        explain=wordings.get("explain"),
        order_by=texts.placeholders.get("order-by"),
        match_with=texts.placeholders.get("match-with"),
        options=options if isinstance(options, int) else None,
        place=unparsed.place,
        was=fields.get("was", ()),
        ask_by_form=tuple(
            [
                (form, wordings[f"ask.{form}"])
                for form in ASK_FORMS
                if f"ask.{form}" in wordings
            ]
        ),
        option_patterns=steering["options"],
        near_patterns=steering["near"],
        worth=fields.get("worth", "further"),
        typed=fields.get("typed", ""),
        allow=fields.get("allow", ()),
    )


def _parse_fields(
    keys: Sequence[str],
    parse: Callable[[str], T],
    unparsed: UnparsedTemplate,
    problems: list[Problem],
) -> dict[str, T]:
    """Return what the texts under *keys* mean, by key, as far as they mean something."""
    meanings: dict[str, T] = {}
    for key in keys:
        if key in unparsed.fields:
            try:
                meanings[key] = parse(unparsed.fields[key])
            except Malformed as error:
                problems.append(Problem(unparsed.places[key], "error", str(error)))
    return meanings


def _parse_patterns(
    texts: Sequence[tuple[str, Place]],
    scope: Scope,
    problems: list[Problem],
    given: Sequence[PlacedPattern] = (),
) -> list[PlacedPattern]:
    """Return the patterns that *texts* write; none if one of them writes none.

    What their variables can be, those say as well that are *given*.
    """
    patterns: list[PlacedPattern] = []
    for text, place in texts:
        try:
            pattern = parse_pattern(text, scope.relations)
        except Malformed as error:
            problems.append(Problem(place, "error", str(error)))
        except KeyError as error:
            name = error.args[0]
            if name not in scope.unusable:
                problems.append(
                    scope.unknown_name("relation", name, scope.relations, place)
                )
        else:
            problems += unknown_constants(pattern, place, scope)
            patterns.append((pattern, place))
    if len(patterns) < len(texts):
        return []
    all_patterns = [pattern for pattern, _ in (*given, *patterns)]
    kinds = kinds_of_variables(all_patterns, scope.relations)
    for number, (pattern, place) in enumerate(patterns):
        try:
            patterns[number] = (convert_constants(pattern, kinds), place)
        except Malformed as error:
            problems.append(Problem(place, "error", str(error)))
    return patterns


def _parse_steering(
    key: str,
    fields: Mapping[str, Any],
    given: Sequence[PlacedPattern],
    texts: Texts,
    scope: Scope,
    problems: list[Problem],
) -> tuple[Pattern, ...]:
    """Return the patterns under *key* that say of the answer what options are to be."""
    patterns_by_key = fields.get(key, ())
    if isinstance(patterns_by_key, int) or problems:
        return ()
    patterns = _parse_patterns(patterns_by_key, scope, problems, given)
    if not patterns or problems:
        return ()
    answer = texts.placeholders["answer"].variable
    if not any(answer in variables_of(pattern) for pattern, _ in patterns):
        message = f"found no ?{answer} in '{key}': expected the variable that is asked for"
        problems.append(Problem(texts.places[key], "error", message))
    problems += check_patterns([*given, *patterns], scope)
    problems += [] if problems else unjoined_patterns([*given, *patterns])
    return tuple([pattern for pattern, _ in patterns])


def _bind_qualifiers(
    patterns: list[PlacedPattern], texts: Texts, problems: list[Problem]
) -> list[PlacedPattern]:
    """Return *patterns* with the qualifiers that texts show and no pattern binds.

    ``{since}``, ``{until}`` and ``{on}`` are of the one pattern without @; where there is
    none, or several, that is a problem.
    """
    bound = {name for pattern, _ in patterns for name in variables_of(pattern)}
    for key, placeholders in texts.all_placeholders().items():
        variables = {placeholder.variable for placeholder in placeholders}
        for name in [name for name in QUALIFIERS if name in variables - bound]:
            untimed = [
                number
                for number, (pattern, _) in enumerate(patterns)
                if isinstance(pattern, Statement) and not pattern.denied and not pattern.at
            ]
            if len(untimed) != 1:
                message = (
                    f"found {len(untimed)} patterns without '@' that could give"
                    f" '{name}': write '{name} ?{name}' in the one that is meant"
                )
                problems.append(Problem(texts.places[key], "error", message))
                continue
            pattern, place = patterns[untimed[0]]
            qualifier = {name: Variable(name)}
            qualified: Pattern = replace(pattern, **qualifier)  # type: ignore[type-var]
            patterns[untimed[0]] = (qualified, place)
    return patterns


# Rules about the texts of one template


def check_texts(
    texts: Texts, given: Sequence[Pattern], forms: Sequence[Form], scope: Scope
) -> list[Problem]:
    """Return what is wrong with the *texts* of a template whose patterns are right."""
    bound = {name for pattern in given for name in bound_variables(pattern)}
    kinds = {
        name: possible
        for name, possible in kinds_of_variables(given, scope.relations).items()
        if name in bound
    }
    return [
        *unknown_placeholders(texts, kinds),
        *answers_without_fact(texts, given, bound),
        *forms_without_texts(texts, forms),
        *ranks_without_order(texts, kinds),
        *matches_with_answer(texts),
        *statements_without_answer(texts),
        *questions_with_answer(texts),
        *questions_without_form(texts, forms),
    ]


def unknown_placeholders(texts: Texts, kinds: Kinds) -> Iterator[Problem]:
    """A placeholder names a variable that has a value, and a part that such a value has."""
    for key, placeholders in texts.all_placeholders().items():
        for placeholder in placeholders:
            name, attribute = placeholder
            if name not in kinds:
                noun = "placeholder" if key in texts.wordings else "variable"
                message = f"unknown {noun} '{name}'{suggest_name(name, kinds)}"
                yield Problem(texts.places[key], "error", message)
            elif attribute and not all(
                attribute in PARTS_OF.get(kind, PARTS_OF[""]) for kind in kinds[name]
            ):
                owner = "an entity" if attribute == "short" else "a date"
                message = f"'.{attribute}' of '{name}': expected it of {owner}"
                yield Problem(texts.places[key], "error", message)


def answers_without_fact(
    texts: Texts, given: Sequence[Pattern], bound: set[str]
) -> Iterator[Problem]:
    """The answer is in a fact: its kind alone would make each thing of that kind right."""
    answer = texts.placeholders["answer"].variable
    facts = [pattern for pattern in given if not isinstance(pattern, OfKind)]
    if answer in bound and not any(answer in bound_variables(fact) for fact in facts):
        message = f"found only the kind of '{answer}': expected it in a fact as well"
        yield Problem(texts.places["answer"], "error", message)


def forms_without_texts(texts: Texts, forms: Sequence[Form]) -> Iterator[Problem]:
    """A form has the texts that it needs; for each key that lacks, one is reported."""
    keys = {*texts.wordings, *texts.placeholders}
    reported: set[str] = set()
    for form in forms:
        traits = FORMS[form]
        for key in (traits.stem, *traits.required_fields):
            if f"{key}.{form}" not in keys and key not in keys | reported:
                reported.add(key)
                message = f"form '{form}' without '{key}': expected both"
                yield Problem(texts.places["forms"], "error", message)


def ranks_without_order(texts: Texts, kinds: Kinds) -> Iterator[Problem]:
    """The items of an order question follow a date or a number."""
    rank = texts.placeholders.get("order-by")
    if rank and not kinds.get(rank.variable, ORDERED) <= ORDERED:
        message = f"found '{rank}', {any_of(kinds[rank.variable])}"
        message += ": expected a date or number"
        yield Problem(texts.places["order-by"], "error", message)


def matches_with_answer(texts: Texts) -> Iterator[Problem]:
    """The two sides of a match question are of two variables."""
    side = texts.placeholders.get("match-with")
    if side and side.variable == texts.placeholders["answer"].variable:
        message = "found the answer: expected its counterpart"
        yield Problem(texts.places["match-with"], "error", message)


def statements_without_answer(texts: Texts) -> Iterator[Problem]:
    """A statement holds the answer, once and in no other way: a gap is to hide it."""
    if "state" in texts.wordings:
        answer = texts.placeholders["answer"]
        count = texts.wordings["state"].count(answer)
        message = ""
        if count != 1:
            message = f"found the answer {{{answer}}} {count} times: expected it once"
        elif len(texts.showing_answer("state")) > 1:
            message = "the statement shows its own answer"
        if message:
            yield Problem(texts.places["state"], "error", message)


def questions_with_answer(texts: Texts) -> Iterator[Problem]:
    """A question does not show its answer, nor a part of it."""
    for key in texts.questions:
        if texts.showing_answer(key):
            yield Problem(texts.places[key], "error", "the question shows its own answer")


def questions_without_form(texts: Texts, forms: Sequence[Form]) -> Iterator[Problem]:
    """A question for one form is for a form that the template has."""
    for key in texts.questions:
        form = key.partition(".")[2]
        if form and form not in forms:
            message = f"found a text for '{form}': expected it among the forms as well"
            yield Problem(texts.places[key], "error", message)
