"""A corpus with all that a compiled one has to keep, and what is asked of it."""

from datetime import UTC, datetime

from xiaoer import Bot, Corpus

NOW = datetime(2026, 11, 30, 4, tzinfo=UTC)

ROWS: list[dict[str, object]] = [
    {
        "id": "refund",
        "question": "退款多久到账",
        "variants": ["退款什么时候到", "钱多久退回来", "退款 10 天还没到账"],
        "answer": "三天。",
        "audience": "buyer",
        "related": ["return"],
        "hot": True,
    },
    {
        "id": "return",
        "question": "怎么退货",
        "variants": ["我要退货", "7天无理由怎么退", "iPhone 15 Pro 能退吗"],
        "answer": "在订单里点退货。",
        "links": [{"label": "退货", "url": "https://example.com/return"}],
        "keywords": {"any": ["退货", "vip 退"], "none": ["换货"]},
        "negatives": ["退货运费谁出"],
        "self_service": {"label": "申请退货", "url": "https://example.com/r"},
    },
    {
        "id": "exchange",
        "question": "怎么换货",
        "variants": ["能换货吗", "想换个颜色"],
        "answer": "联系卖家。",
        "channels": {"app": "在 App 里换。", "web": None},
    },
    {
        "id": "sale",
        "question": "双十一优惠券怎么领",
        "variants": ["优惠券在哪领", "京东券能用吗"],
        "answer": "首页领。",
        "valid": {"start": "2026-11-01", "end": "2026-12-31"},
    },
    {"id": "old", "question": "老活动怎么参加", "answer": "没了。", "enabled": False},
    {"id": "sign", "question": "？？", "variants": ["400-820-8820"], "answer": "热线。"},
    {"id": "again", "question": "能换货吗", "answer": "看情况。"},  # a question of two entries
    {"id": "odd", "question": "a\u3000b c++ 😀 怎么用", "answer": "这样。"},
    {"id": "In_1.voice", "question": "发票怎么开", "variants": ["开发票"], "answer": "下单时选。"},
]
SETTINGS: dict[str, object] = {
    "audiences": {"buyer": "买家", "merchant": "商家"},
    "channels": {"app": "手机App", "web": "网页"},
    "lexicon": {"synonyms": [["发票", "票据"]], "words": ["满减券"]},
    "engine": {"platforms": ["京东"]},
    "restricted": [{"name": "legal", "words": ["律师"]}],
}
ASKED = (
    "退款多久到账", "退款多久能到账啊", "退宽多久到", "怎么退货", "怎么换货", "我不要退货",
    "iphon 15 能退吗", "iphone 14 pro 能退吗", "优惠券", "优会券在哪领", "淘宝券能用吗", "？？",
    "400-820-8820", "400-820-8821", "c++怎么用", "ab", "票据怎么开", "转人工", "我要找律师", "你好",
    "退货运费谁出", "vip退货", "老活动怎么参加", "退款和退货怎么弄", "", "今天天气", "\ud800", "不",
)  # fmt: skip


def small() -> Bot:
    """A bot for these rows."""
    return Bot(Corpus.from_entries(ROWS, SETTINGS))
