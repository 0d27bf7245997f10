"""Second look at .ods (OpenDocument 1.3 part 3, chapters 9 and 19): a streaming pass over content.xml."""

from __future__ import annotations

import re

from .common import FOREIGN, Caps, Look, Stop
from .formulas import from_open_formula
from .serials import serial_of_iso
from .xml_reading import Attributes, XmlReader

ERROR = re.compile(r"Err:[0-9]{3}|#(REF|DIV/0|VALUE|NAME|N/A|NUM|NULL|GETTING_DATA|SPILL|CALC)[!?]?")
CALCULATED_ERROR = "error"


def look(parts: dict[str, bytes], caps: Caps) -> tuple[list[Look], bool]:
    """Every sheet as a Look, in order, and whether copies of other workbooks' sheets lie beside them."""
    reader = _Content(caps)
    reader.read(parts["content.xml"])
    for seen in reader.sheets:
        seen.check_area()
    return reader.sheets, reader.foreign


class _Content(XmlReader):
    """Walks the tables. `_row` and `_column` are the 0-based place of the next cell."""

    def __init__(self, caps: Caps) -> None:
        super().__init__()
        self.sheets: list[Look] = []
        self.foreign = False
        self._caps = caps
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._seen: Look | None = None
        self._tables = 0
        self._row = self._column = self._first_column = 0
        self._row_repeat = 1
        self._row_cells: list[tuple[int, int, Attributes, str]] = []
        self._cell: Attributes | None = None
        self._paragraphs: list[str] = []
        self._in_paragraph = self._drawn = False
        self._skipped = 0
        self.starts = {
            "style:style": self._style_begin,
            "style:table-properties": self._style_display,
            "table:table": self._table_begin,
            "table:table-column": self._column_style,
            "table:table-row": self._row_begin,
            "table:table-cell": self._cell_begin,
            "table:covered-table-cell": self._cell_begin,
            "text:p": self._paragraph_begin,
            "text:s": self._spaces,
            "text:tab": lambda _: self._stands_for("\t"),
            "text:line-break": lambda _: self._stands_for("\n"),
        }
        self.ends = {
            "table:table": self._table_end,
            "table:table-row": self._row_end,
            "table:table-cell": self._cell_end,
            "table:covered-table-cell": self._cell_end,
            "text:p": self._paragraph_end,
        }

    def _start(self, name: str, attributes: Attributes) -> None:
        # Notes and drawings stand inside a cell, but their text is not the cell's.
        if self._skipped or name.startswith(("office:annotation", "draw:", "text:ruby-text", "text:note")):
            self._skipped += 1
            self._drawn = True
            self.pause()
        else:
            super()._start(name, attributes)

    def _end(self, name: str) -> None:
        if not self._skipped:
            super()._end(name)
            return
        self._skipped -= 1
        if not self._skipped and self._in_paragraph:
            self.resume()

    def _style_begin(self, attributes: Attributes) -> None:
        self._style = attributes.get("style:name", "") if attributes.get("style:family") == "table" else ""

    def _style_display(self, attributes: Attributes) -> None:
        if self._style and attributes.get("table:display") == "false":
            self._hidden_styles.add(self._style)

    def _table_begin(self, attributes: Attributes) -> None:
        self._tables += 1
        if self._tables > 1:
            raise Stop("file-damaged", (self.sheets[-1].name,) if self.sheets else ())
        name = attributes.get("table:name", "")
        self._seen = Look(name, self._caps, attributes.get("table:style-name", "") in self._hidden_styles)
        self._row = self._first_column = 0
        if name.startswith(FOREIGN):
            self.foreign = True
        else:
            self.sheets.append(self._seen)

    def _table_end(self) -> None:
        self._tables -= 1
        self._seen = None

    def _column_style(self, attributes: Attributes) -> None:
        if self._seen is None:
            return
        count = _count(attributes, "table:number-columns-repeated")
        if attributes.get("table:visibility", "visible") != "visible":
            self._seen.hidden_columns.append((self._first_column, self._first_column + count - 1))
        self._first_column += count

    def _row_begin(self, attributes: Attributes) -> None:
        self._row_repeat = _count(attributes, "table:number-rows-repeated")
        self._column = 0
        self._row_cells = []
        if self._seen is not None and attributes.get("table:visibility", "visible") != "visible":
            self._seen.hidden_rows.append((self._row, self._row + self._row_repeat - 1))

    def _row_end(self) -> None:
        if self._seen is not None and self._row_cells:
            self._seen.make_room(self._row_repeat * sum(repeat for _, repeat, _, _ in self._row_cells))
            for row in range(self._row, self._row + self._row_repeat):
                for column, repeat, attributes, text in self._row_cells:
                    for place in range(column, column + repeat):
                        self._put(self._seen, row, place, attributes, text)
        self._row += self._row_repeat

    def _cell_begin(self, attributes: Attributes) -> None:
        self._cell = attributes
        self._paragraphs = []
        self._drawn = False

    def _paragraph_begin(self, _: Attributes) -> None:
        if self._cell is not None:
            self._in_paragraph = True
            self.collect()

    def _paragraph_end(self) -> None:
        if self._in_paragraph:
            self._in_paragraph = False
            self._paragraphs.append(self.collected())

    def _spaces(self, attributes: Attributes) -> None:
        count = _count(attributes, "text:c")
        if count > 32_767:
            raise Stop("content-too-large")
        self._stands_for(" " * count)

    def _stands_for(self, text: str) -> None:
        if self._in_paragraph:
            self.add_text(text)

    def _cell_end(self) -> None:
        cell, self._cell = self._cell, None
        if cell is None or self._seen is None:
            return
        repeat = _count(cell, "table:number-columns-repeated")
        if "office:value-type" in cell or "table:formula" in cell or any(self._paragraphs):
            self._row_cells.append((self._column, repeat, cell, "\n".join(self._paragraphs)))
            if self._drawn:
                self._seen.drawn.add((self._row, self._column))
        columns = _count(cell, "table:number-columns-spanned")
        rows = _count(cell, "table:number-rows-spanned")
        if columns > 1 or rows > 1:
            self._seen.merge(self._row, self._column, self._row + rows - 1, self._column + columns - 1)
        self._column += repeat

    def _put(self, seen: Look, row: int, column: int, cell: Attributes, text: str) -> None:
        formula = cell.get("table:formula")
        if formula is not None:
            seen.formulas[row, column] = from_open_formula(formula)
        kind = cell.get("office:value-type")
        if self._is_error(cell, formula is not None, text):
            seen.put_error(row, column, text or "#VALUE!")
        elif kind is None and formula is not None and not text:
            seen.put_uncalculated(row, column)
        else:
            try:
                _put_value(seen, row, column, kind, cell, text)
            except (KeyError, ValueError):
                raise Stop("file-damaged", (seen.name, row, column)) from None

    @staticmethod
    def _is_error(cell: Attributes, calculated: bool, text: str) -> bool:
        if cell.get("calcext:value-type") == CALCULATED_ERROR:
            return True
        typed_text = cell.get("office:value-type") in (None, "string") and not calculated
        return not typed_text and ERROR.fullmatch(text) is not None


def _put_value(seen: Look, row: int, column: int, kind: str | None, cell: Attributes, text: str) -> None:
    """Set one cell of the given value type; KeyError or ValueError where its value is missing or wrong."""
    if kind in ("float", "percentage", "currency"):
        value = cell["office:value"]
        if "_" in value or not value.isascii():
            raise ValueError(value)
        seen.put_number(row, column, float(value))
    elif kind in ("date", "time"):
        seen.put_number(row, column, serial_of_iso(cell[f"office:{kind}-value"]))
        seen.dates.add((row, column))
    elif kind == "boolean":
        seen.put(row, column, {"true": True, "false": False}[cell["office:boolean-value"]])
    elif kind in (None, "string"):
        written = text or cell.get("office:string-value", "")
        if written:
            seen.put(row, column, written)
    else:
        raise ValueError(kind)


def _count(attributes: Attributes, name: str) -> int:
    """A repeat or span, 1 where it is absent; Stop for anything that is no sensible number."""
    text = attributes.get(name, "1")
    if not (text.isascii() and text.isdigit() and 0 < len(text) < 10):
        raise Stop("file-damaged")
    return max(int(text), 1)
