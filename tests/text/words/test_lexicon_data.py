"""The built-in lexicon as data: no duplicates, normalized, no opposites merged, harmless fillers.

The files are parsed here on their own, so that a fault of the reader cannot hide one of the
data.
"""

from __future__ import annotations

import re
import unicodedata
import warnings
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from xiaoer.text.normalize import normalize

with warnings.catch_warnings():
    # jieba imports pkg_resources where setuptools is installed, and that warns.
    warnings.simplefilter("ignore")
    import jieba

FOLDER = Path(__file__).parents[3] / "xiaoer" / "data" / "lexicon"
FILES = (
    "synonyms.txt",
    "words.txt",
    "splits.txt",
    "fillers.txt",
    "opposites.txt",
    "negation.txt",
    "questions.txt",
    "units.txt",
)

#: Characters that the simplified set GB 2312 lacks: colloquial ones, and a typo (优惠劵).
DIALECT = set("冇咩佢嘞吖噢啰嘢劵")

NEGATORS = ["不", "没", "未", "别", "无", "莫", "勿", "甭", "冇", "木有"]
MODALS = [
    "能",
    "可以",
    "可不可",
    "可否",
    "应该",
    "必须",
    "需要",
    "得要",
    "会不会",
    "要不要",
    "允许",
]
QUESTIONS = [
    "怎",
    "如何",
    "咋",
    "什么",
    "啥",
    "为何",
    "多少",
    "多久",
    "几",
    "哪",
    "谁",
    "何时",
    "是否",
    "有没有",
]
#: Openers that hold a negator or look like a question, and mean nothing but "hello".
POLITE = {"不好意思", "不好意思打扰了", "不好意思打扰一下", "在不在"}


class Line(NamedTuple):
    """One item: where it stands, the title above it, and its text."""

    number: int
    title: str
    text: str


def read(name: str) -> list[Line]:
    """The items of a file; a comment line starts with `#`, a title with `## `."""
    title, items = "", []
    for number, raw in enumerate((FOLDER / name).read_text(encoding="utf-8").splitlines(), 1):
        text = raw.strip()
        if text.startswith("## "):
            title = text[3:].strip()
        elif text and not text.startswith("#"):
            items.append(Line(number, title, text))
    return items


def titles(name: str) -> list[str]:
    """The titles of a file, in order."""
    text = (FOLDER / name).read_text(encoding="utf-8")
    return re.findall(r"^## (.+)$", text, re.MULTILINE)


def groups() -> list[list[str]]:
    """The synonym groups."""
    return [line.text.split(" ") for line in read("synonyms.txt")]


def opposites() -> list[tuple[list[str], list[str], bool]]:
    """Left words, right words, and whether the pair is only a contrast."""
    pairs = []
    for line in read("opposites.txt"):
        left, right = line.text.removesuffix(" ~").removesuffix(" ^").split(" | ")
        pairs.append((left.split(" "), right.split(" "), line.text.endswith((" ~", " ^"))))
    return pairs


def items(name: str) -> list[str]:
    """Every single word of a file."""
    return [word for line in read(name) for word in re.split(r" (?:[|~^] ?)?", line.text) if word]


@pytest.fixture(scope="module")
def tokenizer() -> jieba.Tokenizer:
    """A private tokenizer with the lexicon, without jieba's shared cache and its log."""
    found = jieba.Tokenizer()
    found.FREQ, found.total = found.gen_pfdict(found.get_dict_file())
    found.initialized = True
    for word in items("words.txt"):
        found.add_word(word)
    for group in groups():
        for word in group:
            found.add_word(word)
    for word in items("splits.txt"):
        found.add_word(word, freq=0)
    return found


def cut(tokenizer: jieba.Tokenizer, text: str) -> list[str]:
    return list(tokenizer.cut(text, HMM=False))


@pytest.mark.parametrize("name", FILES)
def test_is_utf8_with_titles(name: str) -> None:
    found = read(name)
    assert found
    assert [line for line in found if not line.title] == []
    assert [title for title, n in Counter(titles(name)).items() if n > 1] == []
    assert set(titles(name)) == {line.title for line in found}, "a title without items"


@pytest.mark.parametrize("name", FILES)
def test_no_duplicates(name: str) -> None:
    """In negation.txt a word may have two roles (没有: at the end it asks), one a section."""
    keys = [(line.title if name == "negation.txt" else "", line.text) for line in read(name)]
    assert [key for key, n in Counter(keys).items() if n > 1] == []


