"""One learner's way through the questions of a day: a frozen value, no input or output."""

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from quizgen.quiz.scoring import Reply, Verdict
from quizgen.review.planner import Item
from quizgen.review.scheduler import AGAIN, Memory


class Told(NamedTuple):
    """A reply whose verdict the learner has seen: only a grade is missing."""

    reply: Reply
    verdict: Verdict
    milliseconds: int


class Answered(NamedTuple):
    """A question that was answered and graded, and the memory that this left.

    Attributes:
        item: The question, with what was known before.
    """

    item: Item
    told: Told
    grade: int
    memory: Memory

    @property
    def is_regraded(self) -> bool:
        """Whether the learner's word is another than the verdict."""
        return (self.grade == AGAIN) == self.told.verdict.right


class Suspended(NamedTuple):
    """A question that is to be asked no more, maybe after it was told."""

    item: Item
    told: Told | None


Step: TypeAlias = Answered | Suspended
"""What can be undone."""


class Session(NamedTuple):
    """What waits to be asked, and what was.

    Attributes:
        resting: What was not known and comes again, when some minutes have passed.
        told: By question, what is not to be asked again, only graded.
        steps: What the learner did, the newest last.
    """

    waiting: tuple[Item, ...]
    resting: tuple[Item, ...] = ()
    told: Mapping[str, Told] = {}
    steps: tuple[Step, ...] = ()

    @property
    def left(self) -> int:
        """How many questions are not done with."""
        return len(self.waiting) + len(self.resting)

    @property
    def answered(self) -> tuple[Answered, ...]:
        """What was answered, the newest last."""
        return tuple([step for step in self.steps if isinstance(step, Answered)])


def upcoming(session: Session, at: int) -> Item | None:
    """What to ask *at* a time, in microseconds: nothing waits for a pause to pass."""
    rested = [item for item in session.resting if _again(item) <= at]
    rest = sorted(rested or (() if session.waiting else session.resting), key=_again)
    told = [item for item in session.waiting if item.id in session.told]
    return next(iter((*told, *rest, *session.waiting)), None)


def told(session: Session, item: Item, what: Told) -> Session:
    """The session in which *item* was told, but not graded."""
    return session._replace(told={**session.told, item.id: what})


def graded(session: Session, answer: Answered) -> Session:
    """The session after *answer* to one of its questions."""
    following = dropped(session, answer.item)
    if answer.memory.learning:
        again = Item(answer.item.prospect, answer.memory)
        following = following._replace(resting=(*following.resting, again))
    return following._replace(steps=(*session.steps, answer))


def suspended(session: Session, item: Item) -> Session:
    """The session after *item* was suspended."""
    step = Suspended(item, session.told.get(item.id))
    return dropped(session, item)._replace(steps=(*session.steps, step))


def dropped(session: Session, item: Item) -> Session:
    """The session without *item*."""
    waiting, resting = (
        tuple(other for other in items if other.id != item.id)
        for items in (session.waiting, session.resting)
    )
    told = {name: what for name, what in session.told.items() if name != item.id}
    return session._replace(waiting=waiting, resting=resting, told=told)


def undone(session: Session) -> Session:
    """The session before its last step, whose question is the next.

    What was answered is not asked again, as its answer is known now; only graded.

    Raises:
        ValueError: There was none.
    """
    if not session.steps:
        raise ValueError("nothing was done")
    *before, last = session.steps
    following = dropped(session, last.item)
    known = {**following.told, last.item.id: last.told} if last.told else following.told
    # It waits even if it rested before, so that nothing comes between.
    waiting = (last.item, *following.waiting)
    return following._replace(waiting=waiting, told=known, steps=tuple(before))


def _again(item: Item) -> int:
    return item.memory.again if item.memory else 0
