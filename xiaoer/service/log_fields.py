"""What a line of the log says of a reply: bounded, and private values masked."""

import hmac
import re
from typing import Any
from urllib.parse import unquote

from xiaoer.service.reply import Reply
from xiaoer.text.redaction import beginning, redact

LONGEST_NOTE = 1_000
"""Characters of a note that are kept."""
LONGEST_NAME = 200
"""Characters of an audience, a channel or a conversation that are kept as they are."""

_PLAIN = frozenset(("id", "corpus_hash", "engine", "time", "started", "created", "queue"))
_NOT_LOGGED = ("variants", "negatives", "keywords")  # of an entry: large, and in the corpus
_LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")
_JOINT = re.compile(r"[_-]+|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])")


def reply_fields(reply: Reply, key: bytes) -> dict[str, Any]:
    """The reply as JSON, masked, its entries without what the corpus says anyway."""
    fields: dict[str, Any] = _masked(_slim(dict(reply.to_dict())))
    if fields["handoff"]:
        fields["handoff"]["id"] = _packet_id(fields["handoff"]["id"], key)
    return fields


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


def _masked_text(text: str, key: str) -> str:
    """The text masked; what a URL has percent-encoded is masked as it reads."""
    shown = unquote(text) if key in ("url", "route") else text
    masked = redact(shown)
    return text if masked == shown else masked


def _slim(reply: dict[str, Any]) -> dict[str, Any]:
    """The reply as JSON, its entries without what the corpus says anyway."""
    entry = reply["entry"] and {k: v for k, v in reply["entry"].items() if k not in _NOT_LOGGED}
    parts = [_slim(dict(part)) for part in reply["parts"]]
    return {**reply, "entry": entry, "parts": parts}


def _masked(value: Any, key: str = "") -> Any:
    """A JSON value with private values masked in every text but ids and the like."""
    if isinstance(value, str):
        return value if key in _PLAIN else _masked_text(value, key)
    if isinstance(value, list):
        return [_masked(item, key) for item in value]
    if isinstance(value, dict):
        return {name: _masked(item, name) for name, item in value.items()}
    return value
