"""What one would expect in a workbook and does not find: a table, a tier, known units, points before the period."""

from __future__ import annotations

from govscore.core.period import Period, months_in, period_in
from govscore.core.problems import problem
from govscore.core.text import heading_key
from govscore.readers.workbook import Sheet
from govscore.tally.desk import Desk

_FEWEST_NUMBERS = 3  # fewer figures on a sheet are a remark, no table
_FEWEST_ALIKE = 2
_NAMED = 8  # names in a note: more would hide the point


def sheets(desk: Desk) -> None:
    """Sheets with figures but without any table: a stop where the scheme's headings and known units stand there.

    Any other is a note: a sheet of the rules has headings and figures too.
    """
    known = {m.table.sheet for m in desk.claim.tables} | {t.sheet for t in desk.claim.rest}
    leaves = {heading_key(path[-1]) for c in desk.scheme.columns for path in c.paths}
    units_ = set(desk.roster.known) | set(desk.rows.by_key)
    for sheet in desk.book.sheets:
        if sheet.name in known or _numbers(sheet) < _FEWEST_NUMBERS:
            continue
        texts = [v for row in sheet.rows for v in row if isinstance(v, str) and len(v) < 40]
        headed = len({heading_key(text) for text in texts} & leaves) >= _FEWEST_ALIKE
        named = len({desk.roster.canonical(text) for text in texts} & units_) >= _FEWEST_ALIKE
        code = "sheet-headless" if headed and named else "sheet-unread"
        unit = "、".join(f"“{word}”" for word in desk.scheme.words.unit[:2])
        desk.problems.append(problem(code, f"[{desk.book.name}]{sheet.name}", unit=unit))


def _numbers(sheet: Sheet) -> int:
    return sum(isinstance(v, int | float) and not isinstance(v, bool) for row in sheet.rows for v in row)


def units(desk: Desk) -> None:
    """Known tiers and units that an open roster's sheets do not have: one note a tier."""
    if desk.scheme.roster.kind == "closed":
        return
    seen = set(desk.rows.by_key)
    there = {row["tier"] for row in desk.rows.units}
    for tier, names in desk.scheme.roster.units.items():
        place = f"[{desk.book.name}]"
        absent = [name for name in names if desk.roster.canonical(name) not in seen]
        if tier not in there:
            desk.problems.append(problem("tier-absent", place, tier=tier))
        elif absent:
            shown = "、".join(absent[:_NAMED]) + (f"等{len(absent)}个" if len(absent) > _NAMED else "")
            desk.problems.append(problem("units-not-seen", place, tier=tier, names=shown))


def prior(desk: Desk) -> None:
    """Points before the period: required, not empty, not of another period, and none in the year's first."""
    if not any(column.role == "prior" for column in desk.scheme.columns):
        return
    _stale(desk)
    period, place = desk.claim.period, f"[{desk.book.name}]"
    with_column = [m for m in desk.claim.tables if any(desk.scheme.column[c].role == "prior" for c in m.columns)]
    if period.opens_year:
        _early(desk)
    elif not with_column:
        names = [t.name for t in desk.scheme.tables if t.kind == "prior"]
        what = f"没有“{names[0]}”表" if names else "表里没有“上期”一列"
        desk.problems.append(problem("prior-missing", place, what=what))
    elif not desk.rows.prior and any(not row["excluded"] for row in desk.rows.units):
        desk.problems.append(problem("prior-missing", with_column[0].table.corner, what="上期一列全是空的"))
    else:
        _blank(desk)


def _blank(desk: Desk) -> None:
    """Units of which the cell 上期 is empty (a dash would say that there is nothing)."""
    columns = [c.id for c in desk.scheme.columns if c.role == "prior"]
    for matched in desk.claim.of("units"):
        table = matched.table
        for index in (matched.columns[c] for c in columns if c in matched.columns):
            places = [table.place(line, index) for line in table.units if table.value(line, index) is None]
            if places:
                desk.problems.append(problem("prior-blank", *places))


def _early(desk: Desk) -> None:
    for (unit, _), (points, cell) in desk.rows.prior.items():
        if points:
            place = desk.place(cell)
            desk.problems.append(problem("prior-early", place, unit=desk.rows.units[unit]["name"]))
            return


def _stale(desk: Desk) -> None:
    """A sheet of prior points whose title names months that neither end right before the period nor are its own."""
    period = desk.claim.period
    for matched in desk.claim.of("prior"):
        named = period_in(matched.table.titles) - {period}
        if named and not any(p.year == period.year and p.last == period.first - 1 for p in named):
            label = "、".join(p.label("months") for p in sorted(named))
            desk.problems.append(
                problem("prior-stale", matched.table.title_place, named=label, now=period.label("months"))
            )


def headings(desk: Desk) -> None:
    """Headings that name other months than the period: a table carried on from last time."""
    period = desk.claim.period
    for matched in desk.claim.of("units"):
        for column in matched.table.columns:
            found = next((c for c, at in matched.columns.items() if at == column.index), None)
            if found and any("【月份】" in part for part in desk.scheme.column[found].heading):
                for part in column.path:
                    if (months := months_in(part)) and months != (period.first, period.last):
                        place = matched.table.heading_place(column.index, outer=True)
                        words = {"heading": part, "months": Period(period.year, *months).months, "now": period.months}
                        desk.problems.append(problem("heading-months", place, **words))
                        return
