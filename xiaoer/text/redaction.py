"""Private values in a text replaced by placeholders that say what stood there: [手机号].

An order number, an amount, a date or a hotline (400…) is not private. Two groups of kinds are:

- ``DROPPED``: phones, ID cards, bank cards, e-mail and postal addresses with a number, accounts
  (QQ, 微信) with a digit. Normalization drops them before matching, and their placeholders as
  well, so for these kinds **a placeholder changes no score**:
  ``normalize(redact(text, DROPPED)) == normalize(text)``.
- The others (``name``, ``passport``, ``permit``, ``plate``; ``handle``: accounts in words;
  ``place``: addresses in looser forms; ``number``: spelled digits) can be words of a question:
  姓名怎么改. They are masked only where a text leaves, in the log and the handoff packet; matching
  sees the text as it was typed, and a masked text may score otherwise.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Literal

from xiaoer.errors import UnknownNameError
from xiaoer.text.entities import (
    Account,
    Entity,
    EntityKind,
    find_accounts,
    find_entities,
    find_private,
)
from xiaoer.text.entities.entity import PLACEHOLDER
from xiaoer.text.private import Leaving, LeavingKind, find_leaving
from xiaoer.text.stretches import cut, stretches

PrivateKind = EntityKind | LeavingKind | Literal["account"]
"""What can be private: a kind of entity, somebody's account, or what is masked on leaving."""

Private = Entity | Account | Leaving
"""A private value that was found."""

LABELS: Mapping[PrivateKind, str] = MappingProxyType(
    {
        "phone": "手机号",
        "id_card": "身份证号",
        "bank_card": "银行卡号",
        "email": "邮箱",
        "address": "地址",
        "account": "账号",
        "handle": "账号",
        "place": "地址",
        "name": "姓名",
        "passport": "护照号",
        "permit": "通行证号",
        "plate": "车牌号",
        "number": "号码",
        "password": "密码",
    }
)
"""The kinds that have a placeholder → the word in it."""

PRIVATE = frozenset(LABELS)
"""The kinds that are masked."""

DROPPED: frozenset[PrivateKind] = frozenset(
    ("phone", "id_card", "bank_card", "email", "address", "account")
)
"""The kinds that are dropped before matching: a placeholder of theirs changes no score."""

_HOTLINES = ("400", "800")
_WINDOW = 160  # characters after a cut that are looked at: no value is longer but an odd e-mail


def redact(text: str, kinds: Collection[PrivateKind] = PRIVATE) -> str:
    """The text with private values as placeholders; doing it twice changes nothing more.

    Raises: UnknownNameError for a kind that is not private.

    >>> redact("我是13800138000，发到a.b@qq.com")
    '我是[手机号]，发到[邮箱]'
    """
    return replaced(text, checked(kinds), _labelled)


def mask_private(text: str) -> str:
    """The text with the kinds of ``DROPPED``, hotlines and placeholders as spaces; a step of
    normalization.

    >>> mask_private("我的电话138-0013-8000"), mask_private("[手机号1]收不到")
    ('我的电话 ', ' 收不到')
    """
    text = replaced(text, DROPPED, _labelled, hotlines=True)
    return PLACEHOLDER.sub(" ", text) if "[" in text else text


def is_hotline(entity: Entity) -> bool:
    """Whether it is the number of a company (400…, 800…): a phone, but nobody's own."""
    return entity.kind == "phone" and len(entity.value) == 10 and entity.value[:3] in _HOTLINES


def hotlines(text: str) -> str:
    """The digits of the companies' numbers in a text, each once, in order of their value.

    >>> hotlines("400-820-8820还是4006001234"), hotlines("13800138000")
    ('40060012344008208820', '')
    """
    if "00" not in text:
        return ""
    return "".join(sorted({one.value for one in find_private(text) if is_hotline(one)}))


def beginning(text: str, most: int) -> str:
    """The first ``most`` characters of a text, fewer where they would end within a value.

    Half a phone number is not seen as one and would not be masked.

    >>> beginning("我的电话是13800138000", 12), beginning("怎么退款", 2)
    ('我的电话是', '怎么')
    """
    if len(text) <= most:
        return text
    window = text[: most + _WINDOW]
    found: Sequence[Private] = (
        *find_entities(window),
        *find_accounts(window),
        *find_leaving(window),
    )
    return text[: min((one.start for one in found if one.start < most < one.end), default=most)]


def restore(text: str, originals: Mapping[str, str]) -> str:
    """The text with placeholders replaced by what they stand for; unknown ones stay.

    >>> restore("打[手机号1]，不是[手机号2]", {"[手机号1]": "13800138000"})
    '打13800138000，不是[手机号2]'
    """
    return PLACEHOLDER.sub(lambda found: originals.get(found[0], found[0]), text)


def checked(kinds: Collection[PrivateKind]) -> frozenset[PrivateKind]:
    """The kinds as a set. Raises: UnknownNameError for one that is not private."""
    if kinds is PRIVATE:
        return PRIVATE
    for kind in kinds:
        if kind not in PRIVATE:
            raise UnknownNameError("private kind", kind, sorted(PRIVATE))
    return frozenset(kinds)


def _labelled(entity: Private) -> str:
    return f"[{LABELS[entity.kind]}]"


def replaced(
    text: str,
    kinds: frozenset[PrivateKind],
    name: Callable[[Private], str],
    *,
    hotlines: bool = False,
) -> str:
    """The text with each private value replaced by its name, until none is found.

    A placeholder is a barrier, so what stands between two of them is searched by itself, and once
    more only where something was found in it; long stretches are searched window by window. So
    the work grows with the length of the text.
    """
    done: list[str] = []
    clean: list[tuple[int, int]] = []  # windows since the last barrier that hold nothing
    todo = stretches(text)
    while todo:
        start, end, placeholder = todo.pop()
        if placeholder:
            done += (*(text[first:last] for first, last in clean), placeholder)
            clean = []
            continue
        stop = cut(text, start, end)
        before = done[-1] if done and not clean else ""
        after = todo[-1][2] if todo and stop == end else ""
        found = _found(text[start:stop], kinds, before, after, hotlines=hotlines)
        if not found:
            clean.append((start, stop))
            if stop < end:
                todo.append((stop, end, ""))
            continue
        at = end
        for one, label in reversed([(one, name(one)) for one in found]):
            todo += ((start + one.end, at, ""), (start + one.start, start + one.end, label))
            at = start + one.start
        # the window before ends otherwise where this one is shorter
        todo.append((clean.pop()[0] if clean else start, at, ""))
    return "".join((*done, *(text[first:last] for first, last in clean)))


def _found(
    text: str, kinds: frozenset[PrivateKind], before: str, after: str, *, hotlines: bool
) -> Sequence[Private]:
    """Private values of a stretch that do not overlap: entities; where there are none, accounts;
    where there are none, what is masked on leaving. ``before`` and ``after`` are the placeholders
    at its sides."""
    entities = [
        entity
        for entity in find_private(text)
        if entity.kind in kinds and (hotlines or not is_hotline(entity))
    ]
    if entities:
        return entities
    if "account" in kinds and (accounts := find_accounts(text)):
        return accounts
    if kinds <= DROPPED:
        return ()
    leaving = find_leaving(text, label_of(before), label_of(after))
    return [one for one in leaving if one.kind in kinds]


def label_of(placeholder: str) -> str:
    """The word in a placeholder, "" where the text is none."""
    found = PLACEHOLDER.fullmatch(placeholder)
    return found[1] if found else ""
