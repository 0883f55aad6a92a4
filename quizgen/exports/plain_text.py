"""Questions -> plain text, for reading them through."""

from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from quizgen.model import (
    Card,
    Choice,
    Cloze,
    Match,
    Multi,
    Option,
    Order,
    Question,
    Text,
    TrueFalse,
)


def render(questions: Iterable[Question]) -> Iterator[str]:
    """One paragraph per question: stem, what there is to choose, key, explanation."""
    for question in questions:
        about = question.about
        stem = question.stem
        if about.as_of is not None:
            stem += f" (as of {about.as_of})"
        lines = [f"[{about.id}]", stem, *_body(question)]
        if about.explanation and not isinstance(question, Choice):
            lines.append(f"  {about.explanation}")
        yield "\n".join(lines)


def _body(question: Question) -> Sequence[str]:
    match question:
        case Choice():
            # What is told of the one key stands with it: its "it" is the key.
            return _listed(question.options, question.about.explanation)
        case Multi():
            return _listed(question.options, "")
        case TrueFalse():
            if question.truth:
                return ["  = true"]
            return [f"  = false  ({question.why_not})"]
        case Text() | Cloze() | Card():
            return [f"  = {question.answer.text}"]
        case Order():
            return [
                f"  {place}. {question.items[i]} ({question.values[i]})"
                for place, i in enumerate(question.key, 1)
            ]
        case Match():
            pairs = zip(question.left, question.key, strict=True)
            return [f"  {left} = {question.right[i]}" for left, i in pairs]
        case _:
            assert_never(question)


def _listed(options: Sequence[Option], told: str) -> list[str]:
    lines = []
    for option in options:
        mark, reason = ("*", told) if option.right else ("-", option.why_not)
        lines.append(f"  {mark} {option.text}{f'  ({reason})' if reason else ''}")
    return lines
