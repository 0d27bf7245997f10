"""The sentences and tables of one notice tell the same: each figure of the text is worked out anew from the tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from govscore.core.points import number_in, plain
from govscore.core.problems import Refused, problem
from govscore.scheme.points_parts import Tier
from govscore.scheme.points_scheme import Scheme
from govscore.word.data import Data

Rows = Sequence[Mapping[str, str]]


def check_agreement(scheme: Scheme, data: Data) -> None:
    """Refused (`broken`, an error of the program) where a figure of the text is not the one that the tables give.

    `data` is what the template is filled with: the text's figures are its values, the tables its finished strings.
    Figures whose columns the tables do not show, and those averaged or counted by other rules, are not looked at.
    """
    for name, figure in _figures(scheme, data):
        said = number_in(data.values.get(name))
        if said is not None and said != figure:
            what = f"通报里的“{name}”是{data.values[name]}，按附表应为{plain(figure)}"
            raise Refused(problem("broken", what=what))


def _figures(scheme: Scheme, data: Data) -> Iterator[tuple[str, Decimal]]:
    """The figures that the tables give, by the fact's name."""
    tables = {tier.name: data.tables.get(f"{tier.name}表", ()) for tier in scheme.tiers}
    if not any(tables.values()):
        return
    shown = {column.id: column.name for column in scheme.columns_of(scheme.annex, "count") if column.printed}
    sums = {id_: sum((_column_sum(rows, name) for rows in tables.values()), Decimal(0)) for id_, name in shown.items()}
    for id_, name in shown.items():
        yield name + "采用数", sums[id_]
    for fact in scheme.facts:
        if set(fact.sum) <= sums.keys():
            yield fact.name, sum((sums[id_] for id_ in fact.sum), Decimal(0))
    yield "单位数", Decimal(sum(len(_units(rows)) for rows in tables.values()))
    for tier in scheme.tiers:
        yield tier.name + "单位数", Decimal(len(_units(tables[tier.name])))
        yield from _extremes(scheme, tier, tables[tier.name])


def _units(rows: Rows) -> Rows:
    return [row for row in rows if "#kind" not in row]


def _column_sum(rows: Rows, name: str) -> Decimal:
    """The sum of a column's numbers; dashes and words (暂未反馈) add nothing."""
    return sum((number_in(row.get(name)) or Decimal(0) for row in _units(rows)), Decimal(0))


def _extremes(scheme: Scheme, tier: Tier, rows: Rows) -> Iterator[tuple[str, Decimal]]:
    """Highest and lowest points of a ranked tier; where targets make the groups, of units below a group's row."""
    by = [c for c in scheme.columns_of(scheme.annex, "stated") if c.figure == scheme.ranking.by and not c.component]
    if not (tier.ranked and by and by[0].printed):
        return
    first = next((at for at, row in enumerate(rows) if "#kind" in row), len(rows)) if scheme.target else 0
    found = [number for row in _units(rows[first:]) if (number := number_in(row.get(by[0].name))) is not None]
    if found:
        yield tier.name + "最高分", max(found)
        yield tier.name + "最低分", min(found)
