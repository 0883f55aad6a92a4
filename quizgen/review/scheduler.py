"""Grades -> when a question is to be asked again, by FSRS (the library `fsrs`).

The learner's day, not the hour, counts: what was answered late on Monday can be due early
on Tuesday. So FSRS is told of the middle of a day; only the steps of learning, which are
minutes, run from the moment itself.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeAlias

from fsrs import Card, Rating, Scheduler, State
from fsrs.scheduler import DEFAULT_PARAMETERS, FUZZ_RANGES

from quizgen.hashing import digest
from quizgen.i18n import count_text, spell_number, words_in
from quizgen.identity import short_id
from quizgen.review.grades import AGAIN, GRADES
from quizgen.review.memory import (
    EPOCH,
    MINUTE,
    NIGHT_MINUTES,
    GradedReview,
    Memory,
    Moment,
)

Weights: TypeAlias = tuple[float, ...]
"""The 21 numbers by which FSRS-6 knows how a mind forgets."""
STANDARD_WEIGHTS: Weights = DEFAULT_PARAMETERS
"""The weights of people in general, as py-fsrs has them."""
DERIVATION = 1
"""Goes up when the same log would give other memories than before."""
_STANDARD_RETENTION = 0.9
_LEARNING_STEPS = (timedelta(minutes=10),)
_MAX_INTERVAL = 36_500
"""Days of the longest interval: a hundred years."""
_RATING = (Rating.Again, Rating.Again, Rating.Hard, Rating.Good, Rating.Easy)
"""The rating of each grade, by its number."""


def scheduler_name(desired_retention: float, weights: Weights = STANDARD_WEIGHTS) -> str:
    """Return what the log calls a scheduler: ``fsrs-6 0.90``.

    Weights of one's own add six digits of their digest: ``fsrs-6 0.90 3f2a91``.

    Args:
        desired_retention: The chance of recall at which a question comes again, 0 to 1.
        weights: The learner's.
    """
    name = f"fsrs-6 {desired_retention:.2f}"
    if weights == STANDARD_WEIGHTS:
        return name
    return f"{name} {digest(str(weights)) >> 40:06x}"


def desired_retention(scheduler: str) -> float:
    """Return the retention that a scheduler aims at, 0.5 to 0.99.

    Args:
        scheduler: Its name, as `scheduler_name` gives it; of any other name 0.9 is
            returned.
    """
    try:
        retention = float(scheduler.split(" ")[1])
    except (IndexError, ValueError):
        return _STANDARD_RETENTION
    return retention if 0.5 <= retention <= 0.99 else _STANDARD_RETENTION


def validate_weights(weights: Iterable[float]) -> Weights:
    """Return *weights* as FSRS-6 takes them.

    Raises:
        ValueError: They are not 21, or one is out of its range.
    """
    try:
        return Scheduler(tuple(map(float, weights))).parameters
    except (TypeError, ValueError):
        message = f"expected the {len(STANDARD_WEIGHTS)} weights of FSRS-6"
        raise ValueError(message) from None


def recall_chance(memory: Memory, day: int, weights: Weights = STANDARD_WEIGHTS) -> float:
    """Return the chance, 0 to 1, of recall on *day*; *memory* was made with *weights*."""
    return _scheduler("", weights).get_card_retrievability(_card_of(memory), noon(day))


def update_memory(
    memory: Memory | None, review: GradedReview, weights: Weights = STANDARD_WEIGHTS
) -> Memory:
    """Return the memory after *review*, the next one after those that made *memory*.

    Its answer and deck are those of *memory*; a caller who knows better replaces them.

    Args:
        memory: Made with the same *weights*; None before the first answer.
        review: Of its scheduler, only the desired retention matters.
        weights: The learner's of today, whichever were in use when it was answered.
    """
    card = _new_card(review.question)
    first_day, repetitions, lapses, answer, deck_name = review.day, 0, 0, "", ""
    if memory is not None:
        card = _card_of(memory)
        first_day, repetitions, lapses = memory.first_day, memory.repetitions, memory.lapses
        answer, deck_name = memory.answer, memory.deck_name
        lapses += not memory.is_learning and review.grade == AGAIN
    scheduler = _scheduler(review.scheduler, weights)
    card, _ = scheduler.review_card(card, _RATING[review.grade], noon(review.day))
    after = _memory_of(card, review, first_day, repetitions + 1, lapses)
    return after._replace(answer=answer, deck_name=deck_name)


def replay(
    reviews: Iterable[tuple[str, int, int, int, str]], weights: Weights = STANDARD_WEIGHTS
) -> dict[str, Memory]:
    """Return the memories, by question, that a whole history leaves behind.

    The same as `update_memory` one by one, and nearly as fast as py-fsrs alone.

    Args:
        reviews: In the order of their times; what a GradedReview holds, as plain tuples,
            for there may be a million.
        weights: The learner's of today, for the whole history.

    Raises:
        ValueError: *reviews* are not in the order of their times.
    """
    states: dict[str, list[Any]] = {}  # card, first day, repetitions, lapses, last review
    name, scheduler, earlier = "", _scheduler("", weights), -(1 << 63)
    for review in reviews:
        question, at, offset, grade, used_name = review
        if at < earlier:
            raise ValueError("the reviews are not in the order of their times")
        earlier = at
        if used_name != name:
            name, scheduler = used_name, _scheduler(used_name, weights)
        day = (at // MINUTE + offset - NIGHT_MINUTES) // 1440 + EPOCH  # as `Moment.day`
        state = states.get(question)
        if state is None:
            state = states[question] = [_new_card(question), day, 0, 0, review]
        card = state[0]
        state[2] += 1
        if grade == AGAIN and card.state is State.Review:
            state[3] += 1
        state[0] = scheduler.review_card(card, _RATING[grade], noon(day))[0]
        state[4] = review
    return {
        question: _memory_of(card, GradedReview(*review), first_day, repetitions, lapses)
        for question, (card, first_day, repetitions, lapses, review) in states.items()
    }


def preview_grades(
    memory: Memory | None,
    question: str,
    moment: Moment,
    scheduler: str,
    weights: Weights = STANDARD_WEIGHTS,
    *,
    language: str = "en",
) -> list[str]:
    """Return, for each of GRADES, how long *question* would wait: ``10 min``, ``4 days``.

    Args:
        memory: That of *question*; None before the first answer.
        question: The id of the question.
        moment: When the grade would be given.
        scheduler: Its name, as `scheduler_name` gives it.
        weights: Those that *memory* was made with.
        language: The BCP 47 tag of the language of the texts.
    """
    words = words_in(language).review
    texts = []
    for grade in GRADES:
        review = GradedReview(question, *moment, grade, scheduler)
        after = update_memory(memory, review, weights)
        minutes = (after.ready_at - moment.at) // MINUTE
        texts.append(
            words.minutes.format(minutes)
            if after.is_learning
            else spell_days(after.interval, language)
        )
    return texts


def spell_days(days: int, language: str = "en") -> str:
    """Return a number of days as people say it: in days, months from 60, years from 730."""
    words = words_in(language)
    if days < 60:
        return count_text(days, words.review.days, words)
    if days < 730:
        return words.review.months.format(round(days / 30.44))
    years = Decimal(f"{days / 365.25:.1f}")
    return words.review.years.format(spell_number(years, language))


def fuzz_interval(days: int, question: str, repetitions: int) -> int:
    """Return an interval a little off *days*, so that what was learned together parts.

    The ranges are FSRS's own: 1 or 2 days stay, 10 become 8 to 12. The draw is by
    question and repetition, never by chance.

    Args:
        days: 1 to 36,500.
        question: Its full id; the draw is by the short one, so that a deck may get a uid.
        repetitions: How often it was answered.
    """
    if days < FUZZ_RANGES[0]["start"]:
        return days
    spread = 1.0 + sum(
        span["factor"] * max(min(days, span["end"]) - span["start"], 0)
        for span in FUZZ_RANGES
    )
    least, most = round(days - spread), min(round(days + spread), _MAX_INTERVAL)
    return least + digest(f"{short_id(question)} {repetitions}") % (most - least + 1)


@lru_cache(maxsize=1 << 14)
def noon(day: int) -> datetime:
    """Return the time that FSRS is told of for all that happens on a learner's *day*."""
    return datetime.combine(date.fromordinal(day), time(12), UTC)


