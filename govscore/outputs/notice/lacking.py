"""What a notice lacks though its template has no mistake: units that stand nowhere, entries left blank."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from govscore.claiming.notice_info import BLANKS
from govscore.core.problems import Problem, problem
from govscore.core.text import listed_some
from govscore.outputs.notice.block_data import TIER, UNIT
from govscore.results.annex import Annex
from govscore.scheme.points_parts import Tier
from govscore.scheme.points_scheme import Scheme

if TYPE_CHECKING:
    from govscore.word.check import Mark

_HEADS = (UNIT, "单位标题")  # what tells in a block which unit it is


def template_notes(scheme: Scheme, template: bytes, name: str) -> Iterator[Problem]:
    """Tiers whose units a template does not show: no table of theirs, or none with the units' names.

    A tier whose annex is another file (`in_notice = false`) may be left out.
    """
    from govscore.word.check import marks
    from govscore.word.lookup import normal

    found = marks(template, name)
    for tier in scheme.tiers:
        own = [mark for mark in found if mark.name.startswith(normal(f"{tier.name}表."))]
        mark = f"{tier.name}表.{_unit_column(scheme)}"
        if not _wanted(scheme, tier) or normal(mark) in {mark.name for mark in own} or _in_blocks(scheme, found):
            continue
        if own:
            place = f"[{name}]{own[0].part}!{own[0].place}"
            yield problem("template-unit-absent", place, tier=tier.name, mark=f"【{mark}】")
        else:
            yield problem("template-tier-absent", f"[{name}]", tier=tier.name, mark=f"【{mark}】")


def _in_blocks(scheme: Scheme, found: Sequence[Mark]) -> bool:
    """Whether the template shows each unit in a block of its own, under its name."""
    repeated = {mark.name for mark in found if mark.kind == "重复"}
    return scheme.blocks is not None and {TIER, UNIT} <= repeated and any(mark.name in _HEADS for mark in found)


def unit_notes(scheme: Scheme, annexes: Iterable[Annex], placed: Iterable[str], place: str) -> Iterator[Problem]:
    """Units that were scored or listed and that no table and no block of the filled notice shows.

    `placed`: the strings that were placed in it; a unit named in the text only does not count as shown.
    """
    text = "\n".join(["", *placed, ""])
    for annex in annexes:
        names = _names(scheme, annex) if _wanted(scheme, annex.tier) else []
        gone = [name for name in names if (name if scheme.blocks else f"\n{name}\n") not in text]
        if gone:
            yield problem("notice-units", place, tier=annex.tier.name, units=listed_some(gone))


def _wanted(scheme: Scheme, tier: Tier) -> bool:
    return tier.in_notice and bool(_unit_column(scheme))


def _names(scheme: Scheme, annex: Annex) -> list[str]:
    at = next(n for n, column in enumerate(annex.columns) if column.name == _unit_column(scheme))
    rows = (row for row in annex.rows if row.kind != "group")
    return [span.text for row in rows for span in row.spans if span.first <= at <= span.last]


def _unit_column(scheme: Scheme) -> str:
    """The name of the printed column that holds the units' names; empty where the annex prints none."""
    columns = scheme.columns_of(scheme.annex, "unit")
    return next((column.name for column in columns if column.printed), "")


def blank_notes(
    asked: Collection[str], placed: Iterable[str], given: Mapping[str, str], place: str
) -> Iterator[Problem]:
    """Entries that the template asks for and the clerk has not given: they are printed as ×."""
    if set(BLANKS.values()).isdisjoint(placed):
        return
    names = [name for name in BLANKS if name in asked and name not in given]
    if names:
        yield problem("notice-blank", place, names="、".join(names))
