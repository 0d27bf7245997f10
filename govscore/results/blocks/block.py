"""What a unit's block holds, and the headings of its two grids."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from govscore.scheme.points_parts import Column
from govscore.scheme.points_scheme import Scheme

Paths = tuple[tuple[str, ...], ...]
SITE, TOTAL, EACH, SUBTOTAL = "网站", "总计", "小计", "小计"


class Site(NamedTuple):
    """One row of the site grid: for each kind count and points, then the period's points and the year's."""

    name: str
    cells: tuple[Decimal, ...]
    total: Decimal
    year: Decimal


class Item(NamedTuple):
    """One row of the item grid. `number`: 1, 2, 3 in the block; `marks`: points by mark column, None without a mark.

    `stated`: the subtotal that the clerk typed, if any. A unit without items has one row without number.
    """

    number: int
    title: str
    draft: str
    marks: tuple[Decimal | None, ...]
    subtotal: Decimal
    stated: Decimal | None = None


class Block(NamedTuple):
    """One unit: its heading line, the site grid, the lines below it and the item grid.

    `lines`: the report line and what clauses outside the components add or take off; `totals`: points of the
    components that have no grid row of their own, for the period and the year.
    """

    unit: int
    name: str
    heading: str
    sites: tuple[Site, ...]
    lines: tuple[str, ...]
    totals: str
    items: tuple[Item, ...]


class Section(NamedTuple):
    """One tier with units: its Chinese number, its name, how its heading calls its units, their blocks in order."""

    number: str
    tier: str
    called: str
    blocks: tuple[Block, ...]


def site_headings(scheme: Scheme) -> Paths:
    """Heading paths of the site grid, in the order of name, Site.cells, total, year."""
    form = scheme.blocks
    assert form is not None
    inner = [(form.period, text) for kind in form.kinds for text in (kind, EACH)]
    return ((SITE,), *inner, (form.period, TOTAL), (form.year,))


def lead_columns(scheme: Scheme) -> list[Column]:
    """The item grid's columns before the marks: running number, title, draft, as the log has them."""
    form = scheme.blocks
    assert form is not None
    table = scheme.column[form.items.columns[0]].table
    return [column for column in scheme.columns_of(table, "serial", "title", "draft") if column.printed]


def item_columns(scheme: Scheme) -> list[Column]:
    """All columns of the item grid but the subtotal."""
    assert scheme.blocks is not None
    return [*lead_columns(scheme), *(scheme.column[column] for column in scheme.blocks.items.columns)]


def item_headings(scheme: Scheme) -> Paths:
    """Heading paths of the item grid, the subtotal last."""
    return (*(tuple(column.heading) for column in item_columns(scheme)), (SUBTOTAL,))


def item_cells(scheme: Scheme, item: Item) -> tuple[str | Decimal | None, ...]:
    """An item's row under `item_headings`; None: an empty cell."""
    lead = {"serial": Decimal(item.number) if item.number else None, "title": item.title, "draft": item.draft}
    return (*(lead[column.role] for column in lead_columns(scheme)), *item.marks, item.subtotal)


def site_cells(site: Site) -> tuple[str | Decimal, ...]:
    """A site's row under `site_headings`."""
    return (site.name, *site.cells, site.total, site.year)