@lru_cache(maxsize=64)
def _scheduler(name: str, weights: Weights) -> Scheduler:
    return Scheduler(
        weights,
        desired_retention=desired_retention(name),
        learning_steps=_LEARNING_STEPS,
        relearning_steps=_LEARNING_STEPS,
        maximum_interval=_MAX_INTERVAL,
        enable_fuzzing=False,  # it would draw by a generator with a state
    )


def _new_card(question: str) -> Card:
    return Card(card_id=digest(question), due=noon(1))  # without an id, it sleeps


def _card_of(memory: Memory) -> Card:
    # What is learned anew counts as learned: the steps of both are the same.
    return Card(
        card_id=digest(memory.question),
        state=State.Learning if memory.is_learning else State.Review,
        step=0 if memory.is_learning else None,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=noon(memory.due),
        last_review=noon(memory.last_day),
    )


def _memory_of(
    card: Card, review: GradedReview, first_day: int, repetitions: int, lapses: int
) -> Memory:
    """Return what *card* holds after *review*, its last one; without answer and deck."""
    assert card.last_review is not None
    assert card.stability is not None
    assert card.difficulty is not None
    wait = card.due - card.last_review
    is_learning = card.state is not State.Review
    days = 0 if is_learning else fuzz_interval(wait.days, review.question, repetitions)
    at, day = review.at, review.day
    ready_at = at + wait // timedelta(microseconds=1) if is_learning else 0
    return Memory(
        question=review.question,
        stability=card.stability,
        difficulty=card.difficulty,
        is_learning=is_learning,
        first_day=first_day,
        last_day=day,
        last_at=at,
        due=day + days,
        ready_at=ready_at,
        repetitions=repetitions,
        lapses=lapses,
        answer="",
        deck_name="",
    )
