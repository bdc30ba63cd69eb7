"""The private values of a conversation as numbered placeholders, one value one number."""

import re
from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from xiaoer.text.entities import find_accounts, find_private
from xiaoer.text.entities.entity import PLACEHOLDER
from xiaoer.text.private import folded
from xiaoer.text.redaction import (
    LABELS,
    PRIVATE,
    Private,
    PrivateKind,
    checked,
    label_of,
    replaced,
)


class Redactor:
    """Masks the texts of one conversation with numbered placeholders, one value one number.

    What a customer typed that looks like a placeholder is never restored to a secret: a number
    that was typed before is not given, and one that is typed after it was given is masked itself.
    So ``restore(redactor.redact(text), redactor.originals)`` is the text again, but for values
    that were first written otherwise. ``originals`` of an earlier redactor continues its numbers.

    >>> redactor = Redactor()
    >>> redactor.redact("13800138000或13900139000"), redactor.redact("就138 0013 8000")
    ('[手机号1]或[手机号2]', '就[手机号1]')
    >>> redactor.originals["[手机号2]"]
    '13900139000'
    """

    def __init__(
        self,
        kinds: Collection[PrivateKind] = PRIVATE,
        originals: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._kinds = checked(kinds)
        self._originals = dict(originals)
        self._taken = set(originals)
        self._placeholders: dict[tuple[str, str], str] = {}
        self._masked: dict[str, str] = {}  # a message stands in a packet three times
        self._last: dict[str, int] = {}  # number given last, by label
        for placeholder, original in originals.items():
            self._placeholders.setdefault(_key_of(placeholder, original), placeholder)

    @property
    def originals(self) -> Mapping[str, str]:
        """Placeholder → what it stands for, as first written; a view."""
        return MappingProxyType(self._originals)

    def redact(self, text: str) -> str:
        """The text with private values as numbered placeholders."""
        if text not in self._masked:
            masked = self._redacted(text)
            if "[" in text:  # what is typed like a placeholder may mean something else later
                return masked
            self._masked[text] = masked
        return self._masked[text]

    def everywhere(self, text: str) -> str:
        """The same, and what was found in texts before is masked where nothing here gives it away:
        a name that was told, then only mentioned.

        >>> redactor = Redactor()
        >>> redactor.redact("我的会员密码是abc778"), redactor.everywhere("abc778不对")
        ('我的会员密码是[密码1]', '[密码1]不对')
        """
        return self.known(self.redact(text))

    def known(self, text: str) -> str:
        """The text with what was found in texts before masked, and nothing else."""
        here = {
            original: placeholder
            for placeholder, original in self._originals.items()
            if original in text and not PLACEHOLDER.fullmatch(original)
        }
        if not here:
            return text
        longest_first = sorted(here, key=lambda original: (-len(original), original))
        values = "|".join(map(re.escape, longest_first))
        # a number is no part of a longer one, and placeholders stay
        found = re.compile(rf"{PLACEHOLDER.pattern}|(?<![0-9A-Za-z])(?:{values})(?![0-9A-Za-z])")
        return found.sub(lambda one: here.get(one[0], one[0]), text)

    def _redacted(self, text: str) -> str:
        typed = {found[0] for found in PLACEHOLDER.finditer(text)}
        self._taken |= typed
        if typed & self._originals.keys():
            text = PLACEHOLDER.sub(lambda found: self._typed(found[1], found[0]), text)
        return replaced(text, self._kinds, self.mask)

    def mask(self, entity: Private) -> str:
        """The placeholder of an entity that was found in one of the texts.

        Raises: UnknownNameError when its kind is not private.
        """
        checked((entity.kind,))
        label = LABELS[entity.kind]
        return self._named(label, (label, entity.value), entity.text)

    def _typed(self, label: str, typed: str) -> str:
        """A placeholder for a typed one that is already given to a value; else the typed one."""
        return self._named(label, ("", typed), typed) if typed in self._originals else typed

    def _named(self, label: str, key: tuple[str, str], original: str) -> str:
        if key in self._placeholders:
            return self._placeholders[key]
        number = self._last.get(label, 0) + 1
        while (placeholder := f"[{label}{number}]") in self._taken:
            number += 1
        self._last[label] = number
        self._taken.add(placeholder)
        self._placeholders[key] = placeholder
        self._originals[placeholder] = original
        return placeholder


def _key_of(placeholder: str, original: str) -> tuple[str, str]:
    """(label, value) of what a placeholder stands for; a typed placeholder has no label."""
    if PLACEHOLDER.fullmatch(original):
        return "", original
    found: Sequence[Private] = (*find_private(original), *find_accounts(original))
    if len(found) == 1 and found[0].text == original:
        return label_of(placeholder), found[0].value
    return label_of(placeholder), folded(original)
