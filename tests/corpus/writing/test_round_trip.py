"""Law: corpus → YAML → corpus is an identity, and so are record → dict → record."""

from __future__ import annotations

import tempfile
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.examples import scaled
from xiaoer.corpus.corpus import Corpus
from xiaoer.corpus.entry import ChannelAnswer, Entry, Keywords, Link, SelfService, Valid
from xiaoer.corpus.hours import Hours
from xiaoer.corpus.ladder import (
    ALWAYS_ON,
    RULES,
    USUAL_TURNS,
    WITH_WORDS,
    OfferRule,
    Route,
    Rule,
    in_order,
)
from xiaoer.corpus.settings import (
    DIFFERENCES,
    Audience,
    Channel,
    EngineSettings,
    LexiconSettings,
    Limits,
    Queue,
    Settings,
    Thresholds,
    Topic,
)
from xiaoer.corpus.texts import Texts
from xiaoer.corpus.writing.yaml_text import to_yaml
from xiaoer.source.tree import FORBIDDEN
from xiaoer.source.yaml_tree import parse_yaml

# Few fragments that mean something to YAML, so that they collide.
NASTY = [
    "no", "null", "~", "12", "1.10", "2026-11-01", "true", "=", "<<", "a", "退款", "😀", "é",
    " ", "  ", "\t", "\n", "\n\n", "\r\n", "\r", "\x85", "\u2028", "\u2029", "\u00a0", "\u200b",
    "#", " #", ":", ": ", "- ", "? ", "-", "---", "...", "|", ">", "&a", "*a", "!t", "%", "@", "`",
    "'", '"', "\\", "\\n", "[", "]", ",", "}", "，", "。", "~", "\u3000",
]  # fmt: skip
TEXT = st.lists(st.sampled_from(NASTY), max_size=6).map("".join) | st.text(max_size=12).filter(
    lambda text: not FORBIDDEN.search(text) and "{" not in text
)
FULL = TEXT.filter(lambda text: text.strip() != "")
NAMES = st.sampled_from(["buyer", "商家", "no", "1", "a: b", "# x", " y "])
WORD = st.sampled_from(["订单号", "手机号", "a_1", "no"])
IDS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,8}", fullmatch=True)
MOMENT = st.datetimes(
    min_value=datetime(1900, 1, 1),
    max_value=datetime(2200, 1, 1),
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=8)), timezone(timedelta(hours=-3.5))]),
)


def tuples(strategy: st.SearchStrategy[object], **size: int) -> st.SearchStrategy[tuple]:  # type: ignore[type-arg]
    return st.lists(strategy, **{"max_size": 3, **size}).map(tuple)


