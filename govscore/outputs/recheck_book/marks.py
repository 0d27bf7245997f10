"""The cells of the clerk's sheets that are marked: which they are, their colour and what their comments say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from openpyxl.cell import MergedCell
from openpyxl.comments import Comment

from govscore.core.difference import Difference
from govscore.core.problems import split_place
from govscore.outputs.recheck_book.styles import FILLS, literal
from govscore.sheets.styles import lines_of

Cell = tuple[int, int]  # row and column, 0-based
Marks = dict[Cell, Difference]
AUTHOR = "复核"
OURS = f"—— {AUTHOR} ——"  # stands between the clerk's own comment and ours
_BOX, _BOX_UNITS, _LINE, _HIGHEST = 270, 34, 18, 540  # pixels, but for the units of text in a line
_FORMULA = 200  # characters of a formula that are told


def marks_of(differences: Iterable[Difference]) -> dict[str, Marks]:
    """Differences by `[book.xlsx]sheet` and cell; the first where a cell has several."""
    found: dict[str, Marks] = {}
    for one in differences:
        sheet, cell = split_place(one.cell)
        if cell is not None:
            found.setdefault(sheet, {}).setdefault(cell, one)
    return found


def mark(sheet: Any, marks: Marks, formulas: Mapping[Cell, str]) -> None:
    """Colours the cells of a copy and comments them, below what the clerk's own comment says.

    `formulas`: what stood in the clerk's cells, without "=". A cell under a merged area is marked as the whole area.
    """
    for place, one in marks.items():
        cell = sheet.cell(*(at + 1 for at in place))
        if isinstance(cell, MergedCell):
            area = next(area for area in sheet.merged_cells.ranges if cell.coordinate in area)
            cell = area.start_cell
        cell.fill = FILLS[one.root]
        text, own = comment(one, formulas.get(place)), cell.comment
        said = literal(f"{own.text}\n{OURS}\n{text}" if own else text)
        cell.comment = Comment(said, own.author if own else AUTHOR)
        fit(cell.comment)


def fit(box: Any) -> None:
    """Makes a comment's box as high as its text; a library that reads one does not know how large it was."""
    lines = sum(lines_of(line, _BOX_UNITS) for line in box.text.splitlines() or [""])
    box.width, box.height = _BOX, min(_LINE * (lines + 1), _HIGHEST)


def comment(one: Difference, formula: str | None) -> str:
    """What a marked cell says."""
    lines = [f"填的是{one.stated}，按办法应为{one.computed}"]
    lines += [f"相差{one.difference}"] if one.difference else []
    lines += [one.hint] if one.hint else [] if one.root else ["由别处的不符引起"]
    lines += [f"原表这一格是公式：={formula[:_FORMULA]}"] if formula else []
    return "\n".join(lines)
