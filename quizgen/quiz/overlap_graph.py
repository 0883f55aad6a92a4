"""The graph of questions that have something in common, for all of them at once.

It joins the pairs that `clues.overlap` finds, without looking at every pair: what many
questions share is looked up, and a set of questions is the bits of an integer.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

from quizgen.model import Overlap
from quizgen.quiz.clues import Clues
from quizgen.quiz.independent_sets import members


def overlap_graph(clues: Sequence[Clues], most: Overlap) -> list[int]:
    """Return for each question those that have more in common with it than *most*.

    Args:
        clues: Those of each question.
        most: Less than `Overlap.KEY`, than which nothing is more.
    """
    index = _ClueIndex(clues)
    graph = [index.same_question(number) for number in range(len(clues))]
    for number in range(len(clues)):
        for other in index.told_by(number):
            graph[number] |= 1 << other
            graph[other] |= 1 << number
        if most < Overlap.EVENT:
            graph[number] |= index.same_event(number)
        if most < Overlap.ANSWER:
            graph[number] |= index.same_answer(number)
        if most < Overlap.FACT:
            graph[number] |= index.sharing_a_fact(number)
        if most < Overlap.NAME:
            graph[number] |= index.naming_a_key(number)
    return [row & ~(1 << number) for number, row in enumerate(graph)]


class _ClueIndex:
    """The questions that have a fact, a key or a stem, by what they have."""

    def __init__(self, clues: Sequence[Clues]) -> None:
        self._clues = clues
        self._by_question = _sets_by(clue.questions for clue in clues)
        self._by_stem = _sets_by([clue.stems] for clue in clues)
        self._by_fact = _sets_by(clue.facts for clue in clues)
        self._by_facts = _sets_by([clue.facts] if clue.facts else [] for clue in clues)
        self._by_key = _sets_by(clue.keys for clue in clues)
        self._by_recalled_key = _sets_by(clue.recalled_keys for clue in clues)
        self._judged = _set_of(clue.is_judged for clue in clues)
        self._asserted = _set_of(clue.is_asserted for clue in clues)
        phrases = _Phrases({key for clue in clues for key in clue.keys})
        self._keys_in_stem = [phrases.found_in(clue.stems) for clue in clues]
        self._keys_in_options = [phrases.found_in(clue.options) for clue in clues]
        self._by_key_in_stem = _sets_by(self._keys_in_stem)
        self._by_key_in_options = _sets_by(self._keys_in_options)
        self._named_in_items = [0] * len(clues)
        for number in range(len(clues)):
            for other in self._named_beside_items(number, phrases):
                self._named_in_items[number] |= 1 << other
                self._named_in_items[other] |= 1 << number

    def same_question(self, number: int) -> int:
        """Return the items of the same question, or with the same stem."""
        own = self._clues[number]
        questions = _union(self._by_question, own.questions)
        if own.is_judged:
            return questions & ~self._judged | self._by_stem[own.stems] & self._judged
        return questions

    def told_by(self, number: int) -> Iterator[int]:
        """Yield those whose key is said by the statement of question *number*."""
        own = self._clues[number]
        if not own.is_asserted:
            return
        for other in members(self._shown_in_stem(number) & self._sharing(number)):
            if self._clues[other].facts <= own.facts:
                yield other
        if own.is_judged and own.facts:
            yield from members(self._by_facts[own.facts] & self._judged)

    def same_event(self, number: int) -> int:
        """Return those that rest on the same facts, or on one and show or tell its key."""
        own = self._clues[number]
        shown = self._shown_in_stem(number) | _union(self._by_key_in_stem, own.keys)
        return self._by_facts.get(own.facts, 0) | self._sharing(number) & shown

    def same_answer(self, number: int) -> int:
        """Return those of which the same is to be recalled."""
        return _union(self._by_recalled_key, self._clues[number].recalled_keys)

    def sharing_a_fact(self, number: int) -> int:
        """Return those that rest on the same fact, or judge an answer to the same stem."""
        return self._sharing(number) | _union(
            self._by_question, self._clues[number].questions
        )

    def naming_a_key(self, number: int) -> int:
        """Return those that show a key of question *number*, or of which it shows one."""
        own = self._clues[number]
        return (
            self._shown_in_stem(number)
            | _union(self._by_key_in_stem, own.keys)
            | _union(self._by_recalled_key, self._keys_in_options[number])
            | _union(self._by_key_in_options, own.recalled_keys)
            | self._named_in_items[number]
        )

    def _sharing(self, number: int) -> int:
        return _union(self._by_fact, self._clues[number].facts)

    def _shown_in_stem(self, number: int) -> int:
        """Return those whose keys stand in the stem of question *number*."""
        return _union(self._by_key, self._keys_in_stem[number])

    def _named_beside_items(self, number: int, phrases: "_Phrases") -> Iterator[int]:
        """Yield those whose keys are among the items of *number*, and names in its stem."""
        for names, items in self._clues[number].item_lists:
            keys = phrases.found_in(items)
            for other in members(_union(self._by_key, keys)):
                named_keys = self._clues[other].named_keys
                if any(
                    key in keys and not names.isdisjoint(its) for its, key in named_keys
                ):
                    yield other


class _Phrases:
    """Texts of whole words, by their first, to be found in longer ones."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first_word: dict[str, list[str]] = defaultdict(list)
        for phrase in phrases:
            self._by_first_word[phrase.split(maxsplit=1)[0]].append(phrase)

    def found_in(self, text: str) -> list[str]:
        """Return the phrases that stand in *text*."""
        by_first_word = self._by_first_word
        return [
            phrase
            for word in dict.fromkeys(text.split())
            if word in by_first_word
            for phrase in by_first_word[word]
            if phrase in text
        ]


def _sets_by(names: Iterable[Iterable[Hashable]]) -> dict[Hashable, int]:
    """Return the numbers of those in *names* that have each name, as a set."""
    sets: dict[Hashable, int] = defaultdict(int)
    for number, own_names in enumerate(names):
        for name in own_names:
            sets[name] |= 1 << number
    return dict(sets)


def _set_of(traits: Iterable[bool]) -> int:
    """Return the numbers of the *traits* that are true, as a set."""
    return sum(1 << number for number, trait in enumerate(traits) if trait)


def _union(sets: Mapping[Hashable, int], names: Iterable[Hashable]) -> int:
    """Return what is in any of the *sets* of these *names*."""
    result = 0
    for name in names:
        result |= sets.get(name, 0)
    return result
