"""What `xiaoer lint` warns of. W2: questions · A: answers · R: retrieval · S: safety.

Part of the table in `messages`; each code is explained by the check of `xiaoer.authoring.lint`.
"""

from __future__ import annotations

LINT_WARNINGS: dict[str, tuple[str, str]] = {
    "A101": (
        "“{key}” 里有没写完的内容 “{text}”；请写好",
        '"{key}" has something yet to be written, "{text}"; write it',
    ),
    "A102": (
        "“{key}” 有 {count} 个字，超过 {limit} 字，客户不会读完；请删减，或拆成几条",
        '"{key}" has {count} characters, more than {limit}, which nobody reads to the end; cut it, '
        "or make several entries of it",
    ),
    "A104": (
        "“{key}” 里的中文用了半角标点 “{text}”；应为 “{meant}”",
        'the Chinese of "{key}" has the half-width sign "{text}"; expected "{meant}"',
    ),
    "A105": (
        "“{key}” 里有 Markdown “{text}”，客户会看到这些符号；请写纯文字",
        '"{key}" has Markdown, "{text}", which customers see as it stands; write plain text',
    ),
    "A106": (
        "这里说 “{text}”，条目 “{id}” 在同一件事上说 “{other_text}”（{other}）；请核对，改成一致",
        'this says "{text}", and entry "{id}" says "{other_text}" of the same thing ({other}); '
        "find out which is right, and say the same",
    ),
    "A107": (
        "这里说 “{text}”，同一条目又说 “{other_text}”（{other}）；请核对，改成一致",
        'this says "{text}", and the same entry says "{other_text}" ({other}); find out which is '
        "right, and say the same",
    ),
    "A108": (
        "答案与条目 “{id}” 的相同（{other}）；请合并成一条，或写出区别",
        'the answer is the same as that of entry "{id}" ({other}); merge them, or tell them apart',
    ),
    "A109": (
        "“{key}” 只有 “{text}”，没有回答问题；请写出做法或结果",
        '"{key}" is only "{text}", which answers nothing; say what to do or what happens',
    ),
    "A110": (
        "“{key}” 里有乱码 “{text}”；请重新填写",
        '"{key}" has garbled text, "{text}"; write it again',
    ),
    "A111": (
        "“{key}” 里的 “{text}” 多了、少了或重复了；请改正",
        'the "{text}" in "{key}" is one too many, one too few, or twice; mend it',
    ),
    "A112": (
        "“{key}” 说到 “{text}”，已经过去了；请更新",
        '"{key}" speaks of "{text}", which is past; bring it up to date',
    ),
    "A113": (
        "“{key}” 停在 “{text}”，像是没有写完；请补完",
        '"{key}" stops at "{text}", as if it was cut off; finish it',
    ),
    "A114": (
        "答案没有提到问题里的事，更像是条目 “{id}” 的答案；请核对是不是放错了",
        'the answer does not speak of what is asked, and fits entry "{id}" better; see whether it '
        "stands in the wrong place",
    ),
    "R101": (
        "问题 “{text}” 与条目 “{id}” 的 “{other_text}”（{other}）几乎一样，引擎分不开：去掉它再问，"
        "会给出那一条（把握 {confidence}）；请只留一处",
        'question "{text}" is nearly "{other_text}" of entry "{id}" ({other}), and the engine '
        "cannot tell them apart: left out and asked, it gets that entry (confidence {confidence}); "
        "keep one",
    ),
    "R102": (
        "问题 “{text}” 和本条目的其他内容没有关系，引擎会给出条目 “{id}”（把握 {confidence}）；"
        "请核对是不是放错了条目",
        'question "{text}" has nothing to do with the rest of its entry, and the engine gives '
        'entry "{id}" (confidence {confidence}); see whether it stands in the wrong entry',
    ),
    "R104": (
        "条目 “{id}” 自己的问题没有一个问得到它：“{text}” 得到的是{got}；请改写问题，或改设置",
        'none of its own questions reaches entry "{id}": "{text}" gets {got}; reword them, or '
        "change the settings",
    ),
    "R105": (
        "照写的问 “{text}”，得到的不是这个条目，而是{got}；请改写或删除这个问法",
        'asked as it stands, "{text}" does not get this entry but {got}; reword it or delete it',
    ),
    "R106": (
        "问题 “{text}” 会被本条目自己的{why} “{other_text}” 挡住：换一种说法就问不到；"
        "请改写其中一处",
        'question "{text}" is barred by the {why} "{other_text}" of its own entry: worded '
        "otherwise it is not found; reword one of them",
    ),
    "S101": (
        "“{key}” 里有承诺 “{text}”，做不到就要赔；请改成按规则办理，或写明条件",
        '"{key}" promises "{text}", and who promises is held to it; refer to the rules, or say on '
        "what condition",
    ),
    "S102": (
        "“{key}” 里有{kind} “{text}”，每个客户都会看到；请删除，或改用公开的客服电话",
        '"{key}" has the {kind} "{text}", which every customer sees; delete it, or give a public '
        "hotline",
    ),
    "S103": (
        "“{key}” 的网址 “{text}” 客户打不开或不安全；请写以 https:// 开头的正式网址",
        'the address "{text}" in "{key}" is unsafe, or no customer can open it; write a public one '
        "that begins with https://",
    ),
    "S104": (
        "“{key}” 让客户 “{text}”，这是诈骗的常用说法；请删除",
        '"{key}" asks customers to "{text}", as frauds do; delete it',
    ),
    "W201": (
        "条目 “{id}” 只有 {count} 个相似问，换一种说法就认不出；请补到 {limit} 个以上",
        'entry "{id}" has {count} variants, and other wordings are not known; add some, at least '
        "{limit}",
    ),
    "W203": (
        "相似问 “{text}” 与 “{other_text}”（{other}）只差客套话、语序或同义词，没有用处；"
        "请换一种说法",
        'variant "{text}" differs from "{other_text}" ({other}) by padding, order or synonyms '
        "alone, and adds nothing; word it otherwise",
    ),
    "W204": (
        "问题 “{text}” 与条目 “{id}” 的 “{other_text}”（{other}）是同一个意思；请只留一处，"
        "或写出区别",
        'question "{text}" means the same as "{other_text}" of entry "{id}" ({other}); keep one, '
        "or tell them apart",
    ),
    "W205": (
        "“{text}” 与本条目的 “{other_text}”（{other}）意思相反（{words}）；请分成两条",
        '"{text}" says the opposite of "{other_text}" of the same entry ({other}): {words}; make '
        "two entries of them",
    ),
    "W206": (
        "“{text}” 没有说是什么事，问什么都像它；请写具体，或删除",
        '"{text}" does not say what it is about, and looks like any question; be specific, or '
        "delete it",
    ),
    "W207": (
        "“{text}” 有 {count} 个字，客户不会这样问；请写成一句话（{limit} 字以内）",
        '"{text}" has {count} characters, and nobody asks so; make it one sentence of at most '
        "{limit}",
    ),
    "W208": (
        "“{text}” 不是问题，像是没写好的内容；请写好，或删除",
        '"{text}" is no question but something yet to be written; write it, or delete it',
    ),
    "W209": (
        "“{key}” 里有看不见的字符 {char}；请删除",
        '"{key}" has the invisible character {char}; delete it',
    ),
    "W210": (
        "禁用词 “{text}” 出现在本条目自己的问题 “{other_text}”（{other}）里；请去掉其中一处",
        'the forbidding keyword "{text}" occurs in the entry\'s own question "{other_text}" '
        "({other}); take one of them out",
    ),
    "W211": (
        "关键词 “{text}” 永远不会起作用：整个知识库的问题里都没有它；请核对错字，或删除",
        'the keyword "{text}" never fires: no question of the corpus has it; look for a slip, or '
        "delete it",
    ),
    "W212": (
        "关键词 “{text}” 太常见：{count} 个条目的问题里都有它；请换成更具体的词",
        'the keyword "{text}" fires nearly always: the questions of {count} entries have it; '
        "choose a more specific one",
    ),
    "W213": (
        "“{key}” 里的 “{text}” 写了两次，第一次在 {other}；请删除一处",
        '"{text}" is given twice in "{key}", first at {other}; delete one',
    ),
    "W214": (
        "相关条目 “{text}” {why}，看到本条目的客户得不到它；请换一条",
        'the related entry "{text}" {why}, so that who gets this entry never gets it; name another',
    ),
    "W215": (
        "分类 “{text}” 只有这一条，和 “{other_text}”（{count} 条）只差一点；请核对是不是写错了",
        'the category "{text}" has this entry alone and is nearly "{other_text}", which has '
        "{count}; see whether it is a slip",
    ),
    "W217": (
        "条目 “{id}” 已在 {text} 过期，客户得不到它；请延期，或删除",
        'entry "{id}" expired at {text}, and nobody gets it; give it more time, or delete it',
    ),
    "W218": (
        "条目 “{id}” 将在 {text} 过期（还有 {count} 天）；请确认要不要延期",
        'entry "{id}" expires at {text}, in {count} days; see whether it needs more time',
    ),
    "W220": (
        "“{text}” 会被切成 {parts}（{count} 处）；请在 xiaoer.yaml 里加上："
        "lexicon: {{words: [{text}]}}",
        '"{text}" is cut into {parts} ({count} times); add to xiaoer.yaml: '
        "lexicon: {{words: [{text}]}}",
    ),
    "W230": (
        "检查代码 “{text}” 不存在，没有关闭任何检查",
        'there is no check "{text}", so that none is switched off',
    ),
}
