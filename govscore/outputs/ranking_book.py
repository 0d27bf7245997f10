"""The official ranking workbook: one sheet an annex, in the office's own form, ready to print.

Where the scheme has unit blocks, further sheets follow: the blocks, the item log with computed points, the lists
of what the clerk should look at, and the rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from govscore.annex import Annex
from govscore.blocks import Section
from govscore.outputs import block_sheet, ledger_sheet, text_sheets
from govscore.outputs.annex_sheet import AnnexSheet
from govscore.outputs.sheet_parts import BODY_FONT, CREATED, HEAD_FONT, TITLE_FONT, Styles, text_units
from govscore.scheme import Scheme

__all__ = ["BODY_FONT", "CREATED", "HEAD_FONT", "TITLE_FONT", "text_units", "write_ranking_book"]


def _options() -> dict[str, Any]:
    """Made anew for each book, since the library changes what it is given."""
    return {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {"font_name": "宋体", "font_size": 11},  # the measure of column widths
    }


def write_ranking_book(
    path: Path,
    scheme: Scheme,
    annexes: Sequence[Annex],
    sections: Sequence[Section] = (),
    lists: Sequence[text_sheets.List] = (),
    period: str = "",
) -> None:
    """Writes the workbook to `path`. All text is literal: nothing from a sheet can become a formula or a link.

    `sections`: the unit blocks by tier; `lists`: titles and lines of 信息核对; `period`: its name, for the titles.
    """
    with xlsxwriter.Workbook(str(path), _options()) as book:
        book.set_properties({"title": scheme.name, "author": scheme.office, "created": CREATED})
        styles = Styles(book)
        for annex in annexes:
            AnnexSheet(book.add_worksheet(annex.tier.sheet), annex, styles).write()
        if sections:
            _block_sheets(book, scheme, sections, period, Styles(book, 11))
        if lists:
            text_sheets.write_lists(book.add_worksheet(text_sheets.LISTS), lists, styles)
        if sections:
            text_sheets.write_rules(book.add_worksheet(text_sheets.RULES), scheme, styles)


def _block_sheets(book: Any, scheme: Scheme, sections: Sequence[Section], period: str, styles: Styles) -> None:
    """The unit blocks as published, and the item log."""
    blocks = book.add_worksheet(block_sheet.SHEET)
    block_sheet.BlockSheet(blocks, scheme, f"{period}政务信息采用情况", sections, styles).write()
    ledger = book.add_worksheet(ledger_sheet.SHEET)
    ledger_sheet.LedgerSheet(ledger, scheme, f"{period}政务信息采用台账", sections, styles).write()
