"""The tables that an inspection prints: titles, headings, rows of finished strings; annexes, lists and evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from govscore.inspection.accounts import Account, Site
from govscore.inspection.inspecting import Inspected
from govscore.inspection.judging import month_label
from govscore.inspection.span import spoken
from govscore.inspection.verdicts import MonthVerdict, Verdict, of_kind
from govscore.scheme.inspection_scheme import Window

Item = TypeVar("Item")
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Printed:
    """One table; `widths` in column units, `left`: columns set to the left, `notes` below."""

    sheet: str
    title: str
    headings: tuple[str, ...]
    widths: tuple[float, ...]
    rows: Sequence[tuple[str, ...]]
    left: frozenset[int] = frozenset()
    notes: list[str] = field(default_factory=list)


EVIDENCE = ("更新天数", "应不少于", "最长未更新", "更新最少的一段", "不合格原因")
WORKING = "国务院办公厅的放假安排，调休上班的周末算工作日"
SITE_FIELDS = ("类别", "序号", "网站名称", "网址", "动态栏目超两周未更新数", "应更新未更新数", "结论")


def printed(found: Inspected) -> list[Printed]:
    """All tables of the verdict workbook that have something to say, in order."""
    tables = [
        *([site_annex(found)] if found.sites else []),
        *([account_annex(found)] if found.accounts else []),
        rectification(found),
        *([evidence(found)] if found.judged is not None else []),
        *([repeated(found)] if found.before else []),
        *([due_soon(found)] if found.span.running else []),
    ]
    return [*tables, explanation(found)]


def site_rows(found: Inspected) -> Sequence[tuple[str, ...]]:
    """One row a site, grouped by level, numbered within it; fields as in SITE_FIELDS."""
    verdicts = {id(verdict.source): verdict for verdict in found.verdicts}
    rows = []
    for group, number, site in numbered(found.sites, lambda site: site.group):
        counts = (shown(site.stale_dynamic), shown(site.overdue))
        verdict = verdicts.get(id(site))
        rows.append((group, str(number), site.name, site.url or "—", *counts, verdict.word if verdict else "—"))
    return rows


def site_annex(found: Inspected) -> Printed:
    """附件1: the sites."""
    return Printed(
        "附件1 政府网站",
        f"{found.span.quarter}政府网站检查情况",
        ("类别", "序号", "网站名称", "网址", "动态栏目超两周未更新数", "应更新未更新数", "合格/不合格"),
        (9, 7, 28, 34, 14, 12, 13),
        site_rows(found),
        frozenset({2, 3}),
        [f"备注：{found.loaded.scheme.sites.text}"],
    )


def account_rows(found: Inspected) -> list[tuple[str, ...]]:
    """One row an account, grouped by level and platform: 类别, 平台, 序号, 名称, 主办单位, one verdict a month."""
    verdicts = {id(verdict.source): verdict for verdict in found.verdicts}
    platforms: list[str] = [platform.name for platform in found.loaded.scheme.platforms]
    groups = list(dict.fromkeys(account.group for account in found.accounts))
    ordered = sorted(found.accounts, key=lambda a: (groups.index(a.group), platforms.index(a.platform)))
    rows = []
    for _, number, account in numbered(ordered, lambda account: (account.group, account.platform)):
        months = month_words(account, verdicts.get(id(account)), len(found.span.months))
        rows.append((account.group, account.platform, str(number), account.name, account.owner or "—", *months))
    return rows


def month_words(account: Account, verdict: Verdict | None, months: int) -> list[str]:
    """What an annex says of each month: 合格, 不合格, 进行中, 免检 or —."""
    if verdict is None or not verdict.months:
        return [account.state if account.state != "正常" else "—"] * months
    return [_word(account, month) for month in verdict.months]


def _word(account: Account, month: MonthVerdict) -> str:
    if month.passed is None:
        return account.state if account.state != "正常" else "—"
    return month.state


def account_annex(found: Inspected) -> Printed:
    """附件2: the accounts."""
    labels = [month_label(found.span.months, n) for n in range(len(found.span.months))]
    texts = list(
        dict.fromkeys(text for rule in found.loaded.scheme.accounts for text in (rule.text, *_texts(rule.windows)))
    )
    return Printed(
        "附件2 政务新媒体",
        f"{found.span.quarter}政务新媒体更新情况",
        ("类别", "平台", "序号", "名称", "主办单位", *(f"{label}更新情况" for label in labels)),
        (9, 12, 7, 26, 30, *[11] * len(labels)),
        account_rows(found),
        frozenset({3, 4}),
        [f"备注：{''.join(texts)}季度内有{found.loaded.scheme.quarter.failing_months}个月不合格的，该账号为不合格。"],
    )


def _texts(windows: Iterable[Window]) -> list[str]:
    return [window.text for window in windows]


def rectification(found: Inspected) -> Printed:
    """整改清单: who has to put what right, by when."""
    failed = [verdict for verdict in found.verdicts if not verdict.passed]
    rows = [(str(n), v.kind, v.name, owner_of(v), "；".join(v.failed), found.deadline) for n, v in enumerate(failed, 1)]
    notes = [] if rows else ["本期没有需要整改的网站和账号。"]
    headings = ("序号", "类型", "名称", "主办单位", "不合格月份和事项", "整改期限")
    return Printed(
        "整改清单",
        f"{found.span.quarter}检查整改清单",
        headings,
        (7, 12, 26, 30, 60, 18),
        rows,
        frozenset({2, 3, 4}),
        notes,
    )


def owner_of(verdict: Verdict) -> str:
    """Who runs it; of a site without a named owner, the site's own name."""
    return verdict.owner or (verdict.name if isinstance(verdict.source, Site) else "—")


