"""A head understood by its parts: a noun that says what stands below, and words around it.

The table of synonyms is asked first; this reads what no table can list, such as 会员其他问法,
问法二, 启用标识 or sample_utterances. A head with a part that nobody knows means nothing here, and
words that turn the meaning (历史问法, 相关问题, 问法数量) are known as no part of any head.
"""

from __future__ import annotations

from typing import Final

from xiaoer.text.regex import regex

SURE: Final = 6
"""How unsurely a composed head means its field; a synonym of the table is always surer."""

_SOMEBODY = (
    "(?:用户|客户|顾客|买家|卖家|商家|访客|会员|消费者|咨询者|群众|市民|居民|村民|业主|住户|租客|"
    "患者|病人|病友|家属|家长|学生|学员|考生|新生|老师|读者|旅客|乘客|游客|客人|车主|司机|骑手|"
    "员工|职工|同事|网友|粉丝|玩家|球友|老板|企业|单位|个人|群众|百姓|老百姓|大家|别人|人家|人们|"
    "对方|来电人?|来访者?|参保人|办事人|申请人|投保人|持卡人|储户|纳税人|当事人|亲|您|你|他们?|"
    "她们?|users?|customers?|clients?|visitors?|members?|guests?|people|they)"
)
_WE = (
    "(?:我们?|我方|本店|小二|客服|坐席|座席|前台|热线|窗口|机器人|店铺|店小二|人工|系统|官方|"
    "智能|平台|ai|bot|agents?|our|we)"
)
_LIKE = (
    "(?:(?:语义|意思|含义)?(?:相似|相近|近似|同义|相同)|换(?:一?种|一?个|一?句话?)|副|次|辅助?|扩展|拓展|近义|类似|等价|等效|泛化|其[他它余]|别的|另外|另一种|另类|"
    "更多|替换|替代|衍生|常用|常见|口语化?|通俗|日常|多种|各种|不同|补充|附加|变体|同类|延展|"
    "alt(?:ernat(?:e|ive))?s?|similar|other|paraphrased?|extended|sample|example|variants?|"
    "variation|synonym(?:ous)?|additional|extra|more|possible|training)"
)
_WORDING = (
    "(?:问法|说法|表述|问句|提法|叫法|表达(?:方式|法)?|措辞|讲法|句式|原话|口语|称呼|称谓|"
    "quer(?:y|ies)|utterances?|phras(?:e|es|ings?)|wordings?|expressions?|asks?)"
)
_ASKED = f"(?:{_WORDING}|问题|提问|询问|发问|咨询|句子?|语句|例句|语料|问|questions?|sentences?|q)"
_COUNT = "(?:第?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2}|[a-f])(?:[条种个])?)"
_WAY = (
    "(?:还|也|会|可能|可以|可|能|常常?|经常|通常|一般|往往|怎么|怎样|如何|这样|这么|那样|平时|"
    "实际|是|都|有时|习惯|爱)"
)
_SAY = "(?:问|说|讲|提问|表达|描述|称呼|咨询|叫)"
_STANDARD = "(?:标准|规范|统一|主要?|核心|基准|典型|代表|正式)"
_ANSWERED = (
    "(?:答案|回答|答复|回复|解答|应答|回应|口径|话术|"
    "answers?|responses?|repl(?:y|ies)|resolutions?)"
)
_ANSWER_KIND = (
    "(?:标准|统一|参考|建议|推荐|官方|规范|正式|对外|正确|默认|通用|最终|full|canned|suggested|"
    "standard|official|final|default)"
)
_TEXT = "(?:内容|正文|文本|文案|原文|全文|话术|口径|模板|脚本|范本|语|text|body|content|message)?"
_ENTRY = "(?:知识点?|条目|词条|问答|问题|faq|qa|记录|内容|口径|话术|数据|标准问|当前|该条|本条)"
_ON = (
    "(?:启用|有效|生效|上架|上线|发布|开启|可用|使用|在用|展示|显示|公开|开放|可见|对外|应用|投放|"
    "active|enabled?|live|published|online|valid|visible|inuse)"
)
_OFF = (
    "(?:停用|禁用|下线|下架|失效|作废|关闭|暂停|废止|废弃|隐藏|屏蔽|归档|过期|停止使用|"
    "disabled?|inactive|archived|hidden|deleted|expired|offline)"
)
_KIND = "(?:类目|分类|类别|类型|大类|板块|栏目|主题|专题|业务线|目录|模块|领域|范畴|场景|情景|情形)"
_MARK = "(?:标识|标志|标记|状态|情况|与否|否|没有?|吗|开关|flag|status|state|yn|switch)"
_WHETHER = "(?:是否|能否|可否|有无|是不是|已|is)"
_TOLD = "(?:知识|答案|口径|政策|规定|条款|内容|执行|适用|有效)"
_TIME = "(?:时间|日期|时刻|日|自|于|date|time)"

