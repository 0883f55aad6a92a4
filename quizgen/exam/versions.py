"""The versions of a test: the same questions, or others like them, in another order.

All order is by lot, and the lots by digest: the place of an option depends on the seed,
the version, the question and the option's text, and on nothing else. So the place of the
key is as random as a die, and never evened out: whoever knows nineteen keys knows nothing
about the twentieth.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeVar, assert_never

from quizgen.forms import FORMS
from quizgen.generate.assemble import make_question
from quizgen.generate.items import template_items
from quizgen.generate.templates import BoundTemplate
from quizgen.hashing import digest, draw_rank
from quizgen.model import (
    Form,
    MatchQuestion,
    OptionsQuestion,
    OrderQuestion,
    Overlap,
    Question,
    Quiz,
    TrueFalseQuestion,
    TypedQuestion,
)
from quizgen.quiz.clues import Clues, clues_of, overlap
from quizgen.quiz.criteria import Criteria

T = TypeVar("T")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
MAX_DIFFICULTY_GAP = 0.1
"""How far the difficulty of a parallel question may be from that of the quiz's own."""
_PASSES = 2
"""Through the questions of a version, to exchange those that overlap with another."""


def version_number(label: str) -> int:
    """Return which version *label* is, from 0: "A" and "1" are the first.

    Raises:
        ValueError: It is neither a capital letter nor a number from 1.
    """
    if re.fullmatch("[1-9][0-9]*", label):
        return int(label) - 1
    if len(label) == 1 and label in LETTERS:
        return LETTERS.index(label)
    raise ValueError(f"no label of a version: {label!r}")


def arrange(questions: Iterable[Question], seed: int, label: str) -> tuple[Question, ...]:
    """Return *questions*, and what can be mixed in them, in the order of version *label*.

    Forms that are answered alike stand together, so that each needs one instruction.
    """
    order_seed = digest(f"{seed}/version/{label}")

    def place(question: Question) -> tuple[int, int]:
        return FORMS[question.form].paper_rank, draw_rank(order_seed, question.id)

    return tuple(
        _shuffle(question, digest(f"{seed}/{label}/{question.id}"))
        for question in sorted(questions, key=place)
    )


def _shuffle(question: Question, seed: int) -> Question:
    """Return *question* with its options, items or sides by lot under *seed*.

    An order or a matching that would be solved as it stands is moved on by one place.
    """
    match question:
        case OptionsQuestion():
            options = _by_lot(question.options, seed, lambda option: option.text)
            return replace(question, options=tuple(options))
        case OrderQuestion():
            items = question.items
            order = _by_lot(range(len(items)), seed, items.__getitem__)
            if order == list(question.key):
                order = [*order[1:], order[0]]
            return replace(
                question,
                items=tuple(items[i] for i in order),
                values=tuple(question.values[i] for i in order),
                key=tuple(order.index(i) for i in question.key),
            )
        case MatchQuestion():
            lefts, rights, partner_of = question.left, question.right, question.key
            left_order = _by_lot(range(len(lefts)), seed, lefts.__getitem__)
            right_order = _by_lot(range(len(rights)), ~seed, rights.__getitem__)
            if right_order == [partner_of[i] for i in left_order]:
                right_order = [*right_order[1:], right_order[0]]
            return replace(
                question,
                left=tuple(lefts[i] for i in left_order),
                right=tuple(rights[i] for i in right_order),
                key=tuple(right_order.index(partner_of[i]) for i in left_order),
            )
        case TrueFalseQuestion() | TypedQuestion():
            return question
        case _:
            assert_never(question)


def _by_lot(items: Iterable[T], seed: int, name: Callable[[T], str]) -> list[T]:
    return sorted(items, key=lambda item: draw_rank(seed, name(item)))


# Parallel versions

_Kind = tuple[str, str, Form]
"""Deck, template and form."""


class StandIn(NamedTuple):
    """A question that may stand in for another, and what it gives away."""

    question: Question
    clues: Clues


class Parallels(NamedTuple):
    """A quiz, and what may stand in for each of its questions.

    Attributes:
        quiz: Its own questions are the first version.
        rows: For each kind of question the quiz's own, in their order, then the others.
    """

    quiz: Quiz
    rows: Mapping[_Kind, Sequence[StandIn]]


