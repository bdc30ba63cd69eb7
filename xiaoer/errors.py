"""The tree of errors: each has fields, pickles, and derives from the fitting builtin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, Protocol

from xiaoer.records import dataclass

Lang = Literal["zh", "en"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Texts in Chinese and English by their key; called, it gives one with its fields filled."""

    texts: Mapping[str, tuple[str, str]]

    def __call__(self, key: str, lang: Lang, /, **fields: object) -> str:
        """The text of this key, its ``{fields}`` filled."""
        return self.texts[key][lang == "en"].format(**fields)


# Longer names are never near misses of ours, and difflib is quadratic in their length.
_LONGEST_NAME = 64
_SHOWN = 20
_LONG_BITS = 128  # Python refuses to print a number of more than 4,300 digits

FAULTS_SHOWN = 20
"""Faults of a corpus that are printed; an operator mends some and loads again."""
_MORE: dict[Lang, str] = {"zh": "另有 {count} 处没有显示", "en": "{count} more are not shown"}


class Fault(Protocol):
    """One finding that can say itself in either language (`corpus.diagnostics.Diagnostic`)."""

    @property
    def severity(self) -> Literal["error", "warning", "hint"]:
        """How bad it is."""
        ...

    @property
    def counts(self) -> int:
        """How many findings it stands for: 1, or those that are not listed."""
        ...

    def render(self, lang: Lang = "en") -> str:
        """One line: place, severity, code, message."""
        ...

    def show(self, lang: Lang = "en") -> str:
        """The line, then the source line and a caret when they are at hand."""
        ...


def nearest_name(name: str, known: Iterable[str]) -> str:
    """The known name that looks most like `name`, or "" when none comes close."""
    if not 0 < len(name) <= _LONGEST_NAME:
        return ""
    import difflib

    close = difflib.get_close_matches(name, [word for word in known if word != name], n=1)
    return close[0] if close else ""


def shown(value: object) -> str:
    """A value as a message shows it: short, and never an error of its own.

    >>> shown("退款" * 99), shown(10**5000), shown([1]), shown(None)
    ("'退款退款退款退款退款退款退款退款退款退款'…", 'a huge number', 'a list', 'missing')
    """
    if isinstance(value, str):
        return repr(str(value[:_SHOWN])) + "…" * (len(value) > _SHOWN)
    if isinstance(value, bool | float):
        return repr(value)
    if isinstance(value, int):
        return repr(value) if value.bit_length() < _LONG_BITS else "a huge number"
    return "missing" if value is None else f"a {type(value).__name__}"


def _hint(name: str) -> str:
    return f'; did you mean "{name}"?' if name else ""


class XiaoerError(Exception):
    """The base of every error this library raises on purpose."""


