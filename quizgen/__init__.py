"""quizgen: facts are written once, questions are derived, each with a proof.

``load -> check -> generate -> choose -> (sit | render)``. The names below are the
library; everything else may change. They load on first use, so that importing
``quizgen`` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from quizgen.facts.reading import load as load
    from quizgen.model import FactBase as FactBase
    from quizgen.model import Problem as Problem
    from quizgen.model import Question as Question
    from quizgen.model import Quiz as Quiz
    from quizgen.questions.checking import check as check
    from quizgen.questions.generating import generate as generate
    from quizgen.questions.marking import mark as mark
    from quizgen.quizzes.choosing import choose as choose

_ROOMS = {
    "check": "questions.checking",
    "choose": "quizzes.choosing",
    "generate": "questions.generating",
    "load": "facts.reading",
    "mark": "questions.marking",
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
