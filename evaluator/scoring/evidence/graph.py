"""The graph of who reviewed what: its components and the points where it would break.

Reviewers and applications are its vertices, reviews its edges. Two applications can be
compared with leniency removed only along a path between them. A cut vertex is a reviewer
or an application without which a component falls apart: the comparison of the parts rests
on it alone. Found by one depth-first walk (Hopcroft and Tarjan 1973), without recursion.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewGraph:
    """What the graph looks like.

    Attributes:
        components: Application ids of each component, the largest first.
        cut_reviewers: Reviewers that hold a component together, by id.
        cut_applications: Applications that do, by id.
    """

    components: tuple[tuple[str, ...], ...]
    cut_reviewers: tuple[str, ...]
    cut_applications: tuple[str, ...]


_Vertex = tuple[bool, str]  # whether it is a reviewer, and its id


def review_graph(reviews: Iterable[tuple[str, str]]) -> ReviewGraph:
    """Build the graph of (application, reviewer) pairs; applications without one are not in it."""
    near: dict[_Vertex, set[_Vertex]] = {}
    for application, reviewer in reviews:
        near.setdefault((False, application), set()).add((True, reviewer))
        near.setdefault((True, reviewer), set()).add((False, application))
    walk = _Walk({vertex: sorted(others) for vertex, others in sorted(near.items())})
    components = [walk.component(root) for root in walk.near if root not in walk.order]
    parts = [tuple(sorted(name for is_reviewer, name in part if not is_reviewer)) for part in components]
    return ReviewGraph(
        components=tuple(sorted(parts, key=lambda part: (-len(part), part))),
        cut_reviewers=tuple(sorted(name for is_reviewer, name in walk.cuts if is_reviewer)),
        cut_applications=tuple(sorted(name for is_reviewer, name in walk.cuts if not is_reviewer)),
    )


@dataclass(slots=True)
class _Walk:
    """A depth-first walk; ``low`` is the earliest vertex that a subtree reaches back to."""

    near: dict[_Vertex, list[_Vertex]]
    order: dict[_Vertex, int] = field(default_factory=dict)
    low: dict[_Vertex, int] = field(default_factory=dict)
    cuts: set[_Vertex] = field(default_factory=set)

    def component(self, root: _Vertex) -> list[_Vertex]:
        """Walk everything that the root reaches."""
        found = [root]
        children_of_root = 0
        self._enter(root)
        path = [(root, iter(self.near[root]))]
        while path:
            vertex, others = path[-1]
            for other in others:
                if other not in self.order:
                    self._enter(other)
                    found.append(other)
                    path.append((other, iter(self.near[other])))
                    break
                # The edge to the parent reaches back no further than the parent: harmless.
                self.low[vertex] = min(self.low[vertex], self.order[other])
            else:
                path.pop()
                if path:
                    parent = path[-1][0]
                    children_of_root += parent == root
                    self._leave(vertex, parent, root)
        if children_of_root > 1:
            self.cuts.add(root)
        return found

    def _enter(self, vertex: _Vertex) -> None:
        self.order[vertex] = self.low[vertex] = len(self.order)

    def _leave(self, vertex: _Vertex, parent: _Vertex, root: _Vertex) -> None:
        self.low[parent] = min(self.low[parent], self.low[vertex])
        if parent != root and self.low[vertex] >= self.order[parent]:
            self.cuts.add(parent)
