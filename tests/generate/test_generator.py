"""From patterns to proved questions: what is asked, of what, and what is never an option."""

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent, indent
from typing import Any, TypeAlias

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizgen import generate, load
from quizgen.generate.assemble import make_question
from quizgen.generate.generator import bind_templates, find_items, iterate_questions
from quizgen.generate.items import template_items
from quizgen.model import (
    MatchQuestion,
    OptionsQuestion,
    OrderQuestion,
    TypedQuestion,
)
from tests.generate.decks import base

HEAD = """\
deck: d
title: D
language: en
checked: 2026-11-23
sources: {s: {title: S}}
relations:
  led-by: {of: office, is: person, single: true, says: "{is} leads {of}", said: "{is} led {of}"}
  member: {of: club, is: person, says: "{is} is in {of}"}
  born: {of: person, is: date, single: true, says: "{of} was born on {is}"}
  height: {of: person, is: number, single: true, says: "{of} measures {is}"}
  from: {of: person, is: town, single: true, says: "{of} comes from {is}"}
  home: {of: person, is: town, says: "{of} lives in {is}"}
"""
Asked: TypeAlias = Callable[..., list[Any]]
SPACES = "  "
PEOPLE = ("Ada", "Bob", "Cem", "Dana", "Eva", "Finn")


def person(name: str, facts: str = "") -> str:
    return f"  {name.casefold()}: {{kind: person, name: {name}{facts and f', facts: {{{facts}}}'}}}\n"


@pytest.fixture
def asked(tmp_path: Path) -> Asked:
    """The questions of a deck: HEAD, then *entities*, then *templates*."""

    def ask(entities: str, templates: str, seed: int = 0) -> list[Any]:
        path = tmp_path / "d.yaml"
        path.write_text(
            f"{HEAD}entities:\n{entities}templates:\n{indent(dedent(templates), SPACES)}",
            "utf-8",
        )
        bases, problems = load(path)
        assert not problems, "\n".join(map(str, problems))
        return generate(bases[0], seed)

    return ask


def office(facts: str, complete: str = "") -> str:
    return (
        f"  top: {{kind: office, name: the top, {complete}facts: {{led-by: [{facts}]}}}}\n"
    )


IN_TURN = office(
    "{is: ada, since: 2001, until: 2003-06-30, source: s},"
    " {is: bob, since: 2003-07-01, until: 2005-12-31, source: s, note: He was the second.},"
    " {is: cem, since: 2006-01-01, until: 2009-12-31, source: s},"
    " {is: dana, since: 2010-01-01, source: s}"
)
EVERYBODY = "".join(map(person, PEOPLE))
AT_A_TIME = """
  t:
    given: "?office led-by ?person @ {day}"
    ask: Who led {{office}} then?
    state: "{{person}} led {{office}} then."
    answer: person
    forms: [choice, text, truefalse]
"""


def test_the_key_is_who_held_it_then_and_everybody_else_is_wrong(asked: Asked) -> None:
    choice, text, _ = asked(IN_TURN + EVERYBODY, AT_A_TIME.format(day="2004-05"))
    assert isinstance(choice, OptionsQuestion)
    assert [option.text for option in choice.options if option.right] == ["Bob"]
    assert len(choice.options) == 4
    assert isinstance(text, TypedQuestion)
    assert text.answer.text == "Bob"
    assert choice.about.explanation == (
        "Bob led the top (1 July 2003 – 31 December 2005). He was the second."
    )


def test_a_wrong_option_says_where_it_belongs(asked: Asked) -> None:
    choice = asked(IN_TURN + EVERYBODY, AT_A_TIME.format(day="2004-05"))[0]
    said = {option.text: option.rationale for option in choice.options}
    assert said["Ada"] == "Ada led the top (2001 – 30 June 2003)."
    assert said["Dana"] == "Dana leads the top (since 1 January 2010)."


