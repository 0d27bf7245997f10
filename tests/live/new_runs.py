"""A new run after a change, to be compared with the ranking workbook that LibreOffice recalculated after the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
from computed import Computed, computed
from office import Values

from govscore.readers.workbook import read_book
from govscore.results.blocks import Block, Item
from govscore.results.result import Result
from govscore.running.job import Job
from govscore.scheme.files import find, load_all

Place = tuple[str, int, str]  # unit, its item's number, printed column of the mark or 小计
SUBTOTAL = "小计"


def scheme_with(regime: str, changes: Sequence[tuple[str, str]], folder: Path) -> Path:
    """A copy of the office's scheme with other numbers: for each its line as it is, and changed."""
    loaded = next(one for one in load_all() if one.scheme.id.startswith(regime))
    text = (loaded.folder / "scheme.toml").read_text("utf-8")
    for before, after in changes:
        text, number = re.subn(rf"\b{re.escape(before)}\b(?!\.)", after, text)
        assert number == 1
    file = folder / "scheme.toml"
    file.write_text(text, "utf-8")
    return file


def computed_with(path: Path, scheme: Path | None) -> tuple[Computed, Any]:
    """All that the program makes of a workbook by a scheme (None: the shipped one), and the workbook as read."""
    schemes = tuple(load_all()) if scheme is None else (find(str(scheme)),)
    book = read_book(path)
    result = computed(Job(schemes, None), book)
    assert not result.refused, result.problems
    return result, book


def parameter(path: Path, words: str) -> tuple[str, str]:
    """The cell of 计分办法 that holds a number, found as a clerk finds it: by its words."""
    sheet = openpyxl.load_workbook(path)["计分办法"]
    (row,) = [row for row in sheet.iter_rows(min_row=4) if re.match(rf"{words}(（.*）)?(，|$)", str(row[1].value))]
    return sheet.title, row[2].coordinate


def _items(result: Result) -> list[tuple[Block, Item]]:
    blocks = [block for section in result.sections for block in section.blocks]
    return [(block, item) for block in blocks for item in block.items if item.number]


def _columns(result: Result) -> tuple[str, ...]:
    form = result.loaded.scheme.blocks if result.loaded else None
    return (*form.items.columns, SUBTOTAL) if form else ()


def block_marks(path: Path, result: Result, values: Values) -> dict[Place, Decimal]:
    """The recalculated marks and subtotals of 单位情况, whose rows stand as in the run that wrote the workbook."""
    items, columns = _items(result), _columns(result)
    if not items:
        return {}
    sheet = openpyxl.load_workbook(path)["单位情况"]
    rows = [row for row in sheet.iter_rows() if isinstance(row[0].value, int)]
    found = {}
    for row, (block, item) in zip(rows, items, strict=True):
        assert (row[0].value, row[1].value) == (item.number, item.title)
        for name, cell in zip(columns, row[-len(columns) :], strict=True):
            value = values.get((sheet.title, cell.coordinate), cell.value)
            if value is not None:
                found[block.name, item.number, name] = Decimal(repr(value))
    return found


def new_marks(result: Result) -> dict[Place, Decimal]:
    """The same figures by a run of the program."""
    return {
        (block.name, item.number, name): points
        for block, item in _items(result)
        for name, points in zip(_columns(result), (*item.marks, item.subtotal), strict=True)
        if points is not None
    }
