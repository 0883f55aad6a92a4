"""What is proved before it is asked, and what is told afterwards: whole questions."""

from collections import Counter
from itertools import combinations
from pathlib import Path
from textwrap import indent

import pytest

from quizgen import generate, load
from quizgen.generate.generator import bind_templates, find_items
from quizgen.generate.labels import Labels
from quizgen.generate.proofs import prove
from quizgen.model import (
    FactBase,
    MatchQuestion,
    OptionsQuestion,
    OrderQuestion,
    Question,
    Refusal,
    TrueFalseQuestion,
    TypedQuestion,
)
from quizgen.quiz.typed_dates import read_dates
from tests.generate.decks import HEAD, base, people, towns


def options(question: Question) -> dict[str, str]:
    """Each option with its rationale, the key with "*"."""
    assert isinstance(question, OptionsQuestion)
    return {o.text: "*" if o.right else o.rationale for o in question.options}


def ever(deck: FactBase, seeds: int = 24) -> dict[str, str]:
    """Everything that any seed offers in the one question of *deck*."""
    found: dict[str, str] = {}
    for seed in range(seeds):
        for question in generate(deck, seed):
            found |= options(question)
    return dict(sorted(found.items()))


# Doubt


def test_a_doubtful_fact_makes_no_key_and_proves_nothing_wrong() -> None:
    """Bob may come from Rome; so "not Bob" is no wrong answer to "Who is from Rome?"."""
    entities = (
        people(ada="from: rome", cem="from: oslo", dana="from: bonn")
        .replace("name: Bob", "name: Bob, facts: {from: {is: rome, source: s, confidence: low}}")
        + towns()
    )  # fmt: skip
    template = 't: {given: "?p from rome", ask: "Who is from Rome?", answer: p, forms: [choice], options: 3}'
    assert ever(base(entities, template)) == {
        "Ada": "*",
        "Cem": "Cem comes from Oslo.",
        "Dana": "Dana comes from Bonn.",
    }


def test_a_doubtful_fact_is_no_reason() -> None:
    """Cem was in the club, surely; that he also led it once is doubtful."""
    entities = (
        people(ada="from: rome", bob="from: oslo").replace(
            "name: Bob, facts: {",
            "name: Bob, facts: {home: {is: bonn, source: s, confidence: low}, ",
        )
        + towns()
    )
    template = (
        't: {given: ["?p from ?town"], ask: "Who is from {town}?",'
        ' state: "{p} is from {town}.", answer: p, forms: [truefalse]}'
    )
    reasons = {
        question.rationale
        for seed in range(12)
        for question in generate(base(entities, template), seed)
        if isinstance(question, TrueFalseQuestion)
    }
    assert reasons == {
        "True: Ada comes from Rome.",
        "True: Bob comes from Oslo.",
        "Ada is from Rome. Bob comes from Oslo.",
        "Bob is from Oslo. Ada comes from Rome.",
    }


def test_what_is_denied_is_said_by_a_fact_that_is_sure() -> None:
    """Bob is in the club still: the fact that says so is told, not the doubtful one."""
    club = """
        club: {kind: club, name: the club, complete: [member], facts: {member: [
          {is: ada, since: 2001, until: 2005-05-05, source: s},
          {is: bob, since: 2010, source: s, confidence: low, id: d/doubt},
          {is: bob, since: 2002, source: s, id: d/sure},
          {is: cem, since: 2003, source: s}]}}
    """
    template = (
        't: {given: ["club member ?p", "not club member ?p @ now"], ask: "Who has left?",'
        " answer: p, forms: [choice]}"
    )
    deck = base(club.strip() + "\n" + people(), template)
    offered = ever(deck)
    assert {name: offered[name] for name in ("Ada", "Bob", "Cem")} == {
        "Ada": "*",
        "Bob": "Bob is in the club (since 2002).",
        "Cem": "Cem is in the club (since 2003).",
    }


