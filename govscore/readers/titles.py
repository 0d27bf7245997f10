"""Titles: the texts that stand alone above a table."""

from __future__ import annotations

import re

from govscore.core.text import key, tidy
from govscore.readers.grid import Cell, Grid
from govscore.readers.tables import Words
from govscore.readers.workbook import Date, Value

_NUMBERED_NOTE = re.compile(r"[(（]?\d{1,2}[.、)）．:：]")
_SUBTITLE = re.compile(  # between a title and its table: a date, the unit of the figures, who made it
    r"[(]?(截至|截止|填表时间|填报时间|制表时间|日期)?[:]?\d{4}年\d{1,2}月(\d{1,2}日)?[)]?$"
    r"|[(]?(计量)?单位[:].{1,6}$|[(]?(制表|填表|填报|统计|审核|制表单位|填报单位)人?[:]"
)
_TITLE_WORDS = ("情况", "通报", "统计表", "附件", "排名", "一览表")


def titles_above(
    grid: Grid, corner: Cell, floor: int, words: Words, span: tuple[int, int] | None = None
) -> tuple[tuple[str, ...], int]:
    """Texts that stand alone right above a table's first cell, nearest first, and the row of the farthest of them.

    `floor`: the last row that belongs to the table above, -1 where there is none. `span`: the first and last column
    in which its titles stand, where other tables stand beside it.
    """
    titles, (first, left) = [], corner
    begin, end = span or (0 if floor < 0 else left, grid.width - 1)
    for row in range(first - 1, floor, -1):
        shown = grid.shown(row, begin, end)
        if not shown:
            continue
        text = _lone_title(grid, row, shown, floor, words)
        if text is None and all(isinstance(v, str) and _SUBTITLE.match(key(v)) for v in shown.values()):
            continue  # it may as well be the foot of the table above: only a title beyond it decides
        if text is None:
            break
        titles.append(text)
        first = row
    return tuple(titles), first


def _lone_title(
    grid: Grid, row: int, shown: dict[tuple[int, int], Value | Date], floor: int, words: Words
) -> str | None:
    """The row's text if it is a title; below another table a unit's or a note's row is none."""
    texts = [v for v in shown.values() if isinstance(v, str)]
    if floor < 0:  # nothing stands above: whatever is written here belongs to the title
        return tidy(" ".join(texts))
    text = tidy(" ".join(texts))
    merged = grid.region(row, next(iter(shown))[1])
    plain = key(text)
    if len(shown) > 1 or plain.startswith(words.note) or _NUMBERED_NOTE.match(plain):
        return None
    if any(word in plain for word in words.group):
        return None
    wide = merged[3] > merged[1]
    return text if wide or any(word in plain for word in _TITLE_WORDS) else None
