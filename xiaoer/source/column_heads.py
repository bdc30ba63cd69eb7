"""What the heads of columns mean: one table of synonyms for every reader of sheets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from xiaoer.text.regex import regex

Levels = tuple[str, ...]
"""Patterns of whole heads as `plain_head` gives them; the surest level first."""

_WHO = "(?:(?:用户|客户|顾客|买家|卖家|商家|访客|会员|消费者|咨询者|users?|customers?|client)的?)"
_MADE = "(?:的|测试|评测|原始|实际|真实|线上|进线|待测|样本|样例|来|提|所|test|raw|original)"
_ASKED = (
    "(?:问题|问法|问句|提问|发问|询问|咨询|问|原话|原文|话语|话术|说法|说|发言|输入|消息|留言|"
    "语句|句子|语料|用例|描述|表述|诉求"
    "|query|queries|utterances?|questions?|inputs?|messages?|sentences?|texts?)"
)
_REST = "(?:内容|文本|原文|原句|语句|问题|text)?"
_RIGHT = (
    "(?:(?:正确|标准|期望|预期|对应|应?匹配|所属|目标|应?命中|应答|应该|标注|参考|人工|真实|关联|"
    "归属"
    "|correct|expected|right|true|target|gold)的?)"
)
_ENTRY = "(?:知识点?|知识库|知识条目|条目|faq|entry|entries)"
_OF_ENTRY = f"(?:{_ENTRY}|标准问题?|标准问法|答案|答复|answers?|intents?|意图)"
_ID = "(?:必填|名称?|编号|编码|代码|号码?|ids?|code)"

QUERIES: Final[Mapping[str, Levels]] = {
    "q": (
        "q",
        f"(?:{_MADE}*{_WHO}{_MADE}*|{_MADE}+){_ASKED}{_REST}"
        "|(?:query|utterance|问法|问句|提问|询问|发问|原话|咨询)(?:内容|文本|原文|语句|问题|text)?",
        "(?:问题|语料|消息|留言|questions?|messages?|sentences?)(?:内容|文本|原文|text)?",
        "(?:会话|对话)?内容|文本|text",
    ),
    "gold": (
        "gold",
        f"{_RIGHT}*{_OF_ENTRY}{_ID}+|(?:答案|{_RIGHT})*(?:知识点|知识条目|条目|entry)"
        f"|{_RIGHT}+(?:{_ENTRY}|{_ID})|goldids?",
        f"{_RIGHT}+(?:答案|答复|结果|answers?|intents?|labels?|标签|意图)?",
        "标注|标签|意图|intents?|target",
        "(?:问题)?编号|ids?",
    ),
    "audience": ("audience", "身份|受众"),
    "slice": ("slice",),
    "oos": ("oos",),
    "weight": ("weight|权重",),
    "draws": ("draws|抽中次数",),
    "band": ("band|置信度段",),
}
"""The columns of labelled queries. 编号 is a running number where another column names the entry,
and 问题 is the standard question where another column has the customer's words."""

SUGGESTION: Final = regex("建议[0-9]*|suggestions?[0-9]*")
"""Heads, as `plain_head` gives them, of columns of labelled queries that only help to label."""
NOT_LABELLED: Final = "待标注"
"""In the place of the entry: nobody has said yet which one it is."""
NOT_ANSWERED: Final = "不该回答"
"""In a sheet, in the place of the entry: none. An empty cell says so too."""