def test_what_is_denied_is_the_reason() -> None:
    """Not that Bob is in the club, which is true of Ada as well; nor who led another."""
    entities = """
        top: {kind: office, name: the top, complete: [led-by], facts: {led-by: [
          {is: cem, since: 2001, until: 2005, source: s},
          {is: bob, since: 2006, until: 2009, source: s, confidence: low, id: d/doubt},
          {is: bob, since: 2010, source: s, id: d/sure}]}}
        side: {kind: office, name: the side, facts: {led-by: {is: bob, source: s}}}
        club: {kind: club, name: the club, complete: [member], facts: {member: [
          {is: ada, source: s}, {is: bob, source: s}, {is: cem, source: s}]}}
    """
    template = (
        't: {given: ["club member ?p", "not {} led-by ?p"], ask: "Who never led it?",'
        " answer: p, forms: [choice], options: 3}"
    )
    lines = entities.strip("\n") + "\n" + indent(people(), " " * 8)
    assert ever(base(lines, template.replace("{}", "top"))) == {
        "Ada": "*",
        "Bob": "Bob leads the top (since 2010).",
        "Cem": "Cem led the top (2001 – 2005).",
    }


# Dates as options


def test_dates_that_may_be_the_same_day_are_no_options_side_by_side() -> None:
    days = ("1992-05-15", "1992-05", "1992", "1993-02", "1993-02-02", "1994")
    entities = people(
        **{
            name: f"born: {day}"
            for name, day in zip(("ada", "bob", "cem", "dana", "eva", "finn"), days, strict=True)
        }
    )  # fmt: skip
    template = 't: {given: "?p born ?day", ask: "When was {p} born?", answer: day, forms: [choice], options: 6}'
    deck = base(entities, template)
    counts: Counter[str] = Counter()
    for seed in range(24):
        for question in generate(deck, seed):
            texts = [*options(question)]
            meant = [next(iter(read_dates(text))) for text in texts]
            for day, other in combinations(meant, 2):
                assert not day.overlaps(other), texts
            counts[question.about.id] += len(texts)
    assert counts == {
        f"d/t/{name}#choice": 24 * 6
        for name in ("ada", "bob", "cem", "dana", "eva", "finn")
    }


# Matching and ordering


def matched(entities: str, template: str) -> list[list[tuple[str, str]]]:
    """The pairs of each question of *template*."""
    questions = [
        q for q in generate(base(entities, template)) if isinstance(q, MatchQuestion)
    ]
    return [
        [(left, q.right[place]) for left, place in zip(q.left, q.key, strict=True)]
        for q in questions
    ]


HOMES = 't: {given: "?p home ?town", ask: "Match.", answer: p, match-with: town, forms: [match]}'


def residents(*homes: str) -> str:
    """People of whom it is known where they live, each in one or several towns."""
    lines = []
    for name, home in zip(("ada", "bob", "cem", "dana"), homes, strict=False):
        facts = ", ".join(f"{{is: {town}, source: s}}" for town in home.split())
        lines.append(
            f"{name}: {{kind: person, name: {name.title()}, complete: [home], facts: {{home: [{facts}]}}}}"
        )
    return "\n".join(lines) + "\n" + towns()


def test_pairs_that_can_be_confused_in_one_direction_are_not_matched() -> None:
    """Dana lives in Kyiv, but in Oslo as well: no pair may hold her beside Ada."""
    assert matched(residents("oslo", "rome", "bonn", "kyiv"), HOMES) == [
        [("Ada", "Oslo"), ("Bob", "Rome"), ("Cem", "Bonn"), ("Dana", "Kyiv")]
    ]
    for homes in (
        ("oslo", "rome", "bonn", "kyiv oslo"),
        ("kyiv oslo", "rome", "bonn", "oslo"),
    ):
        windows = matched(residents(*homes), HOMES)
        assert [[left for left, _ in pairs] for pairs in windows] in (
            [["Ada", "Bob", "Cem"], ["Bob", "Cem", "Dana"]],
            [["Bob", "Cem", "Dana"], ["Ada", "Bob", "Cem"]],
        )


def test_a_place_that_is_not_certain_is_not_ordered() -> None:
    entities = people(ada="born: 1990", bob="born: 1990-05-05", cem="born: 1991", dana="born: 1992-01", eva="home: oslo") + towns()  # fmt: skip
    template = (
        't: {given: "?p born ?d", ask: "Order.", answer: p, order-by: d, forms: [order]}'
    )
    values = {"Ada": "1990", "Bob": "5 May 1990", "Cem": "1991", "Dana": "January 1992"}
    for seed in range(8):
        orders = []
        for question in generate(base(entities, template), seed):
            assert isinstance(question, OrderQuestion)
            orders.append([question.items[i] for i in question.key])
            assert list(question.items) != orders[-1]
            assert question.values == tuple(values[item] for item in question.items)
        assert orders == [["Ada", "Cem", "Dana"], ["Bob", "Cem", "Dana"]]


