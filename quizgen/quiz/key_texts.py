"""The key of a question in words, line by line, as it is shown after the answer."""

from typing import assert_never

from quizgen.i18n import Words
from quizgen.model import (
    MatchQuestion,
    OptionsQuestion,
    OrderQuestion,
    Question,
    TrueFalseQuestion,
    TypedQuestion,
)


def key_texts(question: Question, words: Words) -> list[str]:
    """Return what is right: a text for each right option, thing in its place, or pair."""
    match question:
        case OptionsQuestion():
            return [option.text for option in question.options if option.right]
        case TrueFalseQuestion():
            return [truth_text(words, truth=question.truth)]
        case TypedQuestion():
            return [question.answer.text]
        case OrderQuestion():
            items, values = question.items, question.values
            return [f"{items[i]} ({values[i]})" for i in question.key]
        case MatchQuestion():
            pairs = zip(question.left, question.key, strict=True)
            return [f"{left}: {question.right[i]}" for left, i in pairs]
        case _:
            assert_never(question)


def answer_text(question: Question, words: Words) -> str:
    """Return what is right, in one line."""
    return "; ".join(key_texts(question, words))


def truth_text(words: Words, *, truth: bool) -> str:
    """Return "true" or "false" as the answer to a statement."""
    return (words.quiz.true if truth else words.quiz.false).lower()
