"""Handouts: a test, its key, or facts and cards to learn from, for paper."""

from collections.abc import Callable
from pathlib import PurePath

from quizgen.exam.sheet_code import questions_fingerprint
from quizgen.exam.sheets import Sheet
from quizgen.exam.versions import arrange
from quizgen.exports.handout import contents, html, markdown, pdf
from quizgen.exports.handout.parts import Handout, clean, layout_for
from quizgen.model import Quiz


def _docx(handout: Handout) -> bytes:
    from quizgen.exports.handout.word import render  # python-docx takes long to load

    return render(handout)


FORMATS: dict[str, Callable[[Handout], bytes]] = {
    ".pdf": pdf.render,
    ".docx": _docx,
    ".html": html.render,
    ".md": markdown.render,
    ".typ": pdf.typst_source,
}
"""The writer of each format, by the suffix of a file. It loads its library when called."""


def format_of(path: str) -> str:
    """Return which of FORMATS *path* asks for by its suffix; empty if none."""
    suffix = PurePath(path).suffix.lower()
    suffix = {".htm": ".html"}.get(suffix, suffix)
    return suffix if suffix in FORMATS else ""


def render(handout: Handout, suffix: str) -> bytes:
    """Return *handout* in the format of *suffix*, one of FORMATS.

    Raises:
        MissingLetterError: A PDF has a letter that the font cannot show.
    """
    return FORMATS[suffix](handout)


def render_quiz(quiz: Quiz, language: str, suffix: str) -> bytes:
    """Return *quiz* as a test of one version with its key, on A4.

    Its code is a fingerprint by which a sheet and its key are seen to belong together.

    Raises:
        MissingLetterError: A PDF has a letter that the font cannot show.
    """
    questions = arrange(quiz.questions, quiz.seed, "A")
    sheet = Sheet("A", questions_fingerprint(questions), questions)
    parts = contents.question_sheets([sheet], language)
    parts += contents.answer_keys([sheet], language, explained=True)
    layout = layout_for("a4", None, large=False, duplex="none")
    return render(
        Handout(clean(quiz.title), "", "", language, 0, layout, tuple(parts)), suffix
    )
