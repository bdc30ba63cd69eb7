"""`ask` raises for no text; python -m tests.bench.hostile asks 100,000 and times them."""

from collections import Counter
from random import Random
from types import SimpleNamespace

import pytest

from tests.bench import climb as climbing
from tests.bench.hostile import KINDS, _fan_out, check, show_climb, texts
from tests.service.material import sample
from xiaoer import Bot
from xiaoer.service.deciding.desk import Desk


@pytest.fixture(scope="module")
def bot() -> Bot:
    return sample()


def test_the_generator_repeats_itself_and_has_every_kind() -> None:
    first = list(texts(300, seed=5))
    assert first == list(texts(300, seed=5))
    assert first != list(texts(300, seed=6))
    assert Counter(kind for kind, _ in first).keys() == KINDS.keys()
    joined = "".join(text for _, text in first)
    assert max(len(text) for _, text in first) == 1_000_000
    assert all(char in joined for char in "\x00\ud800\u202e\u0301")


@pytest.fixture(scope="module")
def texts_by_kind() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for kind, text in texts(1500, seed=1):
        found.setdefault(kind, []).append(text)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_no_text_raises(bot: Bot, texts_by_kind: dict[str, list[str]], kind: str) -> None:
    """Every reply can be shown, logged and sent."""
    assert len(texts_by_kind[kind]) > 10
    for text in texts_by_kind[kind]:
        check(bot.ask(text))


# --- how much work a text may cost: counted, not timed ----------------------------------------

FOLLOWING = ("运费呢", "多久到账", "换货呢", "那发票呢", "优惠券呢", "退货呢", "多久发货", "怎么退",
             "能退吗", "怎么收费", "要运费吗", "呢", "那呢", "吗")  # fmt: skip


def _follow_ups(random: Random) -> str:
    """A question and short ones that may follow from it."""
    first = random.choice(
        ("怎么申请退款", "没收到货怎么办", "怎么改收货地址", "退" * 400 + "款怎么办")
    )
    rest = random.sample(FOLLOWING, random.randrange(1, 7))
    return random.choice("？？?\n").join([first, *rest]) + "？"


@pytest.fixture
def work(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """What the desk does while texts are asked: messages served, characters analyzed."""
    done: Counter[str] = Counter()
    serve, analyze = Desk.serve, Desk.analyze

    def served(self, *args, **options):
        done["served"] += 1
        return serve(self, *args, **options)

    def analyzed(self, text):
        done["analyzed"] += 1
        done["characters"] += min(len(text), 512)
        done[text] += 1
        return analyze(self, text)

    monkeypatch.setattr(Desk, "serve", served)
    monkeypatch.setattr(Desk, "analyze", analyzed)
    return done


@pytest.mark.slow
def test_a_message_is_read_a_bounded_number_of_times(bot: Bot, work: Counter[str]) -> None:
    """One reading of the whole, one of each of six parts, six of what follows from another.

    Their characters: the whole and its parts, and for each follow-up what is left of it, a
    question of the corpus, and readings of 40."""
    random = Random(2)
    most: Counter[str] = Counter()
    made = [make(random)[:512] for make in (_follow_ups, _fan_out) for _ in range(70)]
    for text in made:
        work.clear()
        bot.ask(text)
        most |= work
    assert most["served"] <= 13
    assert most["served"] > 6  # the texts do come near it
    longest = max(len(entry.question) for entry in bot.corpus)
    assert most["characters"] <= 512 + 160 + 5 * (16 + longest) + 6 * 40
    assert most["analyzed"] <= 1 + 6 + 5 * 2 + 6


def test_a_long_question_is_not_read_again_for_a_short_one(bot: Bot, work: Counter[str]) -> None:
    said = "我买的鞋子昨天刚刚收到打开一看大了一码穿不上，客服和店长都让我自己看，怎么申请退款？"
    text = f"{said}运费呢？"
    bot.ask(text)
    assert work["served"] > 1
    assert {read for read in work if len(read) > 40} == {text, said}
    work.clear()
    bot.ask(text * 4)
    assert work["served"] == 1


def test_parts_that_read_longer_than_a_message_are_not_read_again(
    bot: Bot, work: Counter[str]
) -> None:
    part = "\ufdfa" * 78 + "怎么退款？"
    bot.ask(part * 6)
    assert work["served"] == 1
    work.clear()
    bot.ask("怎么退款⑽？运费谁出㍿？")
    assert work["served"] > 1


def test_a_search_for_slow_texts_finds_the_slow_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cost is told by the text here, and the climb goes up."""
    monkeypatch.setattr(climbing, "spent", lambda bot, text: 1.0 + text.count("6號"))
    quiet = SimpleNamespace(warm_up=lambda: None)
    makers = [lambda random: random.choice(("退款", "6號吗"))]
    found = [climbing.climb(quiet, ["退款"], makers, ["6", "號", "款"], 1500, seed=3) for _ in "ab"]
    assert found[0] == found[1]
    assert found[0].median_ms == 1.0
    assert found[0].ratio > 200
    assert max(len(text) for _, text in found[0].slowest) <= 512
    assert "MISSED" in show_climb(found[0])
    assert found[0].slowest[0][1].count("6號") == found[0].ratio - 1
