"""The numbers of a sentence that count something: 20条, 11个镇, 26.5分, 50%; never dates, clauses or ranges."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from govscore.core.period import Period, months_in, year_in

COUNT, UNITS, POINTS, PERCENT = "条", "个", "分", "%"
MARK = "\ue000"  # stands for a figure that the program places
NAMES = "\ue001"  # stands for words that the program places
OTHER_TIME = "\ue002"  # stands for a naming of another time than the notice's own
_WORDS = {"条": COUNT, "篇": COUNT, "件": COUNT, "则": COUNT, "个": UNITS, "家": UNITS, "分": POINTS, "%": PERCENT}
_NUMERAL = re.compile(
    r"(?<![\d.\-—–~〜～/第〔〇])(?<![\d条篇件个家分%月日][到至])(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![\d.])"
    r"(?P<unit>[条篇件则家%]|个(?![月季百])|分(?![之钟别管为工类级析享解公局期批数]))(?!次)|"
    rf"{MARK}(?P<after>[条篇件则家个分%]?)"
)
SENTENCE_ENDS = re.compile(r"[。;!?\n]")
_QUARTER = r"(?:第?[一二三四1-4]季度|前[二两三]季度|q[1-4])"
_MONTHS = r"(?:\d{1,2}月?份?[-—–~〜至到、和]\d{1,2}月份?|\d{1,2}月份?(?!\d{1,2}日))"
_TIME = re.compile(
    rf"(?:\d{{4}}年)?\d{{1,2}}月\d{{1,2}}日|(?:\d{{4}}年|今年|本年|去年|上年)?(?:{_QUARTER}|[上下]半年|{_MONTHS})(?:{_QUARTER})?|\d{{4}}年度?|"
    r"今年以来|年初以来|今年|本年度?|全年(?!累计|目标|任务)|去年同期|上年同期|去年|上年度?|同期|上期|上一期|上季度|上月|往年|历年|截至|"
    r"本季度|本期|本月|本阶段|期间"
)
_OWN = ("本季度", "本期", "本月", "本阶段", "期间")
_OF_THE_YEAR = ("今年以来", "年初以来", "今年", "本年")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number with its measure at text[start:end]; `number` is None where the program places it."""

    start: int
    end: int
    number: Decimal | None
    unit: str


def plain_text(text: str) -> str:
    """The text as it is read: full-width signs made plain, blanks gone; ，stays, since 1,209 has another comma."""
    signs = (sign if sign == "，" else unicodedata.normalize("NFKC", sign) for sign in text)
    joined = "".join("".join(signs).split()).replace("％", "%")
    return re.sub(r"(?<!\d),|,(?!\d)", "，", joined)


def numerals(text: str) -> Iterator[Numeral]:
    """The numbers of a plain text that have a measure, in order, and the places of figures to come (`MARK`)."""
    for found in _NUMERAL.finditer(text):
        if found["digits"] is None:
            yield Numeral(*found.span(), None, _WORDS.get(found["after"], ""))
        else:
            number = Decimal(found["digits"].replace(",", ""))
            yield Numeral(*found.span(), number, _WORDS[found["unit"]])


def without_time(text: str, period: Period) -> str:
    """The text without namings of its own period; another time becomes one sign.

    The year in all is the period only where the period begins the year.
    """
    return _TIME.sub(lambda found: "" if _is_own(found[0], period) else OTHER_TIME, text)


def _is_own(words: str, period: Period) -> bool:
    if words in _OWN:
        return True
    if words.endswith("日"):
        return False
    if words in _OF_THE_YEAR:
        return period.opens_year
    if words.startswith(("去年", "上年")):
        return False
    year = year_in(words)
    months = months_in(words.removeprefix(f"{year}年")) if year else months_in(words)
    if year and not months and words.rstrip("度").endswith("年"):
        return year == period.year and period == Period(period.year, 1, 12)
    return months == (period.first, period.last) and year in (None, period.year)
