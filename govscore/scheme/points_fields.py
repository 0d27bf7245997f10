"""The fields of a scheme of points and what is looked up in them; `points_scheme.py` adds what must agree."""

from __future__ import annotations

import datetime
from functools import cached_property
from typing import Annotated

from pydantic import Field

from govscore.core.period import Period
from govscore.rules.base import Model
from govscore.rules.kinds import AnyRule
from govscore.scheme.block_form import BlockForm
from govscore.scheme.examples import Example
from govscore.scheme.points_parts import (
    Column,
    Component,
    Drafts,
    Fact,
    Id,
    Many,
    Numbers,
    PeriodStyle,
    Provision,
    Ranking,
    Role,
    Roster,
    SheetWords,
    Table,
    Target,
    Tier,
)
from govscore.scheme.unit_names import Alias


class Fields(Model):
    """What one issued document says, in the order of the file."""

    id: Id
    name: str
    office: str
    document: str
    valid_from: datetime.date
    supersedes: Id | None = None
    titles: Many[str] = ()
    empty: str = "—"
    period: PeriodStyle
    numbers: Numbers = Numbers()
    words: SheetWords
    roster: Roster
    aliases: Many[Alias] = ()
    tiers: Annotated[tuple[Tier, ...], Field(strict=False, min_length=1)]
    tables: Many[Table] = (Table(id="main", kind="units", name="采用情况"),)
    annex: Id = "main"
    components: Many[Component] = ()
    drafts: Drafts = Drafts()
    columns: Many[Column]
    ranking: Ranking
    target: Target | None = None
    rules: Many[AnyRule]
    provisions: Many[Provision] = ()
    facts: Many[Fact] = ()
    blocks: BlockForm | None = None
    examples: Many[Example] = ()

    @cached_property
    def column(self) -> dict[str, Column]:
        """Columns by id."""
        return {column.id: column for column in self.columns}

    @cached_property
    def tier(self) -> dict[str, Tier]:
        """Tiers by name."""
        return {tier.name: tier for tier in self.tiers}

    @cached_property
    def table(self) -> dict[str, Table]:
        """Tables by id."""
        return {table.id: table for table in self.tables}

    @cached_property
    def component_ids(self) -> tuple[str, ...]:
        """Ids of the components; one without a name where the score has no parts."""
        return tuple(component.id for component in self.components) or ("",)

    def columns_of(self, table: str, *roles: Role) -> list[Column]:
        """The columns of a table, of certain roles only if any are named."""
        return [c for c in self.columns if c.table == table and (not roles or c.role in roles)]

    def heading(self, tier: Tier, column: Column, period: Period) -> tuple[str, ...]:
        """The printed heading path of a column in a tier's table, the period's months filled in."""
        path = tier.headings.get(column.id, column.heading)
        return tuple(part.replace("【月份】", period.months) for part in path)

    def called(self, tier: str, column: str) -> str:
        """A column's name, or what the tier's own table calls it (部门动态, in the towns' table 各镇快讯)."""
        own = self.tier[tier].headings.get(column) if tier in self.tier else None
        return own[-1] if own else self.column[column].name
