"""A session is a value: answering gives the next one, and changes nothing."""

from dataclasses import replace

import pytest

from quizgen.model import Question, Quiz
from quizgen.quiz.scoring import DONT_KNOW, RIGHT, WRONG, score
from quizgen.quiz.session import QuizSession, Result, record_reply, repeat_missed
from tests.samples import ALL, CARD, CHOICE, MULTI, TEXT, TRUE


def on(topic: str, question: Question) -> Question:
    return replace(question, about=replace(question.about, topic=topic))


QUIZ = Quiz("Rivers", (on("A", CHOICE), on("B", TEXT), on("A", TRUE)), 7)
START = QuizSession(QUIZ)


def test_questions_come_in_the_order_of_the_quiz_and_then_none() -> None:
    session, asked = START, []
    while (question := session.question) is not None:
        asked.append(question)
        session = record_reply(session, DONT_KNOW)
    assert tuple(asked) == QUIZ.questions


def test_each_result_holds_the_question_the_reply_and_the_verdict() -> None:
    session = record_reply(record_reply(START, (1,)), "Ural")
    assert session.results == (
        Result(QUIZ.questions[0], (1,), RIGHT),
        Result(QUIZ.questions[1], "Ural", WRONG),
    )


@pytest.mark.parametrize("question", ALL, ids=lambda q: q.about.form)
def test_a_reply_is_scored_as_by_score(question: Question) -> None:
    session = record_reply(QuizSession(Quiz("", (question,), 0)), DONT_KNOW)
    assert session.results[0].verdict == score(question, DONT_KNOW)


def test_a_reply_leaves_the_session_before_as_it_was() -> None:
    record_reply(START, (1,))
    assert START.results == ()
    with pytest.raises(AttributeError):
        START.results = ()  # type: ignore[misc]


def test_what_is_right_and_what_is_missed() -> None:
    session = record_reply(record_reply(record_reply(START, (1,)), "Ural"), True)
    assert session.right == 2
    assert session.missed == (QUIZ.questions[1],)


def test_a_partly_right_answer_is_missed() -> None:
    session = record_reply(QuizSession(Quiz("", (MULTI,), 0)), (0,))
    assert (session.right, session.missed) == (0, (MULTI,))


def test_topics_come_in_the_order_in_which_they_were_asked() -> None:
    session = record_reply(record_reply(record_reply(START, (0,)), "Volga"), True)
    assert session.topic_scores == (("A", 1, 2), ("B", 1, 1))


def test_topics_that_were_not_reached_are_left_out() -> None:
    assert record_reply(START, (1,)).topic_scores == (("A", 1, 1),)
    assert START.topic_scores == ()


def test_again_asks_what_was_missed_and_nothing_else() -> None:
    session = repeat_missed(
        record_reply(record_reply(record_reply(START, (0,)), "Volga"), DONT_KNOW)
    )
    assert session == QuizSession(
        replace(QUIZ, questions=(QUIZ.questions[0], on("A", TRUE)))
    )


def test_again_after_all_is_right_has_nothing_to_ask() -> None:
    session = repeat_missed(record_reply(QuizSession(Quiz("", (CARD,), 0)), True))
    assert session.question is None


def test_what_was_not_reached_is_not_asked_again() -> None:
    assert (
        repeat_missed(record_reply(START, DONT_KNOW)).quiz.questions == QUIZ.questions[:1]
    )


def test_a_quiz_that_is_over_takes_no_answer() -> None:
    with pytest.raises(ValueError, match="the quiz is over"):
        record_reply(QuizSession(Quiz("", (), 0)), DONT_KNOW)
