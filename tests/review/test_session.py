"""A learner's way through the questions of a day."""

import pytest

from quizgen.generate.templates import BoundTemplate
from quizgen.quiz.scoring import RIGHT, WRONG, Verdict
from quizgen.review.grades import AGAIN, EASY, GOOD, HARD
from quizgen.review.planner import ReviewItem
from quizgen.review.session import (
    Grading,
    MarkedReply,
    ReviewSession,
    Suspension,
    drop_item,
    next_item,
    record_grade,
    record_marked_reply,
    suspend_item,
    undo_step,
)
from tests.review.test_planner import all_items, memory

REPLY = MarkedReply("Black Sea", RIGHT, 2000)


@pytest.fixture
def items(rivers: list[BoundTemplate]) -> tuple[ReviewItem, ...]:
    """Three new questions."""
    return tuple(ReviewItem(item, None) for item in all_items(rivers)[:3])


def name(item: ReviewItem) -> str:
    return item.id.removeprefix("rivers/")


def grading(
    item: ReviewItem, *, learning: bool = False, ready_at: int = 0, grade: int = GOOD
) -> Grading:
    after = memory(name(item), is_learning=learning, ready_at=ready_at)
    return Grading(item, REPLY, grade, after)


def again(item: ReviewItem, ready_at: int) -> ReviewItem:
    """The same question, not known and so asked again."""
    return ReviewItem(item.item, memory(name(item), is_learning=True, ready_at=ready_at))


# What is asked next


def test_questions_are_asked_in_their_order(items: tuple[ReviewItem, ...]) -> None:
    session = ReviewSession(items)
    asked = []
    while item := next_item(session, 0):
        asked.append(item)
        session = record_grade(session, grading(item))
    assert asked == [*items]
    assert (session.waiting, session.resting, session.remaining) == ((), (), 0)


def test_what_was_not_known_rests_and_comes_back_between_the_others(
    items: tuple[ReviewItem, ...],
) -> None:
    session = record_grade(
        ReviewSession(items), grading(items[0], learning=True, ready_at=10)
    )
    assert session.waiting == items[1:]
    assert session.resting == (again(items[0], 10),)
    assert session.remaining == 3
    assert next_item(session, 9) == items[1]
    assert next_item(session, 10) == next_item(session, 11) == again(items[0], 10)


def test_what_has_rested_longest_comes_first(items: tuple[ReviewItem, ...]) -> None:
    later, sooner = again(items[0], 20), again(items[1], 10)
    session = ReviewSession(items[2:], resting=(later, sooner))
    assert [next_item(session, at) for at in (9, 10, 19, 20, 30)] == [
        items[2],
        *[sooner] * 4,
    ]


def test_when_nothing_else_waits_what_rests_comes_at_once(
    items: tuple[ReviewItem, ...],
) -> None:
    later, sooner = again(items[0], 20), again(items[1], 10)
    session = ReviewSession((), resting=(later, sooner))
    assert next_item(session, 0) == sooner
    session = record_grade(session, grading(sooner))
    assert next_item(session, 0) == later
    session = record_grade(session, grading(later))
    assert next_item(session, 0) is None


def test_what_was_answered_is_graded_before_anything_else_is_asked(
    items: tuple[ReviewItem, ...],
) -> None:
    session = ReviewSession(items, resting=(again(items[0], 0),))
    assert next_item(session, 0) == again(items[0], 0)
    session = record_marked_reply(session, items[1], REPLY)
    assert session.replied_not_graded == {items[1].id: REPLY}
    assert next_item(session, 0) == items[1]
    assert record_grade(session, grading(items[1])).replied_not_graded == {}


# What was done


def test_all_that_was_graded_is_kept_in_its_order(items: tuple[ReviewItem, ...]) -> None:
    first, second = grading(items[0], learning=True), grading(items[1])
    session = record_grade(ReviewSession(items), first)
    session = record_grade(suspend_item(session, items[2]), second)
    assert session.gradings == (first, second)
    assert session.steps == (first, Suspension(items[2], None), second)
    assert (session.waiting, session.remaining) == ((), 1)


@pytest.mark.parametrize(
    ("verdict", "grade", "overrules"),
    [
        (RIGHT, AGAIN, True),
        (RIGHT, HARD, False),
        (RIGHT, EASY, False),
        (WRONG, AGAIN, False),
        (WRONG, HARD, True),
        (WRONG, GOOD, True),
    ],
)
def test_a_grade_can_overrule_the_verdict(
    items: tuple[ReviewItem, ...],
    verdict: Verdict,
    grade: int,
    overrules: bool,
) -> None:
    reply = REPLY._replace(verdict=verdict)
    step = Grading(items[0], reply, grade, memory(name(items[0])))
    assert step.overrules_verdict == overrules


def test_what_is_dropped_is_not_asked_and_leaves_no_step(
    items: tuple[ReviewItem, ...],
) -> None:
    session = ReviewSession(items[:2], (again(items[2], 10),))
    for item in items[1:]:
        session = record_marked_reply(session, item, REPLY)
    assert drop_item(session, items[1]) == ReviewSession(
        items[:1], (again(items[2], 10),), {items[2].id: REPLY}
    )
    assert drop_item(session, items[2]) == ReviewSession(
        items[:2], (), {items[1].id: REPLY}
    )


# Undoing


def test_what_is_undone_is_the_next_and_only_graded_anew(
    items: tuple[ReviewItem, ...],
) -> None:
    first = record_grade(
        ReviewSession(items), grading(items[0], learning=True, ready_at=10)
    )
    second = record_grade(first, grading(items[1]))
    once = undo_step(second)
    assert once == first._replace(replied_not_graded={items[1].id: REPLY})
    assert next_item(once, 99) == items[1]
    assert undo_step(once) == ReviewSession(
        items, replied_not_graded={item.id: REPLY for item in items[:2]}
    )


def test_what_was_not_known_waits_again_when_that_is_undone(
    items: tuple[ReviewItem, ...],
) -> None:
    """Also if it had rested: nothing comes between."""
    rested = again(items[2], 10)
    session = ReviewSession(items[:2], resting=(rested,))
    session = undo_step(record_grade(session, grading(rested, learning=True, ready_at=20)))
    assert session == ReviewSession((rested, *items[:2]), (), {rested.id: REPLY})


def test_what_is_suspended_is_not_asked_until_that_is_undone(
    items: tuple[ReviewItem, ...],
) -> None:
    session = suspend_item(ReviewSession(items), items[0])
    assert session.waiting == items[1:]
    assert undo_step(session) == ReviewSession(items)


def test_what_was_answered_and_suspended_is_only_graded_when_that_is_undone(
    items: tuple[ReviewItem, ...],
) -> None:
    answered = record_marked_reply(ReviewSession(items), items[0], REPLY)
    session = suspend_item(answered, items[0])
    assert session.steps == (Suspension(items[0], REPLY),)
    assert session.replied_not_graded == {}
    assert undo_step(session) == answered


def test_before_the_first_step_there_is_nothing_to_undo(
    items: tuple[ReviewItem, ...],
) -> None:
    with pytest.raises(ValueError, match="nothing was done"):
        undo_step(ReviewSession(items))
