"""Why a wrong answer is wrong: what the base says of it that is nearest to the key."""

import pytest

from quizgen import FactBase
from quizgen.generate.assemble import make_question
from quizgen.generate.generator import find_items
from quizgen.model import OptionsQuestion
from tests.generate.decks import base, people, towns


def reasons(deck: FactBase) -> dict[str, str]:
    """The wrong options of the first question, each with its rationale."""
    question = make_question(next(find_items(deck)))
    assert isinstance(question, OptionsQuestion)
    return {o.text: o.rationale for o in sorted(question.options) if not o.right}


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        # of the same office rather than of the same time
        ("top 1990 1991, side 2003 2004", "Bob led the top (1990 – 1991)."),
        ("side 2003 2004, top 2012 2013", "Bob led the top (2012 – 2013)."),
        # of two of the same office, what began nearer to the year 2003
        ("top 1990 1991, top 2008 2009", "Bob led the top (2008 – 2009)."),
        ("top 2001 2002, top 2008 2009", "Bob led the top (2001 – 2002)."),
        ("top 2008 2009, top 1999 2000", "Bob led the top (1999 – 2000)."),
        # of another office where there is nothing else
        ("side 1990 1991, side 2008 2009", "Bob led the side (2008 – 2009)."),
    ],
)
def test_the_fact_that_is_nearest_to_the_key_is_the_reason(facts: str, reason: str) -> None:
    terms: dict[str, list[str]] = {
        "top": ["{is: ada, source: s, since: 2003, until: 2006}"],
        "side": ["{is: cem, source: s, since: 1980, until: 1981}"],
    }
    for fact in facts.split(", "):
        office, since, until = fact.split()
        terms[office].append(f"{{is: bob, source: s, since: {since}, until: {until}}}")
    offices = "".join(
        f"{office}: {{kind: office, name: the {office}, complete: [led-by], facts: {{led-by: [{', '.join(led)}]}}}}\n"
        for office, led in terms.items()
    )
    template = 't: {given: "top led-by ?p @ 2005", ask: "Who?", answer: p, forms: [choice], options: 6}'
    assert reasons(base(offices + people(), template))["Bob"] == reason


def test_without_a_fact_of_its_own_the_reason_is_what_is_right() -> None:
    """Of one key, its fact; nobody comes from Kyiv."""
    entities = people(ada="from: rome", bob="from: oslo") + towns()
    template = 't: {given: "ada from ?t", ask: "Where is Ada from?", answer: t, forms: [choice]}'  # fmt: skip
    assert reasons(base(entities, template)) == {
        "Bonn": "Ada comes from Rome.",
        "Kyiv": "Ada comes from Rome.",
        "Oslo": "Bob comes from Oslo.",
    }


def test_what_the_stem_says_anyway_is_no_reason() -> None:
    """Cem does live in Rome, as the stem says; he is too small."""
    entities = (
        people(
            ada="home: rome; height: 190",
            bob="home: rome; height: 170",
            cem="home: rome; height: 171",
        )
        + towns()
    )
    template = 't: {given: ["?p home ?t", "?p height ?n", "?n > 180"], ask: "Who in {t} is tall?", answer: p, forms: [choice]}'
    assert reasons(base(entities, template)) == {
        "Bob": "Bob measures 170.",
        "Cem": "Cem measures 171.",
    }


def test_what_is_true_of_the_key_as_well_is_no_reason() -> None:
    """Bob lives in Rome, and so does Ada; where Cem lives does tell him from her."""
    entities = people(ada="home: rome; from: oslo", bob="home: rome; from: bonn", cem="home: bonn; from: kyiv") + towns()  # fmt: skip
    template = 't: {given: ["?p home ?t", "?p from oslo"], ask: "Who?", answer: p, forms: [choice]}'  # fmt: skip
    assert reasons(base(entities, template)) == {
        "Bob": "Bob comes from Bonn.",
        "Cem": "Cem lives in Bonn.",
    }


def test_what_a_pattern_denies_of_a_subject_is_the_reason() -> None:
    """Not what Bob measures, which is as true of others."""
    entities = people(ada="height: 170; from: rome", bob="height: 171; from: oslo", cem="height: 172; from: oslo") + towns()  # fmt: skip
    template = 't: {given: ["?p height ?n", "not ?p from oslo"], ask: "Who is not?", answer: p, forms: [choice]}'
    assert reasons(base(entities, template)) == {
        "Bob": "Bob comes from Oslo.",
        "Cem": "Cem comes from Oslo.",
    }


@pytest.mark.parametrize("club", ["aa", "zz"])
def test_where_the_key_belongs_as_well_is_no_reason(club: str) -> None:
    """Whichever side of the fact each is on: Bob is in the club, as Ada is, but small."""
    entities = (
        f"{club}: {{kind: club, name: the club, facts: {{member: [{{is: ada, source: s}}, {{is: bob, source: s}}, {{is: cem, source: s}}]}}}}\n"
        + people(ada="height: 190", bob="height: 170", cem="height: 171")
    )
    template = f't: {{given: ["{club} member ?p", "?p height ?n", "?n > 180"], ask: "Who in it is tall?", answer: p, forms: [choice]}}'
    assert reasons(base(entities, template)) == {
        "Bob": "Bob measures 170.",
        "Cem": "Cem measures 171.",
    }


def test_of_a_date_the_reason_is_what_happened_within_it() -> None:
    """Of 2003 that Bob came in May; in 2002 nobody came, and of Cem it is not known."""
    members = (
        "{is: ada, source: s, since: 2001-01-01}, {is: bob, source: s, since: 2003-05-05},"
        " {is: cem, source: s}"
    )
    entities = f"club: {{kind: club, name: the club, complete: [member], facts: {{member: [{members}]}}}}\n"
    template = 't: {given: "club member ?p since ?d", ask: "When did {p} join?", answer: d.year, forms: [choice], options: 6}'
    right = "Ada is in the club (since 1 January 2001)."
    by_year = reasons(base(entities + people(), template))
    assert by_year.pop("2003") == "Bob is in the club (since 5 May 2003)."
    assert set(by_year.values()) == {right}
