"""One learner's way through the questions of a day: a frozen value, no input or output."""

from dataclasses import dataclass, replace

from quizgen.marking import Reply, Verdict
from quizgen.planning import Item
from quizgen.scheduling import Memory


@dataclass(frozen=True, slots=True)
class Answered:
    """A question that was answered, and the memory that this left.

    Attributes:
        item: The question, with what was known before.
    """

    item: Item
    reply: Reply
    verdict: Verdict
    memory: Memory


@dataclass(frozen=True, slots=True)
class Session:
    """What waits to be asked, and what was.

    Attributes:
        resting: What was not known and comes again, when some minutes have passed.
    """

    waiting: tuple[Item, ...]
    resting: tuple[Item, ...] = ()
    answered: tuple[Answered, ...] = ()

    @property
    def left(self) -> int:
        """How many questions are not done with."""
        return len(self.waiting) + len(self.resting)

    @property
    def done(self) -> int:
        """How many are."""
        asked = {answered.item.question.about.id for answered in self.answered}
        return len(asked - {item.question.about.id for item in self.resting + self.waiting})


def upcoming(session: Session, at: int) -> Item | None:
    """What to ask *at* a time, in microseconds: nothing waits for a pause to pass."""
    rested = [item for item in session.resting if _again(item) <= at]
    rest = sorted(rested or (() if session.waiting else session.resting), key=_again)
    return next(iter((*rest, *session.waiting)), None)


def answered(session: Session, answer: Answered) -> Session:
    """The session after *answer* to one of its questions."""
    following = dropped(session, answer.item)
    if answer.memory.learning:
        again = Item(answer.item.question, answer.memory)
        following = replace(following, resting=(*following.resting, again))
    return replace(following, answered=(*session.answered, answer))


def dropped(session: Session, item: Item) -> Session:
    """The session without *item*."""
    question = item.question.about.id
    waiting, resting = (
        tuple(other for other in items if other.question.about.id != question)
        for items in (session.waiting, session.resting)
    )
    return replace(session, waiting=waiting, resting=resting)


def undone(session: Session) -> Session:
    """The session before its last answer: that question is the next.

    Raises:
        ValueError: Nothing was answered.
    """
    if not session.answered:
        raise ValueError("nothing was answered")
    *before, last = session.answered
    following = dropped(session, last.item)
    # It waits even if it rested before, so that nothing comes between.
    waiting = (last.item, *following.waiting)
    return replace(following, waiting=waiting, answered=tuple(before))


def _again(item: Item) -> int:
    return item.memory.again if item.memory else 0
