"""Decks: read, checked, asked about and exported."""

from functools import cache
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from quizgen.deck.lint import check
from quizgen.deck.loader import SHIPPED, DeckLoader
from quizgen.exports import export
from quizgen.exports.plain_text import render
from quizgen.generate.generator import iterate_questions
from quizgen.quiz.selection import select
from tests.fuzz import seeds
from tests.fuzz.changes import TOKENS, change_bytes, encode
from tests.fuzz.rules import check_printable, check_problems, promise
from tests.fuzz.trees import (
    change_tree,
    exchange_values,
    read_yaml,
    write_yaml,
)

_QUESTIONS = 60
"""Questions that are made of a deck, at most."""
_FORMATS = ("anki", "docx", "html", "md", "typ", "text")

_WORDS: list[Any] = [
    *"?x|?person|?city|?x member ?y|?a != ?b|?x a state|?a < ?b|?n >= 1|{is}|{of}".split(
        "|"
    ),
    *"?office chairs ?person @ now|?o chairs ?p since ?d|{x}|{day.year}".split("|"),
    *"not ?o chairs ?p @ now|?n = count ?p: chair member ?p @ now".split("|"),
    *"last ?d: ?o chairs ?p until ?d|first ?d: ?n = count ?p: a member ?p".split("|"),
    *"person state city office chair ames bold minsk armenia now text number date".split(),
    *"choice multi truefalse cloze card order match {city.short} {{ }} {{is}}".split(),
    *"single unique complete source report atlas note is of uses kind name since".split(),
    *"until on as-of said-by confidence low true options given ask state answer".split(),
    *"forms explain order-by was uid match-with contrasts because says said".split(),
    *"aliases short id facts 2000 2000-02-29 2001-02-29 2000-13 0000 -5 1e3 0.1".split(),
    *("1,000", "5 km"),
    *TOKENS,
]


def draw_deck(draw: Random) -> bytes:
    """Return a deck with changes of its tree, of its bytes or of both."""
    text, donor = draw.choice(seeds.DECKS), draw.choice(seeds.DECKS)
    how = draw.randrange(12)
    if how > 5:
        text = write_yaml(exchange_values(_deck_tree(text), _deck_tree(text), draw))
    elif how:
        tree = change_tree(_deck_tree(text), _deck_tree(donor), _WORDS, draw)
        text = write_yaml(tree)
    content = encode(text)
    return content if how > 2 else change_bytes(content, draw)


@cache
def _deck_tree(text: str) -> Any:
    return read_yaml(text)


def try_deck(content: bytes, folder: Path) -> None:
    """Read, check and ask: a deck without errors can be asked about."""
    path = folder / "deck.yaml"
    path.write_bytes(content)
    loader = DeckLoader((None, None, "ru")[len(content) % 3], SHIPPED)
    base = loader.load_file(path, "deck.yaml")
    check_problems(loader.problems, content, "deck.yaml")
    promise(base or loader.problems, "no deck, and no reason")
    if base is None:
        return
    problems = check(base)
    check_problems(problems, content, "deck.yaml")
    if not any(problem.level == "error" for problem in problems):
        questions = [*islice(iterate_questions(base, 1), _QUESTIONS)]
        check_printable("".join(render(questions)))
        quiz = select(questions, 3, title="A quiz")
        if quiz.questions and len(content) % 4 == 0:
            export(quiz, _FORMATS[len(content) // 4 % len(_FORMATS)])
