"""What the bot says on its own account: the `texts` of the settings, as a frozen record."""

from __future__ import annotations

from xiaoer.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """What the bot says on its own account; `{name}` is a variable of the settings.

    The bot fills in `{bot}`, who it is; `{example}`, a question of the corpus; `{topics}`.
    """

    greeting: str = "您好，我是智能客服小二，请问有什么可以帮您？"
    thanks: str = "不客气，很高兴能帮到您。还有别的问题可以接着问我。"
    goodbye: str = "感谢您的咨询，祝您生活愉快，再见。"
    here: str = "在的，请直接说您的问题。"
    empty: str = "请用一句话告诉我您遇到的问题{example}。"
    acknowledged: str = "好的，还有别的问题可以接着问我。"
    solved: str = "很高兴能帮到您，还有别的问题可以接着问我。"
    confused: str = "抱歉没有说清楚。您可以换个说法再问我一次，或者回复“转人工”。"
    denied: str = "抱歉没能帮到您。请换个说法再描述一下问题，或者回复“转人工”。"
    insult: str = "很抱歉让您不愉快。请告诉我遇到了什么问题，我会尽力帮您；也可以回复“转人工”。"
    identity: str = (
        "我是{bot}，由机器人自动回复。请直接说您的问题{example}；需要真人的话，可以回复“转人工”。"
    )
    abilities: str = "我是{bot}，可以解答这些方面的问题：{topics}。请直接说您的问题{example}。"
    trial: str = "收到，我在的。请直接说您的问题{example}。"
    stuck: str = "您先别着急，请告诉我遇到了什么问题{example}，我来帮您看看。"
    laugh: str = "有什么可以帮您的，直接告诉我就行{example}。"
    chitchat: str = "谢谢您陪我聊天。我是{bot}，闲聊还不太在行，有问题请直接问我{example}。"
    picture: str = (
        "收到，不过图片和视频我还看不懂。请用文字说说您的问题{example}，或者回复“转人工”。"
    )
    voice: str = "抱歉，我还听不了语音。请打字告诉我您的问题{example}，或者回复“转人工”。"
    attachment: str = (
        "收到，不过这类消息我还打不开。请用文字说说您的问题{example}，或者回复“转人工”。"
    )
    sticker: str = "收到您的表情。有问题请直接用文字告诉我{example}。"
    recalled: str = "好的，没关系。有问题可以随时再发给我。"
    received: str = "收到，已记下；转人工时会一并带上。"
    fragment: str = "请接着说，把情况说完整，我来帮您查。"
    other_words: str = "抱歉，我没太明白您的意思。请换个说法，或者说得再具体一点{example}。"
    other_words_near: str = (
        "抱歉，我没太明白您的意思。您想问的是下面这些吗？都不是的话，请换个说法再说一次。"
    )
    person_offered: str = (
        "抱歉，这个问题我还答不上来。您可以换个说法再问，需要人工客服的话，请回复“转人工”。"
    )
    not_covered: str = "关于“{question}”，您问的这一点我这里没有现成的说明。"
    not_covered_near: str = "相关的内容有下面这些，都不是的话请换个说法，或者回复“转人工”。"
    waiting: str = "正在为您联系人工客服，请稍候；您说的话都会一并转过去。"
    coming: str = "（已为您联系人工客服，接通前先由我回答。）"
    noted: str = "好的，已记下。请问您想咨询什么问题？"
    pick: str = "请回复选项前面的数字，或者直接说您的问题。"
    rephrase: str = "好的，都不是的话，请换个说法再描述一下您的问题，或者回复“转人工”。"
    instead: str = "抱歉刚才的回答没有帮到您。您想问的是不是下面这些？都不是的话可以回复“转人工”。"
    ask_fields: str = "您也可以把{fields}发给我，我帮您直接打开对应的页面。"
    offer: str = "您还可以："
    closed: str = (
        "现在是人工客服的休息时间，{opens} 恢复服务。"
        "您可以接着留言，把问题说清楚，人工客服上班后会看到。"
    )
    fallback: str = "抱歉，这个问题我没有把握答对，正在为您转接人工客服。"
    handover: str = "好的，正在为您转接人工客服，请稍候。"
    clarify: str = "您想问的是下面哪一个？"
    clarify_one: str = "您想问的是这个吗？是的话请回复 1，不是的话请换个说法。"
    shown: str = "您想问的是“{question}”吗？{differs}"
    shown_end: str = "是的话请回复 {number}，不是的话请换个说法，或者回复“转人工”。"
    clarify_audience: str = "请问您是以下哪一种身份？答案会有所不同。"
    restricted: str = "这个问题需要由专人处理，正在为您转接，请稍候。"
    self_service: str = "您可以在这里自助办理："
    related: str = "您可能还想问："
    cut: str = "您的问题较长，我只看了前面的部分。"
