"""The parts of an entry that are more than a text or a list ↔ the text of a cell."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from typing import Final

from xiaoer.authoring.cells.texts import NOTHING, WORD_SIGNS, plain, read_list
from xiaoer.corpus.entry import ChannelAnswer, Link, SelfService
from xiaoer.corpus.reading.meant_values import guessed_moment
from xiaoer.source.moments import DEFAULT_OFFSET, parse_moment, parse_offset
from xiaoer.text.regex import regex

USUAL_LABEL: Final = "查看详情"
"""The label of a link that has none."""

_ON = frozenset(
    "启用 有效 生效 生效中 已生效 上线 已上线 上架 已上架 在用 使用中 正常 发布 已发布 开启 "
    "已启用 开 是 对 "
    "yes y true t 1 on enabled enable active published valid √ ✓ ✔ ☑ 启 可用 已审核 online "
    "live 在线 现行 现行有效 运行中 当前有效 可见 公开 released release visible public approved "
    "ready ☑️ ✅ 🟢 👍".split()
)
_OFF = frozenset(
    "停用 已停用 禁用 已禁用 无效 失效 已失效 未生效 下线 已下线 下架 已下架 未上线 未发布 草稿 "
    "作废 已作废 关闭 关 否 不 "
    "no n false f 0 off disabled disable inactive unpublished draft deleted 已删除 删除 过期 "
    "已过期 × ✗ ✘ x 停 "
    "待审核 审核中 废弃 已废弃 暂停 不可用 不启用 未启用 archived offline 离线 历史 旧版 待定稿 "
    "retired deprecated obsolete hidden private wip pending ☐ ❌ ⛔ 🔴 🚫".split()
)
_YES_OR_NO = frozenset(
    "是 对 否 不 yes y true t 1 on no n false f 0 off √ ✓ ✔ ☑ × ✗ ✘ x ☐ ✅ ❌".split()
)
_STATE = "(?:启用|有效|生效|上线|上架|发布|开启|使用|应用|展示|显示|公开|开放|可见|投放|执行|通过)"
_AROUND_WORD = regex(r"^[\W_]+|[\W_]+$")  # ✅ 已发布, 🟢 Live, [停用]
_IS_ON = regex(f"(?:已|正在|正常|可|在|审核|已审核)*{_STATE}(?:中|了|状态)?")
_IS_OFF = regex(
    f"(?:审核)?(?:未|不|不可|待|暂不|暂未|尚未|还未|没有?|无|停止|取消|禁止|拟)(?:审核)?{_STATE}(?:中|了|状态)?"
    "|(?:已|被|暂时?|临时)*(?:停用|禁用|下线|下架|失效|作废|关闭|停止|废止|隐藏|屏蔽|归档|撤销|撤回|驳回|暂停)"
    "(?:中|了|状态)?"
)
_ALWAYS = frozenset(
    "长期 永久 长期有效 永久有效 不限 无限期 永不 一直 永远 forever never always 无期限".split()
)
_EVERYONE = frozenset(
    "全部 所有 所有人 全体 不限 通用 全员 全部用户 所有用户 all everyone any 全部人群 全渠道 "
    "全部渠道 所有渠道".split()
)
_URL = regex(r"https?://\S+", re.IGNORECASE)
_MARKDOWN = regex(r"\[([^\]\n]+)\]\((https?://[^)\s]+)\)")
_MIDNIGHT = regex(r"[ T]\s*0?0:00(?::00(?:\.0+)?)?$")
_RANGE = regex(
    r"(?P<start>\S.{6,18}?\S)\s*(?:--|—+|~|～|至|到|\bto\b|\s-\s|－)\s*(?P<end>\S.{4,18})",
    re.DOTALL,
)
_UNTIL = regex(
    r"(?:截至|截止|至|到|until)[:：]?\s*(?P<end>\S.{4,18})|(?P<end2>\S.{4,18}?)(?:前|止|截止)"
)
_SINCE = regex(r"(?:自|从)?(?P<start>\S.{4,18}?)\s*(?:起|开始|以后|至今|起长期有效)")
_SERVICE: Final = (("label", "名称"), ("url", "网址"), ("route", "路由"), ("fields", "字段"))
_PART = regex(r"\s*(\w+)\s*[:：]\s*(.*?)\s*")


def read_flag(cell: str) -> str:
    """`true` or `false` for what people write; anything else as it is.

    >>> read_flag("已上线"), read_flag("停用"), read_flag("待定")
    ('true', 'false', '待定')
    """
    word = plain(cell).casefold()
    if word in _ON or word in _OFF:
        return "true" if word in _ON else "false"
    word = _AROUND_WORD.sub("", word) or word
    if word in _ON or word in _OFF:
        return "true" if word in _ON else "false"
    return "false" if _IS_OFF.fullmatch(word) else "true" if _IS_ON.fullmatch(word) else plain(cell)


def read_off_flag(cell: str) -> str:
    """`true` or `false` for what people write under 是否停用: a state says itself, 是 says off.

    >>> read_off_flag("是"), read_off_flag("停用"), read_off_flag("正常"), read_off_flag("待定")
    ('false', 'false', 'true', '待定')
    """
    flag = read_flag(cell)
    turned = plain(cell).casefold() in _YES_OR_NO
    return {"true": "false", "false": "true"}.get(flag, flag) if turned else flag


def read_names(cell: str, named: Mapping[str, str]) -> tuple[str, ...]:
    """Names of audiences or channels; a label stands for its name, 全部 for no name at all."""
    names = read_list(cell, WORD_SIGNS)
    if plain(cell)[:1] == "[":
        return names
    if len(names) == 1 and names[0].casefold() in _EVERYONE:
        return ()
    own = frozenset(named.values())
    return tuple(name if name in own else named.get(name, name) for name in names)


def read_moment(cell: str) -> str:
    """A date or a moment as the corpus has it, "" for always; what is none as it is written.

    >>> read_moment("2026年1月5日"), read_moment("2026-12-31 00:00:00"), read_moment("长期有效")
    ('2026-01-05', '2026-12-31', '')
    """
    text = plain(cell)
    if text.casefold() in NOTHING or text.casefold() in _ALWAYS:
        return ""
    text = _MIDNIGHT.sub("", text)
    return text if _is_moment(text) else guessed_moment(text) or text


def read_range(cell: str) -> tuple[str, str]:
    """Start and end of a cell such as 2026-01-01至2026-12-31.

    >>> read_range("2026/1/1 ~ 2026/12/31"), read_range("长期"), read_range("2026.5.1起")
    (('2026/1/1', '2026/12/31'), ('', ''), ('2026-05-01', ''))
    """
    text = plain(cell)
    if text.casefold() in NOTHING or text.casefold() in _ALWAYS:
        return "", ""
    found = _RANGE.fullmatch(text)
    if found:
        return read_moment(found["start"]), read_moment(found["end"])
    found = _SINCE.fullmatch(text)
    if found:
        return read_moment(found["start"]), ""
    found = _UNTIL.fullmatch(text)
    return ("", read_moment((found["end"] or found["end2"]) if found else text))


def _is_moment(text: str) -> bool:
    try:
        parse_moment(text, parse_offset(DEFAULT_OFFSET), end=False)
    except ValueError:
        return False
    return True


def write_moment(moment: datetime | None, offset: timezone, *, end: bool) -> str:
    """The cell that is read as this moment: a day where it is one and in China's time."""
    if moment is None:
        return ""
    if moment.utcoffset() == parse_offset(DEFAULT_OFFSET).utcoffset(None) == offset.utcoffset(None):
        for text in _days(moment, end):
            if read_moment(text) == text and parse_moment(text, offset, end=end) == moment:
                return text
    return moment.isoformat()


