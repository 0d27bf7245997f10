"""The script of someone new to it: openpyxl cell by cell in loops, python-docx cell by cell. No guards, no recheck.

python naive.py OFFICE WORKBOOK RULES OUT
"""

import sys
from pathlib import Path

import openpyxl
from naive_files import Block, Blocks, Lines, write_book, write_notice
from offices import (
    COMPONENTS,
    DASH,
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
    SITE_POINTS,
    TIER_HEADINGS,
    UNRANKED,
    YANJIN,
    YANJIN_COLUMNS,
    YANJIN_POINTS,
    points_line,
    report_line,
    unit_title,
)


def prefecture(book: openpyxl.Workbook) -> tuple[Lines, Blocks]:
    """黔东南: for every unit, look through every sheet."""
    sites, tables = book["网站采用"], {tier: [] for tier in PREFECTURE.tiers}
    for row in range(4, sites.max_row + 1):
        tier, unit = sites.cell(row, 1).value, sites.cell(row, 2).value
        if unit is None:
            continue
        points = {}
        for number, (site, text, photo) in enumerate(SITE_POINTS):
            points[site] = (sites.cell(row, 3 + 2 * number).value or 0) * text
            points[site] += (sites.cell(row, 4 + 2 * number).value or 0) * photo
        points["报送"] = base_points(book["报送约稿"], tier, unit)
        points["政务信息"] = item_points(book["信息台账"], unit)
        line, total = [None, unit], 0
        for number, part in enumerate(COMPONENTS):
            year = points[part] + prior_points(book["上期累计"], unit, number + 2)
            line += [points[part], year]
            total += year
        tables[tier].append([*line, total])
    for tier, lines in tables.items():
        lines.sort(key=lambda line: -line[-1])
        for line in lines:
            better = len([other for other in lines if other[-1] > line[-1]])
            line[0] = DASH if tier == UNRANKED else better + 1
    return tables, [(TIER_HEADINGS[tier], [block(book, tier, line) for line in tables[tier]]) for tier in tables]


def block(book: openpyxl.Workbook, tier: str, line: list[object]) -> Block:
    """Looks everything up once more for the unit's block."""
    sites, reports, unit = [], book["报送约稿"], line[1]
    for row in range(4, book["网站采用"].max_row + 1):
        if book["网站采用"].cell(row, 2).value == unit:
            for number, (site, text, photo) in enumerate(SITE_POINTS):
                texts, photos = (book["网站采用"].cell(row, 3 + kind + 2 * number).value or 0 for kind in (0, 1))
                quarter, year = line[2 + 2 * number], line[3 + 2 * number]
                sites.append([site, texts, texts * text, photos, photos * photo, quarter, year])
    counts = [0, 0, 0]
    for row in range(3, reports.max_row + 1):
        if reports.cell(row, 2).value == unit:
            counts = [reports.cell(row, column).value or 0 for column in (3, 4, 5)]
    rank = line[0] if isinstance(line[0], int) else None
    lines = [report_line(tier, *counts), points_line(line[10], line[11], line[8], line[9])]
    return Block(unit_title(unit, line[-1], rank), sites, lines, unit_items(book["信息台账"], unit) or [NO_ITEM])


def unit_items(sheet: object, unit: str) -> list[list[object]]:
    """A unit's rows of the item log."""
    items = []
    for row in range(4, sheet.max_row + 1):
        if sheet.cell(row, 2).value == unit:
            values = [sheet.cell(row, column).value for column in (1, *range(3, 17))]
            items.append(["" if value is None else value for value in values[:-1]] + [row_points(sheet, row)])
    return items


def base_points(sheet: object, tier: str, unit: str) -> float:
    """Quota, late, missed and untrue reports."""
    points = 0
    for row in range(3, sheet.max_row + 1):
        if sheet.cell(row, 2).value != unit:
            continue
        sent, late, missed, untrue = (sheet.cell(row, column).value or 0 for column in range(3, 7))
        if tier in QUOTA:
            points = 10 if sent >= QUOTA[tier] else sent - QUOTA[tier]
        points -= (10 if late >= 3 else 0) + 10 * missed + 10 * untrue
    return points


