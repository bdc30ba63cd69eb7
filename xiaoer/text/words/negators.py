"""Patterns of negators, and of what has one and denies nothing (it asks, agrees, denies twice)."""

from xiaoer.text.regex import regex

EVENT = regex(r"(?:并|仍|尚|还|从来|从|一直|迟迟|都|也)?(?:没有|没能|没|未曾|未能|未|木有|么有|冇)")
POSSIBILITY = regex(
    r"不能够?|不会|不可以|不可|不让|不给|不允许|不许|不准|不支持|无法子?|没法子?|没办法|唔可以|禁止"
)
PLAIN = regex(r"不想要?|不要|不用|不需要?|不必|不愿意?|不再|不肯|别|勿|莫|甭|不|唔|卟")
UNWANTED = regex("不[想要用必愿需]|[别勿莫甭]")
ANY = regex("[不没未无别勿莫甭冇唔卟禁]|木有|么有")
A_NOT_A = regex(r"([^\W\d_])[不没]\1|([^\W\d_]{2})[不没]\2|([^\W\d_])[不没](?=\3)")
TAIL_QUESTION = regex(r"(?<=[\u4e00-\u9fff])(?:了没有?|没有|没|不|否)(?: |$)")
RHETORICAL = regex(r"(?:难道|岂)?(?:不是|不就是)(?=[^ ]{1,14}[吗嘛么])|难道[不没]")
AGREED = regex(r"(?<![^ ])(?:那|这|都)?没问题(?:吧|的|了|啊|呀|哈|呢)*(?= |$)")
DOUBLE = regex(r"不得不|不能不|不会不|不可不|不是不|没有不|没不|无不|不想不|没法不|不要不")
# 非要取消不可 must; 非质量问题不可退 denies
MUST = regex(r"非(?!常)([^ ]{1,6})不可(?=[吗么嘛吧啊呀的了 ]|$)")
