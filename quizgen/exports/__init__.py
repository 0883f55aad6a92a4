"""Write questions for other programs and for paper: a module or folder for each target.

A new target is a module beside this file and a line in EXPORTS, which `quizgen.export`
uses; the command that offers it is in `cli`.
"""

from collections.abc import Callable

from quizgen.model import Quiz


def export(quiz: Quiz, target: str, *, language: str = "en") -> bytes:
    """Return *quiz* as a file for *target*, the same bytes for the same arguments.

    Args:
        quiz: Its questions come in its order; on paper, forms stand together.
        target: One of EXPORTS.
        language: The tag of what the file says besides the questions, such as ``ru``.

    Raises:
        ValueError: There is no such target; or, for ``pdf``, a text has a letter that the
            font cannot show. The message says which.
    """
    if target not in EXPORTS:
        raise ValueError(f"no target '{target}': expected one of {', '.join(EXPORTS)}")
    return EXPORTS[target](quiz, language)


def _anki(quiz: Quiz, language: str) -> bytes:
    from quizgen.exports.anki import render_quiz

    return render_quiz(quiz, language)


def _json_lines(quiz: Quiz, language: str) -> bytes:
    from quizgen.exports.jsonl import render

    return "".join(f"{line}\n" for line in render(quiz.questions)).encode()


def _reading_text(quiz: Quiz, language: str) -> bytes:
    from quizgen.exports.plain_text import render

    return "\n\n".join(render(quiz.questions)).encode() + b"\n"


def _handout(suffix: str) -> Callable[[Quiz, str], bytes]:
    def write(quiz: Quiz, language: str) -> bytes:
        from quizgen.exports.handout import render_quiz

        return render_quiz(quiz, language, suffix)

    return write


EXPORTS: dict[str, Callable[[Quiz, str], bytes]] = {
    "anki": _anki,
    "json": _json_lines,
    "text": _reading_text,
    "pdf": _handout(".pdf"),
    "docx": _handout(".docx"),
    "html": _handout(".html"),
    "md": _handout(".md"),
    "typ": _handout(".typ"),
}
"""The writer of each target, which loads its room, and heavy libraries, when called."""
