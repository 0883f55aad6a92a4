"""The eight forms of question in ONE table: what each needs and how others treat it.

A new form is a row here and its name in `model.Form`; how it is proved and made, in
`generate.proofs` and `generate.assemble`; how a reply is marked and given, in
`quiz.scoring`, `tui.question_view` and `tui.reply_prompt`, and what it gives away, in
`quiz.clues`; its looks in `exports.anki.notes`, `exports.handout.items`, `exports.jsonl`
and `exports.plain_text`; and its words in `i18n`. Where its questions are of a class that
there is already, the type checker or a missing key finds the places that are left.
"""

from typing import Literal, NamedTuple

from quizgen.model import (
    Form,
    MatchQuestion,
    OptionsQuestion,
    OrderQuestion,
    Question,
    Template,
    TrueFalseQuestion,
    TypedQuestion,
    Wording,
)

StemSource = Literal["ask", "state"]
NoteType = Literal["choice", "recall", "cloze", "order_or_match"]


class FormTraits(NamedTuple):
    """The traits by which one form differs from another.

    Attributes:
        question_class: The class of its questions.
        stem: The text of a template that becomes the stem: its question or statement.
        required_fields: The other keys that a template must have.
        has_several_answers: A question has several right options, or things to order or
            to match.
        base_difficulty: 0 (easy) to 1 (hard), to which `assemble` adds for what is hard
            in a single question.
        learning_rank: Place in the order in which a learner meets what is new, from 0: a
            thing is recognized before it is recalled.
        paper_rank: Place of its block on a printed test, from 0; forms of one rank are
            answered alike there, and stand together.
        note_type: How Anki shows it.
    """

    question_class: type[Question]
    stem: StemSource
    required_fields: tuple[str, ...]
    has_several_answers: bool
    base_difficulty: float
    learning_rank: int
    paper_rank: int
    note_type: NoteType


FORMS: dict[Form, FormTraits] = {
    "choice": FormTraits(
        question_class=OptionsQuestion,
        stem="ask",
        required_fields=(),
        has_several_answers=False,
        base_difficulty=0.25,
        learning_rank=0,
        paper_rank=0,
        note_type="choice",
    ),
    "multi": FormTraits(
        question_class=OptionsQuestion,
        stem="ask",
        required_fields=(),
        has_several_answers=True,
        base_difficulty=0.45,
        learning_rank=2,
        paper_rank=1,
        note_type="choice",
    ),
    "truefalse": FormTraits(
        question_class=TrueFalseQuestion,
        stem="state",
        required_fields=(),
        has_several_answers=False,
        base_difficulty=0.15,
        learning_rank=1,
        paper_rank=2,
        note_type="choice",
    ),
    "text": FormTraits(
        question_class=TypedQuestion,
        stem="ask",
        required_fields=(),
        has_several_answers=False,
        base_difficulty=0.6,
        learning_rank=7,
        paper_rank=4,
        note_type="recall",
    ),
    "cloze": FormTraits(
        question_class=TypedQuestion,
        stem="state",
        required_fields=(),
        has_several_answers=False,
        base_difficulty=0.55,
        learning_rank=6,
        paper_rank=3,
        note_type="cloze",
    ),
    "order": FormTraits(
        question_class=OrderQuestion,
        stem="ask",
        required_fields=("order-by",),
        has_several_answers=True,
        base_difficulty=0.4,
        learning_rank=4,
        paper_rank=6,
        note_type="order_or_match",
    ),
    "match": FormTraits(
        question_class=MatchQuestion,
        stem="ask",
        required_fields=("match-with",),
        has_several_answers=True,
        base_difficulty=0.35,
        learning_rank=3,
        paper_rank=5,
        note_type="order_or_match",
    ),
    "card": FormTraits(
        question_class=TypedQuestion,
        stem="ask",
        required_fields=(),
        has_several_answers=False,
        base_difficulty=0.5,
        learning_rank=5,
        paper_rank=4,
        note_type="recall",
    ),
}
"""Every form, in the order in which they are listed."""
ASK_FORMS = tuple(form for form, traits in FORMS.items() if traits.stem == "ask")
"""The forms whose stem is a question, which a template may write for each of them."""


def wording_of(template: Template, form: Form) -> Wording | None:
    """Return the text of *template* that becomes the stem of *form*, if it has one."""
    if FORMS[form].stem == "state":
        return template.state
    return dict(template.ask_by_form).get(form, template.ask)
