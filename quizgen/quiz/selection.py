"""Many questions -> a balanced quiz of n, in which no question answers another."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from quizgen.forms import FORMS
from quizgen.generate.generator import Prospect, Seam
from quizgen.hashing import digest, lot
from quizgen.model import Form, Question, Quiz
from quizgen.quiz.clues import NO_CLUES, Clues, clues_before, clues_of

LEVELS = {"easy": (0.0, 0.4), "medium": (0.4, 0.6), "hard": (0.6, 1.01)}
"""Ranges of predicted difficulty, the upper end not included."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Which questions a quiz may have; empty is any."""

    forms: Collection[Form] = ()
    topics: Collection[str] = ()
    level: str = ""

    def admits(self, question: Question) -> bool:
        """Whether *question* is one of those wished for."""
        low, high = LEVELS[self.level] if self.level else (0.0, 1.01)
        about = question.about
        return (
            self.admits_form(about.form)
            and self.admits_topic(about.topic)
            and low <= about.difficulty < high
        )

    def admits_seam(self, seam: Seam) -> bool:
        """Whether any that *seam* may hold is."""
        return self.admits_topic(seam.template.topic) and any(
            map(self.admits_form, seam.template.forms)
        )

    def admits_prospect(self, prospect: Prospect) -> bool:
        """Whether what *prospect* would make is; it is made only to see how hard it is."""
        if not (self.admits_form(prospect.form) and self.admits_topic(prospect.topic)):
            return False
        if not self.level:
            return True
        made = prospect.make()
        return not isinstance(made, str) and self.admits(made)

    def admits_form(self, form: Form) -> bool:
        """Whether questions of *form* are wished for."""
        return not self.forms or form in self.forms

    def admits_topic(self, topic: str) -> bool:
        """Whether questions of *topic* are wished for, in capitals or not."""
        wanted = {topic.casefold() for topic in self.topics}
        return not wanted or topic.casefold() in wanted


def choose(
    items: Iterable[Seam | Question],
    count: int,
    *,
    title: str = "",
    seed: int = 0,
    wish: Wish = Wish(),
    alone: bool = False,
) -> tuple[Quiz, str]:
    """A quiz of *count* questions spread over topics, templates and what they are about.

    No two of its questions share a fact, and none shows in its stem, or offers among its
    options where the other has to recall it, the answer of another.

    Args:
        items: Questions; or seams, of which only the questions needed are made.
        count: How many questions the quiz is to have.
        title: Of the quiz.
        seed: Another one chooses others.
        wish: Which questions are wanted.
        alone: Each is seen by itself, as on a flashcard, so that one may give the answer
            of another away; still no two rest on the same facts.

    Returns:
        The quiz, shorter if there are too few; and then the reason, else "".
    """
    items = tuple(items)
    chosen = tuple(_spread(_shelves(items, wish), count, seed, (wish,), alone))
    if len(chosen) < count:  # the forms that use many facts up may have come too soon
        narrow = [
            form
            for form, traits in FORMS.items()
            if not traits.has_several_keys and wish.admits_form(form)
        ]
        wishes = (replace(wish, forms=narrow), wish)
        again = tuple(_spread(_shelves(items, wish), count, seed, wishes, alone))
        chosen = max(chosen, again, key=len)
    quiz = Quiz(title, chosen, seed)
    if len(chosen) == count:
        return quiz, ""
    there = sum(
        question is not None and wish.admits(question)
        for shelf in _shelves(items, wish).values()
        for pile in shelf.values()
        for question in map(_made, pile.items())
    )
    wished = "of that form, topic and difficulty"
    if not there:
        return quiz, f"no question is {wished}"
    if there == len(chosen):
        return quiz, f"there are no more {wished}"
    rest = f"but the others would repeat a fact{'' if alone else ' or give an answer away'}"
    return quiz, f"there are {there}, {rest}"


@dataclass(slots=True)
class _Pile:
    """What there is of one template: questions, or a seam that is not yet open."""

    seams: list[Seam] = field(default_factory=list)
    ready: list[Prospect | Question] = field(default_factory=list)

    def items(self) -> list[Prospect | Question]:
        """All of it, now to be had one by one."""
        found = [prospect for seam in self.seams for prospect in seam.prospects()]
        self.seams = []
        self.ready += found
        return self.ready


_Shelves: TypeAlias = dict[str, dict[str, _Pile]]


def _shelves(items: Iterable[Seam | Question], wish: Wish) -> _Shelves:
    """The piles, by topic and by template, that may hold what is wished for."""
    shelves: _Shelves = defaultdict(lambda: defaultdict(_Pile))
    for item in items:
        if isinstance(item, Seam):
            if wish.admits_seam(item):
                shelves[item.template.topic][item.name].seams.append(item)
        elif wish.admits(item):
            about = item.about
            shelves[about.topic][f"{about.deck}/{about.template}"].ready.append(item)
    return shelves


def _spread(
    shelves: _Shelves, count: int, seed: int, wishes: Iterable[Wish], alone: bool
) -> Iterator[Question]:
    """Take the next question from the topic, template and form that had the fewest.

    The *wishes* are met one after the other.
    """
    key = digest(f"{seed}/choose")
    used: Counter[str] = Counter()
    taken, number = NO_CLUES, 0

    def usage(name: str) -> tuple[int, int]:
        return used[name], lot(key, name)

    for wish in wishes:
        left = {topic: dict(shelf) for topic, shelf in shelves.items()}
        while left and number < count:
            topic = min(left, key=usage)
            shelf = left[topic]
            template = min(shelf, key=usage)
            found = _next(shelf[template], taken, used, key, wish, alone)
            if found is None:
                del shelf[template]
                if not shelf:
                    del left[topic]
                continue
            question, clues = found
            taken, number = taken.joined(clues), number + 1
            used.update((topic, template, *_traits(question.about.id)))
            yield question


def _next(
    pile: _Pile, taken: Clues, used: Counter[str], key: int, wish: Wish, alone: bool
) -> tuple[Question, Clues] | None:
    """The question of *pile* whose form and subjects are worn least; it leaves the pile.

    What clashes with those that were taken leaves it as well: it always will.
    """
    items = pile.items()

    def wear(item: Prospect | Question) -> tuple[int, int]:
        name, _ = _named(item)
        return sum(used[trait] for trait in _traits(name)), lot(key, name)

    for item in sorted(items, key=wear):
        if not wish.admits_form(_named(item)[1]):
            continue
        items.remove(item)
        if isinstance(item, Prospect) and not alone and taken.clash(clues_before(item)):
            continue  # and need not be proved, which is most of the work
        question = _made(item)
        if question is None or not wish.admits(question):
            continue
        clues = _only_facts(question) if alone else clues_of(question)
        if not taken.clash(clues):
            return question, clues
    return None


def _only_facts(question: Question) -> Clues:
    """Clues by which only those clash that rest on the same facts, all of them."""
    return NO_CLUES._replace(facts=frozenset([" ".join(sorted(question.about.facts))]))


def _named(item: Prospect | Question) -> tuple[str, Form]:
    if isinstance(item, Prospect):
        return item.id, item.form
    return item.about.id, item.about.form


def _made(item: Prospect | Question) -> Question | None:
    if not isinstance(item, Prospect):
        return item
    made = item.make()
    return None if isinstance(made, str) else made


def _traits(name: str) -> list[str]:
    """What the question *name* may share with others: its form, what it is about."""
    path, _, form = name.partition("#")
    subjects = path.split("/", 2)[-1].split("+")
    return [f"#{form}", *(f"+{subject}" for subject in subjects)]