@pytest.mark.parametrize("name", FILES)
def test_is_normalized(name: str) -> None:
    """Half width, lower case, without spaces or punctuation, simplified."""
    wrong = []
    for word in items(name):
        plain = word.replace("…", "") if name == "negation.txt" else word
        characters = "".join(c for c in plain if c not in DIALECT)
        if (
            unicodedata.normalize("NFKC", plain).lower() != plain
            or not plain.isalnum()
            or characters.encode("gb2312", "replace").decode("gb2312") != characters
        ):
            wrong.append(word)
    assert wrong == []


@pytest.mark.parametrize("name", ["synonyms.txt", "words.txt", "fillers.txt", "questions.txt"])
def test_numerals_before_units_are_digits(name: str) -> None:
    units = sorted(items("units.txt"), key=len, reverse=True)
    numeral = re.compile("[一二两三四五六七八九](?:十|百|千|万)?(?:" + "|".join(units) + ")")
    assert [word for word in items(name) if numeral.search(word)] == []


def test_a_synonym_belongs_to_one_group() -> None:
    members = Counter(word for group in groups() for word in group)
    assert [word for word, n in members.items() if n > 1] == []
    assert [group for group in groups() if len(group) < 2] == []


def test_words_do_not_repeat_synonyms() -> None:
    members = {word for group in groups() for word in group}
    assert [word for word in items("words.txt") if word in members] == []


def test_no_group_merges_opposites() -> None:
    group_of = {word: n for n, group in enumerate(groups()) for word in group}
    merged = [
        (a, b)
        for left, right, _ in opposites()
        for a in left
        for b in right
        if a == b or (a in group_of and group_of[a] == group_of.get(b))
    ]
    assert merged == []


def test_no_group_merges_a_word_and_its_negation() -> None:
    """不/没/未/无 + a member is never in that member's group (要 and 不要), negators apart."""
    negators = {line.text for line in read("negation.txt") if line.title == "否定词"}
    for group in groups():
        members = set(group)
        if members & negators:
            assert members <= negators, "negators stay among themselves"
        else:
            prefixes = ("不", "没", "未", "无", "没有")
            assert not members & {n + word for n in prefixes for word in members}, group


def test_different_needs_stay_apart() -> None:
    """Words that operators treat as different needs, however alike they look."""
    group_of = {word: n for n, group in enumerate(groups()) for word in group}
    apart = [
        "退款 退货 换货 维修 补发 取消 仅退款 退换货",
        "查看 修改 删除 取消 添加 更换 设置",
        "价保 保价 退差价 降价 涨价",
        "投诉 举报 申诉 维权",
        "取消 退订 关闭 注销 解绑 停止",
        "忘记 找回 重置 修改",
        "怎么 为什么 怎么样 怎么办 多久 什么时候 多少钱 哪里 谁",
        "可以 不能 没有 不 不要 不用",
        "发货 收货 签收 揽收 派送 邮寄",
        "运费 运费险 退货运费",
        "定金 尾款 保证金",
        "买家 卖家 客服 人工客服",
        "优惠券 红包 打折 优惠",
        "少发 多发 发错 破损",
        "现在 以前 以后",
        "密码 支付密码",
        "孩子 婴儿 孕妇 老人",
        "苹果手机 安卓 手机",
        "至少 最多",
        "信用卡 储蓄卡 银行卡",
    ]
    for text in apart:
        found = Counter(group_of[word] for word in text.split() if word in group_of)
        assert [n for n in found.values() if n > 1] == [], text


def test_opposites_are_two_sides() -> None:
    canonical = {word: group[0] for group in groups() for word in group}
    seen: set[frozenset[str]] = set()
    for left, right, _ in opposites():
        assert [word for word in left + right if canonical.get(word, word) != word] == []
        for a in left:
            for b in right:
                assert frozenset((a, b)) not in seen, (a, b)
                seen.add(frozenset((a, b)))


@pytest.mark.slow
def test_opposites_are_single_tokens(tokenizer: jieba.Tokenizer) -> None:
    assert [w for w in items("opposites.txt") if cut(tokenizer, w) != [w]] == []