_FAQ = "(?:知识库?|条目|faq|qa|q&a|常见)"
_Q = (
    "(?:问题|问法|问句|问|提问|说法|表达|语料|句子|标问|q|questions?|phrasings?|phrases?|"
    "utterances?|queries)"
)
_A = "(?:答案|答复|回复|回答|解答|应答|解决方案|answers?|response|reply|a)"
_LIKE = (
    "(?:相似|相近|扩展|拓展|同义|近似|近义|类似|等价|等效|泛化|其[他它]|别的|更多|变体|替换|"
    "可替代|衍生"
    "|alternat(?:e|ive)s?|similar|other|paraphrased?|extended)"
)
_WORD = "(?:关键词|关键字|词语?|keywords?|words?)"
_WHEN = "(?:时间|日期|时刻|日|起|date|time|at)?"
_NOT_OLD = (
    "(?!.*(?:旧|原|历史|别的|更多|类似|同义|近义|近似|错误|备选|备用|备注|不|相似|相关|关联|推荐|扩展"
    "|其他|其它|是否|上次|第))"
)
_IS = "(?:是否|能否)?"
_STATE = "(?:启用|有效|生效|上线|上架|发布|开启|可用)"
_OFF = "(?:停用|禁用|下线|下架|失效|作废|关闭)"

