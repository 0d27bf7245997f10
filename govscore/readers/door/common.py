"""What the parts of the child share: how it stops, its limits, and the grid that a second look fills."""

from __future__ import annotations

from typing import Any

Cell = str | int | float | bool
Place = tuple[str | int, ...]  # () the file, (sheet,) a sheet, (sheet, row, column) a cell, 0-based

BIGGEST_EXACT = 2**53
BLANK = ""  # python-calamine gives "" for a blank, so whole rows can be compared in one step
PLACES_KEPT = 1000
FOREIGN = "'file:"  # LibreOffice keeps copies of other workbooks' sheets in an .ods under such names


class Stop(Exception):  # noqa: N818 - an outcome, not an error of ours
    """Ends the reading of a file with one finding: problem code, places, words for the message."""

    def __init__(self, code: str, *places: Place, **words: object) -> None:
        super().__init__(code)
        self.finding: Finding = (code, list(places), words)


Finding = tuple[str, list[Place], dict[str, object]]


class Caps:
    """The limits the child itself keeps; sizes in bytes, the rest counted in cells."""

    __slots__ = ("cells", "merge_cells", "parts", "unpacked_bytes")

    def __init__(self, unpacked_bytes: int, cells: int, merge_cells: int, parts: int = 10_000) -> None:
        self.unpacked_bytes = unpacked_bytes
        self.cells = cells
        self.merge_cells = merge_cells
        self.parts = parts


class Look:
    """One sheet as the second reader saw it.

    `rows` maps a 0-based row to its cells, blanks as "", ragged. A date stands there as its serial number
    (days) and, where the second reader knows it to be a date, its address also stands in `dates`.
    """

    def __init__(self, name: str, caps: Caps, hidden: bool = False) -> None:
        self.name = name
        self.hidden = hidden
        self.date1904 = False
        self.rows: dict[int, list[Any]] = {}
        self.height = 0  # of the used cells: those with a value, an error or a formula
        self.width = 0
        self.used = 0
        self._reach = (0, 0)  # of all cells a reader may make room for, empty texts included
        self.errors: dict[tuple[int, int], str] = {}
        self.dates: set[tuple[int, int]] = set()
        self.drawn: set[tuple[int, int]] = set()  # text cells that a drawing with text of its own is tied to
        self.uncalculated: set[tuple[int, int]] = set()
        self.formulas: dict[tuple[int, int], str] = {}
        self.merges: list[tuple[int, int, int, int]] = []
        self.hidden_rows: list[tuple[int, int]] = []  # first and last, for whole stretches may be hidden
        self.hidden_columns: list[tuple[int, int]] = []
        self._caps = caps
        self._held = 0
        self._merged_area = 0

    def put(self, row: int, column: int, value: Cell) -> None:
        """Set a used cell; Stop for a cell met twice and beyond the cap of cells."""
        cells = self.rows.get(row)
        if cells is None:
            cells = self.rows[row] = []
            if row >= self.height:
                self.height = row + 1
        gap = column - len(cells)
        if gap < 0:
            if cells[column] != BLANK:
                raise Stop("file-damaged", (self.name, row, column))
            cells[column] = value
        else:
            self._held += gap + 1
            if self._held > self._caps.cells:
                raise self.too_many()
            if gap:
                cells.extend([BLANK] * gap)
            cells.append(value)
            if column >= self.width:
                self.width = column + 1
        self.used += 1

    def make_room(self, cells: int) -> None:
        """Stop when so many more cells would pass the cap; before a repeat is written out."""
        if self._held + cells > self._caps.cells:
            raise self.too_many()

    def touch(self, row: int, column: int) -> None:
        """Note a cell with an empty text: no value, yet another reader may make room up to it."""
        self._reach = max(self._reach[0], row + 1), max(self._reach[1], column + 1)

    def put_number(self, row: int, column: int, number: float) -> None:
        """Set a number: whole ones as int, a non-finite one as an error cell."""
        if number - number != 0:
            name = "NAN" if number != number else "INF" if number > 0 else "-INF"
            self.put_error(row, column, name)
        elif number == int(number) and abs(number) <= BIGGEST_EXACT:
            self.put(row, column, int(number))
        else:
            self.put(row, column, number)

    def put_error(self, row: int, column: int, text: str) -> None:
        """Set an error cell; `text` is the spreadsheet's own name of the error."""
        self.put(row, column, BLANK)
        self.errors[row, column] = text

    def put_uncalculated(self, row: int, column: int) -> None:
        """Set a formula cell that holds no value."""
        self.put(row, column, BLANK)
        self.uncalculated.add((row, column))

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Note a merged region (inclusive); Stop when the regions together are larger than any real table."""
        if top > bottom or left > right:
            raise Stop("file-damaged", (self.name,))
        if (top, left) == (bottom, right):
            return
        self._merged_area += (bottom - top + 1) * (right - left + 1)
        if self._merged_area > self._caps.merge_cells:
            raise Stop("merge-too-large", (self.name, top, left))
        self.merges.append((top, left, bottom, right))

    def too_many(self) -> Stop:
        """The stop for too large a used area, at its last cell."""
        height, width = max(self.height, self._reach[0]), max(self.width, self._reach[1])
        return Stop("cells-too-many", (self.name, max(height, 1) - 1, max(width, 1) - 1), cap=self._caps.cells)

    def check_area(self) -> None:
        """Stop when the rectangle from A1 to the last used cell is larger than the cap."""
        self.touch(self.height - 1, self.width - 1)
        if self._reach[0] * self._reach[1] > self._caps.cells:
            raise self.too_many()


def cell_address(text: str) -> tuple[int, int]:
    """0-based row and column of an address like "AB12" or "$AB$12"; ValueError for any other text."""
    plain = text.replace("$", "")
    letters = plain.rstrip("0123456789")
    if not (letters.isascii() and letters.isalpha() and len(letters) <= 3):
        raise ValueError(text)
    row = int(plain[len(letters) :]) - 1
    column = column_number(letters)
    if not (0 <= row < 1_048_576 and column < 16_384):
        raise ValueError(text)
    return row, column


def column_number(letters: str) -> int:
    """0-based column of its letters: A → 0, AA → 26."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1
