"""Many queries asked in order: each distinct one once, in this process or in several."""

from __future__ import annotations

import io
import multiprocessing
import pickle
import signal
import threading
from collections import OrderedDict, deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from datetime import datetime
from multiprocessing.context import BaseContext
from typing import Literal, NamedTuple, Protocol, TypeAlias

from xiaoer.corpus.corpus import Corpus
from xiaoer.corpus.entry import Entry
from xiaoer.errors import ArgumentTypeError, QueryTypeError, UnknownNameError, shown
from xiaoer.service.reply.reply import Reply

StartMethod: TypeAlias = Literal["fork", "spawn"]

REMEMBERED = 10_000
"""Replies of about 4 KB: 40 MB. Of a log of 200,000 lines 33,000 were distinct, the common ones
again and again."""

_CHUNK = 32
"""Queries a worker is given at once: of about a millisecond each, so that passing them on costs
little of it."""
_AHEAD = 4
"""Chunks a process that are read before their replies are taken."""

ReplyOrError: TypeAlias = Reply | UnknownNameError | QueryTypeError
"""What asking gives, or raises: the errors that are the caller's, query by query."""


class Asked(NamedTuple):
    """A query and who asks it."""

    query: str
    audience: str | None = None
    channel: str | None = None


def all_asked(queries: Iterable[str], audience: str | None, channel: str | None) -> Iterator[Asked]:
    """The queries of one who asks. Raises: ArgumentTypeError: one text instead of several."""
    if isinstance(queries, str):
        raise ArgumentTypeError("ask_many", "a str", "several queries", "ask(query)")
    return (Asked(query, audience, channel) for query in queries)


class AsksOfCorpus(Protocol):
    """A `Bot`: it pickles, and its replies hold entries of its corpus."""

    @property
    def corpus(self) -> Corpus:
        """What it answers from."""

    def ask(
        self,
        query: str,
        *,
        audience: str | None = None,
        channel: str | None = None,
        now: datetime | None = None,
    ) -> Reply:
        """The reply to one query."""

    def warm_up(self) -> None:
        """Pays now for what the first query would pay."""


def ask_each(
    bot: AsksOfCorpus,
    asked: Iterable[Asked],
    *,
    now: datetime,
    processes: int | None = None,
    start: StartMethod | None = None,
    remember: int = REMEMBERED,
) -> Iterator[ReplyOrError]:
    """What the bot says, in order and lazily; what ``ask`` would raise is given, not raised.

    With more than one of ``processes`` some hundred queries are read ahead. ``start`` is how they
    come to be: by fork where that is safe, with no other thread running, else by spawn.

    Raises:
        ValueError: ``processes`` is below 1, ``remember`` below 0, or there is no such ``start``.
    """
    if processes is not None and processes < 1:
        raise ValueError(f"processes must be at least 1, found {shown(processes)}")
    if remember < 0:
        raise ValueError(f"remember must be at least 0, found {shown(remember)}")
    context = multiprocessing.get_context(start) if start is not None else None
    known = _Remembered(remember)
    if processes is None or processes == 1:
        return _here(bot, asked, now, known)
    return _apart(bot, asked, now, known, processes, context)


class _Slot:
    """A place in the order: what was said there, or where it will be."""

    __slots__ = ("future", "place", "said")

    def __init__(self) -> None:
        self.said: ReplyOrError | None = None
        self.future: Future[bytes] | None = None
        self.place = 0


