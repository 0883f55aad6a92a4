"""The pattern language: what patterns and placeholders mean, and what they cannot."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen import dates
from quizgen.deck.patterns import (
    Malformed,
    bound_variables,
    convert_constants,
    kinds_of_variables,
    parse_pattern,
    parse_placeholder,
    parse_value,
    parse_wording,
    pattern_text,
    variables_of,
)
from quizgen.model import (
    NOW,
    Comparison,
    Constant,
    Count,
    Extreme,
    OfKind,
    Pattern,
    Place,
    Placeholder,
    Relation,
    Statement,
    Variable,
    Wording,
)
from tests.conftest import Problems
from tests.rivers import changed, slips


def relation(name: str, of: str, value: str) -> Relation:
    place = Place("deck.yaml", 1, 1)
    return Relation(name, (of,), (value,), False, False, False, (), (), "deck", place)


RELATIONS = {
    "flows-into": relation("flows-into", "river", "sea"),
    "length": relation("length", "river", "number"),
    "founded": relation("founded", "city", "date"),
    "motto": relation("motto", "city", "text"),
}
RIVER, SEA, DAY, CITY, N = (Variable(name) for name in ("river", "sea", "day", "city", "n"))
FLOWS = Statement(RIVER, "flows-into", SEA)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("?river flows-into ?sea", FLOWS),
        ("  ?river   flows-into\n?sea ", FLOWS),
        ("rhine flows-into ?sea", Statement(Constant("rhine"), "flows-into", SEA)),
        (
            "?river flows-into north-sea",
            Statement(RIVER, "flows-into", Constant("north-sea")),
        ),
        ("?river length 1230", Statement(RIVER, "length", Constant(1230))),
        ("?river length 12.50", Statement(RIVER, "length", Constant(Decimal("12.5")))),
        (
            "?city founded 1873-11",
            Statement(CITY, "founded", Constant(dates.date(1873, 11))),
        ),
        (
            '?city motto "Now, or: never"',
            Statement(CITY, "motto", Constant("Now, or: never")),
        ),
        ("?river flows-into ?sea @ now", Statement(RIVER, "flows-into", SEA, at=NOW)),
        ("?river flows-into ?sea @ ?day", Statement(RIVER, "flows-into", SEA, at=DAY)),
        (
            "?river flows-into ?sea @ 2010",
            Statement(RIVER, "flows-into", SEA, at=Constant(dates.date(2010))),
        ),
        (
            "?river flows-into ?sea since ?day until ?n",
            Statement(RIVER, "flows-into", SEA, since=DAY, until=N),
        ),
        ("?river flows-into ?sea on ?day", Statement(RIVER, "flows-into", SEA, on=DAY)),
        ("not ?river flows-into ?sea", Statement(RIVER, "flows-into", SEA, denied=True)),
        ("?river a river", OfKind(RIVER, "river")),
        ("?river != rhine", Comparison(RIVER, "!=", Constant("rhine"))),
        ("?n >= ?day", Comparison(N, ">=", DAY)),
        ("?n = count ?river: ?river flows-into ?sea", Count(N, RIVER, (FLOWS,))),
        (
            '?n = count ?city: ?city motto "Now, or never", ?city founded ?day',
            Count(
                N,
                CITY,
                (
                    Statement(CITY, "motto", Constant("Now, or never")),
                    Statement(CITY, "founded", DAY),
                ),
            ),
        ),
        (
            "first ?day: ?city founded ?day",
            Extreme(False, DAY, (Statement(CITY, "founded", DAY),)),
        ),
        (
            "last ?day: ?city founded ?day",
            Extreme(True, DAY, (Statement(CITY, "founded", DAY),)),
        ),
    ],
)
def test_a_pattern_is_a_fact_with_variables(text: str, meaning: Pattern) -> None:
    assert parse_pattern(text, RELATIONS) == meaning


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("?n > 2000", Constant(2000)),
        ("?day > 2000", Constant(dates.date(2000))),
        ("?river != 2000", Constant("2000")),
        ('?motto != "2000"', Constant("2000")),
    ],
)
def test_a_constant_is_read_as_what_it_is_compared_with(
    text: str, meaning: Constant
) -> None:
    texts = ["?river length ?n", "?city founded ?day", "?city motto ?motto", text]
    patterns = [parse_pattern(text, RELATIONS) for text in texts]
    kinds = kinds_of_variables(patterns, RELATIONS)
    assert convert_constants(patterns[-1], kinds) == Comparison(
        Variable(text.split()[0][1:]), text.split()[1], meaning
    )


@pytest.mark.parametrize(
    ("text", "all_of_them", "bound"),
    [
        ("?river flows-into ?sea @ ?day", "river sea day", "river sea"),
        ("?river flows-into ?sea since ?day", "river sea day", "river sea day"),
        ("?city founded ?day @ ?day", "city day", "city day"),
        ("not ?river flows-into ?sea", "river sea", ""),
        ("?river != ?sea", "river sea", ""),
        ("?river a river", "river", "river"),
        ("?n = count ?river: ?river flows-into ?sea", "n river sea", "n"),
        (
            "first ?day: ?city founded ?day, not ?river length ?n",
            "city day river n",
            "city day",
        ),
    ],
)
def test_some_clauses_give_their_variables_a_value(
    text: str, all_of_them: str, bound: str
) -> None:
    part = parse_pattern(text, RELATIONS)
    assert variables_of(part) == tuple(all_of_them.split())
    assert bound_variables(part) == tuple(bound.split())


def test_the_kinds_of_a_variable_are_those_that_every_pattern_allows() -> None:
    texts = [
        "?river flows-into ?sea @ ?day",
        "?n = count ?city: ?city founded ?when",
        "?sea a city",
    ]
    assert kinds_of_variables(
        [parse_pattern(text, RELATIONS) for text in texts], RELATIONS
    ) == {
        "river": {"river"},
        "sea": set(),
        "day": {"date"},
        "n": {"number"},
        "city": {"city"},
        "when": {"date"},
    }


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("", ()),
        ("Where?", ("Where?",)),
        ("{river}", (Placeholder("river"),)),
        (
            "In {day.year}, {river.short}.",
            ("In ", Placeholder("day", "year"), ", ", Placeholder("river", "short"), "."),
        ),
        ("{?river}{sea}", (Placeholder("river"), Placeholder("sea"))),
        ("{{", ("{",)),
        ("{{}}", ("{}",)),
        ("the set {{{sea}}}", ("the set {", Placeholder("sea"), "}")),
        ("f(x) {{ return x; }}", ("f(x) { return x; }",)),
        ("{{river}}", ("{river}",)),
    ],
)
def test_a_wording_is_text_and_placeholders_in_turn(text: str, meaning: Wording) -> None:
    assert parse_wording(text) == meaning


@pytest.mark.parametrize("number", ["0", "-1", "007", "1230", "0.5", "-12.50", "9" * 18])
def test_a_number_is_written_in_digits(number: str) -> None:
    assert parse_value(number, "number") == Decimal(number)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " 1",
        "+1",
        "1.",
        ".5",
        "1e3",
        "1_000",
        "1,000",
        "0x1F",
        "nan",
        "inf",
        "１２",
        "9" * 19,
    ],
)
def test_nothing_else_is_a_number(text: str) -> None:
    with pytest.raises(Malformed, match="expected a number such as 12"):
        parse_value(text, "number")


WORDS = st.sampled_from(
    "?river ?sea ?Sea ? rhine 2010 2010-13 now @ since until on not a first last count = !="
    ' < > : , "no" " { } {river} {day.year} flows-into length founded motto'.split()
)


@given(st.one_of(st.text(), st.lists(WORDS).map(" ".join)))
def test_any_text_has_a_meaning_or_is_malformed(text: str) -> None:
    """A problem is one line, however many the text has."""
    for read in (
        lambda text: parse_pattern(text, RELATIONS),
        parse_wording,
        parse_placeholder,
    ):
        message = ""
        try:
            read(text)
        except (Malformed, KeyError) as error:
            message = str(error)
        assert "\n" not in message


# In a template, after `?river flows-into ?sea`.
PATTERNS = """
?river
    deck.yaml:64:39: error: found '?river': expected 'SUBJECT RELATION VALUE'
