"""A text in stretches between placeholders, and long stretches in windows: what masking searches
at once, so that its work grows with the length of the text."""

from xiaoer.text.entities.entity import PLACEHOLDER
from xiaoer.text.regex import regex

_MOST_AT_ONCE = 1024  # characters; twice what is asked at once
# where a window may end, the best first: no value goes across a line, hardly any across these
_SEAMS = (
    regex(r"\n"),
    regex("[。！？!?；;]"),
    regex(r"[^\dA-Za-z@零〇洞一幺壹二贰两三叁四肆五伍六陆七柒拐八捌九玖勾]{8}"),
)


def stretches(text: str) -> list[tuple[int, int, str]]:
    """(start, end, "") of what stands between typed placeholders, and (start, end, itself) of
    these; the last first."""
    pieces: list[tuple[int, int, str]] = []
    end = 0
    for found in PLACEHOLDER.finditer(text) if "[" in text else ():
        pieces += ((end, found.start(), ""), (*found.span(), found[0]))
        end = found.end()
    return [*pieces, (end, len(text), "")][::-1]


def cut(text: str, start: int, end: int) -> int:
    """Where a stretch's first window ends: at a seam in its second half where there is one."""
    if end - start <= _MOST_AT_ONCE:
        return end
    most = start + _MOST_AT_ONCE
    for seam in _SEAMS:
        places = [found.end() for found in seam.finditer(text, most - _MOST_AT_ONCE // 2, most)]
        if places:
            return places[-1]
    return most
