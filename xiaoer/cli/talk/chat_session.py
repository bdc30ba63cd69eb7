"""A customer served at the terminal: every line typed gets the lines to show."""

import difflib
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from xiaoer.cli.options.corpus import message_of
from xiaoer.cli.talk.reply_lines import category_lines, menu_lines, reply_lines
from xiaoer.cli.terminal.columns import pad, width_of
from xiaoer.cli.terminal.screen import ScreenLine
from xiaoer.conversation import Conversation
from xiaoer.corpus.template import fill
from xiaoer.errors import Lang, UnknownNameError
from xiaoer.service.deciding.choosing import chosen
from xiaoer.service.talk.talk_state import picks_of
from xiaoer.text.regex import regex

if TYPE_CHECKING:
    from xiaoer.bot import Bot
    from xiaoer.service.reply.handoff import Handoff
    from xiaoer.service.reply.menu import MenuSection

# A slash and Latin letters; /微笑 is what a customer's keyboard makes of an emoji.
_COMMAND = regex(r"\s*(/[a-z]+)(?:\s+(.*?))?\s*", re.IGNORECASE | re.ASCII)

HELP: Final[tuple[tuple[str, str], ...]] = (
    ("数字", "选择列出的问题"),
    ("/menu", "常见问题；/menu 分类 只看一类"),
    ("/why", "上一条回复的依据"),
    ("/audience 身份", "换一种身份提问；不写身份则不限"),
    ("/packet", "最近一次转人工时交给客服的工单"),
    ("/accept", "客服接起会话，机器人不再作声"),
    ("/release", "结束人工服务，回到机器人"),
    ("/help", "这份说明"),
    ("/quit", "离开，Ctrl-D 也可以"),
)

_GAP = ScreenLine(text="")

# A menu of more questions than this scrolls the greeting off a small terminal.
_MENU_AT_ONCE = 16


