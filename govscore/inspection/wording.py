"""An inspection scheme in words, the marks of its templates, and the check of a template."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

from govscore.inspection.circular import data
from govscore.inspection.facts import Known, facts
from govscore.inspection.inspecting import Inspected
from govscore.inspection.span import Span, check_days, month_days, quarter_months
from govscore.outputs.template import Data, check
from govscore.period import Period
from govscore.problems import Refused
from govscore.schemes import LoadedInspection


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


def mark_text(loaded: LoadedInspection) -> Iterator[str]:
    """Lines: every mark that the templates of the inspection may hold."""
    known = specimen(loaded)
    yield "数和名称："
    yield from (f"  【{name}】" for name in known.values)
    yield "条件（写在段首，或用【若完】收尾）："
    yield from (f"  【若：{name}】" for name in known.conditions)
    yield "每条一段的列表："
    yield from (f"  【{name}】" for name in known.lists)
    yield "表格样行："
    for table, fields in known.table_fields.items():
        yield f"  {'　'.join(f'【{table}.{name}】' for name in sorted(fields))}"
    yield "每个主办单位一份（【每个：主办】…【完】里）："
    inner = known.block_data["主办"]
    yield from (f"  【{name}】" for name in inner.values)
    for table, fields in inner.table_fields.items():
        yield f"  {'　'.join(f'【{table}.{name}】' for name in sorted(fields))}"


def check_template(loaded: LoadedInspection, file: Path) -> None:
    """Refused, with every place, if the template names what an inspection does not have."""
    problems = check(file.read_bytes(), specimen(loaded), file.name)
    if problems:
        raise Refused(*problems)


def specimen(loaded: LoadedInspection) -> Data:
    """What a template may name, from an inspection in which nothing was found."""
    period = Period(loaded.scheme.valid_from.year, 10, 12)
    months = quarter_months(loaded.scheme, period)
    end: datetime.date = month_days(months[-1])[1]
    span = Span(period, months, end, "", check_days(loaded.scheme, months), "")
    empty = Inspected(loaded, span, [], [], [], [], [])
    empty.facts = facts(Known(loaded.scheme, span, [], [], [], [], [], [], ""))
    return data(empty)
