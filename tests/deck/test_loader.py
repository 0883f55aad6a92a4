"""Files, folders, names and texts of decks, and the decks that they use."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen import load, loads
from quizgen.deck.loader import MAX_CHAIN, MAX_FILE_BYTES, shipped_decks
from quizgen.model import Place, Problem
from tests.conftest import Problems
from tests.deck.decks import CITIES, read_base, using
from tests.rivers import RIVERS, changed


def problem_lines(names: list[str | Path], folder: Path) -> list[str]:
    """The problems of several decks."""
    _, wrong = load(*names)
    return [str(problem).replace(f"{folder}{os.sep}", "") for problem in wrong]


def test_a_file_can_be_too_large(problems: Problems, tmp_path: Path) -> None:
    with (tmp_path / "large.yaml").open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)
    assert problem_lines([tmp_path / "large.yaml"], tmp_path) == [
        f"large.yaml:1:1: error: the file has {MAX_FILE_BYTES + 1} bytes: expected at most 32 MiB"
    ]


def test_files_and_folders_that_are_not_there(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    (tmp_path / "folder.yaml").mkdir()
    names = ["absent.yaml", "loop.yaml", "empty", "folder.yaml", "x" * 300]
    assert problem_lines([tmp_path / name for name in names], tmp_path) == [
        "absent.yaml:1:1: error: no such file: expected a deck",
        "empty:1:1: error: found no .yaml file in this folder: expected a deck",
        "folder.yaml:1:1: error: found no .yaml file in this folder: expected a deck",
        "loop.yaml:1:1: error: no such file: expected a deck",
        f"{'x' * 300}:1:1: error: no such file: expected a deck",
    ]
    assert problem_lines(["aticle", "a\0b.yaml"], tmp_path) == [
        "a\ufffdb.yaml:1:1: error: no such file: expected a deck",
        "aticle:1:1: error: no deck 'aticle' (did you mean 'article'?)",
    ]


@given(st.text(), st.text())
def test_a_problem_is_one_line_whatever_it_quotes(path: str, message: str) -> None:
    line = str(Problem(Place(path, 1, 2), "error", message))
    assert line.isprintable()
    assert len(line) == len(path) + len(":1:2: error: ") + len(message)


def test_a_line_break_in_a_name_or_a_text_breaks_no_line(tmp_path: Path) -> None:
    path = tmp_path / "two\nlines.yaml"
    path.write_text(
        CITIES
        + '  "a\\nb\\r\\u2028c": {given: "?x founded\\n?y", ask: "?", answer: "x\\ty", forms: ["x\\ny"]}\n'
        + '"k\\x85\\ey": 1\n',
        "utf-8",
    )
    _, problems = load(path)
    lines = [str(problem).removeprefix(f"{tmp_path}/") for problem in problems]
    assert [line.partition(":")[0] for line in lines] == ["two lines.yaml"] * 4
    assert all(line.isprintable() for line in lines)


def chain(length: int, folder: Path) -> Path:
    """Write *length* decks, each of which uses the next, and return the first."""
    for number in range(length):
        text = CITIES.replace("deck: cities", f"deck: cities-{number}")
        if number + 1 < length:
            text = using(f"c{number + 1}").replace("deck: deck", f"deck: d{number}")
        (folder / f"c{number}.yaml").write_text(text, "utf-8")
    return folder / "c0.yaml"


def test_fifty_decks_may_use_one_another_in_a_row(tmp_path: Path) -> None:
    (base,), _ = load(chain(MAX_CHAIN, tmp_path))
    assert len(base.decks) == MAX_CHAIN


@pytest.mark.parametrize("length", [MAX_CHAIN + 1, 400])
def test_a_longer_chain_of_decks_is_an_error_where_it_gets_too_long(
    length: int, tmp_path: Path
) -> None:
    assert problem_lines([chain(length, tmp_path)], tmp_path) == [
        "c49.yaml:5:8: error: found a chain of more than 50 decks that use one another in"
        " a row: expected fewer"
    ]


def test_a_circle_of_many_decks_is_an_error_all_the_same(tmp_path: Path) -> None:
    first = chain(30, tmp_path)
    (tmp_path / "c29.yaml").write_text(using("c0"), "utf-8")
    (line,) = problem_lines([first], tmp_path)
    assert line.startswith(
        "c29.yaml:5:8: error: decks use each other in a circle: c0 -> c1"
    )


def test_a_file_may_have_any_name(tmp_path: Path) -> None:
    for name in (b"caf\xe9.yaml", "реки.yaml".encode(), b"a\nb.yaml"):
        file = Path(os.fsdecode(os.path.join(os.fsencode(tmp_path), name)))
        file.write_text(RIVERS, "utf-8")
        assert problem_lines([file], tmp_path) == []


def test_a_device_is_not_read(tmp_path: Path) -> None:
    """Reading it might never end."""
    os.mkfifo(tmp_path / "deck.yaml")
    assert problem_lines([tmp_path / "deck.yaml"], tmp_path) == [
        "deck.yaml:1:1: error: this is not a file: expected a deck"
    ]


def test_a_folder_stands_for_its_decks(tmp_path: Path) -> None:
    for name in ("b", "a", "a.lock"):
        text = RIVERS if name == "b" else "deck: A"
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
    bases, wrong = load(tmp_path)
    assert [base.deck.id for base in bases] == ["rivers"]
    assert {Path(problem.place.path).name for problem in wrong} == {"a.yaml"}


def test_a_deck_that_is_used_must_be_there(problems: Problems) -> None:
    assert problems(using("citys", "cities"), cities=CITIES) == [
        "deck.yaml:5:8: error: no deck 'citys' here or among the shipped ones (did you mean 'cities'?)"
    ]
    assert problems(using("states-of-matter")) == [
        "deck.yaml:5:8: error: no deck 'states-of-matter' here or among the shipped ones"
    ]
    assert problems(using("x" * 300)) == [
        f"deck.yaml:5:8: error: no deck '{'x' * 300}' here or among the shipped ones"
    ]


def test_decks_do_not_use_each_other_in_a_circle(problems: Problems) -> None:
    cities = CITIES.replace("sources:", "uses: rivers\nsources:")
    rivers = RIVERS.replace("sources:", "uses: [deck]\nsources:")
    assert problems(using("deck")) == [
        "deck.yaml:5:8: error: decks use each other in a circle: deck -> deck"
    ]
    assert problems(using("cities"), cities=cities, rivers=rivers) == [
        "rivers.yaml:6:8: error: decks use each other in a circle: deck -> cities -> rivers -> deck"
    ]


def test_all_problems_of_all_files_are_reported_in_one_run(problems: Problems) -> None:
    """In the order of their places; what follows from another problem is left out."""
    cities = CITIES.replace("checked: 2026", "checked: 20261").replace(
        "kind: city", "kind: citty"
    )
    text = (
        using("cities")
        + """\