def evidence(found: Inspected) -> Printed:
    """判定依据: per account and month what the verdict rests on."""
    rows = []
    for verdict in of_kind(found.verdicts, sites=False):
        for month in verdict.months:
            head = (verdict.group, verdict.kind, verdict.name, month.label)
            rows.append((*head, month.state, *_evidence(month), typed_word(month)))
    headings = ("类别", "平台", "名称", "月份", "结论", *EVIDENCE, "检查人员填的")
    notes = ["备注：“更新最少的一段”可以从上个月开始，算在它结束的那个月；当月开通、注销的账号，天数按比例折算。"]
    widths = (8, 11, 24, 7, 9, 8, 9, 22, 42, 44, 9)
    return Printed(
        "判定依据", f"{found.span.quarter}政务新媒体判定依据", headings, widths, rows, frozenset({2, 8, 9}), notes
    )


def _evidence(month: MonthVerdict) -> tuple[str, ...]:
    if not month.derived or month.passed is None:
        return ("—",) * 5
    return (str(month.days), str(month.needed), month.gap, month.worst or "—", "；".join(month.reasons) or "—")


def typed_word(month: MonthVerdict) -> str:
    """The checkers' verdict, — where they gave none."""
    if month.typed is None or month.typed.passed is None:
        return "—"
    return "合格" if month.typed.passed else "不合格"


def repeated(found: Inspected) -> Printed:
    """连续不合格: who failed in the periods before as well."""
    rows = [
        (str(n), v.kind, v.name, owner_of(v), f"{count}个季度", "；".join(v.failed))
        for n, (v, count) in enumerate(found.repeated, 1)
    ]
    before = "、".join(item.label for item in found.before)
    notes = [f"备注：与{before}的检查结果相比；中间缺一个季度的不算连续。"]
    headings = ("序号", "类型", "名称", "主办单位", "连续不合格", "本期不合格月份和事项")
    return Printed(
        "连续不合格",
        "连续两个季度及以上不合格名单",
        headings,
        (7, 12, 26, 30, 13, 60),
        rows,
        frozenset({2, 3, 5}),
        notes,
    )


def due_soon(found: Inspected) -> Printed:
    """临期提醒: who will fail the running month unless they update."""
    rows = [
        (str(n), d.kind, d.name, d.owner or "—", spoken(d.last) if d.last else "已来不及",
         str(d.working_days) if d.last else "—", d.need)
        for n, d in enumerate(found.due, 1)
    ]  # fmt: skip
    headings = ("序号", "类型", "名称", "主办单位", "最后一天", "还剩工作日", "还差什么")
    notes = [
        f"备注：截至{spoken(found.span.as_of)}；最后一天是最迟必须开始更新的日子，从这一天起每天都要更新，直到补足。"
    ]
    widths = (7, 12, 26, 30, 18, 12, 46)
    return Printed("临期提醒", "本月临近期限的账号和网站", headings, widths, rows, frozenset({2, 3, 6}), notes)


def explanation(found: Inspected) -> Printed:
    """说明: the period, the as-of day and where it is from, the rules."""
    span, scheme = found.span, found.loaded.scheme
    rules: list[tuple[str, str]] = []
    for rule in scheme.accounts:
        who = f"{rule.platform}{'、'.join(rule.types)}"
        rules += [(rule.clause, f"{who}：{rule.text}"), *((w.clause, f"{who}：{w.text}") for w in rule.windows)]
    rows = [
        ("检查期", span.quarter),
        ("所查月份", "、".join(f"{year}年{month}月" for year, month in span.months)),
        ("截至日期", f"{spoken(span.as_of)}（{place(span.as_of_from)}）"),
        ("检查时间", f"{found.facts.values['检查时间']}（{place(span.checked_from)}）"),
        ("整改期限", f"{found.deadline}（检查结束后{scheme.deadline_working_days}个工作日）"),
        (
            "工作日",
            WORKING + ("；办法里另列的日子优先" if scheme.calendar else ""),
        ),
        *rules,
        (scheme.partial_month.clause, scheme.partial_month.text),
        (scheme.sites.clause, scheme.sites.text),
        ("判定", f"季度内有{scheme.quarter.failing_months}个月不合格，账号不合格；任何一条达不到，当月就不合格。"),
    ]
    if found.borrowed:
        rows.append(("另用的工作簿", "、".join(found.borrowed)))
    return Printed("说明", "检查说明", ("项目", "内容"), (16, 100), rows, frozenset({0, 1}))


def place(source: str) -> str:
    """A source in the clerk's brackets."""
    return source.replace("[", "【").replace("]", "】")


def shown(number: int | None) -> str:
    """Digits, — where nothing was given."""
    return "—" if number is None else str(number)


def numbered(items: Sequence[Item], group: Callable[[Item], Key]) -> list[tuple[Key, int, Item]]:
    """Items grouped by a key in the order the keys are met, numbered from 1 within each group."""
    groups: dict[Key, list[Item]] = {}
    for item in items:
        groups.setdefault(group(item), []).append(item)
    return [(name, n, item) for name, members in groups.items() for n, item in enumerate(members, 1)]