?river length
    deck.yaml:64:39: error: found '?river length': expected 'SUBJECT RELATION VALUE'
?river length ?km ?m
    deck.yaml:64:39: error: found '?m' after '?river length ?km': expected '@ ?day', 'since ?day', 'until ?day' or 'on ?day'
?river length ?km in ?m
    deck.yaml:64:39: error: found 'in ?m' after '?river length ?km': expected '@ ?day', 'since ?day', 'until ?day' or 'on ?day'
?river length ?km @
    deck.yaml:64:39: error: found '@' after '?river length ?km': expected '@ ?day', 'since ?day', 'until ?day' or 'on ?day'
?river length ?km @ today
    deck.yaml:64:39: error: found 'today': expected a date such as 2002, 2002-10 or 2002-10-07
?river length ?km @ 2010-13
    deck.yaml:64:39: error: found '2010-13': there is no such date
?river length ?km @ now @ now
    deck.yaml:64:39: error: found '@ now' after '?river length ?km @ now': expected '@ ?day', 'since ?day', 'until ?day' or 'on ?day'
?river length ?km since now
    deck.yaml:64:39: error: found 'now': expected a date such as 2002, 2002-10 or 2002-10-07
?River length ?km
    deck.yaml:64:39: error: found '?River': expected a variable such as '?state'
