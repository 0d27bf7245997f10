"""Measures of GB/T 9704-2012 in twips (1/20 pt; 1 mm is 56.69); sizes of type in half points."""

from __future__ import annotations

EMU = 635  # English metric units, the measure of drawings, in a twip


def twips(millimetres: float) -> int:
    """Whole twips nearest to a length in millimetres."""
    return round(millimetres * 1440 / 25.4)


# 5.1, 5.2.1: A4; 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm, which leaves 26 mm and 35 mm
PAGE_WIDTH, PAGE_HEIGHT = 11906, 16838
TOP, BOTTOM, BINDING, EDGE = 2098, 1984, 1588, 1474
TEXT_WIDTH, TEXT_HEIGHT = 8844, 12756

# 8: a page on its side has the same 版心, turned. Word changes left and right margin on even pages, and what lies
# there is the top and bottom of the sheet: 36 mm on both sides is within 1 mm of 37 and 35 on every page.
SIDE, HEAD = (PAGE_HEIGHT - TEXT_HEIGHT) // 2, (PAGE_WIDTH - TEXT_WIDTH) // 2

# 5.2.3, 3.2: 22 lines of 28 characters; a line is 579 twips (580 would give 21 lines), a character 315.86
LINE, CHARACTER = 579, 316
TIGHTER = -5  # 3号 is 320 twips wide: 5 less give 28 characters a line (8820 of 8844)

# 7.5, 10.1
NUMBER_FOOTER = 1418  # page numbers 7 mm under the 版心
LETTER_HEADER = 1661  # the office's name 30 mm under the page's edge
LETTER_LINE, LETTER_LINE_FOOT = twips(170), twips(20)

# a section's pages, upright and on their side, by python-docx's names
PAGES = {
    "page_width": (PAGE_WIDTH, PAGE_HEIGHT), "page_height": (PAGE_HEIGHT, PAGE_WIDTH), "gutter": (0, 0),
    "top_margin": (TOP, HEAD), "right_margin": (EDGE, SIDE), "bottom_margin": (BOTTOM, HEAD),
    "left_margin": (BINDING, SIDE), "header_distance": (LETTER_HEADER, 851), "footer_distance": (NUMBER_FOOTER, 851),
}  # fmt: skip

SIZE_1, SIZE_2, SIZE_3, SIZE_4, SIZE_5, SIZE_5_SMALL = 52, 44, 32, 28, 21, 18  # 一号 … 五号, 小五
IMPRINT_LINE = 420  # a line of 4号 in the 版记


def characters(number: float) -> int:
    """The width of so many 3号 characters of the grid."""
    return round(number * TEXT_WIDTH / 28)
