"""As many vertices as can be, no two of them joined; compared with all sets there are."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.hashing import digest, draw_rank
from quizgen.quiz.independent_sets import enlarge, members


def graph_of(size: int, edges: list[tuple[int, int]]) -> list[int]:
    graph = [0] * size
    for one, other in edges:
        if one != other:
            graph[one] |= 1 << other
            graph[other] |= 1 << one
    return graph


def is_independent(graph: list[int], vertices: int) -> bool:
    return all(not graph[vertex] & vertices for vertex in members(vertices))


def largest(graph: list[int], within: int) -> int:
    """The size of the largest independent set, found by trying all."""
    return max(
        vertices.bit_count()
        for vertices in range(1 << len(graph))
        if not vertices & ~within and is_independent(graph, vertices)
    )


def first_fit(graph: list[int], vertices: int) -> int:
    """What is taken of *vertices* if they are taken as they come."""
    chosen = 0
    for vertex in members(vertices):
        if not graph[vertex] & chosen:
            chosen |= 1 << vertex
    return chosen


sizes = st.integers(1, 9)
graphs = sizes.flatmap(
    lambda size: st.lists(
        st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)), max_size=3 * size
    ).map(lambda edges: graph_of(size, edges))
)
vertex_sets = st.integers(0, (1 << 9) - 1)


@settings(max_examples=400, deadline=None)
@given(graphs, vertex_sets, vertex_sets, st.integers(0, 10))
def test_a_set_is_as_large_as_can_be(
    graph: list[int], within: int, start: int, count: int
) -> None:
    within &= (1 << len(graph)) - 1
    current = first_fit(graph, within & start)
    result = enlarge(graph, within, current, count)
    assert is_independent(graph, result)
    assert not result & ~within
    wanted = max(current.bit_count(), min(count, largest(graph, within)))
    assert result.bit_count() == wanted
    if current.bit_count() == wanted:
        assert result == current


@pytest.mark.parametrize("length", [5, 50, 301])
def test_every_second_of_a_row_is_taken_however_one_began(length: int) -> None:
    graph = graph_of(length, [(i, i + 1) for i in range(length - 1)])
    everything = (1 << length) - 1
    for start in (0, 0b10, first_fit(graph, everything & ~0b1001)):
        result = enlarge(graph, everything, start, length)
        assert result.bit_count() == (length + 1) // 2


def test_one_of_each_of_many_groups_is_taken() -> None:
    graph = graph_of(2000, [(i, j) for i in range(2000) for j in range(i - i % 5, i)])
    assert enlarge(graph, (1 << 2000) - 1, 0, 2000).bit_count() == 400


def test_what_is_entangled_ends_soon_and_nearly_at_the_largest() -> None:
    """The largest set here is not known; what comes first would be 47."""
    edges = [
        (i, j)
        for i in range(300)
        for j in range(i)
        if draw_rank(digest(str(i)), str(j)) % 9 == 0
    ]
    graph = graph_of(300, edges)
    result = enlarge(graph, (1 << 300) - 1, 0, 300)
    assert is_independent(graph, result)
    assert result.bit_count() > first_fit(graph, (1 << 300) - 1).bit_count()


def test_the_vertices_of_a_set_come_in_their_order() -> None:
    assert list(members(0)) == []
    assert list(members(0b101001)) == [0, 3, 5]