@pytest.mark.parametrize(
    ("size", "counts"), [(4, [2]), (5, [2, 3]), (6, [2, 3, 4]), (10, [2, 3, 4, 5, 6, 7, 8])]
)
def test_of_several_options_two_at_least_are_right_and_two_wrong(
    size: int, counts: list[int]
) -> None:
    homes = {f"p{i:02}": "rome" if i < 9 else "oslo" for i in range(18)}
    entities = "".join(
        f"{name}: {{kind: person, name: {name.title()}, facts: {{from: {{is: {town}, source: s}}}}}}\n"
        for name, town in homes.items()
    )
    deck = base(
        entities + towns(),
        f't: {{given: "?p from rome", ask: "Who?", answer: p, forms: [multi], options: {size}}}',
    )
    drawn = [options(question) for seed in range(60) for question in generate(deck, seed)]
    assert {len(texts) for texts in drawn} == {size}
    assert sorted({[*texts.values()].count("*") for texts in drawn}) == counts


@pytest.mark.parametrize(
    ("size", "count", "wrong"),
    [("", 5, 3), ("2", 5, 1), ("5", 5, 4), ("9", 3, 2), ("", 3, 2)],
)
def test_a_choice_has_as_many_options_as_its_template_says_or_four(
    size: str, count: int, wrong: int
) -> None:
    """Or fewer, where there is nothing else; but three at least, unless it says two."""
    entities = "".join(
        f"p{i}: {{kind: person, name: P{i}, facts: {{from: {{is: t{i}, source: s}}}}}}\n"
        f"t{i}: {{kind: town, name: T{i}}}\n"
        for i in range(count)
    )
    said = f", options: {size}" if size else ""
    template = (
        f't: {{given: "p0 from ?t", ask: "Where?", answer: t, forms: [choice]{said}}}'
    )
    (question,) = generate(base(entities, template))
    assert [*options(question).values()].count("*") == 1
    assert len(options(question)) == 1 + wrong


def test_contrasts_of_another_relation_than_the_asked_one_are_no_options() -> None:
    """Oslo is no answer to who is in the club."""
    entities = """
        club: {kind: club, name: the club, complete: [member], facts: {member: [{is: ada, source: s}]}}
        ada: {kind: person, name: Ada, facts: {from: {is: rome, source: s, contrasts: [{is: oslo, because: No.}]}}}
        bob: {kind: person, name: Bob}
        cem: {kind: person, name: Cem}
        rome: {kind: town, name: Rome}
        oslo: {kind: town, name: Oslo}
    """
    templates = """
        t: {given: ["?p from ?t", "club member ?p"], ask: "Who is it?", answer: p, forms: [choice]}
        u: {given: ["?p from ?t", "club member ?p"], ask: "Where is {p} from?", answer: t, forms: [choice], options: 2}
    """
    who, where = generate(base(entities, templates))
    right = "Ada is in the club."
    assert options(who) == {
        "Ada": "*",
        "Bob": f"Ada, not Bob. {right}",
        "Cem": f"Ada, not Cem. {right}",
    }
    assert options(where) == {"Rome": "*", "Oslo": "No."}


# Decks that build on others

UNDER = """\
deck: under
title: U
language: en
checked: 2026-11-23
sources: {s: {title: S}}
relations:
  led-by: {of: office, is: person, says: "{is} leads {of}"}
  member: {of: club, is: person, complete: true, says: "{is} is in {of}"}
entities:
  chess: {kind: club, name: Chess, facts: {member: {is: ada, source: s}}}
  ada: {kind: person, name: Ada}
  bob: {kind: person, name: Bob}
  top: {kind: office, name: Top, facts: {led-by: {is: ada, source: s}}}
templates:
  who: {given: "?club member ?p", ask: "Who is in {club}?", answer: p, forms: [choice], options: 2}
  many: {given: "?n = count ?p: ?club member ?p", ask: "How many?", answer: n, forms: [card]}
  first: {given: ["?club a club", "last ?d: ?club member ?p since ?d"], ask: "Who came last to {club}?", answer: p, forms: [card]}
  led: {given: "?o led-by ?p", ask: "Who leads {o}?", answer: p, forms: [card]}
"""
ABOVE = """\
deck: above
title: A
language: en
checked: 2026-11-23
uses: under
sources: {s: {title: S}}
entities:
  go: {kind: club, name: Go, facts: {member: {is: cem, source: s, since: 2001}}}
  cem: {kind: person, name: Cem}
templates:
  own: {given: "?club member ?p", ask: "Who plays {club}?", answer: p, forms: [choice], options: 2}
"""


