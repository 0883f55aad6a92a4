"""What rules object to is not asked, and `examine` says what that is."""

import pytest

from quizgen import FactBase, generate
from quizgen.deck.loader import loads
from quizgen.generate import item_lint
from quizgen.generate.assemble import make_question
from quizgen.generate.generator import find_items
from quizgen.generate.item_lint import examine
from quizgen.generate.items import Item
from quizgen.model import ITEM_RULES, Question, Refusal
from tests.generate.decks import base, people

HEAD = """\
deck: d
title: D
language: en
checked: 2026-11-23
sources: {s: {title: S}}
relations:
  capital: {of: state, is: town, single: true, unique: true, says: "{is} is the capital of {of}"}
  led-by: {of: state, is: person, single: true, unique: true, says: "{is} leads {of}"}
  hosted-by: {of: meeting, is: state, single: true, says: "{is} hosted the {of}"}
  founded: {of: state, is: date, single: true, says: "{of} was founded on {is}"}
  left: {of: state, is: date, single: true, says: "{of} ended on {is}"}
"""
STATES = """
    a: {kind: state, name: Aland, facts: {capital: {is: p, source: s}, led-by: {is: ann, source: s}}}
    b: {kind: state, name: Bland, facts: {capital: {is: q, source: s}, led-by: {is: ben, source: s}}}
    c: {kind: state, name: Cland, facts: {capital: {is: r, source: s}, led-by: {is: cem, source: s}}}
    e: {kind: state, name: Eland, facts: {capital: {is: t, source: s}, led-by: {is: dan, source: s}}}
    p: {kind: town, name: Portville}
    q: {kind: town, name: Queenston}
    r: {kind: town, name: Rockhampton}
    t: {kind: town, name: Tarnow}
    ann: {kind: person, name: Ann Abel}
    ben: {kind: person, name: Ben Bok}
    cem: {kind: person, name: Cem Can}
    dan: {kind: person, name: Dan Dorn}
"""
CAPITAL = """
    cap: {given: "?state capital ?town", ask: "What is the capital of {state}?", state: "The capital of {state} is {town}.", answer: town, forms: [choice, truefalse, text, cloze, card]}
"""


def objections(deck: FactBase) -> dict[str, str]:
    """Return what is not asked because of a rule: its place, and what is objected to."""
    refusals = (
        (item.id.removeprefix("d/"), make_question(item)) for item in find_items(deck)
    )
    return {
        place: refusal.reason
        for place, refusal in refusals
        if isinstance(refusal, Refusal) and refusal.kind in ITEM_RULES
    }


def states(*changes: tuple[str, str]) -> str:
    text = STATES
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


def test_a_deck_without_faults_is_asked_whole() -> None:
    deck = base(STATES, CAPITAL, HEAD)
    assert objections(deck) == {}
    assert len(generate(deck)) == 20
    assert examine(deck) == []


# Cues


def test_a_key_that_repeats_a_word_of_the_stem_is_asked_in_no_form() -> None:
    deck = base(states(("Portville", "Aland City")), CAPITAL, HEAD)
    message = "echoed_word: 'aland' of the stem points to the key 'Aland City' alone"
    assert objections(deck) == {
        f"cap/a#{form}": message
        for form in ("choice", "text", "card", "truefalse", "cloze")
    }


def test_a_key_that_is_named_in_the_stem_by_another_ending_is_not_asked() -> None:
    """As Russia is by the Russian rouble; whatever else is called so."""
    deck = base(
        states(("name: Bland", "name: Romania"), ("Queenston", "Romanian Fields")),
        CAPITAL.replace("[choice, truefalse, text, cloze, card]", "[choice, card]"),
        HEAD,
    )
    assert [*objections(deck)] == ["cap/b#choice", "cap/b#card"]


