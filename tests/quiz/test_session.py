"""A sitting is a value: answering gives the next one, and changes nothing."""

from dataclasses import replace

import pytest

from quizgen.model import Question, Quiz
from quizgen.quiz.scoring import DONT_KNOW, RIGHT, WRONG, mark
from quizgen.quiz.session import Result, Sitting, again, answer
from tests.samples import ALL, CARD, CHOICE, MULTI, TEXT, TRUE


def on(topic: str, question: Question) -> Question:
    return replace(question, about=replace(question.about, topic=topic))


QUIZ = Quiz("Rivers", (on("A", CHOICE), on("B", TEXT), on("A", TRUE)), 7)
START = Sitting(QUIZ)


def test_questions_come_in_the_order_of_the_quiz_and_then_none() -> None:
    sitting, asked = START, []
    while (question := sitting.current) is not None:
        asked.append(question)
        sitting = answer(sitting, DONT_KNOW)
    assert tuple(asked) == QUIZ.questions


def test_each_result_holds_the_question_the_reply_and_the_verdict() -> None:
    sitting = answer(answer(START, (1,)), "Ural")
    assert sitting.results == (
        Result(QUIZ.questions[0], (1,), RIGHT),
        Result(QUIZ.questions[1], "Ural", WRONG),
    )


@pytest.mark.parametrize("question", ALL, ids=lambda q: q.about.form)
def test_a_reply_is_marked_as_marking_marks_it(question: Question) -> None:
    sitting = answer(Sitting(Quiz("", (question,), 0)), DONT_KNOW)
    assert sitting.results[0].verdict == mark(question, DONT_KNOW)


def test_answering_leaves_the_sitting_before_as_it_was() -> None:
    answer(START, (1,))
    assert START.results == ()
    with pytest.raises(AttributeError):
        START.results = ()  # type: ignore[misc]


def test_what_is_right_and_what_is_missed() -> None:
    sitting = answer(answer(answer(START, (1,)), "Ural"), True)
    assert sitting.right == 2
    assert sitting.missed == (QUIZ.questions[1],)


def test_a_partly_right_answer_is_missed() -> None:
    sitting = answer(Sitting(Quiz("", (MULTI,), 0)), (0,))
    assert (sitting.right, sitting.missed) == (0, (MULTI,))


def test_topics_come_in_the_order_in_which_they_were_asked() -> None:
    sitting = answer(answer(answer(START, (0,)), "Volga"), True)
    assert list(sitting.by_topic()) == [("A", 1, 2), ("B", 1, 1)]


def test_topics_that_were_not_reached_are_left_out() -> None:
    assert list(answer(START, (1,)).by_topic()) == [("A", 1, 1)]
    assert list(START.by_topic()) == []


def test_again_asks_what_was_missed_and_nothing_else() -> None:
    sitting = again(answer(answer(answer(START, (0,)), "Volga"), DONT_KNOW))
    assert sitting == Sitting(replace(QUIZ, questions=(QUIZ.questions[0], on("A", TRUE))))


def test_again_after_all_is_right_has_nothing_to_ask() -> None:
    sitting = again(answer(Sitting(Quiz("", (CARD,), 0)), True))
    assert sitting.current is None


def test_what_was_not_reached_is_not_asked_again() -> None:
    assert again(answer(START, DONT_KNOW)).quiz.questions == QUIZ.questions[:1]


def test_a_quiz_that_is_over_takes_no_answer() -> None:
    with pytest.raises(ValueError, match="the quiz is over"):
        answer(Sitting(Quiz("", (), 0)), DONT_KNOW)
