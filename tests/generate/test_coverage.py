"""What a template does not make is said, with the reason and an example."""

from pathlib import Path

import pytest

from quizgen import generate, load
from quizgen.generate.coverage import shortfalls
from quizgen.generate.groups import TooManyMatches
from tests.generate.decks import base, people, towns


def lines(entities: str, templates: str) -> list[str]:
    return [
        f"{problem.place.column} {problem.level}: {problem.message}"
        for problem in shortfalls(base(entities, templates))
    ]


def test_a_template_that_makes_all_its_questions_is_not_spoken_of() -> None:
    born = people(
        **{n: f"born: 19{i}0-01-01" for i, n in enumerate(("ada", "bob", "cem"), 5)}
    )
    template = """
        t: {given: "?p born ?day", ask: "When was {p} born?", answer: day, forms: [choice, text]}
    """
    assert lines(born, template) == []


def test_a_template_that_matches_nothing_is_named() -> None:
    templates = """
        t: {given: "?p height ?n", ask: "How tall is {p}?", answer: n, forms: [card]}
        u: {given: "?p motto ?t", ask: "Whose motto is {t}?", answer: p, forms: [card]}
    """
    assert lines(people(ada="height: 170"), templates) == [
        "3 warning: template 'u' matches nothing in the facts"
    ]


def test_a_form_that_cannot_be_proved_is_named_once_for_each_reason() -> None:
    """With how many stems it is so of, and the first of them."""
    homes = people(ada="home: oslo", bob="home: rome", cem="home: rome")
    templates = """
        t: {given: "?p home ?town", ask: "Where does {p} live?", answer: town, forms: [choice, text]}
        u: {given: "?p home ?town", ask: "Who lives in {town}?", answer: p, forms: [multi]}
    """
    open_ = (
        "only 0 of {} wrong options can be proved wrong: the base leaves open what else is"
        " right (is a relation single or complete? does the pattern name a time?)"
    )
    assert lines(homes + towns(), templates) == [
        f"3 warning: no choice question from 't' for 3 of 3 stems: {open_.format(3)};"
        " one is 'Where does Ada live?'",
        "3 warning: no text question from 't' for 3 of 3 stems: the base leaves open what"
        " else is right; one is 'Where does Ada live?'",
        "3 warning: no multi question from 'u' for 2 of 2 stems: 1 it has one right answer,"
        " 1 too few options that can be proved wrong; one is 'Who lives in Oslo?' (it has"
        " one right answer)",
    ]
    each = shortfalls(base(homes + towns(), templates), each=True)
    assert [problem.message for problem in each] == [
        *(
            f"no choice question from 't': {open_.format(3)}; it is 'Where does {p} live?'"
            for p in ("Ada", "Bob", "Cem")
        ),
        *(
            "no text question from 't': the base leaves open what else is right;"
            f" it is 'Where does {p} live?'"
            for p in ("Ada", "Bob", "Cem")
        ),
        "no multi question from 'u': it has one right answer; it is 'Who lives in Oslo?'",
        f"no multi question from 'u': {open_.format(4)}; it is 'Who lives in Rome?'",
    ]


def test_what_a_rule_objects_to_is_counted_by_the_name_of_the_rule() -> None:
    """Unless somebody looks through the rules themselves."""
    heights = people(ada="height: 170", bob="height: 171", cem="height: 172")
    template = (
        't: {given: "?p height ?n", ask: "how tall is {p}?", answer: n, forms: [card]}'
    )
    assert lines(heights, template) == [
        "3 warning: no card question from 't' for 3 of 3 stems: whole_sentence: the stem"
        " does not begin with a capital; one is 'how tall is Ada?'"
    ]
    assert shortfalls(base(heights, template), with_rules=False) == []