def test_fillers_delete_no_meaning() -> None:
    marks = NEGATORS + MODALS + QUESTIONS
    # a whole word is never found inside another, and its 不 and 几 are parts of it
    listed = [line.text for line in read("fillers.txt") if line.title != "整词"]
    found = [w for w in listed if w not in POLITE and any(m in w for m in marks)]
    assert found == []
    assert {"只在句末", "须独立"} <= set(titles("fillers.txt"))


def test_question_words_have_one_type() -> None:
    types = [re.search(r"（(\w+)）$", title) for title in titles("questions.txt")]
    assert all(types)
    names = {match[1] for match in types if match}
    assert names >= {
        "how", "why", "when", "how_long", "how_much", "where", "who", "which", "what", "whether",
        "what_to_do",
    }  # fmt: skip


def test_synonymous_question_words_have_the_same_type() -> None:
    type_of = {line.text: line.title for line in read("questions.txt")}
    for group in groups():
        # 能 and 可以 are modals, no question by themselves: members without a type are allowed
        assert len({type_of[word] for word in group if word in type_of}) <= 1, group


def test_negation_sections() -> None:
    assert titles("negation.txt") == [
        "双重否定", "正反问", "句末反复问", "反问", "不算否定", "可能补语", "得字补语", "否定整词",
        "失败词", "否定词",
    ]  # fmt: skip


def test_a_word_does_not_negate_and_not_negate() -> None:
    by_title: dict[str, set[str]] = {}
    for line in read("negation.txt"):
        by_title.setdefault(line.title, set()).add(line.text)
    negating = by_title["否定词"] | by_title["失败词"] | by_title["否定整词"] | by_title["可能补语"]
    assert sorted(negating & by_title["不算否定"]) == []
    assert sorted(negating & by_title["正反问"]) == []


def test_words_are_kept_whole(tokenizer: jieba.Tokenizer) -> None:
    words = items("words.txt") + items("synonyms.txt")
    assert [w for w in words if len(w) > 1 and cut(tokenizer, w) != [w]] == []


def test_splits_are_split(tokenizer: jieba.Tokenizer) -> None:
    assert [w for w in items("splits.txt") if cut(tokenizer, w) == [w]] == []


def test_words_swallow_no_negated_verb() -> None:
    """没收到, 不能退: the negator stays a token of its own."""
    harmless = {line.text for line in read("negation.txt")}
    starts = ("不", "没", "未", "别")
    assert [w for w in items("words.txt") if w.startswith(starts) and w not in harmless] == []


@pytest.mark.parametrize(
    "expected",
    [
        "没|收到|货|怎么办",
        "还没|收到|货",
        "不|到账|怎么办",
        "没|到账",
        "不能|退货|吗",
        "退货运费|谁出",
        "运费险|怎么|赔",
        "7天无理由|怎么|退",
        "怎么|开发票",
        "在|哪个|页面|申请|退款",
        "怎么|办理|退款",
        "有没有|办法|取消",
        "能不能|不|退货|只退款",
        "前几天|买|的|降价|了",
        "为什么|是|我|付|运费",
        "申请|小二介入",
        "买|手机|怎么|分期",
        "领|券|在哪里",
        "差评|怎么|删",
        "关于|退款",
        "怎么|下架|宝贝",
    ],
)
def test_customers_sentences_are_cut_right(tokenizer: jieba.Tokenizer, expected: str) -> None:
    assert "|".join(cut(tokenizer, expected.replace("|", ""))) == expected


@pytest.mark.parametrize("name", ["polarity.txt", "carriers.txt", "places.txt"])
def test_no_section_names_a_word_twice(name: str) -> None:
    """Nor holds one that `normalize` writes otherwise, but for how customers write a carrier."""
    words = Counter((line.title, word) for line in read(name) for word in line.text.split(" "))
    assert [found for found, count in words.items() if count > 1] == []
    if name != "carriers.txt":
        assert [word for _, word in words if normalize(word) != word] == []


def test_the_code_reads_every_section_of_polarity() -> None:
    """A title that nothing asks for would be words that do nothing."""
    code = "".join(
        (FOLDER.parents[1] / name).read_text(encoding="utf-8")
        for name in ("text/words/polarity.py", "matching/polarity.py")
    )
    assert [title for title in titles("polarity.txt") if f'listed("{title}")' not in code] == []