def unique(strategy: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(strategy, max_size=3, unique=True).map(tuple)


@st.composite
def valids(draw: st.DrawFn) -> Valid | None:
    first, second = sorted((draw(MOMENT), draw(MOMENT)))
    start = draw(st.sampled_from([None, first]))
    end = draw(st.sampled_from([None, second])) if first < second else None
    return None if start is None and end is None else Valid(start=start, end=end)


SERVICE = st.builds(
    SelfService,
    label=FULL,
    url=st.sampled_from([None, "https://example.com/?a: b # c"]),
    route=st.sampled_from(["app://x?o={no}", "App+1.x:'\"\n"]),
    fields=st.just(("no", "订单号")),
)
ENTRY = st.builds(
    Entry,
    id=IDS,
    question=FULL,
    variants=tuples(FULL),
    answer=TEXT,
    category=TEXT,
    audience=unique(NAMES),
    keywords=st.builds(Keywords, any=tuples(FULL), all=tuples(FULL), none=tuples(FULL)),
    channels=st.lists(
        st.builds(ChannelAnswer, channel=NAMES, answer=st.none() | FULL),
        max_size=3,
        unique_by=lambda own: own.channel,
    ).map(tuple),
    valid=valids(),
    enabled=st.just(False),  # equal questions may then stand in several entries
    links=tuples(st.builds(Link, label=FULL, url=st.just("http://example.com/#a: b"))),
    image=st.none() | st.sampled_from(["a b.png", "https://example.com/😀"]),
    self_service=st.none() | SERVICE,
    escalate=st.just("human"),
    hot=st.booleans(),
)
CATEGORIES = ["退款", "no", "a: b", " y "]
CATEGORY = st.sampled_from(CATEGORIES)
OF_EACH_CATEGORY = [
    Entry(id=f"of-category-{number}", question=name, category=name, answer="好", enabled=False)
    for number, name in enumerate(CATEGORIES)
]
QUEUE = st.sampled_from(["human", "vip: 1"])
PRIORITY = st.sampled_from([None, 0, -1000, 7])
HOURS = Hours(
    week=(((0, 1440),), (), ((540, 720), (720, 721)), (), (), (), ()),
    special={date(2026, 10, 1): (), date(1, 1, 1): ((1, 2),)},
)


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    name = draw(st.sampled_from(RULES))
    usual = USUAL_TURNS.get(name)
    return Rule(
        name=name,
        enabled=name in ALWAYS_ON or draw(st.booleans()),
        turns=usual if usual is None else draw(st.integers(1, 20)),
        words=draw(tuples(FULL)) if name in WITH_WORDS else (),
        queue=draw(st.none() | QUEUE),
        priority=draw(PRIORITY),
        text=draw(TEXT),
    )


RULE = rules()
SETTINGS = st.builds(
    Settings,
    name=TEXT,
    audiences=st.just(())
    | tuples(st.builds(Audience, name=st.just("buyer"), label=FULL), max_size=1),
    channels=tuples(st.builds(Channel, name=st.just("app"), label=FULL), max_size=1),
    queues=st.builds(
        lambda label, text, priority: (
            Queue(name="vip: 1", label=label, text=text, priority=priority),
            Queue(name="human", label="人工客服"),
        ),
        FULL,
        TEXT,
        st.integers(-1000, 1000),
    ),
    default_queue=st.sampled_from(["human", "vip: 1"]),
    variables=st.dictionaries(WORD, TEXT, max_size=3),
    texts=st.builds(Texts, greeting=TEXT, fallback=TEXT),
    thresholds=st.builds(
        Thresholds, answer=st.none() | st.floats(0.5, 1), clarify=st.none() | st.floats(0, 0.5)
    ),
    limits=st.builds(Limits, query_chars=st.integers(1, 10_000), menu=st.integers(0, 9)),
    restricted=tuples(
        st.builds(
            Topic, name=FULL, words=tuples(FULL, min_size=1), queue=st.sampled_from([None, "human"])
        )
        | st.builds(Topic, name=FULL, categories=tuples(CATEGORY, min_size=1), text=TEXT)
    ),
    escalation=st.lists(RULE, max_size=4, unique_by=lambda rule: rule.name).map(
        lambda rules: in_order(tuple(rules))
    ),
    routing=tuples(
        st.builds(
            Route,
            queue=QUEUE,
            category=tuples(CATEGORY, min_size=1),
            reason=unique(st.sampled_from(RULES)),
            priority=PRIORITY,
            text=TEXT,
        )
    ),
    offers=st.lists(
        st.builds(
            OfferRule,
            name=FULL,
            label=FULL,
            queue=QUEUE,
            words=tuples(FULL),
            category=tuples(CATEGORY),
            text=TEXT,
        ),
        max_size=2,
        unique_by=lambda offer: offer.name,
    ).map(tuple),
    hours=st.sampled_from([Hours(), HOURS]),
    lexicon=st.builds(
        LexiconSettings,
        words=tuples(FULL),
        synonyms=tuples(tuples(FULL, min_size=2)),
        opposites=tuples(st.tuples(tuples(FULL, min_size=1), tuples(FULL, min_size=1))),
        without=unique(st.sampled_from(["words", "questions"])),
    ),
    engine=st.builds(
        EngineSettings,
        differences=st.sampled_from(DIFFERENCES),
        platforms=tuples(FULL),
        meaning=st.booleans(),
    ),
    timezone=st.sampled_from(["+08:00", "-03:30", "Z"]),
)
SLOW = settings(max_examples=scaled(30), deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.slow
@SLOW
@given(ENTRY)
def test_entry_to_dict_to_entry(entry: Entry) -> None:
    assert Entry.from_dict(entry.to_dict()) == entry


@pytest.mark.slow
@SLOW
@given(SETTINGS)
def test_settings_to_dict_to_settings(record: Settings) -> None:
    assert Settings.from_dict(record.to_dict()) == record


@pytest.mark.slow
@SLOW
@given(st.lists(ENTRY, max_size=3, unique_by=lambda entry: entry.id), SETTINGS)
def test_corpus_to_yaml_to_corpus(entries: list[Entry], record: Settings) -> None:
    named = {name for entry in entries for name in entry.audience}
    shown = {own.channel for entry in entries for own in entry.channels}
    if named - set(record.audience_names) or shown - set(record.channel_names):
        parts = {**record.to_dict(), "audiences": {}, "channels": {}}
        record = Settings.from_dict(parts)
    entries = [*entries, *OF_EACH_CATEGORY]
    corpus = Corpus.from_entries(entries, record)
    assert corpus.entries == tuple(entries)
    assert corpus.settings == record
    with tempfile.TemporaryDirectory() as folder:
        corpus.save(folder)
        back = Corpus.load(folder)
        assert back == corpus
        assert back.hash == corpus.hash
        assert back.to_yaml() == corpus.to_yaml()
        assert {path.name for path in Path(folder).iterdir()} == set(corpus.to_yaml())


@given(TEXT)
def test_any_reader_takes_a_text_for_that_text(text: str) -> None:
    """PyYAML's own loader, which guesses types, reads what we write as a text too."""
    written = to_yaml([text, {"键": text}])
    assert yaml.safe_load(written) == [text, {"键": text}]
    assert parse_yaml(written) is not None


def test_written_for_people() -> None:
    corpus = Corpus.from_entries(
        [
            {
                "id": "refund-arrival",
                "question": "退款多久到账",
                "variants": ["no", "12", "7天无理由怎么退？", "key: value"],
                "answer": "一般 1–7 天。\n\n请到{app}查看。",
                "channels": {"app": None},
                "links": [{"label": "说明", "url": "https://example.com"}],
                "enabled": False,
            },
            {"id": "b", "question": "怎么换货", "answer": "好"},
        ],
        {"variables": {"app": "淘宝"}, "lexicon": {"opposites": [["开通", "关闭"]]}},
    )
    files = corpus.to_yaml()
    assert files["entries.yaml"] == (
        "- id: refund-arrival\n"
        "  question: 退款多久到账\n"
        "  variants:\n"
        '    - "no"\n'
        '    - "12"\n'
        "    - 7天无理由怎么退？\n"
        '    - "key: value"\n'
        "  answer: |-\n"
        "    一般 1–7 天。\n"
        "\n"
        "    请到{app}查看。\n"
        "  channels:\n"
        "    app: null\n"
        "  enabled: false\n"
        "  links:\n"
        "    - label: 说明\n"
        '      url: "https://example.com"\n'
        "\n"
        "- id: b\n"
        "  question: 怎么换货\n"
        "  answer: 好\n"
    )
    assert files["xiaoer.yaml"] == (
        "variables:\n"
        "  app: 淘宝\n"
        "lexicon:\n"
        "  opposites:\n"
        "    -\n"
        "      -\n"
        "        - 开通\n"
        "      -\n"
        "        - 关闭\n"
    )


def test_nothing_written_and_read_back() -> None:
    with tempfile.TemporaryDirectory() as folder:
        empty = Corpus.from_entries([])
        empty.save(folder)
        assert Corpus.load(folder) == empty
