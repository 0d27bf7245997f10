"""An inspection scheme in words, the marks of its templates, and the check of a template."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from govscore.core.period import Period
from govscore.core.problems import Problem, Refused
from govscore.inspection.facts import Known, facts
from govscore.inspection.inspecting import Inspected
from govscore.inspection.span import Span, check_days, month_days, quarter_months
from govscore.outputs.inspection.circular import absent, data
from govscore.outputs.present import mark_lines
from govscore.scheme.files import LoadedInspection
from govscore.word.check import check
from govscore.word.data import Data


def scheme_text(loaded: LoadedInspection) -> Iterator[str]:
    """Lines: head, rules for accounts and sites with their clauses, what fails a quarter, days of the check."""
    scheme = loaded.scheme
    yield f"{scheme.name}（{scheme.id}）"
    yield f"依据：{scheme.document}，{scheme.valid_from}起施行"
    yield f"类别：{'、'.join(group.name for group in scheme.groups)}"
    for rule in scheme.accounts:
        yield f"{rule.platform}{'、'.join(rule.types)}："
        yield f"  {rule.clause}：{rule.text}"
        yield from (f"  {window.clause}：{window.text}" for window in rule.windows)
    yield f"{scheme.partial_month.clause}：{scheme.partial_month.text}"
    yield f"{scheme.sites.clause}：{scheme.sites.text}"
    yield f"季度内有{scheme.quarter.failing_months}个月不合格，账号不合格；任何一条达不到，当月就不合格"
    yield f"整改期限：检查结束后{scheme.deadline_working_days}个工作日"


def mark_text(loaded: LoadedInspection, now: Mapping[str, Any] = MappingProxyType({})) -> Iterator[str]:
    """Lines: every mark that the templates of the inspection may hold, with what each gives `now` (see `present`)."""
    yield from mark_lines(specimen(loaded), now)


def check_template(loaded: LoadedInspection, file: Path) -> list[Problem]:
    """Notes on what the circular lacks; Refused, with every place, if it names what an inspection does not have."""
    content = file.read_bytes()
    problems = check(content, specimen(loaded), file.name)
    if problems:
        raise Refused(*problems)
    return list(absent(content, file.name))


def specimen(loaded: LoadedInspection) -> Data:
    """What a template may name, from an inspection in which nothing was found."""
    period = Period(loaded.scheme.valid_from.year, 10, 12)
    months = quarter_months(loaded.scheme, period)
    end: datetime.date = month_days(months[-1])[1]
    span = Span(period, months, end, "", check_days(loaded.scheme, months), "")
    empty = Inspected(loaded, span, [], [], [], [], [])
    empty.facts = facts(Known(loaded.scheme, span, [], [], [], [], [], [], ""))
    return data(empty)
