"""The unit blocks as a template may name them: 【每个：类别】 for each tier, in it 【每个：单位】 for each unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TypeVar

from govscore.core.points import plain
from govscore.core.text import chinese
from govscore.results.blocks import Block, Section
from govscore.results.blocks.block import EACH, SITE, SUBTOTAL, TOTAL, item_cells, item_columns, site_cells
from govscore.results.facts import Facts
from govscore.scheme.points_scheme import Scheme
from govscore.word.data import Data

TIER, UNIT, SITES, ITEMS, REPORT = "类别", "单位", "网站表", "信息表", "报送情况"
_T = TypeVar("_T")


def block_data(scheme: Scheme, facts: Facts, sections: Sequence[Section]) -> Data:
    """What a scheme with `[blocks]` supplies besides its annexes; an empty Data for others."""
    if scheme.blocks is None:
        return Data()
    blank = Section("", scheme.tiers[0].name, "", (Block(0, "", "", (), (), "", ()),))
    return Data(
        values={"计分办法序号": chinese(len(sections) + 1)},
        blocks={TIER: [_section(scheme, facts, section) for section in sections]},
        block_data={TIER: _section(scheme, facts, blank)},
    )


def _section(scheme: Scheme, facts: Facts, section: Section) -> Data:
    """A tier: its heading's words, its facts under the name 类别, its units."""
    own = {f"{TIER}序号": section.number, TIER: section.tier, f"{TIER}称呼": section.called}
    return Data(
        values=_renamed(facts.values, section.tier) | own,
        conditions=_renamed(facts.conditions, section.tier) | {f"{TIER}排名": scheme.tier[section.tier].ranked},
        blocks={UNIT: [_unit(scheme, block, n) for n, block in enumerate(section.blocks, 1)]},
        block_data={UNIT: _unit(scheme, Block(0, "", "", (), (), "", ()), 1)},
    )


def _renamed(facts: Mapping[str, _T], tier: str) -> dict[str, _T]:
    """A tier's own facts: 县市前三名 is 类别前三名, 有县市零采用单位 is 有类别零采用单位."""
    heads = (tier, f"有{tier}")
    return {
        head.replace(tier, TIER) + name.removeprefix(head): value
        for name, value in facts.items()
        for head in heads
        if name.startswith(head)
    }


def _unit(scheme: Scheme, block: Block, number: int) -> Data:
    sites, items = _site_fields(scheme), _item_fields(scheme)
    return Data(
        values={UNIT: block.name, "单位序号": chinese(number), "单位标题": block.heading, "得分情况": block.totals},
        lists={REPORT: block.lines},
        tables={
            SITES: [_row(sites, site_cells(site)) for site in block.sites],
            ITEMS: [_row(items, item_cells(scheme, item)) for item in block.items],
        },
        table_fields={SITES: frozenset(sites), ITEMS: frozenset(items)},
    )


def _site_fields(scheme: Scheme) -> list[str]:
    assert scheme.blocks is not None
    kinds = [field for kind in scheme.blocks.kinds for field in (kind, kind + EACH)]
    return [SITE, *kinds, TOTAL, scheme.blocks.year]


def _item_fields(scheme: Scheme) -> list[str]:
    """The columns' names; the running number is 序, as in any table."""
    return [*("序" if c.role == "serial" else c.name for c in item_columns(scheme)), SUBTOTAL]


def _row(fields: Iterable[str], cells: Iterable[str | Decimal | None]) -> dict[str, str]:
    texts = (plain(cell) if isinstance(cell, Decimal) else cell or "" for cell in cells)
    return dict(zip(fields, texts, strict=True))