class _Remembered:
    """The slots of what was asked last, so many of them."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._slots: OrderedDict[Asked, _Slot] = OrderedDict()

    def slot(self, asked: Asked) -> tuple[_Slot, bool]:
        """The slot of what was asked, and whether it is new."""
        # What is no text may have no hash; asking it is an error, and cheap.
        found = self._slots.get(asked) if isinstance(asked.query, str) else None
        if found is not None:
            self._slots.move_to_end(asked)
            return found, False
        new = _Slot()
        if isinstance(asked.query, str):
            self._slots[asked] = new
            if len(self._slots) > self._most:
                self._slots.popitem(last=False)
        return new, True


def replies(said: Iterable[ReplyOrError]) -> Iterator[Reply]:
    """The replies; the first error that was said is raised."""
    for one in said:
        if not isinstance(one, Reply):
            raise one
        yield one


def _say(bot: AsksOfCorpus, one: Asked, now: datetime) -> ReplyOrError:
    try:
        return bot.ask(one.query, audience=one.audience, channel=one.channel, now=now)
    except (UnknownNameError, QueryTypeError) as error:
        return error


def _here(
    bot: AsksOfCorpus, asked: Iterable[Asked], now: datetime, known: _Remembered
) -> Iterator[ReplyOrError]:
    for one in asked:
        slot, _ = known.slot(one)
        if slot.said is None:
            slot.said = _say(bot, one, now)
        yield slot.said


def _apart(
    bot: AsksOfCorpus,
    asked: Iterable[Asked],
    now: datetime,
    known: _Remembered,
    processes: int,
    context: BaseContext | None,
) -> Iterator[ReplyOrError]:
    """By workers: chunks go to whoever is free, and their replies are taken in order."""
    bot.warm_up()  # before a fork: the workers share it
    workers = _Workers(bot, now, processes, context or _context())
    try:
        waiting: deque[_Slot] = deque()
        for one in asked:
            slot, is_new = known.slot(one)
            if is_new:
                workers.add(slot, one)
            waiting.append(slot)
            if len(waiting) >= processes * _CHUNK * _AHEAD:
                yield workers.said(waiting.popleft())
        while waiting:
            yield workers.said(waiting.popleft())
    finally:
        workers.end()


class _Workers:
    """Processes that each have the bot."""

    def __init__(
        self, bot: AsksOfCorpus, now: datetime, processes: int, context: BaseContext
    ) -> None:
        self._corpus = bot.corpus
        self._pool = ProcessPoolExecutor(processes, context, _begin, (bot, now))
        self._slots: list[_Slot] = []
        self._chunk: list[Asked] = []
        self._taken: tuple[Future[bytes] | None, Sequence[ReplyOrError]] = None, ()

    def add(self, slot: _Slot, one: Asked) -> None:
        """Has it asked, with others, soon."""
        slot.place = len(self._chunk)
        self._slots.append(slot)
        self._chunk.append(one)
        if len(self._chunk) == _CHUNK:
            self._send()

    def said(self, slot: _Slot) -> ReplyOrError:
        """What was said at this place; waits for it."""
        if slot.said is None:
            future = slot.future or self._send()
            if self._taken[0] is not future:  # slots of one chunk come one after another
                self._taken = future, unpacked(future.result(), self._corpus)
            slot.said = self._taken[1][slot.place]
            slot.future = None
        return slot.said

    def end(self) -> None:
        """Ends the processes, without what nobody waits for."""
        self._pool.shutdown(cancel_futures=True)

    def _send(self) -> Future[bytes]:
        future = self._pool.submit(_say_all, self._chunk)
        for slot in self._slots:
            slot.future = future
        self._slots, self._chunk = [], []
        return future


def _context() -> BaseContext:
    """Fork, where there is one and no other thread may hold a lock that a child would wait for."""
    can_fork = "fork" in multiprocessing.get_all_start_methods()
    safe = can_fork and threading.active_count() == 1
    return multiprocessing.get_context("fork" if safe else "spawn")


# --- in a worker --------------------------------------------------------------------------------

_OWN: list[tuple[AsksOfCorpus, datetime]] = []
"""A worker's bot and moment: a task can bring only what it pickles."""


def _begin(bot: AsksOfCorpus, now: datetime) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that waits
    _OWN[:] = [(bot, now)]


def _say_all(chunk: Sequence[Asked]) -> bytes:
    ((bot, now),) = _OWN
    return packed([_say(bot, one, now) for one in chunk], bot.corpus)


# --- between processes: entries of the corpus go by their ids -------------------------------------


def packed(said: Sequence[ReplyOrError], corpus: Corpus) -> bytes:
    """Pickled, an entry of the corpus as its id: it is large, and stands on both sides."""
    file = io.BytesIO()
    _Pickler(file, corpus).dump(said)
    return file.getvalue()


def unpacked(data: bytes, corpus: Corpus) -> Sequence[ReplyOrError]:
    """What `packed` was given, its entries those of this corpus."""
    found: Sequence[ReplyOrError] = _Unpickler(io.BytesIO(data), corpus).load()
    return found


class _Pickler(pickle.Pickler):
    def __init__(self, file: io.BytesIO, corpus: Corpus) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self._corpus = corpus

    def persistent_id(self, obj: object) -> str | None:
        if isinstance(obj, Entry) and obj.id in self._corpus and self._corpus[obj.id] is obj:
            return obj.id
        return None


class _Unpickler(pickle.Unpickler):
    def __init__(self, file: io.BytesIO, corpus: Corpus) -> None:
        super().__init__(file)
        self._corpus = corpus

    def persistent_load(self, pid: str) -> Entry:
        return self._corpus[pid]
