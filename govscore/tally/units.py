"""Tables of one line a unit: counts, typed points and, where they stand beside them, prior points and typed totals."""

from __future__ import annotations

from decimal import Decimal

from govscore.claiming.columns import Matched
from govscore.core import points
from govscore.core.problems import problem
from govscore.core.text import key, listed_some, tidy
from govscore.readers.tables import Line
from govscore.tally.desk import Desk

_SKIPPED = ("serial", "ignored", "tier", "unit")


class UnitTables:
    """Takes the tables of units; `groups` is the target group that a tier's lines are in just now."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.groups: dict[str, tuple[str, int]] = {}
        self.seen: dict[tuple[str, int], str] = {}  # table id and unit → place of its name
        self.bare: list[tuple[str, str]] = []  # name and place of each line of an unknown unit without any entry

    def take(self, matched: Matched) -> None:
        """Takes one table."""
        self.desk.begin(matched)
        if matched.tier is None and not self._has_tier_column(matched):
            self._no_tier(matched)
            return
        excluded = False
        for line in matched.table.lines:
            if line.kind == "group":
                self._group(matched, line)
            elif line.kind == "excluded":
                excluded = True
            elif line.kind == "unit":
                self._unit(matched, line, excluded)

    def _has_tier_column(self, matched: Matched) -> bool:
        return any(c.id in matched.columns for c in self.desk.scheme.columns_of(matched.kind.id, "tier"))

    def _no_tier(self, matched: Matched) -> None:
        names = [tier.name for tier in self.desk.scheme.tiers]
        place = matched.table.title_place
        self.desk.problems.append(problem("tier-unknown", place, tiers="、".join(names), first=names[0]))

    def _group(self, matched: Matched, line: Line) -> None:
        """A line across the table that names the annual target of those after it."""
        digits = "".join(c if c in "0123456789." else " " for c in key(line.text)).split()
        if not digits or matched.tier is None:
            self.desk.problems.append(problem("target-bad", matched.table.name_place(line), text=line.text))
            return
        self.groups[matched.tier.name] = (tidy(line.text), points.to_points(Decimal(digits[0])))

    def _unit(self, matched: Matched, line: Line, excluded: bool) -> None:
        tier = matched.tier.name if matched.tier else line_tier(self.desk, matched, line)
        unit = self._known(matched, line, tier) if tier else None
        if unit is None:
            return
        self.desk.line_of(unit, matched, line)
        bare = not self.desk.roster.knows(line.text)
        for column in self.desk.scheme.columns_of(matched.kind.id):
            if column.id in matched.columns and column.role not in _SKIPPED:
                excluded |= self.desk.figure(matched, line, unit, column).kind == "excluded"
                bare &= matched.table.value(line, matched.columns[column.id]) is None
        if bare:
            self.bare.append((tidy(line.text), matched.table.name_place(line)))
        self.desk.rows.units[unit]["excluded"] |= excluded  # type: ignore[operator]

    def _known(self, matched: Matched, line: Line, tier: str) -> int | None:
        """The id of the line's unit, a new one at its first line; None, with a problem, if it stands here twice."""
        desk, table = self.desk, matched.table
        name, place = desk.roster.canonical(line.text), table.name_place(line)
        if name not in desk.rows.by_key:
            known = desk.roster.add(line.text, tier, place)
            if known is None:
                return None
            unit = desk.rows.add_unit(tidy(line.text), known, tier, desk.cell(table, line, table.unit))
            group, target = self.groups.get(tier, ("", 0))
            desk.rows.units[unit] |= {"group": group, "target": target}
        unit = desk.rows.by_key[name]
        before = self.seen.setdefault((matched.kind.id, unit), place)
        if before != place:
            desk.problems.append(problem("unit-twice", before, place, unit=tidy(line.text)))
            return None
        return self._same_tier(unit, tier, place)

    def _same_tier(self, unit: int, tier: str, place: str) -> int | None:
        row = self.desk.rows.units[unit]
        if row["tier"] != tier:
            first = self.desk.roster.seen[str(row["key"])][2]
            words = {"unit": row["name"], "one": row["tier"], "other": tier}
            self.desk.problems.append(problem("unit-two-tiers", first, place, **words))
            return None
        return unit

    def missing(self) -> None:
        """Notes units that one table of the workbook has and another lacks, and lines that may be no units at all."""
        if self.bare:
            names, places = zip(*self.bare, strict=True)
            self.desk.problems.append(problem("unit-bare", *places, units=listed_some(names, 8)))
        for kind in self.desk.scheme.tables:
            have = {unit for table, unit in self.seen if table == kind.id}
            if kind.kind != "units" or not have:
                continue
            for row in self.desk.rows.units:
                if row["unit"] not in have and not row["note"]:
                    place = f"[{self.desk.book.name}]"
                    words = {"unit": row["name"], "table": kind.name}
                    self.desk.problems.append(problem("unit-not-in-table", place, **words))


def line_tier(desk: Desk, matched: Matched, line: Line) -> str | None:
    """The tier that a line names in its column 单位类别; None, with a problem, where no tier has that name."""
    column = desk.scheme.columns_of(matched.kind.id, "tier")[0]
    index = matched.columns[column.id]
    text = matched.table.text(line, index)
    plain = key(text)
    for tier in desk.scheme.tiers:
        if plain == key(tier.name) or plain in {key(word) for word in tier.words}:
            return tier.name
    names = "、".join(tier.name for tier in desk.scheme.tiers)
    place = matched.table.place(line, index)
    desk.problems.append(problem("tier-word-unknown", place, text=tidy(text), tiers=names))
    return None
