"""One customer's side of a chat: what they asked, and what a number now stands for."""

import re
import unicodedata
from typing import TYPE_CHECKING

from xiaoer.cli.shown import pickable
from xiaoer.errors import Lang
from xiaoer.service.reply import Choice, Reply

if TYPE_CHECKING:
    from xiaoer.bot import Bot

# 1, １, 2. or 3、 choose; a longer number is an order's or a phone's.
_NUMBER = re.compile(r"(\d{1,3})\s*[.、。)]?", re.ASCII)


def typed_number(text: str) -> int | None:
    """The number that a line is, if it is nothing else.

    >>> typed_number(" ２、"), typed_number("2 件"), typed_number("20261111")
    (2, None, None)
    """
    typed = _NUMBER.fullmatch(unicodedata.normalize("NFKC", text).strip())
    return int(typed[1]) if typed else None


class NoSuchChoiceError(Exception):
    """A number was typed that none of the ``count`` choices has."""

    def __init__(self, count: int) -> None:
        self.count = count
        super().__init__(count)


class Talk:
    """Replies to what a customer types, or to the choice whose number they type.

    All that a chat remembers is here: a conversation with a fuller memory can stand in its
    place.
    """

    def __init__(self, bot: "Bot", audience: str | None = None) -> None:
        self.bot = bot
        self.audience = audience
        self.choices: tuple[Choice, ...] = ()
        self._last: Reply | None = None
        self._asked_as: str | None = None

    def say(self, text: str) -> Reply:
        """The reply to a line.

        Raises:
            NoSuchChoiceError: the line is a number, and there are choices, but not so many.
        """
        choice = self._chosen(text)
        query = choice.question if choice else text
        self._asked_as = self._audience_for(choice) if choice else self.audience
        self._last = self.bot.ask(query, audience=self._asked_as)
        self.offer(pickable(self._last))
        return self._last

    def why(self, lang: Lang) -> str | None:
        """The explanation of the last reply; None before the first."""
        if self._last is None:
            return None
        return self.bot.explain(self._last.query, audience=self._asked_as).to_text(lang)

    def offer(self, choices: tuple[Choice, ...]) -> None:
        """Makes the numbers stand for these; without any, the old ones still hold."""
        self.choices = choices or self.choices

    def _chosen(self, text: str) -> Choice | None:
        number = typed_number(text)
        if number is None or not self.choices:
            return None
        if not 1 <= number <= len(self.choices):
            raise NoSuchChoiceError(len(self.choices))
        return self.choices[number - 1]

    def _audience_for(self, choice: Choice) -> str | None:
        """The audience to ask with: two entries may share a question, each for its own."""
        if self.audience is not None or choice.id not in self.bot.corpus:
            return self.audience
        audience = self.bot.corpus[choice.id].audience
        return audience[0] if len(audience) == 1 else None
