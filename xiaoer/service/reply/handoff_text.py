"""A handoff as a page of Chinese that an agent takes in at a glance."""

from collections.abc import Iterator

from xiaoer.service.reply.handoff_json import FoundDict, HandoffDict, LineDict
from xiaoer.service.reply.labels import ENTITIES, REASONS, SENT
from xiaoer.text.characters.controls import without_controls

_BOT_SHOWN = 60  # characters of an answer: the agent knows the answers
_CUSTOMER_SHOWN = 300
_CANDIDATES_SHOWN = 3
# Confidence below which the candidates are noise: above it the right entry is among the three of
# 98 of 100 messages in scope that are not answered, and 35 of 357 out of scope show any
# (``tests.bench.choices``).
_LEAST_SHOWN = 0.38
_SHARE_SHOWN = 0.5  # of the first candidate's score, as for choices
_OUTCOMES = {"denied": "客户说没有帮助", "repeated": "客户又问了一遍", "confused": "客户说没听懂"}
_ROLES = {"customer": "客户", "bot": "小二"}


def handoff_text(packet: HandoffDict) -> str:
    """The summary; a heading line, then a line or a short list for each thing that is known."""
    return without_controls("\n".join(_lines(packet)))


def _lines(packet: HandoffDict) -> Iterator[str]:
    number = f" · {packet['id']}" if packet["id"] else ""
    yield f"【转人工】{packet['label']} · 优先级 {packet['priority']}{number}"
    yield f"问题：{packet['problem'] or '客户没有说明问题'}"
    if packet["earlier"]:
        yield f"此前转过人工：{'；'.join(packet['earlier'])}"
    who = " · ".join(filter(None, (packet["customer"], _clock(packet["created"]))))
    if who:
        yield f"客户：{who}"
    reasons = packet["reasons"] or [packet["reason"]]
    yield f"原因：{'；'.join(REASONS[reason] for reason in reasons)}"
    if not packet["open"]:
        yield "注意：转来时不在服务时间，客户在等回复"
    if packet["found"]:
        yield f"信息：{'；'.join(map(_found, packet['found']))}"
    if packet["sent"]:
        sent = (f"{SENT.get(kind, kind)} {count}" for kind, count in packet["sent"].items())
        yield f"发来：{'；'.join(sent)}"
    if packet["missing"]:
        yield f"还缺：{'、'.join(packet['missing'])}（已问过，客户没有提供）"
    if packet["topic"]:
        yield f"话题：{packet['topic']}"
    if packet["candidates"] and packet["confidence"] >= _LEAST_SHOWN:
        yield f"可能相关（首条把握 {packet['confidence']:.0%}）："
        least = packet["candidates"][0]["score"] * _SHARE_SHOWN
        shown = [c for c in packet["candidates"][:_CANDIDATES_SHOWN] if c["score"] >= least]
        yield from (f"  · {c['question']}（{c['id']}）" for c in shown)
    if packet["tried"]:
        yield "机器人已答："
    for tried in packet["tried"]:
        outcome = _OUTCOMES.get(tried["outcome"])
        yield f"  · {tried['question']}（{tried['entry']}）{f' — {outcome}' if outcome else ''}"
    if packet["transcript"]:
        yield "对话："
        yield from map(_spoken, packet["transcript"])


def _found(found: FoundDict) -> str:
    carrier = f"（{found['carrier']}）" if found["carrier"] else ""
    unit = " 元" if found["kind"] == "amount" else ""
    return f"{ENTITIES[found['kind']]} {found['value']}{unit}{carrier}"


def _spoken(line: LineDict) -> str:
    text = " ".join(line["text"].split())
    most = _BOT_SHOWN if line["role"] == "bot" else _CUSTOMER_SHOWN
    shown = f"{text[:most]}…" if len(text) > most else text
    return f"  {_clock(line['time'])} {_ROLES[line['role']]}：{shown}".replace("   ", "  ")


def _clock(time: str) -> str:
    """Month, day and time of an ISO moment: 11-23 09:30."""
    return f"{time[5:10]} {time[11:16]}" if len(time) >= 16 else ""
