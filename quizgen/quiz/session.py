"""One learner's pass over a quiz: a frozen value, without input or output.

Each question is asked once and its verdict counts. `review.session`, on the other hand,
has questions graded, repeats them until they are known, and can be undone.
"""

from dataclasses import replace
from typing import NamedTuple

from quizgen.model import Question, Quiz
from quizgen.quiz.scoring import Reply, Verdict, score


class Result(NamedTuple):
    """A question with the reply to it and what that was worth."""

    question: Question
    reply: Reply
    verdict: Verdict


class TopicScore(NamedTuple):
    """The number of a topic's questions that were answered rightly, and of all asked."""

    topic: str
    right: int
    total: int


class QuizSession(NamedTuple):
    """A quiz and the results of what has been asked so far, in its order."""

    quiz: Quiz
    results: tuple[Result, ...] = ()

    @property
    def question(self) -> Question | None:
        """The question to ask next; None when all are answered."""
        position = len(self.results)
        questions = self.quiz.questions
        return questions[position] if position < len(questions) else None

    @property
    def right(self) -> int:
        """The number of questions that were answered rightly."""
        return sum(result.verdict.right for result in self.results)

    @property
    def missed(self) -> tuple[Question, ...]:
        """The questions that were answered, but not rightly."""
        return tuple(r.question for r in self.results if not r.verdict.right)

    @property
    def topic_scores(self) -> tuple[TopicScore, ...]:
        """The score of each topic, in the order of the quiz."""
        verdicts: dict[str, list[bool]] = {}
        for result in self.results:
            topic = result.question.about.topic
            verdicts.setdefault(topic, []).append(result.verdict.right)
        return tuple(
            TopicScore(topic, sum(right), len(right)) for topic, right in verdicts.items()
        )


def record_reply(
    session: QuizSession, reply: Reply, *, language: str = "en"
) -> QuizSession:
    """Return *session* after *reply* to its next question, remarked on in *language*.

    Raises:
        ValueError: There is no next question.
    """
    question = session.question
    if question is None:
        raise ValueError("the quiz is over")
    result = Result(question, reply, score(question, reply, language=language))
    return session._replace(results=(*session.results, result))


def repeat_missed(session: QuizSession) -> QuizSession:
    """Return a new session with the questions that *session* missed."""
    return QuizSession(replace(session.quiz, questions=session.missed, shortage=None))
