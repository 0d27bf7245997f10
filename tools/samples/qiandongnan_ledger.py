"""黔东南州's item log (信息台账): one row an item, unit and role, with a mark in each channel reached."""

from openpyxl.worksheet.worksheet import Worksheet

from samples.facts import Fact, number
from samples.sheets import LEFT, Heading, body, headings, line, notes, page

_GROUPS = {
    "州府信息": ["动态", "调研", "州批"],
    "州报省": ["报省", "省综", "省专", "省批"],
    "省报国办": ["报国", "国综", "国专", "国批"],
}
_CHANNELS = [channel for channels in _GROUPS.values() for channel in channels]
_MARKS = (1, "√", "●")
_TREE: list[Heading] = ["序号", "单位名称", "信息标题", "稿件", *_GROUPS.items(), "小计"]
_TITLE_COLUMN = 3
_TITLE_LINE = 27
_NOTES = (
    "备注：1.《州府信息》动态每条计3分，调研（单独采用）每条计10分；州报省《政务信息》每条计5分，省采用动态或综合每条计10分、"
    "调研单独采用每条计20分；省报国办每条计10分，国办采用再计10分。",
    "      2.领导批示：国家级40分，省级30分，州主要领导20分、州其他领导15分；一条信息有多位领导批示的最高计100分。",
    "      3.主稿计全分，副稿计一半；同一信息主稿、副稿不同的，分两行登记。",
)


def write(sheet: Worksheet, facts: list[Fact]) -> None:
    """Write the log of all units."""
    marks = _marks_by_unit(facts)
    rows = [_row(group, marks[group[0]["unit"]]) for group in _grouped(facts)]
    width = len(rows[0])
    line(sheet, 1, width, "黔东南州2021年四季度政务信息采用台账")
    headings(sheet, 2, 2, _TREE)
    below = body(sheet, 4, rows)
    for row in range(4, below):
        cell = sheet.cell(row, _TITLE_COLUMN)
        cell.alignment = LEFT
        sheet.row_dimensions[row].height = 32 if len(cell.value) > _TITLE_LINE else 21
    notes(sheet, below, width, _NOTES, 34)
    page(sheet, (6, 24, 46, 7, *(6,) * len(_CHANNELS), 8), landscape=True, repeat="2:3")


def _marks_by_unit(facts: list[Fact]) -> dict[str, int | str]:
    """Give each unit its own way to mark, as several clerks kept the log."""
    units = dict.fromkeys(fact["unit"] for fact in facts)
    return {unit: _MARKS[index % len(_MARKS)] for index, unit in enumerate(units)}


def _grouped(facts: list[Fact]) -> list[list[Fact]]:
    """Gather the facts of one row: same unit, item and role; a fact without role joins its item."""
    rows: dict[tuple[str, str, str], list[Fact]] = {}
    roles: dict[tuple[str, str], str] = {}
    for fact in facts:
        item = (fact["unit"], fact["no"])
        roles[item] = fact["role"] or roles[item]
        rows.setdefault((*item, roles[item]), []).append(fact)
    return list(rows.values())


def _row(group: list[Fact], mark: int | str) -> list[int | float | str | None]:
    first = group[0]
    reached = {fact["channel"] for fact in group}
    marks = [mark if channel in reached else None for channel in _CHANNELS]
    points = number(str(sum(float(fact["published_points"]) for fact in group)))
    return [int(first["no"]), first["unit"], first["title"], first["role"], *marks, points]
