"""`mine`: logs and the bot as it is now → what was asked and not answered, in groups."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final

from xiaoer.asking import Asked, ask_each
from xiaoer.authoring.mine.counted import CountedQuestion, counted
from xiaoer.authoring.mine.groups import MinedGroup, Wording, group_of
from xiaoer.authoring.mine.leaders import grouped
from xiaoer.authoring.mine.talks import misses
from xiaoer.bot import Bot
from xiaoer.evaluation.cases.prediction import Progress
from xiaoer.records import dataclass
from xiaoer.service.reply.reply import Reply

MOST: Final = 20_000
"""Questions that are looked at, the commonest: 30 KB and some milliseconds each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mined:
    """The groups, the commonest first, and what was read for them.

    Of ``questions`` that were not answered, ``answered`` are by the bot as it is now, ``ignored``
    were decided so before, ``waiting`` are questions of entries that are switched off, such as
    those still to be written, and ``rarer`` were not looked at.
    """

    groups: tuple[MinedGroup, ...]
    lines: int
    talks: int
    damaged: int
    questions: int
    answered: int
    ignored: int
    waiting: int
    rarer: int


def mine(
    paths: Sequence[str | os.PathLike[str]],
    bot: Bot,
    *,
    ignored: Iterable[str] = (),
    since: datetime | None = None,
    until: datetime | None = None,
    processes: int | None = None,
    most: int = MOST,
    progress: Progress | None = None,
) -> Mined:
    """What customers asked and were not answered, with the three nearest entries.

    ``ignored`` are questions, or their keys, that are not wanted. Of the rest the ``most`` common
    are asked again, in so many ``processes``, and put into groups.

    Raises:
        ValueError: ``since`` or ``until`` has no offset; there are no paths.
        OSError: a file cannot be read.
    """
    log = misses(*paths, since=since, until=until)
    every = counted(log, key_of := _keys(bot))
    off = {key_of(q) for entry in bot.corpus if not entry.enabled for q in entry.questions}
    no_more = {*ignored, *map(key_of, ignored)}
    wanted = [one for one in every if one.key not in no_more]
    open_ones = [one for one in wanted if one.key not in off]
    looked_at = open_ones[:most]
    wordings = [*_unanswered(looked_at, bot, processes)]
    return Mined(
        groups=_groups(wordings, bot, progress),
        lines=log.lines,
        talks=log.talks,
        damaged=log.damaged,
        questions=len(every),
        answered=len(looked_at) - len(wordings),
        ignored=len(every) - len(wanted),
        waiting=len(wanted) - len(open_ones),
        rarer=len(open_ones) - len(looked_at),
    )


def _keys(bot: Bot) -> Callable[[str], str]:
    """What gives the key of a text, as the bot folds its questions."""
    return lambda text: bot.desk.analyze(text).key


def _unanswered(
    questions: Sequence[CountedQuestion], bot: Bot, processes: int | None
) -> Iterator[Wording]:
    """Those that the bot does not answer now, or still with the entry that did not help."""
    now = bot.corpus.settings.local(None)
    asked = (Asked(one.text, one.audience) for one in questions)
    said = ask_each(bot, asked, now=now, processes=processes, remember=0)
    for one, reply in zip(questions, said, strict=True):
        if not isinstance(reply, Reply):  # an audience that the corpus does not know by now
            reply = bot.ask(one.text, now=now)
        if not _is_answered(one, reply):
            yield Wording(one, reply)


def _is_answered(one: CountedQuestion, reply: Reply) -> bool:
    replies = reply.parts or (reply,)
    given = {part.entry.id for part in replies if part.entry is not None}
    return all(part.answered for part in replies) and given.isdisjoint(one.given)


def _groups(
    wordings: Sequence[Wording], bot: Bot, progress: Progress | None
) -> tuple[MinedGroup, ...]:
    questions = {entry.id: entry.question for entry in bot.corpus}
    texts = [(one.counted.audience, one.counted.text) for one in wordings]
    places = grouped(texts, bot.desk.analyzer, progress) if texts else []
    groups = [group_of([wordings[at] for at in group], questions) for group in places]
    return tuple(sorted(groups, key=lambda one: (-one.count, one.texts[0])))