def test_a_day_on_which_the_holder_is_not_certain_is_not_asked(asked: Asked) -> None:
    """Ada began in 2001, nobody knows when; and on that day both may have held it."""
    assert asked(IN_TURN + EVERYBODY, AT_A_TIME.format(day="2001-05-01")) == []


def test_a_vague_day_is_asked_only_if_every_day_of_it_fits(asked: Asked) -> None:
    assert asked(IN_TURN + EVERYBODY, AT_A_TIME.format(day="2003")) == []
    assert asked(IN_TURN + EVERYBODY, AT_A_TIME.format(day="2004")) != []


def test_without_a_time_what_was_ever_true_is_no_wrong_answer(asked: Asked) -> None:
    """All four led it, so the question has four keys; and nobody else is refuted."""
    untimed = AT_A_TIME.format(day="x").replace(" @ x", "").replace("then", "ever")
    assert asked(IN_TURN + EVERYBODY, untimed) == []


def test_what_a_complete_list_does_not_name_is_false(asked: Asked) -> None:
    club = (
        "  club: {kind: club, name: the club, complete: [member], facts: {member: ["
        "{is: ada, source: s}, {is: bob, source: s}]}}\n"
    )
    template = """
      t: {given: "?club member ?person", ask: "Who is in {club}?", answer: person, forms: [multi]}
    """
    (question,) = asked(club + EVERYBODY, template)
    assert isinstance(question, OptionsQuestion)
    assert {o.text for o in question.options if o.right} == {"Ada", "Bob"}
    assert {o.text for o in question.options if not o.right} == {
        "Cem",
        "Dana",
        "Eva",
        "Finn",
    }
    assert asked(club.replace("complete: [member], ", "") + EVERYBODY, template) == []


def test_two_answers_to_one_stem_never_make_a_single_choice(asked: Asked) -> None:
    """Two people who read alike are one stem, however different they are."""
    people = (
        person("Ada", "born: {is: 1990-01-01, source: s}")
        + "  other: {kind: person, name: Ada, facts: {born: {is: 1980-02-02, source: s}}}\n"
    )
    template = """
      t: {given: "?person born ?day", ask: "When was {person} born?", answer: day, forms: [choice, text]}
    """
    assert asked(people, template) == []


def test_a_wrong_option_shares_no_name_and_no_date_with_the_key(asked: Asked) -> None:
    people = (
        person("Ada", "born: {is: 1992, source: s}")
        + person("Bob", "born: {is: 1992-05-15, source: s}")
        + person("Cem", "born: {is: 1993, source: s}")
        + person("Dana", "born: {is: 1994, source: s}")
        + person("Eva", "born: {is: 1995, source: s}")
    )
    template = """
      t: {given: "?person born ?day", ask: "When was {person} born?", answer: day, forms: [choice]}
    """
    for seed in range(10):
        for question in asked(people, template, seed):
            texts = [option.text for option in question.options]
            assert not ({"1992", "15 May 1992"} <= set(texts))


def test_doubtful_facts_are_not_asked_and_prove_nothing(asked: Asked) -> None:
    """Bob may come from Rome: so he is neither asked about, nor offered for Rome."""
    towns = "".join(
        f"  {t.casefold()}: {{kind: town, name: {t}}}\n"
        for t in ("Rome", "Oslo", "Bonn", "Kyiv")
    )
    people = (
        person("Ada", "from: {is: rome, source: s}")
        + person("Bob", "from: {is: rome, source: s, confidence: low}")
        + person("Cem", "from: {is: oslo, source: s}")
        + person("Dana", "from: {is: bonn, source: s}")
    )
    template = """
      t: {given: "?person from ?town", ask: "Who comes from {town}?", answer: person, forms: [choice]}
      u: {given: "?person from ?town", ask: "Where does {person} come from?", answer: town, forms: [text]}
    """
    questions = asked(towns + people, template)
    who = [q for q in questions if q.stem == "Who comes from Rome?"]
    assert all("Bob" not in [o.text for o in q.options] for q in who)
    assert [
        q.stem for q in questions if isinstance(q, TypedQuestion) and q.form == "text"
    ] == [f"Where does {name} come from?" for name in ("Ada", "Cem", "Dana")]


