"""The marks that a template may hold, with the values that they have now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from govscore.core.text import width
from govscore.word.data import Data

_ROOM = 30  # columns for a mark, so that the values stand below each other
_LONGEST = 60


def present(data: Data) -> dict[str, Any]:
    """What each name gives now, as it can be stored: texts, true or false, numbers of entries, rows, repetitions.

    `first` of a block is the same for its first repetition.
    """
    return {
        "values": dict(data.values),
        "conditions": dict(data.conditions),
        "lists": {name: sum(item.count("\n") + 1 for item in items) for name, items in data.lists.items()},
        "tables": {name: len(rows) for name, rows in data.tables.items()},
        "blocks": {
            name: {"number": len(inner), "first": present(inner[0]) if inner else {}}
            for name, inner in data.blocks.items()
        },
    }


def mark_lines(known: Data, now: Mapping[str, Any], inside: str = "") -> Iterator[str]:
    """Lines: every mark of one level, then those inside its blocks; beside each what it gives `now` (see `present`)."""
    yield f"{inside}数和名称："
    for name in known.values:
        yield _line(f"【{name}】", _text(now, "values", name))
    if known.conditions:
        yield f"{inside}条件（写在段首，或用【若完】收尾）："
        for name in known.conditions:
            yield _line(f"【若：{name}】", {True: "是", False: "否"}.get(_of(now, "conditions", name), ""))
    if known.lists:
        yield f"{inside}每条一段的列表："
        for name in known.lists:
            yield _line(f"【{name}】", _count(now, "lists", name, "条"))
    if known.table_fields:
        yield f"{inside}表格样行："
    for table, fields in known.table_fields.items():
        rows = _count(now, "tables", table, "行")
        yield f"  {table}" + (f"（现在{rows}）：" if rows else "：")
        yield f"    {'　'.join(f'【{table}.{name}】' for name in sorted(fields))}"
    for name, inner in known.block_data.items():
        block = _of(now, "blocks", name) or {}
        times = f"（现在重复{block['number']}次，列出第一次的值）" if block else ""
        yield from mark_lines(inner, block.get("first") or {}, f"【每个：{name}】…【完】之间{times}，")


def _of(now: Mapping[str, Any], part: str, name: str) -> Any:
    return (now.get(part) or {}).get(name)


def _text(now: Mapping[str, Any], part: str, name: str) -> str:
    text = " ".join(str(_of(now, part, name) or "").split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _count(now: Mapping[str, Any], part: str, name: str, unit: str) -> str:
    number = _of(now, part, name)
    return "" if number is None else f"{number}{unit}"


def _line(mark: str, value: str) -> str:
    return f"  {mark}{' ' * max(_ROOM - width(mark), 2)}{value}".rstrip()
