"""What the options themselves give away: length, place, likeness, words of the stem."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, partial

from tests.guessers.rates import Guesser, Record, Scores

MONTHS = (
    "january february march april may june july august september october november december"
).split()
SMALL = frozenset(
    "a an and are as at be been by did do does for from had has have he her his how in is it "
    "its not of on one or she that the their them there these they this those to was were "
    "what when where which who whom whose with".split()
)

# --- Texts ---------------------------------------------------------------------------------


@cache
def words_of(text: str) -> frozenset[str]:
    """The words of a text that say something."""
    return frozenset(re.findall(r"\w+", text.casefold())) - SMALL


@cache
def roots_of(text: str) -> frozenset[str]:
    """The beginnings of the longer words of a text: Armenia and Armenian share one."""
    return frozenset(word[:5] for word in words_of(text) if len(word) >= 4)


@cache
def trigrams_of(text: str) -> frozenset[str]:
    padded = f"  {text.casefold()} "
    return frozenset(padded[i : i + 3] for i in range(len(padded) - 2))


@cache
def quantity_of(text: str) -> float | None:
    """A date in years, or a number; None if *text* is neither."""
    date = re.fullmatch(r"(?:(?:(\d{1,2}) )?([A-Za-z]+) )?(\d{3,4})", text)
    if date and (not date[2] or date[2].casefold() in MONTHS):
        month = MONTHS.index(date[2].casefold()) + 1 if date[2] else 0
        return int(date[3]) + month / 13 + int(date[1] or 0) / 500
    number = re.match(r"[-−]?\d[\d,]*(?:\.\d+)?", text)
    if not number:
        return None
    return float(number[0].replace(",", "").replace("−", "-"))


def quantities_of(options: Sequence[str]) -> list[float] | None:
    """The options as numbers, if all are dates or numbers in different words."""
    found = [quantity_of(option) for option in options]
    values = [it for it in found if it is not None]
    return values if len(set(values)) == len(options) else None


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """How much two sets have in common, from 0 to 1."""
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0


# --- Guessers ------------------------------------------------------------------------------


def length(record: Record) -> Scores:
    return [float(len(option)) for option in record["options"]]


def number_of_words(record: Record) -> Scores:
    return [float(len(option.split())) for option in record["options"]]


def place(record: Record, at: int) -> Scores:
    """The option at one place; from the end, if *at* is negative."""
    options = record["options"]
    return [float(i == at % len(options)) for i in range(len(options))]


def alphabet(record: Record) -> Scores:
    """The option that comes last in the alphabet."""
    ordered = sorted(option.casefold() for option in record["options"])
    return [float(ordered.index(option.casefold())) for option in record["options"]]


def rank(record: Record, at: Sequence[int]) -> Scores:
    """Of dates and numbers, those at some ranks."""
    values = quantities_of(record["options"])
    if values is None or len(values) <= max(at):
        return None
    chosen = [sorted(values)[i] for i in at]
    return [float(value in chosen) for value in values]


def middle(record: Record) -> Scores:
    """The two dates or numbers in the middle; of five, the one and its neighbours."""
    last = len(record["options"]) - 1
    return rank(record, range(last // 2, (last + 1) // 2 + 1))


def nearest_mean(record: Record) -> Scores:
    """The date or number that lies nearest to the mean of all."""
    values = quantities_of(record["options"])
    return values and [-abs(value - sum(values) / len(values)) for value in values]


def roundness(record: Record) -> Scores:
    """The number with the most noughts at its end."""
    if quantities_of(record["options"]) is None:
        return None
    digits = [re.sub(r"\D", "", option) for option in record["options"]]
    return [float(len(it) - len(it.rstrip("0"))) for it in digits]


def likeness(record: Record, parts: Callable[[str], frozenset[str]]) -> Scores:
    """The option that is most like the others."""
    options = [parts(option) for option in record["options"]]
    return [sum(overlap(one, it) for it in options if it is not one) for one in options]


def stem_words(record: Record, parts: Callable[[str], frozenset[str]]) -> Scores:
    """The option that shares most with the stem."""
    stem = parts(record["stem"])
    return [float(len(parts(option) & stem)) for option in record["options"]]


def stem_alone(record: Record, parts: Callable[[str], frozenset[str]]) -> Scores:
    """The one option that shares something with the stem."""
    stem = parts(record["stem"])
    shared = [float(bool(parts(option) & stem)) for option in record["options"]]
    return shared if sum(shared) == 1 else None


def convergence(record: Record) -> Scores:
    """The option whose parts (words, days, years) are commonest among the options."""
    options = [re.findall(r"\w+", option.casefold()) for option in record["options"]]
    every = [word for words in options for word in set(words)]
    return [
        sum(every.count(word) - 1 for word in words) / max(len(words), 1)
        for words in options
    ]


def capitals(record: Record) -> Scores:
    """The option with the most capital letters."""
    return [float(sum(c.isupper() for c in option)) for option in record["options"]]


def digits(record: Record) -> Scores:
    """The option with the most digits, where not all options are numbers."""
    if quantities_of(record["options"]) is not None:
        return None
    return [float(sum(c.isdigit() for c in option)) for option in record["options"]]


def opposite(guesser: Guesser) -> Guesser:
    """Who takes the option that *guesser* would take last."""

    def scores(record: Record) -> Scores:
        found = guesser(record)
        return found and [-score for score in found]

    return scores


def both_ways(most: str, least: str, guesser: Guesser) -> dict[str, Guesser]:
    return {most: guesser, least: opposite(guesser)}


GUESSERS: dict[str, Guesser] = {
    **both_ways("longest", "shortest", length),
    **both_ways("most words", "fewest words", number_of_words),
    **{f"place {i + 1}": partial(place, at=i) for i in range(3)},
    "last place": partial(place, at=-1),
    **both_ways("last in the alphabet", "first in the alphabet", alphabet),
    "middle of dates and numbers": middle,
    **both_ways("nearest to the mean", "farthest from the mean", nearest_mean),
    **both_ways("roundest number", "least round number", roundness),
    **both_ways(
        "most like others", "least like others", partial(likeness, parts=trigrams_of)
    ),
    **both_ways("words of others", "words of no other", partial(likeness, parts=words_of)),
    **both_ways("words of the stem", "no word of it", partial(stem_words, parts=words_of)),
    **both_ways("roots of the stem", "no root of it", partial(stem_words, parts=roots_of)),
    "alone with a root of the stem": partial(stem_alone, parts=roots_of),
    **both_ways("convergence", "divergence", convergence),
    **both_ways("most capitals", "fewest capitals", capitals),
    **both_ways("most digits", "fewest digits", digits),
}
RANKS: dict[str, Guesser] = {
    f"rank {i + 1} of four": partial(rank, at=[i]) for i in range(4)
}
