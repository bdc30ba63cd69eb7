"""What a line of the log says of a reply: bounded, and private values masked."""

import hashlib
import hmac
from typing import Any
from urllib.parse import unquote

from xiaoer.service.reply.reply import Reply
from xiaoer.text.normalize import question_key
from xiaoer.text.redaction import DROPPED, PRIVATE, PrivateKind, beginning, redact
from xiaoer.text.regex import regex

LONGEST_NOTE = 1_000
"""Characters of a note that are kept."""
LONGEST_NAME = 200
"""Characters of an audience, a channel or a conversation that are kept as they are."""

_PLAIN = frozenset(("id", "corpus_hash", "engine", "time", "started", "created", "queue"))
_NOT_LOGGED = ("variants", "negatives", "keywords")  # of an entry: large, and in the corpus
# subtrees that come from the corpus as they are
_CORPUS = frozenset(
    ("entry", "shown", "candidates", "choices", "related", "missing", "asks", "image")
)
# what a bot and its host say again and again
_BOT = frozenset(
    (
        *("text", "lead", "label", "action", "reason", "reasons", "topic", "role"),
        *("audience", "channel", "customer", "kind", "carrier", "outcome", "name"),
    )
)
_MOST_KNOWN = 4_096  # texts that a log remembers
_SALTS = (b"corpus", b"bot")
_LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")
_JOINT = regex(r"[_-]+|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])")


class Masker:
    """Masks what replies say, each distinct text of the bot's once.

    What only the corpus says (questions of entries, labels) is nobody's name or account: of it the
    kinds that are dropped before matching are masked. Every other text may quote a customer, also
    the bot's own: there all kinds are masked. What is remembered of a text is a hash and what it
    became, so nothing private is kept.
    """

    def __init__(self) -> None:
        self._known: dict[bytes, str | None] = {}

    def corpus(self, text: str) -> str:
        """A text that only the corpus can have written."""
        return self._once(text, DROPPED)

    def bot(self, text: str) -> str:
        """A text of the bot's, which may hold what a customer typed."""
        return self._once(text, PRIVATE)

    def _once(self, text: str, kinds: frozenset[PrivateKind]) -> str:
        data = text.encode("utf-8", "surrogatepass")
        name = hashlib.blake2b(data, digest_size=16, salt=_SALTS[kinds is PRIVATE]).digest()
        if name not in self._known:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            masked = redact(text, kinds)
            self._known[name] = None if masked == text else masked
        known = self._known[name]
        return text if known is None else known


def reply_fields(reply: Reply, key: bytes, masker: Masker) -> dict[str, Any]:
    """The reply as JSON, masked, its entries without what the corpus says anyway."""
    fields: dict[str, Any] = _Masking(masker).masked(_slim(dict(reply.to_dict())))
    if fields["handoff"]:
        fields["handoff"]["id"] = _packet_id(fields["handoff"]["id"], key)
    return fields


def key_of(reply: Reply) -> str:
    """The key under which equal questions fold: of the masked text, as questions are compared."""
    return question_key(redact(reply.query))


def conversation_id(name: str, key: bytes) -> str:
    """The id of a conversation as it is written: itself, or a hash where it holds a private value.

    The hash is HMAC-SHA-256 with ``key``, in letters: the same id gives the same hash, another
    one another.
    """
    if not isinstance(name, str):
        raise TypeError(f"conversation must be a str, found {type(name).__name__}")
    if len(name) <= LONGEST_NAME and not _is_private(name):
        return name
    digest = hmac.new(key, name.encode("utf-8", "surrogatepass"), "sha256").hexdigest()
    return f"masked-{digest[:32].translate(_LETTERS)}"


def name_of(what: str, name: str | None) -> str | None:
    """An audience or a channel, masked and cut. Raises: TypeError: it is no text."""
    if name is None:
        return None
    if not isinstance(name, str):
        raise TypeError(f"{what} must be a str or None, found {type(name).__name__}")
    return redact(_cut(name, LONGEST_NAME))


def note_of(text: str) -> str:
    """A note, masked and cut."""
    return redact(_cut(text, LONGEST_NOTE))


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{beginning(text, most - 1)}…"


def _is_private(name: str) -> bool:
    """Whether an id holds a private value, joined to other signs as ids are: wx_13800138000."""
    return any(redact(text) != text for text in (name, _JOINT.sub(" ", name)))


def _packet_id(id: str, key: bytes) -> str:
    """The id of a packet is that of its conversation and a number."""
    name, dash, number = id.rpartition("-")
    if number.isdecimal():
        return f"{conversation_id(name, key)}{dash}{number}" if dash else id
    return conversation_id(id, key)


def _slim(reply: dict[str, Any]) -> dict[str, Any]:
    """The reply as JSON, its entries without what the corpus says anyway."""
    slim = {
        name: reply[name] and {k: v for k, v in reply[name].items() if k not in _NOT_LOGGED}
        for name in ("entry", "shown")
    }
    parts = [_slim(dict(part)) for part in reply["parts"]]
    return {**reply, **slim, "parts": parts}


class _Masking:
    """Masks the texts of one reply, each once."""

    def __init__(self, masker: Masker) -> None:
        self._masker = masker
        self._done: dict[str, str] = {}

    def masked(self, value: Any, key: str = "", *, corpus: bool = False) -> Any:
        """A JSON value with private values masked in every text but ids and the like; ``corpus``:
        within what only the corpus says."""
        if isinstance(value, str):
            return value if not value or key in _PLAIN else self._text(value, key, corpus)
        if isinstance(value, list):
            return [self.masked(item, key, corpus=corpus) for item in value]
        if isinstance(value, dict):
            return {
                name: self.masked(item, name, corpus=corpus or name in _CORPUS)
                for name, item in value.items()
            }
        return value

    def _text(self, text: str, key: str, corpus: bool) -> str:
        """The text masked; what a URL has percent-encoded is masked as it reads."""
        if key in ("url", "route"):
            shown = unquote(text)
            masked = redact(shown)
            return text if masked == shown else masked
        if corpus:
            return self._masker.corpus(text)
        if key in _BOT:
            return self._masker.bot(text)
        if text not in self._done:
            self._done[text] = redact(text)
        return self._done[text]
