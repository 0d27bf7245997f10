"""What is worth telling about sheets that were read well: values under merges, hidden data, stray cells."""

from __future__ import annotations

from .common import BLANK, PLACES_KEPT, Finding, Look, Place

STRAY_AREA = 200_000  # below this, empty space costs nothing worth a word
STRAY_SHARE = 0.01


def of_sheet(seen: Look, answer: dict[str, list[int]]) -> list[Finding]:
    """Findings on one sheet; `answer` gives its hidden rows and columns within the used area."""
    found: list[Finding] = []
    under = _values_under_merges(seen)
    if under:
        found.append(("value-under-merge", under[:PLACES_KEPT], {}))
    if seen.hidden and seen.used:
        found.append(("hidden-sheet", [(seen.name,)], {}))
    rows = _hidden_rows_with_data(seen, answer["hidden_rows"])
    columns = _hidden_columns_with_data(seen, answer["hidden_columns"])
    if rows:
        found.append(("hidden-rows", rows[:PLACES_KEPT], {}))
    if columns:
        found.append(("hidden-columns", columns[:PLACES_KEPT], {}))
    area = seen.height * seen.width
    if area > STRAY_AREA and seen.used < area * STRAY_SHARE:
        found.append(("stray-cell", [(seen.name, *_last_cell(seen))], {}))
    return found


def _values_under_merges(seen: Look) -> list[Place]:
    """Cells that hold something though a merged region covers them; Excel shows only the top left one."""
    places: list[Place] = []
    for top, left, bottom, right in seen.merges:
        for row in range(top, min(bottom + 1, seen.height)):
            cells = seen.rows.get(row, ())
            for column in range(left, min(right + 1, len(cells))):
                if (row, column) != (top, left) and _holds(seen, row, column):
                    places.append((seen.name, row, column))
    return places


def _holds(seen: Look, row: int, column: int) -> bool:
    place = row, column
    return seen.rows[row][column] != BLANK or place in seen.errors or place in seen.uncalculated


def _hidden_rows_with_data(seen: Look, hidden: list[int]) -> list[Place]:
    """The first cell that holds something of each hidden row."""
    places: list[Place] = []
    for row in hidden:
        held = (column for column in range(len(seen.rows.get(row, ()))) if _holds(seen, row, column))
        column = next(held, None)
        if column is not None:
            places.append((seen.name, row, column))
    return places


def _hidden_columns_with_data(seen: Look, hidden: list[int]) -> list[Place]:
    """The first cell that holds something of each hidden column."""
    places: list[Place] = []
    rows = sorted(seen.rows)
    for column in hidden:
        held = (row for row in rows if column < len(seen.rows[row]) and _holds(seen, row, column))
        row = next(held, None)
        if row is not None:
            places.append((seen.name, row, column))
    return places


def _last_cell(seen: Look) -> tuple[int, int]:
    """The used cell that makes the sheet so large: the last of the longest row, or that of the last row."""
    row = max(seen.rows, key=lambda number: number * len(seen.rows[number]))
    return row, len(seen.rows[row]) - 1
