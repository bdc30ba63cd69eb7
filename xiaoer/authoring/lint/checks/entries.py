"""Entries beside each other and in time: W204, W213 to W221, W223."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta

from xiaoer.authoring.edit.edits import Remove
from xiaoer.authoring.lint.look import Hit, LintedEntry, LintedText, Look
from xiaoer.corpus.checking.shared_questions import overlap
from xiaoer.corpus.template import names
from xiaoer.text.characters.pinyin import toneless
from xiaoer.text.characters.shapes import lookalikes

_SOON = timedelta(days=31)  # a day that is the end is over at its midnight
_LISTS = ("related", "negatives", "keywords", "audience")
_PADDING = frozenset("了 的 呢 吗 啊 呀 吧 么 嘛 哦 啦 哈 一下 请问 请 我 您 你 在 就 是".split())


def same_question(look: Look) -> Iterator[Hit]:
    """Questions of two entries mean the same: they differ by padding, order or synonyms alone.

    Whoever asks gets one of them, or is asked back. Keep one, or word what tells them apart. That
    both entries are for other people, channels or times is no fault; equal ones are W501 to W503.

    中文：两个条目里的问题是同一个意思，只差客套话、语序或同义词。客户会得到其中一条，或者被反问。
    请只留一处，或写出区别。写得完全一样的由 W501 到 W503 检查。
    """
    found: dict[tuple[str, ...], list[tuple[LintedEntry, LintedText]]] = defaultdict(list)
    for one in look.live:
        for leaf in one.questions:
            words = (word for word in look.utterance(leaf.text).folded if word not in _PADDING)
            key = tuple(sorted(words))
            for other, theirs in found[key] if key else ():
                if other.id == one.id or not overlap(one.entry, other.entry):
                    continue
                if look.utterance(leaf.text).key != look.utterance(theirs.text).key:
                    where = other.where(theirs)
                    yield one.hit(
                        leaf, text=leaf.text, id=other.id, other_text=theirs.text, other=where
                    )
                    break
            found[key].append((one, leaf))


def twice_in_list(look: Look) -> Iterator[Hit]:
    """A list of an entry has the same text twice: related ids, negatives, keywords.

    `--fix` deletes the later one.

    中文：条目的列表里同一项写了两次（相关条目、反例、关键词）。--fix 会删除后一个。
    """
    for one in look.entries:
        first: dict[tuple[str, str], LintedText] = {}
        for leaf in one.under(*_LISTS):
            if not isinstance(leaf.path[-1], int):
                continue
            known = first.setdefault((leaf.key, leaf.text.strip()), leaf)
            if known is not leaf:
                where = one.where(known)
                edit = Remove(path=leaf.path)
                yield one.hit(leaf, edit, text=leaf.text, key=leaf.key, other=where)


def unreachable_related(look: Look) -> Iterator[Hit]:
    """A related entry is never given to whom this one is given: disabled, or for others.

    It is offered below the answer to nobody.

    中文：相关条目已停用，或者给的是另外的身份、渠道：看到本条目的客户得不到它。
    """
    every = {one.id: one for one in look.entries}
    for one in look.live:
        for leaf in one.under("related"):
            other = every.get(leaf.text)
            if other is None or other.id == one.id or overlap(one.entry, other.entry):
                continue
            why = "disabled" if not other.entry.enabled else "for_others"
            yield one.hit(leaf, text=leaf.text, why=why)


def nearly_a_category(look: Look) -> Iterator[Hit]:
    """A category has one entry and is nearly another that has several: a slip of typing.

    Such an entry gets a heading of its own in the menu, and no routing by category.

    中文：这个分类只有一条，又和另一个分类只差一点，多半是写错了：菜单里会多出一个标题，
    按分类转人工的规则也不会用到它。
    """
    counts = Counter(one.entry.category for one in look.entries if one.entry.category)
    for one in look.entries:
        for leaf in one.under("category"):
            if counts[one.entry.category] > 1:
                continue
            near = [name for name in counts if counts[name] > 1 and _one_off(name, leaf.text)]
            if near:
                usual = max(near, key=lambda name: (counts[name], name))
                yield one.hit(leaf, text=leaf.text, other_text=usual, count=counts[usual])


def expired(look: Look) -> Iterator[Hit]:
    """An entry's valid time is over: nobody gets it. `--as-of` sets the day.

    中文：条目已经过期，客户得不到它。--as-of 可以指定日期。
    """
    for one in look.live:
        end = one.entry.valid.end if one.entry.valid else None
        if end is not None and end <= look.as_of:
            yield one.hit(_time(one, "end"), id=one.id, text=_day(end))


def expires_soon(look: Look) -> Iterator[Hit]:
    """An entry's valid time is over within 30 days.

    中文：条目在 30 天内过期。
    """
    for one in look.live:
        end = one.entry.valid.end if one.entry.valid else None
        if end is not None and look.as_of < end <= look.as_of + _SOON:
            days = (end - look.as_of).days
            yield one.hit(_time(one, "end"), id=one.id, text=_day(end), count=days)


def not_yet(look: Look) -> Iterator[Hit]:
    """An entry is not valid yet.

    中文：条目还没有生效。
    """
    for one in look.live:
        start = one.entry.valid.start if one.entry.valid else None
        if start is not None and start > look.as_of:
            yield one.hit(_time(one, "start"), id=one.id, text=_day(start))


def disabled(look: Look) -> Iterator[Hit]:
    """An entry is disabled: a stub that waits for its answer, or one that was taken back.

    中文：条目已停用：可能在等答案，也可能是撤下来的。
    """
    for one in look.entries:
        if not one.entry.enabled:
            yield one.hit(next(one.under("enabled"), None), id=one.id)


def unused_variable(look: Look) -> Iterator[Hit]:
    """A variable of the settings is used by no text.

    中文：设置里的变量没有用到。
    """
    texts = [leaf.text for one in look.entries for leaf in one.leaves]
    texts += [leaf.text for leaf in look.settings_leaves if leaf.path[0] != "variables"]
    used = {name for text in texts for name in names(text)}
    for leaf in look.settings_leaves:
        if leaf.path[0] == "variables" and leaf.path[-1] not in used:
            yield from look.settings_hit(leaf, text=leaf.path[-1])


def _time(one: LintedEntry, end: str) -> LintedText | None:
    return next((leaf for leaf in one.under("valid") if leaf.path[-1] == end), None)


def _day(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M")


def _one_off(one: str, other: str) -> bool:
    """Whether two names differ as slips do: blanks, a character more, two that changed places, or
    one that sounds or looks like the other."""
    if "".join(one.split()) == "".join(other.split()):
        return one != other
    short, long = sorted((one, other), key=len)
    if len(short) < len(long):
        gaps = (long[:at] + long[at + 1 :] for at in range(len(long)))
        return len(short) > 2 and short in gaps
    differ = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(differ) == 2 and sorted(one) == sorted(other):
        return True
    return len(differ) == 1 and _alike(one[differ[0]], other[differ[0]])


def _alike(one: str, other: str) -> bool:
    return toneless(one) == toneless(other) or other in lookalikes(one)
