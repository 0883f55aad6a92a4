"""Facts in words, with their times, and whose claims they are."""

import pytest

from quizgen.generate.sentences import fact_sentences
from tests.generate.decks import HEAD, base, people

CARD = 't: {given: "?p born ?d", ask: "When was {p} born?", answer: d, forms: [card]}'


@pytest.mark.parametrize(
    ("fact", "sentence"),
    [
        ("", "Ada leads the top."),
        ("since: 2001-05-09", "Ada leads the top (since 9 May 2001)."),
        ("until: 2003-03", "Ada led the top (until March 2003)."),
        ("on: 2002", "Ada led the top (as of 2002)."),
        ("on: 2002-05-09", "Ada led the top (as of 9 May 2002)."),
        ("since: 2001, until: 2003-03", "Ada led the top (2001 – March 2003)."),
        (
            "since: 2001-05-09, until: 2003-03-03",
            "Ada led the top (9 May 2001 – 3 March 2003).",
        ),
        (
            "since: 2001-05-01, until: 2003-03-03",
            "Ada led the top (1 May 2001 – 3 March 2003).",
        ),
        ("since: 2001, until: 2001", "Ada led the top (2001)."),
        ("said-by: bob", "Ada leads the top, according to Bob."),
        ("said-by: a paper", "Ada leads the top, according to a paper."),
        (
            "since: 2001, said-by: bob",
            "Ada leads the top (since 2001), according to Bob.",
        ),
    ],
)
def test_a_fact_is_told_with_its_time_and_whose_claim_it_is(
    fact: str, sentence: str
) -> None:
    more = f", {fact}" if fact else ""
    entities = f"top: {{kind: office, name: the top, facts: {{led-by: {{is: ada, source: s, id: d/x{more}}}}}}}\n"
    assert fact_sentences(base(entities + people(), CARD)) == {"d/x": sentence}


def test_a_relation_without_a_sentence_is_told_by_its_name() -> None:
    """And a number with its unit."""
    entities = """
        ada: {kind: person, name: Ada, facts: {motto: {is: Up, source: s, id: d/x}, height: {is: 170, unit: cm, source: s, id: d/y}}}
    """
    assert fact_sentences(base(entities, CARD)) == {
        "d/x": "Ada, motto: Up.",
        "d/y": "Ada measures 170 cm.",
    }


def test_what_happened_on_a_day_was_not_seen_on_it() -> None:
    """Where a relation has a sentence for what has ended, it can end: it goes on."""
    head = HEAD + '  signed: {of: person, is: text, says: "{of} signed {is}"}\n'
    entities = """
        ada: {kind: person, name: Ada, facts: {signed: {is: it, source: s, on: 2002-05-09, id: d/x}}}
    """
    assert fact_sentences(base(entities, CARD, head)) == {
        "d/x": "Ada signed it (9 May 2002).",
    }


@pytest.mark.parametrize(
    ("says", "value", "sentence"),
    [
        ("{of} was born on {is}", "1951-04-02", "Ada was born on 2 April 1951."),
        ("{of} was born on {is}", "1951-04", "Ada was born in April 1951."),
        ("{of} was born on {is}", "1951", "Ada was born in 1951."),
        ("{of} was born in {is}", "1951-04-02", "Ada was born on 2 April 1951."),
        ("{of} was born on {is.year}", "1951-04-02", "Ada was born in 1951."),
        ("{of} dates from {is.month}", "1951-04-02", "Ada dates from April 1951."),
        ("as of {is} {of} lived", "1951", "As of 1951 Ada lived."),
    ],
)
def test_a_date_is_told_as_finely_as_the_sentence_asks(
    says: str, value: str, sentence: str
) -> None:
    """And after the preposition that goes with it."""
    head = HEAD.replace("{of} was born on {is}", says)
    entities = f"ada: {{kind: person, name: Ada, facts: {{born: {{is: {value}, source: s, id: d/x}}}}}}"
    template = 't: {given: "?p born ?d", ask: "When?", answer: d.year, forms: [card]}'
    assert fact_sentences(base(entities, template, head)) == {"d/x": sentence}


def test_a_time_that_the_sentence_names_is_not_named_again() -> None:
    head = HEAD.replace("{of} measures {is}", "as of 2021 {of} measured {is}")
    entities = """
        ada: {kind: person, name: Ada, facts: {height: {is: 170, source: s, on: 2021, id: d/x}}}
    """
    assert fact_sentences(base(entities, CARD, head)) == {
        "d/x": "As of 2021 Ada measured 170."
    }


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("pH of blood", "7.4", "pH of blood, motto: 7.4."),
        ("π", "3.14", "π, motto: 3.14."),
        ("eBay", "shop", "eBay, motto: shop."),
        ("treaty", "peace", "Treaty, motto: peace."),
        ("de Gaulle", "France", "De Gaulle, motto: France."),
        ("Washington", "capital is D.C.", "Washington, motto: capital is D.C."),
        ("Who", "really?", "Who, motto: really?"),
    ],
)
def test_a_sentence_has_a_capital_and_a_full_stop_where_they_belong(
    name: str, value: str, sentence: str
) -> None:
    entities = f"""
        ada: {{kind: person, name: "{name}", facts: {{motto: {{is: "{value}", source: s, id: d/x}}}}}}
    """
    assert fact_sentences(base(entities, CARD)) == {"d/x": sentence}
