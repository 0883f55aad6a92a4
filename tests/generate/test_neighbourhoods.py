"""Which names are wrong answers for each other: cells of those that are alike.

A pool is asked as a whole, whatever its size: 200 countries, a club of 500.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping

import pytest

from quizgen import FactBase
from quizgen.generate.assemble import make_question
from quizgen.generate.generator import find_items
from quizgen.generate.nearness import windows_of
from quizgen.model import OptionsQuestion
from tests.generate.decks import base
from tests.generate.geography import geography

SEEDS = range(8)
HEAD = """\
deck: d
title: D
language: en
checked: 2026-11-23
sources: {s: {title: S}}
relations:
  member: {of: club, is: person, complete: true, says: "{is} is in {of}"}
  from: {of: person, is: town, single: true, says: "{of} comes from {is}"}
  likes: {of: person, is: town, says: "{of} likes {is}"}
"""


def options(deck: FactBase) -> dict[str, list[list[str]]]:
    """The options of each choice question under each of SEEDS, the key first."""
    found: dict[str, list[list[str]]] = defaultdict(list)
    for seed in SEEDS:
        for item in find_items(deck, seed):
            question = make_question(item)
            if isinstance(question, OptionsQuestion) and item.form == "choice":
                ordered = sorted(question.options, key=lambda option: not option.right)
                found[question.id].append([option.text for option in ordered])
    return found


def cells(deck: FactBase) -> dict[str, set[str]]:
    """For each key, itself and what is in its first window."""
    return {
        item.keys[0].label: {
            item.keys[0].label,
            *(c.label for c in next(iter(windows_of(item.group)), [])),
        }
        for item in find_items(deck)
    }


# Time and length


def joined(years: Mapping[str, int]) -> FactBase:
    """A club that people joined in these years, all of it known."""
    facts = ", ".join(
        f"{{is: {name}, source: s, since: {year}}}" for name, year in years.items()
    )
    people = "\n".join(f"{name}: {{kind: person, name: {name.title()}}}" for name in years)
    return base(
        f"club: {{kind: club, name: the club, facts: {{member: [{facts}]}}}}\n{people}",
        't: {given: "club member ?p since ?day", ask: "Who came in {day.year}?", answer: p, forms: [choice]}',
        HEAD,
    )


@pytest.mark.parametrize("count", [41, 500])
def test_where_nothing_else_is_known_those_of_one_time_are_alike(count: int) -> None:
    """A cell is a run of years, of six to eleven."""
    years = {f"p{year}": year for year in range(1500, 1500 + count)}
    for name, cell in cells(joined(years)).items():
        numbers = sorted(int(label[1:]) for label in cell)
        assert numbers == [*range(numbers[0], numbers[-1] + 1)]
        assert int(name[1:]) in numbers
        assert 6 <= len(numbers) <= 11


def test_a_cell_is_the_same_for_each_of_its_members() -> None:
    """So it tells nothing which of its members is asked for."""
    found = cells(joined({f"p{year}": year for year in range(1900, 1950)}))
    for cell in found.values():
        assert all(found[other] == cell for other in cell)


def test_a_cell_does_not_depend_on_the_order_of_the_facts() -> None:
    years = {f"p{year}": year for year in range(1900, 1950)}
    backwards = dict(reversed(years.items()))
    assert cells(joined(years)) == cells(joined(backwards))


def test_one_fact_more_leaves_all_but_near_questions_as_they_are() -> None:
    """Decks grow all year; last week's sheet should still match its key."""
    years = {f"p{year}": year for year in range(1900, 1990)}
    old = options(joined(years))
    changes = []
    for newcomer in range(1890, 2000, 7):
        new = options(joined({**years, f"q{newcomer}": newcomer}))
        changed = [name for name, drawn in old.items() if new.get(name, drawn) != drawn]
        changes.append(len(changed))
    assert max(changes) <= 24
    assert sum(changes) / len(changes) <= 12


# Traits