def item_points(sheet: object, unit: str) -> float:
    """Points of one unit from the item log."""
    points = 0
    for row in range(4, sheet.max_row + 1):
        if sheet.cell(row, 2).value == unit:
            points += row_points(sheet, row)
    return points


def row_points(sheet: object, row: int) -> float:
    """Points of one row of the item log."""
    item = leaders = 0
    for number, (mark, worth) in enumerate(MARKS.items()):
        if sheet.cell(row, 5 + number).value is not None:
            if mark in LEADERS:
                leaders += worth
            else:
                item += worth
    return (item + min(leaders, MOST_BY_LEADERS)) * SHARE[sheet.cell(row, 4).value]


def prior_points(sheet: object, unit: str, column: int) -> float:
    """A unit's points before the period."""
    for row in range(3, sheet.max_row + 1):
        if sheet.cell(row, 1).value == unit:
            return sheet.cell(row, column).value or 0
    return 0


def shiquan(book: openpyxl.Workbook) -> tuple[Lines, Blocks]:
    """石泉: counts times points, row by row."""
    tables = {}
    for tier, name in zip(SHIQUAN.tiers, book.sheetnames, strict=True):
        sheet, scored, excluded = book[name], [], []
        for row in range(1, sheet.max_row + 1):
            if not isinstance(sheet.cell(row, 1).value, int):
                continue
            line, score = [None, "".join(sheet.cell(row, 2).value.split())], 0
            for number, points in enumerate(SHIQUAN_POINTS):
                value = sheet.cell(row, 3 + number).value
                is_number = isinstance(value, int | float)
                score += value * points if is_number else 0
                line.append(value if is_number else DASH)
            if isinstance(sheet.cell(row, 10).value, int | float):
                scored.append([*line, score, DASH, score])
            else:
                excluded.append([*line, "不计分", "不计分", "不计分"])
        scored.sort(key=lambda line: -line[-1])
        tables[tier] = scored + excluded
        for number, line in enumerate(tables[tier], 1):
            line[0] = number
    return tables, []


def yanjin(book: openpyxl.Workbook) -> tuple[Lines, Blocks]:
    """延津: groups by target; a line of one cell is a group's heading."""
    tables = {}
    for tier in YANJIN.tiers:
        sheet, target, groups = book[tier], None, [[]]
        for row in range(5, sheet.max_row + 1):
            name = sheet.cell(row, 1).value
            if "年目标" in name:
                target = int("".join(letter for letter in name if letter.isdigit()))
                groups.append([[name]])
                continue
            values = [sheet.cell(row, column).value for column in range(1, YANJIN_COLUMNS + 1)]
            line = [DASH if value is None else value for value in values]
            if target is None:
                groups[-1].append([*line, DASH, DASH, DASH])
                continue
            score = sum((values[column] or 0) * points for column, points in YANJIN_POINTS.items())
            total = score + prior_points(book["上期累计"], name, 2)
            groups[-1].append([*line, score, total, int(total / target * 100 + 0.5) / 100])
        tables[tier] = []
        for group in groups:
            group.sort(key=lambda line: -line[14] if len(line) > 1 and line[14] != DASH else float("-inf"))
            tables[tier] += group
    return tables, []


def main(identity: str, workbook: Path, rules: Path, out: Path) -> None:
    """Reads, scores, writes both files."""
    office = OFFICES[identity]
    score = {PREFECTURE.id: prefecture, SHIQUAN.id: shiquan, YANJIN.id: yanjin}[identity]
    tables, blocks = score(openpyxl.load_workbook(workbook))
    out.mkdir(parents=True, exist_ok=True)
    write_book(out / "排名表.xlsx", office, tables, blocks)
    write_notice(out / "通报.docx", rules.read_text("utf-8").splitlines(), office, tables, blocks)


if __name__ == "__main__":
    main(sys.argv[1], *(Path(argument) for argument in sys.argv[2:5]))
