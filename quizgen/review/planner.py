"""Templates and memories -> the questions of a day.

Of all that may be asked a day needs little, so a template is matched only where something
of it is wanted, and a question is made when it is asked.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from heapq import heapify, heappop, heappush
from itertools import chain, islice
from typing import NamedTuple, TypeAlias

from quizgen.forms import FORMS
from quizgen.generate.assemble import make_question
from quizgen.generate.items import Item, template_items
from quizgen.generate.templates import BoundTemplate
from quizgen.hashing import digest, draw_rank
from quizgen.model import (
    WORTHS,
    Count,
    Extreme,
    Form,
    Question,
    Refusal,
    Statement,
    Template,
)
from quizgen.quiz.clues import NO_CLUES, clues_before_proof
from quizgen.review.memory import Memory

ItemFilter: TypeAlias = Callable[[Item], bool]
"""Tells if an item is one of those wished for."""


class Limits(NamedTuple):
    """The most questions that a day may bring: never seen before, and seen."""

    new: int = 10
    due: int = 200


@dataclass(frozen=True)  # no slots: the question is kept once it is made
class ReviewItem:
    """A question to ask, and its memory when that was decided; None if it is new."""

    item: Item
    memory: Memory | None

    @property
    def id(self) -> str:
        """The question's full id, by which the log knows it."""
        return self.item.full_id

    @cached_property
    def question(self) -> Question:
        """The question, made when it is first wanted."""
        question = make_question(self.item)
        assert not isinstance(question, Refusal)  # it was proved when it was planned
        return question


class Plan(NamedTuple):
    """The questions of a day, in the order to ask them: first *due*, then *new*.

    Attributes:
        over_limit: How many more are due than the limit lets through.
        buried: How many wait for another day, as a sibling is asked today already.
    """

    due: tuple[ReviewItem, ...]
    new: tuple[ReviewItem, ...]
    over_limit: int
    buried: int

    @property
    def items(self) -> tuple[ReviewItem, ...]:
        """Both, in the order to ask them."""
        return self.due + self.new


def _admit_all(item: Item) -> bool:
    return True


def plan_day(
    templates: Iterable[BoundTemplate],
    memories: Mapping[str, Memory],
    excluded: Collection[str],
    facts_today: Iterable[Collection[str]],
    day: int,
    limits: Limits,
    admits: ItemFilter = _admit_all,
) -> Plan:
    """Return what to ask on the learner's *day*.

    What was learned on that day already counts towards the limits. Siblings, which rest
    on the same facts, are not asked on one day, but for one that is being learned.

    Args:
        templates: Where there is something to ask.
        memories: At least of what is due, or was asked on that day; by full id, as all
            that the log knows.
        excluded: What is not to be asked: suspended, or known and not due.
        facts_today: The facts of each question that was asked on that day, of these
            decks or others.
        day: As `Moment.day`.
        limits: Those of the whole day.
        admits: Tells if a question may be asked.
    """
    sources = [_ItemSource(bound, admits) for bound in templates]
    items = _find_items(sources, memories, excluded)
    pairs = [(item, memories[item.full_id]) for item in items]
    answered = [memory for _, memory in pairs if memory.last_day == day]
    begun = sum(memory.first_day == day for memory in answered)
    due = [(item, memory) for item, memory in pairs if memory.due <= day]
    due.sort(key=lambda pair: _urgency(pair[0], pair[1], day))
    asked_facts = _AskedFacts(facts_today)
    room = max(0, limits.due - len(answered) + begun)
    due_items, over_limit, buried = _fit_due(due, asked_facts, room)
    unseen = _in_order_of_introduction(sources, {*memories, *excluded})
    new_items = islice(_new_items(unseen, asked_facts), max(0, limits.new - begun))
    return Plan(tuple(due_items), tuple(new_items), over_limit, buried)


def weakest_questions(
    templates: Iterable[BoundTemplate],
    chances: Mapping[str, float],
    excluded: Collection[str],
    count: int,
    admits: ItemFilter = _admit_all,
) -> tuple[Question, ...]:
    """Return the *count* questions that are known worst; after them some never seen.

    Args:
        templates: Where there is something to ask.
        chances: Of recall, 0 to 1, for each question that was ever asked.
        excluded: What is not to be asked.
        count: Fewer come if there are no more.
        admits: Tells if a question may be asked.
    """
    sources = [_ItemSource(bound, admits) for bound in templates]
    seen = _find_items(sources, chances, excluded)
    seen.sort(key=lambda item: chances[item.full_id])
    unseen = _in_order_of_introduction(sources, {*chances, *excluded})
    questions = (make_question(item) for item in chain(seen, unseen))
    return tuple(islice((q for q in questions if not isinstance(q, Refusal)), count))


class _ItemSource:
    """A template whose items are found once, and only if they are wanted."""

    def __init__(self, bound: BoundTemplate, admits: ItemFilter) -> None:
        self.bound = bound
        self._admits = admits

    @cached_property
    def items(self) -> list[Item]:
        """The questions that may be asked here."""
        return [*filter(self._admits, template_items(self.bound))]