? length ?km
    deck.yaml:64:39: error: found '?': expected a variable such as '?state'
?the-river length ?km
    deck.yaml:64:39: error: found '?the-river': expected a variable such as '?state'
?river lenght ?km
    deck.yaml:64:39: error: unknown relation 'lenght' (did you mean 'length'?)
?river length long
    deck.yaml:64:39: error: found 'long': expected a number such as 12 or 3.5
?river length 1e3
    deck.yaml:64:39: error: found '1e3': expected a number such as 12 or 3.5
?river length ?sea
    deck.yaml:64:39: error: this can never match: ?sea is a sea, expected a number
?city founded 1873-02-30
    deck.yaml:64:39: error: found '1873-02-30': there is no such date
?board motto no
    deck.yaml:64:39: error: found 'no': expected a text in double quotes
?board motto "no
    deck.yaml:64:39: error: found '"no': expected a text in double quotes
rhin length ?km
    deck.yaml:64:39: error: unknown entity 'rhin' (did you mean 'rhine'?)
vienna length ?km
    deck.yaml:64:39: error: this can never match: 'vienna' is a city, expected a river
?river kept-by vienna
    deck.yaml:64:39: error: this can never match: 'vienna' is a city, expected a board
?river kept-by ?board @ ?day
    deck.yaml:64:39: error: nothing gives ?day a value: expected it as the subject or the value of a pattern (there is board, river, sea)
?river flows-into ?river
    deck.yaml:64:39: error: this can never match: ?river cannot be of two kinds at once
?sea flows-into ?other
    deck.yaml:64:39: error: this can never match: ?sea is a sea, expected a river
?river a city
    deck.yaml:64:39: error: this can never match: ?river is a river, expected a city
?river a rivr
    deck.yaml:64:39: error: unknown kind 'rivr' (did you mean 'river'?)
river a river
    deck.yaml:64:39: error: found 'river': expected a variable such as '?state'
not
    deck.yaml:64:39: error: found 'not': expected 'not SUBJECT RELATION VALUE'
not ?river
    deck.yaml:64:39: error: found 'not ?river': expected 'not SUBJECT RELATION VALUE'
not ?river a river
    deck.yaml:64:39: error: found 'not ?river a river': expected 'not SUBJECT RELATION VALUE'
not ?river flows-into ?other
    deck.yaml:64:39: error: nothing gives ?other a value: expected it as the subject or the value of a pattern (there is river, sea)
not ?other flows-into ?other
    deck.yaml:64:39: error: nothing gives ?other a value: expected it as the subject or the value of a pattern (there is river, sea)
