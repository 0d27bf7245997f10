"""黔东南州 2021 四季度: four input sheets and the clerk's own totals."""

from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from samples import qiandongnan_ledger as ledger
from samples.facts import Fact, less, number, read
from samples.sheets import Heading, body, headings, line, new_book, notes, page

FOLDER = "qiandongnan-2021q4"
FILE = "黔东南州2021年四季度政务信息采用及排名情况.xlsx"

_SITES = ("州政府网站", "省政府网站", "州报省政府网站")
_PARTS = (*_SITES, "报送", "政务信息")
_SITE_FACTS = (
    "site_text",
    "site_photo",
    "province_site_text",
    "province_site_photo",
    "forwarded_text",
    "forwarded_photo",
)
_PART_FACTS = ("site", "province_site", "forwarded", "base", "info")


def build(facts: Path) -> Workbook:
    """Return the workbook of five sheets."""
    book = new_book("黔东南州人民政府办公室")
    units = read(facts / FOLDER / "units.csv")
    _sites(book.create_sheet("网站采用"), units)
    _submissions(book.create_sheet("报送约稿"), units)
    ledger.write(book.create_sheet("信息台账"), read(facts / FOLDER / "items.csv"))
    _prior(book.create_sheet("上期累计"), units)
    _typed_totals(book.create_sheet("手工汇总"), units)
    return book


def _sites(sheet: Worksheet, units: list[Fact]) -> None:
    tree: list[Heading] = ["单位类别", "单位名称", *((site, ["纯文", "图文"]) for site in _SITES)]
    rows = [_named(unit, *(number(unit[column]) for column in _SITE_FACTS)) for unit in units]
    texts = (
        "备注：1.州政府网站采用纯文信息每条计1分，图文信息每条计3分。",
        "      2.州报省政府网站每条计1分，省政府网站采用每条计2分。",
    )
    _table(sheet, "黔东南州2021年四季度政府网站信息采用情况", 2, tree, rows, texts)
    page(sheet, (16, 26, 9, 9, 9, 9, 9, 9), repeat="2:3")


def _submissions(sheet: Worksheet, units: list[Fact]) -> None:
    """Write what was sent and the solicited reports; untrue reports were not published."""
    tree = ["单位类别", "单位名称", "本季度\n报送条数", "迟报约稿\n次数", "漏报约稿\n次数", "失实信息\n次数"]
    columns = ("submitted", "late", "missed")
    rows = [_named(unit, *(number(unit[column]) for column in columns), None) for unit in units]
    texts = (
        "备注：1.基本分值：每季度报送县市100条、一类州直单位25条、二类州直单位15条，完成的计10分，每少1条扣1分。",
        "      2.约稿每季度迟报3次及以上的扣10分；漏报的每次扣10分；信息失实的每次扣10分。",
    )
    _table(sheet, "黔东南州2021年四季度政务信息报送及约稿情况", 1, tree, rows, texts)
    page(sheet, (16, 26, 12, 12, 12, 12), repeat="2:2")


def _prior(sheet: Worksheet, units: list[Fact]) -> None:
    """Write the points before the quarter: the year's less the quarter's."""
    rows = [[unit["unit"], *_carried(unit)] for unit in units]
    texts = ("备注：本表为2021年一至三季度累计得分，不含本季度。",)
    _table(sheet, "黔东南州2021年一至三季度累计得分情况", 1, ["单位名称", *_PARTS, "合计"], rows, texts)
    page(sheet, (26, 12, 12, 16, 10, 12, 12), repeat="2:2")


def _carried(unit: Fact) -> list[int | float | None]:
    parts = [less(unit[f"published_{part}_ytd"], unit[f"published_{part}_quarter"]) for part in _PART_FACTS]
    return [*parts, number(str(sum(part or 0 for part in parts)))]


def _typed_totals(sheet: Worksheet, units: list[Fact]) -> None:
    """Write the published figures as the clerk typed them."""
    pair = ["本季度", "全年\n累计"]
    tree: list[Heading] = ["单位类别", "名次", "单位名称", *((part, pair) for part in _PARTS), "总计"]
    texts = ("备注：名次按全年累计总计在同类单位内由高到低排列。",)
    rows = [_typed(unit) for unit in units]
    _table(sheet, "黔东南州2021年四季度政务信息得分及排名汇总", 2, tree, rows, texts)
    page(sheet, (16, 6, 26, *(8.5,) * 10, 10), landscape=True, repeat="2:3")


def _typed(unit: Fact) -> list[Any]:
    periods = ("quarter", "ytd")
    figures = [number(unit[f"published_{part}_{period}"]) for part in _PART_FACTS for period in periods]
    rank, total = number(unit["published_rank"]), number(unit["published_total"])
    return [unit["tier"], rank, unit["unit"], *figures, total]


def _named(unit: Fact, *figures: int | float | None) -> list[Any]:
    return [unit["tier"], unit["unit"], *figures]


def _table(
    sheet: Worksheet,
    title: str,
    depth: int,
    tree: list[Heading],
    rows: list[list[Any]],
    texts: tuple[str, ...],
) -> None:
    """Write title, headings, rows and notes."""
    width = len(rows[0])
    line(sheet, 1, width, title)
    headings(sheet, 2, depth, tree)
    notes(sheet, body(sheet, 2 + depth, rows), width, texts)
