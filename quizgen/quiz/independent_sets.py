"""Independent sets: of the vertices of a graph as many as can be, no two of them joined.

A graph is a list: for each vertex the set of those that it is joined to. A set is an
integer whose bit *i* says whether vertex *i* is in it.
"""

from collections.abc import Iterator, Sequence

_MOST_STEPS = 20_000
"""Of the search through one part of a graph: beyond, the largest found is taken."""
_MOST_SEARCHED = 500
"""Vertices of a part that is searched through; each of them may be a call in a call."""


def members(vertices: int) -> Iterator[int]:
    """Yield the vertices of a set, the lowest first."""
    while vertices:
        lowest = vertices & -vertices
        yield lowest.bit_length() - 1
        vertices ^= lowest


def enlarge(graph: Sequence[int], within: int, current: int, count: int) -> int:
    """Return an independent set of *count* vertices; if there is none, the largest.

    It leaves as much of *current* in place as it can. In a graph whose parts are large and
    entangled it may be a little less than the largest.

    Args:
        graph: Undirected, and no vertex is joined to itself.
        within: The vertices that may be taken.
        current: An independent set of these.
        count: More are not wanted.
    """
    while current.bit_count() < count:
        larger = _exchange_one(graph, within, current)
        if larger is None:
            break
        current = larger
    for part in _parts(graph, within):
        missing = count - current.bit_count()
        if missing <= 0:
            break
        old = current & part
        new = _largest(graph, part, old, old.bit_count() + missing)
        current = current & ~part | new
    return current


def _exchange_one(graph: Sequence[int], within: int, current: int) -> int | None:
    """Return a set with one vertex more than *current*, which has lost one at most."""
    rivals: dict[int, int] = {}
    for vertex in members(within & ~current):
        joined = graph[vertex] & current
        if not joined:
            return current | 1 << vertex
        if joined & (joined - 1) == 0:  # it is joined to one vertex alone
            rivals[joined] = rivals.get(joined, 0) | 1 << vertex
    for old in sorted(rivals, reverse=True):
        for vertex in members(rivals[old]):
            others = rivals[old] & ~graph[vertex] & ~(1 << vertex)
            if others:
                return current & ~old | 1 << vertex | others & -others
    return None


def _parts(graph: Sequence[int], within: int) -> Iterator[int]:
    """Yield the vertices that hang together, part by part."""
    while within:
        part = border = within & -within
        while border:
            near = 0
            for vertex in members(border):
                near |= graph[vertex]
            border = near & within & ~part
            part |= border
        yield part
        within &= ~part


def _largest(graph: Sequence[int], part: int, current: int, wanted: int) -> int:
    """Return a largest set within *part*, of at most *wanted* vertices, or *current*."""
    if _bound(graph, part) <= current.bit_count():
        return current
    chosen, rest = _take_certain(graph, part)
    for piece in _parts(graph, rest):
        chosen |= _search(graph, piece, wanted - chosen.bit_count())
    if chosen.bit_count() <= current.bit_count():
        return current
    kept = chosen & current
    for vertex in members(chosen & ~current):
        if kept.bit_count() == wanted:
            break
        kept |= 1 << vertex
    return kept


def _bound(graph: Sequence[int], part: int) -> int:
    """Return how many vertices a set within *part* has at most.

    No set has two vertices of one clique, in which all are joined.
    """
    cliques = 0
    while part:
        cliques += 1
        clique = part
        while clique:
            lowest = clique & -clique
            part ^= lowest
            clique &= graph[lowest.bit_length() - 1]
    return cliques


def _take_certain(graph: Sequence[int], part: int) -> tuple[int, int]:
    """Return vertices that some largest set has, and what is left to choose from.

    Where all that a vertex is joined to is joined to each other, nothing is lost by
    taking that vertex.
    """
    chosen, doubtful = 0, part
    while doubtful:
        lowest = doubtful & -doubtful
        doubtful ^= lowest
        joined = graph[lowest.bit_length() - 1] & part
        if all(not joined & ~graph[v] & ~(1 << v) for v in members(joined)):
            chosen |= lowest
            part &= ~(joined | lowest)
            near = 0
            for vertex in members(joined):
                near |= graph[vertex]
            doubtful = (doubtful | near) & part
    return chosen, part


def _search(graph: Sequence[int], piece: int, wanted: int) -> int:
    """Return a largest set within *piece*, of *wanted* vertices if there is one.

    Branch and bound: a branch ends where the cliques that cover what is left cannot
    give more than the best that was found (Tomita and Seki 2003).
    """
    best = _grow(graph, piece)
    if piece.bit_count() > _MOST_SEARCHED:
        return best
    steps = 0

    def expand(rest: int, chosen: int) -> None:
        nonlocal best, steps
        size = chosen.bit_count()
        if size > best.bit_count():
            best = chosen
        for vertex, bound in reversed(_cover(graph, rest)):
            steps += 1
            enough = best.bit_count() >= wanted or steps > _MOST_STEPS
            if enough or size + bound <= best.bit_count():
                return
            rest &= ~(1 << vertex)
            expand(rest & ~graph[vertex], chosen | 1 << vertex)

    expand(piece, 0)
    return best


def _grow(graph: Sequence[int], rest: int) -> int:
    """Return a set that takes, each time, what is joined to the fewest that are left."""
    chosen = 0
    while rest:
        vertex = min(members(rest), key=lambda v: (graph[v] & rest).bit_count())
        chosen |= 1 << vertex
        rest &= ~(graph[vertex] | 1 << vertex)
    return chosen


def _cover(graph: Sequence[int], rest: int) -> list[tuple[int, int]]:
    """Return the vertices of *rest* clique by clique, each with the number of cliques."""
    vertices = []
    cliques = 0
    while rest:
        cliques += 1
        clique = rest
        while clique:
            lowest = clique & -clique
            vertex = lowest.bit_length() - 1
            vertices.append((vertex, cliques))
            rest ^= lowest
            clique &= graph[vertex]
    return vertices