def test_a_word_that_other_options_have_as_well_points_nowhere() -> None:
    towns = [("Portville", "Land Port"), ("Queenston", "Land Queen"), ("Rockhampton", "Land Rock"), ("Tarnow", "Land Tarn")]  # fmt: skip
    template = CAPITAL.replace("capital of {state}", "land capital of {state}")
    assert objections(base(states(*towns), template, HEAD)) == {}


def test_a_stem_that_lists_its_options_may_name_the_key() -> None:
    template = CAPITAL.replace(
        "capital of {state}?",
        "capital of {state}: Portville, Queenston, Rockhampton or Tarnow?",
    ).replace("[choice, truefalse, text, cloze, card]", "[choice, card]")
    assert objections(base(STATES, template, HEAD)) == {}


def test_an_alias_counts_unless_it_is_a_longer_form_of_the_name() -> None:
    """Turkey is Türkiye to everybody; that a tenge is Kazakhstani is what is asked."""
    with_alias = "name: Queenston, aliases: [{}]"
    other_name = states(("name: Queenston", with_alias.format("Blandish Town")))
    longer_name = states(("name: Queenston", with_alias.format("Queenston in Bland")))
    template = CAPITAL.replace("[choice, truefalse, text, cloze, card]", "[choice]")
    assert [*objections(base(other_name, template, HEAD))] == ["cap/b#choice"]
    assert objections(base(longer_name, template, HEAD)) == {}


def test_what_other_facts_tie_to_the_key_points_to_it() -> None:
    names = {"a": "talks with Ann Abel", "b": "spring talks", "c": "summer talks"}
    names["e"] = "talks in Tarnow"
    meetings = "".join(
        f"    m-{state}: {{kind: meeting, name: {name}, facts: {{hosted-by: {{is: {state}, source: s}}}}}}\n"
        for state, name in (
            ("a", "talks with Ann Abel"),
            ("b", "spring talks"),
            ("c", "summer talks"),
            ("e", "talks in Tarnow"),
        )
    )
    template = 't: {given: "?m hosted-by ?state", ask: "Which state hosted the {m}?", answer: state, forms: [choice, card]}'  # fmt: skip
    assert objections(base(STATES + meetings, template, HEAD)) == {
        f"t/m-{state}#{form}": f"tied_word: the facts tie '{tie}' of the stem to the key"
        f" '{key}' alone"
        for state, tie, key in (("a", "Ann Abel", "Aland"), ("e", "Tarnow", "Eland"))
        for form in ("choice", "card")
    }


def test_a_tie_points_nowhere_if_another_option_is_tied_to_the_stem_as_well() -> None:
    """Of talks between two presidents the countries are both options."""
    meetings = "".join(
        f"    m-{state}: {{kind: meeting, name: talks {name}, facts: {{hosted-by: {{is: {state}, source: s}}}}}}\n"
        for state, name in zip(
            "abce", ("of Ann Abel and Ben Bok", "in May", "in June", "in July"), strict=True
        )
    )
    template = 't: {given: "?m hosted-by ?state", ask: "Which state hosted the {m}?", answer: state, forms: [choice]}'  # fmt: skip
    assert objections(base(STATES + meetings, template, HEAD)) == {}


def test_two_sides_of_a_match_share_no_word() -> None:
    template = 't: {given: "?state capital ?town", ask: "Match states and capitals.", answer: state, match-with: town, forms: [match]}'  # fmt: skip
    assert objections(base(STATES, template, HEAD)) == {}
    deck = base(states(("Portville", "Aland City")), template, HEAD)
    for seed in range(9):
        for item in find_items(deck, seed):
            outcome = make_question(item)
            assert isinstance(outcome, Refusal) or "Aland" not in outcome.left  # type: ignore[union-attr]


# Wording, names and options