ENTRIES: Final[Mapping[str, Levels]] = {
    "question": (
        f"(?:标准|主|代表)的?{_Q}|(?:standard|primary|main|canonical){_Q}|question|q|问",
        f"{_FAQ}?问题(?:内容|描述|标题|名称|文本|原文)?|{_FAQ}的?{_Q}|questions?(?:text|title)?"
        f"|(?:客户|用户|顾客|买家|会员|访客|常见|咨询|业务|热点|高频)+(?:的)?(?:问题|提问|咨询|"
        f"疑问|问)"
        "|提问(?:内容)?|咨询(?:内容|事项)|疑问|prompt|instruction|query",
        "(?:知识点?|条目|faq|文档|文章)?(?:标题|名称?)|title|name|subject|题目|题干|标问|知识点|条目|input"
        "|意图(?:名称?)?|intents?",
        "问法|问句|说法|客户(?:怎么|如何)?问|(?:客户|用户|顾客|买家)的?(?:问法|说法|原话|话术)|"
        "utterances?",
        "主题|咨询点|诉求|text|语料|事项|场景",
        f"{_NOT_OLD}.{{1,6}}(?:问题|问法|问句|提问)",
    ),
    "answer": (
        "(?:标准|统一|faq|问题|知识)*的?(?:答案|回答|答复|回复|解答)(?:内容|文本|正文|文案)?"
        "|answers?(?:text)?|a|答",
        f"(?:标准|统一|参考|推荐|机器人|自动|客服|小二|官方|正确|最终|建议|对应|人工|默认|"
        f"通用)的?{_A}(?:内容|话术)?"
        "|(?:标准|回复|应答|客服|回答|解答|答复|服务)?的?话术(?:内容)?|解答(?:内容)?|应答(?:内容|"
        "语)?"
        "|response|reply|replies|回复语|output|completion|我们(?:怎么|如何)?答|(?:回复|标准|统一|"
        "答复)?口径",
        "(?:解决|处理|应对)(?:方案|办法|方法|意见|方式|措施)|(?:知识)?(?:内容|正文)|content|"
        "solution|resolution",
        "说明|描述|详情|description|body|text|备注答案",
        f"{_NOT_OLD}.{{1,6}}(?:答案|回答|答复|回复|话术|解答)",
    ),
    "variants": (
        f"{_LIKE}+的?{_Q}(?:[0-9]*|[a-z])?|(?:相似|扩展|同义)(?:句|问题集?|列表)?[0-9]*|"
        f"variants?[0-9]*"
        "|(?:alternat(?:e|ive)|similar)s?[0-9]*",
        "变体|别名|同义(?:句|表达)|variations?[0-9]*|utterances?[0-9]*|训练(?:语料|样本|"
        "短语)[0-9]*|examples?[0-9]*"
        "|另一种问法[0-9]*|还可能这样问|也可以这样问|aliases|(?:trainingphrases?|"
        "paraphrases?)[0-9]*|index(?:es)?|索引",
        "问题|(?:用户|客户|顾客|买家)的?(?:问法|说法|话术|原话|常用语|语料|提问|问题)[0-9]*|"
        "问法[0-9]*|说法[0-9]*|语料[0-9]*|例句[0-9]*"
        "|样例[0-9]*|(?:user)?quer(?:y|ies)|(?:问题|questions?|q)[0-9]+",
    ),
    "category": (
        f"(?:{_FAQ}|问题|业务|所属|商品|知识点)*的?(?:类目|分类|类别)(?:名称?)?|categor(?:y|"
        f"ies)(?:name)?",
        "(?:知识|问题|业务|所属|faq)*(?:目录|栏目|分组|模块|板块|大类|类型|业务线|领域|分类路径|"
        "种类)(?:名称?)?"
        "|topics?|groups?|section|type|classification|domain",
        "产品(?:线|类别|类型|分类|系列)|品类|业务(?:环节|场景|类型|板块|品种)|.{2,4}(?:类别|分类|环节)",
        "主题|归属|所属|版块|环节|部门",
    ),
    "category.1": (
        "(?:一级|1级|第一级|大)(?:类目|分类|目录|类别|类)|(?:level|l)1(?:category)?"
        "|category(?:level|l)?1|(?:类目|分类|类别|目录)(?:一级?|l1)",
    ),
    "category.2": (
        "(?:二级|2级|第二级|小|子)(?:类目|分类|目录|类别|类)|(?:level|l)2(?:category)?"
        "|category(?:level|l)?2|subcategory|(?:类目|分类|类别|目录)(?:二级?|l2)",
    ),
    "category.3": (
        "(?:三级|3级|第三级|细)(?:类目|分类|目录|类别|类)|(?:level|l)3(?:category)?"
        "|category(?:level|l)?3|(?:类目|分类|类别|目录)(?:三级?|l3)",
    ),
    "id": (
        f"(?:{_FAQ}|知识点|问题|标准问)*(?:编号|编码|代码|id|uuid|key)|(?:qna|faq|entry|qa)id|"
        f"qid|唯一标识",
        "intentid|意图(?:id|编号)|code|标识",
    ),
    "audience": (
        "受众|身份|(?:适用|面向|服务|目标)的?(?:对象|人群|用户|角色|身份|受众|客群)|audiences?",
        "(?:用户|客户|会员)(?:类型|角色|身份|群体)|角色|对象|人群|客群|roles?|端口?|买卖家|适用端",
    ),
    "channels": ("(?:适用|发布|生效|投放|服务)?渠道|channels?|适用渠道",),
    "valid.start": (
        f"(?:有效期?|知识)?(?:生效|开始|起始|起){_WHEN}|有效期?(?:从|起|自)|(?:valid)?(?:from|"
        f"start){_WHEN}"
        "|effective(?:date|from)?|validstart",
        "(?:上线|启用|上架)(?:时间|日期)",
    ),
    "valid.end": (
        f"(?:有效期?|知识)?(?:失效|结束|截止|截至|到期|过期|终止|止){_WHEN}|有效期?(?:至|到|截止|"
        f"截至|止)"
        "|(?:valid)?(?:to|until|till|end)(?:date|time)?|expir(?:y|es|ation)(?:date|at)?|validend",
        "(?:下线|停用|下架)(?:时间|日期)",
    ),
    "valid": (
        "有效(?:期限?|时间|时段|日期|期间|起止)|生效(?:期间?|时段|起止)|起止(?:时间|日期)|validity",
    ),
    "enabled": (
        f"状态|{_IS}{_STATE}|(?:知识|条目|启用|上线|发布|生效|使用)状态|enabled?|status|state|"
        f"active|有效性",
    ),
    "disabled": (f"是否{_OFF}|{_OFF}|disabled",),
    "keywords.any": (
        "关键(?:词|字)(?:任一|或)?|keywords?(?:any)?",
        "触发词|核心词|命中词|(?:匹配|检索|搜索)(?:关键)?词",
    ),
    "keywords.all": (
        f"(?:必含|必须(?:包含|含有?)?|全部(?:包含)?|同时(?:包含)?|组合){_WORD}|关键词(?:全部|且|"
        f"都要)"
        "|keywordsall",
    ),
    "keywords.none": (
        f"(?:否定|排除|屏蔽|负向?|反向?|不含|不包含|禁止|禁用|剔除|过滤){_WORD}|关键词(?:排除|"
        f"否定|不含)"
        "|(?:negative|excluded?)keywords?|keywordsnone",
    ),
    "negatives": (
        f"反例(?:{_Q})?|负例|负样本|(?:否定|排除|反向|负面|易混淆?|不匹配的?){_Q}|negatives?|"
        f"negativeexamples?",
    ),
    "links": (
        "(?:相关|参考|跳转|详情|附加|外部|答案)?(?:链接|网址|连结|超链接|url|"
        "links?)(?:地址)?[0-9]*",
    ),
    "image": ("(?:答案)?(?:图片|配图|附图|图像|image|picture)(?:链接|地址|url|路径)?",),
    "self_service": ("自助(?:服务|入口|办理|功能|操作)?|selfservice",),
    "escalate": (
        "(?:转人工)?(?:队列|技能组)|转人工(?:到|至|组)?|escalate(?:to)?|queue",
        "人工(?:队列|技能组)|转接(?:队列|技能组|到)?|是否转人工",
    ),
    "related": (
        "(?:相关|关联|推荐|延伸)(?:问题?|知识点?|条目|推荐|faq|问答)(?:编号|id)?|猜你想问|"
        "related(?:questions?|ids?)?",
    ),
    "hot": (f"{_IS}(?:热门|热点|常问|推荐到?菜单|菜单|首页)(?:问题|展示)?|hot|popular",),
    "number": ("序号?|行号|no|nr|num|seq|#|number|编?序|第几条|row",),
}
"""The columns of a FAQ; ``number`` is a running number, which tells nothing of an entry. A key with
a dot is a part of the field; a head that means two things is what it means more surely."""

