"""Lines below a heading block: which are units, groups, sums, notes; one that is none of them is a problem."""

from __future__ import annotations

import re

from govscore.core.problems import problem
from govscore.core.text import key, tidy
from govscore.readers.grid import Grid
from govscore.readers.headings import Block
from govscore.readers.tables import Line, LineKind, Table, Words
from govscore.readers.values import read_value
from govscore.readers.workbook import Date, Value

_SIGNED = re.compile(r".:|^\d{4}年\d{1,2}月\d{1,2}日$")  # 制表人:张三, or the date: no unit is called so
_REMARK = re.compile(r"[(][^()]*[)]$|[:：]$")  # what may follow 合计
_LONG = 12  # characters: a longer text that ends in 合计 is a sentence
# What summary lines are called in any office, beside a scheme's own words: sums, which are rechecked …
SUMS = ("合计", "总计", "小计", "总和", "汇总", "共计", "总数", "合计数", "累计", "全县", "全市", "全州", "全区")
# … and what only describes other lines: means, extremes, parts of a sum, other periods, the change since.
DESCRIBES = re.compile(
    r"(各|单位|县|市|州|区|镇|乡|部门|全)*(平均|人均|均值|满分|中位|最高|最低)(数|值|分|得分|条数)?$"
    r"|其中(?=[:：]|$)"
    r"|[较比]?(上年|去年|上期|上季|上月|同期)(同期|度)?(数|合计|增减.*)?$"
    r"|(同比|环比)(增减|增长|下降|变化)?(数|率|幅度)?$|增减(数|率|幅度)?$|占比$"
)
# Signatures, page numbers, phone numbers and words of continuation below or between the lines of a table.
_FOOT = re.compile(
    r"^第\d+页|共\d+页$|^[-—]\s*\d+\s*[-—]$|^\(?(续表|续上页|接上页|[转接]?下页)|^(联系)?电话|^盖章|(签字|签名|盖章)$"
)


def read_table(grid: Grid, block: Block, end: int, titles: tuple[str, ...], words: Words) -> Table:
    """Read the rows of a grid below a heading block down to row `end` (the next block's first)."""
    table = Table(grid, block, titles)
    noted = False
    for index in range(block.bottom + 1, end):
        shown = grid.shown(index, block.left, block.right)
        if not shown:
            continue
        kind = _kind(grid, block, index, shown, words, noted)
        noted = kind == "note" or (noted and not (kind == "unit" and len(shown) > 1))  # units may go on below a note
        if kind is None:
            unknown = problem("row-unknown", grid.place(index, block.unit), text=_first(shown))
            table.problems.append(grid.broken(index, block.unit) or unknown)
            continue
        name = grid.text(index, block.unit) if kind in ("unit", "total", "aside") else _first(shown)
        table.lines.append(Line(index, kind, name, grid.true(index, block.unit)))
    return table


def is_note(text: str, words: Words, *, noted: bool = True) -> bool:
    """True for a text that begins like a note, or (`noted`: it may) is signed or dated."""
    plain = key(text)
    return plain.startswith(words.note) or (noted and bool(_SIGNED.search(plain)))


def _first(shown: dict[tuple[int, int], Value | Date]) -> str:
    value = next(iter(shown.values()))
    return value.iso if isinstance(value, Date) else tidy(str(value))


def _kind(
    grid: Grid,
    block: Block,
    index: int,
    shown: dict[tuple[int, int], Value | Date],
    words: Words,
    noted: bool,
) -> LineKind | None:
    """What a row is; None where nothing fits, which is reported and never dropped."""
    name = grid.value(index, block.unit)
    lone = len(shown) == 1
    text = key(_first(shown))
    across = grid.region(index, block.unit)
    wide = across[3] > across[1]
    if lone and any(word in text for word in words.group):
        return "group"
    if lone and wide and any(word in text for word in words.excluded):
        return "excluded"
    if is_note(text, words, noted=lone) or (lone and noted) or (not _numbers(shown) and _FOOT.search(text)):
        return "note"
    if lone and any(word in text for word in words.excluded):
        return "excluded"  # 以下不计分, whose cells are not merged
    if _sums(block, shown, words):
        return "total"
    if isinstance(name, str) and DESCRIBES.match(_REMARK.sub("", key(name))):
        return "aside"
    if isinstance(name, str) and not (lone and wide):
        return "unit"
    return "note" if not _numbers(shown) and name is None else None


def _sums(block: Block, shown: dict[tuple[int, int], Value | Date], words: Words) -> bool:
    """True for 合计 anywhere beside numbers, and for 县市合计 or 合计（11个镇） where the unit's name would stand."""
    texts = {column: key(value) for (_, column), value in shown.items() if isinstance(value, str)}
    sums = words.total.union(SUMS)
    if any(text in sums for text in texts.values()) and _numbers(shown):
        return True
    named = [_REMARK.sub("", text) for column, text in texts.items() if column <= block.unit]
    return any(text in sums or (len(text) < _LONG and text.endswith(tuple(words.total))) for text in named)


def _numbers(shown: dict[tuple[int, int], Value | Date]) -> bool:
    return any(map(is_number, shown.values()))


def is_number(value: Value | Date) -> bool:
    """True also for a number that was typed as text."""
    return read_value(value).kind == "number"