@pytest.mark.parametrize(
    "ask",
    [
        "Which of these towns is the capital of {state}?",
        "Which one of the following is the capital of {state}?",
    ],
)
def test_which_of_these_is_asked_only_where_something_is_listed(ask: str) -> None:
    template = CAPITAL.replace("What is the capital of {state}?", ask).replace(
        "[choice, truefalse, text, cloze, card]", "[choice, text, card]"
    )
    assert objections(base(STATES, template, HEAD)) == {
        f"cap/{state}#{form}": "unlisted_choice: the stem asks which of these, and nothing is"
        " listed"
        for state in "abce"
        for form in ("text", "card")
    }


def test_ask_may_have_another_text_where_nothing_is_listed() -> None:
    template = CAPITAL.replace(
        'ask: "What is the capital of {state}?"',
        'ask: {choice: "Which of these towns is the capital of {state}?", card: "What is the capital of {state}?"}',
    ).replace("[choice, truefalse, text, cloze, card]", "[choice, card]")
    assert objections(base(STATES, template, HEAD)) == {}


def test_a_choice_has_four_options_or_all_that_there_are() -> None:
    """Here only two are vouched to be wrong, and nothing else is known."""
    town = "{{kind: town, name: {}}}"
    ada = "ada: {kind: person, name: Ada, facts: {home: {is: oslo, source: s, contrasts: [{is: rome, because: No.}, {is: bonn, because: No.}]}}}\n"
    three = ada + "".join(
        f"{name.casefold()}: {town.format(name)}\n" for name in ("Oslo", "Rome", "Bonn")
    )
    template = 't: {given: "?p home ?t", ask: "Where is {p}?", answer: t, forms: [choice]}'
    assert objections(base(three, template)) == {}
    four = f"{three}kyiv: {town.format('Kyiv')}\n"
    assert objections(base(four, template)) == {
        "t/ada#choice": "option_count: it has 3 options of 4, and not all that there are:"
        " 'Kyiv'"
    }
    as_wanted = template.replace("forms:", "options: 3, forms:")
    assert objections(base(four, as_wanted)) == {}


def test_the_times_of_a_stem_leave_every_option_possible() -> None:
    years = {"a": ("1990", "1995"), "b": ("1985", "1991"), "c": ("1970", "1989"), "e": ("1980", "1988")}  # fmt: skip
    entities = "".join(
        f"    {name}: {{kind: state, name: State {name.upper()}, facts: {{founded: {{is: {first}, source: s}}, left: {{is: {last}, source: s}}}}}}\n"
        for name, (first, last) in years.items()
    )
    template = 't: {given: ["?x founded ?day", "?x left ?end", "?day < ?end"], ask: "{x} was founded in {day.year}. In which year did it end?", answer: end.year, forms: [choice]}'  # fmt: skip
    deck = base(entities, template, HEAD)
    for seed in range(20):
        for question in generate(deck, seed):
            first = int(question.stem.split("founded in ")[1][:4])
            texts = [option.text for option in question.options]  # type: ignore[union-attr]
            assert all(int(text) >= first for text in texts)


def test_two_of_one_name_are_told_apart() -> None:
    deck = base(states(("name: Bland", "name: Aland")), CAPITAL.replace("[choice, truefalse, text, cloze, card]", "[card]"), HEAD)  # fmt: skip
    for question in generate(deck):
        assert question.stem != "What is the capital of Aland?"


def test_the_key_is_not_where_the_options_meet() -> None:
    """All of it is in others here, a word in each; of no other option is that so."""
    towns = ("red stone bridge", "red hill", "stone house", "old mill")
    entities = states(*zip(("Portville", "Queenston", "Rockhampton", "Tarnow"), towns, strict=True))  # fmt: skip
    template = CAPITAL.replace("[choice, truefalse, text, cloze, card]", "[choice]")
    assert objections(base(entities, template, HEAD)) == {
        "cap/a#choice": "convergence: parts of the key 'red stone bridge' alone are all in"
        " other options"
    }


# What an author lets pass


