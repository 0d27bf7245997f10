"""Facts of one inspection for the circular, as finished strings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from govscore.core.points import plain, rounded
from govscore.core.text import listed
from govscore.inspection.accounts import Account, Site
from govscore.inspection.due import Due
from govscore.inspection.history import Earlier
from govscore.inspection.judging import month_label
from govscore.inspection.span import Span, spoken, spoken_range
from govscore.inspection.verdicts import Verdict, of_kind
from govscore.scheme.inspection_scheme import InspectionScheme

EMPTY = "—"  # one sign for nothing in the whole circular, its annexes included


@dataclass(slots=True)
class Facts:
    """`values` by name for 【名】, `conditions` for 【若：名】."""

    values: dict[str, str] = field(default_factory=dict)
    conditions: dict[str, bool] = field(default_factory=dict)

    def count(self, name: str, number: int) -> None:
        """A number, and whether it is more than 0."""
        self.values[name] = str(number)
        self.conditions["有" + name.removesuffix("数")] = number > 0


@dataclass(frozen=True, slots=True)
class Known:
    """Everything the facts are drawn from; `accounts` are those that exist in the inspected months."""

    scheme: InspectionScheme
    span: Span
    sites: Sequence[Site]
    accounts: Sequence[Account]
    verdicts: Sequence[Verdict]
    before: Sequence[Earlier]
    repeated: Sequence[tuple[Verdict, int]]
    due: Sequence[Due]
    deadline: str


def facts(known: Known) -> Facts:
    """All facts of one inspection."""
    found = Facts()
    _span(found, known)
    _sites(found, known)
    _accounts(found, known)
    checked = len(known.verdicts)
    failed = sum(not verdict.passed for verdict in known.verdicts)
    found.values["合格率"] = _share(known.scheme, checked - failed, checked)
    found.count("整改数", failed)
    _compared(found, known)
    found.conditions |= {
        "两类都有": bool(known.sites and known.accounts),
        "只有网站": bool(known.sites and not known.accounts),
        "只有账号": bool(known.accounts and not known.sites),
    }
    found.values["连续不合格名单"] = listed((f"{v.titled}连续{n}个季度" for v, n in known.repeated), EMPTY)
    found.count("连续不合格数", len(known.repeated))
    found.count("临期数", len(known.due))
    return found


def _span(found: Facts, known: Known) -> None:
    span, scheme = known.span, known.scheme
    labels = [month_label(span.months, n) for n in range(len(span.months))]
    found.values |= {
        "期间": span.label,
        "季度": span.quarter,
        "年份": str(span.period.year),
        "检查月份": listed(labels),
        "检查时间": spoken_range(*span.checked),
        "截至日期": spoken(span.as_of),
        "截至日期来源": span.as_of_from,
        "整改期限": known.deadline,
        "整改工作日数": str(scheme.deadline_working_days),
        "检查依据": scheme.document,
        "发文机关": scheme.office,
    }
    found.conditions["本月未完"] = span.running


def _sites(found: Facts, known: Known) -> None:
    _all(found, known.scheme, "网站", known.sites, of_kind(known.verdicts, sites=True))
    found.values["不合格网站"] = listed((v.name for v in of_kind(known.verdicts, sites=True) if not v.passed), EMPTY)


def _accounts(found: Facts, known: Known) -> None:
    verdicts = of_kind(known.verdicts, sites=False)
    _all(found, known.scheme, "账号", known.accounts, verdicts)
    for platform in known.scheme.platforms:
        own = [a for a in known.accounts if a.platform == platform.name]
        _all(found, known.scheme, platform.name, own, [v for v in verdicts if v.kind == platform.name])
    found.values["不合格账号"] = listed((v.titled for v in verdicts if not v.passed), EMPTY)
    found.count("免检账号数", sum(a.state == "免检" for a in known.accounts))


def _all(
    found: Facts,
    scheme: InspectionScheme,
    what: str,
    items: Sequence[Site] | Sequence[Account],
    verdicts: Sequence[Verdict],
) -> None:
    """Numbers of sites, accounts or a platform: in all and by level, checked, passed, failed, the share passed."""
    found.count(f"{what}总数", len(items))
    found.conditions[f"有{what}"] = bool(items)
    for group in scheme.groups:
        found.count(f"{group.name}{what}数", sum(item.group == group.name for item in items))
        _checked(found, scheme, group.name + what, [v for v in verdicts if v.group == group.name])
    _checked(found, scheme, what, verdicts)
    found.conditions[f"{what}全部检查"] = len(verdicts) == len(items)
    found.conditions[f"{what}全部合格"] = bool(verdicts) and all(v.passed for v in verdicts)


def _checked(found: Facts, scheme: InspectionScheme, what: str, verdicts: Sequence[Verdict]) -> None:
    passed = sum(verdict.passed for verdict in verdicts)
    found.count(f"检查{what}数", len(verdicts))
    found.count(f"合格{what}数", passed)
    found.count(f"不合格{what}数", len(verdicts) - passed)
    found.values[f"{what}合格率"] = _share(scheme, passed, len(verdicts))


def _share(scheme: InspectionScheme, part: int, whole: int) -> str:
    """Percent with its sign, exact until the one declared rounding; — of nothing."""
    if not whole:
        return EMPTY
    return plain(rounded(Decimal(part * 100) / whole, scheme.percent_decimals, scheme.rounding)) + "%"


def _compared(found: Facts, known: Known) -> None:
    """Last period's numbers and how many more or fewer fail now; empty where there was none."""
    found.conditions["有上期"] = bool(known.before)
    last = known.before[-1] if known.before else None
    found.values["上期"] = last.label if last else EMPTY
    for what, sites in (("网站", True), ("账号", False)):
        checked, failed = last.share(sites) if last else (0, 0)
        found.conditions[f"上期有{what}"] = checked > 0
        now = int(found.values[f"不合格{what}数"])
        found.values[f"上期检查{what}数"] = str(checked) if last else EMPTY
        found.values[f"上期不合格{what}数"] = str(failed) if last else EMPTY
        found.values[f"上期{what}合格率"] = _share(known.scheme, checked - failed, checked)
        found.values[f"不合格{what}增减"] = _change(now - failed) if last else EMPTY
    found.conditions["上期都有"] = found.conditions["上期有网站"] and found.conditions["上期有账号"]


def _change(more: int) -> str:
    if not more:
        return "与上期持平"
    return f"比上期增加{more}个" if more > 0 else f"比上期减少{-more}个"
