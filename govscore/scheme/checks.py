"""What a scheme's parts must agree on; each check raises ValueError with the words that the clerk reads."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from govscore.scheme.model import Scheme


def unique(names: list[str], where: str) -> None:
    """ValueError for names that stand twice."""
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise ValueError(f"{where} 重复：{'、'.join(sorted(twice))}")


def known(names: Iterable[str], ids: Collection[str], where: str) -> None:
    """ValueError for names that are none of `ids`."""
    missing = [name for name in names if name not in ids]
    if missing:
        raise ValueError(f"{where} 用了没有定义的名称：{'、'.join(missing)}")


def whole(scheme: Scheme) -> None:
    """ValueError for what a scheme lacks: the wording of a clause, a rule for a column, one tier for a unit."""
    worded = {rule.clause for rule in scheme.rules if rule.text}
    silent = [rule.clause for rule in scheme.rules if rule.clause not in worded]
    if silent:
        raise ValueError(f"条款没有写 text：{'、'.join(dict.fromkeys(silent))}")
    used = {column for rule in scheme.rules for column in rule.columns}
    idle = [c.name for c in scheme.columns if c.role in ("count", "typed", "mark") and c.id not in used]
    if idle:
        raise ValueError(f"没有一条规则用到这些列：{'、'.join(idle)}")
    unique([name for names in scheme.roster.units.values() for name in names], "roster.units 里的单位")
