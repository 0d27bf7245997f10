"""Where a figure of the ranking workbook comes from: the cell of the clerk's workbook, and its copy in 复核表.xlsx."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govscore.sheets import copied
from govscore.sheets.addresses import cell_name

if TYPE_CHECKING:
    from govscore.readers.workbook import Book

COPIED = f"点“原表单元格”可跳到同一文件夹里{copied.BOOK}照抄的那一格。"


class Sources:
    """The clerk's cells in words and as links; `has_copy`: 复核表.xlsx with copies of the sheets lies beside."""

    def __init__(self, source: Book, has_copy: bool) -> None:
        self.source, self.has_copy = source, has_copy
        self.copies = copied.sheet_names([sheet.name for sheet in source.sheets])

    def hint(self, text: str) -> str:
        """The line under a sheet's title: which workbook 原表 is, and how to reach a cell of it."""
        return f"原表：{self.source.name}。{text}{COPIED if self.has_copy else ''}"

    def cell(self, place: tuple[int, int, int]) -> tuple[str, str]:
        """信息台账!B277 for a sheet's number, row and column, and the link to its copy, '' where there is none."""
        number, row, column = place
        cell, copy = cell_name(row, column), self.copies[number].replace("'", "''")
        target = f"external:{copied.BOOK}#'{copy}'!{cell}" if self.has_copy else ""
        return f"{self.source.sheets[number].name}!{cell}", target
