"""Synthetic decks of any size, for benchmarks: people who led offices in turn."""

from collections.abc import Iterator

_HEAD = """\
deck: big
title: Big
language: en
checked: 2026-11-23
relations:
  held-by: {of: office, is: person, single: true, says: "{is} is {of}"}
  born: {of: person, is: date, single: true, says: "{of} was born on {is}"}
sources:
  charter: {title: Charter, publisher: The office, url: "https://example.org/charter"}
  report: {title: Report, publisher: The press, url: "https://example.org/report"}
templates:
  became:
    topic: Offices
    given: "?office held-by ?person since ?start"
    ask: "Who became {office} on {start}?"
    answer: person
    forms: [choice]
entities:
"""
HOLDERS = 8


def deck(facts: int) -> str:
    """The text of a deck with *facts* facts: half on offices, half on their holders."""
    return "".join(_lines(facts))


def _lines(facts: int) -> Iterator[str]:
    yield _HEAD
    people = facts // 2
    for office in range((people + HOLDERS - 1) // HOLDERS):
        yield f"  office-{office}:\n    kind: office\n    name: Office {office}\n"
        yield "    facts:\n      held-by:\n"
        for turn in range(min(HOLDERS, people - office * HOLDERS)):
            year = 1940 + turn * 10 + office % 7
            yield (
                f"        - {{is: person-{office}-{turn}, since: {year}-03-{office % 28 + 1:02},"
                f" until: {year + 8}-11-20, source: [charter, report],"
                f" note: Chosen by lot in {year}}}\n"
            )
    for number in range(people):
        office, turn = divmod(number, HOLDERS)
        yield (
            f"  person-{office}-{turn}:\n    kind: person\n    name: Person {office} the {turn}\n"
            f"    facts:\n      born: {{is: {1900 + turn}-05-{office % 28 + 1:02},"
            f" source: report, note: The place is not known}}\n"
        )
