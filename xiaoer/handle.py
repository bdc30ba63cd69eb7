"""`BotHandle`: the bot of a FAQ that is edited while it serves."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self, TypeAlias

from xiaoer.bot import Bot
from xiaoer.errors import CalibrationWarning, XiaoerError, shown
from xiaoer.matching.confidence.calibration_file import calibration_path
from xiaoer.source.files.contents import Contents
from xiaoer.source.files.file_names import SETTINGS_FILE, entry_file_names

Require: TypeAlias = Callable[[Bot, Bot], object]
"""Given the bot that serves and the one to come; what it returns is true where that may come."""

_INTERVAL = 1.0
_SETTLE = 0.2
"""Seconds that files must stay as they are: editors rename and write within milliseconds."""

_FAULTS = (XiaoerError, OSError, CalibrationWarning, AssertionError)
"""What a load or a check says no by; the warning where a filter makes it an error."""
_MISTAKES = (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)
"""What a check with a mistake in it raises; watching goes on."""


class ReloadRefusedError(XiaoerError, ValueError):
    """A check did not let the new bot come; ``verdict`` is what it returned."""

    def __init__(self, verdict: object) -> None:
        self.verdict = verdict
        super().__init__(verdict)

    def __str__(self) -> str:
        plain = self.verdict is None or isinstance(self.verdict, bool | int | float)
        told = shown(self.verdict) if plain else str(self.verdict)
        return f"the check refused the new corpus: {told}"


class BotHandle:
    """Holds the bot of a folder or file, and swaps it for a new one when that has changed.

    ``handle.bot`` is always whole: the new one is built and checked aside, then one reference
    changes. Take it once for each message, so that all of a reply comes from one corpus. What
    cannot be loaded, or is refused, leaves the old one, and ``handle.fault`` says why.
    ``require_calibration`` and ``strict`` are as for `Bot.load`. Any thread may use it.

    Raises:
        CorpusError, CalibrationError: the first load failed; there is no old one to serve.

    >>> from xiaoer.sample import sample_folder
    >>> handle = BotHandle(sample_folder())
    >>> before = handle.bot
    >>> handle.reload(), handle.fault, handle.bot is before
    (True, None, True)
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        require_calibration: bool = False,
        strict: bool = False,
    ) -> None:
        self.path = Path(path)
        self._required = require_calibration
        self._strict = strict
        self._contents = Contents(self._files)
        self._swapping = threading.RLock()  # held by who looks or builds, never by who asks
        self._watching = threading.Lock()
        self._watcher: _Watcher | None = None
        self._fault: BaseException | None = None
        self._before: Bot | None = None
        self._seen = self._contents.look()
        self._bot = self._load()

    def __repr__(self) -> str:
        broken = ", with a fault" if self._fault else ""
        return f"BotHandle({self.path.as_posix()!r}, {self._bot!r}{broken})"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def bot(self) -> Bot:
        """The bot that serves now; it stays whole for who has taken it."""
        return self._bot

    @property
    def fault(self) -> BaseException | None:
        """Why the last reload left the old bot, None where it did not.

        A `CorpusError` has every fault of the corpus; a `ReloadRefusedError` the check's verdict.
        """
        return self._fault

    def reload(self, *, require: Require | None = None) -> bool:
        """Whether the files as they are now are served; where not, the old bot is, with a fault.

        Files that say what is served already leave the bot as it is. ``require`` is called with
        the old bot and the new one: where it returns what is false, or raises an error of xiaoer,
        an OSError or an AssertionError, the new one does not come. `evaluation.no_worse` makes one.
        """
        with self._swapping:
            # Looked at before it is read: what changes meanwhile is seen as a change later.
            self._seen = self._contents.look()
            try:
                new = self._load()
                if not _same(self._bot, new):
                    self._swap(new, require)
            except _FAULTS as fault:
                self._fault = fault
                return False
            self._fault = None
            return True

    def back(self) -> bool:
        """Makes the bot before this one serve again; False where there was none.

        Called twice, it undoes itself. The files are not touched: the next change of them, or
        ``reload()``, brings what they say then.
        """
        with self._swapping:
            if self._before is None:
                return False
            self._bot, self._before = self._before, self._bot
            return True

    def watch(self, *, interval: float = _INTERVAL, require: Require | None = None) -> None:
        """Reloads in a thread of its own whenever the files have changed, until ``stop()``.

        They are looked at every ``interval`` seconds, and with the extra ``watch`` (watchfiles)
        as soon as the system tells of a change. What counts is what they hold: a file that was
        only touched, or written again as it was, is no change. ``require`` is as for ``reload``;
        what else a check raises is a fault too. Watching already, it begins anew.

        Raises:
            ValueError: the interval is not above 0.
        """
        if not interval > 0:
            raise ValueError(f"interval must be above 0 seconds, found {shown(interval)}")
        watcher = _Watcher(self, interval, require)
        self._replace_watcher(watcher)
        watcher.start()

    def stop(self) -> None:
        """Ends watching, a reload that is under way first; doing it twice changes nothing."""
        self._replace_watcher(None)

    def _replace_watcher(self, new: _Watcher | None) -> None:
        with self._watching:
            old, self._watcher = self._watcher, new
        if old is not None:
            old.end()

    def _load(self) -> Bot:
        bot = Bot.load(self.path, require_calibration=self._required, strict=self._strict)
        bot.warm_up()
        return bot

    def _swap(self, new: Bot, require: Require | None) -> None:
        old = self._bot
        verdict = True if require is None else require(old, new)
        if not verdict:
            raise ReloadRefusedError(verdict)
        self._before, self._bot = old, new

    def _files(self) -> list[Path]:
        """Every file that a load would read; those of editors have other names."""
        folder, names = self.path, [SETTINGS_FILE]
        try:
            if folder.is_dir():
                names += entry_file_names(folder)
            else:
                folder = self.path.parent
                names.append(self.path.name)
        except OSError:
            pass  # the folder went away between two calls; the next look sees it
        return [*(folder / name for name in names), calibration_path(self.path)]

    def _look(self) -> Mapping[Path, str] | None:
        """What the files hold, None where it is what was last loaded or refused."""
        with self._swapping:
            found = self._contents.look()
            return None if found == self._seen else found

    def _failed(self, fault: BaseException) -> None:
        self._fault = fault


