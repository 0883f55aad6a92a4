"""What holds of every option: what the stem takes for granted, and what an author says."""

from collections.abc import Iterable

import pytest

from quizgen import FactBase
from quizgen.generate.assemble import make_question
from quizgen.generate.coverage import shortfalls
from quizgen.generate.generator import find_items
from quizgen.model import OptionsQuestion
from tests.generate.decks import base

HEAD = """\
deck: d
title: D
language: en
checked: 2026-11-23
sources: {s: {title: S}}
relations:
  flows-through: {of: river, is: land, complete: true, says: "{of} flows through {is}"}
  ends-in: {of: river, is: sea, single: true, says: "{of} ends in {is}"}
  length: {of: river, is: number, single: true, says: "{of} is {is} long"}
  dammed: {of: river, is: date, single: true, says: "{of} was dammed on {is}"}
"""
LANDS = ("norr", "sudd")
SEAS = ("white", "grey")


def rivers(*rows: tuple[str, str, str, int]) -> str:
    """Rivers with a land, a sea and a length."""
    lines = [
        f"{name}: {{kind: river, name: {name.title()}, facts: {{flows-through: {{is: {land}, source: s}},"
        f" ends-in: {{is: {sea}, source: s}}, length: {{is: {length}, source: s}}}}}}"
        for name, land, sea, length in rows
    ]
    lines += [f"{land}: {{kind: land, name: {land.title()}}}" for land in LANDS]
    lines += [f"{sea}: {{kind: sea, name: {sea.title()} Sea}}" for sea in SEAS]
    return "\n".join(lines)


NORR = [("aava", "norr", "white", 90), ("bela", "norr", "white", 80)]
NORR += [
    ("cora", "norr", "grey", 70),
    ("dela", "norr", "grey", 60),
    ("esra", "norr", "grey", 50),
]
SUDD = [
    ("fava", "sudd", "white", 40),
    ("gora", "sudd", "white", 30),
    ("hama", "sudd", "grey", 20),
]
SUDD += [("isna", "sudd", "grey", 10), ("jola", "sudd", "white", 5)]
LONGER = (
    't: {given: ["?a flows-through ?land", "?r flows-through ?land", "?a length ?m",'
    ' "?r length ?n", "?n > ?m"], ask: "Which of these rivers of {land} is longer than {a}?",'
    " answer: r, forms: [choice]}"
)


def offered(deck: FactBase, stem: str, seeds: Iterable[int] = range(12)) -> set[str]:
    """All wrong options of the question with *stem*, under any seed."""
    wrong: set[str] = set()
    for seed in seeds:
        for item in find_items(deck, seed):
            question = make_question(item)
            if isinstance(question, OptionsQuestion) and question.stem == stem:
                wrong |= {option.text for option in question.options if not option.right}
    return wrong


def test_what_is_compared_is_of_the_land_that_the_stem_names() -> None:
    """Those of Sudd are shorter as well, but no river of Norr."""
    deck = base(rivers(*NORR, *SUDD), LONGER, HEAD)
    stem = "Which of these rivers of Norr is longer than Bela?"
    assert offered(deck, stem) == {"Cora", "Dela", "Esra"}


def test_where_too_few_are_of_that_land_nothing_is_asked_and_the_reason_told() -> None:
    deck = base(rivers(*NORR[:3], *SUDD), LONGER, HEAD)
    assert not offered(deck, "Which of these rivers of Norr is longer than Bela?")
    (problem,) = [p.message for p in shortfalls(deck) if "than Bela" in p.message]
    assert (
        ": only 1 of 3 wrong options can be proved wrong for which '?r flows-through ?land'"
        " holds, as its stem takes for granted;"
    ) in problem


def test_with_one_pattern_nothing_is_taken_for_granted() -> None:
    template = (
        't: {given: "?r ends-in ?sea", ask: "Where does {r} end?", answer: sea, forms: [choice],'
        " options: 2}"
    )
    deck = base(rivers(*NORR, *SUDD), template, HEAD)
    assert offered(deck, "Where does Aava end?") == {"Grey Sea"}


