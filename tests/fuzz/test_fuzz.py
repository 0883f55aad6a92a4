"""A short run of what ``python -m tests.fuzz`` does, and whether it would see a fault."""

from pathlib import Path
from random import Random

import pytest

from quizgen.model import Place, Problem
from tests.fuzz import kills
from tests.fuzz.harness import (
    Target,
    find_fault,
    find_faults,
    input_number,
    minimize,
)
from tests.fuzz.rules import check_printable, check_problems, promise
from tests.fuzz.targets import TARGETS

SEED = 11


@pytest.fixture(autouse=True)
def _data_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))


@pytest.mark.parametrize("name", TARGETS)
def test_no_input_breaks_a_promise(name: str, tmp_path: Path) -> None:
    if name == "packages":
        pytest.importorskip("anki")
    target = TARGETS[name]
    folder = tmp_path / "work"
    folder.mkdir()
    faults = [*find_faults(target, name, SEED, range(target.short), folder)]
    assert [f"{name} --only {fault.number}: {fault.story}" for fault in faults] == []


@pytest.mark.parametrize("name", kills.SCENARIOS)
def test_a_killed_command_leaves_nothing_half_done(name: str, tmp_path: Path) -> None:
    course = kills.whole_course(kills.SCENARIOS[name], tmp_path / "work")
    faults = [
        kills.find_fault(name, course, SEED, number, tmp_path / "work")
        for number in range(6)
    ]
    assert faults == [""] * 6


# The tool itself


def test_an_input_can_be_made_again_alone() -> None:
    for name, target in TARGETS.items():
        assert input_number(target, name, 1, 5) == input_number(target, name, 1, 5)
    codes = {input_number(TARGETS["codes"], "codes", 1, number) for number in range(50)}
    assert len(codes) > 40


def refuse_b(content: bytes, folder: Path) -> None:
    promise(b"b" not in content, f"found a b in {len(content)} bytes")
    if b"!" in content:
        raise ValueError("no message")
    while b"loop" in content:
        pass


FAULTY = Target(lambda draw: bytes(draw.choices(b"abc", k=9)), refuse_b, 5)


def test_faults_are_found_and_made_small(tmp_path: Path) -> None:
    faults = [*find_faults(FAULTY, "faulty", 1, range(40), tmp_path)]
    numbers = [n for n in range(40) if b"b" in FAULTY.draw_input(Random(f"faulty/1/{n}"))]
    assert [fault.number for fault in faults] == numbers != []
    assert {fault.signature for fault in faults} == {"BrokenPromise  found a b in"}
    assert minimize(FAULTY, faults[0], tmp_path) == b"b"


@pytest.mark.parametrize(
    ("content", "signature"),
    [(b"a", None), (b"!", "ValueError"), (b"loop", "TooSlowError 0.2 s of")],
)
def test_errors_and_hangs_are_faults(
    content: bytes, signature: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.fuzz.harness.LONGEST", 0.2)
    fault = find_fault(FAULTY, 0, content, tmp_path)
    assert (fault and fault.signature.split(" 0.")[0]) == (
        signature and signature.split(" 0.")[0]
    )


@pytest.mark.parametrize(
    ("place", "message"),
    [
        (Place("deck.yaml", 3, 1), "there is no third line"),
        (Place("deck.yaml", 2, 4), "there are two characters"),
        (Place("deck.yaml", 0, 1), "lines begin with one"),
    ],
)
def test_a_problem_is_a_line_with_a_place(place: Place, message: str) -> None:
    check_problems(
        [Problem(place._replace(line=2, column=3), "error", "x")], b"a\nbc", "deck.yaml"
    )
    with pytest.raises(AssertionError):
        check_problems([Problem(place, "error", message)], b"a\nbc", "deck.yaml")


@pytest.mark.parametrize("text", ["\x1b[2J", "\x9b", "\u2028", "\x07", "\ud800"])
def test_what_steers_a_terminal_is_not_printed(text: str) -> None:
    check_printable("a line\n\tand another")
    with pytest.raises(AssertionError, match="control character"):
        check_printable(text)
