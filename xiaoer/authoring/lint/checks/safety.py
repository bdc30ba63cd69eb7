"""What an answer must not say: S101 promises, S102 private data, S103 links, S104 frauds' words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xiaoer.authoring.lint.look import Hit, LintedEntry, LintedText, Look
from xiaoer.text.entities import find_accounts, find_private
from xiaoer.text.private import find_leaving
from xiaoer.text.private.found import any_of
from xiaoer.text.redaction import LABELS, is_hotline
from xiaoer.text.regex import regex

_QUOTED = regex(r"「[^」]*」|“[^”]*”|『[^』]*』|《[^》]*》|[^。！？\n]*三包[^。！？\n]*")
_CAN = any_of(
    "会 能 可以 可 给 帮 退 赔 到账 解决 处理 成功 为您 让您 不会 没问题 是正品 有货 送达 发货 "
    "通过 审核 在 按时 准时 免费 让 把 按"
)
_NOT_SURE = any_of(
    "要 程度 时间 条件 比例 期限 金额 数量 范围 几率 概率 的 节点 距离 额度 次数 规则 限制 得 先 "
    "记得 注意 不要 量 阶段 情况 门槛 风险 影响 期间 别"
)
_PROMISES = (
    r"(?<![不未可没])保证(?!金|书|人|责任|保险)",
    rf"(?<!不)(?<!未必)一定(?!{_NOT_SURE})",
    r"(?<![三打承红钱书背面礼大小外])包(?:赔付?|退换?|换|您满意|满意|成功|解决|通过|送达)(?!装|裹|括|的商品)",
    r"(?<!不)绝对(?:不会|不|能|会|没有|没问题|安全|可以|有|是|保证|正品|放心)|绝不(?:会|是)",
    rf"(?<!不)肯定(?:{_CAN})",
    r"(?:百分之?百|100\s?[%％])(?=退|赔|正品|成功|能|会|到|有|安全|满意|通过|解决|保|可以)",
    r"必(?:赔|退|定|到账|过|成功)(?!货|款)",
    r"(?:我们|我司|本店|平台|小二|客服)(?:郑重)?承诺",
    r"承诺(?=您|当天|\d|[一二三]|全额|一定|给您|为您|退|赔)",
    r"无条件(?:退|换|赔)|终身(?:免费|保修|包)|永久(?:免费|有效|保修)|稳赚|零风险|无任何风险",
    r"假一(?:赔|罚)(?:十|百|千|万|\d)|(?:全网|全国|史上|行业|世界)(?:最|第一)",
)
_PROMISE = regex("|".join(_PROMISES))
_DUTY = regex(r"(?:请|并|需要?|须|应|要|必须|以|为了?|无法|不能|不会|难以|没法|不敢|不再|先)$")
_NEGATED = regex(r"(?:不|无法|难以|没法|未)(?:能|敢|会|作|做|完全|绝对)?$")
_DOUBTED = regex(r"(?:不|未必|无法|不能|并非|不代表|不等于|不敢|要不|不是)$")
_STRONG = regex(
    r"保证.{0,4}(?:当天|全额|退|赔|到账|送达|您|正品|满意|\d+\s?(?:天|小时)|[一二三]天)"
)
_TELL = any_of("提供 告诉 告知 发 发送 发给 回复 报 说")
_SECRET = any_of("密码 验证码 CVV 银行卡号 付款码")
_ASKING = (
    rf"(?:{_TELL})(?:给?我们?|客服|小二|一下)?[^，。；！？\n]{{0,6}}(?:{_SECRET})",
    rf"(?:把|将)[^，。；！？\n]{{0,8}}(?:{_SECRET})[^，。；！？\n]{{0,4}}(?:{_TELL}|给)",
    r"(?:加|添加|关注)[^，。；！？\n]{0,6}(?:微信(?!支付)|QQ|qq|企鹅|薇信|V信|vx|VX|个人号)",
    r"私下(?:转账|付款|交易|打款|联系)",
    r"(?:转账|打款|汇款|付款)(?:到|给|至)[^，。；\n]{0,6}(?:个人|私人|卡|账户|客服)",
    r"扫[^，。；\n]{0,8}码[^，。；\n]{0,4}(?:付款|转账|转钱|加群|加我)",
    r"(?:下载|打开)[^，。；\n]{0,6}(?:共享屏幕|远程控制)",
)
_SECRETS = regex("|".join(_ASKING))
_WARNED = regex(
    any_of(
        "不要 请?勿 切勿 别 不会 不得 禁止 任何人 谁 骗 诈 违规 举报 引导 让您 要您 叫您 对方 索要 "
        "索取 无需 不用 不需要 无权 不必 当心 谨防 警惕 假冒 冒充 凡是 拒绝 泄露 主播 的都 没收到 "
        "收不到"
    )
)
_ADDRESS = regex(r"(?:https?|ftp|file)://[^\s，。；）)」”]+|(?<![\w.@])www\.[^\s，。；）)」”]+")
_HOSTS = (
    r"localhost|127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|\d+\.\d+\.\d+\.\d+",
    r"(?:[\w-]+\.)*(?:test|local|internal|lan|invalid)(?:[:/]|$)",
    r"(?:test|dev|staging|uat|pre)\d*[.-]",
    r"(?:[\w.-]+\.)?(?:t\.cn|dwz\.cn|bit\.ly|tinyurl\.com|suo\.im|url\.cn)(?:/|$)",
    r"[^/]*[\u4e00-\u9fff\s]",
)
_UNSAFE = regex(rf"http://|ftp://|file://|https?://(?:{'|'.join(_HOSTS)})", re.IGNORECASE)
_LINKS = ("links", "image", "self_service")
_MAY = regex(r"[\dA-Za-z@一二三四五六七八九零〇:：]|先生|女士|小姐|经理|专员|微信|扣扣")
_LABELLED = regex(r"[:：]\s*$")
_TITLE = regex("先生|女士|小姐|经理|专员")


def promise(look: Look) -> Iterator[Hit]:
    """An answer promises what the rules decide: 保证, 一定会, 包赔, 绝对, 百分百.

    保证金, 不一定, 不能保证, what others must see to (请保证余额充足) and the quoted names of
    services (「坏单包赔」) are none.

    中文：答案里有承诺：保证、一定会、包赔、绝对、百分百。做不到，客户会当真。“保证金”“不一定”
    “不能保证”、要求对方做到的（请保证余额充足）、引号里的服务名（「坏单包赔」）不算。
    """
    for one in look.entries:
        for leaf in one.answers:
            hidden = _QUOTED.sub(lambda found: "＂" * len(found[0]), leaf.text)
            for found in _PROMISE.finditer(hidden):
                if not _is_duty(hidden, found):
                    yield _at(look, one, leaf, found.start(), found.end() + 4)
                    break


def private(look: Look) -> Iterator[Hit]:
    """A text that customers see has private data: a mobile phone, an ID card, an account, a mail.

    Hotlines (400, 95) are none. What is found here is what the log masks.

    中文：客户看得到的文字里有私人信息：手机号、身份证号、银行卡号、微信号、邮箱、地址。
    400、95 开头的客服电话不算。这里找的和日志里遮盖的相同。
    """
    for one in look.entries:
        for leaf in (*one.answers, *one.questions, *one.under(*_LINKS)):
            for kind, start, end in _private(leaf.text) if _MAY.search(leaf.text) else ():
                at = look.offset(one.source, leaf, start)
                label = LABELS.get(kind, kind)  # type: ignore[call-overload]
                yield one.hit(leaf, at=at, key=leaf.key, kind=label, text=leaf.text[start:end])
                break


def unsafe_link(look: Look) -> Iterator[Hit]:
    """An address is not https, or leads to this computer, a test server or a shortener.

    中文：网址不是 https，或者指向本机、内网、测试环境、短链接。
    """
    for one in look.entries:
        for leaf in (*one.answers, *one.under(*_LINKS)):
            for found in _ADDRESS.finditer(leaf.text):
                if _UNSAFE.match(found[0]):
                    at = look.offset(one.source, leaf, found.start())
                    yield one.hit(leaf, at=at, key=leaf.key, text=found[0])
                    break


def asks_for_secrets(look: Look) -> Iterator[Hit]:
    """An answer asks for a password or code, or leads off the platform, as frauds do.

    A sentence that warns of it (不要, 任何人, 诈骗) is none.

    中文：答案让客户提供密码、验证码，或者加微信、私下转账、扫码付款：这是诈骗的常用说法。
    提醒客户不要这样做的句子不算。
    """
    for one in look.entries:
        for leaf in one.answers:
            for sentence in re.finditer(r"[^。！？!?\n]+", leaf.text):
                found = _SECRETS.search(sentence[0])
                if found and not _WARNED.search(sentence[0]):
                    start = sentence.start() + found.start()
                    yield _at(look, one, leaf, start, sentence.start() + found.end())
                    break


def _is_duty(text: str, found: re.Match[str]) -> bool:
    """Whether somebody else has to see to it, or nobody can promise it."""
    before = text[max(found.start() - 6, 0) : found.start()]
    if found[0].startswith("保证"):
        negated = re.search(
            r"(?:不|无法|难以|没法|不能|不敢|不会|未)(?:能|敢|作|做|完全|绝对)?$", before
        )
        if negated:
            return True
        return bool(_DUTY.search(before)) and not _STRONG.match(text, found.start())
    return bool(_DOUBTED.search(before))


def _private(text: str) -> Iterator[tuple[str, int, int]]:
    for entity in find_private(text):
        if not is_hotline(entity) and entity.kind in LABELS:
            yield entity.kind, entity.start, entity.end
    for account in find_accounts(text):
        yield account.kind, account.start, account.end
    for leaving in find_leaving(text):
        before, after = text[: leaving.start], text[leaving.end :]
        named = _LABELLED.search(before) or _TITLE.match(after)
        if leaving.kind != "name" or named:
            yield leaving.kind, leaving.start, leaving.end


def _at(look: Look, one: LintedEntry, leaf: LintedText, start: int, end: int) -> Hit:
    text = re.split(r"[，。；！？\n]", leaf.text[start:end])[0]
    return one.hit(leaf, at=look.offset(one.source, leaf, start), key=leaf.key, text=text)