def test_contrasts_are_wrong_because_an_author_says_so(asked: Asked) -> None:
    club = (
        "  club: {kind: club, name: the club, facts: {member: {is: ada, source: s, contrasts:"
        " [{is: bob, because: Bob never was.}, {is: cem, because: Cem left.}]}}}\n"
    )
    template = """
      t: {given: "?club member ?person", ask: "Who is in {club}?", answer: person, forms: [choice, text], options: 3}
    """
    (question,) = asked(club + EVERYBODY, template)  # no text: others may be in it as well
    assert {o.text: o.rationale for o in question.options} == {
        "Ada": "",
        "Bob": "Bob never was.",
        "Cem": "Cem left.",
    }


def test_patterns_join_deny_count_compare_and_find_the_first(asked: Asked) -> None:
    club = (
        "  club: {kind: club, name: the club, complete: [member], facts: {member: ["
        "{is: ada, since: 2001, source: s}, {is: bob, since: 2002, until: 2005-01-01, source: s},"
        " {is: cem, since: 2003, source: s}]}}\n"
    )
    people = (
        person("Ada", "height: {is: 170, source: s}")
        + person("Bob", "height: {is: 180, source: s}")
        + person("Cem", "height: {is: 190, source: s}")
        + person("Dana")
        + person("Eva")
    )
    templates = """
      tall: {given: ["club member ?p @ 2004", "?p height ?h", "?h > 175", "?p != bob"], ask: "Tall?", answer: p, forms: [text]}
      left: {given: ["club member ?p", "not club member ?p @ now"], ask: "Left?", answer: p, forms: [text]}
      size: {given: "?n = count ?p: club member ?p @ 2004", ask: "Size?", answer: n, forms: [text]}
      first: {given: "first ?d: club member ?p since ?d", ask: "First?", answer: p, forms: [text]}
      last: {given: "last ?d: club member ?p since ?d", ask: "Last?", answer: d, forms: [text]}
    """
    answers = {q.stem: q.answer.text for q in asked(club + people, templates)}
    assert answers == {
        "Left?": "Bob",
        "Size?": "3",
        "First?": "Ada",
        "Last? (year)": "2003",
    } | ({"Tall?": "Cem"} if "Tall?" in answers else {})


def test_a_reason_tells_what_is_not_true_of_the_key_as_well(asked: Asked) -> None:
    towns = "".join(
        f"  {name.casefold()}: {{kind: town, name: {name}}}\n"
        for name in ("Ur", "Isin", "Uruk", "Kish")
    )
    people = "".join(
        person(name, f"home: {{is: ur, source: s}}, from: {{is: {town}, source: s}}")
        for name, town in zip(PEOPLE, ("ur", "isin", "uruk", "kish"), strict=False)
    )
    template = """
      t: {given: ["?person home ?home", "?person from ?town"], ask: "Who is from {town}?", answer: person, forms: [choice]}
    """
    found = asked(towns + people, template)
    reasons = [o.rationale for question in found for o in question.options if not o.right]
    assert len(reasons) == 12  # they all live in Ur
    assert all("comes from" in reason for reason in reasons)