def _same(old: Bot, new: Bot) -> bool:
    return old.corpus == new.corpus and old.calibration == new.calibration


class _Watcher:
    """A thread that reloads a handle."""

    def __init__(self, handle: BotHandle, interval: float, require: Require | None) -> None:
        self._handle = handle
        self._interval = interval
        self._require = require
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="xiaoer-watch", daemon=True)

    def start(self) -> None:
        """Begins to watch, unless that was ended already."""
        self._thread.start()

    def end(self) -> None:
        """Makes the thread end, and waits for it; a check may call it from that thread itself."""
        self._ended.set()
        if self._thread.is_alive() and self._thread is not threading.current_thread():
            self._thread.join()

    def _run(self) -> None:
        while not self._ended.is_set():
            if self._settled():
                try:
                    self._handle.reload(require=self._require)
                except _MISTAKES as mistake:
                    self._handle._failed(mistake)
            self._wait()

    def _settled(self) -> bool:
        """Whether the files have changed, and stay as they are now."""
        found = self._handle._look()
        while found is not None and not self._ended.wait(min(self._interval, _SETTLE)):
            again = self._handle._look()
            if again == found:
                return True
            found = again
        return False

    def _wait(self) -> None:
        """Until the next look, sooner where the system tells of a change."""
        path = self._handle.path
        folder = path if path.is_dir() else path.parent
        try:
            import watchfiles

            changes = watchfiles.watch(
                folder,
                watch_filter=None,
                stop_event=self._ended,
                rust_timeout=max(1, int(self._interval * 1000)),
                yield_on_timeout=True,
                recursive=False,
            )
            next(changes, None)
        except (ImportError, OSError):
            self._ended.wait(self._interval)
