"""What a scheme's parts must agree on; each check raises ValueError with the words that the clerk reads."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from govscore.scheme.points_fields import Fields


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


def whole(scheme: Fields) -> None:
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


def names(scheme: Fields) -> None:
    """ValueError for ids and names that stand twice, and for those that rules and tables use but nothing defines."""
    ids, tiers = [column.id for column in scheme.columns], [tier.name for tier in scheme.tiers]
    unique(ids, "columns.id")
    unique([tier.id for tier in scheme.tiers], "tiers.id")
    unique(tiers, "tiers.name")
    components = [component.id for component in scheme.components]
    for rule in scheme.rules:
        known(rule.columns, ids, f"条款“{rule.clause}”")
        known([rule.component] if rule.component else [], components, f"条款“{rule.clause}”")
        known(rule.tiers, tiers, f"条款“{rule.clause}”")
    for fact in scheme.facts:
        known(fact.sum, ids, f"facts “{fact.name}”")
    known(scheme.roster.units, tiers, "roster.units")
    known([scheme.annex, *(column.table for column in scheme.columns)], [t.id for t in scheme.tables], "table")


def columns(scheme: Fields) -> None:
    """ValueError for a column whose component, words or figure do not fit the scheme."""
    for column in scheme.columns:
        known([column.component] if column.component else [], scheme.component_ids, f"列 {column.id}")
        known(column.words.values(), scheme.column, f"列 {column.id} 的 words")
        if (column.role == "stated") != (column.figure is not None):
            raise ValueError(f"列 {column.id}：role 为 stated 时写 figure，否则不写")


def blocks(scheme: Fields) -> None:
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


def _marks(scheme: Fields) -> Iterator[str]:
    return (column.id for column in scheme.columns if column.role == "mark")


def _all_in(names: Iterable[str], known: Iterable[str], what: str) -> None:
    missing = sorted(set(names) - set(known))
    if missing:
        raise ValueError(f"blocks {what}：{'、'.join(missing)}")