def test_nothing_is_counted_where_all_is_listed(asked: Asked) -> None:
    """It has no fact; what the list rests on is its source."""
    entities = "".join(
        [
            person("Ada"),
            "  chess: {kind: club, name: Chess, complete: [member], facts: {member: {is: ada, source: s}}}\n",
            "  go: {kind: club, name: Go, complete: [member]}\n",
            "  judo: {kind: club, name: Judo}\n",
        ]
    )
    questions = asked(
        entities,
        """
        size:
          given: ["?c a club", "?n = count ?p: ?c member ?p"]
          ask: "How many people are in {c}?"
          answer: n
          forms: [text, choice]
        """,
    )
    typed = {q.id: q for q in questions if q.form == "text"}
    assert {id_: q.answer.value for id_, q in typed.items()} == {
        "d/size/chess#text": 1,
        "d/size/go#text": 0,
    }
    nothing = typed["d/size/go#text"].about
    assert nothing.facts == ()
    assert [source.id for source in nothing.sources] == ["s"]
    assert nothing.explanation == "There is none."
    (choice,) = [q for q in questions if q.id == "d/size/go#choice"]
    assert [option.text for option in choice.options if option.right] == ["0"]


def test_what_was_counted_is_named_and_each_note_follows_its_fact(
    asked: Asked,
) -> None:
    club = (
        "  club: {kind: club, name: the club, complete: [member], facts: {member: ["
        '{is: ada, since: 2001, source: s, note: "She came first."},'
        ' {is: bob, since: 2002, source: s, note: "Bob pays half."}]}}\n'
    )
    template = """
      size: {given: "?n = count ?p: club member ?p @ 2004", ask: "Size?", answer: n, forms: [choice, text]}
    """
    for question in asked(club + "".join(map(person, PEOPLE)), template):
        assert question.about.explanation == (
            "Counted here: Ada, Bob. Ada is in the club (since 2001). She came first."
            " Bob is in the club (since 2002). Bob pays half."
        )
        if isinstance(question, OptionsQuestion) and question.form == "choice":
            said = {int(option.text): option.rationale for option in question.options}
            assert said.pop(2) == ""
            for number, reason in said.items():
                assert reason == (
                    f"{number} is too {'few' if number < 2 else 'many'}."
                    " Counted here: Ada, Bob."
                )


@pytest.mark.parametrize(
    ("language", "explanations"),
    [
        (
            "ru",
            [
                "Ада leads глава (начало: 10 декабря 1997).",
                "Здесь посчитаны: Боб.",
                "Боб is in клуб (начало: 2001), как утверждает Ада.",
            ],
        ),
        (
            "kk",
            [
                "Ада leads глава (басталуы: 1997 жылғы 10 желтоқсан).",
                "Мұнда саналғандар: Боб.",
                "Боб is in клуб (басталуы: 2001), Ада мәліметі бойынша.",
            ],
        ),
    ],
)
def test_what_the_engine_adds_is_in_the_language_of_the_deck(
    tmp_path: Path, language: str, explanations: list[str]
) -> None:
    path = tmp_path / "d.yaml"
    text = """\
      entities:
        top: {kind: office, name: глава, facts: {led-by: [{is: ada, since: 1997-12-10, source: s}]}}
        club: {kind: club, name: клуб, complete: [member], facts: {member: [
          {is: bob, since: 2001, said-by: ada, source: s}]}}
        ada: {kind: person, name: Ада}
        bob: {kind: person, name: Боб}
        cem: {kind: person, name: Джем}
        eva: {kind: person, name: Ева}
      templates:
        who: {given: "top led-by ?p @ now", ask: "Кто?", answer: p, forms: [card]}
        size: {given: "?n = count ?p: club member ?p @ 2004", ask: "Сколько?", answer: n, forms: [card]}
        in: {given: "club member ?p @ 2004", ask: "Кто в клубе?", answer: p, forms: [card]}
    """
    head = HEAD.replace("language: en", f"language: {language}")
    path.write_text(head + dedent(text), "utf-8")
    bases, problems = load(path)
    assert not problems
    assert [q.about.explanation for q in generate(bases[0])] == explanations


def test_what_may_change_says_for_which_day_it_holds(asked: Asked) -> None:
    choice = asked(IN_TURN + EVERYBODY, AT_A_TIME.format(day="now"))[0]
    assert str(choice.about.as_of) == "2026-11-23"
    assert asked(IN_TURN + EVERYBODY, AT_A_TIME.format(day="2004"))[0].about.as_of is None


