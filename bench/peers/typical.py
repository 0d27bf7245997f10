"""The script that a good programmer writes first: pandas with openpyxl, xlsxwriter, docxtpl. No guards, no recheck.

python typical.py OFFICE WORKBOOK TEMPLATE OUT
"""

import sys
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import xlsxwriter
from docxtpl import DocxTemplate
from offices import (
    COMPONENTS,
    DASH,
    ITEM_HEADINGS,
    LEADERS,
    MARKS,
    MOST_BY_LEADERS,
    NO_ITEM,
    OFFICES,
    PREFECTURE,
    QUOTA,
    SHARE,
    SHIQUAN,
    SHIQUAN_POINTS,
    SITE_HEADINGS,
    SITE_POINTS,
    TIER_HEADINGS,
    UNRANKED,
    YANJIN,
    YANJIN_COLUMNS,
    YANJIN_POINTS,
    Office,
    heading_cells,
    points_line,
    report_line,
    sentence,
    unit_title,
)

Sheets = dict[str, pd.DataFrame]


Lines = dict[str, list["Row"]]  # tier → rows of its table
Blocks = list[dict[str, object]]  # tiers with their units, each with its lines and tables


class Row(NamedTuple):
    """A printed row: a group's heading over the whole table, or cells."""

    group: str
    cells: list[object]


def prefecture(sheets: Sheets) -> tuple[Lines, Blocks]:
    """黔东南: points by channel from four sheets, ranked inside the tier by the year's total."""
    keys = ["类别", "单位"]
    counts = [f"{site}{kind}" for site, _, _ in SITE_POINTS for kind in ("纯文", "图文")]
    units = body(sheets["网站采用"], 3, [*keys, *counts])
    reports = body(sheets["报送约稿"], 2, [*keys, "报送条数", "迟报", "漏报", "失实"]).drop(columns="类别")
    prior = body(sheets["上期累计"], 2, ["单位", *(f"{part}上期" for part in COMPONENTS), "上期"])
    units = units.merge(reports, on="单位", how="left", validate="1:1").merge(prior, on="单位", how="left")
    log = item_log(sheets["信息台账"])
    info = log.groupby("单位", as_index=False)["分值"].sum().rename(columns={"分值": "政务信息本季度"})
    units = units.merge(info, on="单位", how="left")
    units = units.astype(dict.fromkeys(units.columns.drop(keys), float)).fillna(0)
    for site, text, photo in SITE_POINTS:
        units[f"{site}本季度"] = units[f"{site}纯文"] * text + units[f"{site}图文"] * photo
    quota = units["类别"].map(QUOTA)
    base = (units["报送条数"] - quota).where(units["报送条数"] < quota, 10).where(quota.notna(), 0)
    late = (units["迟报"] >= 3) * -10
    units["报送本季度"] = base + late - 10 * (units["漏报"] + units["失实"])
    for part in COMPONENTS:
        units[f"{part}全年累计"] = units[f"{part}上期"] + units[f"{part}本季度"]
    units["总计"] = units[[f"{part}全年累计" for part in COMPONENTS]].sum(axis=1)
    ranks = units.groupby("类别")["总计"].rank(method="min", ascending=False)
    units["名次"] = ranks.where(units["类别"] != UNRANKED)
    tiers = dict(list(units.sort_values("总计", ascending=False, kind="stable").groupby("类别")))
    blocks = [
        {"heading": TIER_HEADINGS[tier], "units": unit_blocks(tier, tiers[tier], log)} for tier in PREFECTURE.tiers
    ]
    return {tier: rows(tiers[tier][list(PREFECTURE.fields)]) for tier in PREFECTURE.tiers}, blocks


def unit_blocks(tier: str, units: pd.DataFrame, log: pd.DataFrame) -> list[dict[str, object]]:
    """Every unit's title, grid of sites, lines and items."""
    items = dict(list(log.drop(columns=["小计"]).groupby("单位")))
    blocks = []
    for unit in units.to_dict("records"):
        name = unit["单位"]
        sites = []
        for site, text, photo in SITE_POINTS:
            texts, photos = unit[f"{site}纯文"], unit[f"{site}图文"]
            quarter, year = unit[f"{site}本季度"], unit[f"{site}全年累计"]
            sites.append([site, texts, texts * text, photos, photos * photo, quarter, year])
        own = items[name].drop(columns="单位").astype(object) if name in items else None
        lines = [
            report_line(tier, unit["报送条数"], unit["迟报"], unit["漏报"]),
            points_line(
                *(unit[f"{part}{period}"] for part in ("政务信息", "报送") for period in ("本季度", "全年累计"))
            ),
        ]
        rank = None if pd.isna(unit["名次"]) else int(unit["名次"])
        blocks.append(
            {
                "title": unit_title(name, unit["总计"], rank),
                "sites": [[plain(value) for value in row] for row in sites],
                "lines": lines,
                "log": [NO_ITEM]
                if own is None
                else [[plain(value) for value in row] for row in own.where(own.notna(), "").to_numpy().tolist()],
            }
        )
    return blocks