EXAMPLES: Final[Mapping[str, tuple[str, ...]]] = {
    "q": ("用户问", "客户问题", "问法", "问题"),
    "gold": ("知识点", "知识点编号", "标准答案编号", "编号"),
}
"""Heads to tell who has others."""

_LONGEST = 40  # characters of a head that means anything
_NOISE = regex(r"[\s_\-.:：*＊()（）\[\]【】/]+")


class Meant(NamedTuple):
    """What heads mean, place by place: keys of the table, or the head itself, stripped.

    ``clashes``: a key, and the places of the heads that mean it equally well.
    """

    names: tuple[str, ...]
    clashes: tuple[tuple[str, tuple[int, ...]], ...] = ()


def plain_head(text: str) -> str:
    """A head without what says nothing: width, case, blanks, brackets.

    >>> plain_head("标准答案（编号） "), plain_head("Ｑ"), plain_head("Gold_ID")
    ('标准答案编号', 'q', 'goldid')
    """
    return _NOISE.sub("", unicodedata.normalize("NFKC", text).casefold())


def meaning_of(heads: Sequence[str], table: Mapping[str, Levels] = QUERIES) -> Meant:
    """What each head means. A key goes to the surest of its synonyms; the others stay columns.

    >>> meaning_of(["编号", "用户问 ", "知识点"]).names
    ('编号', 'q', 'gold')
    """
    plain = [plain_head(head) for head in heads]
    names = [head.strip() for head in heads]
    clashes = []
    for key, levels in table.items():
        places = next(_found(plain, levels), ())
        if len(places) > 1:
            clashes.append((key, places))
        for place in places:
            names[place] = key
    return Meant(tuple(names), tuple(clashes))


def _found(plain: Sequence[str], levels: Levels) -> Iterator[tuple[int, ...]]:
    """The places of the heads of each level that has any, the surest level first."""
    for level in levels:
        pattern = re.compile(level)
        places = tuple(
            at for at, head in enumerate(plain) if len(head) <= _LONGEST and pattern.fullmatch(head)
        )
        if places:
            yield places
