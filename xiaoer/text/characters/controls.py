"""Characters that are obeyed, not shown: orders to a terminal, and those that turn text around."""

from xiaoer.text.regex import regex

# Controls but line breaks and tabs (C0, DEL, C1), marks and overrides of direction, line and
# paragraph separators, invisible operators, tags. Not the joiners (200C, 200D): emoji have them.
CONTROLS = regex(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def without_controls(text: str) -> str:
    """The text as it can be shown beside other text: nothing in it changes what stands around it.

    >>> without_controls("红\\x1b[31m色" + chr(0x202E) + "完"), without_controls("a\\n\\tb")
    ('红[31m色完', 'a\\n\\tb')
    """
    return CONTROLS.sub("", text)
