"""The statements of a template: which right answers are stated, and which in vain.

Each right answer is the matter of one statement. Half of them are true, in each stem and
over the whole template; in the others a wrong answer takes its place. Which they are the
seed draws, but not how many, nor of which answers: so a statement's id is always there.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from quizgen.generate.candidates import Candidate
from quizgen.generate.distractors import draw_distractors
from quizgen.generate.groups import Key, StemGroup
from quizgen.hashing import digest, draw_rank

MOST_STATEMENTS = 100
"""Of one stem."""


def stated_keys(group: StemGroup) -> Sequence[Key]:
    """Return the right answers of which something is stated, in the order of the facts.

    If a stem has several, there are wrong ones for half of these; none if there is no
    wrong one at all.

    Raises:
        TooManySteps: Too much is possible to prove what is wrong.
    """
    keys = group.keys
    if len(keys) == 1:
        return keys
    wrong_answers = draw_distractors(group, digest(group.subject), _most_false(group))
    count = min(len(keys), MOST_STATEMENTS, 2 * len(wrong_answers))
    if count == len(keys):
        return keys
    ranked = sorted(keys, key=lambda key: draw_rank(0, str(key.value)))
    chosen = {id(key) for key in ranked[:count]}
    return [key for key in keys if id(key) in chosen]


def _most_false(group: StemGroup) -> int:
    """Return how many statements of a stem may be false: half of them, or one more."""
    return -(-min(len(group.keys), MOST_STATEMENTS) // 2)


class Statements:
    """The ids of all statements of a template, stem by stem.

    Args:
        template: Its id, with the deck's.
    """

    def __init__(self, template: str, ids_by_stem: Sequence[Sequence[str]]) -> None:
        self._template = template
        self._ids_by_stem = ids_by_stem
        self._false_numbers: dict[int, Mapping[str, int]] = {}

    def false_number(self, statement: str, seed: int) -> int | None:
        """Return the number of a false statement among those of its stem, from 0.

        None if *seed* makes it true.
        """
        numbers = self._false_numbers.get(seed)
        if numbers is None:
            draw_seed = digest(f"{seed}/{self._template}/truth")
            numbers = _draw_false(self._ids_by_stem, draw_seed)
            self._false_numbers[seed] = numbers
        return numbers.get(statement)


def _draw_false(ids_by_stem: Sequence[Sequence[str]], draw_seed: int) -> dict[str, int]:
    """Return half of the statements, each with its number among the false ones of its stem.

    One statement more in a deck changes the truth of few others: of each stem those that
    are ranked last are false, and of the odd ones of all stems again those.
    """

    def rank(statement: str) -> int:
        return draw_rank(draw_seed, statement)

    numbers: dict[str, int] = {}
    odd_ones: list[tuple[str, int]] = []
    for ids in ids_by_stem:
        ranked, half = sorted(ids, key=rank), len(ids) // 2
        numbers |= {statement: n for n, statement in enumerate(ranked[len(ids) - half :])}
        if len(ids) % 2:
            odd_ones.append((ranked[half], half))
    odd_ones.sort(key=lambda pair: rank(pair[0]))
    true_count = (len(odd_ones) + draw_seed % 2) // 2
    return numbers | dict(odd_ones[true_count:])


@lru_cache(maxsize=16)
def false_answers(group: StemGroup, seed: int) -> Sequence[Candidate]:
    """Return the wrong answers of the false statements of a stem with several keys.

    They are kept for a while, as the statements of a stem are made one after the other.
    """
    draw_seed = digest(f"{seed}/{group.bound.id}/{group.subject}")
    return draw_distractors(group, draw_seed, _most_false(group))
