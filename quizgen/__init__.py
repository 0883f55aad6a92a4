"""quizgen: facts are written once, questions are derived, each with a proof.

``load -> check -> generate -> choose -> (sit | render)``. The names below are the
library; everything else may change. They load on first use, so that importing
``quizgen`` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from quizgen.checking import check as check
    from quizgen.choosing import choose as choose
    from quizgen.generating import generate as generate
    from quizgen.marking import mark as mark
    from quizgen.model import FactBase as FactBase
    from quizgen.model import Problem as Problem
    from quizgen.model import Question as Question
    from quizgen.model import Quiz as Quiz
    from quizgen.reading import load as load

_ROOMS = {
    "check": "checking",
    "choose": "choosing",
    "generate": "generating",
    "load": "reading",
    "mark": "marking",
    "FactBase": "model",
    "Problem": "model",
    "Question": "model",
    "Quiz": "model",
}
__all__ = [
    "FactBase",
    "Problem",
    "Question",
    "Quiz",
    "check",
    "choose",
    "generate",
    "load",
    "mark",
]


def __getattr__(name: str) -> object:
    if name in _ROOMS:
        return getattr(import_module(f"quizgen.{_ROOMS[name]}"), name)
    raise AttributeError(f"module 'quizgen' has no attribute {name!r}")
