"""Columns: which column of a found table is which of the scheme's, by the paths of their headings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from govscore.core.period import without_period
from govscore.core.problems import Problem, problem
from govscore.core.text import heading_key
from govscore.readers.headings import Column as Found
from govscore.readers.tables import Table
from govscore.scheme.points_parts import Column, Tier
from govscore.scheme.points_parts import Table as SchemeTable
from govscore.scheme.points_scheme import Scheme

_LABELS = ("serial", "unit", "tier", "title", "draft", "ignored")  # columns that hold no figures


@dataclass(slots=True)
class Matched:
    """A found table known as one of the scheme's: scheme column id → column of the table; `extra` are unnamed."""

    table: Table
    kind: SchemeTable
    tier: Tier | None
    columns: dict[str, int]
    extra: list[Found]
    problems: list[Problem] = field(default_factory=list)

    def lacks(self, scheme: Scheme) -> list[Column]:
        """Required columns that the table does not have."""
        wanted = (c for c in scheme.columns_of(self.kind.id) if c.required and c.role != "unit")
        return [c for c in wanted if c.id not in self.columns]

    def fits(self, scheme: Scheme) -> bool:
        """True where every required column is there, and at least one column of figures."""
        return not self.lacks(scheme) and self.figures(scheme) > 0

    def figures(self, scheme: Scheme) -> int:
        """How many columns of figures it has."""
        return sum(scheme.column[c].role not in _LABELS for c in self.columns)


def match_columns(scheme: Scheme, kind: SchemeTable, table: Table) -> Matched:
    """Names the table's columns as one kind of table: each takes the column whose path fits it most exactly."""
    columns: dict[str, int] = {}
    extra, problems = [], []
    wanted = scheme.columns_of(kind.id)
    for found in table.columns:
        if found.index == table.unit:
            continue
        best = _best(wanted, found)
        if best is None:
            extra.append(found)
        elif best.id in columns:
            problems.append(problem("column-twice", table.heading_place(found.index), heading=best.name))
        else:
            columns[best.id] = found.index
    return Matched(table, kind, None, columns, extra, problems)


def _best(columns: Iterable[Column], found: Found) -> Column | None:
    parts = [without_period(part) for part in found.keys]
    fits = [(_fit(_wanted(path), parts), column) for column in columns for path in column.paths]
    score, best = max(fits, key=lambda fit: fit[0], default=(0, None))
    return best if score else None


@lru_cache(maxsize=4096)
def _wanted(path: tuple[str, ...]) -> tuple[str, ...]:
    """A scheme path in the form in which spellings are compared."""
    return tuple(without_period(heading_key(part)) for part in path)


def _fit(wanted: Sequence[str], parts: Sequence[str]) -> int:
    """How many parts of a scheme path a found path has, in order and ending alike; 0 where it does not fit.

    A path written together in one heading has them all.
    """
    if len(parts) == 1 and parts[0] == "".join(wanted):
        return len(wanted)
    if not parts or wanted[-1] != parts[-1]:
        return 0
    rest = iter(parts)
    return len(wanted) if all(part in rest for part in wanted) else 0
