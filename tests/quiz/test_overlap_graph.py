"""What is found for all questions at once is what is found for each pair."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen import generate, load
from quizgen.model import OrderQuestion, Overlap
from quizgen.quiz.clues import Clues, clues_of, overlap
from quizgen.quiz.overlap_graph import overlap_graph
from tests.samples import about

SPECIMEN = Path(__file__).parents[1] / "generate/specimen.yaml"
LIMITS = [kind for kind in Overlap if kind < Overlap.KEY]

words = st.sampled_from(["a", "b", "c"])
texts = st.lists(words, max_size=3).map(lambda parts: f" {' '.join(parts)} ")
keys = st.lists(st.lists(words, min_size=1, max_size=2), max_size=2).map(
    lambda lists: tuple(f" {' '.join(parts)} " for parts in lists)
)
names = st.frozensets(st.sampled_from("XY"), max_size=1)


@st.composite
def single_clues(draw: st.DrawFn) -> Clues:
    """The clues of one question, as `clues_of` could give them."""
    own_keys = draw(keys)
    is_judged = not own_keys and draw(st.booleans())
    stem = draw(texts)
    items = draw(st.lists(st.tuples(names, texts), max_size=1)) if not own_keys else []
    return Clues(
        draw(st.frozensets(st.sampled_from("fgh"), max_size=2)),
        stem,
        draw(texts),
        own_keys,
        own_keys if draw(st.booleans()) else (),
        tuple(items),
        tuple((draw(names), key) for key in own_keys),
        frozenset([draw(st.sampled_from("qrst")), stem]),
        is_judged,
        draw(st.booleans()),
    )


def assert_alike(clues: list[Clues]) -> None:
    for most in LIMITS:
        graph = overlap_graph(clues, most)
        for i, one in enumerate(clues):
            for j, other in enumerate(clues):
                is_joined = bool(graph[i] >> j & 1)
                assert is_joined == (i != j and overlap(one, other) > most), (one, other)


@settings(max_examples=200, deadline=None)
@given(st.lists(single_clues(), max_size=5))
def test_any_questions_overlap_as_each_pair_of_them(clues: list[Clues]) -> None:
    assert_alike(clues)


@settings(max_examples=200, deadline=None)
@given(single_clues(), single_clues())
def test_any_two_questions_overlap_either_way_if_they_clash(
    one: Clues, other: Clues
) -> None:
    assert overlap(one, other) == overlap(other, one)
    assert one.clashes_with(other) is (overlap(one, other) > Overlap.NOTHING)


@pytest.mark.parametrize("seed", [0, 1])
def test_the_questions_of_a_deck_overlap_as_each_pair_of_them(seed: int) -> None:
    (base,), _ = load(SPECIMEN)
    assert_alike([*map(clues_of, generate(base, seed))])


def test_two_windows_of_one_stem_are_one_question() -> None:
    """A learner reads one stem twice, whatever there is to put in order."""
    stem = "Put them in order."
    windows = [
        OrderQuestion(
            about("order", subject=f"{number}", facts=tuple(things)),
            stem,
            tuple(things),
            ("1", "2", "3"),
            (0, 1, 2),
        )
        for number, things in enumerate(["abc", "def"])
    ]
    one, other = map(clues_of, windows)
    assert overlap(one, other) == Overlap.KEY
    assert_alike([one, other])
