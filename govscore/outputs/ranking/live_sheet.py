"""A worksheet that writes what xlsxwriter's own writes, in half the time.

The library lets cells be named A1 as well as (0, 0), looks into each formula for thirty functions that newer
programs brought, asks of each merged range whether another lies under it and of each cell whether it lies inside a
worksheet, and escapes the attributes of each cell one by one; ours have nothing of the kind. A test holds that both
write the same bytes, so that a new version of the library cannot change anything unseen.
"""

from __future__ import annotations

from typing import Any

from xlsxwriter.worksheet import Worksheet

from govscore.outputs.ranking.addresses import cell_name

MOST_ROWS = 1_048_576


class LiveSheet(Worksheet):  # type: ignore[misc]
    """Cells of the four kinds that our sheets have are written at once; any other by the library."""

    dim_rowmin: Any
    dim_rowmax: Any
    dim_colmin: Any
    dim_colmax: Any
    write_string, write_number, write_blank = Worksheet._write_string, Worksheet._write_number, Worksheet._write_blank
    write_formula, write_url = Worksheet._write_formula, Worksheet._write_url

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

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        if cell.format is None:
            super()._write_cell(row, col, cell)
            return
        head = f'<c r="{cell_name(row, col)}" s="{cell.format._get_xf_index()}"'
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
                super()._write_cell(row, col, cell)
