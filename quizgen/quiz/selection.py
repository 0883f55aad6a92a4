"""A balanced quiz chosen from many questions, of which none answers another."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from quizgen.forms import FORMS
from quizgen.generate.assemble import make_question
from quizgen.generate.items import Item, template_items
from quizgen.generate.templates import BoundTemplate
from quizgen.hashing import digest, draw_rank
from quizgen.model import Form, Question, Quiz, Refusal, Shortage, Template
from quizgen.quiz.clues import NO_CLUES, Clues, clues_before_proof, clues_of

LEVELS = {"easy": (0.0, 0.4), "medium": (0.4, 0.6), "hard": (0.6, 1.01)}
"""Ranges of predicted difficulty, the upper end not included."""


class Criteria(NamedTuple):
    """The traits that a question must have to be asked; an empty one admits any.

    Attributes:
        forms: It is of one of these forms.
        topics: It is of one of these topics, whatever their case.
        levels: Its difficulty is of one of these LEVELS.
    """

    forms: Collection[Form] = ()
    topics: Collection[str] = ()
    levels: Collection[str] = ()

    def admits(self, question: Question) -> bool:
        """Return whether *question* meets all criteria."""
        about = question.about
        return (
            self.admits_form(about.form)
            and self.admits_topic(about.topic)
            and self._admits_difficulty(about.difficulty)
        )

    def admits_template(self, template: Template) -> bool:
        """Return whether a question of *template* may meet them."""
        return self.admits_topic(template.topic) and any(
            map(self.admits_form, template.forms)
        )

    def admits_item(self, item: Item) -> bool:
        """Return whether the question of *item* will; made only if a level is set."""
        if not (self.admits_form(item.form) and self.admits_topic(item.topic)):
            return False
        if not self.levels:
            return True
        question = make_question(item)
        return not isinstance(question, Refusal) and self.admits(question)

    def admits_form(self, form: Form) -> bool:
        """Return whether questions of *form* may be asked."""
        return not self.forms or form in self.forms

    def admits_topic(self, topic: str) -> bool:
        """Return whether questions of *topic*, whatever its case, may be asked."""
        topics = {name.casefold() for name in self.topics}
        return not topics or topic.casefold() in topics

    def _admits_difficulty(self, difficulty: float) -> bool:
        ranges = [LEVELS[level] for level in self.levels]
        return not ranges or any(low <= difficulty < high for low, high in ranges)


ANY = Criteria()
"""The criteria that every question meets."""


def select(
    questions: Iterable[Question],
    count: int,
    *,
    title: str = "",
    seed: int = 0,
    criteria: Criteria = ANY,
    alone: bool = False,
) -> Quiz:
    """Return a quiz of *count* of the *questions*, spread over topics and templates.

    Within a template, forms and what is asked about take turns. No two questions share
    a fact, and none shows in its stem, or offers among its options where the other has
    to recall it, the answer of another. The order of *questions* does not matter.

    Args:
        questions: Those to choose from.
        count: How many questions the quiz is to have. If there are not so many, it has
            fewer, and its *shortage* says why.
        title: What the quiz is called.
        seed: Another seed chooses other questions.
        criteria: What each question must be like.
        alone: Each question is seen by itself, as on a flashcard, so that one may give
            the answer of another away; still no two rest on the same facts.
    """
    admitted = [question for question in questions if criteria.admits(question)]
    return _select(admitted, count, title, _Rules(seed, criteria, alone))


def select_from_templates(
    templates: Iterable[BoundTemplate],
    count: int,
    *,
    title: str = "",
    seed: int = 0,
    criteria: Criteria = ANY,
    alone: bool = False,
) -> Quiz:
    """Return the quiz that `select` chooses from all questions of some bound templates.

    Only the questions that it needs are proved and made, which is most of the work.
    """
    admitted = [bound for bound in templates if criteria.admits_template(bound.template)]
    return _select(admitted, count, title, _Rules(seed, criteria, alone))


class _Rules(NamedTuple):
    """The arguments of `select` that govern a selection."""

    seed: int
    criteria: Criteria
    alone: bool


class _Pool:
    """The rest of one template: bound templates to be opened, and what they held."""

    def __init__(self) -> None:
        self.templates: list[BoundTemplate] = []
        self.items: list[Item | Question] = []

    def open(self) -> list[Item | Question]:
        """Return all that is left, to be taken from."""
        self.items += [item for bound in self.templates for item in template_items(bound)]
        self.templates = []
        return self.items


_Pools: TypeAlias = dict[str, dict[str, _Pool]]
"""By topic, and then by ``deck/template``."""


def _fill_pools(items: Iterable[BoundTemplate | Question]) -> _Pools:
    pools: _Pools = defaultdict(lambda: defaultdict(_Pool))
    for item in items:
        if isinstance(item, BoundTemplate):
            pools[item.template.topic][item.id].templates.append(item)
        else:
            about = item.about
            pools[about.topic][f"{about.deck}/{about.template}"].items.append(item)
    return pools


def _select(
    items: Sequence[BoundTemplate | Question], count: int, title: str, rules: _Rules
) -> Quiz:
    """Return a quiz from *items*, and say why if it is short."""
    criteria = rules.criteria
    questions = tuple(_take_turns(_fill_pools(items), count, rules, [criteria]))
    if len(questions) < count:  # the forms that use many facts up may have come too soon
        plain_forms = [
            form
            for form, traits in FORMS.items()
            if not traits.has_several_answers and criteria.admits_form(form)
        ]
        phases = [criteria._replace(forms=plain_forms), criteria]
        second_try = tuple(_take_turns(_fill_pools(items), count, rules, phases))
        questions = max(questions, second_try, key=len)
    if len(questions) == count:
        return Quiz(title, questions, rules.seed)
    candidates = sum(
        question is not None and criteria.admits(question)
        for topic in _fill_pools(items).values()
        for pool in topic.values()
        for question in map(_question_of, pool.open())
    )
    shortage = Shortage(len(questions), candidates, alone=rules.alone)
    return Quiz(title, questions, rules.seed, shortage)


def _take_turns(
    pools: _Pools, count: int, rules: _Rules, phases: Sequence[Criteria]
) -> Iterator[Question]:
    """Yield the next question of the topic, template and form that had the fewest.

    Each of *phases* goes on until the pools have nothing more for it.
    """
    choice_seed = digest(f"{rules.seed}/choose")
    uses: Counter[str] = Counter()
    clues, number = NO_CLUES, 0

    def turn(name: str) -> tuple[int, int]:
        return uses[name], draw_rank(choice_seed, name)

    for criteria in phases:
        open_topics = {topic: dict(templates) for topic, templates in pools.items()}
        while open_topics and number < count:
            topic = min(open_topics, key=turn)
            templates = open_topics[topic]
            template = min(templates, key=turn)
            question = _take(templates[template], clues, uses, choice_seed, rules, criteria)
            if question is None:
                del templates[template]
                if not templates:
                    del open_topics[topic]
                continue
            clues, number = clues.join(_clues(question, rules.alone)), number + 1
            uses.update((topic, template, *_traits(question.id)))
            yield question


def _take(
    pool: _Pool,
    clues: Clues,
    uses: Counter[str],
    choice_seed: int,
    rules: _Rules,
    criteria: Criteria,
) -> Question | None:
    """Take the question of *pool* whose form and subjects had the fewest turns, or None.

    What clashes with the *clues* of the questions before leaves the pool as well: it
    always will.
    """
    items = pool.open()

    def turn(item: Item | Question) -> tuple[int, int]:
        return sum(uses[trait] for trait in _traits(item.id)), draw_rank(
            choice_seed, item.id
        )

    for item in sorted(items, key=turn):
        if not criteria.admits_form(item.form):
            continue
        items.remove(item)
        if (
            isinstance(item, Item)
            and not rules.alone
            and clues.clashes_with(clues_before_proof(item))
        ):
            continue  # and need not be proved
        question = _question_of(item)
        if question is None or not criteria.admits(question):
            continue
        if not clues.clashes_with(_clues(question, rules.alone)):
            return question
    return None


def _clues(question: Question, alone: bool) -> Clues:
    """Return the clues of *question*; if *alone*, only all of its facts as one clue."""
    if not alone:
        return clues_of(question)
    return NO_CLUES._replace(facts=frozenset([" ".join(sorted(question.about.facts))]))


def _question_of(item: Item | Question) -> Question | None:
    """Return the question that *item* is or makes, or None if it cannot be proved."""
    if not isinstance(item, Item):
        return item
    question = make_question(item)
    return None if isinstance(question, Refusal) else question


def _traits(question_id: str) -> list[str]:
    """Return what a question may share with others: its form, what it is about."""
    path, _, form = question_id.partition("#")
    subjects = path.split("/", 2)[-1].split("+")
    return [f"#{form}", *(f"+{subject}" for subject in subjects)]