def test_a_template_lets_pass_what_its_author_allows() -> None:
    """As names of rules are found in what `check` prints, so they are written; or with hyphens."""
    for rule in ("echoed_word", "[echoed-word, long_key]"):
        template = CAPITAL.replace("forms:", f"allow: {rule}, forms:")
        deck = base(states(("Portville", "Aland City")), template, HEAD)
        assert objections(deck) == {}
        assert len(generate(deck)) == 20


def test_the_name_of_a_rule_that_is_meant_is_suggested() -> None:
    text = f"{HEAD}entities:{STATES}templates:{CAPITAL}".replace(
        "forms:", "allow: [echoed_words], forms:"
    )
    _, (problem,) = loads(text)
    assert problem.message == (
        "found 'echoed_words' for 'allow': expected a rule of 'quizgen check --items'"
        " (did you mean 'echoed_word'?)"
    )


# A whole deck

BARE = CAPITAL.replace("What is the capital of {state}?", "the capital of {state}").replace(
    "[choice, truefalse, text, cloze, card]", "[choice, text]"
)


def warnings(deck: FactBase, *, each: bool = False) -> list[str]:
    problems = examine(deck, each=each)
    return [f"{problem.level}: {problem.message}" for problem in problems]


def test_what_a_rule_finds_in_a_form_of_a_template_is_one_warning() -> None:
    """However many seeds find it: it counts the questions, and shows the first message."""
    deck = base(STATES, BARE, HEAD)
    message = "the stem does not begin with a capital"
    assert warnings(deck) == [
        f"warning: whole_sentence in 4 {form} questions of 'cap': {message} [d/cap/a#{form}]"
        for form in ("choice", "text")
    ]
    assert warnings(deck, each=True) == [
        f"warning: whole_sentence in a {form} question of 'cap': {message} [d/cap/{state}#{form}]"
        for form in ("choice", "text")
        for state in "abce"
    ]


def test_a_stem_that_has_two_keys_is_one_warning() -> None:
    template = CAPITAL + '    short: {given: "?state capital ?town", ask: "What is the capital of {state}?", answer: town.short, forms: [text]}\n'  # fmt: skip
    deck = base(states(("name: Portville", "name: Portville, short: Port")), template, HEAD)
    assert warnings(deck) == [
        "warning: 'What is the capital of Aland?' has another key in 'd/short/a#text'"
        " [d/cap/a#choice]",
    ]


def test_a_deck_is_examined_under_twenty_seeds(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not drawn is examined once; the first seed draws what learners meet."""
    seeds: list[tuple[str, int]] = []

    def record_seed(item: Item, seed: int, _: object) -> Question | Refusal:
        seeds.append((item.form, seed))
        return Refusal("not now")

    monkeypatch.setattr(item_lint, "draw_question", record_seed)
    deck = base(people(ada="born: 1990-01-01"), 't: {given: "?p born ?d", ask: "On which day was {p} born?", answer: d, forms: [choice, card]}')  # fmt: skip
    assert examine(deck) == []
    assert seeds == [*(("choice", seed) for seed in range(20)), ("card", 0)]
    del seeds[:]
    assert examine(deck, [3, 5]) == []
    assert seeds == [("choice", 3), ("choice", 5), ("card", 3)]


def test_where_a_text_is_written_only_whole_words_of_the_stem_point_to_it() -> None:
    """A plural begins as its singular does, and has still to be known."""
    words = {"Haus": "Häuser", "Vater": "Väter", "Motor": "Motor", "Gold": "-"}
    entities = "\n".join(
        f"{word.lower()}: {{kind: person, name: {word}, facts: {{motto: {{is: '{plural}', source: s}}}}}}"
        for word, plural in words.items()
    )
    template = 't: {given: "?p motto ?m", ask: "What is the plural of {p}?", answer: m, forms: [text]}'
    questions = generate(base(entities, template))
    assert [question.id for question in questions] == [
        "d/t/haus#text",
        "d/t/vater#text",
        "d/t/gold#text",
    ]
