"""One deck with everything in it, and all that becomes of it, word for word.

What is meant to change changes `specimen.txt` as well:
``python -m tests.generate.test_specimen`` writes it anew, and the difference is read
like any other.
"""

from collections.abc import Iterator
from pathlib import Path

from quizgen import generate, load
from quizgen.generate.coverage import shortfalls
from quizgen.model import (
    FactBase,
    MatchQuestion,
    OptionsQuestion,
    OrderQuestion,
    Question,
    TrueFalseQuestion,
    TypedQuestion,
)

DECK = Path(__file__).with_name("specimen.yaml")
EXPECTED = Path(__file__).with_name("specimen.txt")


def lines(question: Question) -> Iterator[str]:
    """All that a question says."""
    about = question.about
    yield f"{about.id} {about.difficulty} {about.as_of or ''}".rstrip()
    yield f"    {about.topic}: {question.stem}"
    match question:
        case OptionsQuestion():
            for option in question.options:
                yield f"    {'*' if option.right else '-'} {option.text} {option.rationale}".rstrip()
        case TrueFalseQuestion():
            yield f"    {question.truth} {question.rationale}".rstrip()
        case TypedQuestion():
            answer = question.answer
            yield f"    {answer.text} | {', '.join(answer.accepted)} | {answer.value}"
            yield f"    none of {len(list(answer.rivals))} other names"
        case OrderQuestion():
            for place in question.key:
                yield f"    {place + 1}. {question.items[place]}: {question.values[place]}"
        case MatchQuestion():
            for left, place in zip(question.left, question.key, strict=True):
                yield f"    {left} - {place + 1}. {question.right[place]}"
    yield f"    {about.explanation}"
    yield f"    {', '.join(about.facts)} [{', '.join(s.id for s in about.sources)}]"


def draw(question: Question) -> str:
    """What another seed may draw otherwise."""
    match question:
        case OptionsQuestion():
            return ", ".join("*" * o.right + o.text for o in question.options)
        case TrueFalseQuestion():
            return f"{question.truth} {question.stem}"
        case OrderQuestion():
            return ", ".join(question.items)
        case MatchQuestion():
            return f"{', '.join(question.left)} - {', '.join(question.right)}"
        case TypedQuestion():
            return question.answer.text


def everything() -> str:
    bases, problems = load(DECK)
    assert not problems
    (base,) = bases
    return "\n".join([*_questions(base), "", *_shortfalls(base), ""])


def _questions(base: FactBase) -> Iterator[str]:
    yield "# seed 0"
    for question in generate(base):
        yield from lines(question)
    for seed in (1, 2):
        yield f"# seed {seed}"
        for question in generate(base, seed):
            yield f"{question.about.id} {question.about.difficulty}: {draw(question)}"


def _shortfalls(base: FactBase) -> Iterator[str]:
    yield "# not made"
    for problem in shortfalls(base):
        yield problem.message


def test_the_specimen_deck_makes_these_questions_and_no_others() -> None:
    assert everything().splitlines() == EXPECTED.read_text("utf-8").splitlines()


if __name__ == "__main__":
    EXPECTED.write_text(everything(), "utf-8")
