"""The script of someone new to it: openpyxl cell by cell in loops, python-docx cell by cell. No guards, no recheck.

python naive.py OFFICE WORKBOOK RULES OUT
"""

import sys
from pathlib import Path
from typing import NamedTuple

import docx
import openpyxl
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
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
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

Lines = dict[str, list[list[object]]]  # tier → rows of its table
Blocks = list[tuple[str, list["Block"]]]  # tiers' headings, their units


class Block(NamedTuple):
    """One unit in the notice."""

    title: str
    sites: list[list[object]]
    lines: list[str]
    items: list[list[object]]


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


def write_book(path: Path, office: Office, tables: Lines, blocks: Blocks) -> None:
    """The ranking workbook, every cell styled by itself."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for tier, lines in tables.items():
        sheet, width = book.create_sheet(tier), len(office.headings)
        sheet.cell(1, 1).value = office.tiers[tier]
        sheet.cell(1, 1).font = Font(name="方正小标宋简体", size=20)
        sheet.cell(1, 1).alignment = Alignment(horizontal="center")
        sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=width)
        first = headings(sheet, 2, office.headings)
        for row, line in enumerate(lines, first):
            for column, value in enumerate(line, 1):
                cell = styled(sheet.cell(row, column), value, "仿宋_GB2312")
                if office.headings[column - 1][-1].endswith("%"):
                    cell.number_format = "0%"
            if len(line) == 1:
                sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=width)
            sheet.row_dimensions[row].height = 24
        for column, wide in enumerate(office.widths, 1):
            sheet.column_dimensions[get_column_letter(column)].width = wide
        sheet.page_setup.paperSize = 9
        sheet.page_setup.orientation = "landscape" if office.landscape else "portrait"
        sheet.print_title_rows = f"2:{first - 1}"
        sheet.freeze_panes = f"{get_column_letter(office.unit + 2)}{first}"
    if blocks:
        write_blocks(book.create_sheet("单位情况"), blocks)
    book.save(path)


def write_blocks(sheet: object, blocks: Blocks) -> None:
    """Block after block: title, grid of sites, lines, items."""
    row, width = 1, len(ITEM_HEADINGS)
    for heading, units in blocks:
        row = line_across(sheet, row, width, heading)
        for unit in units:
            row = headings(sheet, line_across(sheet, row, width, unit.title), SITE_HEADINGS)
            row = body(sheet, row, unit.sites)
            for line in unit.lines:
                row = line_across(sheet, row, width, line)
            row = body(sheet, headings(sheet, row, ITEM_HEADINGS), unit.items)


def headings(sheet: object, first: int, paths: tuple[tuple[str, ...], ...]) -> int:
    """Nested headings; returns the row below them."""
    for top, left, bottom, right, text in heading_cells(paths):
        styled(sheet.cell(top + first, left + 1), text, "黑体")
        if (top, left) != (bottom, right):
            sheet.merge_cells(
                start_row=top + first, start_column=left + 1, end_row=bottom + first, end_column=right + 1
            )
    return first + max(len(path) for path in paths)


def line_across(sheet: object, row: int, width: int, text: str) -> int:
    """One merged line; returns the row below it."""
    styled(sheet.cell(row, 1), text, "黑体")
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=width)
    return row + 1


def body(sheet: object, row: int, lines: list[list[object]]) -> int:
    """Rows of a table; returns the row below them."""
    for line in lines:
        for column, value in enumerate(line, 1):
            styled(sheet.cell(row, column), value, "仿宋_GB2312")
        row += 1
    return row


def styled(cell: object, value: object, font: str) -> object:
    """Fills one cell and gives it font, borders and alignment."""
    line = Side(style="thin")
    cell.value = value
    cell.font = Font(name=font, size=12)
    cell.border = Border(left=line, right=line, top=line, bottom=line)
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    return cell


def write_notice(path: Path, rules: list[str], office: Office, tables: Lines, blocks: Blocks) -> None:
    """The notice, its tables filled cell by cell."""
    document = docx.Document()
    document.add_heading(f"关于{office.period}政务信息采用情况的通报", 0)
    document.add_paragraph("各有关单位：")
    document.add_paragraph(f"现将{office.period}政务信息采用情况通报如下：")
    for tier, lines in tables.items():
        names = [line[office.unit] for line in lines if len(line) > 1 and isinstance(line[office.total], int | float)]
        document.add_paragraph(sentence(tier, names))
    for heading, units in blocks:
        document.add_heading(heading, 1)
        for unit in units:
            document.add_heading(unit.title, 2)
            table(document, SITE_HEADINGS, unit.sites)
            for line in unit.lines:
                document.add_paragraph(line)
            table(document, ITEM_HEADINGS, unit.items)
    for tier, lines in tables.items() if not blocks else ():
        document.add_page_break()
        document.add_heading(office.tiers[tier], 1)
        table(document, office.headings, lines)
    document.add_paragraph("计分办法")
    for rule in rules:
        document.add_paragraph(rule)
    document.save(path)


def table(document: object, paths: tuple[tuple[str, ...], ...], lines: list[list[object]]) -> None:
    """One table; a line of one cell goes over the whole width."""
    depth, width = max(len(path) for path in paths), len(paths)
    made = document.add_table(depth + len(lines), width, style="Table Grid")
    for top, left, bottom, right, text in heading_cells(paths):
        if (top, left) != (bottom, right):
            made.cell(top, left).merge(made.cell(bottom, right))
        printed(made.cell(top, left), text, "黑体")
    for row, line in enumerate(lines, depth):
        for column, value in enumerate(line):
            percent = paths[column][-1].endswith("%") and not isinstance(value, str)
            shown = value if isinstance(value, str) else f"{value:.0%}" if percent else f"{value:g}"
            printed(made.cell(row, column), shown, "仿宋_GB2312")
        if len(line) == 1:
            made.cell(row, 0).merge(made.cell(row, width - 1))


def printed(cell: object, text: str, font: str) -> None:
    """Fills one cell of a Word table."""
    cell.text = text
    paragraph = cell.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.runs[0].font.name = font
    paragraph.runs[0].font.size = Pt(10.5)


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
