"""Tables of an official notice in Word's XML: nested headings that repeat on each page, and sample rows.

Formats are in the styles of the paragraphs, so that a row that is copied hundreds of times stays light.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from forms.widths import CELL_EDGES, Column, Layout
from forms.xml import KEEP, exact, paragraph, run, texts

ROW, HEADING_ROW = 397, 440  # 7 mm and more: least heights, a row grows with its text
TURNED_ROW = 340  # 6 mm: more rows on a page that is 156 mm high


def table(columns: Sequence[Column], layout: Layout, samples: Sequence[str], keep: bool = False) -> str:
    """A table of fixed widths: heading rows from each column's headings, then the sample rows.

    `keep`: the heading rows stay on the page of what follows them.
    """
    depth = max(len(column.heading) for column in columns)
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in layout.widths)
    heads = "".join(_heading_row(columns, layout, level, depth, keep) for level in range(depth))
    edge = CELL_EDGES // 2
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(layout.widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar><w:left w:w="{edge}" w:type="dxa"/><w:right w:w="{edge}" w:type="dxa"/></w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{heads}{''.join(samples)}</w:tbl>"
    )


def sample(name: str, columns: Sequence[Column], layout: Layout, keep: bool = False, dashes: bool = False) -> str:
    """The row of marks 【name.field】 that repeats for each data row; `dashes`: figures may be — as well."""
    height = TURNED_ROW if layout.turned else ROW
    cells = [
        cell(f"【{name}.{column.field}】", width, _style(column, layout.size), keep=keep, name=column.name or dashes)
        for column, width in zip(columns, layout.widths, strict=True)
    ]
    return row(cells, height=height)


def group(name: str, layout: Layout) -> str:
    """The sample row across the table that stands above each group of units."""
    return row(
        [cell(f"【仅：组】【{name}.组】", sum(layout.widths), f"Head{layout.size}", len(layout.widths), name=True)]
    )


def _style(column: Column, size: int) -> str:
    return f"{'Name' if column.name else 'Cell'}{size}"


def _heading_row(columns: Sequence[Column], layout: Layout, level: int, depth: int, keep: bool) -> str:
    """One heading row: columns that share their headings down to this level share a cell."""
    cells = []
    paths = [column.heading for column in columns]
    for _, alike in groupby(range(len(paths)), key=lambda c: paths[c][: level + 1] if len(paths[c]) > level else c):
        span = list(alike)
        path, width = paths[span[0]], sum(layout.widths[c] for c in span)
        merged = ""
        if len(path) - 1 == level < depth - 1:
            merged = '<w:vMerge w:val="restart"/>'
        elif len(path) <= level:
            merged = "<w:vMerge/>"
        text = path[level] if len(path) > level else ""
        cells.append(cell(text, width, f"Head{layout.size}", len(span), merged, keep))
    return row(cells, heading=True, height=TURNED_ROW if layout.turned else HEADING_ROW)


def cell(
    text: str, width: int, style: str, span: int = 1, more: str = "", keep: bool = False, name: bool = False
) -> str:
    """One w:tc with one paragraph; `keep`: on one page with the next row or paragraph.

    The run of a name has the hint, since names hold “” and —; a figure's run has nothing but its text.
    """
    wide = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    content = (run(text) if name else f"<w:r>{texts(text)}</w:r>") if text else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{wide}{more}<w:vAlign w:val="center"/></w:tcPr>'
        f"{paragraph(content, style, KEEP if keep else '')}</w:tc>"
    )


def row(cells: Sequence[str], *, heading: bool = False, height: int = ROW) -> str:
    """One w:tr that is never split over pages; a heading row is repeated on each page."""
    repeated = "<w:tblHeader/>" if heading else ""
    return (
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height}" w:hRule="atLeast"/>{repeated}</w:trPr>'
        f"{''.join(cells)}</w:tr>"
    )


def gap(points: int) -> str:
    """An empty paragraph of so many points, as room before or after a table."""
    return paragraph("", "Rule", exact(points * 20))