def _days(moment: datetime, end: bool) -> list[str]:
    """How the moment may be written short."""
    found = []
    try:
        day = moment - timedelta(days=1) if end else moment
        found.append(day.date().isoformat())
    except OverflowError:
        pass
    return [*found, moment.strftime("%Y-%m-%d %H:%M")]


def read_links(cell: str) -> list[tuple[str, str]] | None:
    """Labels and addresses, one link a line, or JSON; None where a line has no address.

    >>> read_links("退款规则 https://a.cn/1\\nhttps://a.cn/2")
    [('退款规则', 'https://a.cn/1'), ('查看详情', 'https://a.cn/2')]
    """
    text = plain(cell)
    if text.casefold() in NOTHING:
        return []
    links = []
    for line in text.split("\n"):
        if not line.strip():
            continue
        found = _MARKDOWN.fullmatch(line.strip())
        address = _URL.search(line)
        if found:
            links.append((found[1], found[2]))
        elif address and address.end() == len(line.rstrip()):
            links.append((line[: address.start()].strip(" :：-—\t") or USUAL_LABEL, address[0]))
        else:
            return None
    return links


def write_links(links: tuple[Link, ...]) -> str:
    """The cell that is read as these links."""
    pairs = [(link.label, link.url) for link in links]
    cell = "\n".join(f"{label} {url}" for label, url in pairs)
    if read_links(cell) == pairs:
        return cell
    return _json([{"label": label, "url": url} for label, url in pairs])


def write_channels(channels: tuple[ChannelAnswer, ...]) -> str:
    """The names of the channels; JSON where one has an answer of its own."""
    names = tuple(own.channel for own in channels)
    cell = "\n".join(names)
    silent = all(own.answer is None for own in channels)
    if silent and read_names(cell, {}) == names:
        return cell
    return _json({own.channel: own.answer for own in channels})


def read_service(cell: str) -> dict[str, object] | None:
    """The parts of a self-service, a line each; None where a line has no known name before it.

    >>> read_service("名称：查看进度\\n路由：app://p?o={订单号}\\n字段：订单号")
    {'label': '查看进度', 'route': 'app://p?o={订单号}', 'fields': ['订单号']}
    """
    keys = {word: key for key, word in _SERVICE}
    found: dict[str, object] = {}
    for line in filter(str.strip, plain(cell).split("\n")):
        part = _PART.fullmatch(line)
        key = keys.get(part[1], "") if part else ""
        if part is None or not key or key in found:
            return None
        found[key] = list(read_list(part[2], WORD_SIGNS)) if key == "fields" else part[2]
    return found


def write_service(service: SelfService | None) -> str:
    """The cell that is read as this self-service."""
    if service is None:
        return ""
    whole = {"label": service.label, "url": service.url, "route": service.route}
    parts: dict[str, object] = {key: value for key, value in whole.items() if value is not None}
    if service.fields:
        parts["fields"] = list(service.fields)
    lines = []
    for key, word in _SERVICE:
        value = parts.get(key)
        if value is not None:
            lines.append(f"{word}：{'、'.join(service.fields) if key == 'fields' else value}")
    cell = "\n".join(lines)
    return cell if read_service(cell) == parts else _json(parts)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
