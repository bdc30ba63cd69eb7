"""The one table of what a diagnostic says, in Chinese and in English.

E0: reading files · E1: shape · E2: values · E3: names and other entries · W: warnings.
W5: warnings of questions that lead elsewhere than to their entry · W2, A, R, S: of the linter.
`{…}` are fields of the diagnostic; `expected`, `found` and `kind` are looked up in `TERMS`.
A field `nearest` adds "did you mean", else a field `known` adds the names that are right.
"""

from __future__ import annotations

from xiaoer.source.findings.lint_hints import LINT_HINTS
from xiaoer.source.findings.lint_warnings import LINT_WARNINGS
from xiaoer.source.findings.warning_messages import WARNING_MESSAGES

_NO_ERRORS = WARNING_MESSAGES | LINT_WARNINGS | LINT_HINTS
MESSAGES: dict[str, tuple[str, str]] = _NO_ERRORS | {
    "E001": (
        "没有这个文件或文件夹；应为一个文件夹，或一个 .yaml、.yml、.jsonl 文件",
        "no such file or folder; expected a folder or a .yaml, .yml or .jsonl file",
    ),
    "E002": (
        "文件夹里没有条目文件；应至少有一个 .yaml 或 .yml 文件",
        "no entry files in this folder; expected at least one .yaml or .yml file",
    ),
    "E003": (
        "文件夹里只有设置文件 xiaoer.yaml，没有条目文件；应至少还有一个 .yaml 或 .yml 文件",
        "only the settings file xiaoer.yaml in this folder, no entry files; "
        "expected at least one more .yaml or .yml file",
    ),
    "E004": (
        "不认识的文件类型 “{suffix}”，应为 .yaml、.yml 或 .jsonl",
        'unknown kind of file "{suffix}"; expected .yaml, .yml or .jsonl',
    ),
    "E005": ("无法读取：{reason}", "cannot be read: {reason}"),
    "E006": (
        "文件太大：{size} 字节，最多 {limit} 字节；请拆成几个文件",
        "the file is too large: {size} bytes, at most {limit}; split it",
    ),
    "E007": (
        "文件编码是 {encoding}，应为 UTF-8；请另存为 UTF-8",
        "the file is encoded in {encoding}, expected UTF-8; save it as UTF-8",
    ),
    "E008": (
        "文件编码像是 GB18030（GBK），应为 UTF-8；请另存为 UTF-8",
        "the file seems to be encoded in GB18030 (GBK), expected UTF-8; save it as UTF-8",
    ),
    "E009": (
        "文件不是 UTF-8 文本：字节 {byte} 不合规",
        "the file is not UTF-8 text: byte {byte} is out of place",
    ),
    "E010": (
        "不允许的字符 {char}，应为可见文字；请删除",
        "character {char} is not allowed, expected readable text; delete it",
    ),
    "E011": (
        "文件是空的，应为条目列表（每条以 “- id:” 开头）",
        'the file is empty; expected a list of entries (each begins with "- id:")',
    ),
    "E012": ("YAML 语法错误：{problem}", "not valid YAML: {problem}"),
    "E013": (
        "缩进用了制表符（Tab），应为空格",
        "a tab is used for indentation; expected spaces",
    ),
    "E014": (
        "一个文件里有多个 YAML 文档（“---”），应只有一个",
        'several YAML documents ("---") in one file; expected only one',
    ),
    "E015": ("嵌套超过 {limit} 层", "nested more than {limit} levels deep"),
    "E016": (
        "别名（*）展开后超过 {limit} 项，请直接写出内容",
        "aliases (*) expand to more than {limit} items; write the content out",
    ),
    "E017": (
        "别名 “*{name}” 没有对应的锚点 “&{name}”；以 * 开头的文字请加引号",
        'alias "*{name}" has no anchor "&{name}" before it; quote a text that begins with *',
    ),
    "E018": (
        "不支持 YAML 标签 “{tag}”；以 ! 开头的文字请加引号",
        'the YAML tag "{tag}" is not supported; quote a text that begins with !',
    ),
    "E019": (
        "第 {column} 列 JSON 语法错误：{problem}",
        "not valid JSON at column {column}: {problem}",
    ),
    "E020": (
        "以 {char} 开头的文字要加引号",
        "a text that begins with {char} must be quoted",
    ),
    "E021": (
        "文件夹里已有别的条目文件 “{name}”，应保存到空文件夹",
        'the folder already has another entry file "{name}"; expected an empty folder',
    ),
    "E022": ("另有 {count} 处错误没有列出", "{count} more errors are not listed"),
    "E023": (
        "链接指向文件夹以外的文件，其中有 {count} 处不合规；为免泄露内容，这里不列出，"
        "请直接检查那个文件",
        "the link leads to a file outside the folder, with {count} fault(s) that are not listed, "
        "so as not to show what it holds; check that file by its own name",
    ),
    "E031": (
        "缩进用了全角空格或其他特殊空白 {char}，应为半角空格",
        "the indentation has a full-width or other special blank {char}; expected plain spaces",
    ),
    "E032": (
        "文件编码像是 Big5（繁体），应为 UTF-8；请另存为 UTF-8",
        "the file seems to be encoded in Big5, expected UTF-8; save it as UTF-8",
    ),
    "E101": (
        "条目文件应为列表（每条以 “- id:” 开头），而这里是{found}",
        'expected a list of entries (each begins with "- id:"), found {found}',
    ),
    "E102": (
        "条目应为键值对（id、question、answer…），而这里是{found}",
        "expected an entry (id, question, answer …), found {found}",
    ),
    "E103": (
        "“{key}” 应为{expected}，而这里是{found}",
        '"{key}" must be {expected}, found {found}',
    ),
    "E104": ("未知的键 “{key}”", 'unknown key "{key}"'),
    "E105": (
        "键 “{key}” 重复，第一次在 {other}",
        'duplicate key "{key}", first at {other}',
    ),
    "E106": ("缺少必填的 “{key}”", 'missing "{key}", which is required'),
    "E107": ("“{key}” 是空的，应有文字", '"{key}" is empty; expected some text'),
    "E108": ("键应为文字，而这里是{found}", "a key must be text, found {found}"),
    "E109": (
        "设置文件应为键值对（audiences、queues、texts…），而这里是{found}",
        "expected settings (audiences, queues, texts …), found {found}",
    ),
    "E110": (
        "“{key}” 应恰好有 {expected_count} 项，而这里有 {count} 项",
        '"{key}" must have exactly {expected_count} items, found {count}',
    ),
    "E111": (
        "“{key}” 应至少有 {expected_count} 项，而这里有 {count} 项",
        '"{key}" must have at least {expected_count} items, found {count}',
    ),
    "E112": (
        "“{key}” 里有一项是空的，应有文字",
        'an item of "{key}" is empty; expected some text',
    ),
    "E201": (
        "id “{id}” 不合规，应为英文字母、数字和 - _ . 组成，以字母或数字开头，最多 100 个字符",
        'id "{id}" is not allowed; expected ASCII letters, digits, - _ . beginning with a letter '
        "or digit, at most 100 characters",
    ),
    "E202": (
        "条目没有可回复的内容，应有 answer、self_service、escalate 或某个渠道的答案",
        "the entry has nothing to say; expected answer, self_service, escalate "
        "or a channel's answer",
    ),
    "E203": (
        "“{key}” 的时间 “{text}” 不合规，应如 2026-11-01 或 2026-11-01 09:30 或 "
        "2026-11-01T09:30:00+08:00",
        '"{key}" is not a date: "{text}"; expected one like 2026-11-01 or 2026-11-01 09:30 or '
        "2026-11-01T09:30:00+08:00",
    ),
    "E204": (
        "结束 “{end}” 不晚于开始 “{start}”",
        'the end "{end}" is not after the start "{start}"',
    ),
    "E205": (
        "“{key}” 的网址 “{url}” 应以 http:// 或 https:// 开头",
        '"{key}" must be an address that begins with http:// or https://, found "{url}"',
    ),
    "E206": (
        "路由 “{url}” 应以协议开头，如 app://，且不能是 javascript、data、vbscript",
        'route "{url}" must begin with a scheme such as app://, and never javascript, data '
        "or vbscript",
    ),
    "E207": (
        "“{key}” 里的占位符 “{{{name}}}” 不在 fields 中",
        'placeholder "{{{name}}}" in "{key}" is not listed in fields',
    ),
    "E208": (
        "“{key}” 里的花括号读不懂：“{text}”；变量写作 {{变量名}}，花括号本身写作 {{{{ 或 }}}}",
        'unreadable brace in "{key}": "{text}"; a variable is written {{name}}, a literal brace '
        "{{{{ or }}}}",
    ),
    "E209": (
        "“{key}” 应在 {low} 到 {high} 之间，而这里是 {text}",
        '"{key}" must be between {low} and {high}, found {text}',
    ),
    "E210": (
        "“{key}” 应为 true 或 false，而这里是 “{text}”",
        '"{key}" must be true or false, found "{text}"',
    ),
    "E211": (
        "“{key}” 应为{expected}，而这里是 “{text}”",
        '"{key}" must be {expected}, found "{text}"',
    ),
    "E212": (
        "反例 “{text}” 与本条目自己的问题相同（{other}）",
        'the negative "{text}" equals a question of its own entry ({other})',
    ),
    "E213": (
        "self_service 既没有 url 也没有 route，应至少有一个",
        "self_service has neither url nor route; expected at least one",
    ),
    "E215": (
        "时区 “{text}” 不合规，应为固定偏移，如 +08:00",
        'timezone "{text}" is not allowed; expected a fixed offset such as +08:00',
    ),
    "E216": (
        "{kind}名 “{name}” 不合规，应只有文字、数字和下划线",
        'the {kind} name "{name}" is not allowed; expected only letters, digits and underscores',
    ),
    "E217": (
        "thresholds.clarify（{clarify}）不应大于 thresholds.answer（{answer}）",
        "thresholds.clarify ({clarify}) must not be above thresholds.answer ({answer})",
    ),
    "E218": (
        "“{key}” 的这一项应至少写出其中一个：{one_of}",
        'this item of "{key}" must have at least one of: {one_of}',
    ),
    "E219": (
        "“{key}” 的时间段 “{text}” 不合规，应如 09:00-18:00，几段之间用逗号隔开；休息写 closed",
        'time span "{text}" of "{key}" is not allowed; expected one like 09:00-18:00, several '
        "separated by commas, or closed",
    ),
    "E220": (
        "“{key}” 的时间段 “{text}” 结束不晚于开始；跨过午夜的请拆成两段，"
        "如当天 22:00-24:00、次日 00:00-02:00",
        'time span "{text}" of "{key}" does not end after its start; split one that runs over '
        "midnight, such as 22:00-24:00 and 00:00-02:00 on the day after",
    ),
    "E221": (
        "“{key}” 的时间段 “{text}” 与 “{other_text}” 重叠，应各不相交",
        'time span "{text}" of "{key}" overlaps "{other_text}"; expected spans apart',
    ),
    "E222": (
        "“{key}” 的日期 “{text}” 不合规，应如 2026-10-01，或 2026-10-01..2026-10-07",
        'date "{text}" of "{key}" is not allowed; expected one like 2026-10-01, or '
        "2026-10-01..2026-10-07",
    ),
    "E223": (
        "“{key}” 的 “{text}” 有 {count} 天，最多 {limit} 天",
        '"{text}" of "{key}" has {count} days, at most {limit}',
    ),
    "E231": (
        "图片 “{url}” 是本机上的路径，客户打不开；请把图片放到条目文件旁边，写相对路径，"
        "如 {name}，或写 http(s) 网址",
        'image "{url}" is a path of this computer, which no customer can open; put the file beside '
        "the entries and write a relative path such as {name}, or write an http(s) address",
    ),
    "E301": ("id “{id}” 重复，第一次在 {other}", 'duplicate id "{id}", first at {other}'),
    "E302": ("未知的受众 “{name}”", 'unknown audience "{name}"'),
    "E303": ("未知的渠道 “{name}”", 'unknown channel "{name}"'),
    "E304": ("未知的技能组 “{name}”", 'unknown queue "{name}"'),
    "E305": (
        "“{key}” 里的变量 “{{{name}}}” 没有在设置的 variables 中定义",
        'variable "{{{name}}}" in "{key}" is not defined in the variables of the settings',
    ),
    "E306": ("related 中的 id “{name}” 不存在", 'related id "{name}" does not exist'),
    "E307": (
        "related 中的 id “{name}” 是本条目自己，应为别的条目",
        'related id "{name}" is the entry itself; expected another one',
    ),
    "E309": ("without 中的名字 “{name}” 未知", 'unknown name "{name}" in without'),
    "E310": ("未知的转人工规则 “{name}”", 'unknown rule of escalation "{name}"'),
    "E311": (
        "“{key}” 里的 “{name}” 重复，第一次在 {other}；请只留一处",
        '"{name}" is given twice in "{key}", first at {other}; keep only one',
    ),
    "E312": (
        "规则 “{rule}” 没有 “{key}”，只有这些规则有：{rules}；请删除",
        'rule "{rule}" has no "{key}", only these have: {rules}; delete it',
    ),
    "E313": (
        "规则 “{rule}” 不能停用，否则客户找不到人工，或得到错误的答案；请删除 enabled",
        'rule "{rule}" cannot be disabled: customers would find no person, or get wrong answers; '
        "delete enabled",
    ),
    "E314": ("未知的星期 “{name}”", 'unknown day of the week "{name}"'),
    "E315": ("未知的受限话题 “{name}”", 'unknown restricted topic "{name}"'),
    "E316": ("没有 id 是 “{name}” 的条目", 'no entry has the id "{name}"'),
    "E317": ("没有条目属于分类 “{name}”", 'no entry has the category "{name}"'),
    "E318": ("未知的 differences “{name}”", 'unknown differences "{name}"'),
    "E319": ("lint.off 里的检查代码 “{name}” 未知", 'unknown code "{name}" in lint.off'),
    "E321": ("未知的步骤 “{name}”", 'unknown step "{name}"'),
    "E322": ("未知的 until_accepted “{name}”", 'unknown until_accepted "{name}"'),
}
