"""Grades -> when a question is to be asked again, by FSRS (the library `fsrs`).

The learner's day, not the hour, counts: what was answered late on Monday can be due early
on Tuesday. So FSRS is told of the middle of a day; only the steps of learning, which are
minutes, run from the moment itself.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, Literal, NamedTuple, TypeAlias

from fsrs import Card, Rating, Scheduler, State
from fsrs.scheduler import DEFAULT_PARAMETERS, FUZZ_RANGES

from quizgen.hashing import digest

Grade: TypeAlias = Literal[1, 2, 3, 4]
AGAIN, HARD, GOOD, EASY = GRADES = (1, 2, 3, 4)
NAMES = ("again", "hard", "good", "easy")
"""Of GRADES."""
Weights: TypeAlias = tuple[float, ...]
"""The 21 numbers by which FSRS-6 knows how a mind forgets."""
STANDARD: Weights = DEFAULT_PARAMETERS
"""Those of people in general, as py-fsrs has them."""
LEECH = 8
"""Lapses after which a question is called a leech."""
DERIVATION = 1
"""Goes up when the same log would give other memories than before."""
_STEPS = (timedelta(minutes=10),)
_NIGHT = 4 * 60
"""Minutes after midnight until which it is still the day before."""
_LONGEST = 36_500
_RATING = (Rating.Again, Rating.Again, Rating.Hard, Rating.Good, Rating.Easy)
_MINUTE = 60_000_000
_EPOCH = date(1970, 1, 1).toordinal()


class Moment(NamedTuple):
    """A time, and where on Earth it was told.

    Attributes:
        at: Microseconds since 1970, UTC.
        offset: Minutes that the learner's clock is ahead of UTC.
    """

    at: int
    offset: int = 0

    @property
    def day(self) -> int:
        """The learner's day, as `date.toordinal` counts; it ends at four at night."""
        return _day(self.at, self.offset)


class Reviewed(NamedTuple):
    """What scheduling needs to know of one answer.

    Attributes:
        at, offset: As of a Moment.
        grade: One of GRADES.
        scheduler: As `named` gives it.
    """

    question: str
    at: int
    offset: int
    grade: int
    scheduler: str

    @property
    def day(self) -> int:
        """As of a Moment."""
        return _day(self.at, self.offset)


class Memory(NamedTuple):
    """What is known about one question's place in a learner's mind.

    Attributes:
        stability: Days until the chance of recall has fallen to 90%.
        difficulty: 1 to 10.
        learning: Whether it is still learned in steps of minutes.
        first, day: Learner's days of the first and the last answer.
        at: Microseconds since 1970 of the last answer.
        due: Learner's day on which it is to be asked next.
        again: Microseconds since 1970 before which it is not to be asked; 0 if it is
            not in learning.
        answer: The right answer when it was last asked.
        decks: What the deck was called on the command line.
    """

    question: str
    stability: float
    difficulty: float
    learning: bool
    first: int
    day: int
    at: int
    due: int
    again: int
    repetitions: int
    lapses: int
    answer: str
    decks: str

    @property
    def interval(self) -> int:
        """Days from the last answer to the next."""
        return self.due - self.day

    @property
    def is_leech(self) -> bool:
        """Whether it was forgotten so often that it had better be rewritten."""
        return self.lapses >= LEECH


def named(retention: float, weights: Weights = STANDARD) -> str:
    """What the log calls the scheduler that aims at *retention*: ``fsrs-6 0.90``.

    Weights of one's own add six digits of their digest: ``fsrs-6 0.90 3f2a91``.
    """
    name = f"fsrs-6 {retention:.2f}"
    return name if weights == STANDARD else f"{name} {digest(str(weights)) >> 40:06x}"


def retention(scheduler: str) -> float:
    """What *scheduler*, as `named` gives it, aims at; 0.9 if that is not to be read."""
    try:
        wanted = float(scheduler.split(" ")[1])
    except (IndexError, ValueError):
        return 0.9
    return wanted if 0.5 <= wanted <= 0.99 else 0.9


def checked(weights: Iterable[float]) -> Weights:
    """*weights*, if FSRS-6 can work with them.

    Raises:
        ValueError: It cannot: they are not 21, or one is out of its range.
    """
    try:
        return Scheduler(tuple(map(float, weights))).parameters
    except (TypeError, ValueError):
        raise ValueError(f"expected the {len(STANDARD)} weights of FSRS-6") from None


def recall(memory: Memory, day: int, weights: Weights = STANDARD) -> float:
    """The chance that *memory*, made with *weights*, is recalled on *day*, 0 to 1."""
    return _scheduler("", weights).get_card_retrievability(_card(memory), noon(day))


def remembered(
    memory: Memory | None, review: Reviewed, weights: Weights = STANDARD
) -> Memory:
    """The memory after *review*, which is the next one after those that made *memory*.

    Its answer and decks are those of *memory*; a caller who knows better replaces them.

    Args:
        memory: Made with the same *weights*; None before the first answer.
        review: Of its scheduler, only what it aims at matters.
        weights: The learner's of today, whichever were in use when it was answered.
    """
    card = _new(review.question)
    first, repetitions, lapses, told = review.day, 0, 0, ("", "")
    if memory is not None:
        card = _card(memory)
        first, repetitions, lapses = memory.first, memory.repetitions, memory.lapses
        told = memory.answer, memory.decks
        lapses += not memory.learning and review.grade == AGAIN
    scheduler = _scheduler(review.scheduler, weights)
    card, _ = scheduler.review_card(card, _RATING[review.grade], noon(review.day))
    after = _kept(card, review, first, repetitions + 1, lapses)
    return after._replace(answer=told[0], decks=told[1])


