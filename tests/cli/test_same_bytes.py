"""The same input and the same seed give the same bytes, wherever a command runs."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.processes import ROOT

COMMANDS = (
    "questions csto --json --seed 3",
    "facts zas csto",
    "decks csto",
    "check csto",
    "anki csto --lock csto.json --preset -o csto.apkg",
    "handout csto -n 12 --versions 2 --date 2026-11-23 -o test.html",
    "handout csto -n 12 --versions 2 --parallel --date 2026-11-23 -o test.md",
    "handout csto -n 12 --versions 2 --date 2026-11-23 -o test.pdf",
    "handout csto -n 12 --roster class.csv --date 2026-11-23 -o test.docx",
    "handout csto --style timeline -o timeline.typ",
    "review csto --list --data . --now 2026-11-24T18:00",
    "quiz csto -n 4 --seed 2",
)
PROGRAM = f"""
import sys
from quizgen.cli import main
for command in {COMMANDS}:
    try:
        main(command.split(), prog_name="quizgen")
    except SystemExit as end:
        sys.stdout.flush()
        print(command, end.code, flush=True)
"""
USUAL = {
    "PYTHONHASHSEED": "0",
    "TZ": "UTC",
    "LC_ALL": "C.UTF-8",
    "COLUMNS": "80",
    "SOURCE_DATE_EPOCH": "1764547200",
}


def outputs(
    folder: Path, python: str = sys.executable, **variables: str
) -> dict[str, bytes]:
    """Return the files that the commands write into a new *folder*, and what they print."""
    folder.mkdir(parents=True)
    (folder / "class.csv").write_text("name\nAda Lovelace\nИван Петров\n", "utf-8")
    process = subprocess.run(
        [python, "-c", PROGRAM],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **USUAL, **variables},
        input=b"1\nzas\n2\n\n",
        capture_output=True,
        check=False,
    )
    assert process.returncode == 0, process.stderr
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    files.pop("quizgen.sqlite3", None)
    return {**files, "printed": process.stdout, "said": process.stderr}


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    usual = outputs(tmp_path_factory.mktemp("bytes") / "usual")
    ends = ("apkg", "csv", "docx", "html", "json", "md", "pdf", "typ")
    assert sorted(name.partition(".")[2] for name in usual if "." in name) == sorted(ends)
    assert usual["printed"].count(b"\nhandout csto") == 5
    return usual


ELSEWHERE = [
    {"PYTHONHASHSEED": "1", "TZ": "AAA-14", "LC_ALL": "C", "COLUMNS": "20"},
    {
        "PYTHONHASHSEED": "4294967295",
        "TZ": "BBB+12",
        "LC_ALL": "tr_TR.UTF-8",
        "LANGUAGE": "kk",
        "COLUMNS": "300",
        "PYTHONOPTIMIZE": "2",
        "TERM": "dumb",
    },
]


@pytest.mark.parametrize("variables", ELSEWHERE, ids=["east", "west"])
def test_hash_seed_zone_locale_and_width_change_no_byte(
    variables: dict[str, str], usual: dict[str, bytes], tmp_path: Path
) -> None:
    """Nor does the cache, which is empty here."""
    cache = str(tmp_path / "cache")
    elsewhere = outputs(tmp_path / "other" / "place", XDG_CACHE_HOME=cache, **variables)
    differences = [name for name in usual if elsewhere.get(name) != usual[name]]
    assert (elsewhere.keys(), differences) == (usual.keys(), [])


@pytest.mark.parametrize("version", ["3.11", "3.12", "3.13", "3.14"])
def test_another_python_changes_no_byte(
    version: str, usual: dict[str, bytes], tmp_path: Path
) -> None:
    """Each is tried that is on the PATH, with what quizgen needs."""
    python = shutil.which(f"python{version}")
    needs = "import click, docx, fsrs, genanki, platformdirs, rapidfuzz, rich, typst, yaml"
    if (
        python is None
        or subprocess.run([python, "-c", needs], capture_output=True).returncode
    ):
        pytest.skip(f"there is no Python {version} with what quizgen needs")
    elsewhere = outputs(tmp_path / "other", python)
    assert [name for name in usual if elsewhere[name] != usual[name]] == []
