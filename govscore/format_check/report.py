"""The report in the clerk's words, and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from govscore.core.problems import shorten
from govscore.format_check.checking import Report
from govscore.format_check.findings import DIFFERS, FAIL, LEFT_OUT, PASS, WEAK, Row

_LAST = (LEFT_OUT, PASS, DIFFERS, WEAK, FAIL)
_COUNTED = ((FAIL, "不合规定"), (WEAK, "不合一般要求"), (DIFFERS, "与通行做法不同"), (PASS, "符合"))


def report_lines(report: Report) -> list[str]:
    """One line a row: sign, clause, parameter, measured, required, place; what must be mended stands last."""
    lines = [f"【{report.name}】按{report.form}格式检查（GB/T 9704—2012）"]
    rows = sorted(report.rows, key=lambda row: _LAST.index(row.sign))
    lines += [_line(row) for row in rows]
    return [*lines, *_closing(report)]


def _line(row: Row) -> str:
    parameter = row.parameter
    head = f"{row.sign} {parameter.clause}  {parameter.name}"
    if row.sign == LEFT_OUT:
        return f"{head}：没有量（{row.measured}）"
    if row.sign == PASS:
        return f"{head}：{row.measured}"
    place = shorten(row.places).replace("[", "【").replace("]", "】")
    at = f"  {place}" if place else ""
    return f"{head}：{row.measured}（{parameter.strength}：{parameter.required}）{at}"


def _closing(report: Report) -> Iterator[str]:
    counts = Counter(row.sign for row in report.rows)
    parts = [f"{sign} {words}{counts[sign]}项" for sign, words in _COUNTED if counts[sign]]
    left = counts[LEFT_OUT]
    yield "，".join(parts) + (f"；· 没有量{left}项" if left else "")
    if report.no_pages:
        yield f"· {report.no_pages}。"


def report_json(report: Report) -> dict[str, Any]:
    """The report as one object; `sign` as printed."""
    return {
        "file": report.name,
        "form": report.form,
        "passes": report.passes,
        "pages_measured": not report.no_pages,
        "parameters": [
            {
                "id": row.parameter.id,
                "sign": row.sign,
                "clause": row.parameter.clause,
                "name": row.parameter.name,
                "measured": row.measured,
                "required": row.parameter.required,
                "strength": row.parameter.strength,
                "places": list(row.places),
            }
            for row in report.rows
        ],
    }
