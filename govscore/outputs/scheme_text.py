"""A scheme in words: what `govscore scheme show` and `govscore template marks` print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from govscore.core.points import plain
from govscore.outputs.notice.bulletin import data, specimen
from govscore.outputs.present import mark_lines
from govscore.rules.base import Rule
from govscore.scheme.clauses import clauses
from govscore.scheme.points_scheme import Scheme
from govscore.scoring.ranking import WORDING

_BY = {"score": "本期得分", "cumulative": "累计得分"}
_ROUNDING = {"half_up": "四舍五入", "half_even": "四舍六入五成双", "down": "舍去", "up": "进位"}


def scheme_text(scheme: Scheme) -> Iterator[str]:
    """Lines: head, tiers, columns, clauses with their rule kinds, ranking, rounding."""
    yield f"{scheme.name}（{scheme.id}）"
    yield f"依据：{scheme.document}，{scheme.valid_from}起施行" + (
        f"，代替 {scheme.supersedes}" if scheme.supersedes else ""
    )
    yield f"单位类别：{'、'.join(tier.name for tier in scheme.tiers)}"
    yield "表头："
    yield from (f"  {column.name}：{'→'.join(column.heading)}" for column in scheme.columns if column.printed)
    yield "计分："
    yield from (f"  {text}" for text in clauses(scheme))
    yield "分值："
    for rule in scheme.rules:
        yield from (f"  {rule.clause}  {line}" for line in _values(scheme, rule))
    yield "规则种类："
    yield from (f"  {rule.clause}：{rule.definition}" for rule in scheme.rules)
    yield f"排名：同类单位按{_BY[scheme.ranking.by]}从高到低；{WORDING[scheme.ranking.ties]}"
    numbers = scheme.numbers
    yield f"得分最多印{numbers.decimals}位小数，{_ROUNDING[numbers.rounding]}；排名用未取舍的得分"


def mark_text(scheme: Scheme, now: Mapping[str, Any] = MappingProxyType({})) -> Iterator[str]:
    """Lines: every mark that the scheme's notice template may hold, with what each gives `now` (see `present`)."""
    yield from mark_lines(data(scheme, specimen(scheme), []), now)


def _values(scheme: Scheme, rule: Rule) -> Iterator[str]:
    """The figures that the program reckons with, whatever the clause's wording says."""
    told = rule.model_dump(exclude={"kind", "clause", "text", "component"}, exclude_defaults=True)
    points = told.pop("points", None)
    if rule.prices:
        yield "，".join(f"{scheme.column[column].name} {plain(price)}" for column, price in rule.prices.items())
    elif points is not None:
        yield f"分值 {_named(scheme, points)}"
    named = {name: _named(scheme, value) for name, value in told.items()}
    if named:
        yield "，".join(f"{name} = {value}" for name, value in named.items())


def _named(scheme: Scheme, value: object) -> str:
    """A setting in words: columns by their names."""
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, dict):
        return "、".join(f"{key} {part}" for key, part in value.items())
    if isinstance(value, list | tuple):
        return "、".join(_named(scheme, part) for part in value)
    return scheme.column[str(value)].name if str(value) in scheme.column else str(value)
