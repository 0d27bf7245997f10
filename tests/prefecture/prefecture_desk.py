"""Workbooks of the prefecture, in memory and in the office's own sheets, from plain lists of units and items."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cache
from typing import Any

from computed import Computed, computed
from memory_books import book, sheet
from samples_at_hand import SAMPLES

from govscore.core.problems import column_letters
from govscore.readers.workbook import Book, Sheet
from govscore.running.job import Job
from govscore.scheme import files as schemes
from govscore.scheme.files import LoadedScheme

PREFECTURE = SAMPLES / "qiandongnan-2021q4" / "黔东南州2021年四季度政务信息采用及排名情况.xlsx"
COUNTY, FIRST, SECOND, OTHER = "县市", "一类州直单位", "二类州直单位", "其他单位"
PARTS = ("州政府网站", "省政府网站", "州报省政府网站", "报送", "政务信息")
GRID = {
    "动态": "州府信息",
    "调研": "州府信息",
    "州批": "州府信息",
    "州主批": "州府信息",
    "报省": "州报省",
    "省综": "州报省",
    "省专": "州报省",
    "省批": "州报省",
    "报国": "省报国办",
    "国综": "省报国办",
    "国专": "省报国办",
    "国批": "省报国办",
}
ORDERS = {"州批": "州领导", "州主批": "州主要领导", "省批": "省领导", "国批": "国家领导"}
YEARLY = ("全年报送条数", "全年报省条数", "全年直报条数", "全年直报采用条数")


@dataclass(frozen=True)
class Unit:
    """One unit; None for a sheet on which it is missing, and for year's figures that are not kept."""

    name: str
    tier: str
    sites: tuple[int, ...] | None = (0, 0, 0, 0, 0, 0)  # 州政府网站, 省政府网站, 州报省政府网站: text and photo
    reports: tuple[int, ...] | None = (100, 0, 0, 0)  # submitted, late, missed, untrue
    year: tuple[int | None, ...] = (None, None, None, None)  # of YEARLY
    prior: tuple[Fraction | float, ...] | None = (0, 0, 0, 0, 0)  # of PARTS


@dataclass(frozen=True)
class Item:
    """One row of the log: how often in each channel (the leaders of an instruction may be several)."""

    unit: str
    title: str
    draft: str = "主稿"
    channels: Mapping[str, int] = field(default_factory=lambda: {"报省": 1})


@dataclass(frozen=True)
class Form:
    """How the sheets are written: `signs` the marks, dealt out in turn; `shuffle` mixes rows, columns and sheets."""

    quarter: str = "三"
    log: str = "grid"  # or plain, or none
    signs: tuple[Any, ...] = (1,)
    titles: int = 1
    log_sheets: int = 1
    shuffle: random.Random | None = None
    prior: bool = True


