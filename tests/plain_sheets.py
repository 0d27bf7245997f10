"""The sample workbooks laid bare: where counts and typed figures stand, and the offices' arithmetic in plain sums.

Nothing of the program's own scoring is used: points are written down here from the offices' rules.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache

from samples_at_hand import SAMPLES, SHIQUAN_2020, SHIQUAN_2022, YANJIN, book_of

from govscore.readers.workbook import Book

QIANDONGNAN = SAMPLES / "qiandongnan-2021q4" / "黔东南州2021年四季度政务信息采用及排名情况.xlsx"
Place = tuple[int, int, int]  # sheet, row, column, all from 0


@dataclass(frozen=True)
class Typed:
    """A typed figure: `kind` score, cumulative, rank, percent, subtotal, prior or sum; `part` its component."""

    place: Place
    unit: str
    kind: str
    value: Decimal
    part: str = ""


@dataclass(frozen=True)
class Input:
    """A cell that figures are computed from: `name` its column, `value` None where it is blank or a dash."""

    place: Place
    unit: str
    name: str
    value: Decimal | None


@dataclass(frozen=True)
class Plain:
    """One workbook: its typed figures, its inputs, and for each input the places of what is summed from it."""

    book: Book
    typed: list[Typed]
    inputs: list[Input]
    slips: frozenset[str] = frozenset()  # units that the office itself got wrong
    words: dict[str, dict[str, Decimal]] = field(default_factory=dict)  # unit → column → count, for causes

    def of(self, unit: str, kind: str, part: str = "") -> Typed | None:
        return next((t for t in self.typed if (t.unit, t.kind, t.part) == (unit, kind, part)), None)


def number(value: object) -> Decimal | None:
    """The number in a cell that holds one."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return Decimal(str(value))


def name_of(value: object) -> str:
    return "".join(str(value or "").split())


SHIQUAN_POINTS = {"部门动态": "0.5", "聚焦石泉": "0.5", "市政府网站": "1", "动态省级": "10", "动态市级": "5"}
SHIQUAN_POINTS |= {"调研省级": "20", "调研市级": "10"}
YANJIN_POINTS = {"约稿得分": "1", "重点提示得分": "1", "省单条": "5", "省专期": "20", "市单条": "5", "市专期": "10"}
YANJIN_POINTS |= {"县单条": "1", "县专期": "2", "加减分": "1"}
YANJIN_COLUMNS = (
    "约稿量",
    "约稿报送量",
    "约稿得分",
    "重点提示报送量",
    "重点提示得分",
    "省单条",
    "省专期",
    "市单条",
    "市专期",
)
YANJIN_COLUMNS += ("县单条", "县专期", "加减分")


@cache
def shiquan(
    path: object, rows: tuple[tuple[int, int, int], ...], unit_column: int, ranked: bool, totals: bool
) -> Plain:
    """`rows`: sheet, first and last row of units; those that are not scored have no typed figures."""
    book = book_of(path)  # type: ignore[arg-type]
    typed, inputs = [], []
    score = unit_column + 8
    for sheet, first, last in rows:
        if totals:
            book, sums = with_totals(
                book, sheet, last + 1, unit_column, (*range(unit_column + 1, unit_column + 6), score, score + 2)
            )
            typed += sums
        for row in range(first, last + 1):
            cells = book.sheets[sheet].rows[row]
            unit = name_of(cells[unit_column])
            if unit_column and number(cells[0]) is None:
                continue  # headings repeated after the page break
            for at, name in enumerate(list(SHIQUAN_POINTS)[:5], unit_column + 1):
                inputs.append(Input((sheet, row, at), unit, name, number(cells[at])))
            if number(cells[score + 1]) is not None:
                inputs.append(Input((sheet, row, score + 1), unit, "上期", number(cells[score + 1])))
            kinds = [("score", score), ("cumulative", score + 2), *([("rank", score + 3)] if ranked else [])]
            typed += [
                Typed((sheet, row, at), unit, kind, value)
                for kind, at in kinds
                if (value := number(cells[at])) is not None
            ]
    return Plain(book, typed, inputs)


@cache
def yanjin(totals: bool) -> Plain:
    book = book_of(YANJIN)
    typed, inputs = [], []
    for sheet, first in ((0, 5), (1, 8)):
        last = len(book_of(YANJIN).sheets[sheet].rows) - 1
        if totals:
            book, sums = with_totals(book, sheet, last + 1, 0, range(1, 15))
            typed += sums
        for row in range(first, last + 1):
            cells = book.sheets[sheet].rows[row]
            unit = name_of(cells[0])
            inputs += [Input((sheet, row, at), unit, n, number(cells[at])) for at, n in enumerate(YANJIN_COLUMNS, 1)]
            typed += [
                Typed((sheet, row, at), unit, kind, value)
                for kind, at in (("score", 13), ("cumulative", 14))
                if (value := number(cells[at])) is not None
            ]
            share = cells[15]
            percent = Decimal(share.rstrip("%")) if isinstance(share, str) else Decimal(str(share)) * 100
            typed.append(Typed((sheet, row, 15), unit, "percent", percent))
    for row, cells in enumerate(book.sheets[2].rows[2:], 2):
        inputs.append(Input((2, row, 1), name_of(cells[0]), "上期", number(cells[1])))
    return Plain(book, typed, inputs, frozenset({"农业农村局"}))