def find_parallels(
    quiz: Quiz, templates: Sequence[BoundTemplate], criteria: Criteria
) -> Parallels:
    """Return what may stand in for the questions of *quiz*.

    That is what the same template asks in the same form; if it asks nothing else there,
    what the others of its topic do.

    Args:
        quiz: Its own questions may stand in for each other, too.
        templates: Those that may ask others.
        criteria: What these others have to meet.
    """
    own: dict[_Kind, list[Question]] = defaultdict(list)
    for question in quiz.questions:
        own[_kind(question)].append(question)
    order_seed = digest(f"{quiz.seed}/parallel")
    rows = {}
    for kind, questions in own.items():
        similar = _similar_questions(questions, templates, criteria)
        row = [*questions, *_by_lot(similar, order_seed, lambda question: question.id)]
        rows[kind] = [StandIn(question, clues_of(question)) for question in row]
    return Parallels(quiz, rows)


def parallel_questions(parallels: Parallels, number: int) -> tuple[Question, ...]:
    """Return the questions of version *number*, from 0: that is the quiz itself.

    Each version takes the next ones of every row, so that two have as few questions in
    common as there are. Of the candidates that are as hard as the quiz's own question
    that one comes first which has the least in common with those before; if all of them
    say an answer or repeat a question, the quiz's own stays. A version depends on no other.
    """
    if number == 0:
        return parallels.quiz.questions
    own_counts = Counter(map(_kind, parallels.quiz.questions))
    next_places: Counter[_Kind] = Counter()
    version: list[StandIn] = []
    choices: list[tuple[Sequence[StandIn], StandIn]] = []
    for own in parallels.quiz.questions:
        kind = _kind(own)
        row, place = parallels.rows[kind], next_places[kind]
        next_places[kind] += 1
        start = (number * own_counts[kind] + place) % len(row)
        choices.append(((*row[start:], *row[:start]), row[place]))
        version.append(_best_stand_in(*choices[-1], version))
    for _ in range(_PASSES):  # the first ones were chosen before the last were known
        for place, (in_turn, own_stand_in) in enumerate(choices):
            others = [*version[:place], *version[place + 1 :]]
            stand_in = _best_stand_in(in_turn, own_stand_in, others)
            if _worst_overlap(stand_in, others) < _worst_overlap(version[place], others):
                version[place] = stand_in
    return tuple(candidate.question for candidate in version)


def _best_stand_in(
    candidates: Sequence[StandIn], own: StandIn, version: Sequence[StandIn]
) -> StandIn:
    """Return which of *candidates*, in their turn, comes into *version* in place of *own*.

    One that is harder or easier comes only where all others may not come at all.
    """
    as_hard = [c for c in candidates if _is_as_hard(c, own.question)]
    for able in (as_hard, candidates):
        best = min(able, key=lambda candidate: _worst_overlap(candidate, version))
        if _worst_overlap(best, version) < Overlap.KEY:
            return best
    return own


def _is_as_hard(candidate: StandIn, own: Question) -> bool:
    gap = abs(candidate.question.about.difficulty - own.about.difficulty)
    return gap <= MAX_DIFFICULTY_GAP


def _worst_overlap(candidate: StandIn, version: Sequence[StandIn]) -> Overlap:
    """Return the most that *candidate* has in common with a question of *version*."""
    overlaps = (overlap(candidate.clues, earlier.clues) for earlier in version)
    return max(overlaps, default=Overlap.NOTHING)


def _kind(question: Question) -> _Kind:
    return question.about.deck, question.about.template, question.form


def _similar_questions(
    own: Sequence[Question], templates: Sequence[BoundTemplate], criteria: Criteria
) -> list[Question]:
    """Return others of the kind of *own*; if there are none, those of their topic."""
    about = own[0].about
    own_ids = {question.id for question in own}
    of_topic = [
        bound
        for bound in templates
        if bound.deck == about.deck and bound.template.topic == about.topic
    ]
    of_template = [bound for bound in of_topic if bound.template.id == about.template]
    for candidates in (of_template, of_topic):
        results = [
            make_question(item)
            for bound in candidates
            for item in template_items(bound)
            if item.form == about.form and item.id not in own_ids
        ]
        questions = [q for q in results if isinstance(q, Question) and criteria.admits(q)]
        if questions:
            return questions
    return []
