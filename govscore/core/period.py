"""Periods: which months of which year a table is about. Never taken from the clock."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from govscore.core.text import chinese, key

_TO = r"[-—–−~至到、,和及]"
_QUARTER_NAME = r"[一二三四1-4]"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年|\.|/|q|第|[一二三四]季度)")
_QUARTERS = re.compile(
    rf"(?:(前)([二两三四2-4])个?季度|第?({_QUARTER_NAME})(?:季度)?(?:{_TO}+第?({_QUARTER_NAME}))?季度|q([1-4])(?!\d))"
)
_HALF = re.compile(r"([上下])半年")
_WHOLE = re.compile(r"全年|年度")
_MONTHS = re.compile(rf"(?<!\d)({_MONTH})月?((?:{_TO}+{_MONTH}月?)*)月?(?!\d)(?<=月)(?!\d+日)")
_HEADING_PERIOD = re.compile(
    rf"(?:(?:19|20)\d\d年)?(?:第?{_QUARTER_NAME}季度|[上下]半年|{_MONTH}月?(?:{_TO}{_MONTH})?月份?|本季度|本期|【月份】)"
)

Style = Literal["quarter", "months"]


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The months `first` to `last` (1 to 12) of one `year`."""

    year: int
    first: int
    last: int

    @property
    def start(self) -> datetime.date:
        """The first day."""
        return datetime.date(self.year, self.first, 1)

    @property
    def end(self) -> datetime.date:
        """The last day."""
        following = datetime.date(self.year + self.last // 12, self.last % 12 + 1, 1)
        return following - datetime.timedelta(days=1)

    @property
    def opens_year(self) -> bool:
        """True where nothing of the year came before."""
        return self.first == 1

    @property
    def months(self) -> str:
        """`10-12月`, `5月`."""
        return f"{self.first}月" if self.first == self.last else f"{self.first}-{self.last}月"

    def label(self, style: Style) -> str:
        """`2022年一季度` in quarter style where the months are a quarter, else `2024年5-6月`."""
        if style == "quarter":
            if self.last - self.first == 2 and self.last % 3 == 0:
                return f"{self.year}年{chinese(self.last // 3)}季度"
            if (self.first, self.last) == (1, 12):
                return f"{self.year}年"
            if self.last - self.first == 5 and self.last % 6 == 0:
                return f"{self.year}年{'上' if self.first == 1 else '下'}半年"
        return f"{self.year}年{self.months}"


def year_in(text: str) -> int | None:
    """The year named in a text, if there is just one."""
    years = set(_YEAR.findall(key(text)))
    return int(years.pop()) if len(years) == 1 else None


def months_in(text: str) -> tuple[int, int] | None:
    """First and last month named in a text: months, quarters, a half or the whole year; None also if it names two.

    A second naming is never dropped in silence: 一季度和三季度 is no period.
    """
    plain = _without_years(key(text))
    found = set(_quarters_in(plain)) | set(_months_in(plain))
    found |= {(1, 6) if half == "上" else (7, 12) for half in _HALF.findall(plain)}
    if not found and _WHOLE.search(plain):
        return 1, 12
    return found.pop() if len(found) == 1 and (0, 0) not in found else None


def _without_years(text: str) -> str:
    """1月至2022年3月 names the year twice; without the years it is 1月至3月."""
    return re.sub(r"(?<!\d)(?:19|20)\d\d[年./](?!度)", "", text)


def _quarters_in(text: str) -> Iterator[tuple[int, int]]:
    for until, count, first, last, short in _QUARTERS.findall(text):
        if until:
            yield 1, _quarter(count) * 3
            continue
        begin, end = _quarter(first or short), _quarter(last or first or short)
        if begin <= end and (begin + 1 >= end or "、" not in text):
            yield begin * 3 - 2, end * 3


def _quarter(word: str) -> int:
    return "零一二三四".find(word) if word in "一二三四" else {"两": 2}.get(word) or int(word)


def _months_in(text: str) -> Iterator[tuple[int, int]]:
    for first, more in _MONTHS.findall(text):
        named = [int(number) for number in (first, *re.findall(r"\d+", more))]
        ranged = not set(more) & set("、,和及")
        if named == sorted(named) and (ranged or named == list(range(named[0], named[-1] + 1))):
            yield named[0], named[-1]
        else:
            yield 0, 0  # months that make no period: with it no other naming counts alone


def period_in(texts: Iterable[str]) -> set[Period]:
    """The periods that texts name, those that name year and months together first; else one pieced together.

    An empty set: no period found. More than one: the texts contradict each other.
    """
    texts = list(texts)
    pairs = [(year_in(t), months_in(t)) for t in texts]
    whole = {Period(y, *m) for y, m in pairs if y and m}
    if whole:
        return whole
    years = {y for y, _ in pairs if y}
    months = {m for _, m in pairs if m}
    return {Period(y, *m) for y in years for m in months}


def without_period(heading: str) -> str:
    """A heading key with any naming of months replaced by one sign: `10-12月采用情况` equals `本季度采用情况`."""
    return _HEADING_PERIOD.sub("※", heading)
