"""A certification in plain words, for Markdown and the terminal alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xiaoer.errors import Lang, Words
from xiaoer.evaluation.certificate.certification import LEAST_OOS, Certification
from xiaoer.evaluation.pages.section import Section

_EXAMPLES: Final = 3

_WORDS: Final[dict[str, tuple[str, str]]] = {
    "title": ("校准", "Calibration"),
    "result": ("结果", "Result"),
    "recalibration": ("置信度", "Confidence"),
    "certified": (
        "可以保证：有 {confidence} 的把握，答了的里面答错的不超过 {limit}。",
        "Certified: with {confidence} confidence, at most {limit} of the answers are wrong.",
    ),
    "found": (
        "阈值 {threshold:.4f}：{n} 条标注问题会回答 {answered} 条（应答率 {coverage}），其中答错 "
        "{wrong} 条（{rate}），风险的上界是 {bound}。",
        "Threshold {threshold:.4f}: of {n} labelled queries {answered} are answered (coverage "
        "{coverage}), {wrong} of them wrong ({rate}); the upper bound of the risk is {bound}.",
    ),
    "assumption": (
        "前提：以后的问题和这批标注问题是同样来的（同样的客户、同样的比例）。问题、相似问、关键词、"
        "词库或引擎一改，保证就失效；改答案不影响。",
        "This assumes queries drawn like these: the same customers, in the same mix. It ends when "
        "questions, variants, keywords, the lexicon or the engine change; not when answers do.",
    ),
    "mix": (
        "这批标注里，不该回答的占 {share}（{oos}/{n}）。真实客户里如果更多，答错的会超过上限。",
        "Of these labels {share} are out of scope ({oos}/{n}). Where customers ask more of them, "
        "more of the answers are wrong than promised.",
    ),
    "few_oos": (
        "注意：不该回答的太少（不到 {least}）。真实客户里只要有一成，这样的保证就常常不成立；"
        "请按真实比例补上不该回答的问题（gold: null）。",
        "Note: too few are out of scope (below {least}). Where customers ask one in ten, such a "
        "certificate often fails: add out-of-scope queries (gold: null) in their true share.",
    ),
    "no_oos": (
        "注意：标注里没有一条不该回答的问题（gold: null）。这个保证只对归知识库管的问题成立，"
        "别的问题答错多少，它没有说。",
        "Note: no label is out of scope (gold: null). This holds for queries that an entry "
        "answers; how often others are answered wrongly, it does not say.",
    ),
    "not_certified": (
        "不能保证：说不了“有 {confidence} 的把握，答错的不超过 {limit}”。",
        'Not certified: "at most {limit} of the answers are wrong" cannot be said with '
        "{confidence} confidence.",
    ),
    "too_few": (
        "原因：标注问题太少。{n} 条里最多会回答 {answerable} 条；就算一条不错，也要有 {least} 条"
        "回答。",
        "Why: too few labelled queries. Of {n}, {answerable} are answered at most; even without "
        "an error it takes {least} answers.",
    ),
    "too_risky": (
        "原因：没有哪个阈值的风险上界不超过 {limit}。",
        "Why: at no threshold is the upper bound of the risk at most {limit}.",
    ),
    "outlook": (
        "最接近的阈值 {threshold:.4f}：回答 {answered} 条，答错 {wrong} 条（{rate}）。要作保证，"
        "大约需要标注问题：一条不错时 {at_zero} 条；按这个错误率{at_rate}。",
        "Nearest is threshold {threshold:.4f}: {answered} answered, {wrong} wrong ({rate}). "
        "Labelled queries it would take, about: {at_zero} without an error; at this error rate "
        "{at_rate}.",
    ),
    "many": ("要 {n} 条", "{n}"),
    "never": (
        "多少条也不行（错误率不低于 {limit}），要先改进知识库或放宽要求",
        "never (it is not below {limit}): mend the corpus, or ask for less",
    ),
    "nothing": ("一条也不会回答。", "Nothing is answered at any threshold."),
    "leaks": (
        "注意：{n} 条与知识库的问题一字不差，不计入（{examples}）。知识库的问题若是从这批标注里"
        "抄来的，或照着它们改过，剩下的标注也偏容易：请用改完之后新来的问题。",
        "Note: {n} queries equal a question of the corpus and are kept apart ({examples}). If the "
        "corpus took its questions from these labels, or was edited because of them, the rest is "
        "too easy as well: use queries that came after the edit.",
    ),
    "shown": (
        "另有 {n} 条和知识库的问题只差一点：先问是不是它，答案附在下面，其中 {right} 条是对的。"
        "它们不算回答，这个承诺不包括它们。",
        "{n} more are nearly a question of the corpus and are asked about, the answer shown below, "
        "rightly in {right}. They are not answered: this promise does not cover them.",
    ),
    "few": (
        "没有重新校准：标注太少，或对错太一边倒。",
        "Not re-calibrated: too few labels, or too few right or wrong ones.",
    ),
    "good": (
        "没有重新校准：现在的置信度在留出的数据上已是最好。",
        "Not re-calibrated: on held-out labels the confidence is best as it is.",
    ),
    "refit": (
        "重新校准（{method}），在留出的数据上：Brier {b0:.4f} → {b1:.4f}，ECE {e0:.3f} → {e1:.3f}。"
        "只改显示的置信度，不改决定。",
        "Re-calibrated ({method}); on held-out labels: Brier {b0:.4f} → {b1:.4f}, ECE {e0:.3f} → "
        "{e1:.3f}. It changes the confidence told, no decision.",
    ),
}
_say: Final = Words(texts=_WORDS)


def certification_title(lang: Lang) -> str:
    """The title of the page."""
    return _say("title", lang)


def certification_sections(found: Certification, lang: Lang) -> Iterator[Section]:
    """What is certified and what it assumes, or why nothing is; then the confidence."""
    lines = _certified(found, lang) if found.certified else _not_certified(found, lang)
    notes = (*_shown(found, lang), *_mix(found, lang), *_leaks(found, lang))
    yield Section(key="result", title=_say("result", lang), text=(*lines, *notes))
    if found.refit is not None:
        title = _say("recalibration", lang)
        yield Section(key="recalibration", title=title, text=(_refit(found, lang),))


def _mix(found: Certification, lang: Lang) -> Iterator[str]:
    """How many of the labels are out of scope, and where these are too few."""
    mix = found.mix
    if mix is None:
        return
    if not mix.out_of_scope:
        yield _say("no_oos", lang)
        return
    yield _say("mix", lang, share=_percent(mix.oos_share), oos=mix.out_of_scope, n=found.n)
    if mix.oos_share < LEAST_OOS:
        yield _say("few_oos", lang, least=f"{100 * LEAST_OOS:g}%")


def _shown(found: Certification, lang: Lang) -> Iterator[str]:
    if found.shown:
        yield _say("shown", lang, n=found.shown, right=found.shown_right)


def _leaks(found: Certification, lang: Lang) -> Iterator[str]:
    if found.leaks:
        shown = [f"{leak.case.q} = {leak.id}" for leak in found.leaks[:_EXAMPLES]]
        rest = ["…"] if len(found.leaks) > _EXAMPLES else []
        examples = ("；" if lang == "zh" else "; ").join([*shown, *rest])
        yield _say("leaks", lang, n=len(found.leaks), examples=examples)


def _goal(found: Certification) -> dict[str, str]:
    return {"confidence": f"{100 * found.confidence:g}%", "limit": f"{100 * found.max_risk:g}%"}


def _certified(found: Certification, lang: Lang) -> Iterator[str]:
    if found.found is None:
        return
    one = found.found
    yield _say("certified", lang, **_goal(found))
    yield _say(
        "found",
        lang,
        threshold=one.threshold,
        n=found.n,
        answered=one.answered,
        coverage=_percent(found.coverage),
        wrong=one.wrong,
        rate=_percent(one.wrong / one.answered),
        bound=_percent(one.bound),
    )
    yield _say("assumption", lang)


def _not_certified(found: Certification, lang: Lang) -> Iterator[str]:
    goal = _goal(found)
    yield _say("not_certified", lang, **goal)
    if not found.answerable:
        yield _say("nothing", lang)
    else:
        counts = {"n": found.n, "answerable": found.answerable, "least": found.least}
        yield _say(found.why, lang, **counts, **goal)
    seen = found.outlook
    if seen is not None:
        never = _say("never", lang, **goal)
        yield _say(
            "outlook",
            lang,
            threshold=seen.threshold,
            answered=seen.answered,
            wrong=seen.wrong,
            rate=_percent(seen.wrong / seen.answered),
            at_zero=seen.at_zero,
            at_rate=never if seen.at_rate is None else _say("many", lang, n=seen.at_rate),
        )


def _refit(found: Certification, lang: Lang) -> str:
    fit = found.refit
    if fit is None or fit.few:
        return _say("few", lang)
    if fit.recalibration is None or fit.after is None:
        return _say("good", lang)
    return _say(
        "refit",
        lang,
        method={"platt": "Platt", "isotonic": "isotonic"}[fit.recalibration.method],
        b0=fit.before.brier,
        b1=fit.after.brier,
        e0=fit.before.ece,
        e1=fit.after.ece,
    )


def _percent(value: float) -> str:
    return f"{100 * value:.1f}%"
