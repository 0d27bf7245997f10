"""Whether a scheme's tables can be told apart when read, and its sheets, titles and headings be printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from govscore.core.period import without_period
from govscore.core.text import heading_key, key
from govscore.scheme.faults import Fault, undefined
from govscore.scheme.points_fields import Fields
from govscore.scheme.points_parts import Role, TableKind

# Sheets that the ranking workbook has besides those of the tiers (compared with its own names in the tests).
OWN_SHEETS = ("单位情况", "计分底表", "信息核对", "信息台账", "得分说明", "计分办法")
LONGEST = 31  # characters of a sheet's name
ROLES: dict[TableKind, tuple[Role, ...]] = {
    "units": ("serial", "unit", "tier", "count", "typed", "prior", "stated", "ignored"),
    "log": ("serial", "unit", "tier", "title", "draft", "mark", "channel", "instruction", "stated", "ignored"),
    "prior": ("serial", "unit", "tier", "prior", "stated", "ignored"),
    "stated": ("serial", "unit", "tier", "stated", "ignored"),
}
LABELS = ("serial", "unit", "tier", "title", "draft", "ignored")  # columns that hold no figures
_MARK = re.compile(r"【([^】]*)】?")


def faults(scheme: Fields) -> Iterator[Fault]:
    """Everything that is wrong with tables, headings, titles and sheets."""
    yield from _tables(scheme)
    yield from _annex(scheme)
    yield from _paths(scheme)
    yield from _sheets(scheme)
    yield from _marks(scheme)
    yield from _tier_words(scheme)


def _tables(scheme: Fields) -> Iterator[Fault]:
    """Columns of no table or of the wrong kind of table, tables by which nothing can be found."""
    for number, column in enumerate(scheme.columns):
        path = ("columns", number, "table")
        yield from undefined([column.table], scheme.table, path, "table")
        kind = scheme.table[column.table].kind if column.table in scheme.table else None
        if kind and column.role not in ROLES[kind]:
            reason = f"列 {column.id}：{kind} 这种表不读 role 为 {column.role} 的列"
            yield Fault(("columns", number, "role"), reason, frozenset({column.id, column.table}))
    if not any(table.kind == "units" for table in scheme.tables):
        yield Fault(("tables",), "至少要有一张 kind 为 units 的表：一个单位一行", frozenset({"tables"}))
    for number, table in enumerate(scheme.tables):
        if all(column.role in LABELS for column in scheme.columns_of(table.id)):
            reason = f"表“{table.name}”没有一列数，认不出来"
            yield Fault(("tables", number), reason, frozenset({table.id, "columns"}))


def _annex(scheme: Fields) -> Iterator[Fault]:
    """The table in whose form the ranking is printed must be there, with a column for the units."""
    yield from undefined([scheme.annex], scheme.table, ("annex",), "table")
    printed = [column for column in scheme.columns_of(scheme.annex) if column.printed]
    if scheme.annex in scheme.table and not any(column.role == "unit" for column in printed):
        yield Fault(
            ("annex",),
            f'排名表照“{scheme.annex}”这张表印，里面没有要印的单位列（role = "unit"）',
            frozenset({scheme.annex}),
        )


def _paths(scheme: Fields) -> Iterator[Fault]:
    """Columns of one table with one heading path: the second would never be found."""
    seen: dict[tuple[str, tuple[str, ...]], str] = {}
    for number, column in enumerate(scheme.columns):
        for key_, paths in (("match", column.match), ("heading", (column.heading,))):
            for path in paths:
                plain = tuple(without_period(heading_key(part)) for part in path)
                first = seen.setdefault((column.table, plain), column.id)
                if first != column.id:
                    reason = f"列 {column.id} 和列 {first} 的表头一样：{'→'.join(path)}"
                    yield Fault(("columns", number, key_), reason, frozenset({column.id, first}))


def _sheets(scheme: Fields) -> Iterator[Fault]:
    """Sheet names that Excel refuses, that stand twice, or that other sheets of the workbook have."""
    seen = {name.casefold(): "程序另有这张表" for name in OWN_SHEETS}
    for number, tier in enumerate(scheme.tiers):
        reason = sheet_fault(tier.sheet) or seen.get(tier.sheet.casefold(), "")
        seen.setdefault(tier.sheet.casefold(), f"和单位类别“{tier.name}”的表名一样")
        if reason:
            yield Fault(
                ("tiers", number, "sheet"), f"表名“{tier.sheet[:LONGEST]}”不能用：{reason}", frozenset({tier.sheet})
            )


def sheet_fault(name: str) -> str:
    """Why Excel takes no sheet of this name; '' for a good one."""
    if not name.strip():
        return "是空的"
    if len(name.encode("utf-16-le")) // 2 > LONGEST:
        return f"超过{LONGEST}个字"
    if set(name) & set("[]:*?/\\") or name.startswith("'") or name.endswith("'"):
        return "不能有 [ ] : * ? / \\，开头和末尾不能是单引号"
    return "Excel 留着自己用" if name.casefold() == "history" else ""


def _marks(scheme: Fields) -> Iterator[Fault]:
    """Titles and headings with marks that nothing replaces."""
    for number, tier in enumerate(scheme.tiers):
        for key_, texts, known in (
            ("titles", tier.titles, ("期间", "年份", "月份")),
            ("notes", tier.notes, ()),
            ("headings", [part for path in tier.headings.values() for part in path], ("月份",)),
        ):
            yield from _unknown_marks(("tiers", number, key_), texts, known)
    for number, column in enumerate(scheme.columns):
        for key_, paths in (("heading", (column.heading,)), ("match", column.match)):
            yield from _unknown_marks(("columns", number, key_), [p for path in paths for p in path], ("月份",))


def _unknown_marks(path: tuple[str | int, ...], texts: Iterable[str], known: tuple[str, ...]) -> Iterator[Fault]:
    wrong = [found for text in texts for found in _MARK.findall(text) if found not in known]
    if wrong:
        may = f"可以写{''.join(f'【{mark}】' for mark in known)}" if known else "这里不能写标记"
        yield Fault(path, f"不认识{''.join(f'【{mark}】' for mark in dict.fromkeys(wrong))}，{may}")


def _tier_words(scheme: Fields) -> Iterator[Fault]:
    """Words of a tier that stand in another's: a title with the longer one would name both."""
    units = [table.id for table in scheme.tables if table.kind == "units"]
    named = all(scheme.columns_of(table, "tier") for table in units)  # each row says its tier, in the very word
    for number, tier in enumerate(scheme.tiers):
        for other in scheme.tiers[:number] + scheme.tiers[number + 1 :]:
            for word in tier.words:
                for longer in other.words:
                    if key(word) == key(longer) or (not named and key(word) in key(longer)):
                        reason = f"“{word}”也在单位类别“{other.name}”的“{longer}”里，分不清是哪一类"
                        yield Fault(("tiers", number, "words"), reason, frozenset({tier.name, other.name}))
