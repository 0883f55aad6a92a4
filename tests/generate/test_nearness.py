"""What names stand beside each other as options, and which do not."""

from collections.abc import Iterable

from quizgen import FactBase
from quizgen.generate.assemble import make_question
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
  posted: {of: person, is: post, single: true, says: "{of} is {is}"}
  born-in: {of: person, is: [town, land], single: true, says: "{of} was born in {is}"}
  lies-in: {of: town, is: land, single: true, says: "{of} lies in {is}"}
"""


def sets(deck: FactBase, key: str, seeds: Iterable[int] = range(24)) -> list[set[str]]:
    """The wrong options beside *key*, under each seed."""
    found = []
    for seed in seeds:
        for item in find_items(deck, seed):
            question = make_question(item)
            if isinstance(question, OptionsQuestion):
                right = {option.text for option in question.options if option.right}
                if right == {key}:
                    found.append({o.text for o in question.options} - right)
    assert found
    return found


def posts(*names: str, ask: str = "What is {p}?") -> FactBase:
    """Each post with a holder."""
    lines = [
        f"p{n}: {{kind: person, name: Person {n}, facts: {{posted: {{is: o{n}, source: s}}}}}}\n"
        f'o{n}: {{kind: post, name: "{name}"}}'
        for n, name in enumerate(names)
    ]
    template = f't: {{given: "?p posted ?o", ask: "{ask}", answer: o, forms: [choice]}}'
    return base("\n".join(lines), template, HEAD)


OTHERS = ("Judge", "Bishop", "Tailor", "Miller", "Consul")


def test_what_is_a_part_of_another_is_not_offered_beside_it() -> None:
    """A first deputy is a deputy as well."""
    deck = posts("Deputy", "First Deputy", *OTHERS)
    assert all("Deputy" not in wrong for wrong in sets(deck, "First Deputy"))
    assert all("First Deputy" not in wrong for wrong in sets(deck, "Deputy"))
    for key in OTHERS:
        assert all(not {"Deputy", "First Deputy"} <= wrong for wrong in sets(deck, key))


def test_parts_of_each_other_are_offered_where_there_is_nothing_else() -> None:
    deck = posts("Deputy", "First Deputy", "Second Deputy")
    assert sets(deck, "Deputy")[0] == {"First Deputy", "Second Deputy"}


def test_two_people_are_not_one_for_an_initial_that_could_be_an_article() -> None:
    deck = posts("A. Ames", "B. Ames", "Ames", "Bold", "Cole")
    drawn = sets(deck, "A. Ames")
    assert any("B. Ames" in wrong for wrong in drawn)
    few = posts("A. Ames", "Ames", "Bold")
    assert sets(few, "A. Ames")[0] == {"Ames", "Bold"}


def test_no_option_shares_more_words_with_the_others_than_any_or_fewer() -> None:
    """Where there is a choice: else the crossing point is guessed, or the odd one."""
    deck = posts(
        *("Secretary of Trade", "Minister of Trade", "Secretary of War", "Minister of War"),
        *("Judge", "Bishop"),
    )
    for key in ("Secretary of Trade", "Minister of War", "Judge"):
        for wrong in sets(deck, key):
            words = [set(name.split()) for name in (key, *wrong)]
            shared = [sum(len(a & b) for b in words if b is not a) for a in words]
            assert shared.count(max(shared)) > 1
            assert shared.count(min(shared)) > 1


def test_where_the_key_has_a_word_of_the_stem_others_have_it_too() -> None:
    names = ("Miller of Kent", "Judge of Kent", "Bishop of Kent", "Tailor of Kent", *OTHERS)
    deck = posts(*names, ask="What is {p}, who lives in Kent?")
    for wrong in sets(deck, "Judge of Kent"):
        assert wrong == {"Miller of Kent", "Bishop of Kent", "Tailor of Kent"}


def test_what_a_town_lies_in_is_no_wrong_answer_to_where_somebody_was_born() -> None:
    """Who was born in Aton was born in Norr. What is of its kind comes before all others."""
    towns = {"aton": "norr", "cton": "sudd", "dton": "sudd"}
    lines = [
        f"{town}: {{kind: town, name: {town.title()}, facts: {{lies-in: {{is: {land}, source: s}}}}}}"
        for town, land in towns.items()
    ]
    lines += ["norr: {kind: land, name: Norr}", "sudd: {kind: land, name: Sudd}"]
    lines += [
        f"p{n}: {{kind: person, name: Person {n}, facts: {{born-in: {{is: {place}, source: s}}}}}}"
        for n, place in enumerate((*towns, "norr", "sudd"))
    ]
    template = 't: {given: "?p born-in ?x", ask: "Where was {p} born?", answer: x, forms: [choice]}'
    deck = base("\n".join(lines), template, HEAD)
    assert all(wrong == {"Cton", "Dton", "Sudd"} for wrong in sets(deck, "Aton"))
    assert all(wrong == {"Cton", "Dton", "Sudd"} for wrong in sets(deck, "Norr"))