def plain(value: object) -> str:
    """A value as printed."""
    return value if isinstance(value, str) else f"{value:g}"


def item_log(sheet: pd.DataFrame) -> pd.DataFrame:
    """The item log with the points of every row."""
    log = body(sheet, 3, ["序号", "单位", "标题", "稿件", *MARKS, "小计"])
    worth = log[list(MARKS)].notna() * pd.Series(MARKS)
    leaders = worth[list(LEADERS)].sum(axis=1).clip(upper=MOST_BY_LEADERS)
    points = worth.drop(columns=list(LEADERS)).sum(axis=1) + leaders
    return log.assign(分值=points * log["稿件"].map(SHARE))


def shiquan(sheets: Sheets) -> tuple[Lines, Blocks]:
    """石泉: two sheets of counts, points for each; excluded units stand below."""
    tables = {}
    for tier, sheet in zip(SHIQUAN.tiers, sheets.values(), strict=True):
        table = sheet[pd.to_numeric(sheet[0], errors="coerce").notna()].set_axis(list(SHIQUAN.fields), axis=1)
        figures = table.iloc[:, 2:].apply(pd.to_numeric, errors="coerce")
        excluded = figures["本期"].isna()
        figures["本期"] = figures.iloc[:, :7].fillna(0).mul(list(SHIQUAN_POINTS)).sum(axis=1)
        figures["累计"] = figures["本期"] + figures["上期"].fillna(0)
        figures.insert(0, "单位", table["单位"].str.replace(r"\s", "", regex=True))
        out = figures.assign(excluded=excluded).sort_values(
            ["excluded", "累计"], ascending=[True, False], kind="stable"
        )
        excluded = out.pop("excluded")
        out.insert(0, "序", range(1, len(out) + 1))
        out = out.astype(object)
        out.loc[excluded, ["本期", "上期", "累计"]] = "不计分"
        tables[tier] = rows(out)
    return tables, []


def yanjin(sheets: Sheets) -> tuple[Lines, Blocks]:
    """延津: groups by target; points of the period on those before, share of the target."""
    prior = body(sheets["上期累计"], 2, ["单位", "上期"]).set_index("单位")["上期"]
    tables = {}
    for tier in YANJIN.tiers:
        table = sheets[tier].iloc[4:].reset_index(drop=True)
        table["group"] = table[0].where(table[0].str.contains("年目标")).ffill().fillna("")
        table = table[~table[0].str.contains("年目标")]
        counts = table.iloc[:, :YANJIN_COLUMNS].drop(columns=0).apply(pd.to_numeric)
        score = (counts[list(YANJIN_POINTS)].fillna(0) * pd.Series(YANJIN_POINTS)).sum(axis=1)
        total = score + table[0].map(prior).fillna(0)
        target = pd.to_numeric(table["group"].str.extract(r"(\d+)")[0])
        out = table.iloc[:, :YANJIN_COLUMNS].assign(
            score=score.where(target.notna()), total=total, percent=(total / target * 100 + 0.5) // 1 / 100
        )
        out["total"] = out["total"].where(target.notna())
        tables[tier] = []
        for group, indices in table.groupby("group", sort=False).groups.items():
            tables[tier] += [Row(str(group), [])] if group else []
            tables[tier] += rows(out.loc[indices].sort_values("total", ascending=False, kind="stable"))
    return tables, []


def body(sheet: pd.DataFrame, first: int, names: list[str]) -> pd.DataFrame:
    """The rows of a table below its headings, notes left out."""
    table = sheet.iloc[first:, : len(names)].set_axis(names, axis=1)
    return table[table.iloc[:, 1].notna()]


def rows(table: pd.DataFrame) -> list[Row]:
    """A frame's rows for printing, blanks as dashes."""
    return [Row("", cells) for cells in table.astype(object).where(table.notna(), DASH).to_numpy().tolist()]


