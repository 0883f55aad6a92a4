"""A balanced quiz chosen from many questions, of which none answers another."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from quizgen.generate.templates import BoundTemplate
from quizgen.model import (
    WORTHS,
    Overlap,
    OverlappingPair,
    Question,
    Quiz,
    Shortage,
    Worth,
)
from quizgen.quiz.clues import NO_CLUES, Clues, clues_before_proof, clues_of, overlap
from quizgen.quiz.criteria import ANY, Criteria
from quizgen.quiz.independent_sets import enlarge, members
from quizgen.quiz.overlap_graph import overlap_graph
from quizgen.quiz.turns import Pools, PossibleQuestion, Turns, fill_pools, take_turns

_MOST_COMPARED = 10_000
"""Questions of which the most that go together are sought."""


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

    What is worth most comes first; within a template, forms and what is asked about take
    turns. No two are items of one question, and no statement says what another asks for.
    What overlaps otherwise is taken only if there is nothing else, and then the quiz's
    *overlaps* tell it. The order of *questions* does not matter.

    Args:
        questions: Those to choose from.
        count: How many questions the quiz is to have. If there are not so many, it has
            fewer, and its *shortage* says why.
        title: What the quiz is called.
        seed: Another seed chooses other questions.
        criteria: What each question must be like.
        alone: Each question is seen by itself, as on a flashcard, so that one may give
            the answer of another away; what rests on the same facts still overlaps.
    """
    admitted = [question for question in questions if criteria.admits(question)]
    rules = _Rules(count, seed, criteria, alone)
    return _select(fill_pools(admitted), title, rules)


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
    rules = _Rules(count, seed, criteria, alone)
    return _select(fill_pools(admitted), title, rules)


def find_overlaps(
    questions: Sequence[Question], *, alone: bool = False
) -> tuple[OverlappingPair, ...]:
    """Return the pairs of *questions* that have something in common, in their order."""
    clues = [_clues_of(question, alone=alone) for question in questions]
    graph = overlap_graph(clues, Overlap.NOTHING)
    return tuple(
        OverlappingPair(questions[i].id, questions[j].id, overlap(clues[i], clues[j]))
        for i, others in enumerate(graph)
        for j in members(others >> i << i)
    )


def _clues_of(question: Question, *, alone: bool) -> Clues:
    """Return the clues of *question*; if it is seen alone, only all its facts as one."""
    clues = clues_of(question)
    if not alone:
        return clues
    facts = " ".join(sorted(clues.facts))
    return NO_CLUES._replace(
        facts=frozenset([facts]),
        stems=clues.stems,
        questions=clues.questions,
        is_judged=clues.is_judged,
    )


class _Rules(NamedTuple):
    """The arguments of `select` that govern a selection."""

    wanted: int
    seed: int
    criteria: Criteria
    alone: bool


class _Pass(NamedTuple):
    """Questions of one *worth* are taken, if they have no more than *most* in common."""

    worth: Worth
    most: Overlap


class _Step(NamedTuple):
    """Some passes, after which all questions are taken together that go together.

    Attributes:
        passes: One after the other. The last one admits no less than those before.
    """

    passes: Sequence[_Pass]

    @property
    def most(self) -> Overlap:
        """The most that two questions have in common after this step."""
        return self.passes[-1].most


def _step(worths: Iterable[Worth], *mosts: Overlap) -> _Step:
    return _Step([_Pass(worth, most) for most in mosts for worth in worths])


def _main_steps(worths: Sequence[Worth]) -> list[_Step]:
    """Return the steps in which questions of *worths* alone fill a quiz."""
    return [
        _step(worths[:1], Overlap.NOTHING),
        _step(worths[1:], Overlap.NOTHING),
        _step(worths, Overlap.NAME),
        _step(worths, Overlap.FACT),
    ]


_LAST_STEPS = (
    _step(WORTHS[-1:], Overlap.NOTHING, Overlap.NAME, Overlap.FACT),
    _step(WORTHS, Overlap.ANSWER),
    _step(WORTHS, Overlap.EVENT),
)
"""The steps in which details come as well, and then what ought not to stand together."""


def _select(pools: Pools, title: str, rules: _Rules) -> Quiz:
    """Return a quiz from *pools*; say why if it is short, and what in it overlaps."""
    selection = _Selection(pools, rules)
    selection.fill(_main_steps(WORTHS[:-1]))
    if not selection.questions:  # there may be nothing but details
        selection.fill(_main_steps(WORTHS))
    selection.fill(_LAST_STEPS)
    questions = tuple(selection.questions)
    shortage = None
    if len(questions) < rules.wanted:
        shortage = Shortage(len(questions), len(selection.candidates(WORTHS)), rules.alone)
    return Quiz(title, questions, rules.seed, shortage, selection.overlaps())


