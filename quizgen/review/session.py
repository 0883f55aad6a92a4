"""A learner's way through the questions of a day: a frozen value, no input or output.

Unlike `quiz.session`, which asks each question of a quiz once and counts, a review has
its questions graded, asks again what was not known, and can be undone step by step.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple, TypeAlias

from quizgen.i18n.english import ENGLISH
from quizgen.model import Question
from quizgen.quiz.key_texts import answer_text
from quizgen.quiz.scoring import Reply, Verdict
from quizgen.review.grades import AGAIN
from quizgen.review.memory import Memory
from quizgen.review.planner import ReviewItem


class MarkedReply(NamedTuple):
    """A reply whose verdict the learner has seen: only a grade is missing.

    Attributes:
        milliseconds_taken: From the question to the reply.
    """

    reply: Reply
    verdict: Verdict
    milliseconds_taken: int


class Grading(NamedTuple):
    """The step in which a question was graded.

    Attributes:
        item: The question, with its memory from before.
        marked_reply: What was replied, and its verdict.
        grade: One of GRADES.
        memory: The question's memory from now on.
    """

    item: ReviewItem
    marked_reply: MarkedReply
    grade: int
    memory: Memory

    @property
    def overrules_verdict(self) -> bool:
        """True if the learner's word is another than the verdict."""
        is_recalled = self.grade > AGAIN
        return is_recalled != self.marked_reply.verdict.right


class Suspension(NamedTuple):
    """The step in which a question was suspended, maybe after it was answered."""

    item: ReviewItem
    marked_reply: MarkedReply | None


Step: TypeAlias = Grading | Suspension
"""Something that a learner did, and can undo."""


class ReviewSession(NamedTuple):
    """A session: the questions that wait to be asked, and what was done.

    Attributes:
        waiting: Questions to ask, in this order.
        resting: Questions that come again today when some minutes have passed: they were
            not known, or are still new.
        replied_not_graded: By question id, replies that are there and lack a grade: the
            question is not asked again, only graded.
        steps: What the learner did, the newest last.
    """

    waiting: tuple[ReviewItem, ...]
    resting: tuple[ReviewItem, ...] = ()
    replied_not_graded: Mapping[str, MarkedReply] = {}
    steps: tuple[Step, ...] = ()

    @property
    def remaining(self) -> int:
        """The number of questions that are not done with."""
        return len(self.waiting) + len(self.resting)

    @property
    def gradings(self) -> tuple[Grading, ...]:
        """The questions that were graded, the newest last."""
        return tuple([step for step in self.steps if isinstance(step, Grading)])


def next_item(session: ReviewSession, at: int) -> ReviewItem | None:
    """Return what to ask at the time *at*, in microseconds since 1970; None at the end.

    First comes what is only to be graded, then what has rested, then what waits. When
    nothing waits, what rests comes before its time.
    """
    to_grade = [item for item in session.waiting if item.id in session.replied_not_graded]
    ready = [item for item in session.resting if _ready_at(item) <= at]
    if not ready and not session.waiting:
        ready = [*session.resting]
    ready.sort(key=_ready_at)
    return next(iter((*to_grade, *ready, *session.waiting)), None)


def record_marked_reply(
    session: ReviewSession, item: ReviewItem, marked_reply: MarkedReply
) -> ReviewSession:
    """Return the session in which *item* was replied to, but not graded."""
    replies = {**session.replied_not_graded, item.id: marked_reply}
    return session._replace(replied_not_graded=replies)


def record_grade(session: ReviewSession, grading: Grading) -> ReviewSession:
    """Return the session after one of its questions was graded."""
    after = drop_item(session, grading.item)
    if grading.memory.is_learning:
        resting_item = replace(grading.item, memory=grading.memory)
        after = after._replace(resting=(*after.resting, resting_item))
    return after._replace(steps=(*session.steps, grading))


def suspend_item(session: ReviewSession, item: ReviewItem) -> ReviewSession:
    """Return the session after *item* was suspended."""
    step = Suspension(item, session.replied_not_graded.get(item.id))
    return drop_item(session, item)._replace(steps=(*session.steps, step))


def drop_item(session: ReviewSession, item: ReviewItem) -> ReviewSession:
    """Return the session without *item*."""
    waiting, resting = (
        tuple(kept_item for kept_item in items if kept_item.id != item.id)
        for items in (session.waiting, session.resting)
    )
    replies = {**session.replied_not_graded}
    replies.pop(item.id, None)
    return session._replace(waiting=waiting, resting=resting, replied_not_graded=replies)


def undo_step(session: ReviewSession) -> ReviewSession:
    """Return the session before its last step, whose question is the next.

    What was replied to is not asked again, as its answer is known now; only graded.

    Raises:
        ValueError: There was no step.
    """
    if not session.steps:
        raise ValueError("nothing was done")
    *earlier_steps, last_step = session.steps
    item = last_step.item
    before = drop_item(session, item)
    if last_step.marked_reply:
        before = record_marked_reply(before, item, last_step.marked_reply)
    # It waits even if it rested, so that nothing comes between.
    waiting = (item, *before.waiting)
    return before._replace(waiting=waiting, steps=tuple(earlier_steps))


def answer_for_store(question: Question) -> str:
    """Return what is right as a store keeps it, the same in every language.

    A later review compares it with what is right then, to tell that a fact has changed.
    """
    return answer_text(question, ENGLISH)


def _ready_at(item: ReviewItem) -> int:
    """Return when *item* has rested; a question without a memory never had to."""
    return item.memory.ready_at if item.memory else 0
