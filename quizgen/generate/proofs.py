"""A group of bindings, asked in one form -> its keys and wrong answers, all proved.

What cannot be proved is not asked: then the reason comes back instead.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from quizgen.dates import Date
from quizgen.generate.distractors import NEAREST, Candidate
from quizgen.generate.explanations import Explainer
from quizgen.generate.groups import Asker, Group, Keyed, unit_of
from quizgen.generate.labels import Labels
from quizgen.hashing import digest, draw_rank, draw_rank_of
from quizgen.model import FactBase, Form, Placeholder, Value
from quizgen.query.compare import UNKNOWN, Unknown, compare, may_equal
from quizgen.query.index import Index
from quizgen.query.match import is_possible, possible_bindings

CHOICE_OPTIONS = 4
MULTI_OPTIONS = 6
PAIRS = 4
ITEMS = 5
FEWEST_ITEMS = 3


class Tools:
    """What all questions of one base are made with."""

    def __init__(self, base: FactBase, seed: int) -> None:
        self.base = base
        self.seed = seed
        self.labels = Labels(base)
        self.index = Index(base)
        self.explainer = Explainer(self.index, self.labels)


class Proof(NamedTuple):
    """A question in the bare: what is right, and what is wrong, for this stem.

    Attributes:
        id: ``deck/template/subject#form``.
        lots: What its options are drawn and mixed with.
        keys: For order, in the right order; for match, the pairs.
        wrong: Proved false, and different from the keys and from each other.
    """

    id: str
    form: Form
    stem: str
    lots: int
    keys: tuple[Keyed, ...]
    wrong: tuple[Candidate, ...] = ()


class Prover:
    """Proves what it can of one group."""

    def __init__(self, tools: Tools, asker: Asker, group: Group) -> None:
        self.tools = tools
        self.asker = asker
        self.group = group
        self.template = asker.template
        self.keys = list(group.keys.values())
        literal = asker.literal
        self._literal = literal
        self.unit = unit_of(self.keys[0].facts, self.keys[0].value, literal)
        self._open: set[Value | Unknown] | None = None
        self._ranked: list[list[Candidate]] | None = None
        self.vouched = asker.contrasts(group)

    def id(self, form: Form) -> str:
        """``deck/template/subject#form``."""
        subject = f"/{self.group.subject}" if self.group.subject else ""
        return f"{self.tools.base.deck.id}/{self.template.id}{subject}#{form}"

    def prove(self, form: Form) -> Proof | str:
        """The proof, or why there is none; "" if the group is not meant for *form*."""
        name = self.id(form)
        lots = digest(f"{self.tools.seed}/{name}")
        found: tuple[Sequence[Keyed], Sequence[Candidate]] | str
        if form == "choice":
            found = self._choice(lots)
        elif form == "multi":
            found = self._multi(lots)
        elif form == "truefalse":
            found = self._true_or_false(lots)
        elif form == "order":
            found = self._order(lots)
        elif form == "match":
            found = self._match(lots)
        else:
            found = self._recalled()
        if isinstance(found, str):
            return found
        return Proof(name, form, self.group.stem, lots, tuple(found[0]), tuple(found[1]))

    # Wrong answers

    def open(self) -> set[Value | Unknown]:
        """What may be right besides the keys."""
        if self._open is None:
            self._open = self.asker.open_answers(self.group)
        return self._open

    def ranked(self) -> list[list[Candidate]]:
        """What could be mistaken for the key: tiers, each nearest first."""
        if self._ranked is None:
            ranked = self.asker.distractors.ranked(self.keys[0].value, self.unit)
            if self.vouched:
                vouched = [
                    Candidate(value, self._label(value), 0, digest(str(value)))
                    for value in self.vouched
                ]
                others = [[c for c in t if c.value not in self.vouched] for t in ranked]
                ranked = [vouched, *others]
            self._ranked = ranked
        return self._ranked

    def nearest(self) -> list[Candidate]:
        """The candidates among which wrong answers are drawn first."""
        return next(_windows(self.ranked()), [])

    def _label(self, value: Value) -> str:
        return self.asker.wordings.label(self.template.answer, value, self.unit)

    def _drawn(self, lots: int, count: int) -> list[Candidate]:
        """Up to *count* wrong answers, all different and refuted."""
        taken: set[str] = set()
        for key in self.keys:
            taken |= self._names(key.value, key.label)
        visible = {value for shown in self.group.shown for value in shown.values()}
        settled = self._settled()
        drawn: list[Candidate] = []
        for window in _windows(self.ranked()):
            window.sort(key=lambda candidate: draw_rank_of(lots, candidate.lot))
            for candidate in window:
                value = candidate.value
                names = self._names(value, candidate.label)
                if (
                    value not in visible
                    and taken.isdisjoint(names)
                    and (self._is_wrong(value) if settled is None else value not in settled)
                    and not (isinstance(value, Date) and _clashes(value, self.keys, drawn))
                ):
                    taken |= names
                    drawn.append(candidate)
                    if len(drawn) == count:
                        return drawn
        return drawn

    def _names(self, value: Value, label: str) -> frozenset[str]:
        if self._literal:
            return self.tools.labels.folded(label)
        return self.tools.labels.names(str(value), label)

    def _is_wrong(self, value: Value) -> bool:
        if value in self.vouched:
            return True
        if UNKNOWN in self.open():
            return self.asker.is_refuted(self.group, value)
        possible = (*self.open(), *(key.value for key in self.keys))
        return not any(may_equal(value, other) for other in possible)

    def _settled(self) -> set[Value | Unknown] | None:
        """All that may be right, if the base knows that; so anything else is wrong.

        None if it does not, or if being another value is not yet being wrong.
        """
        if self.vouched or self._literal == "date" or UNKNOWN in self.open():
            return None
        return self.open() | {key.value for key in self.keys}

    # The forms: keys and wrong answers, or why there are none

    def _choice(self, lots: int) -> tuple[list[Keyed], list[Candidate]] | str:
        if len(self.keys) != 1:
            return "" if "multi" in self.template.forms else self._several()
        wanted = (self.template.options or CHOICE_OPTIONS) - 1
        drawn = self._drawn(lots, wanted)
        if len(drawn) < min(2, wanted):
            return self._too_few(len(drawn), wanted)
        return self.keys, drawn

    def _several(self) -> str:
        labels = ", ".join(list(self.group.keys)[:4])
        return f"it has {len(self.keys)} right answers ({labels})"

    def _too_few(self, found: int, wanted: int) -> str:
        reason = f"only {found} of {wanted} wrong options can be proved wrong"
        if UNKNOWN in self.open() and not found:
            reason += (
                ": the base leaves open what else is right (is a relation single or"
                " complete? does the pattern name a time?)"
            )
        return reason

    def _multi(self, lots: int) -> tuple[list[Keyed], list[Candidate]] | str:
        if len(self.keys) < 2:
            return "" if "choice" in self.template.forms else "it has one right answer"
        keys = sorted(self.keys, key=lambda k: draw_rank(lots, k.label))
        options = self.template.options or MULTI_OPTIONS
        keys = keys[: 2 + lots % max(1, options - 3)]
        wanted = options - len(keys)
        drawn = self._drawn(lots, wanted)
        if len(drawn) < 2:
            return self._too_few(len(drawn), wanted)
        return keys, drawn

    def _true_or_false(self, lots: int) -> tuple[list[Keyed], list[Candidate]] | str:
        key = min(self.keys, key=lambda k: draw_rank(lots, k.label))
        drawn = self._drawn(lots, 1)
        return ([key], drawn) if drawn else self._too_few(0, 1)

    def _recalled(self) -> tuple[list[Keyed], list[Candidate]] | str:
        if len(self.keys) != 1:
            return self._several()
        if self.open():
            return "the base leaves open what else is right"
        return self.keys, []

    def _order(self, lots: int) -> tuple[list[Keyed], list[Candidate]] | str:
        by = self.template.order_by
        assert by is not None
        chosen: list[Keyed] = []
        for key in sorted(self.keys, key=lambda k: draw_rank(lots, k.label)):
            if not self._is_placed(key, by):
                continue
            ranked = sorted([*chosen, key], key=lambda k: k.frame[by.variable])  # type: ignore[arg-type, return-value]
            if all(
                compare(a.frame[by.variable], "<", b.frame[by.variable])
                for a, b in pairwise(ranked)
            ):
                chosen = ranked
            if len(chosen) == ITEMS:
                break
        if len(chosen) < FEWEST_ITEMS:
            return f"only {len(chosen)} items have a certain order"
        return chosen, []

    def _is_placed(self, key: Keyed, by: Placeholder) -> bool:
        """Whether nothing but its known place in the order is possible for *key*."""
        place = {self.template.answer.variable: key.value}
        return all(
            frame[by.variable] == key.frame[by.variable]
            for shown in self.group.shown
            for frame in possible_bindings(self.asker.query, {**shown, **place})
        )

    def _match(self, lots: int) -> tuple[list[Keyed], list[Candidate]] | str:
        side = self.template.match_with
        assert side is not None
        chosen: dict[str, Keyed] = {}
        for key in sorted(self.keys, key=lambda k: draw_rank(lots, k.label)):
            label = self.asker.wordings.label(side, key.frame[side.variable])
            if label not in chosen and all(
                self._never(key, other, side) and self._never(other, key, side)
                for other in chosen.values()
            ):
                chosen[label] = key
            if len(chosen) == PAIRS:
                break
        if len(chosen) < FEWEST_ITEMS:
            return f"only {len(chosen)} pairs cannot be confused"
        return sorted(chosen.values(), key=lambda key: key.label), []

    def _never(self, left: Keyed, right: Keyed, side: Placeholder) -> bool:
        """Whether the left side of one pair surely has not the right side of another."""
        pair = {
            self.template.answer.variable: left.value,
            side.variable: right.frame[side.variable],
        }
        return not any(
            is_possible(self.asker.query, {**shown, **pair}) for shown in self.group.shown
        )


def _windows(tiers: Sequence[Sequence[Candidate]]) -> Iterator[list[Candidate]]:
    """Candidates in lots of NEAREST, among which it does not matter."""
    for tier in tiers:
        for start in range(0, len(tier), NEAREST):
            yield list(tier[start : start + NEAREST])


def _clashes(day: Date, *others: Sequence[Keyed | Candidate]) -> bool:
    return any(may_equal(day, other.value) for some in others for other in some)
