"""Statements of ChatterBot in a list: its SQL storage alone takes a second a query.

Imported by ChatterBot, by name; it needs ChatterBot itself.
"""

from collections.abc import Iterable
from random import choice
from typing import Any

from chatterbot.conversation import Statement
from chatterbot.storage import StorageAdapter


class MemoryStorage(StorageAdapter):  # type: ignore[misc]
    """What BestMatch asks of a storage, and no more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._all: list[Statement] = []
        self._by_text: dict[str, list[Statement]] = {}

    def get_statement_object(self) -> Any:
        return Statement

    def create_many(self, statements: Iterable[Statement]) -> None:
        for statement in statements:
            self._all.append(statement)
            self._by_text.setdefault(statement.search_text, []).append(statement)

    def filter(self, **wanted: Any) -> list[Statement]:
        """All statements; those of one search text; none of a conversation (nothing is kept)."""
        if "search_text" in wanted:
            return self._by_text.get(wanted["search_text"], [])
        if "conversation" in wanted or "search_in_response_to" in wanted:
            return []
        return self._all

    def get_random(self) -> Statement:
        return choice(self._all)