def test_a_template_that_matches_in_too_many_ways_is_an_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The others are examined all the same."""
    monkeypatch.setattr("quizgen.query.index.FEWEST_STEPS", 700)
    monkeypatch.setattr("quizgen.query.index.STEPS_PER_FACT", 1)
    homes = "\n".join(
        f"{name}: {{kind: person, name: {name}, facts: {{home: ["
        "{is: oslo, source: s}, {is: rome, source: s}, {is: bonn, source: s}]}}"
        for name in ("ada", "bob", "cem", "dana")
    )
    homes += f"\n{towns()}"
    templates = """
        t: {given: ["?p home ?x", "?p home ?y", "?p home ?z", "?p home ?w"], ask: "Where is {p}?", answer: x, forms: [card]}
        u: {given: "?p height ?n", ask: "How tall is {p}?", answer: n, forms: [card]}
    """
    assert lines(homes, templates) == [
        "3 error: template 't' takes more than 700 steps to match the patterns, whose"
        " matches '?p home ?z' multiplies: expected it to share more with the others",
        "3 warning: template 'u' matches nothing in the facts",
    ]
    with pytest.raises(TooManyMatches, match="takes more than 700 steps"):
        generate(base(homes, templates))


def test_a_form_that_another_takes_over_is_not_missed() -> None:
    """Of choice and multi, each stem makes the one that fits its number of answers."""
    origins = people(
        ada="from: oslo", bob="from: rome", cem="from: rome", dana="from: bonn",
        eva="from: bonn", finn="from: bonn",
    )  # fmt: skip
    template = """
        t: {given: "?p from ?town", ask: "Who comes from {town}?", answer: p, forms: [choice, multi]}
    """
    assert lines(origins + towns(), template) == []


def test_several_answers_are_named_up_to_four() -> None:
    origins = people(**dict.fromkeys(("ada", "bob", "cem", "dana", "eva"), "from: rome"))
    template = """
        t: {given: "?p from ?town", ask: "Who comes from {town}?", answer: p, forms: [card]}
    """
    assert lines(origins + towns(), template) == [
        "3 warning: no card question from 't': it has 5 right answers (Ada, Bob, Cem, Dana);"
        " it is 'Who comes from Rome?'"
    ]


def test_too_few_items_to_order_or_pairs_to_match_are_counted() -> None:
    entities = people(
        ada="born: 1990; from: rome", bob="born: 1990-05-05; from: rome", cem="born: 1992; from: oslo"
    )  # fmt: skip
    templates = """
        o: {given: "?p born ?day", ask: "Order.", answer: p, order-by: day, forms: [order]}
        m: {given: "?p from ?town", ask: "Match.", answer: p, match-with: town, forms: [match]}
    """
    assert lines(entities + towns(), templates) == [
        "3 warning: no order question from 'o': only 2 items have a certain order; it is 'Order.'",
        "3 warning: no match question from 'm': only 2 pairs cannot be confused; it is 'Match.'",
    ]


def test_a_choice_needs_two_wrong_options() -> None:
    """One, where its template says that it has two options."""
    entities = people(ada="from: oslo") + "oslo: {kind: town, name: Oslo}\nrome: {kind: town, name: Rome}"  # fmt: skip
    template = 't: {given: "?p from ?town", ask: "Where is {p} from?", answer: town, forms: [choice]%s}'
    assert lines(entities, template % "") == [
        "3 warning: no choice question from 't': only 1 of 3 wrong options can be proved"
        " wrong; it is 'Where is Ada from?'"
    ]
    assert lines(entities, template % ", options: 2") == []


def test_the_hint_that_much_is_open_is_for_where_nothing_is_proved() -> None:
    """Here an author vouches for one wrong option."""
    entities = """
        ada: {kind: person, name: Ada, facts: {home: {is: rome, source: s, contrasts: [{is: oslo, because: No.}]}}}
        rome: {kind: town, name: Rome}
        oslo: {kind: town, name: Oslo}
        bonn: {kind: town, name: Bonn}
    """
    template = 't: {given: "?p home ?town", ask: "Where?", answer: town, forms: [choice]}'
    assert lines(entities, template) == [
        "3 warning: no choice question from 't': only 1 of 3 wrong options can be proved"
        " wrong; it is 'Where?'"
    ]


def test_a_statement_needs_something_false_to_say() -> None:
    templates = """
        t: {given: "?p from ?town", ask: "X?", state: "{p} is from {town}.", answer: town, forms: [truefalse]}
    """
    assert lines(
        people(ada="from: oslo") + "oslo: {kind: town, name: Oslo}", templates
    ) == [
        "3 warning: no truefalse question from 't': only 0 of 1 wrong options can be proved"
        " wrong; it is 'Ada is from _____.'"
    ]


def test_a_deck_without_facts_is_a_foundation_for_others() -> None:
    template = """
        t: {given: "?p born ?day", ask: "When was {p} born?", answer: day, forms: [choice]}
    """
    assert lines(people(), template) == []


# Decks that use others

HEAD = "language: en\nchecked: 2026-11-23\nsources: {s: {title: S}}\n"
USED = """\
relations:
  home: {of: person, is: town, says: "{of} lives in {is}"}
  from: {of: person, is: town, says: "{of} comes from {is}"}
entities:
  ada: {kind: person, name: Ada, facts: {home: {is: rome, source: s}}}
  rome: {kind: town, name: Rome}
templates:
  t: {given: "?p home ?town", ask: "Where does {p} live?", answer: town, forms: [text]}
  u: {given: "?p from ?town", ask: "Where is {p} from?", answer: town, forms: [text]}
"""
OWN = """\
templates:
  v: {given: "?p home ?town", ask: "In which town is {p}?", answer: town, forms: [text]}
  w: {given: "?p from ?town", ask: "From which town is {p}?", answer: town, forms: [text]}
"""
BOB = "bob: {kind: person, name: Bob, facts: {home: {is: rome, source: s}}}"


def warnings_above(folder: Path, used: str, using: str, entities: str = "") -> list[str]:
    """The warnings for the deck *using*, which uses *used*."""
    head = f"deck: {used}\ntitle: T\n{HEAD}"
    (folder / f"{used}.yaml").write_text(head + USED, "utf-8")
    head = f"deck: {using}\ntitle: T\nuses: {used}\n{HEAD}{entities}"
    (folder / f"{using}.yaml").write_text(head + OWN, "utf-8")
    bases, problems = load(folder / f"{using}.yaml")
    assert not problems
    return [problem.message for base in bases for problem in shortfalls(base)]


@pytest.mark.parametrize(("used", "using"), [("a", "b"), ("b", "a")])
def test_a_deck_whose_facts_are_all_of_another_is_a_foundation_too(
    tmp_path: Path, used: str, using: str
) -> None:
    assert warnings_above(tmp_path, used, using) == []


@pytest.mark.parametrize(("used", "using"), [("a", "b"), ("b", "a")])
def test_only_templates_of_the_deck_itself_are_warned_of(
    tmp_path: Path, used: str, using: str
) -> None:
    """Those of the deck that it uses are warned of there."""
    assert warnings_above(tmp_path, used, using, f"entities:\n  {BOB}\n") == [
        "no text question from 'v' for 2 of 2 stems: the base leaves open what else is right;"
        " one is 'In which town is Ada?'",
        "template 'w' matches nothing in the facts",
    ]
