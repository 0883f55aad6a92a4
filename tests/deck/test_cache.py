"""A base that is kept: it comes back as long as reading would give the same."""

import os
import pickle
import random
from pathlib import Path

import pytest

from quizgen import load
from quizgen.deck import cache
from quizgen.deck.cache import load_cached_base
from quizgen.model import FactBase
from tests.rivers import RIVERS

CITIES = """\
deck: cities
title: Cities
language: en
checked: 2026-11-23
uses: [csto]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for decks; the cache is in a folder within it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path


def read(folder: Path, text: str, language: str | None = None) -> FactBase:
    """Read *text* as ``deck.yaml``, and so keep its base."""
    (folder / "deck.yaml").write_text(text, "utf-8")
    (base,), problems = load(folder / "deck.yaml", language=language)
    assert problems == []
    return base


def cached_base(folder: Path, language: str | None = None) -> FactBase | None:
    path = folder / "deck.yaml"
    return load_cached_base(path, str(path), language)


def cache_files(folder: Path) -> list[Path]:
    return sorted((folder / "cache" / "quizgen").iterdir())


def test_a_base_comes_back_as_it_was_read(folder: Path) -> None:
    assert cached_base(folder) is None
    base = read(folder, RIVERS)
    kept = cached_base(folder)
    assert kept == base
    assert kept is not None
    assert [fact.place for fact in kept.facts] == [fact.place for fact in base.facts]
    (again,), problems = load(folder / "deck.yaml")
    assert (again, problems) == (base, [])


def test_each_language_is_kept_for_itself(folder: Path) -> None:
    russian = read(folder, RIVERS, "ru")
    assert cached_base(folder) is None
    assert cached_base(folder, "ru") == russian


def test_a_file_that_has_changed_is_read_anew(folder: Path) -> None:
    """Also if its size and its time are those of before."""
    read(folder, RIVERS)
    path = folder / "deck.yaml"
    state = path.stat()
    path.write_text(RIVERS.replace("An atlas", "My atlas"), "utf-8")
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert cached_base(folder) is None
    (base,), _ = load(path)
    assert base.sources["rivers", "atlas"].title == "My atlas"


def test_a_deck_that_appears_beside_its_user_is_read_instead_of_the_shipped_one(
    folder: Path,
) -> None:
    assert [deck.id for deck in read(folder, CITIES).decks][-2:] == ["csto", "cities"]
    assert cached_base(folder) is not None
    (folder / "csto.yaml").write_text(RIVERS, "utf-8")
    assert cached_base(folder) is None
    (base,), _ = load(folder / "deck.yaml")
    assert [deck.id for deck in base.decks] == ["rivers", "cities"]


def test_a_deck_with_problems_is_not_kept(folder: Path) -> None:
    (folder / "deck.yaml").write_text("deck: rivers\n", "utf-8")
    assert load(folder / "deck.yaml")[0] == ()
    assert cached_base(folder) is None


def test_a_large_base_is_not_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    facts = len(read(folder, RIVERS).facts)
    cache_files(folder)[0].unlink()
    monkeypatch.setattr(cache, "MAX_CACHED_FACTS", facts - 1)
    read(folder, RIVERS)
    assert cache_files(folder) == []
    monkeypatch.setattr(cache, "MAX_CACHED_FACTS", facts)
    read(folder, RIVERS)
    assert len(cache_files(folder)) == 1


def test_another_version_of_the_package_reads_anew(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(folder, RIVERS)
    monkeypatch.setattr(cache, "_PACKAGE", folder)
    assert cached_base(folder) is None


class Intruder:
    """Would make a folder, were it unpickled."""

    def __init__(self, target: Path) -> None:
        self.target = str(target)

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (self.target,)


def test_a_damaged_or_foreign_file_is_passed_over(folder: Path) -> None:
    """Nothing in it is run."""
    base = read(folder, RIVERS)
    (file,) = cache_files(folder)
    whole = file.read_bytes()
    for content in (
        b"",
        b"{}",
        whole[:-100],
        whole[:10],
        whole[:-1] + bytes([whole[-1] ^ 1]),
        whole + b"x",
        random.Random(1).randbytes(1000),
        # What could be read, and yet is not what was written: a text in place of a fact.
        whole.replace(b"rivers", b"livers"),
        pickle.dumps(pickle.loads(whole[16:])),
        pickle.dumps(None),
        pickle.dumps((1, 2, 3, 4)),
        pickle.dumps(Intruder(folder / "intruder")),
    ):
        file.write_bytes(content)
        assert cached_base(folder) is None
        assert read(folder, RIVERS) == base
    assert not (folder / "intruder").exists()
    assert cached_base(folder) == base


def test_a_cache_that_cannot_be_written_is_done_without(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "no-folder").write_text("", "utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "no-folder"))
    assert read(folder, RIVERS).deck.id == "rivers"


def test_the_leftover_of_a_killed_process_goes_when_its_base_is_written(
    folder: Path,
) -> None:
    read(folder, RIVERS)
    (file,) = cache_files(folder)
    file.rename(file.with_suffix(".12345.tmp"))
    read(folder, RIVERS)
    assert cache_files(folder) == [file]


def test_a_relative_cache_folder_is_ignored(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So says the XDG Base Directory Specification; and another folder is the home's."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("XDG_CACHE_HOME", "cache")
    monkeypatch.setenv("HOME", str(folder / "home"))
    read(folder, RIVERS)
    assert len([*(folder / "home" / ".cache" / "quizgen").iterdir()]) == 1
    assert not (folder / "cache").exists()
