"""A geography of any size: countries with a continent, a region, neighbours, a capital.

Names are made of syllables, as those of real countries are of many lengths.
"""

from functools import cache
from typing import NamedTuple

from quizgen import FactBase
from quizgen.hashing import digest
from tests.generate.decks import base

HEAD = """\
deck: d
title: D
language: en
checked: 2026-11-23
sources: {s: {title: S}}
relations:
  capital: {of: country, is: city, single: true, unique: true, says: "{is} is the capital of {of}"}
  lies-in: {of: country, is: continent, single: true, says: "{of} lies in {is}"}
  part: {of: country, is: region, single: true, says: "{of} is a part of {is}"}
  speaks: {of: country, is: language, says: "{of} speaks {is}"}
  member: {of: league, is: country, says: "{is} is in {of}"}
"""
TEMPLATE = """\
capital: {given: "?c capital ?x", ask: "What is the capital of {c}?", answer: x, forms: [choice]}
of: {given: "?c capital ?x", ask: "Of which country is {x} the capital?", answer: c, forms: [choice]}
"""
_SYLLABLES = "ba co du fe gi ho ju ka le mi no pu ra si to vu wa ye zo".split()
_SIZES = (7, 6, 5, 4, 2, 1)
"""How large the continents are beside each other."""


def name(number: int, salt: str) -> str:
    """A name that no other number has, of two to five syllables."""
    rest = digest(f"{salt}{number}")
    syllables = []
    for _ in range(2 + rest % 3):
        rest, place = divmod(rest, len(_SYLLABLES))
        syllables.append(_SYLLABLES[place])
    return "".join(syllables).title() + "xyzw"[number % 4] + chr(97 + number // 4 % 26)


class Geography(NamedTuple):
    """A deck, and the places of its countries and capitals, by name."""

    deck: FactBase
    continents: dict[str, int]
    regions: dict[str, str]


@cache
def geography(count: int) -> Geography:
    """So many countries in six continents and eighteen regions."""
    lines, members = [], []
    continents: dict[str, int] = {}
    regions: dict[str, str] = {}
    for number in range(count):
        place = number * 25 // count
        continent = next(i for i in range(6) if place < sum(_SIZES[: i + 1]))
        region = f"{continent}-{number % 3}"
        country, city = name(number, "land"), name(number, "city")
        for each in (country, city):
            continents[each] = continent
            regions[each] = region
        lines.append(
            f"c{number}: {{kind: country, name: {country}, facts: {{capital: {{is: x{number}, source: s}},"
            f" lies-in: {{is: k{continent}, source: s}}, part: {{is: r{region}, source: s}},"
            f" speaks: [{{is: l{number % 17}, source: s}}]}}}}"
        )
        lines.append(f"x{number}: {{kind: city, name: {city}}}")
        if number % 23:
            members.append(f"{{is: c{number}, source: s}}")
    lines += [f"k{i}: {{kind: continent, name: Continent {i}}}" for i in range(6)]
    lines += [
        f"r{i}-{j}: {{kind: region, name: Region {i} {j}}}"
        for i in range(6)
        for j in range(3)
    ]
    lines += [f"l{i}: {{kind: language, name: Language {i}}}" for i in range(17)]
    lines.append(
        f"un: {{kind: league, name: the league, facts: {{member: [{', '.join(members)}]}}}}"
    )
    return Geography(base("\n".join(lines), TEMPLATE, HEAD), continents, regions)