def test_items_are_put_in_an_order_that_is_certain(asked: Asked) -> None:
    template = """
      t: {given: "?person born ?day", ask: "Oldest first.", answer: person, order-by: day, forms: [order]}
    """
    people = "".join(
        person(name, f"born: {{is: {day}, source: s}}")
        for name, day in zip(
            PEOPLE, ("1990", "1990-05-05", "1991", "1992-02", "1993", "1994"), strict=True
        )
    )
    for seed in range(8):
        for question in asked(people, template, seed):
            assert isinstance(question, OrderQuestion)
            assert not {"Ada", "Bob"} <= set(question.items)
            right = [question.items[i] for i in question.key]
            assert right == sorted(right)
            assert right != list(question.items)


def test_pairs_to_match_cannot_be_exchanged(asked: Asked) -> None:
    towns = "".join(f"  t{i}: {{kind: town, name: Town {i}}}\n" for i in range(3))
    people = "".join(
        person(name, f"from: {{is: t{i % 3}, source: s}}") for i, name in enumerate(PEOPLE)
    )
    template = """
      t: {given: "?person from ?town", ask: "Match.", answer: person, match-with: town, forms: [match]}
    """
    home = {name: f"Town {i % 3}" for i, name in enumerate(PEOPLE)}
    for question in asked(towns + people, template):
        assert isinstance(question, MatchQuestion)
        assert [question.right[i] for i in question.key] == [
            home[name] for name in question.left
        ]
        assert len(set(question.right)) == 3


def test_pairs_to_match_are_never_shown_side_by_side(asked: Asked) -> None:
    """Else "Match." would already be done: of three pairs, by lot one time in six."""
    towns = "".join(f"  t{i}: {{kind: town, name: Town {i}}}\n" for i in range(3))
    people = "".join(
        person(name, f"from: {{is: t{i}, source: s}}") for i, name in enumerate(PEOPLE[:3])
    )
    template = """
      t: {given: "?person from ?town", ask: "Match.", answer: person, match-with: town, forms: [match]}
    """
    keys = set()
    for seed in range(40):
        (question,) = asked(towns + people, template, seed)
        assert isinstance(question, MatchQuestion)
        keys.add(question.key)
    assert keys == {(0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0)}


def test_ids_name_what_is_asked_and_never_the_answer(asked: Asked) -> None:
    """So a corrected answer, or a better wording, keeps the learner's history."""
    before = asked(IN_TURN + EVERYBODY, AT_A_TIME.format(day="2004"))
    corrected = IN_TURN.replace("bob", "finn")
    after = asked(
        corrected + EVERYBODY, AT_A_TIME.format(day="2004").replace("then", "there")
    )
    assert [q.about.id for q in before] == [
        "d/t/top#choice",
        "d/t/top#text",
        "d/t/top#truefalse",
    ]
    assert [q.about.id for q in after] == [q.about.id for q in before]


def test_another_seed_draws_other_options_and_changes_nothing_else(asked: Asked) -> None:
    drawn = [
        asked(IN_TURN + EVERYBODY, AT_A_TIME.format(day="2008"), seed) for seed in range(12)
    ]
    assert len({tuple(o.text for o in questions[0].options) for questions in drawn}) > 3
    assert {questions[0].about.id for questions in drawn} == {"d/t/top#choice"}
    assert {q[2].form for q in drawn} == {"truefalse"}
    assert {q[2].truth for q in drawn} == {True, False}


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    births=st.lists(st.integers(1900, 2000), min_size=5, max_size=10, unique=True),
    newcomer=st.integers(2001, 2020),
    seed=st.integers(0, 1000),
)
def test_one_fact_more_changes_at_most_one_wrong_option(
    asked: Asked, births: list[int], newcomer: int, seed: int
) -> None:
    """So it is as long as all are alike; test_neighbourhoods has what happens to more.

    And as long as they have no order in which they are shown.

    Decks grow all year; last week's sheet should still match its key.
    """
    towns = "".join(
        f"  t{i}: {{kind: town, name: {letter}ton}}\n"
        for i, letter in zip(range(len(births) + 1), "ABCDEFGHIJK", strict=False)
    )

    def deck(years: list[int]) -> str:
        facts = "".join(
            f"{{is: t{i}, source: s, since: {year}, id: d/{i}}},"
            for i, year in enumerate(years)
        )
        return f"  x: {{kind: person, name: X, complete: [home], facts: {{home: [{facts}]}}}}\n"

    template = """
      t: {given: "x home ?town since ?year", ask: "Where in the spell {year}?", answer: town, forms: [choice]}
    """
    old = asked(deck(births) + towns, template, seed)
    new = asked(deck([*births, newcomer]) + towns, template, seed)
    renewed = {q.about.id: {o.text for o in q.options} for q in new}
    for question in old:
        if question.about.id in renewed:
            options = {option.text for option in question.options}
            assert len(options - renewed[question.about.id]) <= 1


