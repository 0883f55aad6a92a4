"""Turns: what may be selected, in an order that is spread over topics and templates."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from heapq import heapify, heappop, heapreplace
from typing import TypeAlias

from quizgen.generate.assemble import make_question
from quizgen.generate.items import Item, template_items
from quizgen.generate.templates import BoundTemplate
from quizgen.hashing import digest, draw_rank
from quizgen.model import WORTHS, Form, Question, Refusal, Worth


class PossibleQuestion:
    """A question that may be selected; it is proved when it is first wanted.

    Attributes:
        item: What it is made from; None if it was given as it is.
        template: ``deck/template``, with which its id begins.
        traits: What it may share with others: its form, then what it is about.
    """

    def __init__(self, source: Item | Question) -> None:
        self.id = source.id
        self.form: Form = source.form
        self.item = source if isinstance(source, Item) else None
        if not isinstance(source, Item):
            self.question = source
        path, _, form = source.id.partition("#")
        self.template = "/".join(path.split("/", 2)[:2])
        subjects = path.split("/", 2)[-1].split("+")
        self.traits = (f"#{form}", *(f"+{subject}" for subject in subjects))

    @cached_property
    def question(self) -> Question | None:
        """The question; None if it cannot be proved."""
        assert self.item is not None
        question = make_question(self.item)
        return None if isinstance(question, Refusal) else question

    @property
    def is_proved(self) -> bool:
        """Tells if *question* was asked for already, which may take long."""
        return "question" in self.__dict__

    @property
    def highest_worth(self) -> Worth:
        """Its worth; as long as it is not proved, it may be less."""
        if self.item is None or self.is_proved:
            return self.question.about.worth if self.question else "detail"
        return self.item.highest_worth


class Pool:
    """A template with all that it may ask, which is not matched before it is wanted.

    Attributes:
        highest_worth: No question in it is worth more.
    """

    def __init__(self) -> None:
        self.highest_worth = WORTHS[-1]
        self._unmatched: list[BoundTemplate] = []
        self._questions: list[PossibleQuestion] = []

    def add(self, source: BoundTemplate | PossibleQuestion) -> None:
        """Add what *source* may ask."""
        if isinstance(source, BoundTemplate):
            self._unmatched.append(source)
            worth = source.template.worth
        else:
            self._questions.append(source)
            worth = source.highest_worth
        self.highest_worth = min(worth, self.highest_worth, key=WORTHS.index)

    @property
    def questions(self) -> list[PossibleQuestion]:
        """Return all that may be asked."""
        for bound in self._unmatched:
            self._questions += map(PossibleQuestion, template_items(bound))
        self._unmatched = []
        return self._questions


Pools: TypeAlias = dict[str, dict[str, Pool]]
"""By topic, and then by ``deck/template``."""


def fill_pools(sources: Iterable[BoundTemplate | Question]) -> Pools:
    """Return the pools of all that *sources* may ask."""
    pools: Pools = defaultdict(lambda: defaultdict(Pool))
    for source in sources:
        if isinstance(source, BoundTemplate):
            pools[source.template.topic][source.id].add(source)
        else:
            possible = PossibleQuestion(source)
            pools[source.about.topic][possible.template].add(possible)
    return pools


class Turns:
    """The turns that topics, templates, forms and subjects have had."""

    def __init__(self, seed: int) -> None:
        self._seed = digest(f"{seed}/choose")
        self._counts: Counter[str] = Counter()

    def place(self, name: str) -> tuple[int, int]:
        """Return how many turns *name* has had, and its lot among those with as many."""
        return self._counts[name], self.lot(name)

    def lot(self, name: str) -> int:
        """Return a number by which *name* has its place among others."""
        return draw_rank(self._seed, name)

    def count(self, names: Iterable[str]) -> int:
        """Return how many turns *names* have had together."""
        return sum(self._counts[name] for name in names)

    def note(self, *names: str) -> None:
        """Note that each of *names* had its turn."""
        self._counts.update(names)


def take_turns(
    pools: Pools, turns: Turns, admits: Callable[[PossibleQuestion], bool]
) -> Iterator[PossibleQuestion]:
    """Yield the next question of the topic, template and form that had the fewest turns.

    Args:
        pools: Where they come from; each template is matched when it is its turn.
        turns: Those that were had before; those that are had now are noted.
        admits: Tells if a question may be taken; asked once, when it would be its turn.
    """
    open_topics = {topic: dict(templates) for topic, templates in pools.items()}
    queues: dict[str, _Queue] = {}
    while open_topics:
        topic = min(open_topics, key=turns.place)
        templates = open_topics[topic]
        template = min(templates, key=turns.place)
        name = f"{topic}\n{template}"
        if name not in queues:
            queues[name] = _Queue(templates[template].questions, turns)
        question = next(filter(admits, queues[name]), None)
        if question is None:
            del templates[template]
            if not templates:
                del open_topics[topic]
            continue
        turns.note(topic, template, *question.traits)
        yield question


class _Queue(Iterator[PossibleQuestion]):
    """Questions of one template: those come first whose form and subjects wait longest.

    The turns of a subject only grow, so what has the fewest by an earlier count, and
    still has as many, has the fewest.
    """

    def __init__(self, questions: Iterable[PossibleQuestion], turns: Turns) -> None:
        self._turns = turns
        self._heaps: dict[str, list[tuple[int, int, int, PossibleQuestion]]] = {}
        for number, question in enumerate(questions):
            form, *subjects = question.traits
            entry = turns.count(subjects), turns.lot(question.id), number, question
            self._heaps.setdefault(form, []).append(entry)
        for heap in self._heaps.values():
            heapify(heap)

    def __next__(self) -> PossibleQuestion:
        places = []
        for form, heap in self._heaps.items():
            count, lot, number, question = heap[0]
            while count < (now := self._turns.count(question.traits[1:])):
                heapreplace(heap, (now, lot, number, question))
                count, lot, number, question = heap[0]
            places.append((count + self._turns.count([form]), lot, form))
        if not places:
            raise StopIteration
        form = min(places)[2]
        question = heappop(self._heaps[form])[-1]
        if not self._heaps[form]:
            del self._heaps[form]
        return question