def rebuilt(
    reviews: Iterable[tuple[str, int, int, int, str]], weights: Weights = STANDARD
) -> dict[str, Memory]:
    """The memories that *reviews*, in the order of their times, leave behind.

    The same as `remembered` one by one, and nearly as fast as py-fsrs alone.

    Args:
        reviews: What `Reviewed` holds; plain tuples will do, for there may be a million.
        weights: As of `remembered`; for the whole history.

    Raises:
        ValueError: They are not in the order of their times.
    """
    states: dict[str, list[Any]] = {}  # card, first day, repetitions, lapses, last review
    name, scheduler, before = "", _scheduler("", weights), 0
    for review in reviews:
        question, at, offset, grade, wanted = review
        if at < before:
            raise ValueError("the reviews are not in the order of their times")
        before = at
        if wanted != name:
            name, scheduler = wanted, _scheduler(wanted, weights)
        day = (at // _MINUTE + offset - _NIGHT) // 1440 + _EPOCH  # as `_day`
        state = states.get(question)
        if state is None:
            state = states[question] = [_new(question), day, 0, 0, review]
        card = state[0]
        state[2] += 1
        if grade == AGAIN and card.state is State.Review:
            state[3] += 1
        state[0] = scheduler.review_card(card, _RATING[grade], noon(day))[0]
        state[4] = review
    return {
        question: _kept(card, Reviewed(*last), first, repetitions, lapses)
        for question, (card, first, repetitions, lapses, last) in states.items()
    }


def waits(
    memory: Memory | None,
    question: str,
    moment: Moment,
    name: str,
    weights: Weights = STANDARD,
) -> list[str]:
    """What each of GRADES would mean: ``10 min``, ``4 days``."""
    texts = []
    for grade in GRADES:
        after = remembered(memory, Reviewed(question, *moment, grade, name), weights)
        minutes = (after.again - moment.at) // _MINUTE
        texts.append(f"{minutes} min" if after.learning else spelled(after.interval))
    return texts


def spelled(days: int) -> str:
    """A number of days as people say it."""
    if days < 60:
        return f"{days} day{'s' * (days != 1)}"
    return f"{days / 30.44:.0f} months" if days < 730 else f"{days / 365.25:.1f} years"


def graded(*, right: bool, typed: bool, words: int, milliseconds: int) -> Grade:
    """The grade of an answer that was marked: by how long it took beyond reading.

    Args:
        right: Whether it was.
        typed: Recalled and typed, not picked from options, where one may be lucky.
        words: How many were shown; 0.3 seconds each are for reading them.
        milliseconds: From the question to the answer.
    """
    if not right:
        return 1
    thought = milliseconds / 1000 - 0.3 * words
    if thought > 20:
        return 2
    return 4 if typed and thought < 3 else 3


def fuzzed(days: int, question: str, repetitions: int) -> int:
    """An interval a little off *days*, so that what was learned together parts.

    The ranges are FSRS's own; the draw is by question and repetition, never by chance.
    """
    if days < FUZZ_RANGES[0]["start"]:
        return days
    spread = 1.0 + sum(
        part["factor"] * max(min(days, part["end"]) - part["start"], 0)
        for part in FUZZ_RANGES
    )
    least, most = max(2, round(days - spread)), min(round(days + spread), _LONGEST)
    return least + digest(f"{question} {repetitions}") % (max(most, least) - least + 1)


@lru_cache(maxsize=1 << 14)
def noon(day: int) -> datetime:
    """The time that FSRS is told of for all that happens on a learner's *day*."""
    return datetime.combine(date.fromordinal(day), time(12), UTC)


@lru_cache(maxsize=64)
def _scheduler(name: str, weights: Weights) -> Scheduler:
    return Scheduler(
        weights,
        desired_retention=retention(name),
        learning_steps=_STEPS,
        relearning_steps=_STEPS,
        maximum_interval=_LONGEST,
        enable_fuzzing=False,  # it would draw by a generator with a state
    )


def _day(at: int, offset: int) -> int:
    return (at // _MINUTE + offset - _NIGHT) // 1440 + _EPOCH


def _new(question: str) -> Card:
    return Card(card_id=digest(question), due=noon(1))  # without an id, it sleeps


def _card(memory: Memory) -> Card:
    state = State.Review
    if memory.learning:  # a step of both is the same
        state = State.Learning if not memory.lapses else State.Relearning
    return Card(
        card_id=digest(memory.question),
        state=state,
        step=0 if memory.learning else None,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=noon(memory.due),
        last_review=noon(memory.day),
    )


def _kept(
    card: Card, review: Reviewed, first: int, repetitions: int, lapses: int
) -> Memory:
    assert card.last_review is not None
    assert card.stability is not None
    assert card.difficulty is not None
    wait = card.due - card.last_review
    learning = card.state is not State.Review
    days = 0 if learning else fuzzed(wait.days, review.question, repetitions)
    at, day = review.at, review.day
    again = at + wait // timedelta(microseconds=1) if learning else 0
    return Memory(
        question=review.question,
        stability=card.stability,
        difficulty=card.difficulty,
        learning=learning,
        first=first,
        day=day,
        at=at,
        due=day + days,
        again=again,
        repetitions=repetitions,
        lapses=lapses,
        answer="",
        decks="",
    )
