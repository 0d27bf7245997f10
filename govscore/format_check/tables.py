"""Tables that print alike everywhere: widths written out, headings that repeat, rows that stay whole."""

from __future__ import annotations

from collections.abc import Iterator

from govscore.format_check.document import MM, Notice, Table, mm
from govscore.format_check.findings import Finding
from govscore.format_check.roles import Roles

_FEW_ROWS, _FEW_COLUMNS = 3, 3  # smaller ones are heads and feet, not data


def check(notice: Notice, roles: Roles) -> Iterator[Finding]:
    """Findings on every table outside the 版记."""
    tables = [item for item in notice.items if isinstance(item, Table)]
    for number, table in enumerate(tables, 1):
        where = f"表{number}"
        yield _widths(table, notice, where)
        if table in roles.imprint or len(table.rows) < _FEW_ROWS or len(table.grid) < _FEW_COLUMNS:
            continue
        yield from _rows(table, where)


def _widths(table: Table, notice: Notice, where: str) -> Finding:
    section = notice.sections[min(table.section, len(notice.sections) - 1)]
    total = sum(table.grid)
    if not table.grid or not all(table.grid):
        return Finding("table-grid", False, "没有写明列宽", where)
    if not table.width or abs(total - table.width) > 0.5:
        return Finding("table-grid", False, f"各列合计{mm(total)}，表宽{mm(table.width)}", where)
    if table.width > section.text_width + MM / 2:
        return Finding("table-grid", False, f"表宽{mm(table.width)}，比版心宽", where)
    return Finding("table-grid", True, mm(table.width), where)


def _rows(table: Table, where: str) -> Iterator[Finding]:
    heads = [row.heading for row in table.rows]
    count = heads.index(False) if False in heads else len(heads)
    if not any(heads):
        yield Finding("table-header", False, "没有标题行", where)
    else:
        late = any(heads[count:])
        measured = "标题行不从第一行起" if not count else "标题行不连续" if late else f"{count}行"
        yield Finding("table-header", bool(count) and not late, measured, where)
    split = sum(not row.whole for row in table.rows)
    yield Finding("table-split", not split, f"{split}行可以跨页断开" if split else "不断行", where)
