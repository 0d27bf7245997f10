"""The optional part `[blocks]` of a scheme: which columns and components a unit's block shows, and where."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from govscore.rules.base import Many, Model


class SiteRow(Model):
    """One row of the site grid: a component and its columns of counts, one for each of the form's `kinds`."""

    component: str
    columns: Many


class ReportLine(Model):
    """The line on reporting: items submitted, and what is spelt out only where it happened (late, missed …)."""

    component: str
    submitted: str
    counted: Many = ()


class ItemGrid(Model):
    """The grid of items: the mark columns in printed order; `shown_in`: unprinted marks and the column they join."""

    component: str
    columns: Annotated[tuple[str, ...], Field(strict=False, min_length=1)]
    shown_in: dict[str, str] = Field(default_factory=dict)


class BlockForm(Model):
    """A unit's block. `period`, `year`: the office's words for this period and the year's total.

    `kinds`: the headings of the site grid's counts (纯文, 图文); `called`: how a tier's heading names its units where
    that is not the tier's name (县市 = 各县（市）).
    """

    period: str
    year: str
    kinds: Many
    sites: Annotated[tuple[SiteRow, ...], Field(strict=False, min_length=1)]
    report: ReportLine
    items: ItemGrid
    called: dict[str, str] = Field(default_factory=dict)

    @property
    def components(self) -> tuple[str, ...]:
        """Ids of the components that the block shows."""
        return (*(site.component for site in self.sites), self.report.component, self.items.component)

    def columns_of(self, component: str) -> frozenset[str]:
        """Ids of the columns whose points the block shows under a component."""
        shown = {column for site in self.sites if site.component == component for column in site.columns}
        if component == self.report.component:
            shown |= {self.report.submitted, *self.report.counted}
        if component == self.items.component:
            shown |= {*self.items.columns, *self.items.shown_in}
        return frozenset(shown)