def workbook(units: Sequence[Unit], items: Sequence[Item] = (), form: Form | None = None) -> Book:
    """The office's workbook without typed totals."""
    form = form or Form()
    sheets = [_sites(units, form), _reports(units, form)]
    step = -(-len(items) // form.log_sheets) or 1
    parts = [items[at : at + step] for at in range(0, len(items), step)]
    for number, part in enumerate(parts if form.log != "none" else [], 1):
        make = _grid if form.log == "grid" else _plain
        sheets.append(make(part, form, f"信息台账{number if len(parts) > 1 else ''}"))
    if form.prior:
        sheets.append(_prior(units, form))
    if form.shuffle:
        form.shuffle.shuffle(sheets)
    made = book(*sheets, name="采用.xlsx")
    return replace(made, sha256=hashlib.sha256(repr(made.sheets).encode()).hexdigest())


def _sheet(name: str, form: Form, head: Sequence[tuple[str, ...]], rows: list[list[Any]], fixed: int = 0) -> Sheet:
    """Titles, headings with every column under its own full path, and rows; shuffled where the form says so."""
    depth = max(map(len, head))
    order, merges = list(range(len(head))), []
    if form.shuffle:
        order = [*order[:fixed], *form.shuffle.sample(order[fixed:], len(order) - fixed)]
        rows = form.shuffle.sample(rows, len(rows))
    titles = [f"黔东南州2021年{form.quarter}季度政务信息采用情况"]
    titles += ["（内部资料）"] * (form.titles - 1)
    top: list[list[Any]] = [[title] for title in titles]
    top += [[head[at][level] if level < len(head[at]) else None for at in order] for level in range(depth)]
    merges = [(row, 0, row, len(head) - 1) for row in range(len(titles))]
    if depth > 1:
        start = len(titles)
        merges += [(start, place, start + 1, place) for place, at in enumerate(order) if len(head[at]) == 1]
    return sheet(name, [*top, *([row[at] for at in order] for row in rows)], merges)


def _sites(units: Sequence[Unit], form: Form) -> Sheet:
    head: list[tuple[str, ...]] = [("单位类别",), ("单位名称",)]
    head += [(site, kind) for site in PARTS[:3] for kind in ("纯文", "图文")]
    return _sheet("网站采用", form, head, [[u.tier, u.name, *u.sites] for u in units if u.sites is not None])


def _reports(units: Sequence[Unit], form: Form) -> Sheet:
    names = ("单位类别", "单位名称", "本季度报送条数", "迟报约稿次数", "漏报约稿次数", "失实信息次数", *YEARLY)
    kept = [at for at in range(4) if any(u.year[at] is not None for u in units)]
    head = [(name,) for name in (*names[:6], *(YEARLY[at] for at in kept))]
    rows = [[u.tier, u.name, *u.reports, *(u.year[at] for at in kept)] for u in units if u.reports is not None]
    return _sheet("报送约稿", form, head, rows)


def _grid(items: Sequence[Item], form: Form, name: str) -> Sheet:
    head: list[tuple[str, ...]] = [("序号",), ("单位名称",), ("信息标题",), ("稿件",)]
    head += [(group, channel) for channel, group in GRID.items()]
    signs = _signs(form)
    rows = []
    for number, item in enumerate(items, 1):
        marks = [next(signs) if item.channels.get(c) == 1 else item.channels.get(c) for c in GRID]
        rows.append([number, item.unit, item.title, item.draft, *marks])
    return _sheet(name, form, head, rows)


def _signs(form: Form) -> Any:
    number = 0
    while True:
        yield form.signs[number % len(form.signs)]
        number += 1


def _plain(items: Sequence[Item], form: Form, name: str) -> Sheet:
    head = [("日期",), ("单位",), ("标题",), ("渠道",), ("稿件",), ("批示",)]
    rows: list[list[Any]] = []
    for item in items:
        channels = "、".join(c for c in item.channels if c not in ORDERS)
        orders = "、".join(word for c, word in ORDERS.items() for _ in range(item.channels.get(c, 0)))
        rows.append(["2021-11-03", item.unit, item.title, channels or None, item.draft, orders or None])
    return _sheet(name, form, head, rows)


def _prior(units: Sequence[Unit], form: Form) -> Sheet:
    head = [(name,) for name in ("单位名称", *PARTS)]
    rows = [[u.name, *(float(p) for p in u.prior)] for u in units if u.prior is not None]
    made = _sheet("上期累计", form, head, rows)
    return replace(made, rows=[["上一季度为止累计得分", *made.rows[0][1:]], *made.rows[1:]])


@cache
def scheme() -> LoadedScheme:
    """The shipped scheme."""
    return schemes.find("qiandongnan-2021q4")


def tried(one: Book, *against: Mapping[str, Any]) -> Computed:
    """All that the program makes of a workbook, refused or not."""
    return computed(Job((scheme(),), None, against=tuple(map(dict, against))), one)


def run(one: Book, *against: Mapping[str, Any]) -> Computed:
    """The same for a workbook that must not be refused."""
    found = tried(one, *against)
    assert not found.refused, [problem.spoken() for problem in found.problems]
    return found


def places(found: Computed, code: str) -> list[str]:
    """Where a problem was met, without the workbook's name."""
    return [place.rpartition("]")[2] for one in found.problems if one.code == code for place in one.places]


def by_name(found: Computed) -> dict[str, dict[str, Any]]:
    """The units of the JSON by name, each with its tier."""
    return {unit["unit"]: unit | {"tier": tier["tier"]} for tier in found.to_json()["tiers"] for unit in tier["units"]}


def cell_name(posting: Mapping[str, Any]) -> str:
    """A posting's cell without its sheet."""
    return f"{column_letters(posting['col'])}{posting['row'] + 1}"


def postings(found: Computed, unit: str) -> list[tuple[str, str, Fraction, str]]:
    """Clause, component, points and cell of a unit's postings, in the scheme's order."""
    assert found.scored is not None and found.tally is not None and found.loaded is not None
    names = dict(zip(found.tally.units["unit"], found.tally.units["name"], strict=True))
    rules = found.loaded.scheme.rules
    return [
        (
            rules[row["rule"]].clause,
            row["component"],
            Fraction(int(row["points"]), 1_000_000),
            cell_name(row),
        )
        for row in found.scored.postings.to_dict("records")
        if names[row["unit"]] == unit
    ]
