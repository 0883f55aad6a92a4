"""Facts in words, with their times, and whose claims they are."""

import pytest

from quizgen.generate.sentences import fact_sentences
from tests.generate.decks import base, people

CARD = 't: {given: "?p born ?d", ask: "When was {p} born?", answer: d, forms: [card]}'


@pytest.mark.parametrize(
    ("fact", "sentence"),
    [
        ("", "Ada leads the top."),
        ("since: 2001-05-09", "Ada leads the top (since 9 May 2001)."),
        ("until: 2003-03", "Ada led the top (until March 2003)."),
        ("on: 2002", "Ada led the top (2002)."),
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
