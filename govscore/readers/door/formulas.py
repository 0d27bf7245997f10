"""Formula text: an .xlsx writes a filled-down formula once, an .ods writes references in brackets."""

from __future__ import annotations

import re

from .common import column_number

# Quoted text and quoted sheet names are skipped; a reference is not followed by a letter, a digit or "(".
TOKEN = re.compile(
    r"""("[^"]*"|'[^']*'!?)|(?<![\w.$])(\$?)([A-Za-z]{1,3})(\$?)([0-9]{1,7})(?![\w(.])""",
)
BRACKETED = re.compile(r"\[([^\[\]]*)\]")


class Shared:
    """The filled-down formulas of one sheet: `si` → where the written one stands, and its text."""

    def __init__(self) -> None:
        self._masters: dict[str, tuple[str, tuple[int, int]]] = {}

    def text_of(self, attributes: dict[str, str], text: str, place: tuple[int, int]) -> str:
        """The formula at `place` (0-based row, column) without "="; a filled one has its references moved."""
        if attributes.get("t") != "shared":
            return text
        key = attributes.get("si", "")
        if text:
            self._masters[key] = text, place
            return text
        if key not in self._masters:
            return ""
        master, home = self._masters[key]
        return moved(master, place[0] - home[0], place[1] - home[1])


def moved(formula: str, rows: int, columns: int) -> str:
    """`formula` as it reads when filled `rows` down and `columns` right; references with $ stay.

    >>> moved("SUM(A1:$B$2)*C1", 1, 1)
    'SUM(B2:$B$2)*D2'
    """

    def shift(match: re.Match[str]) -> str:
        quoted, fixed_column, letters, fixed_row, digits = match.groups()
        if quoted is not None:
            return quoted
        column = letters.upper() if fixed_column else _letters(column_number(letters) + columns)
        row = digits if fixed_row else str(int(digits) + rows)
        return f"{fixed_column}{column}{fixed_row}{row}"

    return TOKEN.sub(shift, formula)


def from_open_formula(text: str) -> str:
    """An OpenDocument formula in spreadsheet notation: "of:=SUM([.A1:.A3])" → "SUM(A1:A3)".

    A sheet name goes before "!": "[$表2.B3]" → "表2!B3".
    """
    body = re.sub(r"^[a-z]+:=?|^=", "", text)
    return BRACKETED.sub(lambda match: ":".join(_reference(part) for part in match[1].split(":")), body)


def _reference(part: str) -> str:
    sheet, dot, cell = part.rpartition(".")
    return f"{sheet.lstrip('$')}!{cell}" if dot and sheet else cell


def _letters(column: int) -> str:
    letters = ""
    column += 1
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