class ChatSession:
    """Serves one customer; ``closed`` once they have left."""

    def __init__(self, *, bot: "Bot", audience: str | None, lang: Lang) -> None:
        self._bot = bot
        self._lang = lang
        self._talk = Conversation(bot, audience=audience)
        self._shelf: tuple[MenuSection, ...] = ()
        self._packet: Handoff | None = None
        self.closed = False
        self._commands: dict[str, Callable[[str, int | None], Iterator[ScreenLine]]] = {
            "/menu": self._menu,
            "/why": self._why,
            "/audience": self._audience,
            "/packet": self._show_packet,
            "/accept": self._accept,
            "/release": self._release,
            "/help": self._help,
            "/quit": self._quit,
        }

    def welcome(self, columns: int | None) -> Iterator[ScreenLine]:
        """The greeting and the menu."""
        yield self._text(self._bot.corpus.settings.texts.greeting)
        yield _GAP
        yield from self._menu("", columns)
        yield ScreenLine(text="输入问题或编号即可，/help 查看命令。", role="note")
        yield _GAP

    def farewell(self) -> Iterator[ScreenLine]:
        """What is said when the customer leaves."""
        yield self._text(self._bot.corpus.settings.texts.goodbye)

    def serve(self, line: str, columns: int | None) -> Iterator[ScreenLine]:
        """The lines to show for a line that was typed."""
        command = _COMMAND.fullmatch(line)
        if command is None:
            yield from self._reply(line, columns)
        elif (name := command[1].lower()) in self._commands:
            yield from self._commands[name](command[2] or "", columns)
        else:
            yield from self._unknown(name)
        if not self.closed:
            yield _GAP

    def _reply(self, line: str, columns: int | None) -> Iterator[ScreenLine]:
        if self._shelf and not self._talk.handed_over:
            number = chosen(line, len(self._shelf))
            if isinstance(number, int):
                yield from self._category(number, columns)
                return
        reply = self._talk.say(line)
        if picks_of(reply):
            self._shelf = ()
        yield from reply_lines(reply, self._bot.corpus.settings, self._lang)
        if reply.handoff is not None:
            self._packet = reply.handoff
            yield ScreenLine(
                text="/packet 查看交给客服的工单，/accept 由客服接起，/release 结束人工服务。",
                role="note",
            )
        elif reply.action == "suppressed":
            yield ScreenLine(
                text="已转人工，机器人不再回复；/release 可以回到机器人。", role="note"
            )

    def _category(self, number: int, columns: int | None) -> Iterator[ScreenLine]:
        if 1 <= number <= len(self._shelf):
            yield from self._questions(self._shelf[number - 1 : number], columns)
        else:
            count = len(self._shelf)
            yield ScreenLine(text=f"请输入 1 到 {count} 之间的编号，或者直接说您的问题。")

    def _menu(self, category: str, columns: int | None) -> Iterator[ScreenLine]:
        """All preset questions, or the categories when there are too many, or one category."""
        sections = self._bot.menu(audience=self._talk.audience)
        wanted = tuple(section for section in sections if section.category == category)
        if wanted or len(sections) < 2 or _count(sections) <= _MENU_AT_ONCE:
            yield from self._questions(wanted or sections, columns)
            return
        self._shelf = sections
        yield from category_lines(sections, columns)

    def _questions(
        self, sections: "tuple[MenuSection, ...]", columns: int | None
    ) -> Iterator[ScreenLine]:
        self._shelf = ()
        self._talk.offer(choice for section in sections for choice in section.choices)
        yield from menu_lines(sections, self._bot.corpus, columns)
        if not sections:
            yield ScreenLine(text="还没有设置常见问题，请直接说您的问题。")

    def _why(self, _: str, __: int | None) -> Iterator[ScreenLine]:
        why = self._talk.why()
        nothing = "还没有回复可以解释，先问一个问题吧。"
        yield ScreenLine(text=why.to_text(self._lang) if why else nothing)

    def _audience(self, name: str, columns: int | None) -> Iterator[ScreenLine]:
        declared = self._bot.corpus.settings.audiences
        name = next((a.name for a in declared if name in (a.name, a.label)), name)
        try:
            self._talk.audience = name or None
        except UnknownNameError as error:
            yield ScreenLine(text=message_of(error, self._lang))
            return
        yield from self._menu("", columns)

    def _show_packet(self, _: str, __: int | None) -> Iterator[ScreenLine]:
        nothing = "还没有转过人工，没有工单。"
        yield ScreenLine(text=self._packet.to_text() if self._packet else nothing)

    def _accept(self, _: str, __: int | None) -> Iterator[ScreenLine]:
        waiting = self._talk.waiting
        self._talk.accepted()
        taken = "客服已接起，机器人不再作声；/release 结束人工服务。"
        nobody = "客服已经接起了。" if self._talk.handed_over else "没有转过人工，不用接起。"
        yield ScreenLine(text=taken if waiting else nobody)

    def _release(self, _: str, __: int | None) -> Iterator[ScreenLine]:
        held = self._talk.handed_over
        self._talk.release()
        ended = "人工服务已结束，现在由机器人为您服务。"
        yield ScreenLine(text=ended if held else "现在就是机器人在为您服务。")

    def _help(self, _: str, __: int | None) -> Iterator[ScreenLine]:
        column = max(width_of(name) for name, _ in HELP) + 2
        yield from (ScreenLine(text=what, lead=pad(name, column)) for name, what in HELP)

    def _quit(self, _: str, __: int | None) -> Iterator[ScreenLine]:
        self.closed = True
        yield from self.farewell()

    def _unknown(self, name: str) -> Iterator[ScreenLine]:
        near = difflib.get_close_matches(name, self._commands, n=1)
        hint = f"是不是 {near[0]}？" if near else "输入 /help 查看全部命令。"
        yield ScreenLine(text=f"没有 {name} 这个命令，{hint}")

    def _text(self, text: str) -> ScreenLine:
        return ScreenLine(text=fill(text, self._bot.corpus.settings.variables))


def _count(sections: "tuple[MenuSection, ...]") -> int:
    return sum(len(section.choices) for section in sections)
