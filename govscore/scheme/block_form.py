"""The optional part `[blocks]` of a scheme: which columns and components a unit's block shows, and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from govscore.rules.base import Many, Model

if TYPE_CHECKING:
    from govscore.scheme.model import Scheme


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


def check(scheme: Scheme) -> None:
    """ValueError where `[blocks]` names what the scheme lacks, or would leave points or marks unshown."""
    form = scheme.blocks
    if form is None:
        return
    shown = [column for component in dict.fromkeys(form.components) for column in form.columns_of(component)]
    _all_in(shown, scheme.column, "用了没有定义的列")
    _all_in(form.items.shown_in.values(), form.items.columns, "shown_in 用了 items.columns 里没有的列")
    _all_in(form.called, scheme.tier, "called 用了没有定义的单位类别")
    _all_in(form.components, scheme.component_ids, "用了没有定义的得分部分")
    _all_in(scheme.component_ids, form.components, "没有列出得分部分")
    _all_in(_marks(scheme), form.columns_of(form.items.component), "的 items 没有列出标记列")
    for site in form.sites:
        if len(site.columns) != len(form.kinds):
            raise ValueError(f"blocks 的 sites “{site.component}”：columns 要和 kinds 一样多（{len(form.kinds)}个）")
    for rule in scheme.rules:
        if rule.component:
            _all_in(rule.paid, form.columns_of(rule.component), f"没有列出条款“{rule.clause}”计分的列")


def _marks(scheme: Scheme) -> Iterator[str]:
    return (column.id for column in scheme.columns if column.role == "mark")


def _all_in(names: Iterable[str], known: Iterable[str], what: str) -> None:
    missing = sorted(set(names) - set(known))
    if missing:
        raise ValueError(f"blocks {what}：{'、'.join(missing)}")
