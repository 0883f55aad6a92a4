"""Candidates on either side of a key that is a date or a number, as they are taken."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations, islice

from quizgen.dates import Date
from quizgen.generate.candidates import NEAREST, Candidate
from quizgen.generate.groups import Key, StemGroup, asked_quantity
from quizgen.generate.quantity_pools import QuantityPool
from quizgen.generate.refutation import closed_answers, is_proved_wrong, overlaps_any
from quizgen.generate.stem_times import Bound, is_in_bounds
from quizgen.hashing import digest, draw_rank, draw_rank_of
from quizgen.model import Comparison
from quizgen.query.compare import may_equal
from quizgen.text import fold

_STRIDE = 7919
"""From one set to the next where they come by lot; a prime, so that each comes once."""


def pool_of(group: StemGroup) -> QuantityPool:
    """Return what could stand in the place of the key of *group*."""
    assert group.quantities is not None  # its key is a date or a number
    return group.quantities


class Rows:
    """The usable candidates below and above a key, in the order in which they are taken.

    Those come first that the author vouches to be wrong.
    """

    def __init__(
        self,
        group: StemGroup,
        key: Key,
        draw_seed: int,
        bounds: Sequence[Bound],
    ) -> None:
        vouched = _vouched_candidates(group, key, draw_seed)
        self._is_usable = is_usable = _usable(group, vouched, bounds)
        sides = pool_of(group).sides_of(asked_quantity(group, key))
        self._keys = [filter(is_usable, side.keys) for side in sides]
        self._tiers = [
            [filter(is_usable, tier) for tier in (side.others, side.made_up)]
            for side in sides
        ]
        self._made_up = [side.made_up for side in sides]
        self._window = (NEAREST, NEAREST)
        self._draw_seed = draw_seed
        self.below = [candidate for candidate in vouched if _is_less(candidate, key)]
        self.above = [candidate for candidate in vouched if not _is_less(candidate, key)]

    def fill_with_keys(self, below: int, count: int) -> None:
        """Take the *count* nearest keys, *below* of them below; more where others lack."""
        self._window = (below, count - below)
        low = list(islice(self._keys[0], below))
        high = list(islice(self._keys[1], count - len(low)))
        low += islice(self._keys[0], count - len(low) - len(high))
        self.below += self._by_lot(low)
        self.above += self._by_lot(high)

    def split(self, below: int, count: int) -> tuple[int, int]:
        """Return how many of *count* are below, if there are enough, and how many above."""
        self._lengthen(0, self.below, below)
        below = min(below, len(self.below))
        self._lengthen(1, self.above, count - below)
        above = min(count - below, len(self.above))
        self._lengthen(0, self.below, count - above)
        return min(count - above, len(self.below)), above

    def sets(self, below: int, above: int) -> Iterator[Sequence[Candidate]]:
        """Yield sets of so many below and above, those that are taken first at first."""
        for low in combinations(self.below, below):
            for high in combinations(self.above, above):
                yield (*low, *high)

    def mixed_sets(self, below: int, above: int) -> Iterator[Sequence[Candidate]]:
        """Yield the same sets in an order by lot."""
        lows = list(combinations(self.below, below))
        highs = list(combinations(self.above, above))
        count = len(lows) * len(highs)
        start = draw_rank(self._draw_seed, "first set")
        for number in range(count):
            low, high = divmod((start + number * _STRIDE) % count, len(highs))
            yield (*lows[low], *highs[high])

    def add_keys(self) -> None:
        """Add more keys, farther off."""
        for row, keys in zip((self.below, self.above), self._keys, strict=True):
            row += self._by_lot(islice(keys, NEAREST))

    def keep_made_up(self) -> None:
        """Keep nothing but what is made up, which can be even whatever the others are."""
        self.below, self.above = (
            self._by_lot(islice(filter(self._is_usable, made_up), NEAREST))
            for made_up in self._made_up
        )

    def add_others(self) -> None:
        """Add what is no key."""
        for side, row in enumerate((self.below, self.above)):
            for tier in self._tiers[side]:
                row += self._by_lot(islice(tier, NEAREST))

    def _lengthen(self, side: int, row: list[Candidate], count: int) -> None:
        """Make *row* as long as *count*, if need be by as much as the window is wide."""
        for tier in self._tiers[side]:
            if len(row) < count:
                most = max(count, self._window[side]) - len(row)
                row += self._by_lot(islice(tier, most))

    def _by_lot(self, candidates: Iterable[Candidate]) -> list[Candidate]:
        return sorted(candidates, key=lambda c: draw_rank_of(self._draw_seed, c.digest))


def _usable(
    group: StemGroup, vouched: Sequence[Candidate], bounds: Sequence[Bound]
) -> Callable[[Candidate], bool]:
    """Return what tells whether a candidate may be offered beside the keys."""
    taken: list[Key | Candidate] = [*group.keys, *vouched]
    labels = {fold(answer.label) for answer in taken}
    shown_values, answers = group.shown_values, closed_answers(group)
    patterns = group.bound.template.option_patterns
    is_ordering = all(isinstance(pattern, Comparison) for pattern in patterns)
    requirements = [] if is_ordering else group.bound.option_requirements

    def is_usable(candidate: Candidate) -> bool:
        value = candidate.value
        return (
            value not in shown_values
            and fold(candidate.label) not in labels
            and is_in_bounds(group, value, bounds)
            and all(
                any(requirement.holds(value, key.binding) for key in group.keys)
                for requirement in requirements
            )
            and (is_proved_wrong(group, value) if answers is None else value not in answers)
            and not (isinstance(value, Date) and overlaps_any(value, taken))
        )

    return is_usable


def _vouched_candidates(group: StemGroup, key: Key, draw_seed: int) -> list[Candidate]:
    """Return what the author says is wrong, each other than the rest, in order by lot."""
    bound, unit = group.bound, asked_quantity(group, key).unit
    candidates = [
        Candidate(
            value, bound.label(bound.template.answer, value, unit), 0, digest(str(value))
        )
        for value in group.contrasts
        if value not in group.shown_values
    ]
    candidates.sort(key=lambda candidate: draw_rank_of(draw_seed, candidate.digest))
    vouched: list[Candidate] = []
    for candidate in candidates:
        taken: list[Key | Candidate] = [*group.keys, *vouched]
        if not any(may_equal(candidate.value, answer.value) for answer in taken):
            vouched.append(candidate)
    return vouched


def _is_less(candidate: Candidate, key: Key) -> bool:
    return candidate.value < key.value  # type: ignore[operator]
