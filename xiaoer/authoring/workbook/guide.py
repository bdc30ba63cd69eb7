"""What the sheet 说明 tells the people who fill the sheet: a line a column."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

SHEET, GUIDE = "知识", "说明"


class ColumnGuide(NamedTuple):
    """How a column is filled, and an example."""

    how: str
    example: str


COLUMNS: Final[Mapping[str, ColumnGuide]] = {
    "id": ColumnGuide("可以空着，导入时用类目和标准问的拼音；已有的不要改", "refund-arrival"),
    "category": ColumnGuide("菜单里的小标题", "退款"),
    "question": ColumnGuide("必填，一行一条知识", "退款多久到账"),
    "variants": ColumnGuide(
        "别的问法，一行一个（格内换行按 Alt+Enter），5 到 12 个为好",
        "钱什么时候退回来\n退款几天能收到",
    ),
    "answer": ColumnGuide(
        "答案、自助服务、转人工队列至少填一样；{名字} 是变量，{{ 是花括号本身",
        "一般 7 天内原路退回。",
    ),
    "audience": ColumnGuide("给谁看，几个时一行一个；空着：所有人", "buyer"),
    "enabled": ColumnGuide("启用 或 停用；空着：启用", "启用"),
    "valid.start": ColumnGuide("从哪天起（含当天）；空着：不限", "2026-11-01"),
    "valid.end": ColumnGuide("到哪天止（含当天）；空着：不限", "2026-11-12"),
    "keywords.any": ColumnGuide("出现其中一个就列为候选，一行一个", "到账\n退回"),
    "keywords.all": ColumnGuide("全部出现才列为候选，一行一个", "退款\n卡里"),
    "keywords.none": ColumnGuide("出现其中一个就不用这一条，一行一个", "运费险"),
    "negatives": ColumnGuide("看着像、其实不该用这一条回答的问法，一行一个", "退款失败怎么办"),
    "channels": ColumnGuide("只在这些渠道用，一行一个；空着：所有渠道", "app"),
    "links": ColumnGuide("文字和网址，一行一个", "退款规则 https://example.com/refund"),
    "image": ColumnGuide("网址或路径", "https://example.com/refund.png"),
    "self_service": ColumnGuide(
        "名称、网址、路由、字段，各占一行",
        "名称：查看退款进度\n路由：app://refund?order={订单号}\n字段：订单号",
    ),
    "escalate": ColumnGuide("回答后（或不回答直接）转给哪个队列", "after_sales"),
    "related": ColumnGuide("接着推荐的知识，写编号，一行一个", "refund-refused"),
    "hot": ColumnGuide("是：放进菜单", "是"),
}

RULES: Final = (
    "一行一条知识；列可以换位置，用不到的列可以删掉，不要改列名。",
    '开头结尾的空格不算；需要时整格写成 JSON，如 " 文字 "，导出时会自动这样写。',
    "填好后：xiaoer convert 这个文件 知识库文件夹；先加 --dry-run 看会改什么。",
)