class CorpusError(XiaoerError, ValueError):
    """A corpus that cannot be used; `diagnostics` has every fault, in order of place.

    Its text has the first 20 of them, errors before warnings, and says how many more there are.
    """

    def __init__(self, diagnostics: Iterable[Fault]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__(self.diagnostics)

    def __str__(self) -> str:
        shown, more = _first(self.diagnostics, FAULTS_SHOWN)
        lines = [f"{self._count()}:", *(diagnostic.render("en") for diagnostic in shown)]
        return "\n  ".join([*lines, _MORE["en"].format(count=more)] if more else lines)

    def __repr__(self) -> str:
        first = self.diagnostics[0].render("en") if self.diagnostics else "none"
        return f"CorpusError({self._count()}, the first: {first!r})"

    def render(self, lang: Lang = "en", *, most: int | None = FAULTS_SHOWN) -> str:
        """The faults with source lines and carets, in Chinese ("zh") or English ("en").

        At most so many, and how many more there are; None: every one.
        """
        shown, more = _first(self.diagnostics, most)
        lines = [diagnostic.show(lang) for diagnostic in shown]
        return "\n".join([*lines, _MORE[lang].format(count=more)] if more else lines)

    def _count(self) -> str:
        errors = sum(one.counts for one in self.diagnostics if one.severity == "error")
        warnings = sum(one.counts for one in self.diagnostics) - errors
        text = f"{errors} fault{'' if errors == 1 else 's'} in the corpus"
        also = f" and {warnings} warning{'' if warnings == 1 else 's'}" if warnings else ""
        return text + also


def _first(found: tuple[Fault, ...], most: int | None) -> tuple[tuple[Fault, ...], int]:
    """The findings to print, errors before warnings where there are too many, and how many not."""
    if most is None or len(found) <= most:
        return found, 0
    kept = sorted(found, key=lambda one: (one.counts > 1, one.severity != "error"))[:most]
    return tuple(kept), sum(one.counts for one in found) - len(kept)


class UnknownEntryError(XiaoerError, KeyError):
    """No entry has this id; `nearest` is the most similar id, or ""."""

    def __init__(self, id: str, nearest: str = "") -> None:
        self.id = id
        self.nearest = nearest
        super().__init__(id, nearest)

    def __str__(self) -> str:
        return f'no entry has the id "{self.id}"{_hint(self.nearest)}'


class UnknownNameError(XiaoerError, ValueError):
    """A name the settings do not declare; `kind` is "audience", "channel", "queue" …"""

    def __init__(self, kind: str, name: str, known: Iterable[str] = (), nearest: str = "") -> None:
        self.kind = kind
        self.name = name
        self.known = tuple(known)
        self.nearest = nearest or nearest_name(name, self.known)
        super().__init__(kind, name, self.known, self.nearest)

    def __str__(self) -> str:
        text = f'unknown {self.kind} "{self.name}"{_hint(self.nearest)}'
        if self.known and not self.nearest:
            text += f"; expected one of: {', '.join(self.known)}"
        return text


class MissingExtraError(XiaoerError, ImportError):
    """An optional package is not installed; the message has the pip command."""

    def __init__(self, extra: str, package: str) -> None:
        self.extra = extra
        self.package = package
        super().__init__(extra, package)

    def __str__(self) -> str:
        return f'{self.package} is not installed; run: pip install "xiaoer[{self.extra}]"'


class ArgumentTypeError(XiaoerError, TypeError):
    """An argument of another type: ``where`` it was given, what was ``found`` and ``expected``.

    ``mend`` is the call that was probably meant.
    """

    def __init__(self, where: str, found: str, expected: str, mend: str) -> None:
        self.where = where
        self.found = found
        self.expected = expected
        self.mend = mend
        super().__init__(where, found, expected, mend)

    def __str__(self) -> str:
        return f"{self.where} takes {self.expected}, not {self.found}; call {self.mend}"


class QueryTypeError(XiaoerError, TypeError):
    """The query is not a `str`; `found` is the name of its type."""

    def __init__(self, found: str) -> None:
        self.found = found
        super().__init__(found)

    def __str__(self) -> str:
        return f"a query must be a str, not {self.found}"


class ConversationStateError(XiaoerError, ValueError):
    """A conversation's state that cannot be continued.

    ``where`` is the key, ``found`` what stands there, ``expected`` what should.
    """

    def __init__(self, where: str, found: str, expected: str) -> None:
        self.where = where
        self.found = found
        self.expected = expected
        super().__init__(where, found, expected)

    def __str__(self) -> str:
        return (
            f"the conversation's state cannot be continued: {self.where} is {self.found}, "
            f'expected {self.expected}; start a new one, or pass damaged="restart"'
        )


class LogError(XiaoerError, ValueError):
    """A decision log that cannot be written; ``path`` is its file, ``what`` the fault."""

    def __init__(self, path: str, what: str) -> None:
        self.path = path
        self.what = what
        super().__init__(path, what)

    def __str__(self) -> str:
        return f"{self.path}: {self.what}; open a new DecisionLog"


class CalibrationError(XiaoerError, ValueError):
    """A calibration that cannot be used.

    ``path`` is the file ("" when it was handed over), ``what`` the fault, ``mend`` what to do.
    """

    def __init__(self, path: str, what: str, mend: str = "run `xiaoer calibrate` again") -> None:
        self.path, self.what, self.mend = path, what, mend
        super().__init__(path, what, mend)

    def __str__(self) -> str:
        return f"{self.path or 'calibration'}: {self.what}; {self.mend}"


class Mend(Protocol):
    """What to do about a finding, in either language (`matching.renewal.Renewal`)."""

    def render(self, lang: Lang = "en") -> str:
        """What to run, and what to know before."""
        ...


class CalibrationWarning(UserWarning):
    """A calibration that no longer fits its corpus, and is not used; ``date`` is when it was made.

    ``certified`` says whether it was a certificate; ``renewal`` how to make it anew.
    """

    def __init__(self, path: str, date: str, certified: bool, renewal: Mend | None = None) -> None:
        self.path = path
        self.date = date
        self.certified = certified
        self.renewal = renewal
        super().__init__(path, date, certified, renewal)

    @property
    def what(self) -> str:
        """What is wrong, without where and how to mend it."""
        kind = "certificate" if self.certified else "calibration"
        return f"the {kind} of {self.date} no longer fits: corpus or engine have changed since"

    def __str__(self) -> str:
        mend = self.renewal.render("en") if self.renewal else "run `xiaoer calibrate` again"
        return f"{self.path}: {self.what}; the uncertified defaults are used; {mend}"


class SnapshotError(XiaoerError, ValueError):
    """A compiled corpus that cannot be used: the ``path``, ``what`` is wrong, what to do."""

    def __init__(self, path: str, what: str, mend: str = "run `xiaoer build` again") -> None:
        self.path, self.what, self.mend = path, what, mend
        super().__init__(path, what, mend)

    def __str__(self) -> str:
        return f"{self.path}: {self.what}; {self.mend}"


class SnapshotWarning(UserWarning):
    """A compiled corpus that is not used, and ``why``: its sources are read instead."""

    def __init__(self, path: str, why: str) -> None:
        self.path, self.why = path, why
        super().__init__(path, why)

    def __str__(self) -> str:
        return f"{self.path}: {self.why}; the corpus was built anew; run `xiaoer build` again"
