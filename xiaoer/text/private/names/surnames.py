"""Characters that Chinese names are made of.

Surnames are those of some ten thousand bearers and more; given characters are the usual ones of
public statistics of names (the ministry's yearly report on names), written down by hand.
"""

COMPOUND = (
    "欧阳|上官|皇甫|司马|诸葛|令狐|东方|司徒|尉迟|公孙|慕容|长孙|宇文|夏侯|轩辕|端木|独孤|南宫|西门|闻人"
    "|钟离|百里|呼延|澹台|公冶|宗政|濮阳|太叔|申屠|仲孙|完颜|赫连|拓跋|第五|左丘|东郭|南门|羊舌|微生|梁丘"
)
"""Surnames of two characters, as alternatives of a pattern."""

NO_NAME = frozenset(
    """江苏 江西 江门 黄山 黄石 黄河 黄金 林芝 石家庄 张家口 张家界 张家港 唐山 唐朝 马上 高中 高级
    高新 金华 金融 金山 方便 白天 白金 夏天 夏季 安康 安卓 安心 安全 安宁 海南 海宁 海安 海关 云南
    平安 平常 平时 成安 花朵 池州 温江 常宁 常山 常德 阳江 阳山 阳光 武汉 武清 文山 文明 文昌
    文学 华山 华为 明天 明星 明显 时常 时光 牛奶 和平 乐山 乐安 乐清 龙江 龙岩 万达 万一 向来
    任意 全家 全国 全新 全天 元旦 支持 解释 于是 应当 康复 康宁 简直 连云 包邮 包年 包月 谢谢
    雷山 梅山 苏宁 苏州 徐州 余杭 田园 宁波 宁安 钱塘 何必 何时 何故 严重 许昌 贺卡 易购 易拉
    章鱼 商家 商城 商业 司机 空调 水晶 水果 叶子 季度 孔雀 路由 祝贺 祝福 金额 全部 全额 周末
    周一 周二 周三 周四 周五 周六 周日 方式 时间 成功 成都 安排 常用 单独 家长 尚未 应该 关于
    关闭 毕竟 程序 温馨 石油 平台 和谐 海鲜 海淘 向您 席位 水电 水管 包裹 车险 车辆 经理 经常
    任何 任务 通用 党员 阴历 阳历 计算 计划 米线 米粉 农业 农行 农商 工行 建行 平均 牛仔 牛肉
    羊肉 龙虾 龙年 花费 花卉 雷达 雷神 冷冻 金币 金豆 钱包 钱款 宗旨 于小 管家 管理 都市 贾汪
    邢台 邯郸 郑州 郑东 焦作 季节 汤圆 苗圃 费用 燕窝 燕麦 鲁班 葛根 柏油 柴油 童装 童鞋 祖玛
    祖国 许多 许可 鲍鱼 曹县 袁州 章丘 苗木 范围 范本 彭州 彭水 蒋村 沈阳 陶瓷 陶器 毛巾 毛衣
    毛利 毛病 戴尔 戴森 康师 康佳 李宁 王者 王牌 谷歌 谷雨 麦当 麦克 林内 林肯 雷克 雷蛇 罗技
    罗马 罗非 梁平 宋体 宋朝 胡同 胡椒 胡萝 董事 于都 祁门 申通 申报 申领 申诉 申购 殷商 柳州
    柳江 焦点 解决 解绑 解冻 解除 万元 万能 万人 万份 翁源 习惯 习题 莫非 莫名 谈判 季军 幸运
    幸好 幸亏 宣传 宣布 银行 银联 银色 充值 容量 容易 荣誉 荣耀 祥云 左手 左边 左侧 左右 宫廷
    左家 施工 师傅 武功 武器 司法 司徒 谢绝 时尚 花呗 陆续 宝贝 哈喽 余额 学费 单号 单子 查询
    全款 党费 应付 应收""".split()
)
"""Places, brands and words of shops that begin like a name and are more usual in messages than
in the dictionary that was counted."""