def _find_items(
    sources: Iterable[_ItemSource],
    questions: Collection[str],
    excluded: Collection[str],
) -> list[Item]:
    """Return what may still be asked of *questions*, which are full ids."""
    template_ids = {"/".join(id_.partition("#")[0].split("/", 2)[:2]) for id_ in questions}
    return [
        item
        for source in sources
        if source.bound.full_id in template_ids
        for item in source.items
        if item.full_id in questions and item.full_id not in excluded
    ]


def _fit_due(
    due: Iterable[tuple[Item, Memory]], asked_facts: "_AskedFacts", room: int
) -> tuple[list[ReviewItem], int, int]:
    """Return what is due and fits, how much is over the limit, and how much is buried."""
    items: list[ReviewItem] = []
    over_limit = buried = 0
    for item, memory in due:
        facts = item.fact_ids
        if not memory.is_learning and asked_facts.has_sibling(facts):
            buried += 1
        elif not memory.is_learning and len(items) >= room:
            over_limit += 1
        elif not isinstance(make_question(item), Refusal):
            asked_facts.add(facts)
            items.append(ReviewItem(item, memory))
    return items, over_limit, buried


def _new_items(unseen: Iterable[Item], asked_facts: "_AskedFacts") -> Iterator[ReviewItem]:
    """Yield what has no sibling today; last what another question gives away."""
    clues_today, given_away = NO_CLUES, []
    for item in unseen:
        facts = item.fact_ids
        if asked_facts.has_sibling(facts) or isinstance(make_question(item), Refusal):
            continue
        clues = clues_before_proof(item)
        if clues_today.clashes_with(clues):
            given_away.append(item)
            continue
        clues_today = clues_today.join(clues)
        asked_facts.add(facts)
        yield ReviewItem(item, None)
    for item in given_away:
        facts = item.fact_ids
        if not asked_facts.has_sibling(facts):
            asked_facts.add(facts)
            yield ReviewItem(item, None)


class _AskedFacts:
    """The facts of a day's questions, by which siblings of these are known.

    Siblings rest on the same facts, or one on a fact and the other on it and one more; or
    of three facts or more they share more than half, as when the same things are to be put
    in order.
    """

    def __init__(self, questions: Iterable[Collection[str]]) -> None:
        self._all: set[frozenset[str]] = set()
        self._alone: set[str] = set()
        """The facts of questions on one fact."""
        self._paired: set[str] = set()
        """The facts of questions on two facts."""
        self._many: list[frozenset[str]] = []
        """The facts of each question on three or more."""
        for facts in questions:
            self.add(frozenset(facts))

    def add(self, facts: frozenset[str]) -> None:
        """Note that a question on *facts* is asked."""
        self._all.add(facts)
        if len(facts) == 1:
            self._alone |= facts
        elif len(facts) == 2:
            self._paired |= facts
        elif facts:
            self._many.append(facts)

    def has_sibling(self, facts: frozenset[str]) -> bool:
        """Tell if a sibling of a question on *facts* is asked."""
        if facts in self._all:
            return True
        if len(facts) == 1:
            return not facts.isdisjoint(self._paired)
        if len(facts) == 2:
            return not facts.isdisjoint(self._alone)
        return any(
            2 * len(facts & others) > min(len(facts), len(others)) for others in self._many
        )


def _in_order_of_introduction(
    sources: Iterable[_ItemSource], seen: Collection[str]
) -> Iterator[Item]:
    """Yield what was not *seen*: first what is worth most, topic by topic.

    The topics come as their author has them. Within one each template has its turn, and
    what is easier comes first. So the first days bring something of everything in a topic,
    to be recognized; then comes more of the same, what joins several facts, and what is to
    be recalled.
    """
    topics: dict[str, int] = {}
    counts: Counter[tuple[int, int, str, Form]] = Counter()
    heap: list[tuple[int, int, int, int, int, _ItemSource | Item]] = []
    for place, source in enumerate(sources):
        template = source.bound.template
        topic = topics.setdefault(template.topic, len(topics))
        effort = min(_effort(template, form) for form in template.forms)
        worth = WORTHS.index(template.worth)
        heap.append((worth, topic, effort, place, -1, source))  # before all that it holds
    heapify(heap)
    while heap:
        _, topic, _, place, _, first = heappop(heap)
        if isinstance(first, Item):
            yield first
            continue
        for number, item in enumerate(first.items):
            if item.full_id in seen:
                continue
            worth = WORTHS.index(item.highest_worth)
            kind = worth, topic, item.template.id, item.form
            turn = counts[kind] + _effort(first.bound.template, item.form)
            counts[kind] += 1
            heappush(heap, (worth, topic, turn, place, number, item))


def _effort(template: Template, form: Form) -> int:
    """Return how many turns later than the easiest ones a template's questions come."""
    clauses = [c for c in template.given if isinstance(c, Statement | Count | Extreme)]
    joins = sum(not (isinstance(c, Statement) and c.denied) for c in clauses) - 1
    return 2 * (FORMS[form].learning_rank + min(max(joins, 0), 3))


def _urgency(item: Item, memory: Memory, day: int) -> tuple[bool, int, int]:
    """Return the place among what is due: learning, then longest due, then by lot."""
    return not memory.is_learning, memory.due, draw_rank(digest(str(day)), item.id)
