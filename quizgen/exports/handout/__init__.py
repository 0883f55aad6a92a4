"""Handouts: a test, its key, or facts and cards to learn from, for paper."""

from collections.abc import Callable
from pathlib import PurePath

from quizgen.exports.handout import html, markdown, pdf
from quizgen.exports.handout.parts import Handout


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
