"""Tables of an official document in Word's XML: nested headings, sample rows, the ruled 版记. Lengths in twips."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from docx_parts import FANG, HEI, TEXT_WIDTH, paragraph, run

Path = tuple[str, ...]


def table(
    paths: Sequence[Path],
    widths: Sequence[int],
    samples: Sequence[str],
    size: int = 21,
    keep: bool = False,
) -> str:
    """A table of fixed widths: heading rows from each column's path of headings, then sample rows.

    `keep`: the heading rows stay on the page of what follows them.
    """
    depth = max(len(path) for path in paths)
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    heads = "".join(_heading_row(paths, widths, level, depth, size, keep) for level in range(depth))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="28" w:type="dxa"/><w:right w:w="28" w:type="dxa"/></w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{heads}{''.join(samples)}</w:tbl>"
    )


def ruled(paragraphs: Sequence[str]) -> str:
    """版记: paragraphs between lines of the text's width, 0.35 mm outside and 0.25 mm inside."""
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="000000"/>'
        for side, size in (("top", 8), ("bottom", 8), ("insideH", 6))
    )
    rows = "".join(
        f'<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{TEXT_WIDTH}" w:type="dxa"/></w:tcPr>'
        f"{inside}</w:tc></w:tr>"
        for inside in paragraphs
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{TEXT_WIDTH}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{lines}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{TEXT_WIDTH}"/></w:tblGrid>{rows}</w:tbl>'
    )


def gap(points: int) -> str:
    """An empty paragraph of so many points, as room before or after a table."""
    return paragraph("", "Note", f'<w:spacing w:line="{points * 20}" w:lineRule="exact"/>')


def _heading_row(paths: Sequence[Path], widths: Sequence[int], level: int, depth: int, size: int, keep: bool) -> str:
    """One heading row: columns that share their headings down to this level share a cell."""
    cells = []
    columns = range(len(paths))
    for _, group in groupby(columns, key=lambda c: paths[c][: level + 1] if len(paths[c]) > level else c):
        span = list(group)
        path, width = paths[span[0]], sum(widths[c] for c in span)
        merged = ""
        if len(path) - 1 == level < depth - 1:
            merged = '<w:vMerge w:val="restart"/>'
        elif len(path) <= level:
            merged = "<w:vMerge/>"
        text = path[level] if len(path) > level else ""
        cells.append(cell(text, width, "Heading", size, len(span), merged, HEI, keep))
    return row(cells, heading=True, height=440)


def cell(
    text: str,
    width: int,
    style: str = "Cell",
    size: int = 21,
    span: int = 1,
    more: str = "",
    font: str = FANG,
    keep: bool = False,
) -> str:
    """One w:tc with one paragraph; `keep`: on one page with the next row or paragraph."""
    wide = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    inside = paragraph(run(text, font, size) if text else "", style, "<w:keepNext/>" if keep else "")
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{wide}{more}<w:vAlign w:val="center"/></w:tcPr>'
        f"{inside}</w:tc>"
    )


def row(cells: Sequence[str], *, heading: bool = False, height: int = 397) -> str:
    """One w:tr that is never split over pages; a heading row is repeated on each page."""
    repeated = "<w:tblHeader/>" if heading else ""
    return (
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height}" w:hRule="atLeast"/>{repeated}</w:trPr>'
        f"{''.join(cells)}</w:tr>"
    )
