"""The cache never ends a command, wherever it is or would be."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.cli.processes import UNSET, message_of, run_process

STATES = ("questions", "states", "-n", "1", "--json")


@pytest.fixture(scope="module")
def usual() -> bytes:
    return run_process(STATES).stdout


@pytest.fixture
def places(tmp_path: Path) -> Path:
    (tmp_path / "file").write_text("", "utf-8")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "unreadable").mkdir(0o000)
    return tmp_path


@pytest.mark.parametrize("variable", ["XDG_CACHE_HOME", "HOME"])
@pytest.mark.parametrize(
    "place", ["/dev/null", "{}/file", "{}/loop", "{}/unreadable", "/proc/1", "here"]
)
def test_no_place_is_too_odd(places: Path, usual: bytes, variable: str, place: str) -> None:
    variables = {"XDG_CACHE_HOME": UNSET, "HOME": str(places / "home")}
    variables[variable] = place.format(places)
    process = run_process(STATES, variables, cwd=places)
    assert (process.returncode, process.stdout, process.stderr) == (0, usual, b"")
    assert not (places / "here").exists()


HOMELESS = """
import pwd, sys

def getpwuid(number):
    raise KeyError(number)  # as for a user of whom the system knows nothing

pwd.getpwuid = getpwuid
from quizgen.cli import main
main(sys.argv[1:], prog_name="quizgen")
"""


def run_homeless(words: Sequence[str]) -> subprocess.CompletedProcess[bytes]:
    variables = ("XDG_CACHE_HOME", "XDG_DATA_HOME", "HOME", "QUIZGEN_DATA")
    return run_process(words, dict.fromkeys(variables, UNSET), program=("-c", HOMELESS))


def test_who_has_no_home_has_no_cache(usual: bytes) -> None:
    process = run_homeless(STATES)
    assert (process.returncode, process.stdout, process.stderr) == (0, usual, b"")


@pytest.mark.parametrize("command", ["review states", "stats", "data path", "flags"])
def test_who_has_no_home_has_to_say_where_answers_are_kept(command: str) -> None:
    assert message_of(run_homeless(command.split())) == (
        "Error: you have no home folder: say by --data DIR where answers are kept\n"
    )
