"""The README tells the truth: its commands are run, its outputs compared."""

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from quizgen.cli import main

README = Path(__file__).parent.parent / "README.md"
TEXT = README.read_text("utf-8")
BLOCKS = re.findall(r"```console\n\$ (.*)\n((?:.*\n)*?)```", TEXT)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the deck files that the README shows."""
    here = tmp_path_factory.mktemp("readme")
    for name, deck in re.findall(r"```yaml\n# (\S+\.yaml)\n((?:.*\n)*?)```", TEXT):
        (here / name).write_text(f"# {name}\n{deck}", "utf-8")
    return here


def output(command: str, folder: Path) -> str:
    """What *command* prints, to either stream."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    run = subprocess.run(
        ["bash", "-c", f"{command} 2>&1"],
        cwd=folder,
        env={**os.environ, "PATH": path, "COLUMNS": "80"},
        capture_output=True,
        check=False,
    )
    return run.stdout.decode()


@pytest.mark.parametrize(("command", "expected"), BLOCKS, ids=[b[0] for b in BLOCKS])
def test_each_command_prints_what_the_readme_shows(
    command: str, expected: str, folder: Path
) -> None:
    assert output(command, folder) == expected


def test_the_examples_in_python_do_what_the_readme_shows(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    (examples,) = re.findall(r"```python\n((?:.*\n)*?)```", TEXT)
    test = doctest.DocTestParser().get_doctest(examples, {}, "README", "README.md", 0)
    said: list[str] = []
    result = doctest.DocTestRunner().run(test, out=said.append)
    assert (said, result.failed) == ([], 0)
    assert result.attempted > 10


def test_every_command_is_in_the_readme() -> None:
    for name in main.list_commands(click.Context(main)):
        assert f"| `quizgen {name}" in TEXT


def test_every_option_of_choosing_is_in_the_readme() -> None:
    quiz = main.get_command(click.Context(main), "quiz")
    assert quiz is not None
    for option in quiz.params:
        if isinstance(option, click.Option):
            assert any(f"`{name}" in TEXT for name in option.opts), option.opts


def test_the_picture_of_the_house_is_true() -> None:
    """Every folder of the package is in it; every file and folder that it names exists."""
    root = README.parent / "quizgen"
    (picture,) = re.findall(r"```text\nquizgen/\n((?:.*\n)*?)```", TEXT)
    assert missing_from_house(picture, root) == []
    folders = re.findall(r"^ *(\w+)/", picture, re.MULTILINE)
    expected = {path.parent.name for path in root.rglob("*.py")} - {"quizgen"}
    assert {*folders} == expected | {"decks", "tests"}


def test_a_file_that_is_not_there_is_missed_in_the_picture(tmp_path: Path) -> None:
    (tmp_path / "deck").mkdir()
    (tmp_path / "deck" / "loader.py").touch()
    picture = "  model   nouns\n  deck/   a text (loader,\n          events) -> FactBase\n"
    missing = [tmp_path / "model.py", tmp_path / "deck" / "events.py"]
    assert missing_from_house(picture, tmp_path) == missing


def missing_from_house(picture: str, root: Path) -> list[Path]:
    """Return the files below *root* that the picture names, but which do not exist.

    A line of one or two names at the left names files of *root*, or the folder in which
    the names in parentheses are, each indented further than the folder that it is in.
    """
    missing: list[Path] = []
    folders: dict[int, Path] = {}
    blocks = re.findall(r"^( {2,6})(\S+(?: \S+)*) {2,}(.*\n(?: {10}.*\n)*)", picture, re.M)
    for indent, names, text in blocks:
        folder = folders.get(len(indent) - 2, root)
        if names.endswith("/"):
            folder = folders[len(indent)] = folder / names
            lists = re.findall(r"\(([^)]*)\)", text)
            named_files = [name for items in lists for name in re.split(r",\s+", items)]
        else:
            named_files = names.split()
        paths = [folder / (n if "." in n else f"{n}.py") for n in named_files]
        missing += [path for path in paths if not path.exists()]
    return missing
