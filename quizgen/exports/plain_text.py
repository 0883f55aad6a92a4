"""Write questions as plain text, for reading them through."""

from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from quizgen.model import (
    MatchQuestion,
    Option,
    OptionsQuestion,
    OrderQuestion,
    Question,
    TrueFalseQuestion,
    TypedQuestion,
)


def render(questions: Iterable[Question]) -> Iterator[str]:
    """Yield a paragraph for each question: stem, options, key, explanation."""
    for question in questions:
        about = question.about
        stem = question.stem
        if about.as_of is not None:
            stem += f" (as of {about.as_of})"
        lines = [f"[{about.id}]", stem, *_body(question)]
        if about.explanation and question.form != "choice":
            lines.append(f"  {about.explanation}")
        yield "\n".join(lines)


def _body(question: Question) -> Sequence[str]:
    match question:
        case OptionsQuestion() if question.form == "choice":
            # The explanation stands with the one key: its "it" is the key.
            return _option_lines(question.options, question.about.explanation)
        case OptionsQuestion():
            return _option_lines(question.options, "")
        case TrueFalseQuestion():
            return [f"  = {'true' if question.truth else 'false'}  ({question.rationale})"]
        case TypedQuestion():
            return [f"  = {question.answer.text}"]
        case OrderQuestion():
            return [
                f"  {place}. {question.items[i]} ({question.values[i]})"
                for place, i in enumerate(question.key, 1)
            ]
        case MatchQuestion():
            pairs = zip(question.left, question.key, strict=True)
            return [f"  {item} = {question.right[i]}" for item, i in pairs]
        case _:
            assert_never(question)


def _option_lines(options: Sequence[Option], explanation: str) -> list[str]:
    lines = []
    for option in options:
        mark, reason = ("*", explanation) if option.right else ("-", option.rationale)
        lines.append(f"  {mark} {option.text}{f'  ({reason})' if reason else ''}")
    return lines
