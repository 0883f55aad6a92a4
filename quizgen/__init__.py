"""quizgen: facts are written once, questions are derived, each with a proof.

``load -> check -> generate -> select -> (ask | render)``. The names below are the
library; everything else may change.
"""

from quizgen.deck.lint import check
from quizgen.deck.loader import load, loads
from quizgen.exports import export
from quizgen.generate.generator import generate
from quizgen.model import FactBase, Problem, Question, Quiz
from quizgen.quiz.scoring import score
from quizgen.quiz.selection import select

__version__ = "0.2.0"
__all__ = [
    "FactBase",
    "Problem",
    "Question",
    "Quiz",
    "check",
    "export",
    "generate",
    "load",
    "loads",
    "score",
    "select",
]