_GRAMMAR: Final = {
    "question": (
        f"(?:{_SOMEBODY}的?)?{_STANDARD}+的?{_ASKED}{_TEXT}",
        f"(?!.*[还也]){_SOMEBODY}的?{_WAY}*(?:{_SAY}(?:的|法|什么|啥)?|{_ASKED}){_TEXT}",
        f"{_SOMEBODY}的?(?:意图|诉求|疑问|关切|疑惑|困惑)",
        f"{_ASKED}{_STANDARD}",
        f"(?:{_SOMEBODY}|常见|主要|热点)*(?:咨询|来电|提问|询问|求助|反映|问询|问)的?"
        "(?:内容|事项|问题|诉求|要点|点)",
    ),
    "variants": (
        f"(?:{_SOMEBODY}的?)?{_WAY}*{_LIKE}+的?(?:{_SOMEBODY}的?)?{_ASKED}{_COUNT}?",
        f"(?:{_SOMEBODY}的?)?{_WORDING}{_COUNT}",
        f"{_ASKED}{_LIKE}{_COUNT}?",
        "触发(?:语句|问法|说法|话术|句子?|语)",
        f"(?:{_SOMEBODY}的?)?(?:{_LIKE}|{_WAY})*的?{_WORDING}{_COUNT}?",
        f"(?:{_SOMEBODY}的?)?{_WAY}*(?:还|也){_WAY}*{_SAY}(?:的|法)?{_COUNT}?",
        f"{_SOMEBODY}的?{_WAY}*{_SAY}(?:的|法)?{_COUNT}?",
        f"(?:alsoasked(?:as)?|asksynonyms?|synonyms?|waystoask|aka|otherways(?:to|of)?ask(?:ing)?)"
        f"{_COUNT}?",
    ),
    "answer": (
        f"(?:{_WE}的?|{_ANSWER_KIND}的?)+{_ANSWERED}{_TEXT}",
        f"{_ANSWERED}{_TEXT}|{_ANSWERED}{_ANSWER_KIND}",
        "(?:办理|处理|业务|政策)的?口径|(?:faq|qa|问答|词条)(?:内容|正文)",
        f"{_WE}(?:怎么|如何|怎样|应该?|该|要|可以|这样|统一|会)*"
        "(?:答|回|说|讲|回答|回复|答复|解释|应对)(?:的|法)?",
        "(?:应该?|该|怎么|如何|怎样|这样|统一)+(?:答|回|回答|回复|答复|应答)(?:的|法)?",
    ),
    "category": (f"(?:业务|咨询|服务|事项|产品|诉求|所属|{_ENTRY})*的?{_KIND}(?:名称?)?",),
    "category.1": (f"(?:第?一级|1级|level1|l1)(?:业务|{_KIND})",),
    "category.2": (f"(?:第?二级|2级|level2|l2)(?:业务|{_KIND})",),
    "category.3": (f"(?:第?三级|3级|level3|l3)(?:业务|{_KIND})",),
    "enabled": (
        f"{_ENTRY}?(?:{_WHETHER}?{_ON}{_MARK}?|{_ON}{_OFF}|{_OFF}{_ON})",
        f"{_ENTRY}的?(?:状态|status|state)",
    ),
    "disabled": (f"{_ENTRY}?(?:{_WHETHER}?{_OFF}{_MARK}?)",),
    "id": (f"{_ENTRY}(?:唯一)?(?:编号|编码|代码|序列号|流水号|主键|标识码?|id|code|key)",),
    "valid.start": (f"{_TOLD}*(?:生效|启用|开始|起始|实施|执行|施行|起){_TIME}",),
    "valid.end": (f"{_TOLD}*(?:失效|终止|截止|到期|过期|废止|停用|止){_TIME}",),
}
_PATTERNS: Final = {
    field: tuple(regex(one) for one in patterns) for field, patterns in _GRAMMAR.items()
}
_HINT = regex(r"问|说|讲|叫|表述|ask|say|phras|utter|quer|wording")
_TURNED = regex(
    "答|回复|旧|原|历史|错|反|否|不|禁|非|未|相关|关联|推荐|追|后续|下一|上一|引导|负|备注|说明|"
    "测试|来源|竞品|提示|问卷|访问|注意|时间|日期|数|次|率|人$|者$|类|型|编号|id|链接|依据|内部|"
    "answer|reply|related|negative|old|count|date|by$|type|source|note|follow"
)


def composed(plain: str) -> dict[str, int]:
    """The fields that a head, as `plain_head` gives it, means by its parts.

    >>> composed("会员其他问法"), composed("启用标识"), composed("历史问法"), composed("问法数量")
    ({'variants': 6}, {'enabled': 6}, {}, {})
    """
    bare = plain.strip("?？")
    return {
        field: SURE
        for field, patterns in _PATTERNS.items()
        if any(pattern.fullmatch(bare) for pattern in patterns)
    }


def hints_at_wordings(plain: str) -> bool:
    """Whether a head that means nothing may stand above more wordings of a question.

    >>> hints_at_wordings("阿姨们爱这么问"), hints_at_wordings("追问"), hints_at_wordings("备注")
    (True, False, False)
    """
    return _HINT.search(plain) is not None and _TURNED.search(plain) is None


def turns_the_meaning(plain: str) -> bool:
    """Whether a head says that what stands below is something beside question and answer.

    >>> turns_the_meaning("政策依据"), turns_the_meaning("来电")
    (True, False)
    """
    return _TURNED.search(plain) is not None