MARKS = ("动态", "调研", "州批", "报省", "省综", "省专", "省批", "报国", "国综", "国专", "国批")
MARK_POINTS = dict(zip(MARKS, map(Decimal, (3, 10, 15, 5, 10, 20, 30, 10, 10, 10, 40)), strict=True))
SITES = (
    "州政府网站纯文",
    "州政府网站图文",
    "省政府网站纯文",
    "省政府网站图文",
    "州报省政府网站纯文",
    "州报省政府网站图文",
)
SITE_POINTS = dict(zip(SITES, map(Decimal, (1, 3, 2, 2, 1, 1)), strict=True))
PARTS = ("州政府网站", "省政府网站", "州报省政府网站", "报送", "政务信息")
REPORTS = ("报送条数", "迟报约稿", "漏报约稿", "失实信息")
QUOTA = {"县市": 100, "一类州直单位": 25}


@cache
def qiandongnan() -> Plain:
    book = book_of(QIANDONGNAN)
    typed, inputs = [], []
    tiers = {}
    for row, cells in enumerate(book.sheets[0].rows):
        if number(cells[2]) is not None:
            tiers[name_of(cells[1])] = cells[0]
            inputs += [Input((0, row, at), name_of(cells[1]), n, number(cells[at])) for at, n in enumerate(SITES, 2)]
    for row, cells in enumerate(book.sheets[1].rows):
        if number(cells[2]) is not None:
            inputs += [Input((1, row, at), name_of(cells[1]), n, number(cells[at])) for at, n in enumerate(REPORTS, 2)]
    for row, cells in enumerate(book.sheets[2].rows):
        if number(cells[0]) is not None:
            unit = name_of(cells[1])
            marks = {m: mark(cells[at]) for at, m in enumerate(MARKS, 4)}
            inputs += [Input((2, row, at), unit, m, marks[m]) for at, m in enumerate(MARKS, 4)]
            typed.append(Typed((2, row, 15), unit, "subtotal", number(cells[15]) or Decimal(0), str(row)))
    for row, cells in enumerate(book.sheets[3].rows):
        if number(cells[1]) is not None:
            unit = name_of(cells[0])
            inputs += [Input((3, row, at), unit, "上期" + p, number(cells[at])) for at, p in enumerate(PARTS, 1)]
            typed.append(Typed((3, row, 6), unit, "prior", number(cells[6]) or Decimal(0)))
    for row, cells in enumerate(book.sheets[4].rows):
        if number(cells[1]) is not None:
            typed += list(_summary(row, cells))
    slips = {"锦屏县人民政府", "州交通运输局", "州金融办", "州统计局", "州公安局", "州民政局"}
    return Plain(book, typed, inputs, frozenset(slips), {unit: {"tier": tier} for unit, tier in tiers.items()})  # type: ignore[dict-item]


def _summary(row: int, cells: list) -> Iterator[Typed]:
    unit = name_of(cells[2])
    yield Typed((4, row, 1), unit, "rank", number(cells[1]) or Decimal(0))
    for at, part in enumerate(PARTS):
        yield Typed((4, row, 3 + 2 * at), unit, "score", number(cells[3 + 2 * at]) or Decimal(0), part)
        yield Typed((4, row, 4 + 2 * at), unit, "cumulative", number(cells[4 + 2 * at]) or Decimal(0), part)
    yield Typed((4, row, 13), unit, "cumulative", number(cells[13]) or Decimal(0))


def mark(value: object) -> Decimal | None:
    return Decimal(1) if value in ("√", "●") else number(value)


def with_totals(book: Book, sheet: int, at: int, unit_column: int, columns: object) -> tuple[Book, list[Typed]]:
    """The workbook with a row 合计 at row `at` of a sheet: plain sums of the numbers above, in these columns."""
    old = book.sheets[sheet]
    sums = {c: sum((number(row[c]) or Decimal(0) for row in old.rows[:at]), Decimal(0)) for c in columns}  # type: ignore[attr-defined]
    line: list = [None] * len(old.rows[0])
    line[unit_column] = "合计"
    for column, total in sums.items():
        line[column] = int(total) if total == int(total) else float(total)
    merges = tuple((t + (t >= at), left, b + (b >= at), r) for t, left, b, r in old.merges)
    rows = [*old.rows[:at], line, *old.rows[at:]]
    changed = replace(old, rows=rows, merges=merges, formulas={})
    sheets = tuple(changed if number_ == sheet else one for number_, one in enumerate(book.sheets))
    typed = [Typed((sheet, at, c), f"合计{sheet}", "sum", total, str(c)) for c, total in sums.items()]
    return replace(book, sheets=sheets), typed


def with_cell(book: Book, place: Place, value: object) -> Book:
    """The workbook with another value in one cell."""
    sheet, row, column = place
    old = book.sheets[sheet]
    rows = list(old.rows)
    rows[row] = [*rows[row][:column], value, *rows[row][column + 1 :]]
    changed = replace(old, rows=rows)
    return replace(book, sheets=tuple(changed if n == sheet else one for n, one in enumerate(book.sheets)))


TOWNS, DEPARTMENTS = (0, 5, 15), (1, 5, 57)
SAMPLES_BY_NAME = {
    "shiquan-2022q1": lambda: shiquan(SHIQUAN_2022, (TOWNS, DEPARTMENTS), 1, False, False),
    "shiquan-2022q1 with 合计": lambda: shiquan(SHIQUAN_2022, (TOWNS, DEPARTMENTS), 1, False, True),
    "shiquan-2020q4": lambda: shiquan(SHIQUAN_2020, ((0, 5, 16),), 0, True, False),
    "shiquan-2020q4 with 合计": lambda: shiquan(SHIQUAN_2020, ((0, 5, 16),), 0, True, True),
    "yanjin-2024-05-06": lambda: yanjin(False),
    "yanjin-2024-05-06 with 合计": lambda: yanjin(True),
    "qiandongnan-2021q4": qiandongnan,
}
