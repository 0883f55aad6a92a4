"""Candidates -> distractors: wrong answers, each proved to be wrong."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, combinations, islice

from quizgen.generate.candidates import NEAREST, Candidate
from quizgen.generate.groups import Key, StemGroup
from quizgen.generate.labels import Labels
from quizgen.generate.nearness import windows_of
from quizgen.generate.neighbourhoods import FEWEST
from quizgen.generate.quantities import draw_quantities, nearest_quantities
from quizgen.generate.refutation import closed_answers, is_proved_wrong
from quizgen.generate.scales import draw_on_scale, scale_of
from quizgen.generate.shown_order import draw_in_order, shown_order
from quizgen.hashing import draw_rank_of
from quizgen.model import Value
from quizgen.text import fold

_MOST_TRIES = 200
"""Candidates of which a proof is sought; with a list of all answers none is needed."""
_SPARE = 3
"""Candidates that are drawn besides, for where some would look odd beside the others."""


def draw_distractors(
    group: StemGroup, draw_seed: int, count: int, key: Key | None = None
) -> list[Candidate]:
    """Return up to *count* wrong answers, all proved wrong and unlike each other.

    They stand beside *key*, or if it is None beside several keys.

    They are drawn in the first window, those more often that are more often a key; what is
    farther off comes only if these are not enough. Nothing that the stem shows is among
    them, and none shares so many words with the others, or so few, that it stands out.
    """
    if group.bound.answer_literal in ("date", "number"):
        return draw_quantities(group, draw_seed, count, key)
    if scale_of(group):
        return draw_on_scale(group, key, draw_seed, count)
    wrong_answers = _draw(group, key, draw_seed)
    distractors = list(islice(wrong_answers, count))
    # Of many peers, whose keys the others are, each has any place as often as it is.
    if key and len(group.peers) < NEAREST and shown_order(group, [key, *distractors]):
        candidates = [*distractors, *islice(wrong_answers, 2 * NEAREST)]
        return draw_in_order(group, key, candidates, draw_seed, count) or distractors
    shown_words = [_words(shown.label) for shown in ([key] if key else group.keys)]
    chosen_words = [*shown_words, *(_words(c.label) for c in distractors)]
    if len(distractors) < count or not _stands_out(chosen_words):
        return distractors
    drawn = [*distractors, *islice(wrong_answers, _SPARE)]
    return _most_alike(shown_words, drawn, count)


def nearest_candidates(group: StemGroup) -> Sequence[Candidate]:
    """Return the candidates among which distractors are drawn first."""
    if group.quantities is not None:
        return nearest_quantities(group)
    nearest: list[Candidate] = []
    for window in windows_of(group):
        nearest += window
        if len(nearest) >= FEWEST - 1:
            break
    return nearest


def _draw(group: StemGroup, key: Key | None, draw_seed: int) -> Iterator[Candidate]:
    """Yield wrong answers that do not read alike, in the order in which they are drawn.

    What could be a part of another, or it of that, comes last.
    """
    labels = None if group.bound.answer_literal else group.bound.context.labels
    shown_values, answers = group.shown_values, closed_answers(group)
    weights = group.key_pool.weights
    names = set().union(*(_names_of(right, labels) for right in group.keys))
    chosen_words = [_words(right.label) for right in group.keys]
    nested: list[Candidate] = []
    tries = _MOST_TRIES
    for window in windows_of(group, key):
        for candidate in sorted(
            window,
            key=lambda c: draw_rank_of(draw_seed, c.digest) // weights.get(c.value, 1),
        ):
            value, words = candidate.value, _words(candidate.label)
            candidate_names = _names_of(candidate, labels)
            if value in shown_values or not names.isdisjoint(candidate_names):
                continue
            if labels and value in labels.ambiguous:
                continue
            if answers is None:
                tries -= 1
                if not tries:
                    return
            is_wrong = (
                is_proved_wrong(group, value) if answers is None else value not in answers
            )
            if not is_wrong or _may_hold_key(group, value):
                continue
            names |= candidate_names
            if any(words <= others or others <= words for others in chosen_words):
                nested.append(candidate)
            else:
                chosen_words.append(words)
                yield candidate
    yield from nested


def _may_hold_key(group: StemGroup, value: Value) -> bool:
    """Tell whether a fact ties *value*, of another kind, to a key: both may be right.

    Who was born in a town was born in its country as well.
    """
    if group.bound.answer_literal:
        return False
    index = group.bound.context.index
    entities = index.base.entities
    kind = entities[str(value)].kind
    for key in group.keys:
        if entities[str(key.value)].kind != kind:
            facts = (*index.about.get(str(key.value), ()), *index.about.get(str(value), ()))
            if any(fact.value in (value, key.value) for fact in facts):
                return True
    return False


@lru_cache(maxsize=1 << 16)
def _words(label: str) -> frozenset[str]:
    return frozenset(fold(label).split())


def _most_alike(
    shown_words: Sequence[frozenset[str]], drawn: Sequence[Candidate], count: int
) -> list[Candidate]:
    """Return the first *count* of *drawn* of which the fewest stand out."""
    best, least = list(drawn[:count]), 2 * len(drawn)
    for chosen in combinations(drawn, count):
        number = _stands_out([*shown_words, *(_words(c.label) for c in chosen)])
        if number < least:
            best, least = list(chosen), number
        if not least:
            break
    return best


def _stands_out(options: Sequence[frozenset[str]]) -> int:
    """Tell how many of *options* share more words with the others than any, or fewer."""
    counts = Counter(chain.from_iterable(options))
    shared = [sum([counts[word] for word in words]) - len(words) for words in options]
    return sum(shared.count(extreme(shared)) == 1 for extreme in (min, max))


def _names_of(answer: Key | Candidate, labels: Labels | None) -> frozenset[str]:
    """Return all names of *answer*, folded: two answers that share one read alike.

    *labels* are those of entities; None if the answer is none.
    """
    if labels is None:
        return frozenset((fold(answer.label),))
    return labels.folded_names(str(answer.value), answer.label)
