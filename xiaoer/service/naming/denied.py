"""Acts that a customer denies: 我没申请退款, 没想取消订单, 退货申请不是我点的.

They contradict a question how to do it, and are no request for it.
"""

from xiaoer.text.regex import regex

_ACT = (
    "申请|发起|提交|取消|退款|退货|换货|下单|下过单|购买|买|订|点|开通|关闭|注销|授权|同意|确认|签收|报名|充值|预约|约|办理|办|修改|改"
    "|操作|付款|支付|投诉|举报|删除|订阅|续费|退学|退会|转让|停用|停卡"
)
_MEANT = "(?:想过?|要|打算|准备|说过?|让|同意|决定)"
_DENIED = regex(
    r"(?:^|[ 我])(?:根本|从来|明明|又|也|可|并|压根|确实|真的)*(?:没有?|并没有?|从没|不是)"
    rf"(?:说?{_MEANT}(?:你们?|要|过)?)?"
    rf"(?:去|自己|在)?(?:{_ACT})"
    rf"|不是我(?:本人|自己)?(?:{_ACT}|弄|搞|干|操作|发|下)(?:出?来?)?的"
)
_ACT_IN = regex(_ACT)
_DONE = regex(
    r"(?:没有?|不)(?:收|到|发|退|赔|处理|回|通过|成功|反应|动静|用|看|找|显示)"
    r"|(?:申请|取消|买|点|开通|关闭|注销|提交|支付|付款|退款|退货|删除|修改)(?:不了|不成功|没成功|不上|失败)"
)
_NOT_MINE = regex(
    rf"(?:这|那|可|真的?|都|也)*不是我(?:本人|自己)?(?:{_ACT}|弄|搞|干|操作|发|下|做|设|填)(?:出?来?)?的[啊呀呢吧]*"
)
_ASKS = regex(r"吗|呢|怎|为什么|为啥|多久|多少|哪|能|可以|如何|什么|[?？]|几|咋|谁|会不会|是不是")
_NEGATED = regex("没|不|未|误|错|被|别人|盗")


def is_not_mine(said: str) -> bool:
    """Whether a message says that somebody else did it: 不是我弄的; it is no word on an answer."""
    return _NOT_MINE.fullmatch(said.replace(" ", "")) is not None


def denied_act(said: str) -> str:
    """The act that a message denies, "" where it denies none: 申请 for 没申请退款.

    What presupposes that act is nothing to offer.
    """
    found = _DENIED.search(said)
    acts = _ACT_IN.findall(found[0]) if found else []
    return acts[-1] if acts else ""


def denies_act(said: str, asked: str) -> bool:
    """Whether a message denies what a question asks how to do; both normalized.

    >>> denies_act("我没申请退款", "怎么申请退款"), denies_act("退货申请不是我点的", "怎么退货")
    (True, True)
    >>> denies_act("没收到退款", "没收到退款怎么办"), denies_act("没申请退款能退吗", "怎么退款")
    (False, False)
    """
    if _NEGATED.search(asked) or _ASKS.search(said):
        return False
    return _DENIED.search(said) is not None and _DONE.search(said) is None
