"""Tables of an official notice: nested headings that repeat on each page, and sample rows.

Formats are in the styles of the paragraphs, so that a row that is copied hundreds of times stays light.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Twips
from docx.table import Table, _Cell, _Row

from forms.parts import Part, Story, write
from forms.widths import CELL_EDGES, Column, Layout
from forms.xml import border, element

ROW, HEADING_ROW = 397, 440  # 7 mm and more: least heights, a row grows with its text
TURNED_ROW = 340  # 6 mm: more rows on a page that is 156 mm high


def table(
    name: str,
    columns: Sequence[Column],
    layout: Layout,
    *,
    grouped: bool = False,
    dashes: bool = False,
    keep: bool = False,
    keep_sample: bool = False,
) -> Part:
    """A table of fixed widths: heading rows from each column's headings, then the row of marks 【name.field】.

    That row repeats for each data row; `grouped`: one across the table stands above each group of units; `dashes`:
    figures may be — as well; `keep`, `keep_sample`: the heading (sample) rows stay on the page of what follows them.
    """
    depth = max(len(column.heading) for column in columns)

    def write_table(story: Story) -> None:
        made = _empty(story, layout, depth + grouped + 1)
        for number, row in enumerate(made.rows):
            _set_height(row, number < depth, layout.turned)
        _write_headings(made, columns, depth, f"Head{layout.size}", keep)
        if grouped:
            across = made.rows[depth].cells
            _write(across[0].merge(across[-1]), f"【仅：组】【{name}.组】", f"Head{layout.size}")
        for column, cell in zip(columns, made.rows[-1].cells, strict=True):
            style = f"{'Name' if column.name else 'Cell'}{layout.size}"
            _write(cell, f"【{name}.{column.field}】", style, column.name or dashes, keep_sample)

    return write_table


def _empty(story: Story, layout: Layout, rows: int) -> Table:
    """A table of so many rows, with its widths, lines and edges; python-docx has no names for the last two."""
    made = story.add_table(rows, len(layout.widths))
    made.alignment, made.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(made.columns, layout.widths, strict=True):
        column.width = Twips(width)
        for cell in column.cells:
            cell.width, cell.vertical_alignment = Twips(width), WD_CELL_VERTICAL_ALIGNMENT.CENTER
    lines = "".join(border(side, 4) for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    edges = "".join(f'<w:{side} w:w="{CELL_EDGES // 2}" w:type="dxa"/>' for side in ("left", "right"))
    kept = made._tbl.tblPr
    kept.replace(kept.find(qn("w:tblW")), element(f'<w:tblW w:w="{sum(layout.widths)}" w:type="dxa"/>'))
    kept.insert_element_before(element(f"<w:tblBorders>{lines}</w:tblBorders>"), "w:tblLayout")
    kept.replace(kept.find(qn("w:tblLook")), element(f"<w:tblCellMar>{edges}</w:tblCellMar>"))
    return made


def _set_height(row: _Row, heading: bool, turned: bool) -> None:
    """A least height; no row is split over pages, a heading row is repeated: python-docx has no names for these."""
    height = TURNED_ROW if turned else HEADING_ROW if heading else ROW
    row.height, row.height_rule = Twips(height), WD_ROW_HEIGHT_RULE.AT_LEAST
    kept = row._tr.trPr
    kept.insert(0, element("<w:cantSplit/>"))
    if heading:
        kept.append(element("<w:tblHeader/>"))


def _write_headings(made: Table, columns: Sequence[Column], depth: int, style: str, keep: bool) -> None:
    """The heading rows: columns that share their headings down to a level share a cell, short headings reach down."""
    for level in range(depth):
        for cell in made.rows[level].cells:
            write(cell.paragraphs[0], "", style, keep=keep)
    for level in range(depth):
        for path, alike in groupby(range(len(columns)), key=lambda number, to=level + 1: columns[number].heading[:to]):
            if len(path) > level:
                span = list(alike)
                foot = depth - 1 if columns[span[0]].heading == path else level
                cell = made.cell(level, span[0]).merge(made.cell(foot, span[-1]))
                cell.paragraphs[0].add_run(path[level])


def _write(cell: _Cell, text: str, style: str, hint: bool = True, keep: bool = False) -> None:
    """A cell's text. The run of a name has the hint, since names hold “” and —; a figure's has nothing but its text."""
    blank = write(cell.paragraphs[0], text if hint else "", style, keep=keep)
    if not hint:
        blank.add_run(text)
