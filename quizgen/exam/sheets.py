"""What was asked for -> the sheets of a test, each with its code; and a sheet again."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quizgen.exam import sheet_code
from quizgen.exam.sheet_code import Code
from quizgen.exam.versions import LETTERS, Parallels, turn, version
from quizgen.forms import FORMS
from quizgen.generate.generator import Seam, seams
from quizgen.model import FactBase, Question, Quiz
from quizgen.quiz.selection import Criteria, select_from_templates

if TYPE_CHECKING:
    from quizgen.exam.roster import Student


@dataclass(frozen=True, slots=True)
class Request:
    """What a teacher asks for.

    Attributes:
        language: As asked for; empty is the decks' own.
        parallel: Each version has questions of its own.
    """

    count: int
    seed: int
    criteria: Criteria
    language: str = ""
    parallel: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One version, as it is printed.

    Attributes:
        label: A letter, or the place in the class list.
        code: From which `reissue` makes it again.
        name, number: Of the student whose it is; empty if it is anybody's.
    """

    label: str
    code: str
    questions: tuple[Question, ...]
    name: str = ""
    number: str = ""


def issue(
    bases: Sequence[FactBase],
    request: Request,
    versions: int = 1,
    students: "Sequence[Student]" = (),
) -> tuple[list[Sheet], str]:
    """The sheets of a test: as many as *versions*, or one for each of *students*.

    Returns:
        The sheets, and what the teacher should know about them, else "". There are no
        sheets if there are no such questions.
    """
    quiz, parallels = _chosen(bases, request)
    if not quiz.questions:
        return [], str(quiz.shortage)
    stamp = sheet_code.stamp(bases)
    labels = [str(i) for i, _ in enumerate(students, 1)] or LETTERS[:versions]
    sheets = [_sheet(bases, request, stamp, label, quiz, parallels) for label in labels]
    if students:
        sheets = [
            replace(sheet, name=student.name, number=student.number)
            for sheet, student in zip(sheets, students, strict=True)
        ]
    if quiz.shortage:
        return sheets, str(quiz.shortage)
    return sheets, _in_common(sheets) if request.parallel else ""


def reissue(bases: Sequence[FactBase], code: Code) -> Sheet | str:
    """The sheet that bears *code*; or why it cannot be made again.

    What the decks hold may have changed since, as long as this sheet has not.

    Args:
        bases: Of the code's decks, in its language.
        code: As `sheet_code.read` gives it.
    """
    bases = sorted(bases, key=lambda base: _place(code.decks, base.deck.id))
    if tuple(base.deck.id for base in bases) != code.decks:
        return f"the sheet was made from {', '.join(code.decks)}: name these decks"
    topics = {seam.template.topic for base in bases for seam in seams(base)}
    criteria = Criteria(
        code.forms,
        sorted(topic for topic in topics if sheet_code.topic_mark(topic) in code.topics),
        code.level,
    )
    request = Request(code.count, code.seed, criteria, code.language, code.parallel)
    quiz, parallels = _chosen(bases, request)
    stamp = sheet_code.stamp(bases)
    sheet = _sheet(bases, request, stamp, code.label, quiz, parallels)
    if sheet_code.read(sheet.code).imprint == code.imprint:
        return replace(sheet, code=str(code))
    if stamp != code.stamp:
        return (
            "the decks have changed since the sheet was printed, and its questions with"
            f" them (its code has {code.stamp}, the decks now have {stamp})"
        )
    return "the sheet was printed by another release of quizgen, which asked otherwise"


def _place(decks: Sequence[str], name: str) -> int:
    return decks.index(name) if name in decks else len(decks)


def _chosen(bases: Sequence[FactBase], request: Request) -> tuple[Quiz, Parallels | None]:
    where: list[Seam] = [seam for base in bases for seam in seams(base, request.seed)]
    quiz = select_from_templates(
        where, request.count, seed=request.seed, criteria=request.criteria
    )
    parallels = Parallels(quiz, where, request.criteria) if request.parallel else None
    return quiz, parallels


def _sheet(
    bases: Sequence[FactBase],
    request: Request,
    stamp: str,
    label: str,
    quiz: Quiz,
    parallels: Parallels | None,
) -> Sheet:
    questions = parallels.take(turn(label)) if parallels else quiz.questions
    printed = version(questions, request.seed, label)
    criteria = request.criteria
    code = Code(
        tuple(base.deck.id for base in bases),
        request.count,
        request.seed,
        tuple(form for form in FORMS if form in criteria.forms),
        tuple(sorted({*map(sheet_code.topic_mark, criteria.topics)})),
        criteria.level,
        request.language,
        request.parallel,
        label,
        stamp,
        sheet_code.imprint(printed),
    )
    return Sheet(label, str(code), printed.questions)


def _in_common(sheets: Sequence[Sheet]) -> str:
    """How many questions stand on more than one sheet."""
    asked = Counter(question.about.id for sheet in sheets for question in sheet.questions)
    shared = sum(count > 1 for count in asked.values())
    if not shared:
        return ""
    return (
        f"{shared} of {len(asked)} questions are on more than one sheet: the decks have"
        " too few others of their kind"
    )
