"""The annex tables of a notice in Word, read as the office's tables are, and compared unit by unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from govscore.claiming.claims import Claim, claim
from govscore.core import frames, points
from govscore.core.difference import Difference
from govscore.core.points import rounded
from govscore.core.problems import Refused
from govscore.notices.source import Source, Unit
from govscore.readers.workbook import Book, Date, Sheet, Value
from govscore.recheck.found import numbers
from govscore.scheme.files import LoadedScheme
from govscore.tally import Tally, take
from govscore.word.notice_document import Notice, WordTable

_TITLES = 3  # lines above a table that are read as its titles
Place = tuple[int, int, int]
_NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class Typed:
    """A figure of an annex: whose, in which column of the scheme, as typed, and its place."""

    unit: str
    key: str
    tier: str
    column: str
    figure: str  # score, prior, cumulative, percent, rank; '' for a count
    channel: str  # a count's column id
    number: Decimal
    place: str


@dataclass(slots=True)
class Annexes:
    """What the annexes of a notice say: figures, and the units (by key) and tiers they list; empty: none recognised."""

    figures: list[Typed] = field(default_factory=list)
    units: dict[str, str] = field(default_factory=dict)
    tiers: frozenset[str] = frozenset()


def annexes(notice: Notice, loaded: LoadedScheme) -> Annexes:
    """The figures of those tables that have headings of the scheme, a unit's name and any figure at least."""
    if not notice.tables or notice.period is None:
        return Annexes()
    book = Book(notice.name, "", tuple(_sheet(table) for table in notice.tables), ())
    try:
        found = claim(book, [_lenient(loaded)], loaded.scheme.id, notice.period)
        tally = take(book, found)
    except Refused:
        return Annexes()
    rows = {row["unit"]: row for row in frames.records(tally.units)}
    there = [row for row in rows.values() if row["sheet"] >= 0]
    tiers = frozenset(row["tier"] for row in there)
    made = Annexes(units={row["key"]: row["name"] for row in there}, tiers=tiers)
    reader = _Reader(notice, found, tally)
    for row in rows.values():
        made.figures += reader.of(row)
    return made


def _lenient(loaded: LoadedScheme) -> LoadedScheme:
    """The scheme without required columns and tables: an annex may show fewer than the office's workbook."""
    scheme = loaded.scheme
    columns = tuple(column.model_copy(update={"required": False}) for column in scheme.columns)
    tables = tuple(table.model_copy(update={"required": False}) for table in scheme.tables)
    return replace(loaded, scheme=scheme.model_copy(update={"columns": columns, "tables": tables}))


def _sheet(table: WordTable) -> Sheet:
    """The table as a sheet, its titles in the rows above it."""
    titles = table.above[-_TITLES:]
    width = max((len(row) for row in table.rows), default=1)
    rows: list[list[Value | Date]] = [[title, *[None] * (width - 1)] for title in titles]
    rows += [[*(text or None for text in row), *[None] * (width - len(row))] for row in table.rows]
    down = len(titles)
    merges = [(top + down, left, bottom + down, right) for top, left, bottom, right in table.merges]
    merges += [(at, 0, at, width - 1) for at in range(down) if width > 1]
    return Sheet(
        name=f"表{table.number}",
        rows=rows,
        merges=tuple(sorted(merges)),
        errors={},
        uncalculated=frozenset(),
        formulas={},
        hidden=False,
        hidden_rows=frozenset(),
        hidden_columns=frozenset(),
    )


