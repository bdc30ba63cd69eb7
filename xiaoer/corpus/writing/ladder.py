"""The ladder of service and the business hours → plain dicts, defaults left out."""

from __future__ import annotations

from xiaoer.corpus.hours import DAYS, DaySpan, Hours
from xiaoer.corpus.ladder import (
    USUAL_TURNS,
    Handover,
    OfferRule,
    Route,
    Rule,
    TalkStep,
    usual_rules,
    usual_steps,
)
from xiaoer.corpus.settings import Topic


def topic_to_dict(topic: Topic) -> dict[str, object]:
    """A restricted topic."""
    return _given(
        {
            "name": topic.name,
            "words": list(topic.words),
            "categories": list(topic.categories),
            "queue": topic.queue,
            "text": topic.text,
        }
    )


def rules_to_list(rules: tuple[Rule, ...]) -> list[object]:
    """All rules in their order, a usual one by its name alone; none when all are as usual."""
    return [] if rules == usual_rules() else [_rule(rule) for rule in rules]


def steps_to_list(steps: tuple[TalkStep, ...]) -> list[object]:
    """The steps of not understanding that are not as usual."""
    return [
        {
            "step": step.name,
            **_given(
                {
                    "enabled": None if step.enabled else False,
                    "turns": None if step.turns == 1 else step.turns,
                    "text": step.text,
                }
            ),
        }
        for step, usual in zip(steps, usual_steps(), strict=True)
        if step != usual
    ]


def handover_to_dict(handover: Handover) -> dict[str, object]:
    """What holds while a talk is handed over, as far as it is not as usual."""
    usual = handover.until_accepted == Handover().until_accepted
    return _given(
        {"until_accepted": None if usual else handover.until_accepted, "idle": handover.idle}
    )


def route_to_dict(route: Route) -> dict[str, object]:
    """A route."""
    return _given(
        {
            "entry": list(route.entry),
            "category": list(route.category),
            "audience": list(route.audience),
            "topic": list(route.topic),
            "reason": list(route.reason),
            "queue": route.queue,
            "priority": route.priority,
            "text": route.text,
        }
    )


def offer_to_dict(offer: OfferRule) -> dict[str, object]:
    """A further rung."""
    return _given(
        {
            "name": offer.name,
            "label": offer.label,
            "queue": offer.queue,
            "words": list(offer.words),
            "category": list(offer.category),
            "audience": list(offer.audience),
            "text": offer.text,
        }
    )


def hours_to_dict(hours: Hours) -> dict[str, object]:
    """The days of the week, like neighbours together, and the special days; {} without a week."""
    if not hours.week:
        return {}
    special = {day.isoformat(): _spans(hours.special[day]) for day in sorted(hours.special)}
    return _given({"week": _week(hours.week), "special": special})


def _rule(rule: Rule) -> object:
    usual = USUAL_TURNS.get(rule.name)
    said = _given(
        {
            "enabled": None if rule.enabled else False,
            "turns": None if rule.turns == usual else rule.turns,
            "words": list(rule.words),
            "queue": rule.queue,
            "priority": rule.priority,
            "text": rule.text,
        }
    )
    return {"rule": rule.name, **said} if said else rule.name


def _week(week: tuple[tuple[DaySpan, ...], ...]) -> dict[str, object]:
    """Closed days are left out, unless all are."""
    if len(set(week)) == 1:
        return {"daily": _spans(week[0])}
    runs: list[list[int]] = []
    for day, spans in enumerate(week):
        if day and week[day - 1] == spans:
            runs[-1].append(day)
        else:
            runs.append([day])
    return {_days(run): _spans(week[run[0]]) for run in runs if week[run[0]]}


def _days(run: list[int]) -> str:
    first, last = DAYS[run[0]], DAYS[run[-1]]
    return first if first == last else f"{first}-{last}"


def _spans(spans: tuple[DaySpan, ...]) -> str:
    return ", ".join(f"{_clock(start)}-{_clock(end)}" for start, end in spans) or "closed"


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _given(whole: dict[str, object]) -> dict[str, object]:
    """Without what is empty; False and 0 are said."""
    return {key: value for key, value in whole.items() if value not in (None, "", [], {})}
