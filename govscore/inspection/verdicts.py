"""Verdicts with their evidence, in words: per account and month, and per site."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from govscore.inspection.accounts import Account, Site, Typed
from govscore.inspection.judging import NEVER, NO_WINDOW, Judged, month_label
from govscore.inspection.span import Span, month_days, spoken_range
from govscore.scheme.inspection_scheme import InspectionScheme, Window

PASSED, FAILED = "合格", "不合格"
SITE = "网站"


@dataclass(slots=True)
class MonthVerdict:
    """One account in one month. `passed` None: not judged. `state`: 合格, 不合格, 进行中 or 不检查.

    `derived`: from records, so that `days`, `needed`, `gap` and `worst` are known; else as the checkers typed it.
    """

    label: str
    passed: bool | None
    derived: bool
    state: str
    days: int = 0
    needed: int = 0
    gap: str = ""
    worst: str = ""
    reasons: list[str] = field(default_factory=list)
    typed: Typed | None = None


@dataclass(slots=True)
class Verdict:
    """One site or account as the documented interface has it, with its months and where it came from."""

    kind: str
    group: str
    name: str
    owner: str
    passed: bool
    failed: list[str]
    months: list[MonthVerdict]
    source: Account | Site

    @property
    def word(self) -> str:
        """合格 or 不合格."""
        return PASSED if self.passed else FAILED

    @property
    def titled(self) -> str:
        """The name with its platform in brackets, as the circular lists it."""
        return self.name if self.kind == SITE else f"{self.name}（{self.kind}）"

    @property
    def failing_months(self) -> list[str]:
        """Labels of the months that fail."""
        return [month.label for month in self.months if month.passed is False]

    def to_json(self) -> dict[str, Any]:
        """The object of the documented interface."""
        return {
            "kind": self.kind,
            "group": self.group,
            "name": self.name,
            "owner": self.owner,
            "verdict": self.word,
            "failed": self.failed,
        }


class Wording:
    """Turns the arrays of one inspection into months with reasons."""

    def __init__(self, scheme: InspectionScheme, span: Span, judged: Judged) -> None:
        self.scheme = scheme
        self.span = span
        self.judged = judged

    def day(self, number: int) -> datetime.date:
        """The day of a day number."""
        return self.span.first + datetime.timedelta(days=int(number))

    def month(self, row: int, month: int, account: Account) -> MonthVerdict:
        """What the records say of the account in `row` in a month."""
        label = month_label(self.span.months, month)
        typed = account.typed.get(self.span.months[month])
        if not self.judged.active[row, month]:
            return MonthVerdict(label, None, True, "不检查", typed=typed)
        rule = self.scheme.accounts[self.scheme.rule_of(account.platform, account.kind)]
        days, needed = int(self.judged.days[row, month]), int(self.judged.needed[row, month])
        reasons = [f"更新{days}天，少于{needed}天"] if self.judged.days_failed[row, month] else []
        reasons += [
            self._window_reason(row, month, place, window)
            for place, window in enumerate(rule.windows)
            if self.judged.window_failed[row, month, place]
        ]
        open_end = self.span.as_of < month_days(self.span.months[month])[1]
        state = FAILED if reasons else ("进行中" if open_end else PASSED)
        worst = "；".join(self._worst(row, month, place, window) for place, window in enumerate(rule.windows))
        return MonthVerdict(label, not reasons, True, state, days, needed, self._gap(row, month), worst, reasons, typed)

    def _window_reason(self, row: int, month: int, place: int, window: Window) -> str:
        """Which window fails: `8月9日至15日连续5个工作日只更新1天，少于2天`."""
        count = int(self.judged.worst[row, month, place])
        seen = f"只更新{count}天" if count else "没有更新"
        return f"{self._span(row, month, place)}{_length(window)}{seen}，少于{window.minimum}天"

    def _worst(self, row: int, month: int, place: int, window: Window) -> str:
        count = int(self.judged.worst[row, month, place])
        if count == NO_WINDOW:
            return f"没有完整的{_length(window)}"
        return f"{self._span(row, month, place)}{_length(window)}更新{count}天"

    def _span(self, row: int, month: int, place: int) -> str:
        first, last = self.judged.worst_start[row, month, place], self.judged.worst_end[row, month, place]
        return short_range(self.day(first), self.day(last))

    def _gap(self, row: int, month: int) -> str:
        length, end = int(self.judged.gap[row, month]), int(self.judged.gap_end[row, month])
        if end == NEVER:
            return "没有间断"
        return f"{short_range(self.day(end - length + 1), self.day(end))}，{length}天"


def short_range(first: datetime.date, last: datetime.date) -> str:
    """A range of days without the year: `8月9日至15日`; with it where the years differ."""
    text = spoken_range(first, last)
    return text if first.year != last.year else text.partition("年")[2]


def _length(window: Window) -> str:
    return f"连续{window.days}个工作日" if window.of == "working" else f"连续{window.days}天"


def typed_month(label: str, typed: Typed | None) -> MonthVerdict:
    """A month of which only the checkers' verdict is known."""
    if typed is None or typed.passed is None:
        return MonthVerdict(label, None, False, "不检查", typed=typed)
    return MonthVerdict(label, typed.passed, False, PASSED if typed.passed else FAILED, typed=typed)


def account_verdict(scheme: InspectionScheme, account: Account, months: list[MonthVerdict]) -> Verdict | None:
    """The verdict of the quarter; None for an account that is not judged in any month."""
    if all(month.passed is None for month in months) and not account.veto:
        return None
    failing = [month for month in months if month.passed is False]
    passed = len(failing) < scheme.quarter.failing_months and not account.veto
    failed = [f"{m.label}：{'；'.join(m.reasons)}" if m.reasons else m.label for m in failing]
    failed += [f"单项否决：{account.veto}"] if account.veto else []
    return Verdict(account.platform, account.group, account.name, account.owner, passed, failed, months, account)


def site_reasons(scheme: InspectionScheme, site: Site) -> list[str]:
    """Why a site fails by its numbers and by single veto; empty where it does not."""
    rule, found = scheme.sites, []
    if site.stale_dynamic is not None and site.stale_dynamic >= rule.stale_dynamic:
        found.append(f"{site.stale_dynamic}个动态类栏目超过两周未更新（{rule.stale_dynamic}个及以上不合格）")
    if site.overdue is not None and site.overdue >= rule.overdue:
        found.append(f"{site.overdue}个栏目应更新未更新（{rule.overdue}个及以上不合格）")
    return found + ([f"单项否决：{site.veto}"] if site.veto else [])


def site_verdict(scheme: InspectionScheme, site: Site) -> Verdict | None:
    """The verdict by the numbers; as typed where no number was given; None where neither was."""
    reasons = site_reasons(scheme, site)
    counted = site.stale_dynamic is not None or site.overdue is not None
    if not counted and not reasons:
        if site.typed is None or site.typed.passed is None:
            return None
        passed = site.typed.passed
        return Verdict(SITE, site.group, site.name, site.owner, passed, [] if passed else ["检查人员认定"], [], site)
    return Verdict(SITE, site.group, site.name, site.owner, not reasons, reasons, [], site)


def of_kind(verdicts: Iterable[Verdict], sites: bool) -> list[Verdict]:
    """Only the sites, or only the accounts."""
    return [verdict for verdict in verdicts if (verdict.kind == SITE) == sites]
