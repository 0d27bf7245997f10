"""What only the clerk knows of a notice: its number, its date, who signs; from the workbook's sheet 通报信息.

The sheet has one entry a row, the name and beside it what to print. A notice's number is printed as GB/T 9704
7.2.5 asks (〔2022〕15号: no 第, no leading zero), a date as 7.3.5.4 asks (2022年4月12日).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from govscore.core.problems import Problem, cell_place, gather, problem
from govscore.core.text import key, nearest, tidy
from govscore.readers.dates import read_day
from govscore.readers.workbook import Book, Date, Sheet, Value

SHEET = "通报信息"
# Each entry, with what its mark gives where the clerk gave nothing: he types it in Word.
BLANKS: Mapping[str, str] = {
    "发文字号": "××〔××××〕××号",
    "成文日期": "××××年×月×日",
    "印发日期": "××××年×月×日",
    "期号": "××",
    "签发": "×××",
    "审核": "×××",
    "责任编辑": "×××",
    "联系人": "×××",
    "联系电话": "××××",
}
_ALSO = {
    "文号": "发文字号", "日期": "成文日期", "发文日期": "成文日期", "期数": "期号", "签发人": "签发", "审核人": "审核",
    "编辑": "责任编辑", "电话": "联系电话",
}  # fmt: skip
_HEADS = {"项目", "名称", "内容", SHEET}
_NUMBER = re.compile(r"(?P<office>[^\[(〔{【\d]+)[\[(〔{【](?P<year>20\d\d)[])〕}】]第?0*(?P<number>[1-9]\d*)号?")
_ISSUE = re.compile(r"(?:总?第)?0*([1-9]\d*)期?")
_CHINESE_DAY = re.compile(
    r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_DIGITS = {**{sign: n for n, sign in enumerate("〇一二三四五六七八九")}, "零": 0, "○": 0}


@dataclass(slots=True)
class Given:
    """The entries by name as they are printed, and what is wrong with the others."""

    values: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def take(book: Book) -> tuple[Book, Given]:
    """The workbook without its sheets 通报信息, and what these say."""
    info = [sheet for sheet in book.sheets if key(sheet.name) == SHEET]
    given = Given()
    for sheet in info:
        for row, column, name, value in _entries(sheet):
            _enter(given, cell_place(book.name, sheet.name, row, column), name, value)
    given.problems = gather(given.problems)
    if not info:
        return book, given
    return replace(book, sheets=tuple(sheet for sheet in book.sheets if sheet not in info)), given


def conditions(values: Mapping[str, str]) -> dict[str, bool]:
    """有发文字号 and the like: whether each entry is given."""
    return {f"有{name}": name in values for name in BLANKS}


def _entries(sheet: Sheet) -> Iterator[tuple[int, int, str, Value | Date]]:
    """Row, column of the value, name and value of each row that has both; `成文日期：2022-4-12` in one cell too."""
    for number, row in enumerate(sheet.rows):
        filled = [(column, cell) for column, cell in enumerate(row) if cell is not None and str(cell).strip()]
        if not filled or not isinstance(filled[0][1], str):
            continue
        name, _, rest = unicodedata.normalize("NFKC", filled[0][1]).partition(":")
        if rest.strip():
            yield number, filled[0][0], key(name), rest
        elif len(filled) > 1 and key(name) not in _HEADS:
            yield number, filled[1][0], key(name), filled[1][1]


def _enter(given: Given, place: str, typed: str, value: Value | Date) -> None:
    name = _ALSO.get(typed, typed)
    if name not in BLANKS:
        near = nearest(name, [*BLANKS, *_ALSO], least=50)
        hint = f"是不是“{near}”？" if near else ""
        given.problems.append(problem("notice-info-unknown", place, name=typed, hint=hint, known="、".join(BLANKS)))
        return
    text = _printed(name, value)
    if not text:
        given.problems.append(problem("notice-info-date", place, name=name, value=_plain(value)))
    elif name in given.values and given.values[name] != text:
        given.problems.append(problem("notice-info-twice", place, name=name, first=given.values[name]))
    else:
        given.values[name] = text
        if name == "发文字号" and not _NUMBER.fullmatch(text):
            given.problems.append(problem("notice-info-number", place, value=text))


def _printed(name: str, value: Value | Date) -> str:
    """An entry as the notice prints it; empty for a date that is none."""
    if name.endswith("日期"):
        return _day(value)
    text = _plain(value)
    if name == "发文字号":
        found = _NUMBER.fullmatch(unicodedata.normalize("NFKC", text).replace(" ", ""))
        return f"{found['office']}〔{found['year']}〕{found['number']}号" if found else text
    if name == "期号":
        found = _ISSUE.fullmatch(unicodedata.normalize("NFKC", text).replace(" ", ""))
        return found[1] if found else text
    return text


def _plain(value: Value | Date) -> str:
    if isinstance(value, Date):
        return value.iso.removesuffix("T00:00:00")
    return f"{value:.15g}" if isinstance(value, float) else tidy(str(value))


def _day(value: Value | Date) -> str:
    if isinstance(value, str) and (found := _CHINESE_DAY.fullmatch("".join(value.split()))):
        year = "".join(str(_DIGITS[sign]) for sign in found[1])
        value = f"{year}-{_ones(found[2])}-{_ones(found[3])}"
    day = read_day(value, ()).day
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def _ones(text: str) -> int:
    """二十一 as 21, 十 as 10."""
    tens, ten, ones = text.partition("十")
    if not ten:
        return _DIGITS.get(text, 0)
    return _DIGITS.get(tens, 1 if not tens else 0) * 10 + _DIGITS.get(ones, 0)