@pytest.mark.parametrize("count", [60, 160, 161, 200])
def test_countries_are_beside_others_of_their_continent(count: int) -> None:
    """At any size; and mostly of their region, which says more."""
    same_continent, same_region = Counter[bool](), Counter[bool]()
    deck, continents, regions = geography(count)
    sizes = Counter(continents.values())
    for drawn in options(deck).values():
        for key, *others in drawn:
            if sizes[continents[key]] < 2 * 6:
                continue  # countries and capitals are counted: there are too few
            for other in others:
                same_continent[continents[key] == continents[other]] += 1
                same_region[regions[key] == regions[other]] += 1
    assert same_continent[False] <= same_continent.total() / 100
    if count >= 160:  # else regions are smaller than a cell
        assert same_region[True] >= same_region.total() / 2


def test_each_is_a_wrong_answer_about_three_times_as_often_as_it_is_the_key() -> None:
    right, wrong = Counter[str](), Counter[str]()
    for drawn in options(geography(200).deck).values():
        for key, *others in drawn:
            right[key] += 1
            wrong.update(others)
    shares = sorted(wrong[name] / right[name] for name in right)
    assert shares[0] >= 1
    assert shares[-1] <= 6
    assert set(wrong) <= set(right)


def homes(of: Mapping[str, str], more: str = "") -> FactBase:
    """People who come from towns, each of which is asked for."""
    people = "\n".join(
        f"{person}: {{kind: person, name: {person.title()}, facts: {{from: {{is: {town}, source: s}}}}}}"
        for person, town in of.items()
    )
    places = "\n".join(
        f"{town}: {{kind: town, name: {town.title()}}}"
        for town in dict.fromkeys(of.values())
    )
    template = 't: {given: "?p from ?town", ask: "Where is {p} from?", answer: town, forms: [choice]}'
    return base(f"{people}\n{places}\n{more}", template, HEAD)


def test_what_is_a_key_more_often_is_a_wrong_answer_more_often() -> None:
    towns = (
        ["oslo"] * 12 + ["bonn"] * 12 + ["kyiv", "turin", "milan", "paris", "lyon", "nice"]
    )
    deck = homes({f"p{i}": town for i, town in enumerate(towns)})
    for name, often in (("Oslo", True), ("Bonn", True), ("Nice", False), ("Kyiv", False)):
        questions = [
            os for drawn in options(deck).values() for os in drawn if os[0] != name
        ]
        share = sum(name in os for os in questions) / len(questions)
        assert share > 0.9 if often else share < 0.6, (name, share)


def test_what_is_a_key_nowhere_is_no_wrong_answer_where_there_are_others() -> None:
    """What only is of the kind comes when keys are too few."""
    more = "rome: {kind: town, name: Rome}\ncork: {kind: town, name: Cork}"
    towns = ["oslo", "bonn", "kyiv", "turin"]
    enough = options(homes({f"p{i}": town for i, town in enumerate(towns)}, more))
    assert {o for drawn in enough.values() for os in drawn for o in os} == {
        *("Oslo", "Bonn", "Kyiv", "Turin"),
    }
    too_few = options(homes({"p0": "oslo", "p1": "bonn"}, more))
    for drawn in too_few.values():
        assert {"Oslo", "Bonn"} <= set(drawn[0])


def test_those_beside_whom_they_stand_make_towns_alike() -> None:
    """The people from some towns like Rome, those from others like Milan."""
    lines = []
    for number in range(14):
        liked = "rome" if number % 2 else "milan"
        lines.append(
            f"p{number}: {{kind: person, name: P{number}, facts: {{from: {{is: t{number}, source: s}},"
            f" likes: {{is: {liked}, source: s}}}}}}\nt{number}: {{kind: town, name: T{number}}}"
        )
    lines += ["rome: {kind: town, name: Rome}", "milan: {kind: town, name: Milan}"]
    template = 't: {given: "?p from ?town", ask: "Where is {p} from?", answer: town, forms: [choice]}'
    found = cells(base("\n".join(lines), template, HEAD))
    assert found["T1"] == {f"T{number}" for number in range(1, 14, 2)}
    assert found["T0"] == {f"T{number}" for number in range(0, 14, 2)}
