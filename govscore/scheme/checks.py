"""What a scheme's parts must agree on: names, rules, figures, unit blocks. `sheet_checks.py` has what is printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from govscore.core import points
from govscore.core.text import key
from govscore.rules.base import Reduction, Rule
from govscore.scheme import sheet_checks
from govscore.scheme.faults import Fault, Path, lacking, twice, undefined
from govscore.scheme.points_fields import Fields

SCORED = ("count", "typed", "mark")  # roles of the columns that rules use


def faults(scheme: Fields) -> Iterator[Fault]:
    """Everything that a run by this scheme would stumble on, in no matter which order."""
    yield from _doubled(scheme)
    yield from _rules(scheme)
    yield from _columns(scheme)
    yield from _figures(scheme)
    yield from _units(scheme)
    yield from _blocks(scheme)
    yield from _examples(scheme)
    yield from sheet_checks.faults(scheme)


def _doubled(scheme: Fields) -> Iterator[Fault]:
    yield from twice((column.id for column in scheme.columns), "columns", "id")
    yield from twice((tier.id for tier in scheme.tiers), "tiers", "id")
    yield from twice((tier.name for tier in scheme.tiers), "tiers", "name")
    yield from twice((table.id for table in scheme.tables), "tables", "id")
    yield from twice((component.id for component in scheme.components), "components", "id")
    yield from twice((fact.name for fact in scheme.facts), "facts", "name")


def _rules(scheme: Fields) -> Iterator[Fault]:
    """Rules that name what nothing defines or what never has points, clauses without words, columns without a rule."""
    worded = {rule.clause for rule in scheme.rules if rule.text}
    components = [component.id for component in scheme.components]
    unknown = False
    for number, rule in enumerate(scheme.rules):
        where = f"条款“{rule.clause}”"
        for column in sorted(rule.columns):
            path: Path = ("rules", number, *_field(rule, column))
            unknown = unknown or column not in scheme.column
            yield from undefined([column], scheme.column, path, where)
            yield from _pointless(scheme, rule, column, path)
        yield from undefined(
            [rule.component] if rule.component else [], components, ("rules", number, "component"), where
        )
        for tier in sorted(rule.tiers):
            yield from undefined([tier], scheme.tier, ("rules", number, *_field(rule, tier)), where)
        yield from lacking([rule.clause], worded, ("rules", number), "条款没有写 text")
        for key_ in [name for name, value in rule if isinstance(value, Decimal) and not points.exact(value)]:
            yield Fault(("rules", number, key_), f"条款“{rule.clause}”的 {key_} 最多3位小数，不能大得离谱")
    used = {column for rule in scheme.rules for column in rule.columns}
    for number, column_ in enumerate(scheme.columns):
        if column_.role in SCORED and column_.id not in used and not unknown:
            reason = f"没有一条规则用到这些列：{column_.name}"
            yield Fault(("columns", number), reason, frozenset({column_.id}))


def _field(rule: Rule, name: str) -> tuple[str, ...]:
    """The key of a rule in which a name stands."""
    for key_, value in rule:
        if value == name or (isinstance(value, Mapping | tuple) and name in value):
            return (key_,)
    return ()


def _pointless(scheme: Fields, rule: Rule, id_: str, path: Path) -> Iterator[Fault]:
    """A column that holds no counts, or no marks where the rule acts on single items."""
    role = scheme.column[id_].role if id_ in scheme.column else ""
    if role and role not in SCORED:
        reason = f"条款“{rule.clause}”用的列“{scheme.column[id_].name}”不是条数、得分或标记（role 是 {role}）"
        yield Fault(path, reason, frozenset({id_}))
    elif role and isinstance(rule, Reduction) and role != "mark":
        reason = f"条款“{rule.clause}”一条一条地算，只能用标记列，“{scheme.column[id_].name}”不是（role 是 {role}）"
        yield Fault(path, reason, frozenset({id_}))


def _columns(scheme: Fields) -> Iterator[Fault]:
    """Columns whose component, words or figure do not fit the scheme."""
    marks = {column.id for column in scheme.columns if column.role == "mark"}
    for number, column in enumerate(scheme.columns):
        path, where = ("columns", number), f"列 {column.id}"
        if column.component:
            yield from undefined([column.component], scheme.component_ids, (*path, "component"), where)
        yield from undefined(column.words.values(), marks, (*path, "words"), f"{where} 的 words")
        if (column.role == "stated") != (column.figure is not None):
            yield Fault((*path, "role"), f"{where}：role 为 stated 时写 figure，否则不写", frozenset({column.id}))
        if column.figure == "percent" and scheme.target is None:
            yield Fault((*path, "figure"), f"{where}：没有 [target]，算不出百分比", frozenset({column.id, "target"}))


def _figures(scheme: Fields) -> Iterator[Fault]:
    """Sums of columns that count nothing, headings of columns that are not there, targets that nobody can give."""
    for number, fact in enumerate(scheme.facts):
        path, where = ("facts", number, "sum"), f"facts “{fact.name}”"
        yield from undefined(fact.sum, scheme.column, path, where)
        wrong = [c for c in fact.sum if c in scheme.column and scheme.column[c].role not in ("count", "mark")]
        if wrong:
            yield Fault(path, f"{where} 只能加条数和标记，这些列不是：{'、'.join(wrong)}", frozenset(wrong))
    for number, tier in enumerate(scheme.tiers):
        yield from undefined(
            tier.headings, scheme.column, ("tiers", number, "headings"), f"单位类别“{tier.name}”的 headings"
        )
    if scheme.target is not None and not scheme.words.group:
        yield Fault(
            ("target",), "写了 [target]，就要在 [words] 里写 group：年目标的分组行里有什么字", frozenset({"words"})
        )


def _units(scheme: Fields) -> Iterator[Fault]:
    """Units listed twice, tiers that are not there, names that mean two units."""
    seen: list[str] = []
    for tier, names in scheme.roster.units.items():
        path = ("roster", "units", tier)
        yield from undefined([tier], scheme.tier, path, "roster.units")
        before = len(seen)
        seen += map(key, names)
        if again := [name for number, name in enumerate(names, before) if key(name) in seen[:number]]:
            yield Fault(path, f"roster.units 里的单位 重复：{'、'.join(again)}", frozenset(again))
    names_ = {key(alias.name) for alias in scheme.aliases}
    meant: dict[str, str] = {}
    for number, alias in enumerate(scheme.aliases):
        for other in alias.also:
            if key(other) in names_ or meant.setdefault(key(other), key(alias.name)) != key(alias.name):
                reason = f"aliases：“{other}”是一家单位的别名，又是另一家的名称或别名，分不清是谁"
                yield Fault(("aliases", number, "also"), reason, frozenset({other}))


def _examples(scheme: Fields) -> Iterator[Fault]:
    """Examples of clauses, tiers and columns that are not there."""
    clauses = {rule.clause for rule in scheme.rules}
    marks = [column.id for column in scheme.columns if column.role == "mark"]
    counts = [column.id for column in scheme.columns if column.role in ("count", "typed")]
    for number, example in enumerate(scheme.examples):
        path, where = ("examples", number), f"例子“{example.clause}”"
        yield from undefined([example.clause], clauses, (*path, "clause"), where)
        yield from undefined([example.tier] if example.tier else [], scheme.tier, (*path, "tier"), where)
        yield from undefined(example.counts, counts, (*path, "counts"), where)
        yield from undefined((c for row in example.items for c in row.marks), marks, (*path, "items"), where)
        for text in [row.draft for row in example.items if not scheme.drafts.read(row.draft)[2]]:
            yield Fault((*path, "items"), f"{where} 的稿件“{text}”不是主稿、副稿或直报")


def _blocks(scheme: Fields) -> Iterator[Fault]:
    """`[blocks]` that names what the scheme lacks, or would leave points or marks unshown."""
    form = scheme.blocks
    if form is None:
        return
    shown = [column for component in dict.fromkeys(form.components) for column in form.columns_of(component)]
    marks = [column.id for column in scheme.columns if column.role == "mark"]
    items = form.columns_of(form.items.component)
    yield from _all_in(shown, scheme.column, "用了没有定义的列")
    yield from _all_in(
        form.items.shown_in.values(), form.items.columns, "shown_in 用了 items.columns 里没有的列", "items"
    )
    yield from _all_in(form.called, scheme.tier, "called 用了没有定义的单位类别", "called")
    yield from _all_in(form.components, scheme.component_ids, "用了没有定义的得分部分")
    yield from _all_in(scheme.component_ids, form.components, "没有列出得分部分")
    yield from _all_in(marks, items, "的 items 没有列出标记列", "items")
    for number, site in enumerate(form.sites):
        if len(site.columns) != len(form.kinds):
            reason = f"blocks 的 sites “{site.component}”：columns 要和 kinds 一样多（{len(form.kinds)}个）"
            yield Fault(("blocks", "sites", number, "columns"), reason)
    for rule in scheme.rules:
        if rule.component:
            what = f"没有列出条款“{rule.clause}”计分的列"
            yield from _all_in(rule.paid, form.columns_of(rule.component), what)


def _all_in(names: Iterable[str], known: Iterable[str], what: str, *path: str) -> Iterator[Fault]:
    return lacking(sorted(set(names)), set(known), ("blocks", *path), f"blocks {what}")
