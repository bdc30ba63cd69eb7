"""Writes ``xiaoer/data/shapes.txt``: simplified characters that look alike.

Measured, not copied: the commonest characters are drawn in a sans and a serif typeface, and pairs
whose pictures agree are kept. No decomposition data is used: the lists at hand are under GPL or
CC BY-SA, or come without a clear licence.

Needs ``pip install Pillow numpy fonttools jieba`` and the two font collections of Debian's package
``fonts-noto-cjk``. Run ``python tests/generate/shapes.py --sans NotoSansCJK-Regular.ttc
--serif NotoSerifCJK-Regular.ttc [--check]``.
"""

import sys
from collections import defaultdict
from importlib.metadata import version
from itertools import combinations

import numpy as np
from fontTools.ttLib import TTCollection  # type: ignore[import-untyped]
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from table import commonest, compose, finish, frequencies, is_gb2312, parser, traditional

Matrix = NDArray[np.float64]

COUNT = 4500  # commonest characters of GB2312
SIZE, CANVAS, BLUR = 32, 36, 1.0  # pixels; the blur lets strokes one pixel apart still agree
SIMPLIFIED = 2  # the face for simplified Chinese in either collection
MOST = 6  # look-alikes a character, at most
SHRINK = 3.0  # of the whitening, in mean variances

# Chosen on 101 pairs known from schoolbooks and shops (己已, 账帐, 贷货, 末未, …) by reading the
# pairs found. Pairs known, and how the weakest pairs look:
#   plain correlation of one typeface, best 6,000 pairs: 61 of 101; 退逗, 退遣
#   whitened, two typefaces, best 6,000: 76; whitened with crops, .56: 79; .53: 81, 集隼 and 都那
# Whitening discounts what many characters share (a frame, 辶); crops find a shared part.
THRESHOLD = 0.55

# Known to be confused; most are missed by the pictures, for the part that differs is large, or
# the other character is not in GB2312 (优惠劵). 买卖 is left
# out on purpose: they look alike, and a shop must never take one for the other.
KNOWN = (
    "侯候", "狠很", "密蜜", "躁澡", "抱跑", "销消", "到倒", "验检", "验险", "借措", "钱浅", "线浅",
    "购沟", "构沟", "天夫", "清晴", "性姓", "退腿", "喝渴", "幻幼", "账帐", "账胀", "账张", "拨拔",
    "家冢", "券卷", "订钉", "付附", "拆折", "徙徒", "戊戌", "戌戍", "辩辨", "辨辫", "辩辫", "券劵",
    "出岀",
)  # fmt: skip


def characters() -> list[str]:
    """The commonest characters, commonest first."""
    frequency = frequencies()
    block = (chr(code) for code in range(0x4E00, 0xA000))
    old = traditional()
    return commonest((c for c in block if is_gb2312(c) and c not in old), frequency)[:COUNT]


def pictures(chars: list[str], path: str) -> Matrix:
    """Every character drawn: an array of characters × rows × columns."""
    font = ImageFont.truetype(path, SIZE, index=SIMPLIFIED)
    drawn = []
    for char in chars:
        image = Image.new("L", (CANVAS, CANVAS))
        ImageDraw.Draw(image).text((CANVAS / 2,) * 2, char, font=font, fill=255, anchor="mm")
        drawn.append(np.asarray(image.filter(ImageFilter.GaussianBlur(BLUR)), dtype=np.float64))
    return np.array(drawn) / 255


def cosines(rows: Matrix) -> Matrix:
    """Cosine of every two rows."""
    unit = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(unit @ unit.T)


def centred(images: Matrix) -> Matrix:
    """One row a picture, less the mean picture."""
    rows = images.reshape(len(images), -1)
    return np.asarray(rows - rows.mean(axis=0))


def whitened(images: Matrix) -> Matrix:
    """Similarity of whole pictures, with the directions in which all characters vary discounted."""
    rows = centred(images)
    values, vectors = np.linalg.eigh(rows.T @ rows / len(rows))
    values = np.maximum(values, 0)
    return cosines(rows @ vectors / np.sqrt(values + SHRINK * values.mean()))


def cropped(images: Matrix) -> Matrix:
    """The best similarity of a right, left, lower or upper part."""
    crops = (images[:, :, 14:], images[:, :, :20], images[:, 14:, :], images[:, :20, :])
    return np.asarray(np.max([cosines(centred(crop)) for crop in crops], axis=0))


def scored(chars: list[str], paths: list[str]) -> list[tuple[float, str, str]]:
    """(score, character, character) of all pairs over the threshold, most alike first."""
    score = np.zeros((len(chars), len(chars)))
    for path in paths:
        images = pictures(chars, path)
        score += (2 * whitened(images) + cropped(images)) / (3 * len(paths))
    # rounded, so that another linear algebra library does not reorder pairs
    rounded = np.triu(np.round(score, 3), 1)
    found = np.argwhere(rounded >= THRESHOLD)
    rows = [(float(rounded[i, j]), *sorted((chars[i], chars[j]))) for i, j in found]
    return sorted(((s, a, b) for s, a, b in rows), key=lambda row: (-row[0], row[1], row[2]))


def neighbours(pairs: list[tuple[float, str, str]]) -> dict[str, str]:
    """Character → its look-alikes; symmetric, the most alike pairs served first."""
    found: defaultdict[str, str] = defaultdict(str)
    groups = [pair for group in KNOWN for pair in combinations(group, 2)]
    for a, b in [*groups, *((a, b) for _, a, b in pairs)]:
        if b not in found[a] and len(found[a]) < MOST and len(found[b]) < MOST:
            found[a] += b
            found[b] += a
    return {char: others for char, others in found.items() if others}


def font_name(path: str) -> str:
    """Name and version of the typeface drawn with."""
    names = TTCollection(path).fonts[SIMPLIFIED]["name"]
    return f"{names.getDebugName(4)} {str(names.getDebugName(5)).split(';')[0].lower()}"


def make(date: str, paths: list[str]) -> str:
    """The whole file: a line is a character and its look-alikes."""
    found = neighbours(scored(characters(), paths))
    total = sum(map(len, found.values())) // 2
    header = [
        "Simplified characters that look alike.",
        "A line: a character, then its look-alikes, at most 6: those added by hand, then",
        "most alike first. Symmetric.",
        "source: measured by this project on pictures drawn with "
        + " and ".join(map(font_name, paths))
        + " (SIL OFL 1.1); no outline is included; see NOTICE.md",
        f"characters: the {COUNT} commonest of GB2312 by jieba {version('jieba')} (MIT);"
        f" {len(KNOWN)} pairs added by hand",
        "script: tests/generate/shapes.py",
        f"count: {total} pairs of {len(found)} characters",
    ]
    return compose(header, date, (char + found[char] for char in sorted(found)))


if __name__ == "__main__":
    command = parser("Generates the table of look-alike characters.")
    command.add_argument("--sans", required=True, help="NotoSansCJK-Regular.ttc")
    command.add_argument("--serif", required=True, help="NotoSerifCJK-Regular.ttc")
    options = command.parse_args()
    fonts = [options.sans, options.serif]
    sys.exit(finish("shapes.txt", lambda date: make(date, fonts), check=options.check))