def test_a_card_is_made_only_of_what_has_one_answer(asked: Asked) -> None:
    template = AT_A_TIME.format(day="2008").replace("[choice, text, truefalse]", "[card]")
    (card,) = asked(IN_TURN + EVERYBODY, template)
    assert isinstance(card, TypedQuestion)
    assert card.answer.text == "Cem"


def test_seed_0_draws_where_no_other_is_named() -> None:
    born = "\n".join(
        f"p{i}: {{kind: person, name: P{i}, facts: {{born: {{is: {1950 + i}, source: s}}}}}}"
        for i in range(9)
    )
    deck = base(
        born,
        't: {given: "?p born ?d", ask: "When was {p} born?", answer: d, forms: [choice]}',
    )
    expected = generate(deck, 0)
    assert generate(deck) == expected
    assert [*iterate_questions(deck)] == expected
    assert [make_question(item) for item in find_items(deck)] == expected
    bound = [item for each in bind_templates(deck) for item in template_items(each)]
    assert [make_question(item) for item in bound] == expected
    assert generate(deck, 1) != expected


def test_an_item_tells_what_it_would_ask() -> None:
    """Before anything is proved: so that a learner's due items can be found."""
    deck = base(
        """
        ada: {kind: person, name: Ada, facts: {from: {is: rome, source: s, id: d/x}, height: {is: 170, unit: cm, source: s, id: d/y}}}
        rome: {kind: town, name: Rome}
        """,
        't: {topic: Origins, given: ["?p from ?t", "?p height ?n"], ask: "Where is {p} from?", answer: t, forms: [card, text]}',
    )
    card, text = find_items(deck)
    assert (card.id, card.form, card.stem) == ("d/t/ada#card", "card", "Where is Ada from?")
    assert (card.topic, card.template) == ("Origins", deck.templates[0])
    assert [key.label for key in card.keys] == ["Rome"]
    assert card.fact_ids == text.fact_ids == {"d/x", "d/y"}
    assert (text.id, text.form, text.group) == ("d/t/ada#text", "text", card.group)


@pytest.mark.parametrize(("uid", "identity"), [("", "d"), ("uid: k7m2q9xw", "d~k7m2q9xw")])
def test_full_ids_begin_with_the_identity_of_the_deck(uid: str, identity: str) -> None:
    deck = base(
        "ada: {kind: person, name: Ada, facts: {height: {is: 170, source: s}}}",
        't: {given: "?p height ?n", ask: "How tall is {p}?", answer: n, forms: [card]}',
        HEAD.replace("title: D\n", f"title: D\n{uid}\n"),
    )
    (bound,), (item,), (question,) = bind_templates(deck), find_items(deck), generate(deck)
    assert (bound.id, bound.full_id) == ("d/t", f"{identity}/t")
    assert (item.id, item.full_id) == ("d/t/ada#card", f"{identity}/t/ada#card")
    assert question.full_id == f"{identity}/t/ada#card"
