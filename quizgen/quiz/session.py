"""One learner's pass over a quiz: a frozen value, without input or output."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from quizgen.model import Question, Quiz
from quizgen.quiz.scoring import Reply, Verdict, mark


class Result(NamedTuple):
    """One question that has been answered."""

    question: Question
    reply: Reply
    verdict: Verdict


class Sitting(NamedTuple):
    """A quiz and what has been answered of it so far."""

    quiz: Quiz
    results: tuple[Result, ...] = ()

    @property
    def current(self) -> Question | None:
        """The question to ask next; None when all are answered."""
        done = len(self.results)
        return self.quiz.questions[done] if done < len(self.quiz.questions) else None

    @property
    def right(self) -> int:
        """How many were answered rightly."""
        return sum(result.verdict.right for result in self.results)

    @property
    def missed(self) -> tuple[Question, ...]:
        """The questions that were not."""
        return tuple(r.question for r in self.results if not r.verdict.right)

    def by_topic(self) -> Iterator[tuple[str, int, int]]:
        """Topic, how many right, how many asked; in the order of the quiz."""
        for topic in dict.fromkeys(r.question.about.topic for r in self.results):
            of_it = [r for r in self.results if r.question.about.topic == topic]
            yield topic, sum(r.verdict.right for r in of_it), len(of_it)


def answer(sitting: Sitting, reply: Reply) -> Sitting:
    """The sitting after *reply* to its current question.

    Raises:
        ValueError: There is no current question.
    """
    question = sitting.current
    if question is None:
        raise ValueError("the quiz is over")
    result = Result(question, reply, mark(question, reply))
    return sitting._replace(results=(*sitting.results, result))


def again(sitting: Sitting) -> Sitting:
    """A new sitting of what was missed."""
    return Sitting(replace(sitting.quiz, questions=sitting.missed))
