"""A worksheet that writes what xlsxwriter's own writes, in half the time.

The library lets cells be named A1 as well as (0, 0), looks into each formula for thirty functions that newer
programs brought, asks of each merged range whether another lies under it and of each cell whether it lies inside a
worksheet, and escapes the attributes of each cell one by one; ours have nothing of the kind. A test holds that both
write the same bytes, so that a new version of the library cannot change anything unseen.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from xlsxwriter.url import Url
from xlsxwriter.worksheet import Worksheet

from govscore.sheets.addresses import column_name

MOST_ROWS = 1_048_576
_SOME = "A1"  # stands for any cell


class LiveSheet(Worksheet):  # type: ignore[misc]
    """Cells of the four kinds that our sheets have are written at once; any other by the library."""

    dim_rowmin: Any
    dim_rowmax: Any
    dim_colmin: Any
    dim_colmax: Any
    write_string, write_number, write_blank = Worksheet._write_string, Worksheet._write_number, Worksheet._write_blank
    write_formula = Worksheet._write_formula

    def write_url(
        self, row: int, col: int, url: str | Url, cell_format: Any = None, string: str | None = None, tip: None = None
    ) -> int:
        """A link to a cell with its text; how many a sheet may hold is up to the layout."""
        link = url if isinstance(url, Url) else _link(*_parts(url), string)
        self.hlink_count += 1
        self._write_string(row, col, link.text, cell_format)
        self.hyperlinks[row][col] = link
        return 0

    def merge_range(
        self, first_row: int, first_col: int, last_row: int, last_col: int, data: str, cell_format: Any = None
    ) -> int:
        """Literal text over several cells; that none overlap is up to the layout, and held by the test."""
        self.merge.append([first_row, first_col, last_row, last_col])
        for row in range(first_row, last_row + 1):
            for column in range(first_col, last_col + 1):
                self._write_blank(row, column, "", cell_format)
        return self._write_string(first_row, first_col, data, cell_format) if data else 0

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")

    def _check_dimensions(self, row: int, col: int, ignore_row: bool = False, ignore_col: bool = False) -> int:
        """Notes how far the sheet reaches; cells are far inside of what a worksheet holds."""
        if row >= MOST_ROWS:
            return -1
        if self.dim_rowmin is None or self.dim_colmin is None or ignore_row or ignore_col:
            return int(super()._check_dimensions(row, col, ignore_row, ignore_col))
        if row > self.dim_rowmax:
            self.dim_rowmax = row
        elif row < self.dim_rowmin:
            self.dim_rowmin = row
        if col > self.dim_colmax:
            self.dim_colmax = col
        elif col < self.dim_colmin:
            self.dim_colmin = col
        return 0

    def _calculate_spans(self) -> None:
        """The columns that each sixteen rows use."""
        if self.comments:
            super()._calculate_spans()
            return
        spans: dict[int, tuple[int, int]] = {}
        for row, cells in self.table.items():
            if cells:
                low, high = spans.get(row // 16, (min(cells), 0))
                spans[row // 16] = min(low, *cells), max(high, *cells)
        self.row_spans = {block: f"{low + 1}:{high + 1}" for block, (low, high) in spans.items()}

    def _write_rows(self) -> None:
        """The rows in order, each with its cells in order; one of comments or a height alone is empty."""
        self._calculate_spans()
        names = [column_name(column) for column in range((self.dim_colmax or 0) + 1)]
        for row in range(self.dim_rowmin, self.dim_rowmax + 1):
            cells, info, span = self.table.get(row), self.row_info.get(row), self.row_spans.get(row // 16)
            if cells:
                self._write_row(row, span, info)
                for column in sorted(cells):
                    self._put_cell(row, column, cells[column], f"{names[column]}{row + 1}")
                self.fh.write("</row>")
            elif info is not None or row in self.comments:
                self._write_empty_row(row, span, info)

    def _put_cell(self, row: int, column: int, cell: Any, name: str) -> None:
        if cell.format is None:
            self._write_cell(row, column, cell)
            return
        index = cell.format.xf_index
        head = f'<c r="{name}" s="{cell.format._get_xf_index() if index is None else index}"'
        match type(cell).__name__:
            case "Blank":
                self.fh.write(f"{head}/>")
            case "String":
                self.fh.write(f'{head} t="s"><v>{cell.string}</v></c>')
            case "Number":
                self.fh.write(f"{head}><v>{cell.number:.16G}</v></c>")
            case "Formula" if isinstance(cell.value, float):
                self.fh.write(f"{head}><f>{self._escape_data(cell.formula)}</f><v>{cell.value}</v></c>")
            case _:
                self._write_cell(row, column, cell)


def _parts(target: str) -> tuple[str, str]:
    """internal:县市!C6 as internal:县市! and C6."""
    head, sign, cell = target.rpartition("!")
    return head + sign, cell


def _link(head: str, cell: str, text: str | None) -> Url:
    """A link to a cell; the sheet's part of it is taken apart and checked by the library once for all its cells."""
    made: Url = Url.__new__(Url)
    made.__dict__.update(
        {name: value.removesuffix(_SOME) + cell if ends else value for name, value, ends in _parsed(head)}
    )
    made.text = made.text if text is None else text
    return made


@lru_cache(maxsize=256)
def _parsed(head: str) -> list[tuple[str, Any, bool]]:
    """The attributes of a link to some cell of a sheet, and whether they end with the cell's name."""
    found = vars(Url(head + _SOME))
    return [(name, value, isinstance(value, str) and value.endswith(_SOME)) for name, value in found.items()]
