"""What tests of several rooms use."""

import os
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent
from typing import Protocol

import pytest
from hypothesis import settings

from quizgen import check, load

# A busy machine makes no test fail; and CI fails for what is wrong, not for bad luck.
settings.register_profile("quizgen", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("quizgen")


@pytest.fixture(scope="session", autouse=True)
def _cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A test neither reads nor fills the cache of whoever runs it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


class Problems(Protocol):
    """Deck text, and that of others in its folder by name -> what is wrong, in lines."""

    def __call__(self, text: str | bytes, **others: str) -> list[str]: ...


@pytest.fixture
def problems(tmp_path: Path) -> Problems:
    """What is wrong with a deck, once it is written to a file and read."""

    def found(text: str | bytes, **others: str) -> list[str]:
        for name, content in {"deck": text, **others}.items():
            file = tmp_path / f"{name}.yaml"
            if isinstance(content, str):
                content = dedent(content).encode()
            file.write_bytes(content)
        bases, wrong = load(tmp_path / "deck.yaml")
        wrong = wrong or [problem for base in bases for problem in check(base)]
        return [str(problem).replace(f"{tmp_path}{os.sep}", "") for problem in wrong]

    return found
