"""What is done where a question is nearly one of the corpus, and what is told then."""

from xiaoer.corpus.corpus import Corpus
from xiaoer.corpus.entry import Entry
from xiaoer.corpus.template import fill
from xiaoer.matching.match import Difference, Match
from xiaoer.service.deciding.decision import Decision
from xiaoer.service.reply.action import Reason


def asked_instead(entry: Entry) -> Decision | None:
    """The question whether an entry is meant; None for one that hands over: it does so anyway."""
    if entry.escalate is not None:
        return None
    return Decision(action="clarify", reason="unsure", choices=(entry.id,), shown=entry)


def of_another_platform(match: Match, most: int) -> Decision:
    """About another platform: the entries that name it are offered, if there are any."""
    if not match.naming:
        return Decision(action="escalate", reason="out_of_scope")
    reason: Reason = "unsure" if len(match.naming) == 1 else "ambiguous"
    return Decision(action="clarify", reason=reason, choices=match.naming[:most])


def shown_text(
    corpus: Corpus, match: Match, entry: Entry, channel: str | None, number: int = 1
) -> str:
    """The question whether an entry is meant, its answer, and what to reply; "" where the entry
    has no answer to show."""
    texts, variables = corpus.settings.texts, corpus.settings.variables
    answer = fill(entry.answer_for(channel), variables)
    if not answer or not match.candidates:
        return ""
    told = {
        "question": match.candidates[0].question,
        "differs": _differs(match.difference),
        "number": str(number),
    }
    lead, end = (fill(text, {**variables, **told}) for text in (texts.shown, texts.shown_end))
    return "\n".join((lead, answer, end))


def _differs(difference: Difference | None) -> str:
    """What a customer is told of a difference."""
    if difference is None:
        return ""
    ours, theirs = difference.ours, difference.theirs
    if ours and theirs:
        return f"您说的是“{ours}”，这里说的是“{theirs}”。"
    return f"您提到了“{ours}”，这里没有。" if ours else f"这里说的是“{theirs}”。"
