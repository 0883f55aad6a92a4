"""The sheets of a test, each with its code; and a sheet made again from its code."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from quizgen.exam.sheet_code import (
    MAX_DECKS,
    SheetCode,
    SheetCodeError,
    decks_fingerprint,
    questions_fingerprint,
    read_code,
    topic_digits,
)
from quizgen.exam.versions import (
    LETTERS,
    Parallels,
    arrange,
    find_parallels,
    parallel_questions,
    version_number,
)
from quizgen.forms import FORMS
from quizgen.generate.generator import bind_templates
from quizgen.i18n import words_in
from quizgen.model import WORTHS, FactBase, Question, Quiz
from quizgen.quiz.criteria import LEVELS, Criteria
from quizgen.quiz.overlap_texts import overlaps_text
from quizgen.quiz.selection import find_overlaps, select_from_templates

if TYPE_CHECKING:
    from quizgen.exam.roster import Student


@dataclass(frozen=True, slots=True)
class Request:
    """A teacher asks for a test like this.

    Attributes:
        count: How many questions; at least one.
        seed: Another one draws another test.
        criteria: Which questions.
        language: Tag of the language, as asked for; empty is the decks' own.
        parallel: Whether each version has questions of its own.
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
        label: A letter, or the student's place in the class list, from 1.
        code: From which `remake_sheet` makes it again.
        questions: In the order in which they are printed, and so are their options.
        name: The student's; empty if the sheet is anybody's, as is *number*.
    """

    label: str
    code: str
    questions: tuple[Question, ...]
    name: str = ""
    number: str = ""


class SheetSet(NamedTuple):
    """The sheets of a test, none if there are no such questions.

    Attributes:
        note: What the teacher should know about them, such as that they are short of
            questions; empty if there is nothing.
    """

    sheets: list[Sheet]
    note: str


def make_sheets(
    bases: Sequence[FactBase],
    request: Request,
    versions: int = 1,
    students: "Sequence[Student]" = (),
) -> SheetSet:
    """Return as many sheets as *versions*, at most 26, or one for each of *students*.

    Raises:
        SheetCodeError: There are more decks than a code can name.
    """
    if len(bases) > MAX_DECKS:
        message = f"found {len(bases)} decks: expected at most {MAX_DECKS} for a test"
        raise SheetCodeError(message)
    quiz, parallels = _select_questions(bases, request)
    if not quiz.questions:
        return SheetSet([], str(quiz.shortage))
    fingerprint = decks_fingerprint(bases)
    labels = [str(i) for i, _ in enumerate(students, 1)] or LETTERS[:versions]
    sheets = [
        _make_sheet(bases, request, parallels or quiz, label, fingerprint)
        for label in labels
    ]
    if students:
        sheets = [
            replace(sheet, name=student.name, number=student.number)
            for sheet, student in zip(sheets, students, strict=True)
        ]
    if quiz.shortage:
        return SheetSet(sheets, str(quiz.shortage))
    return SheetSet(sheets, _repetition(sheets) if request.parallel else "")


def overlaps_on(sheet: Sheet) -> str:
    """Say which questions on *sheet* help with others; return "" if none does."""
    numbers = {question.id: i for i, question in enumerate(sheet.questions, 1)}
    text = overlaps_text(find_overlaps(sheet.questions), numbers, words_in("en"))
    return f"version {sheet.label}: {text}" if text else ""


def remake_sheet(bases: Sequence[FactBase], code: SheetCode) -> Sheet:
    """Return the sheet that bears *code*.

    What the decks hold may have changed since, as long as this sheet has not.

    Args:
        bases: Those of the code's decks, in its language, in any order.
        code: As `read_code` gives it.

    Raises:
        SheetCodeError: These are other decks, or they give other questions now.
    """
    by_id = {base.deck.id: base for base in bases}
    if sorted(base.deck.id for base in bases) != sorted(code.decks):
        decks = ", ".join(code.decks)
        raise SheetCodeError(f"the sheet was made from {decks}: name these decks")
    bases = [by_id[deck] for deck in code.decks]
    topics = {bound.template.topic for base in bases for bound in bind_templates(base)}
    criteria = Criteria(
        code.forms,
        sorted(topic for topic in topics if topic_digits(topic) in code.topics),
        code.levels,
        code.worths,
    )
    request = Request(code.count, code.seed, criteria, code.language, code.parallel)
    fingerprint = decks_fingerprint(bases)
    quiz, parallels = _select_questions(bases, request)
    sheet = _make_sheet(bases, request, parallels or quiz, code.label, fingerprint)
    if read_code(sheet.code).questions_fingerprint == code.questions_fingerprint:
        return replace(sheet, code=str(code))
    if fingerprint != code.decks_fingerprint:
        raise SheetCodeError(
            "the decks have changed since the sheet was printed, and its questions with"
            f" them (its code has {code.decks_fingerprint}, the decks now have"
            f" {fingerprint})"
        )
    raise SheetCodeError(
        "the sheet was printed by another release of quizgen, which asked otherwise"
    )


def _select_questions(
    bases: Sequence[FactBase], request: Request
) -> tuple[Quiz, Parallels | None]:
    """Return the quiz, and its parallels if each version has questions of its own."""
    templates = [bound for base in bases for bound in bind_templates(base, request.seed)]
    criteria = request.criteria
    quiz = select_from_templates(
        templates, request.count, seed=request.seed, criteria=criteria
    )
    parallels = find_parallels(quiz, templates, criteria) if request.parallel else None
    return quiz, parallels


def _make_sheet(
    bases: Sequence[FactBase],
    request: Request,
    source: Quiz | Parallels,
    label: str,
    fingerprint: str,
) -> Sheet:
    """Return version *label* of a test; *fingerprint* is that of its *bases*."""
    if isinstance(source, Parallels):
        selected = parallel_questions(source, version_number(label))
    else:
        selected = source.questions
    questions = arrange(selected, request.seed, label)
    criteria = request.criteria
    code = SheetCode(
        tuple(base.deck.id for base in bases),
        request.count,
        request.seed,
        tuple(form for form in FORMS if form in criteria.forms),
        tuple(sorted({*map(topic_digits, criteria.topics)})),
        tuple(level for level in LEVELS if level in criteria.levels),
        request.language,
        request.parallel,
        label,
        fingerprint,
        questions_fingerprint(questions),
        tuple(worth for worth in WORTHS if worth in criteria.worths),
    )
    return Sheet(label, str(code), questions)


def _repetition(sheets: Sequence[Sheet]) -> str:
    """Say how many questions stand on more than one sheet; return "" if none does."""
    sheet_counts = Counter(question.id for sheet in sheets for question in sheet.questions)
    shared = sum(count > 1 for count in sheet_counts.values())
    if not shared:
        return ""
    return (
        f"{shared} of {len(sheet_counts)} questions are on more than one sheet: the decks"
        " have too few others of their kind"
    )
