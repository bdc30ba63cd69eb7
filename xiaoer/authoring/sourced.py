"""An entry as it stands in the file it comes from."""

from __future__ import annotations

from xiaoer.records import dataclass
from xiaoer.source.tree import Node, Pairs, Scalar, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Sourced:
    """The tree of an entry, with its places; ``had`` names what the source can say of an entry.

    A sheet without a column of links says nothing of them; one with an empty cell says that there
    are none. Parts have a dot: ``keywords.any``.
    """

    source: Source
    node: Pairs
    had: frozenset[str]

    def get(self, key: str) -> Node | None:
        """The node of a key."""
        return next(
            (v for k, v in self.node.pairs if isinstance(k, Scalar) and k.text == key), None
        )

    def text(self, key: str) -> str:
        """The text of a key, "" where there is none."""
        node = self.get(key)
        return node.text if isinstance(node, Scalar) and not node.is_null else ""

    def place(self) -> str:
        """Where it stands."""
        return str(self.source.place(self.node.at))