def test_a_deck_asks_what_rests_on_facts_of_its_own(tmp_path: Path) -> None:
    """By the templates of the deck that it uses as well; its own ask about all facts."""
    (tmp_path / "under.yaml").write_text(UNDER, "utf-8")
    (tmp_path / "above.yaml").write_text(ABOVE, "utf-8")
    bases, problems = load(tmp_path / "above.yaml", tmp_path / "under.yaml")
    assert not problems
    ids = {base.deck.id: [q.about.id for q in generate(base)] for base in bases}
    assert ids == {
        "above": [
            *("above/who/go#choice", "above/many#card", "above/first/go#card"),
            *("above/own/chess#choice", "above/own/go#choice"),
        ],
        "under": ["under/who/chess#choice", "under/many#card"],
    }


@pytest.mark.parametrize(("used", "using"), [("a", "b"), ("b", "a")])
def test_templates_of_a_used_deck_are_bound_where_the_deck_adds_to_their_facts(
    tmp_path: Path, used: str, using: str
) -> None:
    """Nothing new can be asked by the others; its own templates ask in any case."""
    (tmp_path / f"{used}.yaml").write_text(UNDER.replace("deck: under", f"deck: {used}"))
    above = ABOVE.replace("deck: above", f"deck: {using}").replace(": under", f": {used}")
    above += (
        '  lead: {given: "?o led-by ?p", ask: "Who heads {o}?", answer: p, forms: [card]}\n'
    )
    (tmp_path / f"{using}.yaml").write_text(above)
    (deck,), problems = load(tmp_path / f"{using}.yaml")
    assert not problems
    assert [(bound.deck, bound.template.id) for bound in bind_templates(deck)] == [
        *((using, "who"), (using, "many"), (using, "first")),
        *((using, "own"), (using, "lead")),
    ]


@pytest.mark.parametrize(
    ("given", "ask", "answer", "units"),
    [
        ("?p height ?n", "How tall is {p}?", "n", ["170 cm"]),
        ("?n = count ?p: club member ?p", "How many?", "n", ["2"]),
    ],
)
def test_a_number_is_asked_with_the_unit_of_its_fact(
    given: str, ask: str, answer: str, units: list[str]
) -> None:
    entities = """
        ada: {kind: person, name: Ada, facts: {height: {is: 170, unit: cm, source: s}}}
        bob: {kind: person, name: Bob}
        club: {kind: club, name: the club, complete: [member], facts: {member: [{is: ada, source: s}, {is: bob, source: s}]}}
    """
    template = f't: {{given: "{given}", ask: "{ask}", answer: {answer}, forms: [card]}}'
    deck = base(entities, template)
    assert [q.answer.text for q in generate(deck) if isinstance(q, TypedQuestion)] == units


def test_of_two_numbers_each_has_the_unit_of_its_own_fact() -> None:
    entities = "ada: {kind: person, name: Ada, facts: {height: {is: 170, unit: cm, source: s}, weight: {is: 70, unit: kg, source: s}}}"
    templates = """
        t: {given: ["ada height ?n", "ada weight ?m"], ask: "How heavy?", answer: m, forms: [card]}
        u: {given: ["ada height ?n", "ada weight ?m"], ask: "How tall?", answer: n, forms: [card]}
    """
    head = HEAD.replace(
        "relations:\n", "relations:\n  weight: {of: person, is: number, single: true}\n"
    )
    questions = generate(base(entities, templates, head))
    assert [q.answer.text for q in questions if isinstance(q, TypedQuestion)] == [
        *("70 kg", "170 cm"),
    ]


def test_the_part_of_a_date_that_is_asked_must_be_known() -> None:
    entities = people(ada="born: 1990", bob="born: 1991-05", cem="born: 1992-06-07")
    asked = {}
    for part in ("year", "month", "day"):
        template = f't: {{given: "?p born ?d", ask: "When was {{p}} born?", answer: d.{part}, forms: [card]}}'
        asked[part] = [
            q.answer.text
            for q in generate(base(entities, template))
            if isinstance(q, TypedQuestion)
        ]
    assert asked == {
        "year": ["1990", "1991", "1992"],
        "month": ["May 1991", "June 1992"],
        "day": ["7 June 1992"],
    }