not ?river kept-by ?board @ ?day
    deck.yaml:64:39: error: nothing gives ?board a value: expected it as the subject or the value of a pattern (there is river, sea)
    deck.yaml:64:39: error: nothing gives ?day a value: expected it as the subject or the value of a pattern (there is river, sea)
?river != ?other
    deck.yaml:64:39: error: nothing gives ?other a value: expected it as the subject or the value of a pattern (there is river, sea)
?sea != rhin
    deck.yaml:64:39: error: unknown entity 'rhin' (did you mean 'rhine'?)
?sea != rhine
    deck.yaml:64:39: error: found a sea != a river: expected two of a kind
?sea < black-sea
    deck.yaml:64:39: error: found a sea < a sea: expected dates or numbers
?sea < ?river
    deck.yaml:64:39: error: found a sea < a river: expected two of a kind
?sea = 5
    deck.yaml:64:39: error: unknown entity '5'
?sea == black-sea
    deck.yaml:64:39: error: unknown relation '==' (there is flows-into, flows-through, founded, kept-by, length, motto)
5 < 6
    deck.yaml:64:39: error: found '<' without a variable: expected one
?n = count: ?other flows-into ?sea
    deck.yaml:64:39: error: found '?n = count:': expected '?n = count ?variable: ...'
count ?other: ?other flows-into ?sea
    deck.yaml:64:39: error: found 'count ?other:': expected '?n = count ?variable: ...'
?n = count ?city: ?other flows-into ?sea
    deck.yaml:64:39: error: found ?city before ':' only: expected it after as well
?n = count ?other: not ?other flows-into ?sea
    deck.yaml:64:39: error: found ?other before ':' only: expected it after as well
?n = count ?other: ?other flows-in ?sea
    deck.yaml:64:39: error: unknown relation 'flows-in' (did you mean 'flows-into'?)
?n = count ?other: ?other flows-into north
    deck.yaml:64:39: error: unknown entity 'north' (did you mean 'north-sea'?)
?n = count ?other:
    deck.yaml:64:39: error: found nothing: expected 'SUBJECT RELATION VALUE'
?sea = count ?other: ?other flows-into black-sea
    deck.yaml:64:39: error: this can never match: ?sea is a sea, expected a number
?n = count ?other: first ?day: ?other kept-by ?board since ?day
    deck.yaml:64:39: error: found '?day:' in 'first ?day: ?other kept-by ?board since ?day': expected 'first ?x: ...', 'last ?x: ...' or '?n = count ?x: ...', none within another
first: ?river kept-by ?board since ?day
    deck.yaml:64:39: error: found 'first:': expected 'first ?variable: ...'
first day: ?river kept-by ?board since ?day
    deck.yaml:64:39: error: found 'day': expected a variable such as '?state'
first ?day: ?river kept-by ?board
    deck.yaml:64:39: error: found ?day before ':' only: expected it after as well
first ?board: ?river kept-by ?board
    deck.yaml:64:39: error: 'first' of ?board, a board: expected a date or number
frist ?day: ?river kept-by ?board since ?day
    deck.yaml:64:39: error: found '?day:' in 'frist ?day: ?river kept-by ?board since ?day': expected 'first ?x: ...', 'last ?x: ...' or '?n = count ?x: ...', none within another
?river length ?km, ?km > 5
    deck.yaml:64:39: error: found '?km,': expected a variable such as '?state'
"""


@pytest.mark.parametrize(
    ("pattern", "lines"),
    [(right, lines) for right, _, lines in slips(PATTERNS)],
)
def test_a_pattern_is_reported_by_its_place(
    problems: Problems, pattern: str, lines: list[str]
) -> None:
    quoted = pattern.replace("'", "''")
    wrong = f"given: [\"?river flows-into ?sea\", '{quoted}']"
    assert problems(changed('given: "?river flows-into ?sea"', wrong)) == lines


WORDING = """
does the {river} flow? => does the {rivr} flow?
    deck.yaml:65:10: error: unknown placeholder 'rivr' (did you mean 'river'?)
