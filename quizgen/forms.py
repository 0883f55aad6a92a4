"""The eight forms of question in ONE table: what each needs and how others treat it.

A new form is a row here, a renderer in each export, and its words in `i18n`.
"""

from typing import Literal, NamedTuple

from quizgen.model import (
    Form,
    MatchQuestion,
    OptionsQuestion,
    OrderQuestion,
    Question,
    TrueFalseQuestion,
    TypedQuestion,
)

Stem = Literal["ask", "state"]
NoteType = Literal["choice", "recall", "cloze", "sequence"]


class FormTraits(NamedTuple):
    """The traits by which one form differs from another.

    Attributes:
        shape: The class of its questions.
        stem: The text of a template that becomes the stem: its question or statement.
        needs: The other keys that a template must have.
        has_several_keys: A question has more than one right answer, or several items.
        difficulty: Of a plain question of this form, 0 (easy) to 1 (hard).
        learning_rank: Place in the order in which a learner meets what is new, from 0: a
            thing is recognized before it is recalled.
        paper_rank: Place of its block on a printed test, from 0; forms of one rank are
            answered alike there, and stand together.
        note_type: How Anki shows it.
    """

    shape: type[Question]
    stem: Stem
    needs: tuple[str, ...]
    has_several_keys: bool
    difficulty: float
    learning_rank: int
    paper_rank: int
    note_type: NoteType


FORMS: dict[Form, FormTraits] = {
    "choice": FormTraits(OptionsQuestion, "ask", (), False, 0.25, 0, 0, "choice"),
    "multi": FormTraits(OptionsQuestion, "ask", (), True, 0.45, 2, 1, "choice"),
    "truefalse": FormTraits(TrueFalseQuestion, "state", (), False, 0.15, 1, 2, "choice"),
    "text": FormTraits(TypedQuestion, "ask", (), False, 0.6, 7, 4, "recall"),
    "cloze": FormTraits(TypedQuestion, "state", (), False, 0.55, 6, 3, "cloze"),
    "order": FormTraits(OrderQuestion, "ask", ("order-by",), True, 0.4, 4, 6, "sequence"),
    "match": FormTraits(
        MatchQuestion, "ask", ("match-with",), True, 0.35, 3, 5, "sequence"
    ),
    "card": FormTraits(TypedQuestion, "ask", (), False, 0.5, 5, 4, "recall"),
}
"""Every form, in the order in which they are listed."""