def write_book(path: Path, office: Office, tables: Lines, blocks: Blocks) -> None:
    """The formatted ranking workbook: one sheet a tier, and the units' blocks where the office has them."""
    with xlsxwriter.Workbook(path) as book:
        lined = {"font_name": "仿宋_GB2312", "font_size": 12, "align": "center", "valign": "vcenter", "border": 1}
        title = book.add_format({"font_name": "方正小标宋简体", "font_size": 20, "align": "center"})
        head = book.add_format(lined | {"font_name": "黑体", "text_wrap": True})
        cell, percent = book.add_format(lined), book.add_format(lined | {"num_format": "0%"})
        for tier, lines in tables.items():
            sheet, last = book.add_worksheet(tier), len(office.headings) - 1
            for column, width in enumerate(office.widths):
                sheet.set_column(column, column, width)
            sheet.merge_range(0, 0, 0, last, office.tiers[tier], title)
            first = headings(sheet, 1, office.headings, head)
            for at, row in enumerate(lines, first):
                sheet.set_row(at, 24)
                if row.group:
                    sheet.merge_range(at, 0, at, last, row.group, head)
                for column, value in enumerate(row.cells):
                    is_percent = office.headings[column][-1].endswith("%")
                    sheet.write(at, column, value, percent if is_percent else cell)
            page(sheet, office, first)
        if blocks:
            write_blocks(book.add_worksheet("单位情况"), blocks, title, head, cell)


def headings(sheet: object, top: int, paths: tuple[tuple[str, ...], ...], head: object) -> int:
    """Nested headings from row `top`; returns the first row below them."""
    for first, left, last, right, text in heading_cells(paths):
        if (first, left) == (last, right):
            sheet.write(top + first, left, text, head)
        else:
            sheet.merge_range(top + first, left, top + last, right, text, head)
    return top + max(len(path) for path in paths)


def write_blocks(sheet: object, blocks: Blocks, title: object, head: object, cell: object) -> None:
    """Block after block: title, grid of sites, lines, items."""
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 1, 40)
    at, last = 0, len(ITEM_HEADINGS) - 1
    for tier in blocks:
        sheet.merge_range(at, 0, at, last, tier["heading"], title)
        at += 1
        for unit in tier["units"]:
            sheet.merge_range(at, 0, at, last, unit["title"], head)
            at = headings(sheet, at + 1, SITE_HEADINGS, head)
            for row in unit["sites"]:
                for column, value in enumerate(row):
                    sheet.write(at, column, value, cell)
                at += 1
            for line in unit["lines"]:
                sheet.merge_range(at, 0, at, last, line, cell)
                at += 1
            at = headings(sheet, at, ITEM_HEADINGS, head)
            for row in unit["log"]:
                for column, value in enumerate(row):
                    sheet.write(at, column, value, cell)
                at += 1


def page(sheet: object, office: Office, first: int) -> None:
    """Paper, orientation, repeated headings, page number."""
    sheet.set_paper(9)
    if office.landscape:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(1, first - 1)
    sheet.center_horizontally()
    sheet.set_footer("&C— &P —")
    sheet.freeze_panes(first, office.unit + 1)


def write_notice(path: Path, template: Path, office: Office, tables: Lines, blocks: Blocks) -> None:
    """The notice from its Word template."""
    names = {
        tier: [
            row.cells[office.unit] for row in lines if row.cells and isinstance(row.cells[office.total], int | float)
        ]
        for tier, lines in tables.items()
    }
    document = DocxTemplate(template)
    shown = {tier: [{"group": r.group, "cells": texts(office, r.cells)} for r in rs] for tier, rs in tables.items()}
    lines = [sentence(tier, names[tier]) for tier in tables]
    document.render({"period": office.period, "sentences": lines, "tables": list(shown.values()), "tiers": blocks})
    document.save(path)


def texts(office: Office, cells: list[object]) -> list[str]:
    """A row's cells as printed in the notice."""
    percent = [path[-1].endswith("%") for path in office.headings]
    return [
        value if isinstance(value, str) else f"{value:.0%}" if share else f"{value:g}"
        for value, share in zip(cells, percent, strict=False)
    ]


def main(identity: str, workbook: Path, template: Path, out: Path) -> None:
    """Reads, scores, writes both files."""
    office = OFFICES[identity]
    score = {PREFECTURE.id: prefecture, SHIQUAN.id: shiquan, YANJIN.id: yanjin}[identity]
    tables, blocks = score(pd.read_excel(workbook, sheet_name=None, header=None, engine="openpyxl"))
    out.mkdir(parents=True, exist_ok=True)
    write_book(out / "排名表.xlsx", office, tables, blocks)
    write_notice(out / "通报.docx", template, office, tables, blocks)


if __name__ == "__main__":
    main(sys.argv[1], *(Path(argument) for argument in sys.argv[2:5]))
