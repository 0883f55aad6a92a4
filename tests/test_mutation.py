"""The tool that puts faults into the code, tried on a package of two functions."""

from pathlib import Path

import pytest

pytest.importorskip("cosmic_ray")

from tests import mutation

CODE = '''\
"""Sums."""

from typing import TypeAlias

Number: TypeAlias = "int | float"


def add(a: int | float, b: int) -> int | float:
    """Add 1 and 1 > 0."""
    return a + b


def is_small(*, number: int) -> bool:
    return number < 10


def never_called(number: int) -> int:
    return number * 2
'''
TESTS = """\
from tiny.sums.add import add, is_small


def test_a_sum():
    assert add(2, 3) == 5


def test_nobody_looks_at_the_result():
    is_small(number=9)
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository whose tests see a wrong sum, but nothing else."""
    for folder, files in {
        "tiny/sums": {"__init__.py": "", "add.py": CODE},
        "tests/sums": {"__init__.py": "", "test_add.py": TESTS},
    }.items():
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder).with_name("__init__.py").touch()
        for name, text in files.items():
            (tmp_path / folder / name).write_text(text, "utf-8")
    return tmp_path


def places(root: Path) -> list[tuple[int, set[str]]]:
    """The line and the kinds of fault of each place."""
    return [
        (mutants[0].line, {mutant.operator.split("_")[0][5:] for mutant in mutants})
        for mutants in mutation.places(root, "tiny", "sums").values()
    ]


def test_a_fault_is_put_into_code_and_not_into_types_or_texts(root: Path) -> None:
    assert places(root) == [
        (10, {"ReplaceBinaryOperator"}),
        (14, {"ReplaceComparisonOperator"}),
        (14, {"NumberReplacer"}),
        (18, {"ReplaceBinaryOperator"}),
        (18, {"NumberReplacer"}),
    ]


def test_a_draw_follows_from_its_seed(root: Path) -> None:
    def draw(n: int, seed: int) -> list[mutation.Mutant]:
        return mutation.draw(root, "tiny", ["sums"], n, seed)

    assert draw(3, 1) == draw(3, 1)
    assert len({tuple(draw(3, seed)) for seed in range(10)}) > 1
    assert [mutant.line for mutant in draw(9, 2)] == [10, 14, 14, 18, 18]


def test_survivors_are_shown_and_files_stay_as_they_are(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def contents() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}

    before = contents()
    mutation.main(["sums", "-n", "9", "--root", str(root), "--package", "tiny", "-j", "2"])
    lines = capsys.readouterr().out.splitlines()
    assert contents() == before
    assert lines[-2:] == ["sums  1 of 5 killed (20 %)", "all   1 of 5 killed (20 %)"]
    assert [line for line in lines if line.startswith(("tiny", "-"))] == [
        "tiny/sums/add.py:14: survived",
        "-    return number < 10",
        "tiny/sums/add.py:14: survived",
        "-    return number < 10",
        "tiny/sums/add.py:18: unexecuted",
        "-    return number * 2",
        "tiny/sums/add.py:18: unexecuted",
        "-    return number * 2",
    ]


def test_tests_that_fail_anyway_judge_nothing(root: Path) -> None:
    (root / "tests/sums/test_add.py").write_text("def test_x():\n    assert False\n")
    with pytest.raises(SystemExit, match="tests/sums fails without any fault"):
        mutation.main(["sums", "--root", str(root), "--package", "tiny"])


def test_a_fault_is_tried_if_any_line_of_its_statement_is_run(root: Path) -> None:
    """Not all have code: not the first of a condition that opens with a bracket."""
    (root / "tiny/sums/add.py").write_text(
        "def sign(n):\n    if (\n        n\n        < 1\n    ):\n        return -1\n    return 1\n"
    )
    lines = {
        (mutant.line, mutant.lines)
        for mutants in mutation.places(root, "tiny", "sums").values()
        for mutant in mutants
    }
    assert lines == {
        *((2, range(2, 6)), (4, range(2, 6))),
        *((6, range(6, 7)), (7, range(7, 8))),
    }
