"""Every check by its code, and what `--explain` shows of it."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator

from xiaoer.authoring.lint.checks import (
    answers,
    entries,
    keywords,
    numbers,
    retrieval,
    safety,
    segments,
    signs,
    topics,
    variants,
)
from xiaoer.authoring.lint.look import Hit, Look
from xiaoer.authoring.lint.switched_off import unknown_codes
from xiaoer.errors import Lang
from xiaoer.source.findings.messages import MESSAGES
from xiaoer.source.findings.severities import SEVERITY_OF
from xiaoer.source.findings.terms import SEVERITIES

Check = Callable[[Look], Iterator[Hit]]

CHECKS: dict[str, Check] = {
    "W201": variants.few,
    "W202": variants.rather_few,
    "W203": variants.nearly_twice,
    "W204": entries.same_question,
    "W205": variants.opposite,
    "W206": variants.vague,
    "W207": variants.long,
    "W208": variants.unwritten,
    "W209": signs.invisible,
    "W210": keywords.forbids_itself,
    "W211": keywords.never_fires,
    "W212": keywords.always_fires,
    "W213": entries.twice_in_list,
    "W214": entries.unreachable_related,
    "W215": entries.nearly_a_category,
    "W217": entries.expired,
    "W218": entries.expires_soon,
    "W219": entries.not_yet,
    "W220": segments.broken,
    "W221": entries.disabled,
    "W223": entries.unused_variable,
    "W224": segments.perhaps_broken,
    "W230": unknown_codes,
    "A101": answers.unwritten,
    "A102": answers.too_long,
    "A103": answers.rather_long,
    "A104": signs.half_width,
    "A105": answers.markdown,
    "A106": numbers.between_entries,
    "A107": numbers.within_entry,
    "A108": topics.same_answer,
    "A109": answers.says_nothing,
    "A110": signs.garbled,
    "A111": signs.unbalanced,
    "A112": answers.past,
    "A113": answers.cut_off,
    "A114": topics.wrong_place,
    "R101": retrieval.same_elsewhere,
    "R102": retrieval.misplaced,
    "R103": retrieval.confused,
    "R104": retrieval.unreached,
    "R105": retrieval.question_unreached,
    "R106": retrieval.barred,
    "R107": retrieval.thin,
    "R108": retrieval.one_wording,
    "S101": safety.promise,
    "S102": safety.private,
    "S103": safety.unsafe_link,
    "S104": safety.asks_for_secrets,
}
"""Code → its check; the loader's own codes (E, W4, W5) are none of them."""

_CHINESE = "中文："


def explain(code: str, lang: Lang = "en") -> str:
    """What a code means and how to mend it. Raises: KeyError: there is no such code."""
    severity = SEVERITIES[SEVERITY_OF[code]][lang == "en"]
    check = CHECKS.get(code)
    if check is None:
        return f"{code} ({severity})\n{MESSAGES[code][lang == 'en']}"
    english, _, chinese = (inspect.getdoc(check) or "").partition(_CHINESE)
    told = "".join(chinese.split("\n")) if lang == "zh" else english.strip()
    return f"{code} ({severity})\n{told.strip()}"
