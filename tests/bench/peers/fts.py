"""SQLite's full-text search with its trigram tokenizer."""

import sqlite3
from collections import Counter
from collections.abc import Sequence

from tests.bench.peers.base import RANKING, Peer, Ranking, first_ids, plain

_TRIGRAM = 3


class Fts5(Peer):
    """FTS5: any trigram of the query, ordered by its ``bm25()``, whose negative is the confidence.

    A query of fewer than three characters finds nothing: it has no trigram.
    """

    label = "SQLite FTS5"
    about = "trigram tokenizer, any trigram of the query, bm25()"

    def missing(self) -> str:
        try:
            sqlite3.connect(":memory:").execute(
                "CREATE VIRTUAL TABLE t USING fts5(q, tokenize='trigram')"
            )
        except sqlite3.OperationalError as error:
            return f"SQLite {sqlite3.sqlite_version}: {error}"
        return ""

    def versions(self) -> dict[str, str]:
        return {"SQLite": sqlite3.sqlite_version}

    def build(self, questions: Sequence[str], ids: Sequence[str]) -> None:
        self._ids = list(ids)
        self._most = RANKING * max(Counter(ids).values())
        self._base = sqlite3.connect(":memory:")
        self._base.execute("CREATE VIRTUAL TABLE faq USING fts5(q, tokenize='trigram')")
        self._base.executemany(
            "INSERT INTO faq(rowid, q) VALUES (?, ?)", enumerate(map(plain, questions))
        )

    def rank(self, query: str) -> Ranking:
        text = plain(query).replace("\0", " ")
        grams = dict.fromkeys(text[at : at + _TRIGRAM] for at in range(len(text) - _TRIGRAM + 1))
        if not grams:
            return Ranking()
        wanted = " OR ".join('"' + gram.replace('"', '""') + '"' for gram in grams)
        rows = self._base.execute(
            "SELECT rowid, bm25(faq) FROM faq WHERE faq MATCH ? ORDER BY 2, 1 LIMIT ?",
            (wanted, self._most),
        )
        return first_ids((self._ids[number], -score) for number, score in rows)
