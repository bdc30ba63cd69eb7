"""Patterns of what has a negator and denies nothing: it asks, agrees, or denies twice."""

import re

A_NOT_A = re.compile(r"([^\W\d_])[不没]\1|([^\W\d_]{2})[不没]\2|([^\W\d_])[不没](?=\3)")
TAIL_QUESTION = re.compile(r"(?<=[\u4e00-\u9fff])(?:了没有?|没有|没|不|否)(?: |$)")
RHETORICAL = re.compile(r"(?:难道|岂)?(?:不是|不就是)(?=[^ ]{1,14}[吗嘛么])|难道[不没]")
AGREED = re.compile(r"(?<![^ ])(?:那|这|都)?没问题(?:吧|的|了|啊|呀|哈|呢)*(?= |$)")
DOUBLE = re.compile(r"不得不|不能不|不会不|不可不|不是不|没有不|没不|无不|不想不|没法不|不要不")
# 非要取消不可 must; 非质量问题不可退 denies
MUST = re.compile(r"非(?!常)([^ ]{1,6})不可(?=[吗么嘛吧啊呀的了 ]|$)")