sources: [gazetteer]
entities:
  basel: {facts: {foundet: {is: 0374, source: gazetteer}, founded: {is: 0374}}}
templates:
  age: {given: "?city founded ?dya", ask: "{city}", answer: day, forms: [crad]}
"""
    )
    assert problems(text, cities=cities) == [
        "cities.yaml:4:10: error: found '20261-11-23': expected a date such as 2002, 2002-10 or 2002-10-07",
        "cities.yaml:7:3: error: unknown kind 'citty': expected one that a relation takes (did you mean 'city'?)",
        "deck.yaml:6:10: error: found a list for 'sources': expected a mapping of names",
        "deck.yaml:8:19: error: unknown relation 'foundet' (did you mean 'founded'?)",
        "deck.yaml:8:68: error: fact 'basel/founded' has no 'source': expected one or more sources",
        "deck.yaml:10:3: error: template 'age' is already at cities.yaml:11:3",
        "deck.yaml:10:61: error: unknown variable 'day' (did you mean 'dya'?)",
        "deck.yaml:10:74: error: found 'crad' for 'forms': expected one of choice, multi, truefalse, text, cloze, order, match, card (did you mean 'card'?)",
    ]


# Decks from a text


def test_a_deck_can_be_read_from_a_text(tmp_path: Path) -> None:
    """It says the same as in a file, but for where it stands."""
    base, wrong = loads(RIVERS)
    assert wrong == []
    assert base is not None
    assert base.facts == read_base(RIVERS, tmp_path).facts
    assert base.deck.place.path == "<text>"
    russian, _ = loads(RIVERS, language="ru")
    assert russian is not None
    assert russian.deck.title == "Реки"


def test_a_text_is_reported_by_the_path_that_is_given() -> None:
    text = changed("title: A survey", "titel: A survey")
    assert [str(problem) for problem in loads(text, "a.yaml")[1]] == [
        "a.yaml:8:3: error: source 'survey' has no 'title': expected title of the page, book or document",
        "a.yaml:8:12: error: unknown key 'titel' in a source (did you mean 'title'?)",
    ]
    base, (problem,) = loads("")
    assert base is None
    assert str(problem) == "<text>:1:1: error: the file is empty: expected a deck"


def test_a_text_can_use_shipped_decks_and_no_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It lies in no folder."""
    (tmp_path / "cities.yaml").write_text(CITIES, "utf-8")
    monkeypatch.chdir(tmp_path)
    base, wrong = loads(using("states"))
    assert wrong == []
    assert base is not None
    assert [deck.id for deck in base.decks] == ["organizations", "states", "deck"]
    base, (problem,) = loads(using("cities"))
    assert base is None
    assert str(problem) == (
        "<text>:5:8: error: no deck 'cities' here or among the shipped ones"
        f" (there is {', '.join(shipped_decks())})"
    )