@pytest.mark.parametrize(
    ("ask", "wrong"),
    [
        ("Which river of {land} ends in the {sea}?", {"Cora", "Dela", "Esra"}),
        ("Into the {sea} runs which river of {land}?", {"Fava", "Gora", "Jola"}),
    ],
)
def test_of_two_facts_that_the_stem_names_the_last_is_asked(
    ask: str, wrong: set[str]
) -> None:
    """The first is taken for granted, if there are enough of which it holds."""
    rows = [*NORR[1:], *SUDD]
    template = (
        't: {given: ["?r flows-through ?land", "?r ends-in ?sea"],'
        f' ask: "{ask}", answer: r, forms: [choice]}}'
    )
    deck = base(rivers(*rows), template, HEAD)
    stem = ask.format(land="Norr", sea="White Sea")
    assert offered(deck, stem) == wrong


def test_where_they_are_too_few_what_satisfies_the_other_comes_next() -> None:
    """Two more rivers are in Norr; the third option ends in the White Sea at least."""
    rows = [NORR[0], NORR[2], NORR[3], *SUDD]
    template = (
        't: {given: ["?r flows-through ?land", "?r ends-in ?sea"],'
        ' ask: "Which river of {land} ends in the {sea}?", answer: r, forms: [choice]}'
    )
    deck = base(rivers(*rows), template, HEAD)
    wrong = offered(deck, "Which river of Norr ends in the White Sea?")
    assert {"Cora", "Dela"} < wrong <= {"Cora", "Dela", "Fava", "Gora", "Jola"}


def test_what_is_denied_is_asked() -> None:
    """That they are in Norr is taken for granted."""
    template = (
        't: {given: ["?r flows-through norr", "not ?r flows-through sudd"],'
        ' ask: "Which river of Norr is none of Sudd?", answer: r, forms: [choice]}'
    )
    both = "[{is: norr, source: s}, {is: sudd, source: s}]"
    rows = rivers(*NORR, *SUDD)
    for name in ("bela", "cora", "dela", "esra"):
        rows = rows.replace(
            f"{name.title()}, facts: {{flows-through: {{is: norr, source: s}}",
            f"{name.title()}, facts: {{flows-through: {both}",
        )
    deck = base(rows, template, HEAD)
    stem = "Which river of Norr is none of Sudd?"
    assert offered(deck, stem) <= {"Bela", "Cora", "Dela", "Esra"}


def test_what_is_the_longest_is_one_of_those_that_are_compared() -> None:
    """The rivers of Norr: none of Sudd, although each of those is shorter."""
    template = (
        't: {given: "last ?n: ?r flows-through ?land, ?r length ?n",'
        ' ask: "Which is the longest river of {land}?", answer: r, forms: [choice]}'
    )
    deck = base(rivers(*NORR, *SUDD), template, HEAD)
    stem = "Which is the longest river of Norr?"
    assert offered(deck, stem) == {"Bela", "Cora", "Dela", "Esra"}


def test_what_the_stem_says_in_words_of_its_own_holds_as_well() -> None:
    template = LONGER.replace("?land", "norr").replace("{land}", "Norr")
    deck = base(rivers(*NORR, *SUDD), template, HEAD)
    stem = "Which of these rivers of Norr is longer than Bela?"
    assert offered(deck, stem) == {"Cora", "Dela", "Esra"}


def test_what_the_stem_tells_whole_is_taken_for_granted() -> None:
    """That there is some dam is asked: the stem does not tell which."""
    template = (
        't: {given: ["?r held-by ?dam", "?r flows-through norr"],'
        ' ask: "Which river of Norr is held by a dam?", answer: r, forms: [choice]}'
    )
    relation = (
        "  held-by: {of: river, is: dam, complete: true,"
        ' says: "{of} is held by {is}", said: "{of} was held by {is}"}\n'
    )
    rows = rivers(*NORR, *SUDD)
    for length in (90, 40, 30, 20):
        length_row = f"length: {{is: {length}, source: s}}"
        rows = rows.replace(length_row, f"{length_row}, held-by: {{is: dam, source: s}}")
    deck = base(f"{rows}\ndam: {{kind: dam, name: Dam}}", template, HEAD + relation)
    stem = "Which river of Norr is held by a dam?"
    assert offered(deck, stem) == {"Bela", "Cora", "Dela", "Esra"}