class _Selection:
    """The questions that were selected so far, and the pools to select others from."""

    def __init__(self, pools: Pools, rules: _Rules) -> None:
        self._pools = pools
        self._rules = rules
        self._turns = Turns(rules.seed)
        self._known_clues: dict[str, Clues] = {}
        self._selected = _OverlapIndex()
        self._worths: set[Worth] = set()
        self._most = Overlap.NOTHING

    @property
    def questions(self) -> list[Question]:
        """The selected questions, in the order in which they are asked."""
        return [p.question for p in self._selected.questions if p.question]

    def fill(self, steps: Iterable[_Step]) -> None:
        """Select questions in *steps* until there are enough."""
        for step in steps:
            for pass_ in step.passes:
                if not self._missing:
                    return
                self._worths.add(pass_.worth)
                self._most = max(self._most, pass_.most)
                self._extend(pass_)
            self._most = step.most
            self._enlarge()

    def candidates(self, worths: Collection[Worth]) -> list[PossibleQuestion]:
        """Return all that may be selected of *worths*, in an order by lot."""
        pools = self._pools_for(worths).values()
        questions = [
            possible
            for templates in pools
            for pool in templates.values()
            for possible in pool.questions
            if self._meets_criteria(possible, worths)
        ]
        return sorted(questions, key=lambda possible: self._turns.lot(possible.id))

    def overlaps(self) -> tuple[OverlappingPair, ...]:
        """Return the pairs of selected questions that have something in common."""
        if self._most == Overlap.NOTHING:
            return ()
        return find_overlaps(self.questions, alone=self._rules.alone)

    @property
    def _missing(self) -> int:
        return self._rules.wanted - len(self._selected.questions)

    def _extend(self, pass_: _Pass) -> None:
        """Add what the *pass_* gives, until there are enough."""
        worths, most = [pass_.worth], pass_.most

        def admits(possible: PossibleQuestion) -> bool:
            return (
                possible.id not in self._selected
                and not self._clashes_before_proof(possible, most)
                and self._meets_criteria(possible, worths)
                and self._selected.admits(self._clues(possible), most)
            )

        turns = take_turns(self._pools_for(worths), self._turns, admits)
        for possible in islice(turns, self._missing):
            self._selected.add(possible, self._clues(possible))

    def _enlarge(self) -> None:
        """Exchange some questions for more, if that can be, until there are enough."""
        if self._missing <= 0:
            return
        selected = self._selected.questions
        others = [p for p in self.candidates(self._worths) if p.id not in self._selected]
        others.sort(key=lambda possible: WORTHS.index(possible.highest_worth))
        questions = [*selected, *others][: max(_MOST_COMPARED, len(selected))]
        clues = [*map(self._clues, questions)]
        graph = overlap_graph(clues, self._most)
        everything, current = (1 << len(questions)) - 1, (1 << len(selected)) - 1
        best = enlarge(graph, everything, current, self._rules.wanted)
        if best != current:
            self._selected = _OverlapIndex()
            for number in members(best):
                self._selected.add(questions[number], clues[number])

    def _pools_for(self, worths: Collection[Worth]) -> Pools:
        """Return the pools that may hold something of *worths*."""
        highest = WORTHS[: max(map(WORTHS.index, worths)) + 1]
        return {
            topic: pools
            for topic, templates in self._pools.items()
            if (pools := {n: p for n, p in templates.items() if p.highest_worth in highest})
        }

    def _clashes_before_proof(self, possible: PossibleQuestion, most: Overlap) -> bool:
        """Return whether *possible* need not be proved, for what it is about."""
        item, rules = possible.item, self._rules
        return (
            item is not None
            and not possible.is_proved
            and most == Overlap.NOTHING
            and not rules.alone
            and not self._selected.admits(clues_before_proof(item), most)
        )

    def _meets_criteria(
        self, possible: PossibleQuestion, worths: Collection[Worth]
    ) -> bool:
        """Return whether *possible* is a question, of *worths*, that may be asked."""
        criteria = self._rules.criteria
        lowest = max(map(WORTHS.index, worths))
        if not criteria.admits_form(possible.form):
            return False
        if WORTHS.index(possible.highest_worth) > lowest:
            return False
        question = possible.question
        return (
            question is not None
            and question.about.worth in worths
            and criteria.admits(question)
        )

    def _clues(self, possible: PossibleQuestion) -> Clues:
        """Return the clues of *possible*; if seen alone, only all its facts as one."""
        clues = self._known_clues.get(possible.id)
        if clues is None:
            assert possible.question is not None
            clues = _clues_of(possible.question, alone=self._rules.alone)
            self._known_clues[possible.id] = clues
        return clues


class _OverlapIndex:
    """Selected questions, by what another one could have in common with them."""

    def __init__(self) -> None:
        self.questions: list[PossibleQuestion] = []
        self._clues = NO_CLUES
        self._by_part: dict[Hashable, list[Clues]] = defaultdict(list)
        self._ids: set[str] = set()

    def __contains__(self, id_: str) -> bool:
        return id_ in self._ids

    def add(self, possible: PossibleQuestion, clues: Clues) -> None:
        """Add a question with its *clues*."""
        self.questions.append(possible)
        self._ids.add(possible.id)
        self._clues = self._clues.join(clues)
        for part in _parts(clues):
            self._by_part[part].append(clues)

    def admits(self, clues: Clues, most: Overlap) -> bool:
        """Tell if no question here has more in common with that of *clues* than *most*."""
        if most == Overlap.NOTHING:
            return not self._clues.clashes_with(clues)
        near = (other for part in _parts(clues) for other in self._by_part.get(part, ()))
        return all(overlap(clues, other) <= most for other in near)


def _parts(clues: Clues) -> Iterable[Hashable]:
    """Yield what two questions share that have more in common than a name."""
    yield from clues.facts
    yield from clues.questions
    yield from clues.recalled_keys
