"""The same workbooks with formulas where the clerk typed figures, so that LibreOffice does the scoring."""

from __future__ import annotations

from offices import LEADERS, MARKS, PREFECTURE, QUOTA, SHIQUAN, SHIQUAN_POINTS, SITE_POINTS, UNRANKED, Office
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet


def with_formulas(office: Office, book: Workbook) -> Workbook:
    """The book, its typed scores, totals, ranks and percents replaced."""
    if office is PREFECTURE:
        _log(book["信息台账"])
        _totals(book["手工汇总"])
    elif office is SHIQUAN:
        for sheet in book.worksheets:
            _shiquan(sheet)
    else:
        for sheet in book.worksheets[:2]:
            _yanjin(sheet)
    return book


def _log(sheet: Worksheet) -> None:
    """小计 of every item."""
    columns = {mark: get_column_letter(5 + number) for number, mark in enumerate(MARKS)}
    for row in range(4, sheet.max_row + 1):
        if sheet.cell(row, 2).value is None:
            continue
        worth = {mark: f"{points}*COUNTA({columns[mark]}{row})" for mark, points in MARKS.items()}
        leaders = "+".join(worth[mark] for mark in LEADERS)
        others = "+".join(worth[mark] for mark in MARKS if mark not in LEADERS)
        sheet.cell(row, 16).value = f'=ROUND((({others})+MIN(100,{leaders}))*IF(D{row}="副稿",0.5,1),3)'


def _totals(sheet: Worksheet) -> None:
    """The quarter's points by component, the year's, the total and the rank."""
    last = sheet.max_row
    quota = "".join(f'IF(A{{0}}="{tier}",{count},' for tier, count in QUOTA.items()) + "0" + ")" * len(QUOTA)
    for row in range(4, last + 1):
        if sheet.cell(row, 3).value is None:
            continue
        for number, (_, text, photo) in enumerate(SITE_POINTS):
            sites = [_sum("网站采用", get_column_letter(3 + 2 * number + kind), "B", row) for kind in (0, 1)]
            sheet.cell(row, 4 + 2 * number).value = f"={text}*{sites[0]}+{photo}*{sites[1]}"
        sent, late, missed, untrue = (_sum("报送约稿", letter, "B", row) for letter in "CDEF")
        need = quota.format(row)
        base = f'IF(A{row}="{UNRANKED}",0,IF({sent}>={need},10,{sent}-{need}))'
        sheet.cell(row, 10).value = f"={base}-IF({late}>=3,10,0)-10*({missed}+{untrue})"
        sheet.cell(row, 12).value = "=" + _sum("信息台账", "P", "B", row)
        for number in range(5):
            quarter = get_column_letter(4 + 2 * number)
            prior = _sum("上期累计", get_column_letter(2 + number), "A", row)
            sheet.cell(row, 5 + 2 * number).value = f"=ROUND({quarter}{row}+{prior},3)"
        sheet.cell(row, 14).value = f"=ROUND(E{row}+G{row}+I{row}+K{row}+M{row},3)"
        rank = f'COUNTIFS($A$4:$A${last},A{row},$N$4:$N${last},">"&N{row})+1'
        sheet.cell(row, 2).value = f'=IF(A{row}="{UNRANKED}","",{rank})'


def _sum(sheet: str, values: str, names: str, row: int) -> str:
    return f"SUMIFS('{sheet}'!${values}$3:${values}$400,'{sheet}'!${names}$3:${names}$400,$C{row})"


def _shiquan(sheet: Worksheet) -> None:
    for row in range(6, sheet.max_row + 1):
        if not isinstance(sheet.cell(row, 1).value, int) or not isinstance(sheet.cell(row, 10).value, int | float):
            continue
        parts = [f"{points}*N({get_column_letter(3 + at)}{row})" for at, points in enumerate(SHIQUAN_POINTS)]
        sheet.cell(row, 10).value = f"=ROUND({'+'.join(parts)},3)"
        sheet.cell(row, 12).value = f"=ROUND(J{row}+N(K{row}),3)"


def _yanjin(sheet: Worksheet) -> None:
    target = None
    for row in range(5, sheet.max_row + 1):
        name = sheet.cell(row, 1).value
        if "年目标" in name:
            target = int("".join(letter for letter in name if letter.isdigit()))
        elif target:
            points = f"N(D{row})+N(F{row})+5*G{row}+20*H{row}+5*I{row}+10*J{row}+K{row}+2*L{row}+N(M{row})"
            sheet.cell(row, 14).value = f"=ROUND({points},3)"
            sheet.cell(row, 15).value = f"=ROUND(N{row}+SUMIFS('上期累计'!$B$3:$B$99,'上期累计'!$A$3:$A$99,A{row}),3)"
            sheet.cell(row, 16).value = f"=ROUND(O{row}/{target},2)"
