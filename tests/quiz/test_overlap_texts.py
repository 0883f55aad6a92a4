"""Which questions help with which is said in one line, the worst first."""

import pytest

from quizgen.i18n import words_in
from quizgen.model import Overlap, OverlappingPair
from quizgen.quiz.overlap_texts import overlaps_text

NUMBERS = {letter: number for number, letter in enumerate("abcde", 1)}
PAIRS = [
    OverlappingPair("d", "b", Overlap.NAME),
    OverlappingPair("a", "b", Overlap.FACT),
    OverlappingPair("b", "c", Overlap.EVENT),
    OverlappingPair("a", "c", Overlap.NAME),
    OverlappingPair("a", "e", Overlap.ANSWER),
]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "some help with others, as nothing else is left: 2–3 (same event);"
            " 1–5 (same answer); 1–2 (fact in common); 1–3, 2–4 (name in common)",
        ),
        (
            "ru",
            "других не осталось, и некоторые подсказывают друг другу: 2–3 (то же событие);"
            " 1–5 (тот же ответ); 1–2 (общий факт); 1–3, 2–4 (общее имя)",
        ),
        (
            "kk",
            "басқа сұрақ қалмағандықтан, кейбірі бір-біріне көмектеседі:"
            " 2–3 (сол бір оқиға); 1–5 (жауабы бірдей); 1–2 (ортақ дерек);"
            " 1–3, 2–4 (ортақ атау)",
        ),
    ],
)
def test_every_pair_is_told_in_every_language(language: str, text: str) -> None:
    assert overlaps_text(PAIRS, NUMBERS, words_in(language)) == text


def test_where_nothing_overlaps_nothing_is_said() -> None:
    assert overlaps_text([], NUMBERS, words_in("en")) == ""


def test_of_very_many_pairs_the_worst_are_told_and_the_others_counted() -> None:
    many = [OverlappingPair("a", "b", Overlap.NAME)] * 120
    text = overlaps_text([*many, PAIRS[2]], NUMBERS, words_in("en"))
    assert text.count("–") == 100
    assert text.index("2–3 (same event)") < text.index("1–2")
    assert text.endswith("(name in common); and 21 more")
