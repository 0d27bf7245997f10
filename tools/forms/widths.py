"""Columns of a table: how wide each must be so that no figure breaks, and whether the page stands or lies.

Widths are counted, not left to the program that opens the file: an East Asian character is one em; a digit, Latin
letter or point is half an em, as in 仿宋_GB2312 and in the fonts that stand in for it. Between a Chinese character
and a digit or letter Word, WPS and LibreOffice leave a quarter of an em.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from forms.measures import SIZE_5, TEXT_HEIGHT, TEXT_WIDTH

NARROW, BETWEEN = 0.5, 0.25  # ems
CELL_EDGES = 56  # the room between a cell's text and its lines, both sides
SLACK = 40  # 2 pt: a text that fills its cell exactly is broken by LibreOffice, since lines take room as well
_BETWEEN = re.compile(r"(?<=[\u4e00-\u9fff])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])(?=[\u4e00-\u9fff])")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its headings from the top, the field of its mark, the longest text that it must hold.

    A figure stands on one line. A name (`name`) may turn over once, and stands at the left.
    """

    heading: tuple[str, ...]
    field: str
    longest: str
    name: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """Widths of the columns in twips, the size of type in half points, and whether the page lies on its side."""

    widths: tuple[int, ...]
    size: int
    turned: bool = False


def ems(text: str) -> float:
    """The width of a text in ems."""
    signs = sum(1.0 if sign == "%" or unicodedata.east_asian_width(sign) in "WFA" else NARROW for sign in text)
    return signs + BETWEEN * len(_BETWEEN.findall(text))


def needed(column: Column, size: int) -> int:
    """The least width of a column: its longest text, or its last heading on two lines (three beyond eight signs).

    A name that turns over needs a character more than its half, since it may not break where it likes (brackets).
    """
    heading = ems(column.heading[-1])
    text = math.ceil(ems(column.longest) / 2) + 1 if column.name else ems(column.longest)
    lines = 1 if heading <= 2 else 2 if heading <= 8 else 3
    return math.ceil(max(text, math.ceil(heading / lines)) * size * 10) + CELL_EDGES + SLACK


def layout(columns: Sequence[Column]) -> Layout:
    """An annex's table in 五号: upright where the columns have room, else on its side; ValueError where neither."""
    for width, turned in ((TEXT_WIDTH, False), (TEXT_HEIGHT, True)):
        widths = spread(columns, SIZE_5, width)
        if widths:
            return Layout(widths, SIZE_5, turned)
    raise ValueError("the table is too wide for a page on its side")


def upright(columns: Sequence[Column], *sizes: int) -> Layout:
    """A table in the text, on an upright page, in the first of `sizes` for which there is room; ValueError if none."""
    for size in sizes:
        widths = spread(columns, size, TEXT_WIDTH)
        if widths:
            return Layout(widths, size)
    raise ValueError("the table is too wide for an upright page")


def spread(columns: Sequence[Column], size: int, width: int) -> tuple[int, ...]:
    """Widths that add up to `width`, or none where it is too little.

    What is left over goes to names until they stand on one line; then, if there is enough, to headings likewise;
    then to all columns alike.
    """
    widths = [needed(column, size) for column in columns]
    if sum(widths) > width:
        return ()
    for at, column in enumerate(columns):
        if column.name:
            widths[at] += min(_more(column.longest, size, widths[at]), width - sum(widths))
    headings = [_more(column.heading[-1], size, own) for column, own in zip(columns, widths, strict=True)]
    if sum(headings) <= width - sum(widths):
        widths = [own + more for own, more in zip(widths, headings, strict=True)]
    each, rest = divmod(width - sum(widths), len(widths))
    return tuple(own + each + (number < rest) for number, own in enumerate(widths))


def _more(text: str, size: int, width: int) -> int:
    """What a column of `width` lacks for `text` on one line."""
    return max(0, math.ceil(ems(text) * size * 10) + CELL_EDGES + SLACK - width)
