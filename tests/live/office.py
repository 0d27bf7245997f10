"""LibreOffice as the third reckoner: formulas computed anew, without any stored result."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
from variants import have_soffice

from govscore.core.libreoffice import convert

ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
</item></oor:items>
"""  # LibreOffice keeps a stored value unless it is told to recalculate on load
Values = dict[tuple[str, str], Any]  # by sheet and cell

__all__ = ["changed", "have_soffice", "recalculated", "recalculated_all", "stored"]


def stored(path: Path) -> Values:
    """The values stored for all formula cells."""
    formulas, values = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
    return {
        (sheet.title, cell.coordinate): values[sheet.title][cell.coordinate].value
        for sheet in formulas
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def changed(path: Path, target: Path, cells: Values) -> None:
    """A copy with other contents in some cells; openpyxl writes no results of formulas, so none can be kept."""
    book = openpyxl.load_workbook(path)
    for (sheet, cell), value in cells.items():
        book[sheet][cell].value = value
    book.save(target)


def recalculated(path: Path, folder: Path) -> Values:
    """What LibreOffice computes for every formula cell of a workbook; no stored result is used."""
    return recalculated_all([path], folder)[0]


def recalculated_all(paths: Sequence[Path], folder: Path) -> list[Values]:
    """The same for many workbooks in one start of LibreOffice."""
    folder.mkdir(parents=True, exist_ok=True)
    bare = [folder / f"bare{number}.xlsx" for number in range(len(paths))]
    for path, copy in zip(paths, bare, strict=True):
        changed(path, copy, {})
    found = []
    for path, made in zip(paths, convert(bare, "xlsx", folder / "out", ALWAYS), strict=True):
        book = openpyxl.load_workbook(made, data_only=True)
        found.append({(sheet, cell): book[sheet][cell].value for sheet, cell in stored(path)})
    return found
