"""What the naive script writes: every cell by itself, in the workbook and in the notice."""

from pathlib import Path
from typing import NamedTuple

import docx
import openpyxl
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from offices import ITEM_HEADINGS, SITE_HEADINGS, Office, heading_cells, sentence
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
