"""The guard: does a candidate's question say the opposite of the query?

Two ways. A predicate that one side denies and the other asserts in the same sense
(没收到 / 收到了, 不能退 / 可以退, 不想要 / 想要), and opposites of the lexicon of which each side
names another (开通 / 关闭). A text that names both sides, or asks (多久到账, 能不能退), contradicts
nothing. Contrasts such as 退货 / 换货 are counted as evidence, never as a veto.
"""

from collections.abc import Iterable, Sequence

from xiaoer.records import dataclass
from xiaoer.text.regex import regex
from xiaoer.text.words.lexicon import Lexicon, Opposite, OppositeKind
from xiaoer.text.words.polarity import WHETHER, Denial, Polarity, listed

_CANCEL_REACH = 6  # tokens: 取消对这家店铺的关注
_ONE_WISH = 12  # tokens of a text whose last word may cancel any of it
_WHETHER_PARTICLES = frozenset("吗 么".split())
_WHETHER = _WHETHER_PARTICLES | {WHETHER}
_SHORT = 8  # tokens of a text that is about one wish
_MOST_PLACES = 4  # of one word in a text that are looked at
_PARTLY = regex("有的|有一?部分|部分[没未]|一个[^ ]{1,6}一个[没未]")
_OBJECTS = tuple("款货钱")  # 不想退了 denies 退款 and 退货
_RESULT = tuple("到完好掉成错")
_OPEN_BEFORE = regex(
    "(?:不|没|无法|怎么|如何|怎样|咋|哪里|哪儿|在哪|哪|才能|什么时候|多久|多久能|想|帮我|请|能|可以)$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """What the guard knows of one text: its polarity and the sides of opposites it names.

    ``denials`` are its denied predicates, each with the words that would assert it, ``named``
    all words that it affirms or names.
    """

    polarity: Polarity
    denials: tuple[tuple[str, Denial, frozenset[str]], ...]
    named: frozenset[str]
    left: frozenset[int]
    right: frozenset[int]
    contrast_left: frozenset[int]
    contrast_right: frozenset[int]


class Guard:
    """Compares stances; built once for a lexicon."""

    def __init__(self, opposites: Sequence[Opposite], lexicon: Lexicon) -> None:
        folding = lexicon.folding()
        self._sides: dict[str, list[tuple[int, bool, OppositeKind]]] = {}
        for number, opposite in enumerate(opposites):
            for words, is_left in ((opposite.left, True), (opposite.right, False)):
                for word in dict.fromkeys(folding.get(w, w) for w in words):
                    self._sides.setdefault(word, []).append((number, is_left, opposite.kind))

    def stance(self, polarity: Polarity) -> Stance:
        """The stance of a text; a cancelled side counts as the other (取消关注 as 取关)."""
        sides: dict[tuple[bool, bool], set[int]] = {
            (veto, left): set() for veto in (True, False) for left in (True, False)
        }
        tokens = polarity.tokens
        last = tokens[-1:] if len(tokens) <= _ONE_WISH else ()
        for place, token in enumerate(tokens):
            if token not in self._sides:
                continue
            cancelled = token not in listed("撤销") and not listed("撤销").isdisjoint(
                (*_nearby(tokens, place), *last)
            )
            for number, is_left, kind in self._sides[token]:
                veto = kind == "veto" or (kind == "goal" and _is_goal(tokens, place))
                sides[veto, is_left and not cancelled].add(number)
        for token in polarity.denied:
            for number, is_left, kind in self._sides.get(token, ()):
                # what is denied is neither wanted nor its opposite for sure
                sides[kind != "contrast", is_left].add(number)
                sides[kind != "contrast", not is_left].add(number)
        return Stance(
            polarity=polarity,
            denials=tuple((p, kind, _same_as(p)) for p, kind in polarity.denied.items()),
            named=frozenset(polarity.tokens),
            left=frozenset(sides[True, True]),
            right=frozenset(sides[True, False]),
            contrast_left=frozenset(sides[False, True]),
            contrast_right=frozenset(sides[False, False]),
        )

    def conflict(self, query: Stance, question: Stance) -> tuple[str, ...]:
        """The words by which the two contradict each other; empty where they do not."""
        words: tuple[str, ...] = ()
        if query.denials:
            words += _denied_against(query, question)
        if question.denials:
            words += _denied_against(question, query)
        if not (query.left or query.right):
            return words
        if crossing := _crossing(query.left, query.right, question.left, question.right):
            words += self._named(crossing, query, question)
        return tuple(dict.fromkeys(words))

    def _named(self, numbers: Iterable[int], *stances: Stance) -> tuple[str, ...]:
        wanted = set(numbers)
        return tuple(
            token
            for stance in stances
            for token in (*stance.polarity.tokens, *stance.polarity.denied)
            if any(number in wanted for number, _, _ in self._sides.get(token, ()))
        )

    @staticmethod
    def doubt(query: Stance, question: Stance) -> tuple[str, ...]:
        """The predicates that one of the two denies and the other only names.

        Less than a contradiction (退款没到账 is well answered by 退款多久到账), but a reason to be
        surer than usual before answering.
        """
        return tuple(
            predicate
            for denying, other in ((query, question), (question, query))
            for predicate, _, same in denying.denials
            if not same.isdisjoint(other.named) and same.isdisjoint(other.polarity.denied)
        )

    @staticmethod
    def contrasts(query: Stance, question: Stance) -> int:
        """How many contrasts (退货 / 换货) have one side here and the other there."""
        return len(
            _crossing(
                query.contrast_left,
                query.contrast_right,
                question.contrast_left,
                question.contrast_right,
            )
        )


def _crossing(
    left: frozenset[int],
    right: frozenset[int],
    other_left: frozenset[int],
    other_right: frozenset[int],
) -> frozenset[int]:
    """Opposites of which one text names only the left side and the other only the right."""
    return ((left - right) & (other_right - other_left)) | (
        (right - left) & (other_left - other_right)
    )


def _denied_against(denying: Stance, other: Stance) -> tuple[str, ...]:
    return tuple(
        predicate
        for predicate, kind, same in denying.denials
        if same.isdisjoint(other.polarity.denied)
        and _contradicts(denying, other, predicate, kind, same)
    )


def _contradicts(
    denying: Stance, other: Stance, predicate: str, kind: Denial, same: frozenset[str]
) -> bool:
    if _PARTLY.search(denying.polarity.text):
        return False  # 有的收到了有的没收到 says both
    if not same.isdisjoint(other.named):
        unwanted = predicate in denying.polarity.unwanted and all(
            len(side.polarity.tokens) <= _SHORT for side in (denying, other)
        )
        if _asserts(other.polarity.tokens, same, kind, unwanted=unwanted):
            return True
    return _achieves(other.polarity, denying.polarity.achieved.get(predicate, ()))


def _achieves(other: Polarity, forms: Iterable[str]) -> bool:
    """Whether a text says that something came about, and does not ask how it might."""
    for form in forms:
        place = other.text.find(form)
        if (
            place >= 0
            and form not in other.denied
            and not _OPEN_BEFORE.search(other.text[:place])
            and other.text[place + len(form) : place + len(form) + 1] not in _WHETHER_PARTICLES
        ):
            return True
    return False


def _is_goal(tokens: Sequence[str], place: int) -> bool:
    """Whether a word is what the customer wants to do: 怎么在电脑上退出, but not 退出了怎么办."""
    if tokens[place + 1 : place + 2] and tokens[place + 1] in listed("动作之后"):
        return False
    return not listed("想做").isdisjoint(_part(tokens, place)[: _place_in_part(tokens, place)])


def _place_in_part(tokens: Sequence[str], place: int) -> int:
    start = place
    while start and tokens[start - 1] != " ":
        start -= 1
    return place - start


def _nearby(tokens: Sequence[str], place: int) -> list[str]:
    """The tokens around a place, in its part."""
    start = end = place
    while start and place - start < _CANCEL_REACH and tokens[start - 1] != " ":
        start -= 1
    while end < len(tokens) and end - place < _CANCEL_REACH and tokens[end] != " ":
        end += 1
    return list(tokens[start:end])


def _same_as(predicate: str) -> frozenset[str]:
    """The words for the same predicate: 收 and 收到 are one, 发 and 发票 are not."""
    if predicate == "到":
        return frozenset(("到", "过", "超过"))
    if len(predicate) == 1:
        return frozenset((predicate, *(predicate + after for after in (*_RESULT, *_OBJECTS))))
    if len(predicate) == 2 and predicate[1] in _RESULT:
        return frozenset((predicate, predicate[0]))
    return frozenset((predicate,))


def _asserts(tokens: Sequence[str], same: frozenset[str], kind: Denial, *, unwanted: bool) -> bool:
    places = [place for place, token in enumerate(tokens) if token in same][:_MOST_PLACES]
    if unwanted:
        places = [p for p in places if listed("撤销").isdisjoint(_nearby(tokens, p))]
    return any(
        _asserted_at(tokens, place, kind) or (unwanted and _is_wanted(tokens, place))
        for place in places
    )


def _asserted_at(tokens: Sequence[str], place: int, kind: Denial) -> bool:
    before = tokens[place - 1] if place else ""
    following = tokens[place + 1 : place + 3]
    after = following[0] if following else ""
    part = _part(tokens, place)
    if after in listed("还没"):
        return False
    if kind != "possibility" and (after in _WHETHER or _asks_behind(following, kind)):
        return False
    if kind == "event":
        if WHETHER in part[: _place_in_part(tokens, place)]:
            return False  # 有没有收到货 asks
        if listed("动作之后") & set(following) or before in listed("动作之前"):
            return True
        if listed("问时间") & set(part):
            return False
        return len(tokens[place]) > 1 and tokens[place].endswith(_RESULT)
    if kind == "possibility":
        if after in listed("做成"):
            return True
        return before in listed("允许") and not (_WHETHER & set(part))
    if tokens[place] in listed("意愿"):
        return not (_WHETHER & set(part))
    while before in listed("跳过的词") and before not in listed("打算"):
        place -= 1
        before = tokens[place - 1] if place else ""
    return before in listed("打算") or before in ("", " ") or after in listed("动作之后")


def _is_wanted(tokens: Sequence[str], place: int) -> bool:
    """Whether a text wants a thing or has it: nothing before it asks, or denies it.

    指定时间送 does beside 不要送, 怎么开通自动续费 beside 不要自动续费.
    """
    before = _part(tokens, place)[: _place_in_part(tokens, place)]
    behind = tokens[place + 1] if place + 1 < len(tokens) else ""
    return (
        behind not in listed("还没") and WHETHER not in before and listed("不定").isdisjoint(before)
    )


def _asks_behind(following: Sequence[str], kind: Denial) -> bool:
    """Whether 吗 comes next but one: 发货了吗, 收到货吗; but 想退可以吗 says a wish."""
    if not _WHETHER_PARTICLES.intersection(following[1:2]):
        return False
    return kind == "event" or following[0] in listed("动作之后")


def _part(tokens: Sequence[str], place: int) -> list[str]:
    start = end = place
    while start and tokens[start - 1] != " ":
        start -= 1
    while end < len(tokens) and tokens[end] != " ":
        end += 1
    return list(tokens[start:end])