def test_the_part_of_a_date_that_is_shown_must_be_known() -> None:
    entities = people(ada="born: 1990", bob="born: 1991-05", cem="born: 1992-06-07")
    for part, stems in {
        ".year": ["Who in 1990?", "Who in 1991?", "Who in 1992?"],
        ".month": ["Who in May 1991?", "Who in June 1992?"],
        ".day": ["Who on 7 June 1992?"],
        "": ["Who in 1990?", "Who in May 1991?", "Who on 7 June 1992?"],
        ".year} or {d.day": ["Who in 1992 or 7 June 1992?"],
        ".year} or {d.month": ["Who in 1991 or May 1991?", "Who in 1992 or June 1992?"],
        ".month} or {d.year": ["Who in May 1991 or 1991?", "Who in June 1992 or 1992?"],
    }.items():
        template = f't: {{given: "?p born ?d", ask: "Who in {{d{part}}}?", answer: p, forms: [choice], options: 2}}'
        assert [q.stem for q in generate(base(entities, template))] == stems, part


@pytest.mark.parametrize(
    ("motto", "subject"),
    [
        ("Ever on", "ever-on"),
        ("Well, well!", "well-well"),
        ("a" * 32, "a" * 32),
        ("?!", None),
        ("a" * 33, None),
    ],
)
def test_a_text_in_an_id_is_short_or_a_digest(motto: str, subject: str | None) -> None:
    entities = f'ada: {{kind: person, name: Ada, facts: {{motto: {{is: "{motto}", source: s}}}}}}\nbob: {{kind: person, name: Bob, facts: {{motto: {{is: Other, source: s}}}}}}\n'
    template = 't: {given: "?p motto ?t", ask: "Whose is {t}?", answer: p, forms: [choice], options: 2}'
    first = generate(base(entities, template))[0].about.id
    name = first.removeprefix("d/t/").removesuffix("#choice")
    if subject is None:
        assert len(name) == 8
        assert int(name, 16) >= 0
    else:
        assert name == subject


# Words


def test_names_and_values_are_said_in_the_words_of_the_deck() -> None:
    deck = base(
        "ada: {kind: person, name: Ada Ames, short: Ada, aliases: [Mrs Ames, Ada]}\n",
        't: {given: "?p born ?d", ask: "When was {p} born?", answer: d, forms: [card]}',
    )
    labels = Labels(deck)
    assert labels.entity("ada") == "Ada Ames"
    assert labels.entity("ada", "short") == "Ada"
    assert labels.aliases("ada") == ("Ada Ames", "Ada", "Mrs Ames")
    assert labels.folded_names("ada", "Ada") == {"ada ames", "ada", "mrs ames"}
    assert labels.value(1234567) == "1,234,567"
    assert labels.value("x y", literal="text") == "x y"
    assert sorted(labels) == ["Ada", "Ada Ames", "Mrs Ames"]


def test_what_would_take_too_long_to_prove_is_not_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It surely holds, but what else may hold besides is too much to go through."""
    monkeypatch.setattr("quizgen.query.index.FEWEST_STEPS", 60)
    monkeypatch.setattr("quizgen.query.index.STEPS_PER_FACT", 1)
    homes = "ada: {kind: person, name: Ada, facts: {home: [{is: oslo, source: s}, "
    homes += ", ".join(
        f"{{is: {town}, source: s, confidence: low}}" for town in ("rome", "bonn", "kyiv")
    )
    homes += f"]}}}}\n{towns()}"
    templates = """
        t: {given: ["ada home ?x", "ada home ?y", "ada home ?z"], ask: "Where?", answer: x, forms: [card]}
    """
    (item,) = find_items(base(homes, templates))
    assert prove(item) == Refusal("too much is possible to prove what is wrong")


def test_a_key_says_whether_the_base_knows_more_of_it() -> None:
    """So that a learner who types a day is told whether the deck could judge it."""
    born = people(ada="born: 1950-05-05", bob="born: 1960-06", cem="born: 1970")
    templates = """
        t: {given: "?p born ?day", ask: "When was {p} born?", answer: day, forms: [text]}
        y: {given: "?p born ?day", ask: "In which year was {p} born?", answer: day.year, forms: [text]}
    """
    answers = [
        q.answer for q in generate(base(born, templates)) if isinstance(q, TypedQuestion)
    ]
    assert [(answer.text, answer.is_rounded) for answer in answers] == [
        ("5 May 1950", False),
        ("June 1960", False),
        ("1970", False),
        ("1950", True),
        ("1960", True),
        ("1970", False),
    ]
