"""A quiz -> its versions: the same questions, or others like them, in another order.

All by lot, and the lots by digest: the place of an option depends on the seed, the
version, the question and the option's text, and on nothing else. So the place of the
right one is as random as a die, and never evened out: whoever knows nineteen keys knows
nothing about the twentieth.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar, assert_never

from quizgen.forms import FORMS
from quizgen.generate.generator import Seam
from quizgen.hashing import digest, lot
from quizgen.model import (
    Form,
    MatchQuestion,
    OptionsQuestion,
    OrderQuestion,
    Question,
    Quiz,
    TrueFalseQuestion,
    TypedQuestion,
)
from quizgen.quiz.clues import Clues, clues_of
from quizgen.quiz.selection import Criteria

T = TypeVar("T")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
NEAR = 0.1
"""How far the predicted difficulty of a parallel question may be from its model's."""


@dataclass(frozen=True, slots=True)
class Version:
    """What one sheet asks.

    Attributes:
        label: A letter; or, for one of a class, a number from 1.
        questions: In the order in which they are printed, and so are their options.
    """

    label: str
    questions: tuple[Question, ...]


def turn(label: str) -> int:
    """Which version *label* is, from 0.

    Raises:
        ValueError: It is neither a letter nor a number from 1.
    """
    if re.fullmatch("[1-9][0-9]*", label):
        return int(label) - 1
    if len(label) == 1 and label in LETTERS:
        return LETTERS.index(label)
    raise ValueError(f"no label of a version: {label!r}")


def version(questions: Iterable[Question], seed: int, label: str) -> Version:
    """*questions* as version *label* prints them."""
    key = digest(f"{seed}/version/{label}")

    def place(question: Question) -> tuple[int, int]:
        return FORMS[question.form].paper_rank, lot(key, question.about.id)

    return Version(
        label,
        tuple(
            _mixed(question, digest(f"{seed}/{label}/{question.about.id}"))
            for question in sorted(questions, key=place)
        ),
    )


def _mixed(question: Question, key: int) -> Question:
    """*question* with all that has no order of its own in the order of its lots."""
    match question:
        case OptionsQuestion():
            options = _drawn(question.options, key, lambda option: option.text)
            return replace(question, options=tuple(options))
        case OrderQuestion():
            shown = _drawn(range(len(question.items)), key, question.items.__getitem__)
            if shown == list(question.key):  # it would be solved as it stands
                shown = [*shown[1:], shown[0]]
            return replace(
                question,
                items=tuple(question.items[i] for i in shown),
                values=tuple(question.values[i] for i in shown),
                key=tuple(shown.index(i) for i in question.key),
            )
        case MatchQuestion():
            left = _drawn(range(len(question.left)), key, question.left.__getitem__)
            right = _drawn(range(len(question.right)), ~key, question.right.__getitem__)
            if right == [question.key[i] for i in left]:
                right = [*right[1:], right[0]]
            return replace(
                question,
                left=tuple(question.left[i] for i in left),
                right=tuple(question.right[i] for i in right),
                key=tuple(right.index(question.key[i]) for i in left),
            )
        case TrueFalseQuestion() | TypedQuestion():
            return question
        case _:
            assert_never(question)


def _drawn(items: Iterable[T], key: int, name: Callable[[T], str]) -> list[T]:
    return sorted(items, key=lambda item: lot(key, name(item)))


class Parallels:
    """What may stand in for each question of a quiz: of the same template, form and degree.

    A template that asks only one question of a form is stood in for by the others of its
    topic.

    Args:
        quiz: Whose questions are the first of every row.
        seams: Where questions like them are found.
        criteria: What they have to be besides.
    """

    def __init__(self, quiz: Quiz, seams: Sequence[Seam], criteria: Criteria) -> None:
        self._quiz = quiz
        self._clues: dict[str, Clues] = {}
        self._models: dict[_Kind, list[Question]] = defaultdict(list)
        for question in quiz.questions:
            self._models[_kind(question)].append(question)
        lots = digest(f"{quiz.seed}/parallel")
        self._rows = {
            kind: [
                *models,
                *_drawn(_like(models, seams, criteria), lots, lambda other: other.about.id),
            ]
            for kind, models in self._models.items()
        }

    def take(self, number: int) -> tuple[Question, ...]:
        """The questions of the version that is number *number*, from 0: the quiz itself.

        Each version takes the next of every row, so that two have as few questions in
        common as there are. Where a row has nothing else that goes with the rest of the
        version, the quiz's own question stays. Depends on no other version.
        """
        if number == 0:
            return self._quiz.questions
        taken: list[Question] = []
        seen: dict[_Kind, int] = defaultdict(int)
        for model in self._quiz.questions:
            kind = _kind(model)
            row = self._rows[kind]
            start = number * len(self._models[kind]) + seen[kind]
            seen[kind] += 1
            around = [row[(start + step) % len(row)] for step in range(len(row))]
            fitting = (other for other in around if self._fits(other, model, taken))
            taken.append(next(fitting, model))
        return tuple(taken)

    def _fits(self, question: Question, model: Question, taken: list[Question]) -> bool:
        """Whether *question* is as hard as *model*, and helps with none of the *taken*."""
        if abs(question.about.difficulty - model.about.difficulty) > NEAR:
            return False
        clues = self._clue(question)
        others = [self._clue(other) for other in taken if other != question]
        if len(others) < len(taken):
            return False
        return not any(map(clues.clashes_with, others))

    def _clue(self, question: Question) -> Clues:
        name = question.about.id
        if name not in self._clues:
            self._clues[name] = clues_of(question)
        return self._clues[name]


_Kind = tuple[str, str, Form]


def _kind(question: Question) -> _Kind:
    about = question.about
    return about.deck, about.template, about.form


def _like(
    models: Sequence[Question], seams: Sequence[Seam], criteria: Criteria
) -> list[Question]:
    """Other questions of the kind of *models*; if there are none, of their topic."""
    about = models[0].about
    ours = {model.about.id for model in models}
    seams = [
        seam
        for seam in seams
        if seam.tools.base.deck.id == about.deck and seam.template.topic == about.topic
    ]
    of_kind = [seam for seam in seams if seam.template.id == about.template]
    for near in (of_kind, seams):
        made = [
            prospect.make()
            for seam in near
            for prospect in seam.prospects()
            if prospect.form == about.form and prospect.id not in ours
        ]
        found = [q for q in made if not isinstance(q, str) and criteria.admits(q)]
        if found:
            return found
    return []
