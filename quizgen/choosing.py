"""Many questions -> a balanced quiz of n, in which no question answers another."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from quizgen.drawing import digest, lot
from quizgen.generating import Prospect, Seam
from quizgen.model import (
    FORMS,
    Card,
    Choice,
    Cloze,
    Form,
    Match,
    Multi,
    Order,
    Question,
    Quiz,
    Text,
    TrueFalse,
)

LEVELS = {"easy": (0.0, 0.4), "medium": (0.4, 0.6), "hard": (0.6, 1.01)}
"""Ranges of predicted difficulty, the upper end not included."""
_BROAD: tuple[Form, ...] = ("multi", "order", "match")
_WORD = re.compile(r"(?<!['’])\w+|(?<=['’])(?!s\b)\w+")  # Iran's is Iran


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

    Returns:
        The quiz, shorter if there are too few; and then the reason, else "".
    """
    items = tuple(items)
    chosen = tuple(_spread(_shelves(items, wish), count, seed, (wish,)))
    if len(chosen) < count:  # the forms that use many facts up may have come too soon
        narrow = [form for form in FORMS if form not in _BROAD and wish.admits_form(form)]
        wishes = (replace(wish, forms=narrow), wish)
        again = tuple(_spread(_shelves(items, wish), count, seed, wishes))
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
    others = there - len(chosen)
    if not others:
        return quiz, f"there are no more {wished}"
    return quiz, f"all others ({others}) would repeat a fact or give an answer away"


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
            template = item.template
            if wish.admits_topic(template.topic) and any(
                wish.admits_form(form) for form in template.forms
            ):
                name = f"{item.tools.base.deck.id}/{template.id}"
                shelves[template.topic][name].seams.append(item)
        elif wish.admits(item):
            about = item.about
            shelves[about.topic][f"{about.deck}/{about.template}"].ready.append(item)
    return shelves


def _spread(
    shelves: _Shelves, count: int, seed: int, wishes: Iterable[Wish]
) -> Iterator[Question]:
    """Take the next question from the topic, template and form that had the fewest.

    The *wishes* are met one after the other.
    """
    key = digest(f"{seed}/choose")
    used: Counter[str] = Counter()
    taken: list[Clues] = []

    def usage(name: str) -> tuple[int, int]:
        return used[name], lot(key, name)

    for wish in wishes:
        left = {topic: dict(shelf) for topic, shelf in shelves.items()}
        while left and len(taken) < count:
            topic = min(left, key=usage)
            shelf = left[topic]
            template = min(shelf, key=usage)
            found = _next(shelf[template], taken, used, key, wish)
            if found is None:
                del shelf[template]
                if not shelf:
                    del left[topic]
                continue
            question, clues = found
            taken.append(clues)
            used.update((topic, template, *_traits(question.about.id)))
            yield question


def _next(
    pile: _Pile, taken: Sequence["Clues"], used: Counter[str], key: int, wish: Wish
) -> tuple[Question, "Clues"] | None:
    """The question of *pile* whose form and subjects are worn least; it leaves the pile.

    What does not go with those *taken* leaves it as well: it never will.
    """
    items = pile.items()

    def wear(item: Prospect | Question) -> tuple[int, int]:
        name, _ = _named(item)
        return sum(used[trait] for trait in _traits(name)), lot(key, name)

    for item in sorted(items, key=wear):
        if not wish.admits_form(_named(item)[1]):
            continue
        items.remove(item)
        question = _made(item)
        if question is None or not wish.admits(question):
            continue
        clues = clues_of(question)
        if not any(clues.tell(other) or other.tell(clues) for other in taken):
            return question, clues
    return None


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


@dataclass(frozen=True, slots=True)
class Clues:
    """What a question shows, and what it wants to know.

    Attributes:
        shown: The words of its stem, as a text with spaces at both ends.
        offered: The same for its options.
        wanted: Its keys.
        recalled: The key has to be recalled: seeing it anywhere is a help.
    """

    facts: frozenset[str]
    shown: str
    offered: str
    wanted: tuple[str, ...]
    recalled: bool

    def tell(self, other: "Clues") -> bool:
        """Whether this question helps to answer *other*."""
        if self.facts & other.facts:
            return True
        return any(
            key in self.shown or (other.recalled and key in self.offered)
            for key in other.wanted
        )


def clues_of(question: Question) -> Clues:
    """What *question* gives away and what can be given away of it."""
    options: Sequence[str] = ()
    keys: Sequence[str] = ()
    match question:
        case Choice() | Multi():
            options = [option.text for option in question.options]
            keys = [option.text for option in question.options if option.right]
        case Text() | Cloze() | Card():
            names = (question.answer.text, *question.answer.accepted)
            keys = [name for name in names if not name.isupper()] or names[:1]
        case Order():
            options = question.items
        case Match():
            options = (*question.left, *question.right)
        case TrueFalse():
            pass
    return Clues(
        frozenset(question.about.facts),
        _words(question.stem),
        _words(" | ".join(options)),
        tuple(_words(key) for key in keys),
        isinstance(question, Text | Cloze | Card),
    )


def _words(text: str) -> str:
    """The words of *text* between spaces, so that one text can be sought in another."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "
