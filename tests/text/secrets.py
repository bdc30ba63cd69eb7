"""Made-up private values in sentences, the same for one seed: phones, cards, addresses …"""

import unicodedata
from collections.abc import Callable
from random import Random

from xiaoer.text.redaction import PrivateKind

ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
REGIONS = ("110105", "310115", "330106", "440306", "510107", "420106", "650104", "230103")
CARD_HEADS = ("622202", "621700", "622848", "623058", "621785", "625912")
PROVINCES = ("浙江省", "广东省", "河北省", "云南省", "内蒙古自治区", "广西壮族自治区", "四川省")
CITIES = ("临州市", "青浦市", "安平市", "江源市", "石河市", "呼兰浩特市")
DISTRICTS = ("望江区", "白石区", "新城区", "永宁县", "东湖新区", "高明区", "鹿泉市")
STREETS = ("南桥街道", "双林镇", "青山乡", "")
ROADS = (
    "松涛路", "解放大道", "人民东路", "建设三路", "白鹭街", "学府大街", "柳树巷", "经八路",
    "滨河南路二段", "文昌西街", "创业路", "环城北路", "红旗大街", "和平里东街",
)  # fmt: skip
ESTATES = ("幸福小区", "云栖花园", "金色家园", "盛世豪庭", "翠苑公寓", "星河国际", "东方广场")
NAMES = ("kefu", "zhang.san", "li-si", "wang_5", "a1b2c3", "Happy", "qq12345", "caiwu+fp")
DOMAINS = ("qq.com", "163.com", "gmail.com", "mail.example.com.cn", "abc-shop.cn", "foxmail.com")
FRAMES = (
    "{}", "我的是{}", "是{}，谢谢", "麻烦改成{}可以吗", "“{}”怎么改", "（{}）", "{}不对",
    "订单号是3320195557711223344我电话{}", "订单3320195557711223344 {} 怎么还没发", "x{}y",
    '{{"v":"{}"}}', "app://x?v={}&from=chat", "【{}】收不到", "联系方式:{};急急急", "{}\n{}",
    "你好{}你好", "退款退到 {} 行吗", "寄到{}", "  {}  ", "SF1234567890123，{}", "7天无理由{}多久",
    "客服说改{}就行", "在吗？{}！！！", "登记的是:{}", "{}/{}", "满300减50，{}，双11",
)  # fmt: skip

PLAIN_FRAMES = [
    frame
    for frame in FRAMES
    if frame.count("{}") == 1 and not any(sign in frame for sign in ("{{", "x{}y", "电话{}"))
]

Secret = tuple[PrivateKind, str, str]


def secrets(count: int, seed: int) -> list[Secret]:
    """(kind, the private value as written, a sentence with it), the kinds in turn."""
    random = Random(seed)
    kinds: tuple[tuple[PrivateKind, Callable[[Random], str]], ...] = (
        ("phone", phone),
        ("id_card", id_card),
        ("bank_card", bank_card),
        ("email", email),
        ("address", address),
    )
    found: list[Secret] = []
    for number in range(count):
        kind, make = kinds[number % len(kinds)]
        secret = make(random)
        if random.random() < 0.1:
            secret = full_width(secret)
        frame = random.choice(FRAMES)
        found.append((kind, secret, frame.format(*[secret] * frame.count("{}"))))
    return found


def hidden_secrets(count: int, seed: int) -> list[Secret]:
    """The same in forms that are harder to see, each with the word that says what it is."""
    random = Random(seed)
    kinds: tuple[tuple[PrivateKind, Callable[[Random], tuple[str, str]]], ...] = (
        ("phone", hidden_phone),
        ("id_card", hidden_id_card),
        ("bank_card", hidden_bank_card),
        ("account", account),
    )
    found: list[Secret] = []
    for number in range(count):
        kind, make = kinds[number % len(kinds)]
        word, secret = make(random)
        said = f"{word}{random.choice(('', '：', ' ', '是', '是 '))}{secret}"
        frame = random.choice(PLAIN_FRAMES)
        found.append((kind, secret, frame.format(said)))
    return found


def hidden_phone(random: Random) -> tuple[str, str]:
    mobile = f"1{random.choice('3456789')}{digits(random, 9)}"
    sign = random.choice("、.·/_*，,")
    spelled = mobile.translate(str.maketrans("0123456789", "零一二三四五六七八九"))
    other = mobile.translate(str.maketrans("0123456789", "〇幺二三四五六拐八九"))
    return random.choice(("电话", "手机号", "联系方式", "我的号码")), random.choice(
        [
            grouped(mobile, (3, 4), sign),
            grouped(mobile, (3, 2, 2, 2), random.choice(" -.")),
            sign.join(mobile),
            " ".join(mobile),
            spelled,
            grouped(other, (3, 4), random.choice((" ", "-", "，"))),
            f"{mobile}转{digits(random, 4)}",
            "".join(f"{digit}\ufe0f\u20e3" for digit in mobile),
        ]
    )


def hidden_id_card(random: Random) -> tuple[str, str]:
    body = id_card(random).replace(" ", "").replace("-", "")
    wrong = body[:17] + str((int(body[16]) + 1) % 10)
    return random.choice(("身份证", "身份证号码", "证件号")), random.choice(
        [
            grouped(body, (6, 8), " "),
            grouped(body, (6, 4, 4), random.choice(" .·")),
            grouped(body, (3, 3, 4, 4), "-"),
            " ".join(body),
            wrong,
            f"{body[:6]}{random.randint(40, 99)}{body[10:17]}",
        ]
    )


def hidden_bank_card(random: Random) -> tuple[str, str]:
    number = bank_card(random).replace(" ", "").replace("-", "")
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    return random.choice(("卡号", "银行卡", "建行卡号", "储蓄卡号码")), random.choice(
        [
            grouped(number, (4, 4, 4, 4), random.choice(" .·_")),
            grouped(number, (6, 4, 4), " "),
            " ".join(number),
            wrong,
            grouped(wrong, (4, 4, 4, 4), " "),
        ]
    )


def account(random: Random) -> tuple[str, str]:
    name = f"{random.choice(('wx_', 'Li', 'zhang-', 'a'))}{digits(random, 7)}"
    return random.choice(
        [
            (random.choice(("QQ", "qq号", "QQ号码", "扣扣")), f"2{digits(random, 8)}"),
            (random.choice(("微信", "微信号", "vx", "加我wx", "V信")), name),
        ]
    )


def digits(random: Random, count: int) -> str:
    return "".join(random.choice("0123456789") for _ in range(count))


def full_width(text: str) -> str:
    """ASCII letters, digits and signs as full-width forms."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def grouped(text: str, sizes: tuple[int, ...], gap: str) -> str:
    groups: list[str] = []
    for size in sizes:
        groups.append(text[:size])
        text = text[size:]
    return gap.join(group for group in (*groups, text) if group)


def phone(random: Random) -> str:
    mobile = f"1{random.choice('3456789')}{digits(random, 9)}"
    local = f"{random.choice('23456789')}{digits(random, 7)}"
    gap = random.choice(" -")
    return random.choice(
        [
            mobile,
            mobile,
            grouped(mobile, (3, 4), gap),
            grouped(mobile, (3, 3), gap),
            grouped(mobile, (4, 3), gap),
            f"+86{mobile}",
            f"+86 {grouped(mobile, (3, 4), ' ')}",
            f"0086-{mobile}",
            f"86{mobile}",
            f"0571-{local}",
            f"010 {local}",
            f"(021){local}",
            f"0755-{local}-{digits(random, 3)}",
            f"({mobile[:3]}){mobile[3:]}",
            f"+852 {grouped(local, (4,), ' ')}",
        ]
    )


def id_card(random: Random) -> str:
    born = f"{random.randint(1940, 2015)}{random.randint(1, 12):02}{random.randint(1, 28):02}"
    body = random.choice(REGIONS) + born + digits(random, 3)
    check = sum(int(d) * weight for d, weight in zip(body, ID_WEIGHTS, strict=True)) % 11
    number = body + "10X98765432"[check]
    return random.choice(
        [number, number, number.lower(), grouped(number, (6, 8), " "), grouped(number, (6, 8), "-")]
    )


def bank_card(random: Random) -> str:
    body = random.choice(CARD_HEADS) + digits(random, random.choice((9, 12)))
    if random.random() < 0.2:
        body = f"{random.choice(('4', '52', '3530'))}{digits(random, 16)}"[:15]
    number = body + str(-luhn_sum(body) % 10)
    gap = random.choice(("", "", " ", "-"))
    return grouped(number, (4, 4, 4, 4), gap)


def luhn_sum(body: str) -> int:
    """The sum of a number whose check digit is still missing (ISO/IEC 7812-1)."""
    doubled = [int(d) * (2 if place % 2 == 0 else 1) for place, d in enumerate(reversed(body))]
    return sum(value // 10 + value % 10 for value in doubled)


def email(random: Random) -> str:
    return f"{random.choice(NAMES)}{random.randint(0, 99)}@{random.choice(DOMAINS)}"


def address(random: Random) -> str:
    gap = random.choice(("", "", "", " "))
    area = [random.choice(DISTRICTS)]
    if random.random() < 0.6:
        area = [random.choice(CITIES), *area]
    if len(area) > 1 and random.random() < 0.6:
        area = [random.choice(PROVINCES), *area, random.choice(STREETS)]
    house, room = random.randint(1, 2000), random.randint(101, 2904)
    block, unit = random.randint(1, 30), random.randint(1, 4)
    road, estate = random.choice(ROADS), random.choice(ESTATES)
    rest = random.choice(
        [
            f"{road}{house}号",
            f"{road}{house}号{block}幢{unit}单元{room}室",
            f"{road}{house}号{estate}{block}号楼{room}",
            f"{estate}{block}栋{unit}单元{room}",
            f"{road}{house}弄{block}号{room}室",
        ]
    )
    return gap.join(part for part in (*area, rest) if part)


def compact(text: str) -> str:
    """A text without what a secret may be written with: spaces, hyphens, brackets, width."""
    text = unicodedata.normalize("NFKC", text).lower()
    return "".join(char for char in text if char not in " -()")