class _Reader:
    """The figures of each unit; a blank count is 0, where the cell does not say that an answer is awaited."""

    def __init__(self, notice: Notice, found: Claim, tally: Tally) -> None:
        self.notice, self.scheme, self.tally = notice, found.scheme, tally
        names = [f"表{table.number}" for table in notice.tables]
        self.cells: dict[tuple[int, ...], dict[str, Place]] = {}  # of each unit, by that of its name
        for m in found.of("units"):
            sheet = names.index(m.table.sheet)
            for line in m.table.units:
                name = (sheet, *m.table.cell(line, m.table.unit))
                self.cells[name] = {c: (sheet, *m.table.grid.true(line.index, at)) for c, at in m.columns.items()}
        self.counts: dict[tuple[int, str], Decimal] = {}
        for unit, column, count in zip(*(tally.counts[c].tolist() for c in ("unit", "column", "count")), strict=True):
            so_far = self.counts.get((unit, column), Decimal(0))
            self.counts[(unit, column)] = so_far + Decimal(count) / points.COUNT_SCALE

    def of(self, row: Mapping[str, object]) -> Iterator[Typed]:
        """The figures of one unit."""
        unit = int(str(row["unit"]))
        who = (str(row["name"]), str(row["key"]), str(row["tier"]))
        name = tuple(int(str(row[part])) for part in frames.CELL)
        for id_, cell in self.cells.get(name, {}).items():
            if self.scheme.column[id_].role == "count" and (unit, id_) not in self.tally.pending:
                number = self.counts.get((unit, id_), Decimal(0))
                yield Typed(*who, self.scheme.column[id_].name, "", id_, number, self._place(cell))
        if row["excluded"]:
            return
        for item in self.tally.stated:
            if item.unit == unit and not item.component:
                yield Typed(*who, item.heading, item.figure, "", item.number, self._place(item.cell))
        for (other, component), (prior, cell) in self.tally.prior.items():
            if other == unit and not component:
                yield Typed(*who, "上期", "prior", "", points.points_decimal(prior), self._place(cell))

    def _place(self, cell: Place) -> str:
        sheet, row, column = cell
        table = self.notice.tables[sheet]
        return self.notice.cell(table.number, row - len(table.above[-_TITLES:]), column)


def differences(found: Annexes, source: Source) -> tuple[list[Difference], int]:
    """The figures that differ from what is known of the period, and how many could be compared."""
    units = {unit.key: unit for unit in source.units}
    wrong, compared = [], 0
    for typed in found.figures:
        computed = _computed(units.get(typed.key), typed)
        if computed is None:
            continue
        compared += 1
        if not _same(source, typed, computed):
            made = numbers(typed.number, computed)
            wrong.append(Difference(typed.place, typed.tier, typed.unit, typed.column, **made, root=True, hint=""))
    return wrong, compared


def _computed(unit: Unit | None, typed: Typed) -> Decimal | None:
    """The known figure; None where there is none, or an answer is awaited."""
    if unit is None:
        return None
    if typed.channel:
        return None if unit.counts is None or typed.channel in unit.pending else unit.counts.get(typed.channel, _NONE)
    return {"percent": unit.percent, "rank": unit.rank}.get(typed.figure, unit.points.get(typed.figure))


def _same(source: Source, typed: Typed, computed: Decimal) -> bool:
    """Equal exactly, or rounded as the office prints; a share may be typed as 0.53."""
    style = source.scheme.numbers
    if typed.figure == "percent":
        return typed.number in (computed, computed / 100)
    return typed.number in (computed, rounded(computed, style.decimals, style.rounding))


def published(notice: Notice, found: Annexes) -> dict[str, object] | None:
    """An earlier notice's cumulative points in the form of a stored result; None where its annexes tell none."""
    tiers: dict[str, list[dict[str, object]]] = {}
    for typed in found.figures:
        if typed.figure == "cumulative":
            row: dict[str, object] = {"unit": typed.unit, "cumulative": points.plain(typed.number), "rank": None}
            tiers.setdefault(typed.tier, []).append(row)
    if not tiers or notice.period is None:
        return None
    made = [{"tier": tier, "units": units} for tier, units in tiers.items()]
    return {"workbook": notice.name, "period": notice.period.label("months"), "tiers": made, "published": True}
