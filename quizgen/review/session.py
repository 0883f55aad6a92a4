"""A learner's way through the questions of a day: a frozen value, no input or output."""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple, TypeAlias

from quizgen.quiz.scoring import Reply, Verdict
from quizgen.review.grades import AGAIN
from quizgen.review.memory import Memory
from quizgen.review.planner import ReviewItem


class MarkedReply(NamedTuple):
    """A reply whose verdict the learner has seen: only a grade is missing."""

    reply: Reply
    verdict: Verdict
    milliseconds: int


class Grading(NamedTuple):
    """The step in which a question was graded.

    Attributes:
        item: The question, with its memory from before.
        answer: What was replied.
        grade: One of GRADES.
        memory: The question's memory from now on.
    """

    item: ReviewItem
    answer: MarkedReply
    grade: int
    memory: Memory

    @property
    def overrules_verdict(self) -> bool:
        """True if the learner's word is another than the verdict."""
        return (self.grade == AGAIN) == self.answer.verdict.right


class Suspension(NamedTuple):
    """The step in which a question was suspended, maybe after it was answered."""

    item: ReviewItem
    answer: MarkedReply | None


Step: TypeAlias = Grading | Suspension
"""Something that a learner did, and can undo."""


class ReviewSession(NamedTuple):
    """A session: the questions that wait to be asked, and what was done.

    Attributes:
        waiting: Questions to ask, in this order.
        relearning: Questions that were not known and come again when some minutes have
            passed.
        ungraded: By question id, answers that are not asked for again, only graded.
        steps: What the learner did, the newest last.
    """

    waiting: tuple[ReviewItem, ...]
    relearning: tuple[ReviewItem, ...] = ()
    ungraded: Mapping[str, MarkedReply] = {}
    steps: tuple[Step, ...] = ()

    @property
    def remaining(self) -> int:
        """The number of questions that are not done with."""
        return len(self.waiting) + len(self.relearning)

    @property
    def gradings(self) -> tuple[Grading, ...]:
        """The questions that were graded, the newest last."""
        return tuple([step for step in self.steps if isinstance(step, Grading)])


def next_item(session: ReviewSession, at: int) -> ReviewItem | None:
    """Return what to ask *at* a time, in microseconds; None at the end.

    First comes what is only to be graded, then what was not known and has rested, then
    what waits. When nothing else waits, what was not known comes before its time.
    """
    ungraded = [item for item in session.waiting if item.id in session.ungraded]
    ready = [item for item in session.relearning if _ready_at(item) <= at]
    if not ready and not session.waiting:
        ready = [*session.relearning]
    ready.sort(key=_ready_at)
    return next(iter((*ungraded, *ready, *session.waiting)), None)


def record_answer(
    session: ReviewSession, item: ReviewItem, answer: MarkedReply
) -> ReviewSession:
    """Return the session in which *item* was answered, but not graded."""
    return session._replace(ungraded={**session.ungraded, item.id: answer})


def record_grade(session: ReviewSession, grading: Grading) -> ReviewSession:
    """Return the session after one of its questions was graded."""
    following = drop_item(session, grading.item)
    if grading.memory.is_learning:
        again = replace(grading.item, memory=grading.memory)
        following = following._replace(relearning=(*following.relearning, again))
    return following._replace(steps=(*session.steps, grading))


def suspend_item(session: ReviewSession, item: ReviewItem) -> ReviewSession:
    """Return the session after *item* was suspended."""
    step = Suspension(item, session.ungraded.get(item.id))
    return drop_item(session, item)._replace(steps=(*session.steps, step))


def drop_item(session: ReviewSession, item: ReviewItem) -> ReviewSession:
    """Return the session without *item*."""
    waiting, relearning = (
        tuple(kept_item for kept_item in items if kept_item.id != item.id)
        for items in (session.waiting, session.relearning)
    )
    ungraded = {id_: answer for id_, answer in session.ungraded.items() if id_ != item.id}
    return session._replace(waiting=waiting, relearning=relearning, ungraded=ungraded)


def undo_step(session: ReviewSession) -> ReviewSession:
    """Return the session before its last step, whose question is the next.

    What was answered is not asked again, as its answer is known now; only graded.

    Raises:
        ValueError: There was no step.
    """
    if not session.steps:
        raise ValueError("nothing was done")
    *earlier_steps, last = session.steps
    following = drop_item(session, last.item)
    if last.answer:
        following = record_answer(following, last.item, last.answer)
    # It waits even if it was in relearning, so that nothing comes between.
    waiting = (last.item, *following.waiting)
    return following._replace(waiting=waiting, steps=tuple(earlier_steps))


def _ready_at(item: ReviewItem) -> int:
    return item.memory.ready_at if item.memory else 0
