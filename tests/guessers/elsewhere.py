"""What other questions give away: how often an option is right there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

from tests.guessers.rates import Guesser, Record, Scores, stem_of, template_of

SEVERAL = 5  # stems, of which one can say that they have mostly one key


def one_sided(records: Iterable[Record]) -> set[str]:
    """The templates in which one key is right in more than half of the stems."""
    keys: dict[str, dict[str, str]] = defaultdict(dict)
    for record in records:
        texts = sorted(record["options"][i] for i in record["key"])
        keys[template_of(record)][stem_of(record)] = " | ".join(texts)
    return {
        template
        for template, by_stem in keys.items()
        if len(by_stem) >= SEVERAL and 2 * most_common(by_stem.values()) > len(by_stem)
    }


def most_common(texts: Iterable[str]) -> int:
    """How often the commonest text occurs."""
    return Counter(texts).most_common(1)[0][1]


class Elsewhere:
    """How often each text is shown and right, by template and by stem."""

    def __init__(self, records: Iterable[Record]) -> None:
        self.shown: dict[str, Counter[str]] = defaultdict(Counter)
        self.right: dict[str, Counter[str]] = defaultdict(Counter)
        for record in records:
            for name in (record["deck"], template_of(record), stem_of(record)):
                self.shown[name].update(record["options"])
                self.right[name].update(record["options"][i] for i in record["key"])

    def others(self, record: Record, counts: dict[str, Counter[str]], option: str) -> int:
        """A count of *option* in the other questions of the template."""
        return counts[template_of(record)][option] - counts[stem_of(record)][option]

    def often(self, record: Record) -> Scores:
        """The option that is right most often in the other questions."""
        return [float(self.others(record, self.right, it)) for it in record["options"]]

    def share(self, record: Record) -> Scores:
        """The option that is right in the largest share of where others show it."""
        scores = []
        for option in record["options"]:
            right = self.others(record, self.right, option)
            scores.append((right + 0.5) / (self.others(record, self.shown, option) + 2))
        return scores

    def once(self, record: Record) -> Scores:
        """An option that is right in some question of the template, this one included.

        So guesses one who knows the template's keys, but not which goes with which stem.
        """
        right = self.right[template_of(record)]
        return [float(right[option] > 0) for option in record["options"]]

    def once_of_many(self, record: Record) -> Scores:
        """The same where the template has as many keys as options, so that all can be."""
        enough = len(self.right[template_of(record)]) >= len(record["options"])
        return self.once(record) if enough else None

    def once_in_deck(self, record: Record) -> Scores:
        """An option that is right in some question of the deck, this one included."""
        right = self.right[record["deck"]]
        return [float(right[option] > 0) for option in record["options"]]

    def count(self, record: Record) -> Scores:
        """The option that is right most often in the template, this question included."""
        right = self.right[template_of(record)]
        return [float(right[option]) for option in record["options"]]


def negative(score: Callable[[Record], Scores]) -> Guesser:
    def scores(record: Record) -> Scores:
        found = score(record)
        return found and [-it for it in found]

    return scores


def guessers(records: Iterable[Record]) -> dict[str, Guesser]:
    known = Elsewhere(records)
    return {
        "most often a key elsewhere": known.often,
        "least often a key elsewhere": negative(known.often),
        "largest share of keys elsewhere": known.share,
        "a key at all": known.once,
        "a key at all, of four or more": known.once_of_many,
        "a key in the deck": known.once_in_deck,
        "most often a key": known.count,
    }