def test_what_is_contrasted_with_the_key_comes_first_only_where_it_satisfies_that() -> None:
    """The contrast is meant for another question about the same fact."""
    rows = rivers(*NORR, *SUDD).replace(
        "{is: 90, source: s}",
        "{is: 90, source: s}, feeds: {is: alva, source: s, contrasts:"
        " [{is: fava, because: It lies far off.}, {is: esra, because: It is dry.}]}",
    )
    rows = rows.replace("feeds: {is: alva", "feeds: {is: bela")
    template = (
        't: {given: ["?r flows-through norr", "aava feeds ?r"],'
        ' ask: "Which river of Norr is fed by the Aava?", answer: r, forms: [choice]}'
    )
    relation = '  feeds: {of: river, is: river, single: true, says: "{of} feeds {is}"}\n'
    deck = base(rows, template, HEAD + relation)
    stem = "Which river of Norr is fed by the Aava?"
    for seed in range(6):
        wrong = offered(deck, stem, [seed])
        assert "Esra" in wrong
        assert wrong <= {"Aava", "Cora", "Dela", "Esra"}


# What an author says

WHICH = 't: {{given: "?r length ?n", ask: "Which is {{n}} long?", answer: r, forms: [choice], {}}}'


def test_what_must_hold_of_options_holds_of_all() -> None:
    deck = base(
        rivers(*NORR, *SUDD), WHICH.format('options: "?r flows-through norr"'), HEAD
    )
    assert offered(deck, "Which is 90 long?") == {"Bela", "Cora", "Dela", "Esra"}


def test_a_variable_of_the_patterns_has_the_value_that_it_has_for_the_key() -> None:
    """Options are to end where the right river does."""
    template = WHICH.format('options: "?r ends-in ?sea"').replace(
        '"?r length ?n"', '["?r length ?n", "?r ends-in ?sea"]'
    )
    deck = base(rivers(*NORR, *SUDD), template, HEAD)
    assert offered(deck, "Which is 90 long?") == {"Bela", "Fava", "Gora", "Jola"}
    assert offered(deck, "Which is 70 long?") == {"Dela", "Esra", "Hama", "Isna"}


def test_a_key_of_which_it_does_not_hold_is_not_asked() -> None:
    deck = base(
        rivers(*NORR, *SUDD), WHICH.format('options: "?r flows-through norr"'), HEAD
    )
    assert not offered(deck, "Which is 10 long?")
    assert any(
        "'options' does not hold of its right answer" in p.message for p in shortfalls(deck)
    )


@pytest.mark.parametrize("form", ["choice", "multi"])
def test_of_several_keys_those_are_drawn_of_which_it_holds(form: str) -> None:
    """Fava and Gora are shorter as well, but not of Norr."""
    template = (
        't: {given: ["?r length ?n", "?n > 20"], options: "?r flows-through norr",'
        ' ask: "Which of these is longer than 20?", answer: r, forms: [FORM]}'
    )
    short = [(name, "norr", "grey", 9) for name in ("xara", "yola", "zora", "wera")]
    rows = [*NORR[:3], *short, *SUDD]
    deck = base(rivers(*rows), template.replace("FORM", form), HEAD)
    shown = set()
    for seed in range(20):
        for item in find_items(deck, seed):
            question = make_question(item)
            assert isinstance(question, OptionsQuestion)
            shown |= {option.text for option in question.options if option.right}
    assert shown == {"Aava", "Bela", "Cora"}


def test_too_few_that_satisfy_what_must_hold_are_told_by_check() -> None:
    deck = base(
        rivers(*NORR[:2], *SUDD), WHICH.format('options: "?r flows-through norr"'), HEAD
    )
    assert not offered(deck, "Which is 90 long?")
    assert any(
        "only 1 of 3 wrong options can be proved wrong for which '?r flows-through norr'"
        " holds, as 'options' says" in problem.message
        for problem in shortfalls(deck)
    )


def test_what_is_near_comes_first_and_the_others_when_it_is_not_enough() -> None:
    near = WHICH.format('near: "?r ends-in white"')
    deck = base(rivers(*NORR, *SUDD), near, HEAD)
    assert offered(deck, "Which is 90 long?") == {"Bela", "Fava", "Gora", "Jola"}
    few = base(rivers(*NORR), near, HEAD)
    wrong = offered(few, "Which is 90 long?")
    assert wrong == {"Bela", "Cora", "Dela", "Esra"}
    for seed in range(12):
        assert "Bela" in offered(few, "Which is 90 long?", [seed])
