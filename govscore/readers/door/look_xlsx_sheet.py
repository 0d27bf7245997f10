"""Second look at one sheet of an .xlsx (ECMA-376 part 1, 18.3): cells, formulas, merges, what is hidden."""

from __future__ import annotations

from .common import Look, Stop, cell_address, column_number
from .formulas import Shared
from .serials import serial_of_iso
from .xml_reading import Attributes, XmlReader, truth, unescape

LAST_COLUMN = 16_383


class SheetReader(XmlReader):
    """Fills `seen` from the sheet's XML; `dates` are the style numbers that show a date."""

    def __init__(self, seen: Look, strings: list[str], dates: frozenset[str]) -> None:
        super().__init__()
        self._seen = seen
        self._strings = strings
        self._date_styles = dates
        self._shared = Shared()
        self._row = self._column = -1
        self._cell: Attributes | None = None
        self._value: str | None = None
        self._formula: Attributes | None = None
        self._formula_text = ""
        self._in_data = self._phonetic = self._keep_space = False
        self._columns: dict[str, int] = {}
        self._append = self._text.append
        self._row_name = ""
        self.starts = {
            "sheetData": self._enter,
            "row": self._row_begin,
            "c": self._cell_begin,
            "v": self._value_begin,
            "f": self._formula_begin,
            "t": self._text_begin,
            "rPh": self._guide,
            "mergeCell": self._merge,
            "col": self._column_style,
        }
        self.ends = {
            "sheetData": self._leave,
            "c": self._cell_end,
            "v": self._value_end,
            "f": self._formula_end,
            "t": self._text_end,
            "rPh": self._guide_end,
        }

    def _start(self, name: str, attributes: Attributes) -> None:
        # Nearly all elements are one of two, and what is saved here is saved on every cell.
        if name == "c" and self._in_data:
            self._cell_begin(attributes)
        elif name == "v" and self._cell is not None:
            self._text.clear()
            self._parser.CharacterDataHandler = self._append
        else:
            super()._start(name, attributes)

    def _end(self, name: str) -> None:
        if name == "c":
            self._cell_end()
        elif name == "v" and self._cell is not None:
            self._parser.CharacterDataHandler = None
            text = self._text[0] if len(self._text) == 1 else "".join(self._text)
            self._value = text if self._value is None else self._value + text
        else:
            super()._end(name)

    def _enter(self, _: Attributes) -> None:
        self._in_data = True

    def _leave(self) -> None:
        self._in_data = False

    def _row_begin(self, attributes: Attributes) -> None:
        number = attributes.get("r")
        self._row = self._row + 1 if number is None else self._number(number) - 1
        self._column = -1
        self._row_name = str(self._row + 1)
        if truth(attributes.get("hidden")):
            self._seen.hidden_rows.append((self._row, self._row))

    def _cell_begin(self, attributes: Attributes) -> None:
        if not self._in_data:
            return
        self._cell = attributes
        self._value = self._formula = None
        self._formula_text = ""
        address = attributes.get("r")
        self._column = self._column + 1 if address is None else self._place(address)
        if not (0 <= self._row < 1_048_576 and self._column <= LAST_COLUMN):
            raise Stop("file-damaged", (self._seen.name,))

    def _place(self, address: str) -> int:
        """Column of the address; one that lies in another row than it stands in is damage."""
        letters = address.removesuffix(self._row_name)
        if len(letters) == len(address):
            raise Stop("file-damaged", (self._seen.name,))
        column = self._columns.get(letters)
        if column is None:
            if not (letters.isascii() and letters.isalpha() and len(letters) <= 3):
                raise Stop("file-damaged", (self._seen.name,))
            column = self._columns[letters] = column_number(letters)
        return column

    def _value_begin(self, _: Attributes) -> None:
        if self._cell is not None:
            self.collect()

    def _value_end(self) -> None:
        if self._cell is not None:
            self._value = (self._value or "") + self.collected()

    def _formula_begin(self, attributes: Attributes) -> None:
        if self._cell is not None:
            self._formula = attributes
            self.collect()

    def _formula_end(self) -> None:
        if self._cell is not None:
            self._formula_text = self.collected()

    def _text_begin(self, attributes: Attributes) -> None:
        if self._cell is not None and not self._phonetic:
            self._keep_space = attributes.get("xml:space") == "preserve"
            self.collect()

    def _text_end(self) -> None:
        if self._cell is not None and not self._phonetic:
            text = self.collected()
            self._value = (self._value or "") + (text if self._keep_space else text.strip(" \t\r\n"))

    def _guide(self, _: Attributes) -> None:
        self._phonetic = True

    def _guide_end(self) -> None:
        self._phonetic = False

    def _cell_end(self) -> None:
        cell, self._cell = self._cell, None
        if cell is None:
            return
        kind, value = cell.get("t", "n"), self._value
        if self._formula is not None and self._note_formula(kind, value):
            return
        if value:
            self._put(kind, value, cell.get("s"))
        elif value is not None:
            self._seen.touch(self._row, self._column)

    def _note_formula(self, kind: str, value: str | None) -> bool:
        """Keep the formula; True where it holds no value. Empty text is a value, an empty number is not."""
        assert self._formula is not None
        place = self._row, self._column
        self._seen.formulas[place] = self._shared.text_of(self._formula, self._formula_text, place)
        if value is None or (value == "" and kind != "str"):
            self._seen.put_uncalculated(*place)
            return True
        return False

    def _put(self, kind: str, value: str, style: str | None) -> None:
        seen, row, column = self._seen, self._row, self._column
        if kind == "s":
            text = self._string(value)
            if text:
                seen.put(row, column, text)
            else:
                seen.touch(row, column)
        elif kind == "n":
            seen.put_number(row, column, self._float(value))
            if style in self._date_styles:
                seen.dates.add((row, column))
        elif kind in ("str", "inlineStr"):
            seen.put(row, column, unescape(value))
        elif kind == "b":
            seen.put(row, column, self._boolean(value))
        elif kind == "e":
            seen.put_error(row, column, value)
        elif kind == "d":
            seen.put_number(row, column, self._serial(value))
            seen.dates.add((row, column))
        else:
            raise self._damaged()

    def _string(self, value: str) -> str:
        if not (value.isascii() and value.isdigit() and int(value) < len(self._strings)):
            raise self._damaged()
        return self._strings[int(value)]

    def _float(self, value: str) -> float:
        # float() takes more than a spreadsheet writes: blanks, underscores, digits of other scripts
        if not value.isascii() or "_" in value or value != value.strip():
            raise self._damaged()
        try:
            return float(value)
        except ValueError:
            raise self._damaged() from None

    def _boolean(self, value: str) -> bool:
        if value not in ("0", "1", "true", "false"):
            raise self._damaged()
        return truth(value)

    def _serial(self, value: str) -> float:
        try:
            return serial_of_iso(value)
        except ValueError:
            raise self._damaged() from None

    def _damaged(self) -> Stop:
        return Stop("file-damaged", (self._seen.name, self._row, self._column))

    def _number(self, text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) < 9):
            raise Stop("file-damaged", (self._seen.name,))
        return int(text)

    def _merge(self, attributes: Attributes) -> None:
        first, _, last = attributes.get("ref", "").partition(":")
        try:
            top, left = cell_address(first)
            bottom, right = cell_address(last or first)
        except ValueError:
            raise Stop("file-damaged", (self._seen.name,)) from None
        self._seen.merge(top, left, bottom, right)

    def _column_style(self, attributes: Attributes) -> None:
        if truth(attributes.get("hidden")):
            first, last = (self._number(attributes.get(key, "0")) for key in ("min", "max"))
            self._seen.hidden_columns.append((first - 1, last - 1))