does the {river} flow? => does the {lake} flow?
    deck.yaml:65:10: error: unknown placeholder 'lake' (there is river, sea)
does the {river} flow? => does the {river flow?
    deck.yaml:65:10: error: found a lone '{': expected {variable}, or '{{' for a brace
does the {river} flow? => does the river} flow?
    deck.yaml:65:10: error: found a lone '}': expected {variable}, or '}}' for a brace
does the {river} flow? => does the {} flow?
    deck.yaml:65:10: error: found '': expected a variable such as 'day.year'
does the {river} flow? => does the {River} flow?
    deck.yaml:65:10: error: found 'River': expected a variable such as 'day.year'
does the {river} flow? => does the {{{river} flow}?
    deck.yaml:65:10: error: found a lone '}': expected {variable}, or '}}' for a brace
does the {river} flow? => does the {river.long} flow?
    deck.yaml:65:10: error: found '.long': expected one of short, year, month, day
does the {river} flow? => does the {river.year} flow?
    deck.yaml:65:10: error: '.year' of 'river': expected it of a date
does the {river} flow? => does the {sea} flow?
    deck.yaml:65:10: error: the question shows its own answer
does the {river} flow? => does the {sea.short} flow?
    deck.yaml:65:10: error: the question shows its own answer
founded in {day.year}? => founded in {day.short}?
    deck.yaml:100:10: error: '.short' of 'day': expected it of an entity
does the {river} reach? => does the {city} reach?
    deck.yaml:83:10: error: unknown placeholder 'city' (there is n, river)
does the {river} reach? => does the {n} reach?
    deck.yaml:83:10: error: the question shows its own answer
answer: n => answer: number
    deck.yaml:84:13: error: unknown variable 'number' (there is n, river)
answer: n => answer: n.year
    deck.yaml:84:13: error: '.year' of 'n': expected it of a date
"The {river} flows into the {sea}." => "The {river} flows."
    deck.yaml:66:12: error: found the answer {sea} 0 times: expected it once
"The {river} flows into the {sea}." => "The {river} flows into the {sea}, the {sea}."
    deck.yaml:66:12: error: found the answer {sea} 2 times: expected it once
"The {river} flows into the {sea}." => "The {river} flows into the {sea.short}."
    deck.yaml:66:12: error: found the answer {sea} 0 times: expected it once
"The {river} flows into the {sea}." => "The {river} flows into the {sea}, or {sea.short}."
    deck.yaml:66:12: error: the statement shows its own answer
"It is the {board}." => "It is the {boat}."
    deck.yaml:96:14: error: unknown placeholder 'boat' (did you mean 'board'?)
"It is the {board}." => "It is the {day}."
    deck.yaml:96:14: error: unknown placeholder 'day' (there is board, river, since)
"""
FORMS = """
given: "?river flows-into ?sea" => given: ["?river length ?km", "?sea a sea"]
    deck.yaml:67:13: error: found only the kind of 'sea': expected it in a fact as well
forms: [choice, multi] => forms: [choice, cloze]
    deck.yaml:91:12: error: form 'cloze' without 'state': expected both
forms: [choice, multi] => forms: [order]
    deck.yaml:91:12: error: form 'order' without 'order-by': expected both
forms: [choice, multi] => forms: [match]
    deck.yaml:91:12: error: form 'match' without 'match-with': expected both
    ask: "Who kept the {river} on 1 January 2010?" =>
    deck.yaml:91:12: error: form 'choice' without 'ask': expected both
order-by: km => order-by: river
    deck.yaml:73:15: error: found 'river', a river: expected a date or number
order-by: km => order-by: length
    deck.yaml:73:15: error: unknown variable 'length' (there is km, river)
order-by: km => order-by: km.year
    deck.yaml:73:15: error: '.year' of 'km': expected it of a date
match-with: sea => match-with: river
    deck.yaml:79:17: error: found the answer: expected its counterpart
match-with: sea => match-with: seas
    deck.yaml:79:17: error: unknown variable 'seas' (did you mean 'sea'?)
given: "?river kept-by ?board" => given: "?river kept-by ?board @ now"
    deck.yaml:95:13: error: found 0 patterns without '@' that could give 'since': write 'since ?since' in the one that is meant
given: "?river kept-by ?board" => given: ["?river kept-by ?board", "?river length ?km"]
    deck.yaml:95:13: error: found 2 patterns without '@' that could give 'since': write 'since ?since' in the one that is meant
"""


JOINS = """
given: "?river kept-by ?board" => given: ["?river kept-by ?board since ?since", "?city founded ?day"]
    deck.yaml:93:51: error: nothing joins '?river kept-by ?board since ?since' and '?city founded ?day': expected a variable that they share
given: "?river kept-by ?board" => given: ["?city a city", "?river kept-by ?board since ?since", "?x flows-into ?y", "?city founded ?d"]
    deck.yaml:93:29: error: nothing joins '?city a city', '?river kept-by ?board since ?since' and '?x flows-into ?y': expected a variable that they share
given: "?river kept-by ?board" => given: ["?river kept-by ?board since ?since", "?other kept-by ?b", "?river != ?other", "?board != ?b"]
    deck.yaml:93:51: error: nothing joins '?river kept-by ?board since ?since' and '?other kept-by ?b': expected a variable that they share
given: "?river kept-by ?board" => given: ["?river kept-by ?board since ?since", "?a a sea", "?b a sea", "?c a sea", "?d a sea", "?e a city"]
    deck.yaml:93:51: error: nothing joins '?river kept-by ?board since ?since', '?a a sea', '?b a sea' and '?c a sea', nor 2 more: expected a variable that they share
given: "?river kept-by ?board" => given: ["?river kept-by ?board since ?since", "?n = count ?a: ?a flows-into ?b, ?c founded ?d, ?d < 1900"]
    deck.yaml:93:51: error: nothing joins '?a flows-into ?b' and '?c founded ?d': expected a variable that they share
given: "?river kept-by ?board" => given: ["?river kept-by ?board since ?since", "first ?d: ?a flows-into ?b, ?c founded ?d, ?d != 1900"]
    deck.yaml:93:51: error: nothing joins '?a flows-into ?b' and '?c founded ?d': expected a variable that they share
"""


@pytest.mark.parametrize(("right", "wrong", "lines"), slips(JOINS))
def test_patterns_that_nothing_joins_are_named(
    problems: Problems, right: str, wrong: str, lines: list[str]
) -> None:
    """What is not joined multiplies: a hundred of these and of those are ten thousand."""
    assert problems(changed(right, wrong)) == lines


@pytest.mark.parametrize(
    "patterns",
    [
        '"?river flows-into ?sea", "rhine flows-through ?city"',
        '"?river flows-into ?sea", "?other flows-through vienna"',
        '"?other flows-into ?sea", "?other kept-by ?board"',
        '"?city founded ?day", "?day < ?since"',
        '"?city founded ?day", "?other kept-by ?board @ ?day"',
        '"?city founded ?day", "?day = ?since"',
        '"?sea a sea", "not ?river flows-into ?sea"',
        '"?n = count ?city: ?city founded ?day"',
        '"last ?day: ?city founded ?day"',
        '"?n = count ?city: ?river flows-through ?city, ?river flows-into ?sea"',
        '"?n = count ?city: ?river flows-through ?city, ?x founded 1900"',
        '"?n = count ?x: ?other flows-into ?x, ?river flows-through ?city"',
    ],
)
def test_patterns_are_joined_by_what_they_share_or_narrow_by_what_is_written(
    problems: Problems, patterns: str
) -> None:
    given = f'given: ["?river kept-by ?board since ?since", {patterns}]'
    assert problems(changed('given: "?river kept-by ?board"', given)) == []


@pytest.mark.parametrize(
    "text",
    [
        "?river flows-into ?sea @ now",
        "not ?river flows-into baltic @ 2010-01",
        "?river flows-into ?sea since ?a until 2010 on ?b",
        "?river a river",
        "?day <= 1900",
        '?city motto "Ad Astra!"',
        "?n = count ?city: ?river flows-through ?city, ?city founded ?day, ?day > 1900",
        "first ?day: ?city founded ?day",
        "last ?day: ?city founded ?day, ?city != vienna",
    ],
)
def test_a_pattern_is_shown_as_it_was_written(text: str) -> None:
    relations = RELATIONS | {"flows-through": relation("flows-through", "river", "city")}
    assert pattern_text(parse_pattern(text, relations)) == text


@pytest.mark.parametrize(("right", "wrong", "lines"), slips(WORDING, FORMS))
def test_a_template_is_reported_by_its_place(
    problems: Problems, right: str, wrong: str, lines: list[str]
) -> None:
    assert problems(changed(right, wrong)) == lines


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("{river} flow?", "{?river} flow?"),
        ("answer: board", 'answer: "?board"'),
        ("?board @ 2010-01-01", "?board @ now"),
        (
            'given: "?river kept-by ?board"',
            'given: ["?river kept-by ?board since ?since", "?river length ?km"]',
        ),
        (
            'given: "?river kept-by ?board"',
            'given: ["?river kept-by ?board", "?river flows-into ?sea @ now"]',
        ),
        (
            'given: "?river kept-by ?board"',
            'given: ["?river kept-by ?board", "not ?river flows-into black-sea"]',
        ),
        ("answer: since.year", "answer: until.year"),
        ("answer: since.year", "answer: on.year"),
        ('explain: "It is the {board}."', 'explain: "Since {since}, until {until}."'),
    ],
)
def test_a_template_can_be_written_like_this(
    problems: Problems, right: str, wrong: str
) -> None:
    assert problems(changed(right, wrong)) == []


def test_a_kind_is_known_though_nothing_is_of_it_yet(problems: Problems) -> None:
    """A deck of templates alone serves the decks that use it."""
    assert (
        problems("""
            deck: organizations
            title: Organizations
            language: en
            checked: 2026-11-23
            relations: {member: {of: organization, is: state}}
            templates:
              members:
                given: ["?org a organization", "?org member ?state @ now"]
                ask: "Which are members of the {org.short}?"
                answer: state
                forms: [multi]
            """)
        == []
    )


HEAD = """\
deck: deck
title: A deck
language: en
checked: 2026-11-23
"""


def test_a_relation_that_cannot_be_used_is_reported_once(problems: Problems) -> None:
    """Kinds, facts and templates that depend on it are let pass."""
    assert problems(f"""{HEAD}
sources: {{atlas: {{title: An atlas}}}}
entities:
  basel: {{kind: city, name: Basel, complete: founded, facts: {{founded: {{is: 0374, source: atlas}}}}}}
relations: {{founded: {{of: city}}, motto: {{of: board, is: text}}}}
templates:
  age: {{given: ["?city a city", "?city founded ?day"], ask: "{{city}}?", answer: day, forms: [card]}}
""") == [
        "deck.yaml:9:13: error: relation 'founded' has no 'is': expected kinds that a value may have; or date, number or text"
    ]


def test_an_entity_without_a_kind_is_reported_once(problems: Problems) -> None:
    """It may be of the kind that a pattern expects."""
    assert problems(f"""{HEAD}
sources: {{atlas: {{title: An atlas}}}}
entities:
  basel: {{name: Basel, facts: {{founded: {{is: 0374, source: atlas}}, twin: {{is: basel, source: atlas}}}}}}
relations: {{founded: {{of: city, is: date}}, twin: {{of: city, is: city}}}}
templates:
  age: {{given: "basel founded ?day", ask: "When?", answer: day, forms: [card]}}
""") == ["deck.yaml:8:3: error: entity 'basel' has no 'kind'"]


def test_a_variable_of_two_kinds_is_reported_once(problems: Problems) -> None:
    wrong = 'given: ["?river flows-into ?sea", "?sea a city", "?sea a river", "?river length ?km"]'
    assert problems(changed('given: "?river flows-into ?sea"', wrong)) == [
        "deck.yaml:64:39: error: this can never match: ?sea is a sea, expected a city"
    ]
