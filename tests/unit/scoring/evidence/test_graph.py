"""The graph of reviews against removing each vertex in turn."""

from hypothesis import given
from hypothesis import strategies as st

from evaluator.scoring.evidence.graph import review_graph


def parts(pairs, without=None):
    """Count the components the slow way."""
    edges = [(("a", a), ("r", r)) for a, r in pairs]
    vertices = {each for edge in edges for each in edge} - {without}
    found = 0
    while vertices:
        found += 1
        reach = {vertices.pop()}
        while reach:
            reach = {
                other
                for edge in edges
                for one, other in (edge, edge[::-1])
                if one in reach and other in vertices
            }
            vertices -= reach
    return found


@given(st.sets(st.tuples(st.sampled_from("abcdef"), st.sampled_from("uvwxyz")), max_size=14))
def test_components_and_cut_vertices_are_those_of_trying_each(pairs):
    graph = review_graph(pairs)

    whole = parts(pairs)
    assert len(graph.components) == whole
    assert sorted(a for part in graph.components for a in part) == sorted({a for a, _ in pairs})
    assert list(graph.cut_applications) == sorted(
        a for a in {a for a, _ in pairs} if parts(pairs, ("a", a)) > whole
    )
    assert list(graph.cut_reviewers) == sorted(
        r for r in {r for _, r in pairs} if parts(pairs, ("r", r)) > whole
    )


def test_the_largest_component_comes_first():
    graph = review_graph([("a", "r"), ("b", "s"), ("c", "s")])

    assert graph.components == (("b", "c"), ("a",))
    assert graph.cut_reviewers == ("s",)
    assert graph.cut_applications == ()


def test_a_long_chain_needs_no_recursion():
    chain = [(f"a{at:05d}", f"r{at + way:05d}") for at in range(5_000) for way in (0, 1)]

    graph = review_graph(chain)

    assert len(graph.components) == 1
    assert len(graph.cut_applications) == 5_000
    assert len(graph.cut_reviewers) == 4_999
